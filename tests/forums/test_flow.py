"""R19: the states of a question, pair by pair, and its clock."""

from datetime import date, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.working_days import Calendar
from forums.flow import (
    ENDS,
    MOVES,
    SHARED,
    TO_ANSWER,
    WAITING,
    WORDS,
    FlowRules,
    Route,
    State,
    Verdict,
    Way,
    answer_by,
    arrival,
    clock_words,
    cutoffs,
    days_taken,
    read_by,
    why_not,
)

ENGLAND = Calendar()
MEETING, PAPERS = date(2026, 5, 6), date(2026, 4, 28)
LIMITS = cutoffs(MEETING, PAPERS, ENGLAND)
ALLOWED = {
    *(("asked", "read"), ("read", "worded"), ("worded", "agreed"), ("agreed", "worded")),
    *(("agreed", "put"), ("agreed", "answered"), ("put", "answered"), ("answered", "told")),
    *(("told", "settled"), ("told", "partly"), ("told", "reopened"), ("reopened", "answered")),
    ("reopened", "put"),
    *((before, "withdrawn") for before in ("asked", "read", "worded", "agreed")),
    *((before, "refused") for before in ("asked", "read", "worded", "agreed")),
}


@pytest.mark.parametrize(("current", "to"), list(product(State, State)))
def test_every_pair_of_states(current, to) -> None:
    allowed = (current.value, to.value) in ALLOWED
    assert (why_not(current, to) == "") is allowed


def test_the_table_and_the_words_know_every_state() -> None:
    assert set(MOVES) == set(WORDS) == set(State)


@pytest.mark.parametrize(
    ("current", "to", "words"),
    [
        (
            State.ASKED,
            State.PUT,
            (
                "This question is asked and not read yet. Next it can only be read by a worker or "
                "withdrawn or not taken on."
            ),
        ),
        (State.PUT, State.PUT, "This question is already put to the meeting."),
        (
            State.WITHDRAWN,
            State.READ,
            "This question is withdrawn; no other step comes after that.",
        ),
    ],
)
def test_a_refusal_says_what_can_be_done(current, to, words) -> None:
    assert why_not(current, to) == words


def test_every_state_that_does_not_end_waits_for_an_answer_or_has_one() -> None:
    """A question cannot be lost between two kinds of state."""
    answered = {State.ANSWERED, State.TOLD, State.SETTLED, State.PARTLY}
    assert set(State) == WAITING | answered | ENDS
    assert not WAITING & (answered | ENDS)
    assert TO_ANSWER < WAITING
    assert not SHARED & {State.ASKED, State.READ, State.WORDED, *ENDS}


@pytest.mark.parametrize(
    ("verdict", "state"), [("yes", "settled"), ("partly", "partly"), ("no", "reopened")]
)
def test_what_the_forum_says_leads_somewhere(verdict: str, state: str) -> None:
    assert Verdict(verdict).leads_to == state
    assert not why_not(State.TOLD, Verdict(verdict).leads_to)


def test_each_way_to_ask_says_itself_in_words() -> None:
    assert [way.words for way in Way] == [
        "Asked by a representative",
        "Asked with a worker",
        "Asked from far away, through a link",
    ]


def test_the_last_day_for_the_agenda_is_the_day_before_the_papers() -> None:
    assert LIMITS.agenda_until == date(2026, 4, 27)


def test_a_supplement_closes_at_noon_one_working_day_before() -> None:
    assert (LIMITS.supplement_on, LIMITS.supplement_until) == (date(2026, 5, 5), time(12))
    after_easter = cutoffs(date(2026, 4, 7), date(2026, 3, 27), ENGLAND)
    assert after_easter.supplement_on == date(2026, 4, 2)


def test_both_are_printed_where_the_question_is_asked() -> None:
    assert LIMITS.words_at(date(2026, 4, 20), time(9)) == (
        "Ask by the end of Monday 27 April 2026 to be in the papers. After that, ask by noon on "
        "Tuesday 5 May 2026 to be added to them."
    )


def test_no_time_is_told_that_is_over() -> None:
    assert LIMITS.words_at(date(2026, 4, 28), time(9)) == (
        "Ask by noon on Tuesday 5 May 2026 to be added to the papers."
    )
    assert "too late for this meeting" in LIMITS.words_at(MEETING, time(9))


@pytest.mark.parametrize(
    ("day", "hour", "route"),
    [
        (date(2026, 4, 27), time(23, 59), Route.AGENDA),
        (date(2026, 4, 28), time(0), Route.SUPPLEMENT),
        (date(2026, 5, 4), time(18), Route.SUPPLEMENT),
        (date(2026, 5, 5), time(12), Route.SUPPLEMENT),
        (date(2026, 5, 5), time(12, 0, 1), Route.TOO_LATE),
        (MEETING, time(9), Route.TOO_LATE),
    ],
)
def test_how_a_question_reaches_the_meeting(day, hour, route) -> None:
    assert arrival(day, hour, LIMITS).route is route


def test_too_late_for_the_meeting_is_not_too_late_for_an_answer() -> None:
    assert "You will still get an answer" in arrival(MEETING, time(9), LIMITS).words


@pytest.mark.parametrize(
    ("asked", "read", "answer"),
    [
        (date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 15)),
        (date(2026, 5, 1), date(2026, 5, 6), date(2026, 5, 18)),
        (date(2026, 5, 2), date(2026, 5, 6), date(2026, 5, 18)),
        (date(2026, 4, 2), date(2026, 4, 8), date(2026, 4, 20)),
    ],
)
def test_read_within_two_working_days_and_answered_within_ten(asked, read, answer) -> None:
    assert read_by(asked, ENGLAND) == read
    assert answer_by(asked, ENGLAND) == answer


def test_a_council_may_set_its_own_clock() -> None:
    rules = FlowRules(read_within=1, answer_within=5, supplement_until=time(9, 30))
    assert read_by(date(2026, 6, 1), ENGLAND, rules) == date(2026, 6, 2)
    assert answer_by(date(2026, 6, 1), ENGLAND, rules) == date(2026, 6, 8)
    limits = cutoffs(MEETING, PAPERS, ENGLAND, rules)
    assert "by 9:30am on" in limits.words_at(PAPERS, time(9))


@pytest.mark.parametrize(
    ("done", "today", "words"),
    [
        (None, 14, "By Monday 15 June 2026."),
        (None, 15, "By Monday 15 June 2026."),
        (None, 16, "Late: it was due by Monday 15 June 2026."),
        (15, 20, "Done on Monday 15 June 2026, in time."),
        (16, 20, "Done on Tuesday 16 June 2026, late: it was due by Monday 15 June 2026."),
    ],
)
def test_how_a_step_stands(done, today, words) -> None:
    done_on = done and date(2026, 6, done)
    due = date(2026, 6, 15)
    assert clock_words(due, done_on=done_on, today=date(2026, 6, today)) == words


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(0, 60))
def test_days_taken_agree_with_the_clock(asked, later) -> None:
    done = asked + timedelta(days=later)
    in_time = done <= ENGLAND.next_working_day(answer_by(asked, ENGLAND)) - timedelta(days=1)
    assert (days_taken(asked, done, ENGLAND) <= 10) == in_time
