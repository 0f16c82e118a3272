"""What of a meeting stands in whose calendar, and in which words.

A calendar leaves the product: it holds days, times, places and names of bodies, and never what a
paper, a question or a person is about. A deadline is an all-day event on the day the rule gives;
where that day is closed, its title says by when to act (see `boards/deadlines.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from boards.cycle import expects_papers
from boards.deadlines import Deadline, MeetingDeadlines
from councils.working_days import day_in_words

#: How far back and ahead a calendar reaches.
BACK, AHEAD = timedelta(days=92), timedelta(days=549)

CANCELLED = "Cancelled: {title}"
MEETING = "{body} meeting"
PAPERS = "Papers are due: {body}, {day}"
PAPERS_EXPECTED = "Papers come: {body}, {day}"
FORUM = "Papers go to {forum}: {body}, {day}"
FORUM_EXPECTED = "Your papers come: {body}, {day}"
MINUTES = "Minutes are due: {body}, {day}"
REPORT = "Your report is due: {body}, {day}"
REPORTS = "Your {number} reports are due: {body}, {day}"
#: What comes to somebody by itself: they need not act.
TO_COME = ("Papers come", "Your papers come")
ACT_BY = "{title} (act by {day})"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages are that an event leads to."""

    meeting: str
    minutes: str = ""
    reports: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting as a calendar needs it; `key` is the same for as long as the meeting is there."""

    key: str
    body: str
    kind: str
    held_on: date
    starts_at: time
    minutes: int
    place: str
    is_cancelled: bool
    version: int
    changed_at: datetime
    addresses: Addresses


@dataclass(frozen=True, slots=True)
class Part:
    """What a person has to do with a meeting today."""

    sits: bool = False
    is_heard: bool = False
    keeps: bool = False
    reports: int = 0

    @property
    def comes(self) -> bool:
        """Whether the meeting itself is theirs to know of."""
        return self.sits or self.is_heard or self.keeps


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a calendar: all day where it has no `starts_at`."""

    uid: str
    title: str
    day: date
    address: str
    version: int
    changed_at: datetime
    words: str = ""
    place: str = ""
    starts_at: time | None = None
    minutes: int = 0
    is_cancelled: bool = False


def meeting_event(seen: Seen) -> Event:
    """The meeting itself, at its time and place."""
    title = MEETING.format(body=seen.body)
    return Event(
        uid=f"meeting-{seen.key}",
        title=CANCELLED.format(title=title) if seen.is_cancelled else title,
        day=seen.held_on,
        address=seen.addresses.meeting,
        version=seen.version,
        changed_at=seen.changed_at,
        place=seen.place,
        starts_at=seen.starts_at,
        minutes=seen.minutes,
        is_cancelled=seen.is_cancelled,
    )


def events_of(seen: Seen, part: Part, due: MeetingDeadlines, *, forum: str) -> Iterator[Event]:
    """What of a meeting stands in the calendar of a person who has this part in it.

    A meeting that is cancelled, or of a kind without papers, has no deadlines. `forum` is the name
    the young people's forum goes by.
    """
    if part.comes:
        yield meeting_event(seen)
    if seen.is_cancelled or not expects_papers(seen.kind):
        return
    for name, title, deadline, address in _deadlines(seen, part, due, forum):
        if deadline is not None:
            yield _all_day(seen, f"{name}-{seen.key}", title, deadline, address)


Line = tuple[str, str, Deadline | None, str]


def _deadlines(seen: Seen, part: Part, due: MeetingDeadlines, forum: str) -> Iterator[Line]:
    at = seen.addresses
    if part.keeps or part.sits:
        yield "papers", PAPERS if part.keeps else PAPERS_EXPECTED, due.papers, at.meeting
    if part.keeps or part.is_heard:
        title = FORUM.replace("{forum}", forum) if part.keeps else FORUM_EXPECTED
        yield "forum", title, due.fair_notice, at.meeting
    if part.keeps:
        yield "minutes", MINUTES, due.minutes, at.minutes
    if part.reports:
        title = REPORT if part.reports == 1 else REPORTS.replace("{number}", str(part.reports))
        yield "report", title, due.fair_notice or due.papers, at.reports


def _all_day(seen: Seen, uid: str, title: str, due: Deadline, address: str) -> Event:
    title = title.format(body=seen.body, day=f"{seen.held_on:%-d %B %Y}")
    if due.act_by != due.due_on and not title.startswith(TO_COME):
        title = ACT_BY.format(title=title, day=day_in_words(due.act_by))
    return Event(
        uid=uid,
        title=title,
        day=due.due_on,
        address=address,
        version=seen.version,
        changed_at=seen.changed_at,
        words=due.reason,
    )
