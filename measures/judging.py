"""A measure's latest figure judged: its colour, how far chance could move it, the way it went.

Everything here sees what its reader sees. A figure that is hidden has no value (R18), and nothing
is worked out from it: not the colour of a later figure, not a direction, not a mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from measures.intervals import Interval, unsettled, wilson
from measures.periods import TERMLY, YEAR, ends
from measures.rating import (
    Polarity,
    Rating,
    RatingRule,
    action_needed,
    change_words,
    figure,
    rate,
    rate_bound,
)
from measures.trend import Reading, Terms

HIDDEN_RATING = Rating(None, "Not shown, so that nobody can be recognised.")


class Seen(Protocol):
    """A figure as its reader may see it.

    `side` is "above" or "below" where it is only known to lie on that side of its value.
    """

    as_at: date
    value: Decimal | None
    side: str
    share: tuple[int, int] | None
    new_definition: bool
    new_limits: bool

    @property
    def hidden(self) -> bool:
        """Whether it is kept back as a small number."""


class Way(StrEnum):
    """Which way a figure went, as an arrow shows it."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Travel:
    """How a figure moved: the way of the arrow, whether that is better, and the words."""

    way: Way
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at, and the rule it is judged by."""

    value: Decimal
    rule: RatingRule


@dataclass(frozen=True, slots=True)
class Judgement:
    """The latest figure judged."""

    rating: Rating
    interval: Interval | None = None
    travel: Travel | None = None
    action_needed: str = ""


def judge(
    figures: Sequence[Seen], aim: Aim | None, terms: Terms, *, who: str = "", action: str = ""
) -> Judgement:
    """Judge the newest of the figures, the oldest first, by the aim that is in force for it.

    `who` is the council's word for those counted, `action` the corrective action on record.
    """
    if not figures:
        return Judgement(Rating(None, "No data."))
    latest = figures[-1]
    if latest.hidden:
        return Judgement(HIDDEN_RATING)
    rule = aim.rule if aim else RatingRule(Decimal(0))
    rating = _rated(figures, aim.value if aim else None, rule, terms)
    interval = wilson(*latest.share, terms.places) if latest.share else None
    return Judgement(
        unsettled(rating, interval, aim.value if aim else None, who),
        interval,
        travel(figures, terms),
        action_needed(rating, rule, action),
    )


def _rated(
    figures: Sequence[Seen], target: Decimal | None, rule: RatingRule, terms: Terms
) -> Rating:
    latest = figures[-1]
    if latest.side and latest.value is not None and target is not None:
        side = "above" if latest.side == "above" else "below"
        return rate_bound(latest.value, side, target, rule, terms.polarity, unit=terms.unit)
    return rate(
        latest.value,
        target,
        rule,
        terms.polarity,
        previous=_value(_before(figures)),
        a_year_ago=_value(a_year_ago(figures)),
        unit=terms.unit,
    )


def a_year_ago(figures: Sequence[Seen]) -> Seen | None:
    """The figure of the same month a year before the newest, if it means the same."""
    day = figures[-1].as_at
    then = (day.year - 1, day.month)
    for place in range(len(figures) - 2, -1, -1):
        if (figures[place].as_at.year, figures[place].as_at.month) == then:
            return _alike(figures, place)
    return None


def _before(figures: Sequence[Seen]) -> Seen | None:
    """The figure just before the newest, if it means the same."""
    return _alike(figures, len(figures) - 2) if len(figures) > 1 else None


def _alike(figures: Sequence[Seen], place: int) -> Seen | None:
    """The one in that place, unless the definition has changed since."""
    since = figures[place + 1 :]
    return None if any(each.new_definition for each in since) else figures[place]


def _value(seen: Seen | None) -> Decimal | None:
    """Its exact value; None where there is none, or only a side of it is known."""
    return seen.value if seen and not seen.side else None


def travel(figures: Sequence[Seen], terms: Terms) -> Travel | None:
    """How the newest figure compares with a year ago, or else with the one just before.

    None where either is not to be seen, where there is none, or where it means something else.
    """
    now = _value(figures[-1])
    for earlier, when in ((a_year_ago(figures), "a year ago"), (_before(figures), "last time")):
        then = _value(earlier)
        if then is not None and now is not None:
            return _travelled(now, then, when, terms)
    return None


def _travelled(now: Decimal, then: Decimal, when: str, terms: Terms) -> Travel:
    verdict = change_words(now, then, terms.polarity)
    way = Way.LEVEL if now == then else Way.UP if now > then else Way.DOWN
    was = f"{when} ({figure(then, terms.unit)})"
    if way is Way.LEVEL:
        return Travel(way, verdict, f"The same as {was}")
    if terms.polarity is Polarity.NONE:
        return Travel(way, verdict, f"{verdict.title()} on {was}")
    return Travel(way, verdict, f"{way.title()}: {verdict} than {was}")


def expected(days: Sequence[date], months: int | None) -> list[date]:
    """The days on which a series has a place: its figures', and those where one is missing.

    A period without a figure is a gap only where figures come at the pace that is set for the
    measure: at least every second one is there. A history in year ends is not full of holes.
    Termly measures have no gaps of their own: their days move with the school's.
    """
    if len(days) < 2 or not months or months == TERMLY or YEAR % months:
        return list(days)
    paced = ends(months, since=days[0], until=days[-1])
    if not set(days) <= set(paced) or 2 * len(days) < len(paced):
        return list(days)
    return paced


def readings(places: Sequence[tuple[date, Seen | None]]) -> list[Reading]:
    """The series as a trend takes it: for each day its figure, or None for a gap."""
    return [_reading(day, seen) for day, seen in places]


def _reading(day: date, seen: Seen | None) -> Reading:
    label = f"{day:%B %Y}"
    if seen is None:
        return Reading(label, None)
    starts = seen.new_definition or seen.new_limits
    return Reading(label, _value(seen), hidden=seen.hidden, new_group=starts)
