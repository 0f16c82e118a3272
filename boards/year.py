"""A municipal year planned in one go: a day and a theme for each meeting, with what to mind.

The days come from a wish (the second Wednesday, or the rhythm of the last meeting), the themes
from the cycle (R6). A closed day gives way to the same day of the week later. Sources:
Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 4.1 (bi-monthly: six a year)
and 5.1 (themes, the annual review last). Warnings refuse nothing; what is proposed is a proposal.
"""

import calendar as months
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from boards.cycle import (
    MunicipalYear,
    Planned,
    Sitting,
    Theme,
    left_over_words,
    plan_year,
    takes_theme,
)
from boards.deadlines import DeadlineRules, deadlines
from boards.planning import MONTHS, WEEK, in_the_way
from boards.room import in_term, school_hours_words, short_notice_words
from councils.working_days import Calendar, day_in_words

LAST = 5
WEEKS = 52


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A day by its place in the month: the second Wednesday is `nth` 2, `weekday` 2.

    `weekday` counts from Monday, 0; `nth` is 1 to 4, or `LAST` for the last in the month.
    """

    nth: int
    weekday: int

    def __post_init__(self) -> None:
        """Refuse what is no day of a month or of a week.

        Raises:
            ValueError: says which numbers there are.
        """
        if self.nth not in range(1, LAST + 1) or self.weekday not in range(WEEK):
            raise ValueError("Choose the first to fourth or the last, and a day of the week.")

    def in_month(self, year: int, month: int) -> date:
        """The day in this month."""
        first = date(year, month, 1)
        day = first + timedelta(days=(self.weekday - first.weekday()) % WEEK)
        last = date(year, month, months.monthrange(year, month)[1])
        wanted = day + timedelta(weeks=self.nth - 1)
        return wanted if wanted <= last else wanted - timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wished for: how many meetings, on which days, from when to when.

    `when` is a day of the month, or the day of the last meeting, whose rhythm is kept.
    `meetings_a_year` is None where the terms of reference do not say.
    """

    meetings_a_year: int | None
    when: NthWeekday | date
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Proposal:
    """One meeting that could be planned: its day, its theme or None, why, and what to mind."""

    day: date
    theme: Theme | None
    words: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What is proposed for the year, what could not be and why, and the whole in words."""

    proposals: tuple[Proposal, ...]
    refusals: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a day is measured against: today, the days that work, notice due, school terms.

    `terms` are the first and last days of those on record.
    """

    today: date
    calendar: Calendar
    rules: DeadlineRules
    forum: str
    terms: Sequence[tuple[date, date]] = ()


@dataclass(frozen=True, slots=True)
class _Slot:
    """A wished day with the day found for it, or None, and the sentence that says why."""

    day: date | None
    words: str = ""


def planned_year(
    year: MunicipalYear,
    wishes: Wishes,
    themes: Sequence[Theme],
    already: Sequence[Sitting],
    around: Circumstances,
) -> YearPlan:
    """A day and a theme for each meeting of the year that is not planned yet.

    `already` are the body's meetings that are planned or were held, the cancelled ones left out;
    those of other years do not count.
    """
    if refused := why_not_number(wishes):
        return YearPlan((), (refused,), refused)
    days, already = wished_days(year, wishes), [each for each in already if each.on in year]
    counted = [sitting.on for sitting in already if takes_theme(sitting.kind)]
    open_days = without_taken(days, counted)
    slots = _slots(open_days, days, year, {sitting.on for sitting in already}, around)
    found = {slot.day: slot.words for slot in slots if slot.day is not None}
    plan, left = plan_year([*_with_theme(already), *map(Sitting, found)], themes)
    new = [planned for planned in plan if planned.sitting.on in found]
    return YearPlan(
        proposals=tuple(_proposal(each, found[each.sitting.on], wishes, around) for each in new),
        refusals=tuple(slot.words for slot in slots if slot.day is None),
        words=_plan_words(year, wishes, len(days), len(found), len(counted), left),
    )


def why_not_number(wishes: Wishes) -> str:
    """Why so many meetings cannot be planned; empty where they can."""
    number = wishes.meetings_a_year
    if not number:
        return "How often it meets is not stated. Say how many meetings the year is to have."
    if number > MONTHS and isinstance(wishes.when, NthWeekday):
        return f"{number} meetings do not fit on one day of each month: 12 is the most."
    if number > WEEKS:
        return f"{number} meetings do not fit into a year, one a week: {WEEKS} is the most."
    return ""


