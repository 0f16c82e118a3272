"""The order that dots ask for: between what stays where it is, most dots first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.takeover.dots import (
    ARE_OUT,
    CANCELLED,
    IN_ORDER,
    NEVER_IN_ORDER,
    NO_DOTS,
    NOT_IN_ORDER,
    Choice,
    changed_words,
    order_of,
    total_words,
    why_closed,
)

DAY, BEFORE, AFTER = date(2026, 12, 2), date(2026, 12, 1), date(2026, 12, 3)
OPENS, CLOSES = Choice(1, stays=True), Choice(9, stays=True)


def keys(*choices: Choice) -> list[int]:
    """The order they get."""
    return list(order_of(choices).keys)


def test_most_dots_come_first_between_what_opens_and_what_closes() -> None:
    """Even where what closes had been given dots."""
    assert keys(OPENS, Choice(2, 1), Choice(3, 7), Choice(4, 4), Choice(9, 50, stays=True)) == [
        *(1, 3, 4, 2, 9)
    ]


def test_a_tie_keeps_the_clerks_order() -> None:
    assert keys(Choice(5, 2), Choice(3, 2), Choice(4), Choice(2)) == [5, 3, 4, 2]


def test_nothing_passes_what_stays_in_the_middle() -> None:
    """What comes after the public has gone out is not moved to before."""
    assert keys(OPENS, Choice(2, 1), Choice(3, stays=True), Choice(4, 9)) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("choices", "stands", "words"),
    [
        ((OPENS, Choice(2), Choice(3)), True, NO_DOTS),
        ((OPENS, Choice(2, 3), Choice(3)), True, IN_ORDER),
        ((OPENS, Choice(2), Choice(3, 1)), False, NOT_IN_ORDER),
        ((Choice(1, 4, stays=True), Choice(2)), True, NO_DOTS),
        ((), True, NO_DOTS),
    ],
)
def test_it_says_whether_the_agenda_stands_so(choices, stands, words) -> None:
    found = order_of(choices)
    assert (found.stands, found.words) == (stands, words)


def test_of_an_order_that_is_settled_nothing_is_said_to_come_yet() -> None:
    """The papers are out, or the meeting is over: “not yet” would promise what cannot be."""
    asked = (OPENS, Choice(2), Choice(3, 1))
    assert order_of(asked, is_closed=True).words == NEVER_IN_ORDER
    assert order_of((OPENS, Choice(2, 1)), is_closed=True).words == IN_ORDER


CHOICES = st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=12).map(
    lambda rows: [Choice(key, dots, stays=stays) for key, (dots, stays) in enumerate(rows)]
)


@given(CHOICES)
def test_what_stays_keeps_its_place_and_the_order_asks_for_nothing_more(choices) -> None:
    """Every item once; ordering again changes nothing."""
    found = order_of(choices)
    by_key = {choice.key: choice for choice in choices}
    assert sorted(found.keys) == sorted(by_key)
    for place, choice in enumerate(choices):
        assert not choice.stays or found.keys[place] == choice.key
    assert order_of([by_key[key] for key in found.keys]).keys == found.keys


@pytest.mark.parametrize(
    ("held_on", "facts", "words"),
    [
        (DAY, {}, ""),
        (AFTER, {}, ""),
        (AFTER, {"is_out": True}, ARE_OUT),
        (BEFORE, {}, "This meeting was on Tuesday 1 December 2026. It is over."),
        (AFTER, {"cancelled": True}, CANCELLED),
    ],
)
def test_dots_are_put_until_the_papers_are_out(held_on, facts, words) -> None:
    facts = {"cancelled": False, "is_out": False, **facts}
    assert why_closed(held_on, today=DAY, **facts) == words


def test_the_words() -> None:
    assert (total_words(1), total_words(12)) == ("1 dot", "12 dots")
    assert changed_words(4).startswith("Somebody else saved 4 here")
