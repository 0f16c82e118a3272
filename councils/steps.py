"""What goes from state to state along a table of steps, and why a step cannot be taken, in words.

The tables stand with their rules: forums/flow.py, forums/voice/flow.py, boards/to_forum/flow.py.
"""

from collections.abc import Mapping, Set
from typing import Protocol, TypeVar


class Worded(Protocol):
    """A state that can be said: “this is *asked and not read yet*”."""

    @property
    def words(self) -> str:
        """The state as it is said, after “this is”."""


S = TypeVar("S", bound=Worded)


def why_not_step(current: S, to: S, steps: Mapping[S, Set[S]], *, what: str = "This") -> str:
    """Why `what` may not go from one state to another, in one sentence; empty where it may.

    `steps` names every state, in the order in which they are said.
    """
    if to in steps[current]:
        return ""
    if current is to:
        return f"{what} is already {current.words}."
    ways = " or ".join(each.words for each in steps if each in steps[current] - {current})
    if not ways:
        return f"{what} is {current.words}; no other step comes after that."
    return f"{what} is {current.words}. Next it can only be {ways}."
