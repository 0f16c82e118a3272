"""Who may open which page, and send which form: one row for each address.

Written by hand from section 6 of the specification, and not read from the code it tests. An
address without a row fails, and so does a row without an address.

Wrong council: 404. Right council, no permission: 403. Not signed in: the way in is shown (302).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from councils.roles import Role
from tests.factories.councils import UserFactory
from tests.support.people import WITHOUT_A_PLACE
from tests.support.world import Furnished

EVERYBODY = frozenset({"everybody"})
NOBODY: frozenset[str] = frozenset()

Fields = Callable[[Furnished], dict[str, object]]


def nothing(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    """No fields: a button alone."""
    return {}


@dataclass(frozen=True)
class Sent:
    """A form somebody sends: who is let in, the fields, and the table in which it is felt."""

    by: frozenset[str]
    writes: str
    fields: Fields = nothing
    at: Callable[[Furnished], dict[str, object]] = nothing


@dataclass(frozen=True)
class Page:
    """One address of ours."""

    name: str
    opened_by: frozenset[str] = EVERYBODY
    #: The objects it is opened for, as arguments of its address; one without arguments has one.
    at: Callable[[Furnished], Iterable[dict[str, object]]] = lambda council: [{}]  # noqa: ARG005
    sent: Sent | None = None
    #: Those who have the permission, yet not for this object, and what they see.
    refused: dict[str, int] = field(default_factory=dict)
    #: What those let in get when they open it; 405 where it is only for sending.
    answer: int = 200
    outside_councils: bool = False

    def __str__(self) -> str:
        return self.name


def people(*names: str) -> frozenset[str]:
    """Some people, as plain names."""
    return frozenset(str(name) for name in names)


CLERK = people(Role.CLERK)
WORKER = people(Role.PARTICIPATION_WORKER)
FORUM = people(Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER)
FOLLOWERS = FORUM | people(Role.INSPECTOR)
READ_PRIVATE_WORDS = WORKER | people(Role.SAFEGUARDING_LEAD)
OF_THE_BODY = people(Role.BOARD_MEMBER, Role.CHAIR)
READ_MEMBERS_PAPERS = OF_THE_BODY | people(Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR)
READ_FORUM_PAPERS = FORUM | people(Role.CLERK, Role.INSPECTOR)
OF_ANOTHER_FORUM = [name for name in WITHOUT_A_PLACE if "forum" in name]


def of_another_forum(code: int) -> dict[str, int]:
    """What the people of another forum see."""
    return dict.fromkeys(OF_ANOTHER_FORUM, code)


def keys(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses by the keys of these rows."""
    return lambda council: [{"key": getattr(council.rows, name).key} for name in names]


