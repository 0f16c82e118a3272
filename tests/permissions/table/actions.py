"""Actions and what is passed up."""

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

#: Every adult who can be given an action; and those who read a body's record, whom the people of
#: another body are not among.
HAVE_ACTIONS = people(*Role) - people(
    Role.FORUM_REPRESENTATIVE, Role.FORUM_CHAIR, Role.SAFEGUARDING_DEPUTY, Role.INSPECTOR
) | people(
    "worker of another forum",
    "author of another report",
    "member of another body",
    "chair of another body",
)


def an_action(name: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """The address of an action by its number on its body."""

    def places(council: Furnished) -> list[dict[str, object]]:
        row = getattr(council.rows, name)
        return [{"key": row.body.key, "number": row.number}]

    return places


def passed_up(council: Furnished) -> list[dict[str, object]]:
    """What was passed up to the group."""
    row = council.rows.escalation
    return [{"key": row.to_body.key, "pk": row.pk}]


def passed_on(council: Furnished) -> list[dict[str, object]]:
    """The same, from the body it comes from."""
    row = council.rows.escalation
    return [{"key": row.from_body.key, "pk": row.pk}]


def new_action(council: Furnished) -> dict[str, object]:
    """What a clerk fills in to set one."""
    return {
        "text": "Ring the school",
        "owner": council.rows.holder.person.pk,
        "due_on": "1/3/2027",
        "item": council.rows.held_items[0].pk,
        "promise": council.rows.promise.pk,
        "measure": council.rows.measure.pk,
    }


def an_update(council: Furnished) -> dict[str, object]:
    """How it goes, a new day, and somebody else."""
    return {
        "words": "They ask for time.",
        "due_on": "1/3/2027",
        "owner": council.rows.substitute.person.pk,
        "version": 1,
    }


def of_version(**said: str) -> Fields:
    """A form about an action, as it was first."""
    return lambda council: {**said, "version": 1}  # noqa: ARG005


def about_action(name: str, writes: str, fields: Fields, row: str = "action") -> Page:
    """One of the clerk's forms about an action."""
    return Page(
        f"boards:action_{name}",
        CLERK,
        at=an_action(row),
        sent=Sent(CLERK, writes, fields, at=first(an_action(row))),
    )


ACTIONS = (
    Page("boards:my_actions", HAVE_ACTIONS),
    Page(
        "boards:my_action",
        people(Role.BOARD_MEMBER),
        at=numbers("action"),
        refused=dict.fromkeys(HAVE_ACTIONS - people(Role.BOARD_MEMBER), 404),
        sent=Sent(
            people(Role.BOARD_MEMBER),
            "boards_actionupdate",
            of_version(words="Half of it.", says_done="no"),
            at=first(numbers("action")),
        ),
    ),
    Page("boards:action_log", READ_RECORD, at=keys("body")),
    Page("boards:action_detail", READ_RECORD, at=an_action("action")),
    Page(
        "boards:action_open",
        CLERK,
        at=keys("body"),
        sent=Sent(CLERK, "boards_action", new_action, at=first(keys("body"))),
    ),
    about_action("update", "boards_actionupdate", an_update),
    about_action("close", "boards_action", of_version(done="The letter went out.")),
    about_action(
        "reopen", "boards_action", of_version(reason="It came back."), row="closed_action"
    ),
    about_action(
        "escalate",
        "boards_escalation",
        lambda council: {"to_body": council.rows.group_of_body.pk, "reason": "Beyond us."},
    ),
    Page(
        "boards:escalation_take",
        CLERK,
        at=passed_up,
        sent=Sent(
            CLERK,
            "boards_escalation",
            lambda council: {"item": council.rows.group_item.pk},
            at=first(passed_up),
        ),
    ),
)
