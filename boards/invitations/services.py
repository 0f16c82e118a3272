"""How people are invited to a meeting, and how answers are written: the last one stands."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.invitations.answers import Answer, Asked
from boards.invitations.queries import Gathering, gathering, seat_key, why_closed
from boards.invitations.tasks import invite
from boards.models import Meeting, Reply, Seat
from councils import clock
from councils.models import Person, User
from councils.writing import Conflict, Refused, lock, store

NOT_ASKED = "{name} is not asked to this meeting."
NOT_THEIR_SEAT = "This seat is not one of young people on this body."
HOW_MANY = "Say how many come: 1 at the least."
NOT_NOMINATED = "{name} is not the nominated substitute. The clerk can record somebody else."
NOT_THEMSELVES = "Nobody is their own substitute."
NOT_FOR_OTHERS = "You can answer for yourself. For others the clerk does."


@transaction.atomic
def invite_members(*, by: User, meeting: Meeting) -> Meeting:
    """Invite everybody who is asked to a meeting: one mail each, sent by the worker.

    Done again, it tells those who have been added since, and everybody where the day has changed.

    Raises:
        Refused: the meeting has begun or is cancelled.
    """
    meeting = lock(meeting)
    if refused := why_closed(meeting):
        raise Refused(refused)
    if meeting.invited_at is None:
        meeting.invited_at = clock.now()
        meeting._history_user = by
        meeting = store(meeting)
    invite.enqueue(meeting.pk)  # with the invitation or not at all; the worker sends it
    return meeting


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be written."""

    answer: str
    seat_id: int | None
    heads: int = 1
    substitute_id: int | None = None

    def stands_in(self, row: Reply) -> bool:
        """Whether the row says just this already."""
        same = (row.answer, row.heads, row.substitute_id)
        return same == (self.answer, self.heads, self.substitute_id)


@transaction.atomic
def reply(
    *,
    by: User,
    meeting: Meeting,
    answer: str,
    person: Person | None = None,
    seat: Seat | None = None,
    heads: int | None = None,
    substitute: Person | None = None,
    version: int | None = None,
) -> Reply:
    """Write what a person answers to the invitation, or how many young people come for a seat.

    The last answer stands, with who gave it and when. The same answer again, or twice at once,
    changes nothing. `version` is that of the answer the person saw, 0 for none. A substitute who
    is not nominated is named by a clerk alone.

    Raises:
        Refused: the meeting has begun or is cancelled; they are not asked to it; it is not for
            this person to say.
        Conflict: somebody else has answered for them after the page was opened.
        ValidationError: names the field that is wrong.
    """
    meeting = lock(meeting)  # two answers at once wait for each other, and for the register
    if refused := why_closed(meeting):
        raise Refused(refused)
    who = gathering(meeting)
    _refuse_for_others(who, by, person)
    if seat is not None:
        wanted, key = _for_young(who, seat, answer, heads), seat_key(seat.pk)
    else:
        wanted, key = _for_person(who, person, answer, substitute, by), person.pk
    row = who.replies.get(key)
    if row is not None and wanted.stands_in(row):
        return row
    if version is not None and row is not None and row.version != version:
        raise Conflict(row)
    row = row or Reply(council=meeting.council, meeting=meeting, person=person)
    return _write(row, wanted, by)


def _write(row: Reply, wanted: _Wanted, by: User) -> Reply:
    row.answer, row.seat_id = wanted.answer, wanted.seat_id
    row.heads, row.substitute_id = wanted.heads, wanted.substitute_id
    row.replied_at, row.replied_by = clock.now(), by
    row._history_user = by
    row = store(row)
    if row.substitute_id and row.meeting.invited_at:
        invite.enqueue(row.meeting_id)  # who is sent is invited too
    return row


def _refuse_for_others(who: Gathering, by: User, person: Person | None) -> None:
    """Members answer for themselves, workers for young people, clerks for anybody."""
    if by.has_perm("boards.plan_meeting", who.meeting):
        return
    own = by in who.workers if person is None else person.user_id == by.pk
    if not own:
        raise Refused(NOT_FOR_OTHERS)


def _for_young(who: Gathering, seat: Seat, answer: str, heads: int | None) -> _Wanted:
    if not any(each.young and each.seat == seat.pk for each in who.asked):
        raise Refused(NOT_THEIR_SEAT)
    if answer == Answer.APOLOGIES:
        return _Wanted(answer, seat.pk, 0)
    if not heads:
        raise ValidationError({"heads": HOW_MANY})
    return _Wanted(answer, seat.pk, heads)


def _for_person(
    who: Gathering, person: Person, answer: str, substitute: Person | None, by: User
) -> _Wanted:
    asked = sorted(who.of_person(person), key=lambda each: each.person != person.pk)
    if not asked:
        raise Refused(NOT_ASKED.format(name=person.name))
    if substitute is None:
        return _Wanted(answer, asked[0].seat)
    place = _place_of(asked, person, substitute)
    may_name_anybody = by.has_perm("boards.plan_meeting", who.meeting)
    if place is None and not may_name_anybody:
        raise ValidationError({"substitute": NOT_NOMINATED.format(name=substitute.name)})
    if substitute == person:
        raise ValidationError({"substitute": NOT_THEMSELVES})
    return _Wanted(answer, (place or asked[0]).seat, 1, substitute.pk)


def _place_of(asked: list[Asked], person: Person, substitute: Person) -> Asked | None:
    """Of a person's own places, the one for which the substitute is nominated."""
    return next((e for e in asked if e.person == person.pk and e.substitute == substitute.pk), None)
