"""What pages, agendas and packs ask about actions and what was passed up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Expression, OuterRef, Prefetch, Q, QuerySet

from boards import actions as rule
from boards.actions import Standing, State
from boards.follow_up import saying
from boards.models import (
    Action,
    ActionUpdate,
    AgendaItem,
    Body,
    CoOption,
    Decision,
    Escalation,
    Meeting,
    SeatHolder,
    Substitute,
)
from boards.register.queries import with_minutes
from boards.seats.queries import KEEPS_THE_RECORD, nameable
from councils import clock
from councils.models import Council, Person, User
from councils.queries import number_of
from councils.working_days import date_in_words

#: How an action stands, as a rating shows it: words and the tone that gives colour and shape.
RATINGS = {
    State.OVERDUE: ("Overdue", "bad"),
    State.DUE_SOON: ("Due soon", "watch"),
    State.OPEN: ("Open", "none"),
    State.DONE: ("Done", "good"),
    State.WITHDRAWN: ("Recorded by mistake", "none"),
}
#: How many of a body's latest meetings an action can still be set for.
LATEST_MEETINGS = 3
#: How many of the matters a body passed up its log shows.
LATEST_PASSED = 20
SAID_DONE = ("Said to be done", "info")


@dataclass(frozen=True, slots=True)
class Line:
    """One action of a log: how it stands on a day, and what the body is asked to decide."""

    action: Action
    standing: Standing
    asks: str
    said_done: bool

    @property
    def rating(self) -> tuple[str, str]:
        """How it stands, in words and tone; that its owner says it is done comes first."""
        return SAID_DONE if self.said_done else RATINGS[self.standing.state]

    @property
    def is_overdue(self) -> bool:
        """Whether its day is past and it is not done."""
        return self.standing.state is State.OVERDUE


def who_may_own(council: Council) -> QuerySet[Person]:
    """The people an action can be given to: no young person is named in a log."""
    return nameable(council)


# One action ---------------------------------------------------------------------------------------


def with_updates(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with all that their lines show: two queries."""
    updates = ActionUpdate.objects.select_related("made_by", "was_owner", "now_owner")
    return actions.select_related("owner", "body", "item__meeting").prefetch_related(
        Prefetch("updates", updates)
    )


def as_rule(action: Action) -> rule.Action:
    """An action as the rule takes it."""
    updates = action.updates.all()
    return rule.Action(
        due_on=action.due_on,
        first_due_on=action.first_due_on,
        carried=sum(update.now_due_on is not None for update in updates),
        done_on=done_on(action) if action.closed_at else None,
        withdrawn_on=clock.local(action.withdrawn_at).date() if action.withdrawn_at else None,
    )


def done_on(action: Action) -> date:
    """The day it was done: when its owner last said so, where that was not taken back since.

    Without such a word, the day it is or was closed.
    """
    said = [each for each in action.updates.all() if each.kind != ActionUpdate.Kind.CLOSED]
    if said and said[-1].kind == ActionUpdate.Kind.DONE:
        return clock.local(said[-1].made_at).date()
    return clock.local(action.closed_at).date() if action.closed_at else clock.today()


def agreed_on(item: AgendaItem | None, otherwise: date) -> date:
    """When something was agreed: at its meeting, and never later than the day it was written."""
    return min(item.meeting.held_on, otherwise) if item else otherwise


def line(action: Action, today: date) -> Line:
    """How an action stands on a day."""
    plain, updates = as_rule(action), list(action.updates.all())
    last = updates[-1].kind if updates else ""
    return Line(
        action=action,
        standing=rule.standing(plain, today),
        asks=rule.escalation_words(plain, today),
        said_done=last == ActionUpdate.Kind.DONE and not action.closed_at,
    )


def lines(actions: Iterable[Action], today: date) -> list[Line]:
    """How several stand on a day, in their order."""
    return [line(action, today) for action in actions]


# Logs ---------------------------------------------------------------------------------------------


def open_actions(body: Body, on: date) -> list[Line]:
    """What a body has still to do, as it stands on a day, the longest overdue first.

    For the agenda and the papers of a meeting on that day: what was set by then and is not done.
    """
    actions = body.actions.filter(closed_at__isnull=True, opened_at__date__lte=on)
    return lines(with_updates(actions), on)


def closed_actions(body: Body) -> QuerySet[Action]:
    """What a body has done, the latest first."""
    actions = body.actions.filter(closed_at__isnull=False)
    return with_updates(actions).order_by("-closed_at", "-number")


def my_actions(user: User, council: Council) -> QuerySet[Action]:
    """The actions somebody has in a council, over all its bodies."""
    return Action.objects.of(council).filter(owner__user=user)


def actions_of(person: Person, user: User) -> QuerySet[Action]:
    """What somebody has to do and has done, over all bodies whose record the reader may read.

    Who keeps or inspects records reads all; others those of the bodies where they sit, stand in or
    are co-opted, and of the parts of these.
    """
    actions = Action.objects.filter(council=person.council_id, owner=person)
    roles = {role for council, role in user.roles_today if council == person.council_id}
    if roles.intersection(KEEPS_THE_RECORD):
        return actions
    today, own = clock.today(), {"person__user": user}
    bodies = [
        model.objects.current(today).filter(**own).values(path)
        for model, path in (
            (SeatHolder, "seat__body"),
            (Substitute, "seat__body"),
            (CoOption, "body"),
        )
    ]
    readable = Q()
    for each in bodies:
        readable |= Q(body__in=each) | Q(body__parent__in=each)
    return actions.filter(readable)


