"""Forums for everyone to read; questions for the people of a forum."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.queries import calendar_of
from councils.working_days import day_in_words
from councils.writing import Conflict, Refused
from forums import flow, services
from forums.forms import AskForm, WordingForm
from forums.models import Forum, Question, Survey
from forums.queries import (
    forums_of,
    forums_with_places,
    questions_followed,
    reads_private_words,
)
from pledges.models import Theme

PAGE = 20


@council_page()
def forum_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The council's forums and what young people were asked."""
    forums = Forum.objects.of(council).public()
    surveys = Survey.objects.of(council).public()
    return render(request, "forums/forum_list.html", {"forums": forums, "surveys": surveys})


@council_page()
def forum_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A forum: who it is for, and how its questions are asked."""
    forum = get_object_or_404(Forum.objects.of(council).public().select_related("council"), key=key)
    mine = request.user.is_authenticated and forum.pk in forums_of(request.user, council)
    open_to = f"{council.words.care_leavers} too" if forum.open_to_care_leavers else ""
    return render(
        request, "forums/forum_detail.html", {"forum": forum, "mine": mine, "open_to": open_to}
    )


@council_page()
def survey_detail(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Who answered a survey, and what it said."""
    survey = get_object_or_404(
        Survey.objects.of(council).public().select_related("strategy"), key=key
    )
    groups = list(survey.groups.select_related("part_of"))
    findings = list(survey.findings.all())
    said = {
        kind.label: [finding for finding in findings if finding.kind == kind]
        for kind in survey.findings.model.Kind
    }
    context = {
        "survey": survey,
        "groups": [group for group in groups if group.part_of_id is None],
        "parts": [group for group in groups if group.part_of_id],
        "said": {label: found for label, found in said.items() if found},
    }
    return render(request, "forums/survey_detail.html", context)


@council_page(may="forums.follow_question")
def question_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The questions of one's forum and what has become of them."""
    context = {
        "page": Paginator(questions_followed(request.user, council), PAGE).get_page(
            request.GET.get("page")
        ),
        "forums": forums_with_places(request.user, council).filter(mine=True),
    }
    return render(request, "forums/question_list.html", context)


@council_page(may="forums.ask_question")
def question_ask(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Ask: first what this page is not for, then two questions and a button."""
    forum = get_object_or_404(forums_with_places(request.user, council), key=key)
    if not forum.mine:
        raise PermissionDenied(services.NOT_IN_FORUM)
    themes = Theme.objects.of(council).filter(is_annual_review=False)
    initial = {"theme": request.GET.get("theme")}
    form = AskForm(request.POST or None, themes=themes, initial=initial)
    if request.method == "POST" and form.is_valid():
        question = services.ask(by=request.user, forum=forum, **form.cleaned_data)
        messages.success(request, f"Thank you. A worker reads it by {_read_by(question)}.")
        return redirect("forums:question_detail", council=council.slug, pk=question.pk)
    return render(request, "forums/question_ask.html", {"forum": forum, "form": form})


def _read_by(question: Question) -> str:
    asked_on = clock.local(question.asked_at).date()
    return day_in_words(flow.read_by(asked_on, calendar_of(question.council)))


def _followed(request: HttpRequest, council: Council, pk: int) -> Question:
    questions = questions_followed(request.user, council).select_related("council")
    return get_object_or_404(questions, pk=pk)


@council_page(may="forums.follow_question")
def question_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """What has become of a question; its public wording, never its own words."""
    question = _followed(request, council, pk)
    context = {
        "question": question,
        "steps": steps(question),
        "reads_words": reads_private_words(request.user, question),
    }
    return render(request, "forums/question_detail.html", context)


def steps(question: Question) -> list[dict[str, object]]:
    """How far a question has come, for a young person to read."""
    done = (
        ("You asked", question.asked_at, ""),
        ("A worker reads it", question.read_at, f"By {_read_by(question)} at the latest."),
        ("It is put into words for everyone to read", question.worded_at, ""),
    )
    shown = [
        {"title": title, "when": when and clock_words(when), "state": "done" if when else "next"}
        | ({} if when else {"text": due})
        for title, when, due in done
    ]
    is_put = question.state == flow.State.PUT
    shown.append({"title": "It goes to a meeting", "state": "done" if is_put else "next"})
    waiting = next((step for step in shown if step["state"] == "next"), None)
    if waiting:
        waiting["state"] = "now"
    return shown


def clock_words(when: object) -> str:
    """A moment as a day in words."""
    return day_in_words(clock.local(when).date())


@council_page(may="forums.read_private_words")
def question_words(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The one screen with a young person's own words, and the form for the public wording."""
    question = get_object_or_404(
        Question.objects.of(council).select_related("forum", "theme", "council"), pk=pk
    )
    if not reads_private_words(request.user, question):
        raise PermissionDenied(services.NOT_YOURS)
    if question.state in {flow.State.PUT, flow.State.WITHDRAWN} and request.method == "POST":
        raise Http404
    form = WordingForm(request.POST or None, question=question)
    current = None
    if request.method == "POST" and form.is_valid():
        current = _save_wording(request, question, form)
        if form.is_valid():
            messages.success(request, "Saved. Now put the question to a meeting.")
            return redirect("forums:question_detail", council=council.slug, pk=pk)
    context = {
        "question": question,
        "private_words": getattr(getattr(question, "private_words", None), "text", ""),
        "form": form,
        "current": current,
        "open": question.state not in {flow.State.PUT, flow.State.WITHDRAWN},
    }
    return render(request, "forums/question_words.html", context)


def _save_wording(request: HttpRequest, question: Question, form: WordingForm) -> Question | None:
    """Save, or say why not at the form; a second editor gets what the first one saved."""
    try:
        services.word(by=request.user, question=question, **form.cleaned_data)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        form.data = {**form.data.dict(), "version": conflict.current.version}
        return conflict.current
    except Refused as refused:
        form.add_error(None, str(refused))
    return None


@require_POST
@council_page(may="forums.read_private_words")
def question_read(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A worker says that they have read a question."""
    question = get_object_or_404(Question.objects.of(council), pk=pk)
    try:
        services.mark_read(by=request.user, question=question)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    messages.success(request, "Marked as read.")
    return redirect("forums:question_words", council=council.slug, pk=pk)
