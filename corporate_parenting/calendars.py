"""A person's own calendar over all their councils: where its address is made, and what it opens.

Calendar programs cannot sign in, so the address is a secret. It is shown when it is made and never
again; whoever opens it sees what its owner may see that day: days and places, no paper's words.
"""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boards.calendar_feeds.addresses import SECRET_BYTES
from boards.calendar_feeds.ical import MEDIA_TYPE, as_ical
from boards.calendar_feeds.queries import host, own_events, owner_of
from boards.calendar_feeds.services import end_feed, make_feed
from boards.models import CalendarFeed
from councils.models import Council, User
from councils.numbers import number_in
from councils.writing import Refused

SALT = "the address of a calendar"
#: How long a page waits for its button, in seconds.
WAITS = 12 * 60 * 60
TOO_OLD = "This page was open for too long. Press the button again."


@login_required
@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """One's own calendar: make its address, see it once, put a new one in its place."""
    address = ""
    if request.method == "POST":
        try:
            address = _made(request)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("calendar")
    feed = CalendarFeed.objects.filter(user=request.user).first()
    here = {each for each, _ in request.user.roles_today}
    context = {
        "feed": feed,
        "address": address,
        "switch": [("feed", feed.pk if feed else "")],
        "offered": [("offer", _offer(request.user, feed))],
        "councils": [
            (council, request.build_absolute_uri(reverse("boards:calendar", args=[council.slug])))
            for council in Council.objects.filter(pk__in=here)
        ],
    }
    return render(request, "calendar.html", context)


def _offer(user: User, feed: CalendarFeed | None) -> str:
    """A secret that becomes the address when the button is pressed: pressed twice it is one."""
    said = [user.pk, feed.pk if feed else None, secrets.token_urlsafe(SECRET_BYTES)]
    return signing.dumps(said, salt=SALT)


def _made(request: HttpRequest) -> str:
    """The address that was offered to this person, made theirs.

    Raises:
        Refused: the page was open for too long, or the address was changed meanwhile.
    """
    try:
        said = signing.loads(request.POST.get("offer", ""), salt=SALT, max_age=WAITS)
    except signing.BadSignature as error:
        raise Refused(TOO_OLD) from error
    user, instead_of, secret = said
    if user != request.user.pk:
        raise Refused(TOO_OLD)
    make_feed(by=request.user, secret=secret, instead_of=instead_of)
    return request.build_absolute_uri(reverse("own_calendar", args=[secret]))


@require_POST
@login_required
def calendar_end(request: HttpRequest) -> HttpResponse:
    """Switch one's own calendar off."""
    feed = number_in(request.POST.get("feed", ""))
    if feed is not None:
        end_feed(by=request.user, feed=feed)
    if not CalendarFeed.objects.filter(user=request.user).exists():
        messages.success(request, "Your calendar is off. Its address opens nothing any more.")
    return redirect("calendar")


@require_safe
def own_calendar(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001
    """A person's own calendar, for their program; 404 for any address that opens none."""
    owner = owner_of(secret)
    if owner is None:
        raise Http404
    content = as_ical(own_events(owner), name="Corporate parenting", host=host())
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["Cache-Control"] = "private, max-age=0"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
