"""What came of the items of a meeting, and what waits to be ratified."""

from dataclasses import dataclass, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject

from boards.follow_up.queries import who_may_own
from boards.models import (
    Action,
    AgendaItem,
    Body,
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
from measures.models import Measure
from pledges.models import Promise


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
    for item in items:
        item.council = meeting.council  # known already: not asked for again
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
    decided = Decision.objects.select_related("ratifies", "ratified_by", "promise", "measure")
    set_here = Action.objects.filter(withdrawn_at__isnull=True)
    return (
        meeting.items.select_related("outcome", "forum_time")
        .annotate(passed_up=ArraySubquery(passed_up))
        .prefetch_related(
            Prefetch("decisions", decided),
            Prefetch("actions", set_here.select_related("owner", "promise", "measure")),
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


# What can be chosen at an item --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choices:
    """What a field offers: the rows, to find what was chosen, and their keys and names in order."""

    rows: QuerySet
    named: list[tuple[int, str]]


def choices_at(meeting: Meeting) -> dict[str, Choices]:
    """Whom and what an item can name, by the field of its form: one query for all of them.

    People who may own an action; the other bodies; published promises and measures.
    """
    council = meeting.council
    offered = {
        "action_owner": (who_may_own(council), "name", Value(0), Value(0)),
        "to_body": (
            Body.objects.of(council).exclude(pk=meeting.body_id),
            *("name", Coalesce("parent_id", 0), F("position")),
        ),
        "promise": (
            Promise.objects.of(council).public(),
            *("text", F("pledge_set_id"), F("position")),
        ),
        "measure": (Measure.objects.of(council).public(), "title", Value(0), F("position")),
    }
    columns = [
        rows.order_by().values_list(Value(name), "pk", *rest)
        for name, (rows, *rest) in offered.items()
    ]
    found = sorted(columns[0].union(*columns[1:]), key=lambda row: (row[3], row[4], row[2].lower()))
    return {
        name: Choices(rows, [(pk, label) for kind, pk, label, *_ in found if kind == name])
        for name, (rows, *_) in offered.items()
    }
