"""Published figures for pages and packs: one query for one indicator, three for any number of them.

Published statistics have no council: a council is found among the authorities by its number with
the department. Everything shown can be traced to a file, its release and a line of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from councils.models import Council
from councils.prepared import Prepared
from measures.benchmarks.comparison import (
    About,
    Beside,
    Compared,
    Known,
    Source,
    compare,
    latest_period,
)
from measures.benchmarks.strip import Strip, strip_of
from measures.models import (
    Area,
    Indicator,
    InspectionGrade,
    Measure,
    MeasureBenchmark,
    Neighbour,
    NeighbourModel,
    PublishedFigure,
    Release,
)
from measures.rating import Polarity

#: What a comparison is made of, in the order of `Known`; the last two are worked out in the query.
KNOWN = (
    *("area__code", "area__name", "area__kind", "period_end", "value", "symbol"),
    *("numerator", "denominator", "line", "area__region__code", "near", "graded"),
)
ABOUT = ("key", "title", "counted", "out_of", "unit", "decimal_places", "polarity", "note")
SOURCE = (
    *("release__table__publisher", "release__table__title", "release__table__licence"),
    *("release__table__address", "release__year", "release__revision", "release__file_name"),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """An indicator's comparison as a page shows it, with where its figures come from."""

    about: About
    source: Source
    compared: Compared
    periods: tuple[date, ...]
    model: int | None
    differs: str = ""

    @property
    def strip(self) -> Strip | None:
        """The figures on one line, to draw."""
        return strip_of(self.compared, self.about.unit)

    @property
    def row(self) -> list[str]:
        """The comparison in one line of a list: ours, England's, the region's, the neighbours'."""
        one = self.compared
        others = (one.country, one.region, one.mean, one.median)
        return [
            _told(one.own),
            *(_told(each) for each in others),
            one.rank.words if one.rank else NOTHING,
            _told(one.previous),
        ]

    @property
    def told(self) -> str:
        """The comparison in sentences, for papers: who, which day, where from.

        “Beside others on 31 March 2025: Bournemouth 9%; England 10%; … Source: …”
        """
        one = self.compared
        lines = filter(None, (one.own, one.country, one.region, one.mean, one.median, one.graded))
        beside = "; ".join(f"{each.who} {each.text}" for each in lines)
        rank = (
            f" Among its neighbours it is {one.rank.words} ({one.rank.counted})."
            if one.rank
            else ""
        )
        return f"Beside others on {one.day}: {beside}.{rank} Source: {self.source.words}."


#: What stands in a list where there is nothing to say.
NOTHING = "–"
#: The heads of a list of comparisons, after what is compared.
HEAD = (
    *("This council", "England", "Region", "Neighbours’ mean", "Neighbours’ median"),
    *("Among neighbours", "The year before"),
)


def _told(each: Beside | None) -> str:
    """A figure as a list shows it: of a symbol, its letter alone."""
    if each is None:
        return NOTHING
    return each.text if each.value is not None else each.text.partition(":")[0]


# One indicator ------------------------------------------------------------------------------------


def comparison(
    council: Council,
    indicator: Indicator,
    *,
    release: Release | None = None,
    period_end: date | None = None,
    model: int | None = None,
) -> Comparison | None:
    """The newest comparison of one indicator, or that of a release, a period, a neighbour model.

    One query. None where nothing of it is published for the council, or not in that period.
    """
    figures = PublishedFigure.objects.filter(indicator=indicator)
    figures = figures.filter(release=release or _newest(_with(indicator)))
    return _comparison(council, figures, period_end, model)


def beside(council: Council, measure: Measure) -> Comparison | None:
    """The newest published comparison of a council's measure: one query.

    None where the measure is compared with nothing, or nothing of it is published yet.
    """
    chosen = Q(indicator__measures__measure=measure, indicator__measures__is_withdrawn=False)
    figures = PublishedFigure.objects.filter(chosen).annotate(
        differs=F("indicator__measures__note")
    )
    links = MeasureBenchmark.objects.filter(measure=measure, is_withdrawn=False)
    newest = _newest(Release.objects.filter(table__indicators__in=links.values("indicator")))
    return _comparison(council, lately(figures.filter(release=newest)), None, None)


def lately(figures: QuerySet[PublishedFigure]) -> QuerySet[PublishedFigure]:
    """The last two years of a release: what is shown, and the year before."""
    return figures.filter(period_end__year__gte=F("release__year") - 1)


