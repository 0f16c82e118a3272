"""The reader: an edition's front page with its contents, and one page for each item."""

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from boards.models import Edition, Meeting
from boards.oversight.asking.queries import ToAsk, to_ask
from boards.packs.agreed.queries import has_public_minutes
from boards.packs.anchors import filled, paragraphs
from boards.packs.contents import Entry, Row, entries, state_of, whole_time
from boards.packs.newest import newest
from boards.packs.printing.queries import printed_files
from boards.packs.reading import PERMISSIONS, keeps_the_record, kinds_readable, standing
from boards.packs.unclear.queries import forum_of, tapped
from boards.reading_time import reading_time
from boards.record.queries import may_read
from councils.access import council_page
from councils.models import Council, User
from councils.refusals import refusal

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
READ_RECORD = "boards.read_record"
WHO_READS = {
    Edition.Kind.MEMBERS: "The people who sit on this {body}, and the council’s clerks and inspectors.",
    Edition.Kind.FORUM: "The people of the {forum} this {body} hears from.",
    Edition.Kind.PUBLIC: "Everyone.",
}


def edition_to_read(
    request: HttpRequest, council: Council, pk: int, kind: str, *, number: str | None = None
) -> Edition:
    """The newest edition of that kind, if this person may open it; with the item of a number open."""
    edition = newest(request.user, council, pk, kind, number=number)
    meeting = edition.meeting if edition else _unpublished(council, pk)
    meeting.council = meeting.body.council = council
    stands = standing(request.user, meeting, kind, ways=edition.ways if edition else None)
    if not stands.may_open:
        raise PermissionDenied(refusal(PERMISSIONS[kind]))
    if edition is None:
        raise Http404
    edition.council, edition.belongs = council, stands.belongs
    return edition


def _unpublished(council: Council, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.of(council).select_related("body"), pk=pk)


def _read(
    request: HttpRequest, council: Council, pk: int, kind: str, number: str = "0"
) -> HttpResponse:
    edition = edition_to_read(request, council, pk, kind, number=number)
    is_members, items = kind == Edition.Kind.MEMBERS, edition.rows
    item = next((item for item in items if item.number == number), None)
    if item is None:
        raise Http404
    base = item_address(edition, council, "0")
    context = {
        "edition": edition,
        "meeting": edition.meeting,
        "item": item,
        "contents": entries(items, base=base),
        "whole": whole_time(items),
        "base": base,
        "html": item.html,
        "is_members": is_members,
        "reads_record": is_members and _reads_record(request.user, edition),
        "who_reads": WHO_READS[kind].format(body=council.words.body, forum=council.words.forum),
    }
    if number == "0":
        return _front(request, context)
    return _page(request, items, context)


def _reads_record(user: User, edition: Edition) -> bool:
    """Whether the record of the body is for this person; that the body is theirs may be known."""
    body = edition.meeting.body
    return user.has_perm(READ_RECORD, body) if edition.belongs else may_read(user, body)


def _front(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """The first page: what the meeting is for, what is new, and the agenda."""
    edition = context["edition"]
    pack = json.loads(edition.content)
    listed = {entry.number: entry for entry in context["contents"]}
    items = [(each, listed[str(each["number"])]) for each in pack["items"] if each["number"]]
    is_public = edition.kind == Edition.Kind.PUBLIC
    context |= {
        "pack": pack,
        "agenda": [(each, entry) for each, entry in items if entry.number != "0"],
        "changes": [_change(each, listed) for each in pack.get("changes", [])],
        "has_minutes": is_public and has_public_minutes(edition.meeting),
        "prints": printed_files(edition),
        "read": sum(entry.state == "read" for entry in listed.values()),
        "noted": sum(entry.notes for entry in listed.values()),
        "is_seen": context["is_members"] and not keeps_the_record(request.user, edition.council),
    }
    if context["is_members"]:
        context["html"] = _notes(context)["html"]
    return render(request, "boards/packs/pack.html", context)


def _change(change: dict[str, str], listed: dict[str, Entry]) -> tuple[str, str]:
    """What is new, in a sentence, and where it stands; nowhere, where it has gone."""
    entry = listed.get(change["item"])
    if entry is None:
        return change["words"], ""
    return change["words"], f"{entry.href}#p-{change['number']}" if change["number"] else entry.href


def _page(request: HttpRequest, items: list[Row], context: dict[str, object]) -> HttpResponse:
    """One item with its neighbours; in members' papers with what is the reader's own."""
    item = context["item"]
    place, entries_in_order = items.index(item), context["contents"]
    context |= {
        "before": entries_in_order[place - 1],
        "after": entries_in_order[place + 1] if place + 1 < len(items) else None,
        "time": reading_time(item.words, item.figures),
        "files": item.files,
        "file_route": FILE_ROUTES[context["edition"].kind],
        "asking": _asking(request.user, context),
        "state": state_of(item),
        "notes_base": "",
    }
    if context["is_members"]:
        context |= _notes(context)
    elif context["edition"].kind == Edition.Kind.FORUM:
        context |= _unclear(request.user, context)
    return render(request, "boards/packs/page.html", context)


def _asking(user: User, context: dict[str, object]) -> ToAsk | None:
    """The questions to ask here, for the people of the body."""
    if not context["reads_record"]:
        return None
    edition = context["edition"]
    belongs = edition.belongs or (None if keeps_the_record(user, edition.council) else True)
    return to_ask(user, edition.meeting, context["item"].asking, belongs=belongs)


# A reader's own notes -----------------------------------------------------------------------------


def _notes(context: dict[str, object]) -> dict[str, object]:
    """The item's HTML with the reader's notes in it, and those that have no paragraph there."""
    base = f"{context['base']}notes/"
    loose = {note["place"]: note for note in context["item"].noted}

    def fill(number: str) -> str:
        """What stands after a paragraph: one's note there, or the way to write one."""
        if note := loose.pop(number, None):
            return render_to_string("boards/packs/own_note.html", {"note": note, "base": base})
        # An address of ours, and figures.
        return f'<p class="cp-note-link"><a href="{base}{number}/">Write a note on {number}</a></p>'

    html = filled(context["html"], fill)
    return {"html": html, "loose": list(loose.values()), "notes_base": base}


# What the people of the forum do not get ----------------------------------------------------------

ASK = (
    '<p class="cp-unclear"><button type="submit" form="unclear" class="cp-link-button" name="place" '
    'value="{0}">I don’t get this<span class="govuk-visually-hidden"> ({0})</span></button></p>'
)
ASKED = (
    '<p class="cp-unclear">You don’t get this. <button type="submit" form="unclear" '
    'class="cp-link-button" name="undo" value="{0}">Take it back<span '
    'class="govuk-visually-hidden"> ({0})</span></button></p>'
)


def _unclear(user: User, context: dict[str, object]) -> dict[str, object]:
    """The item's HTML with a button after each paragraph, for the people of the forum."""
    edition, html = context["edition"], context["html"]
    forum = forum_of(user, edition.meeting)
    if forum is None:
        return {}
    said = tapped(user, edition.meeting, forum, paragraphs(html))
    # Numbers of paragraphs, found in the HTML by their own pattern: figures and letters.
    marked = filled(html, lambda place: (ASKED if place in said else ASK).format(place))
    where = {"council": edition.council.slug, "pk": edition.meeting_id}
    action = reverse("boards:unclear_tap", kwargs={**where, "number": context["item"].number})
    return {"html": marked, "tap_action": action, "forum_asked": forum}


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
