"""How people without a seat are written: co-opted for a time or an item, or heard for an item."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import AgendaItem, Attender, Body, CoOption, Discipline, SeatHolder
from boards.seats.holding import Held, period, why_ends_too_early
from boards.seats.services import Who, person_of, write
from councils import clock
from councils.models import Person, User
from councils.writing import Conflict, lock

NO_FIRST_DAY = "Say from which day they are co-opted."
OF_ANOTHER_BODY = "This item is on another agenda."
CALLED_OFF = "This meeting is cancelled."


@transaction.atomic
def co_opt(
    *,
    by: User,
    body: Body,
    person: Who,
    reason: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    item: AgendaItem | None = None,
    discipline: Discipline | None = None,
) -> CoOption:
    """Take somebody in without a seat, for a time, or for one item where one is given.

    Raises:
        ValidationError: names the field that is wrong: they sit on the body, or are co-opted then.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    person = person_of(person, by=by, council=body.council)
    wanted = {"person": person, "item": item}
    if item is None:
        wanted |= {"starts_on": starts_on, "ends_on": ends_on}
    if taken_in := body.co_options.filter(**wanted, is_settled=False).first():
        return taken_in  # the same form sent twice
    if item:
        _refuse_item(body, item)
        wanted["starts_on"] = clock.today()
    else:
        _refuse_period(body, person, starts_on, ends_on)
    _refuse_member(body, person, item.meeting.held_on if item else starts_on)
    row = CoOption(council=body.council, body=body, reason=reason, discipline=discipline, **wanted)
    return write(row, by=by)


def _refuse_item(body: Body, item: AgendaItem) -> None:
    if item.meeting.body_id != body.pk:
        raise ValidationError({"item": OF_ANOTHER_BODY})
    if item.meeting.is_cancelled:
        raise ValidationError({"item": CALLED_OFF})


def _refuse_period(
    body: Body, person: Person, starts_on: date | None, ends_on: date | None
) -> None:
    if starts_on is None:
        raise ValidationError({"starts_on": NO_FIRST_DAY})
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
    """Record that a co-option is over, on its last day where one is given.

    Raises:
        Conflict: somebody else changed it after the clerk opened it.
        ValidationError: the last day lies before the first.
    """
    row = lock(co_option)
    ends_on = row.ends_on if row.item_id else ends_on or row.ends_on or clock.today()
    if row.is_settled and row.ends_on == ends_on:
        return row  # the same form sent twice
    if version is not None and row.version != version:
        raise Conflict(row)
    if refused := why_ends_too_early(row.starts_on, ends_on):
        raise ValidationError({"ends_on": refused})
    row.ends_on, row.is_settled = ends_on, True
    return write(row, by=by)


@transaction.atomic
def invite_attender(*, by: User, item: AgendaItem, person: Who, reason: str = "") -> Attender:
    """Ask somebody to come for one item, to be heard without being a member.

    Raises:
        ValidationError: the meeting is cancelled, or they sit on the body and need no invitation.
    """
    item = lock(item)
    person = person_of(person, by=by, council=item.council)
    if invited := item.attenders.filter(person=person).first():
        return invited  # the same form sent twice
    _refuse_item(item.meeting.body, item)
    _refuse_member(item.meeting.body, person, item.meeting.held_on)
    return write(Attender(council=item.council, item=item, person=person, reason=reason), by=by)


@transaction.atomic
def uninvite(*, by: User, attender: Attender) -> None:
    """Somebody comes for an item no more; that they were to come stays in the history."""
    row = lock(attender)
    row._history_user = by
    row.delete()
