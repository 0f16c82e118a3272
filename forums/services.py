"""How a question moves: asked, read, put into words for everyone, agreed by a second person.

How it is answered is `forums.answers`, how it comes from far away `forums.links`.
"""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Conflict, Gone, Refused, lock, store
from forums.flow import State, Way, why_not
from forums.models import Forum, PrivateWords, Question
from forums.queries import follows, may_ask_in, reads_private_words, workers_of
from forums.wording import NO_WORDING, why_not_agree, why_not_keep
from pledges.models import Theme

NOT_IN_FORUM = "Questions are asked by the people of this forum."
NOT_YOURS = "A young person’s own words are for this forum’s workers and the safeguarding lead."
NOT_A_WORKER = "Choose one of this forum’s workers."
NOT_ASKED_BY_YOU = "A question is taken back by whoever asked it."
SAY_WHY = "Say why, so that the young person can read it."
NOT_HERE = "This question is not here any more."

# Asking -------------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    *,
    by: User,
    forum: Forum,
    theme: Theme | None,
    words: str,
    submission: UUID,
    not_for: User | None = None,
) -> Question:
    """Ask a question in a forum; sending the same form twice asks it once.

    A worker asks beside a young person, which is on record. `not_for` is the worker it is about.

    Raises:
        Refused: the person has no place in the forum.
        ValidationError: names the field that is wrong.
    """
    if not may_ask_in(by, forum):
        raise Refused(NOT_IN_FORUM)
    Forum.objects.select_for_update().get(pk=forum.pk)  # two clicks at once wait for each other
    asked = Question.objects.filter(submission=submission, asked_by=by).first()
    if asked:
        return asked
    beside = by.holds(Role.PARTICIPATION_WORKER, forum.council)
    question = Question(
        council=forum.council,
        forum=forum,
        theme=theme,
        submission=submission,
        way=Way.WITH_WORKER if beside else Way.REPRESENTATIVE,
        asked_at=clock.now(),
        asked_by=by,
        not_for=not_for,
    )
    return keep_question(question, words)


def keep_question(question: Question, words: str) -> Question:
    """Keep a new question, and a young person's own words apart from it.

    Raises:
        ValidationError: names the field that is wrong.
    """
    about = question.not_for
    if about and not workers_of(question.forum).filter(pk=about.pk).exists():
        raise ValidationError({"not_for": NOT_A_WORKER})
    store(question)
    store(PrivateWords(council=question.council, question=question, text=words))
    return question


def move(question: Question, to: State) -> None:
    """Set the state a question goes to.

    Raises:
        Refused: it cannot go there from where it is.
    """
    if refused := why_not(State(question.state), to):
        raise Refused(refused)
    question.state = to.value


def check_seen(question: Question, version: int) -> None:
    """Compare the locked question with the version somebody saw.

    Raises:
        Conflict: somebody else has changed it since.
    """
    if question.version != version:
        raise Conflict(question)


def lock_question(question: Question, *, version: int | None = None) -> Question:
    """The question as it is now, locked until the transaction ends.

    Raises:
        Conflict: somebody else has changed it since.
        Refused: it was taken out of the flow after the person opened it.
    """
    try:
        return lock(question, version=version)
    except Gone as error:
        raise Refused(NOT_HERE) from error


# Reading and wording ------------------------------------------------------------------------------


@transaction.atomic
def mark_read(*, by: User, question: Question) -> Question:
    """Record that a worker has read the question. Reading it twice changes nothing.

    Raises:
        Refused: the person may not read its own words.
    """
    question = lock_question(question)
    if not reads_private_words(by, question):
        raise Refused(NOT_YOURS)
    if question.state == State.ASKED:
        move(question, State.READ)
        question.read_at, question.read_by = clock.now(), by
        store(question)
    return question


