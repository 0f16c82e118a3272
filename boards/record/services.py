"""How minutes are written: drafted from the register, edited, sent round, confirmed, corrected.

Everything here locks the meeting first, as the register's services do, then its minutes: writers,
whoever confirms and whoever still records what came of the meeting wait for each other.
"""

from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction

from boards import minutes as rule
from boards.minutes import Move, State
from boards.models import Meeting, Minutes, MinutesSection
from boards.record import queries
from boards.record.gather import draft_of
from boards.record.layout import headed, text_of, tidied
from boards.record.queries import day_of
from boards.record.rules import is_late, why_not_late
from boards.record.tasks import tell_members
from councils import clock
from councils.models import User
from councils.writing import Conflict, Refused, lock, store


def locked(minutes: Minutes) -> Minutes:
    """The minutes as they are now, locked after their meeting."""
    lock(minutes.meeting)
    return lock(minutes)


def check(minutes: Minutes, move: Move, *, version: int | None = None) -> None:
    """Refuse what cannot be done with minutes that are locked.

    Raises:
        Refused: they do not stand where it can be; the sentence says what can.
        Conflict: `version` is given, and somebody else has moved them since.
    """
    if refused := rule.why_not(State(minutes.state), move):
        raise Refused(refused)
    if version is not None and minutes.version != version:
        raise Conflict(minutes)


def save(row: Minutes | MinutesSection, by: User) -> Minutes | MinutesSection:
    """Store a row with who changed it, for its history."""
    row._history_user = by
    return store(row)


# Writing ------------------------------------------------------------------------------------------


@transaction.atomic
def draft_minutes(*, by: User, meeting: Meeting) -> Minutes:
    """Begin the minutes of a meeting with what its register says; where they are begun, those.

    Raises:
        Refused: the meeting has not been held.
    """
    meeting = lock(meeting)  # a second click waits here, and finds them
    begun = meeting.minutes.order_by("-number").first()
    if begun:
        return begun
    if not queries.held(meeting):
        raise Refused(queries.NOT_HELD)
    minutes = Minutes(council=meeting.council, meeting=meeting)
    minutes.drafted_at, minutes.drafted_by = clock.now(), by
    minutes = save(minutes, by)
    _take_in(minutes, by)
    return minutes


@transaction.atomic
def save_section(*, by: User, section: MinutesSection, version: int, text: str) -> MinutesSection:
    """Write a part of the minutes; sent twice, it is written once.

    Raises:
        Refused: the minutes have gone round or are confirmed.
        Conflict: somebody else wrote here since; `current` has their words.
    """
    check(locked(section.minutes), Move.WRITE)
    section, text = lock(section), tidied(text)
    if section.text == text:
        return section
    if section.version != version:
        raise Conflict(section)
    section.text = text
    return save(section, by)


@transaction.atomic
def redraft_section(*, by: User, section: MinutesSection, version: int) -> MinutesSection:
    """Put the register's words in the place of those somebody wrote; the history keeps both.

    Raises:
        Refused: the minutes have gone round or are confirmed.
        Conflict: somebody else wrote here since.
    """
    return save_section(by=by, section=section, version=version, text=section.drafted)


@transaction.atomic
def redraft(*, by: User, minutes: Minutes) -> list[MinutesSection]:
    """Ask the register again: parts nobody has touched follow it, the others keep their words.

    Returns the parts somebody has touched and of which the register now says something new.

    Raises:
        Refused: the minutes have gone round or are confirmed.
    """
    minutes = locked(minutes)
    check(minutes, Move.WRITE)
    touched = _take_in(minutes, by)
    minutes.drafted_at = clock.now()
    save(minutes, by)
    return touched


def _take_in(minutes: Minutes, by: User) -> list[MinutesSection]:
    """What the register says, in the parts there are and in new ones; those that keep their words."""
    items = {item.position: item for item in minutes.meeting.items.all()}
    known = {
        section.item_id or section.heading: section
        for section in minutes.sections.select_for_update()
    }
    taken, touched = {section.position for section in known.values()}, []
    for place, part in headed(draft_of(minutes.meeting)):
        item = items.get(part.item)
        section = known.get(item.pk if item else part.heading)
        if section is None:
            free = next(each for each in count(place) if each not in taken)
            taken.add(free)
            section = MinutesSection(minutes=minutes, council=minutes.council, item=item)
            section.position, section.heading = free, part.heading
        if _follow(section, text_of(part), by):
            touched.append(section)
    return touched


