"""Chart geometry: scale, gaps, labels and the sentence that stands for the picture."""

import itertools
import re
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.chart import (
    Frame,
    Level,
    Point,
    Series,
    bar_chart,
    line_chart,
    nice_ticks,
)
from measures.chart_words import alt_text

FOSTER = (Point("March 2018", 67), Point("March 2019", 67), Point("March 2020", 71))
NUMBERS = st.floats(-1e6, 1e6).map(lambda value: round(value, 2))
VALUES = st.lists(st.none() | NUMBERS, max_size=30)


def points(*values) -> tuple[Point, ...]:
    return tuple(Point(f"Q{n}", value) for n, value in enumerate(values))


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 71, (0, 20, 40, 60, 80)),
        (0, 100, (0, 25, 50, 75, 100)),
        (0, 5, (0, 2, 4, 6)),
        (0, 0, (0, 0.25, 0.5, 0.75, 1)),
        (-3, 9, (-5, 0, 5, 10)),
        (39, 42, (39, 40, 41, 42)),
        (7, 7, (6, 6.5, 7, 7.5, 8)),
    ],
)
def test_ticks_are_round_numbers(low, high, ticks) -> None:
    assert nice_ticks(low, high) == ticks


def test_a_chart_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="only show numbers"):
        line_chart([Series("Ours", points(float("nan")))])


def test_one_line_with_a_target() -> None:
    chart = line_chart([Series("Ours", FOSTER)], levels=[Level("Target", 75)], unit="%")
    assert chart.frame.view_box == "0 0 640 300"
    assert [tick.label for tick in chart.y_ticks] == ["0%", "20%", "40%", "60%", "80%"]
    assert [tick.label for tick in chart.x_ticks] == ["March 2018", "March 2019", "March 2020"]
    assert [dot.text for dot in chart.lines[0].dots] == ["67%", "67%", "71%"]
    assert chart.lines[0].path == "M150.7 55.7L340 55.7L529.3 43.5"
    assert (chart.levels[0].y, chart.levels[0].text) == (31.2, "Target: 75%")


def test_the_words_of_a_level_keep_clear_of_the_edge_and_of_each_other() -> None:
    def sides(*values: int) -> list[bool]:
        levels = [Level("Target", value) for value in values]
        return [level.is_above for level in line_chart([], levels=levels).levels]

    assert sides(75) == [True]
    assert sides(80) == [False]
    assert sides(70, 75) == [True, False]


def test_a_gap_breaks_the_line_and_has_no_dot() -> None:
    line = line_chart([Series("Ours", points(1, 2, None, 4, 5))]).lines[0]
    assert re.sub(r"[^ML]", "", line.path) == "MLML"
    assert [dot.label for dot in line.dots] == ["Q0", "Q1", "Q3", "Q4"]


def test_a_new_definition_breaks_the_line_and_marks_the_place() -> None:
    series = Series("Ours", (Point("Q0", 1), Point("Q1", 2, new_definition=True), Point("Q2", 3)))
    line = line_chart([series]).lines[0]
    assert re.sub(r"[^ML]", "", line.path) == "MML"
    assert len(line.dots) == 3
    assert line.dots[0].x < line.breaks[0] < line.dots[1].x


def test_a_hidden_value_leaves_no_trace() -> None:
    shown = line_chart([Series("Ours", points(40, None, 60))])
    assert shown.y_ticks[-1].label == "60"
    assert "For 1 period no figure is shown." in alt_text("Moves", points(40, None, 60))


def test_series_share_one_scale() -> None:
    chart = line_chart([Series("Ours", points(10)), Series("England", points(90, 80))])
    assert [line.name for line in chart.lines] == ["Ours", "England"]
    assert len(chart.x_ticks) == 2
    assert chart.y_ticks[-1].label == "100"


