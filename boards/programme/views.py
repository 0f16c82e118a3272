"""The clerk's page of a body's year: proposed in one go, changed row by row, planned together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from boards.cycle import MunicipalYear
from boards.models import Body, Meeting
from boards.programme.forms import MeetingRow, MeetingRows, WishesForm
from boards.programme.minding import what_to_mind
from boards.programme.queries import Programme, programme_of
from boards.programme.services import RowsRefused, plan_year
from boards.queries import with_forums
from boards.year import Circumstances, Proposal, YearPlan
from councils.access import council_page
from councils.models import Council
from councils.numbers import number_in
from councils.working_days import day_in_words

PREFIX = "meeting"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the year: a meeting that is planned already, or a row to be changed."""

    day: date
    title: str
    meeting: Meeting | None = None
    row: MeetingRow | None = None
    words: str = ""
    warnings: Sequence[str] = ()


@council_page(may="boards.plan_meeting")
def year_plan(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Propose the meetings of a municipal year, and plan those the clerk keeps: all or none."""
    bodies = with_forums(Body.objects.of(council).select_related("strategy", "council"))
    programme = programme_of(get_object_or_404(bodies, key=key), council)
    wishes = _wishes(request, programme)
    year = wishes.year_chosen()
    plan = _plan(wishes, year, programme)
    rows = _rows(request, wishes, plan, programme)
    if request.method == "POST" and rows.is_valid() and _planned(request, programme, rows):
        return redirect(request.get_full_path())
    context = {
        "body": programme.body,
        "year": year,
        "plan": plan,
        "wishes": wishes,
        "rows": rows,
        "form": rows if rows.is_bound else wishes,
        "other": next(each for each in programme.years if each != year),
        "lines": _lines(rows, plan, programme.planned_in(year), programme.around_in(year)),
    }
    return render(request, "boards/programme/year.html", context)


def _wishes(request: HttpRequest, programme: Programme) -> WishesForm:
    """What is wished for; with nothing but a year in the address, what is usual in that year."""
    first = number_in(request.GET.get("of", ""))
    year = programme.years[0] if first is None else programme.year_from(first)
    asked = request.GET if "year" in request.GET else None
    return WishesForm(asked, programme=programme, year=year)


def _plan(wishes: WishesForm, year: MunicipalYear, programme: Programme) -> YearPlan:
    """What is proposed; nothing, as long as the wishes cannot be read."""
    if wishes.is_bound and not wishes.is_valid():
        return YearPlan((), (), "")
    return programme.plan(year, wishes.wishes())


def _rows(
    request: HttpRequest, wishes: WishesForm, plan: YearPlan, programme: Programme
) -> MeetingRows:
    """The rows: what was sent, or else what is proposed."""
    each = {"themes": programme.themes, "word": request.council.words.theme}
    if request.method == "POST":
        return MeetingRows(request.POST, prefix=PREFIX, form_kwargs=each)
    initial = [_initial(proposal, wishes) for proposal in plan.proposals]
    return MeetingRows(initial=initial, prefix=PREFIX, form_kwargs=each)


def _initial(proposal: Proposal, wishes: WishesForm) -> dict[str, object]:
    theme = proposal.theme.key if proposal.theme else ""
    return wishes.each_has() | {"held_on": proposal.day, "theme": theme}


def _planned(request: HttpRequest, programme: Programme, rows: MeetingRows) -> bool:
    """Whether all was planned; what cannot be is said at its row."""
    kept = [row for row in rows if not row.cleaned_data["leave_out"]]
    try:
        made = plan_year(
            by=request.user, body=programme.body, wanted=[row.wanted() for row in kept]
        )
    except RowsRefused as refused:
        for number, error in refused.rows.items():
            kept[number].add_error(None, error)
        messages.error(request, str(refused))
        return False
    number = len(made)
    said = "1 meeting is planned." if number == 1 else f"{number or 'No'} meetings are planned."
    messages.success(request, said)
    return True


def _lines(
    rows: MeetingRows, plan: YearPlan, planned: list[Meeting], around: Circumstances
) -> list[Line]:
    """Planned meetings in their place among the rows, which keep the order they were shown in."""
    lines = [Line(each.held_on, day_in_words(each.held_on), meeting=each) for each in planned]
    lines += _as_typed(rows, around) if rows.is_bound else _as_proposed(rows, plan)
    return sorted(lines, key=lambda line: line.day)


def _as_proposed(rows: MeetingRows, plan: YearPlan) -> list[Line]:
    return [
        Line(each.day, day_in_words(each.day), None, row, each.words, each.warnings)
        for row, each in zip(rows, plan.proposals, strict=True)
    ]


def _as_typed(rows: MeetingRows, around: Circumstances) -> list[Line]:
    """Rows as they were sent, each with what there is to mind about its day."""
    days = [row.cleaned_data.get("held_on") for row in rows]
    places = accumulate((day or date.min for day in days), max)
    return [
        Line(place, _title(day), None, row, "", _to_mind(row, around))
        for place, day, row in zip(places, days, rows, strict=True)
    ]


def _title(day: date | None) -> str:
    return day_in_words(day) if day else "A meeting without a day"


def _to_mind(row: MeetingRow, around: Circumstances) -> Sequence[str]:
    said = row.cleaned_data
    if not all(said.get(name) for name in ("held_on", "starts_at", "slot_minutes")):
        return ()
    return what_to_mind(said["held_on"], said["starts_at"], said["slot_minutes"], around)
