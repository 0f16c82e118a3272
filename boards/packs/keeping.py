"""Passages keep their numbers from edition to edition, for every kind of reader alike.

The rule is `boards.numbering`; here it is asked for whole packs. Members' papers have every
passage, so what they say decides the numbers of all.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from boards.models import Edition, Meeting
from boards.numbering import Passage, passage_numbers
from boards.packs.blocks import Block, Item, Pack, canonical
from boards.packs.stored import item_of


def with_kept_numbers(meeting: Meeting, packs: Iterable[Pack]) -> list[Pack]:
    """The packs of one publishing, their passages numbered as they are on paper already."""
    packs = list(packs)
    members = next(pack for pack in packs if pack.kind == Edition.Kind.MEMBERS)
    editions = meeting.editions.filter(kind=Edition.Kind.MEMBERS).order_by("number")
    earlier = [_items(content) for content in editions.values_list("content", flat=True)]
    kept = {item.number: _numbers(item, earlier) for item in members.items}
    return [
        replace(pack, items=tuple(_numbered(item, kept) for item in pack.items)) for pack in packs
    ]


def _items(content: str) -> dict[str, Item]:
    items = map(item_of, json.loads(content)["items"])
    return {item.number: item for item in items}


def _numbers(item: Item, earlier: list[dict[str, Item]]) -> dict[str, str]:
    """The numbers of one item's passages, by those that they were compiled with."""
    before = [found for items in earlier if (found := items.get(item.number))]
    if not before:
        return {each.number: each.number for each in _passages(item)}
    taken = {each.number for old in before for each in _passages(old)}
    return passage_numbers(item.number, _passages(before[-1]), _passages(item), taken=taken)


def _passages(item: Item) -> list[Passage]:
    numbered = (block for block in item.blocks if hasattr(block, "number"))
    return [Passage(block.number, _words(block)) for block in numbered]


def _words(block: Block) -> str:
    plain = block.plain()
    return canonical({name: value for name, value in plain.items() if name != "number"})


def _numbered(item: Item, kept: Mapping[str, Mapping[str, str]]) -> Item:
    numbers = kept[item.number]
    blocks = (
        replace(block, number=numbers[block.number]) if hasattr(block, "number") else block
        for block in item.blocks
    )
    return replace(item, blocks=tuple(blocks))
