"""How an item is recorded in one go: its outcome with a decision, an action or an escalation."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from boards.follow_up.services import escalate, open_action
from boards.models import Action, AgendaItem, Body, Escalation, Meeting, Outcome
from boards.register.forum_time.services import record_forum_time
from boards.register.services import (
    check_outcome,
    open_to_record,
    record_decision,
    record_outcome,
    write_outcome,
)
from councils.models import Person, User
from councils.writing import Conflict, Refused
from measures.models import Measure
from pledges.models import Promise


@dataclass(frozen=True, slots=True)
class NewAction:
    """What somebody is to do, and by when, as it is typed; an empty field is not filled in yet."""

    text: str = ""
    owner: Person | None = None
    due_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.owner or self.due_on)


@dataclass(frozen=True, slots=True)
class NewEscalation:
    """To whom a matter goes, and why, as it is typed."""

    to_body: Body | None = None
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.to_body or self.reason.strip())


@transaction.atomic
def record_item(
    *,
    by: User,
    item: AgendaItem,
    result: str,
    words: str = "",
    taken_at: time | None = None,
    version: int | None = None,
    decision: str = "",
    action: NewAction | None = None,
    escalation: NewEscalation | None = None,
    given: int | None = None,
    given_version: int | None = None,
    promise: Promise | None = None,
    measure: Measure | None = None,
) -> Outcome:
    """Record the outcome of an item with what came of it, all of it or nothing.

    `promise` and `measure` are what the decision, the action and what is passed up are about.
    `given` are the minutes the forum really got, at the item of its own time. Sent twice, it is
    one outcome, one decision, one action and one escalation.

    Raises:
        Refused: the meeting may not be recorded, or not yet.
        Conflict: `version` is given (0: there was none) and somebody else has changed the outcome.
        ValidationError: names the field: `result`, `decision`, `action_text`, `action_owner`,
            `action_due_on`, `to_body`, `reason`.
    """
    item.meeting = open_to_record(item.meeting)
    outcome = write_outcome(
        by=by, item=item, result=result, words=words, taken_at=taken_at, version=version
    )
    about = {"item": item, "promise": promise, "measure": measure}
    decided = record_decision(by=by, text=decision, **about) if decision.strip() else None
    if action:
        add_action(action, by=by, body=item.meeting.body, decision=decided, **about)
    if escalation:
        add_escalation(escalation, by=by, **about)
    if given is not None:
        record_forum_time(by=by, item=item, given=given, version=given_version)
    check_outcome(outcome)
    return outcome


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one outcome of the sheet: recorded, or not and why, with what is there."""

    outcome: Outcome | None = None
    errors: tuple[str, ...] = ()
    is_conflict: bool = False


@transaction.atomic
def save_outcomes(
    *, by: User, meeting: Meeting, results: Mapping[AgendaItem, tuple[str, int]]
) -> dict[int, Kept]:
    """Record (result, version seen) for several items; what cannot be comes back with why not.

    The words and times of an outcome stay as they are.

    Raises:
        Refused: the meeting may not be recorded, or not yet.
    """
    open_to_record(meeting)
    return {item.pk: _kept(by, item, *sent) for item, sent in results.items()}


def _kept(by: User, item: AgendaItem, result: str, version: int) -> Kept:
    known = Outcome.objects.filter(item=item).select_related("recorded_by").first()
    words = known.words if known else ""
    try:
        made = record_outcome(by=by, item=item, result=result, words=words, version=version)
    except Conflict:
        return Kept(known, is_conflict=True)
    except ValidationError as error:
        return Kept(known, errors=tuple(error.messages))
    return Kept(made)


def add_action(wanted: NewAction, *, by: User, body: Body, **about: object) -> Action:
    """Open an action from what was typed.

    Raises:
        ValidationError: names the field, as the page calls it.
    """
    missing = {
        "action_text": "" if wanted.text.strip() else "Write what is to be done.",
        "action_owner": "" if wanted.owner else "Say who does it.",
        "action_due_on": "" if wanted.due_on else "Say by when.",
    }
    _refuse(missing)
    with _named(text="action_text", owner="action_owner", due_on="action_due_on"):
        return open_action(
            by=by,
            body=body,
            text=wanted.text.strip(),
            owner=wanted.owner,
            due_on=wanted.due_on,
            **about,
        )


def add_escalation(wanted: NewEscalation, *, by: User, **about: object) -> Escalation:
    """Escalate from what was typed.

    Raises:
        ValidationError: names the field, as the page calls it.
    """
    missing = {
        "to_body": "" if wanted.to_body else "Say to whom it is passed up.",
        "reason": "" if wanted.reason.strip() else "Say why it is passed up.",
    }
    _refuse(missing)
    with _named(**{NON_FIELD_ERRORS: "to_body"}):
        return escalate(by=by, reason=wanted.reason.strip(), to_body=wanted.to_body, **about)


def _refuse(missing: Mapping[str, str]) -> None:
    if found := {name: words for name, words in missing.items() if words}:
        raise ValidationError(found)


@contextmanager
def _named(**names: str) -> Iterator[None]:
    """Errors of another service under the names that the page's fields have.

    A refusal has no field: it stands at the first of them.
    """
    first = next(iter(names.values()))
    try:
        yield
    except ValidationError as error:
        found = error.update_error_dict({})
        raise ValidationError({names.get(key, first): found[key] for key in found}) from error
    except Refused as refused:
        raise ValidationError({first: str(refused)}) from refused
