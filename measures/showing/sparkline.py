"""A measure's history as a line of a few letters' size, without axes or words.

It stands beside the figure and the words that say the same, so it is decoration to a screen reader.
A gap in the figures is a gap in the line; a hidden figure (R18) is a gap too, and has no part in
the scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

WIDTH, HEIGHT = 120, 32
#: Room for the dot at the end, and for the thickness of the line.
MARGIN = 4
#: So many figures are drawn at most, the newest.
LONGEST = 16


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The `d` of its one path, and where the dot of the newest figure stands (None: a gap)."""

    path: str
    dot: tuple[float, float] | None

    @property
    def view_box(self) -> str:
        """The viewBox attribute."""
        return f"0 0 {WIDTH} {HEIGHT}"


@lru_cache(maxsize=4096)  # a line changes when a figure comes, and is shown all day
def sparkline(values: tuple[Decimal | None, ...]) -> Sparkline | None:
    """The line of these values, the oldest first; None where there are not two to join."""
    drawn = values[-LONGEST:]
    known = [value for value in drawn if value is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    places = [_place(n, value, len(drawn), low, high) for n, value in enumerate(drawn)]
    return Sparkline(_path(places), places[-1])


def _place(
    n: int, value: Decimal | None, number: int, low: Decimal, high: Decimal
) -> tuple[float, float] | None:
    if value is None:
        return None
    up = float((value - low) / (high - low)) if high > low else 0.5
    across = n / (number - 1)
    return (
        round(MARGIN + across * (WIDTH - 2 * MARGIN), 1),
        round(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN), 1),
    )


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    """A pen that is lifted at every gap; a figure between two gaps is a point."""
    drawn, joined = [], False
    for at, place in enumerate(places):
        if place is None:
            joined = False
            continue
        x, y = place
        alone = not joined and (at + 1 == len(places) or places[at + 1] is None)
        drawn.append(f"{'L' if joined else 'M'}{x:g} {y:g}{'h0' if alone else ''}")
        joined = True
    return "".join(drawn)
