"""How meetings are written: planned with their agenda, changed, and given the forum's questions."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.agendas.carry.services import (
    fill_agenda,
    follow_theme,
    release_matters,
    take_matters_again,
)
from boards.invitations.tasks import call_off, invite
from boards.models import Body, Meeting, PutQuestion, RegisterEntry
from boards.planning import why_not
from boards.queries import deadlines_for, last_put, not_cancelled
from boards.register.queries import why_closed
from councils import clock
from councils.models import User
from councils.queries import calendar_of
from councils.writing import Conflict, Refused, lock, store
from forums.flow import Route, State, arrival, cutoffs
from forums.models import Question
from forums.services import lock_question, mark_put
from pledges.models import Theme

NO_FORUM_TIME = "This meeting has no time of the forum’s own to put the question under."
RECORDED = "The minutes of this meeting are confirmed, so its day stays."
OVER = "This meeting is over: put the question to one that is still to come."
IS_CANCELLED = "This meeting is cancelled: put the question to another one."
OVER_ITS_THEME = "This meeting is over: its theme stays."
REINSTATE_FIRST = "This meeting is cancelled. Say first that it is held after all."
SAY_WHY = "Say why the meeting is cancelled."
WAS_HELD = "This meeting was held: people are registered as there. It cannot be cancelled."
DAY_PASSED = "The day has passed: this meeting stays cancelled. Plan another one."

#: The fields of a meeting that a clerk changes.
CHANGEABLE = frozenset(
    {"kind", "held_on", "starts_at", "slot_minutes", "place", "theme", "chair", "has_young_chair"}
)


#: Who chairs: the register's page changes these two fields as well.
CHAIR = ("chair", "has_young_chair")


def _refuse_day(body: Body, held_on: date, *, but: Meeting | None = None) -> None:
    others = not_cancelled(body.meetings).exclude(pk=but.pk if but else None)
    refused = why_not(
        held_on,
        today=clock.today(),
        calendar=calendar_of(body.council),
        other_days=frozenset(others.values_list("held_on", flat=True)),
    )
    if refused:
        raise ValidationError({"held_on": refused})


@transaction.atomic
def plan_meeting(
    *,
    by: User,
    body: Body,
    held_on: date,
    starts_at: time,
    place: str,
    theme: Theme | None,
    slot_minutes: int,
    kind: str = Meeting.Kind.FORMAL,
) -> Meeting:
    """Plan a meeting, with an agenda of what it always has and of what is owed to it.

    Raises:
        ValidationError: names the field that is wrong: a day that is past, closed or taken.
    """
    Body.objects.select_for_update().get(pk=body.pk)  # two clicks at once wait for each other
    wanted = {"held_on": held_on, "starts_at": starts_at, "place": place, "theme": theme}
    wanted |= {"slot_minutes": slot_minutes, "kind": kind, "planned_by": by}
    if planned := not_cancelled(body.meetings).filter(**wanted).first():
        return planned  # the same form sent twice
    _refuse_day(body, held_on)
    meeting = store(Meeting(council=body.council, body=body, planned_at=clock.now(), **wanted))
    fill_agenda(by=by, meeting=meeting)
    return meeting


@transaction.atomic
def change_meeting(*, by: User, meeting: Meeting, version: int, **to: object) -> Meeting:
    """Change fields of a meeting (see `CHANGEABLE`); its agenda follows another theme.

    What changes nothing is no conflict.

    Raises:
        Conflict: somebody else changed it after the clerk opened it.
        Refused: it is cancelled.
        ValidationError: names the field that is wrong: a day that is past, closed or taken; a
            theme whose item has something under it, or whose meeting is over; a chair
            whose meeting has confirmed minutes.
    """
    if unknown := set(to) - CHANGEABLE:
        raise TypeError(f"These fields are not changed here: {', '.join(sorted(unknown))}.")
    meeting = lock(meeting)
    if all(getattr(meeting, name) == value for name, value in to.items()):
        return meeting
    if meeting.version != version:
        raise Conflict(meeting)
    if meeting.is_cancelled:
        raise Refused(REINSTATE_FIRST)
    before = Meeting.objects.select_related("theme").get(pk=meeting.pk)
    for name, value in to.items():
        setattr(meeting, name, value)
    _refuse_chair(meeting, before)
    if meeting.held_on != before.held_on:
        if meeting.minutes.filter(confirmed_at__isnull=False).exists():
            raise ValidationError({"held_on": RECORDED})
        _refuse_day(meeting.body, meeting.held_on, but=meeting)
    meeting._history_user = by
    store(meeting)
    if meeting.theme_id != before.theme_id:
        _follow(by, meeting, before)
    return meeting


def _refuse_chair(meeting: Meeting, before: Meeting) -> None:
    """Who chaired is part of the record, and closes with it: here as on the register's page."""
    changed = [name for name in CHAIR if getattr(meeting, name) != getattr(before, name)]
    if changed and (refused := why_closed(before)):
        raise ValidationError(dict.fromkeys(changed, refused))


