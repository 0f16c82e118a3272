"""What is new in an edition beside the last one, in words for whoever read that.

Passages are told apart by their numbers, which never change; what a passage said before is not
repeated here, because it may have been taken out for a reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby

Plain = Mapping[str, object]

SLIP = "slip"


class Kind(StrEnum):
    """What became of a passage."""

    NEW = "new"
    OTHER_WORDS = "other words"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


ONE = {
    Kind.NEW: "{number} is new.",
    Kind.OTHER_WORDS: "{number} says something else.",
    Kind.WITHDRAWN: "{number} is no longer for the readers of these papers.",
    Kind.GONE: "{number} is no longer there.",
}
MANY = {
    Kind.NEW: "{first} to {last} are new.",
    Kind.OTHER_WORDS: "{first} to {last} say something else.",
    Kind.WITHDRAWN: "{first} to {last} are no longer for the readers of these papers.",
    Kind.GONE: "{first} to {last} are no longer there.",
}
NEW_ITEM = "Item {number}, {title}, is new."
OTHER_HEAD = "Item {number} has another title, purpose or time."
OTHER_FACTS = "Dates, headings or other facts of item {number} have changed."
FRONT_FACTS = "Dates or other facts of the meeting have changed."
FRONT = "0"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new: its item, its first passage or "" for the item itself, in words."""

    item: str
    number: str
    words: str

    def plain(self) -> dict[str, str]:
        """The change as JSON holds it."""
        return asdict(self)


def changes(before: Plain, now: Plain) -> list[Change]:
    """What is new in a pack, in the order of its items; nothing where both say the same."""
    earlier = {str(item["number"]): item for item in before["items"]}
    return [
        change
        for item in now["items"]
        for change in _of_item(earlier.get(str(item["number"])), item)
    ]


def _of_item(before: Plain | None, now: Plain) -> Iterator[Change]:
    number = str(now["number"])
    if before is None:
        yield Change(number, "", NEW_ITEM.format(number=number, title=now["title"]))
        return
    if any(before[name] != now[name] for name in ("title", "purpose", "minutes")):
        yield Change(number, "", OTHER_HEAD.format(number=number))
    for kind, run in groupby(_passages(before, now), key=lambda each: each[0]):
        numbers = [passage for _, passage in run]
        if kind is not None:
            yield Change(number, "" if kind is Kind.GONE else numbers[0], _words(kind, numbers))
    if _unnumbered(before) != _unnumbered(now):
        words = FRONT_FACTS if number == FRONT else OTHER_FACTS.format(number=number)
        yield Change(number, "", words)


def _words(kind: Kind, numbers: list[str]) -> str:
    if len(numbers) == 1:
        return ONE[kind].format(number=numbers[0])
    return MANY[kind].format(first=numbers[0], last=numbers[-1])


def _passages(before: Plain, now: Plain) -> Iterator[tuple[Kind | None, str]]:
    """Each passage with what became of it, None where nothing did; those that are gone last."""
    was, is_now = _numbered(before), _numbered(now)
    for number, block in is_now.items():
        if number not in was:
            yield Kind.NEW, number
        elif was[number] == block:
            yield None, number
        else:
            withdrawn = block["block"] == SLIP and was[number]["block"] != SLIP
            yield Kind.WITHDRAWN if withdrawn else Kind.OTHER_WORDS, number
    yield None, ""
    for number in was:
        if number not in is_now:
            yield Kind.GONE, number


def _numbered(item: Plain) -> dict[str, Plain]:
    return {block["number"]: block for block in item["blocks"] if "number" in block}


def _unnumbered(item: Plain) -> list[Plain]:
    return [block for block in item["blocks"] if "number" not in block]
