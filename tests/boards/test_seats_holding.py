"""Who may take a place and when: against days counted one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.seats.holding import (
    TOO_EARLY,
    YOUNG,
    Held,
    free_place,
    period,
    why_ends_too_early,
    why_no_names,
    why_not_follow,
    why_taken,
    why_twice,
)

JAN, MARCH, JULY = date(2026, 1, 5), date(2026, 3, 31), date(2026, 7, 1)
ANN = Held("ann", "Ann Ash", 1, JAN, MARCH)
FIRST = date(2026, 1, 1)
LENGTH = 60

DAYS = st.integers(0, LENGTH).map(lambda number: FIRST + timedelta(days=number))
SPANS = st.tuples(DAYS, st.none() | st.integers(0, LENGTH)).map(
    lambda span: (span[0], None if span[1] is None else span[0] + timedelta(days=span[1]))
)
HELD = st.builds(
    lambda person, place, span: Held(person, f"Person {person}", place, *span),
    st.integers(1, 4),
    st.integers(1, 3),
    SPANS,
)


def days(starts_on: date, ends_on: date | None) -> set[date]:
    """Every day of a time, as far as these tests look."""
    last = ends_on or FIRST + timedelta(days=4 * LENGTH)
    return {starts_on + timedelta(days=number) for number in range((last - starts_on).days + 1)}


@given(HELD, SPANS)
def test_times_meet_when_they_share_a_day(held, span) -> None:
    assert held.meets(*span) == bool(days(held.starts_on, held.ends_on) & days(*span))


@given(st.lists(HELD, max_size=6), SPANS)
def test_the_free_place_is_the_lowest_that_nobody_holds(held, span) -> None:
    place = free_place(held, *span)
    taken = {each.place for each in held if days(each.starts_on, each.ends_on) & days(*span)}
    assert place not in taken
    assert set(range(1, place)) <= taken


@given(st.lists(HELD, max_size=6), st.integers(1, 3), SPANS)
def test_a_place_is_taken_exactly_when_somebody_has_it_then(held, place, span) -> None:
    said = why_taken(held, place, *span, substitute=False)
    there = [each for each in held if each.place == place and each.meets(*span)]
    assert bool(said) == bool(there)
    assert not said or any(each.name in said for each in there)


@given(st.lists(HELD, max_size=6), st.integers(1, 4), SPANS)
def test_nobody_holds_two_places_of_one_seat(held, person, span) -> None:
    said = why_twice(held, person, *span)
    assert bool(said) == any(each.person == person and each.meets(*span) for each in held)


def test_who_is_in_the_way_is_said_with_their_days() -> None:
    assert why_taken([ANN], 1, MARCH, None, substitute=False) == (
        "Ann Ash holds this place from 5 January 2026 to 31 March 2026."
    )
    assert why_taken([ANN], 1, MARCH, None, substitute=True) == (
        "Ann Ash is the substitute from 5 January 2026 to 31 March 2026."
    )
    assert why_twice([ANN], "ann", JAN, JAN) == (
        "Ann Ash holds a place of this seat already, from 5 January 2026 to 31 March 2026."
    )
    assert why_taken([ANN], 1, MARCH + timedelta(days=1), None, substitute=False) == ""


@pytest.mark.parametrize(
    ("day", "refused"), [(JAN - timedelta(days=1), True), (JAN, True), (MARCH, False)]
)
def test_whoever_follows_begins_later(day, refused) -> None:
    assert bool(why_not_follow(ANN, day)) == refused


def test_young_people_and_a_seat_listed_twice_take_no_names() -> None:
    assert why_no_names(young_people=False) == ""
    assert why_no_names(young_people=True) == YOUNG
    assert why_no_names(young_people=True, same_as="Nurse") == (
        "This seat is listed twice. Its people are kept at “Nurse”."
    )


def test_a_last_day_before_the_first() -> None:
    assert why_ends_too_early(JULY, MARCH) == TOO_EARLY
    assert why_ends_too_early(JULY, JULY) == why_ends_too_early(JULY, None) == ""


def test_a_time_in_words() -> None:
    assert period(JAN, None) == "from 5 January 2026"
    assert period(JAN, MARCH) == "from 5 January 2026 to 31 March 2026"
