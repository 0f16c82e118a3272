"""Working days: bank holidays, closure days, and the five ways a body may count notice."""

import warnings
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.templatetags.components import gov_time
from councils.working_days import Calendar, Unit, date_in_words, day_in_words, time_in_words

ENGLAND = Calendar()
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 6, 10), True),
        (date(2026, 6, 13), False),
        (date(2026, 6, 14), False),
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),
        (date(2026, 5, 4), False),
        (date(2026, 5, 25), False),
        (date(2020, 5, 8), False),  # moved for VE Day
        (date(2020, 5, 4), True),
        (date(2022, 6, 3), False),  # Platinum Jubilee
        (date(2022, 9, 19), False),  # state funeral
        (date(2027, 12, 27), False),
        (date(2027, 12, 28), False),
    ],
)
def test_england_works_on_weekdays_that_are_no_bank_holiday(day: date, works: bool) -> None:
    assert ENGLAND.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 4), "a bank holiday (May Day)"),
        (date(2026, 6, 13), "a Saturday"),
        (date(2026, 12, 29), "a day the council is closed"),
        (date(2026, 12, 30), ""),
    ],
)
def test_a_closed_day_says_why(day: date, words: str) -> None:
    assert Calendar(frozenset({date(2026, 12, 29)})).why_closed(day) == words


def test_a_closure_day_moves_the_count() -> None:
    closed = Calendar(frozenset({date(2026, 6, 4)}))
    assert closed.before(date(2026, 6, 10), 5, Unit.WORKING_DAYS) == date(2026, 6, 2)


@pytest.mark.parametrize(
    ("unit", "number", "before", "after"),
    [
        (Unit.DAYS, 7, date(2026, 5, 29), date(2026, 6, 12)),
        (Unit.WEEKS, 1, date(2026, 5, 29), date(2026, 6, 12)),
        (Unit.CLEAR_DAYS, 7, date(2026, 5, 28), date(2026, 6, 13)),
        (Unit.WORKING_DAYS, 5, date(2026, 5, 29), date(2026, 6, 12)),
        (Unit.CLEAR_WORKING_DAYS, 5, date(2026, 5, 28), date(2026, 6, 15)),
        (Unit.WORKING_DAYS, 0, date(2026, 6, 5), date(2026, 6, 5)),
    ],
)
def test_each_unit_counts_both_ways(unit: Unit, number: int, before: date, after: date) -> None:
    friday = date(2026, 6, 5)
    assert ENGLAND.before(friday, number, unit) == before
    assert ENGLAND.after(friday, number, unit) == after


def test_days_between_leave_out_the_start_and_clear_days_leave_out_both() -> None:
    sent, meeting = date(2026, 4, 28), date(2026, 5, 6)
    assert ENGLAND.working_days_between(sent, meeting) == 5
    assert ENGLAND.clear_working_days_between(sent, meeting) == 4


def test_neighbouring_working_days_step_over_easter() -> None:
    assert ENGLAND.previous_working_day(date(2026, 4, 7)) == date(2026, 4, 2)
    assert ENGLAND.next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="less than nought"):
        ENGLAND.before(date(2026, 6, 5), -1, Unit.DAYS)


def test_an_unknown_place_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="No bank holidays are known for GB XX"):
        Calendar(subdivision="XX").is_working_day(date(2026, 6, 5))


def test_scotland_has_its_own_days() -> None:
    scotland = Calendar(subdivision="SCT")
    assert not scotland.is_working_day(date(2026, 1, 2))
    assert ENGLAND.is_working_day(date(2026, 1, 2))


def test_no_warning_is_raised_for_any_year() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ENGLAND.is_working_day(date(2150, 6, 3))


@pytest.mark.parametrize(("number", "words"), [(1, "1 clear day"), (2, "2 clear days")])
def test_a_unit_is_counted_in_english(number: int, words: str) -> None:
    assert Unit.CLEAR_DAYS.counted(number) == words


def test_a_day_is_said_in_words() -> None:
    assert day_in_words(date(2026, 6, 3)) == "Wednesday 3 June 2026"
    assert date_in_words(date(2026, 6, 3)) == "3 June 2026"


@given(DAYS, st.integers(0, 30))
def test_counting_back_lands_on_a_working_day_with_that_many_between(day: date, n: int) -> None:
    found = ENGLAND.before(day, n + 1, Unit.WORKING_DAYS)
    assert ENGLAND.is_working_day(found)
    last = ENGLAND.on_or_before(day - timedelta(days=1))
    assert ENGLAND.working_days_between(found, last) == n


@given(DAYS, st.integers(0, 30))
def test_clear_working_days_are_that_many_whole_days(day: date, n: int) -> None:
    sent = ENGLAND.before(day, n, Unit.CLEAR_WORKING_DAYS)
    assert ENGLAND.clear_working_days_between(sent, day) == n


@given(DAYS, st.integers(-10, 800), st.frozensets(DAYS, max_size=20), st.integers(0, 10))
def test_working_days_between_are_the_days_one_by_one(
    start: date, length: int, closures: frozenset[date], near: int
) -> None:
    """However long it is: what is worked out is what counting each day finds."""
    calendar = Calendar(closures | {start + timedelta(days=near)})
    end = start + timedelta(days=length)
    days = [start + timedelta(days=n) for n in range(1, length + 1)]
    assert calendar.working_days_between(start, end) == sum(map(calendar.is_working_day, days))


@given(DAYS)
def test_the_day_to_act_is_never_after_the_day(day: date) -> None:
    acted = ENGLAND.on_or_before(day)
    assert acted <= day
    assert ENGLAND.is_working_day(acted)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        *((time(12), "noon"), (time(0), "midnight"), (time(17), "5pm")),
        *((time(12, 30), "12:30pm"), (time(0, 5), "12:05am"), (time(17, 30), "5:30pm")),
    ],
)
def test_a_time_is_said_in_one_form(at, said) -> None:
    """On pages, in papers and in minutes alike."""
    assert time_in_words(at) == gov_time(at) == said
