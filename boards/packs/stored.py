"""Editions as they are stored: an item read back from its JSON, and a paper taken out of a pack.

A pack that is out is never altered. When a paper is restricted afterwards, a further edition says
what the last one said, word for word, but for that paper: readers of the members' papers are told
that it is restricted, all others get a slip in its place. Numbers stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from boards.packs.blocks import Attached, Block, Item, Notice, Point, Slip

KINDS: dict[str, type[Block]] = {each.name: each for each in Block.__subclasses__()}
#: What ends a report, beside the end of its item.
ENDS_A_REPORT = ("report", "heading")

Plain = dict[str, object]


def block_of(plain: Mapping[str, object]) -> Block:
    """A block as it was stored."""
    values = {name: value for name, value in plain.items() if name != "block"}
    if "points" in values:
        values["points"] = tuple(Point(**point) for point in values["points"])
    return KINDS[plain["block"]](**values)


def item_of(plain: Mapping[str, object]) -> Item:
    """An item as it was stored; before schema 3 its number was an integer."""
    blocks = tuple(block_of(each) for each in plain["blocks"])
    return Item(**{**plain, "number": str(plain["number"]), "blocks": blocks})


def attached_in(pack: Mapping[str, object], *, number: str | None = None) -> list[Attached]:
    """The files that a pack names, or one item of it, in their order."""
    return [
        block_of(block)
        for item in pack["items"]
        for block in item["blocks"]
        if block["block"] == Attached.name and number in {None, item["number"]}
    ]


def opened_in(pack: Mapping[str, object], *, number: str | None = None) -> list[Attached]:
    """The files that the readers of a pack may have; before schema 3 members could have each."""
    for_members = pack["kind"] == "members"
    found = attached_in(pack, number=number)
    return [each for each in found if each.opens or for_members]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A report or one attachment that is not for everybody: what members and others are told."""

    block: str
    key: str
    notice: str
    slip: str


def without(pack: Plain, withheld: Withheld, *, for_members: bool) -> Plain:
    """The pack without the paper; the same pack where the paper is not in it."""
    items = [_without(item, withheld, for_members) for item in pack["items"]]
    return {**pack, "items": items}


def _without(item: Plain, withheld: Withheld, for_members: bool) -> Plain:
    blocks = item["blocks"]
    first = next((n for n, each in enumerate(blocks) if _is_it(each, withheld)), None)
    if first is None:
        return item
    last = _end(blocks, first)
    instead = _told if for_members else _slipped
    return {
        **item,
        "blocks": [*blocks[:first], *instead(blocks[first:last], withheld), *blocks[last:]],
    }


def _is_it(block: Plain, withheld: Withheld) -> bool:
    return block["block"] == withheld.block and block["key"] == withheld.key


def _end(blocks: list[Plain], first: int) -> int:
    """The place after the paper: the next one, or right after the line of an attachment."""
    if blocks[first]["block"] != "report":
        return first + 1
    rest = enumerate(blocks[first + 1 :], start=first + 1)
    return next((n for n, each in rest if each["block"] in ENDS_A_REPORT), len(blocks))


def _slipped(paper: list[Plain], withheld: Withheld) -> list[Plain]:
    number = next(block["number"] for block in paper if "number" in block)
    return [Slip(number, withheld.slip).plain()]


def _told(paper: list[Plain], withheld: Withheld) -> list[Plain]:
    head, *rest = paper
    if head["block"] == "attached":
        return [{**head, "words": withheld.notice}]
    return [head, Notice(withheld.notice).plain(), *rest]
