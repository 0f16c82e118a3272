"""Minutes that wait for somebody: for the clerk to send them round, for the chair to confirm them."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from boards.cycle import WITHOUT_PAPERS
from boards.deadlines import Deadline
from boards.models import BodyRules, Meeting, Minutes, SeatHolder
from boards.record.queries import due_day
from councils import clock
from councils.models import ClosureDay, Council, User
from councils.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Waiting:
    """The meetings of a council whose minutes wait for somebody, the oldest first."""

    to_write: tuple[Meeting, ...]
    to_confirm: tuple[Meeting, ...]


def waiting(user: User, council: Council) -> Waiting:
    """What waits in a council: all that is to be written, and what this person's bodies confirm.

    One query, whatever the person's roles are.
    """
    found = list(_in_hand(user, council))
    return Waiting(
        to_write=tuple(each for each in found if each.is_owed),
        to_confirm=tuple(each for each in found if each.waits and each.is_theirs),
    )


def minutes_owed(council: Council) -> QuerySet[Meeting]:
    """Meetings whose minutes have not gone round, the oldest first; `due_of` says by when."""
    return _held(council).filter(is_owed=True)


def _in_hand(user: User, council: Council) -> QuerySet[Meeting]:
    seats = SeatHolder.objects.current(clock.today()).filter(person__user=user)
    return (
        _held(council)
        .annotate(
            waits=Exists(_that_wait()),
            is_theirs=Exists(seats.filter(seat__body=OuterRef("body"))),
        )
        .filter(Q(is_owed=True) | Q(waits=True))
    )


def _held(council: Council) -> QuerySet[Meeting]:
    meetings = Meeting.objects.of(council).filter(
        cancelled_at__isnull=True, held_on__lt=clock.today()
    )
    owed = ~Exists(_of_meeting(first_circulated_at__isnull=False)) & ~Q(kind__in=WITHOUT_PAPERS)
    return (
        with_rule(meetings)
        .annotate(
            is_owed=owed, closures=ArraySubquery(ClosureDay.objects.of(council).values("day"))
        )
        .select_related("body", "council")
        .order_by("held_on", "pk")
    )


def _of_meeting(**which: object) -> QuerySet[Minutes]:
    return Minutes.objects.filter(meeting=OuterRef("pk"), **which)


def _that_wait() -> QuerySet[Minutes]:
    """Minutes that went round and that a later meeting, held since, could confirm."""
    later = Meeting.objects.filter(
        body=OuterRef("meeting__body"),
        held_on__gt=OuterRef("meeting__held_on"),
        held_on__gte=OuterRef("first_circulated_at__date"),
        cancelled_at__isnull=True,
    )
    held = Q(held_on__lt=clock.today()) | Q(held_on=clock.today(), opened_at__isnull=False)
    return _of_meeting(circulated_at__isnull=False, confirmed_at__isnull=True).filter(
        Exists(later.filter(held))
    )


def with_rule(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with the rule for their minutes that was in force on their day."""
    in_force = BodyRules.objects.filter(
        body=OuterRef("body"), in_force_from__lte=OuterRef("held_on")
    ).order_by("-in_force_from")
    return meetings.annotate(
        minutes_number=Subquery(in_force.values("minutes_number")[:1]),
        minutes_unit=Subquery(in_force.values("minutes_unit")[:1]),
    )


def due_of(meeting: Meeting) -> Deadline | None:
    """By when the minutes of one of these meetings go round (R3), or None where nothing is stated."""
    rules = BodyRules(
        minutes_number=meeting.minutes_number, minutes_unit=meeting.minutes_unit or ""
    )
    return due_day(meeting, rules, Calendar(closures=frozenset(meeting.closures)))
