"""What a trend draws over its chart: lines of each group, a shape for each rule, a key in words."""

from decimal import Decimal
from time import perf_counter

from django.template.loader import render_to_string

from councils.templatetags.components import chart_figures
from measures.chance import Rule
from measures.chart import Chart, Point, Series, line_chart
from measures.rating import Polarity
from measures.trend import Reading, Terms, Trend, read
from measures.trend_chart import named, overlay, shape_of

TERMS = Terms(Polarity.HIGH, "%", target=60, floor=0, ceiling=100)
CALM = (50, 52) * 6
#: A figure far below, then eight going up: every rule finds something.
BUSY = (*CALM, 30, 52, 54, 56, 58, 60, 62, 64, 66)


def trend_of(*values: object, new_at: int = 0) -> Trend:
    """The series, read; a new group may start somewhere."""
    readings = [
        Reading(f"Q{at}", None if value is None else Decimal(value), new_group=bool(at == new_at))
        for at, value in enumerate(values)
    ]
    return read(readings, TERMS)


def chart_of(*values: object, new_at: int = 0) -> Chart:
    """The series, drawn with what is found in it."""
    points = tuple(Point(f"Q{at}", value) for at, value in enumerate(values))
    over = overlay(trend_of(*values, new_at=new_at), TERMS)
    return line_chart([Series("Ours", points)], unit="%", over=over, from_nought=False)


def test_every_chart_of_two_figures_has_its_median() -> None:
    assert [span.kind for span in chart_of(40, 50).spans] == ["median"]
    assert [each.words for each in chart_of(40, 50).key] == [
        "median, half are above and half below: 45%"
    ]
    assert chart_of(40).spans == chart_of().spans == ()
    assert chart_of(40).key == ()


def test_twelve_have_mean_and_limits_with_their_values_in_the_key() -> None:
    chart = chart_of(*CALM)
    assert [span.kind for span in chart.spans] == ["median", "mean", "limit", "limit"]
    assert [each.words for each in chart.key] == [
        "median, half are above and half below: 51%",
        "mean: 51%",
        "limits of chance: 45.7% to 56.3%",
    ]
    frame = chart.frame
    assert {(span.start, span.end) for span in chart.spans} == {(frame.left, frame.plot_right)}
    assert all(frame.top <= span.y <= frame.plot_bottom for span in chart.spans)


def test_each_group_has_lines_of_its_own_length() -> None:
    chart = chart_of(*CALM, *(80, 82) * 3, new_at=12)
    first, last = (
        [span for span in chart.spans if span.start == start]
        for start in sorted({span.start for span in chart.spans})
    )
    assert [span.kind for span in first] == ["median", "mean", "limit", "limit"]
    assert [span.kind for span in last] == ["median"]
    assert first[0].end == last[0].start
    assert [each.kind for each in chart.key] == ["median"]


def test_targets_that_differ_are_drawn_as_steps() -> None:
    """None for the first period, 45 for the next two, 60 now."""
    targets = (None, 45, 45, 60)
    over = overlay(trend_of(40, 50, 44, 48), TERMS, targets)
    steps = [
        (each.value, each.first, each.last) for each in over.stretches if each.kind == "target"
    ]
    assert steps == [(45, 1, 2), (60, 3, 3)]
    assert over.key[0].words == "target, now 60%"
    for same in ((60,) * 4, (60, 60, 60, None), ()):
        over = overlay(trend_of(40, 50, 44, 48), TERMS, same)
        assert not [each for each in over.stretches if each.kind == "target"]
        assert "target" not in over.key[0].words


def test_each_rule_has_a_shape_of_its_own_named_in_the_key() -> None:
    trend = trend_of(*BUSY)
    assert {each.rule for each in trend.findings} == set(Rule)
    shapes = {each.rule: shape_of(each) for each in trend.findings}
    assert len(set(shapes.values())) == 4
    keyed = {each.words: each.shape for each in chart_of(*BUSY).key if each.shape}
    for each in trend.findings:
        assert keyed[named(each)] == shape_of(each)
    assert "outside the limits, below them: a concern" in keyed
    assert "seven or more in a row going up: an improvement" in keyed


def test_a_trend_down_points_down() -> None:
    (down,) = (
        each for each in trend_of(*CALM, *range(50, 40, -1)).findings if each.rule is Rule.TREND
    )
    (up,) = (each for each in trend_of(*BUSY).findings if each.rule is Rule.TREND)
    assert shape_of(down) != shape_of(up)
    assert named(down) == "seven or more in a row going down: a concern"


def test_a_period_that_two_rules_cover_has_one_mark_and_the_words_of_both() -> None:
    chart = chart_of(*BUSY)
    newest = chart.marks[-1]
    assert newest.shape == shape_of(
        next(f for f in trend_of(*BUSY).findings if f.rule is Rule.OUTSIDE)
    )
    assert newest.words.startswith("outside the limits, above them: an improvement; two of three")
    assert "seven or more in a row going up" in newest.words
    assert len({mark.x for mark in chart.marks}) == len(chart.marks)
    dots = {(dot.x, dot.y) for dot in chart.lines[0].dots}
    assert {(mark.x, mark.y) for mark in chart.marks} <= dots


def test_the_table_has_every_period_and_says_what_was_found() -> None:
    table = chart_figures(chart_of(*CALM[:6], None, *CALM[6:], 80))
    assert table["head"] == ["Period", "Ours", "More than chance"]
    assert len(table["rows"]) == 14
    assert table["rows"][6] == ["Q6", "not shown", ""]
    assert table["rows"][13][2].startswith("outside the limits, above them")
    assert table["numeric"] == [1]
    assert chart_figures(chart_of(*CALM))["head"] == ["Period", "Ours"]


def test_the_drawing_and_its_key_name_nothing_by_colour_alone(db) -> None:  # noqa: ARG001
    page = render_to_string(
        "components/chart.html",
        {"chart": chart_of(*BUSY), "id": "x", "title": "Ours", "alt": "They rose.", "note": ""},
    )
    for words in ('role="img"', "<title", "<desc", "limits of chance", "outside the limits"):
        assert words in page
    drawn, chart = page.split("cp-chart__key")[0], chart_of(*BUSY)
    for mark in chart.marks:
        assert f"M{mark.x:g} {mark.y:g}{mark.shape}" in drawn
    for each in chart.key:
        assert each.words in page


def test_a_chart_with_its_trend_takes_about_a_millisecond() -> None:
    started = perf_counter()
    for _ in range(20):
        chart_of(*BUSY)
    assert (perf_counter() - started) / 20 < 0.01
