"""What a pack is made of: a few generic blocks, and the canonical text that is hashed.

A block holds words and numbers that are ready to be read: small numbers are hidden before a block
is made, so that nothing hidden is ever in an edition. `SCHEMA` counts up whenever a block's fields
change; every schema ever written stays readable.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import ClassVar

SCHEMA = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an item; its name says which template draws it."""

    name: ClassVar[str] = ""

    def plain(self) -> dict[str, object]:
        """The block as JSON holds it."""
        return {"block": self.name, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading inside an item."""

    name: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph; its number is the same in every edition and in the PDF."""

    name: ClassVar[str] = "paragraph"
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Bullets(Block):
    """A list, as somebody wrote it in a report; `ordered` where its lines are counted."""

    name: ClassVar[str] = "bullets"
    number: str
    rows: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table: the first cell of a row names it; `numeric` are the columns of figures, from 0."""

    name: ClassVar[str] = "table"
    number: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts(Block):
    """Names and values: when, where, who is asked to do what."""

    name: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Promise(Block):
    """A promise, quoted exactly, with the stem it hangs on."""

    name: ClassVar[str] = "promise"
    number: str
    stem: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a chart: its day, its value where it may be shown, and its words."""

    label: str
    value: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A measure: its latest figure with counts, its rating in words, and its history to draw."""

    name: ClassVar[str] = "figure"
    number: str
    title: str
    value: str
    counts: str
    as_at: str
    rating: str
    tone: str
    why: str
    narrative: str
    unit: str
    alt: str
    target: str | None = None
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Question(Block):
    """A question of the forum, in its public wording."""

    name: ClassVar[str] = "question"
    number: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Slip(Block):
    """What stands where something is withheld: the reason, never the words.

    `key` tells apart slips that say the same, so that each keeps its number when another goes.
    """

    name: ClassVar[str] = "slip"
    number: str
    reason: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Report(Block):
    """The beginning of a report, which goes on to the next one or to the end of its item.

    `key` tells it from others, so that it can be taken out of a pack that is published already.
    """

    name: ClassVar[str] = "report"
    key: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Part(Block):
    """A heading inside a report."""

    name: ClassVar[str] = "part"
    text: str


@dataclass(frozen=True, slots=True)
class Recommendation(Block):
    """One thing the body is asked to do."""

    name: ClassVar[str] = "recommendation"
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked(Block):
    """What the body is asked to decide: item, its title, paragraph, and the recommendation there.

    An item for decision that recommends nothing stands here with its title alone.
    """

    name: ClassVar[str] = "asked"
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Attached(Block):
    """A file that goes with a report: its title and what is said about it, not the file itself.

    `opens` where the readers of this edition may have the file.
    """

    name: ClassVar[str] = "attached"
    key: str
    number: str
    title: str
    words: str
    media_type: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Notice(Block):
    """What readers of a restricted report must know before they read on."""

    name: ClassVar[str] = "notice"
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a pack; number "0" is the front page, "5A" came after 5 with a supplement.

    `key` tells the item from others in every edition, whatever its title becomes.
    """

    number: str
    title: str
    purpose: str = ""
    minutes: int = 0
    protected: bool = False
    key: str = ""
    blocks: tuple[Block, ...] = ()

    def plain(self) -> dict[str, object]:
        """The item as JSON holds it."""
        return {
            "key": self.key,
            "number": self.number,
            "title": self.title,
            "purpose": self.purpose,
            "minutes": self.minutes,
            "protected": self.protected,
            "blocks": [block.plain() for block in self.blocks],
        }


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything one kind of reader gets for a meeting.

    Its plain form has `changes` too: what is new beside the last edition, empty in the first. They
    are known only when it is stored.
    """

    kind: str
    body: str
    council: str
    meeting: str
    theme: str
    items: tuple[Item, ...] = field(default_factory=tuple)

    def plain(self) -> dict[str, object]:
        """The pack as JSON holds it."""
        return {
            "schema": SCHEMA,
            "kind": self.kind,
            "body": self.body,
            "council": self.council,
            "meeting": self.meeting,
            "theme": self.theme,
            "items": [item.plain() for item in self.items],
            "changes": [],
        }

    def canonical(self) -> str:
        """The pack as canonical JSON: the same words always give the same text."""
        return canonical(self.plain())


def canonical(plain: Mapping[str, object]) -> str:
    """JSON with one way to write it."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(content: str) -> str:
    """The hash that proves an edition's content is what was published."""
    return hashlib.sha256(content.encode()).hexdigest()
