"""What Word and Excel files carry beside their pages.

They are folders of XML parts in a zip file: each part is looked at as it is, so that nothing is
missed because a library does not know it. Sizes are checked before anything is unpacked.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from boards.gate import shades
from boards.gate.findings import Finding, Kind, unreadable
from boards.gate.pictures import findings_in_picture
from boards.gate.xml import is_on, is_set, local, value

Look = Callable[[str, Element], Iterator[Finding]]

LARGEST = 200 * 1024 * 1024
MOST_PARTS = 5000

PARTS = (
    ("xl/pivotCache/", Kind.PIVOT_CACHE, "keeps the figures behind a pivot table"),
    ("xl/model/", Kind.PIVOT_CACHE, "keeps the figures of a data model"),
    ("xl/externalLinks/externalLink", Kind.LINK_TO_FILE, "keeps figures from another file"),
    ("xl/revisions/", Kind.TRACKED_CHANGE, "keeps its earlier words"),
    ("xl/embeddings/", Kind.EMBEDDED_FILE, "has another file inside it"),
    ("word/embeddings/", Kind.EMBEDDED_FILE, "has another file inside it"),
    ("word/afchunk", Kind.EMBEDDED_FILE, "has another file inside it"),
    ("xl/vbaProject", Kind.ACTIVE, "has a program inside it"),
    ("word/vbaProject", Kind.ACTIVE, "has a program inside it"),
    ("xl/activeX/", Kind.ACTIVE, "has a program inside it"),
    ("word/activeX/", Kind.ACTIVE, "has a program inside it"),
)
#: What gives cells colours that they do not say themselves.
COLOURS_BY_ITSELF = {"tablePart", "conditionalFormatting"}
PHOTOGRAPHS = (".png", ".jpg", ".jpeg", ".jfif", ".tif", ".tiff", ".webp")
#: Where a dark band belongs to the paper of the house.
HEADS = ("word/header", "word/footer")
CHANGES = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"}
#: Properties somebody writes; title and author are on nearly every file.
PROPERTIES = {"subject", "keywords", "description", "category", "contentStatus"}
#: Properties that programs write into nearly every file of an office.
BY_PROGRAMS = (
    "MSIP_Label",
    "ContentTypeId",
    "MediaService",
    "Order",
    "TaxCatchAll",
    "GrammarlyDoc",
)
#: How programs name the parts that are looked into: by what they are, and a number.
NAMED_BY_PROGRAMS = re.compile(
    r"(xl|word|docProps|customXml)/([A-Za-z]{2,20}/)?[A-Za-z]{2,20}\d*\.xml"
)
#: Parts that Office itself writes into nearly every file.
OFFICE_S_OWN = (
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    "http://schemas.microsoft.com/office/2006/coverPageProps",
    "http://schemas.microsoft.com/office/2006/metadata",
    "http://schemas.microsoft.com/sharepoint",
)


def findings_in_office(content: bytes) -> list[Finding]:
    """What a DOCX or XLSX file carries beside its pages."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            if too_large(folder):
                return [unreadable("The file", "it is far larger unpacked than it looks")]
            looks = _looks(folder)
            found = [f for name in folder.namelist() for f in _part(folder, name, looks)]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        return [unreadable("The file")]
    return list(dict.fromkeys(found))


def too_large(folder: zipfile.ZipFile) -> bool:
    """Whether unpacking would fill the machine rather than give a paper."""
    parts = folder.infolist()
    return len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST


def _part(folder: zipfile.ZipFile, name: str, looks: dict[str, Look]) -> Iterator[Finding]:
    for start, kind, words in PARTS:
        if name.startswith(start) and not name.endswith((".rels", "/")):
            yield Finding(kind, start, f"The file {words}.")
    if "/media/" in name and name.lower().endswith(PHOTOGRAPHS):
        yield from findings_in_picture(folder.read(name), "A picture in the file")
    look = next((look for start, look in looks.items() if name.startswith(start)), None)
    if look and name.endswith(".xml"):
        try:
            yield from look(_where(name), fromstring(folder.read(name), forbid_dtd=True))
        except (ParseError, DefusedXmlException, ValueError):
            yield unreadable("A part of the file")


def _looks(folder: zipfile.ZipFile) -> dict[str, Look]:
    """How each part is looked at, by how its name begins."""
    document = partial(_document, styles=_of(folder, "word/styles.xml", shades.hiding_styles))
    sheet = partial(_sheet, formats=_of(folder, "xl/styles.xml", shades.hiding_formats))
    return {
        "xl/workbook": _workbook,
        "xl/worksheets/": sheet,
        "xl/comments": _comments,
        "xl/threadedComments/": _comments,
        "word/comments": _comments,
        "word/document": document,
        "word/header": document,
        "word/footer": document,
        "word/footnotes": document,
        "word/endnotes": document,
        "word/settings": _settings,
        "docProps/core": _core,
        "docProps/custom": _custom,
        "customXml/item": _custom_part,
    }


def _of(folder: zipfile.ZipFile, name: str, read: Callable[[Element], set[str]]) -> set[str]:
    """What a part says of the others; nothing where it is not there, or is broken."""
    try:
        return read(fromstring(folder.read(name), forbid_dtd=True))
    except (KeyError, ParseError, DefusedXmlException, ValueError):
        return set()


def _where(name: str) -> str:
    """Which part it is, as far as programs name parts: what somebody else has named is not told."""
    return name if NAMED_BY_PROGRAMS.fullmatch(name) else "a part"


