"""How long questions wait: days at each step, the longest waiting first, medians for agencies.

Days are working days of the council; the first day is not counted. Source: R19, and the small
numbers of R18 turned on those who answer: from fewer than three answers no median is made.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from councils.working_days import Calendar
from forums.flow import DEFAULT_RULES, FlowRules

#: A median of fewer answers would be one person's story.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a question has waited for its answer, and whether that is too long."""

    since: date
    days: int
    due_on: date
    is_late: bool

    @property
    def words(self) -> str:
        """How long, in words: “1 working day”."""
        return days_words(self.days)


def clock(since: date, on: date, calendar: Calendar, rules: FlowRules = DEFAULT_RULES) -> Clock:
    """How a question that has waited since one day stands on another."""
    due = calendar.add_working_days(since, rules.answer_within)
    days = calendar.working_days_between(since, on)
    return Clock(since=since, days=days, due_on=due, is_late=on > due)


def days_words(days: float) -> str:
    """A number of working days as people say it; halves stay."""
    number = f"{days:g}"
    return f"{number} working day{'' if number == '1' else 's'}"


@dataclass(frozen=True, slots=True)
class Taken:
    """One step that was taken: what it is called, how many days, and how many it may take."""

    step: str
    days: int
    limit: int | None = None

    @property
    def is_late(self) -> bool:
        """Whether it took longer than it may."""
        return self.limit is not None and self.days > self.limit


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of the days that a step, or an agency, took, with how many it is of."""

    name: str
    number: int
    in_time: int
    median: float | None

    @property
    def words(self) -> str:
        """The median, or why there is none."""
        if self.median is None:
            return f"no median: fewer than {FEWEST}"
        return days_words(self.median)

    @property
    def in_time_words(self) -> str:
        """How many were in time, of how many; fewer than three are only counted."""
        return f"{self.in_time} of {self.number}" if self.median is not None else "–"


def medians(taken: Iterable[Taken]) -> list[Median]:
    """The median for each name, slowest first; those without one last."""
    days: dict[str, list[Taken]] = defaultdict(list)
    for each in taken:
        days[each.step].append(each)
    found = [_median(name, rows) for name, rows in days.items()]
    return sorted(found, key=lambda each: (each.median is None, -(each.median or 0), each.name))


def _median(name: str, rows: list[Taken]) -> Median:
    return Median(
        name=name,
        number=len(rows),
        in_time=sum(not each.is_late for each in rows),
        median=median(each.days for each in rows) if len(rows) >= FEWEST else None,
    )


def is_brought_forward(*, was_put: bool, is_reopened: bool, is_late: bool) -> bool:
    """Whether a waiting question stands in the next pack though it is not put to that meeting.

    It does where an earlier meeting had it, where the forum said “no”, and where its ten days
    are over: nobody has to ask again.
    """
    return was_put or is_reopened or is_late
