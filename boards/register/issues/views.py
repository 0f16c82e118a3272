"""The issues before a meeting, those that are stuck first, and what the meeting does about them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from boards.follow_up.queries import who_may_own
from boards.models import Body, Issue
from boards.register.issues.forms import ConcernForm, RespondForm
from boards.register.issues.queries import issue_lines, name_of
from boards.register.issues.services import agreed_words, raise_concern, respond_to_issue
from boards.register.queries import why_not_record
from boards.register.views import meeting_of
from councils.access import council_page
from councils.models import Council
from councils.writing import Conflict, Refused


@council_page(may="boards.keep_register")
def issue_list(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The issues before a meeting, and a form for a concern that no figure shows."""
    meeting = meeting_of(council, pk)
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            raise_concern(by=request.user, meeting=meeting, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The concern is added.")
            return redirect("boards:issue_list", council=council.slug, pk=pk)
    context = {
        "meeting": meeting,
        "form": form,
        "lines": issue_lines(meeting),
        "closed": why_not_record(meeting),
    }
    return render(request, "boards/register/issue_list.html", context)


@council_page(may="boards.keep_register")
def issue_respond(request: HttpRequest, council: Council, pk: int, issue: int) -> HttpResponse:
    """What the meeting does about one issue: act, escalate, explain or note (R15)."""
    meeting = meeting_of(council, pk)
    line = next((ln for ln in issue_lines(meeting) if ln.issue and ln.issue.pk == issue), None)
    row = line.issue if line else get_object_or_404(meeting.issues.all(), pk=issue)
    form = RespondForm(
        request.POST or None,
        issue=row,
        people=who_may_own(council),
        bodies=Body.objects.of(council).exclude(pk=meeting.body_id),
    )
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            respond_to_issue(by=request.user, issue=row, **form.sent())
        except Conflict as conflict:
            current = _show_current(form, conflict.current)
            form.add_error(None, str(conflict))
        except Refused as refused:
            form.add_error(None, str(refused))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "What the meeting does about it is recorded.")
            return redirect("boards:issue_list", council=council.slug, pk=pk)
    context = {
        "meeting": meeting,
        "name": name_of(row),
        "line": line,
        "agreed": agreed_words(row),
        "form": form,
        "current": current,
        "closed": why_not_record(meeting),
    }
    return render(request, "boards/register/issue_respond.html", context)


def _show_current(form: RespondForm, current: Issue) -> Issue:
    """Let the next save take the place of what is there now, which is shown beside it."""
    form.data = {**form.data.dict(), "version": current.version}
    return current
