"""What answers come to: R4 before the meeting, whom to ask, the room, and how each seat stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.invitations.answers import (
    BEGUN,
    CANCELLED,
    Answer,
    Asked,
    Said,
    balance,
    is_open,
    presences,
    quorum_seats,
    standing,
    who_may_answer,
    whom_to_ask,
    why_not_reply,
)
from boards.quorum import Basis, Capacity, Presence, QuorumRule, quorum

THREE = QuorumRule(Basis.DISCIPLINES, 3, online_counts=True)
COMING, ONLINE, APOLOGIES = Said(Answer.COMING), Said(Answer.ONLINE), Said(Answer.APOLOGIES)
NAMES = {"Ann": "Ann", "Bob": "Bob", "Cat": "Cat", "Sub": "Sub", "Joe": "Joe"}


def place(person: str | None, discipline: str = "", **other: object) -> Asked:
    """One place of a seat; its key is its holder's, or the discipline's where it is vacant."""
    key = f"place of {person or discipline}"
    return Asked(key, key, person=person, seat=key, discipline=discipline, **other)


def young(*, room: int | None = None) -> Asked:
    """A seat of young people."""
    return Asked("young", "Young people", seat="young", discipline="Voice", young=True, room=room)


def would_be(asked: list[Asked], said: dict, rule: QuorumRule = THREE):
    """The quorum of those who have said they come."""
    return quorum(rule, quorum_seats(asked, said, rule), presences(asked, said))


# R4 -----------------------------------------------------------------------------------------------


def test_nine_people_of_one_discipline_are_not_quorate():
    asked = [place(f"Person {n}", "Social care") for n in range(9)]
    answer = would_be(asked, {each.person: COMING for each in asked})
    assert (answer.quorate, answer.counted) == (False, 1)


def test_social_care_health_and_housing_are_quorate_at_three():
    asked = [place("Ann", "Social care"), place("Bob", "Health"), place("Cat", "Housing")]
    said = {"Ann": COMING, "Bob": ONLINE}
    assert would_be(asked, said).quorate is False
    assert would_be(asked, {**said, "Cat": COMING}).quorate is True


def test_a_substitute_counts_for_the_discipline_of_the_seat():
    asked = [
        *(place("Ann", "Social care"), place("Bob", "Health")),
        place("Cat", "Housing", substitute="Sub"),
    ]
    said = {"Ann": COMING, "Bob": COMING, "Cat": APOLOGIES}
    answer = would_be(asked, said)
    assert answer.quorate is False
    assert answer.could_ask == ("place of Cat",)
    said["Cat"] = Said(Answer.APOLOGIES, substitute="Sub", seat="place of Cat")
    assert would_be(asked, said).quorate is True
    assert would_be(asked, {**said, "Sub": ONLINE}).quorate is True
    assert would_be(asked, {**said, "Sub": APOLOGIES}).quorate is False


def test_one_person_counts_once():
    """The director who also comes for the nurse stands for one discipline."""
    asked = [
        *(place("Ann", "Social care"), place("Bob", "Health", substitute="Ann")),
        place("Cat", "Housing"),
    ]
    said = {
        "Ann": COMING,
        "Cat": COMING,
        "Bob": Said(Answer.APOLOGIES, substitute="Ann", seat="place of Bob"),
    }
    answer = would_be(asked, said)
    assert (answer.quorate, answer.counted) == (False, 2)
    assert balance(asked, said).adults == 2


def test_people_online_co_opted_or_attending_count_only_where_the_rule_says_so():
    asked = [
        *(place("Ann", "Social care"), place("Bob", "Health")),
        Asked("c", "Co-opted", Capacity.COOPTED, person="Cat", discipline="Housing"),
        Asked("a", "For the report", Capacity.ATTENDER, person="Joe", discipline="Police"),
    ]
    said = {"Ann": COMING, "Bob": ONLINE, "Cat": COMING, "Joe": COMING}
    counted = {
        (online, coopted, attenders): would_be(
            asked,
            said,
            replace(THREE, online_counts=online, coopted_count=coopted, attenders_count=attenders),
        ).counted
        for online in (True, False)
        for coopted in (True, False)
        for attenders in (True, False)
    }
    assert counted == {
        (online, coopted, attenders): 1 + online + coopted + attenders
        for online, coopted, attenders in counted
    }


def test_an_attenders_seat_is_no_place_of_the_body():
    """Neither filled nor missed, and its substitute is not asked, unless attenders count."""
    asked = [
        place("Ann", "Social care"),
        place("Joe", "Police", capacity=Capacity.ATTENDER, substitute="Sub"),
    ]
    assert would_be(asked, {}).missing == ("Social care",)
    counting = replace(THREE, attenders_count=True)
    assert would_be(asked, {}, counting).missing == ("Police", "Social care")


def test_young_people_count_up_to_the_places_of_their_seat():
    """By heads; all of them are in the room all the same."""
    rule = QuorumRule(Basis.HEADS, 3)
    said = {"young": Said(Answer.COMING, heads=5)}
    assert would_be([young(room=1)], said, rule).counted == 1
    assert would_be([young(room=4)], said, rule).counted == 4
    assert would_be([young()], said, rule).counted == 5
    assert balance([young(room=1)], said).young_people == 5


def test_the_fraction_is_of_filled_places():
    """A vacant place is none; young people's are as many as there are."""
    rule = QuorumRule(Basis.FRACTION, 0, fraction=THREE.fraction + 1)
    asked = [place("Ann"), place(None, "Health"), young(room=3)]
    assert would_be(asked, {}, rule).needed == 4


