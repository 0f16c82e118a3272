"""Measures for everyone to read: all of them at a glance, and one page each."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from councils import clock
from councils.access import council_page
from councils.disclosure import HIDDEN, hidden_words
from councils.models import Council
from councils.queries import small_number_limit
from measures.benchmarks.queries import beside
from measures.definitions.reading.queries import about, comparators, with_links
from measures.models import Measure, Observation
from measures.queries import Card, Figure, by_priority, cards, public_cards, shares_chart

#: How many dates the table at a glance shows; every date is on the measure's own page.
GLANCE = 6


@council_page()
def measure_list(request: HttpRequest, council: Council) -> HttpResponse:
    """Every published measure with its latest figure, and the figures of each date at a glance."""
    limit = small_number_limit(council)
    found = public_cards(council, today=clock.today(), limit=limit, retired_too=True)
    shown = [card for card in found if not card.measure.is_retired]
    context = {
        "cards": shown,
        "groups": by_priority(shown),
        "chart": shares_chart(shown),
        "chart_words": " ".join(card.alt for card in shown if card.unit == "%" and card.figures),
        "table": at_a_glance(shown),
        "retired": [card.measure for card in found if card.measure.is_retired],
        "hidden_words": hidden_words(council.words.children, limit),
    }
    return render(request, "measures/measure_list.html", context)


def at_a_glance(shown: list[Card]) -> dict[str, list]:
    """The figures as a table: a row for each measure, a column for each of the latest dates."""
    days = sorted({figure.as_at for card in shown for figure in card.figures})[-GLANCE:]
    rows = []
    for card in filter(lambda each: each.figures, shown):
        on = {figure.as_at: figure for figure in card.figures}
        cells = [_cell(on[day]) if day in on else "no figure" for day in days]
        rows.append([card.measure.title, *cells])
    head = ["Measure", *(f"{day:%-d %B %Y}" for day in days)]
    return {"head": head, "rows": rows, "numeric": list(range(1, len(head)))}


def _cell(figure: Figure) -> str:
    """“71% (350 of 492)”, or the figure alone where it is a count or a rate."""
    return f"{figure.text} ({figure.counts})" if figure.counts else figure.text


def _told_on(card: Card) -> set[date]:
    """The days of the figures shown with all their counts."""
    return {
        figure.as_at
        for figure in card.figures
        if not figure.hidden and HIDDEN not in figure.counts.split()
    }


@council_page()
def measure_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """One measure: why it matters, what counts, its figure with its age, its history."""
    limit, today = small_number_limit(council), clock.today()
    measures = Measure.objects.of(council).public().filter(key=key)
    found = cards(
        with_links(measures.select_related("denominator_measure", "priority")),
        today=today,
        limit=limit,
        figures=Observation.objects.of(council).public(),
    )
    if not found:
        raise Http404
    (card,) = found
    context = {
        "about": about(card.measure, today=today, limit=limit, told_on=_told_on(card)),
        "card": card,
        "comparators": comparators(card.measure),
        "measure": card.measure,
        "others": beside(council, card.measure),
        "hidden_words": hidden_words(council.words.children, limit),
    }
    return render(request, "measures/measure_detail.html", context)
