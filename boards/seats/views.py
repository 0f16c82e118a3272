"""The people of a body to read: who sits on it today, and who held each seat before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from boards.models import Body, Seat, SeatHolder, Substitute
from boards.queries import rules_on
from boards.seats import forms, queries
from boards.seats.holding import period, why_no_names
from boards.vacancies import Alert, Kind
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.refusals import refusal
from councils.vocabulary import Vocabulary
from councils.writing import Refused

Made = TypeVar("Made")

READ, KEEP = "boards.read_record", "boards.keep_people"

#: What the page leads to for each alert: an address, and the words of the link.
STEPS = {
    Kind.VACANT: ("boards:holder_add", "Seat somebody"),
    Kind.LISTED_TWICE: ("boards:seat_detail", "See the seat"),
    Kind.NO_SUBSTITUTE: ("boards:seat_detail", "Name a substitute"),
    Kind.CO_OPTION_LAPSED: ("boards:co_option_end", "Renew or end it"),
    Kind.CO_OPTION_ENDS: ("boards:co_option_end", "Renew or end it"),
}
#: How many alerts of a kind there are, in words: of one, and of several; the weightiest first.
COUNTED = {
    Kind.VACANT: ("seat is vacant", "seats are vacant"),
    Kind.CO_OPTION_LAPSED: ("co-option has lapsed", "co-options have lapsed"),
    Kind.CO_OPTION_ENDS: ("co-option ends soon", "co-options end soon"),
    Kind.LISTED_TWICE: ("seat is listed twice", "seats are listed twice"),
    Kind.NO_SUBSTITUTE: ("seat has no substitute", "seats have no substitute"),
}
COUNT_THEM = ("boards:young_places", "Say how many they are")


# What the pages of people share -------------------------------------------------------------------


def body_of(council: Council, key: str) -> Body:
    """A body of the council, published or not."""
    return get_object_or_404(Body.objects.of(council).select_related("parent"), key=key)


def seat_of(council: Council, key: str, pk: int) -> Seat:
    """A seat of a body of the council."""
    seats = Seat.objects.of(council).select_related("body__parent", "same_as")
    return get_object_or_404(seats, body__key=key, pk=pk)


def done(form: Form, service: Callable[..., Made], **given: object) -> Made | None:
    """What a service makes of a form; None where it refuses, which the form then shows."""
    try:
        return service(**given)
    except (ValidationError, Refused) as refused:
        forms.show_refusal(form, refused)
        return None


def form_page(
    request: HttpRequest, body: Body, form: Form, *, title: str, lead: str = ""
) -> HttpResponse:
    """A page with one form."""
    context = {"body": body, "form": form, "title": title, "lead": lead}
    return render(request, "boards/seats/form.html", context)


def back_to_seat(request: HttpRequest, words: str, seat: Seat) -> HttpResponse:
    """To the page of a seat, with what was done."""
    messages.success(request, words)
    return redirect(
        "boards:seat_detail", council=request.council.slug, key=seat.body.key, pk=seat.pk
    )


def back_to_list(request: HttpRequest, words: str, body: Body) -> HttpResponse:
    """To the people of the body, with what was done."""
    messages.success(request, words)
    return redirect("boards:seat_list", council=request.council.slug, key=body.key)


def whom_to_offer(council: Council) -> dict[str, QuerySet]:
    """The people and the sign-ins that forms offer."""
    return {
        "people": queries.nameable(council),
        "sign_ins": queries.sign_ins(council, clock.today()),
    }


# Today --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToDo:
    """An alert with the step that settles it."""

    words: str
    href: str
    step: str


def _require_reader(request: HttpRequest, body: Body) -> bool:
    """Refuse who may not read of this body; whether they keep its people."""
    if not queries.reads_record(request.user, body, clock.today()):
        raise PermissionDenied(refusal(READ))
    return request.user.has_perm(KEEP, request.council)


@council_page(may=READ)
def seat_list(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Who sits on the body today, who is taken in, and what the clerk should see to."""
    body, today = body_of(council, key), clock.today()
    keeps = _require_reader(request, body)
    seats = queries.places(body, today)
    context = {
        "body": body,
        "keeps": keeps,
        "groups": _groups(seats, council.words),
        "to_do": _to_do(request, body, seats) if keeps else [],
        "co_options": queries.co_options(body, today, to_come=True),
        "attenders": queries.attenders_to_come(body, today),
    }
    return render(request, "boards/seats/seat_list.html", context)


