"""R4: quorum by disciplines, heads, fraction and none, and as people come and go."""

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.quorum import (
    Basis,
    Capacity,
    Presence,
    QuorumRule,
    Seat,
    disciplines_present,
    inquorate_words,
    listed,
    places_needed,
    quorum,
    quorum_at,
    quorum_over_time,
)

THREE = QuorumRule(Basis.DISCIPLINES, 3)
SEATS = (
    Seat("director", "Service Director", "social care"),
    Seat("nurse", "Designated Nurse", "health", substitute="deputy nurse"),
    Seat("housing", "Housing representative", "housing", substitute="housing deputy"),
    Seat("school", "Virtual School Head", "education"),
)
HERE = [Presence("Ann", "director"), Presence("Bo", "nurse"), Presence("Cy", "housing")]
START = datetime(2026, 6, 10, 14, 0)  # noqa: DTZ001 - any clock will do


def later(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def test_three_disciplines_make_a_quorum() -> None:
    result = quorum(THREE, SEATS, HERE)
    assert result.quorate is True
    assert result.present == ("health", "housing", "social care")
    assert result.words == (
        "Quorate: 3 of the 3 disciplines needed. Here: health, housing and social care."
    )


def test_nine_people_of_one_discipline_do_not() -> None:
    nine = [Presence(n, discipline="social care") for n in range(9)]
    result = quorum(THREE, SEATS, nine)
    assert (result.quorate, result.counted) == (False, 1)
    assert result.words == (
        "Not quorate: 1 of the 3 disciplines needed. Here: social care. Not here: education, "
        "health and housing. You could ask the substitute for: Designated Nurse; "
        "Housing representative."
    )


def test_nobody_there_is_said_plainly() -> None:
    result = quorum(THREE, (), [])
    assert result.words == "Not quorate: 0 of the 3 disciplines needed."


def test_a_substitute_counts_for_the_discipline_of_the_seat() -> None:
    stand_in = Presence("Di", "housing", "social care", Capacity.SUBSTITUTE)
    assert quorum(THREE, SEATS, [*HERE[:2], stand_in]).quorate is True


def test_a_substitute_who_is_there_already_cannot_be_asked() -> None:
    there = [Presence("Ann", "director"), Presence("housing deputy", "school")]
    assert quorum(THREE, SEATS, there).could_ask == ("Designated Nurse",)


def test_one_person_counts_once() -> None:
    twice = [Presence("Ann", "director"), Presence("Ann", "nurse"), Presence("Cy", "housing")]
    assert quorum(THREE, SEATS, twice).counted == 2
    heads = QuorumRule(Basis.HEADS, 3)
    assert quorum(heads, SEATS, twice).counted == 2


def test_somebody_in_two_seats_counts_where_it_helps() -> None:
    both = [Presence("Ann", "director"), Presence("Ann", "nurse"), Presence("Bo", "nurse")]
    assert disciplines_present(both, SEATS) == ("health", "social care")
    assert disciplines_present(reversed(both), SEATS) == ("health", "social care")


@pytest.mark.parametrize(
    ("presence", "setting"),
    [
        (Presence("Di", None, "housing", Capacity.COOPTED), "coopted_count"),
        (Presence("Di", None, "housing", Capacity.ATTENDER), "attenders_count"),
        (Presence("Di", "housing", online=True), "online_counts"),
    ],
)
def test_some_count_only_if_the_rule_says_so(presence, setting) -> None:
    there = [*HERE[:2], presence]
    assert quorum(THREE, SEATS, there).quorate is False
    allowing = QuorumRule(Basis.DISCIPLINES, 3, **{setting: True})
    assert quorum(allowing, SEATS, there).quorate is True


@pytest.mark.parametrize(
    ("fraction", "filled", "needed"),
    [((1, 3), 19, 7), ((1, 4), 19, 5), ((1, 2), 18, 9), ((1, 3), 18, 6), ((1, 4), 0, 0)],
)
def test_a_fraction_of_the_filled_places_is_rounded_up(fraction, filled, needed) -> None:
    rule = QuorumRule(Basis.FRACTION, fraction=Fraction(*fraction))
    assert places_needed(rule, [Seat("all", "Members", filled=filled)]) == needed


def test_a_fraction_is_said_in_words() -> None:
    rule = QuorumRule(Basis.FRACTION, fraction=Fraction(1, 3))
    result = quorum(rule, [Seat("members", "Members", filled=7)], HERE[:2])
    assert result.words == "Not quorate: 2 of the 3 people needed (a third of 7 filled places)."


def test_heads_are_people() -> None:
    assert quorum(QuorumRule(Basis.HEADS, 3), SEATS, HERE).quorate is True
    short = quorum(QuorumRule(Basis.HEADS, 4), SEATS, HERE)
    assert short.words == "Not quorate: 3 of the 4 people needed."


def test_no_quorum_stated_is_not_judged() -> None:
    result = quorum(QuorumRule(), SEATS, HERE)
    assert (result.quorate, result.words) == (None, "No quorum stated, not judged.")
    assert inquorate_words(result, body="Panel") == ""


def test_quorum_is_a_function_of_time() -> None:
    stays = [
        HERE[0],
        Presence("Bo", "nurse", arrived_at=later(10)),
        Presence("Cy", "housing", left_at=later(60)),
    ]
    assert quorum_at(later(9), THREE, SEATS, stays).quorate is False
    assert quorum_at(later(10), THREE, SEATS, stays).quorate is True
    assert quorum_at(later(60), THREE, SEATS, stays).quorate is False
    spans = quorum_over_time(THREE, SEATS, stays)
    assert [(s.starts_at, s.ends_at, s.quorum.quorate) for s in spans] == [
        (None, later(10), False),
        (later(10), later(60), True),
        (later(60), None, False),
    ]


def test_somebody_who_comes_back_counts_again() -> None:
    away = [
        *HERE[:2],
        Presence("Cy", "housing", left_at=later(20)),
        Presence("Cy", "housing", arrived_at=later(30)),
    ]
    answers = [span.quorum.quorate for span in quorum_over_time(THREE, SEATS, away)]
    assert answers == [True, False, True]


def test_what_is_agreed_while_inquorate_is_the_view_of_those_present() -> None:
    short = quorum(THREE, SEATS, HERE[:2])
    assert inquorate_words(short, body="Panel") == (
        "The Panel was not quorate. This is recorded as the view of those present, to be "
        "ratified at a meeting that is quorate."
    )
    assert inquorate_words(quorum(THREE, SEATS, HERE), body="Panel") == ""


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_names_in_a_row(names, said) -> None:
    assert listed(names) == said


PEOPLE = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from("pqrs")).map(
        lambda pair: Presence(pair[0], discipline=pair[1])
    ),
    max_size=8,
)


