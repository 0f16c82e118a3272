"""What an item is stored as: its HTML, and beside it what contents, search and marks need of it."""

from collections.abc import Iterable, Mapping

from boards.packs.anchors import anchored
from boards.packs.blocks import Attached, Figure, Item, Table, sha256
from boards.packs.plain_text import text_and_words
from boards.packs.render import item_html

#: What is looked at rather than read.
LOOKED_AT = (Figure, Table)


def as_read(item: Item, changes: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """The fields of an EditionItem that a reader's pages are made of.

    `changes` is what the edition says is new in it, one entry of an item or a paragraph each.
    """
    drawn = item_html(item)
    text, words = text_and_words(drawn)
    html = anchored(drawn)
    return {
        "html": html,
        "sha256": sha256(html),
        "text": text,
        "words": words,
        "figures": sum(isinstance(block, LOOKED_AT) for block in item.blocks),
        "files": files_in(item),
        "digest": sha256(item.title + drawn),
        "is_new": any(change["item"] == item.number for change in changes),
    }


def files_in(item: Item) -> list[dict[str, str]]:
    """The files of the item that its readers may save, in its order."""
    return [
        {"key": block.key, "number": block.number, "title": block.title}
        for block in item.blocks
        if isinstance(block, Attached) and block.opens
    ]
