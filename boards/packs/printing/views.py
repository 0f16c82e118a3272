"""The PDFs of papers: to save for those who read these papers, and to ask for again for the clerk."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from boards.models import Edition, Meeting, PrintedFile
from boards.packs.printing import services
from boards.packs.reading import PERMISSIONS
from boards.packs.views import ROUTES, edition_to_read
from boards.papers.files import PDF
from boards.papers.filing.views import to_save
from councils.access import council_page
from councils.models import Council
from councils.writing import Refused

Answer = FileResponse | HttpResponseRedirect
WITH_FILES = {PrintedFile.Variant.PLAIN: "", PrintedFile.Variant.WHOLE: "-with-files"}


def _pdf(request: HttpRequest, council: Council, pk: int, kind: str, variant: str) -> Answer:
    """The PDF of the newest edition; while it is not there, the papers, which say how far it is."""
    edition = edition_to_read(request, council, pk, kind)
    row = get_object_or_404(PrintedFile, edition=edition, variant=variant)
    if row.state != PrintedFile.State.READY:
        return redirect(ROUTES[kind], council=council.slug, pk=pk)
    return to_save(row.file, name=_name(edition, variant), media_type=PDF.media_type)


def _name(edition: Edition, variant: str) -> str:
    meeting = edition.meeting
    named = f"{slugify(meeting.body.name)}-{meeting.held_on:%Y-%m-%d}-{edition.kind}"
    return f"{named}-edition-{edition.number}{WITH_FILES[variant]}{PDF.ending}"


@council_page(may=PERMISSIONS[Edition.Kind.MEMBERS])
def members_pdf(request: HttpRequest, council: Council, pk: int, variant: str) -> Answer:
    """The members' papers to save, for those who read them."""
    return _pdf(request, council, pk, Edition.Kind.MEMBERS, variant)


@council_page(may=PERMISSIONS[Edition.Kind.FORUM])
def forum_pdf(request: HttpRequest, council: Council, pk: int, variant: str) -> Answer:
    """The forum's papers to save, for those who read them."""
    return _pdf(request, council, pk, Edition.Kind.FORUM, variant)


@council_page()
def public_pdf(request: HttpRequest, council: Council, pk: int, variant: str) -> Answer:
    """The public papers to save, for everyone."""
    return _pdf(request, council, pk, Edition.Kind.PUBLIC, variant)


@require_POST
@council_page(may="boards.publish_pack")
def pdf_again(
    request: HttpRequest, council: Council, pk: int, kind: str, variant: str
) -> HttpResponseRedirect:
    """Have a PDF made again that could not be made."""
    meeting = get_object_or_404(Meeting.objects.of(council), pk=pk)
    edition = meeting.editions.filter(kind=kind).order_by("-number").first()
    if edition is None:
        raise Http404
    row = get_object_or_404(PrintedFile, edition=edition, variant=variant)
    try:
        services.ask_again(by=request.user, printed=row)
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "The PDF is being made. Look again in a minute.")
    return redirect(ROUTES[kind], council=council.slug, pk=pk)
