"""How actions are set, told of, closed and opened again, and how matters are passed up.

Every write to an action is its owner's word or the clerk's: the pages say who may (roles.py). An
owner says how it goes and that it is done; the clerk sets days, changes the owner and closes.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from boards.actions import why_not_carry, why_not_close
from boards.follow_up import saying
from boards.follow_up.queries import agreed_on, as_rule, done_on, who_may_own
from boards.models import Action, ActionUpdate, AgendaItem, Body, Decision, Escalation
from boards.register.services import open_to_record
from councils import clock
from councils.models import Person, User
from councils.writing import Conflict, Refused, lock, store
from measures.models import Measure
from pledges.models import Promise

# Setting ------------------------------------------------------------------------------------------


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
        Refused: the item or the decision is another body's; the record of its meeting is closed.
        ValidationError: names the field that is wrong: a day before it was agreed, a young person
            as owner, an action of these words under the item already.
    """
    source = item or (decision.item if decision else None)
    if source and open_to_record(source.meeting).body_id != body.pk:
        raise Refused(saying.NOT_THIS_BODY)
    body = lock(body)  # numbers are given one after another; two clicks at once wait here
    what = {"item": item, "text": text, "owner": owner, "due_on": due_on}
    if same := body.actions.filter(**what, closed_at__isnull=True).first():
        return same
    _refuse_owner(owner)
    agreed = agreed_on(source, otherwise=clock.today())
    if refused := saying.why_not_due(due_on, agreed_on=agreed):
        raise ValidationError({"due_on": refused})
    same_words = body.actions.filter(item=item, text=text, owner=owner)
    if mistaken := same_words.filter(withdrawn_at__isnull=False).first():
        return _set_again(mistaken, by, due_on)
    last = body.actions.aggregate(last=Max("number"))["last"] or 0
    action = Action(council=body.council, body=body, number=last + 1, first_due_on=due_on, **what)
    action.decision, action.promise, action.measure = decision, promise, measure
    action.opened_at, action.opened_by = clock.now(), by
    return store(action)


def _set_again(action: Action, by: User, due_on: date) -> Action:
    """What was taken off as a mistake, and was none: it keeps its number and its story."""
    _open(action)
    action.due_on = action.first_due_on = due_on
    _write(action, by, ActionUpdate.Kind.REOPENED, saying.SET_AGAIN)
    return action


def _refuse_owner(owner: Person) -> None:
    if not who_may_own(owner.council).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": saying.NOT_A_CHILD})


# What becomes of an action -------------------------------------------------------------------------
#
# Each of these writes one row of the action's story and counts its version up by one, so that the
# rows written since a person opened the form are the last `version now - version seen` ones. A form
# sent twice finds its own row among them.


@transaction.atomic
def update_action(
    *,
    by: User,
    action: Action,
    words: str,
    version: int | None = None,
    evidence: str = "",
    due_on: date | None = None,
    owner: Person | None = None,
    says_done: bool = False,
) -> ActionUpdate:
    """Say how an action goes; with a new day or owner, the old one stays beside it.

    Its owner says that it is done (`says_done`); the clerk closes it.

    Raises:
        Conflict: somebody else wrote to it after the person opened it.
        Refused: it is closed.
        ValidationError: names the field: nothing said, a day that is no later, a young person.
    """
    action = lock(action)
    kind = ActionUpdate.Kind.DONE if says_done else ActionUpdate.Kind.SAID
    said = {"kind": kind, "words": words, "evidence": evidence, "made_by": by}
    news = {"now_due_on": due_on, "now_owner": owner}
    given = {name: value for name, value in news.items() if value is not None}
    if same := _sent_before(action, version, said | given):
        return same
    _refuse_stale(action, version)
    if action.closed_at:
        raise Refused(saying.DONE_ALREADY)
    if says_done:
        _refuse_done("words", action, words, on=clock.today())
    update = ActionUpdate(council=action.council, action=action, made_at=clock.now(), **said)
    _move(update, due_on)
    _hand_over(update, owner)
    store(update)
    _save(action, by)
    return update


def _sent_before(
    action: Action, version: int | None, said: dict[str, object]
) -> ActionUpdate | None:
    """What this very form wrote, where it was sent before."""
    since = action.version - version if version is not None else 0
    latest = action.updates.order_by("-pk")[: max(0, since)]
    return next(
        (u for u in latest if all(getattr(u, name) == value for name, value in said.items())), None
    )


