"""R13: a value comes from its counts, rounded half up, and is rated by the measure's own rule.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, 4.1 (the at-a-glance table, whose
percentages recompute from its counts) and Appendix 2, 2.2 (data must show where outcomes require
attention). The rule that looks at last year is the London Borough of Havering's, as its performance
reports print it: green within 10 % of the target; amber more than 10 % off, but improved or
maintained on the same quarter last year; red more than 10 % off and not improved; a red one carries
a corrective action. The tolerances are each measure's own; nothing here is a council's number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Literal

Number = int | Decimal
HUNDRED = 100
NOT_COMPARED = (
    "and whether that is amber or red depends on the same period last year, for which there is "
    "no figure to compare with"
)
ACTION_NEEDED = (
    "A red figure needs a corrective action: say what will be done, by whom and by when."
)


class Polarity(StrEnum):
    """Which way is better."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


class Tolerance(StrEnum):
    """How far a value may miss its target and still be amber."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"


class Judged(StrEnum):
    """What a rule looks at: the distance to the target alone, or also the way the figure went."""

    DISTANCE = "distance"
    DIRECTION = "direction"
    LAST_YEAR = "last_year"


class Colour(StrEnum):
    """Red, amber or green. The word is always shown with the colour."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class RatingRule:
    """A measure's own rule.

    `close` is the tolerance: in the measure's unit when absolute, in percent of the target when
    relative. By distance, a figure that misses its target by no more is amber. By direction, such
    a one that is worse than the one before is red. By last year (Havering), it is green, and one
    further off is amber where it is no worse than a year ago, else red.
    """

    close: Decimal
    kind: Tolerance = Tolerance.ABSOLUTE
    judged: Judged = Judged.DISTANCE

    def allowed(self, target: Number) -> Decimal:
        """How far from this target is still close, in the measure's unit."""
        if self.kind is Tolerance.RELATIVE:
            return abs(Decimal(target)) * self.close / HUNDRED
        return Decimal(self.close)

    def close_words(self, unit: str) -> str:
        """The tolerance as it is said: “10%”, “5 points”, “0.5 per 10,000”."""
        if self.kind is Tolerance.RELATIVE:
            return figure(self.close, "%")
        if unit == "%":
            return f"{figure(self.close)} point{'' if self.close == 1 else 's'}"
        return figure(self.close, unit)


@dataclass(frozen=True, slots=True)
class Rating:
    """A colour, or None where there is nothing to rate, and why, in words.

    `undecided` says that there is something to rate and the rule has no colour for it.
    """

    colour: Colour | None
    words: str
    undecided: bool = False


def rounded(value: Number, places: int = 0) -> Decimal:
    """A number to so many decimal places, a half always going up (away from nought)."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rate_per(
    numerator: Number, denominator: Number, *, per: int, places: int = 0
) -> Decimal | None:
    """The numerator for so many of the denominator, or None where the denominator is nought."""
    if not denominator:
        return None
    exact = Decimal(numerator) * per / Decimal(denominator)
    return rounded(exact, places)


def percentage(numerator: Number, denominator: Number, places: int = 0) -> Decimal | None:
    """The percentage, rounded half up: 5 of 8 is 63. None where the denominator is nought."""
    return rate_per(numerator, denominator, per=HUNDRED, places=places)


def figure(value: Number, unit: str = "", places: int | None = None) -> str:
    """A figure with its unit as it is printed: "71%", "41.7 per 10,000", "1,204".

    Without `places` it has the decimals it needs and no more: 71.0000 is "71".
    """
    printed = f"{Decimal(value) if places is None else rounded(value, places):,f}"
    if places is None and "." in printed:
        printed = printed.rstrip("0").rstrip(".")
    return f"{printed}{'' if unit in {'', '%'} else ' '}{unit}"


def rate(
    value: Number | None,
    target: Number | None,
    rule: RatingRule,
    polarity: Polarity,
    *,
    previous: Number | None = None,
    a_year_ago: Number | None = None,
    unit: str = "",
) -> Rating:
    """Rate one value against its target; no value, no target or no polarity gives no colour.

    `previous` and `a_year_ago` are the figures before it and of the same period last year, None
    where there is none that may be compared with: only rules that look at them take them.
    """
    if value is None:
        return Rating(None, "No data.")
    if polarity is Polarity.NONE:
        return Rating(None, f"{figure(value, unit)}. Neither high nor low is better: not rated.")
    if target is None:
        return Rating(None, f"{figure(value, unit)}. No target set.")
    if rule.judged is Judged.LAST_YEAR:
        return _by_last_year(value, target, rule, polarity, a_year_ago=a_year_ago, unit=unit)
    missed = shortfall(value, target, polarity)
    colour = _colour(missed, rule.allowed(target))
    words = _against(value, target, missed, unit)
    if rule.judged is Judged.DIRECTION and previous is not None:
        return _with_direction(colour, words, shortfall(value, previous, polarity))
    return Rating(colour, f"{colour.title()}: {words}.")


def rate_bound(
    bound: Number,
    side: Literal["above", "below"],
    target: Number | None,
    rule: RatingRule,
    polarity: Polarity,
    *,
    unit: str = "",
) -> Rating:
    """Rate a value known only as "above 70" or "below 10": a colour only where it is certain."""
    said = f"{side} {figure(bound, unit)}"
    rating = rate(bound, target, rule, polarity, unit=unit)
    upward = (side == "above") == (polarity is Polarity.HIGH)
    certain = Colour.GREEN if upward else Colour.RED
    if rating.colour is certain:
        return Rating(certain, f"{certain.title()}: known to be {said}.")
    return Rating(None, f"Known only to be {said}: not rated.")


def shortfall(value: Number, target: Number, polarity: Polarity) -> Decimal:
    """How much worse a value is than a target; nought or less when it is met."""
    gap = Decimal(target) - Decimal(value)
    return -gap if polarity is Polarity.LOW else gap


def change_words(value: Number, previous: Number, polarity: Polarity) -> str:
    """How a value moved since the one before: "better", "worse", "no change", "up", "down"."""
    if value == previous:
        return "no change"
    if polarity is Polarity.NONE:
        return "up" if value > previous else "down"
    return "worse" if shortfall(value, previous, polarity) > 0 else "better"


def _colour(missed: Decimal, allowed: Decimal) -> Colour:
    if missed <= 0:
        return Colour.GREEN
    return Colour.AMBER if missed <= allowed else Colour.RED


def _against(value: Number, target: Number, missed: Decimal, unit: str) -> str:
    if missed <= 0:
        return f"{figure(value, unit)} meets the target of {figure(target, unit)}"
    return f"{figure(value, unit)} misses the target of {figure(target, unit)}"


def _with_direction(colour: Colour, words: str, worse_by: Decimal) -> Rating:
    moved = "no change" if not worse_by else "worse" if worse_by > 0 else "better"
    if worse_by > 0 and colour is Colour.AMBER:
        colour = Colour.RED
    said = "no change since last time" if not worse_by else f"{moved} than last time"
    return Rating(colour, f"{colour.title()}: {words}, {said}.")


def _by_last_year(
    value: Number,
    target: Number,
    rule: RatingRule,
    polarity: Polarity,
    *,
    a_year_ago: Number | None,
    unit: str,
) -> Rating:
    """Havering's rule; far off the target and nothing to compare with, it has no colour."""
    missed = shortfall(value, target, polarity)
    if missed <= 0:
        return Rating(Colour.GREEN, f"Green: {_against(value, target, missed, unit)}.")
    aim = f"the target of {figure(target, unit)}"
    said, close = figure(value, unit), rule.close_words(unit)
    if missed <= rule.allowed(target):
        return Rating(Colour.GREEN, f"Green: {said} is within {close} of {aim}.")
    far = f"{said} is more than {close} off {aim}"
    if a_year_ago is None:
        return Rating(None, f"Not rated: {far}, {NOT_COMPARED}.", undecided=True)
    then = f"a year ago ({figure(a_year_ago, unit)})"
    worse_by = shortfall(value, a_year_ago, polarity)
    if worse_by > 0:
        return Rating(Colour.RED, f"Red: {far}, and worse than {then}.")
    kept = "better than" if worse_by else "no worse than"
    return Rating(Colour.AMBER, f"Amber: {far}, but {kept} {then}.")


