"""Strategies and promises for everyone to read."""

from collections.abc import Callable

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.queries import calendar_of
from councils.vocabulary import Vocabulary
from councils.writing import Conflict, Refused
from pledges.broken.queries import lines_of, lines_told
from pledges.keeping.queries import (
    KINDS,
    TONES,
    is_in_force,
    page_of,
    published,
    ratings_of,
    with_force,
)
from pledges.models import PledgeSet, Promise, Reference, Statement, StatementKind, Strategy, Theme
from pledges.ownership import NOBODY_YET
from pledges.queries import with_owner
from pledges.review import review_of

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


#: How many of the lines that both keys have closed stand on the page of a promise; the rest is in
#: the list of all.
CLOSED = 5


# What the pages about one promise share -----------------------------------------------------------


def published_or_404(council: Council, kind: str, key: str) -> Promise | Statement:
    """A published promise, or statement made to young people, of an address."""
    if kind not in KINDS:
        raise Http404
    return get_object_or_404(published(council, kind, clock.today()), key=key)


def attempt(form: forms.Form, service: Callable[..., models.Model], **given: object):
    """What a service makes of a form; of a conflict, what somebody else saved.

    What it refuses stands at its field, or above the form: the form is not valid then.
    """
    try:
        return service(**given)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return conflict.current
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        found = getattr(error, "error_dict", {NON_FIELD_ERRORS: error.messages})
        for name, words in found.items():
            form.add_error(name if name in form.fields else None, words)
    return None


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    of: Promise | Statement | None = None,
    up: str = "",
    **shown: object,
) -> HttpResponse:
    """A page with one form, about one promise where there is one."""
    if of is not None and not up:
        name, key = page_of(of)
        up = reverse(name, args=[request.council.slug, key])
    return render(
        request,
        "pledges/form_page.html",
        {"form": form, "title": title, "of": of, "up": up, **shown},
    )


def _kept(request: HttpRequest, council: Council, of: Promise | Statement) -> dict[str, object]:
    """Whether it is kept, and what becomes of it where it is said to be broken: three queries."""
    ratings, kind = ratings_of(of), of._meta.model_name
    breaches = list(lines_of(of))
    days = (clock.today(), calendar_of(council)) if breaches else ()
    told = lines_told(breaches, *days) if breaches else []
    user = request.user
    return {
        "kind": kind,
        "rating": ratings[0] if ratings else None,
        "tone": TONES[ratings[0].answer] if ratings else "",
        "earlier": ratings[1:],
        "lines": [line for line in told if not line.standing.is_closed],
        "closed_lines": [line for line in told if line.standing.is_closed][:CLOSED],
        "may_rate": user.has_perm("pledges.rate_promise", council),
        "may_report": is_in_force(of) and user.has_perm("pledges.report_broken", council),
        "follows": user.has_perm("pledges.follow_breach", council),
    }


# Strategies ---------------------------------------------------------------------------------------


@council_page()
def strategy_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The council's strategies."""
    strategies = Strategy.objects.of(council).public()
    return render(request, "pledges/strategy_list.html", {"strategies": strategies})


@council_page()
def strategy_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """What a strategy says, kind by kind, with its themes and its sources."""
    strategies = Strategy.objects.of(council).public().select_related("council")
    strategy = get_object_or_404(strategies, key=key)
    statements = list(with_owner(strategy.statements.order_by("position"), clock.today()))
    references = list(strategy.references.order_by("position"))
    context = {
        "strategy": strategy,
        "review": review_of(strategy.review_due or strategy.period_to, today=clock.today()),
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
        "href": _own_page(row),
        "lead": below[0].stem if below else "",
        "below": [
            {"text": part.text, "owner": part.responsible, "href": _own_page(part)}
            for part in below
        ],
    }


def _own_page(row: Statement) -> str:
    """The address of a statement that is made to young people; others have none."""
    if not row.is_to_young_people:
        return ""
    council = row.strategy.council.slug
    return reverse("pledges:statement_detail", args=[council, row.key])


# Promises -----------------------------------------------------------------------------------------


@council_page()
def promise_list(request: HttpRequest, council: Council) -> HttpResponse:
    """What was promised: each set with its stem, flat or under its headings."""
    sets = PledgeSet.objects.of(council).public().with_lineage().select_related("replaced_by")
    promises = with_owner(Promise.objects.select_related("heading"), clock.today())
    sets = sorted(
        sets.prefetch_related(Prefetch("promises", promises)), key=lambda row: row.standing
    )
    user = request.user
    context = {
        "sets": sets,
        "follows": user.has_perm("pledges.follow_breach", council),
        "reads_drafts": user.has_perm("pledges.read_drafts", council),
    }
    return render(request, "pledges/promise_list.html", context)


def _strategy_of(council: Council) -> QuerySet[Strategy]:
    """The published strategy of a promise in an outer query."""
    return Strategy.objects.of(council).public().filter(pk=OuterRef("pledge_set__strategy"))


def _themes_of(council: Council) -> QuerySet[Theme]:
    """The published themes a promise in an outer query is looked at under."""
    themes = Theme.objects.of(council).public().filter(promise_links__promise=OuterRef("pk"))
    return themes.order_by("strategy_id", "position")


@council_page()
def promise_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """One promise, at an address that never dies."""
    promises = with_owner(Promise.objects.of(council).public(), clock.today()).annotate(
        in_strategy=Subquery(_strategy_of(council).values("title")[:1]),
        looked_at_under=ArraySubquery(_themes_of(council).values("name")),
    )
    promises = with_force(promises).select_related("pledge_set", "heading")
    promise = get_object_or_404(promises, key=key)
    promise.council = council  # known already: not asked for again
    in_force = is_in_force(promise)
    context = {
        "promise": promise,
        "responsible": promise.responsible or (NOBODY_YET if in_force else ""),
        "signed_by": promise.pledge_set.promisor == PledgeSet.Promisor.PROVIDER,
        **_kept(request, council, promise),
    }
    return render(request, "pledges/promise_detail.html", context)


@council_page()
def statement_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """One sentence a strategy says to young people: it is held to it as to a promise."""
    statement = published_or_404(council, "statement", key)
    context = {
        "statement": statement,
        "responsible": statement.responsible or NOBODY_YET,
        **_kept(request, council, statement),
    }
    return render(request, "pledges/statement_detail.html", context)
