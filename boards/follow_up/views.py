"""The log of a body's actions, each action's page, one's own actions, and what was passed up."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from boards.follow_up import queries, saying, services
from boards.follow_up.forms import (
    CloseActionForm,
    EscalateForm,
    MyActionForm,
    OpenActionForm,
    ReopenActionForm,
    TakeForm,
    UpdateActionForm,
)
from boards.models import Action, Body, Escalation
from boards.seats.queries import reads_record
from councils import clock
from councils.access import council_page
from councils.models import Council, Person, User
from councils.refusals import refusal
from councils.writing import Conflict, Refused

PAGE = 20
NO_ITEM = "No meeting to come has an item that could take it."
STEPS_OF_OPEN = (
    ("Close it as done", "boards:action_close", ""),
    ("Write how it goes", "boards:action_update", "secondary"),
    ("Pass it up", "boards:action_escalate", "secondary"),
)
STEPS_OF_DONE = (("Open it again", "boards:action_reopen", "secondary"),)
FILTERS = (("all", "All"), ("open", "To do"), ("done", "Done"))


def _body(council: Council, key: str) -> Body:
    bodies = Body.objects.of(council).select_related("council", "parent")
    return get_object_or_404(bodies, key=key)


def _readable(request: HttpRequest, council: Council, key: str) -> Body:
    body = _body(council, key)
    if not reads_record(request.user, body, clock.today()):
        raise PermissionDenied(refusal("boards.read_record"))
    return body


def _action(body: Body, number: int) -> Action:
    actions = queries.with_updates(body.actions.select_related("decision", "promise", "measure"))
    return get_object_or_404(actions, number=number)


# Reading ------------------------------------------------------------------------------------------


@council_page(may="boards.read_record")
def action_log(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """What a body has still to do, the longest overdue first; then what it has done."""
    body, today = _readable(request, council, key), clock.today()
    if who := request.GET.get("who"):
        return _of_person(request, body, who)
    shown = request.GET.get("show")
    shown = shown if shown in dict(FILTERS) else "all"
    done = Paginator(queries.closed_actions(body), PAGE).get_page(request.GET.get("page"))
    to_do = queries.open_actions(body, today) if shown != "done" else []
    context = {
        "body": body,
        "keeps": request.user.has_perm("boards.keep_actions", body),
        "shown": shown,
        "filters": FILTERS,
        "lines": to_do,
        "overdue": sum(line.is_overdue for line in to_do),
        "page": done,
        "base": f"?show={shown}&page=",
        "done": queries.lines(done, today) if shown != "open" else [],
        "passed": queries.open_escalations(body),
        "answered": queries.answered(body),
    }
    return render(request, "boards/follow_up/action_log.html", context)


def _of_person(request: HttpRequest, body: Body, who: str) -> HttpResponse:
    """One person's actions over all the bodies whose record the reader may read."""
    people = Person.objects.of(body.council).select_related("council")
    person = get_object_or_404(people, pk=int(who) if who.isdecimal() and len(who) < 10 else 0)
    theirs = queries.with_updates(queries.actions_of(person, request.user))
    today = clock.today()
    to_do = queries.lines(theirs.filter(closed_at__isnull=True), today)
    done = theirs.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")[:PAGE]
    if not (to_do or done):
        raise Http404
    context = {
        "body": body,
        "person": person,
        "lines": to_do,
        "overdue": sum(line.is_overdue for line in to_do),
        "done": queries.lines(done, today),
    }
    return render(request, "boards/follow_up/person_actions.html", context)


@council_page(may="boards.read_record")
def action_detail(request: HttpRequest, council: Council, key: str, number: int) -> HttpResponse:
    """An action with its whole story, and what the clerk can do with it."""
    action = _action(_readable(request, council, key), number)
    passed = queries.escalations_of(action)
    context = {
        "body": action.body,
        "keeps": request.user.has_perm("boards.keep_actions", action),
        "is_mine": _may_tell(request.user, action),
        "line": queries.line(action, clock.today()),
        "steps": _steps(action),
        "story": queries.story(action, passed),
        "passed": [each for each in passed if each.taken_by is None],
    }
    return render(request, "boards/follow_up/action_detail.html", context)


def _may_tell(user: User, action: Action) -> bool:
    """Whether this is the person's own, and they may say how it goes."""
    is_owner = action.owner.user_id == user.pk and action.closed_at is None
    return is_owner and user.has_perm("boards.update_action", action)


def _steps(action: Action) -> list[tuple[str, str, str]]:
    """What the clerk can do with an action: words, address, kind of button."""
    where = {"council": action.body.council.slug, "key": action.body.key, "number": action.number}
    steps = STEPS_OF_DONE if action.closed_at else STEPS_OF_OPEN
    return [(words, reverse(name, kwargs=where), kind) for words, name, kind in steps]


def _mine(request: HttpRequest, council: Council) -> QuerySet[Action]:
    return queries.with_updates(queries.my_actions(request.user, council))


@council_page(may="boards.update_action")
def my_actions(request: HttpRequest, council: Council) -> HttpResponse:
    """What the person who is signed in has to do, over all bodies, and what they have done."""
    mine = _mine(request, council)
    done = mine.filter(closed_at__isnull=False).order_by("-closed_at")[:PAGE]
    today = clock.today()
    lines = queries.lines(mine.filter(closed_at__isnull=True), today)
    context = {
        "lines": lines,
        "overdue": sum(line.is_overdue for line in lines),
        "done": queries.lines(done, today),
    }
    return render(request, "boards/follow_up/my_actions.html", context)


# Writing ------------------------------------------------------------------------------------------


