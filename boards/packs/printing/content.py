"""What is printed of an edition: its own content, section by section, as the template takes it.

The words come from the edition and never from live rows. A chart is the drawing of the page, as
SVG. Each item is a section, and says whether it is short enough to share a page (runs.py); where the
files that the readers of this edition may have are printed too, each of them is a section after the
items.
"""

import json
from collections.abc import Iterator

from django.template.loader import render_to_string

from boards.models import Edition
from boards.packs.blocks import Attached, Bullets, Figure, Heading, Item, Part, Report
from boards.packs.render import chart_of
from boards.packs.stored import item_of

Plain = dict[str, object]

#: What ends what came before it and begins something of its own below the item.
BEGINS = (Heading, Report)
ATTACHED_TO = "Attached to {number}."
#: An item is short, and may share a page, with no more letters than this, as it is stored: about a
#: page of words. Whether it fits is measured when it is set.
MOST_SHORT = 8_000


def print_data(edition: Edition) -> Plain:
    """An edition's content as the template takes it, without page numbers and files."""
    content = json.loads(edition.content)
    title = f"{content['body']}, {content['meeting']}"
    front, *items = (
        {**_section(item_of(item)), "short": _is_short(item)} for item in content["items"]
    )
    front["blocks"] = [*_changes(content), *front["blocks"]]
    return {
        "council": content["council"],
        "body": content["body"],
        "colour": edition.council.colour,
        "title": title,
        "day": content["meeting"],
        "theme": content.get("theme", ""),
        "running": title,
        "edition": str(edition),
        "about": f"Published on {edition.published_at:%-d %B %Y}. Fingerprint {edition.sha256[:16]}.",
        "sections": [front, *items],
    }


def printable_files(edition: Edition) -> list[Attached]:
    """The files that the readers of an edition may have, in the order in which they stand."""
    items = (item_of(item) for item in json.loads(edition.content)["items"])
    return [
        block
        for item in items
        for block in item.blocks
        if isinstance(block, Attached) and block.opens
    ]


def key_of(file: Attached) -> str:
    """The key of a file's section."""
    return f"file:{file.key}"


def file_section(file: Attached) -> Plain:
    """A file as a section: until it is known what can be printed of it, what is said in its place."""
    said = f"{ATTACHED_TO.format(number=file.number)} {file.words}"
    return {"kind": "file", "key": key_of(file), "title": file.title, "words": said}


def _is_short(item: Plain) -> bool:
    return len(json.dumps(item, ensure_ascii=False)) <= MOST_SHORT


def _changes(content: Plain) -> list[Plain]:
    """What is new beside the last edition, for whoever has that on paper."""
    words = [change["words"] for change in content.get("changes", ())]
    if not words:
        return []
    head = {**Heading("What is new in this edition").plain(), "level": 2}
    return [head, Bullets("", tuple(words)).plain()]


def _section(item: Item) -> Plain:
    minutes = f"{item.minutes} minutes" if item.minutes else ""
    purpose = item.purpose[:1].upper() + item.purpose[1:]
    named = item.number not in {"", "0"}
    return {
        "kind": "item",
        "key": f"item:{item.key or item.number}",
        "number": item.number if named else "",
        "title": f"{item.number}. {item.title}" if named else item.title,
        "lead": " · ".join(words for words in (purpose, minutes) if words),
        "blocks": list(_blocks(item)),
    }


def _blocks(item: Item) -> Iterator[Plain]:
    """The blocks, each heading with its level, which is never more than one below the last."""
    above = 1  # the item's own heading
    for block in item.blocks:
        plain = block.plain()
        if isinstance(block, BEGINS):
            above = 2
            yield {**plain, "level": above}
        elif isinstance(block, Part):
            yield {**plain, "level": above + 1}
        elif isinstance(block, Figure):
            yield {**plain, "level": above + 1, "drawing": _drawing(plain)}
        else:
            yield plain


def _drawing(figure: Plain) -> str:
    """The chart of a figure; empty where there is nothing to draw."""
    chart = chart_of(figure)
    return "" if chart.is_empty else render_to_string("boards/packs/chart.svg", {"chart": chart})
