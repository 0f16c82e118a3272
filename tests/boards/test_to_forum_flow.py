"""The states of what a body asks young people, pair by pair; and what an answer needs."""

from datetime import date
from itertools import product

import pytest

from boards.to_forum.flow import (
    MOVES,
    OPEN,
    WORDS,
    Says,
    State,
    state_of,
    why_not,
    why_not_say,
    wish_words,
)

ALLOWED = {
    *(("written", "written"), ("written", "asked"), ("written", "withdrawn")),
    *(("asked", "answered"), ("asked", "withdrawn")),
    *(("answered", "answered"), ("answered", "told"), ("told", "answered")),
}


@pytest.mark.parametrize(("current", "to"), list(product(State, State)))
def test_every_pair_of_states(current: State, to: State) -> None:
    allowed = (current.value, to.value) in ALLOWED
    assert (why_not(current, to) == "") is allowed


def test_the_table_and_the_words_know_every_state() -> None:
    assert set(MOVES) == set(WORDS) == set(State)
    assert {State.ASKED, State.ANSWERED, State.TOLD} == OPEN


@pytest.mark.parametrize(
    ("current", "to", "words"),
    [
        (
            State.ANSWERED,
            State.WITHDRAWN,
            "This is waiting for a second person to read the answer. Next it can only be answered.",
        ),
        (State.ASKED, State.ASKED, "This is already with young people."),
        (
            State.WITHDRAWN,
            State.ANSWERED,
            "This is taken back; no other step comes after that.",
        ),
    ],
)
def test_a_refusal_says_what_can_be_done(current: State, to: State, words: str) -> None:
    assert why_not(current, to) == words


@pytest.mark.parametrize(
    ("agreed", "withdrawn", "answered", "read", "state"),
    [
        (False, False, False, False, State.WRITTEN),
        (True, False, False, False, State.ASKED),
        (True, False, True, False, State.ANSWERED),
        (True, False, True, True, State.TOLD),
        (False, True, False, False, State.WITHDRAWN),
        (True, True, False, False, State.WITHDRAWN),
        # What one forum has answered stays, though it is taken back from the others.
        (True, True, True, False, State.ANSWERED),
        (True, True, True, True, State.TOLD),
    ],
)
def test_where_it_is_follows_from_what_was_done(
    *, agreed: bool, withdrawn: bool, answered: bool, read: bool, state: State
) -> None:
    found = state_of(agreed=agreed, withdrawn=withdrawn, answered=answered, read=read)
    assert found is state


@pytest.mark.parametrize(
    ("says", "words", "refused"),
    [
        (Says.YES, "", ""),
        (Says.THINK, "", ""),
        (Says.NO, "We have no time.", ""),
        (Says.NO, "  ", "Say why not. One sentence is enough."),
        (Says.PARTLY, "", "Say which part."),
    ],
)
def test_no_is_an_answer_with_a_reason(says: Says, words: str, refused: str) -> None:
    assert why_not_say(says, words) == refused


def test_a_wish_binds_nobody() -> None:
    said = "It would help to hear by 1 June 2026. You do not have to."
    assert wish_words(date(2026, 6, 1)) == said
    assert wish_words(None) == ""
