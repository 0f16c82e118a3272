"""When a meeting may be planned, and which day to propose.

A meeting is planned for a working day to come: papers, rooms and people depend on it. The day
proposed keeps the rhythm of the terms of reference: so many months after the last meeting, on the
same day of the week. Source: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2,
4.1 (bi-monthly, that is every two months).
"""

from collections.abc import Collection
from datetime import date, timedelta

from councils.working_days import Calendar, day_in_words

MONTHS = 12
WEEK = 7


def why_not(day: date, *, today: date, calendar: Calendar, other_days: frozenset[date]) -> str:
    """The sentence that refuses a day for a meeting; empty where nothing stands against it."""
    if day <= today:
        return f"{day_in_words(day)} is not a day to come. Choose a later one."
    words = in_the_way(day, calendar=calendar, other_days=other_days)
    return words if calendar.is_working_day(day) else f"{words} Choose a working day."


def in_the_way(day: date, *, calendar: Calendar, other_days: Collection[date]) -> str:
    """What stands against a day whenever it is asked, as a sentence; empty where nothing does."""
    if closed := calendar.why_closed(day):
        return f"{day_in_words(day)} is {closed}."
    if day in other_days:
        return f"There is a meeting on {day_in_words(day)} already."
    return ""


def proposed_day(
    last: date | None, meetings_a_year: int | None, *, today: date, calendar: Calendar
) -> date:
    """A working day for the next meeting: the rhythm's, but three weeks ahead at the least."""
    earliest = today + timedelta(weeks=3)
    day = last or earliest
    weeks = round(52 / meetings_a_year) if meetings_a_year else 8
    if last:
        day = last + timedelta(weeks=weeks)
    while day < earliest or not calendar.is_working_day(day):
        day += timedelta(days=1 if day >= earliest else WEEK)
    return day
