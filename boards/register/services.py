"""How a meeting is recorded as it sits: when it began, who chaired, what came of each item.

Everything here locks the meeting first, so that writers of one meeting, and who confirms its
minutes, wait for each other.
"""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from boards.models import Action, AgendaItem, Body, Decision, Escalation, Meeting, Outcome
from boards.register.queries import (
    moments,
    outcomes_in_order,
    sitting_of,
    view_words,
    why_not_record,
)
from boards.register.results import CameOfIt, why_not_outcome
from councils import clock
from councils.models import Person, User
from councils.writing import Refused, lock, store
from measures.models import Measure
from pledges.models import Promise

SAY_WHEN = "This meeting was on another day: say at what time it was."
NOT_BEGUN = "Say first when the meeting began."
NOT_A_VIEW = "Decision {number} was taken with a quorum: it needs no ratifying."
RATIFIED = "Decision {number} is ratified already, by decision {by}."
OTHER_BODY = "Decision {number} is another body’s: it is ratified there."
TOO_EARLY = "Decision {number} was taken at a later meeting than this."
CHOOSE = "Choose what came of it."
EMPTY = "Write the decision."
WITHDRAWN = "Decision {number} was recorded by mistake. Record it again first."
RATIFIES = "Decision {number} is ratified: {text}"


def open_to_record(meeting: Meeting, *, version: int | None = None) -> Meeting:
    """The meeting, locked, if its record may be written now.

    Raises:
        Refused: it is cancelled, still to come, or its minutes are confirmed.
        Conflict: `version` is given, and somebody else has changed the meeting since.
    """
    meeting = lock(meeting, version=version)
    if refused := why_not_record(meeting):
        raise Refused(refused)
    return meeting


# The meeting --------------------------------------------------------------------------------------


@transaction.atomic
def open_meeting(*, by: User, meeting: Meeting, at: time | None = None) -> Meeting:
    """Record when the meeting really began: now, unless told. Without a time the first one stands.

    Raises:
        Refused: the meeting may not be recorded, or not yet; or it was on another day than today,
            and no time is given.
        ValidationError: it would begin after it ended.
    """
    meeting = open_to_record(meeting)
    if meeting.opened_at and at is None:
        return meeting
    return set_fields(meeting, by, opened_at=_moment(meeting, at))


@transaction.atomic
def close_meeting(*, by: User, meeting: Meeting, at: time | None = None) -> Meeting:
    """Record when the meeting really ended: now, unless told. Without a time the first one stands.

    Raises:
        Refused: the meeting has not begun, or may not be recorded.
        ValidationError: it would end before it began.
    """
    meeting = open_to_record(meeting)
    if meeting.opened_at is None:
        raise Refused(NOT_BEGUN)
    if meeting.closed_at and at is None:
        return meeting
    return set_fields(meeting, by, closed_at=_moment(meeting, at))


@transaction.atomic
def set_chair(
    *,
    by: User,
    meeting: Meeting,
    chair: Person | None,
    has_young_chair: bool,
    version: int | None = None,
) -> Meeting:
    """Record who chairs the meeting; a young person is counted and not named.

    Raises:
        Refused: the meeting may not be recorded, or not yet.
        Conflict: somebody else changed the meeting after the page was opened.
    """
    return set_fields(
        open_to_record(meeting, version=version), by, chair=chair, has_young_chair=has_young_chair
    )


@transaction.atomic
def record_sitting(
    *,
    by: User,
    meeting: Meeting,
    began: time | None,
    ended: time | None,
    chair: Person | None,
    has_young_chair: bool,
    version: int | None = None,
) -> Meeting:
    """Record when the meeting really began and ended and who chaired it, together.

    Raises:
        Refused: it ended without having begun, or may not be recorded.
        Conflict: somebody else changed the meeting after the page was opened.
        ValidationError: it would end before it began.
    """
    wanted = {"chair": chair, "has_young_chair": has_young_chair}
    meeting = open_to_record(meeting)
    wanted |= {"opened_at": _kept(meeting, "opened_at", began)}
    wanted |= {"closed_at": _kept(meeting, "closed_at", ended)}
    if all(getattr(meeting, name) == value for name, value in wanted.items()):
        return meeting
    if wanted["closed_at"] and not wanted["opened_at"]:
        raise Refused(NOT_BEGUN)
    return set_fields(open_to_record(meeting, version=version), by, **wanted)


