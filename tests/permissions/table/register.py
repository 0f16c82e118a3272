"""At the meeting: the register, the items and their outcomes."""

from collections.abc import Callable

from councils.roles import Role
from tests.permissions.table.actions import an_action, passed_on
from tests.permissions.table.words import CLERK, FORUM, Page, Sent, first, numbers, of_another_forum
from tests.support.world import Furnished


def at_held(**more: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """The meeting that was held, and the numbers of rows of it."""
    return lambda council: [
        {"pk": council.rows.held_meeting.pk}
        | {name: _of_held(council, row).pk for name, row in more.items()}
    ]


def _of_held(council: Furnished, row: str) -> object:
    found = getattr(council.rows, row)
    return found[0] if isinstance(found, list) else found


def ratifying(council: Furnished) -> list[dict[str, object]]:
    """A view of those present, and an item of a later meeting at which it is ratified."""
    item = council.rows.meeting_today.items.first()
    return [{"pk": council.rows.view.pk, "item": item.pk}]


def a_row_of_the_register(council: Furnished) -> dict[str, object]:
    """The chair joined online."""
    seat, person = council.rows.chair_seat.pk, council.people[Role.CHAIR].people.get().pk
    row = {"key": f"member-{seat}-{person}-0-1", "mark": "online", "version": 0, "seen": "|1||"}
    return {f"row-7-{name}": value for name, value in row.items()}


def an_item(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    """An item is decided, with another decision."""
    return {
        "item-result": "decided",
        "item-words": "It was weighed.",
        "item-decision": "Another decision.",
        "item-version": 1,
    }


def an_outcome(council: Furnished) -> dict[str, object]:
    """Another item is put off."""
    row = {"key": council.rows.held_items[1].pk, "result": "deferred", "version": 0, "seen": ""}
    return {f"row-7-{name}": value for name, value in row.items()}


REGISTER = (
    Page(
        "boards:register",
        CLERK,
        at=numbers("held_meeting", "meeting"),
        sent=Sent(CLERK, "boards_registerentry", a_row_of_the_register, at=first(at_held())),
    ),
    Page(
        "boards:register_add",
        CLERK,
        at=at_held(),
        sent=Sent(
            CLERK,
            "boards_registerentry",
            lambda council: {"person": council.rows.attender.person_id, "mark": "present"},
            at=first(at_held()),
        ),
    ),
    Page(
        "boards:sitting",
        CLERK,
        at=at_held(),
        sent=Sent(
            CLERK,
            "boards_meeting",
            lambda council: {"began": "10:05", "version": 1},  # noqa: ARG005
            at=first(at_held()),
        ),
    ),
    Page(
        "boards:outcome_list",
        CLERK,
        at=at_held(),
        sent=Sent(CLERK, "boards_outcome", an_outcome, at=first(at_held())),
    ),
    Page(
        "boards:item_record",
        CLERK,
        at=at_held(item="held_items"),
        sent=Sent(CLERK, "boards_decision", an_item, at=first(at_held(item="held_items"))),
    ),
    Page(
        "boards:interest_declare",
        CLERK,
        at=at_held(),
        sent=Sent(
            CLERK,
            "boards_declaration",
            lambda council: {"person": council.rows.attender.person_id, "words": "Fosters."},
            at=first(at_held()),
        ),
    ),
    Page(
        "boards:interest_take_back",
        CLERK,
        answer=405,
        at=at_held(declaration="declaration"),
        sent=Sent(CLERK, "boards_declaration", at=first(at_held(declaration="declaration"))),
    ),
    Page(
        "boards:decision_change",
        CLERK,
        at=numbers("decision"),
        sent=Sent(
            CLERK,
            "boards_decision",
            lambda council: {"text": "In better words.", "version": 1},  # noqa: ARG005
            at=first(numbers("decision")),
        ),
    ),
    Page(
        "boards:decision_ratify",
        CLERK,
        answer=405,
        at=ratifying,
        sent=Sent(CLERK, "boards_decision", at=first(ratifying)),
    ),
    Page(
        "boards:decision_withdraw",
        CLERK,
        answer=405,
        at=numbers("decision"),
        sent=Sent(CLERK, "boards_decision", at=first(numbers("decision"))),
    ),
    Page(
        "boards:action_withdraw",
        CLERK,
        answer=405,
        at=an_action("action"),
        sent=Sent(CLERK, "boards_action", at=first(an_action("action"))),
    ),
    Page(
        "boards:escalation_take_back",
        CLERK,
        answer=405,
        at=passed_on,
        sent=Sent(CLERK, "boards_escalation", at=first(passed_on)),
    ),
    Page(
        "boards:outcome_clear",
        CLERK,
        answer=405,
        at=at_held(item="held_items"),
        sent=Sent(CLERK, "boards_outcome", at=first(at_held(item="held_items"))),
    ),
    Page(
        "boards:issue_list",
        CLERK,
        at=at_held(),
        sent=Sent(
            CLERK,
            "boards_issue",
            lambda council: {"words": "No dentist in town."},  # noqa: ARG005
            at=first(at_held()),
        ),
    ),
    Page(
        "boards:issue_respond",
        CLERK,
        at=at_held(issue="issue"),
        sent=Sent(
            CLERK,
            "boards_issue",
            lambda council: {"response": "noted", "version": 1},  # noqa: ARG005
            at=first(at_held(issue="issue")),
        ),
    ),
    Page(
        "boards:forum_time",
        FORUM,
        at=at_held(),
        refused=of_another_forum(404),
        sent=Sent(
            FORUM,
            "boards_forumtime",
            lambda council: {"cut_short": "yes"},  # noqa: ARG005
            at=first(at_held()),
        ),
    ),
)
