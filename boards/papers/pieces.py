"""What a text somebody types is made of: paragraphs, lists and tables, and how each is written.

Typed as people type in an e-mail: an empty line between paragraphs; a line of a list begins with
“- ” or “• ”, or with its number where the list is counted; the cells of a table stand between
“|”, its first line is its head, and a line above it that begins with “Table:” is its caption.
Everything else is words and stays as it was typed; a mark inside a line is never read as one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

#: The sentence for those who type.
HOW = (
    "Begin each line of a list with “- ”, or with “1. ”, “2. ” and so on where it is counted; "
    "put “|” around the cells of a table, its headings in the first line, and write “Table:” with "
    "what it shows in the line above."
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; their lines are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` where its rows are counted from 1."""

    rows: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row has as many cells as the head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def numeric(self) -> tuple[int, ...]:
        """The columns, from 0, that hold figures and nothing else; the first names its row."""
        columns = list(zip(*self.rows, strict=True))
        return tuple(n for n, cells in enumerate(columns) if n and _are_figures(cells))


Piece = Paragraph | Bullets | Table
Found = tuple[Piece, int] | None

BULLET = re.compile(r"\s*[-•]\s+(\S.*)", re.DOTALL)
COUNTED = re.compile(r"\s*(\d{1,5})[.)]\s+(\S.*)", re.DOTALL)
CAPTION = re.compile(r"\s*(Table(?: \d[\d.]*)?[:.])\s+(\S.*)", re.DOTALL)
PIPE = re.compile(r"(?<!\\)\|")
DASHES = re.compile(r":?-{3,}:?|:-+:?|-+:")
FIGURE = re.compile(r"[-−+£€(]*\d[\d,.  ]*%?\)?|c|-|–|n/a", re.IGNORECASE)
PLAIN_CAPTION = "Table:"
BAR = r"\|"
#: A counted list has so many rows: one line that begins with “1.” may be a heading.
FEWEST = 2


def _are_figures(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    found = [cell for cell in filled if FIGURE.fullmatch(cell)]
    return len(found) == len(filled) and any(char.isdigit() for char in "".join(filled))


# Reading ------------------------------------------------------------------------------------------


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, in order; a text without words has none."""
    lines, found, place = text.split("\n"), [], 0
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        piece, place = _special(lines, place) or _paragraph(lines, place)
        found.append(piece)
    return tuple(found)


def _special(lines: Sequence[str], place: int) -> Found:
    return _table(lines, place) or _bullets(lines, place) or _counted(lines, place)


def _paragraph(lines: Sequence[str], place: int) -> tuple[Piece, int]:
    end = place + 1
    while end < len(lines) and lines[end].strip() and not _special(lines, end):
        end += 1
    return Paragraph("\n".join(lines[place:end]).strip()), end


def _next(lines: Sequence[str], place: int) -> int:
    """The place of the next line with words in it."""
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place


def _bullets(lines: Sequence[str], place: int) -> Found:
    rows: list[str] = []
    end = place
    while (at := _next(lines, end)) < len(lines) and (row := BULLET.fullmatch(lines[at])):
        words, end = _row(lines, at + 1, row[1])
        rows.append(words)
    return (Bullets(tuple(rows)), end) if rows else None


def _counted(lines: Sequence[str], place: int) -> Found:
    rows: list[str] = []
    end = place
    while (at := _next(lines, end)) < len(lines) and (row := COUNTED.fullmatch(lines[at])):
        if int(row[1]) != len(rows) + 1:
            break
        words, end = _row(lines, at + 1, row[2])
        rows.append(words)
    return (Bullets(tuple(rows), ordered=True), end) if len(rows) >= FEWEST else None


def _row(lines: Sequence[str], place: int, words: str) -> tuple[str, int]:
    """A row with the lines below it that are set in, and where it ends."""
    said = [words.strip()]
    while place < len(lines) and _goes_on(lines[place]):
        said.append(lines[place].strip())
        place += 1
    return " ".join(said), place


def _goes_on(line: str) -> bool:
    words = line.strip()
    begins = BULLET.fullmatch(line) or COUNTED.fullmatch(line) or CAPTION.fullmatch(line)
    return bool(words) and line[0].isspace() and not begins and not words.startswith("|")


def _table(lines: Sequence[str], place: int) -> Found:
    above = CAPTION.fullmatch(lines[place])
    start = _next(lines, place + 1) if above else place
    rows: list[tuple[str, ...]] = []
    end = start
    while end < len(lines) and (cells := _cells(lines[end])):
        if end != start + 1 or not all(DASHES.fullmatch(cell) for cell in cells):
            rows.append(cells)
        end += 1
    if len(rows) < FEWEST:
        return None
    width = max(map(len, rows))
    head, *others = (row + ("",) * (width - len(row)) for row in rows)
    return Table(_caption(above) if above else "", head, tuple(others)), end


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line of a table; nothing where it is none."""
    words = line.strip()
    if not words.startswith("|") or len(PIPE.findall(words)) < FEWEST:
        return ()
    cells = PIPE.split(words)[1:]
    if not cells[-1].strip():
        cells.pop()
    return tuple(cell.strip().replace(BAR, "|") for cell in cells)


def _caption(above: re.Match[str]) -> str:
    """A caption without “Table:”, but with its number where it has one: words refer to it."""
    words = above[2].strip()
    return words if above[1] == PLAIN_CAPTION else f"{above[1]} {words}"


# Writing ------------------------------------------------------------------------------------------


def text_of(pieces: Iterable[Piece]) -> str:
    """The text that has these pieces: what `pieces_of` reads as the same ones."""
    return "\n\n".join(_typed(piece) for piece in pieces)


def _typed(piece: Piece) -> str:
    if isinstance(piece, Paragraph):
        return piece.text
    if isinstance(piece, Bullets):
        marks = (f"{n}." if piece.ordered else "-" for n in range(1, len(piece.rows) + 1))
        return "\n".join(f"{mark} {row}" for mark, row in zip(marks, piece.rows, strict=True))
    return "\n".join(_table_lines(piece))


def _table_lines(table: Table) -> Iterable[str]:
    if table.caption:
        begins = CAPTION.fullmatch(table.caption)
        numbered = begins and begins[1] != PLAIN_CAPTION
        yield table.caption if numbered else f"{PLAIN_CAPTION} {table.caption}"
    first = table.rows[0] if table.rows else ()
    needs_dashes = all(DASHES.fullmatch(cell) for cell in first)
    dashes = [("---",) * len(table.head)] if needs_dashes else []
    for row in chain([table.head], dashes, table.rows):
        yield f"| {' | '.join(cell.replace('|', BAR) for cell in row)} |"
