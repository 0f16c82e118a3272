"""From “you said” to “we did”: what was raised is read by a second person, answered, told back.

Source: Buckinghamshire Corporate Parenting Strategy 2020–2023 (the Panel hears young people and
tells them what became of it) and the duty to take their views into account, Children and Social
Work Act 2017, section 1(1)(c). That young people hear what was done before everybody else does,
and that two people read what a child said before anybody else can, are this product's own rules.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from councils.steps import why_not_step


class State(StrEnum):
    """Where something that was raised is."""

    WRITTEN = "written"
    SAID = "said"
    DONE = "done"
    TOLD = "told"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """The state as it is said, after “this is”."""
        return WORDS[self]


WORDS: dict[State, str] = {
    State.WRITTEN: "waiting for a second person to read it",
    State.SAID: "waiting for an answer",
    State.DONE: "answered and not told back yet",
    State.TOLD: "told back",
    State.WITHDRAWN: "withdrawn",
}

#: From each state to those it may go to. Told back and yet not right, it waits for an answer again.
MOVES: dict[State, frozenset[State]] = {
    State.WRITTEN: frozenset({State.SAID, State.WITHDRAWN}),
    State.SAID: frozenset({State.DONE, State.WITHDRAWN}),
    State.DONE: frozenset({State.TOLD, State.SAID, State.WITHDRAWN}),
    State.TOLD: frozenset({State.SAID}),
    State.WITHDRAWN: frozenset(),
}

#: What everybody may read: what was said, and once it is told back what was done.
PUBLIC = (State.SAID, State.DONE, State.TOLD)
#: What officers still owe something for.
WAITING = (State.WRITTEN, State.SAID, State.DONE)

SAME_PERSON = "Somebody else has to read this: not the person who wrote it."
SAME_TELLER = "Somebody else tells this back: not the person who wrote what was done."


class Source(StrEnum):
    """Who said it."""

    YOUNG_PEOPLE = "young_people"
    CARERS = "carers"
    REVIEWING_OFFICERS = "reviewing_officers"
    STAFF = "staff"
    COMPLAINTS = "complaints"


class Outcome(StrEnum):
    """What became of it."""

    DID = "did"
    PART = "part"
    WILL_NOT = "will_not"

    @property
    def words(self) -> str:
        """How the answer begins."""
        return {"did": "We did", "part": "We did a part", "will_not": "We did not"}[self]


@dataclass(frozen=True, slots=True)
class Party:
    """Two people by number: who wrote the words, and who reads them or tells them."""

    wrote: int
    reads: int


def why_not(current: State, to: State) -> str:
    """Why it may not go there, in one sentence; empty where it may."""
    return why_not_step(current, to, MOVES)


def why_not_second(people: Party, *, sentence: str) -> str:
    """Why this person cannot be the second one; empty where they can."""
    return sentence if people.wrote == people.reads else ""


def since_words(said_on: date, today: date) -> str:
    """How long ago it was said: “12 days since it was said”."""
    days = (today - said_on).days
    if not days:
        return "Said today"
    return f"{days} day{'' if days == 1 else 's'} since it was said"


def last_day(consent_on: date) -> date:
    """The last day on which a consent lets something be shown: a year later; then one asks again.

    28 February after 29 February.
    """
    try:
        return consent_on.replace(year=consent_on.year + 1)
    except ValueError:
        return consent_on.replace(year=consent_on.year + 1, day=28)
