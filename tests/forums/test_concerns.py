"""Concerns about safety: every pair of states, the clock, priority, and who is told."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.concerns import (
    FIRST_TAKE_IT,
    MOVES,
    RAISING,
    ClockRules,
    Priority,
    StandIn,
    State,
    clock,
    may_read,
    priority,
    state_of,
    telling,
    why_not,
    why_not_tell,
)

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)
FRIDAY = datetime(2026, 12, 18, 18, 40, tzinfo=LONDON)
LEAD, DEPUTY, OTHER, WORKER = 1, 2, 3, 4

ALLOWED = {(State.RAISED, State.TAKEN), (State.TAKEN, State.CLOSED)}


# States -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("current", "to"), list(product(State, State)))
def test_every_pair_of_states(current, to):
    assert (why_not(current, to) == "") is ((current, to) in ALLOWED)


def test_the_table_names_every_state():
    assert set(MOVES) == set(State)


def test_why_not_in_words():
    assert why_not(State.RAISED, State.CLOSED) == FIRST_TAKE_IT
    assert why_not(State.CLOSED, State.CLOSED) == "This concern is already closed."
    assert why_not(State.CLOSED, State.TAKEN) == "This concern is closed."


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        (State.RAISED, FIRST_TAKE_IT),
        (State.TAKEN, ""),
        (State.CLOSED, "This concern is already closed."),
    ],
)
def test_others_are_told_while_somebody_has_it(state, refused):
    assert why_not_tell(state) == refused


@pytest.mark.parametrize(
    ("taken", "closed", "state"),
    [(False, False, State.RAISED), (True, False, State.TAKEN), (True, True, State.CLOSED)],
)
def test_the_state_follows_from_what_was_done(taken, closed, state):
    assert state_of(taken=taken, closed=closed) is state


# Priority -----------------------------------------------------------------------------------------

words = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=12)
texts = st.lists(st.one_of(words, st.sampled_from(RAISING)), max_size=12)


@given(texts, texts, st.data())
def test_whatever_is_said_besides_never_lowers_a_concern(said, besides, data):
    """Words put in anywhere, in front, behind or between."""
    mixed = list(said)
    for word in besides:
        mixed.insert(data.draw(st.integers(0, len(mixed))), word)
    assert priority(" ".join(mixed)) >= priority(" ".join(said))


@given(texts, st.lists(words, max_size=4), st.lists(words, max_size=4))
def test_a_longer_list_of_the_council_never_lowers_a_concern(said, some, more):
    text = " ".join(said)
    assert priority(text, [*some, *more]) >= priority(text, some) >= priority(text)


@pytest.mark.parametrize(
    "said",
    [
        "he HIT me",
        "i’m scared to go home",
        "she is self-harming",
        "she ran far away last night",
        "I am not hurt",  # what is denied raises as well
        "unalive",
        "he touches me",
    ],
)
def test_what_children_write_when_something_happens_now(said):
    assert priority(said) is Priority.URGENT


@pytest.mark.parametrize("said", ["", "I worry about my friend", "Can I talk to somebody?"])
def test_everything_else_is_looked_at_as_every_concern(said):
    assert priority(said) is Priority.USUAL


def test_a_council_adds_words_of_its_own():
    assert priority("they go to the quarry") is Priority.USUAL
    assert priority("they go to the quarry", ["  Quarry ", "", "!"]) is Priority.URGENT


# The clock ----------------------------------------------------------------------------------------


def test_twenty_four_hours_run_through_a_weekend_and_bank_holidays():
    """Raised on Friday 24 December 2027 at 18:40: due on Christmas Day, and not on Wednesday."""
    raised = datetime(2027, 12, 24, 18, 40, tzinfo=LONDON)
    found = clock(raised, taken_at=None, now=raised)
    assert found.until == datetime(2027, 12, 25, 18, 40, tzinfo=UTC)
    assert found.words == "24 hours left, until Saturday 25 December 2027, 6:40pm."


@pytest.mark.parametrize(
    ("raised", "until"),
    [
        # Clocks go forward on Sunday 28 March 2027 at 1am, and back on Sunday 31 October 2027 at 2am.
        ("2027-03-27T18:00", "2027-03-28T19:00"),
        ("2027-10-30T18:00", "2027-10-31T17:00"),
        ("2027-03-28T00:30", "2027-03-29T01:30"),
        ("2027-06-05T18:00", "2027-06-06T18:00"),
    ],
)
def test_hours_that_really_pass_are_counted_when_clocks_change(raised, until):
    began = datetime.fromisoformat(raised).replace(tzinfo=LONDON)
    found = clock(began, taken_at=None, now=began)
    assert found.until.astimezone(LONDON) == datetime.fromisoformat(until).replace(tzinfo=LONDON)
    assert found.until - began.astimezone(UTC) == 24 * HOUR


def test_the_last_second_is_in_time_and_the_moment_itself_is_not():
    before, after = FRIDAY + 24 * HOUR - timedelta(seconds=1), FRIDAY + 24 * HOUR
    assert not clock(FRIDAY, taken_at=None, now=before).is_over
    assert clock(FRIDAY, taken_at=None, now=after).is_over
    assert "in time" in clock(FRIDAY, taken_at=before, now=after + HOUR).words
    assert "late" in clock(FRIDAY, taken_at=after, now=after + HOUR).words
    assert not clock(FRIDAY, taken_at=before, now=after).is_running


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (HOUR / 2, "23 hours left"),
        (23 * HOUR, "1 hour left"),
        (23.5 * HOUR, "Less than an hour left"),
        (24 * HOUR, "Nobody took it within 24 hours"),
    ],
)
def test_words_of_the_clock(passed, said):
    assert clock(FRIDAY, taken_at=None, now=FRIDAY + passed).words.startswith(said)


# Who is told --------------------------------------------------------------------------------------


def told(passed: timedelta, **more):
    """Who is told so long after it was raised, one lead and one deputy being there."""
    about, urgent = more.pop("about", None), more.pop("urgent", False)
    taken_at, now = more.pop("taken_at", None), FRIDAY + passed
    found = clock(FRIDAY, taken_at=taken_at, now=now, urgent=urgent, rules=ClockRules(4))
    who = {"leads": {LEAD}, "deputies": (StandIn(DEPUTY),)} | more
    return telling(**who, about=about, clock=found, now=now)


def test_the_lead_is_told_at_once_and_the_deputy_after_four_hours():
    assert told(timedelta(0)).readers == {LEAD}
    assert told(4 * HOUR - timedelta(seconds=1)).readers == {LEAD}
    assert told(4 * HOUR).readers == {LEAD, DEPUTY}
    assert not told(24 * HOUR - timedelta(seconds=1)).passed_up
    assert told(24 * HOUR).passed_up


def test_the_deputy_is_told_at_once_where_it_is_urgent_or_the_lead_is_away():
    assert told(timedelta(0), urgent=True).readers == {LEAD, DEPUTY}
    assert told(timedelta(0), deputies=(StandIn(DEPUTY, lead_is_away=True),)).deputies == {DEPUTY}
    assert told(timedelta(0), leads=()).readers == {DEPUTY}


def test_what_is_taken_goes_no_further():
    later = told(30 * HOUR, taken_at=FRIDAY + HOUR)
    assert later.readers == {LEAD}
    assert not later.passed_up


def test_whom_it_is_about_is_never_told():
    assert told(timedelta(0), about=LEAD).readers == {DEPUTY}
    assert told(30 * HOUR, about=DEPUTY).readers == {LEAD}
    nobody = told(timedelta(0), about=LEAD, deputies=())
    assert nobody.readers == frozenset()
    assert nobody.passed_up, "with nobody left to tell, it does not wait for 24 hours"


def test_who_reads():
    now = told(timedelta(0))
    assert may_read(LEAD, now_told=now, told_before=(), about=WORKER)
    assert not may_read(DEPUTY, now_told=now, told_before=(), about=None)
    assert may_read(DEPUTY, now_told=now, told_before={DEPUTY}, about=None)
    assert not may_read(DEPUTY, now_told=now, told_before={DEPUTY}, about=DEPUTY)
    assert not may_read(OTHER, now_told=now, told_before=(), about=None)
