"""Working days: Monday to Friday, except the bank holidays and the days a council closes.

Sources: Banking and Financial Dealings Act 1971, section 1 (bank holidays); Local Government
Act 1972, section 243 (time is counted without Sundays and holidays). "Clear" days leave out
both the day of the meeting and the day the papers go out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

ONE_DAY = timedelta(days=1)
FRIDAY = 4


class Unit(StrEnum):
    """What a body counts its notice in."""

    DAYS = "days"
    WEEKS = "weeks"
    WORKING_DAYS = "working_days"
    CLEAR_DAYS = "clear_days"
    CLEAR_WORKING_DAYS = "clear_working_days"

    @property
    def words(self) -> str:
        """The unit as people say it, in the plural: "clear working days"."""
        return self.value.replace("_", " ")

    def counted(self, number: int) -> str:
        """A number of these, as people say it: "1 week", "5 clear working days"."""
        return f"{number} {self.words[:-1] if number == 1 else self.words}"


WORKING_UNITS = frozenset({Unit.WORKING_DAYS, Unit.CLEAR_WORKING_DAYS})
CLEAR_UNITS = frozenset({Unit.CLEAR_DAYS, Unit.CLEAR_WORKING_DAYS})


@lru_cache(maxsize=256)
def bank_holidays(country: str, subdivision: str, year: int) -> Mapping[date, str]:
    """The bank holidays of one year with their names; ValueError for an unknown place."""
    try:
        found = holidays.country_holidays(country, subdiv=subdivision, years=year, expand=False)
    except NotImplementedError as error:
        raise ValueError(f"No bank holidays are known for {country} {subdivision}.") from error
    return {day: found[day] for day in found}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days one council works: England's bank holidays unless it says otherwise."""

    closures: frozenset[date] = frozenset()
    country: str = "GB"
    subdivision: str = "ENG"

    def why_closed(self, day: date) -> str:
        """Why nobody works on this day, in words; empty on a working day."""
        if day.weekday() > FRIDAY:
            return f"a {day:%A}"
        name = bank_holidays(self.country, self.subdivision, day.year).get(day)
        if name:
            return f"a bank holiday ({name})"
        return "a day the council is closed" if day in self.closures else ""

    def is_working_day(self, day: date) -> bool:
        """Whether this is a weekday that is neither a bank holiday nor a closure day."""
        return not self.why_closed(day)

    def add_working_days(self, day: date, number: int) -> date:
        """The day that many working days later, or earlier where the number is negative.

        The day itself is not counted, so it need not be a working day. Nought gives it back.
        """
        step = ONE_DAY if number > 0 else -ONE_DAY
        left = abs(number)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def previous_working_day(self, day: date) -> date:
        """The last working day before this one."""
        return self.add_working_days(day, -1)

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        return self.add_working_days(day, 1)

    def on_or_before(self, day: date) -> date:
        """This day if it is a working day, else the working day before it."""
        return day if self.is_working_day(day) else self.previous_working_day(day)

    def before(self, day: date, number: int, unit: Unit) -> date:
        """The day that lies so many of the unit before this one."""
        return self._shift(day, -self._steps(number, unit), unit)

    def after(self, day: date, number: int, unit: Unit) -> date:
        """The day that lies so many of the unit after this one."""
        return self._shift(day, self._steps(number, unit), unit)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after the start, up to and including the end."""
        if end <= start:
            return 0
        weeks, rest = divmod((end - start).days, 7)
        monday_to_friday = 5 * weeks + sum(
            (start.weekday() + n) % 7 <= FRIDAY for n in range(1, rest + 1)
        )
        closed = self.closures.union(
            *(
                bank_holidays(self.country, self.subdivision, year)
                for year in range(start.year, end.year + 1)
            )
        )
        return monday_to_friday - sum(
            start < day <= end and day.weekday() <= FRIDAY for day in closed
        )

    def clear_working_days_between(self, start: date, end: date) -> int:
        """How many whole working days lie between two days, counting neither of them."""
        return self.working_days_between(start, end - ONE_DAY)

    @staticmethod
    def _steps(number: int, unit: Unit) -> int:
        if number < 0:
            raise ValueError("A number of days cannot be less than nought.")
        return number + (unit in CLEAR_UNITS)

    def _shift(self, day: date, steps: int, unit: Unit) -> date:
        if unit in WORKING_UNITS:
            return self.add_working_days(day, steps)
        return day + timedelta(days=steps * (7 if unit is Unit.WEEKS else 1))


def day_in_words(day: date) -> str:
    """A date as it is said: "Wednesday 3 June 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def time_in_words(at: time) -> str:
    """A time as it is said: "5:30pm", "10am", "noon", "midnight"."""
    if at.minute == 0 and at.hour in {0, 12}:
        return "noon" if at.hour else "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def date_in_words(day: date) -> str:
    """A date as it is said where the day of the week says nothing: "3 June 2026"."""
    return f"{day.day} {day:%B %Y}"
