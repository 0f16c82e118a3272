"""Whether a council's promises are kept: two keys side by side, the widest gaps first (R16, R17)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.threads.queries import counted, standings
from councils import clock
from councils.access import council_page
from councils.models import Council

READ_RECORD = "boards.read_record"


@council_page()
def promises_kept(request: HttpRequest, council: Council) -> HttpResponse:
    """Every published promise in force with its status and its golden thread."""
    all_ = request.user.has_perm(READ_RECORD, council)
    found = standings(council, today=clock.today(), all_=all_)
    context = {"standings": found, "counted": counted(found), "all": all_}
    return render(request, "promises_kept.html", context)
