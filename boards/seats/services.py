"""How the people of a body are written: who they are, which place they hold, who stands in.

A place is taken over by naming whom somebody follows: their time then ends the day before. Nobody's
time is ended otherwise, so that two clerks at once cannot push each other's people out unseen.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import Seat, SeatHolder, Substitute
from boards.seats.holding import (
    ONE_DAY,
    Held,
    free_place,
    why_ends_too_early,
    why_no_names,
    why_not_follow,
    why_taken,
    why_twice,
)
from councils.models import Council, Person, User
from councils.writing import Conflict, Gone, Refused, Row, lock, store

HOLDS_IT = "They hold this place themselves. A substitute is somebody else."
NO_SUCH_PLACE = "Nobody holds this place on that day. Choose one that somebody holds."
NO_ROLE_HERE = "This sign-in has no role in this council."
OF_SOMEBODY = "This sign-in belongs to somebody else of this council already."


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody the council does not have on record yet."""

    name: str
    organisation: str = ""
    user: User | None = None


Who = Person | NewPerson


def write(row: Row, *, by: User) -> Row:
    """Check and save a row, with who did it in its history."""
    row._history_user = by
    return store(row)


# People -------------------------------------------------------------------------------------------


@transaction.atomic
def add_person(
    *, by: User, council: Council, name: str, organisation: str = "", user: User | None = None
) -> Person:
    """Somebody who can hold a seat, with or without a sign-in.

    Whoever is on record with the same name and organisation is the same person.

    Raises:
        ValidationError: the sign-in has no role in the council, or belongs to somebody else.
    """
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    same = Person.objects.of(council).filter(name__iexact=name, organisation__iexact=organisation)
    known = same.filter(user=user) if user else same
    if found := known.order_by("pk").first():
        return found
    if user and not user.memberships.filter(council=council).exists():
        raise ValidationError({"user": NO_ROLE_HERE})
    if user and user.people.filter(council=council).exists():
        raise ValidationError({"user": OF_SOMEBODY})
    person = Person(council=council, name=name, organisation=organisation, user=user)
    return write(person, by=by)


def person_of(who: Who, *, by: User, council: Council) -> Person:
    """The person, put on record first where they are new."""
    if isinstance(who, Person):
        return who
    return add_person(
        by=by, council=council, name=who.name, organisation=who.organisation, user=who.user
    )


# Places -------------------------------------------------------------------------------------------


@transaction.atomic
def seat_person(
    *,
    by: User,
    seat: Seat,
    person: Who,
    starts_on: date,
    ends_on: date | None = None,
    instead_of: SeatHolder | None = None,
) -> SeatHolder:
    """Give somebody a place: that of whom they follow, or the next free one of a plural seat.

    Raises:
        Refused: the seat is young people's, or listed twice: nobody is named for it.
        ValidationError: names the field that is wrong, with who holds the place and for how long.
    """
    seat = _lock_for_names(seat)
    person = person_of(person, by=by, council=seat.council)
    wanted = {"person": person, "starts_on": starts_on, "ends_on": ends_on}
    if seated := seat.holders.filter(**wanted).first():
        return seated  # the same form sent twice
    _refuse_dates(starts_on, ends_on)
    if instead_of:
        _end_before(seat.holders.get(pk=instead_of.pk), starts_on, by=by)
    held = _held(seat.holders)
    if words := why_twice(held, person.pk, starts_on, ends_on):
        raise ValidationError({"person": words})
    place = _place(seat, held, starts_on, ends_on, instead_of)
    if words := why_taken(held, place, starts_on, ends_on, substitute=False):
        raise ValidationError({"starts_on": words})
    return write(SeatHolder(council=seat.council, seat=seat, place=place, **wanted), by=by)


def _place(
    seat: Seat,
    held: Iterable[Held],
    starts_on: date,
    ends_on: date | None,
    instead_of: SeatHolder | None,
) -> int:
    if instead_of:
        return instead_of.place
    return free_place(held, starts_on, ends_on) if seat.is_plural else 1


