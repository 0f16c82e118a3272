"""What lists of measures say of others: two figures of each, from a row for each indicator."""

from collections.abc import Iterable

from django.db.models import Avg, Count, Max, Q, QuerySet

from councils.models import Council
from measures.benchmarks.comparison import Beside, in_brief
from measures.benchmarks.queries import ABOUT, AtHand, about_of, at_hand_of, lately
from measures.models import Area, Measure, MeasureBenchmark, PublishedFigure


def in_lists(council: Council, measures: Iterable[Measure]) -> dict[int, tuple[Beside, ...]]:
    """The country's figure and the neighbours' mean of each measure that has one: two queries.

    What `for_measures` says of these two, from a row for each indicator and period.
    """
    links = MeasureBenchmark.objects.of(council).filter(measure__in=measures, is_withdrawn=False)
    at_hand = at_hand_of(council, links)
    if not at_hand.links:
        return {}
    found: dict[str, tuple[Beside, ...]] = {}
    for row in _summed(council, at_hand):
        about, rest = about_of(*row[: len(ABOUT)]), row[len(ABOUT) :]
        _, name, value, symbol, *near = rest[:-1]
        found.setdefault(about.key, in_brief(about, name, (value, symbol), tuple(near)))
    return {number: found[key] for number, key in at_hand.links.items() if key in found}


def _summed(council: Council, at_hand: AtHand) -> QuerySet[PublishedFigure]:
    """Of each indicator, by period, the newest first: the country's figure and the neighbours' mean.

    Only periods of which the council itself has a row.
    """
    country = Q(area__kind=Area.Kind.COUNTRY)
    near = Q(area__in=at_hand.near)
    figures = PublishedFigure.objects.filter(
        area__in=at_hand.areas,
        release__in=at_hand.releases,
        indicator__key__in=set(at_hand.links.values()),
    )
    return (
        lately(figures)
        .order_by("indicator", "-period_end")
        .values_list(*(f"indicator__{name}" for name in ABOUT), "period_end")
        .annotate(
            name=Max("area__name", filter=country),
            told=Max("value", filter=country),
            sign=Max("symbol", filter=country),
            mean=Avg("value", filter=near),
            known=Count("value", filter=near),
            neighbours=Count("pk", filter=near),
            own=Count("pk", filter=Q(area__code=council.dfe_code)),
        )
        .filter(own__gt=0)
    )
