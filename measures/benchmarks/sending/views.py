"""Where an operator brings in published open data.

It is the same for all councils, so no council's officer can: a wrong file of one would stand on
the pages of the others.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from councils.refusals import refusal
from councils.writing import Refused
from measures.benchmarks.sending.forms import SendForm
from measures.benchmarks.sending.queries import HEAD, brought_in, latest_files
from measures.benchmarks.sending.services import order_file, send_file
from measures.models import OpenDataFile

MAY = "measures.import_open_data"


def operators_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those who run the service; others are told why not, or shown the way in."""

    @wraps(view)
    def page(request: HttpRequest, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm(MAY):
            raise PermissionDenied(refusal(MAY))
        return view(request, **kwargs)

    return page


@operators_only
def file_list(request: HttpRequest) -> HttpResponse:
    """What is here, what was sent lately, and the form to send a file."""
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (row := _send(request, form)):
        return redirect("open_data:file_detail", pk=row.pk)
    context = {"form": form, "head": HEAD, "here": brought_in(), "files": latest_files()}
    return render(request, "measures/benchmarks/file_list.html", context)


def _send(request: HttpRequest, form: SendForm) -> OpenDataFile | None:
    data = form.cleaned_data
    try:
        return send_file(
            by=request.user,
            file=data["file"],
            year=data["year"],
            revision=data["revision"] or 0,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None


@operators_only
def file_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file is: what it would bring, what it brought, or what is wrong with it."""
    row = get_object_or_404(OpenDataFile.objects.select_related("uploaded_by"), pk=pk)
    return render(request, "measures/benchmarks/file_detail.html", {"row": row})


@operators_only
@require_POST
def file_bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it brought in."""
    try:
        order_file(by=request.user, row=get_object_or_404(OpenDataFile, pk=pk))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("open_data:file_detail", pk=pk)
