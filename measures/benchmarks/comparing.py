"""How one council's published figure stands beside others': rank, quarter, mean and median.

Every figure is the published one, as it is printed; a mean or a median is of those printed
figures, and is always called what it is. Who has no figure is left out and counted. Sources: the
statistical neighbour models (ten neighbours each, ranked by closeness) and R13 (a half goes up).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median as middle

from measures.rating import Polarity, rounded

#: Ranks that do not end in “th”, but for 11, 12 and 13.
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
QUARTERS = {1: "best", 2: "second best", 3: "third", 4: "last"}
BY_SIZE = {1: "highest", 2: "second highest", 3: "third", 4: "lowest"}


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among others: the first is the best, or the highest where neither way is better."""

    place: int
    of: int
    shared: bool
    polarity: Polarity

    @property
    def words(self) -> str:
        """“7th of 11”, “joint 2nd of 11”; “3rd of 11 by size” where neither way is better."""
        size = " by size" if self.polarity is Polarity.NONE else ""
        joint = "joint " if self.shared else ""
        return f"{joint}{ordinal_of(self.place)} of {self.of:,}{size}"

    @property
    def counted(self) -> str:
        """From which end it is counted."""
        return "1st is the highest" if self.polarity is Polarity.NONE else "1st is the best"


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter of all authorities a figure lies in, 1 to 4, and out of how many."""

    number: int
    of: int
    polarity: Polarity

    @property
    def words(self) -> str:
        """“in the best quarter of 151 authorities”."""
        names = BY_SIZE if self.polarity is Polarity.NONE else QUARTERS
        return f"in the {names[self.number]} quarter of {self.of:,} authorities"


def ordinal_of(place: int) -> str:
    """“1st”, “2nd”, “11th”, “23rd”."""
    ending = "th" if place % 100 in {11, 12, 13} else ENDINGS.get(place % 10, "th")
    return f"{place}{ending}"


def mean(values: Sequence[Decimal], places: int) -> Decimal | None:
    """The mean of the figures, rounded half up; None where there is none."""
    return rounded(sum(values, Decimal(0)) / len(values), places) if values else None


def median(values: Sequence[Decimal], places: int) -> Decimal | None:
    """The middle figure, or the middle between the two in the middle; None where there is none."""
    return rounded(middle(values), places) if values else None


def rank(own: Decimal | None, others: Iterable[Decimal | None], polarity: Polarity) -> Rank | None:
    """The place of our figure among ours and theirs; equal figures share the better place.

    None where we have no figure, or nobody else has.
    """
    known = [other for other in others if other is not None]
    if own is None or not known:
        return None
    return Rank(
        place=1 + sum(is_better(other, own, polarity) for other in known),
        of=1 + len(known),
        shared=own in known,
        polarity=polarity,
    )


def quarter(
    own: Decimal | None, others: Iterable[Decimal | None], polarity: Polarity
) -> Quarter | None:
    """The quarter our figure lies in: what share of all authorities is better than we are.

    Equal figures lie in the same quarter, the better one. None where fewer than four have a
    figure: four quarters need four.
    """
    place = rank(own, others, polarity)
    if place is None or place.of < len(QUARTERS):
        return None
    number = 1 + len(QUARTERS) * (place.place - 1) // place.of
    return Quarter(number, place.of, polarity)


def is_better(one: Decimal, other: Decimal, polarity: Polarity) -> bool:
    """Whether one figure is better than another; the higher where neither way is better."""
    return one < other if polarity is Polarity.LOW else one > other
