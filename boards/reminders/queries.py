"""What waits for whom, as the reminders see it: a table of small providers, one for each kind.

A provider is given a council on a day and names people and matters. To be reminded of something
else: a kind with its rhythm and words in `boards/reminding.py`, and a provider here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse

from boards import reminding
from boards.deadlines import Deadline, MeetingDeadlines
from boards.models import (
    Action,
    ActionUpdate,
    BodyForum,
    Edition,
    Escalation,
    Meeting,
    Minutes,
    Reminder,
    Reply,
    Report,
    Seat,
    SeatHolder,
)
from boards.queries import deadlines_under, rules_on
from boards.reminding import Kind, Letter, Line, Matter
from councils import clock
from councils.models import Council, Membership, User
from councils.queries import calendar_of
from councils.roles import Role, roles_that
from councils.working_days import Calendar, day_in_words
from forums.models import ForumMember

#: Minutes older than this are nobody's reminder any more: they are the chair's business.
LONGEST_MINUTES = timedelta(days=90)
#: Kinds of meeting of which nobody expects minutes.
WITHOUT_MINUTES = (Meeting.Kind.WORKSHOP, Meeting.Kind.WORKING_GROUP, Meeting.Kind.ACTIVITY_DAY)

#: A person's id and what waits for them.
Found = tuple[int, Matter]


@dataclass(frozen=True)
class Ground:
    """A council on a day: what every provider starts from."""

    council: Council
    today: date
    calendar: Calendar

    def with_permission(self, permission: str) -> set[int]:
        """The ids of those who hold a permission here today."""
        held = Membership.objects.of(self.council).current(self.today)
        return set(held.filter(role__in=roles_that(permission)).values_list("user", flat=True))

    @cached_property
    def clerks(self) -> set[int]:
        """Those who plan meetings, write minutes and keep actions."""
        return self.with_permission("boards.keep_actions")

    @cached_property
    def home(self) -> str:
        """The council's own page, which leads each person to what is theirs to do."""
        return f"{settings.SITE_ADDRESS}/{self.council.slug}/"

    def address(self, name: str, **kwargs: object) -> str:
        """The full address of a page of the council."""
        return settings.SITE_ADDRESS + reverse(
            name, kwargs={"council": self.council.slug, **kwargs}
        )

    def to_come(self) -> list[tuple[Meeting, MeetingDeadlines]]:
        """The meetings from today on, with their deadlines."""
        meetings = Meeting.objects.of(self.council).filter(
            held_on__gte=self.today, cancelled_at__isnull=True
        )
        return [(each, self._deadlines(each)) for each in meetings.select_related("body")]

    def held(self) -> list[tuple[Meeting, MeetingDeadlines]]:
        """The meetings held lately, with their deadlines."""
        meetings = Meeting.objects.of(self.council).filter(
            held_on__lt=self.today,
            held_on__gte=self.today - LONGEST_MINUTES,
            cancelled_at__isnull=True,
        )
        return [(each, self._deadlines(each)) for each in meetings.select_related("body")]

    def _deadlines(self, meeting: Meeting) -> MeetingDeadlines:
        rules = rules_on(meeting.body, meeting.held_on)
        return deadlines_under(rules, meeting.held_on, self.calendar, forum="")


def _named(meeting: Meeting) -> str:
    return f"{meeting.body.short_name} meeting on {day_in_words(meeting.held_on)}"


def _to_act(deadline: Deadline | None) -> date | None:
    return deadline.act_by if deadline else None


def _papers_by(deadlines: MeetingDeadlines) -> date | None:
    """When the papers go out to everybody: the earlier of the members' and the forum's day."""
    return _to_act(deadlines.fair_notice) or _to_act(deadlines.papers)


# Providers ----------------------------------------------------------------------------------------


def actions(ground: Ground) -> Iterator[Found]:
    """Each action that is not done, for its owner; one said to be done waits for the clerk."""
    may = ground.with_permission("boards.update_action")
    address = ground.address("boards:my_actions")
    for action in _open(ground.council).filter(owner__user__in=may).exclude(_said_done()):
        matter = Matter(Kind.ACTION, address, action.due_on, action.opened_at)
        yield action.owner.user_id, matter


