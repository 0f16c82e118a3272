"""A body's attendance over a year, its annual statement, and its figures handed to the measures."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from boards.cycle import MunicipalYear
from boards.models import AttendanceStatement, Body
from boards.oversight import handing, queries, services, statement
from boards.oversight.tally import Standing, Year
from boards.seats.queries import reads_record
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.numbers import number_in
from councils.refusals import refusal
from councils.writing import Refused
from measures.models import Measure

READ = "boards.read_record"
YEARS = range(1990, 2200)
SEAT_HEAD = ["Seat", "Discipline", "Filled at", "Against the rules", "What it takes"]
PERSON_HEAD = ["Person", "Seat", "Attended", "Against the rules", "What it takes"]
DISCIPLINE_HEAD = ["Discipline", "Filled at"]
WHO_READS = "The people who sit on this {body}, and the council’s clerks and inspectors."


# What several pages ask ----------------------------------------------------------------------------


def body_to_read(
    request: HttpRequest, council: Council, key: str, bodies: QuerySet[Body] | None = None
) -> Body:
    """The body of that key, if its record is for this person; otherwise why not."""
    known = Body.objects.of(council) if bodies is None else bodies
    body = get_object_or_404(queries.with_first_day(known), key=key)
    refuse_strangers(request, body)
    return body


def refuse_strangers(request: HttpRequest, body: Body) -> None:
    """Turn away who reads records, yet not that of this body."""
    if not reads_record(request.user, body, clock.today()):
        raise PermissionDenied(refusal(READ))


def who_reads(council: Council) -> str:
    """Who can read the record of a body."""
    return WHO_READS.format(body=council.words.body)


def year_asked(request: HttpRequest, council: Council) -> MunicipalYear:
    """The municipal year that `?year=2026` names by the calendar year in which it begins."""
    asked = request.GET.get("year", "")
    year = number_in(asked)
    if asked and year is None:
        raise Http404
    return year_numbered(council, year)


def year_numbered(council: Council, year: int | None) -> MunicipalYear:
    """The municipal year that begins in a calendar year; without one, the year of today."""
    if year is not None and year not in YEARS:
        raise Http404
    return queries.year_named(council, year)


def neighbours(year: MunicipalYear, body: Body, name: str) -> dict[str, str]:
    """The years before and after on a page of that name, as the component takes them.

    None from before the body's first terms of reference, and none that has not begun.
    """
    address = reverse(name, kwargs={"council": body.council.slug, "key": body.key})
    this = year.starts_on.year
    has_previous = body.first_day is not None and body.first_day < year.starts_on
    has_next = year.ends_on < clock.today()
    return {
        "previous_href": f"{address}?year={this - 1}" if has_previous else "",
        "previous_text": f"The year that began in {this - 1}",
        "next_href": f"{address}?year={this + 1}" if has_next else "",
        "next_text": f"The year that began in {this + 1}",
    }


def rated(standing: Standing | statement.Line) -> SafeString:
    """A judgement as a cell of a table: colour, shape and words."""
    words = standing.label if isinstance(standing, Standing) else standing.standing
    return render_to_string("components/rating.html", {"text": words, "tone": standing.tone})


# Attendance ----------------------------------------------------------------------------------------


@council_page(may=READ)
def attendance(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Who came, seat by seat and person by person: the same table for everybody who reads it."""
    bodies = queries.with_measures(Body.objects.of(council))
    body = body_to_read(request, council, key, bodies)
    year = year_asked(request, council)
    of_year = queries.attendance_of(body, year)
    context = {
        "body": body,
        "year": year,
        "record": of_year.record,
        "lacking": statement.register_missing(of_year.record.lacking),
        "asked": _asked(of_year),
        "counted": _kinds(of_year),
        **_tables(of_year.record),
        "years": neighbours(year, body, "boards:attendance"),
        "published": queries.published_statement(body, year.starts_on),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/oversight/attendance.html", context)


def _tables(record: Year) -> dict[str, object]:
    return {
        "seat_head": SEAT_HEAD,
        "seats": [
            _row(each.title, each.discipline or "not stated", each.attendance.words, each.standing)
            for each in record.seats
        ],
        "person_head": PERSON_HEAD,
        "people": [
            _row(each.name, each.seat, each.figure.words, each.standing) for each in record.people
        ],
        "discipline_head": DISCIPLINE_HEAD,
        "disciplines": [[each.name, each.figure.words] for each in record.disciplines],
    }


def _row(name: str, other: str, figure: str, standing: Standing) -> list[str]:
    return [name, other, figure, rated(standing), standing.words]


def _asked(of_year: queries.BodyYear) -> str:
    """What the rules ask for, as a sentence."""
    rules = of_year.rules
    said = []
    if rules and rules.personal_attendance:
        said.append(f"Each person is asked to attend {rules.personal_attendance}% of the meetings.")
    if rules and rules.seat_attendance:
        said.append(
            f"With a substitute, each seat is asked to be filled at {rules.seat_attendance}%."
        )
    return " ".join(said) or "The terms of reference ask for no share, so nothing is judged."


def _kinds(of_year: queries.BodyYear) -> str:
    kinds = of_year.rules.attendance_kinds if of_year.rules else []
    named = [queries.Meeting.Kind(kind).label.lower() for kind in kinds]
    if not named:
        return "Every kind of meeting counts."
    return f"These kinds count: {'; '.join(named)}."


# The annual statement ------------------------------------------------------------------------------


@council_page(may="boards.keep_duties")
def attendance_preview(request: HttpRequest, council: Council, key: str, year: int) -> HttpResponse:
    """What would be published of a year, and the button that publishes it, or why it cannot be."""
    body = body_to_read(request, council, key)
    of = year_numbered(council, year)
    if request.method == "POST":
        return _publish(request, body, of)
    of_year = queries.attendance_of(body, of)
    now, published = services.statement_of(of_year), queries.published_statement(body, of.starts_on)
    context = {
        "body": body,
        "year": of,
        "number": year,
        "refused": services.why_not_state(of_year),
        "is_chosen": of_year.is_for_publication,
        "published": published,
        "has_changed": bool(published) and published.content != now.canonical(),
        **_statement(statement.read(published.content) if published else now),
    }
    return render(request, "boards/oversight/attendance_preview.html", context)


def _publish(request: HttpRequest, body: Body, year: MunicipalYear) -> HttpResponse:
    try:
        services.publish_statement(by=request.user, body=body, year=year)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Published. Anyone can read the statement now.")
    return _to_preview(body, year)


def _to_preview(body: Body, year: MunicipalYear) -> HttpResponse:
    return redirect(
        "boards:attendance_preview",
        council=body.council.slug,
        key=body.key,
        year=year.starts_on.year,
    )


@require_POST
@council_page(may="boards.keep_duties")
def attendance_withdraw(
    request: HttpRequest, council: Council, key: str, year: int
) -> HttpResponse:
    """Take a published statement back."""
    body, of = body_to_read(request, council, key), year_numbered(council, year)
    services.withdraw_statement(by=request.user, body=body, year=of)
    messages.success(request, "Taken back. Nobody can read the statement any more.")
    return _to_preview(body, of)


@council_page()
def attendance_statement(
    request: HttpRequest, council: Council, key: str, year: int
) -> HttpResponse:
    """A year's statement for everyone, as it was published: nothing is read but what was frozen."""
    if year not in YEARS:
        raise Http404
    published = get_object_or_404(
        AttendanceStatement.objects.of(council).select_related("body"),
        body__in=Body.objects.of(council).public().filter(key=key),
        starts_on__year=year,
        withdrawn_at__isnull=True,
    )
    context = {
        "body": published.body,
        "published": published,
        **_statement(statement.read(published.content)),
    }
    return render(request, "boards/oversight/attendance_statement.html", context)


def _statement(shown: statement.Statement) -> dict[str, object]:
    """A statement as its tables show it."""
    return {
        "statement": shown,
        "seat_head": SEAT_HEAD[:1] + SEAT_HEAD[2:4],
        "seats": [[each.name, each.figure, rated(each)] for each in shown.seats],
        "discipline_head": DISCIPLINE_HEAD,
        "disciplines": [[each.name, each.figure] for each in shown.disciplines],
    }


# Figures handed to the measures --------------------------------------------------------------------


@council_page(may="boards.keep_duties")
def attendance_measures(
    request: HttpRequest, council: Council, key: str, year: int
) -> HttpResponse:
    """What the record says of each measure about the body, and the button that hands it over."""
    body = body_to_read(request, council, key)
    of = year_numbered(council, year)
    if request.method == "POST":
        return _hand_over(request, body, of)
    of_year = queries.attendance_of(body, of)
    record = queries.handing_record(of_year)
    measures = queries.with_figure_on(queries.measures_of(body), of.ends_on)
    words = {"members": council.words.members}
    context = {
        "body": body,
        "year": of,
        "number": year,
        "refused": handing.why_not_hand(record, of, clock.today()),
        "measures": [
            _worked(row, handing.work_out(row.key, record, of, **words)) for row in measures
        ],
    }
    return render(request, "boards/oversight/attendance_measures.html", context)


def _worked(measure: Measure, worked: handing.Worked) -> dict[str, object]:
    """A measure with what the record says, and what stands in the measures already."""
    standing = next(iter(measure.figure_on_day), None)
    return {
        "measure": measure,
        "worked": worked,
        "standing": handing.standing_words(
            worked.count,
            standing.numerator if standing else None,
            signed_off=bool(standing and standing.signed_off_at),
        ),
    }


def _hand_over(request: HttpRequest, body: Body, year: MunicipalYear) -> HttpResponse:
    try:
        services.hand_over(by=request.user, body=body, year=year)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Done. What stands in the measures now is shown beside each.")
    return redirect(
        "boards:attendance_measures",
        council=body.council.slug,
        key=body.key,
        year=year.starts_on.year,
    )
