"""Challenge the other way round: what a body asks its forums, and what each forum says to it.

Source: Dorset Corporate Parenting Strategy 2020–2023 (young people “also ask the Corporate Parenting
Board to challenge young people on anything they want help with too!”). That two people agree to the
words on both sides, that “no” with a reason is a full answer, and that no day binds a child, are
this product's own rules: a forum is never late and never in breach.
"""

from enum import StrEnum

from councils.steps import why_not_step
from councils.working_days import date_in_words


class State(StrEnum):
    """Where something a body asks is, for one of the forums it asks."""

    WRITTEN = "written"
    ASKED = "asked"
    ANSWERED = "answered"
    TOLD = "told"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """The state as it is said, after “this is”."""
        return WORDS[self]


WORDS: dict[State, str] = {
    State.WRITTEN: "waiting for a second person to agree to its words",
    State.ASKED: "with young people",
    State.ANSWERED: "waiting for a second person to read the answer",
    State.TOLD: "answered",
    State.WITHDRAWN: "taken back",
}

#: From each state to those it may go to. What no second person has read can be put otherwise, and a
#: forum may always say something else later. What a forum has answered is not taken back.
MOVES: dict[State, frozenset[State]] = {
    State.WRITTEN: frozenset({State.WRITTEN, State.ASKED, State.WITHDRAWN}),
    State.ASKED: frozenset({State.ANSWERED, State.WITHDRAWN}),
    State.ANSWERED: frozenset({State.ANSWERED, State.TOLD}),
    State.TOLD: frozenset({State.ANSWERED}),
    State.WITHDRAWN: frozenset(),
}

#: The forum may say something to it.
OPEN = frozenset(state for state in State if State.ANSWERED in MOVES[state])


class Says(StrEnum):
    """What a forum says."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    THINK = "think"

    @property
    def words(self) -> str:
        """What the forum says, as a sentence's beginning."""
        return {
            Says.YES: "Yes",
            Says.PARTLY: "Partly",
            Says.NO: "No",
            Says.THINK: "We will think about it",
        }[self]


#: These say more than one word: which part, or why not.
WITH_WORDS = (Says.PARTLY, Says.NO)

WROTE_QUESTION = (
    "You wrote these words, so somebody else agrees to them: another clerk or the chair."
)
WROTE_ANSWER = (
    "You wrote this answer, so somebody else reads it first: another worker, or the safeguarding "
    "lead."
)
SAY_MORE = {
    Says.PARTLY: "Say which part.",
    Says.NO: "Say why not. One sentence is enough.",
}


def state_of(*, agreed: bool, withdrawn: bool, answered: bool, read: bool) -> State:
    """Where it is for one forum, from what was done.

    `agreed`: a second person has agreed to its words. `answered`: the forum has said something.
    `read`: a second person has read the latest that it said.
    """
    if answered:
        return State.TOLD if read else State.ANSWERED
    if withdrawn:
        return State.WITHDRAWN
    return State.ASKED if agreed else State.WRITTEN


def why_not(current: State, to: State) -> str:
    """Why it may not go there, in one sentence; empty where it may."""
    return why_not_step(current, to, MOVES)


def why_not_say(says: Says, words: str) -> str:
    """Why an answer is not whole yet; empty where it is: “yes” alone is an answer."""
    return "" if words.strip() else SAY_MORE.get(says, "")


def wish_words(day: object) -> str:
    """By when an answer would help, where the body said so; it binds nobody."""
    return f"It would help to hear by {date_in_words(day)}. You do not have to." if day else ""
