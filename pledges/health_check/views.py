"""A set of promises looked over, promise by promise."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from councils.access import council_page
from councils.models import Council
from pledges.models import PledgeSet


@council_page(may="pledges.read_drafts")
def pledge_set_health(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """What is odd about the promises of a set; nothing of it refuses anything."""
    rows, public = PledgeSet.objects.of(council), PledgeSet.objects.of(council).public()
    shown = rows.filter(Q(is_own=True) | Q(pk__in=public.values("pk")))
    pledge_set = get_object_or_404(shown, key=key)
    pledge_set.council = council
    return render(request, "pledges/health_check/pledge_set_health.html", {"set": pledge_set})
