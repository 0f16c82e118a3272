"""How interests are recorded, and taken off again."""

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import AgendaItem, Declaration, Meeting
from boards.register.services import judge_views, open_to_record
from councils import clock
from councils.models import Person, User
from councils.writing import store

FOREIGN_ITEM = "This item is not on the agenda of this meeting."


@transaction.atomic
def declare_interest(
    *,
    by: User,
    meeting: Meeting,
    person: Person,
    words: str,
    item: AgendaItem | None = None,
    withdrew: bool = False,
) -> Declaration:
    """Record an interest somebody declares, in one item or in the whole meeting.

    Who leaves the room for the item does not count towards the quorum there.

    Raises:
        Refused: the meeting may not be recorded, or not yet.
        ValidationError: the item is another meeting's, or the interest is recorded in other words.
    """
    meeting = open_to_record(meeting)
    if item and item.meeting_id != meeting.pk:
        raise ValidationError({"item": FOREIGN_ITEM})
    wanted = {"meeting": meeting, "person": person, "item": item}
    said = {"words": words.strip(), "withdrew": withdrew}
    known = Declaration.objects.filter(**wanted).first()
    if known and all(getattr(known, name) == value for name, value in said.items()):
        return known
    row = Declaration(
        council=meeting.council, **wanted, **said, recorded_at=clock.now(), recorded_by=by
    )
    row._history_user = by
    row = store(row)
    judge_views(by=by, meeting=meeting)
    return row


@transaction.atomic
def take_back_interest(*, by: User, declaration: Declaration) -> None:
    """Take off an interest that was recorded by mistake; the history keeps it.

    Raises:
        Refused: the meeting may not be recorded any more.
    """
    meeting = open_to_record(declaration.meeting)
    row = Declaration.objects.filter(pk=declaration.pk).first()
    if row:
        row._history_user = by
        row.delete()
        judge_views(by=by, meeting=meeting)
