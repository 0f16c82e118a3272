"""The words of a PDF, as a reader copies them: by the fonts' own tables, drawings inside drawings too."""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, parse_content_stream

HEX = r"<([0-9a-fA-F]+)>"


def text_of(pdf: Pdf, place: int | None = None) -> str:
    """The words of a PDF, or of one page of it (from 0), with one space wherever there is room."""
    pages = pdf.pages if place is None else [pdf.pages[place]]
    return " ".join(" ".join(_drawn(page.obj)) for page in pages)


def _drawn(holder: Object) -> Iterator[str]:
    """Line by line, in the order in which a page, or a drawing on it, draws them."""
    resources = holder.get("/Resources", Dictionary())
    line, at, letters = "", None, {}
    for operands, operator in parse_content_stream(holder):
        name = str(operator)
        if name == "cm" and at != operands[5]:
            yield " ".join(line.split())
            line, at = "", operands[5]
        elif name == "Tf":
            letters = _letters(resources.Font[str(operands[0])])
        elif name in {"Tj", "TJ", "'", '"'}:
            line += "".join(_decoded(each, letters) for each in _strings(operands[-1]))
        elif name == "Do":
            drawing = resources.XObject[str(operands[0])]
            if drawing.get("/Subtype") == "/Form":
                yield from (" ".join(line.split()), *_drawn(drawing))
                line = ""
    yield " ".join(line.split())


def _strings(shown: Object) -> Iterator[bytes]:
    for each in shown if isinstance(shown, Array) else [shown]:
        if isinstance(each, pikepdf.String):
            yield bytes(each)


def _decoded(shown: bytes, letters: dict[int, str] | None) -> str:
    if letters is None:
        return shown.decode("latin-1")
    pairs = zip(shown[::2], shown[1::2], strict=True)
    return "".join(letters.get(high << 8 | low, "?") for high, low in pairs)


def _letters(font: Object) -> dict[int, str] | None:
    """Which letters the marks of a font are; None where they are letters already."""
    if "/ToUnicode" not in font:
        return None
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for mark, letter in re.findall(rf"{HEX}\s*{HEX}", block):
            found[int(mark, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, letter in re.findall(rf"{HEX}\s*{HEX}\s*{HEX}", block):
            first = int(letter, 16)
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + step] = chr(first + step)
    return found
