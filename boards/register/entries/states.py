"""How somebody stands in the register, and what becomes of two people's changes to one row.

Works on plain values; times are those of the meeting's day. That one person is in one place at a
time, that a substitute and the one they stand in for do not sit together, and that nobody's change
is lost, are this product's own rules (R4 counts one person once).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

NOT_A_STATE = "Reload the page: this row was not sent whole."
STILL_HERE = "They have not left yet: first say when they left."
NO_ARRIVAL = "Say when they came back."
BACK_TOO_EARLY = "They came back before they had left."
NO_TIMES = "Somebody who was not there has no times: take the times out."
NO_HEADS = "Say how many young people were there."


class Mark(StrEnum):
    """How the register has somebody."""

    PRESENT = "present"
    ONLINE = "online"
    APOLOGIES = "apologies"
    ABSENT = "absent"


THERE = frozenset({Mark.PRESENT, Mark.ONLINE})
WORDS = {
    Mark.PRESENT: "Present",
    Mark.ONLINE: "Online",
    Mark.APOLOGIES: "Apologies",
    Mark.ABSENT: "Absent",
}


@dataclass(frozen=True, slots=True)
class State:
    """One row: the mark, how many heads (young people), and from when to when.

    Without a mark nothing is recorded. An empty time is from the start, or to the end.
    """

    mark: Mark | None = None
    heads: int = 1
    arrived_at: time | None = None
    left_at: time | None = None

    @property
    def is_there(self) -> bool:
        """Whether they are there, in the room or online."""
        return self.mark in THERE

    def packed(self) -> str:
        """The row in one string, for a page to send back what it showed."""
        times = (f"{at:%H:%M}" if at else "" for at in (self.arrived_at, self.left_at))
        return "|".join((self.mark or "", str(self.heads), *times))

    def words(self, *, young: bool = False) -> str:
        """The row as it is said: "Present from 17:45 to 18:30", "Online, 3 of them"."""
        if self.mark is None:
            return "Nothing recorded"
        said = WORDS[self.mark]
        if young and self.is_there:
            said += f", {self.heads} of them"
        said += f" from {self.arrived_at:%H:%M}" if self.arrived_at else ""
        return said + (f" to {self.left_at:%H:%M}" if self.left_at else "")


NOTHING = State()


def unpacked(text: str) -> State:
    """What `packed` made.

    Raises:
        ValueError: it is nothing that `packed` makes.
    """
    try:
        mark, heads, arrived, left = text.split("|")
        times = (time.fromisoformat(at) if at else None for at in (arrived, left))
        return State(Mark(mark) if mark else None, int(heads), *times)
    except ValueError as error:
        raise ValueError(NOT_A_STATE) from error


def settled(state: State, *, young: bool) -> State:
    """The row as it is kept: one head for a person, none for young people who did not come."""
    if not young:
        return replace(state, heads=1)
    return state if state.is_there else replace(state, heads=0)


def errors_of(state: State, *, young: bool) -> dict[str, str]:
    """What is wrong with a row by itself, by field; the database refuses the same."""
    found = {}
    if not state.is_there and (state.arrived_at or state.left_at):
        found["arrived_at" if state.arrived_at else "left_at"] = NO_TIMES
    if young and state.is_there and state.heads < 1:
        found["heads"] = NO_HEADS
    return found


class Step(StrEnum):
    """What becomes of a row somebody sends."""

    KEEP = "keep"
    WRITE = "write"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Sent:
    """A row as somebody sends it: what they want, what their page showed, and its version.

    Version 0 is a row that nobody had saved when the page was opened.
    """

    mine: State
    seen: State
    version: int = 0


def step(sent: Sent, *, theirs: State, version: int) -> Step:
    """What to do with a row, where `theirs` is saved now, in that version.

    A row that nobody else has touched is written. Where somebody has, it matters whether this
    person changed it too: if not, the other's stays; if so, and differently, both are shown. A row
    taken off and put back begins at version 1 again, so what was seen is compared as well.
    """
    if sent.mine == theirs:
        return Step.KEEP
    if sent.version == version and (not version or sent.seen == theirs):
        return Step.WRITE
    return Step.KEEP if sent.mine == sent.seen else Step.CONFLICT


def overlap(one: State, other: State) -> bool:
    """Whether two stays have a moment in common; who leaves as the other arrives does not."""
    return _before(one.arrived_at, other.left_at) and _before(other.arrived_at, one.left_at)


def _before(arrived: time | None, left: time | None) -> bool:
    """Whether somebody is there before somebody else has left."""
    return arrived is None or left is None or arrived < left


def why_not_stays(stays: Sequence[State]) -> tuple[int, str, str]:
    """What is wrong with somebody's stays in their order: which one, its field, the sentence.

    The sentence is empty where they can be so.
    """
    for place in range(1, len(stays)):
        earlier, later = stays[place - 1], stays[place]
        if later.mark is None:
            continue
        if earlier.left_at is None:
            return place, "arrived_at", STILL_HERE
        if later.arrived_at is None:
            return place, "arrived_at", NO_ARRIVAL
        if later.arrived_at < earlier.left_at:
            return place, "arrived_at", BACK_TOO_EARLY
    return 0, "", ""
