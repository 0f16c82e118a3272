"""One-time links: a worker makes them and takes them back; a young person asks through one."""

import secrets

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from forums.links.forms import SCREENS, YES, LinkForm
from forums.links.opening import LASTS, SECRET_BYTES
from forums.links.queries import link_of, links_sent, opening_of
from forums.models import Forum, QuestionLink
from forums.queries import forums_with_places, workers_of
from pledges.models import Theme

SALT = "a link to ask one question"
#: How long a page waits for its button, in seconds.
WAITS = 12 * 60 * 60
TOO_OLD = "This page was open for too long. Press the button again."


# What a worker keeps ------------------------------------------------------------------------------


@council_page(may="forums.send_link")
def link_list(request: HttpRequest, council: Council) -> HttpResponse:
    """The links that were made, and whether each still opens."""
    links = [
        {
            "link": link,
            "until": clock.local(link.ends_at).date(),
            "opening": opening_of(link),
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
    now = opening_of(link)
    if not now.opens:
        return _closed(request, link)
    screen = request.POST.get("screen", "")
    form = _form(request, link, screen if screen in SCREENS else SCREENS[0])
    if request.method == "POST" and form.is_right_here():
        if upcoming := form.next_screen():
            form = _carried(request, link, upcoming)
        elif form.saves(lambda **said: _ask(link, said)):
            return _quiet(redirect("forums:link_ask", council=council.slug, secret=secret))
    context = {"link": link, "forum": link.forum, "form": form}
    return _quiet(render(request, "forums/links/link_ask.html", context))


def _form(request: HttpRequest, link: QuestionLink, screen: str) -> LinkForm:
    return LinkForm(request.POST or None, screen=screen, **_choices(link))


def _choices(link: QuestionLink) -> dict[str, object]:
    themes = Theme.objects.of(link.council).filter(is_annual_review=False)
    return {"themes": themes, "workers": workers_of(link.forum)}


def _carried(request: HttpRequest, link: QuestionLink, screen: str) -> LinkForm:
    """The next screen, with what was said before, and no complaint about what is not asked yet."""
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
    """Thank you, where the link has been used; else that it opens nothing any more."""
    now, context = opening_of(link), {"link": link, "forum": link.forum}
    if now.is_used:
        by = flow.read_by(clock.local(link.used_at).date(), calendar_of(link.council))
        context |= {"read_by": day_in_words(by)}
        return _quiet(render(request, "forums/links/link_used.html", context))
    context |= {"why": now.words}
    return _quiet(render(request, "forums/links/link_closed.html", context, status=410))


def _quiet(response: HttpResponse) -> HttpResponse:
    """The page's address is a secret: it is told to nobody, and no search engine keeps it.

    A referrer policy of no-referrer would make browsers send these forms without their origin,
    which are refused then; this one sends the host alone, never the address.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
