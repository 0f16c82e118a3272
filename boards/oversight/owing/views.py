"""The calendar of duties, the record that they were done, and the engagement log."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from boards.duties import Standing
from boards.models import Body, Duty, Engagement
from boards.oversight.owing import engaged, queries, services
from boards.oversight.owing.forms import ChangeEngagementForm, DoneForm, EngagementForm
from boards.oversight.owing.saying import overdue_words
from boards.oversight.queries import bodies_read
from boards.oversight.views import READ, body_to_read, neighbours, who_reads, year_asked
from boards.queries import year_of
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.queries import annual_councils
from councils.writing import Conflict

KEEP = "boards.keep_duties"
LABELS = {
    Standing.OVERDUE: ("Overdue", "bad"),
    Standing.TO_COME: ("To come", "info"),
    Standing.DONE: ("Done", "good"),
    Standing.DONE_LATE: ("Done late", "watch"),
    Standing.NO_DATE: ("No date", "none"),
}


# Duties --------------------------------------------------------------------------------------------


@council_page(may=READ)
def duties(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """What a body owes in a municipal year, by when, and whether it was done."""
    body = body_to_read(request, council, key)
    year = year_asked(request, council)
    found = queries.kept(Duty.objects.filter(body=body), year)
    lines = [_line(owed) for owed in queries.calendar_of(found, year)]
    context = {
        "body": body,
        "year": year,
        "groups": _grouped(lines),
        "alert": overdue_words(sum(line["owed"].is_overdue for line in lines)),
        "years": neighbours(year, body, "boards:duties"),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/oversight/duties.html", context)


def _line(owed: queries.Owed) -> dict[str, object]:
    """A line of the calendar as its card shows it."""
    label, tone = LABELS[owed.row.standing]
    stated = f"As the strategy says: {owed.duty.how_often}."
    source = f" {owed.duty.source}." if owed.duty.source else ""
    return {
        "owed": owed,
        "title": owed.row.title,
        "text": owed.row.words,
        "meta": f"{stated}{source}",
        "rating": label,
        "tone": tone,
        "record": owed.record,
    }


def _grouped(lines: list[dict[str, object]]) -> list[tuple[str, list[dict[str, object]]]]:
    """The lines by how they stand, what is overdue first."""
    named = (
        ("Overdue", {Standing.OVERDUE}),
        ("To come", {Standing.TO_COME}),
        ("Done", {Standing.DONE, Standing.DONE_LATE}),
        ("Without a date", {Standing.NO_DATE}),
    )
    groups = [
        (name, [line for line in lines if line["owed"].row.standing in standings])
        for name, standings in named
    ]
    return [group for group in groups if group[1]]


@council_page(may=READ)
def duty_list(request: HttpRequest, council: Council) -> HttpResponse:
    """What all the bodies owe that this person reads of: overdue first, then the year by day."""
    this, last = queries.this_and_last(annual_councils(council))
    bodies = bodies_read(request.user, council, clock.today())
    found = queries.kept(Duty.objects.filter(body__in=bodies), this, last)
    late = queries.overdue(found, this, last)
    rows = queries.calendar_of(found, this)
    to_come = [owed for owed in rows if owed.row.standing == Standing.TO_COME]
    context = {
        "year": this,
        "alert": overdue_words(len(late)),
        "late": late,
        "to_come": sorted(to_come, key=lambda owed: owed.row.due_on),
        "others": [owed for owed in rows if not owed.is_overdue and owed not in to_come],
    }
    return render(request, "boards/oversight/duty_list.html", context)


def _duty(council: Council, key: str, duty: str) -> Duty:
    duties = Duty.objects.of(council).select_related("body", "council")
    return get_object_or_404(duties, body__key=key, key=duty)


def _day(text: str) -> date | None:
    """A day as an address holds it: 2027-05-18; None for none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Http404 from error


