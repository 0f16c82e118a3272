"""“You said, we did” for everybody, and the officers' pages behind it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.giveaways import given_away
from councils.models import Council
from councils.writing import Conflict, Refused
from forums.models import Feedback, Forum, Survey, SurveyRun
from forums.queries import forums_of
from forums.sessions.forms import known_words
from forums.sessions.queries import groups_of
from forums.sessions.views import saved, sent
from forums.voice import queries, services
from forums.voice.flow import WAITING, State, since_words
from forums.voice.forms import (
    CelebrationForm,
    DoneForm,
    RunForm,
    SaidForm,
    TellFeedbackForm,
    WithdrawForm,
)

READ, WRITE, CHECK = "forums.read_feedback", "forums.write_feedback", "forums.check_words"
ANSWER, TELL = "forums.answer_feedback", "forums.tell_back"
CELEBRATE, SURVEY = "forums.keep_celebration", "forums.keep_survey"
PAGE = 20
#: The most digits a version has.
DIGITS = 10


@council_page()
def you_said(request: HttpRequest, council: Council) -> HttpResponse:
    """What was said and what was done about it, for everybody to read."""
    rows = queries.said_and_done(council)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "told": queries.told_lately(council)[:PAGE],
        "celebrated": queries.celebrated(council, clock.today()),
    }
    return render(request, "forums/voice/you_said.html", context)


# What officers see to -----------------------------------------------------------------------------


def _forums(request: HttpRequest, council: Council) -> object:
    """A worker's own forums, drafts too; all that are published for whoever minds all."""
    forums_all = Forum.objects.of(council)
    mine = forums_all.filter(pk__in=forums_of(request.user, council))
    if queries.minds_all(request.user, council):
        return mine | forums_all.public()
    return mine


def _feedback(request: HttpRequest, council: Council, pk: int) -> Feedback:
    return get_object_or_404(queries.feedback_read(request.user, council), pk=pk)


@never_cache
@council_page(may=READ)
def feedback_list(request: HttpRequest, council: Council) -> HttpResponse:
    """What waits, longest first; and what is told back."""
    rows = list(queries.feedback_read(request.user, council))
    waiting = [row for row in rows if row.state in WAITING]
    context = {
        "waiting": [(row, since_words(row.said_on, clock.today())) for row in waiting],
        "over": [row for row in reversed(rows) if row.state not in WAITING],
        "writes": request.user.has_perm(WRITE, council),
    }
    return render(request, "forums/voice/feedback_list.html", context)


@never_cache
@council_page(may=READ)
def feedback_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """One thing that was said: where it is, and the next step for whoever may take it."""
    row, user = _feedback(request, council, pk), request.user
    is_written = row.state == State.WRITTEN
    context = {
        "feedback": row,
        "told": row.told_back.order_by("-told_on").first(),
        "may": {
            "reword": is_written and user.has_perm(WRITE, council),
            "read": is_written and user.has_perm(CHECK, council),
            "answer": row.state in {State.SAID, State.DONE} and user.has_perm(ANSWER, council),
            "tell": row.state == State.DONE and user.has_perm(TELL, council),
            "again": row.state in {State.DONE, State.TOLD} and user.has_perm(TELL, council),
            "withdraw": row.state in WAITING and user.has_perm(WRITE, council),
        },
        "gives_away": given_away(row.words, known=known_words(council)) if is_written else (),
        "not_read": services.why_not_read(row, user) if is_written else "",
        "not_tell": services.why_not_tell(row, user) if row.state == State.DONE else "",
    }
    return render(request, "forums/voice/feedback_detail.html", context)


def _to(row: Feedback) -> HttpResponse:
    return redirect("forums:feedback_detail", council=row.council.slug, pk=row.pk)


def _form(request: HttpRequest, form: forms.BaseForm, title: str, **more: object) -> HttpResponse:
    """A page of one form."""
    back = {"back": "forums:feedback_list", "back_title": "What was said"}
    context = {"form": form, "title": title, "feedback": None, "lead": "", **back, **more}
    return render(request, "forums/voice/form.html", context)


def _said_form(request: HttpRequest, council: Council, **kwargs: object) -> SaidForm:
    own = {"council": council, "groups": groups_of(council)}
    return SaidForm(sent(request), **own, forums_mine=_forums(request, council), **kwargs)


@never_cache
@council_page(may=WRITE)
def feedback_add(request: HttpRequest, council: Council) -> HttpResponse:
    """Write down what somebody said."""
    form = _said_form(request, council)
    if request.method == "POST" and form.is_valid():
        made: list[Feedback] = []
        given = {**form.given, "submission": form.cleaned_data["submission"]}
        if saved(form, lambda: made.append(services.write_feedback(by=request.user, **given))):
            messages.success(request, "Saved. Somebody else reads it before everybody can.")
            return _to(made[0])
    return _form(request, form, "What was said")


