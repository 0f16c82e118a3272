"""The kiosk: the worker's page beside it, and the screens that are passed from hand to hand.

The screens know a session by its signed code and nobody by name: they are the same for everybody,
signed in or not. Where somebody is signed in, the tablet is not handed over before they are out.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from councils.access import council_page
from councils.models import Council
from councils.writing import Refused
from forums.models import Round, Session
from forums.sessions.kiosk import services
from forums.sessions.kiosk.screens import code_of, is_alive, mark_of, opens, read_mark
from forums.sessions.queries import groups_of, lines_of, open_line
from forums.sessions.rounds import Answer, Heard, Screen, Tap
from forums.sessions.services import why_not_change
from forums.sessions.views import KEEP, found_or_404, session_of

#: How the first screen knows that the worker has just been signed out on this very tablet.
HANDED_OVER = "handed-over"


def hand_over(kiosk_address: str) -> list[tuple[str, str]]:
    """What the button that signs the worker out sends along: where to go on."""
    return [("next", f"{kiosk_address}?{HANDED_OVER}")]


# The worker's page --------------------------------------------------------------------------------


@never_cache
@council_page(may=KEEP)
def session_kiosk(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The worker's page: choose a promise, see how many have answered, close it or take it back."""
    session = session_of(request, council, pk)
    groups = groups_of(council)
    lines = lines_of(session, [row for group in groups for row in group.rows])
    asked = open_line(session)
    where = {"council": council.slug, "pk": pk, "code": code_of(session)}
    context = {
        "session": session,
        "refused": why_not_change(session),
        "open": asked,
        "answered": asked.asked.hands.answered if asked else 0,
        "closed": [line for line in lines if line.asked and not line.is_open],
        "free": [line for line in lines if line.hands.is_empty and not line.is_open],
        "address": request.build_absolute_uri(reverse("forums:kiosk", kwargs=where)),
        "hand_over": hand_over(reverse("forums:kiosk", kwargs=where)),
    }
    return render(request, "forums/sessions/session_kiosk.html", context)


def _to_kiosk(council: Council, pk: int) -> HttpResponse:
    return redirect("forums:session_kiosk", council=council.slug, pk=pk)


@require_POST
@council_page(may=KEEP)
def round_open(
    request: HttpRequest, council: Council, pk: int, kind: str, number: int
) -> HttpResponse:
    """Let the kiosk ask about a promise."""
    session, of = session_of(request, council, pk), found_or_404(council, kind, number)
    try:
        services.open_round(by=request.user, session=session, of=of)
    except Refused as refused:
        messages.error(request, str(refused))
    return _to_kiosk(council, pk)


def _round(request: HttpRequest, council: Council, pk: int, number: int) -> Round:
    session = session_of(request, council, pk)
    rounds = session.rounds.select_related("session__forum", "promise", "statement")
    return get_object_or_404(rounds, pk=number)


@require_POST
@council_page(may=KEEP)
def round_close(request: HttpRequest, council: Council, pk: int, number: int) -> HttpResponse:
    """End a round: what was tapped counts as hands do."""
    asked = _round(request, council, pk, number)
    try:
        services.close_round(by=request.user, asked=asked)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Closed. The answers are in the session now.")
    return _to_kiosk(council, pk)


@require_POST
@council_page(may=KEEP)
def round_take_back(request: HttpRequest, council: Council, pk: int, number: int) -> HttpResponse:
    """Undo a round."""
    asked = _round(request, council, pk, number)
    try:
        services.take_back_round(by=request.user, asked=asked)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back. Nothing of it counts.")
    return _to_kiosk(council, pk)


# The screens --------------------------------------------------------------------------------------


def _by_code(council: Council, pk: int, code: str) -> Session:
    """The session whose kiosk this is.

    Raises:
        Http404: the code is not this session's, or there is no such session here.
    """
    session = get_object_or_404(Session.objects.of(council).select_related("forum"), pk=pk)
    if not opens(session, code):
        raise Http404
    return session


def _screen(
    request: HttpRequest, session: Session, code: str, *, asks_heard: bool, over: bool = False
) -> HttpResponse:
    """The screen as it is now: hand over, wait, everybody has answered, or one question."""
    rounds = session.rounds.select_related("promise__pledge_set", "statement")
    latest = rounds.order_by("-pk").first()
    asked = rounds.open().first() if is_alive(latest) else None
    where = {"council": session.council.slug, "pk": session.pk, "code": code}
    context = {
        "session": session,
        "code": code,
        "hand_over": hand_over(reverse("forums:kiosk", kwargs=where)),
        "asked": asked,
        "over": over,
        "asks_heard": asks_heard,
        "is_full": bool(asked) and asked.hands.answered >= session.came and not asks_heard,
        "is_done": session.is_finished,
    }
    if asked:
        context["mark"] = mark_of(asked, asks_heard=asks_heard)
        context["answers"] = list(Heard if asks_heard else Answer)
        context["stem"] = asked.promise.pledge_set.stem if asked.promise_id else asked.of.stem
    response = render(request, "forums/kiosk/screen.html", context)
    if HANDED_OVER in request.GET:
        response["Clear-Site-Data"] = '"cache"'  # nothing of the worker's is a step back away
    return response


def _tapped(request: HttpRequest, session: Session, code: str, screen: Screen) -> HttpResponse:
    """Count a tap, and go on: to the second question, or to thanks."""
    where = {"council": session.council.slug, "pk": session.pk, "code": code}
    try:
        outcome = services.tap(
            screen=screen, session=session, answer=request.POST.get("answer", "")
        )
    except ValueError:
        raise Http404 from None
    if outcome.tap is Tap.OVER:
        return _screen(request, session, code, asks_heard=False, over=True)
    if outcome.tap is Tap.FULL:
        return redirect("forums:kiosk", **where)
    asks_more = not screen.asks_heard and session.rounds.get(pk=screen.round).asks_heard
    return redirect("forums:kiosk_heard" if asks_more else "forums:kiosk_thanks", **where)


def _kiosk(
    request: HttpRequest, council: Council, pk: int, code: str, *, asks_heard: bool
) -> HttpResponse:
    session = _by_code(council, pk, code)
    session.council = council
    if request.method != "POST":
        return _screen(request, session, code, asks_heard=asks_heard)
    screen = read_mark(request.POST.get("screen", ""))
    if screen is None:
        return _screen(request, session, code, asks_heard=False, over=True)
    return _tapped(request, session, code, screen)


@never_cache
@council_page()
def kiosk(request: HttpRequest, council: Council, pk: int, code: str) -> HttpResponse:
    """One question with four large answers."""
    return _kiosk(request, council, pk, code, asks_heard=False)


@never_cache
@council_page()
def kiosk_heard(request: HttpRequest, council: Council, pk: int, code: str) -> HttpResponse:
    """Whether they had heard of this promise before."""
    return _kiosk(request, council, pk, code, asks_heard=True)


@never_cache
@council_page()
def kiosk_thanks(request: HttpRequest, council: Council, pk: int, code: str) -> HttpResponse:
    """Thanks, and the way on for the next person."""
    session = _by_code(council, pk, code)
    return render(request, "forums/kiosk/thanks.html", {"session": session, "code": code})
