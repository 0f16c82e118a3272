"""Publishing again and again: what the web process keeps of it, and how long each time takes."""

import time
from collections.abc import Iterator
from itertools import count

from bench.memory import growth
from boards.models import Meeting
from boards.packs.services import publish_pack
from councils import clock
from councils.models import Council, User

PUBLISHES = 50
MEGABYTE = 2**20
MOST_GROWTH = 8 * MEGABYTE


def publishing(council: Council) -> list[str]:
    """Publish a pack fifty times, each time changed; the sentences of what is too much."""
    rooms, took = _rooms(council), []

    def publish() -> None:
        meeting, clerk = next(rooms)
        started = time.perf_counter()
        assert len(publish_pack(by=clerk, meeting=meeting)) > 1
        took.append(time.perf_counter() - started)

    grown = growth(publish, times=PUBLISHES)
    print(
        f"{PUBLISHES} publishes, one after the other: {sorted(took)[len(took) // 2] * 1000:.0f} ms "
        f"in the middle; this process grew by {grown / MEGABYTE:.1f} MB"
    )
    if grown > MOST_GROWTH:
        return [f"Publishing: the process grew by more than {MOST_GROWTH // MEGABYTE} MB."]
    return []


def _rooms(council: Council) -> Iterator[tuple[Meeting, User]]:
    """The meeting to come, in another room each time, so that there is something to publish."""
    to_come = Meeting.objects.of(council).filter(held_on__gte=clock.today(), editions__isnull=False)
    meeting, clerk = to_come.order_by("held_on").first(), User.objects.get(username="demo-clerk")
    for number in count(1):
        meeting.place = f"Room {number}"
        meeting.save()
        yield meeting, clerk