@given(PEOPLE)
def test_the_disciplines_counted_are_the_most_that_can_be(there) -> None:
    offers: dict = {}
    for presence in there:
        offers.setdefault(presence.person, set()).add(presence.discipline)
    best = max(len(set(choice)) for choice in product(*offers.values()))
    assert len(disciplines_present(there, ())) == best


@given(PEOPLE, PEOPLE)
def test_nobody_arriving_ever_breaks_a_quorum(there, arriving) -> None:
    before = quorum(THREE, SEATS, there)
    after = quorum(THREE, SEATS, there + arriving)
    assert after.counted >= before.counted
    assert before.quorate <= after.quorate


@given(st.fractions(0, 1), st.integers(0, 40))
def test_the_fraction_is_reached_and_with_no_spare_place(fraction, filled) -> None:
    rule = QuorumRule(Basis.FRACTION, fraction=fraction)
    needed = places_needed(rule, [Seat("all", "Members", filled=filled)])
    assert needed >= fraction * filled > needed - 1


RULES = st.builds(
    QuorumRule,
    st.sampled_from(Basis),
    st.integers(0, 5),
    st.fractions(0, 1),
    coopted_count=st.booleans(),
    attenders_count=st.booleans(),
    online_counts=st.booleans(),
)
BODIES = st.lists(
    st.builds(
        Seat,
        st.integers(0, 5),
        st.just("A seat"),
        st.sampled_from(["", *"pqrs"]),
        st.integers(0, 4),
        st.none() | st.integers(0, 6),
    ),
    max_size=6,
    unique_by=lambda seat: seat.key,
)
MOMENTS = st.none() | st.integers(0, 90).map(later)
COMING = st.lists(
    st.builds(
        Presence,
        st.integers(0, 6),
        st.none() | st.integers(0, 5),
        st.sampled_from(["", *"pqrs"]),
        st.sampled_from(Capacity),
        st.booleans(),
        MOMENTS,
        MOMENTS,
    ),
    max_size=7,
)


@given(RULES, BODIES, COMING, COMING)
def test_nobody_arriving_ever_breaks_a_quorum_of_any_kind(rule, seats, there, arriving) -> None:
    before = quorum(rule, seats, there)
    after = quorum(rule, seats, there + arriving)
    assert after.counted >= before.counted
    assert (before.quorate is None) == (after.quorate is None) == (rule.basis is Basis.NONE)
    if before.quorate is not None:
        assert before.quorate <= after.quorate


@given(RULES, BODIES, COMING)
def test_nobody_counts_twice_and_order_does_not_matter(rule, seats, there) -> None:
    answer = quorum(rule, seats, there)
    assert answer.counted <= len({presence.person for presence in there if rule.counts(presence)})
    for again in (there[::-1], there + there):
        said = quorum(rule, seats, again)
        assert (said.quorate, said.counted) == (answer.quorate, answer.counted)


@given(RULES, BODIES, COMING, st.integers(-1, 91).map(later))
def test_at_each_moment_the_meeting_is_as_quorate_as_its_stretch_says(rule, seats, stays, moment):
    spans = quorum_over_time(rule, seats, stays)
    (span,) = [
        each
        for each in spans
        if (each.starts_at is None or each.starts_at <= moment)
        and (each.ends_at is None or moment < each.ends_at)
    ]
    assert span.quorum == quorum_at(moment, rule, seats, stays)
