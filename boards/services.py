"""How meetings are written: planned with their agenda, changed, and given the forum's questions."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from boards.models import AgendaItem, Body, BodyRules, Meeting, PutQuestion, Seat, StandingItem
from boards.planning import why_not
from boards.queries import (
    deadlines_for,
    forum_name,
    forum_of,
    protected_time,
    rules_on,
    themes_of,
)
from councils import clock
from councils.models import User
from councils.queries import calendar_of
from councils.writing import Refused, lock, store
from forums.flow import Route, arrival, cutoffs
from forums.models import Question
from forums.services import mark_put
from pledges.models import Theme

NO_FORUM_TIME = "This meeting has no time of the forum’s own to put the question under."
WITHOUT_THEMES = "What was promised, and how it is going"
USUAL_QUESTION_MINUTES = 10
RECORDED = "The minutes of this meeting are confirmed, so its day stays."
OVER = "This meeting is over: put the question to one that is still to come."


def _refuse_day(body: Body, held_on: date, *, but: Meeting | None = None) -> None:
    others = body.meetings.exclude(pk=but.pk if but else None)
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
    """Plan a meeting and put in what its agenda always has: standing items, theme, forum's time.

    Raises:
        ValidationError: names the field that is wrong: a day that is past, closed or taken.
    """
    Body.objects.select_for_update().get(pk=body.pk)  # two clicks at once wait for each other
    wanted = {"held_on": held_on, "starts_at": starts_at, "place": place, "theme": theme}
    wanted |= {"slot_minutes": slot_minutes, "kind": kind, "planned_by": by}
    if planned := body.meetings.filter(**wanted).first():
        return planned  # the same form sent twice
    _refuse_day(body, held_on)
    meeting = store(Meeting(council=body.council, body=body, planned_at=clock.now(), **wanted))
    for position, item in enumerate(_usual_items(meeting), start=1):
        item.position = position
        store(item)
    return meeting


def _usual_items(meeting: Meeting) -> list[AgendaItem]:
    """Opening items, the forum's own time, the theme, closing items."""
    standing = list(meeting.body.standing_items.order_by("position"))
    opening = [item for item in standing if item.place == StandingItem.Place.OPENING]
    closing = [item for item in standing if item.place == StandingItem.Place.CLOSING]
    rules = rules_on(meeting.body, meeting.held_on)
    return [
        *(_standing(meeting, item) for item in opening),
        *_forum_time(meeting, rules),
        *_theme_item(meeting, spare=_spare_minutes(meeting, standing, rules)),
        *(_standing(meeting, item) for item in closing),
    ]


def _standing(meeting: Meeting, item: StandingItem) -> AgendaItem:
    return AgendaItem(
        council=meeting.council,
        meeting=meeting,
        kind=AgendaItem.Kind.STANDING,
        title=item.title,
        minutes=item.minutes,
    )


def _forum_time(meeting: Meeting, rules: BodyRules | None) -> list[AgendaItem]:
    """The forum's protected time; an ordinary item where the body hears it without any."""
    kept = protected_time(meeting.body, rules, meeting.council).minutes
    if not kept and forum_of(meeting.body) is None:
        return []
    kind = AgendaItem.Kind.PROTECTED if kept else AgendaItem.Kind.QUESTIONS
    return [
        AgendaItem(
            council=meeting.council,
            meeting=meeting,
            kind=kind,
            title=f"Questions from {forum_name(meeting.body, meeting.council)}",
            minutes=kept or USUAL_QUESTION_MINUTES,
        )
    ]


def _spare_minutes(meeting: Meeting, standing: list[StandingItem], rules: BodyRules | None) -> int:
    kept = sum(item.minutes for item in _forum_time(meeting, rules))
    return max(0, meeting.slot_minutes - kept - sum(item.minutes for item in standing))


def _theme_item(meeting: Meeting, *, spare: int) -> list[AgendaItem]:
    """The theme; where the body has none at all, everything it watches over."""
    if meeting.theme is None and themes_of(meeting.body):
        return []
    return [
        AgendaItem(
            council=meeting.council,
            meeting=meeting,
            kind=AgendaItem.Kind.THEME,
            title=meeting.theme.name if meeting.theme else WITHOUT_THEMES,
            theme=meeting.theme,
            minutes=spare,
        )
    ]


@transaction.atomic
def add_seat(*, by: User, body: Body, title: str) -> Seat:
    """A seat that the strategy does not list, after those it does.

    Raises:
        ValidationError: the body has a seat of that name already.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    if body.seats.filter(title__iexact=title).exists():
        raise ValidationError({"title": "The body has a seat of this name already."})
    position = 1 + (body.seats.aggregate(last=Max("position"))["last"] or 0)
    return store(
        Seat(
            council=body.council,
            body=body,
            key=f"{body.key}-added-{position}",
            position=position,
            title=title,
            source_note=f"Added by {by.display_name} on {clock.today():%-d %B %Y}.",
        )
    )


@transaction.atomic
def change_meeting(
    *, by: User, meeting: Meeting, version: int, held_on: date, starts_at: time, place: str
) -> Meeting:
    """Move a meeting to another day, time or place.

    Raises:
        Conflict: somebody else changed it after the clerk opened it.
        ValidationError: names the field that is wrong.
    """
    meeting = lock(meeting, version=version)
    if held_on != meeting.held_on:
        if meeting.minutes.filter(confirmed_at__isnull=False).exists():
            raise ValidationError({"held_on": RECORDED})
        _refuse_day(meeting.body, held_on, but=meeting)
    meeting.held_on, meeting.starts_at, meeting.place = held_on, starts_at, place
    meeting._history_user = by
    return store(meeting)


def why_not_put(question: Question, meeting: Meeting) -> str:
    """Why a question cannot go to a meeting, in words; empty where it can (R19)."""
    if meeting.held_on < clock.today():
        return OVER
    papers = deadlines_for(meeting.body, meeting.held_on, meeting.council).fair_notice
    if papers is None:
        return ""
    asked = clock.local(question.asked_at)
    limits = cutoffs(meeting.held_on, papers.due_on, calendar_of(meeting.council))
    reaches = arrival(asked.date(), asked.time(), limits)
    return reaches.words if reaches.route is Route.TOO_LATE else ""


@transaction.atomic
def put_question(*, by: User, question: Question, meeting: Meeting) -> PutQuestion:
    """Put a forum's question to a meeting, in the forum's own time.

    Putting it to the same meeting twice changes nothing.

    Raises:
        Refused: the question has no public wording, is with another meeting or was asked too late
            for this one; the meeting is over, or has no time of the forum's own.
    """
    meeting = lock(meeting)
    put = PutQuestion.objects.filter(question=question, item__meeting=meeting).first()
    if put:
        return put
    if refused := why_not_put(question, meeting):
        raise Refused(refused)
    item = next((item for item in meeting.items.all() if item.takes_questions), None)
    if item is None:
        raise Refused(NO_FORUM_TIME)
    question = mark_put(question=question)
    return store(
        PutQuestion(
            council=meeting.council, item=item, question=question, put_at=clock.now(), put_by=by
        )
    )