def _with(indicator: Indicator) -> QuerySet[Release]:
    """The releases that have an indicator."""
    there = PublishedFigure.objects.filter(release=OuterRef("pk"), indicator=indicator)
    return Release.objects.filter(Exists(there), table=indicator.table_id)


def _newest(releases: QuerySet[Release]) -> Subquery:
    """The newest of some releases."""
    return Subquery(releases.order_by("-year", "-revision").values("pk")[:1])


def _comparison(
    council: Council,
    figures: QuerySet[PublishedFigure],
    period_end: date | None,
    model: int | None,
) -> Comparison | None:
    if "differs" not in figures.query.annotations:
        figures = figures.annotate(differs=Value(""))
    figures = _beside_neighbours(figures, council, model)
    more = (*(f"indicator__{name}" for name in ABOUT), *SOURCE, "model_year", "differs")
    found = list(figures.values_list(*KNOWN, *more))
    rows = [_known(row) for row in found]
    day = period_end or latest_period(rows, council.dfe_code)
    if day is None or day not in {row.period_end for row in rows}:
        return None
    about, source, (model_year, differs) = _rest(found[0])
    return Comparison(
        about=about,
        source=source,
        compared=compare(rows, about, code=council.dfe_code, period_end=day),
        periods=tuple(sorted({row.period_end for row in rows}, reverse=True)),
        model=model_year,
        differs=differs,
    )


def _beside_neighbours(
    figures: QuerySet[PublishedFigure], council: Council, model: int | None
) -> QuerySet[PublishedFigure]:
    """With each figure: which neighbour its area is to the council, and its grade that day."""
    models = NeighbourModel.objects.order_by("-year")
    used = models.filter(year=model) if model else models
    here = Area.objects.filter(code=council.dfe_code)
    mine = Neighbour.objects.filter(
        model=Subquery(used.values("pk")[:1]), area=Subquery(here.values("pk")[:1])
    )
    grades = InspectionGrade.objects.filter(
        area=OuterRef("area"), inspected_on__lte=OuterRef("period_end")
    ).order_by("-inspected_on")
    return figures.annotate(
        near=Coalesce(Subquery(mine.filter(neighbour=OuterRef("area")).values("rank")[:1]), 0),
        graded=Coalesce(Subquery(grades.values("grade")[:1]), Value("")),
        model_year=Subquery(used.values("year")[:1]),
    )


def _known(row: tuple) -> Known:
    return Known._make(row[: len(KNOWN)])


def _rest(row: tuple) -> tuple[About, Source, tuple]:
    """What a row says of its indicator, of its release, and what comes after."""
    rest = row[len(KNOWN) :]
    about, rest = rest[: len(ABOUT)], rest[len(ABOUT) :]
    return about_of(*about), Source(*rest[: len(SOURCE)]), rest[len(SOURCE) :]


def about_of(*values: object) -> About:
    """An indicator's own words, from the values of its fields `ABOUT`."""
    given = dict(zip(ABOUT, values, strict=True))
    return About(
        unit=given["unit"],
        places=given["decimal_places"],
        polarity=Polarity(given["polarity"]),
        key=given["key"],
        title=given["title"],
        counted=given["counted"],
        out_of=given["out_of"],
        note=given["note"],
    )


# Any number of indicators -------------------------------------------------------------------------


def compared_by_indicator(
    council: Council, indicators: QuerySet[Indicator] | Iterable[int]
) -> dict[str, Comparison]:
    """The newest comparison of each indicator, by its key: two queries, of the nearest areas only.

    Where a figure stands among all authorities is not told here: it would take every row.
    """
    return _compared(council, indicators, at_hand_of(council))


@dataclass(frozen=True, slots=True)
class AtHand:
    """Numbers of areas and releases, and the key of the indicator of each measure."""

    areas: list[int]
    near: list[int]
    releases: list[int]
    links: dict[int, str]


def at_hand_of(council: Council, links: QuerySet[MeasureBenchmark] | None = None) -> AtHand:
    """The nearest areas and the newest releases: one query.

    Asked for first: with both at hand the database goes to the figures alone.
    """
    chosen = MeasureBenchmark.objects.none() if links is None else links
    return _at_hand(_rows_at_hand(council.dfe_code, chosen))


def at_hand_for_lists(council: Council) -> AtHand:
    """The same, with all that the council compares its measures with."""
    return _at_hand(_all_at_hand(council=council.pk, code=council.dfe_code))


def _build_all_at_hand(*, council: int, code: str) -> QuerySet:
    links = MeasureBenchmark.objects.filter(council=council, is_withdrawn=False)
    return _rows_at_hand(code, links)


