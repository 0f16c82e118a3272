"""How it is decided what becomes of an old promise, and how it is put on record what was said."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Conflict, Refused, store
from pledges.lineage import queries
from pledges.lineage.rules import Kind, why_not
from pledges.lineage.services import draft_of
from pledges.models import Disposition, ForumHearing, NewSet, Promise, Successor
from pledges.ownership import in_one_line

NOT_REPLACED = "The new set does not replace the one this promise stands in."
OTHER_SET = "Choose promises of the new set."
IN_FUTURE = "This day has not come yet."
BEFORE_DECIDED = "It was decided after this day. Take it to them again."
NOT_DROPPED = "Something else was decided meanwhile. Look at the list again."


@transaction.atomic
def answer(
    *,
    by: User,
    new_set: NewSet,
    promise: Promise,
    kind: Kind,
    successors: Iterable[Promise] = (),
    reason: str = "",
    seen: int | None = None,
) -> Disposition:
    """Decide what becomes of an old promise; an earlier decision stays on record.

    `seen` is the number of the decision the page showed, None where there was none.

    Raises:
        Conflict: somebody else decided something meanwhile.
        Refused: the set is published, or it does not replace the promise's set.
        ValidationError: the reason is missing, or what it goes on in.
    """
    new_set = draft_of(new_set)
    if not new_set.replaces.filter(old_set=promise.pledge_set_id).exists():
        raise Refused(NOT_REPLACED)
    into, reason = {row.pk: row for row in successors}, reason.strip()
    if any(row.pledge_set_id != new_set.pledge_set_id for row in into.values()):
        raise ValidationError({"successors": OTHER_SET})
    if wrong := why_not(kind, reason=reason, goes_on_in=len(into)):
        raise ValidationError(wrong)
    last = new_set.dispositions.filter(promise=promise).order_by("pk").last()
    if last and (last.kind, last.reason) == (kind, reason) and _into(last) == into.keys():
        return last  # the same form sent twice
    if (last.pk if last else None) != seen:
        raise Conflict(last or new_set)
    row = Disposition(council_id=new_set.council_id, new_set=new_set, promise=promise)
    row.kind, row.reason, row.decided_by, row.decided_at = kind, reason, by, clock.now()
    store(row)
    for each in into.values():
        store(Successor(council_id=new_set.council_id, disposition=row, promise=each))
    return row


def _into(disposition: Disposition) -> set[int]:
    return set(disposition.successors.values_list("promise_id", flat=True))


@transaction.atomic
def record_hearing(
    *,
    by: User,
    new_set: NewSet,
    dispositions: Sequence[Disposition],
    forum: str,
    heard_on: date,
    said: str,
) -> list[ForumHearing]:
    """Record that young people were told what is to be dropped, on which day, and what they said.

    Raises:
        Refused: the set is published, or something else was decided meanwhile.
        ValidationError: the day has not come, or lies before the decision.
    """
    new_set = draft_of(new_set)
    forum, said = in_one_line(forum), said.strip()
    if heard_on > clock.today():
        raise ValidationError({"heard_on": IN_FUTURE})
    standing = {row.pk: row for row in queries.dispositions(new_set).values()}
    made = []
    for each in dispositions:
        row = standing.get(each.pk)
        if row is None or row.kind != Kind.DROPPED:
            raise Refused(NOT_DROPPED)
        if heard_on < clock.local(row.decided_at).date():
            raise ValidationError({"heard_on": BEFORE_DECIDED})
        made.append(_hearing(by, row, forum, heard_on, said))
    return made


def _hearing(
    by: User, disposition: Disposition, forum: str, heard_on: date, said: str
) -> ForumHearing:
    found = disposition.hearings.filter(forum=forum, heard_on=heard_on).first()
    if found:
        return found  # the same form sent twice
    row = ForumHearing(council_id=disposition.council_id, disposition=disposition, forum=forum)
    row.heard_on, row.said, row.recorded_by, row.recorded_at = heard_on, said, by, clock.now()
    return store(row)
