"""The four rules of process control, each by hand, alone and in pairs."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.chance import Found, Limits, Meaning, Rule, found_in, limits_of
from measures.rating import Polarity

#: Mean 50, limits 41 and 59, two thirds of the way 44 and 56.
LIMITS = Limits(Fraction(50), Fraction(9))
OUTSIDE, NEAR, TREND, SIDE = Rule.OUTSIDE, Rule.NEAR, Rule.TREND, Rule.SIDE
SEVEN = tuple(range(7))
GAP = None


def series(*values: object) -> list[Fraction | None]:
    """Numbers as the rules take them."""
    return [None if value is None else Fraction(str(value)) for value in values]


def finds(*values: object) -> set[tuple[Rule, tuple[int, ...], str]]:
    """What the rules find within the limits above."""
    return {
        (each.rule, each.places, "up" if each.up else "down")
        for each in found_in(series(*values), LIMITS)
    }


def test_limits_are_the_mean_and_2_66_moving_ranges_either_side() -> None:
    """10, 12, 11, 13: mean 11.5; moving ranges 2, 1, 2; 2.66 × 5 ÷ 3 = 4.4333…"""
    limits = limits_of(series(10, 12, 11, 13))
    assert limits.mean == Fraction(23, 2)
    assert limits.reach == Fraction(266, 100) * Fraction(5, 3)
    assert round(float(limits.upper), 2) == 15.93
    assert round(float(limits.lower), 2) == 7.07
    assert round(float(limits.near_upper), 2) == 14.46
    assert round(float(limits.near_lower), 2) == 8.54


def test_a_moving_range_does_not_bridge_a_gap() -> None:
    """10, gap, 12, 11: the one moving range is 1."""
    assert limits_of(series(10, GAP, 12, 11)) == Limits(Fraction(11), Fraction(266, 100))


@pytest.mark.parametrize("values", [(), (5,), (5, 5, 5), (5, GAP, 7), (5, 5, GAP, 7, 7)])
def test_without_a_step_there_are_no_limits(values) -> None:
    assert limits_of(series(*values)) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((50, 60, 50), {(OUTSIDE, (1,), "up")}),
        ((50, 59, 50), set()),
        ((40, 50, 50), {(OUTSIDE, (0,), "down")}),
        ((41, 50, 50), set()),
        ((60, 50, 40), {(OUTSIDE, (0,), "up"), (OUTSIDE, (2,), "down")}),
        ((60, 61), {(OUTSIDE, (0, 1), "up")}),
        ((60, GAP, 61), {(OUTSIDE, (0,), "up"), (OUTSIDE, (2,), "up")}),
    ],
)
def test_outside_the_limits(values, expected) -> None:
    assert finds(*values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((45, 46, 47, 48, 49, 50, 51), {(TREND, SEVEN, "up")}),
        ((51, 50, 49, 48, 47, 46, 45), {(TREND, SEVEN, "down")}),
        ((45, 46, 47, 48, 49, 51), set()),
        ((45, 46, 47, 48, 48, 49, 50, 51), set()),
        ((45, 46, 47, GAP, 48, 49, 50, 51), set()),
        ((46, 45, 46, 47, 48, 49, 50, 51, 52), {(TREND, (1, 2, 3, 4, 5, 6, 7, 8), "up")}),
    ],
)
def test_seven_in_a_row_going_one_way(values, expected) -> None:
    assert finds(*values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((51, 52, 51, 52, 51, 52, 51), {(SIDE, SEVEN, "up")}),
        ((49, 48, 49, 48, 49, 48, 49), {(SIDE, SEVEN, "down")}),
        ((51, 52, 51, 52, 51, 52), set()),
        ((51, 52, 51, 50, 51, 52, 51), set()),
        ((51, 52, 51, GAP, 52, 51, 52, 51), set()),
        ((49, 51, 52, 51, 52, 51, 52, 51, 52), {(SIDE, (1, 2, 3, 4, 5, 6, 7, 8), "up")}),
    ],
)
def test_seven_in_a_row_on_one_side(values, expected) -> None:
    assert finds(*values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((57, 50, 57), {(NEAR, (0, 2), "up")}),
        ((50, 57, 57), {(NEAR, (1, 2), "up")}),
        ((43, 43, 50), {(NEAR, (0, 1), "down")}),
        ((57, 57, 57), {(NEAR, (0, 1, 2), "up")}),
        ((56, 56, 50), set()),
        ((57, 50, 50, 57), set()),
        ((57, 50, 43), set()),
        ((57, GAP, 57), set()),
        ((57, 57), set()),
        ((57, 50, 57, 50, 57), {(NEAR, (0, 2, 4), "up")}),
        ((57, 57, 50, 50, 57, 57), {(NEAR, (0, 1), "up"), (NEAR, (4, 5), "up")}),
    ],
)
def test_two_of_three_close_to_a_limit(values, expected) -> None:
    assert finds(*values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((60, 57, 50), {(OUTSIDE, (0,), "up"), (NEAR, (0, 1), "up")}),
        ((44, 45, 46, 47, 48, 49, 60), {(OUTSIDE, (6,), "up"), (TREND, SEVEN, "up")}),
        ((51, 52, 51, 52, 51, 52, 60), {(OUTSIDE, (6,), "up"), (SIDE, SEVEN, "up")}),
        ((44, 45, 46, 47, 48, 57, 58), {(NEAR, (5, 6), "up"), (TREND, SEVEN, "up")}),
        ((57, 51, 57, 51, 52, 51, 52), {(NEAR, (0, 2), "up"), (SIDE, SEVEN, "up")}),
        ((51, 51.5, 52, 52.5, 53, 53.5, 54), {(TREND, SEVEN, "up"), (SIDE, SEVEN, "up")}),
        ((54, 53.5, 53, 52.5, 52, 51.5, 51), {(TREND, SEVEN, "down"), (SIDE, SEVEN, "up")}),
    ],
)
def test_two_rules_at_once_are_two_findings(values, expected) -> None:
    assert finds(*values) == expected


@pytest.mark.parametrize(
    ("up", "polarity", "meaning"),
    [
        (True, Polarity.HIGH, Meaning.IMPROVEMENT),
        (False, Polarity.HIGH, Meaning.CONCERN),
        (True, Polarity.LOW, Meaning.CONCERN),
        (False, Polarity.LOW, Meaning.IMPROVEMENT),
        (True, Polarity.NONE, Meaning.CHANGE),
        (False, Polarity.NONE, Meaning.CHANGE),
    ],
)
@pytest.mark.parametrize("rule", list(Rule))
def test_what_it_means_follows_the_polarity(rule, up, polarity, meaning) -> None:
    assert Found(rule, (0,), up).meaning(polarity) is meaning


NUMBERS = st.integers(-50, 50).map(Fraction)
SERIES = st.lists(st.none() | NUMBERS, min_size=2, max_size=40)


def read(values: list[Fraction | None]) -> list[Found]:
    """What is found within the limits of the series itself."""
    limits = limits_of(values)
    return found_in(values, limits) if limits else []


@given(SERIES, NUMBERS, st.fractions("0.01", 100))
def test_another_unit_or_another_zero_changes_no_finding(values, shift, scale) -> None:
    moved = [None if value is None else value * scale + shift for value in values]
    assert read(moved) == read(values)


@given(SERIES, st.sampled_from([Polarity.HIGH, Polarity.LOW]))
def test_upside_down_with_the_other_polarity_everything_means_the_same(values, polarity) -> None:
    mirrored = [None if value is None else -value for value in values]
    other = Polarity.LOW if polarity is Polarity.HIGH else Polarity.HIGH
    ours = {(each.rule, each.places, each.meaning(polarity)) for each in read(values)}
    theirs = {(each.rule, each.places, each.meaning(other)) for each in read(mirrored)}
    assert ours == theirs


@given(SERIES)
def test_a_finding_never_covers_a_gap_and_runs_have_no_hole(values) -> None:
    for each in read(values):
        assert all(values[place] is not None for place in each.places)
        if each.rule in {Rule.TREND, Rule.SIDE}:
            assert len(each.places) >= 7
            assert list(each.places) == list(range(each.places[0], each.places[-1] + 1))