@never_cache
@council_page(may=WRITE)
def feedback_change(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Write it otherwise, before a second person has read it."""
    row = _feedback(request, council, pk)
    form = _said_form(request, council, instance=row)
    if request.method == "POST" and form.is_valid():
        given = {**form.given, "version": form.cleaned_data["version"]}
        fresh = _feedback(request, council, pk)
        own = {"by": request.user, "feedback": fresh}
        if saved(form, lambda: services.reword_feedback(**own, **given)):
            messages.success(request, "Saved.")
            return _to(row)
    return _form(request, form, "What was said", feedback=row)


def _press(
    request: HttpRequest, row: Feedback, step: Callable[[], object], done: str
) -> HttpResponse:
    """A button's step, with what came of it in words."""
    try:
        step()
    except (Conflict, Refused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return _to(row)


def number(request: HttpRequest, name: str) -> int:
    """A number that a button sends along; nought where it is none.

    Raises:
        Http404: it is longer than any number of ours.
    """
    sent_along = request.POST.get(name, "")
    if len(sent_along) > DIGITS:
        raise Http404
    return int(sent_along) if sent_along.isascii() and sent_along.isdigit() else 0


@require_POST
@council_page(may=CHECK)
def feedback_read(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A second person lets everybody read it."""
    row = _feedback(request, council, pk)
    own = {"by": request.user, "feedback": row, "version": number(request, "version")}
    return _press(request, row, lambda: services.read_feedback(**own), "Everybody can read it now.")


@never_cache
@council_page(may=ANSWER)
def feedback_answer(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Say what was done, or why it will not be."""
    row = _feedback(request, council, pk)
    form = DoneForm(sent(request), instance=row)
    if request.method == "POST" and form.is_valid():
        own = {"by": request.user, "feedback": _feedback(request, council, pk)}
        if saved(form, lambda: services.answer_feedback(**own, **form.cleaned_data)):
            messages.success(request, "Saved. Young people are told before everybody reads it.")
            return _to(row)
    return _form(request, form, "What was done?", feedback=row)


@never_cache
@council_page(may=TELL)
def feedback_tell(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Record that young people were told."""
    row = _feedback(request, council, pk)
    form = TellFeedbackForm(sent(request), feedback=row)
    if request.method == "POST" and form.is_valid():
        own = {"by": request.user, "feedback": row}
        if saved(form, lambda: services.tell_feedback(**own, **form.cleaned_data)):
            messages.success(request, "Saved. Everybody can read it now.")
            return _to(row)
    now = f"{row.we}: {row.done_words}" if row.outcome else ""
    return _form(request, form, "Tell them what was done", feedback=row, lead=now)


@require_POST
@council_page(may=TELL)
def feedback_again(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """It is not done after all: it waits for an answer again."""
    row = _feedback(request, council, pk)
    done = "It waits for an answer again."
    return _press(request, row, lambda: services.ask_again(by=request.user, feedback=row), done)


@never_cache
@council_page(may=WRITE)
def feedback_withdraw(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take it back, with the reason."""
    row = _feedback(request, council, pk)
    form = WithdrawForm(sent(request))
    if request.method == "POST" and form.is_valid():
        own = {"by": request.user, "feedback": row, **form.cleaned_data}
        if saved(form, lambda: services.withdraw_feedback(**own)):
            messages.success(request, "Withdrawn.")
            return _to(row)
    return _form(request, form, "Withdraw this", feedback=row)


# Surveys ------------------------------------------------------------------------------------------


@council_page(may=SURVEY)
def survey_record(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Record a year of a survey; `?year=` opens one that is on record."""
    survey = get_object_or_404(Survey.objects.of(council).public(), key=key)
    asked = request.POST.get("year") or request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    run = SurveyRun.objects.filter(survey=survey, year=year).first()
    form = RunForm(sent(request), instance=run if request.GET.get("year") else None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
        own = {"by": request.user, "survey": survey}
        if saved(form, lambda: services.record_run(**own, **given)):
            messages.success(request, "Saved.")
            return redirect("forums:survey_detail", council=council.slug, key=key)
    back = {"back": "forums:forum_list", "back_title": council.words.forums.capitalize()}
    return _form(request, form, survey.title, **back)


# Celebrations -------------------------------------------------------------------------------------


@never_cache
@council_page(may=CHECK)
def celebration_list(request: HttpRequest, council: Council) -> HttpResponse:
    """What is celebrated, what waits for a second person, and until when each is shown."""
    user = request.user
    rows = queries.celebrations_kept(user, council, clock.today())
    context = {
        "rows": [(row, "" if row.read_by_id else services.why_not_show(row, user)) for row in rows],
        "writes": user.has_perm(CELEBRATE, council),
    }
    return render(request, "forums/voice/celebration_list.html", context)


@never_cache
@council_page(may=CELEBRATE)
def celebration_add(request: HttpRequest, council: Council) -> HttpResponse:
    """Write down something to celebrate, with the consent."""
    form = CelebrationForm(sent(request), council=council, forums_mine=_forums(request, council))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if saved(form, lambda: services.write_celebration(by=request.user, **given)):
            messages.success(request, "Saved. Somebody else reads it before everybody can.")
            return redirect("forums:celebration_list", council=council.slug)
    back = {"back": "forums:celebration_list", "back_title": "Celebrations"}
    return _form(request, form, "Something to celebrate", **back)


def _celebration(
    request: HttpRequest, council: Council, pk: int, service: Callable, done: str
) -> HttpResponse:
    kept = queries.celebrations_kept(request.user, council, clock.today())
    row = get_object_or_404(kept, pk=pk)
    try:
        service(by=request.user, celebration=row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("forums:celebration_list", council=council.slug)


@require_POST
@council_page(may=CHECK)
def celebration_read(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A second person lets everybody see it."""
    return _celebration(request, council, pk, services.read_celebration, "Everybody can see it.")


@require_POST
@council_page(may=CHECK)
def celebration_down(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take it off every page at once."""
    return _celebration(request, council, pk, services.take_down, "It is gone from every page.")
