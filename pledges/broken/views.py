"""Broken promises: saying so, following them, answering, and the two keys that close them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.giveaways import given_away
from councils.models import Council
from councils.queries import calendar_of, settings_of
from councils.writing import Refused
from pledges.accountability import DEFAULTS, FIRST, NOTHING_TURNED, Act, Kind, Whose, why_not
from pledges.broken import queries, services
from pledges.broken.forms import AnswerForm, KeyForm, ReleaseForm, ReportForm, StepsForm
from pledges.models import Breach, LineSteps
from pledges.providers.queries import active_providers
from pledges.views import attempt, form_page, published_or_404

PAGE = 20
FOLLOW = "pledges.follow_breach"
TITLES = {
    Kind.COUNCIL: "The council’s promises",
    Kind.PROVIDER: "Placement providers’ promises",
}


def _inward(request: HttpRequest, council: Council) -> bool:
    """Whether the reader is told which provider it is about."""
    return request.user.has_perm("pledges.read_provider", council)


@never_cache
@council_page(may=FOLLOW)
def breach_list(request: HttpRequest, council: Council) -> HttpResponse:
    """What is said to be broken: what is open, the oldest first; then what both keys have closed."""
    rows = queries.with_story(Breach.objects.of(council))
    closed = Paginator(queries.closed_lines(rows), PAGE).get_page(request.GET.get("page"))
    found = (clock.today(), calendar_of(council))
    inward = _inward(request, council)
    context = {
        "lines": queries.lines_told(queries.open_lines(rows), *found, inward=inward),
        "closed": queries.lines_told(closed, *found, inward=inward),
        "page": closed,
        "may_report": request.user.has_perm("pledges.report_broken", council),
        "may_set": request.user.has_perm("pledges.set_steps", council),
    }
    return render(request, "pledges/broken/breach_list.html", context)


@never_cache
@council_page(may="pledges.report_broken")
def breach_report(request: HttpRequest, council: Council, kind: str, key: str) -> HttpResponse:
    """Say that a promise is broken, in words that everybody can read in the end."""
    of = published_or_404(council, kind, key)
    providers = active_providers(council, clock.today())
    by_provider = queries.kind_of(of) is Kind.PROVIDER
    refused = "" if by_provider else services.why_no_line(of)
    form = ReportForm(request.POST or None, providers=providers if by_provider else None)
    if request.method == "POST" and form.is_valid():
        given = {kind: of, **form.cleaned_data}
        made = attempt(form, services.report_broken, by=request.user, **given)
        if form.is_valid():
            messages.success(request, "Thank you. It is on its way, and you can follow it here.")
            return redirect("pledges:breach_detail", council=council.slug, pk=made.pk)
    context = {"of": of, "form": form, "refused": refused, "safety": settings_of(council)}
    return render(request, "pledges/broken/breach_report.html", context)


def _breach(council: Council, pk: int) -> Breach:
    return get_object_or_404(queries.with_story(Breach.objects.of(council)), pk=pk)


def _told(request: HttpRequest, council: Council, pk: int) -> queries.Told:
    inward = _inward(request, council)
    return queries.told(_breach(council, pk), clock.today(), calendar_of(council), inward=inward)


@never_cache
@council_page(may=FOLLOW)
def breach_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Where it stands, what was answered, and what the reader can do about it."""
    line = _told(request, council, pk)
    user, state = request.user, line.standing.state
    mine = queries.key_of(user, council)
    turned = mine in line.keys
    context = {
        "line": line,
        "council_key": line.keys.get(Whose.COUNCIL),
        "young_key": line.keys.get(Whose.YOUNG_PEOPLE),
        "may_answer": user.has_perm("pledges.answer_breach", council)
        and not why_not(state, Act.ANSWER),
        "my_key": mine,
        "my_key_turned": turned,
        "why_not_turn": "" if mine is None or turned else why_not(state, Act.TURN),
        "why_not_back": why_not(state, Act.TAKE_BACK),
        "may_release": user.has_perm("pledges.release_breach", council)
        and line.breach.said_by_id != user.pk,
    }
    return render(request, "pledges/broken/breach_detail.html", context)


