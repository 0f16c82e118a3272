"""Small numbers of children in sentences: pointed out, and other numbers left alone."""

import pytest

from councils.small_counts import WORDS, small_counts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 children moved school.", ("3 children",)),
        ("Three of our care leavers are homeless.", ("Three of our care leavers",)),
        ("One young person and two siblings", ("One young person", "two siblings")),
        ("4 looked-after children, 4 looked-after children", ("4 looked-after children",)),
        (
            "two  unaccompanied\nasylum seeking young people",
            ("two unaccompanied asylum seeking young people",),
        ),
        ("Five placements broke down (5 placements).", ("Five placements", "5 placements")),
        ("a baby", ()),
        ("30 children, 12.3 children, 1,204 children and 0 children", ()),
        ("six children", ()),
        ("Year 3 children, 1 in 3 children, children aged 5", ()),
        ("more than 5 children", ()),
        ("£5 children’s menu, 3% of children, 2/3 children", ()),
        ("two people said that children are heard", ()),
        ("5 schools and 16 children", ()),
        ("someone children know", ()),
    ],
)
def test_what_is_pointed_out(text: str, found: tuple[str, ...]) -> None:
    """At the usual limit of five."""
    assert small_counts(text, 5) == found


@pytest.mark.parametrize("limit", range(2, 11))
def test_up_to_the_councils_own_limit(limit: int) -> None:
    """In digits and in words."""
    for number, word in enumerate(WORDS, start=1):
        small = number <= limit
        assert bool(small_counts(f"There are {number} children.", limit)) is small
        assert bool(small_counts(f"There are {word} children.", limit)) is small


def test_a_long_text_is_read_in_no_time() -> None:
    """Nothing in it makes the search go back and forth."""
    assert small_counts("1 of the " * 50_000 + "2 of our young " * 50_000, 5) == ()
