"""The pages of spreadsheets: the template, sending one in, what is in it, and taking it back."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from councils.access import council_page
from councils.models import Council
from councils.writing import Refused
from measures.models import Batch
from measures.period.views import MAY, context_of, period_or_404
from measures.sheets.forms import SheetForm
from measures.sheets.queries import TYPES, annotated, as_file, batches_of, template
from measures.sheets.services import (
    FORGOTTEN,
    drop_batch,
    record_batch,
    send_in,
    undo_batch,
)

JSON = "application/json"
HERE_BEFORE = "This very file was recorded already, by {who} on {when}. Nothing is done again."


def _batch(council: Council, pk: int) -> Batch:
    rows = Batch.objects.of(council).select_related("uploaded_by", "decided_by", "undone_by")
    return get_object_or_404(rows, pk=pk)


def _to(batch: Batch, council: Council) -> HttpResponse:
    return redirect("admin:measures_batch", council.slug, batch.pk)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


@council_page(may=MAY)
def sheet_template(request: HttpRequest, council: Council, day: str, kind: str) -> HttpResponse:
    """The period's template: what is on record, and cells to fill in."""
    period_end = period_or_404(council, day)
    rows = template(council, request.user, period_end)
    return _file(as_file(rows, kind), kind, f"figures-{council.slug}-{period_end}")


@council_page(may=MAY)
def sheet_send(request: HttpRequest, council: Council, day: str) -> HttpResponse:
    """Send a filled-in spreadsheet in; nothing of it is recorded yet."""
    period_end = period_or_404(council, day)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = {"council": council, "period_end": period_end, "file": form.cleaned_data["file"]}
        received = send_in(by=request.user, **sent)
        if received.wrong is None:
            if received.was_here:
                messages.info(request, _was_here(received.batch))
            if request.headers.get("accept") == JSON:  # the page's script, which goes there itself
                return JsonResponse({"href": _to(received.batch, council).url})
            return _to(received.batch, council)
        form.add_error("file", f"{received.wrong.code}: {received.wrong.words}")
    context = context_of(
        request,
        council,
        f"Spreadsheet for the period to {period_end:%-d %B %Y}",
        period_end=period_end,
        form=form,
        batches=[
            (reverse("admin:measures_batch", args=[council.slug, each.pk]), each)
            for each in batches_of(council, period_end)
        ],
    )
    return TemplateResponse(request, "admin/measures/sheet_send.html", context)


def _was_here(batch: Batch) -> str:
    return HERE_BEFORE.format(who=batch.decided_by, when=f"{batch.decided_at:%-d %B %Y}")


@council_page(may=MAY)
def batch_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """What is in a spreadsheet: what would be recorded, what is wrong, and what became of it."""
    batch = _batch(council, pk)
    good = batch.checked.get("good", [])
    context = context_of(
        request,
        council,
        f"{batch.file_name}: the period to {batch.period_end:%-d %B %Y}",
        batch=batch,
        good=good,
        findings=batch.checked.get("findings", []),
        same=batch.checked.get("same", 0),
        empty=batch.checked.get("empty", 0),
        forgotten="" if batch.content or batch.state == Batch.State.DROPPED else FORGOTTEN,
        is_waiting=batch.state == Batch.State.WAITING,
        is_recorded=batch.state == Batch.State.RECORDED,
        record="Record the 1 good row" if len(good) == 1 else f"Record the {len(good)} good rows",
    )
    return TemplateResponse(request, "admin/measures/batch.html", context)


@council_page(may=MAY)
def batch_annotated(request: HttpRequest, council: Council, pk: int) -> HttpResponse:  # noqa: ARG001
    """The file as it was sent, with a column that says what is wrong."""
    batch = _batch(council, pk)
    content = as_file(annotated(batch), batch.kind)
    return _file(content, batch.kind, f"figures-{council.slug}-{batch.period_end}-checked")


@require_POST
@council_page(may=MAY)
def batch_record(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Record the good rows."""
    batch = _batch(council, pk)
    try:
        batch = record_batch(by=request.user, batch=batch, is_invented=settings.DEMO)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        number = len(batch.recorded)
        messages.success(request, f"{number} figure{' is' if number == 1 else 's are'} recorded.")
    return _to(batch, council)


@require_POST
@council_page(may=MAY)
def batch_drop(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Record nothing."""
    batch = _batch(council, pk)
    try:
        drop_batch(by=request.user, batch=batch)
        messages.success(request, "Nothing of this file is recorded.")
    except Refused as refused:
        messages.error(request, str(refused))
    return _to(batch, council)


@require_POST
@council_page(may=MAY)
def batch_undo(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take back what it recorded, but for what is signed off or has been changed since."""
    batch = _batch(council, pk)
    try:
        batch = undo_batch(by=request.user, batch=batch)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        number = len(batch.recorded) - len(batch.stayed)
        taken = "1 figure is" if number == 1 else f"{number} figures are"
        messages.success(request, f"{taken} taken back. The history keeps what was recorded.")
    return _to(batch, council)
