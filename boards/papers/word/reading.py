"""Reads a Word document: its headings, paragraphs, lists and tables in order, and what is left out.

Counted paragraphs of a report (“3.2”) become paragraphs, counted rows become lists; a list inside
a list becomes part of it. A table of one column or one row is a box around words, and its words are
read as if they stood outside. Source: ECMA-376, part 1, 17.4 (tables).
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from xml.etree.ElementTree import Element

from boards.papers.pieces import Bullets, Paragraph, Piece, Table
from boards.papers.word.archive import BROKEN, TOO_LONG, Archive, Unreadable, open_word
from boards.papers.word.content import Document, Heading
from boards.papers.word.styles import Row, Styles, child, is_on, value
from boards.papers.word.words import (
    BESIDE,
    COMMENTS,
    CONTENTS,
    HIDDEN,
    TRACKED,
    Ledger,
    Words,
    one_line,
    tidy,
)

#: More than all parts of a report can hold.
MOST_LETTERS = 200_000
NO_WORDS = "There are no words in this document."
NESTED_TABLE = "A table inside a table{near}: {words}"
NESTED_LIST = "A list inside a list{near}: its rows stand in one list now."
OTHER_DOCUMENT = "Another document inside this one."
NUMBERED = re.compile(r"table (\d[\d.]*?)\.?\s*(?:[:.–—-]\s*|\s)(\S.*)", re.IGNORECASE)
LONGEST_CAPTION = 200
MOST_COLUMNS = 60
THROUGH = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


@dataclass(frozen=True, slots=True)
class _ListRow:
    """A paragraph that is a row of a list."""

    row: Row
    words: str


_Item = Heading | Piece | _ListRow


def read_word(file: BinaryIO) -> Document:
    """What a Word file says; `file` is one that `boards.papers.files.check` knows as Word.

    Raises:
        Unreadable: it is broken, without words, or longer than what a report can hold.
    """
    try:
        with zipfile.ZipFile(file) as zipped:
            return _read(open_word(zipped))
    except zipfile.BadZipFile as error:
        raise Unreadable(BROKEN) from error


def _read(archive: Archive) -> Document:
    ledger = Ledger()
    body = _Body(archive, ledger)
    items = tuple(_captioned(_in_lists(body.items(archive.body), ledger)))
    for kind, sentence in (("comments", COMMENTS), *BESIDE.items()):
        if kind in archive.beside:
            ledger.leave(sentence)
    letters = sum(map(_letters, items))
    if letters > MOST_LETTERS:
        raise Unreadable(TOO_LONG)
    if not letters and not ledger.pictures:
        raise Unreadable(NO_WORDS)
    return Document(items, tuple(ledger.pictures), ledger.left)


def _letters(item: Heading | Piece) -> int:
    if isinstance(item, Bullets):
        return sum(map(len, item.rows))
    if isinstance(item, Table):
        return sum(len(cell) for row in (item.head, *item.rows) for cell in row)
    return len(item.text)


class _Body:
    """Reads what stands one below the other: paragraphs and tables."""

    def __init__(self, archive: Archive, ledger: Ledger) -> None:
        self._styles = Styles(archive.styles, archive.numbering)
        self._words = Words(archive, self._styles, ledger)
        self._ledger, self._carried = ledger, ""

    def items(self, parent: Element) -> Iterator[_Item]:
        """The headings and pieces in a part of the document, in order."""
        for each in parent:
            if each.tag == "p":
                yield from self._paragraph(each)
            elif each.tag == "tbl":
                yield from self._table(each)
            elif each.tag in {"ins", "moveTo", "customXml", "smartTag"}:
                yield from self.items(each)
            elif each.tag == "sdt":
                yield from self._control(each)
            elif each.tag == "AlternateContent":
                chosen = each.find("Choice")
                yield from self.items(chosen if chosen is not None else each)
            elif each.tag == "altChunk":
                self._ledger.leave(OTHER_DOCUMENT)

    def _control(self, control: Element) -> Iterator[_Item]:
        """A part of the page that Word looks after, such as the table of contents."""
        gallery = value(control, "sdtPr", "docPartObj", "docPartGallery").lower()
        if gallery == "table of contents":
            self._ledger.leave(CONTENTS)
            return
        content = control.find("sdtContent")
        yield from self.items(content) if content is not None else ()

    def _paragraph(self, paragraph: Element) -> Iterator[_Item]:
        properties = paragraph.find("pPr")
        if self._styles.is_contents(properties):
            self._ledger.leave(CONTENTS)
            return
        raw = self._carried + self._words.raw(paragraph)
        is_open = child(properties, "rPr", "del") is not None
        self._carried = raw if is_open else ""  # its end was struck out: it goes on in the next
        if not is_open and (words := tidy(raw)):
            yield self._item(properties, words)

    def _item(self, properties: Element | None, words: str) -> _Item:
        level = self._styles.heading_level(properties)
        if level is not None:
            self._ledger.near = one_line(words)
            return Heading(level, one_line(words))
        row = self._styles.row(properties)
        return _ListRow(row, one_line(words)) if row else Paragraph(words)

    # Tables ---------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Iterator[_Item]:
        rows = [list(_inner(row, "tc")) for row in _inner(table, "tr") if self._is_seen(row)]
        if len(rows) == 1 or all(len(row) == 1 for row in rows):
            for row in rows:
                for cell in row:
                    yield from self.items(cell)
            return
        cells = [self._row(row) for row in rows]
        width = max(map(len, cells), default=0)
        filled = [row + ("",) * (width - len(row)) for row in cells if any(row)]
        if len(filled) > 1:
            head, *others = filled
            yield Table("", head, tuple(others))
        elif filled:
            yield from (Paragraph(words) for words in filled[0] if words)

    def _is_seen(self, row: Element) -> bool:
        properties = row.find("trPr")
        if is_on(properties, "hidden"):
            self._ledger.leave(HIDDEN)
            return False
        if child(properties, "del") is not None:
            self._ledger.leave(TRACKED)
            return False
        return True

    def _row(self, cells: Iterable[Element]) -> tuple[str, ...]:
        found: list[str] = []
        for cell in cells:
            span = value(cell, "tcPr", "gridSpan")
            merged = child(cell, "tcPr", "vMerge")
            goes_on = merged is not None and merged.get("val", "continue") == "continue"
            found.append("" if goes_on else self._cell(cell))
            found += [""] * (min(int(span), MOST_COLUMNS) - 1 if span.isdigit() else 0)
        return tuple(found[:MOST_COLUMNS])

    def _cell(self, cell: Element) -> str:
        """The words of a cell on one line; a table inside it is left out and listed."""
        for inner in _inner(cell, "tbl"):
            if words := self._words.all_of(inner):
                self._ledger.leave(NESTED_TABLE, words=words)
        said = [words for each in _inner(cell, "p") if (words := one_line(self._words.of(each)))]
        return _joined(said)


def _inner(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, cells of a row or paragraphs of a cell, through what wraps them."""
    for each in element:
        if each.tag == tag:
            yield each
        elif each.tag in THROUGH:
            yield from _inner(each, tag)