def _refuse_stale(action: Action, version: int | None) -> None:
    if version is not None and action.version != version:
        raise Conflict(action)


def _refuse_done(field: str, action: Action, words: str, *, on: date) -> None:
    agreed = agreed_on(action.item, otherwise=clock.local(action.opened_at).date())
    today = clock.today()
    refused = why_not_close(
        as_rule(action), what_was_done=words, done_on=on, agreed_on=agreed, today=today
    )
    if refused:
        raise ValidationError({field: refused})


def _move(update: ActionUpdate, due_on: date | None) -> None:
    """Carry the action forward to another day, from the body's latest meeting."""
    action = update.action
    if due_on is None:
        return
    held = action.body.meetings.filter(held_on__lte=clock.today(), cancelled_at__isnull=True)
    latest = held.order_by("-held_on").first()
    refused = why_not_carry(
        as_rule(action),
        to=due_on,
        meeting_on=latest.held_on if latest else clock.local(action.opened_at).date(),
        reason=update.words,
    )
    if refused:
        raise ValidationError({"due_on": refused})
    update.was_due_on, update.now_due_on = action.due_on, due_on
    action.due_on = due_on


def _hand_over(update: ActionUpdate, owner: Person | None) -> None:
    action = update.action
    if owner is None or owner == action.owner:
        return
    _refuse_owner(owner)
    update.was_owner, update.now_owner = action.owner, owner
    action.owner = owner


def _save(action: Action, by: User) -> None:
    action._history_user = by
    store(action)


@transaction.atomic
def close_action(
    *, by: User, action: Action, done: str, version: int | None = None, evidence: str = ""
) -> Action:
    """Close an action with what was done and what changed.

    Raises:
        Conflict: somebody else wrote to it after the person opened it.
        Refused: it is closed already, with other words.
        ValidationError: nothing is said of what was done.
    """
    action = lock(action)
    if action.closed_at and action.done == done:
        return action  # the same form sent twice
    _refuse_stale(action, version)
    if action.closed_at:
        raise Refused(saying.DONE_ALREADY)
    _refuse_done("done", action, done, on=done_on(action))
    action.done, action.closed_at, action.closed_by = done, clock.now(), by
    _write(action, by, ActionUpdate.Kind.CLOSED, done, evidence)
    return action


@transaction.atomic
def reopen_action(*, by: User, action: Action, reason: str, version: int | None = None) -> Action:
    """Open a closed action again, and say why; what was done then stays in its story.

    Raises:
        Conflict: somebody else wrote to it after the person opened it.
        Refused: it is open.
        ValidationError: no reason.
    """
    action = lock(action)
    said = {"kind": ActionUpdate.Kind.REOPENED, "words": reason, "made_by": by}
    if _sent_before(action, version, said):
        return action
    _refuse_stale(action, version)
    if action.closed_at is None:
        raise Refused(saying.NOT_DONE)
    _open(action)
    _write(action, by, ActionUpdate.Kind.REOPENED, reason)
    return action


def _open(action: Action) -> None:
    action.done, action.closed_at, action.closed_by = "", None, None
    action.withdrawn_at, action.withdrawn_by = None, None


def _write(action: Action, by: User, kind: str, words: str, evidence: str = "") -> None:
    """A row of the story, and the action as it is after it."""
    said = {"kind": kind, "words": words, "evidence": evidence, "made_by": by}
    store(ActionUpdate(council=action.council, action=action, made_at=clock.now(), **said))
    _save(action, by)


# Passing up ---------------------------------------------------------------------------------------


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


@transaction.atomic
def take_escalation(*, by: User, escalation: Escalation, item: AgendaItem) -> Escalation:
    """Take what was passed up with an item of the other body's agenda.

    Taking it twice with the same item changes nothing.

    Raises:
        Refused: the item is on another body's agenda, or takes another matter; it is taken.
    """
    escalation, item = lock(escalation), lock(item)
    if escalation.taken_by_id == item.pk:
        return escalation
    taken = escalation.taken_by
    refused = saying.why_not_take(
        to=escalation.to_body.name,
        is_its_agenda=item.meeting.body_id == escalation.to_body_id,
        taken_on=taken.meeting.held_on if taken else None,
        takes_other=Escalation.objects.filter(taken_by=item).exists(),
    )
    if refused:
        raise Refused(refused)
    escalation.taken_by, escalation._history_user = item, by
    return store(escalation)
