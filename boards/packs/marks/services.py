"""Somebody opens the papers, marks an item as read, and takes the mark back."""

from django.db import transaction

from boards.models import Edition, EditionItem, Opened, ReadMark
from boards.packs.reading import keeps_the_record
from councils import clock
from councils.models import User
from councils.writing import lock, store


@transaction.atomic
def open_papers(*, by: User, edition: Edition) -> Opened | None:
    """Record that a member has opened an edition; again is once. None for who keeps the record."""
    if keeps_the_record(by, edition.council):
        return None
    _one_at_a_time(by)
    found = Opened.objects.filter(edition=edition, user_id=by.pk).first()
    return found or store(
        Opened(council=edition.council, edition=edition, user_id=by.pk, opened_at=clock.now())
    )


@transaction.atomic
def mark_read(*, by: User, edition: Edition, item: EditionItem) -> ReadMark:
    """Mark an item as read, as it stands in this edition; who has read it has opened the papers."""
    open_papers(by=by, edition=edition)
    _one_at_a_time(by)
    mark = ReadMark.objects.filter(
        meeting=edition.meeting, user_id=by.pk, number=item.number
    ).first()
    mark = mark or ReadMark(
        council=edition.council, meeting=edition.meeting, user_id=by.pk, number=item.number
    )
    if mark.digest == item.digest:
        return mark
    mark.digest, mark.marked_at = item.digest, clock.now()
    return store(mark)


@transaction.atomic
def unmark(*, by: User, edition: Edition, item: EditionItem) -> None:
    """Take back that an item was read: the mark is gone. Twice is once."""
    own = ReadMark.objects.filter(meeting=edition.meeting, user_id=by.pk, number=item.number)
    for mark in own:
        mark.delete()


def _one_at_a_time(user: User) -> None:
    """The same person in two windows waits, and finds it done."""
    lock(User(pk=user.pk))
