"""What a Word document's styles and numbering mean: which paragraph is a heading, which is hidden,
which is a row of a list and which only carries a number of its own.

Reports often count every paragraph (“3.2”); such a number is not a list. Source: ECMA-376, part 1,
17.7 (styles) and 17.9 (numbering).
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from boards.papers.word.content import TITLE

OFF = {"0", "false", "off"}
LOWEST = 9
DEEPEST = 20
HEADING = re.compile(r"heading ?([1-9])")
LETTERS_OF_A_NUMBER = re.compile(r"%\d")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: which list, how deep, and whether its rows are counted."""

    list_key: str
    depth: int
    ordered: bool


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property is set, or is set off; None where nothing is said of it."""
    found = properties.find(name) if properties is not None else None
    return None if found is None else found.get("val", "1") not in OFF


def child(element: Element | None, *path: str) -> Element | None:
    """The element down a path of names; None where a step is missing."""
    for name in path:
        element = element.find(name) if element is not None else None
    return element


def value(element: Element | None, *path: str) -> str:
    """The `val` of the element down a path of names; empty where a step is missing."""
    found = child(element, *path)
    return found.get("val", "") if found is not None else ""


class Styles:
    """A document's styles, each together with those it stands on."""

    def __init__(self, styles: Element, numbering: Element) -> None:
        self._styles = {each.get("styleId", ""): each for each in styles.findall("style")}
        self._lists = {n.get("numId", ""): n for n in numbering.findall("num")}
        self._shapes = {a.get("abstractNumId", ""): a for a in numbering.findall("abstractNum")}

    def _chain(self, key: str) -> list[Element]:
        """A style and those it stands on, nearest first; a circle ends."""
        found: list[Element] = []
        while key in self._styles and len(found) < DEEPEST:
            found.append(self._styles[key])
            key = value(found[-1], "basedOn")
        return found

    def _names(self, key: str) -> list[str]:
        return [value(style, "name").lower() for style in self._chain(key)]

    def heading_level(self, properties: Element | None) -> int | None:
        """The level of a heading; None for a paragraph of words."""
        key = value(properties, "pStyle")
        for name in self._names(key):
            if name == "title":
                return TITLE
            if numbered := HEADING.fullmatch(name):
                return int(numbered[1])
        said = [properties, *(style.find("pPr") for style in self._chain(key))]
        level = next((v for each in said if (v := value(each, "outlineLvl"))), "")
        return int(level) + 1 if level.isdigit() and int(level) < LOWEST else None

    def is_contents(self, properties: Element | None) -> bool:
        """Whether a paragraph is a line of the table of contents."""
        return any(name.startswith("toc ") for name in self._names(value(properties, "pStyle")))

    def hides(self, key: str) -> bool:
        """Whether a style of words or of paragraphs hides what has it."""
        for style in self._chain(key):
            said = is_on(style.find("rPr"), "vanish")
            if said is not None:
                return said
        return False

    def row(self, properties: Element | None) -> Row | None:
        """The list a paragraph is a row of; None where it is none, or only bears a number."""
        chain = self._chain(value(properties, "pStyle"))
        said = [properties, *(style.find("pPr") for style in chain)]
        number = next((v for each in said if (v := value(each, "numPr", "numId"))), "")
        depth = next((v for each in said if (v := value(each, "numPr", "ilvl"))), "0")
        shape = self._shape(number)
        if shape is None or not depth.isdigit():
            return None
        levels = {each.get("ilvl", "0"): each for each in shape.findall("lvl")}
        return _row(number, depth, levels)

    def _shape(self, number: str) -> Element | None:
        """What a list looks like; one that points at a style looks like the style's list."""
        shape = self._shapes.get(value(self._lists.get(number), "abstractNumId"))
        linked = value(shape, "numStyleLink")
        if linked and linked in self._styles:
            inner = value(self._styles[linked], "pPr", "numPr", "numId")
            shape = self._shapes.get(value(self._lists.get(inner), "abstractNumId"))
        return shape


def _row(number: str, depth: str, levels: dict[str, Element]) -> Row | None:
    level = levels.get(depth, levels.get("0"))
    kind = value(level, "numFmt")
    if level is None or kind == "none":
        return None
    if kind == "bullet":
        return Row(number, int(depth), ordered=False)
    below = levels.get(str(int(depth) + 1))
    if _is_of_sections(level) or (depth == "0" and _is_of_sections(below)):
        return None
    return Row(number, int(depth), ordered=True)


def _is_of_sections(level: Element | None) -> bool:
    """Whether a level's number is made of several, as “3.2” is."""
    return len(LETTERS_OF_A_NUMBER.findall(value(level, "lvlText"))) > 1
