"""The rules around a question's flow: two people, levels, waiting, the story, one-time links."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.working_days import Calendar
from forums.flow import State, Way
from forums.levels import USUAL, level_of, next_up, reopened_words
from forums.links.opening import CLOSED, LASTS, digest_of, opening, standing
from forums.story import Life, Turn, next_words, story
from forums.visibility import may_follow, may_read_private_words, reader_words
from forums.waiting import Taken, clock, days_words, is_brought_forward, medians
from forums.wording import (
    KEEP_KNOWINGLY,
    NO_WORDING,
    SAY_WHY,
    WROTE_IT,
    why_not_agree,
    why_not_keep,
)
from forums.work import Open, Task, task_of, work

ENGLAND = Calendar()
ASKED = date(2026, 6, 1)

# Before two people agreed ---------------------------------------------------------------------------


def test_a_step_that_was_never_taken_is_passed_over() -> None:
    """At first one person's wording went to a meeting: the answer is what comes now."""
    life = Life(
        state=State.PUT,
        way=Way.REPRESENTATIVE,
        asked_on=ASKED,
        put_on=ASKED,
        turns=(Turn(role="director", since=ASKED),),
    )
    steps = story(life, ENGLAND, ASKED)
    assert [(step.title, step.state) for step in steps[:3]] == [
        ("You asked", "done"),
        ("It goes to a meeting", "done"),
        ("Answer from the director", "now"),
    ]
    read = story(Life(state=State.WORDED, way=Way.LINK, asked_on=ASKED), ENGLAND, ASKED)
    assert next(step.title for step in read if step.state == "now").startswith("A second person")


# Two people ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "worded_by", "by", "refused"),
    [
        ("Why?", 1, 2, ""),
        ("Why?", 1, 1, WROTE_IT),
        ("  ", 1, 2, NO_WORDING),
        ("", None, 2, NO_WORDING),
    ],
)
def test_who_wrote_it_does_not_agree_to_it(wording, worded_by, by, refused) -> None:
    assert why_not_agree(wording=wording, worded_by=worded_by, by=by) == refused


@pytest.mark.parametrize(
    ("found", "keeps", "reason", "refused"),
    [
        ((), False, "", ""),
        (("A name.",), False, "", KEEP_KNOWINGLY),
        (("A name.",), False, "It is a street.", KEEP_KNOWINGLY),
        (("A name.",), True, " ", SAY_WHY),
        (("A name.",), True, "It is the name of the forum.", ""),
    ],
)
def test_what_is_found_is_changed_or_kept_with_a_reason(found, keeps, reason, refused) -> None:
    assert why_not_keep(found, keeps=keeps, reason=reason) == refused


# Levels -------------------------------------------------------------------------------------------


def test_no_goes_one_level_up_and_stays_at_the_last() -> None:
    first, second = level_of(1, ()), next_up(1, ())
    assert (first.role, second.role) == USUAL[:2]
    assert next_up(3, ()) == level_of(3, ())
    assert (level_of(3, ()).is_last, second.is_last) == (True, False)


def test_a_council_has_its_own_levels() -> None:
    roles = ["team manager", "assistant director"]
    assert next_up(1, roles).role == "assistant director"
    assert level_of(9, roles).number == 2


def test_what_no_means_is_said_to_the_forum() -> None:
    one, two = level_of(1, ()), level_of(2, ())
    assert reopened_words(one, two, "Monday") == (
        "Your question is open again. Now the director of children’s services answers, by Monday."
    )
    assert "There is nobody higher up" in reopened_words(two, two, "Monday")


# Waiting ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "days", "is_late"),
    [
        (date(2026, 6, 1), 0, False),
        (date(2026, 6, 2), 1, False),
        (date(2026, 6, 15), 10, False),
        (date(2026, 6, 16), 11, True),
    ],
)
def test_how_long_a_question_has_waited(on, days, is_late) -> None:
    waits = clock(ASKED, on, ENGLAND)
    assert (waits.days, waits.is_late, waits.due_on) == (days, is_late, date(2026, 6, 15))


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 working day"), (0, "0 working days"), (7.5, "7.5 working days")]
)
def test_days_in_words(days, words) -> None:
    assert days_words(days) == words


