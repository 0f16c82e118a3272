"""The calendar of a council, for everybody who subscribes to it."""

from django.http import HttpRequest, HttpResponse

from boards.calendar_feeds.ical import MEDIA_TYPE, as_ical
from boards.calendar_feeds.queries import host, public_events
from councils.access import council_page
from councils.models import Council


@council_page()
def public_calendar(request: HttpRequest, council: Council) -> HttpResponse:  # noqa: ARG001
    """The council's meetings that anyone may know of, as a calendar."""
    content = as_ical(public_events(council), name=f"Meetings of {council.name}", host=host())
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{council.slug}-meetings.ics"'
    response["Cache-Control"] = "public, max-age=3600"
    return response
