"""Forums for everyone to read; questions for the people of a forum."""

from collections.abc import Callable
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.queries import calendar_of
from councils.working_days import day_in_words
from councils.writing import Refused
from forums import flow, services, waiting
from forums.answers.queries import life_of, with_answers
from forums.answers.services import why_not_judge, why_not_tell
from forums.flow import WAITING, Way
from forums.forms import AskForm, EndForm, WordingForm
from forums.models import Forum, Question, Survey
from forums.queries import (
    follows,
    forums_of,
    forums_read,
    forums_with_places,
    found_in,
    questions_followed,
    reads_private_words,
    waiting_first,
    workers_of,
)
from forums.story import next_words, story
from forums.visibility import reader_words
from forums.wording import why_not_agree
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
    """The questions of one's forum and what has become of them; those that wait stand first."""
    questions = questions_followed(request.user, council)
    calendar, today = calendar_of(council), clock.today()
    forums = list(forums_with_places(request.user, council))
    page = Paginator(waiting_first(questions), PAGE).get_page(request.GET.get("page"))
    context = {
        "wait": questions.filter(state__in=WAITING).count(),
        "waiting": [
            (question, waiting.clock(_day(question.waits_since), today, calendar))
            for question in page
            if question.state in WAITING
        ],
        "over": [question for question in page if question.state not in WAITING],
        "page": page,
        "drafts": forums_read(request.user, council, forums),
        "forums": [forum for forum in forums if forum.mine],
        "links": request.user.has_perm("forums.send_link", council),
        "days": request.user.has_perm("forums.read_question_days", council),
    }
    return render(request, "forums/question_list.html", context)


