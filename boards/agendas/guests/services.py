"""Who comes for one item: invited to be heard, or taken into the body for it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.agendas.services import delete_row, open_agenda
from boards.models import AgendaItem, Attender, CoOption, Discipline, Meeting
from councils.models import Council, Person, User
from councils.writing import Refused, store

NAME_SOMEBODY = "Choose somebody from the list, or write their name."
IS_CO_OPTED = "{person} is co-opted for this item already."
IS_INVITED = "{person} is invited for this item already."


@transaction.atomic
def invite_attender(
    *,
    by: User,
    item: AgendaItem,
    reason: str,
    person: Person | None = None,
    name: str = "",
    organisation: str = "",
) -> Attender:
    """Invite somebody for an item: to be heard, without being a member. Twice invites them once.

    Raises:
        Refused: the meeting is over or cancelled, or the person is co-opted for the item.
        ValidationError: names the field that is wrong.
    """
    meeting = open_agenda(item.meeting)
    somebody = _somebody(meeting.council, person, name, organisation)
    if item.co_options.filter(person=somebody).exists():
        raise Refused(IS_CO_OPTED.format(person=somebody))
    invited = item.attenders.filter(person=somebody).first()
    attender = invited or Attender(council=item.council, item=item, person=somebody)
    if invited and invited.reason == reason:
        return invited
    attender.reason, attender._history_user = reason, by
    return store(attender)


@transaction.atomic
def co_opt_for_item(
    *,
    by: User,
    item: AgendaItem,
    reason: str,
    discipline: Discipline | None = None,
    person: Person | None = None,
    name: str = "",
    organisation: str = "",
) -> CoOption:
    """Take somebody into the body for one item, on the day of its meeting; twice does it once.

    Raises:
        Refused: the meeting is over or cancelled, or the person is invited for the item.
        ValidationError: names the field that is wrong.
    """
    meeting = open_agenda(item.meeting)
    somebody = _somebody(meeting.council, person, name, organisation)
    if item.attenders.filter(person=somebody).exists():
        raise Refused(IS_INVITED.format(person=somebody))
    if there := item.co_options.filter(person=somebody).first():
        return there
    made = CoOption(
        council=meeting.council,
        body=meeting.body,
        item=item,
        person=somebody,
        discipline=discipline,
        reason=reason,
        starts_on=meeting.held_on,
        ends_on=meeting.held_on,
    )
    made._history_user = by
    return store(made)


@transaction.atomic
def withdraw_attender(*, by: User, attender: Attender) -> None:
    """Take back an invitation for an item.

    Raises:
        Refused: the meeting is over or cancelled.
    """
    open_agenda(attender.item.meeting)
    delete_row(by=by, row=attender)


@transaction.atomic
def withdraw_co_option(*, by: User, co_option: CoOption) -> None:
    """Take back a co-option for an item.

    Raises:
        Refused: the meeting is over or cancelled.
    """
    open_agenda(co_option.item.meeting)
    delete_row(by=by, row=co_option)


def _somebody(council: Council, person: Person | None, name: str, organisation: str) -> Person:
    """The person chosen, or one of this name and organisation, made where there is none."""
    if person:
        return person
    name, organisation = name.strip(), organisation.strip()
    if not name:
        raise ValidationError({"person": NAME_SOMEBODY})
    known = Person.objects.of(council).filter(name__iexact=name, organisation__iexact=organisation)
    return known.first() or store(Person(council=council, name=name, organisation=organisation))


@transaction.atomic
def move_co_options(*, by: User, meeting: Meeting, to: date) -> None:
    """Let those co-opted for an item come on the day to which its meeting is moved."""
    for co_option in CoOption.objects.filter(item__meeting=meeting):
        co_option.starts_on, co_option.ends_on, co_option._history_user = to, to, by
        store(co_option)
