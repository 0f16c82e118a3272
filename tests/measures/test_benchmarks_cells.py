"""What stands in a cell of published open data, and when its period ends."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.benchmarks.cells import SYMBOLS, Cell, WrongCell, period_end, read_cell, shown


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("14.9", "14.9"), (" 560 ", 560), ("12183016", 12183016)]
)
def test_a_number_is_kept_exactly(text, value):
    assert read_cell(text) == Cell(Decimal(value))


def test_a_count_is_a_whole_number():
    assert read_cell("53").count == 53
    assert read_cell("14.9").count is None
    assert read_cell("c").count is None


@pytest.mark.parametrize("symbol", ["c", "z", "x", "k", "u", "low", "~", ":"])
def test_each_symbol_has_words_and_no_value(symbol):
    cell = read_cell(symbol)
    assert (cell.value, cell.symbol) == (None, symbol)
    assert cell.words == SYMBOLS[symbol]
    assert len(cell.words) > 10


def test_a_symbol_may_be_written_large():
    assert read_cell(" C ").symbol == "c"


def test_why_a_small_count_is_not_there():
    assert read_cell("c").words == "kept back, because few children are counted"


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "12%", "1,204", "-3", "+3", "1e9", "NaN", "Infinity", "٣", "0x10", "1.2.3"),
        *("c c", "9" * 11, "1.23456", "<b>"),
    ],
)
def test_anything_else_is_refused_and_repeated(text):
    with pytest.raises(WrongCell, match="neither a number nor a symbol") as caught:
        read_cell(text)
    assert shown(text) in str(caught.value)


def test_an_empty_cell_is_refused():
    with pytest.raises(WrongCell, match="is empty"):
        read_cell("  ")


def test_what_is_repeated_is_short_and_shows_no_control_signs():
    assert shown("x" * 99) == f"“{'x' * 30}…”"
    assert shown("a\x1b[31m") == "“a�[31m”"


@given(st.text(max_size=40))
def test_a_cell_is_a_number_a_symbol_or_refused(text):
    try:
        cell = read_cell(text)
    except WrongCell:
        return
    assert (cell.value is None) == (cell.symbol in SYMBOLS)


@given(st.decimals(min_value=0, max_value=10**9, places=1, allow_nan=False))
def test_a_printed_number_is_read_as_it_was(number):
    assert read_cell(f"{number:f}").value == number


# Periods ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "identifier", "ends"),
    [
        ("2025", "Reporting year", date(2025, 3, 31)),
        ("2021", "reporting year ", date(2021, 3, 31)),
        ("202425", "Financial year", date(2025, 3, 31)),
        ("199900", "Financial year", date(2000, 3, 31)),
        ("2024", "Calendar year", date(2024, 12, 31)),
    ],
)
def test_the_last_day_of_a_period(period, identifier, ends):
    assert period_end(period, identifier) == ends


@pytest.mark.parametrize(
    ("period", "identifier"),
    [
        ("25", "Reporting year"),
        ("202425", "Reporting year"),
        ("202426", "Financial year"),
        ("2025", "Financial year"),
        ("2025", "Academic year"),
        ("", ""),
        ("2025x", "Calendar year"),
    ],
)
def test_another_period_is_refused(period, identifier):
    with pytest.raises(WrongCell, match="is needed"):
        period_end(period, identifier)
