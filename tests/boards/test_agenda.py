"""R7, R8, R15: information only, protected time, and issues that are stuck."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.agenda import (
    AgendaCheck,
    Item,
    LastTime,
    Purpose,
    Response,
    Shown,
    Stuck,
    may_discuss,
    may_publish_agenda,
    noted_words,
    ordinal,
    overfull_words,
    protected_time,
    stuck_issue,
    total_minutes,
)

FORUM = "We Do Care!"
FIFTEEN = protected_time(15, None, forum=FORUM)
FORUM_ITEM = Item("Our questions", 15, protected=True)
INFORMATION = Item("Sufficiency report", 10, Purpose.INFORMATION, theme="housing")


def check(*items: Item, protected=FIFTEEN, theme="health", slot=None) -> AgendaCheck:
    return may_publish_agenda(
        items, protected=protected, forum=FORUM, meeting_theme=theme, slot_minutes=slot
    )


@pytest.mark.parametrize(
    ("item", "theme", "allowed"),
    [
        (INFORMATION, "health", False),
        (INFORMATION, None, False),
        (INFORMATION, "housing", True),
        (Item("Annual report", 10, Purpose.INFORMATION), None, False),
        (Item("Annual report", 10, Purpose.INFORMATION, chair_reason="a new risk"), None, True),
        (Item("Annual report", 10, Purpose.INFORMATION, chair_reason="  "), None, False),
        (Item("Budget", 10, Purpose.DECISION, theme="housing"), "health", True),
        (Item("Visits", 10, Purpose.DISCUSSION), "health", True),
    ],
)
def test_information_takes_no_time_unless_on_theme_or_the_chair_says_why(item, theme, allowed):
    assert may_discuss(item, theme).allowed is allowed


def test_an_information_item_with_minutes_is_refused_in_words() -> None:
    assert check(FORUM_ITEM, INFORMATION).refusals == (
        (
            "“Sufficiency report” has 10 minutes. For information only: it is circulated and noted, "
            "and not on the meeting's theme. Take its minutes away, or let the chair give a reason."
        ),
    )
    assert check(FORUM_ITEM, INFORMATION, theme="housing").allowed
    assert check(FORUM_ITEM, Item("Report", 0, Purpose.INFORMATION)).allowed


def test_an_agenda_without_the_forums_time_is_refused() -> None:
    assert check(Item("Visits", 20)).refusals == (
        "There is no item for We Do Care!'s own time. The time for We Do Care! is 15 minutes.",
    )


def test_an_agenda_with_too_little_of_the_forums_time_is_refused() -> None:
    owed = protected_time(15, LastTime(15, 9, cut_short=True), forum=FORUM)
    assert check(FORUM_ITEM, protected=owed).refusals == (
        (
            "The agenda gives We Do Care! 15 minutes. The time for We Do Care! is 21 minutes: "
            "15 and 6 owed, because 9 of 15 minutes were given last time."
        ),
    )
    assert check(Item("Our questions", 21, protected=True), protected=owed).allowed


def test_a_body_without_dedicated_time_needs_no_such_item() -> None:
    none = protected_time(None, None, forum=FORUM)
    assert none.minutes == 0
    assert check(Item("Visits", 20), protected=none).allowed


@pytest.mark.parametrize(
    ("last", "minutes"),
    [
        (LastTime(15, 9, cut_short=True), 21),
        (LastTime(15, 9, cut_short=False), 15),
        (LastTime(15, 15, cut_short=True), 15),
        (LastTime(15, 20, cut_short=True), 15),
        (LastTime(15, 0, cut_short=True), 30),
        (LastTime(15, None, cut_short=True), 15),
        (LastTime(21, 15, cut_short=True), 21),
        (None, 15),
    ],
)
def test_the_shortfall_is_owed_where_the_forum_says_it_was_cut(last, minutes) -> None:
    assert protected_time(15, last, forum=FORUM).minutes == minutes


def test_an_empty_agenda_is_refused() -> None:
    assert "The agenda has no items." in check().refusals


def test_an_overfull_agenda_is_a_warning() -> None:
    result = check(FORUM_ITEM, Item("Visits", 110), slot=120)
    assert result.allowed
    assert result.warnings == ("The items take 125 minutes, and the meeting has 120: 5 too many.",)
    assert overfull_words([FORUM_ITEM], 15) == ""
    assert overfull_words([FORUM_ITEM], None) == ""
    assert total_minutes([FORUM_ITEM, FORUM_ITEM]) == 30


MEETINGS = [date(2026, 6, 10) + timedelta(days=56 * n) for n in range(6)]


def stuck(*shown: dict) -> Stuck:
    packs = [Shown(on, **fields) for on, fields in zip(MEETINGS, shown, strict=False)]
    return stuck_issue("Children placed out of the area", packs)


RED = {"colour": "red", "response": Response.NOTED}
ACTED = {"colour": "red", "response": Response.ACT}
EXPLAINED = {"colour": "red", "response": Response.EXPLAIN}
AMBER = {"colour": "amber"}
WORSE = {"colour": "amber", "worsening": True}
DISPUTED = {"disputed": True}
GREEN_BUT_WORSE = {"colour": "green", "worsening": True}


@pytest.mark.parametrize(
    ("packs", "expected"),
    [
        ([], False),
        ([RED], False),
        ([RED, RED], True),
        ([RED, WORSE], True),
        ([DISPUTED, DISPUTED], True),
        ([RED, AMBER], False),
        ([RED, AMBER, RED], False),
        ([RED, ACTED], False),
        ([RED, ACTED, RED], False),
        ([RED, ACTED, RED, RED], True),
        ([RED, EXPLAINED], True),
        ([RED, {"colour": "red", "response": Response.ESCALATE}], False),
        ([GREEN_BUT_WORSE, GREEN_BUT_WORSE], False),
    ],
)
def test_an_issue_is_stuck_after_two_packs_without_a_decision(packs, expected) -> None:
    assert stuck(*packs).is_stuck is expected


def test_a_stuck_issue_opens_the_pack_with_its_history() -> None:
    assert stuck(RED, WORSE).words == (
        "Children placed out of the area is stuck: red on Wednesday 10 June 2026; worsening on "
        "Wednesday 5 August 2026. Decide today: act (who, by when), pass it up (to whom) or "
        "explain (why nothing is done)."
    )


def test_left_at_noted_the_minutes_say_how_often() -> None:
    assert noted_words(stuck(RED, RED)) == "Noted for the third time; no reason given."
    assert noted_words(stuck(RED, RED, RED)) == "Noted for the fourth time; no reason given."


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "first"), (9, "ninth"), (10, "10th"), (11, "11th"), (21, "21st"), (112, "112th")],
)
def test_a_place_in_a_row_is_said(number, said) -> None:
    assert ordinal(number) == said


PACKS = st.lists(st.sampled_from([RED, ACTED, AMBER, WORSE, GREEN_BUT_WORSE]), max_size=6)


@given(PACKS, st.sampled_from([ACTED, AMBER, GREEN_BUT_WORSE]))
def test_an_action_or_a_better_figure_always_resets(packs, last) -> None:
    assert not stuck(*packs[:5], last).is_stuck


@given(PACKS)
def test_what_is_stuck_was_an_issue_in_its_whole_history(packs) -> None:
    result = stuck(*packs)
    assert all(shown.why for shown in result.history)
    assert result.is_stuck == (len(result.history) >= 2)


@given(st.integers(1, 60), st.integers(0, 120), st.integers(0, 120), st.booleans())
def test_the_forum_never_has_less_than_its_dedicated_time(dedicated, planned, given_, cut) -> None:
    time = protected_time(dedicated, LastTime(planned, given_, cut_short=cut), forum=FORUM)
    assert time.minutes == dedicated + time.owed >= dedicated
