"""How the dots of young people order an agenda.

What opens or closes each meeting, and what is only sent out to be read, stays where it is, and
nothing passes it: so an item that is dealt with in private is never moved to where the public sits
in. Between two of those the item with most dots comes first. All forums' dots count the same. This
is the product's own rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from councils.working_days import day_in_words

#: More dots than any forum puts on one item: more is a slip of the finger.
MOST = 500

NO_DOTS = "There are no dots yet."
IN_ORDER = "The agenda is in the order of the dots."
NOT_IN_ORDER = "The agenda is not in the order of the dots yet."
NEVER_IN_ORDER = "The agenda does not follow the dots."
ARE_OUT = "The papers are out, so the order stays as it is."
CANCELLED = "This meeting is cancelled."


@dataclass(frozen=True, slots=True)
class Choice:
    """An item young people choose among: its key, its dots, and whether it stays where it is."""

    key: int
    dots: int = 0
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """The items in the order of the dots, whether they stand so already, and that in words."""

    keys: tuple[int, ...]
    stands: bool
    words: str


def order_of(choices: Sequence[Choice], *, is_closed: bool = False) -> Order:
    """The order the dots ask for; `choices` are in the clerk's order, which decides between ties.

    `is_closed`: nobody can put the agenda into that order any more.
    """
    found: list[Choice] = []
    for stays, run in groupby(choices, key=lambda choice: choice.stays):
        between = list(run)
        found += between if stays else sorted(between, key=lambda choice: -choice.dots)
    if not any(choice.dots for choice in choices if not choice.stays):
        return Order(tuple(choice.key for choice in choices), stands=True, words=NO_DOTS)
    stands = found == list(choices)
    not_so = NEVER_IN_ORDER if is_closed else NOT_IN_ORDER
    return Order(tuple(choice.key for choice in found), stands, IN_ORDER if stands else not_so)


def why_closed(held_on: date, *, today: date, cancelled: bool, is_out: bool) -> str:
    """Why no dots are put on an agenda any more; empty while they may be."""
    if cancelled:
        return CANCELLED
    if held_on < today:
        return f"This meeting was on {day_in_words(held_on)}. It is over."
    return ARE_OUT if is_out else ""


def changed_words(number: int) -> str:
    """What is said at a number that somebody else has saved meanwhile."""
    return (
        f"Somebody else saved {number} here while you were typing. Your number is still here: "
        "save again to use it."
    )


def total_words(number: int) -> str:
    """How many dots there are."""
    return f"{number} dot{'' if number == 1 else 's'}"
