"""What the pages about a body's year ask of its record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import or_

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from boards.attendance import HUNDRED, Holding
from boards.cycle import MunicipalYear, municipal_year
from boards.models import (
    AttendanceStatement,
    Body,
    BodyRules,
    CoOption,
    Engagement,
    Meeting,
    RegisterEntry,
    Seat,
    SeatHolder,
    Substitute,
)
from boards.oversight import tally
from boards.oversight.handing import RULES, Record
from boards.queries import forum_name, with_forums
from boards.register.queries import discipline_of
from boards.seats.queries import KEEPS_THE_RECORD
from councils import clock
from councils.models import Council, User
from councils.queries import annual_councils
from measures.models import Measure, Observation

DECEMBER = 12


# Which bodies, and which year ----------------------------------------------------------------------


def with_first_day(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """Bodies with their forums and `.first_day`, that of their first terms of reference.

    The day is None where there are none.
    """
    first = BodyRules.objects.filter(body=OuterRef("pk")).order_by("in_force_from")
    named = with_forums(bodies).select_related("council", "parent", "strategy")
    return named.annotate(first_day=Subquery(first.values("in_force_from")[:1]))


def bodies_read(user: User, council: Council, day: date) -> QuerySet[Body]:
    """The bodies whose record the person may read, as `reads_record` says of each: one query."""
    bodies = Body.objects.of(council)
    if any(user.holds(role, council) for role in KEEPS_THE_RECORD):
        return bodies
    own = {"council": council, "person__user": user}
    places = [model.objects.current(day).filter(**own) for model in (SeatHolder, Substitute)]
    mine = [rows.values("seat__body") for rows in places]
    mine.append(CoOption.objects.current(day).filter(**own).values("body"))
    return bodies.filter(reduce(or_, (Q(pk__in=ids) | Q(parent__in=ids) for ids in mine)))


def year_named(council: Council, year: int | None) -> MunicipalYear:
    """The municipal year that begins in a calendar year, or the one of today."""
    day = clock.today() if year is None else date(year, DECEMBER, 31)
    return municipal_year(day, annual_councils(council))


# Attendance ----------------------------------------------------------------------------------------

#: Who is in the room or online; of young people it is known how many, and no more.
THERE = (
    RegisterEntry.objects.filter(meeting=OuterRef("pk"), mark__in=RegisterEntry.THERE, heads__gt=0)
    .order_by("pk")
    .values(
        each=JSONObject(
            person="person_id", seat="seat_id", capacity="capacity", instead_of="instead_of_id"
        )
    )
)


@dataclass(frozen=True, slots=True)
class BodyYear:
    """A body's year as the record has it.

    `rules` are those in force on its last day, or today while it runs; `is_for_publication` is
    whether those of today say that its statement is published.
    """

    body: Body
    year: MunicipalYear
    rules: BodyRules | None
    is_for_publication: bool
    sittings: list[tally.Sitting]
    seats: list[tally.Seat]
    record: tally.Year

    @property
    def members(self) -> frozenset[int]:
        """The people who held a seat in the year."""
        return frozenset(each.person for seat in self.seats for each in seat.holdings)


def attendance_of(body: Body, year: MunicipalYear) -> BodyYear:
    """A body's attendance over a municipal year, in four queries; `body` has its forums."""
    every = list(body.rules.order_by("in_force_from"))
    today = in_force(every, clock.today())
    rules = in_force(every, min(clock.today(), year.ends_on))
    sittings = [_sitting(meeting, every) for meeting in _meetings(body, year)]
    holders = list(_holders(body, year))
    seats = _seats(body, holders)
    record = tally.of_year(
        sittings,
        seats,
        {each.person_id: each.person.name for each in holders},
        thresholds(rules),
        forum=forum_name(body, body.council),
    )
    chosen = today is not None and today.publishes_attendance
    return BodyYear(body, year, rules, chosen, sittings, seats, record)


def in_force(rules: Sequence[BodyRules], day: date) -> BodyRules | None:
    """Of a body's rules, the oldest first, those in force on a day."""
    return next((each for each in reversed(rules) if each.in_force_from <= day), None)


def thresholds(rules: BodyRules | None) -> tally.Thresholds:
    """The shares the rules ask for, as exact fractions."""
    if rules is None:
        return tally.Thresholds()
    return tally.Thresholds(_share(rules.personal_attendance), _share(rules.seat_attendance))


def _share(per_cent: int | None) -> Fraction | None:
    return None if per_cent is None else Fraction(per_cent, HUNDRED)


def _meetings(body: Body, year: MunicipalYear) -> QuerySet[Meeting]:
    of_year = body.meetings.filter(held_on__range=(year.starts_on, year.ends_on))
    return of_year.annotate(there=ArraySubquery(THERE)).order_by("held_on", "pk")


