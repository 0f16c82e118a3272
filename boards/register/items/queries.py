"""What came of the items of a meeting, and what waits to be ratified."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

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
from boards.register.queries import gone, moments, sitting_of


@dataclass(frozen=True, slots=True)
class Recorded:
    """An item with what came of it: its interests, and the quorum at it where it was taken."""

    item: AgendaItem
    declarations: tuple[Declaration, ...] = ()
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
    """All that came of a meeting, in eight queries however long its agenda is."""
    items = list(_items(meeting))
    declared = list(meeting.declarations.select_related("person"))
    sitting = sitting_of(meeting)
    sitting.went_out = gone(declared)
    when = moments(meeting, items)
    found = [
        Recorded(
            item,
            tuple(row for row in declared if row.item_id == item.pk),
            sitting.at(when[item.pk], item) if hasattr(item, "outcome") else None,
        )
        for item in items
    ]
    return Record(found, [row for row in declared if row.item_id is None])


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    return (
        meeting.items.select_related("outcome", "forum_time")
        .prefetch_related(
            Prefetch("decisions", Decision.objects.select_related("ratifies", "ratified_by")),
            Prefetch("actions", Action.objects.select_related("owner")),
            Prefetch("escalations", Escalation.objects.select_related("to_body")),
        )
        .order_by("position")
    )


def to_be_ratified(meeting: Meeting) -> QuerySet[Decision]:
    """The views of those present that a meeting of the body may ratify, the oldest first."""
    return (
        Decision.objects.filter(body=meeting.body_id, is_view=True, ratified_by__isnull=True)
        .filter(item__meeting__held_on__lte=meeting.held_on)
        .select_related("item__meeting")
        .order_by("number")
    )
