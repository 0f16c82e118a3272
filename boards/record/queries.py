"""What pages, packs and reminders ask about minutes, and who may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from boards import deadlines
from boards import minutes as rule
from boards.deadlines import Deadline
from boards.minutes import ItemMinute, MeetingRef, MinutesCheck, State, Version
from boards.models import (
    Action,
    AgendaItem,
    Body,
    BodyRules,
    Decision,
    Declaration,
    Issue,
    Meeting,
    Minutes,
    Outcome,
    RegisterEntry,
)
from boards.queries import deadline_rules, rules_on
from boards.record.layout import is_for_last_minutes
from boards.record.proof import Sealed, sha256
from boards.record.rules import was_held, why_not_read
from boards.seats.queries import reads_record
from boards.seats.sitting.queries import people_on
from councils import clock
from councils.models import Council, User
from councils.queries import calendar_of
from councils.working_days import Calendar, date_in_words, day_in_words

NOT_HELD = "The meeting has not been held, so it has no minutes."


# Who reads ----------------------------------------------------------------------------------------


def public_minutes(council: Council) -> QuerySet[Minutes]:
    """The versions that anyone may read, the newest of each meeting first; one query.

    Of published bodies: those that are confirmed; of a formal committee at once when they go round
    (Local Government Act 1972, section 100C).
    """
    in_force = BodyRules.objects.filter(
        body=OuterRef("meeting__body"), in_force_from__lte=OuterRef("meeting__held_on")
    )
    status = in_force.order_by("-in_force_from").values("legal_status")[:1]
    open_at_once = Q(status=BodyRules.LegalStatus.COMMITTEE, circulated_at__isnull=False)
    published = Body.objects.of(council).public().filter(pk=OuterRef("meeting__body"))
    return (
        Minutes.objects.of(council)
        .annotate(status=Subquery(status))
        .filter(Exists(published), open_at_once | Q(confirmed_at__isnull=False))
        .order_by("-meeting__held_on", "-number")
    )


def may_read(user: User, body: Body) -> bool:
    """Whether the record of a body is for this person: they keep or inspect it, or belong there."""
    may = user.has_perm("boards.read_record", body)
    return may and reads_record(user, body, clock.today())


def members_of(body: Body) -> QuerySet[User]:
    """The sign-ins of those who sit on a body today: in a seat, in place of others, co-opted."""
    return people_on(body.pk, clock.today()).filter(is_active=True)


def versions_of(meeting: Meeting) -> list[Minutes]:
    """Every version of a meeting's minutes, the newest first; `readable` says who reads which."""
    people = ("drafted_by", "circulated_by", "confirmed_by", "confirmed_in")
    return list(meeting.minutes.select_related(*people).order_by("-number"))


def readable(versions: Iterable[Minutes], user: User, council: Council) -> list[Minutes]:
    """Those of the versions that this person reads: a draft is the clerk's own."""
    keeps = user.has_perm("boards.keep_minutes", council)
    return [each for each in versions if keeps or each.state != State.DRAFT]


# The state of a version ---------------------------------------------------------------------------


def held(meeting: Meeting) -> bool:
    """Whether the meeting was held, or is being held now."""
    return was_held(
        meeting.held_on,
        today=clock.today(),
        opened=meeting.opened_at is not None,
        cancelled=meeting.is_cancelled,
    )


def as_version(minutes: Minutes) -> Version:
    """A version as the rules take it."""
    return Version(minutes.number, State(minutes.state), minutes.reason)


def why_not_correct(versions: Iterable[Minutes], reason: str) -> str:
    """Why no further version can be begun; empty where it can."""
    return rule.why_not_correct([as_version(each) for each in versions], reason)


def circulation_check(minutes: Minutes) -> MinutesCheck:
    """Whether the minutes may go round: asked by the page, its button and the POST alike."""
    meeting = minutes.meeting
    said = dict(minutes.sections.filter(item__isnull=False).values_list("item", "text"))
    items = [
        ItemMinute(item.number_shown, item.title, text=said.get(item.pk, ""))
        for item in meeting.items.order_by("position")
    ]
    return rule.may_circulate(State(minutes.state), items, held=held(meeting))


