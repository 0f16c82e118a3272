"""The draft minutes: every part of them from the register and what came of the items."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.agenda import LastTime, Response, Shown, stuck_issue
from boards.drafting import (
    OUTCOME_WORDS,
    Arising,
    Came,
    Decision,
    Declaration,
    Entry,
    Issue,
    ItemRecord,
    NewAction,
    Outcome,
    Part,
    Passed,
    Stay,
    arising_words,
    drafted,
)
from boards.quorum import Basis, Capacity, Presence, QuorumRule, quorum

FORUM = "We Do Care!"
ANN = Entry("Ann Archer", "Service Director")
BO = Entry("Bo Baker", "Designated Nurse", Came.ONLINE)
CY = Entry("Cy Clark", "Housing representative", Came.APOLOGIES)
DI = Entry("Di Dent", "Housing representative", capacity=Capacity.SUBSTITUTE, instead_of=CY.name)
KIM = Entry("Kim", "Young people’s representative", young=True)
LEE = Entry("Lee", "Young people’s representative", Came.ONLINE, young=True)


def parts(*register: Entry, items=(), declarations=()) -> dict[str, tuple[str, ...]]:
    """The paragraphs by heading."""
    found = drafted(register, items, declarations, body="Panel", forum=FORUM)
    return {part.heading: part.paragraphs for part in found}


def item(**fields) -> tuple[str, ...]:
    """The paragraphs of one item."""
    return parts(items=[ItemRecord(4, "Health outcomes", **fields)])["Health outcomes"]


def test_who_was_there_by_name_and_seat() -> None:
    found = parts(ANN, BO, CY, DI)
    assert found["Present"] == (
        "Ann Archer, Service Director",
        "Di Dent, Housing representative",
    )
    assert found["Joined online"] == ("Bo Baker, Designated Nurse",)
    assert found["Apologies"] == ("Cy Clark, Housing representative",)
    assert found["Substitutes"] == ("Di Dent for Cy Clark",)


def test_young_people_are_counted_and_never_named() -> None:
    found = parts(ANN, KIM, LEE)
    assert found["Present"][-1] == "2 young people represented We Do Care! at the meeting."
    assert (
        parts(ANN, KIM)["Present"][-1] == "1 young person represented We Do Care! at the meeting."
    )


def test_a_forum_that_was_not_there_is_said_not_to_have_been() -> None:
    away = Entry("Kim", came=Came.APOLOGIES, young=True)
    found = parts(ANN, away)
    assert found["Present"][-1] == "Nobody represented We Do Care! at the meeting."
    assert found["Apologies"] == ("There were no apologies.",)


def test_a_body_without_young_peoples_seats_says_nothing_of_a_forum() -> None:
    assert parts(ANN)["Present"] == ("Ann Archer, Service Director",)


def test_those_invited_and_co_opted_are_told_apart() -> None:
    invited = Entry("Ed East", "Ofsted", Came.ONLINE, Capacity.ATTENDER)
    coopted = Entry("Flo Frost", "Foster carer", capacity=Capacity.COOPTED)
    absent = Entry("Gus Gray", "Adult Services", Came.ABSENT)
    found = parts(ANN, invited, coopted, absent)
    assert found["In attendance"] == ("Ed East, Ofsted (online)",)
    assert found["Present"][1] == "Flo Frost, Foster carer (co-opted)"
    assert "Joined online" not in found
    assert not any("Gus Gray" in paragraph for said in found.values() for paragraph in said)


def test_a_substitute_whose_member_is_not_named_stands_for_the_seat() -> None:
    stand_in = Entry("Di Dent", "Housing representative", capacity=Capacity.SUBSTITUTE)
    assert parts(stand_in)["Substitutes"] == ("Di Dent for Housing representative",)


def test_an_adult_who_stands_in_for_a_young_person_stands_for_the_forum() -> None:
    worker = Entry("Wes West", capacity=Capacity.SUBSTITUTE, instead_of="Kim")
    away = Entry("Kim", came=Came.APOLOGIES, young=True)
    assert parts(worker, away)["Substitutes"] == ("Wes West for We Do Care!",)


@pytest.mark.parametrize(
    ("stays", "words"),
    [
        ([Stay(time(14, 10), None)], "Ann Archer arrived at 2:10pm."),
        ([Stay(None, time(15, 5))], "Ann Archer left at 3:05pm."),
        ([Stay(time(11, 50), time(12))], "Ann Archer arrived at 11:50am and left at noon."),
        (
            [Stay(None, time(14, 20)), Stay(time(14, 40), time(15))],
            "Ann Archer left at 2:20pm, came back at 2:40pm and left at 3pm.",
        ),
    ],
)
def test_comings_and_goings_have_their_times(stays, words) -> None:
    entry = Entry("Ann Archer", "Service Director", stays=tuple(stays))
    assert parts(entry)["Arrivals and departures"] == (words,)


def test_who_stayed_throughout_and_young_people_have_no_comings_and_goings() -> None:
    stayed = Entry("Ann Archer", stays=(Stay(),))
    young = Entry("Kim", young=True, stays=(Stay(time(14, 10), time(14, 30)),))
    assert "Arrivals and departures" not in parts(stayed, young)


def test_interests_are_declared_or_said_not_to_be() -> None:
    assert parts(ANN)["Declarations of interest"] == ("No interests were declared.",)
    declared = [
        Declaration("Ann Archer", "governor of the school", 4, went_out=True),
        Declaration("Kim", "lives there."),
    ]
    assert parts(ANN, KIM, declarations=declared)["Declarations of interest"] == (
        (
            "Ann Archer declared an interest in item 4: governor of the school. They went out while "
            "it was taken."
        ),
        "A representative of We Do Care! declared an interest: lives there.",
    )


def test_an_item_has_its_text_outcome_decisions_and_actions_in_order() -> None:
    found = item(
        text="The nurse reported.\r\n\r\nMembers asked about dentists.\n",
        outcome=Outcome.AGREED,
        decisions=(Decision("2026/14", "To write to the dentists"),),
        actions=(NewAction("Write to the dentists.", "Bo Baker", date(2026, 7, 1)),),
    )
    assert found == (
        "The nurse reported.",
        "Members asked about dentists.",
        "Agreed.",
        "Decision 2026/14: To write to the dentists.",
        "Action for Bo Baker, by Wednesday 1 July 2026: Write to the dentists.",
    )


def test_an_action_of_a_young_person_is_their_forums() -> None:
    record = ItemRecord(1, "Glossary", actions=(NewAction("Read it", "Kim", date(2026, 7, 1)),))
    found = parts(KIM, items=[record])["Glossary"]
    assert found == ("Action for We Do Care!, by Wednesday 1 July 2026: Read it.",)


def test_what_is_agreed_while_inquorate_is_the_view_of_those_present() -> None:
    short = quorum(QuorumRule(Basis.HEADS, 3), (), [Presence("Ann"), Presence("Bo")])
    found = item(quorum=short, outcome=Outcome.AGREED, decisions=(Decision("2026/15", "To write"),))
    assert found == (
        (
            "The Panel was not quorate. This is recorded as the view of those present, to be "
            "ratified at a meeting that is quorate."
        ),
        "Those present were in favour.",
        "View of those present 2026/15: To write.",
    )


def test_what_is_passed_on_says_to_whom_and_why() -> None:
    passed = (Passed("the Health sub-group", "Damp homes make children ill"),)
    words = "Passed up to the Health sub-group: Damp homes make children ill."
    assert item(outcome=Outcome.REFERRED, passed=passed) == (words,)
    assert item(outcome=Outcome.NOTED, passed=passed) == ("Noted.", words)
    assert item(outcome=Outcome.REFERRED) == ("Passed up to another body.",)


@pytest.mark.parametrize("outcome", [Outcome.NOTED, Outcome.DEFERRED])
def test_what_is_not_agreed_is_not_to_be_ratified(outcome) -> None:
    short = quorum(QuorumRule(Basis.HEADS, 3), (), [Presence("Ann"), Presence("Bo")])
    assert item(quorum=short, outcome=outcome) == ("The Panel was not quorate.", outcome.words)


def test_a_quorate_item_says_nothing_of_quorum() -> None:
    enough = quorum(QuorumRule(Basis.HEADS, 1), (), [Presence("Ann")])
    assert item(quorum=enough, outcome=Outcome.NOTED) == ("Noted.",)


@pytest.mark.parametrize(
    ("given_time", "words"),
    [
        (
            LastTime(15, 9, cut_short=True),
            (
                "We Do Care! had 9 minutes; 15 were planned. The young people of We Do Care! say that "
                "their time was cut short. 6 minutes are owed next time."
            ),
        ),
        (
            LastTime(15, 14, cut_short=True),
            (
                "We Do Care! had 14 minutes; 15 were planned. The young people of We Do Care! say that "
                "their time was cut short. 1 minute is owed next time."
            ),
        ),
        (
            LastTime(15, 15, cut_short=True),
            (
                "We Do Care! had 15 minutes; 15 were planned. The young people of We Do Care! say that "
                "their time was cut short."
            ),
        ),
        (
            LastTime(15, 9, cut_short=False),
            (
                "We Do Care! had 9 minutes; 15 were planned. The young people of We Do Care! do not "
                "say that their time was cut short."
            ),
        ),
        (
            LastTime(15, None, cut_short=False),
            "How many minutes We Do Care! had was not recorded.",
        ),
    ],
)
def test_the_forums_own_time_is_accounted_for(given_time, words) -> None:
    assert item(forum_time=given_time) == (words,)


RED_TWICE = stuck_issue(
    "Children placed out of the area",
    [
        Shown(date(2026, 6, 10), colour="red", response=Response.NOTED),
        Shown(date(2026, 8, 12), colour="red", response=Response.NOTED),
    ],
)
NEW = stuck_issue("Children placed out of the area", [Shown(date(2026, 6, 10), colour="red")])


@pytest.mark.parametrize(
    ("stuck", "response", "said", "words"),
    [
        (RED_TWICE, Response.NOTED, "", "noted for the third time; no reason given."),
        (NEW, Response.NOTED, "", "noted."),
        (RED_TWICE, Response.ACT, "see action", "the meeting acted. see action."),
        (
            RED_TWICE,
            Response.ESCALATE,
            "To Cabinet",
            "the meeting passed it up. To Cabinet.",
        ),
        (
            RED_TWICE,
            Response.EXPLAIN,
            "No homes are free.",
            "the meeting explained why nothing is done. No homes are free.",
        ),
        (RED_TWICE, Response.ACT, "", "the meeting acted."),
    ],
)
def test_an_issue_says_what_was_done_about_it(stuck, response, said, words) -> None:
    issue = Issue("Children placed out of the area", stuck, response, said)
    assert item(issues=(issue,)) == (f"Children placed out of the area: {words}",)


def test_an_item_of_which_nothing_is_recorded_is_still_a_part() -> None:
    (part,) = [
        each
        for each in drafted([ANN], [ItemRecord(1, "Visits")], body="Panel", forum=FORUM)
        if each.item is not None
    ]
    assert part == Part("Visits", (), 1)


def test_every_outcome_has_its_words() -> None:
    assert set(OUTCOME_WORDS) == set(Outcome)
    assert [item(outcome=each) for each in Outcome] == [(each.words,) for each in Outcome]


ENTRIES = st.builds(
    Entry,
    name=st.uuids().map(str),
    seat=st.sampled_from(["", "Housing representative"]),
    came=st.sampled_from(Came),
    capacity=st.sampled_from(Capacity),
    young=st.booleans(),
    stays=st.sampled_from([(), (Stay(time(14, 5), time(15)),)]),
)


@given(st.lists(ENTRIES, max_size=8), st.data())
def test_no_young_person_is_ever_named_in_what_is_put_together(register, data) -> None:
    names = st.sampled_from([entry.name for entry in register] or ["Nobody"])
    declared = [Declaration(data.draw(names), "a school")]
    action = NewAction("Write", data.draw(names), date(2026, 7, 1))
    stand_in = Entry("Wes West", capacity=Capacity.SUBSTITUTE, instead_of=data.draw(names))
    found = drafted(
        [*register, stand_in],
        [ItemRecord(1, "Visits", actions=(action,))],
        declared,
        body="Panel",
        forum=FORUM,
    )
    text = " ".join(paragraph for part in found for paragraph in part.paragraphs)
    assert not [entry for entry in register if entry.young and entry.name in text]


@given(st.lists(ENTRIES, max_size=8))
def test_every_adult_who_came_is_printed_once_as_there(register) -> None:
    found = parts(*register)
    there = [
        paragraph
        for heading in ("Present", "Joined online", "In attendance")
        for paragraph in found.get(heading, ())
    ]
    for entry in register:
        times = sum(paragraph.startswith(entry.name) for paragraph in there)
        assert times == (entry.was_there and not entry.young)


@pytest.mark.parametrize(
    ("arising", "words"),
    [
        (
            Arising(3, "Write to the school", "The letter went out."),
            "Action 3: Write to the school. Done: The letter went out.",
        ),
        (
            Arising(4, "Ring round.", "They ask for time", date(2026, 6, 12), date(2026, 8, 14)),
            (
                "Action 4: Ring round. Carried forward from Friday 12 June 2026 to Friday 14 August "
                "2026: They ask for time."
            ),
        ),
        (Arising(5), "Action 5 is done."),
        (
            Arising(6, was_due_on=date(2026, 6, 12), now_due_on=date(2026, 8, 14)),
            "Action 6 is carried forward from Friday 12 June 2026 to Friday 14 August 2026.",
        ),
    ],
)
def test_matters_arising_give_the_reason(arising, words) -> None:
    assert arising_words(arising) == words