@transaction.atomic
def name_substitute(
    *,
    by: User,
    seat: Seat,
    person: Who,
    starts_on: date,
    ends_on: date | None = None,
    place: int = 1,
    instead_of: Substitute | None = None,
) -> Substitute:
    """Name who comes when the holder of a place cannot.

    Raises:
        Refused: the seat is young people's, or listed twice: nobody is named for it.
        ValidationError: names the field that is wrong, with who stands in and for how long.
    """
    seat = _lock_for_names(seat)
    person = person_of(person, by=by, council=seat.council)
    wanted = {"person": person, "place": place, "starts_on": starts_on, "ends_on": ends_on}
    if named := seat.substitutes.filter(**wanted).first():
        return named  # the same form sent twice
    _refuse_dates(starts_on, ends_on)
    _refuse_stand_in(seat, place, person, starts_on, ends_on)
    if instead_of:
        _end_before(seat.substitutes.get(pk=instead_of.pk), starts_on, by=by)
    if words := why_taken(_held(seat.substitutes), place, starts_on, ends_on, substitute=True):
        raise ValidationError({"starts_on": words})
    return write(Substitute(council=seat.council, seat=seat, **wanted), by=by)


def _refuse_stand_in(
    seat: Seat, place: int, person: Person, starts_on: date, ends_on: date | None
) -> None:
    held = [each for each in _held(seat.holders) if each.place == place]
    if any(each.person == person.pk and each.meets(starts_on, ends_on) for each in held):
        raise ValidationError({"person": HOLDS_IT})
    if seat.is_plural and not any(each.meets(starts_on, starts_on) for each in held):
        raise ValidationError({"place": NO_SUCH_PLACE})


def _lock_for_names(seat: Seat) -> Seat:
    """The seat, locked, if people can be named for it; else Refused with the reason."""
    seat = lock(seat)
    same_as = seat.same_as.title if seat.same_as else ""
    if refused := why_no_names(young_people=seat.is_young_people, same_as=same_as):
        raise Refused(refused)
    return seat


def _refuse_dates(starts_on: date, ends_on: date | None) -> None:
    if refused := why_ends_too_early(starts_on, ends_on):
        raise ValidationError({"ends_on": refused})


def _held(rows: Iterable[SeatHolder | Substitute], *, but: int | None = None) -> list[Held]:
    """Holders or substitutes as the rule takes them, one of them left out."""
    return [
        Held(row.person_id, row.person.name, row.place, row.starts_on, row.ends_on)
        for row in rows.select_related("person").exclude(pk=but)
    ]


def _end_before(row: SeatHolder | Substitute, starts_on: date, *, by: User) -> None:
    """End somebody's time the day before another's begins, where it would reach further."""
    before = Held(row.person_id, row.person.name, row.place, row.starts_on, row.ends_on)
    if refused := why_not_follow(before, starts_on):
        raise ValidationError({"starts_on": refused})
    if before.meets(starts_on, None):
        row.ends_on = starts_on - ONE_DAY
        write(row, by=by)


@transaction.atomic
def change_dates(
    *,
    by: User,
    row: SeatHolder | Substitute,
    starts_on: date,
    ends_on: date | None,
    version: int | None = None,
) -> SeatHolder | Substitute:
    """Put right from when to when somebody holds a place, or stands in for one.

    Raises:
        Conflict: somebody else changed it after the clerk opened it.
        ValidationError: the time meets somebody else's, or ends before it begins.
    """
    seat = lock(row.seat)
    current = lock(row)
    if (current.starts_on, current.ends_on) == (starts_on, ends_on):
        return current  # the same form sent twice
    if version is not None and current.version != version:
        raise Conflict(current)
    _refuse_dates(starts_on, ends_on)
    is_substitute = isinstance(current, Substitute)
    others = _held(seat.substitutes if is_substitute else seat.holders, but=current.pk)
    if words := why_taken(others, current.place, starts_on, ends_on, substitute=is_substitute):
        raise ValidationError({"starts_on": words})
    if not is_substitute and (words := why_twice(others, current.person_id, starts_on, ends_on)):
        raise ValidationError({"starts_on": words})
    current.starts_on, current.ends_on = starts_on, ends_on
    return write(current, by=by)


def end_holding(
    *, by: User, holding: SeatHolder, ends_on: date, version: int | None = None
) -> SeatHolder:
    """Somebody leaves a place; its last day counts. Errors as for changing the dates."""
    start = holding.starts_on
    return change_dates(by=by, row=holding, starts_on=start, ends_on=ends_on, version=version)


def end_substitute(
    *, by: User, substitute: Substitute, ends_on: date, version: int | None = None
) -> Substitute:
    """Somebody stands in no more; the last day counts. Errors as for changing the dates."""
    start = substitute.starts_on
    return change_dates(by=by, row=substitute, starts_on=start, ends_on=ends_on, version=version)


@transaction.atomic
def take_out(*, by: User, row: SeatHolder | Substitute) -> None:
    """Take out what was recorded by mistake; that it was there stays in the history. Twice is once."""
    with suppress(Gone):
        row = lock(row)
        row._history_user = by
        row.delete()
