"""The pages of a body's record: its minutes, meeting by meeting, and its decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from boards.models import Body
from boards.record.lists import queries as lists
from boards.record.views import READ, refuse, who_reads
from councils.access import council_page
from councils.models import Council
from councils.working_days import date_in_words

ALL_YEARS = "all"


def _body(request: HttpRequest, council: Council, key: str) -> Body:
    """The body, if its record is for this person."""
    body = get_object_or_404(Body.objects.of(council).select_related("council"), key=key)
    refuse(request, body)
    return body


@council_page(may=READ)
def minutes_list(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """The meetings of a body with their minutes, the latest first."""
    body = _body(request, council, key)
    lines = lists.minutes_lines(body, request.user)
    context = {"body": body, "lines": lines, "who_reads": who_reads(council)}
    return render(request, "boards/record/minutes_list.html", context)


@council_page(may=READ)
def decision_list(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """The numbered decisions of a body: of its latest municipal year, of another one, or of all."""
    body = _body(request, council, key)
    years, asked = lists.decision_years(body), request.GET.get("year", "")
    named = {str(each.starts_on.year): each for each in years}
    year = None if asked == ALL_YEARS else named.get(asked, years[0] if years else None)
    lines = lists.decision_lines(body, year)
    context = {
        "body": body,
        "years": [(each.label, f"?year={number}") for number, each in named.items()],
        "heading": year.label if year else "All years",
        "decisions": [_decision(line, council) for line in lines],
        "waiting": lists.waiting_words(lines),
        "who_reads": who_reads(council),
    }
    if len(years) > 1:
        context["years"].append(("All years", f"?year={ALL_YEARS}"))
    return render(request, "boards/record/decision_list.html", context)


def _decision(line: lists.DecisionLine, council: Council) -> dict[str, object]:
    """A decision as the component lists it, with the actions that follow from it."""
    decision, item = line.decision, line.decision.item
    where = {"council": council.slug, "pk": item.meeting_id}
    return {
        "anchor": f"decision-{decision.number}",
        "number": decision.number,
        "title": f"{date_in_words(item.meeting.held_on)}: {item.title}",
        "text": decision.text,
        "href": reverse("boards:minutes_detail", kwargs=where),
        "note": line.standing.words,
        "lead": "What is to be done:" if line.actions else "",
        "below": [
            {
                "text": f"Action {action.number}, by {date_in_words(action.due_on)}: {action.text}",
                "owner": action.owner.name,
            }
            for action in line.actions
        ],
    }
