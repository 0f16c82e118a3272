"""How the forum's own time is recorded: the clerk says how long it was, the forum how it was."""

from django.db import transaction

from boards.models import AgendaItem, ForumTime
from boards.register.services import open_to_record, set_fields
from councils import clock
from councils.models import User
from councils.writing import Refused, lock

NOT_THE_FORUMS = "This item is not the forum’s own time."


@transaction.atomic
def record_forum_time(
    *,
    by: User,
    item: AgendaItem,
    given: int,
    version: int | None = None,
    by_clock: bool = False,
) -> ForumTime:
    """Record the minutes the forum really got of its own time (R8).

    `by_clock` are those that the clock of a takeover measured; it measures anew where the meeting
    goes on, and leaves alone what a person has written.

    Raises:
        Refused: the item is not the forum's own time, or the meeting may not be recorded.
        Conflict: `version` is given and somebody else has changed it since.
    """
    row = _forum_time(item)
    if row.given == given:
        return row
    if row.pk and version is not None:
        row = lock(row, version=version)
    return set_fields(row, by, given=given, by_clock=by_clock)


@transaction.atomic
def judge_forum_time(*, by: User, item: AgendaItem, cut_short: bool) -> ForumTime:
    """Record the forum's own word on whether its time was cut short; the last word stands (R8).

    Raises:
        Refused: the item is not the forum's own time, or the meeting may not be recorded.
    """
    row = _forum_time(item)
    if row.cut_short is cut_short:
        return row
    return set_fields(row, by, cut_short=cut_short, said_by=by, said_at=clock.now())


def _forum_time(item: AgendaItem) -> ForumTime:
    """The item's row, or a new one with the minutes the agenda gave it."""
    open_to_record(item.meeting)
    if not item.is_protected:
        raise Refused(NOT_THE_FORUMS)
    known = ForumTime.objects.filter(item=item).first()
    return known or ForumTime(council=item.council, item=item, planned=item.minutes)
