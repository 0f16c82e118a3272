"""Reports: a person's own, one report with its way and its preview, and those of a meeting."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from boards import reports as rule
from boards.deadlines import Deadline
from boards.models import Meeting, Report
from boards.packs.preview import preview_html
from boards.papers import queries, services
from boards.papers.editing import RECOMMENDATIONS
from boards.papers.filing.services import why_not_replaced
from boards.papers.filing.views import file_card
from boards.papers.forms import (
    ADD,
    CLEAR,
    SUBMIT,
    DecideForm,
    StartForm,
    WriteForm,
    data_of,
)
from boards.papers.pieces import HOW
from councils import clock
from councils.access import council_page
from councils.models import Council, User
from councils.plain_words import DEFAULT_LIMIT
from councils.queries import small_number_limit
from councils.refusals import refusal
from councils.writing import Refused

#: How many reports for meetings that are over one page has.
PAGE = 20
TONES = {
    rule.State.DRAFT: "grey",
    rule.State.RETURNED: "yellow",
    rule.State.SUBMITTED: "blue",
    rule.State.CLEARED: "green",
}
SHORT = {
    rule.State.DRAFT: "Draft",
    rule.State.RETURNED: "Given back",
    rule.State.SUBMITTED: "Submitted",
    rule.State.CLEARED: "Cleared",
}


def _refuse(request: HttpRequest, report: Report, *, to_write: bool) -> None:
    """Turn away who may not read the report, or not write it, with the reason."""
    if to_write and not queries.is_theirs(request.user, report):
        raise PermissionDenied(services.NOT_YOURS)
    if not queries.reads(request.user, report):
        raise PermissionDenied(refusal("boards.read_report"))


def report_for(
    request: HttpRequest, council: Council, pk: int, *, to_write: bool = False
) -> Report:
    """The report with all it says, if this person may read it, or write it."""
    found = queries.with_what_it_says(
        queries.with_readers(Report.objects.of(council).filter(pk=pk))
    )
    if not found:
        raise Http404
    report = found[0]
    report.item.meeting.council = council
    _refuse(request, report, to_write=to_write)
    return report


def _state(report: Report) -> dict[str, str]:
    state = queries.state_of(report)
    return {"text": SHORT[state], "colour": TONES[state]}


@council_page(may="boards.write_report")
def report_list(request: HttpRequest, council: Council) -> HttpResponse:
    """A person's own reports, those of the nearest meeting first; a clerk's are everybody's."""
    reports, today = queries.reports_of(request.user, council), clock.today()
    over = reports.filter(item__meeting__held_on__lt=today).reverse()
    past = Paginator(over, PAGE).get_page(request.GET.get("page"))
    to_come = list(reports.filter(item__meeting__held_on__gte=today))
    for report in (*to_come, *past):
        report.shown = _state(report)
    context = {
        "to_come": to_come,
        "past": past,
        "everybody": queries.oversees(request.user, council),
    }
    return render(request, "boards/papers/report_list.html", context)


@council_page(may="boards.write_report")
def report_start(request: HttpRequest, council: Council) -> HttpResponse:
    """Begin a report under an item of a meeting that is to come."""
    clerk = queries.oversees(request.user, council)
    items = queries.items_open(council)
    others = queries.authors_in(council).exclude(pk=request.user.pk) if clerk else None
    form = StartForm(
        request.POST or None,
        items=items,
        authors=others,
        initial={"item": request.GET.get("item"), "kind": Report.Kind.REPORT},
    )
    if request.method == "POST" and form.is_valid():
        try:
            report = services.write_report(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "Begun. Write as much as you like and save; nobody else reads it yet."
            )
            return redirect("boards:report_edit", council=council.slug, pk=report.pk)
    return render(request, "boards/papers/report_start.html", {"form": form, "items": items})


