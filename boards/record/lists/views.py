"""The pages of a body's record: its minutes, meeting by meeting, and its decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards.models import Body
from boards.record.lists import queries as lists
from boards.record.views import CONFIRM, READ, refuse, who_reads
from councils.access import council_page
from councils.models import Council

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
    confirms = request.user.has_perm(CONFIRM, council)
    waiting = [line.meeting for line in lines if line.waits] if confirms else []
    context = {"body": body, "lines": lines, "who_reads": who_reads(council), "waiting": waiting}
    return render(request, "boards/record/minutes_list.html", context)


@council_page(may=READ)
def decision_list(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """The numbered decisions of a body: of its latest municipal year, of another one, or of all."""
    body = _body(request, council, key)
    years, asked = lists.decision_years(body), request.GET.get("year", "")
    named = {str(each.starts_on.year): each for each in years}
    year = None if asked == ALL_YEARS else named.get(asked, years[0] if years else None)
    lines = lists.decision_lines(body, year)
    links = [(each.label, f"?year={name}", each == year) for name, each in named.items()]
    if len(years) > 1:
        links.append(("All years", f"?year={ALL_YEARS}", year is None))
    context = {
        "body": body,
        "years": links,
        "heading": year.label if year else "All years",
        "lines": lines,
        "waiting": lists.waiting_words(lines),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/record/decision_list.html", context)
