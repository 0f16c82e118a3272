"""Which words of a document belong to which part of a report.

A heading belongs to a part that is called the same, whatever their capitals, numbers and marks, or
that is usually called so; an implication is also found by the words that tell it from the others.
What follows a heading belongs with it, down to the next one that stands as high. Words before the
first heading, and headings that belong to no part, go to the main text under their own words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from boards.papers.parts import Kind, Part
from boards.papers.pieces import Bullets, Paragraph, Piece, text_of
from boards.papers.word.content import TITLE, Heading

#: What parts are usually called, besides their name in the template.
USUALLY = {
    Kind.SUMMARY: ("executive summary", "summary", "summary of report", "report summary"),
    Kind.RECOMMENDATIONS: ("recommendations", "recommendation", "officer recommendations"),
    Kind.PLAIN: (
        *("in plain english", "plain english", "plain english summary", "in plain words"),
        *("plain language summary", "easy read", "easy read summary"),
    ),
    Kind.TEXT: ("report", "main report", "main text", "full report", "body of report"),
}
#: Words that do not tell one implication from another.
COMMON = {"implication", "implications", "consideration", "considerations", "and", "of", "for"}
#: What is called either way.
ALIKE = {
    **dict.fromkeys(("financial", "finance", "finances", "resources"), "resource"),
    **dict.fromkeys(("equalities", "edi"), "equality"),
    "risks": "risk",
}
#: Sections in which a council writes what its report is about.
MAIN = ("main issues", "main report", "main text", "report", "key issues", "issues", "details")
NUMBER = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[a-zA-Z][.)]|\(?[ivxIVX]+[.)])\s+")
#: A number that only counts: “18 children” and “1.5 million” begin with one that says something.
ONLY_COUNTS = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+\s+(?=[A-Z])|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]+)[.)]\s+)"
)
NO_LETTERS = re.compile(r"[^\w\s]|_")
#: The longest line without a heading's look that is taken for one, where it is called like a part.
LONGEST_HEADING = 80
MOST_RECOMMENDATIONS = 60

NO_HEADINGS = "It has no headings, so everything is in “{main}”."
STRAY = "“{heading}” is no part of this report: it is in “{main}” under these words."
BEGINNING = "What stands before the first heading is in “{main}”."
TWICE = "“{title}” has the words of {number} headings, one after the other."
EMPTY = "“{heading}” is left out: no words follow it."
TITLE_LEFT = "Its title, “{title}”, is left out: the report keeps its own."
STEM = "“{words}” is left out: each recommendation stands alone."
TOO_MANY = "The recommendation “{words}” is left out: {most} is the most."


@dataclass
class Placed:
    """What a document brings to a report.

    `texts` are the words of each field it has words for, `came` the headings they stood under,
    `remarks` a sentence for all that went where nobody might look for it.
    """

    texts: dict[str, str] = field(default_factory=dict)
    recommendations: tuple[str, ...] = ()
    came: dict[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def plain(words: str) -> str:
    """A heading's words alone: no number before them, no capitals, no marks."""
    bare = _without(NUMBER, words.strip()).replace("&", " and ")
    bare = NO_LETTERS.sub(" ", bare.replace("’", "").replace("'", ""))
    return " ".join(word for word in bare.casefold().split() if word != "the")


def _without(number: re.Pattern[str], words: str) -> str:
    found = number.match(words)
    return words[found.end() :] if found else words


def part_for(words: str, parts: Sequence[Part]) -> Part | None:
    """The part a heading belongs to; None where there is none, or more than one."""
    wanted = plain(words)
    if not wanted:
        return None
    named = [part for part in parts if plain(part.title) == wanted]
    usual = [part for part in parts if wanted in USUALLY.get(part.kind, ())]
    alike = [part for part in parts if part.kind is Kind.IMPLICATION and _is_of(wanted, part)]
    found = named or usual or alike
    return found[0] if len(found) == 1 else None


def _is_of(wanted: str, part: Part) -> bool:
    asked, said = _telling(wanted), _telling(plain(part.title))
    return bool(asked) and asked <= said


def _telling(words: str) -> set[str]:
    return {ALIKE.get(word, word) for word in words.split()} - COMMON


def main_of(parts: Sequence[Part]) -> Part:
    """The part for words that belong nowhere else."""
    for part in parts:
        if part.kind is Kind.TEXT:
            return part
    sections = [part for part in parts if part.kind is Kind.SECTION]
    return next((part for part in sections if plain(part.title) in MAIN), sections[0])


def place(items: Iterable[Heading | Piece], parts: Sequence[Part]) -> Placed:
    """What a document says, part by part."""
    placing = _Placing(parts)
    for item in items:
        placing.take(item)
    return placing.done()


