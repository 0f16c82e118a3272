"""Who sits on a body on a day: seats with their places, and who is co-opted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, Expression, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from boards.attendance import Holding
from boards.models import (
    AgendaItem,
    Attender,
    Body,
    BodyRules,
    CoOption,
    Discipline,
    Seat,
    SeatHolder,
    Substitute,
    YoungPlaces,
)
from boards.vacancies import Alert, co_option_alerts, seat_alerts
from boards.vacancies import CoOption as RuleCoOption
from boards.vacancies import Seat as RuleSeat
from councils.models import Council, Membership, Person, User
from councils.queries import number_of
from councils.roles import Role

#: Who keeps or inspects the record of every body; others read that of a body they belong to.
KEEPS_THE_RECORD = (Role.CLERK, Role.PROPER_OFFICER, Role.INSPECTOR)
#: Whose names are never offered to be put in a seat: young people are counted, not named.
YOUNG_ROLES = (Role.FORUM_REPRESENTATIVE, Role.FORUM_CHAIR)


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
    return _places(body.seats.all(), day)


def seat_places(seat: Seat, day: date) -> SeatPlaces:
    """One seat with its places on a day: three queries."""
    return _places(Seat.objects.filter(pk=seat.pk), day)[0]


def _places(seats: QuerySet[Seat], day: date) -> list[SeatPlaces]:
    listed = seats.order_by().values("pk")
    holders = _by_place(SeatHolder.objects.filter(seat__in=listed), day)
    substitutes = _by_place(Substitute.objects.filter(seat__in=listed), day)
    return [
        _seat_places(seat, holders[seat.pk], substitutes[seat.pk])
        for seat in _with_disciplines(seats, day)
    ]


def _with_disciplines(seats: QuerySet[Seat], day: date) -> QuerySet[Seat]:
    young = YoungPlaces.objects.current(day).filter(seat=OuterRef("pk")).values("number")[:1]
    return (
        seats.select_related("assumed_discipline", "same_as", "decided_discipline__discipline")
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


def co_options(
    body: Body, day: date, *, item: AgendaItem | None = None, to_come: bool = False
) -> QuerySet[CoOption]:
    """Who is co-opted to the body on a day: for a period, or for an item of a meeting held then.

    With `item`, those for the period and for that item alone; with `to_come`, those who will be
    after that day too. Each has its person and discipline.
    """
    of_period = Q(item__isnull=True) & _not_over(day)
    of_item = Q(item=item) if item else Q(item__meeting__held_on=day)
    if to_come:
        of_item = Q(item__meeting__held_on__gte=day)
    else:
        of_period &= Q(starts_on__lte=day)
    of_item &= Q(item__meeting__cancelled_at__isnull=True, is_settled=False)
    return (
        body.co_options.filter(of_period | of_item)
        .select_related("person__user", "discipline", "item__meeting")
        .order_by(F("item__position").asc(nulls_first=True), "person__name")
    )


def _not_over(day: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)


def attenders_to_come(body: Body, day: date) -> QuerySet[Attender]:
    """Who is asked to come for one item of a meeting from this day on, the nearest first."""
    coming = Attender.objects.filter(item__meeting__body=body, item__meeting__held_on__gte=day)
    return (
        coming.filter(item__meeting__cancelled_at__isnull=True)
        .select_related("person", "item__meeting")
        .order_by("item__meeting__held_on", "item__position", "person__name")
    )


# What a clerk should know (R14) ---------------------------------------------------------------------


def alerts(
    body: Body, day: date, seats: list[SeatPlaces], rules: BodyRules | None
) -> tuple[Alert, ...]:
    """Vacancies, seats listed twice, substitutes and co-options to see to: two queries.

    `seats` are the body's places on that day. The key of an alert is the number of its seat, or
    of its co-option.
    """
    expected = bool(rules and rules.seat_attendance)
    holdings = _holdings(body)
    of_seats = [_rule_seat(each, holdings[each.seat.pk]) for each in seats]
    about_seats = seat_alerts(of_seats, day, representative_expected=expected)
    return about_seats + co_option_alerts(_rule_co_options(body), day)


def _holdings(body: Body) -> dict[int, list[Holding]]:
    """By seat, everybody's time in it; young people's are their number's."""
    found: dict[int, list[Holding]] = defaultdict(list)
    adults = SeatHolder.objects.filter(seat__body=body, seat__is_young_people=False)
    young = YoungPlaces.objects.filter(seat__body=body)
    columns = ("seat_id", "starts_on", "ends_on")
    # One query for both: a union takes neither table's own order.
    rows = (
        adults.order_by()
        .values_list(*columns)
        .union(young.order_by().values_list(*columns), all=True)
    )
    for seat, starts_on, ends_on in rows:
        found[seat].append(Holding(seat, starts_on, ends_on))
    return found


def _rule_seat(each: SeatPlaces, holdings: list[Holding]) -> RuleSeat:
    held = [place for place in each.places if place.holder]
    return RuleSeat(
        key=each.seat.pk,
        title=each.seat.title,
        holdings=tuple(holdings),
        has_substitute=all(place.substitute for place in held),
        young_people=each.seat.is_young_people,
        attender=each.seat.is_attender,
        same_as=each.seat.same_as.title if each.seat.same_as else "",
    )