def test_where_no_quorum_is_stated_nobody_need_be_asked():
    asked = [place("Ann", "Health", substitute="Sub")]
    answer = would_be(asked, {}, QuorumRule())
    assert answer.quorate is None
    assert whom_to_ask(QuorumRule(), answer, asked, {}) == ()


# Whom to ask --------------------------------------------------------------------------------------


def test_first_free_substitutes_of_missing_disciplines_then_who_is_silent():
    asked = [
        place("Ann", "Social care", substitute="Joe"),
        place("Bob", "Health"),
        place("Cat", "Housing", substitute="Sub"),
    ]
    said = {"Ann": COMING, "Cat": APOLOGIES}
    answer = would_be(asked, said)
    assert [(a.person, a.is_substitute) for a in whom_to_ask(THREE, answer, asked, said)] == [
        *(("Sub", True), ("Bob", False))
    ]
    said["Sub"] = APOLOGIES
    assert [a.person for a in whom_to_ask(THREE, answer, asked, said)] == ["Bob"]
    said["Bob"] = COMING
    assert whom_to_ask(THREE, would_be(asked, said), asked, said) == ()


def test_where_heads_are_counted_anybody_helps():
    rule = QuorumRule(Basis.HEADS, 3)
    asked = [place("Ann"), place("Bob", substitute="Ann"), young(), place(None, substitute="Sub")]
    said = {"Ann": COMING}
    answer = would_be(asked, said, rule)
    assert [a.person for a in whom_to_ask(rule, answer, asked, said)] == ["Sub", "Bob", "young"]
    asked.append(place("Cat", substitute="Joe"))
    assert [a.person for a in whom_to_ask(rule, answer, asked, said)] == [
        *("Sub", "Bob", "young", "Cat", "Joe")
    ]


def test_who_is_asked_to_answer():
    """Holders, who was sent, substitutes of vacant places; not every substitute."""
    asked = [
        place("Ann", substitute="Joe"),
        place("Bob", substitute="Sub"),
        place(None, "Health", substitute="Cat"),
        young(),
    ]
    assert who_may_answer(asked, {}) == {"Ann", "Bob", "Cat"}
    sent = {"Bob": Said(Answer.APOLOGIES, substitute="Sub", seat="place of Bob")}
    assert who_may_answer(asked, sent) == {"Ann", "Bob", "Cat", "Sub"}
    assert [is_open(each, sent) for each in asked] == [True, False, False, True]


