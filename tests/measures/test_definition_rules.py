"""What a version changes, what a measure's life allows, and what to see to: rules by example."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.definitions import life, minding, rules
from measures.definitions.life import State
from measures.definitions.minding import Facts, warnings

TODAY = date(2026, 12, 2)
BEFORE = {
    "numerator_words": "children seen by a dentist",
    "denominator_words": "children in care for a year",
    "from_age": 2,
    "owner_role": "Head of care",
    "polarity": "high",
}


def after(**changes: object) -> dict[str, object]:
    """What held, with something else in it."""
    return {**BEFORE, **changes}


# Breaks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "wording_only", "breaks"),
    [
        ({"owner_role": "Head of health"}, False, False),
        ({"next_review_on": TODAY}, False, False),
        ({"polarity": "none", "decimal_places": 1, "source": "The dentists"}, False, False),
        ({"numerator_words": "children who saw a dentist"}, True, False),
        ({"numerator_words": "children who saw a dentist twice"}, False, True),
        ({"not_counted": "babies"}, False, True),
        ({"cohort": "children in care for two years"}, False, True),
        ({"from_age": 3}, False, True),
        ({"from_age": 3}, True, True),
        ({"denominator_measure_id": 7}, True, True),
        ({}, False, False),
    ],
)
def test_the_series_breaks_where_what_is_counted_changes(changes, wording_only, breaks) -> None:
    found = rules.effect(BEFORE, after(**changes), wording_only=wording_only)
    assert found.breaks is breaks
    assert found.reason.endswith(".")


def test_the_reason_names_what_changes() -> None:
    changes = {"cohort": "all", "from_age": 3, "numerator_words": "seen"}
    found = rules.effect(BEFORE, after(**changes), wording_only=False)
    assert "what is counted, whom it is about and from which age" in found.reason


def test_other_words_cannot_hide_another_counting() -> None:
    assert rules.why_not_wording_only(BEFORE, after(numerator_words="seen")) == ""
    refused = rules.why_not_wording_only(BEFORE, after(numerator_words="seen", to_age=17))
    assert (
        refused == "It also changes to which age, and with it what is counted: take the tick away."
    )


def test_a_version_that_says_the_same_is_none() -> None:
    assert rules.why_nothing_new(BEFORE, dict(BEFORE)) == rules.NOTHING_NEW
    assert rules.why_nothing_new(BEFORE, after(source="The dentists")) == ""


def test_a_version_comes_after_the_last_one() -> None:
    assert rules.why_not_from(TODAY, None) == ""
    assert rules.why_not_from(TODAY, TODAY - timedelta(days=1)) == ""
    said = "The version in use holds from 2 December 2026. Choose a day after it."
    assert rules.why_not_from(TODAY, TODAY) == said
    assert rules.why_not_from(TODAY - timedelta(days=1), TODAY) == said


@dataclass(frozen=True)
class Version:
    """A version by its first day."""

    in_force_from: date | None


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.sets(DAYS, max_size=6), DAYS)
def test_the_version_in_force_is_the_last_to_have_begun(days, day) -> None:
    versions = [Version(each) for each in days]
    begun = [each for each in days if each <= day]
    found = rules.in_force(versions, day)
    assert found == (Version(max(begun)) if begun else None)


FIGURES = [date(2024, 3, 31), date(2025, 3, 31), date(2026, 3, 31)]


@pytest.mark.parametrize(
    ("day", "first", "breaks"),
    [
        (date(2020, 1, 1), FIGURES[0], None),
        (date(2024, 3, 31), FIGURES[0], None),
        (date(2024, 4, 1), FIGURES[1], FIGURES[1]),
        (date(2025, 3, 31), FIGURES[1], FIGURES[1]),
        (date(2026, 4, 1), None, None),
    ],
)
def test_the_line_breaks_before_the_first_figure_of_a_version(day, first, breaks) -> None:
    """Where a figure comes before it: nothing breaks with nothing."""
    assert rules.firsts(FIGURES, [day]) == frozenset(filter(None, [first]))
    assert rules.firsts_after_others(FIGURES, [day]) == frozenset(filter(None, [breaks]))
    assert rules.firsts_after_others([], [day]) == frozenset()


# Lives --------------------------------------------------------------------------------------------

ALLOWED = {
    (State.DRAFT, State.IN_USE),
    (State.DRAFT, State.RETIRED),
    (State.IN_USE, State.RETIRED),
    (State.RETIRED, State.IN_USE),
}


@pytest.mark.parametrize(("now", "to"), list(product(State, State)))
def test_every_move_of_a_life(now, to) -> None:
    refused = life.why_not_move(now, to)
    assert (refused == "") is ((now, to) in ALLOWED)
    if now is to:
        assert refused == f"This is {life.WORDS[now]} already."


@pytest.mark.parametrize(("now", "to"), sorted(ALLOWED))
def test_only_the_first_use_needs_no_reason(now, to) -> None:
    first = (now, to) == (State.DRAFT, State.IN_USE)
    assert (life.why_no_reason(now, to, " ") == "") is first
    assert life.why_no_reason(now, to, "Nobody asks.") == ""


def test_a_move_is_of_a_day_that_has_come_and_after_the_last() -> None:
    day = timedelta(days=1)
    assert life.why_not_on(TODAY, today=TODAY, last=TODAY) == ""
    assert life.why_not_on(TODAY + day, today=TODAY, last=None) == "This day is still to come."
    assert "2 December 2026" in life.why_not_on(TODAY - day, today=TODAY, last=TODAY)


def test_a_retired_one_owes_nothing_and_says_why() -> None:
    assert [life.owes_figures(state) for state in State] == [False, True, False]
    assert life.told(State.IN_USE, TODAY, "Why.") == ""
    said = life.told(State.RETIRED, TODAY, "Another one tells the same.")
    assert said.startswith("Retired on 2 December 2026: Another one tells the same.")


# What to see to -----------------------------------------------------------------------------------

ALL_WELL = Facts(
    next_review_on=TODAY + timedelta(days=31),
    author=1,
    checker=2,
    owner_role="Head of care",
    has_target=True,
    whole_words="of all children",
)


def but(**changes: object) -> tuple[str, ...]:
    """What is said where one thing is not as it should be."""
    return warnings(
        Facts(**{**{n: getattr(ALL_WELL, n) for n in Facts.__slots__}, **changes}), TODAY
    )


def test_where_all_is_well_nothing_is_said() -> None:
    assert warnings(ALL_WELL, TODAY) == ()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "It was to be looked at again by 1 December 2026. That day has passed."),
        (0, "It is to be looked at again by 2 December 2026."),
        (30, "It is to be looked at again by 1 January 2027."),
        (31, ""),
    ],
)
def test_a_review_warns_from_thirty_days_before(days, said) -> None:
    assert but(next_review_on=TODAY + timedelta(days=days)) == ((said,) if said else ())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"next_review_on": None}, minding.NO_REVIEW),
        ({"checker": 1}, minding.ONE_PERSON),
        ({"checker": None}, minding.NO_CHECKER),
        ({"owner_role": ""}, minding.NO_OWNER),
        ({"has_target": False}, minding.NO_TARGET),
        ({"whole_words": ""}, minding.NO_WHOLE),
        ({"without_counts": 1}, "1 figure has no counts behind the percentage."),
        ({"without_counts": 3}, "3 figures have no counts behind the percentage."),
    ],
)
def test_each_thing_to_see_to_has_its_sentence(changes, said) -> None:
    assert but(**changes) == (said,)


def test_a_count_has_no_whole_and_what_has_no_better_way_no_target() -> None:
    assert but(takes_whole=False, whole_words="", takes_target=False, has_target=False) == ()


def test_nobody_at_all_is_one_thing_to_see_to() -> None:
    assert but(author=None, checker=None) == (minding.NO_CHECKER,)
