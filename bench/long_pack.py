"""A pack of 120 pages: what a panel's members get where every report is long.

The pack that was compiled stays as it is, and each of its items gets reports: headings, numbered
paragraphs, a table. So the page that is measured has what a real one has, charts, notes and marks too.
"""

import json
from itertools import count

from boards.models import Edition, Meeting
from boards.packs.blocks import Block, Heading, Item, Paragraph, Table
from boards.packs.marks.services import mark_read
from boards.packs.notes.services import write_note
from boards.packs.services import store_edition
from boards.packs.stored import item_of
from councils.models import User

PAGES = 120
WORDS_ON_A_PAGE = 450  # A4 at 11 points, with headings
WORDS_IN_A_PARAGRAPH = 75
PARAGRAPHS_UNDER_A_HEADING = 6
NOTES = 10
SENTENCE = (
    "We looked at what had changed for children since the last meeting and asked carers, social "
    "workers and the young people themselves what had helped and what had not. "
)


def lengthen(meeting: Meeting, *, clerk: User, reader: User) -> Edition:
    """Further editions of 120 pages: the public's, and the members', where a reader keeps notes."""
    _longer(meeting, Edition.Kind.PUBLIC, clerk)
    edition, items = _longer(meeting, Edition.Kind.MEMBERS, clerk)
    _kept(edition, items, reader)
    return edition


def _longer(meeting: Meeting, kind: str, clerk: User) -> tuple[Edition, list[Item]]:
    latest = meeting.editions.filter(kind=kind).order_by("-number").first()
    plain = json.loads(latest.content)
    of_agenda = [item for item in plain["items"] if str(item["number"]) != "0"]
    paragraphs = PAGES * WORDS_ON_A_PAGE // WORDS_IN_A_PARAGRAPH // len(of_agenda)
    for item in of_agenda:
        item["blocks"] += [block.plain() for block in _report(item, paragraphs)]
    items = [item_of(item) for item in plain["items"]]
    return store_edition(meeting, pack=plain, after=latest, by=clerk), items


def _report(item: dict[str, object], paragraphs: int) -> list[Block]:
    numbered = [block for block in item["blocks"] if "number" in block]
    numbers = (f"{item['number']}.{place}" for place in count(len(numbered) + 1))
    words = " ".join((SENTENCE * 9).split()[:WORDS_IN_A_PARAGRAPH])
    blocks: list[Block] = []
    for place in range(paragraphs):
        if place % PARAGRAPHS_UNDER_A_HEADING == 0:
            blocks.append(
                Heading(f"What was found, part {place // PARAGRAPHS_UNDER_A_HEADING + 1}")
            )
        blocks.append(Paragraph(next(numbers), words))
    rows = tuple((f"Home {place}", str(place + 3), str(place * 2)) for place in range(12))
    return [*blocks, Table(next(numbers), "Homes and beds", ("Home", "Beds", "Free"), rows, (1, 2))]


def _kept(edition: Edition, items: list[Item], reader: User) -> None:
    """A note in many places, and half of the items read."""
    for item in edition.items.order_by("position")[: len(items) // 2]:
        mark_read(by=reader, edition=edition, item=item)
    for place in range(NOTES):
        where = f"{items[1 + place % (len(items) - 1)].number}.{place + 1}"
        write_note(by=reader, meeting=edition.meeting, place=where, words=SENTENCE * 2)
