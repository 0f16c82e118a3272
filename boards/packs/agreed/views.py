"""The minutes of one meeting, as anyone may read them."""

from itertools import count

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from boards.models import Edition, Minutes
from boards.packs.agreed.queries import has_papers
from boards.packs.audience import Audience
from boards.packs.blocks import Heading, Item, Part
from boards.packs.minutes_blocks import MinutesBlocks
from boards.packs.render import item_html
from boards.record.queries import day_of, public_minutes
from councils import clock
from councils.access import council_page
from councils.models import Council
from councils.working_days import day_in_words

AGREED = "These minutes were agreed by the meeting on {day}."
WENT_ROUND = "These minutes went round on {day}. They are not agreed yet."
CORRECTED = "They correct what was agreed before."


@council_page()
def public_minutes_page(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """The newest version of the minutes that is for everyone, in its own frozen words."""
    versions = public_minutes(council).filter(meeting=pk)
    versions = versions.select_related("meeting__body", "confirmed_in")
    minutes = get_object_or_404(versions[:1])
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "state": _state(minutes),
        "has_papers": has_papers(minutes.meeting),
        "html": _html(minutes, council),
    }
    return render(request, "boards/packs/minutes.html", context)


def _state(minutes: Minutes) -> str:
    """How far they are, in words."""
    if minutes.confirmed_at:
        said = AGREED.format(day=day_in_words(minutes.confirmed_in.held_on))
    else:
        said = WENT_ROUND.format(day=day_in_words(day_of(minutes.circulated_at)))
    return f"{said} {CORRECTED}" if minutes.number > 1 else said


def _html(minutes: Minutes, council: Council) -> str:
    """The words as a pack shows them to the public, with slips for what is kept back."""
    blocks = MinutesBlocks(
        minutes.meeting.body, Audience(council, Edition.Kind.PUBLIC, clock.today())
    )
    words = blocks.words(minutes, (str(number) for number in count(1)))
    parts = (Heading(each.text) if isinstance(each, Part) else each for each in words)
    return item_html(Item(number="0", title=str(minutes), blocks=tuple(parts)))
