"""A measure as a page or a pack shows it: its newest figure in words, its judgement, its history.

Plain values of rows that `measures/queries.py` has read; nothing here asks the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from councils.disclosure import HIDDEN
from councils.linked_counts import Told
from measures.chart import Chart, Level, Point, Series, line_chart
from measures.chart_words import alt_text
from measures.figures import NOT_AVAILABLE, UNIT_WORDS, missing_words, value_in_words
from measures.judging import Judgement, expected, readings
from measures.models import Bound, Definition, Measure, Observation, Target
from measures.rating import HUNDRED, Polarity, Rating
from measures.telling import Recorded
from measures.trend import Finding, Terms, Trend, read
from measures.trend_chart import overlay, stepped

STATUSES = dict(Observation.Status.choices)
NO_ACTION = "A red figure needs a corrective action. None is on record yet."


class Figure(NamedTuple):
    """One figure as this reader may see it: its day, its value or None, and its words.

    There is no value where it is hidden, nor where none was to be had (`is_missing`). Worked out when
    asked for: of most figures of a history a page shows the value alone. `may` says what of it may be
    told outside; None for members, who are told everything.
    """

    row: Recorded
    unit: str
    places: int
    may: Told | None = None
    new_definition: bool = False
    new_limits: bool = False

    @property
    def as_at(self) -> date:
        """The end of its period."""
        return self.row.period_end

    @property
    def is_missing(self) -> bool:
        """Whether none was to be had."""
        return self.row.value is None

    @property
    def value(self) -> Decimal | None:
        """Its exact value, where this reader may see it."""
        return self.row.value if self.may is None or self.may.value else None

    @property
    def hidden(self) -> bool:
        """Whether it is kept back as a small number."""
        return self.value is None and not self.is_missing

    @property
    def text(self) -> str:
        """“46%”, “above 90%”, the mark of a hidden number, or why there is none."""
        if self.is_missing:
            is_told = self.may is None or self.row.signed_off_at
            return missing_words(self.row.not_available) if is_told else NOT_AVAILABLE
        if self.hidden:
            return HIDDEN
        shown = value_in_words(self.row.value, self.unit, self.places)
        return f"{self.side} {shown}" if self.side else shown

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of a number that is on record."""
        has_counts = self.unit == Measure.Unit.PERCENT and self.row.denominator is not None
        return has_counts and not self.is_missing

    @property
    def share(self) -> tuple[int, int] | None:
        """The two counts of a percentage, where both may be seen."""
        if not self.is_share or self.hidden:
            return None
        return self.row.numerator or 0, self.row.denominator or 0

    @property
    def counted(self) -> str:
        """“227”, of a percentage."""
        return self._count(self.row.numerator, self.may is None or self.may.counted)

    @property
    def out_of(self) -> str:
        """“492”, of a percentage."""
        return self._count(self.row.denominator, self.may is None or self.may.out_of)

    def _count(self, number: int | None, is_told: bool) -> str:
        if not self.is_share:
            return ""
        return f"{number or 0:,}" if is_told else HIDDEN

    @property
    def counts(self) -> str:
        """“227 of 492”, where it is a share."""
        return f"{self.counted} of {self.out_of}" if self.out_of else ""

    @property
    def side(self) -> str:
        """“above” or “below” where it is only known to lie there; else nothing."""
        return "" if self.row.bound == Bound.EXACT else self.row.bound

    @property
    def status(self) -> str:
        """“provisional”, “final” or “revised”."""
        return STATUSES[self.row.status]

    @property
    def is_invented(self) -> bool:
        """Whether it is invented for the demo."""
        return self.row.is_invented

    @property
    def narrative(self) -> str:
        """What happened, in words, where the figure may be seen."""
        return "" if self.hidden else self.row.narrative

    @property
    def action(self) -> str:
        """The corrective action, where the figure may be seen."""
        return "" if self.hidden else self.row.corrective_action


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
    targets: tuple[Target, ...] = ()
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
    def said_counts(self) -> str:
        """“227 of 492”; that a figure is invented stands with it."""
        if self.latest is None:
            return ""
        invented = "invented for the demo" if self.latest.is_invented else ""
        return ", ".join(filter(None, (self.latest.counts, invented)))

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
        return terms_of(self.measure, self.holds, self.target)

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
        """The history drawn with its median, its targets, and its limits and findings if any.

        The scale starts at nought, but where limits show how much a change is.
        """
        in_force = [target_on(self.targets, day) for day, _ in self.places]
        aims = [target.value.normalize() if target else None for target in in_force]
        once = self.target is not None and not stepped(aims)
        levels = [Level("Target", self.target)] if once else []
        series = Series(self.measure.short_title, self.points)
        over = overlay(self.trend, self.terms, aims)
        has_limits = any(group.lines for group in self.trend.groups)
        return line_chart(
            [series], levels=levels, unit=self.unit, over=over, from_nought=not has_limits
        )

    @property
    def alt(self) -> str:
        """The chart in a sentence."""
        points = [_point(f"{day:%B %Y}", figure) for day, figure in self.places]
        said = alt_text(self.measure.short_title, points, unit=self.unit, target=self.target)
        bounds = [f"{each.as_at:%B %Y}: {each.text}." for each in self.figures if each.side]
        return " ".join((said, *bounds))

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
    """A period as a chart takes it; what is known only to lie above or below is not drawn."""
    if figure is None:
        return Point(label, None)
    value = None if figure.side else figure.value
    return Point(label, value, new_definition=figure.new_definition)


def who_is_counted(measure: Measure, holds: Measure | Definition) -> str:
    """The council's word for those a proportion is of; nothing where its words name others too."""
    words, said = measure.council.words, holds.denominator_words.lower()
    named = [each for each in (words.children, words.care_leavers) if each.lower() in said]
    if len(named) == 1:
        return named[0]
    return "children" if "children" in said and not named else ""


def terms_of(measure: Measure, holds: Measure | Definition, target: Decimal | None) -> Terms:
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


def target_on(targets: Sequence[Target], day: date) -> Target | None:
    """The target in force on a day."""
    return next((t for t in reversed(targets) if t.in_force_from <= day), None)
