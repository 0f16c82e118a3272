"""Somebody leaves: what they hold, and the day on which all of it ends."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards.seats import forms
from boards.seats.leaving.services import Left, person_leaves
from boards.seats.queries import all_of, nameable
from boards.seats.views import KEEP, back_to_list, body_of
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.working_days import date_in_words


@council_page(may=KEEP)
def person_leave(request: HttpRequest, council: Council, key: str, pk: int) -> HttpResponse:
    """End all that somebody holds in one step, in every body; and say what is vacant then."""
    body, person = body_of(council, key), get_object_or_404(nameable(council), pk=pk)
    form = forms.LeaveForm(request.POST or None, initial={"last_day": forms.typed(clock.today())})
    if request.method == "POST" and form.is_valid():
        left = person_leaves(by=request.user, person=person, **form.cleaned_data)
        return back_to_list(request, _in_words(left), body)
    context = {"body": body, "person": person, "form": form, "held": all_of(person)}
    return render(request, "boards/seats/person_leave.html", context)


def _in_words(left: Left) -> str:
    if not left.ended:
        return f"{left.person} holds nothing beyond {date_in_words(left.last_day)}."
    said = f"Everything {left.person} holds ends on {date_in_words(left.last_day)}."
    if not left.vacant:
        return f"{said} No seat is left vacant by it."
    seats = "; ".join(f"{seat.title} ({seat.body.short_name})" for seat in left.vacant)
    return f"{said} Vacant from the day after: {seats}."