def _back(request: HttpRequest, council: Council, pk: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("pledges:breach_detail", council=council.slug, pk=pk)


@never_cache
@council_page(may="pledges.answer_breach")
def breach_answer(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Say what was done."""
    breach = _breach(council, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"breach": breach, **form.cleaned_data}
        attempt(form, services.answer, by=request.user, **given)
        if form.is_valid():
            return _back(request, council, pk, "Sent. The young people read it on this page.")
    refused = why_not(services.state_now(breach), Act.ANSWER)
    return _form(request, form, breach, title="Answer for it", refused=refused)


@never_cache
@council_page(may="pledges.turn_key")
def breach_key(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Turn one's own key, with a sentence."""
    breach = _breach(council, pk)
    whose = queries.key_of(request.user, council)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"breach": breach, "whose": whose, **form.cleaned_data}
        attempt(form, services.turn_key, by=request.user, **given)
        if form.is_valid():
            return _back(request, council, pk, "Your key is turned.")
    refused = why_not(services.state_now(breach), Act.TURN)
    return _form(request, form, breach, title="Turn your key", refused=refused)


@require_POST
@council_page(may="pledges.turn_key")
def breach_key_back(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take one's own key back, as long as the other is not turned."""
    breach = _breach(council, pk)
    whose = queries.key_of(request.user, council)
    try:
        services.take_back_key(by=request.user, breach=breach, whose=whose)
    except Refused as refused:
        if str(refused) == NOTHING_TURNED:
            raise PermissionDenied(str(refused)) from refused
        messages.error(request, str(refused))
        return redirect("pledges:breach_detail", council=council.slug, pk=pk)
    return _back(request, council, pk, "Your key is taken back.")


@never_cache
@council_page(may="pledges.release_breach")
def breach_release(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Read the words as the second person, and let everybody read them."""
    breach = _breach(council, pk)
    if breach.said_by_id == request.user.pk:
        raise PermissionDenied(services.SECOND_PERSON)
    form = ReleaseForm(request.POST or None, breach=breach)
    current = None
    if request.method == "POST" and form.is_valid():
        given = {"breach": breach, **form.cleaned_data}
        current = attempt(form, services.release, by=request.user, **given)
        if form.is_valid():
            return _back(request, council, pk, "Everybody can read it now.")
        if current:
            form.data = {**form.data.dict(), "version": current.version}
    found = [each.words for each in given_away(form["words"].value() or "")]
    title = "Let everybody read it"
    return _form(request, form, breach, title=title, saved=current, found=found)


def _form(
    request: HttpRequest,
    form: object,
    breach: Breach,
    *,
    title: str,
    refused: str = "",
    **shown: object,
) -> HttpResponse:
    """One form about one line."""
    up = reverse("pledges:breach_detail", args=[breach.council.slug, breach.pk])
    return form_page(
        request,
        form,
        of=breach.of,
        title=title,
        refused=refused,
        breach=breach,
        up=up,
        **shown,
    )


@council_page(may="pledges.set_steps")
def steps_set(request: HttpRequest, council: Council) -> HttpResponse:
    """By which steps a broken promise goes, and how long each may take: `?line=provider` for theirs."""
    is_theirs = request.GET.get("line") == Kind.PROVIDER
    kind, today = Kind.PROVIDER if is_theirs else Kind.COUNCIL, clock.today()
    now = queries.steps_set(council, kind, today)
    steps = now.steps if now else DEFAULTS[kind]
    form = StepsForm(
        request.POST or None,
        kind=kind,
        steps=steps,
        initial={"in_force_from": f"{today:%-d/%-m/%Y}"},
    )
    if request.method == "POST" and form.is_valid():
        given = {"council": council, "kind": kind, "steps": form.steps}
        given["in_force_from"] = form.cleaned_data["in_force_from"]
        attempt(form, services.set_steps, by=request.user, **given)
        if form.is_valid():
            messages.success(request, "The steps are set.")
            return redirect(request.get_full_path())
    context = {
        "form": form,
        "kind": kind,
        "kinds": [(TITLES[each], each.value) for each in Kind],
        "title": TITLES[kind],
        "now": now,
        "rows": [(step.role or FIRST[kind], f"{step.limit} working days") for step in steps],
        "end": queries.end_words(council.words),
        "to_come": LineSteps.objects.of(council).filter(kind=kind, in_force_from__gt=today),
    }
    return render(request, "pledges/broken/steps_set.html", context)
