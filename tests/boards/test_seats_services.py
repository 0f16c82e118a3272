"""How people are seated: nobody overlaps, nobody is pushed out unseen, a double click makes one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from boards.models import (
    CoOption,
    Discipline,
    Seat,
    SeatDiscipline,
    SeatHolder,
    Substitute,
    YoungPlaces,
)
from boards.seats.co_options.services import co_opt, end_co_option
from boards.seats.holding import TOO_EARLY, YOUNG
from boards.seats.leaving.services import person_leaves
from boards.seats.listing import services as listing
from boards.seats.queries import alerts, nameable, places, sign_ins
from boards.seats.services import (
    HOLDS_IT,
    NO_ROLE_HERE,
    NO_SUCH_PLACE,
    OF_SOMEBODY,
    NewPerson,
    add_person,
    change_dates,
    end_holding,
    end_substitute,
    name_substitute,
    seat_person,
    take_out,
)
from boards.vacancies import Kind
from councils.models import Person, User
from councils.roles import Role
from councils.writing import Conflict, Refused
from tests.factories import boards, councils

JAN, MARCH, JUNE, JULY = (date(2026, *day) for day in ((1, 5), (3, 31), (6, 10), (7, 1)))
ONE = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def clerk(db) -> User:  # noqa: ARG001
    """Who does it."""
    return councils.UserFactory()


@pytest.fixture
def seat(clerk) -> Seat:  # noqa: ARG001
    """A seat for one, which nobody holds."""
    return boards.SeatFactory()


@pytest.fixture
def plural(clerk) -> Seat:  # noqa: ARG001
    """A seat for several."""
    return boards.SeatFactory(plural=True)


def somebody(seat: Seat, **more: object) -> Person:
    """A person of the seat's council."""
    return councils.PersonFactory(council=seat.council, **more)


def wrong(error: pytest.ExceptionInfo) -> dict[str, list[str]]:
    """The refusal by field."""
    return error.value.message_dict


# Holders ------------------------------------------------------------------------------------------


def test_taking_over_ends_the_one_before_the_day_before(seat, clerk) -> None:
    first = seat_person(by=clerk, seat=seat, person=somebody(seat), starts_on=JAN)
    second = seat_person(
        by=clerk, seat=seat, person=somebody(seat), starts_on=JUNE, instead_of=first
    )
    first.refresh_from_db()
    assert (first.ends_on, second.starts_on, second.ends_on) == (JUNE - ONE, JUNE, None)
    assert first.history.latest().history_user == clerk


def test_nobody_is_pushed_out_who_was_not_named(seat, clerk) -> None:
    """Two clerks at once: the second did not know of the first one's new holder."""
    old = seat_person(by=clerk, seat=seat, person=somebody(seat), starts_on=JAN)
    new = seat_person(
        by=clerk, seat=seat, person=somebody(seat, name="Ann Ash"), starts_on=JUNE, instead_of=old
    )
    with pytest.raises(ValidationError) as error:
        seat_person(by=clerk, seat=seat, person=somebody(seat), starts_on=JULY, instead_of=old)
    assert wrong(error) == {"starts_on": ["Ann Ash holds this place from 10 June 2026."]}
    new.refresh_from_db()
    assert new.ends_on is None


def test_a_gap_before_the_next_holder_stays_a_gap(seat, clerk) -> None:
    first = boards.SeatHolderFactory(seat=seat, ended=True)
    seat_person(by=clerk, seat=seat, person=somebody(seat), starts_on=JUNE, instead_of=first)
    first.refresh_from_db()
    assert first.ends_on == MARCH
    assert places(seat.body, date(2026, 5, 1))[0].is_vacant


def test_whoever_follows_cannot_begin_before(seat, clerk) -> None:
    first = boards.SeatHolderFactory(seat=seat, starts_on=JUNE, person__name="Ann Ash")
    with pytest.raises(ValidationError) as error:
        seat_person(by=clerk, seat=seat, person=somebody(seat), starts_on=JUNE, instead_of=first)
    assert "Ann Ash begins on 10 June 2026" in wrong(error)["starts_on"][0]


