"""Which periods there are, when their figures are due, and what is owed: worked by hand."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.periods import Rhythm, State, ends, owed, starts_after, timing, why_not_covers

TODAY = date(2026, 11, 22)
TERMS = (
    (date(2025, 9, 2), date(2025, 10, 24)),
    (date(2025, 11, 3), date(2025, 12, 19)),
    (date(2026, 1, 5), date(2026, 4, 1)),
    (date(2026, 4, 20), date(2026, 7, 21)),
)


def day(text: str) -> date:
    """A day as it is written in the cases."""
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (12, ["2026-03-31"]),
        (6, ["2026-03-31", "2026-09-30"]),
        (3, ["2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30"]),
        (24, ["2026-03-31"]),
        (4, ["2025-12-31", "2026-04-30", "2026-08-31"]),
    ],
)
def test_periods_are_counted_back_from_the_end_of_march(months, expected):
    found = ends(months, since=date(2025, 11, 23), until=TODAY)
    assert found == [day(each) for each in expected]


def test_months_end_on_their_last_day():
    found = ends(1, since=date(2024, 1, 31), until=date(2024, 4, 30))
    assert found == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


def test_a_term_ends_with_its_last_day_of_school():
    """Where no term of those months is on record, with the last of the four months."""
    found = ends(4, since=date(2025, 9, 1), until=date(2026, 12, 31), terms=TERMS)
    assert found == [
        *(date(2025, 12, 19), date(2026, 4, 1), date(2026, 7, 21)),
        date(2026, 12, 31),
    ]


def test_a_period_of_no_months_is_none():
    with pytest.raises(ValueError, match="at least one month"):
        ends(0, since=TODAY, until=TODAY)


@given(st.integers(1, 36), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
def test_a_period_begins_where_the_one_before_ends(months, since):
    found = ends(months, since=since, until=date(since.year + 8, 1, 1))
    for one, other in pairwise(found):
        assert starts_after(other, months) == one


@pytest.mark.parametrize(
    ("end", "grace", "recorded", "today", "state", "words"),
    [
        ("2026-03-31", 90, None, "2026-06-29", State.DUE, "Due by Monday 29 June 2026."),
        (
            *("2026-03-31", 90, None, "2026-06-30", State.OVERDUE),
            "Overdue: it was due by Monday 29 June 2026.",
        ),
        (
            *("2026-03-31", 90, "2026-06-29", "2026-12-01", State.RECORDED),
            "Recorded on Monday 29 June 2026.",
        ),
        (
            *("2026-03-31", 90, "2026-06-30", "2026-12-01", State.LATE),
            "Came late: due by Monday 29 June 2026, here on Tuesday 30 June 2026.",
        ),
    ],
)
def test_a_figure_is_late_from_the_day_after_it_was_due(end, grace, recorded, today, state, words):
    found = timing(
        day(end),
        months=12,
        grace_days=grace,
        today=day(today),
        recorded_on=day(recorded) if recorded else None,
    )
    assert (found.state, found.words) == (state, words)
    assert found.is_owed == (state in {State.DUE, State.OVERDUE})


def test_without_a_frequency_nothing_is_due():
    found = timing(TODAY, months=None, grace_days=9, today=TODAY)
    assert (found.state, found.due, found.is_owed) == (State.FREE, None, False)
    assert owed([Rhythm(None, 9)], recorded=(), today=TODAY) == []


def test_what_is_owed_is_of_the_last_year_and_not_recorded():
    found = owed([Rhythm(3, 28)], recorded={date(2026, 3, 31)}, today=TODAY)
    assert found == [
        (date(2025, 12, 31), date(2026, 1, 28)),
        (date(2026, 6, 30), date(2026, 7, 28)),
        (date(2026, 9, 30), date(2026, 10, 28)),
    ]
    assert owed([Rhythm(12, 90)], recorded=(), today=TODAY) == [
        (date(2026, 3, 31), date(2026, 6, 29))
    ]


def test_a_period_is_owed_by_what_held_on_the_day_it_ended():
    """Yearly until May, then each quarter with less grace; none since, and none before the first."""
    yearly, quarterly = Rhythm(12, 90), Rhythm(3, 28, date(2026, 5, 1))
    assert owed([yearly, quarterly], recorded=(), today=TODAY) == [
        (date(2026, 3, 31), date(2026, 6, 29)),
        (date(2026, 6, 30), date(2026, 7, 28)),
        (date(2026, 9, 30), date(2026, 10, 28)),
    ]
    assert owed([quarterly], recorded=(), today=TODAY) == [
        (date(2026, 6, 30), date(2026, 7, 28)),
        (date(2026, 9, 30), date(2026, 10, 28)),
    ]
    never = Rhythm(None, 0, date(2026, 7, 1))
    assert owed([quarterly, never], recorded=(), today=TODAY) == [
        (date(2026, 6, 30), date(2026, 7, 28))
    ]


@pytest.mark.parametrize(
    ("covers_to", "months", "refused"),
    [
        (None, 3, ""),
        ("2026-03-30", 3, ""),
        ("2026-01-01", 3, ""),
        ("2025-12-31", 3, "lies before the period"),
        ("2025-12-31", 12, ""),
        ("2020-12-31", None, ""),
        ("2026-03-31", 3, "ends before"),
        ("2026-04-01", 3, "ends before"),
    ],
)
def test_a_part_of_a_period_lies_in_it(covers_to, months, refused):
    found = why_not_covers(day(covers_to) if covers_to else None, date(2026, 3, 31), months)
    assert refused in found
    assert bool(found) == bool(refused)
