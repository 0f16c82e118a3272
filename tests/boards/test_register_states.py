"""The register's rows as plain values, two people's changes to one row, and stays in order."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.register.entries.states import (
    BACK_TOO_EARLY,
    NO_ARRIVAL,
    NO_HEADS,
    NO_TIMES,
    NOT_A_STATE,
    NOTHING,
    STILL_HERE,
    Mark,
    Sent,
    State,
    Step,
    errors_of,
    overlap,
    settled,
    step,
    unpacked,
    why_not_stays,
)
from boards.register.results import DECIDED_AFTER_ALL, NEEDS, CameOfIt, why_not_outcome

HERE, AWAY, ONLINE = State(Mark.PRESENT), State(Mark.APOLOGIES), State(Mark.ONLINE)
CLOCK = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None, fold=0))
STATES = st.builds(
    State,
    st.none() | st.sampled_from(Mark),
    st.integers(0, 30),
    st.none() | CLOCK,
    st.none() | CLOCK,
)


@given(STATES)
def test_a_row_comes_back_from_a_page_as_it_went(state) -> None:
    assert unpacked(state.packed()) == state


@pytest.mark.parametrize(
    "text", ["", "here|1||", "present|1|", "present|one||", "present|1|25:00|"]
)
def test_what_is_no_row_is_refused_in_words(text) -> None:
    with pytest.raises(ValueError, match=NOT_A_STATE):
        unpacked(text)


@pytest.mark.parametrize(
    ("state", "young", "said"),
    [
        (NOTHING, False, "Nothing recorded"),
        (HERE, False, "Present"),
        (State(Mark.ONLINE, 1, time(17, 45), time(18, 30)), False, "Online from 17:45 to 18:30"),
        (State(Mark.PRESENT, 3), True, "Present, 3 of them"),
        (State(Mark.APOLOGIES, 3), True, "Apologies"),
    ],
)
def test_a_row_in_words(state, young, said) -> None:
    assert state.words(young=young) == said


def test_heads_are_one_for_a_person_and_none_for_young_people_who_did_not_come() -> None:
    assert settled(State(Mark.PRESENT, 7), young=False).heads == 1
    assert settled(State(Mark.PRESENT, 7), young=True).heads == 7
    assert settled(State(Mark.APOLOGIES, 7), young=True).heads == 0


@pytest.mark.parametrize(
    ("state", "young", "found"),
    [
        (State(Mark.ABSENT, 1, time(10)), False, {"arrived_at": NO_TIMES}),
        (State(Mark.APOLOGIES, 1, None, time(10)), False, {"left_at": NO_TIMES}),
        (State(Mark.PRESENT, 0), True, {"heads": NO_HEADS}),
        (State(Mark.PRESENT, 1, time(10), time(11)), False, {}),
        (State(Mark.APOLOGIES, 0), True, {}),
    ],
)
def test_what_is_wrong_with_a_row_stands_at_its_field(state, young, found) -> None:
    assert errors_of(state, young=young) == found


# Two people at one row ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mine", "seen", "version", "theirs", "now", "todo"),
    [
        (HERE, NOTHING, 0, NOTHING, 0, Step.WRITE),  # the first to mark
        (HERE, HERE, 0, NOTHING, 0, Step.WRITE),  # filled in from a reply, and right
        (HERE, NOTHING, 0, HERE, 1, Step.KEEP),  # both say the same
        (AWAY, HERE, 1, HERE, 1, Step.WRITE),  # nobody else was at it
        (HERE, HERE, 1, AWAY, 2, Step.KEEP),  # only the other changed it
        (ONLINE, HERE, 1, AWAY, 2, Step.CONFLICT),  # both did
        (ONLINE, NOTHING, 0, AWAY, 1, Step.CONFLICT),
        (NOTHING, HERE, 1, AWAY, 2, Step.CONFLICT),  # taken off against changed
        (ONLINE, HERE, 1, AWAY, 1, Step.CONFLICT),  # taken off and put back meanwhile
    ],
)
def test_what_becomes_of_a_row(mine, seen, version, theirs, now, todo) -> None:
    assert step(Sent(mine, seen, version), theirs=theirs, version=now) is todo


@given(STATES, STATES, STATES, st.integers(0, 3), st.integers(0, 3))
def test_nothing_is_overwritten_unseen(mine, seen, theirs, version, now) -> None:
    """Whoever writes over a saved row has seen it as it is."""
    todo = step(Sent(mine, seen, version), theirs=theirs, version=now)
    if todo is Step.WRITE and now:
        assert (seen, version) == (theirs, now)
    if todo is Step.KEEP:
        assert mine in (theirs, seen)


# Stays --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (HERE, HERE, True),
        (State(Mark.PRESENT, 1, None, time(11)), State(Mark.PRESENT, 1, time(11)), False),
        (State(Mark.PRESENT, 1, None, time(11, 1)), State(Mark.PRESENT, 1, time(11)), True),
        (State(Mark.PRESENT, 1, time(12)), State(Mark.PRESENT, 1, None, time(11)), False),
    ],
)
def test_who_leaves_as_the_other_arrives_was_not_there_together(one, other, common) -> None:
    assert overlap(one, other) is common
    assert overlap(other, one) is common


LEFT = State(Mark.PRESENT, 1, None, time(11))


@pytest.mark.parametrize(
    ("stays", "place", "words"),
    [
        ([LEFT], 0, ""),
        ([LEFT, NOTHING], 0, ""),
        ([LEFT, State(Mark.PRESENT, 1, time(11, 30))], 0, ""),
        ([HERE, State(Mark.PRESENT, 1, time(11, 30))], 1, STILL_HERE),
        ([LEFT, HERE], 1, NO_ARRIVAL),
        ([LEFT, State(Mark.PRESENT, 1, time(10, 30))], 1, BACK_TOO_EARLY),
    ],
)
def test_somebody_comes_back_after_having_left(stays, place, words) -> None:
    found = why_not_stays(stays)
    assert (found[0], found[2]) == (place, words)


# Outcomes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "came", "words"),
    [
        ("decided", CameOfIt(), NEEDS["decided"]),
        ("decided", CameOfIt(decisions=1), ""),
        ("action", CameOfIt(decisions=1), NEEDS["action"]),
        ("action", CameOfIt(actions=2), ""),
        ("escalated", CameOfIt(), NEEDS["escalated"]),
        ("escalated", CameOfIt(escalations=1), ""),
        ("noted", CameOfIt(), ""),
        ("noted", CameOfIt(actions=1), ""),
        ("noted", CameOfIt(decisions=1), DECIDED_AFTER_ALL),
        ("deferred", CameOfIt(decisions=1), DECIDED_AFTER_ALL),
        ("deferred", CameOfIt(), ""),
    ],
)
def test_an_outcome_says_neither_more_nor_less_than_what_came_of_it(result, came, words) -> None:
    assert why_not_outcome(result, came) == words
