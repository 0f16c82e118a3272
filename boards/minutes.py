"""Minutes go from a draft to all members, and are confirmed at a later meeting; then they stay.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 5.7 (minutes are
circulated); Local Government Act 1972, Schedule 12, paragraph 41 (minutes are signed at the same
or the next suitable meeting); here at a later one, because members must have read them first.
That an error found afterwards is put right by a further version is this product's own rule.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from councils.working_days import day_in_words


class State(StrEnum):
    """Where one version of the minutes is."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    CONFIRMED = "confirmed"

    @property
    def words(self) -> str:
        """The state as it is said, after "these minutes are"."""
        return WORDS[self]


class Move(StrEnum):
    """What can be done with a version of the minutes."""

    WRITE = "write"
    CIRCULATE = "circulate"
    TAKE_BACK = "take_back"
    CONFIRM = "confirm"
    CORRECT = "correct"

    @property
    def words(self) -> str:
        """The move as it is said, after "they can only be"."""
        return MOVE_WORDS[self]


WORDS: dict[State, str] = {
    State.DRAFT: "a draft",
    State.CIRCULATED: "circulated",
    State.CONFIRMED: "confirmed, and nothing in them changes any more",
}
MOVE_WORDS: dict[Move, str] = {
    Move.WRITE: "written",
    Move.CIRCULATE: "circulated",
    Move.TAKE_BACK: "taken back as a draft",
    Move.CONFIRM: "confirmed at a later meeting",
    Move.CORRECT: "corrected by a further version, with a reason",
}

#: The state of the version after each move. A correction leaves what was confirmed as it is: it
#: begins a further version, which is a draft.
MOVES: dict[State, dict[Move, State]] = {
    State.DRAFT: {Move.WRITE: State.DRAFT, Move.CIRCULATE: State.CIRCULATED},
    State.CIRCULATED: {Move.TAKE_BACK: State.DRAFT, Move.CONFIRM: State.CONFIRMED},
    State.CONFIRMED: {Move.CORRECT: State.CONFIRMED},
}

#: The roles that confirm minutes for the meeting: those that have the page (roles.py).
CONFIRMING_ROLES = frozenset({"chair"})
WHO_CONFIRMS = "Minutes are confirmed by the chair."


def why_not(state: State, move: Move) -> str:
    """Why this cannot be done with minutes in this state; empty where it can."""
    if move in MOVES[state]:
        return ""
    ways = " or ".join(each.words for each in Move if each in MOVES[state])
    return f"These minutes are {state.words}. They can only be {ways}."


@dataclass(frozen=True, slots=True)
class ItemMinute:
    """What the minutes say of one item: its outcome in words, and the clerk's text."""

    number: str
    title: str
    outcome: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded of the item."""
        return not (self.outcome.strip() or self.text.strip())


@dataclass(frozen=True, slots=True)
class MinutesCheck:
    """Every reason why something cannot be done with the minutes; none where it can."""

    refusals: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Whether it can be done."""
        return not self.refusals


def may_circulate(state: State, items: Sequence[ItemMinute], *, held: bool) -> MinutesCheck:
    """Whether the minutes may go round: every item of a meeting that was held says something."""
    if refused := why_not(state, Move.CIRCULATE):
        return MinutesCheck((refused,))
    if not held:
        return MinutesCheck(("The meeting has not been held, so it has no minutes.",))
    if not items:
        return MinutesCheck(("The meeting has no items, so there is nothing to circulate.",))
    return MinutesCheck(tuple(_empty_words(item) for item in items if item.is_empty))


def _empty_words(item: ItemMinute) -> str:
    return (
        f"Item {item.number}, “{item.title}”, says nothing yet. Choose its outcome or write what "
        "was said; “noted” is enough if it is true."
    )


@dataclass(frozen=True, slots=True)
class MeetingRef:
    """A meeting as the minutes see it: which one, whose, when, and whether it was held."""

    key: Hashable
    body: Hashable
    on: date
    held: bool = True


def why_not_confirm(
    state: State, *, of: MeetingRef, at: MeetingRef | None, roles: Collection[str], body: str
) -> str:
    """Why the minutes of one meeting cannot be confirmed at another; empty where they can.

    `at` is the meeting that agreed them, or None where there is none yet; `roles` are those of
    the person who confirms; `body` is the council's word for the body.
    """
    if refused := why_not(state, Move.CONFIRM):
        return refused
    if not CONFIRMING_ROLES & set(roles):
        return WHO_CONFIRMS
    return _why_not_at(of, at, body)


def _why_not_at(of: MeetingRef, at: MeetingRef | None, body: str) -> str:
    """Why this meeting cannot agree the minutes of that one; empty where it can."""
    if at is None:
        return f"Minutes are confirmed at a later meeting of the {body}. Choose that meeting."
    if at.key == of.key:
        return "A meeting cannot confirm its own minutes. Choose a later meeting."
    when = day_in_words(at.on)
    if at.body != of.body:
        return f"The meeting on {when} is not a meeting of this {body}."
    if at.on <= of.on:
        return f"The meeting on {when} is not later than the meeting on {day_in_words(of.on)}."
    if not at.held:
        return f"The meeting on {when} has not been held, so it has confirmed nothing."
    return ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a meeting's minutes; every version but the first says why it was made."""

    number: int
    state: State
    reason: str = ""


def in_force(versions: Iterable[Version]) -> Version | None:
    """The version that counts: the last one confirmed, or None before any is."""
    confirmed = [each for each in versions if each.state is State.CONFIRMED]
    return max(confirmed, key=lambda each: each.number, default=None)


def why_not_correct(versions: Sequence[Version], reason: str) -> str:
    """Why no further version can be begun; empty where it can."""
    if not versions:
        return "There are no minutes to correct yet."
    latest = max(versions, key=lambda each: each.number)
    if refused := why_not(latest.state, Move.CORRECT):
        if latest.number == 1:
            return refused
        return f"Version {latest.number} is a correction already under way. {refused}"
    if not reason.strip():
        return "Say why the confirmed minutes are corrected. The reason is printed with them."
    return ""


def version_words(version: Version) -> str:
    """What is printed at the head of a version."""
    said = {
        State.DRAFT: "Draft. These minutes may still change.",
        State.CIRCULATED: "Circulated, and not yet confirmed by a meeting.",
        State.CONFIRMED: "Confirmed as a true record.",
    }[version.state]
    if version.number == 1:
        return said
    return f"{said} Version {version.number}, a correction: {version.reason}"