def wished_days(year: MunicipalYear, wishes: Wishes) -> tuple[date, ...]:
    """The days of the year that follow from the wish, closed or not; at most so many."""
    number = wishes.meetings_a_year or 0
    if isinstance(wishes.when, NthWeekday):
        found = _spread(year, wishes.when, number)
    else:
        found = _rhythm(year, wishes.when, number)
    return tuple(day for day in found if year.starts_on < day <= year.ends_on)[:number]


def _spread(year: MunicipalYear, when: NthWeekday, number: int) -> list[date]:
    """So many months, evenly apart, from the first that has its day after Annual Council."""
    start = year.starts_on
    month = start.year * MONTHS + start.month - 1
    if when.in_month(start.year, start.month) <= start:
        month += 1
    chosen = (month + MONTHS * place // number for place in range(number))
    return [when.in_month(each // MONTHS, each % MONTHS + 1) for each in chosen]


def _rhythm(year: MunicipalYear, last: date, number: int) -> list[date]:
    """Every so many weeks from a meeting, before and after it, over the whole year."""
    step = timedelta(weeks=round(WEEKS / number))
    day = last + (year.starts_on - last) // step * step
    found = []
    while day <= year.ends_on:
        found.append(day)
        day += step
    return found


def without_taken(days: Sequence[date], planned: Iterable[date]) -> list[date]:
    """The wished days that are left when each planned meeting has taken the one nearest to it."""
    left = list(days)
    for day in sorted(planned):
        if left:
            left.remove(min(left, key=lambda wished: abs(wished - day)))
    return left


def _slots(
    open_days: Sequence[date],
    wished: Sequence[date],
    year: MunicipalYear,
    taken: set[date],
    around: Circumstances,
) -> list[_Slot]:
    """For each open day the day that is proposed; it stays before the next wished day."""
    found = []
    for day in open_days:
        later = [other - timedelta(days=1) for other in wished if other > day]
        slot = _free_day(day, min(later, default=year.ends_on), taken, around)
        found.append(slot)
        if slot.day is not None:
            taken = taken | {slot.day}
    return found


def _free_day(day: date, until: date, taken: set[date], around: Circumstances) -> _Slot:
    """The wished day, or the same day of the week later, as long as it stays in its turn."""
    if day <= around.today:
        return _Slot(None, f"{day_in_words(day)} has gone by.")
    words = in_the_way(day, calendar=around.calendar, other_days=taken)
    if not words:
        return _Slot(day)
    later, weeks = day + timedelta(weeks=1), 1
    while later <= until:
        if not in_the_way(later, calendar=around.calendar, other_days=taken):
            return _Slot(later, f"{words} Moved {_weeks(weeks)} on.")
        later, weeks = later + timedelta(weeks=1), weeks + 1
    return _Slot(None, f"{words} No {day:%A} after it is free before the next meeting is due.")


def _weeks(number: int) -> str:
    return "a week" if number == 1 else f"{number} weeks"


def _with_theme(already: Iterable[Sitting]) -> list[Sitting]:
    """The meetings that take a theme away from the year: one without a theme takes none."""
    return [sitting for sitting in already if sitting.theme is not None]


def _proposal(planned: Planned, moved: str, wishes: Wishes, around: Circumstances) -> Proposal:
    day = planned.sitting.on
    due = deadlines(day, around.rules, around.calendar, forum=around.forum)
    term = in_term(day, around.terms)
    warnings = (
        moved,
        school_hours_words(wishes.starts_at, wishes.ends_at, day, term),
        short_notice_words(due, around.today),
    )
    said = tuple(warning for warning in warnings if warning)
    return Proposal(day, planned.theme, planned.words, said)


def _plan_words(
    year: MunicipalYear,
    wishes: Wishes,
    fitting: int,
    proposed: int,
    counted: int,
    left: Sequence[Theme],
) -> str:
    """The whole plan: how many are proposed, planned already, or do not fit; themes left over."""
    meetings = "1 meeting is" if proposed == 1 else f"{proposed or 'No'} meetings are"
    words = [f"{meetings} proposed for {year.label}."]
    if counted:
        one = counted == 1
        words.append(f"{counted} {'is' if one else 'are'} planned already.")
    if fitting < (wishes.meetings_a_year or 0):
        words.append(f"Only {fitting} of {wishes.meetings_a_year} fit this rhythm.")
    words.append(left_over_words(left))
    return " ".join(part for part in words if part)