def _workbook(name: str, root: Element) -> Iterator[Finding]:
    sheets = [each for each in root.iter() if local(each) == "sheet"]
    for place, sheet in enumerate(sheets, start=1):
        if value(sheet, "state", "visible") != "visible":
            words = f"Sheet {place} of {len(sheets)} is hidden."
            yield Finding(Kind.HIDDEN_SHEET, name, words)


def _sheet(name: str, root: Element, *, formats: set[str]) -> Iterator[Finding]:
    cells = [each for each in root.iter() if local(each) == "c" and _says_something(each)]
    for what in sorted(_hidden(root, cells)):
        words = f"{_sheet_in_words(name)} has hidden {what}."
        yield Finding(Kind.HIDDEN_CELLS, name, words)
    by_itself = any(local(each) in COLOURS_BY_ITSELF for each in root.iter())
    if not by_itself and any(value(each, "s", "0") in formats for each in cells):
        words = f"{_sheet_in_words(name)} has cells whose words nobody sees."
        yield Finding(Kind.HIDDEN_TEXT, name, words)


def _hidden(root: Element, cells: list[Element]) -> set[str]:
    """Whether rows or columns are hidden that say something."""
    said = {_column(value(each, "r")) for each in cells}
    found = set()
    for each in root.iter():
        if local(each) == "col" and _is_not_seen(each):
            first, last = int(value(each, "min", "1")), int(value(each, "max", "16384"))
            if any(column is None or first <= column <= last for column in said):
                found.add("columns")
        elif (local(each) == "row" and _is_not_seen(each) and any(map(_says_something, each))) or (
            local(each) == "sheetFormatPr" and is_on(each, "zeroHeight") and cells
        ):
            found.add("rows")
    return found


def _column(place: str) -> int | None:
    """The number of a cell's column; None where its place is not told."""
    letters = place.rstrip("0123456789")
    if not letters.isalpha() or not letters.isascii():
        return None
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _says_something(cell: Element) -> bool:
    return any(local(each) in {"v", "t"} and (each.text or "").strip() for each in cell.iter())


def _sheet_in_words(name: str) -> str:
    """The sheet by the number of its part: Excel counts them from the left when it saves."""
    number = re.search(r"(\d+)\.xml$", name)
    return f"Sheet {number[1]}" if number else "A sheet"


def _is_not_seen(cells: Element) -> bool:
    if is_on(cells, "hidden") or is_on(cells, "zeroHeight"):
        return True
    size = {"row": "ht", "col": "width"}.get(local(cells))
    given = value(cells, size) if size else ""
    return bool(given) and float(given) == 0


def _comments(name: str, root: Element) -> Iterator[Finding]:
    if any(local(each) in {"comment", "threadedComment"} for each in root.iter()):
        yield Finding(Kind.COMMENT, name, "The file has comments.")


def _document(name: str, root: Element, *, styles: set[str]) -> Iterator[Finding]:
    if any(local(each) in CHANGES for each in root.iter()):
        yield Finding(Kind.TRACKED_CHANGE, name, "The file has changes that were tracked.")
    runs = [each for each in shades.runs(root) if _has_text(each[0])]
    hidden = any(is_set(run, "vanish") or _style_of(run, "rStyle") in styles for run, *_ in runs)
    paragraphs = (each for each in root.iter() if local(each) == "p" and _has_text(each))
    hidden = hidden or any(_style_of(each, "pStyle") in styles for each in paragraphs)
    if hidden or any(shades.is_white_on_white(run, ground) for run, ground, _ in runs):
        yield Finding(Kind.HIDDEN_TEXT, name, "The file has hidden text.")
    if any(shades.is_blacked_out(run, ground, own=own) for run, ground, own in runs):
        yield Finding(Kind.BLACKED_OUT, name, "The file has words under a black box.")
    if not name.startswith(HEADS) and shades.has_dark_shape(root):
        words = "A dark shape lies over a page; words may stand under it."
        yield Finding(Kind.BLACKED_OUT, name, words)


def _has_text(run: Element) -> bool:
    return any(local(each) == "t" and (each.text or "").strip() for each in run.iter())


def _style_of(element: Element, kind: str) -> str:
    return next((value(each, "val") for each in element.iter() if local(each) == kind), "")


def _settings(name: str, root: Element) -> Iterator[Finding]:
    if any(local(each) == "docVar" and value(each, "val").strip() for each in root.iter()):
        yield Finding(Kind.PROPERTY, name, "The file keeps words in its variables.")


def _core(name: str, root: Element) -> Iterator[Finding]:
    for each in root:
        if local(each) in PROPERTIES and (each.text or "").strip():
            words = f"The file’s properties have a {local(each)}."
            yield Finding(Kind.PROPERTY, name, words)


def _custom(name: str, root: Element) -> Iterator[Finding]:
    for each in root:
        title = value(each, "name")
        if "".join(each.itertext()).strip() and not title.startswith(BY_PROGRAMS):
            words = "The file has a property that somebody has added."
            yield Finding(Kind.PROPERTY, name, words)


def _custom_part(name: str, root: Element) -> Iterator[Finding]:
    if "itemProps" in name or root.tag.lstrip("{").startswith(OFFICE_S_OWN):
        return
    if "".join(root.itertext()).strip():
        yield Finding(Kind.PROPERTY, name, "The file keeps data that no page shows.")