def _follow(section: MinutesSection, words: str, by: User) -> bool:
    """Keep what the register says now beside a part, or in it; whether somebody had touched it."""
    if section.pk and section.drafted == words:
        return False
    touched = section.is_edited
    if not touched:
        section.text = words
    section.drafted = words
    save(section, by)
    return touched


# Going round --------------------------------------------------------------------------------------


@transaction.atomic
def circulate(*, by: User, minutes: Minutes, version: int, late_reason: str = "") -> Minutes:
    """Send the minutes to all members: they read them on their page, and are told by mail.

    Sent twice, they go round once. The day they were due is kept beside the day they first went.

    Raises:
        Refused: every item that says nothing is named, or the meeting was not held.
        ValidationError: they are late and `late_reason` is empty.
        Conflict: somebody else has moved them since.
    """
    minutes = locked(minutes)
    if minutes.state == State.CIRCULATED:
        return minutes
    check(minutes, Move.CIRCULATE, version=version)
    if refusals := queries.circulation_check(minutes).refusals:
        raise Refused(" ".join(refusals))
    minutes.circulated_at, minutes.circulated_by = clock.now(), by
    if minutes.first_circulated_at is None:
        _keep_the_days(minutes, late_reason.strip())
    minutes = save(minutes, by)
    tell_members.enqueue(minutes.pk)  # with the minutes or not at all; the worker sends it
    return minutes


def _keep_the_days(minutes: Minutes, late_reason: str) -> None:
    """When they went round first, and, for the first version, when they were due."""
    minutes.first_circulated_at = minutes.circulated_at
    due = queries.due_now(minutes.meeting) if minutes.number == 1 else None
    today = day_of(minutes.circulated_at)
    if refused := why_not_late(due, today, late_reason):
        raise ValidationError({"late_reason": refused})
    minutes.due_on = due and due.due_on
    minutes.late_reason = late_reason if is_late(due, today) else ""


@transaction.atomic
def take_back(*, by: User, minutes: Minutes, version: int) -> Minutes:
    """Make a draft again of minutes that went round, to mend them before they are confirmed.

    Those that are a draft already are left as they are.

    Raises:
        Refused: they are confirmed.
        Conflict: somebody else has moved them since.
    """
    minutes = locked(minutes)
    if minutes.state == State.DRAFT:
        return minutes
    check(minutes, Move.TAKE_BACK, version=version)
    minutes.circulated_at = minutes.circulated_by = None
    return save(minutes, by)


# Confirming and correcting ------------------------------------------------------------------------


@transaction.atomic
def confirm(*, by: User, minutes: Minutes, version: int, at: Meeting | None) -> Minutes:
    """Record that a later meeting has confirmed the minutes; from then on nothing alters them.

    Sent twice, they are confirmed once.

    Raises:
        Refused: they have not gone round, or this meeting or this person cannot confirm them.
        Conflict: they were taken back and went round again since.
    """
    minutes = locked(minutes)
    if at and minutes.confirmed_in_id == at.pk:
        return minutes
    if refused := queries.why_not_confirm(minutes, at, by):
        raise Refused(refused)
    if minutes.version != version:
        raise Conflict(minutes)
    minutes.confirmed_at, minutes.confirmed_by, minutes.confirmed_in = clock.now(), by, at
    minutes.sha256 = queries.seal(minutes)
    return save(minutes, by)


@transaction.atomic
def correct(*, by: User, minutes: Minutes, reason: str) -> Minutes:
    """Begin the next version: a copy of what was confirmed, which stays as it is.

    Sent twice, one version is begun.

    Raises:
        Refused: the minutes are not confirmed, or a correction is under way already.
        ValidationError: no reason is given.
    """
    meeting, reason = lock(minutes.meeting), reason.strip()
    versions = list(meeting.minutes.order_by("-number"))
    latest = versions[0]
    if latest.number == minutes.number + 1 and latest.reason == reason:
        return latest
    if not reason:
        raise ValidationError({"reason": queries.why_not_correct(versions, reason)})
    if refused := queries.why_not_correct(versions, reason):
        raise Refused(refused)
    return _copy(latest, by, reason)


def _copy(confirmed: Minutes, by: User, reason: str) -> Minutes:
    copy = Minutes(council=confirmed.council, meeting=confirmed.meeting, reason=reason)
    copy.number, copy.drafted_at, copy.drafted_by = confirmed.number + 1, clock.now(), by
    copy = save(copy, by)
    for section in confirmed.sections.order_by("position"):
        same = MinutesSection(council=copy.council, minutes=copy, item=section.item)
        for name in ("position", "heading", "text", "drafted"):
            setattr(same, name, getattr(section, name))
        save(same, by)
    return copy
