"""One-time links: a worker makes them and takes them back; a young person asks through one."""

import secrets

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from councils import clock
from councils.access import council_page
from councils.models import Council, User
from councils.queries import calendar_of
from councils.working_days import day_in_words
from councils.writing import Refused
from forums import flow
from forums.links import services
from forums.links.forms import BACK, SAFETY, SCREENS, YES, LinkForm
from forums.links.opening import CLOSED, LASTS, NOT_SENT, SECRET_BYTES
from forums.links.queries import link_of, links_sent, opening_of, standing_of, was_asked_with
from forums.models import Forum, QuestionLink
from forums.queries import forums_with_places, workers_of
from pledges.models import Theme

SALT = "a link to ask one question"
#: How long a page waits for its button, in seconds.
WAITS = 12 * 60 * 60
SENT_SALT = "something was sent through a link"
#: How long the page that says thank you can be opened again, in seconds.
THANKS = 10 * 60
TOO_OLD = "This page was open for too long. Press the button again."


# What a worker keeps ------------------------------------------------------------------------------


@council_page(may="forums.send_link")
def link_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The links that were made, and until when each opens; never whether it was used."""
    links = [
        {
            "link": link,
            "until": clock.local(link.ends_at).date(),
            "standing": standing_of(link),
        }
        for link in links_sent(request.user, council)
    ]
    forums = forums_with_places(request.user, council).filter(mine=True)
    return render(request, "forums/links/link_list.html", {"sent": links, "forums": forums})


@never_cache
@council_page(may="forums.send_link")
def link_make(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Make a link, and see it this once."""
    forum = get_object_or_404(forums_with_places(request.user, council), key=key)
    if not forum.mine:
        raise PermissionDenied(services.NOT_YOURS)
    address = ""
    if request.method == "POST":
        try:
            address = _made(request, forum)
        except Refused as refused:
            messages.error(request, str(refused))
    context = {
        "forum": forum,
        "address": address,
        "offered": [("offer", _offer(request.user, forum))],
        "days": LASTS.days,
    }
    return render(request, "forums/links/link_make.html", context)


def _offer(user: User, forum: Forum) -> str:
    """A secret that becomes a link when the button is pressed: pressed twice it is one."""
    said = [user.pk, forum.pk, secrets.token_urlsafe(SECRET_BYTES)]
    return signing.dumps(said, salt=SALT)


def _made(request: HttpRequest, forum: Forum) -> str:
    """The address of the link that was offered to this person for this forum.

    Raises:
        Refused: the page was open for too long, or is somebody else's.
    """
    try:
        said = signing.loads(request.POST.get("offer", ""), salt=SALT, max_age=WAITS)
    except signing.BadSignature as error:
        raise Refused(TOO_OLD) from error
    user, of, secret = said
    if (user, of) != (request.user.pk, forum.pk):
        raise Refused(TOO_OLD)
    services.make_link(by=request.user, forum=forum, secret=secret)
    address = reverse("forums:link_ask", args=[forum.council.slug, secret])
    return request.build_absolute_uri(address)


@require_POST
@council_page(may="forums.send_link")
def link_end(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take a link back."""
    link = get_object_or_404(links_sent(request.user, council), pk=pk)
    try:
        services.end_link(by=request.user, link=link)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back. The link opens nothing any more.")
    return redirect("forums:link_list", council=council.slug)


# What a young person opens ------------------------------------------------------------------------


@never_cache
@council_page()
def link_ask(request: HttpRequest, council: Council, secret: str) -> HttpResponse:
    """Ask one question without signing in, one thing on each screen."""
    link = link_of(council, secret)
    if link is None:
        raise Http404
    if request.method != "POST":
        return _opened(request, link)
    if (
        request.POST.get(SAFETY) != YES
    ):  # that somebody is not safe is heard however old the link is
        if was_asked_with(link, request.POST.get("submission", "")):
            return _sent(link, secret)
        if not opening_of(link).opens:
            return _closed(request, link)
    form = _form(request, link, request.POST.get("screen", ""))
    if BACK in request.POST:
        form = _carried(request, link, form.last_screen())
    elif form.is_right_here():
        if upcoming := form.next_screen():
            form = _carried(request, link, upcoming)
        elif form.saves(lambda **said: _ask(link, said)):
            return _sent(link, secret)
    return _screen(request, link, form)


def _opened(request: HttpRequest, link: QuestionLink) -> HttpResponse:
    """The first screen; thank you to whoever has just sent something; else that it is closed."""
    if _has_just_sent(request, link):
        by = flow.read_by(clock.today(), calendar_of(link.council))
        context = {"link": link, "forum": link.forum, "read_by": day_in_words(by)}
        return _quiet(render(request, "forums/links/link_used.html", context))
    if not opening_of(link).opens:
        return _closed(request, link)
    return _screen(request, link, _form(request, link, SCREENS[0]))


def _screen(request: HttpRequest, link: QuestionLink, form: LinkForm) -> HttpResponse:
    context = {"link": link, "forum": link.forum, "form": form}
    return _quiet(render(request, "forums/links/link_ask.html", context))


def _sent(link: QuestionLink, secret: str) -> HttpResponse:
    """To the page that says thank you, which only this browser sees, and for a short time."""
    address = reverse("forums:link_ask", args=[link.council.slug, secret])
    query = urlencode({"sent": signing.dumps(link.pk, salt=SENT_SALT)})
    return _quiet(redirect(f"{address}?{query}"))


def _has_just_sent(request: HttpRequest, link: QuestionLink) -> bool:
    try:
        said = signing.loads(request.GET.get("sent", ""), salt=SENT_SALT, max_age=THANKS)
    except signing.BadSignature:
        return False
    return said == link.pk


def _form(request: HttpRequest, link: QuestionLink, screen: str) -> LinkForm:
    return LinkForm(request.POST or None, screen=screen, **_choices(link))


def _choices(link: QuestionLink) -> dict[str, object]:
    themes = Theme.objects.of(link.council).filter(is_annual_review=False)
    return {"themes": themes, "workers": workers_of(link.forum)}


def _carried(request: HttpRequest, link: QuestionLink, screen: str) -> LinkForm:
    """Another screen, with what was said, and no complaint about what is not asked yet."""
    said = {name: request.POST.get(name, "") for name in (*SCREENS, "submission")}
    form = LinkForm(initial=said, screen=screen, **_choices(link))
    form.data = said
    return form


def _ask(link: QuestionLink, said: dict[str, object]) -> None:
    """Send what was said where it belongs: to the forum’s workers, or to the safeguarding lead."""
    theme, _ = said.pop("theme"), said.pop("screen")
    if said.pop("safety") == YES:
        services.tell_through(link=link, **said)
    else:
        services.ask_through(link=link, theme=theme, **said)


def _closed(request: HttpRequest, link: QuestionLink) -> HttpResponse:
    """One page for every link that opens nothing, so that it tells nobody whether it was used.

    What was typed stays on the screen.
    """
    context = {
        "link": link,
        "forum": link.forum,
        "why": CLOSED,
        "not_sent": NOT_SENT if request.method == "POST" else "",
        "typed": request.POST.get("words", ""),
    }
    return _quiet(render(request, "forums/links/link_closed.html", context, status=410))


def _quiet(response: HttpResponse) -> HttpResponse:
    """The page's address is a secret: it is told to nobody, and no search engine keeps it.

    A referrer policy of no-referrer would make browsers send these forms without their origin,
    which are refused then; this one sends the host alone, never the address.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
