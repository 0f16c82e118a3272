"""The bare view that everything is compared with: plain Django, 8 queries, about 30 kB.

It does what any signed-in page must and nothing else: session, person, roles, council, and four
small lists in one plain template. None of our components, decorators or tags is used, so that its
time says how fast the machine is and not how fast we are.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.models import Meeting, Seat
from councils.models import Council, Membership
from pledges.models import Promise, Statement


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Session and person by the decorator, then six more queries."""
    roles = list(Membership.objects.filter(user=request.user))
    council = Council.objects.get(pk=roles[0].council_id)
    context = {
        "roles": roles,
        "of": council,
        "statements": Statement.objects.filter(council=council).order_by("pk")[:50],
        "promises": Promise.objects.filter(council=council).order_by("pk")[:20],
        "seats": Seat.objects.filter(council=council).order_by("pk")[:20],
        "meetings": Meeting.objects.filter(council=council).order_by("-held_on")[:20],
    }
    return render(request, "bench/reference.html", context)
