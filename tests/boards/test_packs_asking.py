"""From the members' papers to the questions to ask: the meeting's pages, prompts, “I asked this”."""

from datetime import date

import pytest

from boards.models import Meeting
from boards.packs.services import publish_pack
from councils import clock
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils, pledges
from tests.journeys.visiting import Visitor
from tests.support.people import person

LATER = "What you ask can be logged from the day of the meeting, Wednesday 13 January 2027."


@pytest.fixture
def meeting(db, today) -> Meeting:  # noqa: ARG001
    """A meeting to come whose papers are out, of a body with a question to ask."""
    meeting = boards.MeetingFactory(held_on=date(2027, 1, 13))
    boards.BodyForumFactory(body=meeting.body)
    boards.AgendaItemFactory(meeting=meeting, position=1, title="Homes", purpose="decision")
    pledges.StatementFactory(
        strategy=meeting.body.strategy, kind="question_prompt", text="Would it do for my child?"
    )
    publish_pack(by=councils.UserFactory(), meeting=meeting)
    return meeting


@pytest.fixture
def member(meeting: Meeting) -> User:
    """Who holds a seat."""
    user = person(Role.BOARD_MEMBER, meeting.council)
    holder = councils.PersonFactory(council=meeting.council, user=user)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=meeting.body), person=holder)
    return user


def papers(meeting: Meeting, of: str = "members") -> str:
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/papers/{of}/"


def test_the_papers_lead_to_the_meeting_s_other_pages(meeting: Meeting, member: User) -> None:
    for page in ("", "1/"):
        visitor = Visitor(member).open(f"{papers(meeting)}{page}")
        visitor.follow("Questions asked").sees("Questions to ask")


def test_on_the_day_a_member_logs_a_question_from_its_item(meeting: Meeting, member: User) -> None:
    """Before it the prompts stand there, with the day from which it can be logged."""
    page = f"{papers(meeting)}1/"
    visitor = Visitor(member).open(page).sees("Would it do for my child?").sees(LATER)
    assert "I asked this" not in visitor.text
    with clock.set_to(meeting.held_on):
        Visitor(member).open(page).follow("I asked this").sees("Homes")


def test_who_keeps_the_record_reads_the_prompts_and_logs_nothing(meeting: Meeting) -> None:
    visitor = Visitor(person(Role.CLERK, meeting.council)).open(f"{papers(meeting)}1/")
    assert "Would it do for my child?" in visitor.text
    assert LATER not in visitor.text


def test_somebody_for_one_item_reads_no_record_and_is_led_to_none(meeting: Meeting) -> None:
    user = person(Role.BOARD_MEMBER, meeting.council)
    guest = councils.PersonFactory(council=meeting.council, user=user)
    day = meeting.held_on
    item = meeting.items.get()
    boards.CoOptionFactory(body=meeting.body, person=guest, item=item, starts_on=day, ends_on=day)
    for page in ("", "1/"):
        visitor = Visitor(user).open(f"{papers(meeting)}{page}")
        assert "Questions asked" not in visitor.text
        assert "Would it do" not in visitor.open(f"{papers(meeting)}1/").text


@pytest.mark.parametrize("of", ["forum", "public"])
def test_other_papers_have_none_of_it(meeting: Meeting, of: str) -> None:
    forum = meeting.body.forum_links.get().forum
    user = person(Role.FORUM_REPRESENTATIVE, meeting.council, forum=forum)
    for page in ("", "1/"):
        visitor = Visitor(user).open(f"{papers(meeting, of)}{page}")
        assert "Questions asked" not in visitor.text
        assert "Questions to ask here" not in visitor.text


def test_an_item_that_is_called_otherwise_by_now_has_none(meeting: Meeting, member: User) -> None:
    item = meeting.items.get()
    item.title = "Something else"
    item.save()
    assert "Would it do" not in Visitor(member).open(f"{papers(meeting)}1/").text
