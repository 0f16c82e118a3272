"""What the page of a body's year asks, and which meetings anyone may know of."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from boards.cycle import MunicipalYear, Sitting, municipal_year
from boards.cycle import Theme as CycleTheme
from boards.deadlines import DeadlineRules
from boards.models import Body, BodyRules, Edition, Meeting
from boards.queries import deadline_rules, forum_name, in_force, themes_of
from boards.year import Circumstances, Wishes, YearPlan, planned_year
from councils import clock
from councils.models import Council
from councils.queries import annual_councils, calendar_of, school_terms
from pledges.models import Theme

USUAL_START = time(17, 30)
USUAL_MINUTES = 120


@dataclass(frozen=True, slots=True)
class Programme:
    """All that the year of a body is planned from."""

    body: Body
    years: tuple[MunicipalYear, MunicipalYear]
    meetings: list[Meeting]
    themes: list[Theme]
    every: list[BodyRules]
    around: Circumstances

    @property
    def last(self) -> Meeting | None:
        """The latest ordinary meeting, whose day, time and place the next ones keep."""
        ordinary = (m for m in self.meetings if m.kind == Meeting.Kind.FORMAL)
        return max(ordinary, key=lambda meeting: meeting.held_on, default=None)

    @property
    def usual_start(self) -> time:
        """When a meeting begins, unless told."""
        return self.last.starts_at if self.last else USUAL_START

    def rules_of(self, year: MunicipalYear) -> BodyRules | None:
        """The rules a year is planned by: of its first day, or of today once it has begun."""
        return in_force(self.every, max(year.starts_on, self.around.today))

    def usual_minutes(self, year: MunicipalYear) -> int:
        """How long a meeting of that year takes, unless told."""
        rules = self.rules_of(year)
        return rules.slot_minutes if rules else USUAL_MINUTES

    def around_in(self, year: MunicipalYear) -> Circumstances:
        """What the days of a year are measured against, under its own rules."""
        return replace(self.around, rules=deadline_rules(self.rules_of(year)))

    def year_from(self, starts: int) -> MunicipalYear:
        """Of this municipal year and the next, the one that begins in that calendar year."""
        return next((year for year in self.years if year.starts_on.year == starts), self.years[0])

    def planned_in(self, year: MunicipalYear) -> list[Meeting]:
        """The meetings of a year that are planned or were held, in order."""
        found = [meeting for meeting in self.meetings if meeting.held_on in year]
        return sorted(found, key=lambda meeting: meeting.held_on)

    def plan(self, year: MunicipalYear, wishes: Wishes) -> YearPlan:
        """A day and a theme for each meeting of the year that is not planned yet."""
        themes = [CycleTheme(t.pk, t.name, t.is_annual_review) for t in self.themes]
        already = [Sitting(m.held_on, m.kind, m.theme_id) for m in self.planned_in(year)]
        return planned_year(year, wishes, themes, already, self.around_in(year))


def programme_of(body: Body, council: Council) -> Programme:
    """What is known of a body's meetings, this municipal year and the next: seven queries.

    One less for a body of `with_forums`.
    """
    today, known = clock.today(), annual_councils(council)
    this_year = municipal_year(today, known)
    next_year = municipal_year(this_year.ends_on + timedelta(days=1), known)
    since = this_year.starts_on - timedelta(days=366)
    return Programme(
        body=body,
        years=(this_year, next_year),
        meetings=_meetings(body, since),
        themes=themes_of(body),
        every=list(body.rules.order_by("in_force_from")),
        around=Circumstances(
            today=today,
            calendar=calendar_of(council),
            rules=DeadlineRules(),
            forum=forum_name(body, council),
            terms=school_terms(council),
        ),
    )


def _meetings(body: Body, since: date) -> list[Meeting]:
    found = body.meetings.filter(held_on__gte=since, cancelled_at__isnull=True)
    return list(found.select_related("theme"))


def meetings_for_everyone(council: Council) -> QuerySet[Meeting]:
    """The council's meetings that anyone may know of, the latest first.

    `.has_papers`: they have public papers. `.is_noticed`: they are to come, and the body is a
    formal committee on that day, which tells the public when and where it meets.
    """
    editions = Edition.objects.filter(meeting=OuterRef("pk"), kind=Edition.Kind.PUBLIC)
    in_force = BodyRules.objects.filter(
        body=OuterRef("body"), in_force_from__lte=OuterRef("held_on")
    )
    status = in_force.order_by("-in_force_from").values("legal_status")[:1]
    noticed = Q(
        status=BodyRules.LegalStatus.COMMITTEE,
        held_on__gte=clock.today(),
        cancelled_at__isnull=True,
    )
    return (
        Meeting.objects.of(council)
        .annotate(has_papers=Exists(editions), status=Subquery(status))
        .annotate(is_noticed=Case(When(noticed, then=True), default=False))
        .filter(Q(has_papers=True) | Q(is_noticed=True))
        .select_related("theme")
    )
