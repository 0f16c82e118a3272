"""Who sits where, and by which rules: the same form sent twenty times at once makes one record."""

from collections.abc import Callable
from datetime import date

import pytest

from boards.body_rules.services import set_rules
from boards.models import (
    Body,
    BodyRules,
    CoOption,
    Discipline,
    Seat,
    SeatHolder,
    Substitute,
    YoungPlaces,
)
from boards.seats.co_options.services import co_opt
from boards.seats.listing.services import add_discipline, add_seat, set_young_places
from boards.seats.services import add_person, name_substitute, seat_person
from councils.models import Person, User
from tests.factories import boards, councils
from tests.journeys.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 20
FROM = date(2026, 12, 2)

Send = Callable[[int], object]


def a_seat(body: Body, by: User) -> Send:
    """A seat is added."""
    return lambda _: add_seat(by=by, body=body, title="Head teacher")


def a_holder(body: Body, by: User) -> Send:
    """Somebody takes a place of a seat that has several."""
    seat = boards.SeatFactory(body=body, plural=True)
    person = councils.PersonFactory(council=body.council)
    return lambda _: seat_person(by=by, seat=seat, person=person, starts_on=FROM)


def a_substitute(body: Body, by: User) -> Send:
    """A substitute is named for somebody."""
    seat = boards.SeatHolderFactory(seat__body=body).seat
    person = councils.PersonFactory(council=body.council)
    return lambda _: name_substitute(by=by, seat=seat, person=person, starts_on=FROM)


def a_co_option(body: Body, by: User) -> Send:
    """Somebody is taken in for a time."""
    person = councils.PersonFactory(council=body.council)
    return lambda _: co_opt(by=by, body=body, person=person, reason="Runs a club.", starts_on=FROM)


def a_person(body: Body, by: User) -> Send:
    """Somebody is put on record."""
    return lambda _: add_person(by=by, council=body.council, name="Ann Archer")


def a_discipline(body: Body, by: User) -> Send:
    """A discipline is added to the council's list."""
    return lambda _: add_discipline(by=by, council=body.council, name="Police")


def a_number_of_young_people(body: Body, by: User) -> Send:
    """It is said how many young people a seat of theirs is for."""
    seat = boards.SeatFactory(body=body, young_people=True)
    return lambda _: set_young_places(by=by, seat=seat, number=3, starts_on=FROM)


def rules(body: Body, by: User) -> Send:
    """New terms of reference from a day on."""
    said = {"legal_status": BodyRules.LegalStatus.PANEL, "meetings_a_year": 4}
    day = date(2027, 4, 1)
    return lambda _: set_rules(
        by=by, body=body, in_force_from=day, source="Agreed by the Panel.", **said
    )


@pytest.mark.parametrize(
    ("made_ready", "model"),
    [
        (a_seat, Seat),
        (a_holder, SeatHolder),
        (a_substitute, Substitute),
        (a_co_option, CoOption),
        (a_person, Person),
        (a_discipline, Discipline),
        (a_number_of_young_people, YoungPlaces),
        (rules, BodyRules),
    ],
)
def test_what_is_sent_twenty_times_at_once_is_written_once(
    made_ready: Callable[[Body, User], Send], model: type
) -> None:
    """Each of the twenty gets the one that was made, and none is refused."""
    send = made_ready(boards.BodyFactory(), councils.UserFactory())
    before = set(model.objects.values_list("pk", flat=True))
    made = at_once(CLICKS, send)
    assert not [each for each in made if isinstance(each, Exception)]
    (new,) = set(model.objects.values_list("pk", flat=True)) - before
    assert {each.pk for each in made} == {new}
