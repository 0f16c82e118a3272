"""The files of a report: attach one, put another in its place, take it off, save it."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from boards.gate.findings import Finding, kept
from boards.gate.mending import how_to_mend
from boards.gate.passing import State, readers_words
from boards.models import Attachment, Report
from boards.papers import queries
from boards.papers.files import KINDS, size_in_words
from boards.papers.filing import services
from boards.papers.filing.forms import AttachForm, ReplaceForm
from boards.papers.filing.queries import clearance_of, files, passing_of
from boards.papers.services import NOT_YOURS
from councils.access import council_page
from councils.models import Council, User
from councils.refusals import refusal
from councils.writing import Refused

ENDINGS = {kind.media_type: kind for kind in KINDS}
TONES = {
    State.CLEAN: "good",
    State.CLEARED: "info",
    State.HELD: "bad",
    State.NOT_LOOKED: "watch",
}
REPLACED = "This file has been replaced already. Nothing of yours is done with the new one."


def file_card(council: Council, row: Attachment) -> dict[str, object]:
    """A file, one of `files`, as the pages about reports show it."""
    where = {"council": council.slug, "pk": row.pk}
    now, kind = passing_of(row), ENDINGS[row.media_type]
    found = kept(row.file_check.findings) if now.state is State.CLEARED else now.open
    return {
        "title": row.title,
        "href": reverse("boards:attachment", kwargs=where),
        "check": reverse("boards:file_check", kwargs=where),
        "remove": reverse("boards:attachment_remove", kwargs=where),
        "replace": reverse("boards:attachment_replace", kwargs=where),
        "note": f"{kind.words}, {size_in_words(row.size)}",
        "tone": TONES[now.state],
        "passes": now.passes,
        "words": now.words,
        "found": _by_kind(found, kind.words),
        "clearance": clearance_of(row) if now.state is State.CLEARED else None,
        "readers": readers_words(for_everyone=row.for_everyone, members=council.words.members),
    }


def _by_kind(found: tuple[Finding, ...], program: str) -> list[dict[str, object]]:
    """What was found, kind by kind, each with how to mend it."""
    rows = groupby(sorted(found, key=lambda each: each.kind), key=lambda each: each.kind)
    return [
        {
            "kind": kind,
            "sentences": [each.words for each in of_kind],
            "help": how_to_mend(kind, program=program),
        }
        for kind, of_kind in rows
    ]


def find_file(council: Council, pk: int) -> Attachment:
    """A file of the council; where another has taken its place, that one, with another number.

    Raises:
        Http404: there is neither.
    """
    rows = (
        files()
        .filter(council=council)
        .select_related("report__item__meeting__body", "report__author", "report__council")
    )
    return rows.filter(pk=pk).first() or get_object_or_404(rows, replaces=pk)


def _refuse(user: User, report: Report, *, to_write: bool) -> None:
    """Turn away who may not have the report's files, or not change them, with the reason."""
    if to_write and not queries.is_theirs(user, report):
        raise PermissionDenied(NOT_YOURS)
    if not queries.reads(user, report):
        raise PermissionDenied(refusal("boards.read_report"))


def _say(request: HttpRequest, done: str, attached: Attachment) -> None:
    """What was done with a file, and what the gate says of it."""
    now = passing_of(files().get(pk=attached.pk))
    tell = messages.success if now.passes else messages.warning
    tell(request, f"{done}: “{attached}”. {now.words}")


@council_page(may="boards.write_report")
def attachment_add(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Attach a file to a report that is being written."""
    reports = Report.objects.of(council).select_related("item__meeting", "council")
    report = get_object_or_404(reports, pk=pk)
    _refuse(request.user, report, to_write=True)
    form = AttachForm(request.POST or None, request.FILES or None, council=council)
    if request.method == "POST" and form.is_valid() and _attach(request, report, form):
        return redirect("boards:report_detail", council=council.slug, pk=pk)
    return render(request, "boards/papers/attachment_add.html", {"report": report, "form": form})


def _attach(request: HttpRequest, report: Report, form: AttachForm) -> bool:
    try:
        attached = services.attach_file(
            by=request.user,
            report=report,
            file=form.cleaned_data["file"],
            title=form.cleaned_data["title"],
            for_everyone=form.for_everyone(),
        )
    except ValidationError as error:
        form.add_error(None, error)
    except Refused as refused:
        form.add_error(None, str(refused))
    else:
        _say(request, "Attached", attached)
    return not form.errors


@council_page(may="boards.write_report")
def attachment_replace(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put a file in the place of another, under its title."""
    row = find_file(council, pk)
    _refuse(request.user, row.report, to_write=True)
    if row.pk != pk:
        messages.info(request, REPLACED)
        return redirect("boards:report_detail", council=council.slug, pk=row.report_id)
    refused = services.why_not_replaced(request.user, row.report, row)
    form = ReplaceForm(request.POST or None, request.FILES or None, council=council)
    if request.method == "POST" and form.is_valid() and _replace(request, row, form):
        return redirect("boards:report_detail", council=council.slug, pk=row.report_id)
    context = {
        "report": row.report,
        "file": file_card(council, row),
        "form": form,
        "refused": refused,
    }
    return render(request, "boards/papers/attachment_replace.html", context)


def _replace(request: HttpRequest, row: Attachment, form: ReplaceForm) -> bool:
    try:
        replaced = services.replace_file(
            by=request.user,
            attachment=row,
            file=form.cleaned_data["file"],
            for_everyone=form.for_everyone(),
        )
    except ValidationError as error:
        form.add_error(None, error)
    except Refused as refused:
        form.add_error(None, str(refused))
    else:
        _say(request, "Replaced", replaced)
    return not form.errors


@require_POST
@council_page(may="boards.write_report")
def attachment_remove(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take a file off a report."""
    row = find_file(council, pk)
    _refuse(request.user, row.report, to_write=True)
    try:
        if row.pk != pk:
            raise Refused(REPLACED)
        services.remove_attachment(by=request.user, attachment=row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The file is taken off.")
    return redirect("boards:report_detail", council=council.slug, pk=row.report_id)


@council_page(may="boards.read_report")
def attachment(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The file itself, for who decides about its report, whatever was found in it."""
    row = get_object_or_404(Attachment.objects.of(council).select_related("report__council"), pk=pk)
    _refuse(request.user, row.report, to_write=False)
    return as_download(row)


def as_download(row: Attachment) -> FileResponse:
    """An attached file as something to save; who may have it is asked before.

    Raises:
        Http404: the file is gone from where files are kept.
    """
    kind = ENDINGS[row.media_type]
    return to_save(row.file, name=f"{row.title}{kind.ending}", media_type=kind.media_type)


def to_save(file: FieldFile, *, name: str, media_type: str) -> FileResponse:
    """A stored file as something to save under that name, never shown by the browser nor kept.

    Raises:
        Http404: the file is gone from where files are kept.
    """
    try:
        stored = file.open("rb")
    except (FileNotFoundError, ValueError):  # the latter where it was taken out
        raise Http404 from None
    response = FileResponse(stored, as_attachment=True, filename=name, content_type=media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
