"""Bodies, meetings and their agendas."""

from django.core import signing

from boards.agendas.services import KEPT
from boards.agendas.views import PUT_BACK
from tests.permissions.table.words import CLERK, WORKER, Page, Sent, first, keys, numbers
from tests.support.world import Furnished


def a_meeting(council: Furnished) -> dict[str, object]:
    """What a clerk fills in to plan one."""
    return {
        "kind": "formal",
        "held_on": "10/3/2027",
        "starts_at": "17:30",
        "slot_minutes": "120",
        "place": "Room 2",
        "theme": council.rows.theme.pk,
    }


def another_day(council: Furnished) -> dict[str, object]:
    """What a clerk fills in to move one."""
    return {
        "kind": "formal",
        "held_on": "17/3/2027",
        "starts_at": "10:00",
        "slot_minutes": "90",
        "place": "Room 3",
        "theme": council.rows.theme.pk,
        "chair": council.rows.holder.person.pk,
        "version": 1,
    }


def one_more_item(council: Furnished) -> dict[str, object]:
    """What a clerk fills in for one more item."""
    return {
        "title": "Fostering",
        "purpose": "discussion",
        "minutes": "10",
        "theme": council.rows.theme.pk,
    }


def another_item(council: Furnished) -> dict[str, object]:
    """What a clerk fills in to change one."""
    return one_more_item(council) | {"version": 1}


def taken_off(council: Furnished) -> dict[str, object]:
    """The token of an item that was taken off."""
    meeting, kept = council.rows.draft_meeting, dict.fromkeys(KEPT, "")
    removed = kept | {
        "id": 10**6,
        "position": 1,
        "kind": "other",
        "purpose": "discussion",
        "title": "Back",
        "minutes": 5,
        "theme_id": None,
        "from_body_id": None,
        "carried_from_id": None,
        "version": 1,
        "escalation": None,
    }
    return {"token": signing.dumps({"meeting": meeting.pk, "item": removed}, salt=PUT_BACK)}


def a_guest(council: Furnished) -> dict[str, object]:
    """Somebody to be heard on an item."""
    return {"how": "heard", "person": council.rows.person.pk, "reason": "Knows the schools."}


MEETINGS = (
    Page("boards:body_list"),
    Page("boards:body_detail", at=keys("body", "group_of_body", "other_body")),
    Page("boards:meeting_list", CLERK),
    Page("boards:meeting_detail", CLERK, at=numbers("meeting", "draft_meeting")),
    Page(
        "boards:meeting_plan",
        CLERK,
        at=keys("body"),
        sent=Sent(CLERK, "boards_meeting", a_meeting, at=first(keys("body"))),
    ),
    Page(
        "boards:meeting_change",
        CLERK,
        at=numbers("meeting", "draft_meeting"),
        sent=Sent(CLERK, "boards_meeting", another_day, at=first(numbers("draft_meeting"))),
    ),
    Page(
        "boards:meeting_cancel",
        CLERK,
        at=numbers("meeting", "draft_meeting", "held_meeting"),
        sent=Sent(
            CLERK,
            "boards_meeting",
            fields=lambda council: {"cancel_reason": "Snow."},  # noqa: ARG005
            at=first(numbers("draft_meeting")),
        ),
    ),
    Page(
        "boards:meeting_reinstate",
        CLERK,
        answer=405,
        at=numbers("cancelled_meeting"),
        sent=Sent(CLERK, "boards_meeting", at=first(numbers("cancelled_meeting"))),
    ),
    Page("boards:agenda", CLERK, at=numbers("meeting", "draft_meeting", "cancelled_meeting")),
    Page(
        "boards:agenda_add",
        CLERK,
        at=numbers("draft_meeting", "held_meeting"),
        sent=Sent(CLERK, "boards_agendaitem", one_more_item, at=first(numbers("draft_meeting"))),
    ),
    Page(
        "boards:agenda_carry_in",
        CLERK,
        answer=405,
        at=numbers("draft_meeting"),
        sent=Sent(
            CLERK,
            "boards_agendaitem",
            fields=lambda council: {"key": f"update-{council.rows.group_of_body.pk}"},
            at=first(numbers("draft_meeting")),
        ),
    ),
    Page(
        "boards:agenda_forum_time",
        CLERK,
        answer=405,
        at=numbers("bare_meeting"),
        sent=Sent(CLERK, "boards_agendaitem", at=first(numbers("bare_meeting"))),
    ),
    Page(
        "boards:agenda_remove",
        CLERK,
        answer=405,
        at=numbers("draft_meeting"),
        sent=Sent(
            CLERK,
            "boards_agendaitem",
            fields=lambda council: {"item": council.rows.draft_time.pk},
            at=first(numbers("draft_meeting")),
        ),
    ),
    Page(
        "boards:agenda_put_back",
        CLERK,
        answer=405,
        at=numbers("draft_meeting"),
        sent=Sent(CLERK, "boards_agendaitem", taken_off, at=first(numbers("draft_meeting"))),
    ),
    Page(
        "boards:agenda_item",
        CLERK,
        at=numbers("draft_item", "draft_time"),
        sent=Sent(CLERK, "boards_agendaitem", another_item, at=first(numbers("draft_item"))),
    ),
    Page(
        "boards:agenda_item_move",
        CLERK,
        answer=405,
        at=numbers("draft_item"),
        sent=Sent(
            CLERK,
            "boards_agendaitem",
            fields=lambda council: {"to_position": 2},  # noqa: ARG005
            at=first(numbers("draft_item")),
        ),
    ),
    Page(
        "boards:agenda_item_invite",
        CLERK,
        at=numbers("draft_item"),
        sent=Sent(CLERK, "boards_attender", a_guest, at=first(numbers("draft_item"))),
    ),
    Page(
        "boards:agenda_item_withdraw",
        CLERK,
        answer=405,
        at=numbers("draft_item"),
        sent=Sent(
            CLERK,
            "boards_attender",
            fields=lambda council: {"attender": council.rows.attender.pk},
            at=first(numbers("draft_item")),
        ),
    ),
    Page(
        "boards:meeting_publish",
        CLERK,
        answer=405,
        at=numbers("draft_meeting"),
        sent=Sent(CLERK, "boards_edition", at=first(numbers("draft_meeting"))),
    ),
    Page(
        "boards:question_put",
        WORKER,
        at=numbers("agreed"),
        refused={"worker of another forum": 404},
        sent=Sent(
            WORKER,
            "boards_putquestion",
            at=first(numbers("agreed")),
            fields=lambda council: {"meeting": council.rows.draft_meeting.pk},
        ),
    ),
    Page("boards:calendar"),
)
