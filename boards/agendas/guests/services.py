"""How people who come for one item are written: co-opted for it, or only heard."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import AgendaItem, Attender, CoOption, Discipline, SeatHolder
from boards.seats.services import Who, person_of, write
from councils import clock
from councils.models import Person, User
from councils.writing import Gone, lock

CALLED_OFF = "This meeting is cancelled."


@transaction.atomic
def co_opt_for_item(
    *, by: User, item: AgendaItem, person: Who, reason: str, discipline: Discipline | None = None
) -> CoOption:
    """Take somebody in without a seat, for one item; again, where it had been ended.

    Raises:
        ValidationError: the meeting is cancelled, or they sit on the body.
    """
    item = lock(item)
    body, person = item.meeting.body, person_of(person, by=by, council=item.council)
    known = item.co_options.filter(person=person).first()
    if known and not known.is_settled:
        return known  # the same form sent twice
    _refuse(item, person)
    row = known or CoOption(council=item.council, body=body, item=item, person=person)
    row.reason, row.discipline, row.starts_on = reason, discipline, clock.today()
    row.is_settled = False
    return write(row, by=by)


@transaction.atomic
def end_for_item(*, by: User, co_option: CoOption) -> CoOption:
    """Somebody is no longer co-opted for an item."""
    row = lock(co_option)
    if row.is_settled:
        return row  # the same form sent twice
    row.is_settled = True
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
    _refuse(item, person)
    return write(Attender(council=item.council, item=item, person=person, reason=reason), by=by)


@transaction.atomic
def uninvite(*, by: User, attender: Attender) -> None:
    """Somebody comes for an item no more; that they were to come stays in the history. Twice is once."""
    with suppress(Gone):
        row = lock(attender)
        row._history_user = by
        row.delete()


def _refuse(item: AgendaItem, person: Person) -> None:
    meeting = item.meeting
    if meeting.is_cancelled:
        raise ValidationError({"item": CALLED_OFF})
    sits = SeatHolder.objects.current(meeting.held_on)
    holder = sits.filter(seat__body=meeting.body_id, person=person).select_related("seat").first()
    if holder:
        words = f"{person.name} has a seat already: {holder.seat.title}."
        raise ValidationError({"person": words})
