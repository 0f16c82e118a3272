"""Minutes: their states pair by pair, and what they wait for before each step."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.minutes import (
    CONFIRMING_ROLES,
    MOVE_WORDS,
    MOVES,
    WHO_CONFIRMS,
    WORDS,
    ItemMinute,
    MeetingRef,
    Move,
    State,
    Version,
    in_force,
    may_circulate,
    version_words,
    why_not,
    why_not_confirm,
    why_not_correct,
)
from councils.refusals import refusal
from councils.roles import roles_that

ALLOWED = {
    ("draft", "write"): "draft",
    ("draft", "circulate"): "circulated",
    ("circulated", "take_back"): "draft",
    ("circulated", "confirm"): "confirmed",
    ("confirmed", "correct"): "confirmed",
}


@pytest.mark.parametrize(("state", "move"), list(product(State, Move)))
def test_every_pair_of_state_and_move(state, move) -> None:
    assert MOVES[state].get(move) == ALLOWED.get((state.value, move.value))
    assert (why_not(state, move) == "") is ((state.value, move.value) in ALLOWED)


def test_the_tables_know_every_state_and_every_move() -> None:
    assert set(MOVES) == set(WORDS) == set(State)
    assert set(MOVE_WORDS) == set(Move)


@pytest.mark.parametrize(
    ("state", "move", "words"),
    [
        (
            State.DRAFT,
            Move.CONFIRM,
            "These minutes are a draft. They can only be written or circulated.",
        ),
        (
            State.CIRCULATED,
            Move.WRITE,
            (
                "These minutes are circulated. They can only be taken back as a draft or confirmed at "
                "a later meeting."
            ),
        ),
        (
            State.CONFIRMED,
            Move.WRITE,
            (
                "These minutes are confirmed, and nothing in them changes any more. They can only be "
                "corrected by a further version, with a reason."
            ),
        ),
    ],
)
def test_a_refusal_says_what_can_be_done(state, move, words) -> None:
    assert why_not(state, move) == words


NOTED = ItemMinute(1, "Apologies", outcome="Noted.")
WRITTEN = ItemMinute(2, "Visits", text="Two visits were made.")
EMPTY = ItemMinute(3, "Health outcomes", text="  ")


def test_minutes_go_round_when_every_item_says_something() -> None:
    assert may_circulate(State.DRAFT, [NOTED, WRITTEN], held=True).allowed


def test_each_item_that_says_nothing_is_named() -> None:
    assert may_circulate(State.DRAFT, [NOTED, EMPTY, WRITTEN], held=True).refusals == (
        (
            "Item 3, “Health outcomes”, says nothing yet. Choose its outcome or write what was said; "
            "“noted” is enough if it is true."
        ),
    )


@pytest.mark.parametrize(
    ("state", "items", "held", "words"),
    [
        (State.DRAFT, [NOTED], False, "has not been held"),
        (State.DRAFT, [], True, "has no items"),
        (State.CIRCULATED, [NOTED], True, "These minutes are circulated."),
        (State.CONFIRMED, [NOTED], True, "nothing in them changes any more"),
    ],
)
def test_minutes_that_cannot_go_round_say_why(state, items, held, words) -> None:
    check = may_circulate(state, items, held=held)
    assert not check.allowed
    assert words in check.refusals[0]


JUNE = MeetingRef("june", "panel", date(2026, 6, 10))
AUGUST = MeetingRef("august", "panel", date(2026, 8, 12))
CHAIR = ("chair",)


def confirm(at: MeetingRef | None = AUGUST, *, state=State.CIRCULATED, roles=CHAIR) -> str:
    """Why June's minutes are not confirmed."""
    return why_not_confirm(state, of=JUNE, at=at, roles=roles, body="Panel")


@pytest.mark.parametrize("roles", [["chair"], ["clerk", "chair"]])
def test_the_chair_confirms_at_a_later_meeting(roles) -> None:
    assert confirm(roles=roles) == ""


