"""What a figure must satisfy before it is kept: percentages from counts, wholes from other counts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.recording import Entry, Whole, check

FOSTER = Whole(350, "the children who live with foster families on 31 March 2020")

LESS_THAN_NOUGHT = "A value cannot be less than nought."
ALONE = "Enter how many were counted; the rate alone cannot be checked for small numbers."


def percent(*counts: int | None, value: object = None, places: int = 0, whole: Whole | None = None):
    """What a percentage's entry gives."""
    stated = None if value is None else Decimal(str(value))
    return check(Entry(*counts, stated), unit="percent", places=places, whole=whole)


@pytest.mark.parametrize(
    ("numerator", "denominator", "places", "value"),
    [
        (5, 8, 0, "63"),  # a half goes up: 62.5
        (1, 8, 0, "13"),  # 12.5, where rounding to even gives 12
        (1, 40, 0, "3"),  # 2.5
        (189, 350, 0, "54"),
        (227, 492, 0, "46"),
        (316, 473, 1, "66.8"),
        (1, 16, 1, "6.3"),  # 6.25
        (0, 7, 0, "0"),
        (7, 7, 0, "100"),
    ],
)
def test_a_percentage_comes_from_its_counts(
    numerator: int, denominator: int, places: int, value: str
) -> None:
    found = percent(numerator, denominator, places=places)
    assert (found.value, found.errors) == (Decimal(value), {})


def test_the_strategys_own_slip_is_refused_with_both_reasons() -> None:
    """189 of 492 are 38%; the 54 it is printed with is a share of the children in foster care."""
    found = percent(189, 492, value=54, whole=FOSTER)
    assert found.value is None
    assert found.errors["value"].startswith("189 of 492 is 38%, not 54%.")
    assert found.errors["denominator"] == (
        "The whole is given as 492, but the children who live with foster families on "
        "31 March 2020 is recorded as 350. They must be the same number."
    )
    assert percent(189, 350, value=54, whole=FOSTER).errors == {}


def test_a_whole_that_is_not_recorded_yet_refuses_nothing() -> None:
    assert percent(189, 492, whole=Whole(None, "the children")).value == 38


@pytest.mark.parametrize(
    ("counts", "field", "words"),
    [
        ((None, 8), "numerator", "Enter how many were counted."),
        ((5, None), "denominator", "Enter out of how many; it cannot be nought."),
        ((5, 0), "denominator", "Enter out of how many; it cannot be nought."),
        ((9, 8), "numerator", "9 of 8: the part is bigger than the whole. Check the two counts."),
    ],
)
def test_a_percentage_without_its_counts_is_refused(counts: tuple, field: str, words: str) -> None:
    found = percent(*counts)
    assert found.value is None
    assert found.errors == {field: words}


@pytest.mark.parametrize(
    ("entry", "errors"),
    [
        (Entry(492), {}),
        (Entry(0), {}),
        (Entry(492, value=Decimal(492)), {}),
        (Entry(), {"numerator": "Enter how many there were."}),
        (Entry(492, 500), {"denominator": "This measure is a count: leave this empty."}),
        (
            Entry(1492, value=Decimal("1493.0")),
            {"value": "The count is 1,492, not 1,493. Check both, or leave this empty."},
        ),
    ],
)
def test_a_count_is_its_own_value(entry: Entry, errors: dict) -> None:
    found = check(entry, unit="count", places=0)
    assert found.errors == errors
    assert found.value == (None if errors else entry.numerator)


@pytest.mark.parametrize(
    ("entry", "errors"),
    [
        (Entry(numerator=492, value=Decimal("39.9")), {}),
        (Entry(numerator=0, value=Decimal(0)), {}),
        (Entry(), {"value": "Enter the rate."}),
        (Entry(numerator=492, value=Decimal("-0.1")), {"value": LESS_THAN_NOUGHT}),
        (Entry(value=Decimal("39.9")), {"numerator": ALONE}),
        (
            Entry(denominator=123, value=Decimal("39.9")),
            {"denominator": "This measure is a rate: leave this empty."},
        ),
    ],
)
def test_a_rate_is_entered_as_it_is_with_its_count(entry, errors) -> None:
    found = check(entry, unit="rate", places=1)
    assert found.errors == errors
    assert found.value == (None if errors else entry.value)


@pytest.mark.parametrize(
    ("entry", "errors"),
    [
        (Entry(denominator=40, value=Decimal("14.2")), {}),
        (Entry(denominator=40, value=Decimal("-1.2")), {}),  # as Progress 8 is
        (Entry(denominator=40), {"value": "Enter the average."}),
        (
            Entry(value=Decimal("14.2")),
            {"denominator": "Enter over how many it is an average."},
        ),
        (
            Entry(numerator=3, denominator=40, value=Decimal("14.2")),
            {"numerator": "This measure is an average: leave this empty."},
        ),
    ],
)
def test_an_average_says_over_how_many_it_is(entry, errors) -> None:
    found = check(entry, unit="average", places=1)
    assert found.errors == errors
    assert found.value == (None if errors else entry.value)


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 2))
def test_the_value_kept_is_within_half_a_step_of_the_exact_share(
    whole: int, part: int, places: int
) -> None:
    """And where two values are equally near, it is the higher one."""
    part = min(part, whole)
    value = percent(part, whole, places=places).value
    step = Decimal(1).scaleb(-places)
    miss = value * whole - Decimal(100 * part)
    assert -step * whole / 2 < miss <= step * whole / 2
