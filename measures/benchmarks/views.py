"""How a council compares: everything published of it at a glance, and one page for each thing."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html

from councils.access import council_page
from councils.models import Council
from measures.benchmarks.cells import SYMBOLS
from measures.benchmarks.queries import (
    HEAD,
    Comparison,
    by_table,
    compared_by_indicator,
    comparison,
    model_years,
    releases_of,
)
from measures.models import Indicator, Release


@council_page()
def compared_list(request: HttpRequest, council: Council) -> HttpResponse:
    """Everything that is published of the council, beside England, its region and its neighbours."""
    found = compared_by_indicator(council, Indicator.objects.values("pk"))
    groups = [
        (title, _source(some), _table(council, some)) for title, some in by_table(found).items()
    ]
    first = next(iter(found.values()), None)
    context = {
        "groups": groups,
        "model": first.model if first else None,
        "symbols": _symbols(found.values()),
    }
    return render(request, "measures/benchmarks/compared_list.html", context)


def _table(council: Council, some: list[Comparison]) -> dict[str, list]:
    rows = [[_link(council, each), *each.row] for each in some]
    return {"head": ["What", *HEAD], "rows": rows}


def _link(council: Council, each: Comparison) -> str:
    where = reverse("measures:compared_detail", args=[council.slug, each.about.key])
    return format_html('<a class="govuk-link" href="{}">{}</a>', where, each.about.title)


def _source(some: list[Comparison]) -> dict[str, object]:
    """The sources of a group: one, unless releases differ."""
    return {each.source.words: each for each in some}


def _symbols(found: object) -> list[tuple[str, str]]:
    """The symbols that stand on the page, with what they mean."""
    shown = {cell for each in found for cell in each.row}
    return [(sign, words) for sign, words in SYMBOLS.items() if sign in shown]


@council_page()
def compared_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """One published thing: every neighbour, any year, any release, either neighbour model."""
    indicator = get_object_or_404(Indicator.objects.select_related("table"), key=key)
    releases, models = releases_of(indicator), model_years()
    release = _release(request.GET.get("release"), releases)
    model = _model(request.GET.get("neighbours"), models)
    shown = comparison(
        council, indicator, release=release, period_end=_day(request.GET.get("day")), model=model
    )
    if shown is None:
        raise Http404
    days = [(f"{day:%-d %B %Y}", day.isoformat()) for day in shown.periods]
    names = [(each.name, each.label) for each in releases]
    years = [(f"{year} model", str(year)) for year in models]
    context = {
        "shown": shown,
        "periods": _choices(request, "day", days, shown.compared.period_end.isoformat()),
        "releases": _choices(request, "release", names, shown.source.label),
        "models": _choices(request, "neighbours", years, str(shown.model)),
    }
    return render(request, "measures/benchmarks/compared_detail.html", context)


def _release(label: str | None, releases: list[Release]) -> Release | None:
    """The release an address names; the newest where it names none."""
    if label is None:
        return None
    found = next((each for each in releases if each.label == label), None)
    if found is None:
        raise Http404
    return found


def _model(year: str | None, years: list[int]) -> int | None:
    if year is None:
        return None
    found = next((each for each in years if str(each) == year), None)
    if found is None:
        raise Http404
    return found


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Http404 from error


def _choices(
    request: HttpRequest, name: str, choices: list[tuple[str, str]], chosen: str
) -> list[tuple[str, str]]:
    """Links to the same page with another choice; the one that is shown has no address.

    None where there is nothing to choose.
    """
    if len(choices) < 2:
        return []
    links = []
    for words, value in choices:
        given = request.GET.copy()
        if name == "release":
            given.pop("day", None)  # another release may not have the day
        given[name] = value
        links.append((words, "" if value == chosen else f"?{given.urlencode()}"))
    return links
