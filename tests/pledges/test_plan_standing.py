"""How an item of a plan stands: what was said last, and whether its day has gone by (R10)."""

from datetime import date

import pytest

from pledges.plans.standing import (
    NOTHING_YET,
    Progress,
    due_words,
    standing,
    summary,
)
from pledges.review import NOT_DATED, review_of, why_not_due


@pytest.mark.parametrize(
    ("due", "today", "overdue"),
    [
        ("14 October 2026", date(2026, 10, 14), False),
        ("14 October 2026", date(2026, 10, 15), True),
        ("November 2021", date(2021, 11, 30), False),
        ("November 2021", date(2021, 12, 1), True),
        ("Autumn 2014", date(2014, 12, 1), True),
        ("Spring 2015", date(2015, 5, 31), False),
        ("2024", date(2025, 1, 1), True),
    ],
)
@pytest.mark.parametrize("said", [None, *Progress])
def test_what_is_over_is_never_overdue_and_the_rest_from_the_day_after(
    due: str, today: date, overdue: bool, said: Progress | None
) -> None:
    found = standing(due, said, today=today)
    is_over = said in {Progress.DONE, Progress.STOPPED}
    assert found.is_overdue == (overdue and not is_over)
    assert found.words == (said.words if said else NOTHING_YET)
    if found.is_overdue:
        assert found.tone == "bad"
        assert found.sentence == f"{found.words}, overdue"


@pytest.mark.parametrize(
    ("said", "tone"),
    [
        (None, "none"),
        (Progress.ON_TRACK, "good"),
        (Progress.AT_RISK, "watch"),
        (Progress.LATE, "bad"),
        (Progress.DONE, "good"),
        (Progress.STOPPED, "none"),
    ],
)
def test_its_colour(said: Progress | None, tone: str) -> None:
    assert standing("2030", said, today=date(2026, 1, 1)).tone == tone


@pytest.mark.parametrize("due", ["1899", "9999", "31 December 9999", "Winter 9999", "March 2201"])
def test_nothing_is_due_in_a_year_that_cannot_be_meant(due: str) -> None:
    assert why_not_due(due) == "Give a year from 1900 to 2200."


@pytest.mark.parametrize("due", ["1900", "31 December 2200", "Winter 2200"])
def test_the_first_and_the_last_year_can_be(due: str) -> None:
    assert not why_not_due(due)


@pytest.mark.parametrize("due", ["9999", "31 December 9999", "Winter 9999", "December 9999"])
def test_an_odd_date_on_record_is_read_all_the_same(due: str) -> None:
    assert not standing(due, None, today=date(2026, 1, 1)).is_overdue
    assert due in due_words(due)
    assert review_of(due, today=date(2026, 1, 1)).startswith("Due ")


@pytest.mark.parametrize("due", ["", "soon", "31 February 2026", "0000"])
def test_what_is_no_date_is_said_to_be_none(due: str) -> None:
    assert not standing(due, None, today=date(2026, 1, 1)).is_overdue
    assert due_words(due) == review_of(due, today=date(2026, 1, 1)) == NOT_DATED


def test_when_it_is_due_in_words() -> None:
    assert due_words("14 Oct 2026") == "by 14 October 2026"
    assert due_words("autumn 2026") == "by the end of Autumn 2026"
    assert due_words("2027") == "by the end of 2027"


def test_a_date_that_nobody_can_read_is_refused_with_how_to_write_it() -> None:
    assert why_not_due("soon").startswith("“soon” is not a date that can be read.")
    assert why_not_due("Winter 2026/27") == ""


def test_all_of_them_in_a_sentence() -> None:
    today = date(2026, 12, 2)
    found = [
        standing("2025", None, today=today),
        standing("2027", Progress.ON_TRACK, today=today),
        standing("2025", Progress.DONE, today=today),
        standing("2025", Progress.LATE, today=today),
    ]
    assert summary(found, total=4) == (
        "4 items: 1 done, 1 late, 1 nothing said yet, 1 on track; 2 are overdue."
    )
    assert summary(found[1:2], total=1) == "1 item: 1 on track."