def test_many_periods_keep_the_latest_label_and_room_between() -> None:
    chart = line_chart([Series("Ours", points(*range(24)))])
    labelled = [tick for tick in chart.x_ticks if tick.label]
    assert labelled[-1].label == "Q23"
    gaps = [b.at - a.at for a, b in itertools.pairwise(labelled)]
    assert min(gaps) >= Frame().label_width - 0.2


def test_a_line_may_start_above_nought_when_asked() -> None:
    chart = line_chart([Series("Ours", points(39.2, 41.7, 39.9))], from_nought=False)
    assert chart.y_ticks[0].label == "39"


def test_bars_stand_on_nought() -> None:
    chart = bar_chart(points(50, None, -25), unit="%")
    up, down = chart.bars
    assert up.y + up.height == pytest.approx(down.y)
    assert (up.text, down.text) == ("50%", "-25%")
    assert up.height == pytest.approx(2 * down.height, abs=0.2)


def test_nothing_to_draw_is_still_a_chart() -> None:
    assert line_chart([]).is_empty
    assert line_chart([Series("Ours", points(None, None))]).is_empty
    assert bar_chart([]).is_empty
    assert not bar_chart(points(0)).is_empty


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((67, 67, 71), "rose from 67% in March 2018 to 71% in March 2020."),
        ((71, 67, 67), "fell from 71% in March 2018 to 67% in March 2020."),
        ((67, 71, 67), "stayed at 67% from March 2018 to March 2020."),
    ],
)
def test_the_picture_in_a_sentence(values, sentence) -> None:
    run = [Point(old.label, value) for old, value in zip(FOSTER, values, strict=True)]
    assert (
        alt_text("Children in foster care", run, unit="%") == f"Children in foster care {sentence}"
    )


def test_the_sentence_for_one_value_none_and_a_target() -> None:
    assert alt_text("Moves", points(3), target=2) == "Moves: 3 in Q0. The target is 2."
    assert alt_text("Moves", points(None, None)) == (
        "Moves: no figures to show. For 2 periods no figure is shown."
    )
    assert alt_text("Rate", points(Decimal("39.2")), unit="per 10,000") == (
        "Rate: 39.2 per 10,000 in Q0."
    )


def test_a_chart_takes_about_a_millisecond() -> None:
    series = [Series(name, points(*range(40))) for name in ("Ours", "England")]
    started = perf_counter()
    for _ in range(50):
        line_chart(series, levels=[Level("Target", 30)], unit="%")
    assert (perf_counter() - started) / 50 < 0.01


@given(VALUES, st.lists(NUMBERS, max_size=2), st.booleans())
def test_everything_is_drawn_inside_the_plot(values, targets, from_nought) -> None:
    levels = [Level("Target", value) for value in targets]
    chart = line_chart([Series("Ours", points(*values))], levels=levels, from_nought=from_nought)
    frame = chart.frame
    heights = [dot.y for dot in chart.lines[0].dots] + [level.y for level in chart.levels]
    heights += [tick.at for tick in chart.y_ticks]
    assert all(frame.top - 0.1 <= y <= frame.plot_bottom + 0.1 for y in heights)
    assert all(frame.left <= tick.at <= frame.plot_right for tick in chart.x_ticks)


@given(VALUES)
def test_there_is_one_path_with_a_dot_for_every_value_and_none_for_a_gap(values) -> None:
    line = line_chart([Series("Ours", points(*values))]).lines[0]
    known = [value for value in values if value is not None]
    assert len(line.dots) == len(known) == len(re.findall("[ML]", line.path))
    bars = bar_chart(points(*values)).bars
    assert len(bars) == len(known)
    assert all(bar.height >= 0 for bar in bars)


@given(NUMBERS, NUMBERS)
def test_ticks_are_few_even_and_reach_both_ends(low, high) -> None:
    low, high = sorted((low, high))
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 8
    steps = {round(b - a, 6) for a, b in itertools.pairwise(ticks)}
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)
