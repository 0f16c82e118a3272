"""The interval of a proportion: Wilson's, rounded half up, said in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.intervals import FEW, Interval, unsettled, wilson
from measures.rating import Colour, Rating

#: Part, whole, decimals, and both ends. The last three are worked in Newcombe (1998), table I:
#: 81 of 263 is 0.2553 to 0.3662, 15 of 148 is 0.0624 to 0.1605, 0 of 20 is 0 to 0.1611.
WORKED = [
    (2, 3, 0, "21", "94"),
    (0, 3, 0, "0", "56"),
    (3, 3, 0, "44", "100"),
    (1, 1, 0, "21", "100"),
    (15, 30, 0, "33", "67"),
    (350, 492, 0, "67", "75"),
    (81, 263, 2, "25.53", "36.62"),
    (15, 148, 2, "6.24", "16.05"),
    (0, 20, 2, "0.00", "16.11"),
]


@pytest.mark.parametrize(("part", "whole", "places", "low", "high"), WORKED)
def test_worked_by_hand_and_in_print(part, whole, places, low, high) -> None:
    found = wilson(part, whole, places)
    assert (str(found.low), str(found.high)) == (low, high)


def test_two_of_three_is_not_67_percent() -> None:
    assert wilson(2, 3).words("children") == (
        "By chance it could be between 21% and 94%, because only 3 children are counted."
    )


def test_of_many_it_is_said_plainly() -> None:
    assert wilson(350, 492).words("children in care") == (
        "By chance it could be between 67% and 75%: 492 children in care are counted."
    )
    assert wilson(1, 1).words().endswith("because only 1 is counted.")
    assert wilson(900, 1000).words().endswith(": 1,000 are counted.")


def test_nothing_has_no_interval_and_nonsense_none() -> None:
    assert wilson(0, 0) is None
    for part, whole in ((4, 3), (-1, 3), (0, -1)):
        with pytest.raises(ValueError, match="between nought and the whole"):
            wilson(part, whole)


@pytest.mark.parametrize(
    ("interval", "target", "words"),
    [
        (wilson(2, 3), 80, "Amber: … So few do not settle whether the target is met."),
        (wilson(2, 3), 94, "Amber: … So few do not settle whether the target is met."),
        (wilson(2, 3), 95, "Amber: …"),
        (wilson(350, 492), 75, "Amber: … Even 492 do not settle whether the target is met."),
        (wilson(350, 492), 80, "Amber: …"),
        (None, 80, "Amber: …"),
        (wilson(2, 3), None, "Amber: …"),
    ],
)
def test_a_rating_says_where_chance_could_decide(interval, target, words) -> None:
    said = unsettled(Rating(Colour.AMBER, "Amber: …"), interval, target)
    assert said == Rating(Colour.AMBER, words)


def test_it_says_who_they_are() -> None:
    said = unsettled(Rating(Colour.RED, "Red: …"), wilson(2, 3), 80, "children in care").words
    assert said == "Red: … So few children in care do not settle whether the target is met."


def test_what_is_not_rated_stays_as_it_is() -> None:
    rating = Rating(None, "No target set.")
    assert unsettled(rating, wilson(2, 3), 50) is rating


@given(st.integers(1, 5000), st.data(), st.integers(0, 2))
def test_an_interval_holds_its_value_and_the_mirror_is_its_mirror(whole, data, places) -> None:
    part = data.draw(st.integers(0, whole))
    ours, theirs = wilson(part, whole, places), wilson(whole - part, whole, places)
    unit = Decimal(1).scaleb(-places)
    assert 0 <= ours.low <= ours.high <= 100
    assert ours.low - unit <= Decimal(100 * part) / whole <= ours.high + unit
    assert abs(ours.low - (100 - theirs.high)) <= unit
    assert abs(ours.high - (100 - theirs.low)) <= unit


@given(st.integers(1, 300), st.integers(2, 20), st.data())
def test_more_counted_with_the_same_share_say_more(whole, times, data) -> None:
    part = data.draw(st.integers(0, whole))
    few, many = wilson(part, whole, 6), wilson(part * times, whole * times, 6)
    assert few.low <= many.low <= many.high <= few.high


def test_few_is_less_than_thirty() -> None:
    assert Interval(Decimal(0), Decimal(1), FEW - 1).is_wide
    assert not Interval(Decimal(0), Decimal(1), FEW).is_wide
