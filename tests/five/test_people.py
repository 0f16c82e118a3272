"""The people and the rules of every body of the five councils, as a clerk and the public see them."""

import pytest
from django.test import Client
from django.urls import reverse

from boards.models import Body, Seat
from boards.seats.listing.services import add_seat
from boards.seats.services import NewPerson, seat_person
from councils import clock
from councils.models import Council
from councils.roles import Role
from tests.five.conftest import SLUGS
from tests.journeys.visiting import Visitor
from tests.support.people import person


@pytest.fixture
def clerks(five: dict[str, Council]) -> dict[str, Visitor]:
    """A clerk of each council."""
    return {slug: Visitor(person(Role.CLERK, five[slug])) for slug in SLUGS}


def of(body: Body, name: str, **more: object) -> str:
    """The address of a page of a body."""
    return reverse(name, kwargs={"council": body.council.slug, "key": body.key, **more})


@pytest.mark.parametrize("slug", SLUGS)
def test_every_body_has_its_people_and_its_rules(slug, five, clerks) -> None:
    """Also those of which the strategy says next to nothing."""
    for body in Body.objects.of(five[slug]).select_related("council"):
        clerks[slug].open(of(body, "boards:seat_list"))
        seats = list(body.seats.all())
        clerks[slug].sees(*(seat.title for seat in seats) if seats else ["No seat is on record."])
        clerks[slug].open(of(body, "boards:rules_detail")).sees(
            "In force now" if body.rules.exists() else "No rules are in force."
        )
        clerks[slug].open(of(body, "boards:rules_set")).sees("New rules of the")
        for seat in seats:
            clerks[slug].open(of(body, "boards:seat_detail", pk=seat.pk)).sees(seat.title)


def test_buckinghamshires_seat_listed_twice_is_told_and_takes_nobody(five, clerks) -> None:
    body = Body.objects.of(five["buckinghamshire"]).get(key="panel")
    clerk = clerks["buckinghamshire"].open(of(body, "boards:seat_list"))
    clerk.sees(
        "“Children's Adolescent Mental Health Services Representative” is listed twice: it is "
        "the same seat as “CAMHS representative”."
    )
    again = Seat.objects.get(council=five["buckinghamshire"], key="camhs-again")
    clerk.open(of(body, "boards:seat_detail", pk=again.pk))
    clerk.sees("Its people are kept at “CAMHS representative”.").does_not_see("Seat somebody")


def test_bcp_with_almost_nothing_stated_reads_well(five) -> None:
    """Anyone reads what is not stated, and what is assumed."""
    body = Body.objects.of(five["bcp"]).get(key="board")
    Visitor().open(of(body, "boards:body_detail")).sees(
        "Not stated. Meetings are planned one by one.",
        "No quorum is stated, so meetings are not judged by one.",
        "Not stated, so no day is worked out.",
        "Not stated. Attendance is counted and judged by no number.",
        "Where this comes from, and what is assumed",
        "Assumption: in force from 14 October 2019",
    )


def test_cambridgeshires_committee_is_held_to_the_law(five, clerks) -> None:
    body = Body.objects.of(five["cambridgeshire"]).get(key="sub-committee")
    Visitor().open(of(body, "boards:body_detail")).sees(
        "A formal committee of the council.",
        "Not stated. By law: 5 clear working days before the meeting.",
        "Members count.",
    )
    clerk = clerks["cambridgeshire"].open(of(body, "boards:rules_set"))
    clerk.writes("From which day", "1/4/2027").writes("Where was this decided?", "Full Council.")
    clerk.writes("Papers before the meeting", "5").writes("Papers: days", "working days")
    clerk.press("See them in words")
    assert "5 working days is less than the law allows" in clerk.error_at(
        "Papers before the meeting"
    )


def test_dorset_lists_no_seats_and_its_clerk_adds_them(five, clerks) -> None:
    body = Body.objects.of(five["dorset"]).get(key="board")
    clerk = clerks["dorset"].open(of(body, "boards:seat_list")).sees("No seat is on record.")
    clerk.follow("Add a seat").writes("Name of the seat", "Elected members")
    clerk.ticks("Several people").press("Add the seat").sees("The seat is added.")


def test_young_people_attend_bromleys_working_party_and_are_counted(five, clerks) -> None:
    body = Body.objects.of(five["bromley"]).get(key="working-party")
    seat = Seat.objects.get(council=five["bromley"], key="lincc-members")
    clerk = clerks["bromley"].open(of(body, "boards:seat_detail", pk=seat.pk))
    clerk.sees("without being a member", "No names are kept of them")
    clerk.follow("Say how many they are").writes("How many young people?", "2").press("Save")
    clerk.sees("This seat is for 2 young people.")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_public_never_sees_who_sits(slug, five) -> None:
    """Seats and organisations are public; people are not."""
    by = person(Role.CLERK, five[slug])
    for body in Body.objects.of(five[slug]):
        seat = add_seat(by=by, body=body, title="Partner agency")
        somebody = NewPerson("Zqpartner Zqname", "A trust")
        seat_person(by=by, seat=seat, person=somebody, starts_on=clock.today())
        page = Client().get(of(body, "boards:body_detail")).content.decode()
        assert "Partner agency" in page
        assert "Zqpartner" not in page
