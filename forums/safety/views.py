"""Pages about somebody's safety: where one writes, and the restricted list of the lead and deputy."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.writing import Conflict, Refused
from forums.concerns import State, Told, moment_in_words
from forums.models import Concern, Deputy, Forum
from forums.queries import forums_of, reads_private_words
from forums.safety import queries, services
from forums.safety.forms import CloseForm, ConcernForm, DeputyForm, HandOnForm, TellForm

RAISE, KEEP, NAME = "forums.raise_concern", "forums.keep_concerns", "forums.name_deputy"
TAKEN = "You have it now. The clock has stopped."


@never_cache
@sensitive_post_parameters()
@council_page(may=RAISE)
def concern_raise(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Tell the safeguarding lead: first whom to ring, then one question and a button."""
    forum = _forum(request, council, key)
    workers = queries.workers_of(forum, but=request.user)
    form = ConcernForm(request.POST or None, workers=workers)
    if request.method == "POST" and form.is_valid():
        services.raise_concern(by=request.user, forum=forum, **form.cleaned_data)
        return redirect("forums:concern_handed_on", council=council.slug)
    context = {"forum": forum, "form": form, "question": None}
    return render(request, "forums/safety/concern_raise.html", context)


def _forum(request: HttpRequest, council: Council, key: str) -> Forum:
    """One's own forum, or any that everybody may know of."""
    public = Forum.objects.of(council).public().filter(pk=OuterRef("pk"))
    forums = Forum.objects.of(council).annotate(is_public=Exists(public)).select_related("council")
    forum = get_object_or_404(forums, key=key)
    if not forum.is_public and forum.pk not in forums_of(request.user, council):
        raise Http404
    return forum


@never_cache
@sensitive_post_parameters()
@council_page(may=RAISE)
def concern_from_question(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A worker hands a question to the lead: it leaves the flow, and every list of questions."""
    question = queries.question_to_hand_on(council, pk)
    if question is None or not reads_private_words(request.user, question):
        raise Http404
    concern = getattr(question, "concern", None)
    if concern and (request.method != "POST" or concern.raised_by_id != request.user.pk):
        raise Http404
    workers = queries.workers_of(question.forum, but=request.user)
    form = HandOnForm(request.POST or None, workers=workers)
    if request.method == "POST" and form.is_valid():
        try:
            services.hand_on_question(by=request.user, question=question, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("forums:concern_handed_on", council=council.slug)
    context = {"forum": question.forum, "form": form, "question": question}
    return render(request, "forums/safety/concern_raise.html", context)


@council_page(may=RAISE)
def concern_handed_on(request: HttpRequest, council: Council) -> HttpResponse:  # noqa: ARG001
    """That it was handed on, and nothing else: the same page for every concern and everybody."""
    return render(request, "forums/safety/concern_handed_on.html")


@never_cache
@council_page(may=KEEP)
def concern_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The restricted list: what waits first."""
    rows = queries.concerns_read_by(request.user, council)
    context = {
        "open": [row for row in rows if not row.closed_at],
        "closed": [row for row in rows if row.closed_at],
        "may_name": request.user.has_perm(NAME, council),
    }
    return render(request, "forums/safety/concern_list.html", context)


def _own(request: HttpRequest, council: Council, pk: int) -> Concern:
    concern = queries.concern_for(request.user, council, pk)
    if concern is None:
        raise Http404
    return concern


@never_cache
@council_page(may=KEEP)
def concern_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The one screen with the words of a concern."""
    concern = _own(request, council, pk)
    context = {
        "concern": concern,
        "said": queries.words_of(concern),
        "head": ("Who", "As", "When"),
        "told": [_told_row(row) for row in queries.told_rows(concern)],
        "may_take": concern.state is State.RAISED,
        "is_taken": concern.state is State.TAKEN,
        "raised": _when(concern.raised_at),
        "taken": concern.taken_at and _when(concern.taken_at),
        "closed": concern.closed_at and _when(concern.closed_at),
    }
    return render(request, "forums/safety/concern_detail.html", context)


def _when(moment: object) -> str:
    return moment_in_words(clock.local(moment))


def _told_row(row: object) -> tuple[str, str, str]:
    """Who, as what, and when; and where no mail went out, that none did."""
    said = queries.AS_WORDS[Told(row.told_as)]
    if row.told_as != Told.OTHER and not row.by_mail:
        said += "; no mail, because there is no address" if not row.user else "; on their list only"
    return (str(row.user or row.whom), said, _when(row.told_at))


@require_POST
@council_page(may=KEEP)
def concern_take(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The lead or the deputy says that they have it."""
    try:
        services.take_concern(by=request.user, concern=_own(request, council, pk))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, TAKEN)
    return redirect("forums:concern_detail", council=council.slug, pk=pk)


@never_cache
@sensitive_post_parameters()
@council_page(may=KEEP)
def concern_tell(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put down who else was told."""
    concern = _own(request, council, pk)
    form = TellForm(request.POST or None)
    context = {"concern": concern, "form": form, "title": "Who else was told"}
    return _form_page(request, context, services.tell_somebody)


@never_cache
@sensitive_post_parameters()
@council_page(may=KEEP)
def concern_close(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Say what was done, and close it."""
    concern = _own(request, council, pk)
    form = CloseForm(request.POST or None, version=concern.version)
    context = {"concern": concern, "form": form, "title": "Close it"}
    return _form_page(request, context, services.close_concern)


def _form_page(
    request: HttpRequest, context: dict[str, object], act: Callable[..., object]
) -> HttpResponse:
    """A form about one concern: done and back to it, or shown with what is wrong."""
    concern, form = context["concern"], context["form"]
    if request.method == "POST" and form.is_valid() and _done(request, concern, form, act):
        return redirect("forums:concern_detail", council=concern.council.slug, pk=concern.pk)
    return render(request, "forums/safety/concern_form.html", context)


def _done(request: HttpRequest, concern: Concern, form: Form, act: Callable[..., object]) -> bool:
    try:
        act(by=request.user, concern=concern, **form.cleaned_data)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        form.data = {**form.data.dict(), "version": conflict.current.version}
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return form.is_valid()


@council_page(may=NAME)
def deputy_list(request: HttpRequest, council: Council) -> HttpResponse:
    """Who stands in for the lead, and the form to name somebody."""
    people = queries.possible_deputies(council).exclude(pk=request.user.pk)
    form = DeputyForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            services.name_deputy(by=request.user, council=council, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None if "__all__" in error.message_dict else "ends_on", error.messages)
        else:
            messages.success(request, "The deputy is named.")
            return redirect("forums:deputy_list", council=council.slug)
    context = {"form": form, "deputies": list(queries.deputies_to_come(council))}
    context["has_people"] = people.exists()
    context["passed_up_email"] = queries.watch_of(council).passed_up_email
    return render(request, "forums/safety/deputy_list.html", context)


@require_POST
@council_page(may=NAME)
def deputy_end(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The lead is back. Pressed twice, it says the same twice."""
    if deputy := Deputy.objects.of(council).filter(pk=pk).first():
        services.end_deputy(by=request.user, deputy=deputy)
    elif not queries.was_deputy(council, pk):
        raise Http404
    messages.success(request, "Ended.")
    return redirect("forums:deputy_list", council=council.slug)
