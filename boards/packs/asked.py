"""What the body is asked to decide, for the front page: gathered from the pack's own items.

Members are asked themselves; the forum and the public are told. Because it is made of what this reader's items say, it never says more than they do: a paper that
is withheld, or withdrawn later, is not asked about here either.
"""

from collections.abc import Iterator, Mapping

from boards.agenda import Purpose
from boards.packs.blocks import Asked, Heading, Recommendation

OURS, OTHERS = Heading("What you are asked to decide"), Heading("What is to be decided")
DATES = Heading("Dates")
FRONT, MEMBERS = "0", "members"
FOR_DECISION = f"for {Purpose.DECISION}"

Plain = dict[str, object]


def with_asked(pack: Mapping[str, object]) -> Plain:
    """The pack, its front page saying what its items ask; the same pack where it says so already."""
    rows = [row for item in pack["items"] for row in _of_item(item)]
    title = OURS if pack["kind"] == MEMBERS else OTHERS
    return {**pack, "items": [_fronted(item, title, rows) for item in pack["items"]]}


def _of_item(item: Plain) -> Iterator[list[str]]:
    number, title = str(item["number"]), item["title"]
    asked = [block for block in item["blocks"] if block["block"] == Recommendation.name]
    for block in asked:
        yield [number, title, block["number"], block["text"]]
    if not asked and item["purpose"] == FOR_DECISION:
        yield [number, title, "", ""]


def _fronted(item: Plain, title: Heading, rows: list[list[str]]) -> Plain:
    if str(item["number"]) != FRONT:
        return item
    titles = (OURS.plain(), OTHERS.plain())
    blocks = [each for each in item["blocks"] if each["block"] != Asked.name and each not in titles]
    if rows:
        at = blocks.index(DATES.plain()) if DATES.plain() in blocks else len(blocks)
        blocks[at:at] = [title.plain(), {"block": Asked.name, "rows": rows}]
    return {**item, "blocks": blocks}
