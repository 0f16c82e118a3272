"""How a concern about somebody's safety is raised, taken, told on and closed; who stands in."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from councils import clock
from councils.models import Council, User
from councils.writing import Refused, lock, store
from forums import concerns
from forums.concerns import State, Told
from forums.flow import State as QuestionState
from forums.models import Concern, ConcernTold, ConcernWords, Deputy, Forum, Question
from forums.queries import reads_private_words
from forums.safety.queries import (
    concern_for,
    possible_deputies,
    state_of,
    watch_of,
)
from forums.safety.tasks import tell_of, tell_waiting

NOT_YOURS = "A young person’s own words are for this forum’s workers and the safeguarding lead."
NOT_FOR_YOU = "This concern is not on your list."
WITH_A_MEETING = (
    "This question is in words for everybody already, so it stays where it is. Tell the "
    "safeguarding lead in words of your own."
)
NOT_A_DEPUTY = "Only somebody with the role of a deputy can stand in. The administrator gives it."
OVER = "The last day is over already."
BY_THEMSELVES = "You are the safeguarding lead: somebody else stands in for you."

#: Until a question is in words for everybody it can be taken out of the flow.
OUT_OF_THE_FLOW = frozenset({"asked", "read", "worded", "agreed"})


@transaction.atomic
def raise_concern(
    *, by: User | None, forum: Forum, words: str, submission: UUID, about: User | None = None
) -> Concern:
    """Tell the safeguarding lead that somebody may not be safe; the same form twice tells once.

    Nobody is turned away: `by` is None where a young person far away writes through a link. `about`
    is the worker it is about, from whom it is kept.

    Raises:
        ValidationError: the words are missing or too long.
    """
    Forum.objects.select_for_update().get(pk=forum.pk)  # two clicks at once wait for each other
    if there := Concern.objects.filter(submission=submission).first():
        return there
    return _raise(by=by, forum=forum, words=words, submission=submission, about=about)


@transaction.atomic
def hand_on_question(
    *, by: User, question: Question, words: str = "", submission: UUID, about: User | None = None
) -> Concern:
    """Take a question out of the board's flow and onto the lead's list. Twice is once.

    A question that is kept from a worker is kept from them as a concern too.

    Raises:
        Refused: the person may not read its own words, or everybody reads it already.
    """
    question = Question.everything.select_for_update(of=("self",)).get(pk=question.pk)
    if not reads_private_words(by, question):
        raise Refused(NOT_YOURS)
    if there := Concern.objects.filter(question=question).first():
        return there
    if QuestionState(question.state).value not in OUT_OF_THE_FLOW:
        raise Refused(WITH_A_MEETING)
    return _raise(
        by=by,
        forum=question.forum,
        words=words,
        submission=submission,
        about=question.not_for or about,
        question=question,
    )


def _raise(
    *,
    by: User | None,
    forum: Forum,
    words: str,
    submission: UUID,
    about: User | None,
    question: Question | None = None,
) -> Concern:
    said = [words]
    if question and (private := getattr(question, "private_words", None)):
        said.append(private.text)
    watch = watch_of(forum.council)
    concern = store(
        Concern(
            council=forum.council,
            forum=forum,
            question=question,
            submission=submission,
            about=about,
            priority=concerns.priority(" ".join(said), watch.urgent_words).value,
            raised_at=clock.now(),
            raised_by=by,
        )
    )
    if words.strip() or question is None:
        store(ConcernWords(council=forum.council, concern=concern, text=words.strip()))
    tell_of.enqueue(concern.pk)  # a row of this transaction: no concern, no task
    return concern


def _own(by: User, concern: Concern) -> Concern:
    """The concern, locked, if it is on the person's list now."""
    concern = lock(concern)
    if concern_for(by, concern.council, concern.pk) is None:
        raise Refused(NOT_FOR_YOU)
    return concern


