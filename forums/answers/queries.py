"""What pages and the rooms above ask about answers: a question's life, days, what was told back."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from councils import clock
from councils.models import ClosureDay, Council, User
from councils.working_days import Calendar
from forums.flow import DEFAULT_RULES, WAITING, State, Way
from forums.levels import level_of
from forums.models import Answer, Forum, Question
from forums.queries import forums_with_places, longest_first, roles_that_answer
from forums.story import Life, Turn
from forums.waiting import Taken
from forums.work import Open


def with_answers(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Questions with their answers, first to last, and who told them back."""
    answers = Answer.objects.select_related("told_by").order_by("turn")
    return questions.prefetch_related(Prefetch("answers", answers))


def life_of(question: Question) -> Life:
    """What is on record of a question; its answers are asked for where they are not at hand."""
    turns = tuple(map(_turn, question.answers.all()))
    if question.state in WAITING:
        role = level_of(question.level, roles_that_answer(question.council)).role
        turns = (*turns, Turn(role=role, since=_day(question.waits_since)))
    return Life(
        state=State(question.state),
        way=Way(question.way),
        asked_on=_day(question.asked_at),
        read_on=_day(question.read_at),
        worded_on=_day(question.worded_at),
        agreed_on=_day(question.agreed_at),
        put_on=_day(question.put_at),
        turns=turns,
        ended_on=_day(question.ended_at),
        reason=question.end_reason,
    )


def _turn(answer: Answer) -> Turn:
    return Turn(
        role=answer.role,
        since=answer.since,
        answered_on=_day(answer.answered_at),
        told_on=answer.told_on,
        told_by=answer.told_by.display_name if answer.told_by else "",
        verdict=answer.verdict,
        judged_on=_day(answer.judged_at),
    )


def _day(when: datetime | None) -> date | None:
    return clock.local(when).date() if when else None


def last_answer(question: Question) -> Answer | None:
    """The answer given last; None where none was."""
    return question.answers.order_by("-turn").first()


def at_work(user: User, council: Council) -> tuple[list[Forum], list[Open], Calendar]:
    """The council's forums, their questions on the way but those about this person, its days.

    The forums have `.mine`. All of it is one query, because every home page asks for it.
    """
    states = [*WAITING, State.ANSWERED, State.TOLD]
    questions = Question.objects.filter(forum=OuterRef("pk"), state__in=states)
    fields = ("pk", "state", "worded_by", "asked_at", "reopened_at")
    each = JSONObject(**{name: name for name in fields})
    forums = list(
        forums_with_places(user, council).annotate(
            on_their_way=ArraySubquery(questions.exclude(not_for=user).values(each=each)),
            closed_on=ArraySubquery(
                ClosureDay.objects.filter(council=OuterRef("council")).values("day")
            ),
        )
    )
    found = [_open(forum, **row) for forum in forums for row in forum.on_their_way]
    closures = forums[0].closed_on if forums else ()
    return forums, found, Calendar(closures=frozenset(closures))


def _open(
    forum: Forum,
    *,
    pk: int,
    state: str,
    worded_by: int | None,
    asked_at: str,
    reopened_at: str | None,
) -> Open:
    since = _day(datetime.fromisoformat(reopened_at or asked_at))
    return Open(pk=pk, forum=forum.pk, state=State(state), since=since, worded_by=worded_by)


# What packs show ----------------------------------------------------------------------------------


def waiting_in(forums: Iterable[Forum]) -> QuerySet[Question]:
    """The questions of some forums that wait for an answer, in words agreed by two; longest first.

    None that is about a worker: it comes to a meeting where somebody puts it there, not by itself.
    """
    states = (State.AGREED, State.PUT, State.REOPENED)
    questions = Question.objects.filter(
        forum__in=list(forums), state__in=states, not_for__isnull=True
    )
    return longest_first(questions.select_related("forum"))


def told_between(forums: Iterable[Forum], after: datetime, until: date) -> QuerySet[Answer]:
    """What is on record as told back to some forums after a moment and up to a day, by days.

    Nothing of a question that is about a worker.
    """
    told = Answer.objects.filter(
        question__forum__in=list(forums), told_at__gt=after, told_on__lte=until
    )
    told = told.filter(question__not_for__isnull=True)
    return told.select_related("question__forum").order_by("told_on", "pk")


def answered_before(questions: Iterable[Question], day: date) -> dict[int, Answer]:
    """By question: the answer it had before a day, unless it was opened again after that answer."""
    answers = Answer.objects.filter(
        question__in=list(questions), answered_at__lt=clock.moment(day, time.min)
    )
    answers = answers.select_related("question").order_by("turn")
    return {
        answer.question_id: answer
        for answer in answers
        if answer.answered_at >= answer.question.waits_since
    }


# How long it takes --------------------------------------------------------------------------------


READ, WORDED, AGREED = "Read by a worker", "Put into words", "Agreed by a second person"
ANSWERED, TOLD = "Answered", "Told back"


def days_taken(council: Council, calendar: Calendar, *, since: date) -> list[Taken]:
    """The working days that each step took, of the questions asked since a day."""
    rules = DEFAULT_RULES
    questions = _asked_since(council, since)
    taken: list[Taken] = []
    for question in questions:
        for step, start, end, limit in (
            (READ, question.asked_at, question.read_at, rules.read_within),
            (WORDED, question.read_at, question.worded_at, None),
            (AGREED, question.worded_at, question.agreed_at, None),
        ):
            if start and end:
                days = calendar.working_days_between(_day(start), _day(end))
                taken.append(Taken(step, days, limit))
        for answer in question.answers.all():
            taken += _of_answer(answer, calendar)
    return taken


def _of_answer(answer: Answer, calendar: Calendar) -> Iterator[Taken]:
    answered = _day(answer.answered_at)
    days = calendar.working_days_between(answer.since, answered)
    yield Taken(ANSWERED, days, DEFAULT_RULES.answer_within)
    if answer.told_on:
        yield Taken(TOLD, calendar.working_days_between(answered, answer.told_on))


def _asked_since(council: Council, since: date) -> QuerySet[Question]:
    """A withdrawn one took its days too; one about a worker is left out, whom figures might tell."""
    questions = Question.objects.of(council).filter(asked_at__date__gte=since, not_for__isnull=True)
    return questions.prefetch_related("answers").order_by("pk")


def days_of_agencies(council: Council, calendar: Calendar, *, since: date) -> list[Taken]:
    """The working days each answer took, by the agency that gave it; none about a worker."""
    answers = Answer.objects.of(council).filter(question__asked_at__date__gte=since)
    answers = answers.filter(question__not_for__isnull=True)
    return [
        Taken(
            answer.get_agency_display(),
            calendar.working_days_between(answer.since, _day(answer.answered_at)),
            DEFAULT_RULES.answer_within,
        )
        for answer in answers.order_by("pk")
    ]