def test_no_median_is_made_of_fewer_than_three() -> None:
    taken = [Taken("health", days, 10) for days in (4, 12)]
    (health,) = medians(taken)
    assert (health.number, health.median) == (2, None)
    assert (health.words, health.in_time_words) == ("no median: fewer than 3", "–")


def test_medians_stand_slowest_first_with_how_many_they_are_of() -> None:
    taken = [
        *(Taken("care", days, 10) for days in (2, 4, 6)),
        *(Taken("housing", days, 10) for days in (9, 12, 20, 10)),
        Taken("police", 40, 10),
    ]
    found = medians(taken)
    assert [each.name for each in found] == ["housing", "care", "police"]
    assert [each.median for each in found] == [11, 4, None]
    assert [each.in_time_words for each in found] == ["2 of 4", "3 of 3", "–"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 60)), max_size=40))
def test_every_day_taken_is_counted_once(rows) -> None:
    found = medians(Taken(name, days) for name, days in rows)
    assert sum(each.number for each in found) == len(rows)
    assert all((each.median is None) == (each.number < 3) for each in found)


@pytest.mark.parametrize(
    ("was_put", "is_reopened", "is_late", "stands"),
    [
        (False, False, False, False),
        (True, False, False, True),
        (False, True, False, True),
        (False, False, True, True),
    ],
)
def test_nobody_has_to_ask_again(was_put, is_reopened, is_late, stands) -> None:
    got = is_brought_forward(was_put=was_put, is_reopened=is_reopened, is_late=is_late)
    assert got is stands


# Who reads it -------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_lead", [True, False])
def test_who_it_is_about_never_reads_it(is_lead) -> None:
    reads = {"forum": 1, "worker_of": {1}, "is_safeguarding_lead": is_lead}
    assert may_read_private_words(**reads)
    assert not may_read_private_words(**reads, is_about=True)
    assert not may_follow(forum=1, member_of={1}, sees_all=True, is_about=True)


def test_who_asks_is_told_who_reads_it() -> None:
    assert reader_words(about="Jo", others=1) == (
        "Jo will not see your question. It is read by another worker."
    )
    assert reader_words(about="Jo", others=0).endswith("It is read by the safeguarding lead.")


# The story ----------------------------------------------------------------------------------------


def told(state: State, **more: object) -> list[tuple[str, str]]:
    life = Life(state=state, way=Way.REPRESENTATIVE, asked_on=ASKED, **more)
    return [(step.title, step.state) for step in story(life, ENGLAND, date(2026, 6, 30))]


FIRST = Turn(role="head of service", since=ASKED)
WORDED = {"read_on": ASKED, "worded_on": ASKED, "agreed_on": ASKED}


def test_a_question_just_asked() -> None:
    assert told(State.ASKED, turns=(FIRST,)) == [
        ("You asked", "done"),
        ("A worker reads it", "now"),
        ("It is put into words for everyone", "next"),
        ("A second person agrees to the words", "next"),
        ("Answer from the head of service", "next"),
        ("The answer is told back", "next"),
        ("The forum says if it is an answer", "next"),
    ]


def test_a_question_that_is_open_again() -> None:
    first = Turn(
        *("head of service", ASKED),
        answered_on=ASKED,
        told_on=ASKED,
        told_by="Jo",
        verdict="no",
        judged_on=ASKED,
    )
    second = Turn(role="director", since=date(2026, 6, 22))
    steps = told(State.REOPENED, **WORDED, put_on=ASKED, turns=(first, second))
    assert steps[4:] == [
        ("It goes to a meeting", "done"),
        ("Answer from the head of service", "done"),
        ("The answer is told back by Jo", "done"),
        ("The forum said: no, that is not an answer", "done"),
        ("Answer from the director", "now"),
        ("The answer is told back", "next"),
        ("The forum says if it is an answer", "next"),
    ]


