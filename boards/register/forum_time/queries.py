"""The forum's own time at meetings that are over, and what the forum has said of it."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from boards.models import AgendaItem, BodyForum, Edition, Meeting
from councils import clock
from councils.models import Council, User
from forums.models import ForumMember
from forums.queries import forums_of

#: How long after a meeting the forum is asked, in days; it may still answer later.
ASKED_FOR = 60


def protected_items(user: User, council: Council) -> QuerySet[AgendaItem]:
    """The forum's own time at meetings held already, of bodies that hear the person's forum."""
    today = clock.today()
    return (
        AgendaItem.objects.of(council)
        .filter(
            kind=AgendaItem.Kind.PROTECTED,
            meeting__body__forum_links__forum__in=forums_of(user, council),
            meeting__held_on__lte=today,
            meeting__cancelled_at__isnull=True,
        )
        .select_related("meeting__body", "meeting__theme", "meeting__council", "forum_time")
        .distinct()
        .order_by("-meeting__held_on")
    )


def protected_of(user: User, council: Council) -> QuerySet[AgendaItem]:
    """The forum's own time, which the person's forum has not spoken of, of `OuterRef` meetings."""
    silent = Q(forum_time__isnull=True) | Q(forum_time__cut_short__isnull=True)
    mine = ForumMember.objects.of(council).current(clock.today()).filter(user=user)
    return AgendaItem.objects.filter(
        silent,
        meeting=OuterRef("pk"),
        kind=AgendaItem.Kind.PROTECTED,
        meeting__body__forum_links__forum__in=mine.order_by().values("forum"),
    )


def lately(user: User, council: Council) -> list[Meeting]:
    """The meetings of today and of the last weeks, and those to come that young people take over.

    Each has `.asks`, whether the forum is to say whether its time was cut short; `.hears_mine`,
    whether the person's forum is heard there; and `.is_out`, whether its papers are. One query.
    """
    today = clock.today()
    since = today - timedelta(days=ASKED_FOR)
    meetings = Meeting.objects.of(council).filter(
        Q(held_on__range=(since, today)) | Q(held_on__gt=today, kind=Meeting.Kind.TAKEOVER),
        cancelled_at__isnull=True,
    )
    mine = ForumMember.objects.of(council).current(today).filter(user=user)
    heard = BodyForum.objects.filter(
        body=OuterRef("body"), forum__in=mine.order_by().values("forum")
    )
    return list(
        meetings.select_related("body")
        .annotate(
            asks=Exists(protected_of(user, council).filter(meeting__held_on__lte=today)),
            hears_mine=Exists(heard),
            is_out=Exists(Edition.objects.filter(meeting=OuterRef("pk"))),
        )
        .order_by("-held_on", "starts_at", "pk")
    )
