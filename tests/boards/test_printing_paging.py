"""Page numbers: once printed, a page keeps its number in every later edition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.packs.printing.paging import (
    Numbered,
    Section,
    gaps,
    label_of,
    number_of,
    number_pages,
    used_labels,
)

Rows = tuple[Numbered, ...]


def printed(before: Rows = (), **sections: int) -> Rows:
    """The numbers of an edition with these sections."""
    return number_pages([Section(key, pages) for key, pages in sections.items()], before)


def pages(rows: Rows) -> dict[str, str]:
    """The numbers of each section that is there, as one reads them."""
    return {row.key: " ".join(row.used) for row in rows if row.pages}


FIRST = printed(front=2, one=3, two=1, plan=4)


def test_the_first_edition_counts() -> None:
    assert pages(FIRST) == {"front": "1 2", "one": "3 4 5", "two": "6", "plan": "7 8 9 10"}
    assert gaps(FIRST) == {}


def test_what_is_as_long_as_it_was_keeps_its_pages() -> None:
    assert printed(FIRST, front=2, one=3, two=1, plan=4) == FIRST


def test_a_section_that_grew_takes_letters_after_its_last_page() -> None:
    rows = printed(FIRST, front=2, one=5, two=1, plan=4)
    assert pages(rows) == {"front": "1 2", "one": "3 4 5 5a 5b", "two": "6", "plan": "7 8 9 10"}


def test_a_new_section_between_takes_letters_after_the_page_before_it() -> None:
    rows = printed(FIRST, front=2, one=3, late=2, two=1, plan=4)
    assert pages(rows)["late"] == "5a 5b"
    assert pages(rows) | {"late": ""} == pages(FIRST) | {"late": ""}


def test_at_the_end_counting_goes_on() -> None:
    """For a new section, and for the last one that grew: nothing follows that could be hit."""
    rows = printed(FIRST, front=2, one=3, two=1, plan=5, map=2)
    assert pages(rows)["plan"] == "7 8 9 10 11"
    assert pages(rows)["map"] == "12 13"


def test_a_shorter_section_leaves_a_gap_and_says_so() -> None:
    rows = printed(FIRST, front=2, one=1, two=1, plan=4)
    assert pages(rows)["one"] == "3"
    assert pages(rows)["two"] == "6"
    assert gaps(rows) == {"3": "There are no pages 4 and 5."}
    again = printed(rows, front=2, one=2, two=1, plan=4)
    assert pages(again)["one"] == "3 4"
    assert gaps(again) == {"4": "There is no page 5."}


def test_what_is_gone_gives_its_numbers_to_nothing_else() -> None:
    rows = printed(FIRST, front=2, one=3, plan=4)
    assert gaps(rows) == {"5": "There is no page 6."}
    rows = printed(rows, front=2, one=3, late=1, plan=4)
    assert pages(rows)["late"] == "5a"
    assert gaps(rows) == {"5a": "There is no page 6."}


def test_what_comes_back_has_its_own_numbers() -> None:
    """A paper that was withdrawn and released."""
    gone = printed(FIRST, front=2, one=3, two=1)
    longer = printed(gone, front=2, one=3, two=1, map=1)
    assert pages(longer)["map"] == "11"
    rows = printed(longer, front=2, one=3, two=1, plan=4, map=1)
    assert pages(rows) == {**pages(FIRST), "map": "11"}


def test_gaps_of_neighbours_are_told_together() -> None:
    rows = printed(FIRST, front=2, one=2, plan=3)
    assert gaps(rows) == {"4": "There are no pages 5 and 6.", "9": "There is no page 10."}
    rows = printed(FIRST, plan=4)
    assert gaps(rows) == {"": "There are no pages 1 to 6."}


def test_there_is_always_room_between_two_pages() -> None:
    """Page after page, where others stand already."""
    rows = printed(one=1, two=1)
    rows = printed(rows, one=1, late=2, two=1)
    assert pages(rows)["late"] == "1a 1b"
    rows = printed(rows, one=3, late=2, two=1)
    assert pages(rows)["one"] == "1 1.1 1.2"
    rows = printed(rows, one=3, late=2, later=2, two=1)
    assert pages(rows)["later"] == "1c 1d"
    rows = printed(rows, one=3, late=3, later=2, two=1)
    assert pages(rows)["late"] == "1a 1b 1b1"
    assert pages(rows)["two"] == "2"


def test_what_has_moved_is_new_where_it_stands() -> None:
    """Numbers go up through the pack, so the fewest sections that can have moved are new."""
    rows = printed(FIRST, front=2, two=1, plan=4, one=3)
    assert pages(rows) == {"front": "1 2", "two": "6", "plan": "7 8 9 10", "one": "11 12 13"}
    assert gaps(rows) == {"2": "There are no pages 3 to 5."}


def test_before_the_first_page_there_is_a_number_too() -> None:
    rows = printed(FIRST, new=1, front=2, one=3, two=1, plan=4)
    assert pages(rows)["new"] == "0a"


def test_no_section_is_there_twice() -> None:
    with pytest.raises(ValueError, match="one key"):
        number_pages([Section("one", 1), Section("one", 2)])


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ((45,), "45"),
        ((45, 1), "45a"),
        ((45, 26), "45z"),
        ((45, 27), "45aa"),
        ((45, 703), "45aaa"),
        ((45, 2, 1), "45b1"),
        ((45, 0, 1), "45.1"),
        ((45, 0, 0, 1), "45.0a"),
        ((45, 1, 0, 12), "45a0l"),
    ],
)
def test_how_a_number_is_written(number: tuple[int, ...], label: str) -> None:
    assert label_of(number) == label
    assert number_of(label) == number


@pytest.mark.parametrize("label", ["", "a", "45A", "45-1", "4 5", "45."])
def test_what_is_no_number(label: str) -> None:
    with pytest.raises(ValueError, match="no page is called"):
        number_of(label)


# For every history of editions ----------------------------------------------------------------------

sections = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 4)), min_size=1, unique_by=lambda s: s[0]
)


@given(st.lists(sections, min_size=2, max_size=7))
def test_a_page_is_never_renumbered(history: list[list[tuple[str, int]]]) -> None:
    """Numbers are unique and go up; a section that stays keeps its pages; a number has one owner."""
    rows: Rows = ()
    owners: dict[str, set[str]] = {}
    for edition in history:
        before, rows = rows, printed(rows, **dict(edition))
        numbers = [number_of(label) for row in rows for label in row.labels]
        assert numbers == sorted(set(numbers))
        assert [(row.key, row.pages) for row in rows if row.pages] == edition
        assert len(used_labels(rows)) == sum(count for _, count in edition)
        assert {label for row in before for label in row.labels} <= {
            label for row in rows for label in row.labels
        }
        for row in rows:
            for label in row.used:
                owners.setdefault(label, set()).add(row.key)
    assert all(len(keys) == 1 for keys in owners.values())


@given(sections, st.data())
def test_in_the_same_order_every_page_stays(edition: list[tuple[str, int]], data: st.DataObject):
    """Whatever grows, shrinks or comes between."""
    first = printed(**dict(edition))
    later = []
    for key, count in edition:
        later.append((key, count + data.draw(st.integers(0, 3))))
        if data.draw(st.booleans()):
            later.append((f"new {key}", data.draw(st.integers(1, 3))))
    second = {row.key: row for row in printed(first, **dict(later))}
    assert all(second[row.key].used[: row.pages] == row.used for row in first)


@given(st.lists(st.integers(1, 800), min_size=1, max_size=1), st.lists(st.integers(0, 800)))
def test_every_number_is_read_as_it_is_written(first: list[int], more: list[int]) -> None:
    number = (*first, *more, 1)
    assert number_of(label_of(number)) == number
