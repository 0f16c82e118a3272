"""Actions: how they stand, how often they were carried forward, and when they may close."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.actions import (
    SOON_DAYS,
    Action,
    State,
    carried_words,
    escalation_words,
    says_nothing,
    standing,
    times,
    why_not_carry,
    why_not_close,
)

AGREED, DUE = date(2026, 2, 4), date(2026, 6, 10)
TWICE = Action(DUE, first_due_on=date(2026, 3, 3), carried=2)


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        (date(2026, 5, 26), State.OPEN, "Due on Wednesday 10 June 2026."),
        (date(2026, 5, 27), State.DUE_SOON, "Due on Wednesday 10 June 2026."),
        (DUE, State.DUE_SOON, "Due today, Wednesday 10 June 2026."),
        (
            date(2026, 6, 11),
            State.OVERDUE,
            "Overdue by 1 day: it was due on Wednesday 10 June 2026.",
        ),
        (
            date(2026, 6, 20),
            State.OVERDUE,
            "Overdue by 10 days: it was due on Wednesday 10 June 2026.",
        ),
    ],
)
def test_the_state_of_an_action_comes_from_its_day(today, state, words) -> None:
    result = standing(Action(DUE), today)
    assert (result.state, result.words) == (state, words)


def test_how_soon_is_soon_can_be_said() -> None:
    assert standing(Action(DUE), DUE - timedelta(days=8), soon_days=7).state is State.OPEN
    assert standing(Action(DUE), DUE - timedelta(days=7), soon_days=7).state is State.DUE_SOON


@pytest.mark.parametrize(
    ("done", "late", "words"),
    [
        (DUE, 0, "Done on Wednesday 10 June 2026, in time."),
        (
            date(2026, 6, 12),
            2,
            "Done on Friday 12 June 2026, late by 2 days: it was due on Wednesday 10 June 2026.",
        ),
    ],
)
def test_an_action_that_is_done_says_whether_it_was_in_time(done, late, words) -> None:
    result = standing(Action(DUE, done_on=done), date(2027, 1, 1))
    assert (result.state, result.days_late, result.words) == (State.DONE, late, words)


def test_carried_forward_is_counted_in_words() -> None:
    assert carried_words(TWICE) == "Carried forward twice, first due 3 March 2026."
    assert carried_words(Action(DUE)) == ""
    assert standing(TWICE, DUE).words == (
        "Due today, Wednesday 10 June 2026. Carried forward twice, first due 3 March 2026."
    )
    assert standing(TWICE, date(2026, 6, 11)).words.endswith("first due 3 March 2026.")


@pytest.mark.parametrize(("number", "said"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_how_often(number, said) -> None:
    assert times(number) == said


def carry(*, to=date(2026, 8, 12), reason="The contract is late.", action=TWICE) -> str:
    """Why the action is not carried forward."""
    return why_not_carry(action, to=to, meeting_on=date(2026, 6, 12), reason=reason)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, ""),
        (
            {"to": date(2026, 6, 12)},
            "The new day must be later than the meeting on Friday 12 June 2026.",
        ),
        (
            {"action": Action(date(2026, 9, 1)), "to": date(2026, 9, 1)},
            "The new day must be later than Tuesday 1 September 2026, when it is due.",
        ),
        (
            {"reason": " "},
            "Say why the action is carried forward. The reason is printed in the minutes.",
        ),
        (
            {"action": Action(DUE, done_on=DUE)},
            "This action is done. It is not carried forward.",
        ),
    ],
)
def test_carrying_forward_needs_a_later_day_and_a_reason(asked, words) -> None:
    assert carry(**asked) == words


def close(*, what="Wrote to all dentists; four now take children.", done=DUE, action=TWICE) -> str:
    """Why the action is not closed."""
    return why_not_close(
        action, what_was_done=what, done_on=done, agreed_on=AGREED, today=date(2026, 6, 12)
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, ""),
        ({"done": AGREED}, ""),
        ({"done": date(2026, 6, 12)}, ""),
        ({"what": ""}, "Say what was done and what changed. “Done” alone tells nobody."),
        ({"what": "Done."}, "Say what was done and what changed. “Done” alone tells nobody."),
        (
            {"done": date(2026, 6, 13)},
            "Saturday 13 June 2026 is still to come. An action closes when it has been done.",
        ),
        (
            {"done": date(2026, 2, 3)},
            "It was agreed on Wednesday 4 February 2026 and cannot have been done before.",
        ),
        (
            {"action": Action(DUE, done_on=DUE)},
            "This action was closed as done on Wednesday 10 June 2026.",
        ),
    ],
)
def test_an_action_closes_with_what_was_done(asked, words) -> None:
    assert close(**asked) == words


@pytest.mark.parametrize(
    "words",
    [
        "", "  ", "-", "…", "done", "DONE!", "This was done", "Action completed", "complete",
        "This action has been completed.", "closed", "n/a", "N/A.", "tbc",
    ],
)  # fmt: skip
def test_words_that_say_nothing(words) -> None:
    assert says_nothing(words)


@pytest.mark.parametrize(
    "words",
    ["Done: four dentists", "Letter sent", "Completed the audit", "No dentist agreed", "14", "لا"],
)
def test_words_that_say_something(words) -> None:
    assert not says_nothing(words)


@pytest.mark.parametrize(
    ("action", "today", "words"),
    [
        (Action(DUE), date(2027, 1, 1), ""),
        (Action(DUE, date(2026, 3, 3), carried=1), date(2027, 1, 1), ""),
        (Action(DUE, date(2026, 3, 3), carried=3, done_on=DUE), date(2027, 1, 1), ""),
        (
            TWICE,
            DUE,
            (
                "Carried forward twice, first due 3 March 2026. Decide today: keep it (a new day, and "
                "why), give it to somebody else (who), or pass it up (to whom)."
            ),
        ),
        (
            TWICE,
            date(2026, 6, 12),
            (
                "Carried forward twice, first due 3 March 2026. It is overdue by 2 days. Decide today: "
                "keep it (a new day, and why), give it to somebody else (who), or pass it up "
                "(to whom)."
            ),
        ),
    ],
)
def test_an_action_that_does_not_move_is_put_to_the_body(action, today, words) -> None:
    assert escalation_words(action, today) == words


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
ORDER = [State.OPEN, State.DUE_SOON, State.OVERDUE]


@given(DAYS, DAYS, st.integers(0, 60))
def test_time_only_ever_brings_an_action_nearer_to_overdue(due, today, later) -> None:
    now = standing(Action(due), today)
    then = standing(Action(due), today + timedelta(days=later))
    assert ORDER.index(now.state) <= ORDER.index(then.state)
    assert (now.state is State.OVERDUE) == (today > due) == (now.days_late > 0)


@given(DAYS, DAYS)
def test_soon_is_the_last_days_before(due, today) -> None:
    soon = standing(Action(due), today).state is State.DUE_SOON
    assert soon == (due - timedelta(days=SOON_DAYS) <= today <= due)


@given(st.text(max_size=30))
def test_what_has_a_word_of_its_own_says_something(words) -> None:
    assert not says_nothing(f"{words} placements")
