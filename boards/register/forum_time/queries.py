"""The forum's own time at meetings that are over, and what the forum has said of it."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from boards.models import AgendaItem
from councils import clock
from councils.models import Council, User
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


def to_judge(user: User, council: Council) -> AgendaItem | None:
    """The latest meeting's time that the forum has not spoken of; None where it has, or none was."""
    since = clock.today() - timedelta(days=ASKED_FOR)
    latest = protected_items(user, council).filter(meeting__held_on__gte=since)
    silent = Q(forum_time__isnull=True) | Q(forum_time__cut_short__isnull=True)
    return latest.filter(silent).first()
