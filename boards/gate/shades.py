"""Whether words in Word and Excel files have the shade of what they stand on, or are put out of sight.

Told by what the file says of its words, for nothing draws these files here. What a style or a table
has by itself is not followed: white words on the dark head of a table are seen.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from boards.gate.xml import is_set, local, value

#: As dark as this or darker is black, from 0 (black) to 1 (white).
DARK = 0.25
#: How far two shades differ at least where words are seen.
LEAST_CONTRAST = 0.1
#: A number format that shows nothing, whatever the number.
SHOWS_NOTHING = ";;"


def lightness(colour: str) -> float | None:
    """How light a colour of six or eight hexadecimal digits is, 0 to 1; None for “auto” and the like."""
    try:
        red, green, blue = bytes.fromhex(colour[-6:])
    except ValueError:
        return None
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


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
    their own they stay black.
    """
    under, words = lightness(ground), _colour(run)
    if under is None or under > DARK:
        return False
    return own if words is None else abs(words - under) < LEAST_CONTRAST or words <= DARK


def is_white_on_white(run: Element, ground: str) -> bool:
    """Whether words are as light as what they stand on, where both were chosen."""
    under, words = lightness(ground), _colour(run)
    if under is None or words is None or under <= DARK:
        return False
    return abs(words - under) < LEAST_CONTRAST


def _colour(run: Element) -> float | None:
    chosen = (each for each in run.iter() if local(each) == "color")
    return next((lightness(value(each, "val")) for each in chosen), None)


def has_dark_shape(root: Element) -> bool:
    """Whether a dark shape without words of its own lies over a page."""
    for each in root.iter():
        if local(each) == "anchor" and value(each, "behindDoc") != "1" and _is_dark_shape(each):
            return True
        if local(each) in {"rect", "shape"} and _is_black_vml(each):
            return True
    return False


def _is_dark_shape(anchor: Element) -> bool:
    shapes = [each for each in anchor.iter() if local(each) == "spPr"]
    fills = (fill for shape in shapes for fill in shape if local(fill) == "solidFill")
    colours = (lightness(value(colour, "val")) for fill in fills for colour in fill)
    return any(c is not None and c <= DARK for c in colours) and not _has_words(anchor)


def _is_black_vml(shape: Element) -> bool:
    colour = value(shape, "fillcolor").partition(" ")[0].lstrip("#")
    light = 0.0 if colour == "black" else lightness(colour) if len(colour) == 6 else None
    return light is not None and light <= DARK and not _has_words(shape)


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
        if value(each, "formatCode").replace(" ", "").startswith(SHOWS_NOTHING)
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
    return words is not None and under is not None and abs(words - under) < LEAST_CONTRAST


def _font_colour(font: Element) -> float | None:
    return next((_chosen(each) for each in font if local(each) == "color"), 0.0)


def _fill_colour(fill: Element) -> float | None:
    """The colour of a plain fill; without one the cell is white."""
    for pattern in fill:
        if value(pattern, "patternType") == "solid":
            front = (each for each in pattern if local(each) == "fgColor")
            return next((_chosen(each) for each in front), None)
    return 1.0


def _chosen(colour: Element) -> float | None:
    """A colour by its own digits, or as one of the first two of a theme: white and black."""
    if given := value(colour, "rgb"):
        return lightness(given)
    if value(colour, "tint"):
        return None
    return {"0": 1.0, "1": 0.0}.get(value(colour, "theme"))
