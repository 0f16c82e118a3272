"""What pages and packs show of measures: the latest figure in words, its rating, its history.

Everything for outside goes through `limit`: counts of children from 1 up to it are hidden, and
with them whatever would give them away (R18). Without a limit the figures are shown as they are,
to members.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet

from councils.disclosure import HIDDEN, Count, publish_count, publish_series
from councils.models import Council
from measures.chart import Chart, Level, Point, Series, line_chart
from measures.chart_words import alt_text
from measures.definitions.queries import breaks, used_definitions
from measures.definitions.rules import firsts, firsts_after_others
from measures.figures import NOT_AVAILABLE, UNIT_WORDS, in_words, value_in_words
from measures.judging import Aim, Judgement, expected, judge, readings
from measures.models import Definition, Measure, Observation, Rebase, Target
from measures.rating import HUNDRED, Judged, Polarity, Rating, RatingRule, Tolerance, age_words
from measures.trend import Finding, Terms, Trend, read
from measures.trend_chart import overlay
from pledges.models import Theme

NO_FIGURE = "No figure yet"
NO_ACTION = "A red figure needs a corrective action. None is on record yet."


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as this reader may see it: its day, its value or None, and its words.

    There is no value where it is hidden, nor where none was to be had (`is_missing`). `share` are
    the two counts of a proportion where both may be seen; `action` is the corrective action.
    """

    as_at: date
    value: Decimal | None
    text: str
    counts: str
    status: str
    is_invented: bool
    narrative: str
    action: str = ""
    is_missing: bool = False
    share: tuple[int, int] | None = None
    new_definition: bool = False
    new_limits: bool = False

    @property
    def hidden(self) -> bool:
        """Whether it is kept back as a small number."""
        return self.value is None and not self.is_missing


@dataclass(frozen=True)
class Card:
    """A measure as a page or a pack shows it. Its trend is worked out once, when asked for."""

    measure: Measure
    figures: tuple[Figure, ...]
    judged: Judgement
    target: Decimal | None
    age: str
    #: What says how the newest figure is counted: a version of the definition, or the measure.
    holds: Measure | Definition
    fresh_starts: tuple[str, ...] = ()

    @property
    def latest(self) -> Figure | None:
        """The newest figure."""
        return self.figures[-1] if self.figures else None

    @property
    def rating(self) -> Rating:
        """The colour of the newest figure, and why."""
        return self.judged.rating

    @property
    def note(self) -> str:
        """What stands under the figure: “227 of 492, 104 days old”."""
        counts = self.latest.counts if self.latest else ""
        invented = "invented for the demo" if self.latest and self.latest.is_invented else ""
        said = (counts or self.holds.numerator_words, self.age, invented)
        return ", ".join(filter(None, said))

    @property
    def verdict(self) -> str:
        """The rating's words where it has a colour or could not be decided; else nothing."""
        return self.rating.words if self.rating.colour or self.rating.undecided else ""

    @property
    def unit(self) -> str:
        """“%”, “per 10,000” or nothing."""
        return UNIT_WORDS[self.measure.unit]

    @property
    def tone(self) -> str:
        """The rating's colour as a component names it."""
        return self.rating.colour or "none"

    @property
    def change(self) -> str:
        """How the newest figure moved, in words; nothing where there is none to compare with."""
        return self.judged.travel.words if self.judged.travel else ""

    @property
    def way(self) -> str:
        """The way of the arrow beside those words."""
        return self.judged.travel.way if self.judged.travel else ""

    @property
    def chance(self) -> str:
        """How far chance could move the newest figure; nothing where it is no proportion."""
        interval = self.judged.interval
        return interval.words(who_is_counted(self.measure, self.holds)) if interval else ""

    @property
    def action(self) -> str:
        """What will be done about a red figure, or that nothing is on record where it must be."""
        action = self.latest.action if self.latest else ""
        if action:
            return f"What will be done: {action}"
        return NO_ACTION if self.judged.action_needed else ""

    @cached_property
    def terms(self) -> Terms:
        """What its series is read by."""
        return _terms(self.measure, self.holds, self.target)

    @cached_property
    def places(self) -> tuple[tuple[date, Figure | None], ...]:
        """Each period of the history with its figure; None where one is missing."""
        on = {figure.as_at: figure for figure in self.figures}
        return tuple((day, on.get(day)) for day in expected(list(on), self.holds.months_between))

    @cached_property
    def trend(self) -> Trend:
        """Its history read: median, limits, and what is more than chance."""
        return read(readings(self.places), self.terms)

    @property
    def news(self) -> tuple[Finding, ...]:
        """What was found that is about the newest figure."""
        return self.trend.at(len(self.places) - 1)

    @property
    def points(self) -> tuple[Point, ...]:
        """The history as a chart takes it."""
        return tuple(_point(f"{day:%b %Y}", figure) for day, figure in self.places)

    @cached_property
    def chart(self) -> Chart:
        """The history drawn with its median, and with its limits and findings where it has them.

        The scale starts at nought, but where limits show how much a change is.
        """
        levels = [Level("Target", self.target)] if self.target is not None else []
        series = Series(self.measure.short_title, self.points)
        over = overlay(self.trend, self.terms)
        has_limits = any(group.lines for group in self.trend.groups)
        return line_chart(
            [series], levels=levels, unit=self.unit, over=over, from_nought=not has_limits
        )

    @property
    def alt(self) -> str:
        """The chart in a sentence."""
        points = [_point(f"{day:%B %Y}", figure) for day, figure in self.places]
        return alt_text(self.measure.short_title, points, unit=self.unit, target=self.target)

    @property
    def said(self) -> tuple[str, ...]:
        """What a pack says under the figure, in sentences: the story, and how it is judged."""
        narrative = self.latest.narrative if self.latest else ""
        assurance = self.trend.assurance
        found = [each.words for each in self.news]
        moved = f"{self.change}." if self.change else ""
        outlook = assurance.words if assurance else ""
        return tuple(filter(None, (narrative, self.action, moved, self.chance, *found, outlook)))


