"""Hands, rounds of the kiosk, and the way from “you said” to “we did”: every rule by itself."""

from datetime import date

import pytest

from forums.sessions.counting import (
    Awareness,
    Hands,
    said,
    split_for_everybody,
    why_not_came,
    why_not_hands,
)
from forums.sessions.rounds import (
    FULL,
    MOVES,
    OVER,
    THANKS,
    TWICE,
    State,
    tapped,
    why_not,
)
from forums.voice import flow
from pledges.status import Verdict

DAY = date(2026, 6, 10)
PAIRS = [(one, other) for one in State for other in State]
VOICE_PAIRS = [(one, other) for one in flow.State for other in flow.State]
ROUNDS = {
    (State.OPEN, State.CLOSED),
    (State.OPEN, State.TAKEN_BACK),
    (State.CLOSED, State.TAKEN_BACK),
}
STEPS = {
    ("written", "said"),
    ("written", "withdrawn"),
    ("said", "done"),
    ("said", "withdrawn"),
    ("done", "told"),
    ("done", "said"),
    ("done", "withdrawn"),
    ("told", "said"),
}


@pytest.mark.parametrize(
    ("hands", "came", "wrong"),
    [
        (Hands(), 1, {}),
        (Hands(kept=3, partly=2, not_kept=2, dont_know=1), 8, {}),
        (Hands(kept=3, partly=2, not_kept=2, dont_know=2), 8, {"kept"}),
        (Hands(had_heard=8), 8, {}),
        (Hands(had_heard=8, had_not_heard=1), 8, {"had_heard"}),
        (Hands(kept=9, had_heard=9), 8, {"kept", "had_heard"}),
    ],
)
def test_never_more_hands_than_people(hands: Hands, came: int, wrong: set[str]) -> None:
    """Each of the two questions is held against how many came."""
    assert set(why_not_hands(hands, came)) == set(wrong)


def test_too_many_hands_are_said_with_both_numbers() -> None:
    """So that the worker knows which of the two is wrong."""
    words = why_not_hands(Hands(kept=2), 1)["kept"]
    assert words == "2 hands, but 1 person came. Count again, or change how many came."


@pytest.mark.parametrize(
    ("came", "hands", "refused"),
    [(0, 0, True), (1, 0, False), (7, 8, True), (8, 8, False), (501, 0, True)],
)
def test_how_many_came(came: int, hands: int, refused: bool) -> None:
    """At least one, no fewer than hands, and no slip of the finger."""
    assert bool(why_not_came(came, hands)) == refused


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict("A", DAY, kept=5, partly=1), "kept"),
        (Verdict("A", DAY, kept=4, partly=4), "partly kept"),
        (Verdict("A", DAY, kept=4, not_kept=4), "not yet kept"),
        (Verdict("A", DAY, dont_know=9), "nobody could say"),
    ],
)
def test_what_a_session_said(verdict: Verdict, words: str) -> None:
    """Most hands, ties to the less kept; and “not yet” where officers read “not kept”."""
    assert said(verdict) == words


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (
            Verdict("A", DAY, kept=6),
            "All said kept; none said partly kept; none said not yet kept.",
        ),
        (Verdict("A", DAY, kept=5), "Most said kept; few said partly kept; few said not yet kept."),
        (
            Verdict("A", DAY, kept=3, not_kept=3, dont_know=4),
            "Half said kept; none said partly kept; half said not yet kept.",
        ),
        (Verdict("A", DAY, dont_know=2), "Nobody could say."),
    ],
)
def test_the_split_is_words_only(verdict: Verdict, words: str) -> None:
    """All and none only from six voters; those who do not know are no voters."""
    assert split_for_everybody(verdict) == words
    assert not any(letter.isdigit() for letter in split_for_everybody(verdict))


@pytest.mark.parametrize(
    ("heard", "not_heard", "words"),
    [
        (6, 0, "All had heard of it before."),
        (5, 0, "Most had heard of it before."),
        (1, 5, "Few had heard of it before."),
        (0, 6, "None had heard of it before."),
        (0, 0, ""),
    ],
)
def test_awareness_is_words_only(heard: int, not_heard: int, words: str) -> None:
    """The same words as for a verdict."""
    assert Awareness("A", DAY, heard, not_heard).words == words


@pytest.mark.parametrize(("current", "to"), PAIRS)
def test_every_pair_of_states_of_a_round(current: State, to: State) -> None:
    """It may go, or it says why not."""
    assert (why_not(current, to) == "") is ((current, to) in ROUNDS)
    assert MOVES.keys() == set(State)


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"is_open": True, "is_used": False, "answered": 7}, THANKS),
        ({"is_open": True, "is_used": True, "answered": 8}, TWICE),
        ({"is_open": True, "is_used": False, "answered": 8}, FULL),
        ({"is_open": False, "is_used": False, "answered": 0}, OVER),
        ({"is_open": False, "is_used": True, "answered": 8}, OVER),
    ],
)
def test_what_becomes_of_a_tap(given: dict, outcome: object) -> None:
    """A second tap on one screen is thanked for and not counted, even where everybody has answered."""
    assert tapped(**given, came=8) == outcome


@pytest.mark.parametrize(("current", "to"), VOICE_PAIRS)
def test_every_pair_of_states_of_what_was_said(current: flow.State, to: flow.State) -> None:
    """It may go, or it says why not."""
    assert (flow.why_not(current, to) == "") is ((current.value, to.value) in STEPS)
    assert flow.MOVES.keys() == set(flow.State)


def test_a_child_s_words_are_read_by_a_second_person() -> None:
    """The same person twice is one person."""
    assert flow.why_not_second(flow.Party(wrote=1, reads=1), sentence="No") == "No"
    assert flow.why_not_second(flow.Party(wrote=1, reads=2), sentence="No") == ""
