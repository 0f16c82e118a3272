"""The meetings whose papers are a person's own, as the rule of `boards.packs.reading` has it."""

from django.db.models import Exists, OuterRef, QuerySet

from boards.models import BodyForum, Edition, Meeting
from boards.queries import not_cancelled
from boards.seats.queries import KEEPS_THE_RECORD
from boards.seats.sitting.queries import sits_at
from councils import clock
from councils.models import Council, User
from forums.models import ForumMember


def meetings_to_read(user: User, council: Council, kind: str) -> QuerySet[Meeting]:
    """The meetings with papers of that kind that are for this person, the latest first.

    Whoever keeps or inspects the record has those of every body; the permission to read papers of
    that kind is asked before. One query.
    """
    published = Edition.objects.filter(meeting=OuterRef("pk"), kind=kind)
    found = not_cancelled(Meeting.objects.of(council)).filter(Exists(published))
    if not any(user.holds(role, council) for role in KEEPS_THE_RECORD):
        theirs = sits_at(user, clock.today()) if kind == Edition.Kind.MEMBERS else _heard(user)
        found = found.filter(theirs)
    return found.select_related("body", "theme").order_by("-held_on")


def _heard(user: User) -> Exists:
    """Of meetings: those whose body hears a forum in which the person has a place."""
    places = ForumMember.objects.current(clock.today()).filter(user=user)
    return Exists(
        BodyForum.objects.filter(body=OuterRef("body"), forum__in=places.order_by().values("forum"))
    )