def said_done(ground: Ground) -> Iterator[Found]:
    """Each action whose owner says that it is done, for the clerks."""
    for action in _open(ground.council).filter(_said_done()):
        said = action.updates.last().made_at
        address = ground.address("boards:action_log", key=action.body.key)
        due_on = clock.local(said).date()
        matter = Matter(Kind.SAID_DONE, address, due_on, said, action.body.short_name)
        yield from ((clerk, matter) for clerk in ground.clerks)


def _open(council: Council):
    actions = Action.objects.of(council).filter(closed_at__isnull=True)
    return actions.select_related("owner", "body")


def _said_done() -> Q:
    """Whether the last that was written to an action is its owner's word that it is done."""
    later = ActionUpdate.objects.filter(action=OuterRef("action"), pk__gt=OuterRef("pk"))
    last = ActionUpdate.objects.filter(action=OuterRef("pk"), kind=ActionUpdate.Kind.DONE)
    return Q(Exists(last.filter(~Exists(later))))


def passed_up(ground: Ground) -> Iterator[Found]:
    """What was passed to a body and no agenda has taken, for the clerks."""
    waiting = Escalation.objects.of(ground.council).filter(taken_by__isnull=True)
    for each in waiting.select_related("to_body"):
        address = ground.address("boards:action_log", key=each.to_body.key)
        day = clock.local(each.escalated_at).date()
        matter = Matter(Kind.PASSED, address, day, each.escalated_at, each.to_body.short_name)
        yield from ((clerk, matter) for clerk in ground.clerks)


def papers(ground: Ground) -> Iterator[Found]:
    """Meetings to come whose papers are not out, for the clerks."""
    out = set(_with_papers(ground.council))
    for meeting, deadlines in ground.to_come():
        due_on = _papers_by(deadlines)
        if due_on and meeting.pk not in out:
            address = ground.address("boards:meeting_detail", pk=meeting.pk)
            matter = Matter(Kind.PAPERS, address, due_on, meeting.planned_at, _named(meeting))
            yield from ((clerk, matter) for clerk in ground.clerks)


def _with_papers(council: Council) -> Iterable[int]:
    editions = Edition.objects.of(council).filter(kind=Edition.Kind.MEMBERS)
    return editions.order_by().values_list("meeting", flat=True).distinct()


def reports(ground: Ground) -> Iterator[Found]:
    """Reports that are still drafts, for their authors."""
    may = ground.with_permission("boards.write_report")
    due = {meeting.pk: _papers_by(deadlines) for meeting, deadlines in ground.to_come()}
    drafts = Report.objects.of(ground.council).filter(
        state=Report.State.DRAFT, author__in=may, item__meeting__in=due
    )
    for report in drafts.select_related("item__meeting__body"):
        meeting = report.item.meeting
        if due_on := due[meeting.pk]:
            about = _named(meeting)
            yield (
                report.author_id,
                Matter(Kind.REPORT, ground.home, due_on, meeting.planned_at, about),
            )


def replies(ground: Ground) -> Iterator[Found]:
    """Invitations that nobody has answered: each member's, and the forum workers' for its seats."""
    may = ground.with_permission("boards.reply_invitation")
    for meeting, _ in ground.to_come():
        if meeting.invited_at is None:
            continue
        asked = ((Kind.REPLY, _members(meeting)), (Kind.HEADS, _workers(meeting)))
        for kind, users in asked:
            matter = Matter(kind, ground.home, meeting.held_on, meeting.invited_at, _named(meeting))
            yield from ((user, matter) for user in users & may)


def _members(meeting: Meeting) -> set[int]:
    """The adults who hold a seat on the day and have not answered."""
    answered = Reply.objects.filter(meeting=meeting, person=OuterRef("person"))
    holders = SeatHolder.objects.current(meeting.held_on).filter(
        ~Exists(answered), seat__body=meeting.body, person__user__isnull=False
    )
    adults = holders.filter(seat__is_young_people=False)
    return set(adults.values_list("person__user", flat=True))


