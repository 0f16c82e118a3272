"""What stands in a calendar: of a council for everybody, and of a person in all their councils.

A person's calendar follows what they may see today: it is asked anew each time, by the roles they
hold, the bodies they sit on and the forums they have a place in. It takes as many queries for one
meeting as for a thousand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from boards.calendar_feeds.addresses import digest_of
from boards.calendar_feeds.events import (
    AHEAD,
    BACK,
    Addresses,
    Event,
    Part,
    Seen,
    events_of,
    meeting_event,
)
from boards.models import Body, BodyForum, BodyRules, CalendarFeed, Edition, Meeting, Report
from boards.queries import deadlines_under, forum_name, in_force, with_forums
from boards.seats.sitting.queries import sits_at
from councils import clock
from councils.access import councils_where
from councils.models import ClosureDay, Council, User
from councils.working_days import Calendar
from forums.models import ForumMember

#: More than anybody has in two years.
MOST = 2_000


def host() -> str:
    """What the site is called in the world."""
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


def _in_reach(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings near enough in time, with `.changed_at`: when they were last saved."""
    today = clock.today()
    saved = Meeting.history.filter(id=OuterRef("pk")).order_by()
    last = saved.values("id").annotate(last=Max("history_date")).values("last")
    return (
        meetings.filter(held_on__range=(today - BACK, today + AHEAD))
        .annotate(changed_at=Coalesce(Subquery(last), "planned_at"))
        .select_related("body", "council")
        .order_by("held_on", "starts_at", "pk")
    )


def _seen(meeting: Meeting, addresses: Addresses) -> Seen:
    return Seen(
        key=f"{meeting.council.slug}-{meeting.pk}",
        body=meeting.body.short_name,
        kind=meeting.kind,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        minutes=meeting.slot_minutes,
        place=meeting.place,
        is_cancelled=meeting.is_cancelled,
        version=meeting.version,
        changed_at=meeting.changed_at,
        addresses=addresses,
    )


def _address(meeting: Meeting, name: str, **which: object) -> str:
    path = reverse(f"boards:{name}", kwargs={"council": meeting.council.slug, **which})
    return settings.SITE_ADDRESS + path


# For everybody ------------------------------------------------------------------------------------


def public_events(council: Council) -> list[Event]:
    """The meetings of a council that anyone may know of: one query.

    Those with public papers, and those of which a published body, being a formal committee, tells
    the public beforehand; one of these that is cancelled is said to be.
    """
    found = _in_reach(_known_to_all(council))[:MOST]
    return [meeting_event(_seen(each, Addresses(_public_page(each)))) for each in found]


def _known_to_all(council: Council) -> QuerySet[Meeting]:
    editions = Edition.objects.filter(meeting=OuterRef("pk"), kind=Edition.Kind.PUBLIC)
    rules = BodyRules.objects.filter(body=OuterRef("body"), in_force_from__lte=OuterRef("held_on"))
    status = rules.order_by("-in_force_from").values("legal_status")[:1]
    noticed = Q(
        Exists(Body.objects.public().filter(pk=OuterRef("body"))),
        status=BodyRules.LegalStatus.COMMITTEE,
        held_on__gte=clock.today(),
    )
    meetings = Meeting.objects.of(council).annotate(
        has_papers=Exists(editions), status=Subquery(status)
    )
    return meetings.filter(Q(has_papers=True) | noticed)


def _public_page(meeting: Meeting) -> str:
    if meeting.has_papers:
        return _address(meeting, "public_papers", pk=meeting.pk)
    return _address(meeting, "body_detail", key=meeting.body.key) + "#to-come"


# For a person -------------------------------------------------------------------------------------


def owner_of(secret: str) -> User | None:
    """The person whose calendar has this address, if they may still sign in."""
    feed = CalendarFeed.objects.filter(digest=digest_of(secret), user__is_active=True)
    found = feed.select_related("user").first()
    return found.user if found else None


#: What somebody needs who has each part in a meeting, in the order of `_Circle`.
PERMISSIONS = (
    "boards.read_members_edition",
    "boards.read_forum_edition",
    "boards.plan_meeting",
    "boards.write_report",
)


