"""The clerk's pages and the reader: what each shows, and to whom."""

from datetime import date, time, timedelta

import pytest
from django.test import Client

from boards.models import Meeting
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.people import BACKEND
from tests.support.world import Furnished, World


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


def as_(ours: Furnished, role: str) -> Visitor:
    """Somebody of our council."""
    return Visitor(ours.people[role])


def papers(meeting: Meeting, kind: str = "", number: int = 0) -> str:
    """The address of a meeting's papers."""
    parts = [kind, str(number) if number else ""]
    tail = "".join(f"{part}/" for part in parts if part)
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/papers/{tail}"


def test_the_list_has_what_is_to_come_before_what_is_past(ours: Furnished) -> None:
    clerk = as_(ours, Role.CLERK).open("/ourshire/boards/meetings/")
    clerk.sees_in_order("To come", "16 December 2026", "Papers are out", "10 February 2027", "Past")


def test_what_is_past_has_pages_down_to_the_first(ours: Furnished) -> None:
    """Meetings and reports alike, the latest first; what is to come is on every page."""
    clerk, days = as_(ours, Role.CLERK), [date(2024, 1, 1) + timedelta(weeks=n) for n in range(25)]
    for day in days:
        meeting = boards.MeetingFactory(body=ours.rows.body, held_on=day)
        boards.ReportFactory(item__meeting=meeting, title=f"Of {day:%-d %B %Y}")
    for page, said in (("", "22 January 2024"), ("reports/", "Of 22 January 2024")):
        clerk.open(f"/ourshire/boards/meetings/{page}").sees("17 June 2024")
        clerk.does_not_see(said)
        clerk.follow("Next").sees(said, "1 January 2024").does_not_see("17 June 2024")


def test_the_page_shows_why_an_agenda_cannot_be_published(ours: Furnished) -> None:
    """The sentence in the place of the button; sent all the same, the same sentence."""
    meeting = ours.rows.draft_meeting
    meeting.items.filter(kind="protected").delete()
    address = f"/ourshire/boards/meetings/{meeting.pk}/"
    clerk = as_(ours, Role.CLERK).open(address)
    words = "own time. The time for Forum of Ourshire is 15 minutes."
    clerk.sees(words)
    assert not clerk.offers("Publish the papers")
    token = {"csrfmiddlewaretoken": clerk.client.cookies["csrftoken"].value}
    response = clerk.client.post(f"{address}publish/", token, follow=True)
    assert words in response.content.decode().replace("&#x27;", "'").replace("&#39;", "'")
    assert not meeting.editions.exists()


@pytest.mark.parametrize("page", ["", "change/"])
def test_only_the_clerk_opens_a_meeting(ours: Furnished, page: str) -> None:
    address = f"/ourshire/boards/meetings/{ours.rows.meeting.pk}/{page}"
    as_(ours, Role.CLERK).open(address)
    for role in (Role.BOARD_MEMBER, Role.CHAIR, Role.INSPECTOR, Role.KPI_OFFICER):
        as_(ours, role).open(address, status=403)


def test_what_to_mind_is_said_of_one_meeting_too(ours: Furnished) -> None:
    """Before it is planned, when it was planned for another day, and when it was moved."""
    councils.SchoolTermFactory(
        council=ours.council, starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 25)
    )
    boards.MeetingFactory(body=ours.rows.body, held_on=date(2026, 11, 30), starts_at=time(10))
    clerk = as_(ours, Role.CLERK).open(f"/ourshire/boards/{ours.rows.body.key}/plan/")
    clerk.sees_in_order("Please note", "From 10am to noon", "is in school hours")
    clerk.writes("Date", "13/1/2027").writes("Start", "14:00").writes("Place", "Room 1")
    clerk.press("Plan the meeting").sees("Planned for", "Please note")
    clerk.sees("From 2pm to 4pm on Wednesday 13 January 2027 is in school hours")
    clerk.follow("Change").writes("Start", "17:00").press("Save").sees("Saved.")
    clerk.does_not_see("school hours", "Please note")
    clerk.follow("Change").writes("Place", "Room 2").writes("Date", "3/12/2026").press("Save")
    clerk.sees("Saved.", "Please note", "Short notice.")
    clerk.follow("Change").writes("Place", "Room 3").press("Save").sees("Saved.")
    clerk.does_not_see("Short notice.")


def test_a_get_publishes_nothing(ours: Furnished) -> None:
    client = Client()
    client.force_login(ours.people[Role.CLERK], backend=BACKEND)
    response = client.get(f"/ourshire/boards/meetings/{ours.rows.draft_meeting.pk}/publish/")
    assert response.status_code == 405


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.BOARD_MEMBER, "members"),
        (Role.CHAIR, "members"),
        (Role.CLERK, "members"),
        (Role.INSPECTOR, "members"),
        (Role.FORUM_REPRESENTATIVE, "forum"),
        (Role.PARTICIPATION_WORKER, "forum"),
        (Role.KPI_OFFICER, "public"),
        ("member of another body", "public"),
        ("representative of another forum", "public"),
    ],
)
def test_one_address_leads_each_to_the_fullest_papers(
    ours: Furnished, role: str, kind: str
) -> None:
    """A seat on the body, or a place in the forum it hears; else what is public."""
    visitor = as_(ours, role).open(papers(ours.rows.meeting))
    assert visitor.address == papers(ours.rows.meeting, kind)


@pytest.mark.parametrize(
    ("role", "kind", "words"),
    [
        ("member of another body", "members", "people who sit on this body"),
        (Role.FORUM_REPRESENTATIVE, "members", "people who sit on this body"),
        ("worker of another forum", "forum", "its representatives and workers"),
        (Role.BOARD_MEMBER, "forum", "its representatives and workers"),
    ],
)
def test_others_papers_are_refused_in_words(
    ours: Furnished, role: str, kind: str, words: str
) -> None:
    """Front page and item alike."""
    as_(ours, role).open(papers(ours.rows.meeting, kind), status=403).sees(words)
    as_(ours, role).open(papers(ours.rows.meeting, kind, 3), status=403)


def test_papers_that_are_not_out_are_not_found(ours: Furnished) -> None:
    """Nor an item that the edition does not have."""
    clerk = as_(ours, Role.CLERK)
    for kind in ("", "members", "forum", "public"):
        clerk.open(papers(ours.rows.draft_meeting, kind), status=404)
    clerk.open(papers(ours.rows.meeting, "members", 99), status=404)


def test_an_item_leads_to_its_neighbours(ours: Furnished) -> None:
    reader = Visitor().open(papers(ours.rows.meeting, "public", 2))
    assert reader.link("Apologies of Ourshire").endswith("/public/1/")
    assert reader.link("Theme of Ourshire").endswith("/public/3/")


def test_an_edition_is_read_as_it_was_published(ours: Furnished) -> None:
    """Live rows that change later do not change it."""
    ours.rows.measure.title = "zqchangedtitle"
    ours.rows.measure.save()
    Visitor().open(papers(ours.rows.meeting, "public", 3)).does_not_see("zqchangedtitle")
