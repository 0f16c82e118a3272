"""What the register says: who is to be marked, who was there when, and whether that is a quorum."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from boards.models import (
    AgendaItem,
    Attender,
    BodyRules,
    CoOption,
    Declaration,
    Meeting,
    Minutes,
    RegisterEntry,
    Seat,
    Substitute,
    YoungPlaces,
)
from boards.queries import quorum_rule, rules_on
from boards.quorum import (
    Capacity,
    Presence,
    Quorum,
    QuorumRule,
    Span,
    inquorate_words,
    quorum,
    quorum_at,
    quorum_over_time,
)
from boards.quorum import Seat as Place
from councils import clock
from councils.working_days import day_in_words

CLOSED = (
    "The minutes of this meeting are confirmed, so its record stays as it is. A correction of the "
    "minutes opens it again."
)
CANCELLED = "This meeting is cancelled: there is nothing to record."


def why_closed(meeting: Meeting) -> str:
    """Why the record of a meeting may not change any more; empty while it may.

    It is closed when its minutes are confirmed and no later version of them is in hand.
    """
    if hasattr(meeting, "confirmed_last"):
        return CLOSED if meeting.confirmed_last else ""
    latest = meeting.minutes.order_by("-number").values_list("confirmed_at", flat=True).first()
    return CLOSED if latest else ""


def with_minutes(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with `.confirmed_last`: when the latest version of their minutes was confirmed."""
    latest = Minutes.objects.filter(meeting=OuterRef("pk")).order_by("-number")
    return meetings.annotate(confirmed_last=Subquery(latest.values("confirmed_at")[:1]))


def why_too_early(meeting: Meeting) -> str:
    """Why nothing can be recorded of a meeting yet, or ever; empty from its own day on."""
    if meeting.is_cancelled:
        return CANCELLED
    if meeting.held_on > clock.today():
        return f"This meeting is on {day_in_words(meeting.held_on)}. It is recorded from then on."
    return ""


def why_not_record(meeting: Meeting) -> str:
    """Why the register and the outcomes may not be written now; empty where they may."""
    return why_too_early(meeting) or why_closed(meeting)


# Quorum -------------------------------------------------------------------------------------------


def seats_on(meeting: Meeting) -> list[Seat]:
    """The body's seats, each once: one query.

    Each has `.filled`, its places somebody holds; `.substitute_id`, the first one named; and
    `.young`, how many young people it is for, where somebody has said so.
    """
    day = meeting.held_on
    held = Q(holders__starts_on__lte=day) & (
        Q(holders__ends_on__isnull=True) | Q(holders__ends_on__gte=day)
    )
    named = Substitute.objects.current(day).filter(seat=OuterRef("pk")).order_by("place")
    young = YoungPlaces.objects.current(day).filter(seat=OuterRef("pk"))
    seats = Seat.objects.filter(body=meeting.body_id, same_as__isnull=True)
    seats = seats.select_related("assumed_discipline", "decided_discipline__discipline")
    return list(
        seats.annotate(
            filled=Count("holders", filter=held, distinct=True),
            substitute_id=Subquery(named.values("person")[:1]),
            young=Subquery(young.values("number")[:1]),
        ).order_by("position")
    )


def discipline_of(seat: Seat) -> str:
    """What a seat stands for: as the clerk decided, else as assumed; empty where nobody said."""
    decided = getattr(seat, "decided_discipline", None)
    found = decided.discipline if decided else seat.assumed_discipline
    return found.name if found else ""


def seats_for_quorum(meeting: Meeting) -> list[Place]:
    """The body's seats on the meeting's day as the quorum rule takes them, by primary key."""
    return sitting_of(meeting).places


def entries_of(meeting: Meeting) -> QuerySet[RegisterEntry]:
    """The register, each entry with `.only_items`: those its guest came for; empty for the whole.

    Somebody co-opted for the period came for the whole, whatever else they were invited to.
    """
    here = {"person": OuterRef("person"), "item__meeting": OuterRef("meeting")}
    always = CoOption.objects.filter(
        body=OuterRef("meeting__body"), person=OuterRef("person"), item__isnull=True
    )
    return (
        RegisterEntry.objects.filter(meeting=meeting)
        .select_related("person", "seat", "instead_of", "discipline", "recorded_by")
        .annotate(
            coopted_for=ArraySubquery(CoOption.objects.filter(**here).values("item")),
            invited_for=ArraySubquery(Attender.objects.filter(**here).values("item")),
            always=ArraySubquery(always.values("pk")),
        )
        .order_by("stay")
    )


