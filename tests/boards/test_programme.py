"""The rules of a year's page, and the service that plans it: all or none."""

from datetime import date, time

import pytest

from boards.deadlines import DeadlineRules, Offset
from boards.models import Meeting
from boards.programme.minding import ends_at, what_to_mind
from boards.programme.notice import notice_deadline
from boards.programme.services import RowsRefused, Wanted, plan_year
from boards.year import Circumstances
from councils.working_days import Calendar, Unit
from tests.factories import boards, councils

CALENDAR = Calendar()
COMMITTEE = DeadlineRules(formal_committee=True)
IN_A_WEEK = DeadlineRules(papers=Offset(5, Unit.WORKING_DAYS))


@pytest.mark.parametrize(
    ("meeting", "due"),
    [  # the column of five clear working days in the table of R1
        (date(2026, 6, 10), date(2026, 6, 2)),
        (date(2026, 5, 6), date(2026, 4, 27)),
        (date(2026, 5, 27), date(2026, 5, 18)),
        (date(2026, 4, 8), date(2026, 3, 27)),
    ],
)
def test_public_notice_is_due_five_clear_working_days_before(meeting: date, due: date) -> None:
    found = notice_deadline(meeting, COMMITTEE, CALENDAR, body="sub-committee")
    assert (found.due_on, found.act_by) == (due, due)
    assert "on the page of the sub-committee" in found.reason


def test_only_a_formal_committee_gives_public_notice() -> None:
    assert notice_deadline(date(2026, 6, 10), IN_A_WEEK, CALENDAR, body="panel") is None


@pytest.mark.parametrize(
    ("starts", "minutes", "ends"),
    [
        (time(17, 30), 120, time(19, 30)),
        (time(23), 120, time(23, 59)),
        (time(10), 15, time(10, 15)),
    ],
)
def test_when_a_meeting_ends(starts: time, minutes: int, ends: time) -> None:
    assert ends_at(starts, minutes) == ends


@pytest.mark.parametrize(
    ("day", "starts", "words"),
    [
        (date(2026, 6, 10), time(17, 30), ()),
        (date(2026, 6, 10), time(13, 30), ("is in school hours",)),
        (date(2026, 6, 3), time(17, 30), ("Short notice.",)),
        (date(2026, 6, 3), time(9), ("is in school hours", "Short notice.")),
        (date(2026, 5, 1), time(17, 30), ("Short notice.",)),
    ],
)
def test_what_to_mind_about_a_day(day: date, starts: time, words: tuple[str, ...]) -> None:
    around = Circumstances(date(2026, 6, 1), CALENDAR, IN_A_WEEK, "the forum")
    said = what_to_mind(day, starts, 120, around)
    assert len(said) == len(words)
    assert all(word in sentence for word, sentence in zip(words, said, strict=True))


def wanted(*days: date) -> list[Wanted]:
    """Meetings of one hour in one room."""
    return [Wanted(day, time(17), "Room 1", 60) for day in days]


def test_all_are_planned_or_none(db: None, today: date) -> None:  # noqa: ARG001
    """The refusal names each that cannot be, by its number."""
    body, clerk = boards.BodyFactory(), councils.UserFactory()
    days = wanted(date(2027, 1, 13), date(2027, 1, 16), date(2027, 2, 10), date(2027, 2, 10))
    with pytest.raises(RowsRefused) as refused:
        plan_year(by=clerk, body=body, wanted=[*days, Wanted(date(2027, 3, 3), time(9), "", 60)])
    assert {number: list(error.message_dict) for number, error in refused.value.rows.items()} == {
        1: ["held_on"],
        3: ["held_on"],
        4: ["place"],
    }
    assert not Meeting.objects.exists()


def test_what_is_planned_so_already_is_left_as_it_is(db: None, today: date) -> None:  # noqa: ARG001
    """The second time makes nothing, and answers with the same meetings."""
    body, clerk = boards.BodyFactory(), councils.UserFactory()
    days = wanted(date(2027, 1, 13), date(2027, 2, 10))
    first = plan_year(by=clerk, body=body, wanted=days)
    assert plan_year(by=clerk, body=body, wanted=days) == first
    assert Meeting.objects.count() == 2
