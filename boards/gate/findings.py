"""What can be hidden in a file, and the sentence that says where.

Each kind has leaked children's data from real councils: a hidden sheet behind a chart, the cache
of a pivot table, a name under a black box that can be copied. Names of authors and titles are not
findings: nearly every file has them, and a gate that stops everything is soon waved through.

The sentences are made of our own words and of numbers: never of a name that stands in the file, for
a sheet or a file inside it may be called after a child.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

#: Counts up whenever more is found than before; a file looked into by an earlier gate is looked into
#: again (see `boards/gate/looking.py`).
VERSION = 2
#: What is said of a part that is not made as it should be.
BROKEN = "it is broken, or not what it says it is"


class Kind(StrEnum):
    """What was found."""

    HIDDEN_SHEET = "hidden sheet"
    HIDDEN_CELLS = "hidden rows or columns"
    PIVOT_CACHE = "figures kept for a pivot table"
    COMMENT = "comment"
    TRACKED_CHANGE = "tracked change"
    HIDDEN_TEXT = "hidden text"
    BLACKED_OUT = "text under a black box"
    PROPERTY = "property of the file"
    EMBEDDED_FILE = "file inside the file"
    LINK_TO_FILE = "figures kept from another file"
    LAYER = "hidden layer"
    ACTIVE = "program inside the file"
    LOCATION = "where a picture was taken"
    PICTURE_TEXT = "words kept with a picture"
    UNREADABLE = "cannot be looked into"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not seen on the page: its kind, where it is, and the sentence."""

    kind: Kind
    where: str
    words: str

    def plain(self) -> dict[str, str]:
        """The finding as a table keeps it."""
        return {"kind": self.kind.value, "where": self.where, "words": self.words}


def kept(rows: Iterable[Mapping[str, str]]) -> tuple[Finding, ...]:
    """Findings as they were kept."""
    return tuple(Finding(Kind(row["kind"]), row["where"], row["words"]) for row in rows)


def unreadable(where: str, why: str = BROKEN) -> Finding:
    """A part that could not be looked into is held back as if something were in it."""
    return Finding(Kind.UNREADABLE, where, f"{where} cannot be looked into: {why}.")
