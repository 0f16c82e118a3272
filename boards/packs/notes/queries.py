"""A reader's own notes at a meeting's papers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from boards.models import EditionItem, Meeting, PrivateNote
from boards.packs.notes.services import PUT_BACK_WITHIN
from councils import clock
from councils.models import User


def notes_of(user: User, meeting: Meeting) -> QuerySet[PrivateNote]:
    """The person's notes at a meeting's papers that are not deleted."""
    return PrivateNote.objects.filter(meeting=meeting, user_id=user.pk, deleted_at__isnull=True)


def deleted_notes_of(user: User, meeting: Meeting) -> QuerySet[PrivateNote]:
    """Those that can still be put back."""
    since = clock.now() - PUT_BACK_WITHIN
    return PrivateNote.objects.filter(meeting=meeting, user_id=user.pk, deleted_at__gte=since)


@dataclass(frozen=True, slots=True)
class ItemNotes:
    """An item with the person's notes in it; `title` is empty where the item is not in the papers."""

    number: str
    title: str
    notes: tuple[PrivateNote, ...]


def by_item(notes: Iterable[PrivateNote], items: Iterable[EditionItem]) -> list[ItemNotes]:
    """The notes in the order of the papers; those whose item is gone come last."""
    found: dict[str, list[PrivateNote]] = {}
    for note in sorted(notes, key=in_order):
        found.setdefault(note.item_number, []).append(note)
    rows = [(item.number, item.title) for item in items if item.number in found]
    listed = {number for number, _ in rows}
    rows += [(number, "") for number in found if number not in listed]
    return [ItemNotes(number, title, tuple(found[number])) for number, title in rows]


def in_order(note: PrivateNote) -> tuple[str, int]:
    """Where a note stands in its item: what is about the whole item first, 5.9 before 5.10."""
    return note.item_number, int(note.place.partition(".")[2] or 0)
