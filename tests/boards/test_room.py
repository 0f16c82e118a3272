"""The balance of the room, hours of school, and notice that is too short."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.deadlines import DeadlineRules, MeetingDeadlines, Offset, deadlines
from boards.room import (
    SchoolDay,
    first_deadline,
    in_term,
    room_balance,
    school_hours_words,
    short_notice_words,
)
from councils.working_days import Calendar, Unit

WEDNESDAY, SATURDAY = date(2026, 6, 10), date(2026, 6, 13)


@pytest.mark.parametrize(
    ("adults", "young", "words"),
    [
        (
            14,
            2,
            "14 adults and 2 young people have said they come: 7 adults for each young person.",
        ),
        (
            15,
            2,
            (
                "15 adults and 2 young people have said they come: between 7 and 8 adults for each "
                "young person."
            ),
        ),
        (
            9,
            1,
            "9 adults and 1 young person have said they come: 9 adults for each young person.",
        ),
        (
            3,
            3,
            "3 adults and 3 young people have said they come: as many young people as adults.",
        ),
        (1, 1, "1 adult and 1 young person have said they come: as many young people as adults."),
        (1, 2, "1 adult and 2 young people have said they come: 2 young people for each adult."),
        (
            2,
            5,
            (
                "2 adults and 5 young people have said they come: between 2 and 3 young people for "
                "each adult."
            ),
        ),
        (14, 0, "14 adults and no young people have said they come."),
        (0, 2, "No adults and 2 young people have said they come."),
        (1, 0, "1 adult and no young people have said they come."),
        (0, 0, "Nobody has said yet that they come."),
    ],
)
def test_adults_beside_young_people(adults, young, words) -> None:
    assert room_balance(adults, young).words == words


@given(st.integers(1, 60), st.integers(1, 60))
def test_the_number_said_is_true(adults, young) -> None:
    words = room_balance(adults, young).words
    more, fewer = max(adults, young), min(adults, young)
    said = [int(word) for word in words.split(":")[1].split() if word.isdigit()] or [1]
    assert said[0] * fewer <= more <= said[-1] * fewer
    assert len(said) == (2 if more % fewer else 1)


def hours(start: time, end: time, day: date = WEDNESDAY, *, term: bool | None = True) -> str:
    """The warning, or nothing."""
    return school_hours_words(start, end, day, term_time=term)


def test_school_hours_in_term_are_a_warning() -> None:
    assert hours(time(14), time(16)) == (
        "From 2pm to 4pm on Wednesday 10 June 2026 is in school hours (8:45am to 3:15pm), so young "
        "people who are at school would miss lessons."
    )


def test_without_term_dates_the_warning_says_so() -> None:
    assert hours(time(14), time(16), term=None).endswith(
        "would miss lessons. No term dates are recorded for that day: check that it is not a "
        "school holiday."
    )


@pytest.mark.parametrize(
    ("start", "end", "warned"),
    [
        (time(8), time(8, 45), False),
        (time(8), time(8, 46), True),
        (time(15, 14), time(17), True),
        (time(15, 15), time(17), False),
        (time(8), time(17), True),
        (time(18), time(20), False),
    ],
)
def test_a_meeting_that_touches_school_is_warned_of(start, end, warned) -> None:
    assert bool(hours(start, end)) is warned


def test_weekends_and_holidays_have_no_school() -> None:
    assert hours(time(10), time(12), SATURDAY) == hours(time(10), time(12), term=False) == ""


def test_a_council_may_have_its_own_hours() -> None:
    late = SchoolDay(time(9), time(16))
    words = school_hours_words(time(15, 30), time(17), WEDNESDAY, term_time=True, school=late)
    assert "(9am to 4pm)" in words


TERMS = [(date(2026, 4, 13), date(2026, 5, 22)), (date(2026, 6, 1), date(2026, 7, 17))]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 5, 22), True),
        (date(2026, 5, 27), False),
        (date(2026, 6, 1), True),
        (date(2026, 4, 10), None),
        (date(2026, 8, 12), None),
    ],
)
def test_a_day_lies_in_a_term_or_not(day, expected) -> None:
    """Before the first term on record and after the last nobody knows."""
    assert in_term(day, TERMS) is expected
    assert in_term(day, ()) is None


BUCKINGHAMSHIRE = DeadlineRules(
    papers=Offset(5, Unit.WORKING_DAYS), forum=Offset(1, Unit.WEEKS), minutes=Offset(2, Unit.WEEKS)
)


def of_meeting(on: date, rules: DeadlineRules = BUCKINGHAMSHIRE) -> MeetingDeadlines:
    """A meeting's deadlines."""
    return deadlines(on, rules, Calendar(), forum="We Do Care!")


@pytest.mark.parametrize(("today", "short"), [((6, 3), False), ((6, 4), True), ((5, 1), False)])
def test_notice_is_short_when_the_first_deadline_has_gone_by(today, short) -> None:
    words = short_notice_words(of_meeting(WEDNESDAY), date(2026, *today))
    assert bool(words) is short


def test_short_notice_says_which_day_has_gone_by() -> None:
    assert short_notice_words(of_meeting(WEDNESDAY), date(2026, 6, 5)) == (
        "Short notice. Members get the papers 5 working days before the meeting on Wednesday 10 "
        "June 2026: Wednesday 3 June 2026. That day has gone by."
    )


def test_the_day_to_act_counts_not_the_day_as_written() -> None:
    """For Monday 11 May 2026 the forum's day is a bank holiday, 4 May: act by Friday 1 May."""
    forum_only = of_meeting(date(2026, 5, 11), DeadlineRules(forum=Offset(1, Unit.WEEKS)))
    assert short_notice_words(forum_only, date(2026, 5, 1)) == ""
    assert "act by Friday 1 May 2026" in short_notice_words(forum_only, date(2026, 5, 2))


def test_a_body_that_states_no_notice_gives_none_too_short() -> None:
    silent = of_meeting(WEDNESDAY, DeadlineRules())
    assert first_deadline(silent) is None
    assert short_notice_words(silent, WEDNESDAY) == ""


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 40))
def test_more_notice_is_never_shorter(meeting, days) -> None:
    found = of_meeting(meeting)
    first = first_deadline(found)
    assert first is not None
    today = date.fromordinal(meeting.toordinal() - days)
    assert bool(short_notice_words(found, today)) == (today > first.act_by)