def _rule_co_options(body: Body) -> list[RuleCoOption]:
    rows = body.co_options.filter(item__isnull=True).select_related("person")
    return [
        RuleCoOption(r.pk, r.person_id, r.person.name, r.starts_on, r.ends_on, r.is_settled)
        for r in rows
    ]


def vacant_seats(day: date) -> QuerySet[Seat]:
    """The seats that are vacant on a day, as `seat_alerts` judges them, of every body."""
    held = SeatHolder.objects.current(day).filter(seat=OuterRef("pk"), seat__is_young_people=False)
    counted = YoungPlaces.objects.current(day).filter(seat=OuterRef("pk"))
    members = Seat.objects.filter(is_attender=False, same_as__isnull=True)
    return members.exclude(Exists(held)).exclude(Exists(counted))


def lapsed_co_options(day: date) -> QuerySet[CoOption]:
    """The co-options that have lapsed by a day, as `co_option_alerts` judges them."""
    renewed = CoOption.objects.filter(
        body=OuterRef("body"),
        person=OuterRef("person"),
        item__isnull=True,
        starts_on__gt=OuterRef("starts_on"),
    )
    lapsed = CoOption.objects.filter(item__isnull=True, is_settled=False, ends_on__lt=day)
    return lapsed.exclude(Exists(renewed))


def to_see_to(day: date) -> dict[str, Expression]:
    """How many seats are vacant in a council, how many co-options lapsed, and where to begin.

    Nothing is counted of a seat listed twice: that stays as the source has it.
    """
    vacant, lapsed = vacant_seats(day), lapsed_co_options(day)
    of_body = (Exists(rows.filter(body=OuterRef("pk"))) for rows in (vacant, lapsed))
    bodies = Body.objects.filter(reduce(or_, map(Q, of_body)), council=OuterRef("pk"))
    return {
        "seats_vacant": number_of(vacant.filter(council=OuterRef("pk"))),
        "co_options_lapsed": number_of(lapsed.filter(council=OuterRef("pk"))),
        "seats_of": Subquery(bodies.values("key")[:1]),
    }


# Who reads, and who can be named ------------------------------------------------------------------


def belongs_to(user: User, body: Body, day: date) -> bool:
    """Whether the person sits on the body, or on the one it is part of, stands in or is co-opted."""
    bodies = [pk for pk in (body.pk, body.parent_id) if pk]
    found = (
        model.objects.current(day).filter(**{f"{path}__in": bodies, "person": OuterRef("pk")})
        for model, path in (
            (SeatHolder, "seat__body"),
            (Substitute, "seat__body"),
            (CoOption, "body"),
        )
    )
    mine = Person.objects.filter(council=body.council_id, user=user)
    return mine.filter(reduce(or_, (Q(Exists(rows)) for rows in found))).exists()


def reads_record(user: User, body: Body, day: date) -> bool:
    """Whether the person may read the record of the body, given the permission to read records."""
    roles = {role for council, role in user.roles_today if council == body.council_id}
    return bool(roles.intersection(KEEPS_THE_RECORD)) or belongs_to(user, body, day)


def nameable(council: Council) -> QuerySet[Person]:
    """The people of a council who can be named for a seat: no young person is among them."""
    young = User.objects.filter(memberships__council=council, memberships__role__in=YOUNG_ROLES)
    in_young_seats = SeatHolder.objects.filter(seat__is_young_people=True).values("person")
    return (
        Person.objects.of(council)
        .exclude(user__in=young)
        .exclude(pk__in=in_young_seats)
        .order_by(Lower("name"), "organisation", "pk")
    )


def sign_ins(council: Council, day: date) -> QuerySet[User]:
    """Who signs in here, is no young person, and is not on record as somebody's person yet."""
    here = Membership.objects.of(council).current(day)
    young = here.filter(role__in=YOUNG_ROLES).values("user")
    on_record = Person.objects.of(council).filter(user__isnull=False).values("user")
    return (
        User.objects.filter(pk__in=here.values("user"), is_active=True)
        .exclude(pk__in=young)
        .exclude(pk__in=on_record)
        .order_by(Lower("display_name"), "pk")
    )


# One person ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Holds:
    """Everything somebody holds in a council, held or will hold."""

    holdings: tuple[SeatHolder, ...]
    substitutes: tuple[Substitute, ...]
    co_options: tuple[CoOption, ...]
    attends: tuple[Attender, ...]


def all_of(person: Person) -> Holds:
    """All that a person holds, or is named for, in all bodies: four queries."""
    seats = ("seat__body", "person")
    items = ("item__meeting__body", "person")
    return Holds(
        tuple(person.seats.select_related(*seats).order_by("starts_on")),
        tuple(person.stands_in_for.select_related(*seats).order_by("starts_on")),
        tuple(person.co_options.select_related("body", *items).order_by("starts_on")),
        tuple(person.attends.select_related(*items).order_by("item__meeting__held_on")),
    )
