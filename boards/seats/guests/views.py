"""The clerk takes people in without a seat, and records when that is over."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from boards.models import AgendaItem, Attender, Body, CoOption, Discipline
from boards.queries import rules_on
from boards.seats import forms
from boards.seats.guests import services
from boards.seats.views import KEEP, back_to_list, body_of, done, form_page, whom_to_offer
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.working_days import date_in_words
from councils.writing import Conflict

ONE_DAY = timedelta(days=1)
SILENT = "The rules in force say nothing about co-option."


def _items_to_come(body: Body) -> QuerySet[AgendaItem]:
    items = AgendaItem.objects.filter(
        meeting__body=body,
        meeting__held_on__gte=clock.today(),
        meeting__cancelled_at__isnull=True,
    )
    return items.select_related("meeting").order_by("meeting__held_on", "position")


@council_page(may=KEEP)
def guest_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Co-opt somebody for a time or an item, or ask somebody to be heard for an item."""
    body = body_of(council, key)
    form = forms.GuestForm(
        request.POST or None,
        items=_items_to_come(body),
        disciplines=Discipline.objects.of(council),
        initial=_again(body, request.GET.get("again", "")),
        **whom_to_offer(council),
    )
    if request.method == "POST" and form.is_valid() and _take_in(request, body, form):
        return back_to_list(request, "Saved.", body)
    rules = rules_on(body, clock.today())
    said = rules.co_option if rules else ""
    lead = f"What the rules say: {said}" if said else SILENT
    return form_page(request, body, form, title="Bring somebody in without a seat", lead=lead)


def _again(body: Body, number: str) -> dict[str, object]:
    """What a co-option that is to be renewed fills in."""
    row = body.co_options.filter(pk=number).first() if number.isdecimal() else None
    if row is None:
        return {"starts_on": forms.typed(clock.today())}
    start = row.ends_on + ONE_DAY if row.ends_on else clock.today()
    return {
        "person": row.person_id,
        "how": forms.GuestForm.TIME,
        "starts_on": forms.typed(start),
        "discipline": row.discipline_id,
        "reason": row.reason,
    }


def _take_in(request: HttpRequest, body: Body, form: forms.GuestForm) -> CoOption | Attender | None:
    given, who = form.cleaned_data, {"by": request.user, "person": form.who}
    if given["how"] == form.HEARD:
        wanted = {"item": given["item"], "reason": given["reason"]}
        return done(form, services.invite_attender, **who, **wanted)
    wanted = {name: given[name] for name in ("reason", "discipline")}
    times = ("item",) if given["how"] == form.ITEM else ("starts_on", "ends_on")
    wanted |= {name: given[name] for name in times}
    return done(form, services.co_opt, body=body, **who, **wanted)


@council_page(may=KEEP)
def co_option_end(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Record that a co-option is over, or go on to renew it."""
    rows = CoOption.objects.of(council).select_related("body__parent", "person", "item__meeting")
    row = get_object_or_404(rows, body__key=key, pk=pk)
    form, current = forms.EndCoOptionForm(request.POST or None, row=row, today=clock.today()), None
    if request.method == "POST" and form.is_valid():
        try:
            services.end_co_option(by=request.user, co_option=row, **form.cleaned_data)
        except Conflict as conflict:
            current = conflict.current
            forms.show_conflict(form, conflict)
        except ValidationError as refused:
            forms.show_refusal(form, refused)
        else:
            return back_to_list(request, f"The co-option of {row.person} is over.", row.body)
    context = {"body": row.body, "row": row, "form": form, "current": current}
    return render(request, "boards/seats/co_option_end.html", context)


@require_POST
@council_page(may=KEEP)
def attender_remove(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Somebody comes for an item no more."""
    rows = Attender.objects.of(council).select_related("item__meeting__body", "person")
    row = get_object_or_404(rows, item__meeting__body__key=key, pk=pk)
    services.uninvite(by=request.user, attender=row)
    day = date_in_words(row.item.meeting.held_on)
    words = f"{row.person} does not come on {day} any more."
    return back_to_list(request, words, row.item.meeting.body)
