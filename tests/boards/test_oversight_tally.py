"""A year of attendance put together from plain values: who was there for whom, and how it stands."""

from datetime import date
from fractions import Fraction

import pytest

from boards.attendance import Figure, Holding
from boards.oversight.tally import (
    NO_DISCIPLINE,
    Seat,
    Sitting,
    There,
    Thresholds,
    Year,
    judged,
    of_year,
    represented,
)

ASKED = Thresholds(Fraction(3, 4), Fraction(1))
START = date(2026, 5, 20)
NAMES = {"ann": "Ann", "bo": "Bo", "cy": "Cy"}
HOUSING = Seat("housing", "Housing", "housing", holdings=(Holding("ann", START),))


def sitting(number: int, *there: There, **more: object) -> Sitting:
    """A meeting in the month of that number, counted from June."""
    return Sitting(number, date(2026, 5 + number, 10), there=there, **more)


def year(*sittings: Sitting, seats: tuple[Seat, ...] = (HOUSING,), **more: object) -> Year:
    """The year of a body with these seats."""
    return of_year(sittings, seats, NAMES, more.get("asked", ASKED), forum="We Do Care!")


ANN, BO = There("ann", "housing"), There("bo", "other")
FOR_ANN = There("cy", "housing", stands_in=True, instead_of="ann")


@pytest.mark.parametrize(
    ("came", "label", "tone"),
    [(6, "Reaches 75%", "good"), (5, "Reaches 75%", "good"), (4, "Below 75%", "bad")],
)
def test_five_of_six_passes_and_four_of_six_fails(came: int, label: str, tone: str) -> None:
    """The specification's example, over a year that is complete."""
    held = [sitting(n, ANN) if n <= came else sitting(n, BO) for n in range(1, 7)]
    (ann,) = year(*held).people
    assert ann.figure == Figure(came, 6)
    assert (ann.standing.label, ann.standing.tone) == (label, tone)


def test_a_substitute_fills_the_seat_and_not_the_person() -> None:
    made = year(sitting(1, ANN), sitting(2, FOR_ANN), sitting(3, BO))
    assert made.people[0].figure == Figure(1, 3)
    assert made.seats[0].attendance.figure == Figure(2, 3)


def test_a_substitute_at_a_vacant_place_fills_it_for_nobody() -> None:
    """Somebody else holds the seat's other place, and did not come."""
    for_nobody = There("cy", "housing", stands_in=True)
    assert represented(sitting(1, for_nobody), HOUSING) == set()
    assert year(sitting(1, for_nobody)).seats[0].attendance.figure == Figure(0, 1)


def test_a_substitute_for_one_seat_fills_no_other() -> None:
    """Ann sits in two seats; somebody came for her in one of them."""
    health = Seat("health", "Health", "health", holdings=HOUSING.holdings)
    made = year(sitting(1, FOR_ANN), seats=(HOUSING, health))
    assert [line.attendance.figure for line in made.seats] == [Figure(1, 1), Figure(0, 1)]


def test_who_comes_in_one_seat_has_come_in_both() -> None:
    health = Seat("health", "Health", "health", holdings=HOUSING.holdings)
    made = year(sitting(1, ANN), seats=(HOUSING, health))
    assert [line.attendance.figure for line in made.seats] == [Figure(1, 1), Figure(1, 1)]
    assert [line.figure for line in made.people] == [Figure(1, 1), Figure(1, 1)]


def test_a_holder_who_left_is_not_represented_by_the_new_one() -> None:
    """A vacancy between them is told apart."""
    seat = Seat(
        "housing",
        "Housing",
        holdings=(Holding("ann", START, date(2026, 6, 30)), Holding("bo", date(2026, 8, 1))),
    )
    made = year(sitting(1, ANN), sitting(2, FOR_ANN), sitting(3, BO), seats=(seat,))
    assert made.seats[0].attendance.words == "2 of 2 (100%); vacant at 1 meeting"
    assert [(line.name, line.figure) for line in made.people] == [
        ("Ann", Figure(1, 1)),
        ("Bo", Figure(1, 1)),
    ]


def test_who_comes_back_has_one_line() -> None:
    seat = Seat(
        "housing",
        "Housing",
        holdings=(Holding("ann", START, date(2026, 6, 30)), Holding("ann", date(2026, 8, 1))),
    )
    made = year(sitting(1, ANN), sitting(2, BO), sitting(3, ANN), seats=(seat,))
    assert [line.figure for line in made.people] == [Figure(2, 2)]


