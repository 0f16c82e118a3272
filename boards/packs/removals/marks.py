"""How a passage that must not come back is known again, without keeping its words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.crypto import salted_hmac

from boards.models import Edition, Meeting, Removal
from boards.packs.blocks import Attached, Block, Item, Pack, Slip, canonical
from boards.packs.removing import TAKEN_OUT

SALT = "boards.packs.removals"
NOT_ITS_OWN = {"number", "caption"}

Plain = Mapping[str, object]


def mark_of(block: Plain) -> str:
    """A keyed hash of what a passage says, or of the file it names.

    Neither its number counts nor a table's caption, which may be the heading it stands under.
    """
    if block["block"] == Attached.name:
        words = f"{Attached.name} {block['key']}"
    else:
        words = canonical({name: value for name, value in block.items() if name not in NOT_ITS_OWN})
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()


def standing(meeting: Meeting) -> set[str]:
    """The marks of the meeting's passages that are hidden or destroyed."""
    rows = Removal.objects.filter(meeting=meeting, taken_back_at__isnull=True)
    return set(rows.values_list("mark", flat=True))


def without_removed(meeting: Meeting, packs: Iterable[Pack]) -> list[Pack]:
    """The packs of one publishing with a slip for each passage that was taken out.

    What members' papers say decides, because all passages stand there; the others go by number.
    """
    packs, marks = list(packs), standing(meeting)
    members = next(pack for pack in packs if pack.kind == Edition.Kind.MEMBERS)
    gone = {
        (item.number, block.number)
        for item in members.items
        for block in item.blocks
        if hasattr(block, "number") and _is_gone(block, marks)
    }
    return [
        replace(pack, items=tuple(_slipped(item, gone) for item in pack.items)) for pack in packs
    ]


def _is_gone(block: Block, marks: set[str]) -> bool:
    return getattr(block, "text", "") == TAKEN_OUT or (
        bool(marks) and mark_of(block.plain()) in marks
    )


def _slipped(item: Item, gone: set[tuple[str, str]]) -> Item:
    blocks = tuple(
        Slip(block.number, TAKEN_OUT)
        if (item.number, getattr(block, "number", "")) in gone
        else block
        for block in item.blocks
    )
    return replace(item, blocks=blocks)


def with_slip(pack: Plain, *, number: str, marks: Iterable[str] = ()) -> Plain:
    """A stored pack with a slip for the passage of that number, and for each of those marks.

    A slip that stands there already stays: it tells why something is kept back, and nothing else.
    """
    marks = set(marks)
    items = [
        {**item, "blocks": [*_with_slip(item["blocks"], number, marks)]} for item in pack["items"]
    ]
    return {**pack, "items": items}


def _with_slip(blocks: Iterable[Plain], number: str, marks: set[str]) -> Iterator[Plain]:
    for block in blocks:
        is_passage = "number" in block and block["block"] != Slip.name
        if is_passage and (block["number"] == number or mark_of(block) in marks):
            yield Slip(block["number"], TAKEN_OUT).plain()
        else:
            yield block


def passage_in(pack: Plain, number: str) -> Plain | None:
    """The passage of that number in a stored pack."""
    blocks = (block for item in pack["items"] for block in item["blocks"])
    return next((block for block in blocks if block.get("number") == number), None)