def _attempt(form: forms.Form, write: Callable[..., object]) -> Action | None:
    """Send what the form holds to a service; the action as somebody else saved it, on a conflict.

    What the service refuses stands at its field, or at the top of the form.
    """
    try:
        write(**form.cleaned_data)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        form.data = {**form.data.dict(), "version": conflict.current.version}
        return conflict.current
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        form.add_error(None, error)
    return None


def _form_page(
    request: HttpRequest,
    form: forms.Form,
    write: Callable[..., object],
    *,
    back: str,
    back_to: str,
    said: str,
    **context: object,
) -> HttpResponse:
    """One form about one thing: shown, sent, and back to where it belongs."""
    current = None
    if request.method == "POST" and form.is_valid():
        current = _attempt(form, write)
        if form.is_valid():
            messages.success(request, said)
            return redirect(back)
    saved = queries.line(current, clock.today()) if current else None
    latest = current.updates.last() if current else None
    context |= {"form": form, "back": back, "back_to": back_to, "saved": saved, "said_last": latest}
    return render(request, "boards/follow_up/action_form.html", context)


@council_page(may="boards.keep_actions")
def action_open(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Set an action: what, who, by when, and where it comes from."""
    body = _body(council, key)
    form = OpenActionForm(
        request.POST or None,
        body=body,
        today=clock.today(),
        initial={"item": request.GET.get("item")},
    )
    return _form_page(
        request,
        form,
        lambda **said: services.open_action(by=request.user, body=body, **said),
        back=reverse("boards:action_log", kwargs={"council": council.slug, "key": key}),
        back_to="Actions",
        said="The action is set.",
        title="Set an action",
        body=body,
    )


def _action_form(
    request: HttpRequest,
    body: Body,
    number: int,
    make: Callable[[Action], forms.Form],
    service: Callable[..., object],
    **words: str,
) -> HttpResponse:
    """A form about one action of a body."""
    action = _action(body, number)
    where = {"council": body.council.slug, "key": body.key, "number": number}
    return _form_page(
        request,
        make(action),
        lambda **said: service(by=request.user, action=action, **said),
        back=reverse("boards:action_detail", kwargs=where),
        back_to=f"Action {number}",
        body=body,
        line=queries.line(action, clock.today()),
        **words,
    )


@council_page(may="boards.keep_actions")
def action_update(request: HttpRequest, council: Council, key: str, number: int) -> HttpResponse:
    """How it goes; a new day, or somebody else, where it needs one."""
    return _action_form(
        request,
        _body(council, key),
        number,
        lambda action: UpdateActionForm(request.POST or None, action=action),
        services.update_action,
        title="How it goes",
        said="Saved.",
    )


@council_page(may="boards.keep_actions")
def action_close(request: HttpRequest, council: Council, key: str, number: int) -> HttpResponse:
    """Close it with what was done."""
    return _action_form(
        request,
        _body(council, key),
        number,
        lambda action: CloseActionForm(request.POST or None, action=action),
        services.close_action,
        title="Close the action",
        said="The action is closed.",
    )


@council_page(may="boards.keep_actions")
def action_reopen(request: HttpRequest, council: Council, key: str, number: int) -> HttpResponse:
    """Open it again, and say why."""
    return _action_form(
        request,
        _body(council, key),
        number,
        lambda action: ReopenActionForm(request.POST or None, action=action),
        services.reopen_action,
        title="Open the action again",
        said="The action is open again.",
    )


@council_page(may="boards.keep_actions")
def action_escalate(request: HttpRequest, council: Council, key: str, number: int) -> HttpResponse:
    """Pass it up to another body."""
    body = _body(council, key)
    others = Body.objects.of(council).exclude(pk=body.pk)
    return _action_form(
        request,
        body,
        number,
        lambda _: EscalateForm(request.POST or None, body=body, bodies=others),
        services.escalate,
        title="Pass it up",
        said="Passed up. It shows there until an item of an agenda takes it.",
    )


@council_page(may="boards.keep_actions")
def escalation_take(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Choose the item of an agenda to come that takes what was passed up."""
    body = _body(council, key)
    escalation = get_object_or_404(queries.escalations_to(body), pk=pk)
    form = TakeForm(request.POST or None, escalation=escalation, today=clock.today())
    return _form_page(
        request,
        form,
        lambda **said: services.take_escalation(by=request.user, escalation=escalation, **said),
        back=reverse("boards:action_log", kwargs={"council": council.slug, "key": key}),
        back_to="Actions",
        said="It is on the agenda.",
        title="Put it on an agenda",
        body=body,
        passed=[escalation],
        nothing=_why_not_take(escalation, form),
    )


def _why_not_take(escalation: Escalation, form: TakeForm) -> str:
    """Why nothing can be chosen: it is taken, or no agenda has an item free."""
    if escalation.taken_by:
        return saying.taken_words(escalation.taken_by.meeting.held_on)
    return "" if form.fields["item"].queryset.exists() else NO_ITEM


@council_page(may="boards.update_action")
def my_action(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """One's own action: its story, and how it goes in one's own words."""
    action = get_object_or_404(_mine(request, council), pk=pk)
    return _form_page(
        request,
        MyActionForm(request.POST or None, action=action),
        lambda **said: services.update_action(by=request.user, action=action, **said),
        back=reverse("boards:my_actions", kwargs={"council": council.slug}),
        back_to="Your actions",
        said="Thank you. The clerk sees it in the log.",
        title="Your action",
        closed=action.closed_at is not None,
        body=action.body,
        line=queries.line(action, clock.today()),
        story=queries.story(action, queries.escalations_of(action)),
    )
