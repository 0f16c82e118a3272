"""The life of a measure: draft, in use, retired; and back in use where it was retired by mistake.

Source: this product's own rule. A strategy's measure is in use from the first day, because the
council agreed it with the strategy; one an officer adds is a draft until it is put in use. A draft
that nobody wants is retired without ever having been in use. Nothing is ever deleted: a retired
measure stays readable with its figures, its day and its reason, and no figure is owed for it.
"""

from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where a measure is in its life."""

    DRAFT = "draft"
    IN_USE = "in_use"
    RETIRED = "retired"


#: From each state, where a measure may go.
MOVES: dict[State, tuple[State, ...]] = {
    State.DRAFT: (State.IN_USE, State.RETIRED),
    State.IN_USE: (State.RETIRED,),
    State.RETIRED: (State.IN_USE,),
}

WORDS = {State.DRAFT: "draft", State.IN_USE: "in use", State.RETIRED: "retired"}
NO_REASON = {
    State.RETIRED: "Say why it is retired. Everybody who reads the measure is told.",
    State.IN_USE: "Say why it is used again. Everybody who reads the measure is told.",
}


def why_not_move(now: State, to: State) -> str:
    """Why a measure cannot go from one state to another; empty where it can."""
    if to in MOVES[now]:
        return ""
    if now is to:
        return f"This is {WORDS[now]} already."
    return f"What is {WORDS[now]} cannot become {WORDS[to]}."


def why_no_reason(now: State, to: State, reason: str) -> str:
    """Why the move needs a reason and has none; empty where all is well."""
    if reason.strip() or (now, to) == (State.DRAFT, State.IN_USE):
        return ""
    return NO_REASON[to]


def why_not_on(day: date, *, today: date, last: date | None) -> str:
    """Why a move cannot be of that day; empty where it can. `last` is the day of the last move."""
    if day > today:
        return "This day is still to come."
    if last is not None and day < last:
        return f"What was decided last is of {last:%-d %B %Y}. Choose that day or a later one."
    return ""


def owes_figures(state: State) -> bool:
    """Whether figures are due: only of a measure that is in use."""
    return state is State.IN_USE


def told(state: State, day: date | None, reason: str) -> str:
    """What a reader is told of a measure that is not in use; empty of one that is."""
    if state is State.IN_USE:
        return ""
    if state is State.DRAFT:
        return "This is a draft: it is not in use yet."
    since = f" on {day:%-d %B %Y}" if day else ""
    return f"Retired{since}: {reason} No new figures are owed; those of before stay."