@transaction.atomic
def take_concern(*, by: User, concern: Concern) -> Concern:
    """Say that one has it: the clock stops. Pressing twice changes nothing.

    Raises:
        Refused: it is not on their list, or somebody else has it already.
    """
    concern = _own(by, concern)
    if concern.taken_by_id == by.pk and not concern.closed_at:
        return concern
    if concern.taken_by_id and not concern.closed_at:
        raise Refused(f"{concern.taken_by} has it already.")
    _check(concern, State.TAKEN)
    concern.taken_at, concern.taken_by = clock.now(), by
    return store(concern)


@transaction.atomic
def tell_somebody(*, by: User, concern: Concern, whom: str, submission: UUID) -> ConcernTold:
    """Put down who else was told, as a role and never as a name; the same form twice is once.

    Raises:
        Refused: it is not on their list, nobody has taken it yet, or it is closed.
        ValidationError: nobody is named, or in too many words.
    """
    concern = _own(by, concern)
    if there := ConcernTold.objects.filter(submission=submission, concern=concern).first():
        return there
    if refused := concerns.why_not_tell(state_of(concern)):
        raise Refused(refused)
    return store(
        ConcernTold(
            council=concern.council,
            concern=concern,
            told_as=Told.OTHER.value,
            whom=whom.strip(),
            submission=submission,
            told_at=clock.now(),
            told_by=by,
        )
    )


@transaction.atomic
def close_concern(*, by: User, concern: Concern, version: int, done: str) -> Concern:
    """Close a concern with a few words about what was done; sent twice it is closed once.

    Raises:
        Conflict: somebody else changed it after the person opened it.
        Refused: it is not on their list, nobody has taken it, or it is closed.
        ValidationError: it does not say what was done.
    """
    concern = _own(by, concern)
    if concern.closed_by_id == by.pk and concern.done == done.strip():
        return concern
    lock(concern, version=version)
    _check(concern, State.CLOSED)
    concern.closed_at, concern.closed_by, concern.done = clock.now(), by, done.strip()
    return store(concern)


def _check(concern: Concern, to: State) -> None:
    if refused := concerns.why_not(state_of(concern), to):
        raise Refused(refused)


@transaction.atomic
def name_deputy(
    *,
    by: User,
    council: Council,
    user: User,
    starts_on: date,
    ends_on: date,
    lead_is_away: bool = False,
) -> Deputy:
    """Name who stands in for the lead, from a day to a day; the same form twice names once.

    Somebody who is named from that day already has one row still: it says what was said last.

    Raises:
        Refused: they do not hold the deputy's role, or the lead names themselves.
        ValidationError: names the field that is wrong.
    """
    lock(council)
    if user.pk == by.pk:
        raise Refused(BY_THEMSELVES)
    if not possible_deputies(council).filter(pk=user.pk).exists():
        raise Refused(NOT_A_DEPUTY)
    if ends_on < clock.today():
        raise Refused(OVER)
    there = Deputy.objects.of(council).filter(user=user, starts_on=starts_on).first()
    if there and (there.ends_on, there.lead_is_away) == (ends_on, lead_is_away):
        return there
    deputy = there or Deputy(council=council, user=user, starts_on=starts_on)
    deputy.ends_on, deputy.lead_is_away = ends_on, lead_is_away
    deputy.named_by, deputy.named_at = by, clock.now()
    deputy._history_user = by
    return store(deputy)


def tell_everybody() -> int:
    """Tell who has to know by now of all that nobody has taken, in every council; how many were told.

    Begun by the hourly round. However often it runs, and however many at once, each is told once.
    """
    return tell_waiting()


def tell_at_once(concern: Concern) -> int:
    """Tell who has to know of one concern by now, without waiting for a worker."""
    return tell_of.func(concern.pk)


@transaction.atomic
def end_deputy(*, by: User, deputy: Deputy) -> Deputy:
    """The lead is back: from now on the deputy stands in no more. Twice is once.

    Days are kept and no hours, so that yesterday is their last. One that begins today or later is
    gone, and stands in its history alone. What they were told of already stays on their list.
    """
    there = Deputy.objects.select_for_update(of=("self",)).filter(pk=deputy.pk).first()
    if there is None:
        return deputy
    there._history_user, today = by, clock.today()
    if there.starts_on >= today:
        there.delete()
    elif there.ends_on >= today:
        there.ends_on = today - timedelta(days=1)
        store(there)
    return there