def _joined(said: Iterable[str]) -> str:
    """Paragraphs of a cell one after the other, with a mark between where they have none."""
    found = ""
    for words in said:
        between = "" if not found else " " if found[-1] in ".,:;!?" else "; "
        found += between + words
    return found


# Lists --------------------------------------------------------------------------------------------


def _in_lists(items: Iterable[_Item], ledger: Ledger) -> Iterator[Heading | Piece]:
    """Rows that belong together as one list; everything else as it is."""
    counted: dict[str, int] = {}
    waiting: list[_ListRow] = []
    for item in items:
        goes_on = isinstance(item, _ListRow) and waiting and _belongs(item.row, waiting[0].row)
        if waiting and not goes_on:
            yield from _list(waiting, counted, ledger)
            waiting = []
        if isinstance(item, _ListRow):
            waiting.append(item)
        else:
            yield item
    if waiting:
        yield from _list(waiting, counted, ledger)


def _belongs(row: Row, first: Row) -> bool:
    if row.depth > first.depth or not (row.ordered or first.ordered):
        return True
    return row.ordered and first.ordered and row.list_key == first.list_key


def _list(rows: list[_ListRow], counted: dict[str, int], ledger: Ledger) -> Iterator[Piece]:
    first = rows[0].row
    if any(each.row.depth > first.depth for each in rows):
        ledger.leave(NESTED_LIST)
    if not first.ordered:
        yield Bullets(tuple(each.words for each in rows))
        return
    words = _outer(rows)
    key = f"{first.list_key}/{first.depth}"
    before = counted.get(key, 0)
    counted[key] = before + len(words)
    if not before and len(words) > 1:
        yield Bullets(tuple(words), ordered=True)
    else:  # one row alone, or one that goes on after words between: it keeps its number
        yield from (Paragraph(f"{n}. {each}") for n, each in enumerate(words, start=before + 1))


def _outer(rows: Iterable[_ListRow]) -> list[str]:
    """The rows of a counted list, each with those that are set in below it."""
    found: list[str] = []
    depth: int | None = None
    for each in rows:
        depth = each.row.depth if depth is None else depth
        if each.row.depth > depth:
            found[-1] = f"{found[-1]} – {each.words}"
        else:
            found.append(each.words)
    return found


def _captioned(items: Iterable[Heading | Piece]) -> Iterator[Heading | Piece]:
    """A line such as “Table 2 – Homes” right above a table is its caption."""
    held: Heading | Piece | None = None
    for item in items:
        caption = _caption(held) if isinstance(item, Table) else ""
        if caption:
            yield replace(item, caption=caption)
            held = None
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held


def _caption(item: Heading | Piece | None) -> str:
    if not isinstance(item, Paragraph) or len(item.text) > LONGEST_CAPTION:
        return ""
    found = NUMBERED.fullmatch(item.text)
    return f"Table {found[1]}: {found[2]}" if found else ""
