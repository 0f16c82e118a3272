"""Which minutes anyone may read, of the published bodies of a council.

Those that are confirmed; of a formal committee at once when they go round (Local Government Act
1972, section 100C). Of several versions of a meeting's minutes it is the newest of these.
"""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from boards.models import Body, BodyRules, Edition, Meeting, Minutes
from councils.models import Council


def public_minutes(council: Council) -> QuerySet[Minutes]:
    """The versions that anyone may read, the newest of each meeting first; one query."""
    in_force = BodyRules.objects.filter(
        body=OuterRef("meeting__body"), in_force_from__lte=OuterRef("meeting__held_on")
    )
    status = in_force.order_by("-in_force_from").values("legal_status")[:1]
    open_at_once = Q(status=BodyRules.LegalStatus.COMMITTEE, circulated_at__isnull=False)
    published = Body.objects.of(council).public().filter(pk=OuterRef("meeting__body"))
    return (
        Minutes.objects.of(council)
        .annotate(status=Subquery(status))
        .filter(Exists(published), open_at_once | Q(confirmed_at__isnull=False))
        .order_by("-meeting__held_on", "-number")
    )


def has_public_minutes(meeting: Meeting) -> bool:
    """Whether anyone may read the minutes of a meeting."""
    return public_minutes(meeting.council).filter(meeting=meeting).exists()


def has_papers(meeting: Meeting) -> bool:
    """Whether anyone may read the papers of a meeting."""
    return meeting.editions.filter(kind=Edition.Kind.PUBLIC).exists()


def with_public_minutes(bodies: QuerySet[Body], council: Council) -> QuerySet[Body]:
    """Bodies with `.minuted`, for `meetings_minuted`: in the same query."""
    of_body = public_minutes(council).filter(meeting__body=OuterRef("pk"), number=1)
    named = of_body.values(named=JSONObject(pk="meeting", held_on="meeting__held_on"))
    return bodies.annotate(minuted=ArraySubquery(named))


def meetings_minuted(body: Body) -> list[tuple[int, date]]:
    """The meetings of a body whose minutes anyone may read: number and day, the latest first."""
    return [(each["pk"], date.fromisoformat(each["held_on"])) for each in body.minuted]
