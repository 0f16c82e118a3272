"""Reads a fixture as YAML and remembers on which line everything stands.

Read safely: nothing in the file is ever run, nothing stands for anything elsewhere, and size and
depth are limited before there is anything to unfold.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import yaml

from corporate_parenting.strategy_check.findings import Mistake, shortened

MOST_BYTES = 1_000_000
DEEPEST = 10
#: What a value is that could not be read; a mistake has been noted for it.
UNREADABLE = object()
UNREADABLE_TAG = "unreadable"
TIMESTAMP = "tag:yaml.org,2002:timestamp"
#: Control, formatting, private and unassigned characters, line and paragraph separators.
HIDDEN_CATEGORIES = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
#: Of the others: the no-break spaces, and what an editor puts for something it could not read.
HIDDEN = {"\u00a0", "\u202f", "\ufffd"}

#: What PyYAML says, and what it means to somebody who does not write programs.
IN_PLAIN_WORDS = (
    ("mapping values are not allowed", "A colon and a space stand inside text without quotation marks, or the line is indented too far."),
    ("unexpected end of stream", "A quotation mark is opened here and never closed."),
    ("could not find expected ':'", "A line has no colon after the field’s name, or its text is not indented."),
    ("cannot start any token", "A value begins with a sign that needs quotation marks around the text."),
    ("expected <block end>", "The line does not belong to what stands above it: it is indented too little or too far, or text goes on after a closing quotation mark."),
    ("expected ',' or ']'", "A square bracket is opened and not closed, or a comma is missing."),
    ("expected ',' or '}'", "A curly bracket is opened and not closed, or a comma is missing."),
    ("sequence entries are not allowed", "A row or list entry begins in the middle of a line."),
)  # fmt: skip

#: Mistakes that are noticed below the line on which they were made.
BEGUN_ABOVE = ("unexpected end of stream", "could not find expected ':'")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the file and its place.

    `value` is a list of cells, a dictionary of cells, or what YAML makes of the text; `source` is
    the text as it is written.
    """

    value: object
    line: int
    source: str = ""


@dataclass
class Reading:
    """A file that was read: its text, its one value, and what was wrong on the way."""

    text: str = ""
    root: Cell | None = None
    mistakes: list[Mistake] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[str]:
        """The text line by line, once it is read."""
        return self.text.split("\n")

    def note(self, kind: str, line: int, what: str) -> None:
        """Remember a mistake."""
        self.mistakes.append(Mistake(kind, line, what))


def read(data: bytes) -> Reading:
    """The file's rows with their places; what cannot be read is noted as mistakes."""
    reading = Reading()
    if len(data) > MOST_BYTES:
        reading.note("too-big", 1, f"The file has more than {MOST_BYTES:,} bytes.")
        return reading
    reading.text = _decoded(data, reading)
    reading.text = _visible(reading)
    if reading.mistakes and not reading.text:
        return reading
    if not _tabs(reading):
        reading.root = _composed(reading)
    return reading


def _decoded(data: bytes, reading: Reading) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        reading.note("not-utf-8", line, "The file is not plain text in UTF-8.")
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_hidden(character: str) -> bool:
    """Whether nobody can see the character, or tell it from a space."""
    if character in "\n\t" or " " <= character <= "~":
        return False
    return character in HIDDEN or unicodedata.category(character) in HIDDEN_CATEGORIES


def _name(character: str) -> str:
    return unicodedata.name(character, f"character number {ord(character)}").lower()


def _visible(reading: Reading) -> str:
    """The text with every hidden character noted and replaced by a space."""
    lines = reading.text.split("\n")
    for number, line in enumerate(lines, start=1):
        hidden = [character for character in line if is_hidden(character)]
        if hidden:
            reading.note("invisible", number, f"An invisible character: {_name(hidden[0])}.")
            lines[number - 1] = "".join(" " if is_hidden(each) else each for each in line)
    return "\n".join(lines)


def _tabs(reading: Reading) -> bool:
    """Note each line that is indented with a tab; YAML cannot be read past it."""
    found = [
        number
        for number, line in enumerate(reading.text.split("\n"), start=1)
        if re.match(r" *\t[ \t]*\S", line)
    ]
    for number in found:
        reading.note("tab", number, "The line is indented with a tab.")
    return bool(found)


# From text to nodes -------------------------------------------------------------------------------


