"""The proper officer's pages: what is restricted, restrict a paper, look at it again, release it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from boards.models import Attachment, Report, Restriction
from boards.packs.restrictions import queries, services
from boards.packs.restrictions.forms import WHOLE, KeepForm, RestrictForm
from boards.packs.withholding import is_due
from boards.papers.queries import with_what_it_says
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.writing import Conflict, Refused


@council_page(may="boards.restrict_paper")
def restriction_list(request: HttpRequest, council: Council) -> HttpResponse:
    """What is restricted now, what is to be looked at again, and what may be restricted."""
    rows = list(queries.restrictions_of(council))
    for row in rows:
        row.paper_report, row.due = queries.report_of(row), is_due(row.review_on, clock.today())
    context = {
        "rows": rows,
        "reports": queries.restrictable(council),
        "published": queries.published_lately(council),
    }
    return render(request, "boards/restrictions/restriction_list.html", context)


@council_page(may="boards.restrict_paper")
def restriction_add(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Restrict a report or one of its attachments, with the reason that readers see."""
    found = with_what_it_says(Report.objects.of(council).filter(pk=pk))
    if not found:
        raise Http404
    report = found[0]
    formal = queries.is_formal_committee(report.item.meeting)
    form = RestrictForm(request.POST or None, report=report, formal_committee=formal)
    if request.method == "POST" and form.is_valid() and _restrict(request, report, form):
        return redirect("boards:restriction_list", council=council.slug)
    context = {"report": report, "meeting": report.item.meeting, "form": form}
    return render(request, "boards/restrictions/restriction_add.html", context)


def _restrict(request: HttpRequest, report: Report, form: RestrictForm) -> bool:
    try:
        services.restrict(
            by=request.user,
            report=report,
            attachment=_chosen(report, form.cleaned_data["paper"]),
            decision=form.decision(),
            resolution=form.cleaned_data["resolution"],
        )
    except ValidationError as error:
        form.add_error(None, error)
    except Refused as refused:
        form.add_error(None, str(refused))
    else:
        messages.success(request, "Restricted. What was published of it is replaced by a slip.")
    return not form.errors


def _chosen(report: Report, paper: str) -> Attachment | None:
    if paper == WHOLE:
        return None
    return next(row for row in report.attachments.all() if str(row.pk) == paper)


def _restriction(council: Council, pk: int) -> Restriction:
    return get_object_or_404(queries.with_papers(Restriction.objects.of(council)), pk=pk)


@council_page(may="boards.restrict_paper")
def restriction_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Look at a restriction again: keep it until another day, or release the paper."""
    restriction = _restriction(council, pk)
    form = KeepForm(request.POST or None, instance=_restriction(council, pk))
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_restriction(by=request.user, restriction=restriction, **form.cleaned_data)
        except Conflict as conflict:
            current = conflict.current
            form.add_error(None, str(conflict))
            form.data = {**form.data.dict(), "version": current.version}
        except ValidationError as error:
            form.add_error(None, error)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Kept.")
            return redirect("boards:restriction_list", council=council.slug)
    context = {
        "restriction": restriction,
        "report": queries.report_of(restriction),
        "due": is_due(restriction.review_on, clock.today()),
        "form": form,
        "current": current,
    }
    return render(request, "boards/restrictions/restriction_detail.html", context)


@require_POST
@council_page(may="boards.restrict_paper")
def restriction_release(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Release a paper."""
    services.release(by=request.user, restriction=_restriction(council, pk))
    messages.success(request, "Released. It is in the next papers that are published.")
    return redirect("boards:restriction_list", council=council.slug)