@pytest.mark.parametrize(
    ("state", "title"),
    [(State.WITHDRAWN, "Taken back"), (State.REFUSED, "Not taken on")],
)
def test_a_question_that_goes_no_further_ends_with_the_reason(state, title) -> None:
    life = Life(
        state=state, way=Way.LINK, asked_on=ASKED, ended_on=ASKED, reason="It is asked already."
    )
    steps = story(life, ENGLAND, ASKED)
    assert [step.title for step in steps] == ["A young person asked, through a link", title]
    assert steps[-1].text == "It is asked already."
    assert next_words(steps) == ""


def test_what_comes_now_says_who_and_by_when() -> None:
    life = Life(state=State.ASKED, way=Way.REPRESENTATIVE, asked_on=ASKED, turns=(FIRST,))
    steps = story(life, ENGLAND, ASKED)
    assert next_words(steps) == "Now: a worker reads it. By Wednesday 3 June 2026."
    late = story(life, ENGLAND, date(2026, 6, 4))
    assert next_words(late) == "Now: a worker reads it. Late: it was due by Wednesday 3 June 2026."


# One-time links -----------------------------------------------------------------------------------

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "used", "revoked", "opens", "words"),
    [
        (NOW, None, None, True, ""),
        (NOW + LASTS - timedelta(seconds=1), None, None, True, ""),
        (NOW + LASTS, None, None, False, "This link is too old."),
        (NOW, None, NOW, False, "This link was taken back."),
        (NOW + LASTS, None, NOW, False, "This link was taken back."),
        (NOW, NOW, None, False, ""),
        (NOW + LASTS, NOW, None, False, "This link is too old."),
    ],
)
def test_a_link_opens_once_for_two_weeks(now, used, revoked, opens, words) -> None:
    """A worker is told the same of one that was used as of one that was not."""
    found = opening(now=now, ends_at=NOW + LASTS, used_at=used, revoked_at=revoked)
    assert (found.opens, found.words) == (opens, "" if opens else CLOSED)
    assert standing(now=now, ends_at=NOW + LASTS, revoked_at=revoked).words == words


def test_nothing_of_a_secret_is_kept() -> None:
    assert len(digest_of("secret")) == 64
    assert "secret" not in digest_of("secret")


# What is to be done ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "task"),
    [
        *((State.ASKED, "read"), (State.READ, "word"), (State.WORDED, "agree")),
        *((State.AGREED, "answer"), (State.PUT, "answer"), (State.REOPENED, "answer")),
        *((State.ANSWERED, "tell"), (State.TOLD, "judge"), (State.SETTLED, None)),
        *((State.PARTLY, None), (State.WITHDRAWN, None), (State.REFUSED, None)),
    ],
)
def test_what_is_done_next(state, task) -> None:
    question = Open(pk=1, forum=1, state=state, since=ASKED, worded_by=7)
    assert task_of(question, by=8) == task


def test_who_wrote_the_words_is_not_asked_to_agree() -> None:
    question = Open(pk=1, forum=1, state=State.WORDED, since=ASKED, worded_by=7)
    assert task_of(question, by=7) is None


def test_the_longest_waiting_stands_first_and_late_ones_are_counted() -> None:
    rows = [
        Open(pk=number, forum=1, state=State.PUT, since=ASKED + timedelta(days=later))
        for number, later in ((1, 7), (2, 0), (3, 0))
    ]
    found = work(rows, by=1, calendar=ENGLAND, today=date(2026, 6, 16))[Task.ANSWER]
    assert (found.questions, found.late, found.meta) == ((2, 3, 1), 2, "3 wait, 2 late")
