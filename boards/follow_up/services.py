"""How actions are set, told of, closed and opened again, and how matters are passed up."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from boards.follow_up import saying
from boards.follow_up.queries import who_may_own
from boards.models import Action, AgendaItem, Body, Decision, Escalation
from councils import clock
from councils.models import Person, User
from councils.writing import Refused, lock, store
from measures.models import Measure
from pledges.models import Promise


@transaction.atomic
def open_action(
    *,
    by: User,
    body: Body,
    text: str,
    owner: Person,
    due_on: date,
    item: AgendaItem | None = None,
    decision: Decision | None = None,
    promise: Promise | None = None,
    measure: Measure | None = None,
) -> Action:
    """Set an action: what is to be done, by whom, by when; it takes the body's next number.

    The same action sent twice is one.

    Raises:
        Refused: the item or the decision is another body's.
        ValidationError: names the field that is wrong: a day before it was agreed, a young person
            as owner, an action of these words under the item already.
    """
    body = lock(body)  # numbers are given one after another; two clicks at once wait here
    source = item or (decision.item if decision else None)
    if source and source.meeting.body_id != body.pk:
        raise Refused(saying.NOT_THIS_BODY)
    what = {"item": item, "text": text, "owner": owner, "due_on": due_on}
    if same := body.actions.filter(**what, closed_at__isnull=True).first():
        return same
    _refuse_owner(owner)
    if refused := saying.why_not_due(due_on, agreed_on=_agreed_on(source)):
        raise ValidationError({"due_on": refused})
    last = body.actions.aggregate(last=Max("number"))["last"] or 0
    action = Action(council=body.council, body=body, number=last + 1, first_due_on=due_on, **what)
    action.decision, action.promise, action.measure = decision, promise, measure
    action.opened_at, action.opened_by = clock.now(), by
    return store(action)


def _refuse_owner(owner: Person) -> None:
    if not who_may_own(owner.council, clock.today()).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": saying.NOT_A_CHILD})


def _agreed_on(item: AgendaItem | None) -> date:
    return min(item.meeting.held_on, clock.today()) if item else clock.today()


@transaction.atomic
def escalate(
    *,
    by: User,
    reason: str,
    to_body: Body,
    item: AgendaItem | None = None,
    action: Action | None = None,
    promise: Promise | None = None,
    measure: Measure | None = None,
) -> Escalation:
    """Pass a matter up, from an item or an action, to another body, where it then shows.

    The same matter sent twice with the same reason is one.

    Raises:
        Refused: the action is done; item and action are of two bodies.
        ValidationError: names what is wrong: no item and no action, the same body, escalated there
            already.
    """
    from_body = lock(_comes_from(item, action))
    if action and lock(action).closed_at:
        raise Refused(saying.DONE_ALREADY)
    what = {"item": item, "action": action, "promise": promise, "measure": measure}
    what |= {"from_body": from_body, "to_body": to_body}
    if same := Escalation.objects.filter(**what, reason=reason).first():
        return same
    return store(
        Escalation(
            council=from_body.council,
            reason=reason,
            escalated_at=clock.now(),
            escalated_by=by,
            **what,
        )
    )


def _comes_from(item: AgendaItem | None, action: Action | None) -> Body:
    bodies = {source.pk: source for source in _bodies(item, action)}
    if not bodies:
        raise ValidationError(saying.FROM_NOWHERE)
    if len(bodies) > 1:
        raise Refused(saying.TWO_SOURCES)
    return next(iter(bodies.values()))


def _bodies(item: AgendaItem | None, action: Action | None) -> list[Body]:
    return ([item.meeting.body] if item else []) + ([action.body] if action else [])
