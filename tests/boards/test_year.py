"""A municipal year planned in one go, for Buckinghamshire's panel and for any other."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.cycle import MunicipalYear, Sitting, Theme, municipal_year
from boards.deadlines import DeadlineRules, Offset
from boards.planning import why_not
from boards.year import (
    LAST,
    Circumstances,
    NthWeekday,
    Wishes,
    YearPlan,
    planned_year,
    why_not_number,
    wished_days,
    without_taken,
)
from councils.working_days import Calendar, Unit

THEMES = (
    Theme("education", "Education / Employment and Training outcomes"),
    Theme("housing", "Housing and Placements"),
    Theme("health", "Health outcomes"),
    Theme("leavers", "Care-leavers transitions"),
    Theme("feedback", "Qualitative feedback"),
    Theme("review", "Annual developmental progress review", annual_review=True),
)
YEAR = municipal_year(date(2026, 6, 1), [date(2026, 5, 20), date(2027, 5, 19)])
SECOND_WEDNESDAY = NthWeekday(2, 2)
TODAY = date(2026, 5, 21)
PAPERS = DeadlineRules(papers=Offset(5, Unit.WORKING_DAYS))
#: No day of the year is in term, but every one lies between two.
HOLIDAY = [(date(1999, 1, 4),) * 2, (date(2099, 1, 5),) * 2]


def wishes(number: int | None = 6, when: NthWeekday | date = SECOND_WEDNESDAY) -> Wishes:
    """After school, so that only what a test is about is warned of."""
    return Wishes(number, when, time(17), time(19))


def plan(
    wanted: Wishes | None = None,
    *already: Sitting,
    today: date = TODAY,
    closures: frozenset[date] = frozenset(),
) -> YearPlan:
    """The year 2026/27 of the panel."""
    around = Circumstances(today, Calendar(closures), PAPERS, "We Do Care!", HOLIDAY)
    return planned_year(YEAR, wanted or wishes(), THEMES, already, around)


def days(found: YearPlan) -> list[date]:
    return [proposal.day for proposal in found.proposals]


def keys(found: YearPlan) -> list[object]:
    return [proposal.theme and proposal.theme.key for proposal in found.proposals]


SIX = [
    date(2026, 6, 10),
    date(2026, 8, 12),
    date(2026, 10, 14),
    date(2026, 12, 9),
    date(2027, 2, 10),
    date(2027, 4, 14),
]


def test_bi_monthly_on_the_second_wednesday_with_the_annual_review_last() -> None:
    found = plan()
    assert days(found) == SIX
    assert keys(found) == ["education", "housing", "health", "leavers", "feedback", "review"]
    assert found.words == "6 meetings are proposed for 2026/27."
    assert found.refusals == ()
    assert all(proposal.warnings == () for proposal in found.proposals)


def test_the_rhythm_of_the_last_meeting_is_kept() -> None:
    found = plan(wishes(6, date(2026, 4, 29)))
    assert days(found) == [date(2026, 7, 1) + timedelta(weeks=9 * n) for n in range(6)]


def test_a_rhythm_that_does_not_fit_says_so() -> None:
    found = plan(wishes(6, date(2026, 5, 19)))
    assert len(found.proposals) == 5
    assert found.words == (
        "5 meetings are proposed for 2026/27. Only 5 of 6 fit this rhythm. No meeting is left this "
        "year for: Annual developmental progress review."
    )


def test_a_closed_day_gives_way_to_the_same_day_of_the_week_later() -> None:
    found = plan(wishes(6, NthWeekday(LAST, 4)))
    assert date(2027, 3, 26) not in days(found)
    last = found.proposals[-1]
    assert last.day == date(2027, 4, 2)
    assert last.warnings == (
        "Friday 26 March 2027 is a bank holiday (Good Friday). Moved a week on.",
    )


def test_it_moves_on_until_the_council_is_open() -> None:
    closed = frozenset({date(2026, 12, 9), date(2026, 12, 16), date(2026, 12, 23)})
    fourth = plan(closures=closed).proposals[3]
    assert fourth.day == date(2026, 12, 30)
    assert fourth.warnings == (
        "Wednesday 9 December 2026 is a day the council is closed. Moved 3 weeks on.",
    )


def test_where_no_day_is_free_before_the_next_meeting_it_says_why() -> None:
    closed = frozenset(date(2026, 12, 9) + timedelta(weeks=n) for n in range(9))
    found = plan(closures=closed)
    assert len(found.proposals) == 5
    assert found.refusals == (
        (
            "Wednesday 9 December 2026 is a day the council is closed. No Wednesday after it is free "
            "before the next meeting is due."
        ),
    )
    assert keys(found)[-1] == "feedback"
    assert "Annual developmental progress review" in found.words


def test_a_meeting_that_is_planned_already_takes_the_nearest_day() -> None:
    found = plan(wishes(), Sitting(date(2026, 8, 5), theme="health"))
    assert days(found) == [SIX[0], *SIX[2:]]
    assert keys(found) == ["education", "housing", "leavers", "feedback", "review"]
    assert found.words == "5 meetings are proposed for 2026/27. 1 is planned already."


def test_another_kind_of_meeting_takes_no_turn_but_its_day_and_its_theme() -> None:
    extra = Sitting(date(2026, 6, 10), "extraordinary", "housing")
    found = plan(wishes(), extra)
    assert days(found) == [date(2026, 6, 17), *SIX[1:]]
    assert keys(found) == ["education", "health", "leavers", "feedback", "review", None]
    assert found.proposals[0].warnings == (
        "There is a meeting on Wednesday 10 June 2026 already. Moved a week on.",
    )
    assert found.proposals[-1].words == "Every theme has been taken this year."


def test_a_meeting_of_another_year_does_not_count() -> None:
    assert days(plan(wishes(), Sitting(date(2026, 4, 8), theme="education"))) == SIX


def test_a_day_gone_by_is_not_proposed() -> None:
    found = plan(today=date(2026, 8, 12))
    assert days(found) == SIX[2:]
    assert found.refusals == (
        "Wednesday 10 June 2026 has gone by.",
        "Wednesday 12 August 2026 has gone by.",
    )
    assert "No meeting is left this year for: Qualitative feedback;" in found.words


def test_school_hours_and_short_notice_are_warned_of() -> None:
    around = Circumstances(date(2026, 6, 4), Calendar(), PAPERS, "We Do Care!")
    early = Wishes(6, SECOND_WEDNESDAY, time(14), time(16))
    first = planned_year(YEAR, early, THEMES, (), around).proposals[0]
    assert first.warnings[0].startswith("From 2pm to 4pm on Wednesday 10 June 2026 is in school")
    assert first.warnings[1].startswith("Short notice. Members get the papers 5 working days")


@pytest.mark.parametrize(
    ("number", "when", "words"),
    [
        (
            None,
            SECOND_WEDNESDAY,
            "How often it meets is not stated. Say how many meetings the year is to have.",
        ),
        (
            0,
            SECOND_WEDNESDAY,
            "How often it meets is not stated. Say how many meetings the year is to have.",
        ),
        (
            13,
            SECOND_WEDNESDAY,
            "13 meetings do not fit on one day of each month: 12 is the most.",
        ),
        (
            53,
            date(2026, 4, 29),
            "53 meetings do not fit into a year, one a week: 52 is the most.",
        ),
        (12, SECOND_WEDNESDAY, ""),
        (52, date(2026, 4, 29), ""),
    ],
)
def test_a_number_that_cannot_be_planned_is_refused(number, when, words) -> None:
    assert why_not_number(wishes(number, when)) == words
    if words:
        found = plan(wishes(number, when))
        assert (found.proposals, found.refusals) == ((), (words,))


@pytest.mark.parametrize(
    ("nth", "weekday", "month", "day"),
    [(1, 0, 6, 1), (2, 2, 6, 10), (4, 4, 6, 26), (LAST, 0, 6, 29), (LAST, 4, 7, 31), (4, 4, 2, 27)],
)
def test_a_day_by_its_place_in_the_month(nth, weekday, month, day) -> None:
    assert NthWeekday(nth, weekday).in_month(2026, month) == date(2026, month, day)


@pytest.mark.parametrize(("nth", "weekday"), [(0, 0), (6, 0), (1, 7), (1, -1)])
def test_there_is_no_other_day(nth, weekday) -> None:
    with pytest.raises(ValueError, match="first to fourth or the last"):
        NthWeekday(nth, weekday)


def test_a_day_on_annual_council_itself_is_not_wished_for() -> None:
    year = MunicipalYear(date(2026, 5, 13), date(2027, 5, 11), assumed=False)
    assert wished_days(year, wishes())[0] == date(2026, 6, 10)


def test_each_planned_meeting_takes_one_day() -> None:
    assert without_taken(SIX, [date(2026, 6, 12), date(2026, 6, 13)]) == SIX[2:]
    assert without_taken([], SIX) == []


WISHES = st.builds(
    wishes,
    st.integers(1, 12),
    st.builds(NthWeekday, st.integers(1, LAST), st.integers(0, 4))
    | st.dates(date(2025, 6, 1), date(2027, 5, 1)),
)
YEARS = st.integers(2020, 2034).map(lambda year: municipal_year(date(year, 9, 1), []))
CLOSURES = st.frozensets(st.dates(date(2020, 5, 1), date(2035, 6, 1)), max_size=30)
OFFSETS = st.lists(st.integers(1, 350), max_size=4, unique=True)


@given(YEARS, WISHES, CLOSURES, OFFSETS, st.integers(-30, 200))
def test_every_proposal_stands(year, wanted, closures, offsets, day_of_year) -> None:
    calendar, today = Calendar(closures), year.starts_on + timedelta(days=day_of_year)
    already = [Sitting(year.starts_on + timedelta(days=n), theme="housing") for n in offsets]
    around = Circumstances(today, calendar, PAPERS, "We Do Care!")
    found = planned_year(year, wanted, THEMES, already, around)
    taken = frozenset(sitting.on for sitting in already)
    proposed = days(found)
    assert len(set(proposed)) == len(proposed)
    for day in proposed:
        assert day in year
        assert why_not(day, today=today, calendar=calendar, other_days=taken) == ""
    given_out = [key for key in keys(found) if key]
    assert len(set(given_out)) == len(given_out)
    assert not already or "housing" not in given_out
    wished = wished_days(year, wanted)
    left = max(0, len(wished) - len(already))
    assert len(proposed) + len(found.refusals) == left


@given(YEARS, WISHES)
def test_what_was_planned_is_not_proposed_again(year, wanted) -> None:
    around = Circumstances(year.starts_on, Calendar(), PAPERS, "We Do Care!")
    first = planned_year(year, wanted, THEMES, (), around)
    if first.refusals:
        return
    planned = [Sitting(each.day, theme=each.theme and each.theme.key) for each in first.proposals]
    again = planned_year(year, wanted, THEMES, planned, around)
    assert (again.proposals, again.refusals) == ((), ())


@given(YEARS, WISHES)
def test_wished_days_are_of_one_day_of_the_week_in_order_and_in_the_year(year, wanted) -> None:
    found = wished_days(year, wanted)
    assert list(found) == sorted(set(found))
    assert len(found) <= wanted.meetings_a_year
    assert len({day.weekday() for day in found}) <= 1
    assert all(day in year for day in found)


@given(YEARS, st.integers(1, 11), st.integers(1, LAST), st.integers(0, 4))
def test_a_day_of_the_month_always_finds_room_for_all(year, number, nth, weekday) -> None:
    assert len(wished_days(year, wishes(number, NthWeekday(nth, weekday)))) == number
