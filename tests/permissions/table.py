"""Who may open which page, and send which form: one row for each address.

Written by hand from section 6 of the specification, and not read from the code it tests. An
address without a row fails, and so does a row without an address.

Wrong council: 404. Right council, no permission: 403. Not signed in: the way in is shown (302).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from django.core import signing

from boards.agendas.services import KEPT
from boards.agendas.views import PUT_BACK
from boards.papers.forms import data_of
from boards.papers.queries import wording_of
from councils.roles import Role
from tests.factories.councils import UserFactory
from tests.support.files import pdf, upload
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
WRITERS = people(Role.REPORT_AUTHOR, Role.CLERK)
AUTHORS = WRITERS | people("author of another report")
READ_REPORTS = WRITERS | people(Role.PROPER_OFFICER)
FORUM = people(Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER)
FOLLOWERS = FORUM | people(Role.INSPECTOR)
READ_PRIVATE_WORDS = WORKER | people(Role.SAFEGUARDING_LEAD)
OF_THE_BODY = people(Role.BOARD_MEMBER, Role.CHAIR)
READ_MEMBERS_PAPERS = OF_THE_BODY | people(Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR)
READ_FORUM_PAPERS = FORUM | people(Role.CLERK, Role.INSPECTOR)
OF_ANOTHER_BODY = [name for name in WITHOUT_A_PLACE if "body" in name]
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


def files_of_meeting(*names: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """Files that the published papers name."""

    def places(council: Furnished) -> list[dict[str, object]]:
        rows = council.rows
        return [{"pk": rows.meeting.pk, "file": getattr(rows, name).pk} for name in names]

    return places


def pdf_of_meeting(kind: str) -> Callable[[Furnished], list[dict[str, object]]]:
    """The PDFs of the published papers of that kind."""

    def places(council: Furnished) -> list[dict[str, object]]:
        edition = next(each for each in council.rows.editions if each.kind == kind)
        return [{"pk": edition.meeting_id, "variant": row.variant} for row in edition.printed.all()]

    return places


def pdf_that_failed(council: Furnished) -> list[dict[str, object]]:
    """A PDF that could not be made."""
    row = council.rows.unprinted
    where = {"kind": row.edition.kind, "variant": row.variant}
    return [{"pk": row.edition.meeting_id, **where}]


def public_minutes(council: Furnished) -> list[dict[str, object]]:
    """Minutes that are agreed."""
    return [{"pk": council.rows.old_minutes.meeting_id}]


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


READ_RECORD = OF_THE_BODY | people(Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR)


def of_body(*names: str, key: str = "body") -> Callable[[Furnished], list[dict[str, object]]]:
    """Addresses below a body, by the numbers of these rows."""
    return lambda council: [
        {"key": getattr(council.rows, key).key, "pk": getattr(council.rows, name).pk}
        for name in names
    ]


def of_person(council: Furnished) -> list[dict[str, object]]:
    """The address about somebody who holds a seat."""
    return [{"key": council.rows.body.key, "pk": council.rows.holder.person.pk}]


def somebody(**more: object) -> Fields:
    """What a clerk fills in about somebody on record."""
    return lambda council: {"person": council.rows.person.pk, **more}


def fixed(**fields: object) -> Fields:
    """Fields that are the same everywhere."""
    return lambda council: fields  # noqa: ARG005


NEW_RULES = fixed(
    in_force_from="1/4/2027",
    source="Agreed in March.",
    legal_status="panel",
    quorum_kind="none",
    slot_minutes=120,
    confirmed="yes",
)

SEATS = (
    Page("boards:seat_list", READ_RECORD, at=keys("body")),
    Page("boards:seat_detail", READ_RECORD, at=of_body("seat", "free_seat", "young_seat")),
    Page(
        "boards:seat_add",
        CLERK,
        at=keys("body"),
        sent=Sent(
            CLERK,
            "boards_seat",
            fixed(title="Health visitor", held_by="one"),
            at=first(keys("body")),
        ),
    ),
    Page(
        "boards:person_add",
        CLERK,
        at=keys("body"),
        sent=Sent(CLERK, "councils_person", fixed(name="Ann New"), at=first(keys("body"))),
    ),
    Page(
        "boards:co_option_add",
        CLERK,
        at=keys("body"),
        sent=Sent(
            CLERK,
            "boards_cooption",
            somebody(starts_on="1/12/2026", reason="Knows housing."),
            at=first(keys("body")),
        ),
    ),
    Page(
        "boards:person_leave",
        CLERK,
        at=of_person,
        sent=Sent(CLERK, "boards_seatholder", fixed(last_day="2/12/2026"), at=first(of_person)),
    ),
    Page(
        "boards:holder_change",
        CLERK,
        at=of_body("holder"),
        sent=Sent(
            CLERK,
            "boards_seatholder",
            fixed(starts_on="5/1/2026", ends_on="31/12/2026", version=1),
            at=first(of_body("holder")),
        ),
    ),
    Page(
        "boards:substitute_change",
        CLERK,
        at=of_body("substitute"),
        sent=Sent(
            CLERK,
            "boards_substitute",
            fixed(starts_on="5/1/2026", ends_on="31/12/2026", version=1),
            at=first(of_body("substitute")),
        ),
    ),
    Page(
        "boards:co_option_end",
        CLERK,
        at=of_body("co_option"),
        sent=Sent(
            CLERK,
            "boards_cooption",
            fixed(ends_on="31/12/2026", version=1),
            at=first(of_body("co_option")),
        ),
    ),
    Page(
        "boards:holder_add",
        CLERK,
        at=of_body("free_seat"),
        sent=Sent(
            CLERK,
            "boards_seatholder",
            somebody(starts_on="1/12/2026"),
            at=first(of_body("free_seat")),
        ),
    ),
    Page(
        "boards:substitute_add",
        CLERK,
        at=of_body("free_seat"),
        sent=Sent(
            CLERK,
            "boards_substitute",
            somebody(starts_on="1/12/2026", place=1),
            at=first(of_body("free_seat")),
        ),
    ),
    Page(
        "boards:seat_discipline",
        CLERK,
        at=of_body("free_seat"),
        sent=Sent(
            CLERK,
            "boards_seatdiscipline",
            lambda council: {"discipline": council.rows.other_discipline.pk},
            at=first(of_body("free_seat")),
        ),
    ),
    Page(
        "boards:young_places",
        CLERK,
        at=of_body("young_seat"),
        sent=Sent(
            CLERK,
            "boards_youngplaces",
            fixed(number=4, starts_on="1/12/2026"),
            at=first(of_body("young_seat")),
        ),
    ),
    Page("boards:rules_detail", READ_RECORD, at=keys("body")),
    Page(
        "boards:rules_set",
        CLERK,
        at=keys("body"),
        sent=Sent(CLERK, "boards_bodyrules", NEW_RULES, at=first(keys("body"))),
    ),
    Page(
        "boards:rules_withdraw",
        CLERK,
        answer=405,
        at=of_body("rules_to_come"),
        sent=Sent(CLERK, "boards_bodyrules", at=first(of_body("rules_to_come"))),
    ),
)


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

BOARDS = (
    *SEATS,
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
        at=numbers("worded"),
        refused={"worker of another forum": 404},
        sent=Sent(
            WORKER,
            "boards_putquestion",
            at=first(numbers("worded")),
            fields=lambda council: {"meeting": council.rows.draft_meeting.pk},
        ),
    ),
    Page("boards:calendar"),
    Page("boards:report_list", AUTHORS),
    Page(
        "boards:report_start",
        AUTHORS,
        sent=Sent(
            AUTHORS,
            "boards_report",
            fields=lambda council: {
                "item": council.rows.draft_item.pk,
                "kind": "report",
                "title": "A new report",
            },
        ),
    ),
    Page(
        "boards:report_detail",
        READ_REPORTS,
        at=numbers("report", "submitted_report", "cleared_report", "restricted_report"),
    ),
    Page(
        "boards:report_edit",
        WRITERS,
        at=numbers("report"),
        sent=Sent(
            WRITERS,
            "boards_report",
            at=first(numbers("report")),
            fields=lambda council: {"title": "Another title", "seen": seen_of(council)},
        ),
    ),
    Page(
        "boards:report_word",
        WRITERS,
        at=numbers("report"),
        sent=Sent(
            WRITERS,
            "boards_report",
            at=first(numbers("report")),
            fields=lambda council: {"title": "Another title", "seen": seen_of(council)},
        ),
    ),
    Page(
        "boards:report_decide",
        CLERK,
        at=numbers("submitted_report", "cleared_report", "report"),
        sent=Sent(
            CLERK,
            "boards_reportmove",
            at=first(numbers("submitted_report")),
            fields=lambda council: {"decision": "clear"},  # noqa: ARG005
        ),
    ),
    Page(
        "boards:attachment_add",
        WRITERS,
        at=numbers("report"),
        sent=Sent(
            WRITERS,
            "boards_attachment",
            at=first(numbers("report")),
            fields=lambda council: {  # noqa: ARG005
                "file": upload(pdf("More.")),
                "readers": "members",
            },
        ),
    ),
    Page(
        "boards:attachment",
        READ_REPORTS,
        at=numbers("attachment", "cleared_attachment"),
    ),
    Page(
        "boards:attachment_remove",
        WRITERS,
        answer=405,
        at=numbers("attachment"),
        sent=Sent(WRITERS, "boards_attachment", at=first(numbers("attachment"))),
    ),
    Page(
        "boards:attachment_replace",
        WRITERS,
        at=numbers("attachment", "held_back"),
        sent=Sent(
            WRITERS,
            "boards_attachment",
            at=first(numbers("attachment")),
            fields=lambda council: {  # noqa: ARG005
                "file": upload(pdf("Mended.")),
                "readers": "members",
            },
        ),
    ),
    Page(
        "boards:file_check",
        CLERK,
        at=numbers("held_back", "attachment", "cleared_file"),
        sent=Sent(
            CLERK,
            "boards_fileclearance",
            at=first(numbers("held_back")),
            fields=lambda council: {"reason": "It is a heading.", "seen": 1},  # noqa: ARG005
        ),
    ),
    Page(
        "boards:clearance_take_back",
        CLERK,
        answer=405,
        at=numbers("cleared_file"),
        sent=Sent(CLERK, "boards_fileclearance", at=first(numbers("cleared_file"))),
    ),
    Page("boards:meeting_reports", CLERK, at=numbers("meeting", "draft_meeting")),
    Page("boards:restriction_list", PROPER_OFFICER),
    Page(
        "boards:restriction_add",
        PROPER_OFFICER,
        at=numbers("cleared_report", "report"),
        sent=Sent(
            PROPER_OFFICER,
            "boards_restriction",
            at=first(numbers("cleared_report")),
            fields=lambda council: {  # noqa: ARG005
                "paper": "report",
                "reason": "It tells of one family.",
                "review_on": "1/3/2027",
            },
        ),
    ),
    Page(
        "boards:restriction_detail",
        PROPER_OFFICER,
        at=numbers("restriction", "published_restriction"),
        sent=Sent(
            PROPER_OFFICER,
            "boards_restriction",
            at=first(numbers("restriction")),
            fields=lambda council: {"review_on": "1/3/2027", "version": 1},  # noqa: ARG005
        ),
    ),
    Page(
        "boards:restriction_release",
        PROPER_OFFICER,
        answer=405,
        at=numbers("restriction"),
        sent=Sent(PROPER_OFFICER, "boards_restriction", at=first(numbers("restriction"))),
    ),
    Page(
        "boards:removal_list",
        CLERK | PROPER_OFFICER,
        at=numbers("meeting", "draft_meeting"),
        sent=Sent(
            CLERK | PROPER_OFFICER,
            "boards_removal",
            at=first(numbers("meeting")),
            fields=lambda council: {"number": "1.2"},  # noqa: ARG005
        ),
    ),
    Page("boards:removal_detail", CLERK | PROPER_OFFICER, at=numbers("removal")),
    Page(
        "boards:removal_destroy",
        CLERK | PROPER_OFFICER,
        answer=405,
        at=numbers("removal"),
        sent=Sent(CLERK | PROPER_OFFICER, "boards_removal", at=first(numbers("removal"))),
    ),
    Page(
        "boards:removal_take_back",
        CLERK | PROPER_OFFICER,
        answer=405,
        at=numbers("removal"),
        sent=Sent(CLERK | PROPER_OFFICER, "boards_removal", at=first(numbers("removal"))),
    ),
    Page("boards:papers", at=numbers("meeting"), answer=302),
    Page("boards:members_papers", READ_MEMBERS_PAPERS, at=numbers("meeting")),
    Page("boards:members_papers_item", READ_MEMBERS_PAPERS, at=items_of_meeting),
    Page(
        "boards:members_file",
        READ_MEMBERS_PAPERS,
        at=files_of_meeting("cleared_attachment", "open_attachment"),
    ),
    Page("boards:forum_file", READ_FORUM_PAPERS, at=files_of_meeting("open_attachment")),
    Page("boards:public_file", at=files_of_meeting("open_attachment")),
    Page("boards:members_pdf", READ_MEMBERS_PAPERS, at=pdf_of_meeting("members")),
    Page("boards:forum_pdf", READ_FORUM_PAPERS, at=pdf_of_meeting("forum")),
    Page("boards:public_pdf", at=pdf_of_meeting("public")),
    Page(
        "boards:pdf_again",
        CLERK,
        answer=405,
        at=pdf_that_failed,
        sent=Sent(CLERK, "boards_printedfile", at=first(pdf_that_failed)),
    ),
    Page("boards:forum_papers", READ_FORUM_PAPERS, at=numbers("meeting")),
    Page("boards:forum_papers_item", READ_FORUM_PAPERS, at=items_of_meeting),
    Page("boards:public_minutes", at=public_minutes),
    Page("boards:public_papers", at=numbers("meeting")),
    Page("boards:public_papers_item", at=items_of_meeting),
)

# Actions ------------------------------------------------------------------------------------------

#: Every adult who can be given an action; and those who read a body's record, whom the people of
#: another body are not among.
HAVE_ACTIONS = people(*Role) - people(
    Role.FORUM_REPRESENTATIVE, Role.FORUM_CHAIR, Role.INSPECTOR
) | people(
    "worker of another forum",
    "author of another report",
    "member of another body",
    "chair of another body",
)
READ_RECORD = OF_THE_BODY | people(Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR)


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


# The record ---------------------------------------------------------------------------------------

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


# The year and its invitations ---------------------------------------------------------------------

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


# At the meeting -----------------------------------------------------------------------------------


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


PAGES = (
    *ROOT,
    *PLEDGES,
    *MEASURES,
    *FORUMS,
    *BOARDS,
    *OVERSIGHT,
    *ACTIONS,
    *RECORD,
    *INVITED,
    *REGISTER,
)
