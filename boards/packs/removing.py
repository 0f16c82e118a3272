"""When a passage of published papers may be destroyed, and by whom.

Two people together can destroy a passage, because a child was named by mistake: the edition keeps
its number and says that a passage was taken out, and the record says who and when, not what. That
the passage is hidden as soon as the first of them proposes it is this product's own rule: nobody
should go on reading a child's name while a second person is looked for.
"""

from collections.abc import Hashable
from enum import StrEnum

TAKEN_OUT = "A passage stood here. It was taken out."


class State(StrEnum):
    """How far it is."""

    PROPOSED = "proposed"
    DESTROYED = "destroyed"
    TAKEN_BACK = "taken back"


STATE_WORDS = {
    State.PROPOSED: "Hidden, and waiting for a second person",
    State.DESTROYED: "Destroyed",
    State.TAKEN_BACK: "Taken back",
}
SAME_PERSON = "You proposed this. Somebody else looks at it and destroys it."
DESTROYED = "This passage is destroyed. Nobody can bring it back."
NOT_STANDING = "This was taken back. Propose it again if the passage has to go."
NO_PASSAGE = (
    "There is no passage {number} in these papers. Its number stands at its beginning: 5.3."
)
NOT_A_PASSAGE = "What stands at {number} is kept back or taken out already."


def state_of(*, confirmed: bool, taken_back: bool) -> State:
    """How far the removal of a passage is."""
    if confirmed:
        return State.DESTROYED
    return State.TAKEN_BACK if taken_back else State.PROPOSED


def why_not_destroy(state: State, *, proposed_by: Hashable, by: Hashable) -> str:
    """Why this person cannot destroy it; empty where they can."""
    if state is State.DESTROYED:
        return DESTROYED
    if state is State.TAKEN_BACK:
        return NOT_STANDING
    return SAME_PERSON if proposed_by == by else ""


def why_not_take_back(state: State) -> str:
    """Why the proposal cannot be taken back; empty where it can."""
    return DESTROYED if state is State.DESTROYED else ""
