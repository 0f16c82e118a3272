"""The clerk co-opts people for a time, renews it, and records when it is over."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards.models import Body, CoOption, Discipline
from boards.queries import rules_on
from boards.seats import forms
from boards.seats.co_options import services
from boards.seats.holding import ONE_DAY
from boards.seats.views import KEEP, back_to_list, body_of, done, form_page, whom_to_offer
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.numbers import number_in
from councils.writing import Conflict

SILENT = "The rules in force say nothing about co-option."
FOR_AN_ITEM = "For one item only, co-opt them on the agenda, at that item."


@council_page(may=KEEP)
def co_option_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Co-opt somebody from a day on; `again` in the address names the co-option to be renewed."""
    body = body_of(council, key)
    form = forms.CoOptForm(
        request.POST or None,
        disciplines=Discipline.objects.of(council),
        initial=_again(body, request.GET.get("again", "")),
        **whom_to_offer(council),
    )
    if request.method == "POST" and form.is_valid():
        names = ("reason", "starts_on", "ends_on", "discipline")
        wanted = {"body": body, "person": form.who}
        wanted |= {name: form.cleaned_data[name] for name in names}
        if row := done(form, services.co_opt, by=request.user, **wanted):
            return back_to_list(request, f"{row.person} is co-opted.", body)
    rules = rules_on(body, clock.today())
    said = f"The rules say: {rules.co_option}" if rules and rules.co_option else SILENT
    return form_page(request, body, form, title="Co-opt somebody", lead=f"{said} {FOR_AN_ITEM}")


def _again(body: Body, number: str) -> dict[str, object]:
    """What a co-option that is to be renewed fills in."""
    rows = body.co_options.filter(item__isnull=True)
    row = rows.filter(pk=number_in(number)).first()
    if row is None:
        return {"starts_on": forms.typed(clock.today())}
    start = row.ends_on + ONE_DAY if row.ends_on else clock.today()
    return {
        "person": row.person_id,
        "starts_on": forms.typed(start),
        "discipline": row.discipline_id,
        "reason": row.reason,
    }


@council_page(may=KEEP)
def co_option_end(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """Record that a co-option is over, or go on to renew it."""
    rows = CoOption.objects.of(council).filter(item__isnull=True)
    rows = rows.select_related("body__parent", "person")
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
