"""Who sits on a body on a day: places against brute force, young people, the seat listed twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from boards.models import Body, Seat, SeatHolder, Substitute
from boards.seats.queries import (
    SeatPlaces,
    alerts,
    co_options,
    lapsed_co_options,
    places,
    to_see_to,
    vacant_seats,
)
from boards.vacancies import Kind
from councils import clock
from councils.models import Council
from tests.factories import boards, councils

DAY = date(2026, 6, 10)
ONE = timedelta(days=1)


@pytest.fixture
def body(db) -> Body:  # noqa: ARG001
    """A panel without seats."""
    return boards.BodyFactory()


def of(body: Body, seat: Seat, day: date = DAY) -> SeatPlaces:
    """The seat among the body's places."""
    return next(each for each in places(body, day) if each.seat == seat)


def test_a_seat_for_one_has_one_place_vacant_or_not(body) -> None:
    seat = boards.SeatFactory(body=body)
    (place,) = of(body, seat).places
    assert (place.number, place.person, place.stand_in) == (1, None, None)
    assert of(body, seat).is_vacant
    holder = boards.SeatHolderFactory(seat=seat)
    substitute = boards.SubstituteFactory(seat=seat)
    (place,) = of(body, seat).places
    assert (place.person, place.stand_in) == (holder.person, substitute.person)
    assert not of(body, seat).is_vacant


def test_a_plural_seat_has_a_place_for_each_of_its_people(body) -> None:
    seat = boards.SeatFactory(body=body, plural=True)
    assert of(body, seat).places == ()
    boards.SeatHolderFactory(seat=seat, place=3)
    boards.SeatHolderFactory(seat=seat, place=1)
    boards.SubstituteFactory(seat=seat, place=2)
    found = of(body, seat)
    assert [(p.number, bool(p.holder), bool(p.substitute)) for p in found.places] == [
        (1, True, False),
        (2, False, True),
        (3, True, False),
    ]
    assert found.filled == 2


def test_first_and_last_day_count(body) -> None:
    seat = boards.SeatFactory(body=body)
    boards.SeatHolderFactory(seat=seat, starts_on=DAY, ends_on=DAY)
    assert [of(body, seat, day).filled for day in (DAY - ONE, DAY, DAY + ONE)] == [0, 1, 0]


def test_a_decided_discipline_stands_over_the_assumed_one(body) -> None:
    seat = boards.SeatFactory(body=body, of_discipline=True)
    assert (of(body, seat).discipline, of(body, seat).is_assumed) == (seat.assumed_discipline, True)
    decided = boards.SeatDisciplineFactory(seat=seat)
    assert (of(body, seat).discipline, of(body, seat).is_assumed) == (decided.discipline, False)
    bare = boards.SeatFactory(body=body)
    assert (of(body, bare).discipline, of(body, bare).is_assumed) == (None, False)


def test_young_people_are_a_number_and_never_a_person(body) -> None:
    seat = boards.SeatFactory(body=body, young_people=True)
    boards.SeatHolderFactory(seat=seat)
    boards.SubstituteFactory(seat=seat)
    found = of(body, seat)
    assert (found.places, found.young, found.is_vacant) == ((), None, True)
    boards.YoungPlacesFactory(seat=seat, number=3)
    found = of(body, seat)
    assert (found.places, found.young, found.filled, found.is_vacant) == ((), 3, 3, False)


def test_a_seat_listed_twice_is_neither_held_nor_vacant(body) -> None:
    seat = boards.SeatFactory(body=body)
    again = boards.SeatFactory(body=body, same_as=seat)
    boards.SeatHolderFactory(seat=again)
    found = of(body, again)
    assert (found.places, found.is_vacant, found.is_members) == ((), False, False)


def test_attenders_are_no_members(body) -> None:
    seat = boards.SeatFactory(body=body, is_attender=True)
    assert not of(body, seat).is_members


def test_it_takes_three_queries_however_many_there_are(body, django_assert_num_queries) -> None:
    for _ in range(5):
        seat = boards.SeatFactory(body=body, of_discipline=True)
        boards.SeatHolderFactory(seat=seat, person__signs_in=True)
        boards.SubstituteFactory(seat=seat)
        boards.SeatDisciplineFactory(seat=boards.SeatFactory(body=body, same_as=seat))
    with django_assert_num_queries(3):
        for each in places(body, DAY):
            words = [each.seat.title, each.discipline and each.discipline.name, each.filled]
            words += [p.person and p.person.user for p in each.places]
            assert words
            assert each.seat.same_as is None or each.seat.same_as.title


# Against brute force ------------------------------------------------------------------------------

FIRST = date(2026, 1, 1)
LENGTH = 40
PERIODS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, LENGTH), st.none() | st.integers(0, LENGTH)),
    max_size=8,
)


def _made(factory: type, seat: Seat, periods: list) -> list[SeatHolder | Substitute]:
    """Rows of these periods, those left out that would overlap at their place."""
    rows: list[SeatHolder | Substitute] = []
    for number, start, length in periods:
        place = number if seat.is_plural else 1
        starts_on = FIRST + timedelta(days=start)
        ends_on = None if length is None else starts_on + timedelta(days=length)
        row = factory.build(
            seat=seat, place=place, starts_on=starts_on, ends_on=ends_on, person=None
        )
        if not any(other.place == place and _overlap(row, other) for other in rows):
            row.person = councils.PersonFactory(council=seat.council)
            row.council = seat.council
            row.save()
            rows.append(row)
    return rows