@never_cache
@council_page(may="forums.ask_question")
def question_ask(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Ask: first what this page is not for, then a few questions and a button."""
    forum = get_object_or_404(forums_with_places(request.user, council), key=key)
    if not forum.mine:
        raise PermissionDenied(services.NOT_IN_FORUM)
    form = AskForm(
        request.POST or None,
        themes=Theme.objects.of(council).filter(is_annual_review=False),
        workers=workers_of(forum),
        initial={"theme": request.GET.get("theme")},
    )
    asked: list[Question] = []
    if request.method == "POST" and form.saves(
        lambda **data: asked.append(services.ask(by=request.user, forum=forum, **data))
    ):
        question = asked[0]
        messages.success(request, f"Thank you. {_read_by_words(question)}")
        if not follows(request.user, question):  # a worker beside somebody who asks about them
            return redirect("forums:question_list", council=council.slug)
        return redirect("forums:question_detail", council=council.slug, pk=question.pk)
    return render(request, "forums/question_ask.html", {"forum": forum, "form": form})


def _read_by_words(question: Question) -> str:
    by = flow.read_by(_day(question.asked_at), calendar_of(question.council))
    if question.not_for is None:
        return f"A worker reads it by {day_in_words(by)}."
    others = workers_of(question.forum).exclude(pk=question.not_for_id).count()
    about = reader_words(about=question.not_for.display_name, others=others)
    return f"{about} That is by {day_in_words(by)}."


def _day(when: datetime) -> date:
    return clock.local(when).date()


def followed(request: HttpRequest, council: Council, pk: int) -> Question:
    """The question, for somebody who follows it; 404 otherwise."""
    questions = questions_followed(request.user, council).select_related("council")
    return get_object_or_404(questions, pk=pk)


@council_page(may="forums.follow_question")
def question_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """What has become of a question; its public wording, never its own words."""
    questions = with_answers(questions_followed(request.user, council).select_related("council"))
    question = get_object_or_404(questions, pk=pk)
    steps = story(life_of(question), calendar_of(council), clock.today())
    user, here = request.user, {"council": council.slug, "pk": pk}
    context = {
        "question": question,
        "way": Way(question.way).words,
        "steps": steps,
        "next": next_words(steps),
        "answers": list(question.answers.all()),
        "reads_words": reads_private_words(user, question),
        "doing": [
            (text, reverse(name, kwargs=here), kind)
            for text, name, kind, refused in (
                ("Say if it is an answer", "judge", "", why_not_judge(user, question)),
                ("Tell the answer back", "tell", "", why_not_tell(user, question)),
                (
                    "Take it back",
                    "withdraw",
                    "secondary",
                    services.why_not_withdraw(user, question),
                ),
            )
            for name in (f"forums:question_{name}",)
            if not refused
        ],
    }
    return render(request, "forums/question_detail.html", context)


# A young person's own words -----------------------------------------------------------------------


def _own_words(request: HttpRequest, council: Council, pk: int) -> Question:
    """The question, for somebody who reads its own words.

    Raises:
        Http404: it is about this very person, who is not told that it is there.
        PermissionDenied: its own words are for others.
    """
    questions = Question.objects.of(council).exclude(not_for=request.user)
    related = ("forum", "theme", "council", "worded_by")
    question = get_object_or_404(questions.select_related(*related), pk=pk)
    if not reads_private_words(request.user, question):
        raise PermissionDenied(services.NOT_YOURS)
    return question


@never_cache
@council_page(may="forums.read_private_words")
def question_words(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The one screen with a young person's own words, and the form for the public wording."""
    question = _own_words(request, council, pk)
    is_open = question.state in flow.OPEN_TO_WORDING
    if not is_open and request.method == "POST":
        raise Http404
    typed = request.POST.get("wording", "")
    found = found_in(typed, question) if typed else ()
    form = WordingForm(request.POST or None, question=question, found=bool(found))
    if request.method == "POST" and form.saves(
        lambda **data: services.word(by=request.user, question=question, found=found, **data)
    ):
        messages.success(request, "Saved. Now a second person agrees to these words.")
        return redirect("forums:question_detail", council=council.slug, pk=pk)
    context = {
        "question": question,
        "private_words": getattr(getattr(question, "private_words", None), "text", ""),
        "form": form,
        "found": found,
        "current": form.current,
        "open": is_open,
        "agree": _agree(request, question),
        "may_refuse": not flow.why_not(flow.State(question.state), flow.State.REFUSED),
    }
    return render(request, "forums/question_words.html", context)


def _agree(request: HttpRequest, question: Question) -> dict[str, object]:
    """The button for the second person, or why this person is not the one; empty where none is due."""
    if question.state != flow.State.WORDED:
        return {}
    refused = why_not_agree(
        wording=question.public_wording, worded_by=question.worded_by_id, by=request.user.pk
    )
    return {"refused": refused, "fields": [("version", question.version)]}


@require_POST
@council_page(may="forums.read_private_words")
def question_read(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A worker says that they have read a question."""
    try:
        services.mark_read(by=request.user, question=_own_words(request, council, pk))
    except Refused as refused:  # between the page and the button it went elsewhere
        raise Http404 from refused
    messages.success(request, "Marked as read.")
    return redirect("forums:question_words", council=council.slug, pk=pk)


@require_POST
@council_page(may="forums.read_private_words")
def question_agree(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A second person agrees to the public wording they were shown."""
    question = _own_words(request, council, pk)
    version = request.POST.get("version", "")
    try:
        services.agree(
            by=request.user,
            question=question,
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("forums:question_words", council=council.slug, pk=pk)
    messages.success(request, "Agreed. Now it goes to a meeting, or is answered in writing.")
    return redirect("forums:question_detail", council=council.slug, pk=pk)


def refuse_late(request: HttpRequest, theirs: str, now: str) -> None:
    """Turn away whom a step is not for, and whoever opens it when it cannot be taken.

    `theirs` says why it is not this person's, `now` why it cannot be taken; empty where it can. A form
    that comes too late is answered by its service, which knows a second click from a second try.

    Raises:
        PermissionDenied: with the sentence.
    """
    if refused := theirs or (now if request.method != "POST" else ""):
        raise PermissionDenied(refused)


# Going no further ---------------------------------------------------------------------------------


@council_page(may="forums.ask_question")
def question_withdraw(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Whoever asked takes a question back, with a reason."""
    question = followed(request, council, pk)
    refuse_late(
        request,
        services.not_theirs_to_withdraw(request.user, question),
        services.why_not_withdraw(request.user, question),
    )
    title = "Take the question back"
    return _end(
        request,
        question,
        services.withdraw,
        title=title,
        button="Take it back",
        wording=question.shared_wording,
    )


@council_page(may="forums.read_private_words")
def question_refuse(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A worker does not take a question on, with a reason that the young person reads."""
    question = _own_words(request, council, pk)
    refuse_late(request, "", flow.why_not(flow.State(question.state), flow.State.REFUSED))
    title = "Do not take the question on"
    return _end(
        request,
        question,
        services.refuse,
        title=title,
        button="Do not take it on",
        wording=question.public_wording,
    )


def _end(
    request: HttpRequest,
    question: Question,
    save: Callable,
    *,
    title: str,
    button: str,
    wording: str,
) -> HttpResponse:
    form = EndForm(request.POST or None, question=question, button=button)
    if request.method == "POST" and form.saves(
        lambda **data: save(by=request.user, question=question, **data)
    ):
        messages.success(request, "Saved. The reason stands beside the question.")
        return redirect("forums:question_detail", council=question.council.slug, pk=question.pk)
    context = {"question": question, "form": form, "title": title, "wording": wording}
    return render(request, "forums/question_end.html", context)
