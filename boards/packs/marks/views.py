"""“Start reading”, “I have read this”, and the clerk's page of who has opened the papers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from boards.models import Edition, Meeting
from boards.packs.marks import services
from boards.packs.marks.queries import EARLIER, OPENED, who_opened
from boards.packs.reading import PERMISSIONS
from boards.packs.views import edition_to_read, item_address
from councils.access import council_page
from councils.models import Council

MEMBERS = Edition.Kind.MEMBERS
NOT_COUNTED = "Who keeps or inspects the record is not counted as a reader: just open an item."
TAKEN_BACK = "You have taken it back: this item is not marked as read."
TONES = {OPENED: "good", EARLIER: "watch"}


@require_POST
@council_page(may=PERMISSIONS[MEMBERS])
def papers_start(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Record that the papers are opened, and go on to the first item."""
    edition = edition_to_read(request, council, pk, MEMBERS)
    if services.open_papers(by=request.user, edition=edition) is None:
        raise PermissionDenied(NOT_COUNTED)
    first = edition.items.exclude(number="0").order_by("position").values_list("number", flat=True)
    return redirect(item_address(edition, council, first.first() or "0"))


@require_POST
@council_page(may=PERMISSIONS[MEMBERS])
def item_read(request: HttpRequest, council: Council, pk: int, number: str) -> HttpResponse:
    """Mark an item as read; with `undo`, take the mark back."""
    edition = edition_to_read(request, council, pk, MEMBERS)
    item = get_object_or_404(edition.items.defer("html", "text", "search"), number=number)
    if request.POST.get("undo"):
        services.unmark(by=request.user, edition=edition, item=item)
        messages.success(request, TAKEN_BACK)
    else:
        services.mark_read(by=request.user, edition=edition, item=item)
    return redirect(f"{item_address(edition, council, number)}#read")


@council_page(may="boards.see_opened")
def papers_opened(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Who has opened the members' papers of a meeting."""
    meetings = Meeting.objects.of(council).select_related("body", "theme", "council")
    meeting = get_object_or_404(meetings, pk=pk)
    found = who_opened(meeting)
    rows = [(each, TONES.get(each.state, "none")) for each in found.readers]
    context = {"meeting": meeting, "found": found, "rows": rows}
    return render(request, "boards/packs/opened.html", context)