@council_page(may="boards.read_report")
def report_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """One report: where it is, what is missing, how it will look, its files and its way."""
    report = report_for(request, council, pk)
    state = queries.state_of(report)
    writing = rule.Move.WRITE in rule.MOVES[state]
    context = {
        "report": report,
        "meeting": report.item.meeting,
        "state": _state(report),
        "state_words": f"This report is {state.words}.",
        "check": queries.check_of(report) if writing else None,
        "late": queries.how_late(report, queries.papers_due(report.item.meeting)),
        "can_write": queries.is_theirs(request.user, report) and writing,
        "can_decide": queries.oversees(request.user, council) and not writing,
        "can_check": queries.oversees(request.user, council),
        "can_restrict": request.user.has_perm("boards.restrict_paper", council),
        "attachments": _files(request.user, council, report),
        "reads": queries.how_parts_read(report),
        "grade": queries.plain_grade(report) or DEFAULT_LIMIT,
        "preview": preview_html(report),
        **_small(council, report),
    }
    return render(request, "boards/papers/report_detail.html", context)


def _small(council: Council, report: Report) -> dict[str, object]:
    limit = small_number_limit(council)
    return {"small": queries.small_counts_in(report, limit), "fewer_than": limit + 1}


def _files(user: User, council: Council, report: Report) -> list[dict[str, object]]:
    """The report's files, each with where it is and what this person can do with it."""
    return [
        {
            **file_card(council, row),
            "restricted": row.live[0].reason if row.live else "",
            "can_replace": not why_not_replaced(user, report, row),
        }
        for row in report.attachments.all()
    ]


# Writing ------------------------------------------------------------------------------------------


def _form(report: Report, *, more: int = 0, data: Mapping[str, str] | None = None) -> WriteForm:
    """The form of a report: with what is saved, or with what was sent."""
    says = queries.wording_of(report)
    report.reads = queries.how_parts_read(report)
    sent = sum(name.startswith("recommendation_") for name in data or ())
    return WriteForm(
        data,
        parts=queries.layout_of(report),
        boxes=max(1, len(says.recommendations) + more, sent),
        limit=queries.word_limit(report),
        says=says,
        reads={each.field: each.reading.words for each in report.reads},
        initial=data_of(says),
    )


