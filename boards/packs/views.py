"""The reader: an edition's front page with its contents, and one page for each item."""

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from boards.models import Edition, Meeting
from boards.oversight.asking.queries import to_ask
from boards.packs.agreed.queries import has_public_minutes
from boards.packs.printing.queries import printed_files
from boards.packs.reading import PERMISSIONS, kinds_readable
from boards.packs.stored import opened_in
from boards.record.queries import may_read
from councils.access import council_page
from councils.models import Council
from councils.roles import refusal

ROUTES = {
    Edition.Kind.MEMBERS: "boards:members_papers",
    Edition.Kind.FORUM: "boards:forum_papers",
    Edition.Kind.PUBLIC: "boards:public_papers",
}
FILE_ROUTES = {
    Edition.Kind.MEMBERS: "boards:members_file",
    Edition.Kind.FORUM: "boards:forum_file",
    Edition.Kind.PUBLIC: "boards:public_file",
}
WHO_READS = {
    Edition.Kind.MEMBERS: "The people who sit on this {body}, and the council’s clerks and inspectors.",
    Edition.Kind.FORUM: "The people of the {forum} this {body} hears from.",
    Edition.Kind.PUBLIC: "Everyone.",
}


def edition_to_read(request: HttpRequest, council: Council, pk: int, kind: str) -> Edition:
    """The newest edition of that kind, if this person may open it."""
    meetings = Meeting.objects.of(council).select_related("body", "council", "theme")
    meeting = get_object_or_404(meetings, pk=pk)
    if kind not in kinds_readable(request.user, meeting):
        raise PermissionDenied(refusal(PERMISSIONS[kind]))
    edition = meeting.editions.filter(kind=kind).order_by("-number").first()
    if edition is None:
        raise Http404
    edition.meeting = meeting
    return edition


def _read(
    request: HttpRequest, council: Council, pk: int, kind: str, number: str = "0"
) -> HttpResponse:
    edition = edition_to_read(request, council, pk, kind)
    context = {
        "edition": edition,
        "meeting": edition.meeting,
        "route": ROUTES[kind],
        "item_route": f"{ROUTES[kind]}_item",
        "who_reads": WHO_READS[kind].format(body=council.words.body, forum=council.words.forum),
    }
    reads = kind == Edition.Kind.MEMBERS and may_read(request.user, edition.meeting.body)
    context["reads_record"] = reads
    if number == "0":
        context["item"] = edition.items.get(number="0")
        context["pack"] = json.loads(edition.content)
        context["prints"] = printed_files(edition)
        is_public = kind == Edition.Kind.PUBLIC
        context["has_minutes"] = is_public and has_public_minutes(edition.meeting)
        return render(request, "boards/packs/pack.html", context)
    context |= _page(edition, council, number)
    context["files"] = opened_in(json.loads(edition.content), number=number)
    context["file_route"] = FILE_ROUTES[kind]
    title = context["item"].title
    context["asking"] = (
        to_ask(request.user, edition.meeting, number=number, title=title) if reads else None
    )
    return render(request, "boards/packs/page.html", context)


def _page(edition: Edition, council: Council, number: str) -> dict[str, object]:
    """One item with its neighbours."""
    items = list(edition.items.defer("html").order_by("position"))
    place = next((n for n, item in enumerate(items) if item.number == number), None)
    if place is None:
        raise Http404
    for item in items:
        item.href = item_address(edition, council, item.number)
    return {
        "item": edition.items.get(number=number),
        "before": items[place - 1] if place else None,
        "after": items[place + 1] if place + 1 < len(items) else None,
    }


def item_address(edition: Edition, council: Council, number: str) -> str:
    """Where an item of an edition is read; the front page is number 0."""
    where = {"council": council.slug, "pk": edition.meeting_id}
    if number == "0":
        return reverse(ROUTES[edition.kind], kwargs=where)
    return reverse(f"{ROUTES[edition.kind]}_item", kwargs={**where, "number": number})


@council_page(may=PERMISSIONS[Edition.Kind.MEMBERS])
def members_papers(
    request: HttpRequest, council: Council, pk: int, number: str = "0"
) -> HttpResponse:
    """What the people who sit on the body read."""
    return _read(request, council, pk, Edition.Kind.MEMBERS, number)


@council_page(may=PERMISSIONS[Edition.Kind.FORUM])
def forum_papers(
    request: HttpRequest, council: Council, pk: int, number: str = "0"
) -> HttpResponse:
    """What the people of the forum read."""
    return _read(request, council, pk, Edition.Kind.FORUM, number)


@council_page()
def public_papers(
    request: HttpRequest, council: Council, pk: int, number: str = "0"
) -> HttpResponse:
    """What anyone may read."""
    return _read(request, council, pk, Edition.Kind.PUBLIC, number)


@council_page()
def papers(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The fullest papers this person may open: one address to send to everybody."""
    meeting = get_object_or_404(Meeting.objects.of(council).select_related("council"), pk=pk)
    published = set(meeting.editions.values_list("kind", flat=True))
    for kind in kinds_readable(request.user, meeting):
        if kind in published:
            return redirect(ROUTES[kind], council=council.slug, pk=pk)
    raise Http404
