"""What waits for whom, as the reminders see it: a table of small providers, one for each kind.

A provider is given a council on a day and names people and matters. To be reminded of something
else: a kind with its rhythm and words in `boards/reminding.py`, and a provider here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from boards import reminding
from boards.cycle import WITHOUT_PAPERS, MunicipalYear
from boards.duties import Standing
from boards.invitations.queries import replies_missing, workers_of
from boards.models import (
    Action,
    ActionUpdate,
    Duty,
    Edition,
    Escalation,
    Meeting,
    Reminder,
    Report,
)
from boards.oversight.owing.queries import Kept, Owed, kept, overdue, this_and_last
from boards.oversight.owing.queries import calendar_of as calendar_of_duties
from boards.papers.queries import papers_due
from boards.record.owed.queries import due_of, minutes_owed
from boards.reminding import Kind, Letter, Line, Matter
from councils import clock
from councils.models import Council, Membership, User
from councils.queries import annual_councils, calendar_of
from councils.roles import roles_that
from councils.working_days import Calendar, day_in_words
from measures.period import queries as period
from pledges.broken.queries import open_lines, told, with_story
from pledges.models import Breach

TO_COME = Standing.TO_COME
#: Minutes older than this are nobody's reminder any more: they are the chair's business.
LONGEST_MINUTES = timedelta(days=90)

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

    def address(self, name: str, **kwargs: object) -> str:
        """The full address of a page of the council."""
        return settings.SITE_ADDRESS + reverse(
            name, kwargs={"council": self.council.slug, **kwargs}
        )

    def to_come(self) -> QuerySet[Meeting]:
        """The meetings from today on."""
        meetings = Meeting.objects.of(self.council).filter(held_on__gte=self.today)
        return meetings.filter(cancelled_at__isnull=True).select_related("body", "council")


def _named(meeting: Meeting) -> str:
    return f"{meeting.body.short_name} meeting on {day_in_words(meeting.held_on)}"


def _began(day: date) -> datetime:
    """From when something waits that begins with a day."""
    return clock.moment(day, reminding.EARLIEST)


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


def _open(council: Council) -> QuerySet[Action]:
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
    """Meetings to come whose papers are expected and not out, for the clerks."""
    out = Edition.objects.filter(meeting=OuterRef("pk"), kind=Edition.Kind.MEMBERS)
    for meeting in ground.to_come().filter(~Exists(out)).exclude(kind__in=WITHOUT_PAPERS):
        if due := papers_due(meeting):
            address = ground.address("boards:meeting_detail", pk=meeting.pk)
            about = _named(meeting)
            matter = Matter(Kind.PAPERS, address, due.act_by, meeting.planned_at, about)
            yield from ((clerk, matter) for clerk in ground.clerks)


def reports(ground: Ground) -> Iterator[Found]:
    """Reports that are still drafts, for their authors."""
    may = ground.with_permission("boards.write_report")
    drafts = Report.objects.filter(state=Report.State.DRAFT, author__in=may)
    address = ground.address("boards:report_list")
    for meeting in ground.to_come():
        if due := papers_due(meeting):
            about = _named(meeting)
            matter = Matter(Kind.REPORT, address, due.act_by, meeting.planned_at, about)
            authors = drafts.filter(item__meeting=meeting).values_list("author", flat=True)
            yield from ((author, matter) for author in authors)


def replies(ground: Ground) -> Iterator[Found]:
    """Invitations that nobody has answered: one's own, and for young people their workers'."""
    may = ground.with_permission("boards.reply_invitation")
    address = ground.address("boards:my_invitations")
    for meeting in ground.to_come().filter(invited_at__isnull=False):
        about, workers = _named(meeting), set(workers_of(meeting).values_list("pk", flat=True))
        for user in replies_missing(meeting):
            kind = Kind.HEADS if user.pk in workers else Kind.REPLY
            if user.pk in may:
                yield user.pk, Matter(kind, address, meeting.held_on, meeting.invited_at, about)


def minutes(ground: Ground) -> Iterator[Found]:
    """Meetings held lately whose minutes have not gone round, for the clerks."""
    lately = minutes_owed(ground.council).filter(held_on__gte=ground.today - LONGEST_MINUTES)
    for meeting in lately:
        if due := due_of(meeting):
            address = ground.address("boards:minutes_detail", pk=meeting.pk)
            about, began_at = _named(meeting), _began(meeting.held_on)
            matter = Matter(Kind.MINUTES, address, due.act_by, began_at, about)
            yield from ((clerk, matter) for clerk in ground.clerks)


def duties(ground: Ground) -> Iterator[Found]:
    """What the bodies owe this year and have not done, and what of last year is overdue."""
    this, last = this_and_last(annual_councils(ground.council))
    found = kept(Duty.objects.of(ground.council), this, last)
    address, clerks = ground.address("boards:duty_list"), ground.clerks
    for owed in (*_still_to_come(found, this), *overdue(found, this, last)):
        about, due_on = owed.duty.body.short_name, owed.row.due_on
        matter = Matter(Kind.DUTY, address, due_on, _began(owed.row.starts_on), about)
        yield from ((clerk, matter) for clerk in clerks)


def _still_to_come(found: Kept, year: MunicipalYear) -> list[Owed]:
    return [owed for owed in calendar_of_duties(found, year) if owed.row.standing == TO_COME]


def figures(ground: Ground) -> Iterator[Found]:
    """Figures of periods that have ended and are not recorded, for those who record them."""
    names = ground.with_permission("measures.record_figures")
    for user in User.objects.filter(pk__in=names):
        for each in period.owed(ground.council, user):
            day = each.period_end
            address = ground.address("admin:measures_period", day=day)
            about = f"period to {day_in_words(day)}"
            yield user.pk, Matter(Kind.FIGURE, address, each.due, _began(day), about)


def broken(ground: Ground) -> Iterator[Found]:
    """What is said to be broken, for those who answer; at its end, for those who hold the keys."""
    rows = open_lines(with_story(Breach.objects.of(ground.council)))
    answer, keys = (
        ground.with_permission(f"pledges.{each}") for each in ("answer_breach", "turn_key")
    )
    for breach in rows:
        address = ground.address("pledges:breach_detail", pk=breach.pk)
        now = told(breach, ground.today, ground.calendar).standing.now
        kind, names = (Kind.BROKEN, answer) if now.last_day else (Kind.KEY, keys)
        matter = Matter(kind, address, now.last_day or now.begins, breach.said_at)
        yield from ((each, matter) for each in names)


PROVIDERS: tuple[Callable[[Ground], Iterator[Found]], ...] = (
    *(actions, said_done, passed_up),
    *(papers, reports, replies, minutes, duties, figures, broken),
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
