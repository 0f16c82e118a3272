"""What a body's pages say of its minutes and papers that anyone may read."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from boards.models import Body, Edition, Meeting
from boards.record.queries import public_minutes
from councils.models import Council


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
