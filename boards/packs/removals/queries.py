"""What the pages of removed passages ask."""

import json

from django.db.models import QuerySet

from boards.models import Edition, Meeting, Removal
from boards.packs.blocks import Item, Slip
from boards.packs.removals.marks import mark_of, passage_in
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


def passage_html(removal: Removal) -> str:
    """The passage as it stood when it was proposed; empty where nothing of it is left."""
    for content in _members_papers(removal.meeting):
        passage = passage_in(json.loads(content), removal.number)
        if passage and mark_of(passage) == removal.mark:
            return _html(passage)
    return ""


def stands_there_now(removal: Removal) -> str:
    """What members read under the number of a passage that is hidden; empty for nothing else."""
    newest = _members_papers(removal.meeting).first()
    passage = passage_in(json.loads(newest), removal.number) if newest else None
    return _html(passage) if passage and passage["block"] != Slip.name else ""


def _members_papers(meeting: Meeting) -> QuerySet[str]:
    editions = meeting.editions.filter(kind=Edition.Kind.MEMBERS).order_by("-number")
    return editions.values_list("content", flat=True)


def _html(passage: dict[str, object]) -> str:
    return item_html(Item(number="0", title="", blocks=(block_of(passage),)))