def test_the_same_form_sent_twice_seats_once_even_with_somebody_new(seat, clerk) -> None:
    first = boards.SeatHolderFactory(seat=seat)
    form = {"person": NewPerson("Ann Ash", "A trust"), "starts_on": JUNE, "instead_of": first}
    made = [seat_person(by=clerk, seat=seat, **form) for _ in range(2)]
    assert made[0] == made[1]
    assert (SeatHolder.objects.count(), Person.objects.filter(name="Ann Ash").count()) == (2, 1)


def test_somebody_new_is_not_left_behind_where_the_seat_is_refused(seat, clerk) -> None:
    boards.SeatHolderFactory(seat=seat)
    with pytest.raises(ValidationError):
        seat_person(by=clerk, seat=seat, person=NewPerson("Ann Ash"), starts_on=JUNE)
    assert not Person.objects.filter(name="Ann Ash").exists()


def test_a_plural_seat_gives_the_next_free_place(plural, clerk) -> None:
    made = [
        seat_person(by=clerk, seat=plural, person=somebody(plural), starts_on=day)
        for day in (JAN, JAN, JUNE)
    ]
    assert [row.place for row in made] == [1, 2, 3]
    end_holding(by=clerk, holding=made[1], ends_on=MARCH)
    again = seat_person(by=clerk, seat=plural, person=somebody(plural), starts_on=JULY)
    assert again.place == 2


def test_in_a_plural_seat_somebody_takes_over_one_place(plural, clerk) -> None:
    one, two = (boards.SeatHolderFactory(seat=plural, place=number) for number in (1, 2))
    new = seat_person(
        by=clerk, seat=plural, person=somebody(plural), starts_on=JUNE, instead_of=two
    )
    one.refresh_from_db()
    assert (new.place, one.ends_on) == (2, None)


def test_nobody_holds_two_places_of_a_plural_seat(plural, clerk) -> None:
    ann = somebody(plural, name="Ann Ash")
    seat_person(by=clerk, seat=plural, person=ann, starts_on=JAN)
    with pytest.raises(ValidationError) as error:
        seat_person(by=clerk, seat=plural, person=ann, starts_on=JUNE)
    assert "Ann Ash holds a place of this seat already" in wrong(error)["person"][0]


@pytest.mark.parametrize(
    ("more", "words"), [({"young_people": True}, YOUNG), ({"same_as": True}, "listed twice")]
)
def test_no_names_for_young_people_and_seats_listed_twice(clerk, more, words) -> None:
    if "same_as" in more:
        more = {"same_as": boards.SeatFactory()}
        more["body"] = more["same_as"].body
    seat = boards.SeatFactory(**more)
    for service in (seat_person, name_substitute):
        with pytest.raises(Refused, match=words):
            service(by=clerk, seat=seat, person=NewPerson("A child"), starts_on=JAN)
    assert not Person.objects.filter(name="A child").exists()


def test_a_last_day_before_the_first(seat, clerk) -> None:
    for service in (seat_person, name_substitute):
        with pytest.raises(ValidationError) as error:
            service(by=clerk, seat=seat, person=somebody(seat), starts_on=JUNE, ends_on=MARCH)
        assert wrong(error) == {"ends_on": [TOO_EARLY]}


def test_another_councils_person_is_refused(seat, clerk) -> None:
    stranger = councils.PersonFactory()
    with pytest.raises(ValidationError) as error:
        seat_person(by=clerk, seat=seat, person=stranger, starts_on=JAN)
    assert "another council" in wrong(error)["person"][0]


# Changes ------------------------------------------------------------------------------------------


def test_dates_put_right_and_twice_is_once(seat, clerk) -> None:
    row = boards.SeatHolderFactory(seat=seat)
    form = {"row": row, "starts_on": MARCH, "ends_on": JULY, "version": 1}
    assert change_dates(by=clerk, **form).version == 2
    assert change_dates(by=clerk, **form).version == 2


