"""Answering the forum's questions: the list that waits, the answer, telling it back, the verdict."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.queries import calendar_of
from councils.working_days import day_in_words
from forums import waiting
from forums.answers import services
from forums.answers.forms import AnswerForm, JudgeForm, TellForm
from forums.answers.queries import days_of_agencies, days_taken, last_answer
from forums.flow import SHARED, Verdict, answer_by
from forums.levels import level_of, next_up, reopened_words
from forums.models import Answer, Question
from forums.queries import level_to_answer, roles_that_answer, to_answer
from forums.views import refuse_late
from forums.waiting import medians

#: The questions of how many days the figures are made of.
LOOKS_BACK = timedelta(days=365)


def _shared(request: HttpRequest, council: Council, pk: int) -> Question:
    """A question in words for everybody, unless it is about this very person.

    The state tells, not who agreed: at first one person's wording went to a meeting.
    """
    questions = Question.objects.of(council).filter(state__in=SHARED).exclude(not_for=request.user)
    return get_object_or_404(questions.select_related("forum", "theme", "council"), pk=pk)


@council_page(may="forums.answer_question")
def answer_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The questions that wait for an answer, the longest first."""
    calendar, today = calendar_of(council), clock.today()
    roles = roles_that_answer(council)
    rows = [
        {
            "question": question,
            "clock": waiting.clock(_since(question), today, calendar),
            "role": level_of(question.level, roles).role,
        }
        for question in to_answer(council).exclude(not_for=request.user)
    ]
    late = sum(row["clock"].is_late for row in rows)
    return render(request, "forums/answers/answer_list.html", {"rows": rows, "late": late})


def _since(question: Question) -> date:
    return clock.local(question.waits_since).date()


@council_page(may="forums.answer_question")
def question_answer(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Write down what a named role answers."""
    question = _shared(request, council, pk)
    refuse_late(
        request,
        services.not_theirs_to_answer(request.user, question),
        services.why_not_answer(request.user, question),
    )
    level = level_to_answer(question)
    form = AnswerForm(
        request.POST or None, question=question, initial={"role": level.role.capitalize()}
    )
    if _saves(request, form, question, services.answer):
        messages.success(request, "Saved. A worker tells it back to the forum.")
        return redirect("forums:answer_list", council=council.slug)
    context = {
        "question": question,
        "form": form,
        "level": level,
        "clock": waiting.clock(_since(question), clock.today(), calendar_of(council)),
        "earlier": list(question.answers.all()),
    }
    return render(request, "forums/answers/question_answer.html", context)


def _saves(request: HttpRequest, form: object, question: Question, save: Callable) -> bool:
    return request.method == "POST" and form.saves(
        lambda **data: save(by=request.user, question=question, **data)
    )


@council_page(may="forums.tell_answer")
def question_tell(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Record that the answer was told back: when, and in which words."""
    question = _shared(request, council, pk)
    refuse_late(
        request,
        services.not_theirs_to_tell(request.user, question),
        services.why_not_tell(request.user, question),
    )
    form = TellForm(request.POST or None, question=question, initial={"told_on": clock.today()})
    if _saves(request, form, question, services.tell):
        messages.success(request, "Saved. Now the forum says if it is an answer.")
        return redirect("forums:question_detail", council=council.slug, pk=pk)
    context = {"question": question, "form": form, "answer": last_answer(question)}
    return render(request, "forums/answers/question_tell.html", context)


@council_page(may="forums.judge_answer")
def question_judge(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The forum says yes, partly or no."""
    question = _shared(request, council, pk)
    refuse_late(
        request,
        services.not_theirs_to_judge(request.user, question),
        services.why_not_judge(request.user, question),
    )
    form = JudgeForm(request.POST or None, question=question)
    judged: list[Answer] = []
    if _saves(request, form, question, lambda **data: judged.append(services.judge(**data))):
        messages.success(request, _what_now(judged[0]))
        return redirect("forums:question_detail", council=council.slug, pk=pk)
    context = {"question": question, "form": form, "answer": last_answer(question)}
    return render(request, "forums/answers/question_judge.html", context)


def _what_now(answer: Answer) -> str:
    """What the forum's word on an answer leads to; “no” says who answers next, and by when."""
    if answer.verdict != Verdict.NO:
        return "Thank you. What you say is on record."
    roles, council = roles_that_answer(answer.council), answer.council
    due = answer_by(clock.local(answer.judged_at).date(), calendar_of(council))
    before = level_of(answer.level, roles)
    return reopened_words(before, next_up(answer.level, roles), day_in_words(due))


@council_page(may="forums.read_question_days")
def question_days(request: HttpRequest, council: Council) -> HttpResponse:
    """How long each step takes, and each agency, over the last twelve months."""
    calendar, since = calendar_of(council), clock.today() - LOOKS_BACK
    context = {
        "since": since,
        "steps": _rows(medians(days_taken(council, calendar, since=since))),
        "agencies": _rows(medians(days_of_agencies(council, calendar, since=since))),
        "step_head": ("Step", "How many", "Median", "In time"),
        "agency_head": ("Who", "Answers", "Median", "In time"),
        "fewest": waiting.FEWEST,
    }
    return render(request, "forums/answers/question_days.html", context)


def _rows(found: list[waiting.Median]) -> list[tuple[object, ...]]:
    return [(each.name, each.number, each.words, each.in_time_words) for each in found]