class _Placing:
    """The state on the way through a document: in which part we are, under which heading."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts, self._main = parts, main_of(parts)
        self._part, self._level = self._main, TITLE
        self._pieces: dict[str, list[Piece]] = {}
        self._came: dict[str, list[str]] = {}
        self._remarks: list[str] = []
        #: Headings whose words have not come yet, each with whether no part is called like it.
        self._waiting: list[tuple[Heading, bool]] = []
        self._began = self._has_beginning = False

    def take(self, item: Heading | Piece) -> None:
        """One thing after the other."""
        heading = self._heading(item)
        if heading is None:
            self._put(item)
        elif (part := part_for(heading.text, self._parts)) is not None:
            self._begin(heading, part)
        elif heading.level == TITLE:
            self._remarks.append(TITLE_LEFT.format(title=heading.text))
        else:
            self._begin_other(heading)

    def _heading(self, item: Heading | Piece) -> Heading | None:
        """A heading, or a line of its own that is called like a part of the report."""
        if isinstance(item, Heading):
            return item
        is_line = isinstance(item, Paragraph) and len(item.text) <= LONGEST_HEADING
        if is_line and part_for(item.text, self._parts) and not item.text.endswith("."):
            return Heading(self._level or 1, item.text)
        return None

    def _begin(self, heading: Heading, part: Part) -> None:
        self._drop_waiting()
        self._part, self._level, self._began = part, heading.level, True
        self._came.setdefault(part.field, []).append(heading.text)

    def _begin_other(self, heading: Heading) -> None:
        """A heading that no part is called: below another it stays there, else it goes to main."""
        self._drop_waiting(heading.level)
        strays = not self._began or heading.level <= self._level
        if strays:
            self._part, self._level, self._began = self._main, heading.level, True
        self._waiting.append((heading, strays))

    def _drop_waiting(self, level: int = TITLE) -> None:
        """Leave out headings, from that level down, that no words followed."""
        gone = [heading for heading, _ in self._waiting if heading.level >= level]
        self._remarks += [EMPTY.format(heading=heading.text) for heading in gone]
        self._waiting = [each for each in self._waiting if each[0].level < level]

    def _put(self, piece: Piece) -> None:
        self._has_beginning |= not self._began
        kept = self._pieces.setdefault(self._part.field, [])
        for heading, strays in self._waiting:
            if self._part.kind is not Kind.RECOMMENDATIONS:
                kept.append(Paragraph(_without(ONLY_COUNTS, heading.text)))
            if strays:
                where = STRAY.format(heading=heading.text, main=self._main.title)
                self._remarks.append(where)
                self._came.setdefault(self._part.field, []).append(heading.text)
        self._waiting = []
        kept.append(piece)

    def done(self) -> Placed:
        """What came where, and what is to be said of it."""
        self._drop_waiting()
        asked_at = next(p.field for p in self._parts if p.kind is Kind.RECOMMENDATIONS)
        asked, said = recommendations_of(self._pieces.pop(asked_at, []))
        return Placed(
            {name: text_of(pieces) for name, pieces in self._pieces.items()},
            asked,
            {name: tuple(headings) for name, headings in self._came.items()},
            (*self._about_headings(), *self._remarks, *said),
        )

    def _about_headings(self) -> Iterable[str]:
        if not self._began:
            yield NO_HEADINGS.format(main=self._main.title)
        elif self._has_beginning:
            yield BEGINNING.format(main=self._main.title)
        for part in self._parts:
            own = [h for h in self._came.get(part.field, ()) if part_for(h, self._parts) is part]
            if len(own) > 1:
                yield TWICE.format(title=part.title, number=len(own))


def recommendations_of(pieces: Sequence[Piece]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The recommendations in some pieces, one for each box, and what is to be said of the rest."""
    found: list[str] = []
    remarks: list[str] = []
    for piece in pieces:
        if isinstance(piece, Bullets):
            found += piece.rows
        elif isinstance(piece, Paragraph):
            is_stem = piece.text.endswith(":")
            remarks += [STEM.format(words=piece.text)] if is_stem else []
            found += [] if is_stem else [_without(ONLY_COUNTS, piece.text.lstrip("-• "))]
        else:
            found += [" – ".join(cell for cell in row if cell) for row in piece.rows]
    kept, over = found[:MOST_RECOMMENDATIONS], found[MOST_RECOMMENDATIONS:]
    remarks += [TOO_MANY.format(words=words, most=MOST_RECOMMENDATIONS) for words in over]
    return tuple(kept), tuple(remarks)
