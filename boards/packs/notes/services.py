"""A reader's own notes: written, changed, deleted, put back. Nobody else reads them, nor a history."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import Meeting, PrivateNote
from councils import clock
from councils.models import User
from councils.writing import Conflict, lock, store

PUT_BACK_WITHIN = timedelta(days=1)
EMPTY = "Write your note."
TOO_LONG = "This note has {length} letters. It can have up to {most}."


@transaction.atomic
def write_note(
    *, by: User, meeting: Meeting, place: str, words: str, version: int = 0
) -> PrivateNote:
    """Write the note at a place, or change it; the same words sent again change nothing.

    `version` is that of the note the person saw there, nought where there was none. What was
    deleted meanwhile is written anew.

    Raises:
        Conflict: it was changed in another window after the person opened it.
        ValidationError: it is empty, or too long.
    """
    words = _checked(words)
    lock(User(pk=by.pk))  # the same person in two windows waits, and finds what the first one wrote
    own = PrivateNote.objects.filter(meeting=meeting, user_id=by.pk, place=place)
    note = own.first() or PrivateNote(
        council=meeting.council, meeting=meeting, user_id=by.pk, place=place
    )
    if note.pk and note.deleted_at is None:
        if note.words == words:
            return note
        if note.version != version:
            raise Conflict(note)
    note.words, note.written_at, note.deleted_at = words, clock.now(), None
    return store(note)


def _checked(words: str) -> str:
    words = words.strip()
    most = PrivateNote._meta.get_field("words").max_length
    if not words:
        raise ValidationError({"words": EMPTY})
    if len(words) > most:
        raise ValidationError(
            {"words": TOO_LONG.format(length=f"{len(words):,}", most=f"{most:,}")}
        )
    return words


@transaction.atomic
def delete_note(*, by: User, note: PrivateNote) -> PrivateNote:
    """Delete one's own note; for a day it can be put back. Twice is once."""
    note = lock(PrivateNote.objects.get(pk=note.pk, user_id=by.pk))
    if note.deleted_at is None:
        note.deleted_at = clock.now()
        store(note)
    return note


@transaction.atomic
def put_note_back(*, by: User, note: PrivateNote) -> PrivateNote:
    """Put one's own note back as it was before it was deleted. Twice is once."""
    note = lock(PrivateNote.objects.get(pk=note.pk, user_id=by.pk))
    if note.deleted_at is not None:
        note.deleted_at = None
        store(note)
    return note


@transaction.atomic
def forget_deleted_notes() -> int:
    """Remove for good what was deleted more than a day ago; how many notes. Begun by the daily round."""
    gone = PrivateNote.objects.filter(deleted_at__lt=clock.now() - PUT_BACK_WITHIN)
    return gone.delete()[0]