def numbers(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses by the numbers of these rows."""
    return lambda council: [{"pk": getattr(council.rows, name).pk} for name in names]


def first(places: Callable[[Furnished], list[dict]]) -> Callable[[Furnished], dict]:
    """The first of some addresses."""
    return lambda council: places(council)[0]


def items_of_meeting(council: Furnished) -> list[dict[str, object]]:
    """Each item of the published papers."""
    return [{"pk": council.rows.meeting.pk, "number": number} for number in range(4)]


def demo_person(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    """An invented person of the demo."""
    UserFactory(username="demo-clerk")
    return {"persona": "clerk"}


# The composition root -----------------------------------------------------------------------------


def publishable(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses of rows that are published by themselves."""

    def places(council: Furnished) -> list[dict[str, object]]:
        rows = [getattr(council.rows, name) for name in names]
        return [{"kind": row._meta.model_name, "key": row.key} for row in rows]

    return places


PROPER_OFFICER = people(Role.PROPER_OFFICER)
DRAFTS = publishable("draft_strategy", "draft_set", "draft_measure", "draft_forum", "draft_group")
OUT = publishable("strategy", "pledge_set", "measure", "forum", "body")

ROOT = (
    Page("home", outside_councils=True),
    Page("roles", outside_councils=True),
    Page("accessibility", outside_councils=True),
    Page("gallery", outside_councils=True),
    Page("principle_list", outside_councils=True),
    Page(
        "demo_enter",
        outside_councils=True,
        answer=405,
        at=lambda council: [{"persona": "clerk"}],  # noqa: ARG005
        sent=Sent(EVERYBODY, "councils_user", at=demo_person),
    ),
    Page("council_home"),
    Page("council_colour"),
    Page("published_list", PROPER_OFFICER),
    Page(
        "publish",
        PROPER_OFFICER,
        answer=405,
        at=DRAFTS,
        sent=Sent(PROPER_OFFICER, "councils_publication", at=first(DRAFTS)),
    ),
    Page(
        "withdraw",
        PROPER_OFFICER,
        answer=405,
        at=OUT,
        sent=Sent(PROPER_OFFICER, "councils_publication", at=first(OUT)),
    ),
)

# Pledges ------------------------------------------------------------------------------------------

PLEDGES = (
    Page("pledges:strategy_list"),
    Page("pledges:strategy_detail", at=keys("strategy")),
    Page("pledges:promise_list"),
    Page("pledges:promise_detail", at=keys("promise")),
)

# Measures -----------------------------------------------------------------------------------------

MEASURES = (
    Page("measures:measure_list"),
    Page("measures:measure_detail", at=keys("measure")),
)

# Forums -------------------------------------------------------------------------------------------

FORUMS = (
    Page("forums:forum_list"),
    Page("forums:forum_detail", at=keys("forum", "other_forum")),
    Page("forums:survey_detail", at=keys("survey")),
    Page("forums:question_list", FOLLOWERS | people(*OF_ANOTHER_FORUM)),
    Page(
        "forums:question_detail",
        FOLLOWERS,
        at=numbers("asked", "worded", "put"),
        refused=of_another_forum(404),
    ),
    Page(
        "forums:question_words",
        READ_PRIVATE_WORDS,
        at=numbers("asked", "worded", "put"),
        sent=Sent(
            READ_PRIVATE_WORDS,
            "forums_question",
            at=first(numbers("asked")),
            fields=lambda council: {"wording": "In plain words?", "version": 1},  # noqa: ARG005
        ),
    ),
    Page(
        "forums:question_read",
        READ_PRIVATE_WORDS,
        answer=405,
        at=numbers("asked"),
        sent=Sent(READ_PRIVATE_WORDS, "forums_question", at=first(numbers("asked"))),
    ),
    Page(
        "forums:question_ask",
        FORUM,
        at=keys("forum"),
        sent=Sent(
            FORUM,
            "forums_privatewords",
            at=first(keys("forum")),
            fields=lambda council: {
                "theme": council.rows.theme.pk,
                "words": "Why?",
                "submission": uuid4(),
            },
        ),
    ),
)

# Boards -------------------------------------------------------------------------------------------


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


def another_day(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    """What a clerk fills in to move one."""
    return {"held_on": "17/3/2027", "starts_at": "10:00", "place": "Room 3", "version": 1}


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

BOARDS = (
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
        "boards:meeting_publish",
        CLERK,
        answer=405,
        at=numbers("draft_meeting"),
        sent=Sent(CLERK, "boards_edition", at=first(numbers("draft_meeting"))),
    ),
    Page(
        "boards:question_put",
        WORKER,
        at=numbers("worded"),
        refused={"worker of another forum": 404},
        sent=Sent(
            WORKER,
            "boards_putquestion",
            at=first(numbers("worded")),
            fields=lambda council: {"meeting": council.rows.draft_meeting.pk},
        ),
    ),
    *REGISTER,
    Page("boards:papers", at=numbers("meeting"), answer=302),
    Page("boards:members_papers", READ_MEMBERS_PAPERS, at=numbers("meeting")),
    Page("boards:members_papers_item", READ_MEMBERS_PAPERS, at=items_of_meeting),
    Page("boards:forum_papers", READ_FORUM_PAPERS, at=numbers("meeting")),
    Page("boards:forum_papers_item", READ_FORUM_PAPERS, at=items_of_meeting),
    Page("boards:public_papers", at=numbers("meeting")),
    Page("boards:public_papers_item", at=items_of_meeting),
)

PAGES = (*ROOT, *PLEDGES, *MEASURES, *FORUMS, *BOARDS)