def _follow(by: User, meeting: Meeting, before: Meeting) -> None:
    if before.held_on < clock.today():
        raise ValidationError({"theme": OVER_ITS_THEME})
    follow_theme(by=by, meeting=meeting, was=before.theme)


@transaction.atomic
def cancel_meeting(*, by: User, meeting: Meeting, reason: str) -> Meeting:
    """Say that a meeting will not be, or was not, held; it stays listed and counts for nothing.

    What was carried into it is owed again, and who was invited is told by mail. Cancelling it twice changes nothing.

    Raises:
        Refused: people are registered as having come.
        ValidationError: names the field `cancel_reason`: none is given.
    """
    meeting = lock(meeting)
    if meeting.is_cancelled:
        return meeting
    if refused := why_not_cancel(meeting):
        raise Refused(refused)
    if not reason.strip():
        raise ValidationError({"cancel_reason": SAY_WHY})
    meeting.cancelled_at, meeting.cancel_reason = clock.now(), reason.strip()
    meeting._history_user = by
    store(meeting)
    release_matters(by=by, meeting=meeting)
    if meeting.invited_at:
        call_off.enqueue(meeting.pk)
    return meeting


def why_not_cancel(meeting: Meeting) -> str:
    """Why a meeting cannot be cancelled; empty where it can."""
    there = meeting.register.filter(mark__in=RegisterEntry.THERE)
    return WAS_HELD if meeting.opened_at or there.exists() else ""


@transaction.atomic
def reinstate_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """Take a cancellation back while the day has not passed; twice changes nothing.

    Who had been invited is invited again.

    Raises:
        Refused: the day has passed.
        ValidationError: the body has another meeting on that day by now.
    """
    meeting = lock(meeting)
    if not meeting.is_cancelled:
        return meeting
    if refused := why_not_reinstate(meeting):
        raise Refused(refused)
    meeting.cancelled_at, meeting.cancel_reason, meeting._history_user = None, "", by
    store(meeting)
    take_matters_again(by=by, meeting=meeting)
    if meeting.invited_at:
        invite.enqueue(meeting.pk)
    return meeting


def why_not_reinstate(meeting: Meeting) -> str:
    """Why a cancelled meeting stays cancelled; empty where it can be held after all."""
    return DAY_PASSED if meeting.held_on < clock.today() else ""


def why_not_put(question: Question, meeting: Meeting) -> str:
    """Why a question cannot go to a meeting, in words; empty where it can (R19)."""
    if meeting.held_on < clock.today():
        return OVER
    if meeting.is_cancelled:
        return IS_CANCELLED
    papers = deadlines_for(meeting.body, meeting.held_on, meeting.council).fair_notice
    if papers is None:
        return ""
    asked = clock.local(question.waits_since)
    limits = cutoffs(meeting.held_on, papers.due_on, calendar_of(meeting.council))
    reaches = arrival(asked.date(), asked.time(), limits)
    return reaches.words if reaches.route is Route.TOO_LATE else ""


@transaction.atomic
def put_question(*, by: User, question: Question, meeting: Meeting) -> PutQuestion:
    """Put a forum's question to a meeting, in the forum's own time.

    Putting it to the same meeting twice changes nothing; from a cancelled meeting it goes on to
    another. One that was opened again can be put once more: what was on an agenda stays there.

    Raises:
        Refused: the question has no public wording, is with another meeting, was answered or was
            asked too late for this one; the meeting is over, or has no time of the forum's own.
    """
    meeting, question = lock(meeting), lock_question(question)
    put = last_put(question)
    if put and put.item.meeting_id == meeting.pk and question.state != State.REOPENED:
        return put
    if refused := why_not_put(question, meeting):
        raise Refused(refused)
    item = next((item for item in meeting.items.all() if item.takes_questions), None)
    if item is None:
        raise Refused(NO_FORUM_TIME)
    is_left = bool(put and put.item.meeting.is_cancelled)
    if question.state != State.PUT or not is_left:
        question = mark_put(question=question)
    if put is None or not (is_left or put.item_id == item.pk):
        put = PutQuestion(council=meeting.council, question=question)
    put.item, put.put_at, put.put_by = item, clock.now(), by
    return store(put)
