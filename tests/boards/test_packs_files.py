"""The files of a pack: to save from the members' papers, for those who read these and nobody else."""

from datetime import date

import pytest

from boards.models import Attachment, Meeting, Report
from boards.packs.restrictions.services import restrict
from boards.packs.services import publish_pack
from boards.packs.withholding import Decision
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.papers import cleared
from tests.support.people import person, sign_in

YOUNG = Decision(
    "A price", date(2027, 3, 1), "", withheld_from_young=True, young_reason="Asked for"
)


@pytest.fixture
def report(db, today) -> Report:  # noqa: ARG001
    """A cleared report with a file, in papers that are out."""
    meeting = boards.MeetingFactory(held_on=date(2027, 1, 13))
    boards.BodyForumFactory(body=meeting.body)
    report = cleared(boards.AgendaItemFactory(meeting=meeting, position=1))
    boards.AttachmentFactory(report=report, title="A plan", words="zqfile")
    publish_pack(by=councils.UserFactory(), meeting=meeting)
    return report


@pytest.fixture
def meeting(report: Report) -> Meeting:
    return report.item.meeting


def sits(meeting: Meeting, *, young: bool = False) -> User:
    """Somebody with a seat on the body."""
    user = person(Role.BOARD_MEMBER, meeting.council)
    holder = councils.PersonFactory(council=meeting.council, user=user)
    seat = boards.SeatFactory(body=meeting.body, is_young_people=young)
    boards.SeatHolderFactory(seat=seat, person=holder)
    return user


def papers(meeting: Meeting, of: str = "members") -> str:
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/papers/{of}/1/"


def address(meeting: Meeting, row: Attachment | None = None) -> str:
    row = row or Attachment.objects.get(report__item__meeting=meeting)
    there = f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/papers/members/files"
    return f"{there}/{row.pk}/"


def status(user: User | None, page: str) -> int:
    return sign_in(user).get(page).status_code


def test_a_member_saves_a_file_from_its_item(meeting: Meeting) -> None:
    """It is never shown by the browser, nor kept on the way."""
    visitor = Visitor(sits(meeting)).open(papers(meeting)).sees("It can be saved at the end")
    got = visitor.client.get(visitor.link("A plan"))
    assert b"zqfile" in b"".join(got.streaming_content)
    assert got["Content-Disposition"].startswith("attachment; filename")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Cache-Control"] == "private, no-store"


def test_nobody_else_does(meeting: Meeting) -> None:
    """Neither the forum, nor a member of another body; who is not signed in is asked to."""
    forum = meeting.body.forum_links.get().forum
    representative = person(Role.FORUM_REPRESENTATIVE, meeting.council, forum=forum)
    elsewhere = person(Role.BOARD_MEMBER, meeting.council)
    for user, answer in ((representative, 403), (elsewhere, 403), (None, 302)):
        assert status(user, address(meeting)) == answer
    for user, of in ((representative, "forum"), (None, "public")):
        said = sign_in(user).get(papers(meeting, of)).content.decode()
        assert "A plan" in said
        assert "/files/" not in said
        assert "The file is kept with the report" in said


def test_a_file_that_is_not_in_these_papers_is_not_found(meeting: Meeting, report: Report) -> None:
    """One attached since, one of another meeting, one of another council."""
    user = sits(meeting)
    since = boards.AttachmentFactory(report=report)
    other = boards.MeetingFactory(body=meeting.body, held_on=date(2027, 3, 10))
    of_other = cleared(boards.AgendaItemFactory(meeting=other, position=1))
    boards.AttachmentFactory(report=of_other)
    publish_pack(by=councils.UserFactory(), meeting=other)
    for row in (since, of_other.attachments.get(), boards.AttachmentFactory()):
        assert status(user, address(meeting, row)) == 404
    assert status(user, address(other)) == 200


@pytest.mark.parametrize("alone", [True, False])
def test_restricted_it_is_for_members_and_withheld_it_is_not_for_the_young(
    meeting: Meeting, report: Report, *, alone: bool
) -> None:
    """The report with all that is attached, or the file alone."""
    adult, young = sits(meeting), sits(meeting, young=True)
    assert status(young, address(meeting)) == 200
    officer = person(Role.PROPER_OFFICER, meeting.council)
    attachment = report.attachments.get() if alone else None
    restrict(by=officer, report=report, decision=YOUNG, attachment=attachment)
    assert status(adult, address(meeting)) == 200
    assert status(young, address(meeting)) == 403
