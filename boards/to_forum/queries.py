"""What pages and packs ask about what bodies ask young people."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from boards.models import (
    AgendaItem,
    Body,
    Edition,
    ForumAnswer,
    ForumChallenge,
    Meeting,
    SeatHolder,
)
from boards.queries import not_cancelled
from councils import clock
from councils.models import Council, User
from councils.roles import Role
from forums.models import Forum, ForumMember
from forums.queries import forums_read, may_ask_in
from pledges.models import Promise

WRITE = "boards.challenge_forum"
#: How far back and how far on a meeting may be that something asked belongs to.
NEAR = timedelta(days=186)
#: How far back the papers of a body's first meeting look.
A_WHILE = timedelta(days=92)


def forums_heard(body: Body) -> QuerySet[Forum]:
    """The forums a body hears, which are those it asks."""
    return Forum.objects.filter(body_links__body=body).order_by("from_age", "name")


def meetings_near(body: Body) -> QuerySet[Meeting]:
    """The meetings of about now, the latest first."""
    today = clock.today()
    rows = not_cancelled(body.meetings).filter(held_on__range=(today - NEAR, today + NEAR))
    return rows.select_related("body").order_by("-held_on")


def promises_to_ask_about(council: Council) -> QuerySet[Promise]:
    """What is promised and published: young people know of it."""
    rows = Promise.objects.of(council).public().in_force()
    return rows.select_related("pledge_set").order_by("pledge_set", "position")


def latest(answers: QuerySet[ForumAnswer]) -> QuerySet[ForumAnswer]:
    """Of each challenge and forum the row that counts: the last one."""
    later = ForumAnswer.objects.filter(
        challenge=OuterRef("challenge"), forum=OuterRef("forum"), turn__gt=OuterRef("turn")
    )
    return answers.exclude(Exists(later))


def asked_by(user: User, body: Body) -> QuerySet[ForumChallenge]:
    """What a body asks young people, the latest first, with `.latest` of each forum.

    What no second person has agreed to is for those who write.
    """
    answers = latest(ForumAnswer.objects.select_related("forum")).order_by("forum__name")
    rows = ForumChallenge.objects.filter(body=body)
    if not user.has_perm(WRITE, body):
        rows = rows.filter(agreed_by__isnull=False)
    rows = rows.select_related("body", "written_by", "promise__pledge_set", "meeting__body")
    return rows.prefetch_related(Prefetch("answers", answers, to_attr="latest"))


def told_to(challenge: ForumChallenge) -> QuerySet[ForumAnswer]:
    """What the forums have said to it, as everybody may read it, in the order of days."""
    rows = challenge.answers.filter(agreed_by__isnull=False).select_related("forum")
    return rows.order_by("agreed_at", "pk")


def told_between(body: Body, after: datetime, until: date) -> QuerySet[ForumAnswer]:
    """What forums said to a body, read by two people after a moment and up to a day."""
    end = clock.moment(until + timedelta(days=1), time.min)
    rows = ForumAnswer.objects.filter(challenge__body=body, agreed_at__gt=after, agreed_at__lt=end)
    return rows.select_related("challenge", "forum").order_by("agreed_at", "pk")


def told_since(meeting: Meeting) -> datetime:
    """From when a meeting's papers tell what young people were told, and what they say.

    When papers with the forum's item were last published for an earlier meeting of the body; the
    first look back a while.

    Those published after their meeting's day do not count: they tell of the time up to that day.
    """
    heard = AgendaItem.objects.filter(
        kind__in=(AgendaItem.Kind.PROTECTED, AgendaItem.Kind.QUESTIONS)
    )
    earlier = Meeting.objects.filter(body=meeting.body_id, held_on__lt=meeting.held_on)
    earlier = earlier.filter(Exists(heard.filter(meeting=OuterRef("pk"))))
    editions = Edition.objects.filter(
        meeting__in=earlier, published_at__date__lte=F("meeting__held_on")
    )
    last = editions.aggregate(last=Max("published_at"))["last"]
    return last or clock.moment(meeting.held_on - A_WHILE, time.min)


# For the forum ------------------------------------------------------------------------------------


def asked_of(forum: Forum) -> QuerySet[ForumAnswer]:
    """What a forum is asked, the latest first: only what two people have agreed to."""
    rows = latest(ForumAnswer.objects.filter(forum=forum, challenge__agreed_by__isnull=False))
    related = (
        "challenge__body",
        "challenge__meeting",
        "challenge__promise__pledge_set",
        "written_by",
    )
    return rows.select_related("forum", *related).order_by("-challenge__agreed_at", "-pk")


def reads_answers(user: User, forum: Forum) -> bool:
    """Whether the person may be the second of the two who read an answer: a worker, or the lead."""
    forum.mine = may_ask_in(user, forum)
    return bool(forums_read(user, forum.council, [forum]))


# What waits for a person --------------------------------------------------------------------------


def waiting_for(user: User, day: date) -> dict[str, object]:
    """What of this waits for a person in each council, as parts of a query of councils.

    `asked_in` is the key of the first forum of theirs that is asked something, `asked_read_in` of the
    first where an answer waits for a second person, `asked_agree_at` of the first body whose words
    do; each None where there is none.
    """
    places = ForumMember.objects.current(day).filter(user=user).values("forum")
    seats = SeatHolder.objects.current(day).filter(person__user=user).values("seat__body")
    leads, clerks = (
        [council for council, held in user.roles_today if held == role]
        for role in (Role.SAFEGUARDING_LEAD, Role.CLERK)
    )
    rows = latest(ForumAnswer.objects.filter(council=OuterRef("pk"))).order_by("pk")
    asked = rows.filter(challenge__agreed_by__isnull=False)
    open_ = asked.filter(says="", challenge__withdrawn_by__isnull=True, forum__in=places)
    unread = asked.exclude(says="").filter(agreed_by__isnull=True).exclude(written_by=user)
    unread = unread.filter(Q(council__in=leads) | Q(forum__in=places))
    drafts = ForumChallenge.objects.filter(
        council=OuterRef("pk"), agreed_by__isnull=True, withdrawn_by__isnull=True
    )
    drafts = drafts.filter(Q(council__in=clerks) | Q(body__in=seats)).exclude(written_by=user)
    return {
        "asked_in": Subquery(open_.values("forum__key")[:1]),
        "asked_read_in": Subquery(unread.values("forum__key")[:1]),
        "asked_agree_at": Subquery(drafts.order_by("pk").values("body__key")[:1]),
    }
