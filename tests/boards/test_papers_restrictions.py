"""Restricting a paper, before and after it is out; who then reads what; looking again, releasing."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from boards.models import AgendaItem, Edition, Meeting, Report, Restriction
from boards.packs.reading import kinds_readable
from boards.packs.restrictions import queries, services
from boards.packs.services import publish_pack
from boards.packs.withholding import PARAGRAPHS, Decision
from boards.papers.queries import waiting
from boards.papers.services import give_back
from councils import clock
from councils.models import Council, User
from councils.roles import Role
from councils.writing import Conflict, Refused
from tests.factories import boards, councils
from tests.support.papers import cleared
from tests.support.people import person

HELD = date(2027, 1, 13)
SOUND = Decision("It tells of one family", date(2027, 3, 1))


@pytest.fixture
def meeting(db, today) -> Meeting:  # noqa: ARG001
    """A meeting of a body that hears a forum, with two items."""
    meeting = boards.MeetingFactory(held_on=HELD)
    boards.BodyForumFactory(body=meeting.body)
    for position in (1, 2):
        boards.AgendaItemFactory(meeting=meeting, position=position, title=f"Item {position}")
    return meeting


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    """The first item."""
    return meeting.items.get(position=1)


@pytest.fixture
def report(item: AgendaItem) -> Report:
    """A cleared report with a file, about which nothing is decided yet."""
    report = cleared(item, title="zqtitle", summary="zqwords")
    boards.AttachmentFactory(report=report, title="zqfile")
    return report


@pytest.fixture
def officer(meeting: Meeting) -> User:
    """The proper officer."""
    return person(Role.PROPER_OFFICER, meeting.council)


def restrict(officer: User, report: Report, decision: Decision = SOUND, **other: object):
    """The officer's decision."""
    return services.restrict(by=officer, report=report, decision=decision, **other)


def publish(meeting: Meeting) -> dict[str, Edition]:
    """The newest edition of each kind, after publishing."""
    publish_pack(by=councils.UserFactory(), meeting=meeting)
    return newest(meeting)


def newest(meeting: Meeting) -> dict[str, Edition]:
    """The newest edition of each kind."""
    return {edition.kind: edition for edition in meeting.editions.order_by("number")}


def everything(edition: Edition) -> str:
    """Its content and what readers see."""
    return edition.content + "".join(edition.items.values_list("html", flat=True))


def reads(edition: Edition) -> set[str]:
    """Which of the canaries an edition gives away."""
    return {word for word in ("zqtitle", "zqwords", "zqfile") if word in everything(edition)}


ALL_OF_IT = {"zqtitle", "zqwords", "zqfile"}

# Before it is out ---------------------------------------------------------------------------------


def test_who_reads_what_of_a_restricted_report(
    meeting: Meeting, report: Report, officer: User
) -> None:
    restrict(officer, report)
    editions = publish(meeting)
    assert {kind: reads(edition) for kind, edition in editions.items()} == {
        "members": ALL_OF_IT,
        "forum": set(),
        "public": set(),
    }
    for edition in editions.values():
        assert "It tells of one family" in edition.content


def test_a_formal_committee_names_the_paragraph(
    meeting: Meeting, report: Report, officer: User
) -> None:
    """In force on the day of the meeting."""
    boards.BodyRulesFactory(body=meeting.body, committee=True, in_force_from=HELD)
    with pytest.raises(ValidationError) as error:
        restrict(officer, report)
    assert set(error.value.message_dict) == {"legal_paragraph"}
    formal = Decision(SOUND.reason, SOUND.review_on, PARAGRAPHS[0])
    assert restrict(officer, report, formal).legal_paragraph == PARAGRAPHS[0]
    assert PARAGRAPHS[0] in publish(meeting)["public"].content