class Composer(yaml.SafeLoader):
    """PyYAML's safe loader, stopped before it follows aliases, tags or endless depth."""

    def __init__(self, text: str, reading: Reading) -> None:
        super().__init__(text)
        self.reading = reading
        self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node:
        """A node; what may not be in a fixture becomes one that says it cannot be read."""
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            self.get_event()
            self.reading.note("alias", line, f"“*{event.anchor}” stands for something elsewhere.")
            return _unreadable(event)
        refused = self._refused(event, line)
        self.depth += 1
        if self.depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return _unreadable(event) if refused else node

    def _refused(self, event: yaml.Event, line: int) -> bool:
        """Whether a value carries a tag; anchors are noted and forgotten."""
        if event.anchor:
            self.reading.note("anchor", line, f"“&{event.anchor}” gives the value a name.")
            event.anchor = None
        if event.tag:
            said = f"“{_as_written(event.tag)}” is an instruction to programs."
            self.reading.note("tag", line, said)
        return bool(event.tag)


def _as_written(tag: str) -> str:
    return shortened(tag.replace("tag:yaml.org,2002:", "!!"))


def _unreadable(event: yaml.Event) -> yaml.Node:
    return yaml.ScalarNode(UNREADABLE_TAG, "", event.start_mark, event.end_mark)


def _composed(reading: Reading) -> Cell | None:
    loader = Composer(reading.text, reading)
    try:
        node = loader.get_single_node()
        if node is None:
            reading.note("empty", 1, "There is nothing in the file.")
            return None
        return _cell(node, loader)
    except yaml.MarkedYAMLError as error:
        reading.mistakes.append(_in_plain_words(error))
    except yaml.YAMLError as error:
        reading.note("not-yaml", 1, f"The file cannot be read: {shortened(error)}.")
    finally:
        loader.dispose()
    return None


def _in_plain_words(error: yaml.MarkedYAMLError) -> Mistake:
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(sign in said for sign in BEGUN_ABOVE):
        mark = error.context_mark
    line = mark.line + 1 if mark else 1
    if error.problem == "too deep":
        return Mistake("too-deep", line, f"Values stand inside values more than {DEEPEST} deep.")
    if "single document" in said:
        return Mistake("two-documents", line, "A second document begins here.")
    plain = next((words for sign, words in IN_PLAIN_WORDS if sign in said), "")
    return Mistake("not-yaml", line, plain or f"The file cannot be read: {shortened(said)}.")


# From nodes to cells ------------------------------------------------------------------------------


def _cell(node: yaml.Node, loader: Composer) -> Cell:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Cell(dict(_entries(node, loader)), line)
    if isinstance(node, yaml.SequenceNode):
        return Cell([_cell(each, loader) for each in node.value], line)
    return Cell(_scalar(node, loader, line), line, node.value)


def _entries(node: yaml.MappingNode, loader: Composer) -> Iterator[tuple[str, Cell]]:
    """The fields of a mapping, each at the line of its name."""
    seen: dict[str, int] = {}
    for name, value in node.value:
        line = name.start_mark.line + 1
        if not isinstance(name, yaml.ScalarNode) or not name.value:
            loader.reading.note("no-name", line, "A value has no name before it.")
            continue
        if name.value in seen:
            said = f"“{shortened(name.value)}” stands on line {seen[name.value]} already."
            loader.reading.note("twice", line, said)
            continue
        seen[name.value] = line
        yield name.value, replace(_cell(value, loader), line=line)


def _scalar(node: yaml.ScalarNode, loader: Composer, line: int) -> object:
    """What YAML makes of a plain value: text, number, true or false, a date, or nothing."""
    if node.tag == UNREADABLE_TAG:
        return UNREADABLE
    if any(is_hidden(character) for character in node.value):
        hidden = next(character for character in node.value if is_hidden(character))
        loader.reading.note("invisible", line, f"An invisible character: {_name(hidden)}.")
    try:
        return loader.construct_object(node)
    except (ValueError, OverflowError, yaml.YAMLError):
        kind = "bad-date" if node.tag == TIMESTAMP else "not-a-number"
        sort = "day" if node.tag == TIMESTAMP else "number"
        loader.reading.note(kind, line, f"“{shortened(node.value)}” is no {sort} there is.")
        return UNREADABLE
