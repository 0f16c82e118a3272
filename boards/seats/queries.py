"""Who sits on a body on a day: seats with their places, and who is co-opted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from boards.models import (
    AgendaItem,
    Body,
    CoOption,
    Discipline,
    Seat,
    SeatHolder,
    Substitute,
    YoungPlaces,
)
from councils.models import Person


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a seat on a day: who holds it, and who comes when they cannot."""

    number: int
    holder: SeatHolder | None = None
    substitute: Substitute | None = None

    @property
    def person(self) -> Person | None:
        """Who holds it; None where it is vacant."""
        return self.holder.person if self.holder else None

    @property
    def stand_in(self) -> Person | None:
        """The nominated substitute, or None."""
        return self.substitute.person if self.substitute else None


@dataclass(frozen=True, slots=True)
class SeatPlaces:
    """A seat on a day, with its discipline and its places.

    A seat for one has exactly one place, vacant or not; a plural seat has a place for each holder
    or substitute, in the order of their numbers, and may have none. A seat of young people has no
    places with people in them, only `young`: how many they are, or None where nobody has said.
    A seat listed twice (`seat.same_as`) has none either: its people are at the other one.
    """

    seat: Seat
    discipline: Discipline | None
    is_assumed: bool
    places: tuple[Place, ...]
    young: int | None = None

    @property
    def filled(self) -> int:
        """How many places somebody holds."""
        if self.seat.is_young_people:
            return self.young or 0
        return sum(place.holder is not None for place in self.places)

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds a place of it, though somebody should."""
        return not self.filled and self.seat.same_as_id is None

    @property
    def is_members(self) -> bool:
        """Whether those who hold it are members: no attender's seat, and none listed twice."""
        return not self.seat.is_attender and self.seat.same_as_id is None


def places(body: Body, day: date) -> list[SeatPlaces]:
    """Every seat of the body with its places on a day, in the order of its list: three queries."""
    holders = _by_place(SeatHolder.objects.filter(seat__body=body), day)
    substitutes = _by_place(Substitute.objects.filter(seat__body=body), day)
    return [
        _seat_places(seat, holders[seat.pk], substitutes[seat.pk]) for seat in _seats(body, day)
    ]


def _seats(body: Body, day: date) -> QuerySet[Seat]:
    young = YoungPlaces.objects.current(day).filter(seat=OuterRef("pk")).values("number")[:1]
    return (
        body.seats.select_related("assumed_discipline", "same_as", "decided_discipline__discipline")
        .annotate(young=Subquery(young))
        .order_by("position")
    )


def _by_place(rows: QuerySet, day: date) -> dict[int, dict[int, SeatHolder | Substitute]]:
    """By seat and number of the place, those in force on the day; never a young person."""
    found: dict[int, dict[int, SeatHolder | Substitute]] = defaultdict(dict)
    adults = rows.current(day).filter(seat__is_young_people=False, seat__same_as__isnull=True)
    for row in adults.select_related("person__user"):
        found[row.seat_id][row.place] = row
    return found


def _seat_places(
    seat: Seat, holders: dict[int, SeatHolder], substitutes: dict[int, Substitute]
) -> SeatPlaces:
    decided = getattr(seat, "decided_discipline", None)
    numbers = holders.keys() | substitutes.keys()
    has_people = not seat.is_young_people and seat.same_as_id is None
    if has_people and not seat.is_plural:
        numbers |= {1}
    return SeatPlaces(
        seat=seat,
        discipline=decided.discipline if decided else seat.assumed_discipline,
        is_assumed=decided is None and seat.assumed_discipline is not None,
        places=tuple(
            Place(number, holders.get(number), substitutes.get(number))
            for number in sorted(numbers)
        ),
        young=seat.young if seat.is_young_people else None,
    )


def co_options(body: Body, day: date, *, item: AgendaItem | None = None) -> QuerySet[CoOption]:
    """Who is co-opted to the body on a day: for a period, or for an item of a meeting held then.

    With `item`, those for the period and for that item alone. Each has its person and discipline.
    """
    of_period = Q(item__isnull=True, starts_on__lte=day) & _not_over(day)
    of_item = Q(item=item) if item else Q(item__meeting__held_on=day)
    of_item &= Q(item__meeting__cancelled_at__isnull=True, is_settled=False)
    return (
        body.co_options.filter(of_period | of_item)
        .select_related("person__user", "discipline", "item__meeting")
        .order_by(F("item__position").asc(nulls_first=True), "person__name")
    )


def _not_over(day: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)
