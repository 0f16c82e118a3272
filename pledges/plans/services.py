"""How plans are kept: their items, how each goes, and what of them everybody reads."""

from collections.abc import Iterable

from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Conflict, Refused, lock, store
from pledges.models import (
    Plan,
    PlanIssue,
    PlanItem,
    PlanItemLink,
    PlanProgress,
    Promise,
    Statement,
)
from pledges.ownership import in_one_line
from pledges.plans.queries import frozen, linked, plan_items, seen_of
from pledges.plans.standing import Progress
from pledges.review import parse

NOTHING = "There is nothing in the plan yet that could be published."


@transaction.atomic
def add_item(
    *,
    by: User,
    plan: Plan,
    what: str,
    owner_role: str,
    due: str,
    partner: str = "",
    promises: Iterable[Promise] = (),
    statements: Iterable[Statement] = (),
) -> PlanItem:
    """Add what is to be done at the end of a plan.

    Raises:
        ValidationError: names each field that is wrong: a name for a role, a date nobody can read.
    """
    plan = lock(plan)  # two clicks at once wait for each other
    last = plan.items.order_by("position").last()
    said = _said(what, owner_role, due, partner)
    if last and last.written_by_id == by.pk and _is(last, said):
        return last  # the same form sent twice
    item = PlanItem(council_id=plan.council_id, plan=plan, **said)
    item.position = last.position + 1 if last else 1
    return _write(by, item, promises, statements)


@transaction.atomic
def write_item(
    *,
    by: User,
    item: PlanItem,
    version: int,
    what: str,
    owner_role: str,
    due: str,
    partner: str = "",
    promises: Iterable[Promise] = (),
    statements: Iterable[Statement] = (),
) -> PlanItem:
    """Change what is to be done, by whom and by when; what it was stays in the history.

    Raises:
        Conflict: somebody else changed it meanwhile.
        ValidationError: names each field that is wrong.
    """
    item, said = lock(item), _said(what, owner_role, due, partner)
    promises, statements = list(promises), list(statements)
    wanted = {row.pk for row in promises}, {row.pk for row in statements}
    if _is(item, said) and linked(item) == wanted:
        return item  # the same form sent twice
    if item.version != version:
        raise Conflict(item)
    for name, value in said.items():
        setattr(item, name, value)
    return _write(by, item, promises, statements)


def _said(what: str, owner_role: str, due: str, partner: str) -> dict[str, str]:
    """The words of an item as they are kept; a date that can be read is written in one way."""
    said = {"what": what, "owner_role": owner_role, "partner": partner, "due": due}
    said = {name: in_one_line(words) for name, words in said.items()}
    try:
        said["due"] = str(parse(said["due"]))
    except ValueError:
        return said  # the field itself says what is wrong with it
    return said


def _is(item: PlanItem, said: dict[str, str]) -> bool:
    return all(getattr(item, name) == value for name, value in said.items())


def _write(
    by: User, item: PlanItem, promises: Iterable[Promise], statements: Iterable[Statement]
) -> PlanItem:
    item.written_by, item.written_at, item._history_user = by, clock.now(), by
    item = store(item)
    wanted = {("promise_id", row.pk) for row in promises}
    wanted |= {("statement_id", row.pk) for row in statements}
    for link in item.links.all():
        name = "promise_id" if link.promise_id else "statement_id"
        if (name, getattr(link, name)) not in wanted:
            link._history_user = by
            link.delete()
        wanted.discard((name, getattr(link, name)))
    for name, pk in sorted(wanted):
        link = PlanItemLink(council_id=item.council_id, item=item, **{name: pk})
        link._history_user = by
        store(link)
    return item


@transaction.atomic
def report_progress(
    *, by: User, item: PlanItem, status: Progress, words: str, seen: int | None = None
) -> PlanProgress:
    """Say how an item goes; what was said before stays.

    `seen` is the number of the report the page showed last, None where there was none.

    Raises:
        Conflict: somebody else has said something meanwhile.
        ValidationError: it does not say how it goes.
    """
    item = lock(item)
    last, words = item.progress.order_by("pk").last(), words.strip()
    if last and (last.status, last.words, last.reported_by_id) == (status, words, by.pk):
        return last  # the same form sent twice
    if (last.pk if last else None) != seen:
        raise Conflict(last or item)
    row = PlanProgress(council_id=item.council_id, item=item, status=status, words=words)
    row.reported_by, row.reported_at = by, clock.now()
    return store(row)


@transaction.atomic
def publish_plan(*, by: User, plan: Plan, seen: str) -> PlanIssue:
    """Freeze a plan as it stands, for everybody to read; what is said of it later stays inside.

    `seen` is what the page showed, as `queries.seen_of` has it.

    Raises:
        Conflict: somebody changed or said something meanwhile.
        Refused: there is nothing in it.
    """
    plan = lock(plan)
    items = plan_items(PlanItem.objects.filter(plan=plan), today=clock.today())
    if not items:
        raise Refused(NOTHING)
    rows = frozen(items)
    last = plan.issues.order_by("pk").last()
    if last and last.rows == rows:
        return last  # pressed twice, or nothing has changed
    if seen != seen_of(items):
        raise Conflict(plan)
    issue = PlanIssue(council_id=plan.council_id, plan=plan, rows=rows)
    issue.published_by, issue.published_at = by, clock.now()
    return store(issue)
