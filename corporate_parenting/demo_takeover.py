"""Young people take over in the demo: one meeting that they ordered and chaired, one they are to.

After the meeting that had cut their time short they chaired the next, and had all the minutes that
were owed to them. Elsewhere the dots of one of two forums are counted for a meeting to come.
Everything in it is invented.
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from itertools import cycle

from boards.agendas.services import add_item
from boards.models import Body, Meeting
from boards.queries import theme_next
from boards.services import plan_meeting
from boards.takeover.queries import sheet_of, stand_of
from boards.takeover.services import follow_dots, place_dots, press
from boards.takeover.timing import Move
from corporate_parenting.demo_agendas import PLACE
from councils import clock
from councils.models import Council, User
from councils.queries import calendar_of
from forums.models import Forum
from pledges.models import Theme

#: Place from the end of the meeting they took over: the one after that which cut their time short.
TAKEN_OVER = 2
BEGAN, LASTS = time(17, 30), 115
#: Whose meeting to come they take over, and by how many weeks.
COUNCIL, WEEKS = "bcp", 8
#: What young people put, item by item.
DOTS = (4, 9, 1, 6, 2)
MORE = ("Pets and foster homes", "Getting to clubs after school", "Wi-fi where we live")


def kind_of(body: Body, from_the_end: int) -> str:
    """Which kind of meeting it was; they take over where the body hears a forum."""
    taken = from_the_end == TAKEN_OVER and body.forum_links.exists()
    return Meeting.Kind.TAKEOVER if taken else Meeting.Kind.FORMAL


def put_dots(meeting: Meeting, cast: Mapping[str, User]) -> None:
    """The forums’ dots ten days before, and the clerk follows them; nothing for other kinds."""
    if meeting.kind != Meeting.Kind.TAKEOVER:
        return
    with clock.set_to(meeting.held_on - timedelta(days=10)):
        for link in meeting.body.forum_links.select_related("forum"):
            _count(meeting, link.forum, by=cast["worker"])
        follow_dots(by=cast["clerk"], meeting=meeting)


def _count(meeting: Meeting, forum: Forum, *, by: User) -> None:
    rows = sheet_of(meeting).open_rows
    numbers = {row.item.pk: number for row, number in zip(rows, cycle(DOTS), strict=False)}
    place_dots(by=by, meeting=meeting, forum=forum, numbers=numbers, seen={})


def chair(meeting: Meeting, cast: Mapping[str, User]) -> Meeting:
    """They chair it: each item has its minutes, but the longest, which pays for what is over."""
    if meeting.kind != Meeting.Kind.TAKEOVER:
        return meeting
    slots = [each.slot for each in stand_of(meeting).clock.taken]
    over = sum(slot.minutes for slot in slots) - LASTS
    longest = max(slots, key=lambda slot: (not slot.protected, slot.minutes))
    now = clock.moment(meeting.held_on, BEGAN)
    _press(meeting, cast, now, Move.START)
    for slot in slots:
        now += timedelta(minutes=slot.minutes - (over if slot is longest else 0))
        _press(meeting, cast, now, Move.NEXT)
    return Meeting.objects.select_related("body", "council").get(pk=meeting.pk)


def _press(meeting: Meeting, cast: Mapping[str, User], now: object, move: Move) -> None:
    with clock.set_to(now):
        fresh = Meeting.objects.select_related("body", "council").get(pk=meeting.pk)
        step = stand_of(fresh).clock.step
        young = {"has_young_chair": True} if move is Move.START else {}
        press(by=cast["representative"], meeting=fresh, move=move, step=step, **young)


def leave_dots(council: Council, cast: Mapping[str, User], *, today: date) -> None:
    """A meeting to come, on which one forum has put its dots and the clerk has not followed yet."""
    body = Body.objects.of(council).filter(forum_links__isnull=False).order_by("position").first()
    if council.slug != COUNCIL or body is None:
        return
    day = calendar_of(council).on_or_before(today + timedelta(weeks=WEEKS))
    found = theme_next(body, day, council).theme
    with clock.set_to(today - timedelta(days=7)):
        meeting = plan_meeting(
            by=cast["clerk"],
            body=body,
            kind=Meeting.Kind.TAKEOVER,
            held_on=day,
            starts_at=BEGAN,
            place=PLACE,
            theme=Theme.objects.get(pk=found.key) if found else None,
            slot_minutes=150,
        )
        for title in MORE:
            add_item(by=cast["clerk"], meeting=meeting, title=title, minutes=10)
    with clock.set_to(today - timedelta(days=1)):
        _count(meeting, body.forum_links.order_by("forum__name").first().forum, by=cast["worker"])
