"""Which day a meeting may be on, and which is proposed."""

from datetime import date, timedelta

import pytest

from boards.planning import proposed_day, why_not
from councils.working_days import Calendar

CALENDAR = Calendar(closures=frozenset({date(2026, 6, 10)}))
TODAY = date(2026, 5, 13)  # a Wednesday


def refused(day: date, *others: date) -> str:
    """Why not on that day."""
    return why_not(day, today=TODAY, calendar=CALENDAR, other_days=frozenset(others))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 3), ""),
        (date(2026, 5, 14), ""),
        (TODAY, "Wednesday 13 May 2026 is not a day to come. Choose a later one."),
        (date(2026, 5, 12), "Tuesday 12 May 2026 is not a day to come. Choose a later one."),
        (date(2026, 6, 6), "Saturday 6 June 2026 is a Saturday. Choose a working day."),
        (
            date(2026, 5, 25),
            "Monday 25 May 2026 is a bank holiday (Spring Bank Holiday). Choose a working day.",
        ),
        (
            date(2026, 6, 10),
            "Wednesday 10 June 2026 is a day the council is closed. Choose a working day.",
        ),
    ],
)
def test_why_not(day: date, words: str) -> None:
    assert refused(day) == words


def test_one_meeting_a_day() -> None:
    assert refused(date(2026, 6, 3), date(2026, 6, 3)) == (
        "There is a meeting on Wednesday 3 June 2026 already."
    )
    assert refused(date(2026, 6, 3), date(2026, 6, 4)) == ""


def proposed(last: date | None, a_year: int | None, *, today: date = TODAY) -> date:
    """The day for the next meeting."""
    return proposed_day(last, a_year, today=today, calendar=CALENDAR)


def test_six_a_year_are_nine_weeks_apart_on_the_same_day_of_the_week() -> None:
    day = proposed(date(2026, 4, 29), 6)
    assert day == date(2026, 7, 1)
    assert day.weekday() == date(2026, 4, 29).weekday()


def test_it_is_three_weeks_ahead_at_the_least() -> None:
    assert proposed(None, 6) == date(2026, 6, 3)
    long_ago = proposed(date(2024, 1, 3), 6)
    assert long_ago >= TODAY + timedelta(weeks=3)
    assert long_ago.weekday() == date(2024, 1, 3).weekday()


def test_a_closed_day_gives_way_to_the_next_working_day() -> None:
    assert proposed(date(2026, 4, 8), 6) == date(2026, 6, 11)  # the 10th is closed


def test_without_a_stated_frequency_eight_weeks() -> None:
    assert proposed(date(2026, 5, 6), None) == date(2026, 7, 1)
