"""Measures shown together: each with its figure judged, its history small, and others beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from councils.models import Council
from measures.benchmarks.brief.queries import in_lists
from measures.benchmarks.comparison import Beside
from measures.card import Card, Figure
from measures.chance import Meaning
from measures.models import Area, Measure, Observation
from measures.queries import YEAR_END, cards, public_cards
from measures.rating import Colour
from measures.sheets.writing import Cell
from measures.showing.attention import HEADINGS, Attention, Level, attention
from measures.showing.open_data import NOT_AVAILABLE, Entry, Place
from measures.showing.sparkline import Sparkline, sparkline
from pledges.models import Theme

#: How many dates the table at a glance shows; every date is on the measure's own page.
GLANCE = 6


class RowWords(NamedTuple):
    """What the list of measures says in a row: arguments of components/measure_row.html."""

    title: str
    value: str
    counts: str
    age: str
    rating: str
    tone: str
    change: str
    way: str
    line: Sparkline | None
    others: tuple[Beside, ...]


@dataclass(frozen=True)
class Tile:
    """A measure on the dashboard: its card; England's figure and the neighbours' mean, if published."""

    card: Card
    others: tuple[Beside, ...] = ()
    has_page: bool = True

    @property
    def line(self) -> Sparkline | None:
        """Its history, small."""
        return sparkline(tuple(None if each.side else each.value for each in self.card.figures))

    @property
    def row(self) -> RowWords:
        """Its row in a list."""
        card = self.card
        value = card.latest.text if card.latest else "no data"
        said = (value, card.said_counts, card.age, card.verdict, card.tone, card.change, card.way)
        return RowWords(card.measure.short_title, *said, self.line, self.others)

    @property
    def attention(self) -> Attention | None:
        """Whether it wants attention, by what its own page says."""
        card = self.card
        travel = card.judged.travel
        return attention(
            red=card.rating.colour is Colour.RED,
            worse=travel is not None and travel.verdict == WORSE,
            concerns=tuple(each.words for each in card.news if each.meaning is Meaning.CONCERN),
        )

    @property
    def more(self) -> tuple[str, ...]:
        """What stands below it where it wants attention: concerns, and what will be done."""
        found = self.attention
        return tuple(filter(None, (*(found.concerns if found else ()), self.card.action)))


#: What a change is called that goes the wrong way.
WORSE = "worse"


def dashboard(council: Council, *, today: date, limit: int) -> list[Tile]:
    """What anyone may read, the measures in their order: eight queries, the council's own included."""
    shown = public_cards(council, today=today, limit=limit, retired_too=True, lately=True)
    beside = in_lists(council)
    return [Tile(card, beside.get(card.measure.pk, ())) for card in shown]


def by_theme(tiles: Iterable[Tile], themes: dict[str, list[int]]) -> list[tuple[str, list[Tile]]]:
    """The tiles under each of the themes they are looked at under; the rest last."""
    all_tiles = list(tiles)
    groups = [
        (name, [tile for tile in all_tiles if tile.card.measure.pk in measures])
        for name, measures in themes.items()
    ]
    under_one = {pk for measures in themes.values() for pk in measures}
    rest = [tile for tile in all_tiles if tile.card.measure.pk not in under_one]
    return [(name, found) for name, found in [*groups, ("Under no theme", rest)] if found]


def by_priority(tiles: Iterable[Tile]) -> list[tuple[str, list[Tile]]]:
    """The tiles under the priority each tells about, in their order; the others first."""
    grouped: dict[str, list[Tile]] = {}
    for tile in sorted(tiles, key=lambda tile: tile.card.measure.priority_id is not None):
        priority = tile.card.measure.priority
        grouped.setdefault(priority.text if priority else "", []).append(tile)
    return list(grouped.items())


def wants_attention(council: Council, *, today: date) -> dict[str, list[tuple[Tile, Attention]]]:
    """For the people of the body: the worse and the worsening, in full, by how much they want it.

    Signed-off figures of the measures in use; small numbers are shown.
    """
    measures = Measure.objects.of(council).in_use().select_related("priority")
    found = cards(
        measures, today=today, limit=None, figures=Observation.objects.of(council).signed_off()
    )
    beside = in_lists(council)
    public = set(measures.public().values_list("pk", flat=True))
    tiles = [
        Tile(card, beside.get(card.measure.pk, ()), has_page=card.measure.pk in public)
        for card in found
    ]
    listed = [(tile, tile.attention) for tile in tiles if tile.attention]
    by_level = {level: [each for each in listed if each[1].level is level] for level in Level}
    return {HEADINGS[level]: found for level, found in by_level.items() if found}