def due_day(meeting: Meeting, rules: BodyRules | None, calendar: Calendar) -> Deadline | None:
    """When the minutes of a meeting must have gone round (R3), or None where nothing is stated."""
    return deadlines.minutes_deadline(meeting.held_on, deadline_rules(rules), calendar)


def due_now(meeting: Meeting) -> Deadline | None:
    """The same, for who has not looked up the body's rules and the council's days."""
    rules = rules_on(meeting.body, meeting.held_on)
    return due_day(meeting, rules, calendar_of(meeting.council))


def clock_of(meeting: Meeting, first: Minutes | None) -> deadlines.Outcome | None:
    """How the clock R3 stands: what was due beside what was done; None where nothing is stated.

    `first` is the first version. Once it has gone round, both days are those kept with it.
    """
    if first is None or first.first_circulated_at is None:
        due, done_on, reason = due_now(meeting), None, ""
    else:
        due = first.due_on and Deadline(first.due_on, first.due_on, "")
        done_on, reason = day_of(first.first_circulated_at), first.late_reason
    if not due:
        return None
    return deadlines.outcome(due, done_on=done_on, today=clock.today(), late_reason=reason)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the minutes' way, as the component shows it."""

    title: str
    state: str
    when: str = ""
    text: str = ""


def steps_of(minutes: Minutes, clock_r3: deadlines.Outcome | None) -> list[Step]:
    """A version's way from draft to confirmed, with its days; `clock_r3` for the first version."""
    draft, done = minutes.state == State.DRAFT, minutes.state == State.CONFIRMED
    overdue = clock_r3 is not None and clock_r3.standing == deadlines.Standing.OVERDUE
    sent = "done" if not draft else "missed" if overdue else "now"
    began = "Drafted from the register" if minutes.number == 1 else "Begun as a correction"
    return [
        Step(began, "done", _date(minutes.drafted_at), f"By {minutes.drafted_by}."),
        Step(
            "Sent round",
            sent,
            _date(minutes.circulated_at),
            clock_r3.words if clock_r3 else "",
        ),
        Step(
            "Confirmed as a true record",
            "done" if done else "next" if draft else "now",
            _date(minutes.confirmed_at),
            _confirmed_words(minutes),
        ),
    ]


def _date(moment: datetime | None) -> str:
    return date_in_words(day_of(moment)) if moment else ""


def _confirmed_words(minutes: Minutes) -> str:
    if minutes.confirmed_in is None:
        return "A later meeting agrees them."
    when = day_in_words(minutes.confirmed_in.held_on)
    return f"By the meeting on {when}; recorded by {minutes.confirmed_by}."


def day_of(moment: datetime) -> date:
    """The day of a moment, in the council's time."""
    return clock.local(moment).date()


def recorded_since(meeting: Meeting, moment: datetime) -> bool:
    """Whether something was recorded of the meeting after that moment, so that a draft is behind."""
    after = {"meeting": OuterRef("pk"), "recorded_at__gt": moment}
    at_item = {"item__meeting": OuterRef("pk"), "recorded_at__gt": moment}
    found = (
        Exists(RegisterEntry.objects.filter(**after))
        | Exists(Declaration.objects.filter(**after))
        | Exists(Outcome.objects.filter(**at_item))
        | Exists(Decision.objects.filter(**at_item))
        | Exists(Decision.objects.filter(item__meeting=OuterRef("pk"), withdrawn_at__gt=moment))
        | Exists(Action.objects.filter(item__meeting=OuterRef("pk"), opened_at__gt=moment))
        | Exists(Action.objects.filter(item__meeting=OuterRef("pk"), withdrawn_at__gt=moment))
        | Exists(Issue.objects.filter(meeting=OuterRef("pk"), responded_at__gt=moment))
    )
    return Meeting.objects.filter(found, pk=meeting.pk).exists()


# Confirming ---------------------------------------------------------------------------------------


def _ref(meeting: Meeting) -> MeetingRef:
    return MeetingRef(meeting.pk, meeting.body_id, meeting.held_on, held=held(meeting))


