"""What pages and the rooms above ask about the council's ratings of its promises."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from councils.models import Council
from pledges.models import PledgeSet, Promise, Rating, Statement
from pledges.queries import with_owner

#: How a rating is shown: the tone that gives its colour and shape.
TONES = {"kept": "good", "partly": "watch", "not_kept": "bad"}
#: What a promise or a statement is called in addresses.
KINDS = ("promise", "statement")


def latest_ratings(council: Council) -> dict[tuple[str, int], Rating]:
    """The rating that holds for each promise and statement of a council: one query.

    By ("promise", its number) and ("statement", its number).
    """
    each_of = ("promise_id", "statement_id")
    ratings = Rating.objects.of(council).order_by(*each_of, "-rated_at", "-pk")
    return {each.of_key: each for each in ratings.distinct(*each_of)}


def ratings_of(of: Promise | Statement) -> list[Rating]:
    """What the council said of it, the latest first: one query."""
    return list(of.rating_set.select_related("rated_by").order_by("-rated_at", "-pk"))


def published(council: Council, kind: str, day: date) -> QuerySet:
    """The published promises of a council, or its published statements made to young people.

    Each with `.responsible`: the role named for it on a day, or None; a promise `with_force`.
    """
    if kind == "promise":
        rows = with_force(Promise.objects.of(council).public())
        rows = rows.select_related("pledge_set", "council")
    else:
        rows = Statement.objects.of(council).public().filter(is_to_young_people=True)
        rows = rows.select_related("strategy", "council")
    return with_owner(rows, day)


def with_force(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """Promises that know whether the council stands by them today: `stands_today`."""
    in_force = PledgeSet.objects.in_force().filter(pk=OuterRef("pledge_set"))
    return rows.annotate(stands_today=Exists(in_force))


def is_in_force(of: Promise | Statement) -> bool:
    """Whether the council stands by it today; what another set has replaced is kept to read.

    No query for a statement, nor for a promise `with_force`.
    """
    if not isinstance(of, Promise):
        return True
    if hasattr(of, "stands_today"):
        return of.stands_today
    return PledgeSet.objects.in_force().filter(pk=of.pledge_set_id).exists()


def page_of(of: Promise | Statement) -> tuple[str, str]:
    """The name of its page and its key."""
    return f"pledges:{of._meta.model_name}_detail", of.key