@dataclass
class Sitting:
    """A meeting as it sat: its seats, its register, and what they make of the quorum."""

    meeting: Meeting
    rules: BodyRules | None
    seats: list[Seat]
    entries: list[RegisterEntry]

    @cached_property
    def rule(self) -> QuorumRule:
        """The quorum in force on the day."""
        return quorum_rule(self.rules)

    @cached_property
    def places(self) -> list[Place]:
        """The seats as the rule takes them; those of attenders only where attenders count."""
        return [
            Place(
                key=seat.pk,
                name=seat.title,
                discipline=discipline_of(seat),
                filled=(room_of(seat) or 0) if seat.is_young_people else seat.filled,
                substitute=seat.substitute_id,
            )
            for seat in self.seats
            if not seat.is_attender or self.rule.attenders_count
        ]

    @cached_property
    def went_out(self) -> dict[int, set[int]]:
        """The people who left the room for an item because of an interest, by the item."""
        return gone(Declaration.objects.filter(meeting=self.meeting))

    def presences(self, item: AgendaItem | None = None) -> list[Presence]:
        """Everybody's stays; for an item, without those who went out, and with its own guests."""
        gone = self.went_out.get(item.pk, set()) if item else set()
        return [
            presence
            for entry in self.entries
            if entry.is_there and entry.person_id not in gone and _is_for(entry, item)
            for presence in self._stay(entry)
        ]

    def _stay(self, entry: RegisterEntry) -> list[Presence]:
        day = self.meeting.held_on
        discipline = entry.discipline.name if entry.discipline else ""
        return [
            Presence(
                person=person,
                seat=entry.seat_id,
                discipline=discipline,
                capacity=Capacity(entry.capacity),
                online=entry.mark == RegisterEntry.Mark.ONLINE,
                arrived_at=clock.moment(day, entry.arrived_at) if entry.arrived_at else None,
                left_at=clock.moment(day, entry.left_at) if entry.left_at else None,
            )
            for person in self._people(entry)
        ]

    def _people(self, entry: RegisterEntry) -> list[Hashable]:
        """Whom an entry stands for: a person, or as many young people as there are places."""
        if entry.person_id:
            return [entry.person_id]
        rooms = {seat.pk: room_of(seat) for seat in self.seats if seat.is_young_people}
        room = rooms.get(entry.seat_id)
        heads = entry.heads if room is None else min(entry.heads, room)
        return [("young", entry.seat_id, head) for head in range(heads)]

    def at(self, moment: datetime, item: AgendaItem | None = None) -> Quorum:
        """Whether there was a quorum at a moment."""
        return quorum_at(moment, self.rule, self.places, self.presences(item))

    def spans(self) -> tuple[Span, ...]:
        """The meeting cut wherever somebody came or went."""
        return quorum_over_time(self.rule, self.places, self.presences())

    def now(self) -> Quorum:
        """Whether there is a quorum now; afterwards, in the last stretch with anybody in it."""
        if self.meeting.held_on == clock.today() and not self.meeting.closed_at:
            return self.at(clock.now())
        stays = self.presences()
        left = [stay.left_at for stay in stays]
        if not stays or None in left:
            there = [stay for stay in stays if stay.left_at is None]
        else:
            there = [stay for stay in stays if stay.left_at == max(left)]
        return quorum(self.rule, self.places, there)


def gone(declarations: Iterable[Declaration]) -> dict[int, set[int]]:
    """The people who left the room for an item, by the item."""
    found: dict[int, set[int]] = {}
    for row in declarations:
        if row.withdrew and row.item_id:
            found.setdefault(row.item_id, set()).add(row.person_id)
    return found


def _is_for(entry: RegisterEntry, item: AgendaItem | None) -> bool:
    """Whether somebody's stay bears on an item, or, without one, on the meeting as a whole."""
    guest_of = {
        RegisterEntry.Capacity.COOPTED: [] if entry.always else entry.coopted_for,
        RegisterEntry.Capacity.ATTENDER: [] if entry.seat_id else entry.invited_for,
    }.get(entry.capacity, [])
    return not guest_of or (item is not None and item.pk in guest_of)


def room_of(seat: Seat) -> int | None:
    """How many young people fill places of a seat: as many as was said, else one, or any number
    where the seat is plural."""
    if seat.young is not None:
        return seat.young
    return None if seat.is_plural else 1


def sitting_of(meeting: Meeting) -> Sitting:
    """The meeting as it sat, in three queries."""
    rules = rules_on(meeting.body, meeting.held_on)
    return Sitting(meeting, rules, seats_on(meeting), list(entries_of(meeting)))


def presences(meeting: Meeting) -> list[Presence]:
    """Who was there and when, as the quorum rule takes it; guests of one item are left out."""
    return sitting_of(meeting).presences()


def quorum_now(meeting: Meeting) -> Quorum:
    """Whether the meeting is quorate now, by the rules in force on its day (R4)."""
    return sitting_of(meeting).now()


def quorum_at_item(item: AgendaItem) -> Quorum:
    """Whether the meeting was quorate when the item was taken (R4)."""
    moment = moments(item.meeting, outcomes_in_order(item.meeting))[item.pk]
    return sitting_of(item.meeting).at(moment, item)


def outcomes_in_order(meeting: Meeting) -> list[AgendaItem]:
    """The meeting's items in order, each with its outcome: one query."""
    return list(meeting.items.select_related("outcome").order_by("position"))


def moments(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, datetime]:
    """When each item was taken, by its primary key; `items` are all of the meeting's, in order.

    Where nobody wrote it down: now, while the meeting sits; else when the agenda had it.
    """
    day, today = meeting.held_on, clock.today()
    planned = meeting.opened_at or clock.moment(day, meeting.starts_at)
    sits = day == today and not meeting.closed_at
    found = {}
    for item in items:
        at = taken_at(item)
        found[item.pk] = clock.moment(day, at) if at else clock.now() if sits else planned
        planned += timedelta(minutes=item.minutes)
    return found


def taken_at(item: AgendaItem) -> time | None:
    """When the item was taken, as the clerk wrote it down; None where nobody did."""
    outcome = getattr(item, "outcome", None)
    return outcome.taken_at if outcome else None


def view_words(meeting: Meeting, answer: Quorum) -> str:
    """How a decision is recorded that was taken under this answer; empty where it stands."""
    return inquorate_words(answer, body=meeting.body.short_name)
