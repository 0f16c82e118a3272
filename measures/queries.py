"""What pages and packs show of measures: the latest figure in words, its rating, its history.

Everything for outside goes through `limit`: counts of children from 1 up to it are hidden, and
with them whatever would give them away (R18). Without a limit the figures are shown as they are,
to members.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from councils.disclosure import HIDDEN, Count, publish_count, publish_series
from councils.models import Council
from measures.chart import Chart, Level, Point, Series, alt_text, line_chart
from measures.figures import UNIT_WORDS, value_in_words
from measures.models import Measure, Observation, Target
from measures.rating import Polarity, Rating, RatingRule, Tolerance, age_words, rate
from pledges.models import Theme

NO_FIGURE = "No figure yet"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as this reader may see it: its day, its value or None, and its words."""

    as_at: date
    value: Decimal | None
    text: str
    counts: str
    status: str
    is_invented: bool
    narrative: str

    @property
    def hidden(self) -> bool:
        """Whether it is kept back as a small number."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class Card:
    """A measure as a page or a pack shows it."""

    measure: Measure
    figures: tuple[Figure, ...]
    rating: Rating
    target: Decimal | None
    age: str

    @property
    def latest(self) -> Figure | None:
        """The newest figure."""
        return self.figures[-1] if self.figures else None

    @property
    def note(self) -> str:
        """What stands under the figure: “227 of 492, 104 days old”."""
        counts = self.latest.counts if self.latest else ""
        invented = "invented for the demo" if self.latest and self.latest.is_invented else ""
        said = (counts or self.measure.numerator_words, self.age, invented)
        return ", ".join(filter(None, said))

    @property
    def verdict(self) -> str:
        """The rating's words where it has a colour; a figure that is not rated says nothing."""
        return self.rating.words if self.rating.colour else ""

    @property
    def unit(self) -> str:
        """“%”, “per 10,000” or nothing."""
        return UNIT_WORDS[self.measure.unit]

    @property
    def tone(self) -> str:
        """The rating's colour as a component names it."""
        return self.rating.colour or "none"

    @property
    def points(self) -> tuple[Point, ...]:
        """The history as a chart takes it."""
        return tuple(Point(f"{f.as_at:%b %Y}", f.value) for f in self.figures)

    @property
    def chart(self) -> Chart:
        """The history, drawn."""
        levels = [Level("Target", self.target)] if self.target is not None else []
        series = Series(self.measure.short_title, self.points)
        return line_chart([series], levels=levels, unit=self.unit)

    @property
    def alt(self) -> str:
        """The chart in a sentence."""
        points = [Point(f"{f.as_at:%B %Y}", f.value) for f in self.figures]
        return alt_text(self.measure.short_title, points, unit=self.unit, target=self.target)


def by_priority(shown: list[Card]) -> list[tuple[str, list[Card]]]:
    """The cards under the priority each tells about, in their order; the others first."""
    grouped: dict[str, list[Card]] = {}
    for card in sorted(shown, key=lambda card: card.measure.priority_id is not None):
        title = card.measure.priority.text if card.measure.priority else ""
        grouped.setdefault(title, []).append(card)
    return list(grouped.items())


#: A chart of more lines than this can be told apart by nobody.
MOST_LINES = 4


def shares_chart(shown: list[Card]) -> Chart | None:
    """The percentages of the table at a glance, drawn together; None where that tells nothing."""
    shares = [card for card in shown if card.measure.unit == Measure.Unit.PERCENT and card.figures]
    if not 1 < len(shares) <= MOST_LINES:
        return None
    days = sorted({figure.as_at for card in shares for figure in card.figures})
    series = [_over(card, days) for card in shares]
    return line_chart(series, unit="%")


def _over(card: Card, days: list[date]) -> Series:
    """A measure's figures on each of the days; a gap where it has none to show."""
    values = {figure.as_at: figure.value for figure in card.figures}
    points = tuple(Point(f"{day:%b %Y}", values.get(day)) for day in days)
    return Series(card.measure.short_title, points)


