"""Minutes and decisions."""

from collections.abc import Callable

from councils.roles import Role
from tests.permissions.table.words import (
    CLERK,
    READ_RECORD,
    Fields,
    Page,
    Sent,
    first,
    keys,
    numbers,
    people,
)
from tests.support.world import Furnished

CHAIR = people(Role.CHAIR)


def minutes_of(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses of minutes, by the meeting of these rows."""
    return lambda council: [{"pk": getattr(council.rows, name).meeting_id} for name in names]


def part(council: Furnished) -> list[dict[str, object]]:
    """A part of minutes that are a draft."""
    return [{"pk": council.rows.held_meeting.pk, "part": council.rows.minutes_section.pk}]


def the_version(name: str, **more: object) -> Fields:
    """The version of the row that the page showed, and what is typed."""
    return lambda council: {"version": getattr(council.rows, name).version, **more}


def old_version(council: Furnished) -> list[dict[str, object]]:
    """The one version of confirmed minutes."""
    return [{"pk": council.rows.old_minutes.meeting_id, "number": 1}]


def confirmed_then(council: Furnished) -> dict[str, object]:
    """What the chair chooses."""
    return {"version": 1, "meeting": council.rows.held_meeting.pk}


RECORD = (
    Page(
        "boards:minutes_detail",
        READ_RECORD,
        at=minutes_of("minutes", "sent_minutes", "old_minutes"),
    ),
    Page("boards:minutes_version", READ_RECORD, at=old_version),
    Page("boards:minutes_list", READ_RECORD, at=keys("body")),
    Page("boards:decision_list", READ_RECORD, at=keys("body")),
    Page(
        "boards:minutes_draft",
        CLERK,
        answer=405,
        at=numbers("undrafted_meeting"),
        sent=Sent(CLERK, "boards_minutes", at=first(numbers("undrafted_meeting"))),
    ),
    Page(
        "boards:minutes_redraft",
        CLERK,
        answer=405,
        at=minutes_of("minutes"),
        sent=Sent(CLERK, "boards_minutes", at=first(minutes_of("minutes"))),
    ),
    Page(
        "boards:minutes_part",
        CLERK,
        at=part,
        sent=Sent(
            CLERK,
            "boards_minutessection",
            the_version("minutes_section", text="What was said."),
            at=first(part),
        ),
    ),
    Page(
        "boards:part_redraft",
        CLERK,
        answer=405,
        at=part,
        sent=Sent(CLERK, "boards_minutessection", the_version("minutes_section"), at=first(part)),
    ),
    Page(
        "boards:minutes_circulate",
        CLERK,
        at=minutes_of("minutes"),
        sent=Sent(
            CLERK,
            "boards_minutes",
            the_version("minutes", late_reason="The clerk was ill."),
            at=first(minutes_of("minutes")),
        ),
    ),
    Page(
        "boards:minutes_take_back",
        CLERK,
        answer=405,
        at=minutes_of("sent_minutes"),
        sent=Sent(
            CLERK,
            "boards_minutes",
            the_version("sent_minutes"),
            at=first(minutes_of("sent_minutes")),
        ),
    ),
    Page(
        "boards:minutes_confirm",
        CHAIR,
        at=minutes_of("sent_minutes"),
        sent=Sent(CHAIR, "boards_minutes", confirmed_then, at=first(minutes_of("sent_minutes"))),
    ),
    Page(
        "boards:minutes_correct",
        CLERK,
        at=minutes_of("old_minutes"),
        sent=Sent(
            CLERK,
            "boards_minutes",
            lambda council: {"number": 1, "reason": "A name was wrong."},  # noqa: ARG005
            at=first(minutes_of("old_minutes")),
        ),
    ),
)