def open_escalations(body: Body) -> QuerySet[Escalation]:
    """What was passed to a body and no item of its agenda has taken yet, the oldest first."""
    return _escalations(Q(to_body=body, taken_by__isnull=True))


def escalations_to(body: Body) -> QuerySet[Escalation]:
    """All that was ever passed to a body."""
    return _escalations(Q(to_body=body))


def escalations_of(action: Action) -> QuerySet[Escalation]:
    """Where an action was passed to, which item took it, and what came of that."""
    return _with_answers(_escalations(Q(action=action)))


def _escalations(which: Q) -> QuerySet[Escalation]:
    return (
        Escalation.objects.filter(which)
        .select_related("from_body", "to_body", "item__meeting", "action__owner", "escalated_by")
        .select_related("promise", "measure", "taken_by__meeting")
        .order_by("escalated_at", "pk")
    )


def _with_answers(escalations: QuerySet[Escalation]) -> QuerySet[Escalation]:
    standing = Decision.objects.filter(withdrawn_at__isnull=True)
    decisions = standing.select_related("ratified_by")
    return escalations.select_related("taken_by__outcome").prefetch_related(
        Prefetch("taken_by__decisions", decisions)
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """Something a body passed up, and what became of it: in words, and as a rating shows it."""

    escalation: Escalation
    words: str
    rating: tuple[str, str]


def answered(body: Body) -> list[Answered]:
    """What a body passed up lately with what became of it, the latest first."""
    passed = _with_answers(_escalations(Q(from_body=body))).order_by("-escalated_at", "-pk")
    return [Answered(each, answer_to(each), _rating(each)) for each in passed[:LATEST_PASSED]]


def answer_to(escalation: Escalation) -> str:
    """What became of something that was passed up, in words."""
    item = escalation.taken_by
    if item is None:
        return saying.NOT_TAKEN_YET
    outcome = getattr(item, "outcome", None)
    return saying.answer_words(
        f"{item.number_shown}: {item}",
        on=item.meeting.held_on,
        outcome=outcome.get_result_display() if outcome else "",
        decisions=[_decided(each) for each in item.decisions.all()],
    )


def _decided(decision: Decision) -> str:
    is_view = decision.is_view and not hasattr(decision, "ratified_by")
    name = f"View of those present {decision.number}" if is_view else str(decision)
    return f"{name}: {decision.text}"


def _rating(escalation: Escalation) -> tuple[str, str]:
    item = escalation.taken_by
    if item is None:
        return "Waiting", "watch"
    outcome = getattr(item, "outcome", None)
    return ("Answered", "good") if outcome and outcome.result else ("Taken", "info")


# Where an action comes from, and what takes a matter ----------------------------------------------


def items_to_act_on(body: Body, today: date) -> QuerySet[AgendaItem]:
    """The items of a body's latest meetings whose record is still open, the latest first."""
    held = body.meetings.filter(held_on__lte=today, cancelled_at__isnull=True)
    still_open = with_minutes(held).filter(confirmed_last__isnull=True)
    return _items(still_open.order_by("-held_on")[:LATEST_MEETINGS])


def items_that_can_take(escalation: Escalation, today: date) -> QuerySet[AgendaItem]:
    """The items of the other body's meetings to come that take no other matter."""
    meetings = escalation.to_body.meetings.filter(held_on__gte=today, cancelled_at__isnull=True)
    return _items(meetings).filter(Q(takes__isnull=True) | Q(takes=escalation))


def _items(meetings: QuerySet[Meeting]) -> QuerySet[AgendaItem]:
    items = AgendaItem.objects.filter(meeting__in=list(meetings)).select_related("meeting")
    return items.order_by("-meeting__held_on", "position")


# The story of an action ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an action: when, what, in whose words, and what changed by it."""

    at: datetime
    title: str
    who: User
    words: str = ""
    evidence: str = ""
    change: str = ""


def story(action: Action, escalations: Iterable[Escalation]) -> list[Event]:
    """What happened to an action, from when it was set."""
    events = [_opened(action)]
    events += [_told(update) for update in action.updates.all()]
    events += [_passed(each) for each in escalations]
    return sorted(events, key=lambda event: event.at)


def _opened(action: Action) -> Event:
    item, due = action.item, date_in_words(action.first_due_on)
    title = "Set"
    if item:
        held = date_in_words(item.meeting.held_on)
        title = f"Set at the meeting on {held}, item {item.number_shown}: {item.title}"
    return Event(action.opened_at, title, action.opened_by, change=f"To be done by {due}.")


def _told(update: ActionUpdate) -> Event:
    changes = []
    if update.now_due_on:
        was, now = date_in_words(update.was_due_on), date_in_words(update.now_due_on)
        changes.append(f"The day moved from {was} to {now}.")
    if update.now_owner:
        changes.append(f"Given from {update.was_owner} to {update.now_owner}.")
    return Event(
        at=update.made_at,
        title=update.get_kind_display(),
        who=update.made_by,
        words=update.words,
        evidence=update.evidence,
        change=" ".join(changes),
    )


def _passed(escalation: Escalation) -> Event:
    return Event(
        at=escalation.escalated_at,
        title=f"Passed up to {escalation.to_body.name}",
        who=escalation.escalated_by,
        words=escalation.reason,
        change=answer_to(escalation),
    )


def workload(user: User) -> dict[str, Expression]:
    """How many actions somebody has to do in a council, and how many overdue: to ask it for."""
    to_do = Action.objects.filter(council=OuterRef("pk"), owner__user=user, closed_at__isnull=True)
    overdue = to_do.filter(due_on__lt=clock.today())
    return {"actions": number_of(to_do), "actions_overdue": number_of(overdue)}
