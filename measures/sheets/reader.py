"""Reads one spreadsheet, in a process of its own that ends with it.

Run as a module, never imported: the file comes on its standard input, and its cells go to its
standard output as JSON, or the code of what is wrong with it. Whatever a hostile file does to the
libraries that read it, it does here: with so much memory and time and no more, and without leave to
write a file. Django is not loaded.
"""

import csv
import io
import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from measures.sheets.layout import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_UNPACKED,
    SHEET,
    Code,
    Table,
)

#: Of the process, in bytes and in seconds of work.
MEMORY = 256 * 2**20
SECONDS = 6
IS_ZIP, IS_OLE, ENCRYPTED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", 0x1
HUNDRED = 100


class WrongFile(Exception):
    """What is wrong with the file, as a code."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def read(content: bytes) -> Table:
    """The cells of a spreadsheet, by what is in it and never by its name.

    Raises:
        WrongFile: it is no spreadsheet, or one that is not read.
    """
    if not content.strip():
        raise WrongFile(Code.EMPTY)
    if content.startswith(IS_OLE):
        raise WrongFile(Code.LOCKED)
    rows = list(_kept(_xlsx(content) if content.startswith(IS_ZIP) else _csv(content)))
    if not rows:
        raise WrongFile(Code.EMPTY)
    (_, head), *others = rows
    return Table(head, tuple(others))


def _kept(rows: Iterable[Iterable[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that are not blank, with their numbers, within the limits."""
    letters = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise WrongFile(Code.ROWS)
        cells = tuple(row)
        while cells and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in cells):
            raise WrongFile(Code.COLUMNS)
        letters += sum(map(len, cells))
        if letters > MOST_LETTERS:
            raise WrongFile(Code.UNPACKS)
        if cells:
            yield number, cells


# CSV ----------------------------------------------------------------------------------------------


def _csv(content: bytes) -> Iterator[list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WrongFile(Code.ENCODING)
    if b"\0" in content or content.startswith((b"%PDF", b"{\\rtf", b"<")):
        raise WrongFile(Code.NO_SHEET)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongFile(Code.ENCODING) from error
    first = text.lstrip().partition("\n")[0]
    between = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    except csv.Error as error:
        raise WrongFile(Code.BROKEN) from error


# XLSX ---------------------------------------------------------------------------------------------


def _xlsx(content: bytes) -> Iterator[Iterator[str]]:
    try:
        _check_parts(content)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        page = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        page.reset_dimensions()
        for row in page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1):
            yield map(_text, row)
    except (zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError) as error:
        raise WrongFile(Code.BROKEN) from error
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        EOFError,
    ) as error:
        raise WrongFile(Code.BROKEN) from error  # what the library says of parts that do not fit


def _check_parts(content: bytes) -> None:
    """Whether the folder that a workbook is holds what one holds, of a size that can be read."""
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        parts = folder.infolist()
        names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise WrongFile(Code.UNPACKS)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise WrongFile(Code.LOCKED)
    if any("vbaProject" in name or "/macrosheets/" in name for name in names):
        raise WrongFile(Code.MACRO)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise WrongFile(Code.NO_SHEET)


def _text(cell: object) -> str:
    """A cell as it would be typed: 54 where the sheet shows 54%, and a formula as a formula."""
    value = cell.value
    if cell.data_type == "f" and not str(value).startswith("="):
        return f"={str(getattr(value, 'text', '')).lstrip('=')}"  # a formula of many cells
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format or "")
    return "" if value is None else str(value)


def _number(value: float, shown_as: str) -> str:
    number = Decimal(repr(value)) * (HUNDRED if "%" in shown_as else 1)
    return f"{number.normalize():f}" if number.is_finite() else str(value)


def main() -> None:
    """Read the file, say what is in it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    csv.field_size_limit(LONGEST_CELL * 4)
    try:
        said = read(sys.stdin.buffer.read()).plain()
    except WrongFile as wrong:
        said = {"wrong": wrong.code}
    except MemoryError:
        said = {"wrong": Code.TOO_MUCH}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
