"""R5: a person's attendance and a seat's are two figures, compared with thresholds exactly.

Source: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 6.1 (members attend at
least 75% of the time, and send a nominated representative so that it is 100% overall).
"""

import math
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting as attendance sees it. A cancelled one was not held; an inquorate one was."""

    key: Hashable
    on: date
    kind: str = "formal"
    held: bool = True


@dataclass(frozen=True, slots=True)
class Holding:
    """One person's time in one place of a seat, both days included; no end means until now."""

    person: Hashable
    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person holds the place on this day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many meetings; exact, and rounded only to be printed."""

    attended: int
    held: int

    @property
    def share(self) -> Fraction | None:
        """The exact share, or None where no meeting was held."""
        return Fraction(self.attended, self.held) if self.held else None

    def meets(self, threshold: Fraction) -> bool | None:
        """Whether the share reaches the threshold; None where there is nothing to judge."""
        return None if self.share is None else self.share >= threshold

    @property
    def words(self) -> str:
        """The figure as it is printed: "4 of 6 (66.7%)"."""
        if self.share is None:
            return "no meetings yet"
        return f"{self.attended} of {self.held} ({percent(self.share)})"


@dataclass(frozen=True, slots=True)
class SeatAttendance:
    """A seat's figure over its filled places, and how many meetings it stood empty, apart."""

    figure: Figure
    vacant: int

    @property
    def words(self) -> str:
        """The figure, and the vacancy beside it where there was one."""
        if not self.vacant:
            return self.figure.words
        times = f"{self.vacant} meeting{'' if self.vacant == 1 else 's'}"
        return f"{self.figure.words}; vacant at {times}"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What it still takes to reach a threshold this year, and the best that can be reached.

    `needed` is how many of the remaining meetings; None when it is no longer reachable.
    """

    needed: int | None
    best: Fraction
    words: str


def meetings_that_count(
    meetings: Iterable[MeetingDay], kinds: Collection[str] | None = None
) -> list[MeetingDay]:
    """The meetings that were held, of the kinds that count; None counts every kind."""
    return [
        meeting for meeting in meetings if meeting.held and (kinds is None or meeting.kind in kinds)
    ]


def personal(
    meetings: Iterable[MeetingDay], holding: Holding, attended: Collection[Hashable]
) -> Figure:
    """A person's own figure: meetings they came to, in person or online, while in the seat.

    `meetings` are those that count; `attended` are the keys of the meetings the person was at.
    """
    mine = [meeting.key for meeting in meetings if holding.covers(meeting.on)]
    return Figure(sum(key in attended for key in mine), len(mine))


def of_seat(
    meetings: Sequence[MeetingDay],
    holdings: Sequence[Holding],
    attended: Collection[tuple[Hashable, Hashable]],
) -> SeatAttendance:
    """A seat's figure: the person or a named substitute, while each place was filled.

    `attended` holds (meeting key, person key) for every holder who came or whose named
    substitute came for them. A seat with several holders is counted for each of them.
    """
    due = [
        (meeting.key, holding.person)
        for meeting in meetings
        for holding in holdings
        if holding.covers(meeting.on)
    ]
    vacant = sum(not any(one.covers(meeting.on) for one in holdings) for meeting in meetings)
    return SeatAttendance(Figure(sum(pair in attended for pair in due), len(due)), vacant)


def forum_represented(
    meetings: Sequence[MeetingDay], represented: Collection[Hashable], *, forum: str
) -> str:
    """Young people's seats in words only, never a person's figure.

    `represented` are the keys of the meetings any of the forum's people came to.
    """
    if not meetings:
        return f"There have been no meetings yet at which {forum} could be represented."
    came = sum(meeting.key in represented for meeting in meetings)
    return f"Young people represented {forum} at {came} of {len(meetings)} meetings."


def young_chairs(chaired: int, meetings: int) -> str:
    """At how many meetings a young person was in the chair, and never who; empty for none.

    This product's own: the strategies ask that young people share the chair, and count nothing.
    """
    return f"A young person chaired {chaired} of {meetings} meetings." if chaired else ""


def threshold_words(figure: Figure, threshold: Fraction) -> str:
    """How a figure stands against a threshold."""
    met = figure.meets(threshold)
    if met is None:
        return "No meetings yet, so nothing to judge."
    verb = "reaches" if met else "does not reach"
    return f"{figure.words} {verb} {percent(threshold)}."


def forecast(figure: Figure, remaining: int, threshold: Fraction) -> Forecast:
    """Whether the threshold can still be reached, and how many meetings it takes."""
    total = figure.held + remaining
    best = Fraction(figure.attended + remaining, total) if total else Fraction(1)
    needed = max(0, math.ceil(threshold * total) - figure.attended)
    if needed > remaining:
        words = f"{percent(threshold)} is no longer reachable: at best {percent(best)}."
        return Forecast(None, best, words)
    if not needed:
        return Forecast(0, best, f"{percent(threshold)} is reached, whatever comes.")
    return Forecast(needed, best, f"Must attend {needed} of the last {remaining}.")


def percent(share: Fraction) -> str:
    """A share as a percentage, with one decimal place only where it is not whole."""
    if HUNDRED % share.denominator == 0:
        return f"{HUNDRED * share}%"
    exact = Decimal(HUNDRED * share.numerator) / Decimal(share.denominator)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
