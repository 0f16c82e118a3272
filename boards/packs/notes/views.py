"""The page of one note, and that of all of one's notes at a pack."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from boards.models import Edition, EditionItem, PrivateNote
from boards.packs.anchors import paragraph
from boards.packs.notes import queries, services
from boards.packs.notes.forms import NoteForm
from boards.packs.plain_text import text_and_words
from boards.packs.reading import PERMISSIONS
from boards.packs.views import edition_to_read, item_address
from councils.access import council_page
from councils.models import Council
from councils.writing import Conflict

MAY = PERMISSIONS[Edition.Kind.MEMBERS]
KEPT = "Your note at {place} is kept. Only you can read it."
DELETED = "Your note at {place} is deleted. For a day you can put it back."
BACK = "Your note at {place} is back."


@dataclass(frozen=True, slots=True)
class _At:
    """Where a note stands: the edition, the item, the note if there is one, the paragraph's words."""

    edition: Edition
    item: EditionItem
    place: str
    note: PrivateNote | None
    said: str

    @property
    def href(self) -> str:
        """The paragraph in the reader, or the item."""
        item = item_address(self.edition, self.edition.meeting.council, self.item.number)
        return f"{item}#p-{self.place}" if "." in self.place else f"{item}#notes"


def _at(request: HttpRequest, council: Council, pk: int, place: str) -> _At:
    """The place, if these papers have it or a note of this person is there."""
    edition = edition_to_read(request, council, pk, Edition.Kind.MEMBERS)
    note = queries.notes_of(request.user, edition.meeting).filter(place=place).first()
    items = edition.items.defer("text", "search")
    item = get_object_or_404(items, number=place.partition(".")[0])
    said = paragraph(item.html, place)
    if "." in place and not (note or said):
        raise Http404
    return _At(edition, item, place, note, text_and_words(said)[0])


@sensitive_post_parameters("words")
@council_page(may=MAY)
def note(request: HttpRequest, council: Council, pk: int, place: str) -> HttpResponse:
    """Write or change the note at a paragraph."""
    at, current = _at(request, council, pk, place), None
    known = {"words": at.note.words, "version": at.note.version} if at.note else {"version": 0}
    form = NoteForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.write_note(
                by=request.user, meeting=at.edition.meeting, place=place, **form.cleaned_data
            )
        except Conflict as conflict:
            current = conflict.current
            form.add_error(None, TWO_WINDOWS)
            form.data = {**form.data.dict(), "version": current.version}
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, KEPT.format(place=place))
            return redirect(at.href)
    context = {
        "form": form,
        "at": at,
        "meeting": at.edition.meeting,
        "current": current,
        "saved": bool(at.note),
    }
    return render(request, "boards/packs/note.html", context)


TWO_WINDOWS = (
    "You have changed this note in another window meanwhile. Both are below: put together what you "
    "want to keep, and keep it."
)


@council_page(may=MAY)
def note_list(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """All of one's notes at a pack, in the order of its items."""
    edition = edition_to_read(request, council, pk, Edition.Kind.MEMBERS)
    items = list(edition.items.only("number", "title", "position", "edition_id"))
    base = item_address(edition, council, "0")
    groups = [
        (group, f"{base}{group.number}/" if group.number != "0" else base)
        for group in queries.by_item(queries.notes_of(request.user, edition.meeting), items)
    ]
    context = {
        "edition": edition,
        "meeting": edition.meeting,
        "groups": groups,
        "deleted": sorted(
            queries.deleted_notes_of(request.user, edition.meeting), key=queries.in_order
        ),
    }
    return render(request, "boards/packs/notes.html", context)


def _to_notes(edition: Edition, council: Council) -> HttpResponse:
    return redirect(reverse("boards:note_list", args=[council.slug, edition.meeting_id]))


@require_POST
@council_page(may=MAY)
def note_delete(request: HttpRequest, council: Council, pk: int, place: str) -> HttpResponse:
    """Delete a note, and offer to put it back."""
    edition, row = _own(request, council, pk, place)
    services.delete_note(by=request.user, note=row)
    messages.success(request, DELETED.format(place=place))
    return _to_notes(edition, council)


@require_POST
@council_page(may=MAY)
def note_put_back(request: HttpRequest, council: Council, pk: int, place: str) -> HttpResponse:
    """Put a deleted note back."""
    edition, row = _own(request, council, pk, place)
    services.put_note_back(by=request.user, note=row)
    messages.success(request, BACK.format(place=place))
    return _to_notes(edition, council)


def _own(
    request: HttpRequest, council: Council, pk: int, place: str
) -> tuple[Edition, PrivateNote]:
    """One's own note at a place, deleted or not."""
    edition = edition_to_read(request, council, pk, Edition.Kind.MEMBERS)
    own = PrivateNote.objects.filter(meeting=edition.meeting, user_id=request.user.pk)
    return edition, get_object_or_404(own, place=place)
