"""What a body owes, what of it was done, and what is in the engagement log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject

from boards import duties as rule
from boards.cycle import MunicipalYear, municipal_year
from boards.models import Body, Duty, DutyDone, Engagement, Meeting, SeatHolder, Substitute
from boards.seats.queries import nameable
from councils import clock
from councils.models import Council, Person
from councils.models import MunicipalYear as AnnualCouncil


@dataclass(frozen=True, slots=True)
class Kept:
    """Duties, what was done of each, and the days of each body's meetings."""

    duties: list[Duty]
    done: dict[int, list[rule.Done]]
    meetings: dict[int, list[date]]

    def of_body(self, body: int) -> list[Duty]:
        """The duties of one body."""
        return [duty for duty in self.duties if duty.body_id == body]


@dataclass(frozen=True, slots=True)
class Owed:
    """A line of the calendar: the duty, once owed."""

    row: rule.Row
    duty: Duty

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been done by now."""
        return self.row.standing is rule.Standing.OVERDUE

    @property
    def record(self) -> DutyDone | None:
        """The record that it was done, for its own day where there are several."""
        same_day = [done for done in self.duty.times_done.all() if done.done_on == self.row.done_on]
        own = [done for done in same_day if done.due_on == self.row.due_on]
        return next(iter(own or same_day), None)


def kept(duties: QuerySet[Duty], *years: MunicipalYear) -> Kept:
    """What calendars of these years are made from: three queries, however many bodies."""
    records = DutyDone.objects.select_related("recorded_by").order_by("done_on", "due_on")
    found = list(
        duties.select_related("body", "council")
        .prefetch_related(Prefetch("times_done", records))
        .order_by("body__position", "body", "position")
    )
    meetings = _met(min(y.starts_on for y in years), max(y.ends_on for y in years))
    days: dict[int, list[date]] = {duty.body_id: [] for duty in found}
    for body, day in meetings.filter(body__in=days).values_list("body_id", "held_on"):
        days[body].append(day)
    done = {duty.pk: [_done(each) for each in duty.times_done.all()] for duty in found}
    return Kept(found, done, days)


def _met(first: date, last: date) -> QuerySet[Meeting]:
    """The meetings between two days, both included, but the cancelled ones."""
    return Meeting.objects.filter(cancelled_at__isnull=True, held_on__range=(first, last))


def _done(done: DutyDone) -> rule.Done:
    return rule.Done(done.duty_id, done.done_on, done.due_on)


def calendar_of(found: Kept, year: MunicipalYear) -> list[Owed]:
    """Everything owed in a year, body by body, the earliest first."""
    bodies = dict.fromkeys(duty.body_id for duty in found.duties)
    return [owed for body in bodies for owed in _calendar(found, body, year)]


def _calendar(found: Kept, body: int, year: MunicipalYear) -> list[Owed]:
    duties = {duty.pk: duty for duty in found.of_body(body)}
    rows = rule.calendar_of_duties(
        [rule.Duty(duty.pk, duty.title, duty.how_often) for duty in duties.values()],
        [done for pk in duties for done in found.done[pk]],
        year,
        clock.today(),
        meetings=found.meetings[body],
    )
    return [Owed(row, duties[row.key]) for row in rows]


def overdue(found: Kept, this_year: MunicipalYear, last_year: MunicipalYear) -> list[Owed]:
    """What is overdue, the longest first: of this year, and of the last.

    A year in which a body has no meeting on record is not held against it: the record of that
    year is kept elsewhere.
    """
    late = [owed for owed in calendar_of(found, this_year) if owed.is_overdue]
    known = {(owed.duty.pk, owed.row.due_on) for owed in late}
    late += [
        owed
        for owed in calendar_of(found, last_year)
        if owed.is_overdue and (owed.duty.pk, owed.row.due_on) not in known
        if any(day in last_year for day in found.meetings[owed.duty.body_id])
    ]
    return sorted(late, key=lambda owed: owed.row.due_on)


def this_and_last(annual: Iterable[date]) -> tuple[MunicipalYear, MunicipalYear]:
    """The municipal year of today and the one before; `annual` are the days on record."""
    annual = list(annual)
    this = municipal_year(clock.today(), annual)
    return this, municipal_year(this.starts_on - timedelta(days=1), annual)


def overdue_number(council: Council) -> int:
    """How many duties of a council's bodies are overdue: one query."""
    today, three_years = clock.today(), timedelta(days=3 * 366)
    met = _met(today - three_years, today + three_years).filter(body=OuterRef("body"))
    records = DutyDone.objects.filter(duty=OuterRef("pk")).order_by("done_on", "due_on")
    annual = AnnualCouncil.objects.filter(council=OuterRef("council")).order_by("starts_on")
    found = list(
        Duty.objects.of(council).annotate(
            met=ArraySubquery(met.order_by("held_on").values("held_on")),
            recorded=ArraySubquery(records.values(each=JSONObject(on="done_on", due="due_on"))),
            annual=ArraySubquery(annual.values("starts_on")),
        )
    )
    done = {duty.pk: [_brief(duty.pk, each) for each in duty.recorded] for duty in found}
    material = Kept(found, done, {duty.body_id: duty.met for duty in found})
    return len(overdue(material, *this_and_last(found[0].annual if found else ())))


def _brief(duty: int, each: dict[str, str]) -> rule.Done:
    return rule.Done(duty, date.fromisoformat(each["on"]), date.fromisoformat(each["due"]))


# The engagement log --------------------------------------------------------------------------------


def log_of(body: Body, year: MunicipalYear) -> list[Engagement]:
    """The log of a year, the latest first."""
    entries = body.engagements.filter(held_on__range=(year.starts_on, year.ends_on))
    return list(entries.select_related("person", "recorded_by").order_by("-held_on", "-pk"))


def members_of(body: Body) -> QuerySet[Person]:
    """Who can be named in the log: those who hold or held a seat, and their substitutes.

    Young people are never among them.
    """
    adult = {"seat__body": body, "seat__is_young_people": False}
    sat = Q(pk__in=SeatHolder.objects.filter(**adult).values("person"))
    stood_in = Q(pk__in=Substitute.objects.filter(**adult).values("person"))
    return nameable(body.council).filter(sat | stood_in)
