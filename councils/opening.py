"""When a council's people are at work, so that a page can say that nobody is reading now.

A moment is given in the council's own time. Weekends need no row: a day without opening times is
closed, and so are bank holidays and the council's closure days, whatever the day of the week.
Source: the promise of every page on which a young person writes, that it says who reads it and when.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from councils.working_days import (
    ONE_DAY,
    Calendar,
    bank_holidays,
    day_in_words,
    time_in_words,
)

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: So far ahead the next opening is looked for; a council that never opens is never looked for longer.
LOOKED_AHEAD = timedelta(days=31)


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """A day of the week, Monday being 0, and from when to when somebody is there."""

    weekday: int
    opens_at: time
    closes_at: time


#: Where an administrator has entered none: the office hours most councils keep.
USUAL = tuple(Opening(day, time(9), time(17)) for day in range(5))


@dataclass(frozen=True, slots=True)
class Hours:
    """A council's opening times, and the days on which they do not hold."""

    openings: tuple[Opening, ...] = USUAL
    closures: frozenset[date] = frozenset()

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is there at this moment; the minute of closing is closed."""
        at = now.time()
        return any(each.opens_at <= at < each.closes_at for each in self._on(now.date()))

    def opens_next(self, now: datetime) -> tuple[date, time] | None:
        """The next day and time at which somebody is there again, after this moment; None if never."""
        here = (now.date(), now.time())
        found = (
            (day, each.opens_at)
            for day in _days(now.date())
            for each in self._on(day)
            if (day, each.opens_at) > here
        )
        return next(found, None)

    @property
    def words(self) -> str:
        """When somebody is there: “Monday to Thursday, 9am to 5pm; Friday, 9am to 4:30pm”."""
        runs: list[list[Opening]] = []
        for each in sorted(self.openings):
            if runs and _goes_on(runs[-1][-1], each):
                runs[-1].append(each)
            else:
                runs.append([each])
        return "; ".join(map(_run_in_words, runs))

    def _on(self, day: date) -> tuple[Opening, ...]:
        mine = tuple(sorted(each for each in self.openings if each.weekday == day.weekday()))
        return () if mine and _is_holiday(day, self.closures) else mine


def _is_holiday(day: date, closures: frozenset[date]) -> bool:
    """A bank holiday or a closure day, also on a Saturday on which the council would be open."""
    usual = Calendar()
    return day in closures or day in bank_holidays(usual.country, usual.subdivision, day.year)


def _days(day: date) -> Iterator[date]:
    last = day + LOOKED_AHEAD
    while day <= last:
        yield day
        day += ONE_DAY


def _goes_on(one: Opening, other: Opening) -> bool:
    return (other.weekday, other.opens_at, other.closes_at) == (
        one.weekday + 1,
        one.opens_at,
        one.closes_at,
    )


def _run_in_words(run: list[Opening]) -> str:
    first, last = run[0], run[-1]
    days = DAYS[first.weekday]
    if len(run) > 1:
        days += f" {'and' if len(run) == 2 else 'to'} {DAYS[last.weekday]}"
    return f"{days}, {time_in_words(first.opens_at)} to {time_in_words(first.closes_at)}"


@dataclass(frozen=True, slots=True)
class WhomToRing:
    """What stands first on every page on which a young person writes.

    `opens` says when somebody reads again, in words; it is empty while somebody does, and where
    nobody ever will.
    """

    phone: str = ""
    emergency_phone: str = ""
    office_hours: str = ""
    is_closed: bool = False
    opens: str = ""


def whom_to_ring(
    hours: Hours, now: datetime, *, phone: str = "", emergency_phone: str = "", said: str = ""
) -> WhomToRing:
    """The numbers, and whether anybody is reading at this (local) moment.

    `said` is how the council itself puts its hours; where empty, they are put from the times.
    """
    is_closed = not hours.is_open(now)
    found = hours.opens_next(now) if is_closed else None
    opens = f"{day_in_words(found[0])} at {time_in_words(found[1])}" if found else ""
    return WhomToRing(phone, emergency_phone, said or hours.words, is_closed, opens)


def openings(rows: Iterable[tuple[int, time, time]]) -> tuple[Opening, ...]:
    """Opening times from rows of (weekday, from, to); the usual ones where there are none."""
    return tuple(sorted(Opening(*row) for row in rows)) or USUAL
