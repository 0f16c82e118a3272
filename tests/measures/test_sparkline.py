"""A measure's history as a small line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.showing.sparkline import HEIGHT, LONGEST, MARGIN, WIDTH, sparkline

D = Decimal


def test_three_figures_from_left_to_right_the_highest_on_top() -> None:
    line = sparkline((D(10), D(30), D(20)))
    assert line.path == "M4 28L60 4L116 16"
    assert line.dot == (116, 16)


def test_a_gap_lifts_the_pen_and_a_figure_alone_is_a_point() -> None:
    line = sparkline((D(10), None, D(20), None, D(30), D(30)))
    assert line.path == "M4 28h0M48.8 16h0M93.6 4L116 4"


def test_the_newest_may_be_a_gap() -> None:
    assert sparkline((D(1), D(2), None)).dot is None


@pytest.mark.parametrize("values", [[], [D(5)], [None, D(5), None]])
def test_one_figure_is_no_line(values: list) -> None:
    assert sparkline(tuple(values)) is None


def test_figures_that_never_change_lie_in_the_middle() -> None:
    assert sparkline((D(5), D(5))).path == "M4 16L116 16"


def test_only_the_newest_are_drawn() -> None:
    values = tuple(D(n) for n in range(100))
    assert sparkline(values) == sparkline(values[-LONGEST:])


@given(st.lists(st.none() | st.decimals(-1000, 1000, places=2), min_size=2, max_size=30))
def test_it_stays_in_its_frame(values: list) -> None:
    line = sparkline(tuple(values))
    if line is None:
        return
    numbers = line.path.replace("h0", "").replace("M", " ").replace("L", " ").split()
    assert all(MARGIN <= float(x) <= WIDTH - MARGIN for x in numbers[::2])
    assert all(MARGIN <= float(y) <= HEIGHT - MARGIN for y in numbers[1::2])
