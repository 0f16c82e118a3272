"""Whether words in Word and Excel files have the shade of what they stand on, or are put out of sight.

Told by what the file says of its words, for nothing draws these files here. What a style or a table
has by itself is not followed: white words on the dark head of a table are seen.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from boards.gate.xml import is_set, local, value

#: As dark as this or darker is black, from 0 (black) to 1 (white).
DARK = 0.25
#: How far two shades differ at least where words are seen.
LEAST_CONTRAST = 0.12
#: A number format that shows nothing, whatever the number.
SHOWS_NOTHING = re.compile(r"""("")?;("")?(;("")?(;(""|@?))?)?""")
#: Shapes with which words are covered; lines and arrows have names of their own.
BOXES = {"rect", "roundRect", "ellipse"}
#: A shape that is thinner is a rule, in the format's own unit: six points.
THINNEST = 6 * 12700
#: Colours by name or number, as the formats have them.
NAMED = {
    "tx1": 0.0,
    "dk1": 0.0,
    "black": 0.0,
    "windowText": 0.0,
    "bg1": 1.0,
    "lt1": 1.0,
    "white": 1.0,
}
INDEXED = {"0": 0.0, "8": 0.0, "64": 0.0, "1": 1.0, "9": 1.0}


def lightness(colour: str) -> float | None:
    """How light a colour of six or eight hexadecimal digits is, 0 to 1; None for “auto” and the like."""
    digits = _digits(colour)
    return digits and (0.2126 * digits[0] + 0.7152 * digits[1] + 0.0722 * digits[2]) / 255


def _digits(colour: str) -> tuple[int, int, int] | None:
    try:
        red, green, blue = bytes.fromhex(colour[-6:])
    except ValueError:
        return None
    return red, green, blue


def _look_alike(one: str, other: str) -> bool:
    """Whether two colours are nearly the same in red, green and blue."""
    pairs = zip(_digits(one) or (), _digits(other) or (), strict=False)
    return all(abs(first - second) < 255 * LEAST_CONTRAST for first, second in pairs)


# Word ---------------------------------------------------------------------------------------------


def hiding_styles(styles: Element) -> set[str]:
    """The styles of a document by which words are not shown."""
    rows = {value(each, "styleId"): each for each in styles.iter() if local(each) == "style"}
    hiding = {key for key, each in rows.items() if is_set(each, "vanish")}
    more = hiding
    while more:  # a style stands on another, which may stand on a third
        more = {key for key, each in rows.items() if _based_on(each) in more} - hiding
        hiding |= more
    return hiding


def _based_on(style: Element) -> str:
    return next((value(each, "val") for each in style if local(each) == "basedOn"), "")


def runs(element: Element, ground: str = "") -> Iterator[tuple[Element, str, bool]]:
    """Each run of words with the colour it stands on, and whether it was given that itself.

    The nearest counts: the run's own, the paragraph's, the table cell's; empty where nobody chose.
    """
    for child in element:
        own = _ground(child)
        if local(child) == "r":
            yield child, own or ground, bool(own)
        yield from runs(child, own or ground)


def _ground(element: Element) -> str:
    for properties in element:
        if local(properties) in {"rPr", "pPr", "tcPr"}:
            for each in properties:
                if local(each) == "highlight":
                    return {"black": "000000", "white": "ffffff"}.get(value(each, "val"), "")
                if local(each) == "shd" and lightness(value(each, "fill")) is not None:
                    return value(each, "fill")
    return ""


def is_blacked_out(run: Element, ground: str, *, own: bool) -> bool:
    """Whether words are as dark as what they stand on.

    Where nobody chose their colour, Word makes words white on a dark paragraph or cell; on a mark of
    their own they stay black, where no style says otherwise.
    """
    under, words = lightness(ground), _colour(run)
    if under is None or under > DARK:
        return False
    styled = any(local(each) == "rStyle" for each in run.iter())
    return _look_alike(words, ground) if words else own and not styled


def is_white_on_white(run: Element, ground: str) -> bool:
    """Whether words are as light as what they stand on, where both were chosen."""
    under, words = lightness(ground), _colour(run)
    return bool(words) and under is not None and under > DARK and _look_alike(words, ground)


def _colour(run: Element) -> str:
    """The colour somebody chose for its words; empty for none, or for “auto”."""
    chosen = (value(each, "val") for each in run.iter() if local(each) == "color")
    return next((each for each in chosen if _digits(each)), "")


def has_dark_shape(root: Element) -> bool:
    """Whether a dark shape without words of its own lies over a page."""
    for each in root.iter():
        if local(each) == "anchor" and value(each, "behindDoc") != "1" and _is_dark_shape(each):
            return True
        if local(each) in {"rect", "shape"} and _is_black_vml(each):
            return True
    return False


def _is_dark_shape(anchor: Element) -> bool:
    size = next((each for each in anchor.iter() if local(each) == "extent"), None)
    if (
        size is not None
        and min(int(value(size, "cx", "0")), int(value(size, "cy", "0"))) < THINNEST
    ):
        return False
    drawn = [each for each in anchor.iter() if local(each) == "wsp"]
    shapes = [each for shape in drawn for each in shape if local(each) == "spPr"]
    forms = {value(each, "prst") for shape in shapes for each in shape if local(each) == "prstGeom"}
    fills = (fill for shape in shapes for fill in shape if local(fill) == "solidFill")
    colours = [_drawn_colour(colour) for fill in fills for colour in fill]
    is_dark = any(c is not None and c <= DARK for c in colours)
    return is_dark and forms <= BOXES and not _has_words(anchor)


def _drawn_colour(colour: Element) -> float | None:
    if len(colour):
        return None  # a shade of it
    name = value(colour, "val")
    return NAMED[name] if name in NAMED else lightness(value(colour, "lastClr") or name)


def _is_black_vml(shape: Element) -> bool:
    colour = value(shape, "fillcolor").partition(" ")[0].lstrip("#")
    light = NAMED.get(colour, lightness(colour) if len(colour) == 6 else None)
    if light is None or light > DARK or value(shape, "filled") in {"f", "false"}:
        return False
    is_rule = value(shape, "hr") in {"t", "true"}
    return not (is_rule or _has_words(shape) or any(local(each) == "textpath" for each in shape))


def _has_words(element: Element) -> bool:
    return any(local(each) == "t" and (each.text or "").strip() for each in element.iter())


# Excel --------------------------------------------------------------------------------------------


def hiding_formats(styles: Element) -> set[str]:
    """The formats of a workbook in which nobody sees what a cell says, by their numbers."""
    lists = {local(each): list(each) for each in styles}
    fonts = [_font_colour(each) for each in lists.get("fonts", [])]
    fills = [_fill_colour(each) for each in lists.get("fills", [])]
    nothing = {
        value(each, "numFmtId")
        for each in lists.get("numFmts", [])
        if SHOWS_NOTHING.fullmatch(value(each, "formatCode"))
        and not value(each, "formatCode").endswith("@")
    }
    return {
        str(number)
        for number, each in enumerate(lists.get("cellXfs", []))
        if value(each, "numFmtId") in nothing
        or _is_same(_of(fonts, value(each, "fontId")), _of(fills, value(each, "fillId")))
    }


def _of(rows: list[float | None], number: str) -> float | None:
    return rows[int(number)] if number.isdecimal() and int(number) < len(rows) else None


def _is_same(words: float | None, under: float | None) -> bool:
    """Black on black or white on white; an R in red on red only says what the red says."""
    if words is None or under is None or LEAST_CONTRAST < under < 1 - LEAST_CONTRAST:
        return False
    return abs(words - under) < LEAST_CONTRAST


def _font_colour(font: Element) -> float | None:
    return next((_chosen(each) for each in font if local(each) == "color"), 0.0)


def _fill_colour(fill: Element) -> float | None:
    """The colour of a plain fill; without one the cell is white. Of patterns none can be told."""
    for pattern in fill:
        kind = value(pattern, "patternType", "none")
        if kind == "solid":
            front = (each for each in pattern if local(each) == "fgColor")
            return next((_chosen(each) for each in front), None)
        if kind != "none" or local(pattern) == "gradientFill":
            return None
    return 1.0


def _chosen(colour: Element) -> float | None:
    """A colour by its own digits, or as one of the first two of a theme: white and black."""
    if given := value(colour, "rgb"):
        return lightness(given)
    if value(colour, "tint"):
        return None
    if number := value(colour, "indexed"):
        return INDEXED.get(number)
    return {"0": 1.0, "1": 0.0}.get(value(colour, "theme"))
