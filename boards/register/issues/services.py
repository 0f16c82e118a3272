"""How issues are written: when a pack goes out, when somebody raises a concern, and what a meeting
does about them (R15)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import Issue, Meeting
from boards.register.issues.queries import about, issues_to_record, item_for_issues
from boards.register.items.services import (
    NewAction,
    NewEscalation,
    add_action,
    add_escalation,
)
from boards.register.queries import why_closed
from boards.register.services import open_to_record, set_fields
from councils import clock
from councils.models import User
from councils.writing import Conflict, Refused, lock, store

NO_ITEM = "The agenda of this meeting has no items: put one on it first."
AGREED = "What was agreed about this stands: “{words}”. Follow it there."
EMPTY = "Write what the concern is."
GIVE_A_REASON = "Give the reason."

RESPONSES = Issue.Response


@transaction.atomic
def record_issues(*, by: User, meeting: Meeting) -> list[Issue]:
    """Record what a meeting's pack shows as red, worsening or disputed, as it is published.

    For publishing, which has locked the meeting. Published again, the rows say what is shown now;
    an issue that the pack no longer shows is taken off, unless the meeting has dealt with it. Once
    the minutes are confirmed, nothing is written.
    """
    if why_closed(meeting):
        return []
    kept = {about(row): row for row in meeting.issues.select_related("measure", "promise")}
    found = {about(issue): issue for issue in issues_to_record(meeting)}
    for thing, issue in found.items():
        fields = {"colour": issue.colour, "is_worsening": issue.is_worsening}
        set_fields(kept.get(thing, issue), by, **fields, is_disputed=issue.is_disputed)
    for thing, row in kept.items():
        if thing not in found and not row.response:
            row._history_user = by
            row.delete()
    return list(found.values())


@transaction.atomic
def raise_concern(*, by: User, meeting: Meeting, words: str) -> Issue:
    """Put a concern before a meeting that no figure shows; raised twice, it is one.

    It comes back at each meeting until one acts on it or escalates it.

    Raises:
        Refused: the meeting is cancelled, still to come, or its minutes are confirmed.
        ValidationError: nothing is said.
    """
    meeting = open_to_record(meeting)
    concern = " ".join(words.split())
    if not concern:
        raise ValidationError({"words": EMPTY})
    known = meeting.issues.filter(concern=concern).first()
    if known:
        return known
    issue = Issue(council=meeting.council, meeting=meeting, concern=concern, colour="red")
    issue._history_user = by
    return store(issue)


@transaction.atomic
def respond_to_issue(
    *,
    by: User,
    issue: Issue,
    response: str,
    reason: str = "",
    action: NewAction | None = None,
    escalation: NewEscalation | None = None,
    version: int | None = None,
) -> Issue:
    """Record what the meeting did about an issue: noted, act, escalate or explain (R15).

    “Noted” can always be recorded, for minutes are true; what it costs is said by `Line.noted`.
    Sent twice, it makes one action or one escalation.

    Raises:
        Refused: the meeting may not be recorded, or something else was agreed already.
        Conflict: `version` is given and somebody else has changed it since.
        ValidationError: names the field: `response`, `reason`, `action_text`, `action_owner`,
            `action_due_on`, `to_body`.
    """
    issue.meeting = meeting = open_to_record(issue.meeting)
    current = lock(issue)
    current.meeting = meeting
    if _is_so(current, response, reason, action, escalation):
        return current
    if version is not None and current.version != version:
        raise Conflict(current)
    if current.action or current.escalation:
        raise Refused(AGREED.format(words=agreed_words(current)))
    fields = {"response": response, "reason": reason.strip()}
    if response == RESPONSES.EXPLAIN and not fields["reason"]:
        raise ValidationError({"reason": GIVE_A_REASON})
    if response == RESPONSES.ACT:
        fields["action"] = add_action(
            action or NewAction(), by=by, body=meeting.body, **_about(current)
        )
    if response == RESPONSES.ESCALATE:
        fields["escalation"] = add_escalation(
            escalation or NewEscalation(), by=by, **_about(current)
        )
    return set_fields(current, by, **fields, responded_at=clock.now(), responded_by=by)


def _is_so(
    issue: Issue,
    response: str,
    reason: str,
    action: NewAction | None,
    escalation: NewEscalation | None,
) -> bool:
    """Whether exactly this is recorded already: the same form, sent twice."""
    if issue.response != response or not response:
        return False
    if response == RESPONSES.ACT:
        made = issue.action
        return bool(action) and (action.text.strip(), action.owner) == (made.text, made.owner)
    if response == RESPONSES.ESCALATE:
        return bool(escalation) and escalation.to_body == issue.escalation.to_body
    return issue.reason == reason.strip()


def agreed_words(issue: Issue) -> str:
    """What a meeting agreed about an issue; empty where nothing."""
    if issue.action:
        return issue.action.text
    return f"to {issue.escalation.to_body.name}" if issue.escalation else ""


def _about(issue: Issue) -> dict[str, object]:
    item = item_for_issues(issue.meeting.items.order_by("position"))
    if item is None:
        raise Refused(NO_ITEM)
    return {"item": item, "promise": issue.promise, "measure": issue.measure}
