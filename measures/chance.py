"""The four rules by which a run of figures says more than chance does (XmR, process control).

Sources: D. J. Wheeler, "Understanding Variation" (1993), for the chart of individual values and
their moving ranges; NHS England, "Making Data Count", for the four rules and for what they mean:
improvement and concern follow the measure's polarity, and a trend its own direction, whichever side
of the mean it is on.

What was decided where the sources leave room:

- A gap breaks everything that asks for figures in a row. A moving range is the step between two
  figures that follow each other (Wheeler), and nobody knows what the missing one was: bridging it
  could make a run of seven out of two short ones.
- A figure exactly on the mean is on neither side and ends a run; two equal figures end a trend.
- Two of three: three periods in a row with a figure each, two of them beyond two thirds of the way
  to the same limit. Beyond the limit is also beyond two thirds of the way.

Small numbers (R18): the rules see what a reader sees. A hidden value comes as None.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise

from measures.rating import Polarity

#: So far from the mean lie the limits, in mean moving ranges: 3 ÷ 1.128.
REACH = Fraction(266, 100)
#: Two sigma, as a share of the way from the mean to a limit.
NEAR = Fraction(2, 3)
#: So many in a row are a trend, or a run on one side.
IN_A_ROW = 7

Value = Fraction | None


class Rule(StrEnum):
    """The rule that found something, in words."""

    OUTSIDE = "outside the limits"
    NEAR = "two of three close to a limit"
    TREND = "seven or more in a row going one way"
    SIDE = "seven or more in a row on one side of the mean"


class Meaning(StrEnum):
    """What it means for the measure."""

    IMPROVEMENT = "an improvement"
    CONCERN = "a concern"
    CHANGE = "a change"


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean, and how far chance alone reaches to either side of it; in the measure's unit."""

    mean: Fraction
    reach: Fraction

    @property
    def upper(self) -> Fraction:
        """What chance alone stays below."""
        return self.mean + self.reach

    @property
    def lower(self) -> Fraction:
        """What chance alone stays above."""
        return self.mean - self.reach

    @property
    def near_upper(self) -> Fraction:
        """Two sigma above the mean."""
        return self.mean + NEAR * self.reach

    @property
    def near_lower(self) -> Fraction:
        """Two sigma below the mean."""
        return self.mean - NEAR * self.reach


@dataclass(frozen=True, slots=True)
class Found:
    """One rule that found something: in which places of the series, upwards or downwards."""

    rule: Rule
    places: tuple[int, ...]
    up: bool

    def meaning(self, polarity: Polarity) -> Meaning:
        """Improvement or concern, by which way is better; where none is, a change."""
        if polarity is Polarity.NONE:
            return Meaning.CHANGE
        better = self.up == (polarity is Polarity.HIGH)
        return Meaning.IMPROVEMENT if better else Meaning.CONCERN


def limits_of(values: Sequence[Value]) -> Limits | None:
    """The limits of a group of figures; None where no two follow each other, or none ever moved."""
    known = [value for value in values if value is not None]
    steps = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if not any(steps):
        return None
    return Limits(sum(known) / len(known), REACH * sum(steps) / len(steps))


def found_in(values: Sequence[Value], limits: Limits) -> list[Found]:
    """Everything the four rules find in a group of figures, rule by rule, each in its order."""
    outside = [_side(value, limits.lower, limits.upper) for value in values]
    sides = [_side(value, limits.mean, limits.mean) for value in values]
    return [
        *(Found(Rule.OUTSIDE, run, side > 0) for side, run in _runs(outside)),
        *_near(values, limits),
        *_trends(values),
        *(Found(Rule.SIDE, run, side > 0) for side, run in _runs(sides, at_least=IN_A_ROW)),
    ]


def _side(value: Value, low: Fraction, high: Fraction) -> int:
    """1 above the higher, -1 below the lower, else nought; a gap is on no side."""
    if value is None:
        return 0
    return (value > high) - (value < low)


def _runs(sides: Iterable[int], at_least: int = 1) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The longest runs on one side, each with its places."""
    for side, run in groupby(enumerate(sides), key=lambda each: each[1]):
        places = tuple(place for place, _ in run)
        if side and len(places) >= at_least:
            yield side, places


def _trends(values: Sequence[Value]) -> Iterator[Found]:
    """A trend of seven figures is six steps one way; its first figure belongs to it."""
    steps = [0 if a is None else _side(b, a, a) for a, b in pairwise(values)]
    for side, run in _runs(steps, at_least=IN_A_ROW - 1):
        yield Found(Rule.TREND, (*run, run[-1] + 1), side > 0)


def _near(values: Sequence[Value], limits: Limits) -> Iterator[Found]:
    """Threes with two figures near one limit; those that share a figure are one finding."""
    sides = [_side(value, limits.near_lower, limits.near_upper) for value in values]
    for side in (1, -1):
        found: list[set[int]] = []
        for start in range(len(values) - 2):
            three = range(start, start + 3)
            close = {place for place in three if sides[place] == side}
            if len(close) < 2 or any(values[place] is None for place in three):
                continue
            if found and found[-1] & close:
                found[-1] |= close
            else:
                found.append(close)
        for places in found:
            yield Found(Rule.NEAR, tuple(sorted(places)), side > 0)
