"""How the list of seats is written: seats added, their disciplines, young people's places."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from boards.models import Body, Discipline, Seat, SeatDiscipline, YoungPlaces
from boards.seats.holding import ONE_DAY, why_no_names
from boards.seats.services import write
from councils import clock
from councils.models import Council, User
from councils.writing import Refused, lock, store

NOT_YOUNG = "People hold this seat by name. Only young people are counted instead."


@transaction.atomic
def add_seat(
    *,
    by: User,
    body: Body,
    title: str,
    is_plural: bool = False,
    is_young_people: bool = False,
    is_attender: bool = False,
    discipline: Discipline | None = None,
) -> Seat:
    """A seat that the strategy does not list, after those it does.

    Raises:
        ValidationError: the body has a seat of that name already.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    kind = {"is_plural": is_plural, "is_young_people": is_young_people, "is_attender": is_attender}
    same = body.seats.filter(title__iexact=title).first()
    if same and _added_alike(same, kind, discipline):
        return same  # the same form sent twice
    if same:
        raise ValidationError({"title": "There is a seat of this name already."})
    position = 1 + (body.seats.aggregate(last=Max("position"))["last"] or 0)
    seat = store(
        Seat(
            council=body.council,
            body=body,
            key=f"{body.key[:50]}-added-{position}",
            position=position,
            title=title,
            source_note=f"Added by {by.display_name} on {clock.today():%-d %B %Y}.",
            **kind,
        )
    )
    if discipline:
        decide_discipline(by=by, seat=seat, discipline=discipline)
    return seat


def _added_alike(seat: Seat, kind: dict[str, bool], discipline: Discipline | None) -> bool:
    """Whether an added seat is what another form asks for."""
    decided = SeatDiscipline.objects.filter(seat=seat).first()
    is_added = "-added-" in seat.key
    same_discipline = (decided and decided.discipline_id) == (discipline and discipline.pk)
    return is_added and same_discipline and all(getattr(seat, n) == v for n, v in kind.items())


@transaction.atomic
def add_discipline(*, by: User, council: Council, name: str) -> Discipline:
    """A discipline that the strategy does not name; one of the same name is the same."""
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    if found := Discipline.objects.of(council).filter(name__iexact=name).first():
        return found
    number = Discipline.objects.of(council).count() + 1
    return store(
        Discipline(
            council=council,
            key=f"added-{number}-{slugify(name)[:50]}",
            name=name,
            source_note=f"Added by {by.display_name} on {clock.today():%-d %B %Y}.",
        )
    )


@transaction.atomic
def decide_discipline(*, by: User, seat: Seat, discipline: Discipline) -> SeatDiscipline:
    """Say which discipline a seat stands for, over the assumed one.

    Raises:
        Refused: the seat is listed twice; the other one is decided.
    """
    seat = lock(seat)
    if seat.same_as:
        raise Refused(why_no_names(young_people=False, same_as=seat.same_as.title))
    row = SeatDiscipline.objects.filter(seat=seat).first()
    if row and row.discipline_id == discipline.pk:
        return row
    row = row or SeatDiscipline(council=seat.council, seat=seat)
    row.discipline = discipline
    return write(row, by=by)


@transaction.atomic
def say_discipline(
    *, by: User, seat: Seat, discipline: Discipline | None, another: str = ""
) -> SeatDiscipline:
    """Decide for one of the council's disciplines, or for another one by its name.

    Raises:
        Refused: the seat is listed twice; the other one is decided.
    """
    chosen = discipline or add_discipline(by=by, council=seat.council, name=another)
    return decide_discipline(by=by, seat=seat, discipline=chosen)


# Young people -------------------------------------------------------------------------------------


@transaction.atomic
def set_young_places(*, by: User, seat: Seat, number: int, starts_on: date) -> YoungPlaces:
    """Say how many young people a seat of theirs is for, from a day on; nobody is named.

    Raises:
        Refused: people hold the seat by name, or it is listed twice.
        ValidationError: the number is nought.
    """
    seat = lock(seat)
    if not seat.is_young_people:
        raise Refused(NOT_YOUNG)
    if seat.same_as:
        raise Refused(why_no_names(young_people=True, same_as=seat.same_as.title))
    row = seat.young_places.filter(starts_on=starts_on).first()
    if row and row.number == number:
        return row  # the same form sent twice
    if row is None:
        row = YoungPlaces(council=seat.council, seat=seat, starts_on=starts_on)
        _make_room(seat, row, by=by)
    row.number = number
    return write(row, by=by)


def _make_room(seat: Seat, row: YoungPlaces, *, by: User) -> None:
    """End the number that held before, and this one where a later one is set already."""
    before = seat.young_places.current(row.starts_on).first()
    if before:
        before.ends_on = row.starts_on - ONE_DAY
        write(before, by=by)
    after = seat.young_places.filter(starts_on__gt=row.starts_on).order_by("starts_on").first()
    row.ends_on = after.starts_on - ONE_DAY if after else None