def test_who_was_not_yet_there_at_any_meeting_has_no_line() -> None:
    later = Seat("housing", "Housing", holdings=(Holding("ann", date(2027, 1, 1)),))
    assert year(sitting(1, BO), seats=(later,)).people == ()


def test_only_what_was_held_counts_and_a_missing_register_makes_nobody_absent() -> None:
    made = year(
        sitting(1, ANN),
        sitting(2),
        sitting(3, ANN, cancelled=True),
        sitting(4, over=False),
        sitting(5, ANN, kind="workshop", kinds=frozenset({"formal"})),
    )
    assert made.held == (date(2026, 6, 10),)
    assert made.lacking == (date(2026, 7, 10),)
    assert made.to_come == (date(2026, 9, 10),)
    assert made.people[0].figure == Figure(1, 1)


def test_each_meeting_is_counted_by_the_kinds_of_its_own_day() -> None:
    formal = frozenset({"formal"})
    made = year(
        sitting(1, ANN, kind="informal"),
        sitting(2, ANN, kind="informal", kinds=formal),
        sitting(3, ANN, kinds=formal),
    )
    assert made.held == (date(2026, 6, 10), date(2026, 8, 10))


def test_while_meetings_remain_the_forecast_stands_beside_the_figure() -> None:
    ahead = [sitting(n, over=False) for n in (4, 5, 6)]
    (must,) = year(sitting(1, ANN), sitting(2, ANN), sitting(3, BO), *ahead).people
    assert (must.standing.label, must.standing.tone) == ("Below 75% so far", "watch")
    assert must.standing.words == "Must attend 3 of the last 3."
    (lost,) = year(sitting(1, ANN), sitting(2, BO), sitting(3, BO), *ahead).people
    assert (lost.standing.label, lost.standing.tone) == ("Out of reach", "bad")
    assert lost.standing.words == "75% is no longer reachable: at best 66.7%."


@pytest.mark.parametrize(
    ("figure", "asked", "remaining", "label", "tone"),
    [
        (Figure(3, 3), Fraction(3, 4), 3, "Reaches 75%", "good"),
        (Figure(0, 0), Fraction(3, 4), 6, "No meetings yet", "none"),
        (Figure(0, 0), Fraction(3, 4), 0, "No meetings yet", "none"),
        (Figure(1, 6), None, 0, "Not judged", "none"),
        (Figure(5, 6), Fraction(1), 2, "Out of reach", "bad"),
    ],
)
def test_how_a_figure_stands(figure, asked, remaining, label, tone) -> None:
    found = judged(figure, asked, remaining)
    assert (found.label, found.tone) == (label, tone)
    assert found.words


def test_disciplines_are_added_up_over_their_seats() -> None:
    other = Seat("flats", "Housing association", "housing", holdings=(Holding("bo", START),))
    none = Seat("chair", "Chair", holdings=(Holding("cy", START),))
    made = year(sitting(1, ANN, BO), sitting(2, ANN), seats=(HOUSING, other, none))
    assert [(line.name, line.figure) for line in made.disciplines] == [
        ("housing", Figure(3, 4)),
        (NO_DISCIPLINE, Figure(0, 2)),
    ]
    assert made.whole == Figure(3, 6)


def test_young_people_are_one_sentence() -> None:
    """Two seats of theirs, and neither a line nor a name."""
    young = tuple(Seat(key, key, young_people=True) for key in ("y1", "y2"))
    made = year(
        sitting(1, There(None, "y1")),
        sitting(2, There(None, "y2"), There(None, "y1")),
        sitting(3, ANN),
        seats=(HOUSING, *young),
    )
    assert made.forum == "Young people represented We Do Care! at 2 of 3 meetings."
    assert [line.title for line in made.seats] == ["Housing"]


def test_a_young_chair_is_counted_and_only_at_meetings_that_were_held() -> None:
    there = There("ann", "housing")
    held = (sitting(1, there, young_chair=True), sitting(2, there), sitting(3, young_chair=True))
    assert year(*held).forum == "A young person chaired 1 of 2 meetings."


def test_without_seats_of_theirs_nothing_is_said_of_the_forum() -> None:
    assert year(sitting(1, ANN)).forum == ""
