"""Lists and tables in a text: what is read as one, what stays words, and back again."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.papers.pieces import Bullets, Paragraph, Table, pieces_of, text_of

#: What a text is likely to be misread by, and what is likely to stand between.
MARKS = ["- ", "• ", "1. ", "2. ", "3) ", "|", " | ", "\\|", "\\", "---", "Table: ", "Table 2: "]
BETWEEN = ["\n", "\n\n", "\n\n\n", " ", "   ", "a", "words", "7", "£1,200", "\t", "\u00a0", "\x0b"]
TYPED = st.lists(st.sampled_from(MARKS + BETWEEN), max_size=40).map("".join)


def test_a_text_without_marks_is_its_paragraphs() -> None:
    text = "One line.\nIts second line.\n\n\nAnother.\n   \nA third – with a dash - inside.\n"
    assert pieces_of(text) == (
        Paragraph("One line.\nIts second line."),
        Paragraph("Another."),
        Paragraph("A third – with a dash - inside."),
    )
    assert pieces_of(" \n\n ") == ()


@pytest.mark.parametrize("mark", ["- ", "• ", "  - ", "-\t"])
def test_lines_with_a_mark_are_a_list(mark: str) -> None:
    assert pieces_of(f"We will:\n{mark}listen\n{mark}answer") == (
        Paragraph("We will:"),
        Bullets(("listen", "answer")),
    )


def test_counted_lines_are_a_counted_list_whatever_stands_between() -> None:
    assert pieces_of("1. Listen\n2) Answer\n\n3. Tell") == (
        Bullets(("Listen", "Answer", "Tell"), ordered=True),
    )


def test_a_list_ends_where_its_marks_end() -> None:
    assert pieces_of("- one\n- two\n  and more of two\nThen words.\n- three") == (
        Bullets(("one", "two and more of two")),
        Paragraph("Then words."),
        Bullets(("three",)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. A heading that somebody counted",
        "2026. It was a good year.\n2027. It will be another.",
        "2. Two comes first here\n3. and three next",
        "-5 degrees",
        "10.5 per cent of them",
        "| one line alone |",
        "A | b\nC | d",
        "Table: nothing follows",
        "# not a heading\n> no quote\n```\nno code\n<b>no HTML</b> *no* [mark](at all)",
        "    four spaces in front".strip(),
    ],
)
def test_what_only_looks_like_a_list_or_table_stays_words(text: str) -> None:
    assert pieces_of(text) == (Paragraph(text),)


def test_a_table_has_a_head_rows_and_a_caption() -> None:
    text = (
        "Look:\nTable: Children by quarter\n| Quarter | In care |\n| June | 492 |\n| Sept | 498 |"
    )
    head, table = pieces_of(text)
    assert head == Paragraph("Look:")
    assert table == Table(
        "Children by quarter", ("Quarter", "In care"), (("June", "492"), ("Sept", "498"))
    )
    assert table.numeric == (1,)


def test_a_table_s_line_of_dashes_is_not_a_row_and_short_rows_are_filled() -> None:
    (table,) = pieces_of("| A | B | C |\n|---|:-:|---|\n| 1 |  |\n| 2 | x\\|y | 3")
    assert table == Table("", ("A", "B", "C"), (("1", "", ""), ("2", "x|y", "3")))
    assert table.numeric == (2,)


def test_a_caption_keeps_its_number_and_is_found_over_an_empty_line() -> None:
    (table,) = pieces_of("Table 3.1: Homes\n\n| A | B |\n| c | d |")
    assert table.caption == "Table 3.1: Homes"
    assert text_of([table]).startswith("Table 3.1: Homes\n| A")


@pytest.mark.parametrize(
    ("cells", "numeric"),
    [
        (("12", "£3,400.50"), True),
        (("63%", "", "c"), True),
        (("−4", "(5)"), True),
        (("", "c"), False),
        (("12", "twelve"), False),
        (("1 Jan", "2"), False),
    ],
)
def test_a_column_of_figures_is_known(cells: tuple[str, ...], numeric: bool) -> None:
    table = Table("", ("Name", "Number"), tuple(("a", cell) for cell in cells))
    assert table.numeric == ((1,) if numeric else ())


@given(TYPED | st.text())
def test_what_is_read_is_written_as_it_was_read(text: str) -> None:
    """Pieces to text gives the same pieces, whatever the text was; and no piece is empty."""
    found = pieces_of(text)
    assert pieces_of(text_of(found)) == found
    for piece in found:
        assert any(text_of([piece]))


@given(TYPED)
def test_no_word_is_lost(text: str) -> None:
    """Letters and figures all come through; only marks and numbers of lists are taken away."""
    kept = text_of(pieces_of(text))
    for word in ("a", "words", "£"):
        assert kept.count(word) == text.count(word)


#: Pieces as a document brings them: words without line breaks or marks at their beginning.
WORDS = st.from_regex(r"[A-Za-z£][A-Za-z0-9 |\\,.-]{0,20}[a-z]", fullmatch=True)
CELL = st.just("") | WORDS | st.from_regex(r"[0-9]{1,4}%?", fullmatch=True)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of any size."""
    row = st.tuples(*[CELL] * draw(st.integers(2, 4)))
    rows = draw(st.lists(row, min_size=1, max_size=4))
    return Table(draw(st.just("") | WORDS), draw(row), tuple(rows))


LISTS = st.builds(
    Bullets, st.lists(WORDS, min_size=2, max_size=4).map(tuple), ordered=st.booleans()
)
PIECES = st.lists(st.builds(Paragraph, WORDS) | tables() | LISTS, max_size=6)


def _apart(pieces: list[object]) -> bool:
    """Two lists without counting that follow each other are read as one."""
    pairs = itertools.pairwise(pieces)
    return not any(
        isinstance(one, Bullets) and isinstance(other, Bullets) and not one.ordered | other.ordered
        for one, other in pairs
    )


@given(PIECES.filter(_apart))
def test_pieces_come_back_from_the_text_they_are_written_as(pieces: list) -> None:
    assert pieces_of(text_of(pieces)) == tuple(pieces)
