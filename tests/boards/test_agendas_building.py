"""The order of an agenda, what may still change, and the room on it: worked examples."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.agendas.building import (
    WIDTH,
    Line,
    bar,
    late_words,
    moved,
    moved_words,
    place_after_opening,
    place_before_closing,
    places_for,
    room_words,
    settled,
    why_closed,
    why_not_move,
    why_not_remove,
)
from boards.agendas.carrying import cut, number_words, ratify_words

DAY = date(2027, 1, 13)
PRINTED = "The papers are out, and the items in them keep their numbers and their order."


def agenda(words: str, printed: int = 0) -> list[Line]:
    """One letter an item: `F` opens or closes, `t` takes time, `p` is parked.

    The first `printed` of them are in papers that are out.
    """
    return [
        Line(
            key=at,
            title=f"Item {at}",
            parked=letter == "p",
            fixed=letter == "F",
            printed=str(at) if at <= printed else "",
        )
        for at, letter in enumerate(words, start=1)
    ]


def keys(lines: list[Line]) -> list[int]:
    """The items by their keys."""
    return [line.key for line in lines]


# The order ----------------------------------------------------------------------------------------


def test_what_is_for_information_only_comes_last_in_its_own_order():
    assert keys(settled(agenda("FptpF"))) == [1, 3, 5, 2, 4]


def test_what_is_printed_stays_where_it_is():
    """A supplement never renumbers."""
    assert keys(settled(agenda("FpFpt", 3))) == [1, 2, 3, 5, 4]


@pytest.mark.parametrize(
    ("words", "printed", "key", "places"),
    [
        ("FttF", 0, 2, [1, 2, 3, 4]),
        ("FttFpp", 0, 2, [1, 2, 3, 4]),
        ("FttFpp", 0, 6, [5, 6]),
        ("FttFpp", 6, 2, [2]),
        ("FttFtt", 4, 5, [2, 3, 4, 5, 6]),
        ("FttFtp", 4, 6, [6]),
        ("FtpFtp", 4, 5, [2, 3, 4, 5]),
    ],
)
def test_the_places_an_item_may_take(words: str, printed: int, key: int, places: list[int]):
    """Among its like; what is on paper keeps its place, and nothing comes before its first item."""
    assert list(places_for(agenda(words, printed), key)) == places


@pytest.mark.parametrize(
    ("key", "to", "printed", "words"),
    [
        (2, 4, 0, ""),
        (2, 2, 0, ""),
        (5, 6, 0, ""),
        (2, 2, 6, ""),
        (2, 7, 0, "There is no place 7: the agenda has 6 items."),
        (2, 0, 0, "There is no place 0: the agenda has 6 items."),
        (2, 5, 0, "“Item 2” takes time: it comes before what is for information only."),
        (
            5,
            1,
            0,
            "“Item 5” is for information, without time: it comes after what takes time.",
        ),
        (2, 3, 4, PRINTED),
        (3, 1, 1, "The papers are out: nothing comes before their first item."),
    ],
)
def test_a_place_it_cannot_take_is_refused_in_words(key: int, to: int, printed: int, words: str):
    assert why_not_move(agenda("FttFpp", printed), key, to) == words


def test_one_item_moves_and_the_others_keep_their_order():
    assert keys(moved(agenda("tttt"), 1, 3)) == [2, 3, 1, 4]
    assert keys(moved(agenda("tttt"), 4, 1)) == [4, 1, 2, 3]
    assert moved_words("Theme", "4", 9) == "“Theme” is now item 4 of 9."


@given(st.text("Ftp", min_size=1, max_size=12), st.data())
def test_a_move_loses_nothing_leaves_the_printed_alone_and_is_the_same_done_twice(words, data):
    printed = data.draw(st.integers(0, len(words)))
    lines = settled(agenda(words, printed))
    key = data.draw(st.sampled_from(keys(lines)))
    to = data.draw(st.integers(-1, len(words) + 2))
    if why_not_move(lines, key, to):
        return
    after = moved(lines, key, to)
    assert sorted(keys(after)) == sorted(keys(lines))
    assert keys(after)[to - 1] == key
    assert [each for each in after if each.printed] == [each for each in lines if each.printed]
    assert settled(after) == after
    assert moved(after, key, to) == after
    rest = [line for line in after if line.key != key]
    assert rest == [line for line in lines if line.key != key]


@pytest.mark.parametrize(
    ("words", "printed", "arising", "new"),
    [
        ("FFttFF", 0, 3, 5),
        ("FFttFFpp", 0, 3, 5),
        ("tt", 0, 1, 3),
        ("FF", 0, 3, 3),
        ("pp", 0, 1, 1),
        ("", 0, 1, 1),
        ("FFttFF", 6, 7, 7),
        ("FFttFFtp", 6, 8, 8),
    ],
)
def test_where_new_items_go(words: str, printed: int, arising: int, new: int):
    """Matters arising after the opening, others before the closing; a supplement at the end."""
    assert place_after_opening(agenda(words, printed)) == arising
    assert place_before_closing(agenda(words, printed)) == new


# What may still change ----------------------------------------------------------------------------


def test_an_agenda_changes_until_the_end_of_the_day():
    assert not why_closed(DAY, today=DAY, cancelled=False)
    assert why_closed(DAY, today=date(2027, 1, 14), cancelled=False) == (
        "This meeting was on Wednesday 13 January 2027: its agenda stays as it was."
    )
    assert why_closed(DAY, today=date(2026, 12, 1), cancelled=True).startswith("This meeting is c")


def test_late_is_what_comes_after_the_papers_were_due():
    due = date(2027, 1, 6)
    assert late_words(due, today=due) == ""
    assert late_words(None, today=DAY) == ""
    assert late_words(due, today=date(2027, 1, 7)) == (
        "The papers were due on Wednesday 6 January 2027. Say why this is late or urgent."
    )


def test_an_item_stays_while_something_stands_under_it():
    assert why_not_remove("A", hanging=[], is_printed=False) == ""
    words = why_not_remove("A", hanging=["a question", "a report", "an action"], is_printed=False)
    assert words == (
        "“A” cannot be taken off. Under it there is a question, a report and an action."
    )
    assert "in the papers that are out" in why_not_remove("A", hanging=[], is_printed=True)


# The room -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "slot", "words"),
    [
        (115, 120, "115 of 120 minutes are taken: 5 are free."),
        (120, 120, "120 of 120 minutes are taken: all of them."),
        (135, 120, "135 of 120 minutes are taken: 15 too many."),
    ],
)
def test_the_room_in_words(total: int, slot: int, words: str):
    assert room_words(total, slot) == words


def test_the_bar_of_an_agenda_that_fits():
    made = bar([(30, False), (0, False), (15, True)], 60)
    assert [(part.x, part.width) for part in made.parts] == [(0, 500), (500, 250)]
    assert [part.protected for part in made.parts] == [False, True]
    assert (made.end, made.is_over) == (WIDTH, False)


def test_the_bar_of_one_that_does_not_shows_where_the_meeting_ends():
    made = bar([(60, False), (40, False)], 80)
    assert [part.over for part in made.parts] == [False, True]
    assert made.end == 800
    assert made.is_over


@given(st.lists(st.tuples(st.integers(0, 500), st.booleans()), max_size=40), st.integers(15, 600))
def test_the_parts_of_a_bar_stand_side_by_side(minutes, slot):
    made = bar(minutes, slot)
    ends = [0, *(part.x + part.width for part in made.parts)]
    assert [part.x for part in made.parts] == ends[:-1]
    assert max([*ends, made.end]) <= WIDTH
    assert made.is_over == (sum(number for number, _ in minutes) > slot)


# What is carried in -------------------------------------------------------------------------------


def test_decisions_to_be_ratified_are_named():
    assert ratify_words([4], DAY).startswith("Decision 4 was the view of those present on Wed")
    assert ratify_words([4, 5], DAY).startswith("Decisions 4 and 5 were the view")


def test_how_much_was_carried_in_is_told():
    assert number_words(0) == ""
    assert number_words(1) == "1 item was carried in; the agenda says where from."
    assert number_words(3).startswith("3 items were carried in")


def test_a_title_is_one_line_and_not_too_long():
    assert cut("a\n b") == "a b"
    assert len(cut("x" * 500)) == 160
    assert cut("x" * 500).endswith("…")
