"""A measure over time: its run chart, and where its changes are more than chance.

Every series of two figures or more is a run chart with its median. Limits are worked out only for a
group of 12 figures or more, and the rules of `measures/chance.py` look at such a group alone. A
group ends where the definition changes or where somebody said, with a reason, that the limits start
afresh. Whether the target will be reached is told by the last group.

Sources: NHS England, "Making Data Count" (rules, rebasing, assurance against a target) and
D. J. Wheeler, "Understanding Variation" (1993). At 12 figures the limits are still soft; that is
the least the specification allows.

Small numbers (R18): hidden values come as None and are no part of the median. A group that has one
gets no limits at all: a mean with all figures but one could be solved for the one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from statistics import median

from measures.chance import Found, Limits, Meaning, Rule, found_in, limits_of
from measures.rating import Number, Polarity, figure, rounded

#: So many figures a group needs before chance can be told from change.
ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """One period as a reader may see it; `new_group` starts the limits afresh from it on."""

    label: str
    value: Decimal | None
    hidden: bool = False
    new_group: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What a series is read by: which way is better, its unit, its target, what it cannot exceed."""

    polarity: Polarity
    unit: str = ""
    places: int = 0
    target: Number | None = None
    floor: Number | None = None
    ceiling: Number | None = None

    def printed(self, value: Fraction | Number) -> Decimal:
        """A mean, median or limit as it is shown: a decimal more than the figures, within bounds."""
        exact = Fraction(value)
        if self.floor is not None:
            exact = max(exact, Fraction(self.floor))
        if self.ceiling is not None:
            exact = min(exact, Fraction(self.ceiling))
        return rounded(Decimal(exact.numerator) / exact.denominator, self.places + 1)

    def said(self, value: Fraction | Number) -> str:
        """The same with its unit."""
        return figure(self.printed(value), self.unit)


@dataclass(frozen=True, slots=True)
class Lines:
    """The mean and the limits as they are drawn and printed."""

    mean: Decimal
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that are judged together: from which place to which, and their lines."""

    first: int
    last: int
    median: Decimal | None
    lines: Lines | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: the periods it covers, what it means, and the sentence."""

    rule: Rule
    meaning: Meaning
    up: bool
    places: tuple[int, ...]
    words: str


class Outlook(StrEnum):
    """Whether the target is reached as things are."""

    WILL = "will"
    WILL_NOT = "will not"
    MAY = "may or may not"


