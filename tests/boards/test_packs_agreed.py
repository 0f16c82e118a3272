"""Minutes that anyone may read: once they are agreed, without what belongs to a restricted paper."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from boards.models import Meeting, Minutes
from councils import clock
from tests.factories import boards, councils
from tests.support.papers import cleared

HELD, NEXT = date(2026, 9, 16), date(2026, 11, 11)
KEPT_BACK = "What is kept back here belongs to a paper that is not for everybody."

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def meeting(db) -> Meeting:  # noqa: ARG001
    """A meeting of a published body that is over."""
    return boards.MeetingFactory(body=boards.BodyFactory(published=True), held_on=HELD)


def minute(meeting: Meeting, text: str = "zqfirst", **fields: object) -> Minutes:
    """Minutes that went round, with what was said at an item."""
    minutes = boards.MinutesFactory(meeting=meeting, circulated=True, **fields)
    item = meeting.items.first() or boards.AgendaItemFactory(meeting=meeting, position=3)
    own = {"minutes": minutes, "heading": "Homes", "item": item, "position": 103}
    boards.MinutesSectionFactory(**own, text=text)
    boards.MinutesSectionFactory(
        minutes=minutes, position=104, heading="Any other business", text="Nothing."
    )
    return minutes


def confirm(minutes: Minutes) -> Minutes:
    """The same, agreed by the next meeting."""
    body = minutes.meeting.body
    later = Meeting.objects.filter(body=body, held_on=NEXT).first()
    minutes.confirmed_in = later or boards.MeetingFactory(body=body, held_on=NEXT)
    minutes.confirmed_at, minutes.confirmed_by = minutes.circulated_at, minutes.circulated_by
    minutes.sha256 = "0" * 64
    minutes.save()
    return minutes


def address(meeting: Meeting) -> str:
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/minutes/public/"


def read(client: Client, meeting: Meeting) -> str:
    """The page as anybody reads it, in one line."""
    response = client.get(address(meeting))
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "html.parser").find("main")
    return " ".join(main.get_text(" ").split())


def body_page(client: Client, meeting: Meeting) -> str:
    page = f"/{meeting.council.slug}/boards/{meeting.body.key}/"
    return client.get(page).content.decode()


def test_agreed_minutes_are_for_everybody(client: Client, meeting: Meeting) -> None:
    """In their own words, with a number for each paragraph; the body's page leads there."""
    confirm(minute(meeting))
    said = read(client, meeting)
    assert "Minutes of Wednesday 16 September 2026" in said
    assert "These minutes were agreed by the meeting on Wednesday 11 November 2026." in said
    assert "Homes 1 zqfirst Any other business 2 Nothing." in said
    assert address(meeting) in body_page(client, meeting)


@pytest.mark.parametrize("fields", [{}, {"circulated_at": None, "first_circulated_at": None}])
def test_before_they_are_agreed_they_are_not(
    client: Client, meeting: Meeting, fields: dict
) -> None:
    minute(meeting, **fields)
    assert client.get(address(meeting)).status_code == 404
    assert address(meeting) not in body_page(client, meeting)


def test_those_of_a_formal_committee_are_when_they_go_round(
    client: Client, meeting: Meeting
) -> None:
    """Not its draft; and it is what the body was on the day of the meeting that counts."""
    rules = boards.BodyRulesFactory(body=meeting.body, committee=True, in_force_from=HELD)
    minutes = minute(meeting)
    said = read(client, meeting)
    assert "They are not agreed yet." in said
    assert "zqfirst" in said
    assert address(meeting) in body_page(client, meeting)
    minutes.circulated_at = None
    minutes.save()
    assert client.get(address(meeting)).status_code == 404
    minutes.circulated_at = minutes.first_circulated_at
    minutes.save()
    rules.in_force_from = NEXT
    rules.save()
    assert client.get(address(meeting)).status_code == 404


def test_a_correction_counts_once_it_is_agreed_itself(client: Client, meeting: Meeting) -> None:
    confirm(minute(meeting))
    corrected = minute(meeting, "zqsecond", number=2, reason="zqreason")
    assert "zqfirst" in read(client, meeting)
    confirm(corrected)
    said = read(client, meeting)
    assert "zqsecond" in said
    assert "They correct what was agreed before." in said
    assert "zqfirst" not in said
    assert "zqreason" not in said
    assert body_page(client, meeting).count(address(meeting)) == 1


def test_what_belongs_to_a_restricted_paper_is_kept_back(client: Client, meeting: Meeting) -> None:
    """A slip stands there with its number; what follows keeps its own."""
    minutes = confirm(minute(meeting, "zqfirst\nzqmore"))
    with clock.set_to(HELD):
        report = cleared(minutes.meeting.items.get())
    restriction = boards.RestrictionFactory(report=report)
    said = read(client, meeting)
    assert "zq" not in said
    assert f"Homes 1 {KEPT_BACK} Any other business 3 Nothing." in said
    restriction.lifted_at, restriction.lifted_by = clock.now(), councils.UserFactory()
    restriction.save()
    assert "zqmore" in read(client, meeting)


def test_those_of_a_body_that_is_not_published_are_nobodys(client: Client, db) -> None:  # noqa: ARG001
    meeting = boards.MeetingFactory(held_on=HELD)
    confirm(minute(meeting))
    assert client.get(address(meeting)).status_code == 404


def test_another_council_s_are_not_found(client: Client, meeting: Meeting) -> None:
    confirm(minute(meeting))
    other = councils.CouncilFactory()
    there = address(meeting).replace(f"/{meeting.council.slug}/", f"/{other.slug}/", 1)
    assert client.get(there).status_code == 404


def test_the_public_papers_and_the_minutes_lead_to_each_other(
    client: Client, meeting: Meeting
) -> None:
    content = '{"items":[],"theme":"","body":"Panel","meeting":"Wednesday"}'
    edition = boards.EditionFactory(meeting=meeting, public=True, content=content)
    boards.EditionItemFactory(edition=edition, number=0)
    papers = f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/papers/public/"
    minutes = minute(meeting)
    assert address(meeting) not in client.get(papers).content.decode()
    confirm(minutes)
    assert address(meeting) in client.get(papers).content.decode()
    assert papers in client.get(address(meeting)).content.decode()