@dataclass(frozen=True)
class _Circle:
    """Where a person may see what today: the ids of the councils, by what it is."""

    members: set[int]
    forums: set[int]
    clerks: set[int]
    authors: set[int]


def own_events(user: User) -> list[Event]:
    """What stands in a person's own calendar today: four queries, and one for their roles."""
    circle = _Circle(*(councils_where(user, permission) for permission in PERMISSIONS))
    meetings = list(_theirs(user, circle)[:MOST])
    rules = _rules({meeting.body_id for meeting in meetings})
    calendars = _calendars({meeting.council_id for meeting in meetings})
    return [
        event
        for meeting in meetings
        for event in _events(
            meeting,
            _part(meeting, circle),
            in_force(rules.get(meeting.body_id, []), meeting.held_on),
            calendars[meeting.council_id],
        )
    ]


def _part(meeting: Meeting, circle: _Circle) -> Part:
    drafts = meeting.drafts if meeting.council_id in circle.authors else 0
    return Part(meeting.sits, meeting.is_heard, meeting.keeps, drafts)


def _events(
    meeting: Meeting, part: Part, rules: BodyRules | None, calendar: Calendar
) -> Iterator[Event]:
    forum = forum_name(meeting, meeting.council)
    due = deadlines_under(rules, meeting.held_on, calendar, forum=forum)
    return events_of(_seen(meeting, _addresses(meeting, part)), part, due, forum=forum)


def _theirs(user: User, circle: _Circle) -> QuerySet[Meeting]:
    """The meetings in which the person has a part today, with what part: one query."""
    today = clock.today()
    heard = ForumMember.objects.current(today).filter(user=user).order_by().values("forum")
    links = BodyForum.objects.filter(forum__in=heard).order_by().values("body")
    drafts = Report.objects.filter(
        author=user, state=Report.State.DRAFT, item__meeting=OuterRef("pk")
    ).order_by()
    number = drafts.values("item__meeting").annotate(number=Count("pk")).values("number")
    parts = {
        "sits": Q(sits_at(user, today), council__in=circle.members),
        "is_heard": Q(body__in=links, council__in=circle.forums),
        "keeps": Q(council__in=circle.clerks),
    }
    annotated = {
        name: ExpressionWrapper(part, output_field=BooleanField()) for name, part in parts.items()
    }
    out = Edition.objects.filter(meeting=OuterRef("pk"))
    meetings = _in_reach(Meeting.objects.all()).annotate(
        **annotated,
        drafts=Coalesce(Subquery(number), 0),
        is_out=Exists(out.filter(kind=Edition.Kind.MEMBERS)),
        is_out_to_forum=Exists(out.filter(kind=Edition.Kind.FORUM)),
    )
    found = Q(sits=True) | Q(is_heard=True) | Q(keeps=True)
    found |= Q(drafts__gt=0, council__in=circle.authors, cancelled_at__isnull=True)
    return with_forums(meetings.filter(found), body="body")


def _rules(bodies: Iterable[int]) -> dict[int, list[BodyRules]]:
    found: dict[int, list[BodyRules]] = {}
    for each in BodyRules.objects.filter(body__in=bodies).order_by("in_force_from"):
        found.setdefault(each.body_id, []).append(each)
    return found


def _calendars(councils: Iterable[int]) -> dict[int, Calendar]:
    days = ClosureDay.objects.filter(council__in=councils).order_by().values("council")
    closed = dict(days.annotate(days=ArrayAgg("day")).values_list("council", "days"))
    return {each: Calendar(closures=frozenset(closed.get(each, ()))) for each in councils}


def _addresses(meeting: Meeting, part: Part) -> Addresses:
    """The pages about a meeting that are there for the person already."""
    home = settings.SITE_ADDRESS + reverse("council_home", kwargs={"council": meeting.council.slug})
    papers = _address(meeting, "papers", pk=meeting.pk)
    held = meeting.held_on < clock.today()
    detail = _address(meeting, "meeting_detail", pk=meeting.pk)
    minutes = _address(meeting, "minutes_detail", pk=meeting.pk)
    is_out = (part.sits and meeting.is_out) or (part.is_heard and meeting.is_out_to_forum)
    return Addresses(
        meeting=detail if part.keeps else papers if is_out else home,
        minutes=minutes if held else detail,
        reports=_address(meeting, "report_list"),
    )