def _kept(meeting: Meeting, name: str, at: time | None) -> datetime | None:
    """The moment of a time on the page; the one recorded to the second, where they are the same."""
    known = getattr(meeting, name)
    if at is None:
        return None
    is_same = known and clock.local(known).time().replace(second=0, microsecond=0) == at
    return known if is_same else clock.moment(meeting.held_on, at)


def _moment(meeting: Meeting, at: time | None) -> datetime:
    if at is None and meeting.held_on != clock.today():
        raise Refused(SAY_WHEN)
    return clock.moment(meeting.held_on, at) if at else clock.now()


def set_fields(row: object, by: User, **fields: object) -> object:
    """Store what is different; where nothing is, nothing is written."""
    if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
        return row
    for name, value in fields.items():
        setattr(row, name, value)
    row._history_user = by
    return store(row)


# What came of an item -----------------------------------------------------------------------------


@transaction.atomic
def record_outcome(
    *,
    by: User,
    item: AgendaItem,
    result: str,
    words: str,
    taken_at: time | None = None,
    version: int | None = None,
) -> Outcome:
    """Record what came of an item, or change it; recording the same twice changes nothing.

    While the meeting sits, an item without a time was taken now.

    Raises:
        Refused: the meeting may not be recorded, or not yet.
        Conflict: `version` is given and somebody else has changed the outcome since.
        ValidationError: the outcome needs a decision, an action or an escalation, or is belied
            by a decision.
    """
    item.meeting = open_to_record(item.meeting)
    outcome = write_outcome(
        by=by, item=item, result=result, words=words, taken_at=taken_at, version=version
    )
    check_outcome(outcome)
    return outcome


def write_outcome(
    *,
    by: User,
    item: AgendaItem,
    result: str,
    words: str,
    taken_at: time | None,
    version: int | None,
) -> Outcome:
    """The outcome as it is sent, not yet compared with what came of the item.

    For a service that has locked the meeting, and checks when it has written the rest.
    """
    known = Outcome.objects.select_for_update(of=("self",)).filter(item=item).first()
    wanted = {"result": result, "words": words.strip()}
    wanted["taken_at"] = taken_at or (known.taken_at if known else _now_if_sitting(item.meeting))
    if known and all(getattr(known, name) == value for name, value in wanted.items()):
        return known
    if known and version is not None:
        known = lock(known, version=version)
    outcome = known or Outcome(council=item.council, item=item)
    wanted |= {"recorded_at": clock.now(), "recorded_by": by}
    was_taken_at = outcome.taken_at
    outcome = set_fields(outcome, by, **wanted)
    if was_taken_at != outcome.taken_at:
        judge_views(by=by, meeting=item.meeting)
    return outcome


def _now_if_sitting(meeting: Meeting) -> time | None:
    sits = meeting.held_on == clock.today() and meeting.opened_at and not meeting.closed_at
    return clock.local(clock.now()).time().replace(second=0, microsecond=0) if sits else None


def came_of(item: AgendaItem) -> CameOfIt:
    """What is recorded beside the outcome of an item, whatever a page has read of it before."""
    decisions, actions = (
        model.objects.filter(item=item, withdrawn_at__isnull=True).count()
        for model in (Decision, Action)
    )
    return CameOfIt(decisions, actions, Escalation.objects.filter(item=item).count())


def check_outcome(outcome: Outcome) -> None:
    """Refuse an outcome that what came of its item does not bear out.

    Raises:
        ValidationError: at `result`, with the sentence.
    """
    if not outcome.result:
        raise ValidationError({"result": CHOOSE})
    if refused := why_not_outcome(outcome.result, came_of(outcome.item)):
        raise ValidationError({"result": refused})


@transaction.atomic
def record_decision(
    *,
    by: User,
    item: AgendaItem,
    text: str,
    promise: Promise | None = None,
    measure: Measure | None = None,
) -> Decision:
    """Record a decision under the body's next number; the same text at an item is the same decision.

    Taken while the body is inquorate it is the view of those present, until it is ratified.

    Raises:
        Refused: the meeting may not be recorded, or not yet.
        ValidationError: there is no text.
    """
    return _decide(by, item, text.strip(), promise=promise, measure=measure)


