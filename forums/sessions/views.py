"""The sessions of one's forum: begun, hands counted on one screen, finished, corrected."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.writing import Conflict, Refused
from forums.models import Forum, Session
from forums.queries import forums_of
from forums.sessions import services
from forums.sessions.counting import Hands
from forums.sessions.forms import (
    CameForm,
    CorrectForm,
    HandsSheet,
    HomesForm,
    SessionForm,
    TellForm,
)
from forums.sessions.queries import Group, find, groups_of, lines_of, open_line, sessions_read

READ, KEEP = "forums.read_session", "forums.keep_session"
PAGE = 20
JSON = "application/json"


def session_of(request: HttpRequest, council: Council, pk: int) -> Session:
    """A session of one of the person's forums, or it is not found."""
    return get_object_or_404(sessions_read(request.user, council), pk=pk)


def mine(request: HttpRequest, council: Council) -> object:
    """The forums in which the person has a place today."""
    return Forum.objects.of(council).filter(pk__in=forums_of(request.user, council))


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, though it be nothing."""
    return request.POST if request.method == "POST" else None


def saved(form: forms.BaseForm, save: Callable[[], object]) -> bool:
    """Whether it was saved; where not, the form says why, at its fields."""
    try:
        save()
    except ValidationError as refused:
        for name, words in refused.message_dict.items():
            form.add_error(name if name in form.fields else None, words)
    except Conflict as conflict:
        form.data = {**form.data.dict(), **_seen(form, conflict)}
        form.add_error(None, str(conflict))
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _seen(form: forms.BaseForm, conflict: Conflict) -> dict[str, object]:
    """What the next try is held against: the row as it is now."""
    now = conflict.current
    known = {"version": getattr(now, "version", 0), "seen": getattr(now, "pk", "")}
    return {form.add_prefix(name): value for name, value in known.items() if name in form.fields}


@never_cache
@council_page(may=READ)
def session_list(request: HttpRequest, council: Council) -> HttpResponse:
    """What one's forums did: days, kinds and how many came."""
    sessions = sessions_read(request.user, council)
    context = {
        "page": Paginator(sessions, PAGE).get_page(request.GET.get("page")),
        "keeps": request.user.has_perm(KEEP, council),
    }
    return render(request, "forums/sessions/session_list.html", context)


@never_cache
@council_page(may=KEEP)
def session_add(request: HttpRequest, council: Council) -> HttpResponse:
    """Begin to record a session."""
    form = SessionForm(sent(request), forums_mine=mine(request, council))
    if request.method == "POST" and form.is_valid():
        made: list[Session] = []
        given = form.cleaned_data
        if saved(form, lambda: made.append(services.begin_session(by=request.user, **given))):
            return redirect("forums:session_hands", council=council.slug, pk=made[0].pk)
    context = {"form": form, "title": "Record a session", "session": None}
    return render(request, "forums/sessions/form.html", context)


