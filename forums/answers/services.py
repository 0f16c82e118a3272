"""How a question is answered, how the answer is told back, and what the forum says of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Refused, store
from forums.flow import State, Verdict, why_not
from forums.levels import next_up
from forums.models import Answer, Question
from forums.queries import may_ask_in, reads_private_words, roles_that_answer
from forums.services import check_seen, lock_question, move

ABOUT_YOU = "Somebody else answers this question."
NOT_TO_TELL = "Answers are told back by this forum’s workers and the safeguarding lead."
NOT_TO_JUDGE = "Whether a question was answered is for this forum to say."
NOT_TO_COME = "Choose a day that has been: the day it was told."
BEFORE_THE_ANSWER = "It was answered after that day."


def not_theirs_to_answer(by: User, question: Question) -> str:
    """Why a person is not the one who writes the answer; empty where they may be."""
    return ABOUT_YOU if question.not_for_id == by.pk else ""


def why_not_answer(by: User, question: Question) -> str:
    """Why a person cannot write the answer now, in words; empty where they can."""
    return not_theirs_to_answer(by, question) or why_not(State(question.state), State.ANSWERED)


@transaction.atomic
def answer(
    *, by: User, question: Question, version: int, role: str, agency: str, how: str, words: str
) -> Answer:
    """Write down what a named role answers. Sending the same form twice is one answer.

    Raises:
        Conflict: somebody else changed the question after the person opened it.
        Refused: it cannot be answered now, or the person is who it is about.
        ValidationError: names the field that is wrong.
    """
    question = lock_question(question)
    said = {"role": role, "agency": agency, "how": how, "words": words.strip()}
    last = question.answers.order_by("-turn").first()
    if question.state == State.ANSWERED and _says(last, by, said):
        return last
    if refused := why_not_answer(by, question):
        raise Refused(refused)
    check_seen(question, version)
    move(question, State.ANSWERED)
    given = store(
        Answer(
            council=question.council,
            question=question,
            turn=last.turn + 1 if last else 1,
            level=question.level,
            since=clock.local(question.waits_since).date(),
            answered_at=clock.now(),
            answered_by=by,
            **said,
        )
    )
    store(question)
    return given


def _says(last: Answer | None, by: User, said: dict[str, str]) -> bool:
    same = last is not None and last.answered_by_id == by.pk
    return same and all(getattr(last, name) == value for name, value in said.items())


def not_theirs_to_tell(by: User, question: Question) -> str:
    """Why a person is not the one who tells it back; empty where they may be."""
    return "" if reads_private_words(by, question) else NOT_TO_TELL


def why_not_tell(by: User, question: Question) -> str:
    """Why a person cannot record the telling back now, in words; empty where they can."""
    return not_theirs_to_tell(by, question) or why_not(State(question.state), State.TOLD)


@transaction.atomic
def tell(*, by: User, question: Question, version: int, told_on: date, words: str) -> Answer:
    """Record what was told back to the forum, on which day and by whom. Twice is once.

    Raises:
        Conflict: somebody else changed the question after the person opened it.
        Refused: there is nothing to tell, or the person may not.
        ValidationError: names the field that is wrong.
    """
    question = lock_question(question)
    last = question.answers.order_by("-turn").first()
    told = (by.pk, told_on, words.strip())
    if last and (last.told_by_id, last.told_on, last.told_words) == told:
        return last
    if refused := why_not_tell(by, question):
        raise Refused(refused)
    check_seen(question, version)
    if told_on > clock.today():
        raise ValidationError({"told_on": NOT_TO_COME})
    if told_on < clock.local(last.answered_at).date():
        raise ValidationError({"told_on": BEFORE_THE_ANSWER})
    move(question, State.TOLD)
    last.told_on, last.told_words, last.told_by = told_on, words.strip(), by
    last.told_at = clock.now()
    store(question)
    return store(last)


def not_theirs_to_judge(by: User, question: Question) -> str:
    """Why a person is not of those who judge it; empty where they are."""
    is_theirs = question.not_for_id != by.pk and may_ask_in(by, question.forum)
    return "" if is_theirs else NOT_TO_JUDGE


def why_not_judge(by: User, question: Question) -> str:
    """Why a person cannot say whether it was an answer, in words; empty where they can."""
    return not_theirs_to_judge(by, question) or why_not(State(question.state), State.SETTLED)


@transaction.atomic
def judge(*, by: User, question: Question, version: int, verdict: str, words: str = "") -> Answer:
    """Say whether the answer was one: yes, partly or no. “No” opens it again, one level up.

    The level above has ten working days of its own. Twice is once.

    Raises:
        Conflict: somebody else changed the question after the person opened it.
        Refused: nothing was told back yet, or the person is not of the forum.
        ValidationError: names the field that is wrong.
    """
    question = lock_question(question)
    last = question.answers.order_by("-turn").first()
    given = (by.pk, verdict, words.strip())
    if last and (last.judged_by_id, last.verdict, last.verdict_words) == given:
        return last
    if refused := why_not_judge(by, question):
        raise Refused(refused)
    check_seen(question, version)
    move(question, Verdict(verdict).leads_to)
    last.verdict, last.verdict_words, last.judged_by = verdict, words.strip(), by
    last.judged_at = clock.now()
    if question.state == State.REOPENED:
        question.level = next_up(question.level, roles_that_answer(question.council)).number
        question.reopened_at = clock.now()
    store(question)
    return store(last)
