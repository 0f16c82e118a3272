"""R12: what is owed over a year, for the duties of the five strategies and for others."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from boards.cycle import municipal_year
from boards.duties import (
    Done,
    Duty,
    EachMeeting,
    Every,
    Once,
    Row,
    Standing,
    Unreadable,
    add_months,
    calendar_of_duties,
    frequency,
    periods,
)
from pledges.review import parse

YEAR = municipal_year(date(2026, 6, 1), [date(2026, 5, 13), date(2027, 5, 19)])
FIXTURES = Path(__file__).parents[2] / "fixtures" / "councils"


@pytest.mark.parametrize(
    ("how_often", "months"),
    [
        ("annual", 12),
        ("Annually.", 12),
        ("on an annual basis", 12),
        ("at least once a year", 12),
        ("each year", 12),
        ("every 12 months", 12),
        ("every two years", 24),
        ("each quarter", 3),
        ("Quarterly", 3),
        ("each month", 1),
        ("bi-monthly", 2),
        ("every two months", 2),
        ("every 5 months", 5),
        ("six-monthly", 6),
        ("twice a year", 6),
        ("3 times a year", 4),
        ("four times per year", 3),
        ("at least six times a year", 2),
    ],
)
def test_an_interval_is_read_from_the_words(how_often, months) -> None:
    assert frequency(how_often) == Every(months)


@pytest.mark.parametrize("how_often", ["each meeting", "At every meeting"])
def test_each_meeting(how_often) -> None:
    assert frequency(how_often) == EachMeeting()


@pytest.mark.parametrize(
    ("how_often", "date_words"),
    [
        ("Spring 2015", "Spring 2015"),
        ("renewal date November 2021", "November 2021"),
        ("by the end of 2024", "2024"),
        ("due on 14 October 2019", "14 October 2019"),
    ],
)
def test_a_date_is_owed_once(how_often, date_words) -> None:
    assert frequency(how_often) == Once(parse(date_words))


@pytest.mark.parametrize(
    "how_often",
    ["regular", "regularly; no interval stated", "five times a year", "since 2019", "every 0 months",
     "as and when", "every meeting of the Cabinet", "termly", "every other month 2020", "every 999999999 years", "by the end of 9999"],
)  # fmt: skip
def test_words_that_name_no_interval_give_no_date(how_often) -> None:
    found = frequency(how_often)
    assert found == Unreadable(f"As stated: “{how_often}”; no date can be worked out.")


@pytest.mark.parametrize("how_often", ["not stated", "", "  "])
def test_an_interval_not_stated_is_said_to_be_not_stated(how_often) -> None:
    assert frequency(how_often) == Unreadable("How often is not stated; no date can be worked out.")


def stated() -> dict[str, str]:
    """The title and interval of every duty that the five strategies state."""
    rows = [row for path in FIXTURES.glob("*.yaml") for row in yaml.safe_load(path.read_text())]
    duties = [row["fields"] for row in rows if row["model"] == "boards.duty"]
    return {duty["title"]: duty["how_often"] for duty in duties}


def test_the_duties_of_the_five_strategies_are_all_understood() -> None:
    found = {title: frequency(often) for title, often in stated().items()}
    assert len(found) == 14
    assert sorted(type(each).__name__ for each in found.values()) == (
        ["Every"] * 8 + ["Once"] * 2 + ["Unreadable"] * 4
    )
    assert found["CPB annual report"] == Every(12)
    assert found["Meeting of the Executive Working Party"] == Every(3)


REPORT = Duty("report", "Annual report", "annual")
QUARTER = Duty("quarter", "Meeting of the working party", "each quarter")
UPDATE = Duty("update", "Update from the sub-groups", "each meeting")
REVIEW = Duty("review", "Strategy review", "renewal date November 2026")
REGULAR = Duty("data", "Scrutinise data", "regularly")
FIVE = Duty("five", "Visit", "every 5 months")


def rows(*duties: Duty, done=(), today=date(2026, 12, 1), year=YEAR, meetings=()) -> list[Row]:
    return list(calendar_of_duties(duties, done, year, today, meetings=meetings))


def only(*duties: Duty, **given_) -> Row:
    (row,) = rows(*duties, **given_)
    return row


@pytest.mark.parametrize(
    ("done", "today", "standing", "words"),
    [
        (None, date(2027, 5, 18), Standing.TO_COME, "Due by Tuesday 18 May 2027."),
        (
            None,
            date(2027, 5, 20),
            Standing.OVERDUE,
            "Overdue by 2 days: it was due by Tuesday 18 May 2027.",
        ),
        (
            Done("report", date(2027, 3, 1)),
            date(2027, 5, 20),
            Standing.DONE,
            "Done on Monday 1 March 2027, in time for Tuesday 18 May 2027.",
        ),
        (
            Done("report", date(2027, 6, 1), period=date(2027, 1, 1)),
            date(2027, 7, 1),
            Standing.DONE_LATE,
            "Done on Tuesday 1 June 2027, late by 14 days: it was due by Tuesday 18 May 2027.",
        ),
    ],
)
def test_an_annual_duty_is_owed_by_the_end_of_the_year(done, today, standing, words) -> None:
    row = only(REPORT, done=[done] if done else [], today=today)
    assert (row.due_on, row.standing) == (date(2027, 5, 18), standing)
    assert row.words == f"For 13 May 2026 to 18 May 2027. {words}"


def test_what_was_done_in_another_year_or_for_another_duty_does_not_count() -> None:
    done = [
        Done("report", date(2026, 5, 12)),
        Done("report", date(2026, 6, 1), period=date(2026, 5, 1)),
        Done("review", date(2026, 6, 1)),
    ]
    assert only(REPORT, done=done).standing is Standing.TO_COME


def test_a_quarterly_duty_is_owed_four_times() -> None:
    found = rows(QUARTER, done=[Done("quarter", date(2026, 6, 10))])
    assert [row.due_on for row in found] == [
        date(2026, 8, 12),
        date(2026, 11, 12),
        date(2027, 2, 12),
        date(2027, 5, 18),
    ]
    assert [row.standing for row in found] == [
        Standing.DONE,
        Standing.OVERDUE,
        Standing.TO_COME,
        Standing.TO_COME,
    ]


def test_a_duty_of_each_meeting_is_owed_by_each_meeting_of_the_year() -> None:
    meetings = [date(2026, 8, 12), date(2026, 6, 10), date(2026, 4, 8), date(2027, 2, 10)]
    found = rows(UPDATE, done=[Done("update", date(2026, 8, 10))], meetings=meetings)
    assert [(row.due_on, row.standing) for row in found] == [
        (date(2026, 6, 10), Standing.OVERDUE),
        (date(2026, 8, 12), Standing.DONE),
        (date(2027, 2, 10), Standing.TO_COME),
    ]
    assert rows(UPDATE) == []


@pytest.mark.parametrize(
    ("today", "standing", "words"),
    [
        (date(2026, 11, 30), Standing.TO_COME, "Due by Monday 30 November 2026."),
        (
            date(2026, 12, 1),
            Standing.OVERDUE,
            "Overdue by 1 day: it was due by Monday 30 November 2026.",
        ),
    ],
)
def test_what_is_owed_once_is_owed_by_the_end_of_its_period(today, standing, words) -> None:
    row = only(REVIEW, today=today)
    assert (row.standing, row.words) == (standing, words)


def test_what_is_owed_once_stays_in_the_calendar_until_it_is_done() -> None:
    later = municipal_year(date(2028, 1, 1), [])
    assert only(REVIEW, year=later, today=date(2028, 1, 1)).standing is Standing.OVERDUE
    done = [Done("review", date(2027, 9, 1))]
    assert only(REVIEW, year=later, done=done).standing is Standing.DONE_LATE
    assert rows(REVIEW, year=municipal_year(date(2029, 1, 1), []), done=done) == []
    assert rows(REVIEW, year=municipal_year(date(2025, 1, 1), [])) == []


def test_a_duty_without_a_date_stands_last_and_says_when_it_was_done() -> None:
    done = [Done("data", date(2026, 6, 10)), Done("data", date(2026, 8, 12))]
    found = rows(REGULAR, REPORT, done=done)
    assert [row.key for row in found] == ["report", "data"]
    assert (found[1].standing, found[1].due_on) == (Standing.NO_DATE, None)
    assert found[1].words == (
        "As stated: “regularly”; no date can be worked out. Last done on Wednesday 12 August 2026."
    )
    assert only(REGULAR).words.endswith("Not recorded as done this year.")


def test_another_interval_counts_on_from_when_it_was_done_last() -> None:
    assert only(FIVE).words == (
        "As stated: “every 5 months”; no date can be worked out until it is done once. "
        "Not recorded as done this year."
    )
    done = [Done("five", date(2026, 3, 31)), Done("five", date(2026, 9, 2))]
    found = rows(FIVE, done=done)
    assert [(row.due_on, row.done_on, row.standing) for row in found] == [
        (date(2026, 8, 31), date(2026, 9, 2), Standing.DONE_LATE),
        (date(2027, 2, 2), None, Standing.TO_COME),
    ]


def test_every_two_years_is_owed_in_one_year_of_two() -> None:
    biennial = Duty("b", "Survey", "every two years")
    done = [Done("b", date(2025, 3, 1))]
    assert only(biennial, done=done).due_on == date(2027, 3, 1)
    assert rows(biennial, done=done, year=municipal_year(date(2025, 12, 1), [])) == []


def test_every_annual_duty_of_a_council_stands_in_one_calendar() -> None:
    titles = [
        "Self-review of the Panel",
        "Annual report",
        "Participation report",
        "Survey presented",
        "Survey published",
        "Sign-up of providers",
        "Strategy review",
        "Update to all elected members",
    ]
    owed = [Duty(title, title, "annual") for title in titles]
    found = rows(*owed, done=[Done("Survey presented", date(2026, 9, 9))], today=date(2027, 5, 19))
    assert [row.title for row in found] == titles
    assert [row.title for row in found if row.standing is Standing.DONE] == ["Survey presented"]
    assert sum(row.standing is Standing.OVERDUE for row in found) == 7


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 13), 3, date(2027, 2, 13)),
        (date(2026, 5, 13), 24, date(2028, 5, 13)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_are_added_as_people_add_them(day, months, expected) -> None:
    assert add_months(day, months) == expected


YEARS = st.builds(
    municipal_year,
    st.dates(date(2020, 1, 1), date(2034, 12, 31)),
    st.lists(st.dates(date(2020, 3, 1), date(2035, 5, 31)).filter(lambda day: 3 <= day.month <= 5)),
)


@given(YEARS, st.sampled_from([1, 2, 3, 4, 6, 12]))
def test_the_periods_cover_the_year_without_gap_or_overlap(year, months) -> None:
    found = periods(year, months)
    assert (found[0].starts_on, found[-1].ends_on) == (year.starts_on, year.ends_on)
    for before, after in pairwise(found):
        assert before.ends_on + timedelta(days=1) == after.starts_on
    assert all(period.starts_on <= period.ends_on for period in found)


@given(YEARS, st.lists(st.integers(0, 364), max_size=5), st.integers(-30, 400))
def test_done_once_a_period_is_done_and_never_owed_again(year, offsets, now) -> None:
    today = year.starts_on + timedelta(days=now)
    done = [Done("quarter", year.starts_on + timedelta(days=n)) for n in offsets]
    for row in rows(QUARTER, done=done, year=year, today=today):
        inside = [each.on for each in done if row.starts_on <= each.on <= row.due_on]
        assert row.done_on == min(inside, default=None)
        assert (row.standing is Standing.DONE) == bool(inside)
        assert (row.standing is Standing.OVERDUE) == (not inside and today > row.due_on)


@given(st.text(max_size=60))
def test_any_words_are_read_or_said_to_be_unreadable(words) -> None:
    for row in rows(Duty("any", "Any", words)):
        assert row.words
