"""R11: a line that moves by itself, over weekends, bank holidays and closure days, and ends with two keys."""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.working_days import Calendar
from pledges.accountability import (
    CLOSED_ALREADY,
    DEFAULTS,
    FIRST,
    LIMITS,
    MOST_STEPS,
    MOVES,
    NO_ANSWER_YET,
    NOT_IN_FORCE,
    NOTHING_TURNED,
    Act,
    Kind,
    Line,
    State,
    Step,
    Whose,
    last_days,
    standing,
    state_of,
    why_not,
    why_not_report,
    why_not_steps,
)

ENGLAND = Calendar()
OPENED = date(2026, 12, 18)
END = "Portfolio holder and chair of the forum"
OWNER, HEAD, DIRECTOR = "Head of Fostering", "Head of service", "Director"


def a_line(opened: date = OPENED, **more: object) -> Line:
    """A line of the council's with the usual steps."""
    return Line(opened, DEFAULTS[Kind.COUNCIL], OWNER, END, **more)


def stands(day: date, line: Line | None = None):
    """Where it stands on a day."""
    return standing(line or a_line(), day, ENGLAND)


# Days ---------------------------------------------------------------------------------------------

#: A day it is opened, closure days of the council, and the last days of the three usual steps.
WORKED = {
    "over Christmas": (date(2026, 12, 18), (), ((12, 29), (1, 13), (1, 27))),
    "the council closes between the years": (
        date(2026, 12, 18),
        (date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)),
        ((1, 4), (1, 18), (2, 1)),
    ),
    "over both bank holidays of May": (date(2026, 5, 1), (), ((5, 11), (5, 26), (6, 9))),
    "over Easter": (date(2026, 4, 1), (), ((4, 10), (4, 24), (5, 11))),
    "on a Saturday": (date(2026, 6, 6), (), ((6, 12), (6, 26), (7, 10))),
    "on the bank holiday itself": (date(2026, 8, 31), (), ((9, 7), (9, 21), (10, 5))),
    "on Christmas Day": (date(2026, 12, 25), (), ((1, 5), (1, 19), (2, 2))),
}


@pytest.mark.parametrize(("opened", "closed", "days"), WORKED.values(), ids=WORKED)
def test_the_last_day_of_each_step(opened, closed, days):
    found = last_days(DEFAULTS[Kind.COUNCIL], opened, Calendar(closures=frozenset(closed)))
    assert [(day.month, day.day) for day in found] == list(days)


MOVED = (
    (date(2026, 12, 18), OWNER),
    (date(2026, 12, 25), OWNER),
    (date(2026, 12, 29), OWNER),
    (date(2026, 12, 30), HEAD),
    (date(2027, 1, 1), HEAD),
    (date(2027, 1, 13), HEAD),
    (date(2027, 1, 14), DIRECTOR),
    (date(2027, 1, 27), DIRECTOR),
    (date(2027, 1, 28), END),
    (date(2029, 1, 1), END),
)


@pytest.mark.parametrize(("day", "role"), MOVED)
def test_it_moves_by_itself_the_day_after_a_limit(day, role):
    assert stands(day).now.role == role


def test_a_provider_s_line_goes_to_commissioning_and_to_the_same_end():
    line = Line(date(2026, 5, 1), DEFAULTS[Kind.PROVIDER], FIRST[Kind.PROVIDER], END)
    found = standing(line, date(2026, 5, 12), ENGLAND)
    assert [step.role for step in found.steps] == ["The provider", "Commissioning", END]
    assert [step.state for step in found.steps] == ["missed", "now", "next"]


# Words --------------------------------------------------------------------------------------------


def test_before_anybody_answers():
    found = stands(OPENED)
    assert found.words == (
        "Now with: Head of Fostering. An answer is due by Tuesday 29 December 2026. After that it "
        "moves on by itself."
    )
    assert [step.words for step in found.steps] == [
        "Has until Tuesday 29 December 2026 to answer.",
        "By Wednesday 13 January 2027, if it gets here.",
        "By Wednesday 27 January 2027, if it gets here.",
        "It ends only when both agree.",
    ]


def test_a_limit_that_passed_is_named():
    first, second, *_ = stands(date(2026, 12, 30)).steps
    assert (first.state, first.words) == ("missed", "Did not answer by Tuesday 29 December 2026.")
    assert second.state == "now"


def test_an_answer_does_not_stop_it():
    line = a_line(answered_on=(date(2026, 12, 22),))
    assert stands(date(2026, 12, 23), line).words == (
        "Now with: Head of Fostering. There is an answer. It moves on after Tuesday 29 December "
        "2026 unless both keys are turned."
    )
    moved = stands(date(2026, 12, 30), line)
    assert [step.state for step in moved.steps] == ["done", "now", "next", "next"]
    assert moved.now.role == HEAD


def test_an_answer_belongs_to_the_step_it_was_given_at():
    line = a_line(answered_on=(date(2026, 12, 30),))
    assert [step.state for step in stands(date(2027, 1, 14), line).steps] == [
        *("missed", "done", "now", "next")
    ]


def test_at_its_end_it_waits_without_a_limit():
    found = stands(date(2027, 1, 28))
    assert found.is_at_its_end
    assert found.words == (
        f"Now with: {END}. Nobody has answered. It has come to its end, and ends only when both "
        "agree."
    )
    answered = stands(date(2027, 1, 28), a_line(answered_on=(date(2027, 1, 20),)))
    assert "Nobody" not in answered.words


