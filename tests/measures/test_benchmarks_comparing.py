"""Rank, quarter, mean and median, worked by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.benchmarks.comparing import (
    is_better,
    mean,
    median,
    ordinal_of,
    quarter,
    rank,
)
from measures.rating import Polarity

HIGH, LOW, NONE = Polarity.HIGH, Polarity.LOW, Polarity.NONE
FIGURES = st.lists(st.integers(0, 100).map(Decimal), min_size=1, max_size=40)
WAYS = st.sampled_from(Polarity)


def numbers(*values: object) -> list[Decimal | None]:
    """Figures as they come from a file."""
    return [None if value is None else Decimal(str(value)) for value in values]


def test_the_mean_goes_up_at_the_half():
    assert mean(numbers(9, 10), 0) == 10  # 9.5
    assert mean(numbers(8, 11, 12, 14, 18, 10, 11, 11, 11, 14), 1) == Decimal("12.0")
    assert mean(numbers(1, 1, 2), 1) == Decimal("1.3")


def test_the_median_is_not_the_mean():
    skewed = numbers(8, 9, 10, 50)
    assert median(skewed, 1) == Decimal("9.5")
    assert mean(skewed, 1) == Decimal("19.3")  # 19.25
    assert median(numbers(3, 1, 2), 0) == 2


def test_of_nothing_there_is_neither():
    assert mean([], 1) is None
    assert median([], 1) is None


@pytest.mark.parametrize(
    ("own", "others", "way", "words"),
    [
        (9, [8, 11, 12], LOW, "2nd of 4"),
        (9, [8, 11, 12], HIGH, "3rd of 4"),
        (9, [9, 11, 8], LOW, "joint 2nd of 4"),
        (75, [58, 79, 60], NONE, "2nd of 4 by size"),
        (9, [None, 11, None], LOW, "1st of 2"),
        (50, list(range(20)), LOW, "21st of 21"),
        (11, list(range(11)), LOW, "12th of 12"),
    ],
)
def test_the_place_among_neighbours(own, others, way, words):
    assert rank(Decimal(own), numbers(*others), way).words == words


def test_from_which_end_it_is_counted():
    assert rank(Decimal(1), numbers(2), HIGH).counted == "1st is the best"
    assert rank(Decimal(1), numbers(2), NONE).counted == "1st is the highest"


def test_without_a_figure_of_ours_or_of_another_there_is_no_place():
    assert rank(None, numbers(1, 2), HIGH) is None
    assert rank(Decimal(1), numbers(None), HIGH) is None
    assert rank(Decimal(1), [], HIGH) is None


@pytest.mark.parametrize(
    ("own", "number", "words"),
    [
        (10, 1, "in the best quarter of 8 authorities"),
        (20, 1, "in the best quarter of 8 authorities"),
        (30, 2, "in the second best quarter of 8 authorities"),
        (50, 3, "in the third quarter of 8 authorities"),
        (80, 4, "in the last quarter of 8 authorities"),
    ],
)
def test_the_quarter_of_eight_authorities(own, number, words):
    others = numbers(*(each for each in range(10, 90, 10) if each != own))
    found = quarter(Decimal(own), others, LOW)
    assert (found.number, found.words) == (number, words)


def test_where_neither_way_is_better_the_quarter_is_by_size():
    found = quarter(Decimal(9), numbers(1, 2, 3), NONE)
    assert found.words == "in the highest quarter of 4 authorities"


def test_fewer_than_four_make_no_quarters():
    assert quarter(Decimal(1), numbers(2, 3), HIGH) is None


@pytest.mark.parametrize(
    ("place", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (113, "113th"), (122, "122nd")],
)
def test_how_a_place_is_said(place, words):
    assert ordinal_of(place) == words


@given(FIGURES, WAYS)
def test_everybody_has_a_place_and_the_best_is_first(values, way):
    places = []
    for at, own in enumerate(values):
        others = values[:at] + values[at + 1 :]
        if others:
            found = rank(own, others, way)
            assert 1 <= found.place <= found.of == len(values)
            places.append((found.place, own))
    if places:
        assert min(places)[0] == 1
        first = min(places)[1]
        assert not any(is_better(value, first, way) for value in values)


@given(FIGURES, WAYS)
def test_a_better_figure_is_never_in_a_worse_quarter(values, way):
    found = [quarter(own, values[:at] + values[at + 1 :], way) for at, own in enumerate(values)]
    for one, mine in zip(found, values, strict=True):
        for other, theirs in zip(found, values, strict=True):
            if one and is_better(mine, theirs, way):
                assert one.number <= other.number


@given(FIGURES)
def test_mean_and_median_lie_between_the_least_and_the_most(values):
    assert min(values) <= mean(values, 4) <= max(values)
    assert min(values) <= median(values, 4) <= max(values)
