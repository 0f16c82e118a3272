"""Writes tables as CSV and XLSX files in which no cell can start a formula.

A spreadsheet program takes a cell for a formula where it begins with one of a few characters; one
that somebody has typed into our pages would run on the machine of whoever opens the file. Such a
text gets an apostrophe in front, which the programs know as “this is text”; numbers stay numbers.
Source: OWASP, “CSV Injection”.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

Cell = str | int | Decimal | date | None

#: With what a program takes a cell for a formula, or for the end of the cell.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What no XML file can hold; programs refuse to open a workbook that tries to.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Characters, of a cell in a workbook.
LONGEST = 32_000
#: In characters; a column is as wide as its longest word, within these.
NARROWEST, WIDEST = 10, 60
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a workbook says of when it was made: a file of the same rows is the same file.
MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - the format knows no zone
TO_FILL = PatternFill("solid", fgColor="FFF7E0")


def harmless(text: str) -> str:
    """A text as it may stand in a cell: what could start a formula has an apostrophe in front."""
    clean = UNWRITABLE.sub("", text)[:LONGEST]
    return f"'{clean}" if clean.lstrip(" \u00a0").startswith(STARTS) else clean


def as_typed(text: str) -> str:
    """The other way round: what was typed, of a text that `harmless` made harmless."""
    bare = text[1:]
    guarded = text.startswith("'") and bare.lstrip(" \u00a0").startswith(STARTS)
    return bare if guarded else text


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file (RFC 4180) in UTF-8, with the mark by which Excel knows that it is."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_plain(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its name, its rows (the first is the head), the columns to fill in."""

    title: str
    rows: Sequence[Sequence[Cell]]
    to_fill: frozenset[int] = frozenset()


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """A workbook; heads are bold and stay in view, and columns are as wide as what they hold."""
    book = Workbook(write_only=True)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = MADE
    for sheet in sheets:
        _write(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", sheet.title)[:31])
    page.freeze_panes = "A2"
    for place, width in enumerate(_widths(sheet.rows), start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(sheet.rows):
        page.append(list(_cells(page, row, sheet.to_fill, is_head=number == 0)))


def _cells(
    page: object, row: Sequence[Cell], to_fill: frozenset[int], *, is_head: bool
) -> Iterator[WriteOnlyCell]:
    for place, value in enumerate(row):
        said = isinstance(value, str)
        cell = WriteOnlyCell(page, value=harmless(value) if said else value)
        if said:
            cell.data_type = "s"  # whatever it looks like, it is a text
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if is_head:
            cell.font = Font(bold=True)
        elif place in to_fill:
            cell.fill = TO_FILL
        yield cell


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    longest = [max(len(_plain(cell)) for cell in column) for column in zip(*rows, strict=True)]
    return [min(WIDEST, max(NARROWEST, number + 2)) for number in longest]
