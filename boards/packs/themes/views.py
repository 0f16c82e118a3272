"""The packs of a body, by theme, over the years."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards.models import Body, Edition
from boards.packs.own.queries import editions_to_read
from councils.access import council_page
from councils.models import Council


@council_page()
def body_packs(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Each theme with the packs on it that the person may open, the latest first."""
    bodies = Body.objects.of(council).public().select_related("parent")
    body = get_object_or_404(bodies, key=key)
    readable = editions_to_read(request.user, council).filter(meeting__body=body)
    editions = (
        Edition.objects.filter(pk__in=readable.values("pk"))
        .defer("content")
        .select_related("meeting__theme")
    )
    context = {"body": body, "groups": _by_theme(editions)}
    return render(request, "boards/packs/themes.html", context)


def _by_theme(editions: list[Edition]) -> list[tuple[str, list[Edition]]]:
    """The themes in the order of the strategy, then the meetings that had none."""
    latest = sorted(editions, key=lambda edition: edition.meeting.held_on, reverse=True)
    rows = sorted(latest, key=_place)
    return [(name, list(group)) for (_, name), group in groupby(rows, key=_place)]


def _place(edition: Edition) -> tuple[int, str]:
    theme = edition.meeting.theme
    return (theme.position, theme.name) if theme else (10_000, "")