@council_page(may=KEEP)
def duty_done(request: HttpRequest, council: Council, key: str, duty: str) -> HttpResponse:
    """Record that a duty was done for one line of the calendar, which `?due=` names by its day."""
    owed = _duty(council, key, duty)
    due = _day(request.GET.get("due", ""))
    form = DoneForm(request.POST or None, initial={"due_on": due})
    if request.method == "POST" and form.is_valid():
        try:
            done = services.record_done(by=request.user, duty=owed, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Recorded as done.")
            return _to_duties(owed, done.due_on)
    context = {"duty": owed, "due": due, "form": form}
    return render(request, "boards/oversight/duty_done.html", context)


def _to_duties(duty: Duty, day: date) -> HttpResponse:
    """The calendar on which a day's line stands."""
    year = year_of(duty.council, day).starts_on.year
    page = redirect("boards:duties", council=duty.council.slug, key=duty.body.key)
    page["Location"] += f"?year={year}"
    return page


@require_POST
@council_page(may=KEEP)
def duty_undo(request: HttpRequest, council: Council, key: str, duty: str) -> HttpResponse:
    """Take back that a duty was done."""
    owed, due = _duty(council, key, duty), _day(request.POST.get("due", ""))
    if due is None:
        raise Http404
    services.undo_done(by=request.user, duty=owed, due_on=due)
    messages.success(request, "Taken back: it is owed again.")
    return _to_duties(owed, due)


# The engagement log --------------------------------------------------------------------------------


@council_page(may=READ)
def engagement(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Visits, activity days, training and sign-ups over a municipal year, with totals."""
    body = body_to_read(request, council, key)
    year = year_asked(request, council)
    log = queries.log_of(body, year)
    entries = [
        engaged.Entry(each.kind, each.held_on, each.words, each.person_id, each.number)
        for each in log
    ]
    totals = engaged.totals(entries, Engagement.Kind.values)
    context = {
        "body": body,
        "year": year,
        "log": _occasions(log),
        "totals": [(Engagement.Kind(total.kind).label, total) for total in totals],
        "years": neighbours(year, body, "boards:engagement"),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/oversight/engagement.html", context)


def _occasions(log: Iterable[Engagement]) -> list[list[Engagement]]:
    """The lines of the log, those of one occasion together."""
    kept: dict[tuple, list[Engagement]] = {}
    for each in log:
        kept.setdefault((each.held_on, each.kind, each.words), []).append(each)
    return list(kept.values())


@council_page(may=KEEP)
def engagement_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Put something in the log, with everybody who took part."""
    body = body_to_read(request, council, key)
    form = EngagementForm(request.POST or None, people=queries.members_of(body))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.log_engagement(by=request.user, body=body, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "It is in the log.")
            return _to_log(body, made[0].held_on)
    context = {"body": body, "form": form}
    return render(request, "boards/oversight/engagement_add.html", context)


def _to_log(body: Body, day: date) -> HttpResponse:
    """The log of the year in which a day lies."""
    year = year_of(body.council, day).starts_on.year
    page = redirect("boards:engagement", council=body.council.slug, key=body.key)
    page["Location"] += f"?year={year}"
    return page


def _entry(council: Council, key: str, pk: int) -> Engagement:
    entries = Engagement.objects.of(council).select_related("body__council", "person")
    return get_object_or_404(entries, body__key=key, pk=pk)


@council_page(may=KEEP)
def engagement_change(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Correct a line of the log; a second clerk is shown what the first one saved."""
    entry = _entry(council, key, pk)
    form = _change_form(request, entry)
    current = None
    if request.method == "POST" and form.is_valid():
        try:
            entry = services.change_engagement(by=request.user, entry=entry, **form.cleaned_data)
        except Conflict as conflict:
            current = conflict.current
            form.add_error(None, str(conflict))
            form.data = {**form.data.dict(), "version": current.version}
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Saved.")
            return _to_log(entry.body, entry.held_on)
    context = {"entry": entry, "body": entry.body, "form": form, "current": current}
    return render(request, "boards/oversight/engagement_change.html", context)


def _change_form(request: HttpRequest, entry: Engagement) -> Form:
    initial = {
        "version": entry.version,
        "kind": entry.kind,
        "held_on": f"{entry.held_on:%-d/%-m/%Y}",
        "words": entry.words,
        "person": entry.person_id,
        "number": entry.number,
    }
    people = queries.members_of(entry.body)
    return ChangeEngagementForm(request.POST or None, initial=initial, people=people)


@require_POST
@council_page(may=KEEP)
def engagement_remove(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Take a line out of the log."""
    entry = _entry(council, key, pk)
    services.remove_engagement(by=request.user, entry=entry)
    messages.success(request, "Taken out of the log.")
    return _to_log(entry.body, entry.held_on)
