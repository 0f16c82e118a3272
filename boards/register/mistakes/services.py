"""How a decision, an action, an escalation or an outcome that was recorded by mistake is taken off.

Numbers are never given twice: a decision and an action stay on record, marked as withdrawn. What
has no number is taken off, and its history keeps it. All of it locks the meeting first, as the
register does, so that the minutes are not confirmed meanwhile.
"""

from django.db import transaction

from boards.models import Action, ActionUpdate, AgendaItem, Decision, Escalation, Issue, Outcome
from boards.register.results import why_not_outcome, why_not_take_back, why_not_withdraw
from boards.register.services import came_of, open_to_record, set_fields, write_outcome
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store

BY_MISTAKE = "Recorded by mistake."
TAKEN_BACK = "It was passed up to {to} by mistake: that is taken back."


@transaction.atomic
def withdraw_decision(*, by: User, decision: Decision) -> Decision:
    """Mark a decision as recorded by mistake; its number stays its own. Twice changes nothing.

    What it ratified is to be ratified again. An outcome that rested on it is open again.

    Raises:
        Refused: the minutes are confirmed, or another decision ratifies it.
    """
    item = decision.item
    item.meeting = open_to_record(item.meeting)
    decision = lock(decision)
    if decision.withdrawn_at:
        return decision
    ratified_by = Decision.objects.filter(ratifies=decision).first()
    if refused := why_not_withdraw(decision.number, ratified_by and ratified_by.number):
        raise Refused(refused)
    fields = {"withdrawn_at": clock.now(), "withdrawn_by": by, "ratifies": None}
    decision = set_fields(decision, by, **fields)
    _reopen_outcome(by, item)
    return decision


@transaction.atomic
def withdraw_action(*, by: User, action: Action) -> Action:
    """Close an action that was recorded by mistake; its story and its number stay. Twice is once.

    An issue that it answered asks again. An outcome that rested on it is open again.

    Raises:
        Refused: the minutes of its meeting are confirmed, or it is done.
    """
    item = action.item
    if item:
        item.meeting = open_to_record(item.meeting)
    action = lock(action)
    if action.withdrawn_at:
        return action
    if action.closed_at:
        raise Refused("This action is done. Open it again first, and say why.")
    _tell(action, by, ActionUpdate.Kind.WITHDRAWN, BY_MISTAKE)
    now = clock.now()
    fields = {"withdrawn_at": now, "withdrawn_by": by, "closed_at": now, "closed_by": by}
    action = set_fields(action, by, **fields, done=BY_MISTAKE)
    _ask_again(by, Issue.objects.filter(action=action))
    _reopen_outcome(by, item)
    return action


@transaction.atomic
def take_back_escalation(*, by: User, escalation: Escalation) -> None:
    """Take an escalation off that was made by mistake; the history keeps it. Twice is once.

    An issue that it answered asks again, and the story of its action tells that it was taken back.

    Raises:
        Refused: an item of the other body has taken it, or the minutes are confirmed.
    """
    item = escalation.item
    if item:
        item.meeting = open_to_record(item.meeting)
    rows = Escalation.objects.select_for_update(of=("self",)).select_related("to_body")
    row = rows.filter(pk=escalation.pk).first()
    if row is None:
        return
    taken = row.taken_by
    if refused := why_not_take_back(row.to_body.name, taken and taken.meeting.held_on):
        raise Refused(refused)
    _ask_again(by, Issue.objects.filter(escalation=row))
    if row.action:
        _tell(row.action, by, ActionUpdate.Kind.SAID, TAKEN_BACK.format(to=row.to_body.name))
    row._history_user = by
    row.delete()
    _reopen_outcome(by, item)


@transaction.atomic
def clear_outcome(*, by: User, item: AgendaItem) -> None:
    """Take off the outcome of an item; what was said and when it was taken stay. Twice is once.

    Raises:
        Refused: the meeting may not be recorded any more.
    """
    item.meeting = open_to_record(item.meeting)
    known = Outcome.objects.filter(item=item).first()
    if known:
        _clear(by, known)


def _clear(by: User, outcome: Outcome) -> None:
    said = {"words": outcome.words, "taken_at": outcome.taken_at, "version": None}
    write_outcome(by=by, item=outcome.item, result="", **said)


def _reopen_outcome(by: User, item: AgendaItem | None) -> None:
    """Clear the outcome of an item that nothing recorded bears out any more."""
    known = Outcome.objects.filter(item=item).select_related("item__meeting").first()
    if item and known and why_not_outcome(known.result, came_of(item)):
        _clear(by, known)


def _ask_again(by: User, issues: object) -> None:
    """Let issues ask again for what is done about them."""
    fields = {"action": None, "escalation": None, "responded_at": None, "responded_by": None}
    for issue in issues.select_for_update():
        set_fields(issue, by, response="", reason="", **fields)


def _tell(action: Action, by: User, kind: str, words: str) -> None:
    """A row of an action's story."""
    made = {"made_at": clock.now(), "made_by": by}
    store(ActionUpdate(council=action.council, action=action, kind=kind, words=words, **made))
