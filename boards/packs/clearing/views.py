"""The second person's page: what was found in a file, clear it with a reason, take that back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from boards.gate.passing import State, why_not_take_back
from boards.models import Attachment
from boards.packs.clearing import services
from boards.packs.clearing.forms import ClearForm
from boards.packs.clearing.queries import is_out
from boards.papers.filing.queries import passing_of
from boards.papers.filing.services import why_not_replaced
from boards.papers.filing.views import REPLACED, file_card, find_file
from councils.access import council_page
from councils.models import Council
from councils.writing import Refused


def _moved_on(request: HttpRequest, council: Council, row: Attachment) -> HttpResponse:
    """To the file that has taken the place of the one that was asked for."""
    messages.info(request, REPLACED)
    return redirect("boards:file_check", council=council.slug, pk=row.pk)


@council_page(may="boards.clear_report")
def file_check(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """What was found in a file, and clear it with a reason."""
    row = find_file(council, pk)
    if row.pk != pk:
        return _moved_on(request, council, row)
    refused = services.why_not_cleared(request.user, row)
    check = getattr(row, "file_check", None)
    form = ClearForm(request.POST or None, initial={"seen": check.version if check else 0})
    if request.method == "POST" and form.is_valid() and _clear(request, row, form):
        return redirect(
            "boards:meeting_reports", council=council.slug, pk=row.report.item.meeting_id
        )
    now = passing_of(row)
    cleared = now.state is State.CLEARED
    out = cleared and is_out(row.report.item.meeting, row)
    context = {
        "row": row,
        "report": row.report,
        "file": file_card(council, row),
        "form": form,
        "refused": refused,
        "cleared": cleared,
        "stays": why_not_take_back(now, is_out=out),
        "can_replace": not why_not_replaced(request.user, row.report, row),
    }
    return render(request, "boards/clearing/file_check.html", context)


def _clear(request: HttpRequest, row: Attachment, form: ClearForm) -> bool:
    try:
        services.clear_file(by=request.user, attachment=row, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
    except Refused as refused:
        form.add_error(None, str(refused))
    else:
        messages.success(request, f"Cleared: “{row}”. It goes out with the next papers.")
    return not form.errors


@require_POST
@council_page(may="boards.clear_report")
def clearance_take_back(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take a clearance back."""
    row = find_file(council, pk)
    if row.pk != pk:
        return _moved_on(request, council, row)
    try:
        services.take_back(by=request.user, attachment=row)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back. The file is held back again.")
    return redirect("boards:file_check", council=council.slug, pk=pk)