def _point(label: str, figure: Figure | None) -> Point:
    """A period as a chart takes it."""
    if figure is None:
        return Point(label, None)
    return Point(label, figure.value, new_definition=figure.new_definition)


def who_is_counted(measure: Measure, holds: Measure | Definition) -> str:
    """The council's word for those a proportion is of; nothing where its words name others too."""
    words, said = measure.council.words, holds.denominator_words.lower()
    named = [each for each in (words.children, words.care_leavers) if each.lower() in said]
    if len(named) == 1:
        return named[0]
    return "children" if "children" in said and not named else ""


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
    """The measures with their history, in five queries; `figures` narrows which may be shown."""
    shown = Observation.objects.standing() if figures is None else figures
    rows = measures.select_related("council").prefetch_related(
        used_definitions(),
        Prefetch("observations", shown.order_by("period_end"), to_attr="history_shown"),
        Prefetch("rebases", Rebase.objects.order_by("first_day"), to_attr="rebases_set"),
        Prefetch("targets", Target.objects.order_by("in_force_from"), to_attr="targets_set"),
    )
    return [_card(measure, today, limit) for measure in rows]


def public_cards(
    council: Council, *, today: date, limit: int, retired_too: bool = False
) -> list[Card]:
    """What anyone may read, small numbers hidden; `retired_too` of those not in use any more."""
    measures = Measure.objects.of(council).public().with_life().select_related("priority")
    return cards(
        measures if retired_too else measures.in_use(),
        today=today,
        limit=limit,
        figures=Observation.objects.of(council).public(),
    )


def action_asked(figure: Observation) -> str:
    """The sentence that asks for a corrective action; empty where the figure needs none.

    It is judged as on its own day, by what officers see.
    """
    (card,) = cards(
        Measure.objects.filter(pk=figure.measure_id),
        today=figure.period_end,
        limit=None,
        figures=Observation.objects.standing().filter(period_end__lte=figure.period_end),
    )
    return card.judged.action_needed


