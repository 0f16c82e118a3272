"""How sessions are written: begun, changed, hands counted, finished, and what is wrong corrected.

Everything here locks the session first: workers who count at once, and the kiosk, wait for each
other.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Conflict, Refused, lock, store
from forums.models import Forum, Session, ToldBack, Verdict, VerdictPart
from forums.models.sessions import NOT_BY_PROVIDERS, is_by_providers
from forums.queries import may_ask_in
from forums.sessions.counting import ANSWERS, Hands
from forums.sessions.homes import why_not_homes
from pledges.models import Promise, Statement

NOT_YOURS = "A session is kept by the workers of its own forum."
FINISHED = "This session is finished. What was counted wrongly is corrected, with the reason."
CAME_OPEN = "This session is still open: change how many came."
NOT_FINISHED = "This session is still open: change the hands themselves."
KIOSK_OPEN = "The kiosk is open for a promise. Close it first, or take it back."
KIOSK_ASKS = "The kiosk is asking about this promise. Close it first, or take it back."
NOT_YET = "This day is still to come."
THERE = "This forum has such a session on that day already. Go on with that one."
NO_REASON = "Say why it is corrected."
COUNT_FIRST = "Count the hands for this promise first."
COUNTED_BY_HOME = (
    "This is counted by kind of home already. Correct what was counted, with the reason: then it can "
    "be counted by kind of home anew."
)
AS_IT_WAS = "Nothing is different from what stands."


def check_worker(by: User, forum: Forum) -> None:
    """Refuse whoever has no place in the forum.

    Raises:
        Refused: the person has none today.
    """
    if not may_ask_in(by, forum):
        raise Refused(NOT_YOURS)


def _save(row: Session | Verdict | VerdictPart, by: User) -> Session | Verdict | VerdictPart:
    row._history_user = by
    return store(row)


def why_not_change(session: Session) -> str:
    """Why nothing more can be written into a session; empty where it can."""
    return FINISHED if session.is_finished else ""


def _open(session: Session, by: User, *, version: int | None = None) -> Session:
    """The session, locked, in which something may still be written."""
    session = lock(session, version=version)
    check_worker(by, session.forum)
    if refused := why_not_change(session):
        raise Refused(refused)
    return session


@transaction.atomic
def begin_session(
    *, by: User, forum: Forum, held_on: date, kind: str, came: int, about: str = ""
) -> Session:
    """Begin to record a session; the same form sent twice begins it once.

    Raises:
        Refused: the person has no place in the forum.
        ValidationError: names the field that is wrong: a day to come, or one that has one already.
    """
    check_worker(by, forum)
    Forum.objects.select_for_update().get(pk=forum.pk)  # two clicks at once wait for each other
    if held_on > clock.today():
        raise ValidationError({"held_on": NOT_YET})
    own = {"forum": forum, "held_on": held_on, "kind": kind}
    found = Session.objects.filter(**own).first()
    if found:
        if (found.recorded_by_id, found.came, found.about) == (by.pk, came, about.strip()):
            return found
        raise ValidationError({"held_on": THERE})
    new = Session(council=forum.council, **own, came=came, about=about.strip(), recorded_by=by)
    return _save(new, by)


@transaction.atomic
def change_session(
    *, by: User, session: Session, version: int, held_on: date, kind: str, came: int, about: str
) -> Session:
    """Put right when it was, what it was or how many came, while it is open.

    Raises:
        Conflict: somebody else changed it meanwhile.
        Refused: it is finished, or another forum's.
        ValidationError: fewer came than hands are counted; such a session is there already.
    """
    session = _open(session, by)
    given = {"held_on": held_on, "kind": kind, "came": came, "about": about.strip()}
    if all(getattr(session, name) == value for name, value in given.items()):
        return session
    if session.version != version:
        raise Conflict(session)
    if held_on > clock.today():
        raise ValidationError({"held_on": NOT_YET})
    if _others(session, held_on, kind):
        raise ValidationError({"held_on": THERE})
    for name, value in given.items():
        setattr(session, name, value)
    return _save(session, by)


def _others(session: Session, held_on: date, kind: str) -> bool:
    others = Session.objects.filter(forum_id=session.forum_id).exclude(pk=session.pk)
    return others.filter(held_on=held_on, kind=kind).exists()


@transaction.atomic
def finish_session(*, by: User, session: Session) -> Session:
    """Say that all is recorded: from now on it counts. Saying it twice changes nothing.

    Raises:
        Refused: the kiosk is still open, or it is another forum's.
    """
    session = lock(session)
    check_worker(by, session.forum)
    if session.is_finished:
        return session
    if session.rounds.open().exists():
        raise Refused(KIOSK_OPEN)
    session.finished_at, session.finished_by = clock.now(), by
    return _save(session, by)


@transaction.atomic
def correct_came(*, by: User, session: Session, version: int, came: int, reason: str) -> Session:
    """Correct how many came to a finished session, with the reason; the same twice is once.

    Raises:
        Conflict: somebody else corrected it meanwhile.
        Refused: the session is still open, or it is another forum's.
        ValidationError: no reason, nothing new, or fewer came than hands are counted.
    """
    session, reason = lock(session), reason.strip()
    check_worker(by, session.forum)
    if not session.is_finished:
        raise Refused(CAME_OPEN)
    if not reason:
        raise ValidationError({"reason": NO_REASON})
    if (session.came, session.came_reason) == (came, reason):
        return session
    if session.version != version:
        raise Conflict(session)
    if session.came == came:
        raise ValidationError({"came": AS_IT_WAS})
    session.came, session.came_reason = came, reason
    session.came_by, session.came_at = by, clock.now()
    return _save(session, by)


# Hands --------------------------------------------------------------------------------------------


def named(of: Promise | Statement) -> dict[str, Promise | Statement]:
    """A promise or a statement by the name of its column."""
    return {"promise" if isinstance(of, Promise) else "statement": of}


def standing(session: Session, of: Promise | Statement) -> Verdict | None:
    """What stands in a session for a promise."""
    return session.verdicts.standing().filter(**named(of)).first()


@transaction.atomic
def record_hands(
    *, by: User, session: Session, of: Promise | Statement, hands: Hands, version: int = 0
) -> Verdict | None:
    """Write down the hands counted for a promise; sent twice, they are written once.

    `version` is the one the worker saw, nought where nothing was recorded. No hands at all where
    none were recorded leaves nothing.

    Raises:
        Conflict: somebody else counted meanwhile; `current` is what they saved.
        Refused: the session is finished, or the kiosk is asking about this promise.
        ValidationError: more hands than people, by the first field of the question.
    """
    session = _open(session, by)
    found = standing(session, of)
    if (found.hands if found else Hands()) == hands:
        return found
    if (found.version if found else 0) != version:
        raise Conflict(found)
    if session.rounds.open().filter(**named(of)).exists():
        raise Refused(KIOSK_ASKS)
    return put_hands(by, session, of, hands, found)


def put_hands(
    by: User, session: Session, of: Promise | Statement, hands: Hands, found: Verdict | None
) -> Verdict:
    """Store hands in the row there is, or in a new one; the session is locked."""
    row = found or Verdict(council=session.council, session=session, **named(of))
    for name, number in asdict(hands).items():
        setattr(row, name, number)
    row.recorded_by, row.recorded_at = by, clock.now()
    return _save(row, by)


@transaction.atomic
def correct_verdict(
    *,
    by: User,
    session: Session,
    of: Promise | Statement,
    hands: Hands,
    reason: str,
    seen: int | None = None,
) -> Verdict:
    """Correct what a finished session says of a promise: a new row, with the reason.

    `seen` is the number of the row the worker saw, None where nothing was recorded. No hands at all
    say that it was never asked.

    Raises:
        Conflict: somebody else corrected it meanwhile.
        Refused: the session is still open, or it is another forum's.
        ValidationError: no reason, nothing new, or more hands than people.
    """
    session = lock(session)
    check_worker(by, session.forum)
    if not session.is_finished:
        raise Refused(NOT_FINISHED)
    former, reason = standing(session, of), reason.strip()
    if not reason:
        raise ValidationError({"reason": NO_REASON})
    if former and former.hands == hands and former.reason == reason:
        return former  # the same form sent twice
    if (former.pk if former else None) != seen:
        raise Conflict(former)
    has_parts = former is not None and former.parts.exists()  # these alone may be wrong
    if (former.hands if former else Hands()) == hands and not has_parts:
        raise ValidationError({"kept": AS_IT_WAS})
    row = Verdict(council=session.council, session=session, **named(of))
    row.corrects, row.reason = former, reason
    return put_hands(by, session, of, hands, row)


@transaction.atomic
def record_homes(
    *, by: User, session: Session, of: Promise, version: int, homes: Mapping[str, Hands]
) -> Verdict:
    """Write down the hands of a provider's promise by the kind of home; sent twice, once.

    `version` is that of the verdict the worker saw. While the session is open they are written over;
    in a finished one they are counted once, and a correction of the verdict begins them anew.

    Raises:
        Conflict: somebody else counted meanwhile.
        Refused: providers do not promise this, nobody was asked, or it is counted already.
        ValidationError: more hands than were counted in all, by the answer.
    """
    session = lock(session)
    check_worker(by, session.forum)
    verdict = standing(session, of)
    if refused := why_not_homes_now(session, of, verdict):
        raise Refused(refused)
    parts = {part.kind: part for part in verdict.parts.all()}
    given = {kind: hands for kind, hands in homes.items() if kind in parts or not hands.is_empty}
    if given == {kind: part.hands for kind, part in parts.items()}:
        return verdict
    if verdict.version != version:
        raise Conflict(verdict)
    if session.is_finished and parts:
        raise Refused(COUNTED_BY_HOME)
    if wrong := why_not_homes(given.values(), verdict.hands):
        raise ValidationError(wrong)
    for kind, hands in given.items():
        part = parts.get(kind) or VerdictPart(council=verdict.council, verdict=verdict, kind=kind)
        for name in ANSWERS:
            setattr(part, name, getattr(hands, name))
        _save(part, by)
    verdict.recorded_by, verdict.recorded_at = by, clock.now()
    return _save(verdict, by)


def why_not_homes_now(session: Session, of: Promise | Statement, verdict: Verdict | None) -> str:
    """Why nothing can be counted by kind of home, in words; empty where it can."""
    if not is_by_providers(of):
        return NOT_BY_PROVIDERS
    if session.rounds.open().filter(**named(of)).exists():
        return KIOSK_ASKS
    return "" if verdict and verdict.hands.answered else COUNT_FIRST


# Told back ----------------------------------------------------------------------------------------


@transaction.atomic
def tell_back(
    *,
    by: User,
    forum: Forum,
    told_on: date,
    words: str,
    submission: UUID,
    of: Promise | Statement | None = None,
    feedback: object = None,
) -> ToldBack:
    """Record what young people were told became of something; sent twice, it is recorded once.

    Raises:
        Refused: the person has no place in the forum.
        ValidationError: the day is still to come, or the words are missing.
    """
    check_worker(by, forum)
    Forum.objects.select_for_update().get(pk=forum.pk)  # two clicks at once wait for each other
    told = ToldBack.objects.filter(submission=submission, told_by=by).first()
    if told:
        return told
    if told_on > clock.today():
        raise ValidationError({"told_on": NOT_YET})
    return store(
        ToldBack(
            council=forum.council,
            forum=forum,
            told_on=told_on,
            words=words.strip(),
            submission=submission,
            told_by=by,
            recorded_at=clock.now(),
            feedback=feedback,
            **(named(of) if of else {}),
        )
    )
