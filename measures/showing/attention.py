"""Which measures want a board's attention first: the worse, and among them the worsening.

Source: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 2.2 (data must show where
outcomes require attention). Worse is a red figure; worsening is one that moved the wrong way since a
year ago, or whose series shows a concern that is more than chance. What a figure is called here is
what its own page calls it: nothing is judged anew.
"""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How much it wants attention; the first comes first."""

    BOTH = 1
    WORSE = 2
    WORSENING = 3


#: What each level is called above its measures.
HEADINGS = {
    Level.BOTH: "Red, and getting worse",
    Level.WORSE: "Red, and not getting worse",
    Level.WORSENING: "Not red, but getting worse",
}


@dataclass(frozen=True, slots=True)
class Attention:
    """Why a measure is on the list: how much it wants attention, and what is more than chance.

    Its colour and the way it moved stand with its figure already.
    """

    level: Level
    concerns: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What the level is called."""
        return HEADINGS[self.level]


def attention(*, red: bool, worse: bool, concerns: tuple[str, ...] = ()) -> Attention | None:
    """Whether a measure wants attention.

    All three are what its page says: that it is red, that it is worse than before, and the sentences
    of what is a concern and more than chance.
    """
    worsening = bool(worse or concerns)
    if not red and not worsening:
        return None
    level = Level.BOTH if red and worsening else Level.WORSE if red else Level.WORSENING
    return Attention(level, concerns)