def test_a_body_that_is_no_committee_need_not(report: Report, officer: User) -> None:
    assert restrict(officer, report).legal_paragraph == ""


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (Decision("", date(2027, 3, 1)), "reason"),
        (Decision("Why", date(2026, 12, 2)), "review_on"),
        (Decision("Why", None), "review_on"),
        (Decision("Why", date(2027, 3, 1), withheld_from_young=True), "young_reason"),
    ],
)
def test_half_a_decision_is_refused_at_its_field(
    report: Report, officer: User, decision: Decision, field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        restrict(officer, report, decision)
    assert set(error.value.message_dict) == {field}
    assert not Restriction.objects.exists()


def test_the_same_decision_twice_is_one_and_another_is_refused(
    report: Report, officer: User
) -> None:
    assert restrict(officer, report) == restrict(officer, report)
    with pytest.raises(Refused, match="restricted already"):
        restrict(officer, report, Decision("Another reason", SOUND.review_on))


# After it is out ----------------------------------------------------------------------------------


def _asked(front: dict) -> list:
    """What the front page says the body is asked to decide."""
    return next(block["rows"] for block in front["blocks"] if block["block"] == "asked")


def _without_asked(front: dict) -> list:
    return [block for block in front["blocks"] if block["block"] != "asked"]


def test_what_is_out_is_taken_out_at_once_and_nothing_else_changes(
    meeting: Meeting, report: Report, officer: User
) -> None:
    """New editions for all who had it; what was drafted or cleared since stays in."""
    later = cleared(meeting.items.get(position=1), title="Another report")
    before = publish(meeting)
    assert {kind: reads(edition) for kind, edition in before.items()} == dict.fromkeys(
        before, ALL_OF_IT
    )
    cleared(meeting.items.get(position=2), title="Cleared since, and not out")
    restrict(officer, report)
    after = newest(meeting)
    assert {kind: reads(edition) for kind, edition in after.items()} == {
        "members": ALL_OF_IT,
        "forum": set(),
        "public": set(),
    }
    for kind, edition in after.items():
        assert (edition.number, edition.schema) == (before[kind].number + 1, before[kind].schema)
        assert later.title in edition.content
        assert "Cleared since" not in edition.content
        was, now = (json.loads(e.content)["items"] for e in (before[kind], edition))
        assert _without_asked(was[0]) == _without_asked(now[0])
        assert len(_asked(now[0])) == (2 if kind == "members" else 1)
        assert was[2] == now[2]
        assert edition.published_by == officer
        assert reads(before[kind]) == ALL_OF_IT  # what was published stays as it was published
    assert "Do not pass it on" in after["members"].content


def test_publishing_afterwards_makes_nothing_new(
    meeting: Meeting, report: Report, officer: User
) -> None:
    """The compiler and the taking out say the same, letter for letter."""
    boards.AttachmentFactory(report=report, title="Another file")
    publish(meeting)
    restrict(officer, report)
    assert publish_pack(by=officer, meeting=meeting) == []


def test_one_attachment_is_taken_out_alone(meeting: Meeting, report: Report, officer: User) -> None:
    boards.AttachmentFactory(report=report, title="Another file")
    publish(meeting)
    restrict(officer, report, attachment=report.attachments.get(title="zqfile"))
    after = newest(meeting)
    assert reads(after["members"]) == ALL_OF_IT
    for kind in ("forum", "public"):
        assert reads(after[kind]) == {"zqtitle", "zqwords"}
        assert "Another file" in after[kind].content
        assert "An attachment stands here that is not for everybody" in after[kind].content
    assert publish_pack(by=officer, meeting=meeting) == []


def test_a_report_that_is_not_out_makes_no_edition(
    meeting: Meeting, report: Report, officer: User
) -> None:
    clerk = person(Role.CLERK, meeting.council)
    give_back(by=clerk, report=report, reason="Not yet.")
    before = publish(meeting)
    restrict(officer, report)
    assert newest(meeting) == before


def test_nothing_is_made_where_nothing_was_published(report: Report, officer: User) -> None:
    restrict(officer, report)
    assert not Edition.objects.exists()


def test_it_is_taken_out_though_the_agenda_could_not_be_published_today(
    meeting: Meeting, report: Report, officer: User
) -> None:
    """Taking something back never waits for anything else to be right."""
    publish(meeting)
    with clock.set_to(date(2027, 2, 1)):
        boards.BodyRulesFactory(body=meeting.body, forum_time=True, in_force_from=date(2026, 6, 1))
        with pytest.raises(Refused):
            publish_pack(by=officer, meeting=meeting)
        restrict(officer, report)
    assert reads(newest(meeting)["public"]) == set()


# Young people who hold a seat ---------------------------------------------------------------------

YOUNG = Decision(
    "A price", date(2027, 3, 1), "", withheld_from_young=True, young_reason="Asked for"
)


def sits(meeting: Meeting, *, young: bool) -> User:
    """Somebody with a seat on the body, who is of its forum too."""
    user = person(
        Role.FORUM_REPRESENTATIVE, meeting.council, forum=meeting.body.forum_links.get().forum
    )
    councils.MembershipFactory(user=user, council=meeting.council, role=Role.BOARD_MEMBER)
    seat = boards.SeatFactory(body=meeting.body, is_young_people=young)
    holder = councils.PersonFactory(council=meeting.council, user=user)
    boards.SeatHolderFactory(seat=seat, person=holder)
    return user


def kinds(user: User, meeting: Meeting) -> list[str]:
    """What they may read, asked anew."""
    return kinds_readable(User.objects.get(pk=user.pk), meeting)


def test_young_seat_holders_read_what_others_read_unless_it_is_withheld(
    meeting: Meeting, report: Report, officer: User
) -> None:
    young, adult = sits(meeting, young=True), sits(meeting, young=False)
    restriction = restrict(officer, report)
    assert kinds(young, meeting) == kinds(adult, meeting) == ["members", "forum", "public"]
    services.release(by=officer, restriction=restriction)
    withheld = restrict(officer, report, YOUNG)
    assert kinds(young, meeting) == ["forum", "public"]
    assert kinds(adult, meeting) == ["members", "forum", "public"]
    editions = publish(meeting)
    assert "do not get it either: Asked for." in editions["forum"].content
    assert "Asked for" not in editions["public"].content
    other = boards.MeetingFactory(body=meeting.body, held_on=date(2027, 3, 10))
    assert kinds(young, other) == ["members", "forum", "public"]
    services.release(by=officer, restriction=withheld)
    assert kinds(young, meeting) == ["members", "forum", "public"]


def test_withholding_one_attachment_counts_as_well(
    meeting: Meeting, report: Report, officer: User
) -> None:
    young = sits(meeting, young=True)
    restrict(officer, report, YOUNG, attachment=report.attachments.get())
    assert kinds(young, meeting) == ["forum", "public"]


def test_somebody_with_a_grown_up_s_seat_too_reads_on(
    meeting: Meeting, report: Report, officer: User
) -> None:
    user = sits(meeting, young=True)
    seat = boards.SeatFactory(body=meeting.body)
    boards.SeatHolderFactory(seat=seat, person=user.people.get())
    restrict(officer, report, YOUNG)
    assert "members" in kinds(user, meeting)


# Looked at again ----------------------------------------------------------------------------------


def to_review(officer: User, report: Report) -> int:
    """How many restrictions wait to be looked at again."""
    waits = Council.objects.values(**waiting(officer)).get(pk=report.council_id)
    return waits["to_review"]


def test_it_is_kept_until_another_day_with_what_the_meeting_resolved(
    report: Report, officer: User
) -> None:
    restriction = restrict(officer, report)
    with clock.set_to(date(2027, 3, 1)):
        assert to_review(officer, report) == 1
        kept = services.keep_restriction(
            by=officer,
            restriction=restriction,
            version=1,
            review_on=date(2027, 9, 1),
            resolution="That the public be excluded.",
        )
        assert to_review(officer, report) == 0
    assert (kept.review_on, kept.resolution) == (date(2027, 9, 1), "That the public be excluded.")
    with pytest.raises(Conflict):
        services.keep_restriction(
            by=officer, restriction=kept, version=1, review_on=date(2027, 9, 2), resolution=""
        )
    with pytest.raises(ValidationError, match="Choose a day after today"):
        services.keep_restriction(
            by=officer, restriction=kept, version=2, review_on=date(2026, 12, 2), resolution=""
        )


def test_what_is_released_is_in_the_next_papers(
    meeting: Meeting, report: Report, officer: User
) -> None:
    """Not before the clerk publishes; and the decision stays on record."""
    publish(meeting)
    restriction = restrict(officer, report)
    released = services.release(by=officer, restriction=restriction)
    assert (released.lifted_by, released.lifted_at is None) == (officer, False)
    assert services.release(by=officer, restriction=restriction).version == released.version
    assert reads(newest(meeting)["public"]) == set()
    assert reads(publish(meeting)["public"]) == ALL_OF_IT
    with pytest.raises(Refused, match="lifted already"):
        services.keep_restriction(
            by=officer, restriction=released, version=2, review_on=date(2027, 9, 1), resolution=""
        )
    assert queries.restrictions_of(meeting.council).count() == 0
