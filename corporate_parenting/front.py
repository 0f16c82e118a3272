"""What a council shows anyone on its first page: published, and fetched in one query."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from boards.models import Body, Meeting
from boards.programme.queries import meetings_for_everyone
from councils import clock
from councils.models import Council, FixtureModel
from forums.models import Forum
from pledges.models import PledgeSet, Promise, Strategy

#: What the page says of each; a row has these fields and no more.
STRATEGY = ("key", "title", "summary", "period_from", "period_to")
PLEDGE_SET = ("key", "title", "stem", "promisor", "made_by", "state", "has_text")
PROMISE = ("key", "position", "text")
BODY = ("key", "name", "purpose")
FORUM = ("key", "name", "description")


@dataclass(frozen=True, slots=True)
class Front:
    """The strategy, the promises set by set, the bodies and the forums of a council."""

    strategy: Strategy | None
    sets: list[tuple[PledgeSet, list[Promise]]]
    bodies: list[Body]
    forums: list[Forum]


def front_of(council: Council) -> Front:
    """What a council has published about itself: the latest strategy, and sets by standing."""
    promises = Promise.objects.filter(pledge_set=OuterRef("pk")).order_by("position")
    found = Council.objects.values(
        strategies=_rows(_public(Strategy)[:1], STRATEGY),
        sets=_rows(_public(PledgeSet).standing(), PLEDGE_SET, promises=_rows(promises, PROMISE)),
        bodies=_rows(_public(Body).filter(parent__isnull=True), BODY),
        forums=_rows(_public(Forum), FORUM),
    ).get(pk=council.pk)
    sets = [(each.pop("promises"), PledgeSet(**each)) for each in found["sets"]]
    return Front(
        strategy=next(iter(_built(Strategy, found["strategies"])), None),
        sets=[
            (pledge_set, _built(Promise, rows))
            for rows, pledge_set in sorted(sets, key=lambda each: each[1].standing)
        ],
        bodies=_built(Body, found["bodies"]),
        forums=_built(Forum, found["forums"]),
    )


#: How many meetings stand on the page: of those to come the nearest, of those over the latest.
TO_COME, OVER = 8, 4


def meetings_of(council: Council) -> tuple[list[Meeting], list[Meeting]]:
    """The meetings to come, the nearest first, and the latest that are over; one query.

    Those whose papers anyone may read, and those of which a published body, being a formal
    committee, tells the public in time (Local Government Act 1972, section 100A(6)(a)).
    """
    published = Body.objects.public().filter(pk=OuterRef("body"))
    known = meetings_for_everyone(council).filter(Q(has_papers=True) | Exists(published))
    today = clock.today()
    to_come, over = known.filter(held_on__gte=today), known.filter(held_on__lt=today)
    shown = Q(pk__in=to_come.order_by("held_on").values("pk")[:TO_COME])
    shown |= Q(pk__in=over.order_by("-held_on").values("pk")[:OVER])
    rows = list(known.filter(shown).select_related("body", "theme").order_by("held_on"))
    number = sum(row.held_on < today for row in rows)
    return rows[number:], rows[:number][::-1]


def _public(model: type[FixtureModel]) -> QuerySet:
    return model.objects.filter(council=OuterRef("pk")).public()


def _rows(rows: QuerySet, fields: Sequence[str], **inside: ArraySubquery) -> ArraySubquery:
    """Rows as part of another query, each a mapping of its fields and of what is inside it."""
    said = {name: F(name) for name in fields}
    return ArraySubquery(rows.values(each=JSONObject(**said, **inside)))


def _built(model: type[Model], rows: Sequence[dict[str, object]]) -> list[Model]:
    return [model(**row) for row in rows]
