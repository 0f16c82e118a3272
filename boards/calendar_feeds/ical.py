"""Writes a calendar as RFC 5545 asks, with the time zone that its times are in.

Calendar programs know an event again by its UID, and see by SEQUENCE and LAST-MODIFIED that it has
changed; DTSTAMP is the same moment, so that a calendar in which nothing changed is the same text.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from boards.calendar_feeds.events import Event

ZONE = "Europe/London"
MEDIA_TYPE = "text/calendar; charset=utf-8"
OURS = "-//Corporate parenting//Meetings and deadlines//EN"
#: How often programs are asked to look again.
AGAIN = timedelta(hours=6)
#: The summer times that are written out.
FROM, UNTIL = date(2020, 1, 1), date(2038, 1, 1)


def as_ical(events: Iterable[Event], *, name: str, host: str) -> bytes:
    """The calendar of these events; `host` makes each UID the only one in the world."""
    found = icalendar.Calendar()
    for key, said in (
        ("version", "2.0"),
        ("prodid", OURS),
        ("method", "PUBLISH"),
        ("calscale", "GREGORIAN"),
        ("name", name),
        ("x-wr-calname", name),
        ("x-wr-timezone", ZONE),
    ):
        found.add(key, said)
    found.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT6H")
    found.add_component(icalendar.Timezone.from_tzid(ZONE, first_date=FROM, last_date=UNTIL))
    for event in events:
        found.add_component(_event(event, host))
    return found.to_ical()


def _event(event: Event, host: str) -> icalendar.Event:
    made = icalendar.Event()
    starts, ends = _when(event)
    lines = "\n".join(each for each in (event.words, event.address) if each)
    changed = event.changed_at.astimezone(UTC).replace(microsecond=0)
    said: dict[str, object] = {
        "uid": f"{event.uid}@{host}",
        "dtstamp": changed,
        "last-modified": changed,
        "sequence": event.version,
        "dtstart": starts,
        "dtend": ends,
        "summary": event.title,
        "description": lines,
        "location": event.place,
        "url": event.address,
        "status": "CANCELLED" if event.is_cancelled else "CONFIRMED",
        "transp": "OPAQUE" if event.starts_at and not event.is_cancelled else "TRANSPARENT",
    }
    for key, what in said.items():
        if what != "":
            made.add(key, what)
    return made


def _when(event: Event) -> tuple[date, date]:
    """The beginning and the end; the end of a day is the day after, as the standard counts."""
    if event.starts_at is None:
        return event.day, event.day + timedelta(days=1)
    starts = datetime.combine(event.day, event.starts_at, tzinfo=ZoneInfo(ZONE))
    return starts, starts + timedelta(minutes=event.minutes)
