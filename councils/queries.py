"""What the rooms above ask about a council: its working days, its year, its settings."""

from datetime import date, time

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, JSONObject

from councils import clock, opening
from councils.models import (
    ClosureDay,
    Council,
    CouncilSettings,
    MunicipalYear,
    OpeningHours,
    SchoolTerm,
)
from councils.opening import Hours, WhomToRing
from councils.plain_words import meanings
from councils.prepared import PreparedByKey
from councils.working_days import Calendar


def calendar_of(council: Council) -> Calendar:
    """The days the council works: one query."""
    days = ClosureDay.objects.of(council).values_list("day", flat=True)
    return Calendar(closures=frozenset(days))


def school_terms(council: Council) -> list[tuple[date, date]]:
    """The first and last days of the school terms on record: one query."""
    return list(SchoolTerm.objects.of(council).values_list("starts_on", "ends_on"))


def annual_councils(council: Council) -> list[date]:
    """The days of Annual Council on record, on which municipal years begin."""
    return list(MunicipalYear.objects.of(council).values_list("starts_on", flat=True))


def settings_of(council: Council) -> CouncilSettings | None:
    """The council's settings, or None where its administrator has set none yet."""
    return CouncilSettings.objects.of(council).first()


def whom_to_ring(council: Council) -> WhomToRing:
    """The numbers to ring, and whether anybody reads at this moment: one query."""
    of = {"council": OuterRef("pk")}
    rows = OpeningHours.objects.filter(**of).order_by("weekday", "opens_at")
    each = JSONObject(day=F("weekday"), opens=F("opens_at"), closes=F("closes_at"))
    own = CouncilSettings.objects.filter(**of)
    numbers = {
        name: Coalesce(Subquery(own.values(name)), Value(""))
        for name in ("safeguarding_phone", "emergency_phone", "office_hours")
    }
    found = Council.objects.values(
        **numbers,
        hours=ArraySubquery(rows.values(each=each)),
        closed=ArraySubquery(ClosureDay.objects.filter(**of).values("day")),
    ).get(pk=council.pk)
    times = [
        (row["day"], time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))
        for row in found["hours"]
    ]
    return opening.whom_to_ring(
        Hours(opening.openings(times), frozenset(found["closed"])),
        clock.local(clock.now()),
        phone=found["safeguarding_phone"],
        emergency_phone=found["emergency_phone"],
        said="" if times else found["office_hours"],
    )


def with_limit(slug: str) -> Council | None:
    """The council of an address, which knows its limit for small numbers and its abbreviations.

    Both are asked for with the council itself: one query.
    """
    return next(iter(_with_limit(slug=slug)), None)


def _build_with_limit(*, slug: str) -> QuerySet[Council]:
    own = CouncilSettings.objects.filter(council=OuterRef("pk"))
    return Council.objects.filter(slug=slug).annotate(
        limit=Coalesce(Subquery(own.values("small_number_limit")), CouncilSettings.DEFAULT_LIMIT),
        abbreviations=Coalesce(
            Subquery(own.values("abbreviations")), Value("", output_field=TextField())
        ),
    )


_with_limit = PreparedByKey(_build_with_limit, slug=str)


def small_number_limit(council: Council) -> int:
    """Counts of children from 1 up to this are hidden outside members' papers (R18).

    A page's council has it at hand (`with_limit`); for any other it is one query.
    """
    if hasattr(council, "limit"):
        return council.limit
    settings = settings_of(council)
    return settings.small_number_limit if settings else CouncilSettings.DEFAULT_LIMIT


def abbreviations_of(council: Council) -> dict[str, str]:
    """The abbreviations the council’s people know, with what each means.

    A page's council has them at hand (`with_limit`); for any other it is one query.
    """
    if hasattr(council, "abbreviations"):
        return meanings(council.abbreviations)
    settings = settings_of(council)
    return meanings(settings.abbreviations) if settings else {}


def number_of(rows: QuerySet) -> Coalesce:
    """How many of the rows each council has, as part of a query of councils.

    `rows` are those of `council=OuterRef("pk")`. Several of these make one query of many numbers.
    """
    number = rows.order_by().values("council").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)
