"""What pages, agendas and packs ask about actions and what was passed up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from boards import actions as rule
from boards.actions import Standing, State
from boards.models import Action, ActionUpdate, AgendaItem, Body, Escalation, SeatHolder
from councils import clock
from councils.models import Council, Membership, Person, User
from councils.roles import Role

#: How an action stands, as a rating shows it: words and the tone that gives colour and shape.
RATINGS = {
    State.OVERDUE: ("Overdue", "bad"),
    State.DUE_SOON: ("Due soon", "watch"),
    State.OPEN: ("Open", "none"),
    State.DONE: ("Done", "good"),
}
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


def who_may_own(council: Council, day: date) -> QuerySet[Person]:
    """The people an action can be given to: all but those who are here as young people."""
    young_seats = SeatHolder.objects.current(day).filter(
        person=OuterRef("pk"), seat__is_young_people=True
    )
    represents = Membership.objects.current(day).filter(
        user=OuterRef("user"), council=council, role=Role.FORUM_REPRESENTATIVE
    )
    return Person.objects.of(council).exclude(Exists(young_seats)).exclude(Exists(represents))


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


def open_escalations(body: Body) -> QuerySet[Escalation]:
    """What was passed to a body and no item of its agenda has taken yet, the oldest first."""
    return _escalations(Q(to_body=body, taken_by__isnull=True))


def escalations_of(action: Action) -> QuerySet[Escalation]:
    """Where an action was passed to, and which item took it."""
    return _escalations(Q(action=action))


def _escalations(which: Q) -> QuerySet[Escalation]:
    return (
        Escalation.objects.filter(which)
        .select_related("from_body", "to_body", "item__meeting", "action__owner", "escalated_by")
        .select_related("promise", "measure", "taken_by__meeting")
        .order_by("escalated_at", "pk")
    )
