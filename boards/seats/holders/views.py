"""The clerk gives seats, names substitutes, and puts right from when to when."""

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards.models import SeatHolder, Substitute
from boards.seats import forms, services
from boards.seats.views import KEEP, back_to_seat, done, form_page, seat_of, whom_to_offer
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.numbers import number_in
from councils.working_days import date_in_words
from councils.writing import Conflict


def _going_on(rows: QuerySet) -> QuerySet:
    """Holders or substitutes of today or later, the last to begin last."""
    today = clock.today()
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return rows.filter(not_over).select_related("person").order_by("starts_on", "place")


@council_page(may=KEEP)
def holder_add(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Give somebody a seat; the time of whom they follow ends the day before."""
    seat = seat_of(council, key, pk)
    form = forms.SeatPersonForm(
        request.POST or None,
        seat=seat,
        holders=_going_on(seat.holders.all()),
        initial={"starts_on": forms.typed(clock.today())},
        **whom_to_offer(council),
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on", "instead_of")}
        wanted = {"seat": seat, "person": form.who, **given}
        if holding := done(form, services.seat_person, by=request.user, **wanted):
            since = date_in_words(holding.starts_on)
            return back_to_seat(request, f"{holding.person} holds the seat from {since}.", seat)
    return form_page(request, seat.body, form, title="Seat somebody", lead=seat.title)


@council_page(may=KEEP)
def substitute_add(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Name who comes when the holder of a place cannot; the place is named in the address."""
    seat = seat_of(council, key, pk)
    place = number_in(request.GET.get("place", "")) or 1
    named = _going_on(seat.substitutes.all())
    form = forms.SubstituteForm(
        request.POST or None,
        substitutes=named,
        initial={
            "place": place,
            "instead_of": named.filter(place=place).last(),
            "starts_on": forms.typed(clock.today()),
        },
        **whom_to_offer(council),
    )
    if request.method == "POST" and form.is_valid():
        names = ("place", "starts_on", "ends_on", "instead_of")
        wanted = {"seat": seat, "person": form.who}
        wanted |= {name: form.cleaned_data[name] for name in names}
        if row := done(form, services.name_substitute, by=request.user, **wanted):
            since = date_in_words(row.starts_on)
            words = f"{row.person} is the substitute from {since}."
            return back_to_seat(request, words, seat)
    holder = seat.holders.current(clock.today()).filter(place=place).first()
    lead = f"{seat.title}: comes when {holder.person if holder else 'the holder'} cannot."
    return form_page(request, seat.body, form, title="Name a substitute", lead=lead)


@council_page(may=KEEP)
def holder_change(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """From when to when somebody holds a seat, put right or taken out."""
    return _change(request, SeatHolder.objects.of(council), key, pk)


@council_page(may=KEEP)
def substitute_change(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """The same for a substitute."""
    return _change(request, Substitute.objects.of(council), key, pk)


def _change(request: HttpRequest, rows: QuerySet, key: str, pk: int) -> HttpResponse:
    rows = rows.select_related("seat__body__parent", "person")
    row = get_object_or_404(rows, seat__body__key=key, seat__is_young_people=False, pk=pk)
    if request.method == "POST" and "take_out" in request.POST:
        services.take_out(by=request.user, row=row)
        return back_to_seat(request, f"{row.person} is taken out.", row.seat)
    form, current = forms.DatesForm(request.POST or None, row=row), None
    if request.method == "POST" and form.is_valid():
        wanted = {"row": row, **form.cleaned_data}
        try:
            services.change_dates(by=request.user, **wanted)
        except Conflict as conflict:
            current = conflict.current
            forms.show_conflict(form, conflict)
        except ValidationError as refused:
            forms.show_refusal(form, refused)
        else:
            return back_to_seat(request, "Saved.", row.seat)
    context = {"body": row.seat.body, "row": row, "form": form, "current": current}
    return render(request, "boards/seats/dates.html", context)