def test_dates_cannot_reach_into_somebody_elses_time(seat, clerk) -> None:
    row = boards.SeatHolderFactory(seat=seat, ended=True)
    boards.SeatHolderFactory(seat=seat, starts_on=JUNE, person__name="Ann Ash")
    with pytest.raises(ValidationError) as error:
        end_holding(by=clerk, holding=row, ends_on=JUNE)
    assert wrong(error) == {"starts_on": ["Ann Ash holds this place from 10 June 2026."]}


def test_a_second_clerk_is_shown_what_the_first_saved(seat, clerk) -> None:
    row = boards.SeatHolderFactory(seat=seat)
    end_holding(by=clerk, holding=row, ends_on=JUNE, version=1)
    with pytest.raises(Conflict) as conflict:
        end_holding(by=clerk, holding=row, ends_on=JULY, version=1)
    assert conflict.value.current.ends_on == JUNE


def test_what_was_recorded_by_mistake_is_taken_out_and_stays_in_the_history(seat, clerk) -> None:
    row = boards.SeatHolderFactory(seat=seat)
    number = row.pk
    for _ in range(2):  # two clicks at once
        take_out(by=clerk, row=row)
    assert not SeatHolder.objects.exists()
    last = SeatHolder.history.filter(id=number).latest()
    assert (last.history_type, last.history_user) == ("-", clerk)


# Substitutes --------------------------------------------------------------------------------------


def test_a_substitute_follows_another(seat, clerk) -> None:
    boards.SeatHolderFactory(seat=seat)
    first = name_substitute(by=clerk, seat=seat, person=somebody(seat), starts_on=JAN)
    form = {"person": NewPerson("Ann Ash"), "starts_on": JUNE, "instead_of": first}
    second = name_substitute(by=clerk, seat=seat, **form)
    assert name_substitute(by=clerk, seat=seat, **form) == second
    first.refresh_from_db()
    assert first.ends_on == JUNE - ONE
    assert end_substitute(by=clerk, substitute=second, ends_on=JULY).ends_on == JULY
    with pytest.raises(ValidationError) as error:
        name_substitute(by=clerk, seat=seat, person=somebody(seat), starts_on=JULY)
    assert wrong(error) == {
        "starts_on": ["Ann Ash is the substitute from 10 June 2026 to 1 July 2026."]
    }


def test_nobody_stands_in_for_themselves(seat, clerk) -> None:
    holder = boards.SeatHolderFactory(seat=seat)
    with pytest.raises(ValidationError) as error:
        name_substitute(by=clerk, seat=seat, person=holder.person, starts_on=JUNE)
    assert wrong(error) == {"person": [HOLDS_IT]}


def test_a_substitute_of_a_plural_seat_is_of_a_place_that_somebody_holds(plural, clerk) -> None:
    boards.SeatHolderFactory(seat=plural, place=2)
    form = {"person": somebody(plural), "starts_on": JUNE}
    with pytest.raises(ValidationError) as error:
        name_substitute(by=clerk, seat=plural, place=1, **form)
    assert wrong(error) == {"place": [NO_SUCH_PLACE]}
    assert name_substitute(by=clerk, seat=plural, place=2, **form).place == 2
    assert Substitute.objects.count() == 1


# People, the list of seats ------------------------------------------------------------------------


def test_people_of_one_name_and_organisation_are_one(seat, clerk) -> None:
    own = {"by": clerk, "council": seat.council, "name": "Ann Ash"}
    ann = add_person(**own, organisation="A trust")
    assert add_person(**own, organisation="a Trust") == ann
    assert add_person(**own, organisation="A school") != ann


def test_a_sign_in_is_of_this_council_and_of_one_person(seat, clerk) -> None:
    own = {"by": clerk, "council": seat.council}
    user = councils.MembershipFactory(council=seat.council, role=Role.BOARD_MEMBER).user
    with pytest.raises(ValidationError) as error:
        add_person(**own, name="Ann Ash", user=councils.UserFactory())
    assert wrong(error) == {"user": [NO_ROLE_HERE]}
    ann = add_person(**own, name="Ann Ash", user=user)
    assert (ann.user, add_person(**own, name="Ann Ash", user=user)) == (user, ann)
    with pytest.raises(ValidationError) as error:
        add_person(**own, name="Somebody else", user=user)
    assert wrong(error) == {"user": [OF_SOMEBODY]}