def themes_of(council: Council) -> dict[str, list[int]]:
    """The public themes in their order, each with the measures looked at under it: one query."""
    rows = Theme.objects.of(council).public().order_by("strategy_id", "position")
    pairs = rows.values_list("name", "measure_links__measure", "decided_measures__measure")
    found: dict[str, list[int]] = {}
    for name, stated, decided in pairs:
        found.setdefault(name, []).extend(pk for pk in (stated, decided) if pk)
    return found


# A table at a glance, and files to take away --------------------------------------------------------


def at_a_glance(shown: Iterable[Card]) -> dict[str, tuple]:
    """The figures as a table: a row for each measure, a column for each of the latest year ends they share.

    A year ends on the day on which most years of these measures do; without one, on the latest days.
    """
    drawn = [card for card in shown if card.figures]
    days = _years_shown(figure.as_at for card in drawn for figure in card.figures)
    rows = []
    for card in drawn:
        on = {figure.as_at: figure for figure in card.figures}
        cells = (_cell(on[day]) if day in on else "no figure" for day in days)
        rows.append((card.measure.title, *cells))
    head = ("Measure", *(f"{day:%-d %B %Y}" for day in days))
    return {"head": head, "rows": tuple(rows), "numeric": tuple(range(1, len(head)))}


def _years_shown(days: Iterable[date]) -> list[date]:
    """Of the days of all figures: the latest year ends that measures share, and the newest of all.

    Shared is a day on which at least half as many measures have a figure as on the fullest day, so that
    one younger measure does not push the years of all others out.
    """
    measured = Counter(days)
    ends = sorted(_of_one_day_of_the_year(set(measured)))
    fullest = max((measured[day] for day in ends), default=0)
    shared = [day for day in ends if 2 * measured[day] >= fullest]
    return sorted({*shared, *ends[-1:]})[-GLANCE:]


def _of_one_day_of_the_year(days: set[date]) -> set[date]:
    """Those of one day of the year, if it comes back: 31 March of each year, say."""
    count = Counter((day.month, day.day) for day in days)
    most = max(count.values(), default=0)
    if most < 2:
        return days
    ends = {each for each, times in count.items() if times == most}
    end = max(ends & {YEAR_END} or ends)
    return {day for day in days if (day.month, day.day) == end}


def _cell(figure: Figure) -> str:
    """“71% (350 of 492)”, or the figure alone where it is a count or a rate."""
    return f"{figure.text} ({figure.counts})" if figure.counts else figure.text


EXPORT_HEAD = (
    *("Measure", "Priority", "On", "Figure", "Unit", "Counted", "Out of", "Status"),
    *("Target", "Judged", "What happened", "What will be done", "Source"),
)


def export_rows(shown: Iterable[Card]) -> list[list[Cell]]:
    """Every figure as its page shows it, with the head first: what is hidden there is hidden here."""
    return [list(EXPORT_HEAD), *(row for card in shown for row in _export_rows(card))]


def _export_rows(card: Card) -> Iterator[list[Cell]]:
    priority = card.measure.priority.text if card.measure.priority else ""
    for figure in card.figures:
        newest = figure is card.latest
        yield [
            *(card.measure.title, priority, figure.as_at),
            figure.text if figure.side or figure.value is None else figure.value.normalize(),
            *(card.unit, figure.counted, figure.out_of, figure.status),
            *(card.target if newest else None, card.verdict if newest else ""),
            *(figure.narrative, figure.action, card.measure.source),
        ]


def entries(shown: Iterable[Card]) -> list[Entry]:
    """Every figure as the open data file takes it; one told as a bound or in words is left out."""
    return [
        Entry(
            measure=card.measure.title,
            status=figure.status.capitalize(),
            as_at=figure.as_at,
            unit=card.measure.unit,
            value=figure.value,
            counted=figure.counted,
            out_of=figure.out_of,
            is_missing=figure.is_missing,
            places=card.measure.holds_on(figure.as_at).decimal_places,
        )
        for card in shown
        if card.measure.unit != Measure.Unit.WORDS
        for figure in card.figures
        if not figure.side
    ]


def place_of(council: Council) -> Place:
    """The council as published statistics name it; as it names itself where they do not."""
    area = Area.objects.filter(code=council.dfe_code).select_related("region").first()
    if area is None:
        return Place(council.short_name, council.dfe_code)
    region = area.region
    return Place(
        area.name,
        area.code,
        *((area.ons_code,) if area.ons_code else (NOT_AVAILABLE,)),
        *((region.code, region.name) if region else (NOT_AVAILABLE, NOT_AVAILABLE)),
    )
