"""The clerk adds seats and people, and says what a seat stands for."""

from django.http import HttpRequest, HttpResponse

from boards.models import Discipline
from boards.seats import forms
from boards.seats.holding import YOUNG
from boards.seats.listing import services
from boards.seats.queries import seat_places, sign_ins
from boards.seats.services import add_person
from boards.seats.views import KEEP, back_to_list, back_to_seat, body_of, done, form_page, seat_of
from councils import clock
from councils.access import council_page
from councils.models import Council

ADDED = "For a seat the strategy does not list. It is marked as added, with your name and the day."


@council_page(may=KEEP)
def seat_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """A seat that the strategy does not list."""
    body = body_of(council, key)
    form = forms.SeatForm(request.POST or None, disciplines=Discipline.objects.of(council))
    if request.method == "POST" and form.is_valid():
        seat = done(form, services.add_seat, by=request.user, body=body, **form.wanted)
        if seat:
            return back_to_seat(request, "The seat is added.", seat)
    return form_page(request, body, form, title="Add a seat", lead=ADDED)


@council_page(may=KEEP)
def person_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Somebody who can hold a seat, with or without a sign-in."""
    body = body_of(council, key)
    form = forms.NewPersonForm(request.POST or None, sign_ins=sign_ins(council, clock.today()))
    if request.method == "POST" and form.is_valid():
        given = {"council": council, **form.cleaned_data}
        if person := done(form, add_person, by=request.user, **given):
            return back_to_list(request, f"{person} is on record and can be given a seat.", body)
    lead = (
        "Partners, carers and others who can hold a seat or stand in. Young people are not named."
    )
    return form_page(request, body, form, title="Add a person", lead=lead)


@council_page(may=KEEP)
def seat_discipline(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Which discipline a seat stands for, over the one assumed."""
    seat = seat_of(council, key, pk)
    now = seat_places(seat, clock.today())
    form = forms.DisciplineForm(
        request.POST or None,
        disciplines=Discipline.objects.of(council),
        initial={"discipline": now.discipline},
    )
    if request.method == "POST" and form.is_valid():
        wanted = {"seat": seat, **form.cleaned_data}
        if row := done(form, services.say_discipline, by=request.user, **wanted):
            return back_to_seat(request, f"This seat stands for {row.discipline}.", seat)
    lead = f"{seat.title}. {seat.source_note}"
    return form_page(request, seat.body, form, title="What this seat stands for", lead=lead)


@council_page(may=KEEP)
def young_places(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """How many young people a seat of theirs is for; nobody of them is named."""
    seat = seat_of(council, key, pk)
    form = forms.YoungPlacesForm(
        request.POST or None, initial={"starts_on": forms.typed(clock.today())}
    )
    if request.method == "POST" and form.is_valid():
        wanted = {"seat": seat, **form.cleaned_data}
        if row := done(form, services.set_young_places, by=request.user, **wanted):
            return back_to_seat(request, f"This seat is for {row.number} young people.", seat)
    lead = f"{seat.title}. {YOUNG}"
    return form_page(request, seat.body, form, title="How many young people", lead=lead)