@never_cache
@council_page(may=KEEP)
def session_change(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put right when it was or how many came."""
    session = session_of(request, council, pk)
    form = SessionForm(sent(request), instance=session, forums_mine=mine(request, council))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        fresh = session_of(request, council, pk)
        if saved(form, lambda: services.change_session(by=request.user, session=fresh, **given)):
            messages.success(request, "Saved.")
            return redirect("forums:session_detail", council=council.slug, pk=pk)
    context = {"form": form, "title": "Change this session", "session": session}
    return render(request, "forums/sessions/form.html", context)


@never_cache
@council_page(may=KEEP)
def session_came(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Correct how many came to a session that is finished, with the reason."""
    session = session_of(request, council, pk)
    if not session.is_finished and request.method != "POST":
        raise PermissionDenied(services.CAME_OPEN)
    form = CameForm(sent(request), session=session)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if saved(form, lambda: services.correct_came(by=request.user, session=session, **given)):
            messages.success(request, "Corrected. The reason stands beside it.")
            return redirect("forums:session_detail", council=council.slug, pk=pk)
    context = {"form": form, "title": "How many came?", "session": session}
    return render(request, "forums/sessions/form.html", context)


@never_cache
@council_page(may=READ)
def session_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """A session: who came, what was said of each promise, and what has been corrected."""
    session = session_of(request, council, pk)
    groups = groups_of(council)
    lines = lines_of(session, [row for group in groups for row in group.rows])
    context = {
        "session": session,
        "lines": [line for line in lines if line.verdict or line.is_open],
        "others": [line for line in lines if not line.verdict],
        "keeps": request.user.has_perm(KEEP, council),
        "open_round": open_line(session),
        "can_be_asked": bool(lines),
        "by_home": any(line.is_by_providers for line in lines),
    }
    return render(request, "forums/sessions/session_detail.html", context)


@require_POST
@council_page(may=KEEP)
def session_finish(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """All is recorded: it counts from now on."""
    session = session_of(request, council, pk)
    try:
        services.finish_session(by=request.user, session=session)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Finished. What they said counts from now on.")
    return redirect("forums:session_detail", council=council.slug, pk=pk)


# Hands --------------------------------------------------------------------------------------------


def _group(groups: list[Group], key: str) -> Group:
    """The group that was asked for, else the first."""
    return next((group for group in groups if group.key == key), groups[0])


@never_cache
@council_page(may=KEEP)
def session_hands(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The hands for all promises of a set on one screen, saved row by row or all at once."""
    session, groups = session_of(request, council, pk), groups_of(council)
    if session.is_finished or not groups:
        if session.is_finished:
            messages.info(request, services.FINISHED)
        return redirect("forums:session_detail", council=council.slug, pk=pk)
    group = _group(groups, request.GET.get("of", ""))
    sheet = HandsSheet(lines_of(session, group.rows), sent(request))
    if request.method == "POST":
        refused = _save_hands(request, session, sheet)
        if request.headers.get("Accept") == JSON:
            return _as_json(session, group, sheet, refused)
        if refused:
            messages.error(request, refused)
        if not sheet.errors and not refused:
            messages.success(request, "Saved.")
            return redirect(f"{request.path}?of={group.key}")
    context = {"session": session, "groups": groups, "group": group, "sheet": sheet}
    context["form"] = sheet if sheet.errors else None
    return render(request, "forums/sessions/session_hands.html", context)


def _save_hands(request: HttpRequest, session: Session, sheet: HandsSheet) -> str:
    """Save each row that was sent; why none can be saved, where that is so."""
    refused = ""
    for form in sheet.sent():
        version = form.cleaned_data["version"] or 0
        own = {"session": session, "of": form.line.of, "hands": form.hands, "version": version}
        try:
            services.record_hands(by=request.user, **own)
        except Conflict as conflict:
            form.theirs = _theirs(conflict)
            form.data = {**form.data.dict(), **_seen(form, conflict)}
            form.add_error(None, form.theirs)
        except Refused as said:
            refused = str(said)
        except ValidationError as wrong:
            for name, words in wrong.message_dict.items():
                form.add_error(name if name in form.fields else None, words)
    return refused


def _theirs(conflict: Conflict) -> str:
    """What somebody else counted, and that one's own numbers are still there."""
    theirs = conflict.current.hands if conflict.current else Hands()
    who = f"{conflict.current.recorded_by}" if conflict.current else "Somebody"
    numbers = f"{theirs.kept} kept, {theirs.partly} partly, {theirs.not_kept} not yet"
    rest = f"{theirs.dont_know} don’t know; {theirs.had_heard} had heard of it"
    return f"{who} saved {numbers}, {rest}. Your numbers are still here: save again to use them."


def _as_json(session: Session, group: Group, sheet: HandsSheet, refused: str) -> JsonResponse:
    """What became of each row, for the script that saves as one goes."""
    if refused:
        return JsonResponse({"refused": refused}, status=409)
    fresh = {line.key: line for line in lines_of(session, group.rows)}
    rows = {}
    for form in sheet.forms:
        if form.is_bound:
            verdict = fresh[form.line.key].verdict
            errors = [str(words) for found in form.errors.values() for words in found]
            rows[form.line.key] = {"version": verdict.version if verdict else 0, "errors": errors}
    return JsonResponse({"saved": f"{clock.local(clock.now()):%H:%M}", "rows": rows})


@never_cache
@council_page(may=KEEP)
def verdict_correct(
    request: HttpRequest, council: Council, pk: int, kind: str, number: int
) -> HttpResponse:
    """Correct what a finished session says of a promise, with the reason."""
    session, of = session_of(request, council, pk), found_or_404(council, kind, number)
    line = lines_of(session, [of])[0]
    form = CorrectForm(sent(request), line=line)
    if request.method == "POST" and form.is_valid():
        given = {"hands": form.hands, "reason": form.cleaned_data["reason"]}
        given["seen"] = form.cleaned_data["seen"]
        own = {"by": request.user, "session": session, "of": of}
        if saved(form, lambda: services.correct_verdict(**own, **given)):
            messages.success(request, "Corrected. What it replaces stays on record.")
            return redirect("forums:session_detail", council=council.slug, pk=pk)
    context = {"form": form, "session": session, "line": line}
    context["refused"] = "" if session.is_finished else services.NOT_FINISHED
    return render(request, "forums/sessions/verdict_correct.html", context)


@never_cache
@council_page(may=KEEP)
def verdict_homes(
    request: HttpRequest, council: Council, pk: int, kind: str, number: int
) -> HttpResponse:
    """The hands of a provider's promise, by the kind of home young people live in."""
    session, of = session_of(request, council, pk), found_or_404(council, kind, number)
    verdict = services.standing(session, of)
    if refused := services.why_not_homes_now(session, of, verdict):
        raise PermissionDenied(refused)
    form = HomesForm(sent(request), verdict=verdict)
    if request.method == "POST" and form.is_valid():
        given = {"version": form.cleaned_data["version"], "homes": form.homes}
        own = {"by": request.user, "session": session, "of": of}
        if saved(form, lambda: services.record_homes(**own, **given)):
            messages.success(request, "Saved.")
            return redirect("forums:session_detail", council=council.slug, pk=pk)
    counted = session.is_finished and any(not part.hands.is_empty for part in verdict.parts.all())
    context = {"form": form, "session": session, "of": of, "hands": verdict.hands}
    context["refused"] = services.COUNTED_BY_HOME if counted else ""
    return render(request, "forums/sessions/verdict_homes.html", context)


def found_or_404(council: Council, kind: str, number: int) -> object:
    """The promise or statement of an address.

    Raises:
        Http404: there is none such.
    """
    found = find(council, kind, number)
    if found is None:
        raise Http404
    return found


# Told back ----------------------------------------------------------------------------------------


@never_cache
@council_page(may="forums.tell_back")
def told_back_add(request: HttpRequest, council: Council) -> HttpResponse:
    """Record what young people were told became of a promise, or of something else."""
    initial = {"about": request.GET.get("about", "")}
    form = TellForm(
        sent(request),
        council=council,
        forums_mine=mine(request, council),
        groups=groups_of(council),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("forum", "told_on", "words")}
        given |= {"submission": form.cleaned_data["submission"], "of": form.of}
        if saved(form, lambda: services.tell_back(by=request.user, **given)):
            messages.success(request, "Saved. Everybody can read it now.")
            return redirect("forums:you_said", council=council.slug)
    return render(request, "forums/sessions/told_back_add.html", {"form": form})
