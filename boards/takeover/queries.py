"""What the pages of a takeover ask: whose meeting it is, the dots on its agenda, its clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from boards.agendas.queries import in_order, is_parked, printed_numbers, with_dots
from boards.models import AgendaItem, BodyForum, Meeting
from boards.papers.queries import live_restrictions
from boards.seats.sitting.queries import ways_at
from boards.takeover import dots as rule
from boards.takeover.dots import Choice, Order
from boards.takeover.timing import Clock, Slot, ends_at, read_clock
from councils import clock
from councils.models import Council, User
from councils.roles import Role
from forums.models import Forum
from forums.queries import forums_of


def takeovers(council: Council) -> QuerySet[Meeting]:
    """The council's meetings that young people take over."""
    meetings = Meeting.objects.of(council).filter(kind=Meeting.Kind.TAKEOVER)
    return meetings.select_related("body", "theme", "council")


def may_lead(user: User, meeting: Meeting) -> bool:
    """Whether somebody who may lead takeovers leads this one: at most two queries.

    The clerk; the people of a forum the body hears; a chair who sits on the body.
    """
    if user.has_perm("boards.plan_meeting", meeting):
        return True
    heard = BodyForum.objects.filter(body=meeting.body_id)
    if heard.filter(forum__in=forums_of(user, meeting.council)).exists():
        return True
    is_chair = user.holds(Role.CHAIR, meeting.council)
    return is_chair and bool(ways_at(user, meeting, clock.today()))


def forums_with_dots(user: User, meeting: Meeting) -> list[Forum]:
    """The forums the body hears in which the person has a place today."""
    heard = Forum.objects.of(meeting.council).filter(body_links__body=meeting.body_id)
    mine = heard.filter(pk__in=forums_of(user, meeting.council))
    return list(mine.order_by("from_age", "name"))


# Dots ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its dots (see `with_dots`), and whether it stays where it is."""

    item: AgendaItem
    stays: bool

    @property
    def number(self) -> int:
        """All forums' dots."""
        return sum(each["number"] for each in self.item.dotted)

    @property
    def words(self) -> str:
        """How many that is."""
        return rule.total_words(self.number)

    def of(self, forum: Forum) -> int:
        """The dots of one forum."""
        return sum(each["number"] for each in self.item.dotted if each["forum"] == forum.pk)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A meeting's agenda with all dots: as it stands, and in the order they ask for."""

    rows: tuple[Row, ...]
    order: Order
    closed: str

    @property
    def asked(self) -> list[Row]:
        """The items in the order the dots ask for."""
        found = {row.item.pk: row for row in self.rows}
        return [found[key] for key in self.order.keys]

    @property
    def open_rows(self) -> list[Row]:
        """The items that take dots."""
        return [row for row in self.rows if not row.stays]

    @property
    def forums(self) -> list[tuple[str, str]]:
        """Each forum that put dots, and how many."""
        totals: dict[str, int] = {}
        for each in (dots for row in self.rows for dots in row.item.dotted):
            totals[each["name"]] = totals.get(each["name"], 0) + each["number"]
        return [(name, rule.total_words(number)) for name, number in sorted(totals.items())]


def sheet_of(meeting: Meeting) -> Sheet:
    """The dots on a meeting's agenda: two queries."""
    items = list(with_dots(meeting.items).order_by("position"))
    return sheet_under(meeting, items, printed=printed_numbers(meeting))


def sheet_under(
    meeting: Meeting, items: Sequence[AgendaItem], *, printed: Collection[str]
) -> Sheet:
    """The same, for who has looked up the items (see `with_dots`) and the printed numbers."""
    found = {item.pk: item for item in items}
    rows = tuple(
        Row(found[line.key], stays=line.fixed or line.parked)
        for line in in_order(items, meeting, printed=printed)
    )
    closed = rule.why_closed(
        meeting.held_on,
        today=clock.today(),
        cancelled=meeting.is_cancelled,
        is_out=bool(printed),
    )
    choices = [Choice(row.item.pk, row.number, stays=row.stays) for row in rows]
    return Sheet(rows, rule.order_of(choices, is_closed=bool(closed)), closed)


# The clock ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stand:
    """How a meeting stands: its items by their keys, and its clock."""

    items: dict[int, AgendaItem]
    clock: Clock

    @property
    def item(self) -> AgendaItem | None:
        """The item now."""
        now = self.clock.now
        return self.items[now.slot.key] if now else None


def stand_of(meeting: Meeting) -> Stand:
    """How a meeting stands now: one query. What is only sent out to be read has no time."""
    kept_back = Q(report__item=OuterRef("pk")) | Q(attachment__report__item=OuterRef("pk"))
    rows = (
        meeting.items.select_related("turn")
        .annotate(is_restricted=Exists(live_restrictions().filter(kept_back)))
        .order_by("position")
    )
    items = {item.pk: item for item in rows if has_turn(item) or not is_parked(item, meeting)}
    begun = sorted((item.turn for item in items.values() if has_turn(item)), key=lambda t: t.pk)
    found = read_clock(
        [Slot(i.pk, i.title, i.minutes, protected=i.is_protected) for i in items.values()],
        [(turn.item_id, turn.began_at) for turn in begun],
        ended_at=meeting.closed_at,
        now=_now(meeting),
        ends_at=ends_at(clock.moment(meeting.held_on, meeting.starts_at), meeting.slot_minutes),
    )
    return Stand(items, found)


def has_turn(item: AgendaItem) -> bool:
    """Whether the item's time has begun."""
    return hasattr(item, "turn")


def _now(meeting: Meeting) -> datetime | None:
    return clock.now() if meeting.held_on == clock.today() else None


def speaker_of(item: AgendaItem) -> str:
    """Who speaks to an item, as the screen names them; nobody where a paper of it is restricted.

    Nor where another body handed it over: the forum's papers say nothing more of it either.
    """
    is_open = not (item.is_restricted or (item.from_body_id and item.kind != item.Kind.UPDATE))
    return item.presenter if is_open else ""
