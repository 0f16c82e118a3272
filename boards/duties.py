"""R12: what a body owes over a municipal year, by when, and whether it was done.

How often a duty is owed is read from the words of the strategy: "annual", "each quarter", "Spring
2015". Words that name no interval give no date, and the page says so. Sources: Buckinghamshire
Corporate Parenting Strategy 2020–2023, Appendix 2, 4.1 (the annual review of itself); Dorset
Corporate Parenting Strategy 2020–2023 (annual report, survey presented and published); Bromley
Corporate Parenting Strategy 2014–2016, Governance arrangements (each quarter, on an annual basis);
BCP Corporate Parenting Strategy 2019 ("regularly", renewal November 2021). That a share of a
municipal year ends on the day before the next begins is this product's own reading.
"""

import re
from calendar import monthrange
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import dropwhile

from boards.cycle import MunicipalYear
from councils.working_days import date_in_words, day_in_words
from pledges.review import ImpreciseDate, parse, why_not_due

YEAR_MONTHS = 12
LONGEST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Every:
    """Once in so many months."""

    months: int


@dataclass(frozen=True, slots=True)
class EachMeeting:
    """At each meeting of the body."""


@dataclass(frozen=True, slots=True)
class Once:
    """Once, by the end of a day, month, season or year."""

    when: ImpreciseDate


@dataclass(frozen=True, slots=True)
class Unreadable:
    """No interval is stated; `words` say what is."""

    words: str


Frequency = Every | EachMeeting | Once | Unreadable

NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NUMBERS = {word: number for number, word in enumerate(NUMBER_WORDS, start=1)}
#: Whole wordings with the months they mean. Bi-monthly is every two months, as the strategy says.
INTERVALS = {
    **dict.fromkeys(("annual", "annually", "yearly", "on an annual basis", "each year"), 12),
    **dict.fromkeys(("every year", "once a year", "per year", "once per year"), 12),
    **dict.fromkeys(("quarterly", "each quarter", "every quarter", "on a quarterly basis"), 3),
    **dict.fromkeys(("monthly", "each month", "every month", "on a monthly basis"), 1),
    **dict.fromkeys(("half yearly", "six monthly", "biannual", "biannually", "each half year"), 6),
    **dict.fromkeys(("bi monthly", "bimonthly"), 2),
    **dict.fromkeys(("biennial", "biennially"), 24),
}
EACH_MEETING = frozenset({"each meeting", "every meeting", "at each meeting", "at every meeting"})
EVERY_SO_MANY = re.compile(r"(?:every|each) (?P<number>\w+) (?P<unit>month|year)s?")
TIMES_A_YEAR = re.compile(r"(?P<number>\w+)(?: times)? (?:a|per|each|every) year")
#: Words that may lead up to the date by which something is owed once.
BEFORE_A_DATE = frozenset(
    {"renewal", "review", "report", "date", "due", "by", "in", "on", "before", "the", "is"}
    | {"end", "of", "next", "for"}
)
NOT_STATED = frozenset({"", "not stated", "none stated"})


def frequency(how_often: str) -> Frequency:
    """How often a duty is owed, read from the words of the source."""
    said = " ".join(re.findall(r"\w+", how_often.casefold()))
    plain = re.sub(r"^(at least|no less than|not less than) ", "", said)
    if plain in NOT_STATED:
        return Unreadable("How often is not stated; no date can be worked out.")
    if plain in EACH_MEETING:
        return EachMeeting()
    if months := _months(plain):
        return Every(months)
    if when := _date(plain):
        return Once(when)
    return Unreadable(f"As stated: “{how_often.strip()}”; no date can be worked out.")


def _months(said: str) -> int | None:
    """The months between two times, up to ten years; None where the words name no such number."""
    months = INTERVALS.get(said) or _so_many_months(said) or _shared_out(said)
    return months if months and months <= LONGEST_MONTHS else None


def _so_many_months(said: str) -> int | None:
    """ "Every two months", "every two years"."""
    found = EVERY_SO_MANY.fullmatch(said)
    number = _number(found["number"]) if found else None
    return number * YEAR_MONTHS if found and number and found["unit"] == "year" else number


def _shared_out(said: str) -> int | None:
    """ "Four times a year": only what shares out the twelve months evenly."""
    found = TIMES_A_YEAR.fullmatch(said)
    if not found:
        return None
    number = {"once": 1, "twice": 2}.get(found["number"]) or _number(found["number"])
    return YEAR_MONTHS // number if number and YEAR_MONTHS % number == 0 else None


def _number(word: str) -> int | None:
    number = int(word) if word.isdecimal() else NUMBERS.get(word)
    return number or None


def _date(said: str) -> ImpreciseDate | None:
    """The day, month, season or year the words name and nothing else, or None."""
    words = " ".join(dropwhile(BEFORE_A_DATE.__contains__, said.split()))
    return None if why_not_due(words) else parse(words)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something a body owes, and how often, in the words of the source."""

    key: Hashable
    title: str
    how_often: str


@dataclass(frozen=True, slots=True)
class Done:
    """That a duty was done on a day; `period` is any day it was done for, if not that day."""

    duty: Hashable
    on: date
    period: date | None = None

    @property
    def counts_for(self) -> date:
        """A day of the period it counts for."""
        return self.period or self.on


class Standing(StrEnum):
    """How a duty stands."""

    TO_COME = "to_come"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the calendar: a duty, once owed; `due_on` is None where no date is known."""

    key: Hashable
    title: str
    starts_on: date | None
    due_on: date | None
    standing: Standing
    done_on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included: within it, the duty is owed once."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.starts_on <= day <= self.ends_on


