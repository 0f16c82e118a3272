"""R6: the theme cycle of Buckinghamshire's panel, and the municipal year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.cycle import (
    Sitting,
    Theme,
    in_order,
    left_over_words,
    municipal_year,
    next_theme,
    plan_year,
    theme_for,
    third_wednesday_of_may,
)

REVIEW = Theme("review", "Annual developmental progress review", annual_review=True)
THEMES = (
    Theme("education", "Education / Employment and Training outcomes"),
    Theme("housing", "Housing and Placements"),
    Theme("health", "Health outcomes"),
    Theme("leavers", "Care-leavers transitions"),
    Theme("feedback", "Qualitative feedback"),
    REVIEW,
)
KEYS = [theme.key for theme in THEMES]


@pytest.mark.parametrize(("taken", "expected"), list(zip(range(6), KEYS, strict=True)))
def test_the_next_theme_is_the_first_not_yet_taken(taken: int, expected: str) -> None:
    result = next_theme(THEMES, KEYS[:taken])
    assert result.theme
    assert result.theme.key == expected
    assert result.skipped == ()


def test_a_skipped_theme_is_named_and_comes_next() -> None:
    result = next_theme(THEMES, ["education", "health"])
    assert result.words == (
        "Housing and Placements is next. Skipped so far this year: Housing and Placements."
    )


def test_when_every_theme_is_taken_there_is_none() -> None:
    assert next_theme(THEMES, KEYS).words == "Every theme has been taken this year."
    assert next_theme((), ()).words == "No themes are set."


def test_the_annual_review_comes_last_wherever_it_was_written() -> None:
    assert in_order((REVIEW, *THEMES[:2]))[-1] is REVIEW
    assert next_theme((REVIEW, THEMES[0]), ()).theme is THEMES[0]


@pytest.mark.parametrize("kind", ["extraordinary", "informal", "workshop", "activity_day"])
def test_other_kinds_take_no_theme_unless_given_one(kind: str) -> None:
    assert theme_for(Sitting(date(2026, 6, 10), kind), THEMES, ()).theme is None
    chosen = theme_for(Sitting(date(2026, 6, 10), kind, "health"), THEMES, ())
    assert chosen.theme is THEMES[2]


def test_a_takeover_meeting_takes_the_next_theme() -> None:
    assert theme_for(Sitting(date(2026, 6, 10), "takeover"), THEMES, ()).theme is THEMES[0]


def test_a_year_is_planned_in_one_go() -> None:
    sittings = [
        Sitting(date(2026, 11, 4)),
        Sitting(date(2026, 6, 10)),
        Sitting(date(2026, 7, 1), "extraordinary"),
        Sitting(date(2026, 9, 9), theme="health"),
    ]
    plan, left = plan_year(sittings, THEMES)
    keys = [planned.theme and planned.theme.key for planned in plan]
    assert keys == ["education", None, "health", "housing"]
    assert [theme.key for theme in left] == ["leavers", "feedback", "review"]
    assert plan[0].words == "Education / Employment and Training outcomes is next."
    assert plan[3].words.endswith("Skipped so far this year: Housing and Placements.")
    assert left_over_words(left).endswith("Annual developmental progress review.")
    assert left_over_words(()) == ""


@pytest.mark.parametrize(
    ("year", "day"), [(2024, 15), (2025, 21), (2026, 20), (2027, 19), (2030, 15)]
)
def test_the_default_is_the_third_wednesday_of_may(year: int, day: int) -> None:
    assert third_wednesday_of_may(year) == date(year, 5, day)


def test_a_year_begins_at_annual_council() -> None:
    annual = [date(2026, 5, 13), date(2027, 5, 19)]
    year = municipal_year(date(2026, 5, 13), annual)
    assert (year.starts_on, year.ends_on) == (date(2026, 5, 13), date(2027, 5, 18))
    assert (year.label, year.assumed) == ("2026/27", False)
    assert year.words == "The year begins at Annual Council on Wednesday 13 May 2026."
    assert municipal_year(date(2026, 5, 12), annual).label == "2025/26"


def test_a_default_start_says_that_it_is_assumed() -> None:
    year = municipal_year(date(2026, 1, 14), [])
    assert year.assumed
    assert year.label == "2025/26"
    assert "third Wednesday of May" in year.words


def test_the_century_is_written_with_two_figures() -> None:
    assert municipal_year(date(2099, 12, 1), []).label == "2099/00"


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.lists(st.dates(date(2000, 3, 1), date(2090, 6, 1)), max_size=5),
)
def test_every_day_lies_in_its_own_year(day: date, annual: list[date]) -> None:
    year = municipal_year(day, annual)
    assert day in year
    assert municipal_year(year.ends_on, annual) == year
    assert municipal_year(year.starts_on, annual) == year


@given(st.sets(st.sampled_from(KEYS)))
def test_nothing_taken_comes_again_and_nothing_is_lost(taken: set[str]) -> None:
    result = next_theme(THEMES, taken)
    assert (result.theme is None) == (taken == set(KEYS))
    if result.theme:
        assert result.theme.key not in taken
    if result.skipped:
        assert result.skipped[0] == result.theme


@given(st.integers(0, 10))
def test_a_plan_gives_each_theme_to_one_meeting(number: int) -> None:
    sittings = [Sitting(date(2026, 6, n + 1)) for n in range(number)]
    plan, left = plan_year(sittings, THEMES)
    given_out = [planned.theme for planned in plan if planned.theme]
    assert [*given_out, *left] == list(THEMES)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_slip_in_the_year_is_no_error(day: date) -> None:
    """Whoever asks for the year of such a day says in words that it is too far away."""
    assert municipal_year(day, []).starts_on.month == 5