def _sitting(meeting: Meeting, every: Sequence[BodyRules]) -> tally.Sitting:
    """A meeting of today is over once its end is recorded, one of an earlier day in any case."""
    rules = in_force(every, meeting.held_on)
    kinds = rules.attendance_kinds if rules else []
    return tally.Sitting(
        key=meeting.pk,
        on=meeting.held_on,
        kind=meeting.kind,
        kinds=frozenset(kinds) or None,
        cancelled=meeting.is_cancelled,
        over=meeting.held_on < clock.today() or meeting.closed_at is not None,
        young_chair=meeting.has_young_chair,
        there=tuple(_there(each) for each in meeting.there),
    )


def _there(entry: dict[str, object]) -> tally.There:
    stands_in = entry["capacity"] == RegisterEntry.Capacity.SUBSTITUTE
    return tally.There(entry["person"], entry["seat"], stands_in, entry["instead_of"])


def members_seats(body: Body) -> QuerySet[Seat]:
    """The seats of members, each once, with the discipline each stands for."""
    seats = body.seats.filter(same_as__isnull=True, is_attender=False)
    with_discipline = seats.select_related("assumed_discipline", "decided_discipline__discipline")
    return with_discipline.order_by("position")


def _holders(body: Body, year: MunicipalYear) -> QuerySet[SeatHolder]:
    """Who held a seat in the year; never of a seat of young people."""
    held = SeatHolder.objects.filter(
        seat__body=body,
        seat__is_young_people=False,
        seat__same_as__isnull=True,
        seat__is_attender=False,
        starts_on__lte=year.ends_on,
    ).exclude(ends_on__lt=year.starts_on)
    return held.select_related("person").order_by("seat__position", "place", "starts_on")


def _seats(body: Body, holders: Iterable[SeatHolder]) -> list[tally.Seat]:
    holdings: dict[int, list[Holding]] = {}
    for each in holders:
        holding = Holding(each.person_id, each.starts_on, each.ends_on)
        holdings.setdefault(each.seat_id, []).append(holding)
    return [
        tally.Seat(
            key=seat.pk,
            title=seat.title,
            discipline=discipline_of(seat),
            young_people=seat.is_young_people,
            holdings=tuple(holdings.get(seat.pk, ())),
        )
        for seat in members_seats(body)
    ]


def with_statements(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """Bodies with `.stated`: the years whose attendance anyone may read, the latest first."""
    standing = AttendanceStatement.objects.filter(body=OuterRef("pk"), withdrawn_at__isnull=True)
    years = standing.order_by("-starts_on").values("starts_on__year")
    return bodies.annotate(stated=ArraySubquery(years))


def published_statement(body: Body, starts_on: date) -> AttendanceStatement | None:
    """The statement of a year that anyone may read, or None."""
    standing = body.attendance_statements.filter(withdrawn_at__isnull=True)
    return standing.select_related("published_by").filter(starts_on=starts_on).first()


# Measures worked out from the record ---------------------------------------------------------------


def with_measures(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """Bodies with `.has_measures`: whether there is a measure their record can be handed to."""
    known = Measure.objects.filter(council=OuterRef("council"), key__in=RULES)
    return bodies.annotate(has_measures=Exists(known.filter(_of_body(OuterRef("strategy")))))


def measures_of(body: Body) -> QuerySet[Measure]:
    """The council's measures that the body's record can be handed to; none for a part of a body."""
    measures = Measure.objects.filter(council=body.council_id, key__in=RULES)
    if body.parent_id:
        return measures.none()
    return measures.filter(_of_body(body.strategy_id)).order_by("position")


def _of_body(strategy: object) -> Q:
    """A measure that tells of another strategy's priority is not about this strategy's body."""
    return Q(priority__isnull=True) | Q(priority__strategy=strategy)


def with_figure_on(measures: QuerySet[Measure], day: date) -> QuerySet[Measure]:
    """Measures with `.figure_on_day`: a list of the figure that stands at the end of a period."""
    figures = Observation.objects.standing().filter(period_end=day)
    return measures.prefetch_related(Prefetch("observations", figures, to_attr="figure_on_day"))


def handing_record(of_year: BodyYear) -> Record:
    """What the record of a year holds for these measures: one query."""
    log = Engagement.objects.filter(
        body=of_year.body,
        kind=Engagement.Kind.ACTIVITY_DAY,
        held_on__range=(of_year.year.starts_on, of_year.year.ends_on),
        person__isnull=False,
    )
    return Record(
        sittings=of_year.sittings,
        whole=of_year.record.whole,
        at_activity_days=frozenset(log.values_list("person_id", flat=True)),
        members=of_year.members,
    )
