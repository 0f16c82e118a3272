"""How co-option for a time is written, and how it ends."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import Body, CoOption, Discipline, SeatHolder
from boards.seats.holding import Held, period, why_ends_too_early
from boards.seats.services import Who, person_of, write
from councils import clock
from councils.models import Person, User
from councils.writing import Conflict, lock


@transaction.atomic
def co_opt(
    *,
    by: User,
    body: Body,
    person: Who,
    reason: str,
    starts_on: date,
    ends_on: date | None = None,
    discipline: Discipline | None = None,
) -> CoOption:
    """Take somebody in without a seat, from a day on.

    Raises:
        ValidationError: names the field that is wrong: they sit on the body, or are co-opted then.
    """
    body = lock(body)
    person = person_of(person, by=by, council=body.council)
    wanted = {"person": person, "starts_on": starts_on, "ends_on": ends_on}
    same = body.co_options.filter(**wanted, item__isnull=True, is_settled=False)
    if taken_in := same.first():
        return taken_in  # the same form sent twice
    _refuse_period(body, person, starts_on, ends_on)
    _refuse_member(body, person, starts_on)
    row = CoOption(council=body.council, body=body, reason=reason, discipline=discipline, **wanted)
    return write(row, by=by)


def _refuse_period(body: Body, person: Person, starts_on: date, ends_on: date | None) -> None:
    if refused := why_ends_too_early(starts_on, ends_on):
        raise ValidationError({"ends_on": refused})
    for other in body.co_options.filter(person=person, item__isnull=True):
        held = Held(person.pk, person.name, 1, other.starts_on, other.ends_on)
        if held.meets(starts_on, ends_on):
            when = period(other.starts_on, other.ends_on)
            raise ValidationError({"starts_on": f"{person.name} is co-opted {when} already."})


def _refuse_member(body: Body, person: Person, day: date) -> None:
    sits = SeatHolder.objects.current(day).filter(seat__body=body, person=person)
    if holder := sits.select_related("seat").first():
        words = f"{person.name} has a seat already: {holder.seat.title}."
        raise ValidationError({"person": words})


@transaction.atomic
def end_co_option(
    *, by: User, co_option: CoOption, ends_on: date | None = None, version: int | None = None
) -> CoOption:
    """Record that a co-option is over: on the last day given, else on the one it has, else today.

    Raises:
        Conflict: somebody else changed it after the clerk opened it.
        ValidationError: the last day lies before the first.
    """
    row = lock(co_option)
    ends_on = ends_on or row.ends_on or clock.today()
    if row.is_settled and row.ends_on == ends_on:
        return row  # the same form sent twice
    if version is not None and row.version != version:
        raise Conflict(row)
    if refused := why_ends_too_early(row.starts_on, ends_on):
        raise ValidationError({"ends_on": refused})
    row.ends_on, row.is_settled = ends_on, True
    return write(row, by=by)