def test_one_that_is_closed_stays_where_it_was():
    line = a_line(answered_on=(date(2026, 12, 30),), turned_on=(date(2027, 1, 4), date(2027, 1, 6)))
    found = stands(date(2028, 1, 1), line)
    assert found.closed_on == date(2027, 1, 6)
    assert found.words == "Closed on Wednesday 6 January 2027: both keys are turned."
    assert [step.state for step in found.steps] == ["missed", "done", "next", "done"]
    assert found.steps[-1].words == "Both agreed on Wednesday 6 January 2027."


def test_where_it_stands_is_counted_from_nought():
    assert [stands(day).place for day in (OPENED, date(2026, 12, 30), date(2027, 2, 1))] == [
        *(0, 1, 3)
    ]


# Moves --------------------------------------------------------------------------------------------

REFUSED = {
    (State.REPORTED, Act.TURN): NO_ANSWER_YET,
    (State.REPORTED, Act.TAKE_BACK): NOTHING_TURNED,
    (State.ANSWERED, Act.TAKE_BACK): NOTHING_TURNED,
    **{(State.CLOSED, act): CLOSED_ALREADY for act in Act},
}


@pytest.mark.parametrize("pair", [*product(State, Act)], ids=" ".join)
def test_every_pair_of_state_and_act(pair):
    assert (pair in MOVES) != (pair in REFUSED)
    assert why_not(*pair) == REFUSED.get(pair, "")


@pytest.mark.parametrize("pair", [*product(State, State)], ids=" to ".join)
def test_every_pair_of_states(pair):
    may = {
        *((State.REPORTED, State.ANSWERED), (State.ANSWERED, State.ANSWERED)),
        *((State.ANSWERED, State.ONE_KEY), (State.ONE_KEY, State.ONE_KEY)),
        *((State.ONE_KEY, State.ANSWERED), (State.ONE_KEY, State.CLOSED)),
    }
    assert (pair in {(before, after) for (before, _), after in MOVES.items()}) == (pair in may)


@pytest.mark.parametrize(
    ("answers", "keys", "state"),
    [
        (0, 0, State.REPORTED),
        (1, 0, State.ANSWERED),
        (3, 1, State.ONE_KEY),
        (1, 2, State.CLOSED),
    ],
)
def test_the_state_is_counted(answers, keys, state):
    assert state_of(answers=answers, keys=keys) is state


def test_each_key_has_the_other():
    assert {each.other.other for each in Whose} == set(Whose)
    assert all(each.other is not each for each in Whose)


# Opening, and a council's own steps ---------------------------------------------------------------


def test_who_may_say_that_it_is_broken_is_told_why_not():
    assert why_not_report(in_force=True, open_since=None) == ""
    assert why_not_report(in_force=False, open_since=None) == NOT_IN_FORCE
    assert why_not_report(in_force=True, open_since=OPENED).startswith(
        "Somebody said so on Friday 18 December 2026"
    )


@pytest.mark.parametrize("steps", DEFAULTS.values(), ids=list(DEFAULTS))
def test_the_usual_steps_are_steps(steps):
    assert why_not_steps(steps) == ""


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((), "from one to 5 steps"),
        ((Step("", 5), *(Step(f"Role {n}", 5) for n in range(MOST_STEPS))), "from one to 5"),
        ((Step("", 0),), "from 1 to 60 working days"),
        ((Step("", 61),), "from 1 to 60 working days"),
        ((Step("", 5), Step(" ", 5)), "Say who has to answer"),
        ((Step("", 5), Step("Head", 5), Step("head ", 5)), "two of these are the same"),
    ],
)
def test_steps_that_cannot_be(steps, words):
    assert words in why_not_steps(steps)


# Properties ---------------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
STEPS = st.lists(st.integers(*LIMITS), min_size=1, max_size=MOST_STEPS).map(
    lambda limits: tuple(Step(f"Role {n}", limit) for n, limit in enumerate(limits))
)
CLOSURES = st.frozensets(DAYS, max_size=12)


@given(STEPS, DAYS, CLOSURES)
def test_each_step_ends_on_a_working_day_and_has_exactly_its_limit(steps, opened, closures):
    calendar = Calendar(closures=closures)
    days = last_days(steps, opened, calendar)
    assert all(calendar.is_working_day(day) for day in days)
    between = [calendar.working_days_between(*pair) for pair in pairwise([opened, *days])]
    assert between == [step.limit for step in steps]


@given(STEPS, DAYS, st.integers(0, 500), st.integers(0, 60))
def test_it_only_ever_moves_on(steps, opened, after, more):
    line = Line(opened, steps, OWNER, END)
    day = opened + timedelta(days=after)
    before, later = (standing(line, each, ENGLAND) for each in (day, day + timedelta(days=more)))
    assert before.place <= later.place
    assert [step.state for step in later.steps].count("now") == 1


@given(DAYS, st.integers(0, 90), st.integers(0, 90), st.integers(0, 400))
def test_closing_freezes_it(opened, first, second, after):
    turned = tuple(opened + timedelta(days=days) for days in (first, second))
    line = a_line(opened, answered_on=(opened,), turned_on=turned)
    closed = standing(line, max(turned), ENGLAND)
    assert standing(line, max(turned) + timedelta(days=after), ENGLAND) == closed
    assert closed.is_closed
    assert "now" not in {step.state for step in closed.steps}
