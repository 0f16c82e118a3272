"""Where each figure of a comparison stands on one line, for a template to draw.

Numbers only. Equal figures stand above each other, so that none hides another; each kind has a
shape of its own, so that nothing is told by colour alone (WCAG 2.2, 1.4.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from measures.benchmarks.comparison import Beside, Compared
from measures.chart import Tick, nice_ticks
from measures.figures import UNIT_WORDS
from measures.rating import figure

WIDTH, SIDE, STEP = 640, 28, 20
ABOVE, BELOW = 24, 44
#: Two marks closer than this would lie on each other.
APART = 18.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure: its place, whose it is, and the figure with its unit."""

    kind: str
    x: float
    y: float
    who: str
    text: str

    @property
    def path(self) -> str:
        """The outline of a square or a diamond around its place; circles are drawn as circles."""
        if self.kind == "country":
            return f"M{self.x:g} {self.y - 9:g}l9 9-9 9-9-9z"
        return f"M{self.x - 7:g} {self.y - 7:g}h14v14h-14z"


@dataclass(frozen=True, slots=True)
class Strip:
    """A line with its ticks and marks, and the median of the neighbours where there is one."""

    height: int
    line: int
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    median: float | None

    @property
    def view_box(self) -> str:
        """The viewBox attribute."""
        return f"0 0 {WIDTH} {self.height}"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of marks there are, in the order of the key."""
        drawn = {mark.kind for mark in self.marks}
        return tuple(kind for kind in ("own", "neighbour", "country", "region") if kind in drawn)


def strip_of(compared: Compared, unit: str) -> Strip | None:
    """The comparison on one line; None where there are not two figures to compare."""
    shown = list(_shown(compared))
    if len(shown) < 2:
        return None
    values = [float(each.value) for _, each in shown]
    ticks = nice_ticks(min(values), max(values))
    scale = _Scale(ticks[0], ticks[-1])
    taken: list[tuple[float, int]] = []
    places = [
        (kind, each, scale.x(each.value), _level(scale.x(each.value), taken))
        for kind, each in shown
    ]
    line = ABOVE + STEP * max(level for *_, level in places) + STEP
    marks = tuple(
        Mark(kind, x, line - STEP * level - STEP / 2, each.who, each.text)
        for kind, each, x, level in places
    )
    middle = compared.median.value if compared.median else None
    return Strip(
        height=line + BELOW,
        line=line,
        ticks=tuple(Tick(scale.x(at), _tick(at, unit)) for at in ticks),
        marks=marks,
        median=scale.x(middle) if middle is not None else None,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def x(self, value: object) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return round(SIDE + share * (WIDTH - 2 * SIDE), 1)


def _shown(compared: Compared) -> Iterator[tuple[str, Beside]]:
    """The figures that are drawn, the council's own at the bottom of its pile."""
    kinds = (("own", compared.own), ("country", compared.country), ("region", compared.region))
    for kind, each in (*kinds, *(("neighbour", each) for each in compared.neighbours)):
        if each is not None and each.value is not None:
            yield kind, each


def _level(x: float, taken: list[tuple[float, int]]) -> int:
    """The lowest level at which nothing is in the way; it is taken from now on."""
    near = {level for at, level in taken if abs(at - x) < APART}
    level = next(level for level in range(len(taken) + 1) if level not in near)
    taken.append((x, level))
    return level


def _tick(at: float, unit: str) -> str:
    sign = "%" if UNIT_WORDS[unit] == "%" else ""
    return f"{figure(str(at))}{sign}"