def test_who_is_sent_for_one_seat_comes_for_that_one_alone():
    """Somebody with two seats cannot come, and sends one substitute."""
    asked = [
        Asked("1", "First", person="Ann", seat=1, discipline="Health"),
        Asked("2", "Second", person="Ann", seat=2, discipline="Housing"),
    ]
    said = {"Ann": Said(Answer.APOLOGIES, substitute="Sub", seat=2)}
    assert presences(asked, said) == (
        Presence("Sub", "2", "Housing", Capacity.SUBSTITUTE, online=False),
    )


# How a place stands -------------------------------------------------------------------------------

WITH_SUB = place("Ann", "Health", substitute="Sub")
SENT = Said(Answer.APOLOGIES, substitute="Sub", seat="place of Ann")
VACANT = place(None, "Health", substitute="Sub")
HEADS = Said(Answer.COMING, heads=3)


@pytest.mark.parametrize(
    ("each", "said", "label", "alert"),
    [
        (WITH_SUB, {}, "No answer yet", ""),
        (WITH_SUB, {"Ann": COMING}, "Comes", ""),
        (WITH_SUB, {"Ann": APOLOGIES}, "Cannot come", "You could ask Sub, the substitute."),
        (WITH_SUB, {"Ann": SENT}, "Substitute comes", "Sub comes instead."),
        (
            WITH_SUB,
            {"Ann": SENT, "Sub": APOLOGIES},
            *("Cannot come", "Sub was sent, and cannot come either."),
        ),
        (
            WITH_SUB,
            {"Ann": APOLOGIES, "Sub": APOLOGIES},
            *("Cannot come", "Nor can the substitute."),
        ),
        (place("Bob"), {"Bob": APOLOGIES}, "Cannot come", "Nobody is named to stand in."),
        (VACANT, {}, "Vacant", "You could ask Sub, its substitute."),
        (VACANT, {"Sub": COMING}, "Substitute comes", "Vacant: Sub sits for it."),
        (VACANT, {"Sub": APOLOGIES}, "Vacant", ""),
        (place(None), {}, "Vacant", ""),
        (Asked("c", "Co-opted", Capacity.COOPTED, "Cat"), {"Cat": APOLOGIES}, "Cannot come", ""),
        (young(), {}, "No answer yet", ""),
        (young(), {"young": HEADS}, "3 come", ""),
        (young(), {"young": replace(HEADS, heads=1)}, "1 comes", ""),
        (young(), {"young": replace(HEADS, answer=Answer.ONLINE)}, "3 join online", ""),
        (young(), {"young": Said(Answer.APOLOGIES, heads=0)}, "Nobody comes", ""),
    ],
)
def test_how_a_place_stands(each: Asked, said: dict, label: str, alert: str):
    found = standing(each, said, NAMES, online_counts=True)
    assert (found.label, found.alert) == (label, alert)


def test_that_online_does_not_count_is_said():
    found = standing(WITH_SUB, {"Ann": ONLINE}, NAMES, online_counts=False)
    assert found.alert == "Online does not count towards the quorum."
    assert standing(WITH_SUB, {"Ann": ONLINE}, NAMES, online_counts=True).alert == ""


# When it is too late ------------------------------------------------------------------------------

BEGINS = datetime(2026, 12, 16, 17, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "began", "cancelled", "words"),
    [
        (BEGINS - MINUTE, False, False, ""),
        (BEGINS, False, False, BEGUN),
        (BEGINS - MINUTE, True, False, BEGUN),
        (BEGINS - MINUTE, False, True, CANCELLED),
        (BEGINS, True, True, CANCELLED),
    ],
)
def test_nothing_is_answered_once_the_meeting_has_begun(
    now: datetime, began: bool, cancelled: bool, words: str
):
    assert why_not_reply(begins=BEGINS, began=began, cancelled=cancelled, now=now) == words


