"""Who sits on a body on a day: who holds a seat, who stands in for one, and who is co-opted.

They are invited, count for the quorum and read the record, so that members' papers and members'
mails are for all of them. Who is co-opted for one item sits at the meeting that takes it, and at no
other; who is asked to come for an item is heard, and does not sit there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Value

from boards.models import CoOption, Meeting, SeatHolder, Substitute
from councils.models import User
from councils.prepared import PreparedByKey


def _seated(day: date) -> tuple[tuple[QuerySet, str], ...]:
    """The rows by which somebody sits on a body, each with the way to the body from there."""
    for_the_period = CoOption.objects.current(day).filter(item__isnull=True)
    return (
        (SeatHolder.objects.current(day), "seat__body"),
        (Substitute.objects.current(day), "seat__body"),
        (for_the_period, "body"),
    )


def _for_an_item() -> QuerySet[CoOption]:
    """Co-options for one item that nobody has recorded to be over; they have no other last day."""
    return CoOption.objects.filter(item__isnull=False, is_settled=False)


def people_on(body: int, day: date, *, meeting: int | None = None) -> QuerySet[User]:
    """The sign-ins of those who sit on a body, and of those co-opted for an item of the meeting."""
    found = [rows.filter(**{way: body}) for rows, way in _seated(day)]
    if meeting is not None:
        found.append(_for_an_item().filter(item__meeting=meeting))
    sits = Q()
    for rows in found:
        sits |= Q(pk__in=rows.order_by().values("person__user"))
    return User.objects.filter(sits)


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which somebody sits at a meeting: in a young people's seat, or for one item alone."""

    is_young: bool
    for_an_item: bool


def ways_at(user: User, meeting: Meeting, day: date) -> list[Way]:
    """The ways in which the person sits at a meeting; empty for who does not. One query."""
    found = _meetings(user=user.pk, meeting=meeting.pk, day=day)
    return [way for row in found for way in ways_of(row)]


#: The ways by which somebody sits at a meeting: those of `_seated`, in their order, and the item's.
WAYS = ("by_seat", "standing_in", "co_opted", "for_an_item")


def with_ways(user: int, day: date, *, meeting: str = "") -> dict[str, ArraySubquery]:
    """The ways in which a person sits, to annotate meetings with; or rows with a `meeting`."""
    before = f"{meeting}__" if meeting else ""
    found = [rows.filter(**{way: OuterRef(f"{before}body")}) for rows, way in _seated(day)]
    found.append(_for_an_item().filter(item__meeting=OuterRef(f"{before}pk")))
    return {way: _young(rows, user) for way, rows in zip(WAYS, found, strict=True)}


def _young(rows: QuerySet, user: int) -> ArraySubquery:
    """Of a person's own rows, whether it is a young person's seat; nobody young is co-opted."""
    young = Value(value=False) if rows.model is CoOption else F("seat__is_young_people")
    own = rows.filter(person__user=user).order_by().annotate(young=young)
    return ArraySubquery(own.values("young"))


def ways_of(found: Sequence[Sequence[bool]]) -> list[Way]:
    """The ways, of the values of `with_ways` in the order of `WAYS`."""
    return [
        Way(is_young=young, for_an_item=way == "for_an_item")
        for way, each in zip(WAYS, found, strict=True)
        for young in each
    ]


def _build_meetings(*, user: int, meeting: int, day: date) -> QuerySet:
    rows = Meeting.objects.filter(pk=meeting).annotate(**with_ways(user, day))
    return rows.order_by().values_list(*WAYS)


_meetings = PreparedByKey(_build_meetings, user=int, meeting=int, day=date)


def sits_at(user: User, day: date, *, young: bool = True) -> Q:
    """Of meetings: those of the bodies on which the person sits, and those they are co-opted for.

    Without `young`, those only at which they sit otherwise than in a young people's seat.
    """
    sits = Q(pk__in=_for_an_item().filter(person__user=user).order_by().values("item__meeting"))
    for rows, way in _seated(day):
        theirs = rows.filter(person__user=user)
        if way.startswith("seat") and not young:
            theirs = theirs.filter(seat__is_young_people=False)
        sits |= Q(body__in=theirs.order_by().values(way))
    return sits
