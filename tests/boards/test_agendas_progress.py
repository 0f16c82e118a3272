"""What is to be done for a meeting, day by day: worked examples on one meeting's life."""

from datetime import date

import pytest

from boards.agendas.progress import Record, State, steps, what_next
from boards.deadlines import DeadlineRules, Offset, deadlines
from councils.working_days import Calendar, Unit

HELD_ON = date(2026, 6, 10)  # papers by Wed 3 June, minutes by Wed 24 June (R1, R3)
RULES = DeadlineRules(papers=Offset(5, Unit.WORKING_DAYS), minutes=Offset(14, Unit.DAYS))
DUE = deadlines(HELD_ON, RULES, Calendar(), forum="the forum")


def found(today: date, **record: object) -> tuple:
    """The steps on a day."""
    made = Record(held_on=HELD_ON, papers=DUE.papers, minutes=DUE.minutes, **record)
    return steps(made, today=today, members="panel members")


def states(today: date, **record: object) -> str:
    """How the six steps stand, by their first letters: d(one), n(ow), x (next), m(issed)."""
    letters = {State.DONE: "d", State.NOW: "n", State.NEXT: "x", State.MISSED: "m"}
    return "".join(letters[step.state] for step in found(today, **record))


LACKS = ("The agenda has no items.",)
OUT = {"invited_on": date(2026, 5, 20), "published_on": date(2026, 6, 2)}
ROUND = OUT | {"is_registered": True, "circulated_on": date(2026, 6, 20)}


@pytest.mark.parametrize(
    ("today", "record", "expected"),
    [
        (date(2026, 5, 4), {"refusals": LACKS}, "nnxxxx"),
        (date(2026, 5, 4), {}, "ndnxxx"),
        (date(2026, 6, 3), {"refusals": LACKS}, "nnxxxx"),
        (date(2026, 6, 4), {"refusals": LACKS}, "nmmxxx"),
        (date(2026, 6, 4), OUT, "dddxxx"),
        (date(2026, 6, 10), OUT, "dddnxx"),
        (date(2026, 6, 11), OUT, "dddmnx"),
        (date(2026, 6, 11), OUT | {"is_registered": True}, "ddddnx"),
        (date(2026, 6, 25), OUT | {"is_registered": True}, "ddddmx"),
        (date(2026, 6, 25), ROUND, "dddddn"),
        (date(2026, 7, 9), ROUND | {"confirmed_on": date(2026, 7, 8)}, "dddddd"),
        (date(2026, 6, 11), {"published_on": date(2026, 6, 5)}, "mddmnx"),
    ],
)
def test_how_each_step_stands(today: date, record: dict, expected: str):
    assert states(today, **record) == expected


def test_late_and_overdue_are_said():
    """In the words of the deadline itself."""
    papers = found(date(2026, 6, 11), published_on=date(2026, 6, 5))[2]
    assert papers.when.startswith("Late by 2 days: due on Wednesday 3 June 2026")
    assert found(date(2026, 6, 5))[2].when.startswith("Overdue by 2 days")


def test_what_the_agenda_lacks_is_said_at_its_step():
    agenda = found(date(2026, 5, 4), refusals=LACKS)[1]
    assert (agenda.when, agenda.text) == ("By Wednesday 3 June 2026.", LACKS[0])


def test_a_body_that_states_no_day_is_not_judged_by_one():
    made = steps(Record(held_on=HELD_ON), today=date(2026, 6, 9), members="members")
    assert (made[2].state, made[2].when) == (State.NOW, "No day is stated.")
    made = steps(Record(HELD_ON, refusals=LACKS), today=HELD_ON, members="members")
    assert made[1].when == "By Wednesday 10 June 2026."


def test_a_draft_is_mentioned_until_it_goes_round():
    assert found(date(2026, 6, 11), is_drafted=True)[4].text == "A draft is written."
    assert found(date(2026, 6, 21), **ROUND, is_drafted=True)[4].text == ""


@pytest.mark.parametrize(
    ("today", "record", "words"),
    [
        (date(2026, 5, 4), {}, "To do now: invite the panel members; publish the papers."),
        (date(2026, 6, 4), OUT, "Nothing is to be done today. Next: keep the register."),
        (date(2026, 6, 11), OUT, "To do now: keep the register; send the minutes round."),
        (date(2026, 7, 9), ROUND | {"confirmed_on": date(2026, 7, 8)}, ""),
    ],
)
def test_what_comes_next_in_a_sentence(today: date, record: dict, words: str):
    assert what_next(found(today, **record)) == words


def test_nobody_is_chased_for_the_papers_of_an_activity_day() -> None:
    """Papers that were made all the same are told of."""
    after = date(2026, 6, 30)
    assert states(after, expects_papers=False, invited_on=date(2026, 5, 20)) == "ddm"
    assert states(after, expects_papers=False, **ROUND) == "ddddd"