def action_needed(rating: Rating, rule: RatingRule, action: str) -> str:
    """The sentence that asks for a corrective action; empty where none is needed or it is there.

    Only the rule that looks at last year asks: Havering's red needs a corrective action.
    """
    asks = rule.judged is Judged.LAST_YEAR and rating.colour is Colour.RED
    return "" if action.strip() or not asks else ACTION_NEEDED


def check_value(
    numerator: int, denominator: int, stated_value: Number, places: int = 0, *, per: int = HUNDRED
) -> str:
    """The sentence that refuses a value its own counts do not give; empty when they agree."""
    parts = f"{numerator:,} of {denominator:,}"
    if numerator < 0 or denominator < 0:
        return f"{parts}: a count cannot be less than nought."
    if not denominator:
        return f"{parts} has no value: nothing can be divided by nought. Leave the value empty."
    if per == HUNDRED and numerator > denominator:
        return f"{parts}: the part is bigger than the whole. Check the two counts."
    return _compare(
        parts,
        rate_per(numerator, denominator, per=per, places=places),
        stated_value,
        lambda value: figure(value, "%" if per == HUNDRED else f"per {per:,}"),
    )


def _compare(
    parts: str, counted: Decimal | None, stated: Number, said: Callable[[Number], str]
) -> str:
    if counted is None or counted == stated:
        return ""
    return (
        f"{parts} is {said(counted)}, not {said(stated)}. "
        "Check all three: either a count or the value is wrong."
    )


def check_against_linked(denominator: int, expected: int | None, words: str) -> str:
    """The sentence that refuses a denominator unequal to another measure's count that day.

    `words` names that count and its day, as "children living with foster families on
    31 March 2020". No such count (None) refuses nothing.
    """
    if expected is None or denominator == expected:
        return ""
    return (
        f"The whole is given as {denominator:,}, but {words} is recorded as {expected:,}. "
        "They must be the same number."
    )


def due_on(period_ends_on: date, grace_days: int, frequency: str) -> date | None:
    """The last day the figure for a period is on time, or None where no frequency is set."""
    return period_ends_on + timedelta(days=grace_days) if frequency else None


def is_past_due(due: date | None, today: date) -> bool:
    """Whether a figure is owed: from the day after it was due."""
    return due is not None and today > due


def age_in_days(figure_as_at: date, today: date) -> int:
    """How old a figure is, counted from the day it describes."""
    return (today - figure_as_at).days


def age_words(figure_as_at: date, today: date) -> str:
    """The age of a figure as it is shown: "81 days old"; with years once there are two of them.

    The days are R13's; nobody pictures 2,427 of them.
    """
    days = age_in_days(figure_as_at, today)
    if days <= 0:
        return "as of today"
    words = f"{days:,} day{'' if days == 1 else 's'} old"
    born, now = (figure_as_at.month, figure_as_at.day), (today.month, today.day)
    years = today.year - figure_as_at.year - (now < born)
    if years < 2:
        return words
    return f"{words} ({'' if now == born else 'more than '}{years} years)"
