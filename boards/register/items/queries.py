"""What came of the items of a meeting, and what waits to be ratified."""

from dataclasses import dataclass, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from boards.models import (
    Action,
    AgendaItem,
    Decision,
    Declaration,
    Escalation,
    ForumTime,
    Meeting,
    Outcome,
)
from boards.quorum import Quorum
from boards.register.issues.queries import Line, by_item
from boards.register.queries import gone, moments, sitting_of


@dataclass(frozen=True, slots=True)
class Recorded:
    """An item with what came of it: its interests, and the quorum at it where it was taken.

    `stuck` are the issues it asks the meeting to act on, escalate or explain (R15).
    """

    item: AgendaItem
    declarations: tuple[Declaration, ...] = ()
    stuck: tuple[Line, ...] = ()
    quorum: Quorum | None = None

    @property
    def outcome(self) -> Outcome | None:
        """What came of it, or None as long as nothing is recorded."""
        return getattr(self.item, "outcome", None)

    @property
    def forum_time(self) -> ForumTime | None:
        """The minutes the forum got, on the item of its own time; None where nobody wrote them."""
        return getattr(self.item, "forum_time", None)


@dataclass(frozen=True, slots=True)
class Record:
    """What came of a meeting: item by item, and the interests in the whole of it."""

    items: list[Recorded]
    declarations: list[Declaration]


def record_of(meeting: Meeting) -> Record:
    """All that came of a meeting, with the quorum at each item: the same queries however long it is."""
    record = outcomes_of(meeting)
    sitting = sitting_of(meeting)
    every = [*record.declarations, *(row for each in record.items for row in each.declarations)]
    sitting.went_out = gone(every)
    when = moments(meeting, [each.item for each in record.items])
    judged = [
        replace(each, quorum=sitting.at(when[each.item.pk], each.item)) if each.outcome else each
        for each in record.items
    ]
    return Record(judged, record.declarations)


def outcomes_of(meeting: Meeting) -> Record:
    """The same without the quorum, which nothing is asked for: five queries."""
    declared = list(meeting.declarations.select_related("person"))
    items = list(_items(meeting))
    issues = by_item(meeting, items)
    items = [
        Recorded(
            item,
            tuple(row for row in declared if row.item_id == item.pk),
            tuple(line for line in issues.get(item.pk, ()) if line.is_stuck),
        )
        for item in items
    ]
    return Record(items, [row for row in declared if row.item_id is None])


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items with what came of each; `.passed_up` says to which body, and why.

    A decision that was recorded by mistake is among them, with its number; an action is not.
    """
    passed_up = Escalation.objects.filter(item=OuterRef("pk")).order_by("escalated_at")
    passed_up = passed_up.values(
        each=JSONObject(pk="pk", to="to_body__name", reason="reason", taken="taken_by")
    )
    set_here = Action.objects.filter(withdrawn_at__isnull=True)
    return (
        meeting.items.select_related("outcome", "forum_time")
        .annotate(passed_up=ArraySubquery(passed_up))
        .prefetch_related(
            Prefetch("decisions", Decision.objects.select_related("ratifies", "ratified_by")),
            Prefetch("actions", set_here.select_related("owner")),
        )
        .order_by("position")
    )


def to_be_ratified(meeting: Meeting) -> QuerySet[Decision]:
    """The views of those present that a meeting of the body may ratify, the oldest first."""
    return (
        Decision.objects.filter(body=meeting.body_id, is_view=True, ratified_by__isnull=True)
        .filter(item__meeting__held_on__lte=meeting.held_on, withdrawn_at__isnull=True)
        .select_related("item__meeting")
        .order_by("number")
    )
