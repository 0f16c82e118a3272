"""What is asked of plans: their items with how they stand, and what of them is published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Prefetch, QuerySet

from councils.models import Council
from pledges.models import Plan, PlanIssue, PlanItem, PlanItemLink, PlanProgress, Promise, Theme
from pledges.plans.standing import Progress, Standing, due_words, standing, summary

#: The columns of a published plan.
COLUMNS = ("what", "who", "partner", "due", "status", "words")


@dataclass(frozen=True, slots=True)
class Item:
    """An item with what was said of it last, and how it stands on a day."""

    row: PlanItem
    last: PlanProgress | None
    stands: Standing

    @property
    def due(self) -> str:
        """When it is due, in words."""
        return due_words(self.row.due)

    @property
    def words(self) -> str:
        """What was said last."""
        return self.last.words if self.last else ""

    @property
    def promises(self) -> list[Promise]:
        """The promises it is done for."""
        return [link.promise for link in self.row.links.all() if link.promise_id]

    @property
    def cells(self) -> dict[str, str]:
        """The item as it is published, column by column."""
        return {
            "what": self.row.what,
            "who": self.row.owner_role,
            "partner": self.row.partner,
            "due": self.due,
            "status": self.stands.sentence,
            "words": self.words,
        }


def plan_items(rows: QuerySet[PlanItem], *, today: date) -> list[Item]:
    """The items with how they stand: three queries."""
    links = PlanItemLink.objects.select_related("promise__pledge_set", "statement")
    said = PlanProgress.objects.select_related("reported_by").order_by("-pk")
    found = rows.select_related("plan").prefetch_related(
        Prefetch("links", links), Prefetch("progress", said)
    )
    return [_item(row, today) for row in found.order_by("plan_id", "position")]


def _item(row: PlanItem, today: date) -> Item:
    last = next(iter(row.progress.all()), None)
    said = Progress(last.status) if last else None
    return Item(row, last, standing(row.due, said, today=today))


def frozen(items: Iterable[Item]) -> list[dict[str, object]]:
    """The items as they are published: words only, each with the number of its row."""
    return [{"pk": item.row.pk, **item.cells} for item in items]


def seen_of(items: Iterable[Item]) -> str:
    """The items as a page showed them, to find out whether somebody changed something since."""
    return sha256(repr(frozen(items)).encode()).hexdigest()[:16]


def of_theme(council: Council, theme: Theme | None) -> QuerySet[PlanItem]:
    """The items done for what is looked at under a theme; without one, every item of the council."""
    rows = PlanItem.objects.of(council)
    if theme is None:
        return rows
    return rows.filter(links__promise__theme_links__theme=theme).distinct()


def of_promise(promise: Promise, *, today: date) -> list[Item]:
    """The items that are done for a promise."""
    return plan_items(PlanItem.objects.filter(links__promise=promise).distinct(), today=today)


def newest_issue(plan: Plan) -> PlanIssue | None:
    """The plan as it was published last."""
    return plan.issues.order_by("-pk").first()


def published_rows(council: Council) -> dict[int, dict[str, str]]:
    """What everybody may read of each item, as it was published last: one query."""
    public = Plan.objects.of(council).public()
    issues = (
        PlanIssue.objects.filter(plan__in=public).order_by("plan_id", "-pk").distinct("plan_id")
    )
    return {row["pk"]: row for issue in issues for row in issue.rows}


def told(items: Iterable[Item]) -> str:
    """How many items there are and how they stand, in a sentence; empty where there are none."""
    found = list(items)
    return summary([item.stands for item in found], total=len(found)) if found else ""


def linked(item: PlanItem) -> tuple[set[int], set[int]]:
    """The numbers of the promises and of the statements an item is done for."""
    rows = list(item.links.values_list("promise_id", "statement_id"))
    return {p for p, _ in rows if p}, {s for _, s in rows if s}
