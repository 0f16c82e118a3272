"""How what was said is written, read by a second person, answered and told back; and celebrations."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import clock
from councils.models import Council, User
from councils.writing import Conflict, Refused, lock, store
from forums.models import Celebration, Feedback, Forum, Survey, SurveyRun, ToldBack
from forums.queries import may_ask_in
from forums.sessions.services import NOT_YET, tell_back
from forums.voice.flow import (
    SAME_PERSON,
    SAME_TELLER,
    Outcome,
    Party,
    Source,
    State,
    why_not,
    why_not_second,
)
from forums.voice.queries import minds_all
from pledges.ownership import in_one_line

NOT_YOURS = "This is for the workers of that forum."
READ_ALREADY = "A second person has read these words, so they stay. Withdraw them, with a reason."
NO_REASON = "Say why, for those who said it to read."
CONSENT_TO_COME = "The consent is dated in the future."
IS_OVER = "This day is over already."
GONE = "This is not shown any more."
TOLD_TOO_EARLY = "This is before the day it was done or decided."


def check_place(by: User, forum: Forum) -> None:
    """Refuse a worker of another forum; officers who may be the second person mind all forums.

    Raises:
        Refused: the person minds one forum or some, and has no place in this one.
    """
    if not minds_all(by, forum.council) and not may_ask_in(by, forum):
        raise Refused(NOT_YOURS)


def _move(row: Feedback, to: State) -> None:
    if refused := why_not(State(row.state), to):
        raise Refused(refused)
    row.state = to.value


def _save(row: Feedback | SurveyRun, by: User) -> Feedback | SurveyRun:
    row._history_user = by
    return store(row)


def _not_to_come(name: str, day: date | None) -> None:
    if day and day > clock.today():
        raise ValidationError({name: NOT_YET})


# You said -----------------------------------------------------------------------------------------


@transaction.atomic
def write_feedback(
    *,
    by: User,
    forum: Forum,
    words: str,
    said_on: date,
    source: str,
    submission: UUID,
    **links: object,
) -> Feedback:
    """Write down what somebody said, in words that show nobody; sent twice, it is written once.

    `links`: theme, promise, statement, measure, session.

    Raises:
        Refused: the person is a worker of another forum.
        ValidationError: names the field that is wrong.
    """
    check_place(by, forum)
    Forum.objects.select_for_update().get(pk=forum.pk)  # two clicks at once wait for each other
    found = Feedback.objects.filter(submission=submission, written_by=by).first()
    if found:
        return found
    _not_to_come("said_on", said_on)
    row = Feedback(council=forum.council, forum=forum, words=words.strip(), said_on=said_on)
    row.source, row.submission = source, submission
    row.written_by, row.written_at = by, clock.now()
    for name, value in links.items():
        setattr(row, name, value)
    return _save(row, by)


@transaction.atomic
def reword_feedback(
    *, by: User, feedback: Feedback, version: int, words: str, **given: object
) -> Feedback:
    """Write it otherwise before a second person has read it; whoever does so is its writer.

    Raises:
        Conflict: somebody else changed it meanwhile.
        Refused: a second person has read it, or it is another forum's.
    """
    row = lock(feedback)
    check_place(by, row.forum)
    if row.state != State.WRITTEN:
        raise Refused(READ_ALREADY)
    given = {"words": words.strip(), **given}
    if all(getattr(row, name) == value for name, value in given.items()):
        return row
    if row.version != version:
        raise Conflict(row)
    for name, value in given.items():
        setattr(row, name, value)
    row.written_by, row.written_at = by, clock.now()
    return _save(row, by)


def why_not_read(feedback: Feedback, by: User) -> str:
    """Why this person cannot be the one who lets everybody read it; empty where they can."""
    refused = why_not(State(feedback.state), State.SAID) if feedback.state != State.WRITTEN else ""
    if refused or feedback.source != Source.YOUNG_PEOPLE:
        return refused
    return why_not_second(Party(feedback.written_by_id, by.pk), sentence=SAME_PERSON)


@transaction.atomic
def read_feedback(*, by: User, feedback: Feedback, version: int) -> Feedback:
    """Let everybody read what was said: for a child's words, another person than the writer.

    Raises:
        Conflict: the words were changed since the person read them.
        Refused: it is the writer, or the words have been read already.
    """
    row = lock(feedback)
    check_place(by, row.forum)
    if row.state == State.SAID and row.read_by_id == by.pk:
        return row  # pressed twice
    if row.version != version:
        raise Conflict(row)
    if refused := why_not_read(row, by):
        raise Refused(refused)
    _move(row, State.SAID)
    row.read_by, row.read_at = by, clock.now()
    return _save(row, by)


@transaction.atomic
def withdraw_feedback(*, by: User, feedback: Feedback, reason: str) -> Feedback:
    """Take it back, with the reason. Twice changes nothing.

    Raises:
        Refused: it was told back already, or it is another forum's.
        ValidationError: there is no reason.
    """
    row = lock(feedback)
    check_place(by, row.forum)
    if row.state == State.WITHDRAWN:
        return row
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    _move(row, State.WITHDRAWN)
    row.withdrawn_reason = reason.strip()
    return _save(row, by)


# We did -------------------------------------------------------------------------------------------


@transaction.atomic
def answer_feedback(
    *,
    by: User,
    feedback: Feedback,
    version: int,
    outcome: str,
    done_words: str,
    done_by_role: str,
    done_on: date,
) -> Feedback:
    """Say what was done, or why it will not be, by which role and when.

    It can be said otherwise until it is told back. Saying the same twice changes nothing.

    Raises:
        Conflict: somebody else answered meanwhile.
        Refused: it is not waiting for an answer.
        ValidationError: names the field that is wrong.
    """
    row = lock(feedback)
    given = {
        "outcome": Outcome(outcome).value,
        "done_words": done_words.strip(),
        "done_by_role": in_one_line(done_by_role),
        "done_on": done_on,
    }
    if row.state == State.DONE and all(getattr(row, n) == value for n, value in given.items()):
        return row
    if row.version != version:
        raise Conflict(row)
    _not_to_come("done_on", done_on)
    if row.state != State.DONE:
        _move(row, State.DONE)
    for name, value in given.items():
        setattr(row, name, value)
    row.answered_by, row.answered_at = by, clock.now()
    return _save(row, by)


def why_not_tell(feedback: Feedback, by: User) -> str:
    """Why this person cannot tell it back, in words; empty where they can."""
    if refused := why_not(State(feedback.state), State.TOLD):
        return refused
    if feedback.source != Source.YOUNG_PEOPLE or feedback.answered_by_id is None:
        return ""
    return why_not_second(Party(feedback.answered_by_id, by.pk), sentence=SAME_TELLER)


@transaction.atomic
def tell_feedback(
    *, by: User, feedback: Feedback, version: int, told_on: date, words: str, submission: UUID
) -> ToldBack:
    """Record that young people were told what was done; from then on everybody can read it.

    Raises:
        Conflict: somebody put the answer otherwise since the person read it.
        Refused: nothing is answered yet, or the same person wrote the answer.
        ValidationError: the day is still to come, or before what was done.
    """
    row = lock(feedback)
    told = ToldBack.objects.filter(submission=submission, told_by=by).first()
    if told:
        return told
    if row.version != version:
        raise Conflict(row)
    if refused := why_not_tell(row, by):
        raise Refused(refused)
    if told_on < row.done_on:
        raise ValidationError({"told_on": TOLD_TOO_EARLY})
    own = {"forum": row.forum, "told_on": told_on, "words": words, "submission": submission}
    told = tell_back(by=by, **own, of=row.promise or row.statement, feedback=row)
    _move(row, State.TOLD)
    _save(row, by)
    return told


@transaction.atomic
def ask_again(*, by: User, feedback: Feedback) -> Feedback:
    """Say that it is not done after all: it waits for an answer again. Twice changes nothing.

    Raises:
        Refused: it was not answered, or it is another forum's.
    """
    row = lock(feedback)
    check_place(by, row.forum)
    if row.state == State.SAID:
        return row
    if row.state == State.WRITTEN:
        raise Refused(why_not(State.WRITTEN, State.DONE))
    _move(row, State.SAID)
    return _save(row, by)


# Surveys ------------------------------------------------------------------------------------------


@transaction.atomic
def record_run(
    *, by: User, survey: Survey, year: int, version: int = 0, **given: object
) -> SurveyRun:
    """Record a year of a survey: who answered, when it was presented and published.

    Raises:
        Conflict: somebody else recorded that year meanwhile.
        ValidationError: names the field that is wrong.
    """
    Council.objects.select_for_update().get(pk=survey.council_id)  # two at once wait here
    found = SurveyRun.objects.filter(survey=survey, year=year).first()
    row = found or SurveyRun(council=survey.council, survey=survey, year=year)
    if found and all(getattr(row, name) == value for name, value in given.items()):
        return row
    if (found.version if found else 0) != version:
        raise Conflict(found)
    for name in ("presented_on", "published_on"):
        _not_to_come(name, given.get(name))
    for name, value in given.items():
        setattr(row, name, value)
    return _save(row, by)


# Celebrations -------------------------------------------------------------------------------------


@transaction.atomic
def write_celebration(
    *,
    by: User,
    forum: Forum,
    words: str,
    consent_on: date,
    consent_words: str,
    show_until: date,
    submission: UUID,
) -> Celebration:
    """Write down something to celebrate, with the consent and its last day; sent twice, once.

    Raises:
        Refused: the person is a worker of another forum.
        ValidationError: names the field that is wrong.
    """
    check_place(by, forum)
    Forum.objects.select_for_update().get(pk=forum.pk)  # two clicks at once wait for each other
    found = Celebration.objects.filter(submission=submission, written_by=by).first()
    if found:
        return found
    if consent_on > clock.today():
        raise ValidationError({"consent_on": CONSENT_TO_COME})
    if show_until < clock.today():
        raise ValidationError({"show_until": IS_OVER})
    row = Celebration(council=forum.council, forum=forum, words=words.strip())
    row.consent_on, row.consent_words = consent_on, consent_words.strip()
    row.show_until, row.submission = show_until, submission
    row.written_by, row.written_at = by, clock.now()
    return store(row)


def why_not_show(celebration: Celebration, by: User) -> str:
    """Why this person cannot let everybody see it; empty where they can."""
    if celebration.taken_down_at or celebration.show_until < clock.today():
        return GONE
    return why_not_second(Party(celebration.written_by_id, by.pk), sentence=SAME_PERSON)


@transaction.atomic
def read_celebration(*, by: User, celebration: Celebration) -> Celebration:
    """Let everybody see it: another person than its writer. Twice changes nothing.

    Raises:
        Refused: it is the writer, or it is over or taken down.
    """
    row = lock(celebration)
    check_place(by, row.forum)
    if row.read_by_id:
        return row
    if refused := why_not_show(row, by):
        raise Refused(refused)
    row.read_by, row.read_at = by, clock.now()
    return store(row)


@transaction.atomic
def take_down(*, by: User, celebration: Celebration) -> Celebration:
    """Take it off every page at once, whoever asks. Twice changes nothing.

    Raises:
        Refused: the person is a worker of another forum.
    """
    row = lock(celebration)
    check_place(by, row.forum)
    if row.taken_down_at:
        return row
    row.taken_down_by, row.taken_down_at = by, clock.now()
    return store(row)
