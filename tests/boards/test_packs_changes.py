"""What is new in an edition, in words for whoever read the last one."""

import pytest

from boards.packs.changes import changes

SAME = {"title": "Housing", "purpose": "for discussion", "minutes": 30}


def passage(number: str, words: str, block: str = "paragraph") -> dict:
    """One numbered passage."""
    return {"block": block, "number": number, "text": words}


def item(number: str | int, *blocks: dict, **facts: object) -> dict:
    """One item of a pack."""
    return {**SAME, "number": number, "blocks": list(blocks), **facts}


def said(before: list[dict], now: list[dict]) -> list[tuple[str, str, str]]:
    """The changes as plain values."""
    found = changes({"items": before}, {"items": now})
    return [(each.item, each.number, each.words) for each in found]


A, B, C = passage("5.1", "a"), passage("5.2", "b"), passage("5.3", "c")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ([A, B], [A, B], []),
        ([A], [A, B], [("5", "5.2", "5.2 is new.")]),
        ([A], [A, B, C], [("5", "5.2", "5.2 to 5.3 are new.")]),
        ([A, B], [A, {**B, "text": "x"}], [("5", "5.2", "5.2 says something else.")]),
        ([A, B], [A], [("5", "", "5.2 is no longer there.")]),
        (
            [A, B],
            [A, passage("5.2", "why", "slip")],
            [("5", "5.2", "5.2 is no longer for the readers of these papers.")],
        ),
        (
            [A, passage("5.2", "why", "slip")],
            [A, B],
            [("5", "5.2", "5.2 says something else.")],
        ),
        (
            [A, {"block": "heading", "text": "One"}],
            [A, {"block": "heading", "text": "Two"}],
            [("5", "", "Dates, headings or other facts of item 5 have changed.")],
        ),
        (
            [A, B, C],
            [{**A, "text": "x"}, B, {**C, "text": "y"}],
            [("5", "5.1", "5.1 says something else."), ("5", "5.3", "5.3 says something else.")],
        ),
    ],
)
def test_what_became_of_the_passages(before: list, now: list, told: list) -> None:
    """What stands beside each other is told in one sentence, and what it said is not repeated."""
    assert said([item("5", *before)], [item("5", *now)]) == told


def test_a_supplement_and_another_head() -> None:
    """An item that is new is told by its title."""
    before = [item("4", A), item("5", B)]
    now = [item("4", A, minutes=10), item("5", B), item("5A", C, title="Fostering")]
    assert said(before, now) == [
        ("4", "", "Item 4 has another title, purpose or time."),
        ("5A", "", "Item 5A, Fostering, is new."),
    ]


def test_the_front_page_speaks_of_the_meeting() -> None:
    facts = {"block": "facts", "rows": [["Place", "Room 1"]]}
    moved = {"block": "facts", "rows": [["Place", "Room 2"]]}
    told = said([item("0", facts)], [item("0", moved)])
    assert told == [("0", "", "Dates or other facts of the meeting have changed.")]


def test_numbers_of_older_editions_are_the_same_numbers() -> None:
    """Before schema 3 an item's number was an integer."""
    assert said([item(5, A)], [item("5", A)]) == []