def why_not_confirm(minutes: Minutes, at: Meeting | None, user: User) -> str:
    """Why these minutes cannot be confirmed at that meeting by this person; empty where they can."""
    meeting = minutes.meeting
    roles = [role for council, role in user.roles_today if council == meeting.council_id]
    refused = rule.why_not_confirm(
        State(minutes.state),
        of=_ref(meeting),
        at=_ref(at) if at else None,
        roles=roles,
        body=meeting.council.words.body,
    )
    if refused or at is None:
        return refused
    return why_not_read(day_of(minutes.first_circulated_at), at.held_on)


def meetings_that_can_confirm(minutes: Minutes) -> list[Meeting]:
    """The meetings at which these minutes can be confirmed now, the latest first."""
    if minutes.first_circulated_at is None:
        return []
    read_by = day_of(minutes.first_circulated_at)
    later = Meeting.objects.filter(
        body=minutes.meeting.body_id,
        held_on__gt=minutes.meeting.held_on,
        held_on__gte=read_by,
        held_on__lte=clock.today(),
        cancelled_at__isnull=True,
    )
    return [meeting for meeting in later.order_by("-held_on") if held(meeting)]


def to_confirm_at(meeting: Meeting) -> QuerySet[Minutes]:
    """The minutes proposed for confirmation at a meeting: all that went round and wait, oldest first."""
    return (
        Minutes.objects.filter(
            meeting__body=meeting.body_id,
            meeting__held_on__lt=meeting.held_on,
            circulated_at__isnull=False,
            confirmed_at__isnull=True,
        )
        .select_related("meeting__body", "meeting__council")
        .order_by("meeting__held_on")
    )


def item_for_last_minutes(meeting: Meeting) -> AgendaItem | None:
    """The standing item at which the meeting confirms the last minutes, if it has one."""
    standing = meeting.items.filter(kind=AgendaItem.Kind.STANDING).order_by("position")
    return next((item for item in standing if is_for_last_minutes(item.title)), None)


def last_minutes(meeting: Meeting) -> Minutes | None:
    """The minutes that members bring to a meeting: those of the last meeting that have gone round.

    Of several versions it is the newest that has gone round, confirmed or not.
    """
    gone_round = Minutes.objects.filter(
        meeting__body=meeting.body_id,
        meeting__held_on__lt=meeting.held_on,
        circulated_at__isnull=False,
    )
    return (
        gone_round.select_related("meeting__body", "meeting__council", "confirmed_in")
        .order_by("-meeting__held_on", "-number")
        .first()
    )


def newest_to_read(meeting: Meeting, *, agreed: bool) -> Minutes | None:
    """The newest version of a meeting's own minutes that has gone round; with `agreed`, confirmed."""
    gone_round = meeting.minutes.filter(circulated_at__isnull=False)
    if agreed:
        gone_round = gone_round.filter(confirmed_at__isnull=False)
    return gone_round.select_related("confirmed_in").order_by("-number").first()


@dataclass(frozen=True, slots=True)
class MinutesBlock:
    """One part of minutes, ready to be put into a pack; `number` is the item's, or None."""

    heading: str
    paragraphs: tuple[str, ...]
    number: int | None = None


def minutes_blocks(minutes: Minutes) -> tuple[MinutesBlock, ...]:
    """The parts of a version in order, empty ones left out: one query."""
    return tuple(
        MinutesBlock(section.heading, paragraphs, section.number)
        for section in minutes.sections.order_by("position")
        if (paragraphs := tuple(line for line in section.text.splitlines() if line.strip()))
    )


# Proof --------------------------------------------------------------------------------------------


def seal(minutes: Minutes) -> str:
    """The hash of minutes as they stand: of what was confirmed, and of when, where and by whom."""
    head = Sealed(
        meeting=minutes.meeting_id,
        number=minutes.number,
        reason=minutes.reason,
        circulated_at=_moment(minutes.circulated_at),
        confirmed_at=_moment(minutes.confirmed_at),
        confirmed_by=minutes.confirmed_by_id,
        confirmed_in=minutes.confirmed_in_id,
    )
    sections = minutes.sections.order_by("position")
    return sha256(head, sections.values_list("position", "heading", "text"))


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()
