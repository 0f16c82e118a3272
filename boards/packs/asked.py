"""What the body is asked to decide, for the front page: gathered from the pack's own items.

Because it is made of what this reader's items say, it never says more than they do: a paper that
is withheld, or withdrawn later, is not asked about here either.
"""

from collections.abc import Iterator, Mapping

from boards.agenda import Purpose
from boards.packs.blocks import Asked, Heading, Recommendation

TITLE, DATES = Heading("What you are asked to decide"), Heading("Dates")
FRONT = "0"
FOR_DECISION = f"for {Purpose.DECISION}"

Plain = dict[str, object]


def with_asked(pack: Mapping[str, object]) -> Plain:
    """The pack, its front page saying what its items ask; the same pack where it says so already."""
    rows = [row for item in pack["items"] for row in _of_item(item)]
    return {**pack, "items": [_fronted(item, rows) for item in pack["items"]]}


def _of_item(item: Plain) -> Iterator[list[str]]:
    number, title = str(item["number"]), item["title"]
    asked = [block for block in item["blocks"] if block["block"] == Recommendation.name]
    for block in asked:
        yield [number, title, block["number"], block["text"]]
    if not asked and item["purpose"] == FOR_DECISION:
        yield [number, title, "", ""]


def _fronted(item: Plain, rows: list[list[str]]) -> Plain:
    if str(item["number"]) != FRONT:
        return item
    ours = (TITLE.name, TITLE.text)
    blocks = [
        each
        for each in item["blocks"]
        if each["block"] != Asked.name and (each["block"], each.get("text")) != ours
    ]
    if rows:
        at = blocks.index(DATES.plain()) if DATES.plain() in blocks else len(blocks)
        blocks[at:at] = [TITLE.plain(), {"block": Asked.name, "rows": rows}]
    return {**item, "blocks": blocks}
