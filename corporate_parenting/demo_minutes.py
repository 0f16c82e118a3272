"""The demo's minutes: drafted, sent round, confirmed at the next meeting; played by the services.

They end where people have something to do: the latest meeting's minutes are a draft, those of the
meeting before it have gone round and wait for the chair. One set went round late, and one was
corrected by a further version. What is said in them is invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from boards.models import AgendaItem, Body, Meeting, Minutes, MinutesSection
from boards.record.queries import due_now
from boards.record.rules import is_late
from boards.record.services import circulate, confirm, correct, draft_minutes, save_section
from councils import clock
from councils.models import User

NEXT_DAY, USUAL = timedelta(days=1), timedelta(days=9)
TOO_LONG = timedelta(days=16)
WHY_LATE = "The clerk was away for a week, and nobody stood in."
WRONG = "The wrong school was named under the theme. The head teacher has pointed it out."
RIGHT = "This version names the right school."
#: Which set of a body's minutes goes round late, and which is corrected, counted from the first.
LATE, CORRECTED = 1, 2

#: What was said at the theme, from meeting to meeting in turn.
AT_THE_THEME = (
    """The figures were gone through one by one. Members asked what is behind those that got worse,
and who does what about it.""",
    """Members asked what young people themselves say about this. What they wrote down was read out.""",
    """Two officers told how the work goes. Members asked how a young person would notice.""",
)
IN_THEIR_TIME = """The young people asked their question first, and the meeting talked it over with
them. The answer comes in writing."""
NOTED = "Noted."


@dataclass(frozen=True, slots=True)
class _Playing:
    clerk: User
    chair: User
    today: date


def play(bodies: Sequence[Body], *, clerk: User, chair: User, today: date) -> None:
    """Write the minutes of some bodies, from their first meeting to the latest."""
    for body in bodies:
        held = body.meetings.filter(held_on__lt=today - NEXT_DAY, cancelled_at__isnull=True)
        _of_body(list(held.order_by("held_on")), _Playing(clerk, chair, today))


def _of_body(meetings: Sequence[Meeting], playing: _Playing) -> None:
    """Each meeting confirms the minutes before it, but for the latest one; then its own begin."""
    before = None
    for place, meeting in enumerate(meetings):
        is_latest = place == len(meetings) - 1
        if before and not is_latest:
            before = _confirm(before, meeting, playing)
            if place - 1 == CORRECTED:
                _correct(before, meeting, playing)
        minutes = _draft(meeting, AT_THE_THEME[place % len(AT_THE_THEME)], playing)
        if not is_latest:
            after = TOO_LONG if place == LATE else USUAL
            before = _send(minutes, min(meeting.held_on + after, playing.today), playing)


def _draft(meeting: Meeting, theme: str, playing: _Playing) -> Minutes:
    """Drafted the day after; what was said at the theme, and words where the register has none."""
    with clock.set_to(meeting.held_on + NEXT_DAY):
        minutes = draft_minutes(by=playing.clerk, meeting=meeting)
        words = {AgendaItem.Kind.THEME: theme, AgendaItem.Kind.PROTECTED: IN_THEIR_TIME}
        parts = minutes.sections.filter(item__isnull=False).select_related("item")
        for part in parts.order_by("position"):
            said = words.get(part.item.kind, "" if part.text else NOTED)
            if said:
                _write(part, f"{' '.join(said.split())}\n\n{part.text}", playing)
    return minutes


def _write(part: MinutesSection, text: str, playing: _Playing) -> None:
    save_section(by=playing.clerk, section=part, version=part.version, text=text)


def _send(minutes: Minutes, day: date, playing: _Playing) -> Minutes:
    late = is_late(due_now(minutes.meeting), day) and minutes.number == 1
    with clock.set_to(day):
        return circulate(
            by=playing.clerk,
            minutes=minutes,
            version=minutes.version,
            late_reason=WHY_LATE if late else "",
        )


def _confirm(minutes: Minutes, at: Meeting, playing: _Playing) -> Minutes:
    """Confirmed at a meeting, and recorded by the chair the day after."""
    with clock.set_to(at.held_on + NEXT_DAY):
        return confirm(by=playing.chair, minutes=minutes, version=minutes.version, at=at)


def _correct(confirmed: Minutes, at: Meeting, playing: _Playing) -> None:
    """A further version, begun and sent round before the meeting that confirms it too."""
    theme = confirmed.sections.filter(item__kind=AgendaItem.Kind.THEME).first()
    with clock.set_to(at.held_on + NEXT_DAY):
        version = correct(by=playing.clerk, minutes=confirmed, reason=WRONG)
        if theme:
            part = version.sections.get(position=theme.position)
            _write(part, f"{part.text}\n\n{RIGHT}", playing)
    later = at.body.meetings.filter(held_on__gt=at.held_on, cancelled_at__isnull=True)
    following = later.order_by("held_on").first()
    if following and following.held_on + NEXT_DAY < playing.today:
        sent = _send(version, at.held_on + USUAL, playing)
        _confirm(sent, following, playing)