@transaction.atomic
def word(
    *,
    by: User,
    question: Question,
    version: int,
    wording: str,
    found: Sequence[str] = (),
    keeps: bool = False,
    kept_reason: str = "",
) -> Question:
    """Write, or rewrite, the public wording of a question that is not at a meeting yet.

    Words that were agreed and are written anew have to be agreed again. `found` is what the
    detector of names and places says of the wording, a sentence each.

    Raises:
        Conflict: somebody else changed it after the worker opened it.
        Refused: the person may not, the wording is empty, or it is with a meeting already.
        ValidationError: something was found in it and is not kept knowingly.
    """
    question = lock_question(question, version=version)
    if not reads_private_words(by, question):
        raise Refused(NOT_YOURS)
    if not wording.strip():
        raise Refused(NO_WORDING)
    if refused := why_not_keep(found, keeps=keeps, reason=kept_reason):
        raise ValidationError({"kept_reason" if keeps else "wording": refused})
    question = mark_read(by=by, question=question)
    if question.state != State.WORDED:
        move(question, State.WORDED)
    question.public_wording = wording.strip()
    question.kept_reason = kept_reason.strip() if found else ""
    question.worded_at, question.worded_by = clock.now(), by
    question.agreed_at = question.agreed_by = None
    return store(question)


@transaction.atomic
def agree(*, by: User, question: Question, version: int) -> Question:
    """Agree, as the second person, to the wording that was seen. Twice is once.

    Raises:
        Conflict: the wording was changed after the person opened it.
        Refused: they wrote it themselves, may not read it, or it is not worded.
    """
    question = lock_question(question)
    if question.state == State.AGREED and question.agreed_by_id == by.pk:
        return question
    check_seen(question, version)
    if not reads_private_words(by, question):
        raise Refused(NOT_YOURS)
    wording, worded_by = question.public_wording, question.worded_by_id
    if refused := why_not_agree(wording=wording, worded_by=worded_by, by=by.pk):
        raise Refused(refused)
    move(question, State.AGREED)
    question.agreed_at, question.agreed_by = clock.now(), by
    return store(question)


@transaction.atomic
def mark_put(*, question: Question) -> Question:
    """Record that a question, its wording agreed by two people, was put to a meeting.

    The day it first was stays; of one that was opened again, the meeting knows the day.

    Raises:
        Refused: it has no agreed public wording yet, or is with a meeting already.
    """
    question = lock_question(question)
    if not question.public_wording:
        raise Refused(NO_WORDING)
    move(question, State.PUT)
    if question.reopened_at is None:
        question.put_at = clock.now()
    return store(question)


# Ending -------------------------------------------------------------------------------------------


@transaction.atomic
def withdraw(*, by: User, question: Question, version: int, reason: str) -> Question:
    """Take a question back, with a reason. Twice is once.

    Raises:
        Conflict: somebody else changed it after the person opened it.
        Refused: somebody else asked it, or it is at a meeting already.
    """
    return _end(by, question, version, State.WITHDRAWN, reason)


@transaction.atomic
def refuse(*, by: User, question: Question, version: int, reason: str) -> Question:
    """Not take a question on, with a reason that the young person reads. Twice is once.

    Raises:
        Conflict: somebody else changed it after the person opened it.
        Refused: the person may not read it, or it is at a meeting already.
    """
    return _end(by, question, version, State.REFUSED, reason)


def _end(by: User, question: Question, version: int, to: State, reason: str) -> Question:
    question = lock_question(question)
    if question.state == to and question.ended_by_id == by.pk:
        return question
    check_seen(question, version)
    if to is State.WITHDRAWN and (refused := why_not_withdraw(by, question)):
        raise Refused(refused)
    if to is State.REFUSED and not reads_private_words(by, question):
        raise Refused(NOT_YOURS)
    move(question, to)
    question.end_reason, question.ended_at, question.ended_by = reason.strip(), clock.now(), by
    if not question.end_reason:
        raise ValidationError({"reason": SAY_WHY})
    return store(question)


def why_not_withdraw(by: User, question: Question) -> str:
    """Why a person cannot take a question back now, in words; empty where they can."""
    return not_theirs_to_withdraw(by, question) or why_not(State(question.state), State.WITHDRAWN)


def not_theirs_to_withdraw(by: User, question: Question) -> str:
    """Why a person is not the one who takes it back; empty where they are.

    Who asked it can; what came with a worker or through a link, a worker takes back when told to.
    """
    if question.asked_by_id == by.pk and follows(by, question):
        return ""
    for_them = question.way != Way.REPRESENTATIVE and may_ask_in(by, question.forum)
    return "" if for_them and reads_private_words(by, question) else NOT_ASKED_BY_YOU
