"""Items that share pages: set so once, they stay together, and no late item parts or renumbers them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from boards.packs.printing.paging import Numbered, number_of, number_pages
from boards.packs.printing.runs import Begun, Plan, Start, planned, sections

Rows = tuple[Numbered, ...]
PAGE = 10  # lines
ALONE = ("front", "file")


def laid(plan: Plan, lines: Mapping[str, int]) -> tuple[list[Begun], int]:
    """Where each item begins, as the template sets it, and how many pages there are."""
    begun, at = [], 0
    for key, start in plan.starts.items():
        room, fits = -at % PAGE, lines[key] <= PAGE
        whole = lines[key] <= room
        if start == Start.PAGE or (not whole and (fits or start == Start.FREE)):
            at += room
        begun.append(Begun(at // PAGE, at % PAGE == 0))
        at += lines[key]
    return begun, -(-at // PAGE)


def printed(before: Rows = (), **lines: int) -> Rows:
    """The numbers of an edition with these items, each with its lines."""
    plan = planned(list(lines), before, alone=ALONE)
    return number_pages(sections(plan, *laid(plan, lines)), plan.before)


def pages(rows: Rows) -> dict[str, str]:
    """Which items are in each run, and the numbers of its pages."""
    return {" ".join(row.items): " ".join(row.used) for row in rows if row.pages}


FIRST = printed(front=4, one=3, two=3, three=4, four=5, five=25, six=3, file=2)


def test_short_items_stand_below_one_another() -> None:
    """As long as they fit whole; behind what flows over pages too."""
    assert pages(FIRST) == {
        "front": "1",
        "one two three": "2",
        "four": "3",
        "five six": "4 5 6",
        "file": "7",
    }


def test_what_is_as_it_was_stays() -> None:
    assert printed(FIRST, front=4, one=3, two=3, three=4, four=5, five=25, six=3, file=2) == FIRST


def test_a_late_item_comes_behind_the_page_on_which_the_item_before_it_stands() -> None:
    """2A is page 2a, and item 3 is still on page 2."""
    rows = printed(
        FIRST, front=4, one=3, two=3, late=2, three=4, four=5, five=25, six=3, seven=1, file=2
    )
    late = {"one two three": "2", "late": "2a", "four": "3"}
    assert pages(rows) == {**pages(FIRST), **late, "seven": "6a"}


def test_what_is_new_right_behind_what_is_new_may_stand_below_it() -> None:
    """2A and 3A both come behind page 2; 2B, later, behind both."""
    rows = printed(
        FIRST, front=4, one=3, two=3, late=2, three=4, later=2, four=5, five=25, six=3, file=2
    )
    assert pages(rows)["late later"] == "2a"
    more = {"late": 2, "more": 1, "three": 4, "later": 2, "four": 5, "five": 25, "six": 3}
    rows = printed(rows, front=4, one=3, two=3, **more, file=2)
    assert pages(rows)["late later"] == "2a"
    assert pages(rows)["more"] == "2b"
    assert pages(rows)["one two three"] == "2"


def test_late_items_lie_in_the_order_of_the_agenda() -> None:
    """1A came first; 2A comes behind it although both stand behind page 2; 0A before all."""
    rows = printed(FIRST, front=4, one=3, late=2, two=3, three=4, four=5, five=25, six=3, file=2)
    rest = {"three": 4, "four": 5, "five": 25, "six": 3, "file": 2}
    rows = printed(rows, new=1, front=4, one=3, late=2, two=3, later=9, **rest)
    assert list(pages(rows).values())[:5] == ["0a", "1", "2", "2a", "2b"]
    assert list(pages(rows))[3:5] == ["late", "later"]


def test_who_shared_a_page_stays_although_it_has_grown() -> None:
    """The run is longer then, and only the run."""
    rows = printed(FIRST, front=4, one=3, two=20, three=4, four=5, five=25, six=3, file=2)
    assert pages(rows) == {**pages(FIRST), "one two three": "2 2a 2b"}


def test_when_the_first_is_gone_the_others_stay() -> None:
    """And it may come back to where it stood."""
    rows = printed(FIRST, front=4, two=3, three=4, four=5, five=25, six=3, file=2)
    assert pages(rows) == pages(FIRST)
    assert planned(["front", "two"], rows).homes["two"] == "one"
    assert printed(rows, front=4, one=3, two=3, three=4, four=5, five=25, six=3, file=2) == FIRST


def test_when_all_are_gone_the_page_stays_empty() -> None:
    rows = printed(FIRST, front=4, four=5, five=25, six=3, late=1, file=2)
    assert pages(rows)["late"] == "6a"
    assert next(row for row in rows if row.key == "one").left_out == ("2",)
    rows = printed(rows, front=4, two=3, four=5, five=25, six=3, late=1, file=2)
    assert next(row for row in rows if "two" in row.items).used == ("2",)


def test_what_has_moved_begins_a_page() -> None:
    """The first of a run, too: its page is called after the next one then."""
    rows = printed(FIRST, front=4, two=3, three=4, four=5, one=3, five=25, six=3, file=2)
    assert pages(rows) == {
        "front": "1",
        "two three": "2",
        "four": "3",
        "one": "3a",
        "five six": "4 5 6",
        "file": "7",
    }
    assert [row.key for row in rows] == ["front", "two", "four", "one", "five", "file"]
    again = printed(rows, front=4, two=3, three=4, four=5, one=3, five=25, six=3, file=2)
    assert again == rows


def test_a_late_item_does_not_move_others_in_the_edition_after() -> None:
    """Its page lies behind item 3, which comes after it in the agenda; nobody has moved."""
    items = {"front": 4, "one": 3, "late": 2, "two": 3, "three": 4, "four": 5, "five": 25}
    rows = printed(FIRST, **items, six=3, file=2)
    assert printed(rows, **items, six=3, file=2) == rows
    without = {key: lines for key, lines in items.items() if key != "one"}
    assert pages(printed(rows, **without, six=3, file=2)) == pages(rows)


def test_in_papers_from_before_each_item_is_a_run() -> None:
    """They say nothing of items: each keeps its own page."""
    old = tuple(
        Numbered(key, (label,), 1) for key, label in (("front", "1"), ("one", "2"), ("two", "3"))
    )
    rows = printed(old, front=4, one=3, late=2, two=3, three=4)
    assert pages(rows) == {"front": "1", "one": "2", "late": "2a", "two": "3", "three": "4"}
    assert pages(printed(rows, front=4, one=3, late=2, two=3, three=4)) == pages(rows)


def test_the_database_may_hand_the_items_of_a_run_back_in_any_order() -> None:
    """Their places say in which order they stand."""
    turned = [replace(row, items=dict(reversed(row.items.items()))) for row in FIRST]
    rows = printed(tuple(turned), front=4, one=3, two=3, three=4, four=5, five=25, six=3, file=2)
    assert pages(rows) == pages(FIRST)
    assert [row.key for row in rows] == [row.key for row in FIRST]


def test_the_contents_are_in_the_order_of_the_agenda() -> None:
    """Line by line the place of its pages."""
    plan = planned(["front", "one", "late", "two", "three"], FIRST)
    assert list(plan.starts) == ["front", "one", "two", "three", "late"]
    assert plan.lines() == [0, 1, 4, 2, 3]


# For every history of editions ----------------------------------------------------------------------

items = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 24)),
    min_size=1,
    max_size=8,
    unique_by=lambda item: item[0],
)


def homes(rows: Rows) -> dict[str, set[str]]:
    """The items that may stand on each page number."""
    return {label: set(row.items) for row in rows for label in row.labels}


def on_pages(edition: Sequence[tuple[str, int]], before: Rows) -> dict[str, Rows]:
    """The runs in which each item is printed."""
    plan = planned([key for key, _ in edition], before)
    runs = sections(plan, *laid(plan, dict(edition)))
    rows = {row.key: row for row in number_pages(runs, plan.before)}
    return {key: tuple(rows[run.key] for run in runs if key in run.items) for key, _ in edition}


@given(st.lists(items, min_size=2, max_size=5))
def test_whatever_comes_a_page_that_was_printed_holds_nothing_else(
    history: list[list[tuple[str, int]]],
) -> None:
    """Every item is printed once; numbers go up and stay; on a number stands only what stood there."""
    rows: Rows = ()
    for edition in history:
        runs = on_pages(edition, rows)
        assert all(len(each) == 1 for each in runs.values())
        before, rows = rows, printed(rows, **dict(edition))
        numbers = [number_of(label) for row in rows for label in row.labels]
        assert numbers == sorted(set(numbers))
        now = homes(rows)
        assert all(now[label] <= keys for label, keys in homes(before).items())
        held = [key for row in rows for key in row.items]
        assert sorted(held) == sorted({*held})
        assert {key for key, _ in edition} <= {*held}
        assert all(list(row.items) == sorted(row.items, key=row.items.get) for row in rows)
        assert all(row.key == next(iter(row.items), "") for row in rows)


@given(items, st.data())
def test_a_supplement_changes_no_number_and_parts_nobody(
    edition: list[tuple[str, int]], data: st.DataObject
) -> None:
    """Whatever comes between, grows, shrinks, goes or comes back, edition after edition.

    Not both at once: beside what is gone nobody can say where something new comes.
    """
    rows = printed(**dict(edition))
    agenda = there = [key for key, _ in edition]
    for number in range(data.draw(st.integers(1, 4))):
        if data.draw(st.booleans()):
            there = [key for key in agenda if data.draw(st.booleans())] or agenda
        else:
            for place in sorted(data.draw(st.sets(st.integers(0, len(agenda)))), reverse=True):
                agenda.insert(place, f"late {number} {place}")
            there = agenda
        before = rows
        rows = printed(before, **{key: data.draw(st.integers(1, 24)) for key in there})
        after = {row.key: row for row in rows}
        for row in before:
            assert after[row.key].labels[: len(row.labels)] == row.labels
            assert list(after[row.key].items) == list(row.items)
