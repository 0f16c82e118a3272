"""The year and its invitations."""

from tests.permissions.table.meetings import a_meeting
from tests.permissions.table.words import (
    CLERK,
    OF_THE_BODY,
    WORKER,
    Page,
    Sent,
    first,
    keys,
    numbers,
    people,
)
from tests.support.world import Furnished

#: Those who may answer invitations, and are asked by other bodies and forums only.
ASKED_ELSEWHERE = [
    *("member of another body", "chair of another body", "worker of another forum"),
]


def a_year(council: Furnished) -> dict[str, object]:
    """What a clerk sends to plan a year of one meeting."""
    meeting = {**a_meeting(council), "held_on": "10/3/2027"}
    rows = {f"meeting-0-{name}": value for name, value in meeting.items() if name != "kind"}
    return {"meeting-TOTAL_FORMS": 1, "meeting-INITIAL_FORMS": 1, **rows}


def places_asked(council: Furnished) -> list[dict[str, object]]:
    """A member's place at a meeting, and that of young people."""
    seats = (f"place-{council.rows.seat.pk}-1", f"seat-{council.rows.young_seat.pk}")
    return [{"pk": council.rows.meeting.pk, "key": key} for key in seats]


def young_at_meeting(council: Furnished) -> list[dict[str, object]]:
    """Young people's seat at a meeting."""
    return [{"pk": council.rows.meeting.pk, "seat": council.rows.young_seat.pk}]


def coming(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    """Somebody says that they come."""
    return {"answer": "coming", "version": 0}


INVITED = (
    Page(
        "boards:year_plan",
        CLERK,
        at=keys("body"),
        sent=Sent(CLERK, "boards_meeting", a_year, at=first(keys("body"))),
    ),
    Page("boards:invitations", CLERK, at=numbers("meeting", "draft_meeting")),
    Page(
        "boards:invitations_send",
        CLERK,
        answer=405,
        at=numbers("draft_meeting"),
        sent=Sent(CLERK, "boards_meeting", at=first(numbers("draft_meeting"))),
    ),
    Page(
        "boards:reply_record",
        CLERK,
        at=places_asked,
        sent=Sent(CLERK, "boards_reply", coming, at=first(places_asked)),
    ),
    Page("boards:my_invitations", OF_THE_BODY | WORKER | people(*ASKED_ELSEWHERE)),
    Page(
        "boards:invitation_reply",
        OF_THE_BODY,
        answer=405,
        at=numbers("meeting"),
        refused=dict.fromkeys((*WORKER, *ASKED_ELSEWHERE), 404),
        sent=Sent(OF_THE_BODY, "boards_reply", coming, at=first(numbers("meeting"))),
    ),
    Page(
        "boards:young_reply",
        WORKER,
        answer=405,
        at=young_at_meeting,
        refused=dict.fromkeys((*OF_THE_BODY, *ASKED_ELSEWHERE), 404),
        sent=Sent(
            WORKER,
            "boards_reply",
            at=first(young_at_meeting),
            fields=lambda council: {"heads": 2, "version": 0},  # noqa: ARG005
        ),
    ),
)
