"""Attendance, duties, engagement and the questions members ask."""

from collections.abc import Callable

from boards.papers.forms import data_of
from boards.papers.queries import wording_of
from councils.roles import Role
from tests.permissions.table.words import (
    CLERK,
    OF_ANOTHER_BODY,
    OF_THE_BODY,
    READ_MEMBERS_PAPERS,
    Page,
    Sent,
    first,
    keys,
    numbers,
    people,
)
from tests.support.world import Furnished


def seen_of(council: Furnished) -> str:
    """What the page of the report says it showed."""
    return data_of(wording_of(council.rows.report))["seen"]


def of_year(*names: str, year: int) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses by the keys of these bodies, and the year."""
    return lambda council: [{**place, "year": year} for place in keys(*names)(council)]


def duties(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses of duties of the body."""
    return lambda council: [
        {"key": council.rows.body.key, "duty": getattr(council.rows, name).key} for name in names
    ]


def log_entry(council: Furnished) -> list[dict[str, object]]:
    """A line of the engagement log."""
    return [{"key": council.rows.body.key, "pk": council.rows.engagement.pk}]


def an_item(council: Furnished) -> list[dict[str, object]]:
    """An item of the meeting that is over."""
    rows = council.rows
    return [{"pk": rows.held_meeting.pk, "item": rows.held_items[0].pk}]


def a_challenge(council: Furnished) -> list[dict[str, object]]:
    """A question that a member asked."""
    rows = council.rows
    return [{"pk": rows.held_meeting.pk, "number": rows.challenge.pk}]


def a_visit(council: Furnished) -> dict[str, object]:
    """What a clerk fills in to log one."""
    return {
        "kind": "visit",
        "held_on": "3/11/2026",
        "words": "Visit",
        "people": council.rows.holder.person.pk,
    }


def another_visit(council: Furnished) -> dict[str, object]:
    """What a clerk fills in to correct it."""
    person = {"person": council.rows.holder.person.pk, "version": 1}
    return {"kind": "visit", "held_on": "4/11/2026", "words": "Another visit", **person}


OVERSIGHT = (
    Page("boards:attendance", READ_MEMBERS_PAPERS, at=keys("body")),
    Page("boards:attendance_statement", at=of_year("body", year=2025)),
    Page(
        "boards:attendance_preview",
        CLERK,
        at=of_year("body", year=2024),
        sent=Sent(CLERK, "boards_attendancestatement", at=first(of_year("body", year=2024))),
    ),
    Page(
        "boards:attendance_withdraw",
        CLERK,
        answer=405,
        at=of_year("body", year=2025),
        sent=Sent(CLERK, "boards_attendancestatement", at=first(of_year("body", year=2025))),
    ),
    Page(
        "boards:attendance_measures",
        CLERK,
        at=of_year("body", year=2024),
        sent=Sent(CLERK, "measures_observation", at=first(of_year("body", year=2024))),
    ),
    Page("boards:duties", READ_MEMBERS_PAPERS, at=keys("body")),
    Page("boards:duty_list", READ_MEMBERS_PAPERS | people(*OF_ANOTHER_BODY)),
    Page(
        "boards:duty_done",
        CLERK,
        at=duties("open_duty"),
        sent=Sent(
            CLERK,
            "boards_dutydone",
            at=first(duties("open_duty")),
            fields=lambda council: {  # noqa: ARG005
                "due_on": "18/5/2027",
                "done_on": "1/12/2026",
                "words": "Sent out.",
            },
        ),
    ),
    Page(
        "boards:duty_undo",
        CLERK,
        answer=405,
        at=duties("duty"),
        sent=Sent(
            CLERK,
            "boards_dutydone",
            at=first(duties("duty")),
            fields=lambda council: {"due": "2027-05-18"},  # noqa: ARG005
        ),
    ),
    Page("boards:engagement", READ_MEMBERS_PAPERS, at=keys("body")),
    Page(
        "boards:engagement_add",
        CLERK,
        at=keys("body"),
        sent=Sent(CLERK, "boards_engagement", a_visit, at=first(keys("body"))),
    ),
    Page(
        "boards:engagement_change",
        CLERK,
        at=log_entry,
        sent=Sent(CLERK, "boards_engagement", another_visit, at=first(log_entry)),
    ),
    Page(
        "boards:engagement_remove",
        CLERK,
        answer=405,
        at=log_entry,
        sent=Sent(CLERK, "boards_engagement", at=first(log_entry)),
    ),
    Page("boards:challenge_year", READ_MEMBERS_PAPERS, at=keys("body")),
    Page(
        "boards:challenge_meeting",
        READ_MEMBERS_PAPERS,
        at=numbers("meeting", "draft_meeting", "held_meeting"),
    ),
    Page(
        "boards:challenge_log",
        OF_THE_BODY,
        at=an_item,
        sent=Sent(
            OF_THE_BODY,
            "boards_challenge",
            at=first(an_item),
            fields=lambda council: {"prompt": council.rows.prompt.pk, "question": "Is it?"},
        ),
    ),
    Page(
        "boards:challenge_change",
        people(Role.BOARD_MEMBER),
        at=a_challenge,
        sent=Sent(
            people(Role.BOARD_MEMBER),
            "boards_challenge",
            at=first(a_challenge),
            fields=lambda council: {"question": "Was it?", "version": 1},  # noqa: ARG005
        ),
    ),
)