@dataclass(frozen=True, slots=True)
class Assurance:
    """What the last group's limits say about the target."""

    outlook: Outlook
    words: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A series read: its groups, what was found (newest first), and its outlook.

    `why_not` says why the last group has no limits; it is empty where it has.
    """

    groups: tuple[Group, ...]
    findings: tuple[Finding, ...]
    assurance: Assurance | None
    why_not: str

    def at(self, place: int) -> tuple[Finding, ...]:
        """What was found that covers a place of the series."""
        return tuple(each for each in self.findings if place in each.places)


def read(readings: Sequence[Reading], terms: Terms) -> Trend:
    """Read a series from its oldest period to its newest; a value of None is a gap."""
    groups: list[Group] = []
    findings: list[Finding] = []
    limits = None
    for first, part in _parts(readings):
        values = [None if each.value is None else Fraction(each.value) for each in part]
        limits = None if _refusal(part) else limits_of(values)
        groups.append(_group(first, part, limits, terms))
        if limits:
            findings += [
                _finding(first, part, each, limits, terms) for each in found_in(values, limits)
            ]
    findings.sort(key=lambda each: (-each.places[-1], list(Rule).index(each.rule)))
    return Trend(
        tuple(groups),
        tuple(findings),
        _assurance(limits, terms) if limits else None,
        "" if limits or not groups else _why_not(readings[groups[-1].first :]),
    )


def _parts(readings: Sequence[Reading]) -> Iterator[tuple[int, Sequence[Reading]]]:
    """The groups, each with the place it starts at."""
    starts = [at for at, each in enumerate(readings) if each.new_group or not at]
    for start, end in pairwise([*starts, len(readings)]):
        yield start, readings[start:end]


def _group(first: int, part: Sequence[Reading], limits: Limits | None, terms: Terms) -> Group:
    known = [each.value for each in part if each.value is not None]
    lines = limits and Lines(
        *(terms.printed(value) for value in (limits.mean, limits.lower, limits.upper))
    )
    middle = terms.printed(median(known)) if len(known) > 1 else None
    return Group(first, first + len(part) - 1, middle, lines)


def _refusal(part: Sequence[Reading]) -> str:
    """Why a group must not have limits; empty where it may."""
    if any(each.hidden for each in part):
        return (
            "A number among these figures is not shown, so nothing is worked out from them that "
            "could give it away."
        )
    known = sum(each.value is not None for each in part)
    if known < ENOUGH:
        there = "There is 1 figure" if known == 1 else f"There are {known} figures"
        return f"{there}. From {ENOUGH} on, this page says which changes are more than chance."
    return ""


def _why_not(part: Sequence[Reading]) -> str:
    return _refusal(part) or (
        "No figure differs from the one before it, so there is nothing to tell chance by."
    )


def _finding(
    first: int, part: Sequence[Reading], found: Found, limits: Limits, terms: Terms
) -> Finding:
    meaning = found.meaning(terms.polarity)
    covered = [part[place] for place in found.places]
    words = f"{_told(found, covered, limits, terms)} {_meant(meaning)}"
    places = tuple(first + place for place in found.places)
    return Finding(found.rule, meaning, found.up, places, words)


def _told(found: Found, covered: Sequence[Reading], limits: Limits, terms: Terms) -> str:
    """The rule by name, and the periods it covers."""
    above, going = ("above", "up") if found.up else ("below", "down")
    if found.rule is Rule.OUTSIDE:
        limit = terms.said(limits.upper if found.up else limits.lower)
        return f"Outside the limits: {_each(covered, terms)}, {above} {limit}."
    if found.rule is Rule.NEAR:
        limit = "upper" if found.up else "lower"
        return f"Two of three close to the {limit} limit: {_each(covered, terms)}."
    if found.rule is Rule.TREND:
        span = f"{_one(covered[0], terms)} to {_one(covered[-1], terms)}"
        return f"Seven or more in a row going {going}: {len(covered)} figures, {span}."
    span = f"{covered[0].label} to {covered[-1].label}, all {above} {terms.said(limits.mean)}"
    return f"Seven or more in a row {above} the mean: {len(covered)} figures, {span}."


def _one(reading: Reading, terms: Terms) -> str:
    assert reading.value is not None
    return f"{reading.label} ({figure(reading.value, terms.unit)})"


def _each(covered: Sequence[Reading], terms: Terms) -> str:
    *others, last = (_one(each, terms) for each in covered)
    return f"{', '.join(others)} and {last}" if others else last


def _meant(meaning: Meaning) -> str:
    if meaning is Meaning.CHANGE:
        return "That is a change; neither way is better."
    return f"That is {meaning}."


def _assurance(limits: Limits, terms: Terms) -> Assurance | None:
    """Will, will not, or may: None without a target or without a better way."""
    if terms.target is None or terms.polarity is Polarity.NONE:
        return None
    target = Fraction(terms.target)
    worst, best = limits.lower - target, limits.upper - target
    if terms.polarity is Polarity.LOW:
        worst, best = -best, -worst
    outlook = Outlook.WILL if worst >= 0 else Outlook.WILL_NOT if best < 0 else Outlook.MAY
    aim = f"the target of {figure(terms.target, terms.unit)}"
    said = {
        Outlook.WILL: f"As things are, it will reach {aim} each time.",
        Outlook.WILL_NOT: f"As things are, it will not reach {aim}: something has to change.",
        Outlook.MAY: f"As things are, it may or may not reach {aim}: chance decides.",
    }
    return Assurance(outlook, said[outlook])
