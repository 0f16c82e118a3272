"""Strategies and promises for everyone to read."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.vocabulary import Vocabulary
from pledges.models import PledgeSet, Promise, Reference, Statement, StatementKind, Strategy, Theme
from pledges.ownership import NOBODY_YET
from pledges.queries import with_owner
from pledges.review import parse, review_words

#: The kinds of statement a strategy page shows, in this order; a body's own stand on its page.
ON_THE_PAGE = (
    StatementKind.MISSION,
    StatementKind.STATUTORY_PRINCIPLE,
    StatementKind.PRINCIPLE,
    StatementKind.GUIDING_PRINCIPLE,
    StatementKind.COMMITMENT,
    StatementKind.PRIORITY,
    StatementKind.OUTCOME_AREA,
    StatementKind.ACTION,
    StatementKind.BELIEF,
    StatementKind.VALUE,
    StatementKind.WHAT_MATTERS,
    StatementKind.QUESTION_PROMPT,
    StatementKind.ROLE_DUTY,
)


@council_page()
def strategy_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The council's strategies."""
    strategies = Strategy.objects.of(council).public()
    return render(request, "pledges/strategy_list.html", {"strategies": strategies})


@council_page()
def strategy_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """What a strategy says, kind by kind, with its themes and its sources."""
    strategy = get_object_or_404(Strategy.objects.of(council).public(), key=key)
    statements = list(with_owner(strategy.statements.order_by("position"), clock.today()))
    references = list(strategy.references.order_by("position"))
    context = {
        "strategy": strategy,
        "review": review_words(
            parse(strategy.review_due or strategy.period_to), done_on=None, today=clock.today()
        ),
        "sections": [section for kind in ON_THE_PAGE if (section := _section(kind, statements))],
        "approvals": strategy.approvals.all(),
        "plans": strategy.plans.all(),
        "stated": strategy.stated_counts.all(),
        "themes": strategy.themes.all(),
        "quotes": strategy.quotes.all(),
        "sources": {
            kind.label: [row for row in references if row.kind == kind] for kind in Reference.Kind
        },
    }
    context["contents"] = _contents(context, council.words)
    return render(request, "pledges/strategy_detail.html", context)


def _contents(page: dict[str, object], words: Vocabulary) -> list[tuple[str, str]]:
    """(title, place) of every part of a strategy's page that has something in it."""
    parts = [
        ("How it is carried out", "plans"),
        (capfirst(words.themes), "themes"),
        ("What people said", "quotes"),
        ("Sources", "sources"),
    ]
    sections = [(section["title"], f"#{section['id']}") for section in page["sections"]]
    return sections + [(title, f"#{name}") for title, name in parts if page[name]]


def _section(kind: StatementKind, statements: list[Statement]) -> dict[str, object] | None:
    """One kind of statement with its groups in the order of the source."""
    mine = [row for row in statements if row.kind == kind and row.part_of_id is None]
    if not mine:
        return None
    groups: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in mine:
        below = [part for part in statements if part.part_of_id == row.pk]
        groups.setdefault((row.group, row.stem), []).append(_with_its_parts(row, below))
    return {
        "title": kind.label,
        "id": kind.value,
        "groups": list(groups.items()),
        "notes": [row for row in statements if row.kind == kind and row.source_note],
    }


def _with_its_parts(row: Statement, below: list[Statement]) -> dict[str, object]:
    """A statement and what belongs to it, as the component statement_list takes them."""
    return {
        "anchor": row.key,
        "text": row.text,
        "note": f"Also worded: {row.also_worded}" if row.also_worded else "",
        "owner": row.responsible,
        "lead": below[0].stem if below else "",
        "below": [{"text": part.text, "owner": part.responsible} for part in below],
    }


@council_page()
def promise_list(request: HttpRequest, council: Council) -> HttpResponse:
    """What was promised: each set with its stem, flat or under its headings."""
    sets = PledgeSet.objects.of(council).public().with_lineage().select_related("replaced_by")
    promises = with_owner(Promise.objects.select_related("heading"), clock.today())
    sets = sorted(
        sets.prefetch_related(Prefetch("promises", promises)), key=lambda row: row.standing
    )
    reads = request.user.is_authenticated and request.user.has_perm("pledges.read_drafts", council)
    return render(request, "pledges/promise_list.html", {"sets": sets, "reads_drafts": reads})


@council_page()
def promise_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """One promise, at an address that never dies."""
    promises = with_owner(Promise.objects.of(council).public(), clock.today())
    promise = get_object_or_404(promises.select_related("pledge_set", "heading"), key=key)
    in_force = promise.pledge_set.state == PledgeSet.State.IN_FORCE
    context = {
        "promise": promise,
        "responsible": promise.responsible or (NOBODY_YET if in_force else ""),
        "themes": Theme.objects.of(council).public().filter(promise_links__promise=promise),
        "strategy": Strategy.objects.of(council)
        .public()
        .filter(pk=promise.pledge_set.strategy_id)
        .first(),
    }
    return render(request, "pledges/promise_detail.html", context)
