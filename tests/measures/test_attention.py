"""Which measures want attention first."""

import pytest

from measures.showing.attention import HEADINGS, Attention, Level, attention

CONCERN = ("Seven in a row fell: a concern.",)


@pytest.mark.parametrize(
    ("red", "worse", "concerns", "level"),
    [
        (True, True, (), Level.BOTH),
        (True, False, CONCERN, Level.BOTH),
        (True, False, (), Level.WORSE),
        (False, True, (), Level.WORSENING),
        (False, False, CONCERN, Level.WORSENING),
    ],
)
def test_the_worse_come_first_and_among_them_the_worsening(red, worse, concerns, level) -> None:
    assert attention(red=red, worse=worse, concerns=concerns) == Attention(level, concerns)


def test_what_is_neither_is_not_listed() -> None:
    assert attention(red=False, worse=False) is None


def test_the_levels_come_in_their_order_each_with_its_heading() -> None:
    assert sorted(Level) == list(HEADINGS)
    assert attention(red=True, worse=True).heading == "Red, and getting worse"
