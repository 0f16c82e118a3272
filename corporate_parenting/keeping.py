"""The administrator's page of how long things are kept, and of what was deleted."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from corporate_parenting.retention import TASKS_KEPT, due_of, name_of, number_in_words
from councils import clock
from councils.access import council_page
from councils.keeping import kept_words
from councils.models import Council, Purge
from councils.working_days import date_in_words

PAGE = 30


@council_page(may="councils.see_purges")
def retention(request: HttpRequest, council: Council) -> HttpResponse:
    """How long each kind is kept, how many the next round deletes, and what was deleted before."""
    found = due_of(council)
    past = Paginator(Purge.objects.of(council), PAGE).get_page(request.GET.get("page"))
    context = {
        "head": ("What", "Kept for", "Counted from the day it was", "Deleted by the next round"),
        "numeric": (3,),
        "due": [
            (row.name, kept_words(row.months), row.since, number_in_words(row.key, row.number))
            for row in found
        ],
        "number": sum(row.number for row in found),
        "past_head": ("What", "When", "How many", "Kept for"),
        "past": [_line(row) for row in past],
        "page": past,
        "task_days": TASKS_KEPT.days,
    }
    return render(request, "retention.html", context)


def _line(row: Purge) -> tuple[str, str, int | str, str]:
    when = date_in_words(clock.local(row.purged_at).date())
    number = number_in_words(row.kind, row.number)
    return (name_of(row.kind), when, number, kept_words(row.kept_months))
