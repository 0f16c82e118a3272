"""R10: a review is overdue from the day after the end of the period its date names.

Source: the strategies themselves, which date their reviews to the day ("14 October 2019"), the
month (BCP Corporate Parenting Strategy 2019: November 2021), the season (Bromley Corporate
Parenting Strategy 2014–2016: Autumn 2014) or the year. Seasons are whole months: spring
March to May, summer June to August, autumn September to November, winter December to the
end of the February after.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from councils.working_days import day_in_words

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SEASONS = {"Spring": 3, "Summer": 6, "Autumn": 9, "Winter": 12}  # the first month of each
SEASON_MONTHS = 3
SHORTEST_NAME = 3
#: The years in which something can be due.
YEARS = (1900, 2200)
NOT_DATED = "It has no date that can be read."


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """A date as a strategy gives it: its first day, and how exactly it is meant."""

    first_day: date
    precision: Precision

    @property
    def last_day(self) -> date:
        """The last day of the period the date names."""
        return _after(self.first_day, self.precision) - timedelta(days=1)

    @property
    def overdue_from(self) -> date:
        """The first day on which a review meant for this date is overdue."""
        return _after(self.first_day, self.precision)

    def is_overdue(self, today: date) -> bool:
        """Whether the period has gone by."""
        return today >= self.overdue_from

    def __str__(self) -> str:
        """The date as a strategy writes it; `parse` reads it back."""
        day = self.first_day
        if self.precision is Precision.YEAR:
            return f"{day.year}"
        if self.precision is Precision.SEASON:
            return f"{_season(day.month)} {day.year}"
        month = f"{MONTHS[day.month - 1]} {day.year}"
        return month if self.precision is Precision.MONTH else f"{day.day} {month}"


def parse(text: str) -> ImpreciseDate:
    """Read "14 October 2019", "14 Oct 2019", "November 2021", "Autumn 2014", "2024", "2019-10-14".

    Raises:
        ValueError: says in one sentence how a date may be written.
    """
    words = " ".join(text.replace(",", " ").split())
    if iso := re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", words):
        year, month, day = (int(part) if part else None for part in iso.groups())
        return _dated(text, year, month, day)
    written = re.fullmatch(r"(?:(\d{1,2}) )?([A-Za-z]+) (\d{4})(?:/\d{2,4})?", words)
    if not written:
        raise _unreadable(text)
    day_text, name, year_text = written.groups()
    if name.title() in SEASONS and not day_text:
        return _checked(text, int(year_text), SEASONS[name.title()], 1, Precision.SEASON)
    return _dated(text, int(year_text), _month(text, name), int(day_text) if day_text else None)


def overdue_from(when: str) -> date:
    """The first day a review due then is overdue: "November 2021" gives 1 December 2021."""
    return parse(when).overdue_from


def review_words(when: ImpreciseDate, *, done_on: date | None, today: date) -> str:
    """How a review stands, in words."""
    if done_on is not None:
        return f"Reviewed on {day_in_words(done_on)}; it was due {_due(when)}."
    if when.is_overdue(today):
        days = (today - when.last_day).days
        return f"Overdue by {days:,} day{'' if days == 1 else 's'}: it was due {_due(when)}."
    return f"Due {_due(when)}."


def review_of(due: str, *, today: date) -> str:
    """How a review that was not made stands, from its date as it is written down."""
    try:
        when = parse(due)
    except ValueError:
        return NOT_DATED
    return review_words(when, done_on=None, today=today)


def why_not_due(due: str) -> str:
    """Why nothing can be due then, in a sentence; empty where it can."""
    try:
        year = parse(due).first_day.year
    except ValueError as error:
        return str(error)
    first, last = YEARS
    return "" if first <= year <= last else f"Give a year from {first} to {last}."


def _due(when: ImpreciseDate) -> str:
    return f"{'on' if when.precision is Precision.DAY else 'in'} {when}"


def _dated(text: str, year: int | None, month: int | None, day: int | None) -> ImpreciseDate:
    if day:
        return _checked(text, year, month, day, Precision.DAY)
    return _checked(text, year, month or 1, 1, Precision.MONTH if month else Precision.YEAR)


def _checked(
    text: str, year: int | None, month: int | None, day: int, precision: Precision
) -> ImpreciseDate:
    try:
        return ImpreciseDate(date(year or 0, month or 0, day), precision)
    except ValueError as error:
        raise _unreadable(text) from error


def _month(text: str, name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if len(name) >= SHORTEST_NAME and month.lower().startswith(name.lower()):
            return number
    raise _unreadable(text)


def _unreadable(text: str) -> ValueError:
    return ValueError(
        f"“{text}” is not a date that can be read. Write a day (14 October 2019), a month "
        "(November 2021), a season (Autumn 2014) or a year (2024)."
    )


def _after(first: date, precision: Precision) -> date:
    """The day after the period; the last day there is, where the period ends with it."""
    try:
        return _day_after(first, precision)
    except (OverflowError, ValueError):
        return date.max


def _day_after(first: date, precision: Precision) -> date:
    if precision is Precision.DAY:
        return first + timedelta(days=1)
    if precision is Precision.YEAR:
        return date(first.year + 1, 1, 1)
    months = first.month - 1 + (SEASON_MONTHS if precision is Precision.SEASON else 1)
    return date(first.year + months // 12, months % 12 + 1, 1)


def _season(first_month: int) -> str:
    return next(name for name, month in SEASONS.items() if month == first_month)
