"""What the pages of removed passages ask."""

import json

from django.db.models import QuerySet

from boards.models import Edition, Meeting, Removal
from boards.packs.blocks import Item, Slip
from boards.packs.removals.marks import passage_in
from boards.packs.removing import State, state_of
from boards.packs.render import item_html
from boards.packs.stored import block_of


def state_of_removal(removal: Removal) -> State:
    """How far it is."""
    return state_of(confirmed=bool(removal.confirmed_at), taken_back=bool(removal.taken_back_at))


def removals_of(meeting: Meeting) -> QuerySet[Removal]:
    """What was taken out of a meeting's papers, the latest first, with who did it."""
    people = ("proposed_by", "confirmed_by", "taken_back_by")
    return meeting.removals.select_related(*people).order_by("-proposed_at", "-pk")


def has_papers(meeting: Meeting) -> bool:
    """Whether there is anything to take a passage out of."""
    return meeting.editions.filter(kind=Edition.Kind.MEMBERS).exists()


def passage_html(meeting: Meeting, number: str) -> str:
    """The passage as it stood before it was hidden; empty where nothing of it is left."""
    editions = meeting.editions.filter(kind=Edition.Kind.MEMBERS).order_by("-number")
    for content in editions.values_list("content", flat=True):
        passage = passage_in(json.loads(content), number)
        if passage and passage["block"] != Slip.name:
            return item_html(Item(number="0", title="", blocks=(block_of(passage),)))
    return ""
