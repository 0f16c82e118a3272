"""Chart geometry: where each tick, line, dot, bar and mark of a measure's chart goes.

Source: R13 (a figure with its target and its history) and WCAG 2.2, 1.1.1 and 1.4.1 (every chart
has a text alternative, and nothing is told by colour alone). Numbers only: a template draws them.
A value that is None is a gap, whether it is missing or hidden under R18; a gap has no dot, no bar
and no share in the scale, so a hidden value cannot be read off the chart.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from measures.chart_overlay import NO_OVERLAY, Key, Mark, Notice, Overlay, Span, Stretch
from measures.rating import figure

Number = int | float | Decimal
NICE_STEPS = (1, 2, 2.5, 5, 10)
ROOMY = 4.5  # intervals on the value axis, about
DOT_RADIUS = 5
HEADROOM = 8  # so much more than the top margin the words above a line need


@dataclass(frozen=True, slots=True)
class Point:
    """One value with the name of its period; `new_definition` starts the line afresh."""

    label: str
    value: Number | None
    new_definition: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A named run of points: the council's own figures, or a benchmark's."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A value that holds for the whole chart: a target, or England's figure."""

    name: str
    value: Number


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a chart and the room left around the plot, in SVG units."""

    width: int = 640
    height: int = 300
    left: int = 56
    right: int = 16
    top: int = 16
    bottom: int = 40
    label_width: int = 84

    @property
    def view_box(self) -> str:
        """The viewBox attribute."""
        return f"0 0 {self.width} {self.height}"

    @property
    def plot_right(self) -> int:
        """Where the plot ends on the right."""
        return self.width - self.right

    @property
    def plot_bottom(self) -> int:
        """Where the plot ends at the bottom."""
        return self.height - self.bottom


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: how far along in SVG units, and its label (empty where none fits).

    `name` is what it marks even where no label fits.
    """

    at: float
    label: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One drawn value: its place, the name of its period, and the figure as printed."""

    x: float
    y: float
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One series as drawn: the `d` of its single path, broken at gaps, and its dots."""

    name: str
    path: str
    dots: tuple[Dot, ...]
    breaks: tuple[float, ...] = ()

    @property
    def dots_path(self) -> str:
        """One path for all the dots: of each its circle, in two halves."""
        r = DOT_RADIUS
        return "".join(
            f"M{dot.x - r:g} {dot.y:g}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0"
            for dot in self.dots
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its rectangle, the name of its period, and the figure as printed."""

    x: float
    y: float
    width: float
    height: float
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level as drawn: a line across the plot at this height, its words just above or below it."""

    y: float
    name: str
    text: str
    is_above: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a template needs to draw a chart, in plain numbers."""

    frame: Frame
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    levels: tuple[LevelLine, ...]
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    key: tuple[Key, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no value to draw."""
        return not (self.bars or any(line.dots for line in self.lines))

    @property
    def x_labels(self) -> tuple[Tick, ...]:
        """The periods whose labels fit."""
        return tuple(tick for tick in self.x_ticks if tick.label)

    @property
    def span_paths(self) -> dict[str, str]:
        """One path for all the spans of a kind."""
        return _joined(
            (each.kind, f"M{each.start:g} {each.y:g}H{each.end:g}") for each in self.spans
        )

    @property
    def mark_paths(self) -> dict[str, str]:
        """One path for all the marks of a tone."""
        return _joined((each.tone, f"M{each.x:g} {each.y:g}{each.shape}") for each in self.marks)


def _joined(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The paths of each name as one."""
    joined: dict[str, str] = {}
    for name, path in parts:
        joined[name] = joined.get(name, "") + path
    return joined


@dataclass(frozen=True)
class Scale:
    """How values and periods become places in the frame."""

    frame: Frame
    ticks: tuple[float, ...]
    slots: int

    def y(self, value: Number) -> float:
        """The height of a value."""
        low, high = self.ticks[0], self.ticks[-1]
        share = (float(value) - low) / (high - low)
        bottom = self.frame.plot_bottom
        return round(bottom - share * (bottom - self.frame.top), 1)

    @cached_property
    def slot_width(self) -> float:
        """The room each period has."""
        return (self.frame.plot_right - self.frame.left) / max(self.slots, 1)

    def x(self, slot: int) -> float:
        """The middle of a period's slot."""
        return self.edge(slot + 0.5)

    def edge(self, slot: float) -> float:
        """Where a period's slot begins."""
        return round(self.frame.left + slot * self.slot_width, 1)


def line_chart(
    series: Sequence[Series],
    *,
    levels: Iterable[Level] = (),
    unit: str = "",
    frame: Frame | None = None,
    from_nought: bool = True,
    over: Overlay = NO_OVERLAY,
) -> Chart:
    """A chart of one line for each series; their points share the periods of the longest.

    What is drawn over it belongs to the first series.
    """
    longest = max((one.points for one in series), key=len, default=())
    values = [point.value for one in series for point in one.points]
    values += [stretch.value for stretch in over.stretches]
    levels = tuple(levels)
    scale = _scale(values, levels, len(longest), frame, from_nought=from_nought)
    lines = tuple(_line(one, scale, unit) for one in series)
    return Chart(
        scale.frame,
        _y_ticks(scale, unit),
        _x_ticks(longest, scale),
        _levels(levels, scale, unit),
        lines=lines,
        spans=tuple(_span(stretch, scale) for stretch in over.stretches),
        marks=_marks(over.notices, series[0].points if series else (), scale),
        key=over.key,
    )


def bar_chart(
    points: Sequence[Point],
    *,
    levels: Iterable[Level] = (),
    unit: str = "",
    frame: Frame | None = None,
) -> Chart:
    """A chart of one bar for each value; bars always stand on nought."""
    levels = tuple(levels)
    scale = _scale([point.value for point in points], levels, len(points), frame, from_nought=True)
    bars = tuple(
        _bar(slot, point, point.value, scale, unit)
        for slot, point in enumerate(points)
        if point.value is not None
    )
    return Chart(
        scale.frame,
        _y_ticks(scale, unit),
        _x_ticks(points, scale),
        _levels(levels, scale, unit),
        bars=bars,
    )


def nice_ticks(low: float, high: float) -> tuple[float, ...]:
    """Round values, evenly spaced, that reach from `low` or below to `high` or above."""
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError("A chart can only show numbers.")
    if low == high:
        low, high = (low - 1, high + 1) if low else (0, 1)
    step = _nice_step((high - low) / ROOMY)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(round(step * n, 10) for n in range(first, last + 1))


def _text(value: Number, unit: str) -> str:
    return figure(Decimal(str(value)), unit)


def _nice_step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(step * size for step in NICE_STEPS if step * size >= rough * (1 - 1e-9))


def _scale(
    values: Iterable[Number | None],
    levels: Sequence[Level],
    slots: int,
    frame: Frame | None,
    *,
    from_nought: bool,
) -> Scale:
    known = [float(value) for value in values if value is not None]
    known += [float(level.value) for level in levels]
    if from_nought or not known:
        known.append(0.0)
    return Scale(frame or _frame(slots), nice_ticks(min(known), max(known)), slots)


def _frame(slots: int) -> Frame:
    """The usual frame; with narrow slots there is room on the right for half of the last label."""
    usual = Frame()
    room = (usual.plot_right - usual.left) / max(slots, 1) / 2 + usual.right
    return usual if room >= usual.label_width / 2 else Frame(right=usual.label_width // 2)


def _y_ticks(scale: Scale, unit: str) -> tuple[Tick, ...]:
    sign = "%" if unit == "%" else ""
    return tuple(Tick(scale.y(tick), f"{_plain(tick)}{sign}") for tick in scale.ticks)


def _plain(tick: float) -> str:
    return f"{tick:,.10f}".rstrip("0").rstrip(".")


def _x_ticks(points: Sequence[Point], scale: Scale) -> tuple[Tick, ...]:
    """A tick for each period, labelled back from the latest as often as labels fit."""
    every = max(1, math.ceil(scale.frame.label_width / scale.slot_width))
    last = len(points) - 1
    return tuple(
        Tick(scale.x(slot), "" if (last - slot) % every else point.label, point.label)
        for slot, point in enumerate(points)
    )


def _levels(levels: Sequence[Level], scale: Scale, unit: str) -> tuple[LevelLine, ...]:
    """The words stand above the line and below it in turn; at the top there is room below only."""
    return tuple(
        LevelLine(
            y := scale.y(level.value),
            level.name,
            f"{level.name}: {_text(level.value, unit)}",
            is_above=not turn % 2 and y >= scale.frame.top + HEADROOM,
        )
        for turn, level in enumerate(levels)
    )


def _span(stretch: Stretch, scale: Scale) -> Span:
    """From where its first period begins to where its last one ends."""
    start, end = scale.edge(stretch.first), scale.edge(stretch.last + 1)
    return Span(stretch.kind, scale.y(stretch.value), start, end)


def _marks(notices: Iterable[Notice], points: Sequence[Point], scale: Scale) -> tuple[Mark, ...]:
    """The marks; a period without a value has no place to put one."""
    return tuple(
        Mark(scale.x(each.slot), scale.y(value), each.shape, each.tone, each.words)
        for each in notices
        if (value := points[each.slot].value) is not None
    )


def _line(series: Series, scale: Scale, unit: str) -> Line:
    path: list[str] = []
    dots: list[Dot] = []
    pen_down = False
    for slot, point in enumerate(series.points):
        if point.value is None:
            pen_down = False
            continue
        dot = Dot(scale.x(slot), scale.y(point.value), point.label, _text(point.value, unit))
        command = "L" if pen_down and not point.new_definition else "M"
        path.append(f"{command}{dot.x:g} {dot.y:g}")
        dots.append(dot)
        pen_down = True
    return Line(series.name, "".join(path), tuple(dots), _breaks(series, scale))


def _breaks(series: Series, scale: Scale) -> tuple[float, ...]:
    """Where a new definition begins: between its period and the one before."""
    return tuple(
        scale.edge(slot)
        for slot, point in enumerate(series.points)
        if slot and point.new_definition
    )


def _bar(slot: int, point: Point, value: Number, scale: Scale, unit: str) -> Bar:
    width = scale.slot_width * 0.6
    tip, base = scale.y(value), scale.y(0)
    return Bar(
        x=round(scale.x(slot) - width / 2, 1),
        y=min(tip, base),
        width=round(width, 1),
        height=round(abs(base - tip), 1),
        label=point.label,
        text=_text(value, unit),
    )
