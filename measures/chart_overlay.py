"""What may be drawn over a chart's line: stretches of a value, marked periods, and their key.

As it is asked for (`Stretch`, `Notice`, `Key`), and as it is drawn (`Span`, `Mark`).
"""

from dataclasses import dataclass
from decimal import Decimal

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Stretch:
    """A value that holds for some of the periods: a median, a mean, a limit; `kind` is its look."""

    kind: str
    value: Number
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A period that is marked: with which shape and tone, and what is to be said of it.

    `shape` is a path from the middle of the mark, in SVG units.
    """

    slot: int
    shape: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Key:
    """What a kind of line or a shape stands for, in words; one of the two is empty."""

    kind: str
    shape: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is drawn over a series: its stretches, its notices, and what they stand for."""

    stretches: tuple[Stretch, ...] = ()
    notices: tuple[Notice, ...] = ()
    key: tuple[Key, ...] = ()


NO_OVERLAY = Overlay()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch as drawn: a line of a kind from one place to another, at this height."""

    kind: str
    y: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A notice as drawn: its shape's path around its place, and its words."""

    x: float
    y: float
    shape: str
    tone: str
    words: str