def calendar_of_duties(
    duties: Iterable[Duty],
    done: Sequence[Done],
    year: MunicipalYear,
    today: date,
    *,
    meetings: Iterable[date] = (),
) -> tuple[Row, ...]:
    """Everything owed in the year, the earliest first; what has no date stands at the end.

    `meetings` are the days of the body's meetings, the cancelled ones left out.
    """
    held = sorted(day for day in set(meetings) if day in year)
    rows = [row for duty in duties for row in _rows(duty, done, year, today, held)]
    return tuple(sorted(rows, key=lambda row: (row.due_on is None, row.due_on or date.max)))


def _rows(
    duty: Duty, done: Sequence[Done], year: MunicipalYear, today: date, meetings: Sequence[date]
) -> Iterator[Row]:
    mine = sorted((each for each in done if each.duty == duty.key), key=lambda each: each.on)
    match frequency(duty.how_often):
        case Unreadable(words):
            yield _without_date(duty, words, mine, year)
        case Once(when):
            yield from _once(duty, when, mine, year, today)
        case EachMeeting():
            yield from _in_each(duty, _up_to_each(meetings, year), mine, today)
        case Every(months) if YEAR_MONTHS % months == 0:
            yield from _in_each(duty, periods(year, months), mine, today)
        case Every(months):
            yield from _after_last(duty, months, mine, year, today)


def _in_each(
    duty: Duty, owed: Iterable[Period], mine: Sequence[Done], today: date
) -> Iterator[Row]:
    """A row for each period, done when it was first done for it."""
    for period in owed:
        on = next((each.on for each in mine if each.counts_for in period), None)
        yield _row(duty, period, on, today)


def _once(
    duty: Duty, when: ImpreciseDate, mine: Sequence[Done], year: MunicipalYear, today: date
) -> Iterator[Row]:
    """A row in the year it is due, and in later years until the one in which it is done."""
    due, on = when.last_day, mine[0].on if mine else None
    late = due < year.starts_on and (on is None or on >= year.starts_on)
    if due in year or late:
        yield _row(duty, Period(due, due), on, today)


def _after_last(
    duty: Duty, months: int, mine: Sequence[Done], year: MunicipalYear, today: date
) -> Iterator[Row]:
    """For an interval that does not share out a year: counted on from when it was done last."""
    before = [each.on for each in mine if each.on < year.starts_on]
    if not before:
        words = f"As stated: “{duty.how_often}”; no date can be worked out until it is done once."
        yield _without_date(duty, words, mine, year)
        return
    start: date | None = before[-1]
    while start is not None and (due := add_months(start, months)) <= year.ends_on:
        on = next((each.on for each in mine if each.on > start), None)
        yield _row(duty, Period(start + timedelta(days=1), due), on, today)
        start = on


def periods(year: MunicipalYear, months: int) -> tuple[Period, ...]:
    """The year cut into shares of so many months; the last ends with the year."""
    starts = [add_months(year.starts_on, n) for n in range(0, YEAR_MONTHS, months)]
    ends = [start - timedelta(days=1) for start in starts[1:]]
    pairs = zip(starts, [*ends, year.ends_on], strict=True)
    return tuple(Period(start, min(end, year.ends_on)) for start, end in pairs if start in year)


def _up_to_each(meetings: Sequence[date], year: MunicipalYear) -> Iterator[Period]:
    """From the day after one meeting up to the next."""
    start = year.starts_on
    for day in meetings:
        yield Period(start, day)
        start = day + timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, YEAR_MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _without_date(duty: Duty, words: str, mine: Sequence[Done], year: MunicipalYear) -> Row:
    on = next((each.on for each in reversed(mine) if each.counts_for in year), None)
    told = f"Last done on {day_in_words(on)}." if on else "Not recorded as done this year."
    return Row(duty.key, duty.title, None, None, Standing.NO_DATE, on, f"{words} {told}")


def _row(duty: Duty, period: Period, on: date | None, today: date) -> Row:
    standing, words = _stands(period.ends_on, on, today)
    if period.starts_on != period.ends_on:
        span = f"{date_in_words(period.starts_on)} to {date_in_words(period.ends_on)}"
        words = f"For {span}. {words}"
    return Row(duty.key, duty.title, period.starts_on, period.ends_on, standing, on, words)


def _stands(due: date, on: date | None, today: date) -> tuple[Standing, str]:
    by = day_in_words(due)
    if on is not None:
        late = (on - due).days
        if late > 0:
            words = f"Done on {day_in_words(on)}, late by {_days(late)}: it was due by {by}."
            return Standing.DONE_LATE, words
        return Standing.DONE, f"Done on {day_in_words(on)}, in time for {by}."
    late = (today - due).days
    if late > 0:
        return Standing.OVERDUE, f"Overdue by {_days(late)}: it was due by {by}."
    return Standing.TO_COME, f"Due by {by}."


def _days(number: int) -> str:
    return f"{number:,} day{'' if number == 1 else 's'}"
