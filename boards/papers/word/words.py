"""The words of a paragraph of a Word document: what a reader of the page would read, no more.

Left out: words that are hidden, under a black box, struck out or moved away while changes were
tracked, and comments. Nothing says what they were, only that they were there. What cannot be text
(footnotes, boxes, equations, pictures, links) is kept in the ledger, so that it is listed.
Source: ECMA-376, part 1, 17.3 (runs), 17.13.5 (tracked changes), 17.16 (fields).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from boards.papers.word.archive import Archive
from boards.papers.word.content import Picture
from boards.papers.word.styles import Styles, child, is_on, value

HIDDEN = "Hidden words. They are not read, and nobody sees here what they say."
COVERED = "Words under a black box. They are not read, and nobody sees here what they say."
TRACKED = "Tracked changes. What was put in is taken; what was struck out is not."
COMMENTS = "Comments. They are not read."
CONTENTS = "The table of contents: the pages of the papers make their own."
BESIDE = {"header": "What stands at the head of every page.", "footer": "And at its foot."}
EMBEDDED = "A file inside the document. Attach it as a file of its own."
CHART = "A chart{near}. Its figures can be written as a table, or attach it as a picture."
SHAPES = "A drawing made of shapes{near}. Say in words what it shows, or attach it as a picture."
PICTURE_GONE = "A picture{near} that is too big, or kept outside the document."
SYMBOL = "A symbol{near} that is no letter."
EQUATION = "An equation{near}: {words}"
BOX = "A text box{near}: {words}"
NOTE = "A footnote{near}: {words}"
LINK = "The address of the link “{words}”: {address}"
#: The most letters of something that is listed, and the most things.
LONGEST, MOST = 1_000, 200
AND_MORE = "And more of the kind."

SPACES = re.compile(r"[^\S\n]+")
WEB = ("http://", "https://", "mailto:")
TEXTS = {"t", "delText"}
BLACK, WHITE = "000000", "ffffff"


@dataclass
class Ledger:
    """What was met on the way: a sentence for each thing not taken, the pictures, and where we are."""

    near: str = ""
    pictures: list[Picture] = field(default_factory=list)
    #: Where in the file the pictures are that were met already.
    met: set[str] = field(default_factory=set)
    _left: dict[str, None] = field(default_factory=dict)

    def leave(self, sentence: str, **words: str) -> None:
        """Note something that is not taken; the same sentence twice is noted once."""
        at = f" at “{self.near}”" if self.near else ""
        said = {name: each[:LONGEST] for name, each in words.items()}
        if len(self._left) < MOST:
            self._left[sentence.format(near=at, **said)] = None
        else:
            self._left[AND_MORE] = None

    @property
    def left(self) -> tuple[str, ...]:
        """The sentences, in the order of the document."""
        return tuple(self._left)


def tidy(words: str) -> str:
    """Words without needless spaces and empty lines."""
    lines = (SPACES.sub(" ", line).strip() for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(words: str) -> str:
    """The same on one line."""
    return " ".join(words.split())


class Words:
    """Reads what stands inside paragraphs."""

    def __init__(self, archive: Archive, styles: Styles, ledger: Ledger) -> None:
        self._archive, self._styles, self._ledger = archive, styles, ledger
        self._style = ""
        through = ("ins", "moveTo", "smartTag", "customXml", "fldSimple", "bdo", "dir", "ruby")
        self._handlers: dict[str, Callable[[Element], str]] = {
            **dict.fromkeys((*through, "sdt", "sdtContent", "rubyBase"), self._inside),
            **dict.fromkeys(("ins", "moveTo"), self._put_in),
            **dict.fromkeys(("del", "moveFrom"), self._struck_out),
            **dict.fromkeys(("oMath", "oMathPara"), self._equation),
            **dict.fromkeys(("drawing", "pict", "object"), self._graphic),
            **dict.fromkeys(("footnoteReference", "endnoteReference"), self._note),
            "t": lambda each: each.text or "",
            "tab": lambda _: " ",
            "cr": lambda _: "\n",
            "noBreakHyphen": lambda _: "\u2011",
            "br": lambda each: "" if each.get("type") in {"page", "column"} else "\n",
            "r": self._run,
            "hyperlink": self._link,
            "sym": self._symbol,
            "commentReference": self._comment,
            "AlternateContent": self._alternatives,
        }

    def of(self, paragraph: Element) -> str:
        """The words of a paragraph, tidied; lines that were broken by hand are kept."""
        return tidy(self.raw(paragraph))

    def raw(self, paragraph: Element) -> str:
        """The same with its spaces, for words that go on in the next paragraph."""
        before, self._style = self._style, value(paragraph, "pPr", "pStyle")
        words = self._inside(paragraph)
        self._style = before
        return words

    def all_of(self, element: Element) -> str:
        """The words of all paragraphs in something, on one line."""
        return one_line(" ".join(self.of(each) for each in element.iter("p")))

    def _inside(self, element: Element) -> str:
        handlers = self._handlers
        return "".join(handlers[each.tag](each) for each in element if each.tag in handlers)

    # Runs -----------------------------------------------------------------------------------------

    def _run(self, run: Element) -> str:
        properties = run.find("rPr")
        if self._is_hidden(properties):
            return self._not_read(run, HIDDEN)
        if _is_covered(properties):
            return self._not_read(run, COVERED)
        return self._inside(run)

    def _is_hidden(self, properties: Element | None) -> bool:
        said = is_on(properties, "vanish")
        if said is None:
            hides = self._styles.hides
            said = hides(value(properties, "rStyle")) or hides(self._style)
        return said or bool(is_on(properties, "webHidden"))

    def _not_read(self, element: Element, sentence: str) -> str:
        if any((each.text or "").strip() for each in element.iter() if each.tag in TEXTS):
            self._ledger.leave(sentence)
        return ""

    def _put_in(self, element: Element) -> str:
        self._not_read(element, TRACKED)
        return self._inside(element)

    def _struck_out(self, element: Element) -> str:
        return self._not_read(element, TRACKED)

    # What is no text ------------------------------------------------------------------------------

    def _symbol(self, element: Element) -> str:
        self._ledger.leave(SYMBOL)
        return ""

    def _comment(self, element: Element) -> str:
        self._ledger.leave(COMMENTS)
        return ""

    def _link(self, element: Element) -> str:
        words = self._inside(element)
        link = self._archive.links.get(element.get("id", ""))
        if link and not link.inside and link.target.lower().startswith(WEB) and words.strip():
            self._ledger.leave(LINK, words=one_line(words), address=link.target)
        return words

    def _equation(self, element: Element) -> str:
        words = "".join(each.text or "" for each in element.iter("t"))
        self._ledger.leave(EQUATION, words=one_line(words))
        return ""

    def _note(self, element: Element) -> str:
        kind = element.tag.replace("Reference", "s")
        notes = self._archive.notes.get(kind)
        wanted = element.get("id")
        for note in notes if notes is not None else ():
            if note.get("id") == wanted:
                self._ledger.leave(NOTE, words=self.all_of(note))
        return ""

    def _alternatives(self, element: Element) -> str:
        """Word writes some things twice, for old programs too: the first is read."""
        chosen = element.find("Choice")
        chosen = element.find("Fallback") if chosen is None else chosen
        return self._inside(chosen) if chosen is not None else ""

    def _graphic(self, element: Element) -> str:
        tags = {each.tag for each in element.iter()}
        if "OLEObject" in tags:
            self._ledger.leave(EMBEDDED)
            return ""
        for box in _boxes(element):
            if words := self.all_of(box):
                self._ledger.leave(BOX, words=words)
        for tag, sentence in (("chart", CHART), ("relIds", SHAPES)):
            if tag in tags:
                self._ledger.leave(sentence)
        self._pictures(element)
        return ""

    def _pictures(self, element: Element) -> None:
        told = next(element.iter("docPr"), None)
        words = one_line(told.get("descr") or told.get("title") or "") if told is not None else ""
        for each in element.iter():
            if each.tag == "blip" and (each.get("embed") or each.get("link")):
                self._picture(each.get("embed", ""), words)
            elif each.tag == "imagedata" and each.get("id"):
                self._picture(each.get("id", ""), words or one_line(each.get("title", "")))

    def _picture(self, mark: str, words: str) -> None:
        link, ledger = self._archive.links.get(mark), self._ledger
        if link and link.target in ledger.met:
            return  # the same picture again: a logo, or written twice for old programs
        ledger.met.add(link.target if link else "")
        content = self._archive.picture(link.target) if link and link.inside else None
        if content is None or len(ledger.pictures) >= MOST:
            ledger.leave(PICTURE_GONE)
            return
        ledger.pictures.append(Picture(len(ledger.pictures) + 1, ledger.near, words, content))


def _boxes(element: Element) -> list[Element]:
    """The outermost text boxes: one inside another is read with it."""
    found: list[Element] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag == "txbxContent":
            found.append(each)
        else:
            waiting += reversed(list(each))
    return found


def _is_covered(properties: Element | None) -> bool:
    """Marked in black, with words that are not white on it."""
    shade = child(properties, "shd")
    shaded = shade is not None and shade.get("fill", "").lower() == BLACK
    covered = value(properties, "highlight") == "black" or shaded
    return covered and value(properties, "color").lower() != WHITE
