"""Numbers on paper: a supplement adds, and never renumbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.numbering import Passage, item_numbers, passage_numbers


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ([], []),
        (["", "", ""], ["1", "2", "3"]),
        (["1", "2", ""], ["1", "2", "3"]),
        (["1", "", "2"], ["1", "1A", "2"]),
        (["1", "", "", "2"], ["1", "1A", "1B", "2"]),
        (["1", "1A", "", "2", ""], ["1", "1A", "1B", "2", "3"]),
        (["1", "", "1A", "2"], ["1", "1B", "1A", "2"]),
        (["", "1", "2"], ["0A", "1", "2"]),
    ],
)
def test_what_is_on_paper_keeps_its_number(printed: list[str], numbers: list[str]) -> None:
    """Letters between what is on paper, counting on after it."""
    assert item_numbers(printed) == numbers


def test_the_number_of_what_went_is_given_to_nothing_else() -> None:
    """6 was on paper once."""
    assert item_numbers(["4", "5", ""], taken=["6"]) == ["4", "5", "7"]
    assert item_numbers(["4", "", "5"], taken=["4A"]) == ["4", "4B", "5"]


def test_after_z_comes_aa() -> None:
    """Twenty-seven late items between two are not likely; they have numbers all the same."""
    numbers = item_numbers(["1", *[""] * 28, "2"])
    assert numbers[1] == "1A"
    assert numbers[26:29] == ["1Z", "1AA", "1AB"]


@given(st.lists(st.booleans(), max_size=30), st.data())
def test_supplement_upon_supplement_changes_no_number(
    first: list[bool], data: st.DataObject
) -> None:
    """However often something is added, and wherever."""
    numbers = item_numbers([""] * len(first))
    for _ in range(3):
        at = data.draw(st.integers(1 if numbers else 0, len(numbers)))
        after = item_numbers([*numbers[:at], "", *numbers[at:]])
        assert [*after[:at], *after[at + 1 :]] == numbers
        assert len(set(after)) == len(after)
        numbers = after


def passages(words: str, *numbers: str) -> list[Passage]:
    """A passage for each letter, under these numbers or 5.1, 5.2 …"""
    given_ = numbers or tuple(f"5.{place}" for place in range(1, len(words) + 1))
    return [Passage(number, letter) for number, letter in zip(given_, words, strict=True)]


@pytest.mark.parametrize(
    ("before", "now", "numbers"),
    [
        ("abc", "abc", ["5.1", "5.2", "5.3"]),
        ("abc", "abcd", ["5.1", "5.2", "5.3", "5.4"]),
        ("abc", "abxc", ["5.1", "5.2", "5.2A", "5.3"]),
        ("abc", "abXc", ["5.1", "5.2", "5.2A", "5.3"]),
        ("abc", "aXc", ["5.1", "5.2", "5.3"]),  # other words, the same passage
        ("abc", "ac", ["5.1", "5.3"]),
        ("abc", "xabc", ["5.0A", "5.1", "5.2", "5.3"]),
        ("", "ab", ["5.1", "5.2"]),
    ],
)
def test_a_passage_keeps_its_number(before: str, now: str, numbers: list[str]) -> None:
    """Whatever comes, goes or changes round it."""
    found = passage_numbers("5", passages(before), passages(now))
    assert list(found.values()) == numbers


def test_a_passage_that_went_and_came_back_has_a_number_of_its_own() -> None:
    """Nobody can know that it is the same, and its old number may stand in somebody's notes."""
    before = passages("ac", "5.1", "5.3")
    found = passage_numbers("5", before, passages("acb"), taken=["5.1", "5.2", "5.3"])
    assert list(found.values()) == ["5.1", "5.3", "5.4"]


@given(st.text("abcdef", max_size=12), st.text("abcdef", max_size=12))
def test_no_number_twice_and_none_for_other_words_that_still_stand(before: str, now: str) -> None:
    """What is on paper and stays, stays under its number, in its order."""
    old, new = passages(before), passages(now)
    found = passage_numbers("5", old, new)
    assert set(found) == {each.number for each in new}
    assert len(set(found.values())) == len(found)
    if before == now:
        assert list(found.values()) == [each.number for each in old]