@council_page(may="boards.write_report")
def report_edit(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Write a report. What is typed is saved by every button; a second writer sees both texts."""
    report = report_for(request, council, pk, to_write=True)
    refused = rule.why_not(queries.state_of(report), rule.Move.WRITE)
    if refused:
        messages.info(request, refused)
        return redirect("boards:report_detail", council=council.slug, pk=pk)
    if request.method == "POST":
        return _save(request, council, report)
    return _written(request, report, _form(report, more=1 if ADD in request.GET else 0))


def _save(request: HttpRequest, council: Council, report: Report) -> HttpResponse:
    form = _form(report, data=request.POST)
    if not form.is_valid():
        return _written(request, report, form)
    try:
        saved = services.save_report(
            by=request.user, report=report, mine=form.wording(), seen=form.marks()
        )
    except services.BothChanged as clash:
        return _clash(request, report, clash)
    except ValidationError as error:
        form.say(error.message_dict)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return go_on(request, council, saved)
    return _written(request, report, form)


def go_on(request: HttpRequest, council: Council, report: Report) -> HttpResponse:
    """What follows on saving: one more box, the report itself, or handing it in."""
    where = {"council": council.slug, "pk": report.pk}
    if ADD in request.POST:
        boxes = report.recommendations.count() + 1
        to = reverse("boards:report_edit", kwargs=where)
        return redirect(f"{to}?{ADD}=1#id_recommendation_{boxes}")
    if SUBMIT not in request.POST:
        messages.success(request, "Saved.")
        return redirect("boards:report_detail", **where)
    try:
        services.submit_report(by=request.user, report=report)
    except ValidationError as error:
        form = _form(report, data=data_of(queries.wording_of(report)))
        form.say(error.message_dict)
        messages.info(request, "Saved, and not submitted yet.")
        return _written(request, report, form)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Submitted. Somebody else clears it now.")
    return redirect("boards:report_detail", **where)


def _clash(request: HttpRequest, report: Report, clash: services.BothChanged) -> HttpResponse:
    """The form with both people's words together, and beside each clash what the other saved."""
    report = report_for(request, report.council, report.pk, to_write=True)
    data = data_of(clash.together.wording) | {"seen": data_of(clash.saved)["seen"]}
    form = _form(report, data=data)
    titles = {part.field: part.title for part in queries.layout_of(report)} | {"title": "Title"}
    saved = clash.saved.fields()
    rows = [(titles[name], as_read(name, saved[name])) for name in clash.together.clashes]
    form.say({name: [str(clash)] for name in clash.together.clashes})
    return _written(request, report, form, theirs=rows)


def as_read(name: str, words: str) -> str:
    """What the other person saved in a part; recommendations one below the other."""
    if not words:
        return "They left this empty."
    return words.replace("\x1e\n", "") if name == RECOMMENDATIONS else words


def _written(
    request: HttpRequest, report: Report, form: WriteForm, theirs: list[tuple[str, str]] = ()
) -> HttpResponse:
    last = list(report.moves.all())[-1:]
    context = {
        "report": report,
        "meeting": report.item.meeting,
        "form": form,
        "theirs": theirs,
        "given_back": [move for move in last if move.to_state == Report.State.DRAFT],
        "check": queries.check_of(report),
        "how": HOW,
        "reads": report.reads,
        "grade": queries.plain_grade(report) or DEFAULT_LIMIT,
    }
    return render(request, "boards/papers/report_edit.html", context)


# Deciding -----------------------------------------------------------------------------------------


@council_page(may="boards.clear_report")
def report_decide(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Clear a report, or give it back with a reason."""
    report = report_for(request, council, pk)
    state = queries.state_of(report)
    refused = rule.why_not_clear(state, authors={report.author_id}, by=request.user.pk)
    form = DecideForm(request.POST or None, can_clear=not refused, late=services.why_late(report))
    if request.method == "POST" and form.is_valid() and _decide(request, report, form):
        return redirect("boards:meeting_reports", council=council.slug, pk=report.item.meeting_id)
    closed = rule.why_not(state, rule.Move.RETURN)
    context = {
        "report": report,
        "form": form,
        "refused": refused,
        "closed": closed,
        "attachments": [file_card(council, row) for row in report.attachments.all()],
        **_small(council, report),
    }
    return render(request, "boards/papers/report_decide.html", context)


def _decide(request: HttpRequest, report: Report, form: DecideForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        if form.cleaned_data["decision"] == CLEAR:
            services.clear_report(by=request.user, report=report, reason=reason)
            messages.success(request, f"Cleared: “{report}”. It goes out with the next papers.")
        else:
            services.give_back(by=request.user, report=report, reason=reason)
            messages.success(request, f"Given back: “{report}”.")
    except ValidationError as error:
        form.add_error(None, error)
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


@council_page(may="boards.clear_report")
def meeting_reports(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The reports of a meeting, item by item, with what is due and what is late."""
    meetings = Meeting.objects.of(council).select_related("body", "council", "theme")
    meeting = get_object_or_404(meetings, pk=pk)
    due = queries.papers_due(meeting)
    rows = queries.reports_by_item(meeting, due)
    for row in rows:
        for report, _ in row.reports:
            report.shown = _state(report)
            cards = (file_card(council, each) for each in report.attachments.all())
            report.held = [card for card in cards if not card["passes"]]
    context = {
        "meeting": meeting,
        "due": [_deadline(due)] if due else [],
        "rows": rows,
        "to_come": meeting.held_on >= clock.today() and not meeting.is_cancelled,
    }
    return render(request, "boards/papers/meeting_reports.html", context)


def _deadline(due: Deadline) -> dict[str, object]:
    """When reports are due, as the component shows it."""
    return {
        "label": "Reports are cleared and go out",
        "due": due.due_on,
        "act_by": due.act_by,
        "words": due.reason,
    }