def _rows_at_hand(code: str, links: QuerySet[MeasureBenchmark]) -> QuerySet:
    """What each row is: an area, a neighbour, a release or a link; its number; an indicator’s key."""
    later = Release.objects.filter(table=OuterRef("table")).filter(
        Q(year__gt=OuterRef("year")) | Q(year=OuterRef("year"), revision__gt=OuterRef("revision"))
    )
    newest = Release.objects.filter(~Exists(later)).order_by()
    none, kind = Value("", CharField()), CharField()
    rows = _nearest(code).values_list(Value("area", kind), "pk", none)
    return rows.union(
        _neighbours(code).values_list(Value("near", kind), "neighbour", none),
        newest.values_list(Value("release", kind), "pk", none),
        links.order_by().values_list(Value("link", kind), "measure", "indicator__key"),
    )


_all_at_hand = Prepared(_build_all_at_hand, council=int, code=str)


def _at_hand(rows: Iterable[tuple[str, int, str]]) -> AtHand:
    found = list(rows)
    return AtHand(
        areas=[number for what, number, _ in found if what == "area"],
        near=[number for what, number, _ in found if what == "near"],
        releases=[number for what, number, _ in found if what == "release"],
        links={number: key for what, number, key in found if what == "link"},
    )


def _compared(
    council: Council, indicators: QuerySet[Indicator] | Iterable[int], at_hand: AtHand
) -> dict[str, Comparison]:
    figures = PublishedFigure.objects.filter(
        area__in=at_hand.areas, release__in=at_hand.releases, indicator__in=indicators
    )
    return _grouped(council, _beside_neighbours(lately(figures), council, None))


def _nearest(code: str) -> QuerySet[Area]:
    """The council's own area, its country and region, and its neighbours."""
    own = Area.objects.filter(code=code)
    return Area.objects.filter(
        Q(code=code)
        | Q(kind=Area.Kind.COUNTRY)
        | Q(pk__in=own.values("region"))
        | Q(pk__in=_neighbours(code).values("neighbour"))
    ).order_by()


def _neighbours(code: str) -> QuerySet[Neighbour]:
    """The council's neighbours by the newest model."""
    model = Subquery(NeighbourModel.objects.order_by("-year").values("pk")[:1])
    return Neighbour.objects.filter(model=model, area__code=code).order_by()


def _grouped(council: Council, figures: QuerySet[PublishedFigure]) -> dict[str, Comparison]:
    more = (*(f"indicator__{name}" for name in ABOUT), *SOURCE, "model_year")
    rows_of: dict[str, list[tuple]] = {}
    for row in figures.values_list(*KNOWN, *more).order_by("indicator__position"):
        rows_of.setdefault(row[len(KNOWN)], []).append(row)
    made = {}
    for key, found in rows_of.items():
        rows = [_known(row) for row in found]
        day = latest_period(rows, council.dfe_code)
        if day is None:
            continue
        about, source, (model_year,) = _rest(found[0])
        compared = compare(rows, about, code=council.dfe_code, period_end=day, is_all=False)
        periods = tuple(sorted({row.period_end for row in rows}, reverse=True))
        made[key] = Comparison(about, source, compared, periods, model_year)
    return made


def for_measures(council: Council, measures: Iterable[Measure]) -> dict[int, Comparison]:
    """The newest comparison of each measure that has one, by the measure's number: two queries.

    For lists and packs: `compared.lines` are (who, figure, counts, note) in plain words, and
    `source.words` says where they come from.
    """
    links = MeasureBenchmark.objects.of(council).filter(measure__in=measures, is_withdrawn=False)
    at_hand = at_hand_of(council, links)
    if not at_hand.links:
        return {}
    indicators = Indicator.objects.filter(key__in=set(at_hand.links.values())).values("pk")
    found = _compared(council, indicators, at_hand)
    return {number: found[key] for number, key in at_hand.links.items() if key in found}


# What there is ------------------------------------------------------------------------------------


def releases_of(indicator: Indicator) -> list[Release]:
    """The releases that have the indicator, the newest first."""
    releases = _with(indicator).select_related("table")
    return list(releases.order_by("-year", "-revision"))


def model_years() -> list[int]:
    """The years of the neighbour models that are here, the newest first."""
    return list(NeighbourModel.objects.values_list("year", flat=True))


def by_table(found: dict[str, Comparison]) -> dict[str, list[Comparison]]:
    """Comparisons by the table they come from, in the order in which they were found."""
    groups: dict[str, list[Comparison]] = {}
    for each in found.values():
        groups.setdefault(each.source.table, []).append(each)
    return groups