# Against an oracle --------------------------------------------------------------------------------

PEOPLE = st.sampled_from("ABCDEFG")
ANSWERS = st.sampled_from([COMING, ONLINE, APOLOGIES, None])


@st.composite
def gatherings(draw: st.DrawFn) -> tuple[list[Asked], dict]:
    """Places with holders and substitutes among seven people, and what they said."""
    asked = [
        Asked(
            key=f"place {n}",
            title=f"Seat {n}",
            person=draw(st.none() | PEOPLE),
            seat=n,
            discipline=draw(st.sampled_from(["", "w", "x", "y", "z"])),
            substitute=draw(st.none() | PEOPLE),
        )
        for n in range(draw(st.integers(0, 8)))
    ]
    said = {}
    for person in "ABCDEFG":
        answer = draw(ANSWERS)
        if answer is APOLOGIES:
            theirs = [a for a in asked if a.person == person and a.substitute not in (None, person)]
            if theirs and draw(st.booleans()):
                answer = Said(Answer.APOLOGIES, 1, theirs[0].substitute, theirs[0].seat)
        if answer is not None:
            said[person] = answer
    return asked, said


def disciplines_by_hand(asked: list[Asked], said: dict) -> set[frozenset]:
    """Every way to give each person who is there one discipline: the sets that are covered."""
    could: dict[str, set[str]] = {}
    for each in asked:
        own, sub = said.get(each.person), None
        if each.person is None:
            sub = each.substitute if said.get(each.substitute, APOLOGIES).comes else None
        elif own is not None and not own.comes and own.seat == each.seat:
            sub = own.substitute if said.get(own.substitute, COMING).comes else None
        there = each.person if own is not None and own.comes else sub
        if there is not None and each.discipline:
            could.setdefault(there, set()).add(each.discipline)
    ways = {frozenset()}
    for choices in could.values():
        ways = {way | {choice} for way in ways for choice in choices}
    return ways


#: A machine that is busy is no reason to fail.
at_leisure = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@at_leisure
@given(gatherings())
def test_the_quorum_is_what_one_counts_by_hand(gathered: tuple[list[Asked], dict]):
    asked, said = gathered
    best = max(len(way) for way in disciplines_by_hand(asked, said))
    answer = would_be(asked, said)
    assert answer.counted == best
    assert answer.quorate is (best >= 3)


@at_leisure
@given(gatherings(), PEOPLE)
def test_one_more_who_comes_never_loses_a_quorum(gathered: tuple[list[Asked], dict], person: str):
    """Somebody who has not answered says yes."""
    asked, said = gathered
    if person not in said:
        assert would_be(asked, {**said, person: COMING}).counted >= would_be(asked, said).counted
        assert balance(asked, {**said, person: COMING}).adults >= balance(asked, said).adults


@at_leisure
@given(gatherings())
def test_whoever_is_to_be_asked_would_help_and_is_free(gathered: tuple[list[Asked], dict]):
    asked, said = gathered
    answer = would_be(asked, said)
    there = {presence.person for presence in presences(asked, said)}
    for ask in whom_to_ask(THREE, answer, asked, said):
        assert ask.place.discipline in answer.missing
        if ask.is_substitute:
            assert ask.person not in there
            assert said.get(ask.person, COMING).comes
        else:
            assert ask.person not in said
    names = {
        ask.place.title for ask in whom_to_ask(THREE, answer, asked, said) if ask.is_substitute
    }
    assert names == (set(answer.could_ask) if answer.quorate is False else set())


@at_leisure
@given(gatherings())
def test_everybody_who_comes_is_somebody_who_was_asked(gathered: tuple[list[Asked], dict]):
    asked, said = gathered
    assert {one.person for one in presences(asked, said)} <= who_may_answer(asked, said)
