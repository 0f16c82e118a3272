"""The meetings whose papers are a person's own, as the rule of `boards.packs.reading` has it.

And of all the papers of a council, the editions that a person may open today.
"""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from boards.models import BodyForum, Edition, Meeting, Restriction
from boards.packs.reading import PERMISSIONS, keeps_the_record
from boards.papers.queries import live_restrictions
from boards.queries import not_cancelled
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
    if not keeps_the_record(user, council):
        theirs = sits_at(user, clock.today()) if kind == Edition.Kind.MEMBERS else _heard(user)
        found = found.filter(theirs)
    return found.select_related("body", "theme").order_by("-held_on")


def _heard(user: User) -> Exists:
    """Of meetings: those whose body hears a forum in which the person has a place."""
    places = ForumMember.objects.current(clock.today()).filter(user=user)
    return Exists(
        BodyForum.objects.filter(body=OuterRef("body"), forum__in=places.order_by().values("forum"))
    )


def editions_to_read(user: User, council: Council) -> QuerySet[Edition]:
    """Of each meeting the newest edition of the fullest kind that the person may open today.

    What `boards.packs.reading` says of one meeting, said of all of a council in one query; nothing
    that a newer edition has replaced is among them.
    """
    mine = Q(kind=Edition.Kind.PUBLIC)
    for kind, permission in PERMISSIONS.items():
        if user.is_authenticated and user.has_perm(permission, council):
            mine |= Q(kind=kind) & _open_to(user, council, kind)
    ranked = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(PERMISSIONS)]
    rank = Case(*ranked, default=Value(len(ranked)))
    editions = Edition.objects.of(council).filter(mine)
    return editions.order_by("meeting_id", rank, "-number").distinct("meeting_id")


def _open_to(user: User, council: Council, kind: str) -> Q:
    """Of editions: those of meetings whose papers of that kind are for the person."""
    if keeps_the_record(user, council):
        return Q()
    if kind == Edition.Kind.FORUM:
        theirs = _heard(user)
    else:
        today = clock.today()
        theirs = sits_at(user, today, young=False) | (
            sits_at(user, today) & ~Exists(_withheld_from_young())
        )
    meetings = Meeting.objects.of(council).filter(theirs)
    return Q(meeting__in=meetings.order_by().values("pk"))


def _withheld_from_young() -> QuerySet[Restriction]:
    """Of meetings: the decisions that withhold one of their papers from young seat-holders."""
    of_meeting = Q(report__item__meeting=OuterRef("pk"))
    of_meeting |= Q(attachment__report__item__meeting=OuterRef("pk"))
    return live_restrictions().filter(of_meeting, withheld_from_young=True)
