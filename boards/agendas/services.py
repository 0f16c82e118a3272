"""How an agenda is written item by item.

Every function locks the meeting, so that two clerks wait for each other; places stay 1, 2, 3 …
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from boards.agenda import may_discuss
from boards.agendas import building
from boards.agendas.building import Line
from boards.agendas.queries import (
    in_order,
    items_to_build,
    lines,
    printed_numbers,
    why_not_removed,
)
from boards.follow_up.services import take_escalation
from boards.models import AgendaItem, Escalation, Meeting
from boards.numbering import item_numbers
from boards.queries import deadlines_for, rule_item
from councils import clock
from councils.models import User
from councils.writing import Conflict, Refused, lock, store
from pledges.models import Theme

SAME_TITLE = "There is an item of this name on the agenda already."
OTHER_ITEMS = "Something was put on the agenda or taken off meanwhile. Look at it again."
LATE_AGAIN = "Say why it is late or urgent, as before."

#: The fields of an item that a clerk changes.
CHANGEABLE = frozenset(
    {"title", "purpose", "minutes", "theme", "presenter", "chair_reason", "late_reason"}
)
#: What is kept of an item that is taken off, so that it can be put back as it was.
KEPT = (
    *("id", "position", "kind", "purpose", "title", "minutes", "theme_id", "chair_reason"),
    *("presenter", "late_reason", "from_body_id", "carried_from_id", "version"),
)


@transaction.atomic
def add_item(
    *,
    by: User,
    meeting: Meeting,
    title: str,
    purpose: str = AgendaItem.Purpose.DISCUSSION,
    minutes: int = 10,
    presenter: str = "",
    theme: Theme | None = None,
    chair_reason: str = "",
    late_reason: str = "",
) -> AgendaItem:
    """Put an item on the agenda, before what closes it; once papers are out, after what is in them.

    Raises:
        Refused: the meeting is over or cancelled.
        ValidationError: names the field that is wrong: a name that is there already, minutes for
            what is for information only (R7), no reason for what comes after the papers were due.
    """
    meeting = open_agenda(meeting)
    item = AgendaItem(
        council=meeting.council,
        meeting=meeting,
        title=title.strip(),
        purpose=purpose,
        minutes=minutes,
        presenter=presenter,
        theme=theme,
        chair_reason=chair_reason,
        late_reason=late_reason,
    )
    same = _of_same_title(item)
    if same and all(getattr(same, name) == getattr(item, name) for name in CHANGEABLE):
        return same  # the same form sent twice
    _check(item, late=late_words(meeting))
    insert_item(by=by, meeting=meeting, item=item)
    return item


@transaction.atomic
def change_item(*, by: User, item: AgendaItem, version: int, **to: object) -> AgendaItem:
    """Change fields of an item (see `CHANGEABLE`); what changes nothing is no conflict.

    Raises:
        Refused: the meeting is over or cancelled.
        Conflict: somebody else changed the item after the clerk opened it.
        ValidationError: names the field that is wrong, as for a new item; a reason why it is late
            may be put in other words and not taken away.
    """
    if unknown := set(to) - CHANGEABLE:
        raise TypeError(f"These fields are not changed here: {', '.join(sorted(unknown))}.")
    meeting = open_agenda(item.meeting)
    item = lock(item)
    if all(getattr(item, name) == value for name, value in to.items()):
        return item
    if item.version != version:
        raise Conflict(item)
    late = LATE_AGAIN if item.late_reason else ""
    for name, value in to.items():
        setattr(item, name, value)
    item.title, item.meeting, item._history_user = item.title.strip(), meeting, by
    _check(item, late=late)
    store(item)
    settle_order(by=by, meeting=meeting)
    item.refresh_from_db(fields=["position"])
    return item


@transaction.atomic
def move_item(*, by: User, item: AgendaItem, to_position: int) -> AgendaItem:
    """Give an item another place, counted from 1; sent twice, it is moved once.

    Raises:
        Refused: the meeting is over or cancelled; the item is in papers that are out; the place
            is not one for it, because what is for information only comes last.
    """
    meeting = open_agenda(item.meeting)
    order = in_order(meeting.items.order_by("position"), meeting, printed=printed_numbers(meeting))
    if refused := building.why_not_move(order, item.pk, to_position):
        raise Refused(refused)
    _renumber(by, meeting, building.moved(order, item.pk, to_position))
    item.refresh_from_db(fields=["position", "number"])
    return item


@transaction.atomic
def arrange_items(*, by: User, meeting: Meeting, keys: Sequence[int]) -> None:
    """Give all items of an agenda a new order, as their primary keys stand; sent twice, once.

    Raises:
        Refused: the meeting is over or cancelled; papers are out; other items are on the agenda.
    """
    meeting = open_agenda(meeting)
    rows = meeting.items.order_by("position")
    if printed_numbers(meeting):
        raise Refused(building.ARE_OUT)
    order = {line.key: line for line in in_order(rows, meeting, printed=())}
    if sorted(keys) != sorted(order):
        raise Refused(OTHER_ITEMS)
    _renumber(by, meeting, building.settled([order[key] for key in keys]))


@transaction.atomic
def remove_item(*, by: User, item: AgendaItem) -> dict[str, object]:
    """Take an item off the agenda; a matter passed up waits again to be taken.

    Returns:
        What `put_back` needs to put it back as it was, in plain values; nothing where somebody
        has taken it off already.

    Raises:
        Refused: the meeting is over or cancelled, the item is in papers that are out, or
            something stands under it.
    """
    meeting = open_agenda(item.meeting)
    printed = printed_numbers(meeting)
    item = next((each for each in items_to_build(meeting) if each.pk == item.pk), None)
    if item is None:
        return {}
    if refused := why_not_removed(item, printed=printed):
        raise Refused(refused)
    escalation = getattr(item, "takes", None)
    removed = {name: getattr(item, name) for name in KEPT}
    removed["escalation"] = escalation.pk if escalation else None
    if escalation:
        release_escalation(by=by, escalation=escalation)
    delete_row(by=by, row=item)
    settle_order(by=by, meeting=meeting)
    return removed


@transaction.atomic
def put_back(*, by: User, meeting: Meeting, removed: dict[str, object]) -> AgendaItem:
    """Put an item back as `remove_item` found it; twice puts it back once.

    Raises:
        Refused: the meeting is over or cancelled, or has an item of that name by now.
    """
    meeting = open_agenda(meeting)
    if there := meeting.items.filter(pk=removed["id"]).first():
        return there
    fields = {name: removed[name] for name in KEPT}
    item = AgendaItem(council=meeting.council, meeting=meeting, **fields)
    if _of_same_title(item):
        raise Refused(SAME_TITLE)
    waiting = Escalation.objects.filter(pk=removed["escalation"], taken_by__isnull=True).first()
    insert_item(by=by, meeting=meeting, item=item, at=item.position)
    if waiting:
        take_escalation(by=by, escalation=waiting, item=item)
    return item


# What they share ----------------------------------------------------------------------------------


def open_agenda(meeting: Meeting) -> Meeting:
    """The meeting, locked, whose agenda may still change.

    Raises:
        Refused: the meeting is over or cancelled.
    """
    meeting = lock(meeting)
    refused = building.why_closed(
        meeting.held_on, today=clock.today(), cancelled=meeting.is_cancelled
    )
    if refused:
        raise Refused(refused)
    return meeting


def late_words(meeting: Meeting) -> str:
    """The sentence that asks why something is late; empty until the papers were due."""
    papers = deadlines_for(meeting.body, meeting.held_on, meeting.council).papers
    return building.late_words(papers and papers.due_on, today=clock.today())


def _of_same_title(item: AgendaItem) -> AgendaItem | None:
    same = item.meeting.items.filter(title__iexact=item.title).exclude(pk=item.pk)
    return same.first()


def _check(item: AgendaItem, *, late: str) -> None:
    """What no constraint can see: the name, the minutes (R7), the reason for being late."""
    wrong = {}
    if _of_same_title(item):
        wrong["title"] = SAME_TITLE
    found = may_discuss(rule_item(item), item.meeting.theme_id)
    if item.minutes and not found.allowed:
        wrong["minutes"] = f"{found.words} Give it no minutes, or the chair’s reason."
    if late and not item.late_reason.strip():
        wrong["late_reason"] = late
    if wrong:
        raise ValidationError(wrong)


def insert_item(
    *, by: User, meeting: Meeting, item: AgendaItem, at: int | None = None, arising: bool = False
) -> None:
    """Store a new item in a place: `at`, among the matters arising, or where new ones go."""
    printed = printed_numbers(meeting)
    rows = list(meeting.items.order_by("position"))
    order = in_order(rows, meeting, printed=printed)
    find = building.place_after_opening if arising else building.place_before_closing
    place = max(2 if printed else 1, at) if at else find(order)
    item.position, item._history_user = len(rows) + 1, by
    store(item)
    order = building.moved([*order, *lines([item], meeting, printed=printed)], item.pk, place)
    _renumber(by, meeting, building.settled(order))
    item.refresh_from_db(fields=["position", "number"])


def settle_order(*, by: User, meeting: Meeting) -> None:
    """Close gaps, and put what is for information only last."""
    rows = meeting.items.order_by("position")
    _renumber(by, meeting, in_order(rows, meeting, printed=printed_numbers(meeting)))


def number_items(*, by: User, meeting: Meeting) -> None:
    """Give each item the number it has on paper from now on."""
    rows = list(meeting.items.order_by("position"))
    order = lines(rows, meeting, printed=printed_numbers(meeting))
    _renumber(by, meeting, order, numbers=item_numbers([line.printed for line in order]))


def _renumber(
    by: User, meeting: Meeting, order: Sequence[Line], *, numbers: Sequence[str] = ()
) -> None:
    """Write the places, and the numbers beside papers that are out, where they changed.

    Places and numbers are unique when the transaction ends.
    """
    rows, printed = (
        {item.pk: item for item in meeting.items.all()},
        [each.printed for each in order],
    )
    if any(printed):
        numbers = item_numbers(printed)
    for place, line in enumerate(order, start=1):
        item, number = rows[line.key], numbers[place - 1] if numbers else None
        if (item.position, item.number) != (place, number):
            item.position, item.number, item._history_user = place, number, by
            # its version is of its words, not of its place
            item.save(update_fields=["position", "number"])


def delete_row(*, by: User, row: Model) -> None:
    """Delete a row that keeps its history, with who did it."""
    row._history_user = by
    row.delete()


def release_escalation(*, by: User, escalation: Escalation) -> None:
    """Let a matter that was passed up wait again for an item that takes it."""
    escalation = lock(escalation)
    escalation.taken_by, escalation._history_user = None, by
    store(escalation)
