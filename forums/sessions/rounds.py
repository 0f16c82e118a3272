"""A round of the kiosk: one screen for one promise, passed from hand to hand.

Source: R16 (verdicts are given in a session). That no result can be seen while the round is open,
that one screen counts once, and that the tablet holds nothing of the worker's, are this product's
own rules: a child who sees how the others voted is not asked any more.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

#: How long a kiosk can be used after it was opened; a session is over by then.
LASTS = timedelta(hours=3)


class State(StrEnum):
    """Where a round is."""

    OPEN = "open"
    CLOSED = "closed"
    TAKEN_BACK = "taken_back"

    @property
    def words(self) -> str:
        """The state as it is said, after “this round is”."""
        return {"open": "open", "closed": "closed and counted", "taken_back": "taken back"}[self]


#: From each state to those it may go to.
MOVES: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.CLOSED, State.TAKEN_BACK}),
    State.CLOSED: frozenset({State.TAKEN_BACK}),
    State.TAKEN_BACK: frozenset(),
}


class Answer(StrEnum):
    """The four large answers, as they are sent; their names are those of the counts."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    DONT_KNOW = "dont_know"

    @property
    def words(self) -> str:
        """What stands on the button."""
        return {"kept": "Yes", "partly": "A bit", "not_kept": "Not yet", "dont_know": "Don’t know"}[
            self
        ]


class Heard(StrEnum):
    """The two answers to “Had you heard of this promise before today?”."""

    HAD_HEARD = "had_heard"
    HAD_NOT_HEARD = "had_not_heard"

    @property
    def words(self) -> str:
        """What stands on the button."""
        return {"had_heard": "Yes", "had_not_heard": "No"}[self]


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that was shown: of which round, with which of the two questions."""

    round: int
    asks_heard: bool
    secret: str


class Tap(StrEnum):
    """What becomes of a tap."""

    COUNTS = "counts"
    COUNTED = "counted"
    FULL = "full"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a tap, and what the screen says."""

    tap: Tap
    words: str


THANKS = Outcome(Tap.COUNTS, "Thank you")
TWICE = Outcome(Tap.COUNTED, "Thank you")
FULL = Outcome(Tap.FULL, "Everybody has answered.")
OVER = Outcome(Tap.OVER, "This question is closed.")


def why_not(current: State, to: State) -> str:
    """Why a round may not go there, in one sentence; empty where it may."""
    if to in MOVES[current]:
        return ""
    if current is to:
        return f"This round is already {current.words}."
    if current is State.TAKEN_BACK:
        return "This round is taken back. Open a new one to ask again."
    return f"This round is {current.words}. Take it back and open a new one to ask again."


def tapped(*, is_open: bool, is_used: bool, answered: int, came: int) -> Outcome:
    """What becomes of a tap on one screen.

    `is_used`: this very screen has counted already, so it is a second tap of the same hand. The
    next child has a screen of their own. `answered`: how many have answered so far.
    """
    if not is_open:
        return OVER
    if is_used:
        return TWICE
    if answered >= came:
        return FULL
    return THANKS
