"""How a question moves: asked, read by a worker, put into public wording, put to a meeting."""

from uuid import UUID

from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store
from forums.flow import State, why_not
from forums.models import Forum, PrivateWords, Question
from forums.queries import may_ask_in, reads_private_words
from pledges.models import Theme

NOT_IN_FORUM = "Questions are asked by the people of this forum."
NOT_YOURS = "A young person’s own words are for this forum’s workers and the safeguarding lead."
NO_WORDING = "Write the public wording first."


@transaction.atomic
def ask(*, by: User, forum: Forum, theme: Theme | None, words: str, submission: UUID) -> Question:
    """Ask a question in a forum; sending the same form twice asks it once.

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
    question = store(
        Question(
            council=forum.council,
            forum=forum,
            theme=theme,
            submission=submission,
            asked_at=clock.now(),
            asked_by=by,
        )
    )
    store(PrivateWords(council=forum.council, question=question, text=words))
    return question


def _move(question: Question, to: State) -> None:
    refused = why_not(State(question.state), to)
    if refused:
        raise Refused(refused)
    question.state = to.value


@transaction.atomic
def mark_read(*, by: User, question: Question) -> Question:
    """Record that a worker has read the question. Reading it twice changes nothing.

    Raises:
        Refused: the person may not read its own words.
    """
    question = lock(question)
    if not reads_private_words(by, question):
        raise Refused(NOT_YOURS)
    if question.state == State.ASKED:
        _move(question, State.READ)
        question.read_at, question.read_by = clock.now(), by
        store(question)
    return question


@transaction.atomic
def word(*, by: User, question: Question, version: int, wording: str) -> Question:
    """Write, or rewrite, the public wording of a question that is not at a meeting yet.

    Raises:
        Conflict: somebody else changed it after the worker opened it.
        Refused: the person may not, the wording is empty, or it is with a meeting already.
    """
    question = lock(question, version=version)
    if not reads_private_words(by, question):
        raise Refused(NOT_YOURS)
    if not wording.strip():
        raise Refused(NO_WORDING)
    question = mark_read(by=by, question=question)
    if question.state != State.WORDED:
        _move(question, State.WORDED)
    question.public_wording = wording.strip()
    question.worded_at, question.worded_by = clock.now(), by
    return store(question)


@transaction.atomic
def mark_put(*, question: Question) -> Question:
    """Record that a worded question was put to a meeting.

    Raises:
        Refused: it has no public wording yet, or is with a meeting already.
    """
    question = lock(question)
    if not question.public_wording:
        raise Refused(NO_WORDING)
    _move(question, State.PUT)
    return store(question)