def _groups(
    seats: list[queries.SeatPlaces], words: Vocabulary
) -> list[tuple[str, list[queries.SeatPlaces]]]:
    """The seats under their headings: members, young people, those who are only heard."""
    young = [each for each in seats if each.seat.is_young_people]
    others = [each for each in seats if not each.seat.is_young_people]
    groups = (
        (words.members, [each for each in others if not each.seat.is_attender]),
        ("young people", young),
        ("heard, without being members", [each for each in others if each.seat.is_attender]),
    )
    return [(heading, found) for heading, found in groups if found]


def _to_do(
    request: HttpRequest, body: Body, seats: list[queries.SeatPlaces]
) -> list[tuple[str, list[ToDo]]]:
    """The alerts of each kind with the steps that settle them, what weighs most first."""
    today = clock.today()
    young = {each.seat.pk for each in seats if each.seat.is_young_people}
    found: dict[Kind, list[ToDo]] = {kind: [] for kind in COUNTED}
    for alert in queries.alerts(body, today, seats, rules_on(body, today)):
        found[alert.kind].append(_step(request, body, alert, is_young=alert.key in young))
    return [(_counted(kind, steps), steps) for kind, steps in found.items() if steps]


def _counted(kind: Kind, steps: list[ToDo]) -> str:
    one, several = COUNTED[kind]
    return f"1 {one}" if len(steps) == 1 else f"{len(steps)} {several}"


def _step(request: HttpRequest, body: Body, alert: Alert, *, is_young: bool) -> ToDo:
    counted = is_young and alert.kind is Kind.VACANT
    address, step = COUNT_THEM if counted else STEPS[alert.kind]
    place = {"council": request.council.slug, "key": body.key, "pk": alert.key}
    return ToDo(alert.words, reverse(address, kwargs=place), step)


# One seat -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One person's time in a seat, as the component of steps shows it."""

    title: str
    state: str
    when: str
    text: str
    href: str = ""


@council_page(may=READ)
def seat_detail(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """A seat: who holds it, who stands in, what it stands for, and who held it before."""
    seat, today = seat_of(council, key, pk), clock.today()
    keeps = _require_reader(request, seat.body)
    context = {
        "body": seat.body,
        "seat": seat,
        "keeps": keeps,
        "now": queries.seat_places(seat, today),
        "no_names": why_no_names(
            young_people=seat.is_young_people, same_as=seat.same_as.title if seat.same_as else ""
        ),
        "history": _history(seat, today, "boards:holder_change" if keeps else ""),
        "stand_ins": _stand_ins(seat, today, "boards:substitute_change" if keeps else ""),
    }
    return render(request, "boards/seats/seat_detail.html", context)


def _history(seat: Seat, today: date, address: str) -> list[Step]:
    """Everybody who held the seat, holds it or will; of young people only how many."""
    if seat.same_as_id:
        return []
    if seat.is_young_people:
        numbers = seat.young_places.order_by("starts_on")
        return [_step_of(row, _young_words(row.number), today) for row in numbers]
    return _named(seat, seat.holders.all(), today, address)


def _young_words(number: int) -> str:
    return "1 young person" if number == 1 else f"{number} young people"


def _stand_ins(seat: Seat, today: date, address: str) -> list[Step]:
    if seat.same_as_id or seat.is_young_people:
        return []
    return _named(seat, seat.substitutes.all(), today, address)


def _named(
    seat: Seat, rows: Iterable[SeatHolder | Substitute], today: date, address: str
) -> list[Step]:
    place = {"council": seat.council.slug, "key": seat.body.key}
    return [
        _step_of(
            row,
            row.person.name,
            today,
            text=row.person.organisation,
            href=reverse(address, kwargs={**place, "pk": row.pk}) if address else "",
        )
        for row in rows.select_related("person").order_by("starts_on", "place")
    ]


def _step_of(row: object, title: str, today: date, *, text: str = "", href: str = "") -> Step:
    state = "next" if row.starts_on > today else "now"
    if row.ends_on and row.ends_on < today:
        state = "done"
    when = period(row.starts_on, row.ends_on).replace("from", "From", 1)
    return Step(title, state, when, text, href)
