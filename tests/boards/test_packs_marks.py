"""“I have read this”, and who has opened the papers: a member's own, and what the clerk sees of it."""

import pytest
from django.test import Client

from boards.models import Opened, ReadMark
from boards.packs.marks.queries import EARLIER, NO_SIGN_IN, NOT_YET, OPENED, who_opened
from boards.packs.marks.services import mark_read, open_papers, unmark
from councils.models import User
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.people import person, sign_in
from tests.support.reading import SAYS, Out, out, publish, sits

CHANGED = SAYS | {"2": ("Dentists", ["Children wait longer."])}
SEEN = "The clerk sees whether you have opened these papers, and nothing else"


@pytest.fixture
def papers(db, today) -> Out:  # noqa: ARG001
    return out()


def clerk_of(papers: Out) -> Visitor:
    """The clerk at the page of who has opened them."""
    council = papers.meeting.council
    page = f"/{council.slug}/boards/meetings/{papers.meeting.pk}/opened/"
    return Visitor(person(Role.CLERK, council)).open(page)


def state(papers: Out, user: User) -> str:
    """What the clerk sees of somebody."""
    readers = who_opened(papers.meeting).readers
    return next(each.state for each in readers if each.name == str(user.people.get()))


# Marks --------------------------------------------------------------------------------------------


def test_a_member_marks_an_item_as_read_and_takes_it_back(papers: Out) -> None:
    visitor = Visitor(papers.member).open(f"{papers.base}2/").press("I have read this")
    visitor.sees("You have read this item.")
    visitor.open(papers.base).sees("You have read 1 of 2 items.")
    visitor.open(f"{papers.base}2/").press("Take it back that you have read this item").sees(
        "not marked as read"
    )
    assert "You have read this item." not in visitor.text
    assert not ReadMark.objects.exists()


def test_a_mark_survives_a_new_edition_unless_the_item_changed(papers: Out) -> None:
    edition = papers.edition()
    for number in ("1", "2"):
        mark_read(by=papers.member, edition=edition, item=papers.item(number))
    publish(papers, CHANGED)
    visitor = Visitor(papers.member).open(f"{papers.base}1/").sees("You have read this item.")
    visitor.open(f"{papers.base}2/").sees("This item has changed since you read it.")
    visitor.open(papers.base).sees("You have read 1 of 2 items.").sees("Changed since you read it")
    visitor.open(f"{papers.base}2/").press("I have read this").sees("You have read this item.")


def test_marking_twice_is_once_and_so_is_taking_back(papers: Out) -> None:
    own = {"by": papers.member, "edition": papers.edition(), "item": papers.item("1")}
    assert mark_read(**own) == mark_read(**own)
    assert ReadMark.objects.count() == Opened.objects.count() == 1
    unmark(**own)
    unmark(**own)
    assert not ReadMark.objects.exists()


def test_nobody_else_s_mark_is_shown_or_taken_back(papers: Out) -> None:
    mark_read(by=papers.member, edition=papers.edition(), item=papers.item("1"))
    other = sits(papers.meeting)
    assert "You have read" not in Visitor(other).open(f"{papers.base}1/").text
    unmark(by=other, edition=papers.edition(), item=papers.item("1"))
    assert ReadMark.objects.count() == 1


def test_an_item_that_is_not_there_is_not_marked(papers: Out) -> None:
    response = sign_in(papers.member).post(f"{papers.base}9/read/")
    assert response.status_code == 404


# Opened -------------------------------------------------------------------------------------------


def test_to_start_reading_opens_the_papers_and_leads_to_the_first_item(papers: Out) -> None:
    assert state(papers, papers.member) == NOT_YET
    visitor = Visitor(papers.member).open(papers.base).sees(SEEN)
    assert not Opened.objects.exists()  # looking writes nothing
    visitor.press("Start reading").sees("There are twelve homes.")
    assert state(papers, papers.member) == OPENED
    clerk_of(papers).sees(f"{papers.member.people.get()}").sees(
        "1 of 1 who sign in have opened edition 1"
    )


def test_who_marks_an_item_has_opened_the_papers(papers: Out) -> None:
    Visitor(papers.member).open(f"{papers.base}2/").press("I have read this")
    assert state(papers, papers.member) == OPENED


def test_of_a_newer_edition_it_is_said_that_an_earlier_one_was_opened(papers: Out) -> None:
    open_papers(by=papers.member, edition=papers.edition())
    publish(papers, CHANGED)
    assert state(papers, papers.member) == EARLIER


def test_the_clerk_sees_opened_or_not_and_nothing_more(papers: Out) -> None:
    other = sits(papers.meeting)
    mark_read(by=papers.member, edition=papers.edition(), item=papers.item("2"))
    boards.PrivateNoteFactory(meeting=papers.meeting, user=papers.member, words="zqnote")
    text = clerk_of(papers).sees(NOT_YET).sees("1 of 2 who sign in have opened").text
    assert str(other.people.get()) in text
    for said in ("zqnote", "Dentists", "You have read", "Item 2"):
        assert said not in text


def test_somebody_without_a_sign_in_and_somebody_co_opted_are_on_the_list(papers: Out) -> None:
    council, body = papers.meeting.council, papers.meeting.body
    seat = boards.SeatFactory(body=body)
    boards.SeatHolderFactory(seat=seat, person=councils.PersonFactory(council=council, name="Ann"))
    guest = councils.PersonFactory(council=council, name="Guest", user=councils.UserFactory())
    boards.CoOptionFactory(body=body, person=guest)
    found = {each.name: (each.place, each.state) for each in who_opened(papers.meeting).readers}
    assert found["Ann"] == (seat.title, NO_SIGN_IN)
    assert found["Guest"] == ("Co-opted", NOT_YET)


def test_young_people_are_counted_and_not_named(papers: Out) -> None:
    young = sits(papers.meeting, young=True)
    person_on_record = young.people.get()
    person_on_record.name = "Skye Young"
    person_on_record.save()
    seat = papers.meeting.body.seats.get(is_young_people=True)
    boards.YoungPlacesFactory(seat=seat, number=3)
    open_papers(by=young, edition=papers.edition())
    clerk_of(papers).sees("1 of 3 opened").does_not_see("Skye")


@pytest.mark.parametrize("role", [Role.CLERK, Role.INSPECTOR, Role.PROPER_OFFICER])
def test_who_keeps_the_record_reads_without_being_counted(papers: Out, role: str) -> None:
    user = person(role, papers.meeting.council)
    visitor = Visitor(user).open(papers.base)
    assert SEEN not in visitor.text
    visitor.follow("Start reading").press("I have read this").sees("You have read this item.")
    assert not Opened.objects.exists()
    assert sign_in(user).post(f"{papers.base}start/").status_code == 403


def test_before_papers_are_out_nobody_has_opened_them(papers: Out) -> None:
    bare = boards.MeetingFactory(body=papers.meeting.body)
    papers.meeting = bare
    clerk_of(papers).sees("The papers are not published yet.")


def test_opening_an_address_writes_nothing(papers: Out) -> None:
    client: Client = sign_in(papers.member)
    for page in ("start/", "1/read/"):
        assert client.get(f"{papers.base}{page}").status_code == 405
    assert not Opened.objects.exists()
