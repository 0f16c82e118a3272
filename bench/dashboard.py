"""A council with 45 measures of 60 quarters each, 40 of them beside published figures.

It is measured twice: with one release of published figures of 155 authorities, and with ten.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse

from bench.pages import Page
from bench.published import LATEST, RELEASES, publish, release
from councils.clock import moment
from councils.models import Council, User
from councils.services import publish as make_public
from measures.models import Indicator, Measure, MeasureBenchmark, Observation, Target
from measures.queries import public_cards

MEASURES, PERIODS = 45, 60
SLUG = "dashboard"
LAST = date(2026, 9, 30)
MAX_RATIO, MAX_QUERIES, MAX_MEASURE_KB = 4.0, 8, 100
CHARTS = 200
MAX_CHART_MS = 2.0
#: Within noise: on a busy machine two runs of the same page differ by so much.
MAX_GROWTH = 1.2


class Ratios(Protocol):
    """A page as it was measured."""

    queries: int
    size: int
    ratio: float


def furnish(by: User) -> Council:
    """The council, its measures and their figures, and one release of published figures."""
    council = Council.objects.create(
        slug=SLUG, name="The dashboard’s", short_name="Dashboard", dfe_code="999"
    )
    measures = [
        Measure(
            council=council,
            key=f"measure-{number}",
            title=f"Children who are well in the way that measure {number} looks at",
            short_title=f"Measure {number}",
            numerator_words="Children who are",
            denominator_words="all children",
            unit="percent",
            polarity="high" if number % 2 else "low",
            months_between=3,
            position=number,
        )
        for number in range(1, MEASURES + 1)
    ]
    Measure._default_manager.bulk_create(measures)
    make_public(by=by, rows=measures)
    days = _quarters()
    Observation._default_manager.bulk_create(
        [
            _figure(measure, place, day, by)
            for measure in measures
            for place, day in enumerate(days)
        ],
        batch_size=500,
    )
    Target._default_manager.bulk_create(
        Target(council=council, measure=each, in_force_from=days[0], value=70, tolerance=5)
        for each in measures
    )
    _compare(measures, publish(council.dfe_code, releases=1))
    return council


def _quarters() -> list[date]:
    days, day = [], LAST
    while len(days) < PERIODS:
        days.append(day)
        first = day.replace(day=1)
        for _ in range(2):
            first = (first - timedelta(days=1)).replace(day=1)
        day = first - timedelta(days=1)
    return days[::-1]


def _figure(measure: Measure, place: int, day: date, by: User) -> Observation:
    counted = 300 + (measure.position * 7 + place * 13) % 90
    return Observation(
        council=measure.council,
        measure=measure,
        period_end=day,
        numerator=counted,
        denominator=500,
        value=Decimal(counted) / 5,
        status=Observation.Status.FINAL,
        recorded_by=by,
        recorded_at=moment(day),
        signed_off_by=by,
        signed_off_at=moment(day + timedelta(days=40)),
    )


def _compare(measures: Sequence[Measure], indicators: Sequence[Indicator]) -> None:
    MeasureBenchmark._default_manager.bulk_create(
        MeasureBenchmark(council=measure.council, measure=measure, indicator=indicator)
        for measure, indicator in zip(measures, indicators, strict=False)
    )


def pages() -> list[Page]:
    """The dashboard, and one measure of it."""
    where = {"council": SLUG}
    measure = reverse("measures:measure_detail", kwargs={**where, "key": "measure-1"})
    return [
        Page("A dashboard of 45 × 60", reverse("measures:measure_list", kwargs=where)),
        Page("A measure beside others", measure),
    ]


def more_releases() -> None:
    """Nine earlier releases of the same table."""
    for year in range(LATEST - RELEASES + 1, LATEST):
        release(year)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def one_chart(council: Council, *, today: date) -> tuple[float, float]:
    """Milliseconds in the middle for a chart of sixty figures: drawn, and with all that stands beside it.

    Drawn is its geometry and its marks; beside it stand what the history says, a key and a table.
    """
    card = public_cards(council, today=today, limit=5)[0]

    def drawn() -> None:
        card.__dict__.pop("chart", None)  # worked out anew each time
        render_to_string("components/chart_marks.svg", {"chart": card.chart})

    def whole() -> None:
        for name in ("chart", "trend", "places", "terms"):
            card.__dict__.pop(name, None)
        context = {"chart": card.chart, "id": "one", "title": "One", "alt": card.alt}
        render_to_string("components/chart.html", context)

    return _timed(drawn), _timed(whole)


def _timed(work: Callable[[], None]) -> float:
    times = []
    for _ in range(CHARTS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def too_much(dashboard: Ratios, measure: Ratios, before: Ratios, chart: float) -> list[str]:
    """A sentence for each limit that is not kept."""
    grown = dashboard.ratio / before.ratio
    limits = (
        (dashboard.ratio, MAX_RATIO, "times the bare view for the dashboard"),
        (dashboard.queries, MAX_QUERIES, "queries for the dashboard"),
        (measure.size / 1000, MAX_MEASURE_KB, "kB for a measure’s page"),
        (grown, MAX_GROWTH, "times as long with ten releases as with one"),
        (chart, MAX_CHART_MS, "ms for a chart"),
    )
    return [
        f"{found:.2f} {what}; {most} is the most." for found, most, what in limits if found > most
    ]
