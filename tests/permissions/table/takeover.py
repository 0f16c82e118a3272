"""Meetings that young people take over: their dots, and the screen of who chairs."""

from councils.roles import Role
from tests.permissions.table.words import (
    CLERK,
    FORUM,
    Page,
    Sent,
    first,
    fixed,
    numbers,
    of_another_forum,
    people,
)
from tests.support.world import Furnished

LEAD = FORUM | CLERK | people(Role.CHAIR)
ELSEWHERE = {**of_another_forum(404), "chair of another body": 404}


def some_dots(council: Furnished) -> dict[str, object]:
    """Four dots more on the first item; those on the second stay."""
    one, two = council.rows.takeover_items
    return {f"dots-{one.pk}": 4, f"seen-{one.pk}": 0, f"dots-{two.pk}": 3, f"seen-{two.pk}": 3}


TAKEOVER = (
    Page(
        "boards:takeover_dots",
        FORUM,
        at=numbers("takeover_meeting", "takeover_today"),
        sent=Sent(FORUM, "boards_dots", some_dots, at=first(numbers("takeover_meeting"))),
        refused=of_another_forum(404),
    ),
    Page(
        "boards:takeover_order",
        CLERK,
        answer=405,
        at=numbers("takeover_meeting"),
        sent=Sent(CLERK, "boards_agendaitem", at=first(numbers("takeover_meeting"))),
    ),
    Page(
        "boards:takeover",
        LEAD,
        at=numbers("takeover_meeting", "takeover_today"),
        refused=ELSEWHERE,
    ),
    Page(
        "boards:takeover_press",
        LEAD,
        answer=405,
        at=numbers("takeover_today"),
        sent=Sent(
            LEAD, "boards_turn", fixed(move="next", step=1), at=first(numbers("takeover_today"))
        ),
        refused=ELSEWHERE,
    ),
)
