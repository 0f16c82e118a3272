"""One measure for everyone to read; all of them together are in `measures.showing`."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from councils import clock
from councils.access import council_page
from councils.disclosure import HIDDEN, hidden_words
from councils.models import Council
from councils.queries import small_number_limit
from measures.benchmarks.queries import beside
from measures.card import Card
from measures.definitions.reading.queries import about, comparators, with_links
from measures.models import Measure, Observation
from measures.queries import cards


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