@pytest.mark.parametrize("roles", [[], ["board_member"], ["clerk"], ["inspector", "clerk"]])
def test_nobody_else_confirms(roles) -> None:
    assert confirm(roles=roles) == "Minutes are confirmed by the chair."


def test_the_rule_and_the_table_of_roles_say_the_same() -> None:
    assert set(roles_that("boards.confirm_minutes")) == CONFIRMING_ROLES
    assert refusal("boards.confirm_minutes") == WHO_CONFIRMS


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (None, "Minutes are confirmed at a later meeting of the Panel. Choose that meeting."),
        (JUNE, "A meeting cannot confirm its own minutes. Choose a later meeting."),
        (
            replace(AUGUST, body="group"),
            "The meeting on Wednesday 12 August 2026 is not a meeting of this Panel.",
        ),
        (
            replace(AUGUST, on=date(2026, 4, 8)),
            (
                "The meeting on Wednesday 8 April 2026 is not later than the meeting on "
                "Wednesday 10 June 2026."
            ),
        ),
        (
            replace(AUGUST, on=JUNE.on),
            (
                "The meeting on Wednesday 10 June 2026 is not later than the meeting on "
                "Wednesday 10 June 2026."
            ),
        ),
        (
            replace(AUGUST, held=False),
            (
                "The meeting on Wednesday 12 August 2026 has not been held, so it has confirmed "
                "nothing."
            ),
        ),
    ],
)
def test_not_at_any_other_meeting(at, words) -> None:
    assert confirm(at) == words


@pytest.mark.parametrize("state", [State.DRAFT, State.CONFIRMED])
def test_only_circulated_minutes_are_confirmed(state) -> None:
    assert confirm(state=state) == why_not(state, Move.CONFIRM) != ""


FIRST = Version(1, State.CONFIRMED)
SECOND = Version(2, State.DRAFT, "The school was named wrongly.")


@pytest.mark.parametrize(
    ("versions", "reason", "words"),
    [
        ([FIRST], "A date was wrong.", ""),
        ([FIRST, replace(SECOND, state=State.CONFIRMED)], "A date was wrong.", ""),
        (
            [FIRST],
            " ",
            "Say why the confirmed minutes are corrected. The reason is printed with them.",
        ),
        ([], "A date was wrong.", "There are no minutes to correct yet."),
        (
            [replace(FIRST, state=State.DRAFT)],
            "A date was wrong.",
            "These minutes are a draft. They can only be written or circulated.",
        ),
        (
            [FIRST, SECOND],
            "A date was wrong.",
            (
                "Version 2 is a correction already under way. These minutes are a draft. They can "
                "only be written or circulated."
            ),
        ),
    ],
)
def test_a_correction_is_a_further_version_with_a_reason(versions, reason, words) -> None:
    assert why_not_correct(versions, reason) == words


def test_what_was_confirmed_counts_until_its_correction_is_confirmed_too() -> None:
    assert in_force([SECOND, FIRST]) is FIRST
    corrected = replace(SECOND, state=State.CONFIRMED)
    assert in_force([corrected, FIRST]) is corrected
    assert in_force([SECOND]) is None


@pytest.mark.parametrize(
    ("version", "words"),
    [
        (Version(1, State.DRAFT), "Draft. These minutes may still change."),
        (Version(1, State.CIRCULATED), "Circulated, and not yet confirmed by a meeting."),
        (FIRST, "Confirmed as a true record."),
        (
            SECOND,
            (
                "Draft. These minutes may still change. Version 2, a correction: The school was named "
                "wrongly."
            ),
        ),
    ],
)
def test_a_version_says_at_its_head_what_it_is(version, words) -> None:
    assert version_words(version) == words


@given(st.lists(st.sampled_from(Move), max_size=12))
def test_minutes_once_confirmed_stay_confirmed_whatever_is_tried(moves) -> None:
    state, was_confirmed = State.DRAFT, False
    for move in moves:
        state = MOVES[state].get(move, state)
        was_confirmed |= state is State.CONFIRMED
        assert (state is State.CONFIRMED) is was_confirmed
