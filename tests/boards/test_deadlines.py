"""R1, R2, R2b, R3: the worked examples of the deadlines page, and what must always hold."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.deadlines import (
    STATUTORY_FLOOR,
    Deadline,
    DeadlineRules,
    MeetingDeadlines,
    Offset,
    Standing,
    deadlines,
    outcome,
    statutory_deadline,
)
from councils.working_days import Calendar, Unit

ENGLAND = Calendar()
BUCKINGHAMSHIRE = DeadlineRules(
    papers=Offset(5, Unit.WORKING_DAYS),
    forum=Offset(1, Unit.WEEKS),
    minutes=Offset(2, Unit.WEEKS),
)
OFFSETS = st.builds(Offset, st.integers(0, 20), st.sampled_from(Unit))
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def found(meeting_on: date, rules: DeadlineRules = BUCKINGHAMSHIRE) -> MeetingDeadlines:
    return deadlines(meeting_on, rules, ENGLAND, forum="We Do Care!")


def on(deadline: Deadline | None) -> date | None:
    return deadline and deadline.due_on


@pytest.mark.parametrize(
    ("meeting", "papers", "clear", "forum", "fair", "minutes"),
    [
        ((6, 10), (6, 3), (6, 2), (6, 3), (6, 3), (6, 24)),
        ((5, 6), (4, 28), (4, 27), (4, 29), (4, 28), (5, 20)),
        ((5, 27), (5, 19), (5, 18), (5, 20), (5, 19), (6, 10)),
        ((4, 8), (3, 30), (3, 27), (4, 1), (3, 30), (4, 22)),
    ],
)
def test_the_worked_examples(meeting, papers, clear, forum, fair, minutes) -> None:
    result = found(date(2026, *meeting))
    assert on(result.papers) == date(2026, *papers)
    assert on(result.forum) == date(2026, *forum)
    assert on(result.fair_notice) == date(2026, *fair)
    assert on(result.minutes) == date(2026, *minutes)
    assert on(statutory_deadline(date(2026, *meeting), ENGLAND)) == date(2026, *clear)


def test_a_due_day_on_a_bank_holiday_is_shown_as_written_with_the_day_to_act() -> None:
    result = found(date(2026, 5, 11))
    assert result.forum is not None
    assert result.minutes is not None
    assert (result.forum.due_on, result.forum.act_by) == (date(2026, 5, 4), date(2026, 5, 1))
    assert (result.minutes.due_on, result.minutes.act_by) == (date(2026, 5, 25), date(2026, 5, 22))
    assert result.forum.reason == (
        "The reports go to We Do Care! 1 week before the meeting on Monday 11 May 2026: "
        "Monday 4 May 2026. That is a bank holiday (May Day), so act by Friday 1 May 2026."
    )


def test_fair_notice_says_why_the_forum_is_served_with_the_adults() -> None:
    result = found(date(2026, 5, 6))
    assert result.fair_notice is not None
    assert result.fair_notice.reason == (
        "The papers go to We Do Care! on Tuesday 28 April 2026, as to members, because "
        "Wednesday 29 April 2026 would be later than the adults."
    )


def test_a_forum_without_a_day_of_its_own_is_served_with_the_members() -> None:
    result = found(date(2026, 6, 10), DeadlineRules(papers=Offset(5, Unit.WORKING_DAYS)))
    assert result.forum is None
    assert result.fair_notice is not None
    assert result.fair_notice.due_on == date(2026, 6, 3)
    assert "no later than to members" in result.fair_notice.reason


def test_a_body_that_states_nothing_has_no_deadlines() -> None:
    assert found(date(2026, 6, 10), DeadlineRules()) == MeetingDeadlines(None, None, None, None)


@pytest.mark.parametrize("papers", [None, Offset(5, Unit.WORKING_DAYS), Offset(1, Unit.DAYS)])
def test_a_formal_committee_cannot_go_under_five_clear_working_days(papers) -> None:
    result = found(date(2026, 6, 10), DeadlineRules(papers=papers, formal_committee=True))
    assert on(result.papers) == date(2026, 6, 2)
    assert result.papers is not None
    assert "By law" in result.papers.reason


def test_a_formal_committee_may_give_longer_notice() -> None:
    rules = DeadlineRules(papers=Offset(2, Unit.WEEKS), formal_committee=True)
    assert on(found(date(2026, 6, 10), rules).papers) == date(2026, 5, 27)


DUE = Deadline(date(2026, 5, 4), date(2026, 5, 1), "")


@pytest.mark.parametrize(
    ("done", "today", "standing", "late", "words"),
    [
        (None, 1, Standing.TO_COME, 0, "act by Friday 1 May 2026"),
        (None, 4, Standing.TO_COME, 0, "Due on Monday 4 May 2026."),
        (None, 5, Standing.OVERDUE, 1, "Overdue by 1 day: it was due on Monday 4 May 2026."),
        (4, 9, Standing.ON_TIME, 0, "Done on Monday 4 May 2026"),
        (6, 9, Standing.LATE, 2, "Late by 2 days: due on Monday 4 May 2026, done on Wednesday 6"),
    ],
)
def test_a_deadline_keeps_what_was_due_and_what_was_done(done, today, standing, late, words):
    done_on = done and date(2026, 5, done)
    result = outcome(DUE, done_on=done_on, today=date(2026, 5, today))
    assert (result.standing, result.days_late) == (standing, late)
    assert words in result.words


def test_a_late_paper_carries_its_reason() -> None:
    late = outcome(
        DUE, done_on=date(2026, 5, 6), today=date(2026, 5, 9), late_reason="waiting for data"
    )
    assert late.words.endswith("Reason given: waiting for data")
    silent = outcome(DUE, done_on=date(2026, 5, 6), today=date(2026, 5, 9))
    assert silent.words.endswith("No reason has been recorded.")


@given(DAYS, OFFSETS, OFFSETS, st.booleans())
def test_nobody_young_gets_papers_after_the_adults(meeting, papers, forum, formal) -> None:
    result = found(meeting, DeadlineRules(papers, forum, formal_committee=formal))
    assert result.papers
    assert result.forum
    assert result.fair_notice
    assert result.fair_notice.due_on == min(result.papers.due_on, result.forum.due_on)
    assert result.fair_notice.act_by <= result.papers.act_by


@given(DAYS, OFFSETS)
def test_the_floor_always_holds_for_a_formal_committee(meeting, papers) -> None:
    due = on(found(meeting, DeadlineRules(papers, formal_committee=True)).papers)
    assert due is not None
    assert ENGLAND.clear_working_days_between(due, meeting) >= STATUTORY_FLOOR.number


@given(DAYS, OFFSETS)
def test_the_day_to_act_is_a_working_day_never_after_the_due_day(meeting, offset) -> None:
    result = found(meeting, DeadlineRules(offset, offset, offset))
    for deadline in (result.papers, result.forum, result.fair_notice, result.minutes):
        assert deadline is not None
        assert ENGLAND.is_working_day(deadline.act_by)
        assert deadline.due_on - timedelta(days=12) < deadline.act_by <= deadline.due_on


# An oracle that shares nothing with the rule but the list of bank holidays: it steps from day to
# day and asks of each what the words say.
BANK_HOLIDAYS = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2019, 2038)))
CLOSURES = st.frozensets(st.dates(date(2020, 1, 1), date(2035, 12, 31)), max_size=40)
YEARS_2020_TO_2035 = st.dates(date(2020, 1, 1), date(2035, 12, 31))
BACK, ON = timedelta(days=-1), timedelta(days=1)


def is_open(day: date, closures: frozenset[date]) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS and day not in closures


def whole_days_between(day: date, meeting: date) -> list[date]:
    first, last = min(day, meeting), max(day, meeting)
    return [first + timedelta(days=n) for n in range(1, (last - first).days)]


def stepped(meeting: date, offset: Offset, step: timedelta, closures: frozenset[date]) -> date:
    """The day that lies so many of the unit from the meeting, found by walking."""
    if offset.unit in {Unit.DAYS, Unit.WEEKS}:
        return meeting + step * offset.number * (7 if offset.unit is Unit.WEEKS else 1)
    if offset == Offset(0, Unit.WORKING_DAYS):
        return meeting
    day = meeting + step
    while not _is_it(day, meeting, offset, closures):
        day += step
    return day


def _is_it(day: date, meeting: date, offset: Offset, closures: frozenset[date]) -> bool:
    between = whole_days_between(day, meeting)
    if offset.unit is Unit.CLEAR_DAYS:
        return len(between) == offset.number
    opened = sum(is_open(each, closures) for each in between)
    clear = offset.unit is Unit.CLEAR_WORKING_DAYS
    return is_open(day, closures) and opened == offset.number - (0 if clear else 1)


@given(YEARS_2020_TO_2035, OFFSETS, OFFSETS, OFFSETS, CLOSURES)
def test_every_deadline_is_the_one_found_by_walking(meeting, papers, forum, minutes, closures):
    rules = DeadlineRules(papers, forum, minutes)
    result = deadlines(meeting, rules, Calendar(closures), forum="We Do Care!")
    walked = {
        "papers": stepped(meeting, papers, BACK, closures),
        "forum": stepped(meeting, forum, BACK, closures),
        "minutes": stepped(meeting, minutes, ON, closures),
    }
    walked["fair_notice"] = min(walked["papers"], walked["forum"])
    for name, expected in walked.items():
        found_deadline = getattr(result, name)
        assert found_deadline.due_on == expected
        act_by = expected
        while not is_open(act_by, closures):
            act_by += BACK
        assert found_deadline.act_by == act_by


@given(YEARS_2020_TO_2035, OFFSETS, CLOSURES)
def test_a_formal_committees_papers_are_the_earlier_of_two_walks(meeting, papers, closures):
    rules = DeadlineRules(papers, formal_committee=True)
    result = deadlines(meeting, rules, Calendar(closures), forum="We Do Care!")
    own = stepped(meeting, papers, BACK, closures)
    by_law = stepped(meeting, Offset(5, Unit.CLEAR_WORKING_DAYS), BACK, closures)
    assert on(result.papers) == min(own, by_law)
