"""What a spreadsheet of figures looks like: its columns, its limits, and what can be wrong with it.

The limits are for a council's figures of one period: some 45 rows. A sheet at the limit is looked
into in well under two seconds, so nobody has to wait for a worker; the page says how much of the file
is sent, and that its rows are being looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

MEGABYTE = 2**20
MOST_BYTES = 2 * MEGABYTE
MOST_UNPACKED = 16 * MEGABYTE
MOST_PARTS = 200
MOST_ROWS = 2_000
MOST_COLUMNS = 60
LONGEST_CELL = 6_000
#: Characters in all; a workbook may name one text in every cell and be small itself.
MOST_LETTERS = 3_000_000
SHEET = "Figures"
WRONG = "What is wrong"


class Code(StrEnum):
    """What is wrong, in short, the same for ever: F of the file, R of a row, C of a cell."""

    NO_SHEET = "F01"
    TOO_BIG = "F02"
    UNPACKS = "F03"
    LOCKED = "F04"
    MACRO = "F05"
    BROKEN = "F06"
    ENCODING = "F07"
    ROWS = "F08"
    COLUMNS = "F09"
    HEAD = "F10"
    EMPTY = "F11"
    TOO_MUCH = "F12"
    COUNCIL = "R01"
    PERIOD = "R02"
    MEASURE = "R03"
    TWICE = "R04"
    REFUSED = "R05"
    UNREADABLE = "C01"
    DOES_NOT_FIT = "C02"
    FORMULA = "C03"


OF_FILE = {
    Code.NO_SHEET: "This is neither an Excel workbook (.xlsx) nor a CSV file. Its name does not "
    "decide: fill in the template and save it as one of these.",
    Code.TOO_BIG: f"This file is larger than {MOST_BYTES // MEGABYTE} MB, far more than figures need. "
    "Delete the empty rows below your figures, pictures and other sheets, and save it again.",
    Code.UNPACKS: "This file is far larger inside than it looks, often because thousands of empty "
    "rows carry a format. Copy your rows into a fresh template and send that.",
    Code.LOCKED: "This is an old Excel file (.xls), or one with a password. Save it as .xlsx, "
    "without a password.",
    Code.MACRO: "This file has a macro in it, a small program. Save it as .xlsx, without macros.",
    Code.BROKEN: "This file is broken or not complete. Open it, save it anew and send it again.",
    Code.ENCODING: "The letters of this file cannot be read. In Excel, save it as “CSV UTF-8 (comma "
    "delimited)”, or as .xlsx.",
    Code.ROWS: f"This file goes on for more than {MOST_ROWS:,} rows. Delete the empty rows below "
    "your figures and send it again.",
    Code.COLUMNS: f"This file has more than {MOST_COLUMNS} columns, or a cell too long to read. Copy "
    "your rows into a fresh template and send that.",
    Code.EMPTY: "There is nothing in this file.",
    Code.TOO_MUCH: "This file takes too long to read, or is made to. Copy your rows into a fresh "
    "template and send that.",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how it is known here, its title in the file, and whether officers fill it in."""

    name: str
    title: str
    is_filled_in: bool = False
    is_needed: bool = False


COLUMNS = (
    Column("council", "Council", is_needed=True),
    Column("period_end", "Period ends", is_needed=True),
    Column("key", "Key", is_needed=True),
    Column("title", "Measure"),
    Column("counted", "What is counted"),
    Column("last", "Last figure"),
    Column("numerator", "Numerator", is_filled_in=True, is_needed=True),
    Column("denominator", "Denominator", is_filled_in=True, is_needed=True),
    Column("value", "Value", is_filled_in=True, is_needed=True),
    Column("status", "Status", is_filled_in=True),
    Column("covers_to", "Covers only to", is_filled_in=True),
    Column("not_available", "Not available, because", is_filled_in=True),
    Column("narrative", "Narrative", is_filled_in=True),
    Column("corrective_action", "Where it is red: what will be done", is_filled_in=True),
    Column("reason", "Why it is corrected", is_filled_in=True),
)
TITLES = {column.name: column.title for column in COLUMNS}
FILLED_IN = tuple(column.name for column in COLUMNS if column.is_filled_in)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: in which row (as the program numbers it) and column, with what stands there.

    The row is nought where it is about the whole file.
    """

    code: str
    words: str
    row: int = 0
    column: str = ""
    value: str = ""

    def plain(self) -> dict[str, object]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its head, and its rows with their numbers."""

    head: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()

    def plain(self) -> dict[str, object]:
        """As it is kept."""
        return {"head": list(self.head), "rows": [[n, list(cells)] for n, cells in self.rows]}


def table(kept: dict) -> Table:
    """A table as it was kept; an empty one once it has been forgotten."""
    rows = ((number, tuple(cells)) for number, cells in kept.get("rows", ()))
    return Table(tuple(kept.get("head", ())), tuple(rows))


def of_file(code: Code) -> Finding:
    """What is wrong with a whole file."""
    return Finding(code, OF_FILE[code])


def columns_of(head: Sequence[str]) -> dict[str, int]:
    """At which place each known column stands; what else stands in the file is left alone."""
    known = {title.casefold(): name for name, title in TITLES.items()}
    found: dict[str, int] = {}
    for place, title in enumerate(head):
        name = known.get(" ".join(title.split()).casefold())
        if name:
            found.setdefault(name, place)
    return found


def wrong_with_head(head: Sequence[str]) -> Finding | None:
    """What is wrong with the first row; None where every column that is needed is there, once."""
    found = columns_of(head)
    missing = [each.title for each in COLUMNS if each.is_needed and each.name not in found]
    if missing:
        words = f"The first row must name the columns. Missing: {', '.join(missing)}."
        return Finding(Code.HEAD, f"{words} Start from the template.", row=1)
    titles = [" ".join(title.split()).casefold() for title in head]
    twice = [title for title in TITLES.values() if titles.count(title.casefold()) > 1]
    if twice:
        return Finding(Code.HEAD, f"This column is there twice: {twice[0]}.", 1, twice[0])
    return None


def cells_by_name(head: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """A row's cells by the name of their column; a short row ends in empty ones."""
    return {
        name: cells[place].strip() if place < len(cells) else ""
        for name, place in columns_of(head).items()
    }


def formulas(number: int, cells: dict[str, str]) -> list[Finding]:
    """The cells of a row in which a formula stands rather than its result."""
    words = "A formula stands here. Put in what it comes to."
    return [
        Finding(Code.FORMULA, words, number, TITLES[name], text)
        for name, text in cells.items()
        if text.startswith("=")
    ]


def repeated(keys: Iterable[str]) -> set[str]:
    """The keys that are there more than once."""
    seen: set[str] = set()
    return {key for key in keys if key in seen or seen.add(key)}