def test_young_people_are_never_offered(seat) -> None:
    council = seat.council
    young = councils.MembershipFactory(council=council, role=Role.FORUM_REPRESENTATIVE).user
    adult = councils.MembershipFactory(council=council, role=Role.BOARD_MEMBER).user
    councils.PersonFactory(council=council, user=young)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=seat.body, young_people=True))
    shown = somebody(seat)
    assert list(nameable(council)) == [shown]
    assert list(sign_ins(council, JUNE)) == [adult]


def test_a_seat_is_added_once_with_its_kind_and_discipline(seat, clerk) -> None:
    health = boards.DisciplineFactory(council=seat.council)
    form = {"body": seat.body, "title": "Health visitor", "is_plural": True, "discipline": health}
    made = [listing.add_seat(by=clerk, **form) for _ in range(2)]
    assert made[0] == made[1]
    assert (made[0].is_plural, made[0].position) == (True, seat.position + 1)
    assert SeatDiscipline.objects.get(seat=made[0]).discipline == health
    with pytest.raises(ValidationError) as error:
        listing.add_seat(by=clerk, body=seat.body, title="health visitor")
    assert wrong(error) == {"title": ["There is a seat of this name already."]}


def test_a_discipline_is_decided_over_the_assumed_one(clerk) -> None:
    seat = boards.SeatFactory(of_discipline=True)
    for _ in range(2):
        row = listing.say_discipline(by=clerk, seat=seat, discipline=None, another="Youth justice")
    assert (row.discipline.name, SeatDiscipline.objects.count()) == ("Youth justice", 1)
    assert Discipline.objects.filter(name="Youth justice").count() == 1
    listing.decide_discipline(by=clerk, seat=seat, discipline=seat.assumed_discipline)
    (found,) = places(seat.body, JUNE)
    assert (found.discipline, found.is_assumed) == (seat.assumed_discipline, False)
    again = boards.SeatFactory(body=seat.body, same_as=seat)
    with pytest.raises(Refused, match="listed twice"):
        listing.decide_discipline(by=clerk, seat=again, discipline=seat.assumed_discipline)


def test_young_people_are_counted_from_a_day_on(clerk) -> None:
    seat = boards.SeatFactory(young_people=True)

    def counted(number: int, day: date) -> None:
        for _ in range(2):
            listing.set_young_places(by=clerk, seat=seat, number=number, starts_on=day)

    counted(2, JAN)
    counted(4, JULY)
    counted(3, MARCH)
    counted(5, MARCH)
    rows = YoungPlaces.objects.order_by("starts_on").values_list("number", "starts_on", "ends_on")
    assert list(rows) == [
        (2, JAN, MARCH - ONE),
        (5, MARCH, JULY - ONE),
        (4, JULY, None),
    ]
    with pytest.raises(Refused, match="by name"):
        listing.set_young_places(by=clerk, seat=boards.SeatFactory(), number=1, starts_on=JAN)
    with pytest.raises(ValidationError):
        listing.set_young_places(by=clerk, seat=seat, number=0, starts_on=JAN)


# Co-option ----------------------------------------------------------------------------------------