def _card(measure: Measure, today: date, limit: int | None) -> Card:
    figures = _marked(
        [_figure(measure, row, limit) for row in measure.history_shown],
        [rebase.first_day for rebase in measure.rebases_set],
        breaks(measure),
    )
    day = figures[-1].as_at if figures else today
    target, holds = _target(measure.targets_set, day), measure.holds_on(day)
    aim = target.value.normalize() if target else None
    return Card(
        measure=measure,
        figures=figures,
        judged=judge(
            figures,
            _aim(target),
            _terms(measure, holds, aim),
            who=who_is_counted(measure, holds),
            action=figures[-1].action if figures else "",
        ),
        target=aim,
        age=age_words(figures[-1].as_at, today) if figures else "",
        holds=holds,
        fresh_starts=tuple(_fresh_start(each) for each in measure.rebases_set),
    )


def _fresh_start(rebase: Rebase) -> str:
    """“From 1 April 2026 on the limits start afresh. A second dentist came.”"""
    return f"From {rebase.first_day:%-d %B %Y} on the limits start afresh. {rebase.reason}"


def _marked(
    figures: Sequence[Figure], rebased: Sequence[date], broken: Sequence[date]
) -> tuple[Figure, ...]:
    """The figures, of which some begin new limits, and some are counted by a new definition."""
    days = [each.as_at for each in figures]
    limits, counting = firsts(days, rebased), firsts_after_others(days, broken)
    return tuple(
        replace(each, new_limits=each.as_at in limits, new_definition=each.as_at in counting)
        for each in figures
    )


def _figure(measure: Measure, row: Observation, limit: int | None) -> Figure:
    told = _told(measure, row, limit)
    hidden = told.value is None and row.value is not None
    return Figure(
        as_at=row.period_end,
        value=told.value,
        text=told.text,
        counts=told.counts,
        status=row.get_status_display(),
        is_invented=row.is_invented,
        narrative="" if hidden else row.narrative,
        action="" if hidden else row.corrective_action,
        is_missing=row.value is None,
        share=told.share,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure's words, its value to draw and the counts behind it, as this reader may see them."""

    text: str
    counts: str = ""
    value: Decimal | None = None
    share: tuple[int, int] | None = None


def _told(measure: Measure, row: Observation, limit: int | None) -> _Told:
    if row.value is None:
        told = limit is None or row.signed_off_at
        return _Told(in_words(row) if told else NOT_AVAILABLE)
    places = measure.holds_on(row.period_end).decimal_places
    shown = value_in_words(row.value, measure.unit, places)
    if measure.unit == Measure.Unit.PERCENT and row.denominator is not None:
        return _share(row, limit, shown, places)
    counted = measure.unit == Measure.Unit.COUNT and limit is not None
    if counted and publish_count(Count(row.numerator or 0), limit).hidden:
        return _Told(HIDDEN)
    return _Told(shown, value=row.value)


def _share(row: Observation, limit: int | None, shown: str, places: int) -> _Told:
    part, whole = row.numerator or 0, row.denominator or 0
    if limit is None:
        return _Told(shown, f"{part:,} of {whole:,}", row.value, (part, whole))
    (point,) = publish_series([("", Count(part), Count(whole))], places, limit)
    if point.value.hidden:
        return _Told(HIDDEN, f"{HIDDEN} of {point.denominator}")
    said = f"{point.numerator} of {point.denominator}"
    withheld = point.numerator.hidden or point.denominator.hidden
    return _Told(shown, said, row.value, None if withheld else (part, whole))


def _terms(measure: Measure, holds: Measure | Definition, target: Decimal | None) -> Terms:
    """What a measure's series is read by; only an average may be less than nought."""
    is_share = measure.unit == Measure.Unit.PERCENT
    return Terms(
        Polarity(holds.polarity),
        UNIT_WORDS[measure.unit],
        holds.decimal_places,
        target,
        floor=None if measure.unit == Measure.Unit.AVERAGE else 0,
        ceiling=HUNDRED if is_share else None,
    )


def _aim(target: Target | None) -> Aim | None:
    if target is None:
        return None
    kind, judged = Tolerance(target.tolerance_kind), Judged(target.rule)
    return Aim(target.value.normalize(), RatingRule(target.tolerance.normalize(), kind, judged))


def _target(targets: Sequence[Target], day: date) -> Target | None:
    """The target in force on a day."""
    return next((t for t in reversed(targets) if t.in_force_from <= day), None)
