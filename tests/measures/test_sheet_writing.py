"""Tables as files: what a spreadsheet program makes of them, and that no cell starts a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from measures.sheets.writing import STARTS, Sheet, as_typed, csv_bytes, harmless, xlsx_bytes

HOSTILE = ("=1+1", "+44 20", "-3 of them", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u00a0=1")


def csv_cells(made: bytes) -> list[list[str]]:
    """The file as a program reads it."""
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def book(*rows: list, **more: object):
    """The first sheet of a workbook made of these rows."""
    return load_workbook(io.BytesIO(xlsx_bytes([Sheet("Figures", rows, **more)]))).active


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_starts_a_formula(text):
    assert harmless(text).startswith("'")
    assert csv_cells(csv_bytes([[text]]))[0][0].startswith("'")
    cell = book(["Head"], [text])["A2"]
    assert (cell.data_type, cell.value[0]) == ("s", "'")


@given(st.text())
def test_whatever_is_typed_comes_back_and_is_harmless_on_the_way(text):
    kept = harmless(text)
    assert not kept.lstrip(" \u00a0").startswith(STARTS)
    if kept in {text, f"'{text}"} and not text.startswith("'"):
        assert as_typed(kept) == text


def test_words_with_such_characters_inside_stay_as_they_are():
    for text in ("5 - 9", "a=b", "’tis", "'quoted'", "", "e@x"):
        assert harmless(text) == text == as_typed(text)


def test_numbers_stay_numbers():
    row = [-3, Decimal("41.70"), None, date(2026, 3, 31)]
    assert csv_cells(csv_bytes([row])) == [["-3", "41.70", "", "2026-03-31"]]
    page = book(["a", "b", "c", "d"], row)
    assert [cell.data_type for cell in page[2]] == ["n", "n", "n", "d"]
    assert page["B2"].value == 41.7


def test_a_csv_is_known_for_utf_8_and_keeps_lines_and_commas_in_their_cell():
    made = csv_bytes([["Zoë, “Ben”", "two\nlines"]])
    assert made.startswith(b"\xef\xbb\xbf")
    assert csv_cells(made) == [["Zoë, “Ben”", "two\nlines"]]


def test_what_no_workbook_can_hold_is_left_out():
    assert book(["Head"], ["a\x00b\x0bc\ufffe"])["A2"].value == "abc"
    assert len(book(["Head"], ["x" * 40_000])["A2"].value) == 32_000


def test_the_head_is_bold_and_stays_in_view_and_cells_to_fill_are_tinted():
    page = book(["Key", "Value"], ["a", None], to_fill=frozenset({1}))
    assert page.freeze_panes == "A2"
    assert (page["A1"].font.bold, page["A2"].font.bold) == (True, False)
    assert page["B2"].fill.fgColor.rgb == "00FFF7E0"
    assert page["B1"].fill.fgColor.rgb != "00FFF7E0"


def test_a_title_a_program_would_refuse_is_made_one_it_takes():
    made = xlsx_bytes([Sheet("2025/26: [figures]? " + "x" * 40, [["a"]])])
    (title,) = load_workbook(io.BytesIO(made)).sheetnames
    assert title == "2025 26   figures   " + "x" * 11
