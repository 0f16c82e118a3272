"""What lists of measures say of others: two figures of each, from a row for each indicator."""

from collections.abc import Sequence

from django.db.models import Avg, Count, Max, Q, QuerySet

from councils.models import Council
from councils.prepared import Prepared
from measures.benchmarks.comparison import Beside, in_brief
from measures.benchmarks.queries import ABOUT, about_of, at_hand_for_lists, lately
from measures.models import Area, PublishedFigure


def in_lists(council: Council) -> dict[int, tuple[Beside, ...]]:
    """The country's figure and the neighbours' mean of each measure that has one: two queries.

    What `for_measures` says of these two, from a row for each indicator and period.
    """
    at_hand = at_hand_for_lists(council)
    if not at_hand.links:
        return {}
    found: dict[str, tuple[Beside, ...]] = {}
    asked = {"areas": at_hand.areas, "near": at_hand.near, "releases": at_hand.releases}
    keys = list(set(at_hand.links.values()))
    for row in _summed(code=council.dfe_code, keys=keys, **asked):
        about, rest = about_of(*row[: len(ABOUT)]), row[len(ABOUT) :]
        _, name, value, symbol, *near = rest[:-1]
        found.setdefault(about.key, in_brief(about, name, (value, symbol), tuple(near)))
    return {number: found[key] for number, key in at_hand.links.items() if key in found}


def _build_summed(
    *,
    code: str,
    areas: Sequence[int],
    near: Sequence[int],
    releases: Sequence[int],
    keys: Sequence[str],
) -> QuerySet[PublishedFigure]:
    """Of each indicator, by period, the newest first: the country's figure and the neighbours' mean.

    Only periods of which the council itself has a row.
    """
    country = Q(area__kind=Area.Kind.COUNTRY)
    among = Q(area__any_of=near)
    figures = PublishedFigure.objects.filter(
        area__any_of=areas, release__any_of=releases, indicator__key__any_of=keys
    )
    return (
        lately(figures)
        .order_by("indicator", "-period_end")
        .values_list(*(f"indicator__{name}" for name in ABOUT), "period_end")
        .annotate(
            name=Max("area__name", filter=country),
            told=Max("value", filter=country),
            sign=Max("symbol", filter=country),
            mean=Avg("value", filter=among),
            known=Count("value", filter=among),
            neighbours=Count("pk", filter=among),
            own=Count("pk", filter=Q(area__code=code)),
        )
        .filter(own__gt=0)
    )


_summed = Prepared(_build_summed, code=str, areas=tuple, near=tuple, releases=tuple, keys=tuple)