def _overlap(one: SeatHolder, other: SeatHolder) -> bool:
    first = max(one.starts_on, other.starts_on)
    last = min(one.ends_on or date.max, other.ends_on or date.max)
    return first <= last


class TestBruteForce(HypothesisTestCase):
    """Each day asked of every row by hand."""

    @settings(deadline=None, max_examples=30)
    @given(st.booleans(), PERIODS, PERIODS)
    def test_places_are_those_of_the_rows_in_force(self, plural, held, stood_in) -> None:
        seat = boards.SeatFactory(is_plural=plural)
        holders = _made(boards.SeatHolderFactory, seat, held)
        substitutes = _made(boards.SubstituteFactory, seat, stood_in)
        for day in (FIRST + timedelta(days=number) for number in range(0, 2 * LENGTH, 7)):
            (found,) = places(seat.body, day)
            assert {p.number: p.person for p in found.places if p.holder} == _on(holders, day)
            assert {p.number: p.stand_in for p in found.places if p.substitute} == _on(
                substitutes, day
            )
            assert found.is_vacant == (not _on(holders, day))


def _on(rows: list, day: date) -> dict[int, object]:
    return {
        row.place: row.person
        for row in rows
        if row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
    }


# Co-options ---------------------------------------------------------------------------------------


def test_co_options_for_a_period_and_for_an_item(body) -> None:
    own = {"body": body, "council": body.council}
    over = boards.CoOptionFactory(**own, ends_on=DAY - ONE)
    boards.CoOptionFactory(**own, starts_on=DAY + ONE)
    period = boards.CoOptionFactory(**own, ends_on=DAY)
    meeting = boards.MeetingFactory(body=body, held_on=DAY)
    first, second = (boards.AgendaItemFactory(meeting=meeting) for _ in range(2))
    one = boards.CoOptionFactory(**own, item=first)
    two = boards.CoOptionFactory(**own, item=second)
    assert list(co_options(body, DAY)) == [period, one, two]
    assert list(co_options(body, DAY, item=second)) == [period, two]
    assert set(co_options(body, DAY - ONE)) == {over, period}


def test_a_cancelled_meeting_co_opts_nobody(body) -> None:
    meeting = boards.MeetingFactory(body=body, held_on=DAY)
    item = boards.AgendaItemFactory(meeting=meeting)
    row = boards.CoOptionFactory(body=body, item=item)
    assert list(co_options(body, DAY)) == [row]
    meeting.cancelled_at, meeting.cancel_reason = clock.moment(DAY), "Snow"
    meeting.save()
    assert not co_options(body, DAY)


def test_another_councils_people_are_not_among_them(body) -> None:
    other = boards.BodyFactory(council=councils.CouncilFactory())
    assert isinstance(other.council, Council)
    boards.CoOptionFactory(body=other)
    boards.SeatHolderFactory(seat__body=other)
    assert places(body, DAY) == []
    assert not co_options(body, DAY)


def test_the_alerts_in_sql_and_the_rule_name_the_same(body) -> None:
    """What the clerk's home counts is what the people of the body are told of, on any day."""
    for of_seat in ({}, {"plural": True}, {"young_people": True}, {"is_attender": True}):
        for period in ({}, {"ends_on": DAY - ONE}, {"ends_on": DAY}, {"starts_on": DAY + ONE}):
            seat = boards.SeatFactory(body=body, **of_seat)
            boards.SeatHolderFactory(seat=seat, **period)
            if seat.is_young_people:
                boards.YoungPlacesFactory(seat=seat, **period)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=body, young_people=True))
    boards.SeatFactory(body=body, same_as=boards.SeatFactory(body=body))
    renewed = boards.CoOptionFactory(body=body, ends_on=DAY - 2 * ONE)
    boards.CoOptionFactory(body=body, person=renewed.person, starts_on=DAY - ONE, ends_on=DAY + ONE)
    item = boards.AgendaItemFactory(meeting__body=body)
    for of_co_option in (
        *({}, {"ends_on": DAY - ONE}, {"ends_on": DAY}, {"starts_on": DAY + ONE}),
        *({"ends_on": DAY - ONE, "is_settled": True}, {"item": item, "ends_on": DAY - ONE}),
    ):
        boards.CoOptionFactory(body=body, **of_co_option)
    boards.CoOptionFactory(
        body=boards.BodyFactory(council=body.council), person=renewed.person, starts_on=DAY
    )
    for day in (DAY - ONE, DAY, DAY + ONE):
        told = alerts(body, day, places(body, day), None)
        vacant = {alert.key for alert in told if alert.kind is Kind.VACANT}
        lapsed = {alert.key for alert in told if alert.kind is Kind.CO_OPTION_LAPSED}
        assert vacant
        assert set(vacant_seats(day).values_list("pk", flat=True)) == vacant
        assert set(lapsed_co_options(day).values_list("pk", flat=True)) == lapsed
        asked = Council.objects.values(**to_see_to(day)).get(pk=body.council_id)
        assert (asked["seats_vacant"], asked["co_options_lapsed"]) == (len(vacant), len(lapsed))
        assert asked["seats_of"] == body.key
