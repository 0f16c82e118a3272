"""How young people take over: they put dots, the clerk follows them, and whoever chairs presses.

Everything here locks the meeting first, so that two people at once wait for each other.
"""

from collections.abc import Mapping

from django.db import transaction

from boards.agendas.services import arrange_items, delete_row
from boards.models import AgendaItem, Dots, ForumTime, Meeting, Turn
from boards.register.forum_time.services import record_forum_time
from boards.register.services import (
    close_meeting,
    open_meeting,
    open_to_record,
    set_chair,
    set_fields,
)
from boards.takeover import timing
from boards.takeover.dots import changed_words
from boards.takeover.queries import Stand, sheet_of, stand_of
from boards.takeover.timing import Move, Phase
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store
from forums.models import Forum

HAS_ENDED = "The register says that this meeting has ended. The clerk can put that right."


class Changed(Refused):
    """Somebody else saved other numbers meanwhile; `words` says which, by the item's primary key."""

    def __init__(self, words: dict[int, str]) -> None:
        super().__init__("Somebody else has changed some of these. Look at them and save again.")
        self.words = words


# Dots ---------------------------------------------------------------------------------------------


@transaction.atomic
def place_dots(
    *,
    by: User,
    meeting: Meeting,
    forum: Forum,
    numbers: Mapping[int, int],
    seen: Mapping[int, int],
) -> int:
    """Say how many dots a forum put on each item, by primary key; sent twice, it is counted once.

    `seen` are the numbers that were saved when the page was opened: what is not changed from them is
    left alone, whoever has changed it since. Items that take no dots, or are off the agenda by now,
    are passed over.

    Returns:
        All dots of the forum now.

    Raises:
        Refused: the papers are out, or the meeting is over or cancelled.
        Changed: somebody else saved another number than the one seen; nothing is saved.
        ValidationError: a number that is too large.
    """
    meeting = lock(meeting)
    sheet = sheet_of(meeting)
    if sheet.closed:
        raise Refused(sheet.closed)
    was = {row.item.pk: row.of(forum) for row in sheet.open_rows}
    new = {
        key: number
        for key, number in numbers.items()
        if key in was and number not in {seen.get(key, 0), was[key]}
    }
    if lost := {key: was[key] for key in new if was[key] != seen.get(key, 0)}:
        raise Changed({key: changed_words(number) for key, number in lost.items()})
    for key, number in new.items():
        _count(by, meeting.items.get(pk=key), forum, number)
    return sum({**was, **new}.values())


def _count(by: User, item: AgendaItem, forum: Forum, number: int) -> None:
    known = Dots.objects.filter(item=item, forum=forum).first()
    if known and not number:
        delete_row(by=by, row=known)
        return
    dots = known or Dots(council=item.council, item=item, forum=forum)
    set_fields(dots, by, number=number, counted_at=clock.now(), counted_by=by)


@transaction.atomic
def follow_dots(*, by: User, meeting: Meeting) -> None:
    """Put the agenda into the order of the dots; twice changes nothing more.

    Raises:
        Refused: the papers are out, or the meeting is over or cancelled.
    """
    meeting = lock(meeting)
    sheet = sheet_of(meeting)
    if sheet.closed:
        raise Refused(sheet.closed)
    arrange_items(by=by, meeting=meeting, keys=sheet.order.keys)


# The clock ----------------------------------------------------------------------------------------


@transaction.atomic
def press(
    *, by: User, meeting: Meeting, move: Move, step: int, has_young_chair: bool = False
) -> bool:
    """Press a button of the screen; `step` is what the screen had counted when it was shown.

    The first item's time begins with the meeting, and the meeting ends with the last one's. Then the
    minutes the forum had are recorded, where the clerk has not done so. “Back” undoes the last press.

    Returns:
        Whether it did something: not where somebody has pressed since, or the same press came twice.

    Raises:
        Refused: it is not the meeting's day, its minutes are confirmed, or the button does nothing now.
    """
    meeting = open_to_record(meeting)
    refused = timing.why_no_clock(
        meeting.held_on, today=clock.today(), cancelled=meeting.is_cancelled
    )
    if refused:
        raise Refused(refused)
    stand = stand_of(meeting)
    if stand.clock.step != step:
        return False
    if refused := stand.clock.why_not(move):
        raise Refused(refused)
    if move is Move.START:
        _start(by, meeting, stand, has_young_chair=has_young_chair)
    elif move is Move.NEXT:
        _next(by, meeting, stand)
    else:
        _back(by, meeting, stand)
    return True


def _start(by: User, meeting: Meeting, stand: Stand, *, has_young_chair: bool) -> None:
    if meeting.closed_at:
        raise Refused(HAS_ENDED)
    if not stand.clock.next:
        raise Refused(timing.NOTHING_ON)
    was_open = meeting.opened_at is not None
    meeting = open_meeting(by=by, meeting=meeting)
    set_chair(by=by, meeting=meeting, chair=meeting.chair, has_young_chair=has_young_chair)
    _begin(by, stand, began_at=clock.now() if was_open else meeting.opened_at)


def _begin(by: User, stand: Stand, **when: object) -> None:
    item = stand.items[stand.clock.next.key]
    turn = Turn(council=item.council, item=item, began_by=by, **when)
    turn._history_user = by
    store(turn)


def _next(by: User, meeting: Meeting, stand: Stand) -> None:
    if stand.clock.next:
        _begin(by, stand, began_at=clock.now())
        return
    meeting = close_meeting(by=by, meeting=meeting)
    for item, given, known in _own_time(stand_of(meeting)):
        if known is None or known.given is None or known.by_clock:
            record_forum_time(by=by, item=item, given=given, by_clock=True)


def _back(by: User, meeting: Meeting, stand: Stand) -> None:
    """Undo the end, or the beginning of the item now."""
    if stand.clock.phase is Phase.OVER:
        for _, _, known in _own_time(stand):
            if known and known.by_clock:
                set_fields(known, by, given=None, by_clock=False)
        set_fields(meeting, by, closed_at=None)
        return
    turn = stand.item.turn
    if stand.clock.step == 1 and meeting.opened_at == turn.began_at:
        set_fields(meeting, by, opened_at=None)
    delete_row(by=by, row=turn)


def _own_time(stand: Stand) -> list[tuple[AgendaItem, int, ForumTime | None]]:
    """The forum's own items, with the minutes they got, and what is recorded of that."""
    known = {row.item_id: row for row in ForumTime.objects.filter(item__in=stand.items)}
    return [
        (stand.items[key], minutes, known.get(key)) for key, minutes in stand.clock.given.items()
    ]