def _decide(by: User, item: AgendaItem, text: str, **about: object) -> Decision:
    meeting = open_to_record(item.meeting)
    if not text:
        raise ValidationError({"text": EMPTY})
    known = Decision.objects.filter(item=item, text=text).first()
    if known:
        return _again(known, by, is_view=_is_view(meeting, [item])[item.pk], **about)
    body = Body.objects.select_for_update().get(pk=meeting.body_id)  # for the number
    last = body.decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision(
        council=item.council,
        body=body,
        item=item,
        number=last + 1,
        text=text,
        is_view=_is_view(meeting, [item])[item.pk],
        recorded_at=clock.now(),
        recorded_by=by,
        **about,
    )
    decision._history_user = by
    return store(decision)


def _again(known: Decision, by: User, **fields: object) -> Decision:
    """The decision that is recorded already; one taken off by mistake stands again."""
    if known.withdrawn_at is None:
        return known
    return set_fields(known, by, withdrawn_at=None, withdrawn_by=None, **fields)


@transaction.atomic
def change_decision(*, by: User, decision: Decision, text: str, version: int) -> Decision:
    """Put the words of a decision right, until the minutes are confirmed.

    Raises:
        Refused: the meeting may not be recorded any more.
        Conflict: somebody else has changed it since.
        ValidationError: there is no text, or another decision of the item has it.
    """
    open_to_record(decision.item.meeting)
    text = text.strip()
    if not text:
        raise ValidationError({"text": EMPTY})
    current = lock(decision)
    if current.text == text:
        return current
    if current.withdrawn_at:
        raise Refused(WITHDRAWN.format(number=current.number))
    return set_fields(lock(current, version=version), by, text=text)


@transaction.atomic
def ratify_decision(*, by: User, decision: Decision, item: AgendaItem) -> Decision:
    """Ratify, at an item of a quorate meeting, what was the view of those present.

    Raises:
        Refused: it is no such view, is ratified already or another body's, or this meeting is not
            quorate either.
    """
    meeting = open_to_record(item.meeting)
    decision = lock(decision)
    known = Decision.objects.filter(ratifies=decision).first()
    if known and known.item_id == item.pk:
        return known
    if refused := why_not_ratify(decision, known, meeting):
        raise Refused(refused)
    answer = sitting_of(meeting).at(_moments(meeting)[item.pk], item)
    if words := view_words(meeting, answer):
        raise Refused(words)
    text = RATIFIES.format(number=decision.number, text=decision.text)
    about = {"promise": decision.promise, "measure": decision.measure}
    return _decide(by, item, text, ratifies=decision, **about)


def why_not_ratify(decision: Decision, known: Decision | None, meeting: Meeting) -> str:
    """Why a decision cannot be ratified at a meeting, in words; empty where it can."""
    if known:
        return RATIFIED.format(number=decision.number, by=known.number)
    if decision.withdrawn_at:
        return WITHDRAWN.format(number=decision.number)
    if not decision.is_view:
        return NOT_A_VIEW.format(number=decision.number)
    if decision.body_id != meeting.body_id:
        return OTHER_BODY.format(number=decision.number)
    if decision.item.meeting.held_on > meeting.held_on:
        return TOO_EARLY.format(number=decision.number)
    return ""


def judge_views(*, by: User, meeting: Meeting) -> None:
    """Bring decisions into line with the register: which are the view of those present.

    For a service that has locked the meeting. A decision that is ratified stays as it is.
    """
    rows = Decision.objects.filter(item__meeting=meeting, ratified_by__isnull=True)
    decisions = list(rows.select_related("item"))
    views = _is_view(meeting, [decision.item for decision in decisions])
    for decision in decisions:
        set_fields(decision, by, is_view=views[decision.item_id])


def _is_view(meeting: Meeting, items: list[AgendaItem]) -> dict[int, bool]:
    """Whether what was decided at each item is only the view of those present, by primary key."""
    if not items:
        return {}
    sitting, when = sitting_of(meeting), _moments(meeting)
    return {item.pk: sitting.at(when[item.pk], item).quorate is False for item in items}


def _moments(meeting: Meeting) -> dict[int, datetime]:
    return moments(meeting, outcomes_in_order(meeting))
