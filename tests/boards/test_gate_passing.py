"""The rule: when a file goes out, who clears it, who replaces it; and how each thing is mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.gate import passing as rule
from boards.gate.findings import Finding, Kind, kept
from boards.gate.mending import BY_PROGRAM, EXCEL, PDF, PICTURE, WORD, how_to_mend
from tests.support.uploads import carriers

ONE = Finding(Kind.COMMENT, "page 1", "On page 1 there is a comment.")
TWO = Finding(Kind.LAYER, "the file", "A layer is there and not shown.")
CLERK, AUTHOR, SENDER = "clerk", "author", "sender"
PROGRAMS = {"workbook": EXCEL, "document": WORD, "pdf": PDF}


@pytest.mark.parametrize(
    ("found", "cleared", "state", "words"),
    [
        (None, (), "not looked", "Held back: nobody has looked into this file yet."),
        (None, (ONE,), "not looked", "Held back: nobody has looked into this file yet."),
        ((), (), "clean", "Checked: nothing hidden was found."),
        ((ONE,), (), "held", "Held back: 1 thing to look at."),
        ((ONE, TWO), (), "held", "Held back: 2 things to look at."),
        ((ONE, TWO), (ONE,), "held", "Held back: 1 thing to look at."),
        ((ONE,), (ONE, TWO), "cleared", "Cleared: 1 thing found, and somebody has said why"),
    ],
)
def test_where_a_file_is(found, cleared, state: str, words: str) -> None:
    now = rule.passing(found, cleared)
    assert now.state == state
    assert now.words.startswith(words)
    assert now.passes == (state in {"clean", "cleared"})


@given(st.lists(st.sampled_from([ONE, TWO])), st.lists(st.sampled_from([ONE, TWO])))
def test_a_file_passes_only_with_all_that_was_found_cleared(found, cleared) -> None:
    now = rule.passing(found, cleared)
    assert now.passes == (set(found) <= set(cleared))
    assert set(now.open) == set(found) - set(cleared)


@pytest.mark.parametrize(
    ("now", "by", "refused"),
    [
        (rule.passing((ONE,)), CLERK, ""),
        (rule.passing((ONE,)), SENDER, rule.YOUR_FILE),
        (rule.passing((ONE,)), AUTHOR, rule.YOUR_REPORT),
        (rule.passing(None), CLERK, rule.NOT_LOOKED),
        (rule.passing(()), CLERK, rule.NOTHING_TO_CLEAR),
        (rule.passing((ONE,), (ONE,)), CLERK, rule.NOTHING_TO_CLEAR),
    ],
)
def test_who_clears(now: rule.Passing, by: str, refused: str) -> None:
    assert rule.why_not_clear(now, by=by, attached_by=SENDER, authors={AUTHOR}) == refused


def test_a_clearance_is_taken_back_until_it_is_out() -> None:
    cleared = rule.passing((ONE,), (ONE,))
    assert rule.why_not_take_back(cleared, is_out=False) == ""
    assert rule.why_not_take_back(cleared, is_out=True) == rule.IS_OUT
    assert rule.why_not_take_back(rule.passing((ONE,)), is_out=False) == rule.NOT_CLEARED


@pytest.mark.parametrize(
    ("found", "is_written", "oversees", "refused"),
    [
        ((), True, False, ""),
        ((ONE,), True, False, ""),
        ((ONE,), False, False, rule.NOT_WHILE_READ),
        ((ONE,), False, True, ""),
        (None, False, True, ""),
        ((), False, True, rule.ONLY_HELD),
    ],
)
def test_who_replaces(found, is_written: bool, oversees: bool, refused: str) -> None:
    now = rule.passing(found)
    assert rule.why_not_replace(now, is_written=is_written, oversees=oversees) == refused


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, ""),
        (1, "1 paper is held back until checked; the rest can be published."),
        (3, "3 papers are held back until checked; the rest can be published."),
    ],
)
def test_what_the_publisher_is_told(number: int, words: str) -> None:
    assert rule.held_back_words(number) == words


def test_what_an_author_says_of_small_numbers() -> None:
    said = rule.everybody_words(5, children="children looked after")
    assert said.endswith("no number of children looked after in it is below 6")
    assert "councillors" in rule.readers_words(for_everyone=False, members="councillors")


def test_findings_are_kept_and_read_back() -> None:
    assert kept([ONE.plain(), TWO.plain()]) == (ONE, TWO)


@pytest.mark.parametrize("paper", list(carriers()), ids=lambda paper: paper.name)
def test_everything_that_is_found_can_be_mended(paper) -> None:
    """In the program the file is of, by a sentence that names it; a broken file is saved anew."""
    program = PROGRAMS.get(paper.name.split(":")[0], PICTURE)
    said = how_to_mend(paper.carries, program=program)
    assert said.endswith(".")
    if paper.carries is not Kind.UNREADABLE:
        assert program in BY_PROGRAM[paper.carries]
