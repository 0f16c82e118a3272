"""How members log the questions they asked, and what they were told."""

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.challenge import as_question
from boards.models import (
    AgendaItem,
    Challenge,
    CoOption,
    Discipline,
    Seat,
    SeatHolder,
    Substitute,
)
from boards.oversight.asking import saying
from councils import clock
from councils.models import Person, User
from councils.writing import Refused, lock, store
from pledges.models import Statement


@transaction.atomic
def log_challenge(
    *,
    by: User,
    item: AgendaItem,
    asked_by: Person,
    question: str = "",
    prompt: Statement | None = None,
    answer: str = "",
    follow_up: str = "",
) -> Challenge:
    """Log a question a member asked at an item; without words of their own it is the prompt's.

    The same question of the same member sent twice is one.

    Raises:
        Refused: the meeting is cancelled or still to come.
        ValidationError: nothing was asked, or the field that is wrong.
    """
    item = lock(item)  # two clicks at once wait for each other
    meeting = item.meeting
    if refused := saying.why_not_log(
        meeting.held_on, clock.today(), cancelled=meeting.is_cancelled
    ):
        raise Refused(refused)
    what = {"item": item, "asked_by": asked_by, "question": words_asked(question, prompt)}
    what |= {"prompt": prompt, "answer": answer, "follow_up": follow_up}
    if same := Challenge.objects.filter(**what).first():
        return same
    challenge = Challenge(council=item.council, logged_at=clock.now(), logged_by=by, **what)
    challenge.discipline = _discipline(asked_by, item)
    return store(challenge)


def words_asked(question: str, prompt: Statement | None) -> str:
    """What was asked: the member's own words, or the prompt's.

    Raises:
        ValidationError: there is neither.
    """
    if question.strip():
        return question.strip()
    if prompt is None:
        raise ValidationError({"question": saying.NO_QUESTION})
    return as_question(prompt.text)


def _discipline(person: Person, item: AgendaItem) -> Discipline | None:
    """What the person stood for on the day of the meeting, or stands for today.

    The discipline of their own seat, of the one they stand in for, or what they were co-opted for.
    """
    body = item.meeting.body_id
    for day in (item.meeting.held_on, clock.today()):
        for model in (SeatHolder, Substitute):
            places = model.objects.current(day).filter(person=person, seat__body=body)
            if place := places.select_related("seat__assumed_discipline").first():
                return _stands_for(place.seat)
        if co_option := CoOption.objects.current(day).filter(person=person, body=body).first():
            return co_option.discipline
    return None


def _stands_for(seat: Seat) -> Discipline | None:
    decided = getattr(seat, "decided_discipline", None)
    return decided.discipline if decided else seat.assumed_discipline


@transaction.atomic
def change_challenge(
    *,
    by: User,
    challenge: Challenge,
    version: int,
    question: str,
    answer: str,
    follow_up: str,
) -> Challenge:
    """Correct what one asked, or add what one was told and what follows.

    Raises:
        Conflict: it was changed after the member opened it, in another window say.
        Refused: somebody else asked it.
        ValidationError: names the field that is wrong.
    """
    challenge = lock(challenge, version=version)
    if challenge.asked_by.user_id != by.pk:
        raise Refused(saying.NOT_YOURS)
    challenge.question = words_asked(question, None)
    challenge.answer, challenge.follow_up = answer, follow_up
    challenge._history_user = by
    return store(challenge)