def in_theme(measures: QuerySet[Measure], theme: Theme) -> QuerySet[Measure]:
    """The measures looked at under a theme, as the strategy or an officer says."""
    said = Q(theme_links__theme=theme) | Q(links__theme=theme)
    return measures.filter(said).distinct().order_by("position")


def cards(
    measures: QuerySet[Measure],
    *,
    today: date,
    limit: int | None,
    figures: QuerySet[Observation] | None = None,
) -> list[Card]:
    """The measures with their history, in three queries; `figures` narrows which may be shown."""
    shown = Observation.objects.standing() if figures is None else figures
    rows = measures.prefetch_related(
        Prefetch("observations", shown.order_by("period_end"), to_attr="history_shown"),
        Prefetch("targets", Target.objects.order_by("in_force_from"), to_attr="targets_set"),
    )
    return [_card(measure, today, limit) for measure in rows]


def public_cards(council: Council, *, today: date, limit: int) -> list[Card]:
    """What anyone may read: signed-off figures of published measures in use (R18)."""
    return cards(
        Measure.objects.of(council).public().in_use().select_related("priority"),
        today=today,
        limit=limit,
        figures=Observation.objects.of(council).public(),
    )


def _card(measure: Measure, today: date, limit: int | None) -> Card:
    figures = tuple(_figure(measure, row, limit) for row in measure.history_shown)
    target = _target(measure.targets_set, figures[-1].as_at if figures else today)
    return Card(
        measure=measure,
        figures=figures,
        rating=_rating(measure, figures, target),
        target=target.value.normalize() if target else None,
        age=age_words(figures[-1].as_at, today) if figures else "",
    )


def _figure(measure: Measure, row: Observation, limit: int | None) -> Figure:
    text, counts, value = _words(measure, row, limit)
    return Figure(
        as_at=row.period_end,
        value=value,
        text=text,
        counts=counts,
        status=row.get_status_display(),
        is_invented=row.is_invented,
        narrative="" if value is None else row.narrative,
    )


def _words(
    measure: Measure, row: Observation, limit: int | None
) -> tuple[str, str, Decimal | None]:
    """The figure, the counts behind it and the value to draw, as this reader may see them."""
    shown = value_in_words(row.value, measure.unit, measure.decimal_places)
    if measure.unit == Measure.Unit.PERCENT and row.denominator is not None:
        return _share_words(measure, row, limit, shown)
    counted = measure.unit == Measure.Unit.COUNT and limit is not None
    if counted and publish_count(Count(row.numerator or 0), limit).hidden:
        return HIDDEN, "", None
    return shown, "", row.value


def _share_words(
    measure: Measure, row: Observation, limit: int | None, shown: str
) -> tuple[str, str, Decimal | None]:
    if limit is None:
        return shown, f"{row.numerator:,} of {row.denominator:,}", row.value
    counts = (str(row.period_end), Count(row.numerator or 0), Count(row.denominator or 0))
    (point,) = publish_series([counts], measure.decimal_places, limit)
    if point.value.hidden:
        return HIDDEN, f"{HIDDEN} of {point.denominator}", None
    return shown, f"{point.numerator} of {point.denominator}", row.value


def _target(targets: Sequence[Target], day: date) -> Target | None:
    """The target in force on a day."""
    return next((t for t in reversed(targets) if t.in_force_from <= day), None)


def _rating(measure: Measure, figures: Iterable[Figure], target: Target | None) -> Rating:
    shown = [figure for figure in figures if not figure.hidden]
    latest = list(figures)[-1:]
    if latest and latest[0].hidden:
        return Rating(None, "Not shown, so that nobody can be recognised.")
    previous = shown[-2].value if len(shown) > 1 else None
    return rate(
        shown[-1].value if shown else None,
        target.value.normalize() if target else None,
        RatingRule(
            target.tolerance.normalize() if target else Decimal(0),
            Tolerance(target.tolerance_kind) if target else Tolerance.ABSOLUTE,
        ),
        Polarity(measure.polarity),
        previous=previous,
        unit=UNIT_WORDS[measure.unit],
    )