def test_co_option_for_a_time(clerk) -> None:
    body = boards.BodyFactory()
    form = {"body": body, "person": NewPerson("Ann Ash"), "reason": "Knows housing."}
    made = [co_opt(by=clerk, **form, starts_on=JAN, ends_on=JUNE) for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(ValidationError) as error:
        co_opt(by=clerk, **form, starts_on=JUNE)
    assert wrong(error) == {
        "starts_on": ["Ann Ash is co-opted from 5 January 2026 to 10 June 2026 already."]
    }
    assert co_opt(by=clerk, **form, starts_on=JUNE + ONE).ends_on is None


def test_who_has_a_seat_is_not_co_opted(seat, clerk) -> None:
    ann = boards.SeatHolderFactory(seat=seat, person__name="Ann Ash").person
    with pytest.raises(ValidationError) as error:
        co_opt(by=clerk, body=seat.body, person=ann, reason="x", starts_on=JUNE)
    assert wrong(error) == {"person": [f"Ann Ash has a seat already: {seat.title}."]}


def test_a_lapsed_co_option_is_told_of_until_it_is_over_or_renewed(clerk) -> None:
    def told(row: CoOption) -> list[Kind]:
        return [alert.kind for alert in alerts(row.body, JUNE, [], None)]

    row = boards.CoOptionFactory(lapsed=True)
    assert told(row) == [Kind.CO_OPTION_LAPSED]
    for _ in range(2):
        ended = end_co_option(by=clerk, co_option=row, version=1)
    assert (ended.ends_on, ended.is_settled, ended.version, told(row)) == (MARCH, True, 2, [])
    with pytest.raises(Conflict):
        end_co_option(by=clerk, co_option=row, ends_on=JULY, version=1)
    again = boards.CoOptionFactory(lapsed=True)
    co_opt(by=clerk, body=again.body, person=again.person, reason="x", starts_on=MARCH + ONE)
    assert told(again) == []


def test_a_co_option_does_not_end_before_it_begins(clerk) -> None:
    row = boards.CoOptionFactory(starts_on=JUNE)
    with pytest.raises(ValidationError) as error:
        end_co_option(by=clerk, co_option=row, ends_on=MARCH)
    assert wrong(error) == {"ends_on": [TOO_EARLY]}


# Leaving ------------------------------------------------------------------------------------------


def test_leaving_ends_everything_in_one_step(seat, clerk) -> None:
    """In two bodies; what was to begin later does not, what has ended stays, twice is once."""
    ann = somebody(seat)
    held = boards.SeatHolderFactory(seat=seat, person=ann)
    past = boards.SeatHolderFactory(seat=boards.SeatFactory(body=seat.body), person=ann, ended=True)
    other = boards.SeatFactory(council=seat.council, plural=True)
    boards.SeatHolderFactory(seat=other, person=ann)
    boards.SeatHolderFactory(seat=other, place=2)
    later = boards.SeatHolderFactory(
        seat=boards.SeatFactory(body=seat.body), person=ann, starts_on=JULY
    )
    stands_in = boards.SubstituteFactory(seat=boards.SeatFactory(body=seat.body), person=ann)
    own = {"body": seat.body, "person": ann}
    for_a_time = boards.CoOptionFactory(**own)
    meeting = boards.MeetingFactory(body=seat.body, held_on=JULY)
    item = boards.AgendaItemFactory(meeting=meeting)
    for_an_item = boards.CoOptionFactory(**own, item=item)
    heard = boards.AttenderFactory(item=item, person=ann)

    left = person_leaves(by=clerk, person=ann, last_day=JUNE)

    assert (left.ended, left.vacant) == (7, (seat,))
    for row in (held, past, stands_in, for_a_time):
        row.refresh_from_db()
    assert (held.ends_on, past.ends_on, stands_in.ends_on) == (JUNE, MARCH, JUNE)
    assert (for_a_time.ends_on, for_a_time.is_settled) == (JUNE, True)
    for row in (later, for_an_item, heard):
        assert not type(row).objects.filter(pk=row.pk).exists()
        assert type(row).history.filter(id=row.pk).latest().history_user == clerk
    assert person_leaves(by=clerk, person=ann, last_day=JUNE).ended == 0


def test_a_lapsed_co_option_of_who_leaves_is_settled(clerk) -> None:
    row = boards.CoOptionFactory(lapsed=True)
    person_leaves(by=clerk, person=row.person, last_day=JUNE)
    row.refresh_from_db()
    assert (row.ends_on, row.is_settled) == (MARCH, True)
