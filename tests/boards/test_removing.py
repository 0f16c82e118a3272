"""When a passage may be destroyed, and by whom: each state with each move."""

import pytest

from boards.packs.removing import (
    DESTROYED,
    NOT_STANDING,
    SAME_PERSON,
    STATE_WORDS,
    State,
    state_of,
    why_not_destroy,
    why_not_take_back,
)


@pytest.mark.parametrize(
    ("confirmed", "taken_back", "state"),
    [
        (False, False, State.PROPOSED),
        (True, False, State.DESTROYED),
        (False, True, State.TAKEN_BACK),
    ],
)
def test_how_far_it_is(confirmed: bool, taken_back: bool, state: State) -> None:
    assert state_of(confirmed=confirmed, taken_back=taken_back) is state
    assert STATE_WORDS[state]


@pytest.mark.parametrize(
    ("state", "second", "refused"),
    [
        (State.PROPOSED, True, ""),
        (State.PROPOSED, False, SAME_PERSON),
        (State.DESTROYED, True, DESTROYED),
        (State.DESTROYED, False, DESTROYED),
        (State.TAKEN_BACK, True, NOT_STANDING),
        (State.TAKEN_BACK, False, NOT_STANDING),
    ],
)
def test_it_takes_two(state: State, second: bool, refused: str) -> None:
    by = "second" if second else "first"
    assert why_not_destroy(state, proposed_by="first", by=by) == refused


@pytest.mark.parametrize("state", State)
def test_what_is_destroyed_stays_so(state: State) -> None:
    assert why_not_take_back(state) == (DESTROYED if state is State.DESTROYED else "")