def _workers(meeting: Meeting) -> set[int]:
    """The workers of the forum, where a seat of young people has no answer yet."""
    answered = Reply.objects.filter(meeting=meeting, seat=OuterRef("pk"), person__isnull=True)
    seats = Seat.objects.filter(~Exists(answered), body=meeting.body, is_young_people=True)
    if not seats.exists():
        return set()
    heard = BodyForum.objects.filter(body=meeting.body).values("forum")
    today = clock.today()
    workers = (
        Membership.objects.of(meeting.council).current(today).filter(role=Role.PARTICIPATION_WORKER)
    )
    places = ForumMember.objects.current(today).filter(forum__in=heard)
    return set(places.filter(user__in=workers.values("user")).values_list("user", flat=True))


def minutes(ground: Ground) -> Iterator[Found]:
    """Meetings held whose minutes have not gone round, for the clerks."""
    round_ = Minutes.objects.of(ground.council).filter(circulated_at__isnull=False)
    done = set(round_.values_list("meeting", flat=True))
    for meeting, deadlines in ground.held():
        due_on = _to_act(deadlines.minutes)
        if due_on and meeting.pk not in done and meeting.kind not in WITHOUT_MINUTES:
            address = ground.address("boards:meeting_detail", pk=meeting.pk)
            began_at = clock.moment(meeting.held_on, meeting.starts_at)
            matter = Matter(Kind.MINUTES, address, due_on, began_at, _named(meeting))
            yield from ((clerk, matter) for clerk in ground.clerks)


PROVIDERS: tuple[Callable[[Ground], Iterator[Found]], ...] = (
    *(actions, said_done, passed_up),
    *(papers, reports, replies, minutes),
)


# Letters ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Post:
    """A letter that is to go out now, to whom, and how many lines it has."""

    user: User
    letter: Letter
    lines: int


def post(now: datetime) -> Iterator[Post]:
    """The letters that are to go out at this moment, over all councils: one to a person.

    To those with an address who want reminders and have had none today.
    """
    now = clock.local(now)
    waiting = _waiting(now)
    switch = settings.SITE_ADDRESS + reverse("reminders")
    for user in _readers(waiting, now.date()):
        found = _found(waiting[user.pk], since=user.reminded_at, now=now)
        if found:
            number = sum(len(lines) for _, lines in found)
            yield Post(user, reminding.letter(user.display_name, found, switch=switch), number)


def _waiting(now: datetime) -> dict[int, dict[Council, list[Matter]]]:
    """What waits for each person, council by council."""
    waiting: dict[int, dict[Council, list[Matter]]] = {}
    for council in Council.objects.all():
        calendar = calendar_of(council)
        if reminding.why_not_now(now, calendar):
            continue
        ground = Ground(council, now.date(), calendar)
        for provider in PROVIDERS:
            for user, matter in provider(ground):
                waiting.setdefault(user, {}).setdefault(council, []).append(matter)
    return waiting


def _readers(users: Iterable[int], today: date) -> list[User]:
    """Those who can have a letter, with `.reminded_at`: when their last one went out."""
    had = Reminder.objects.filter(user=OuterRef("pk"), day=today, sent_at__isnull=False)
    readers = User.objects.filter(pk__in=users, is_active=True, wants_reminders=True)
    readers = readers.exclude(email="").exclude(Exists(had))
    return list(readers.annotate(reminded_at=Max("reminders__sent_at")).order_by("pk"))


def _found(
    matters: dict[Council, list[Matter]], *, since: datetime | None, now: datetime
) -> list[tuple[str, list[Line]]]:
    """The lines of a letter, council by council; those without any are left out."""
    lines = {
        council.name: reminding.lines(each, since=since, now=now)
        for council, each in matters.items()
    }
    return [(name, found) for name, found in lines.items() if found]
