"""What pages and packs ask about bodies, their rules and their meetings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from boards.agenda import AgendaCheck, Item, LastTime, ProtectedTime, Purpose, may_publish_agenda
from boards.agenda import protected_time as protected_time_rule
from boards.cycle import MunicipalYear, NextTheme, municipal_year, next_theme, takes_theme
from boards.cycle import Theme as CycleTheme
from boards.deadlines import DeadlineRules, MeetingDeadlines, Offset
from boards.deadlines import deadlines as deadlines_rule
from boards.models import AgendaItem, Body, BodyForum, BodyRules, Edition, Meeting, PutQuestion
from boards.planning import proposed_day
from boards.quorum import Basis, QuorumRule, listed
from boards.year import Circumstances
from councils import clock
from councils.models import Council
from councils.queries import annual_councils, calendar_of, school_terms
from councils.working_days import Calendar, Unit
from forums.models import Question
from pledges.models import Theme

#: More meetings than a body holds in a municipal year, even if it met every week.
RECENT = 60

CANCELLED = "This meeting is cancelled: {reason}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a body's next meeting, what it follows from, and is measured against."""

    day: date
    theme: NextTheme
    deadlines: MeetingDeadlines
    themes: list[Theme]
    rules: BodyRules | None
    last: Meeting | None
    around: Circumstances


def rules_on(body: Body, day: date) -> BodyRules | None:
    """The terms of reference in force on a day, or None before the first."""
    return body.rules.filter(in_force_from__lte=day).order_by("-in_force_from").first()


def deadline_rules(rules: BodyRules | None) -> DeadlineRules:
    """A body's rules as the deadline rule takes them; None is “not stated”."""
    if rules is None:
        return DeadlineRules()
    return DeadlineRules(
        papers=_offset(rules.papers_number, rules.papers_unit),
        forum=_offset(rules.forum_number, rules.forum_unit),
        minutes=_offset(rules.minutes_number, rules.minutes_unit),
        formal_committee=rules.legal_status == BodyRules.LegalStatus.COMMITTEE,
    )


def _offset(number: int | None, unit: str) -> Offset | None:
    return Offset(number, Unit(unit)) if number is not None and unit else None


def quorum_rule(rules: BodyRules | None) -> QuorumRule:
    """A body's rules as the quorum rule takes them; where none are in force, nothing is judged."""
    if rules is None:
        return QuorumRule()
    basis, number = Basis(rules.quorum_kind), rules.quorum_number or 0
    return QuorumRule(
        basis=basis,
        number=number,
        fraction=Fraction(1, number) if basis is Basis.FRACTION else Fraction(0),
        coopted_count=rules.coopted_count,
        attenders_count=rules.attenders_count,
        online_counts=rules.online_counts,
    )


def hears_a_forum(body: Body) -> bool:
    """Whether it is stated that the body hears a forum."""
    return body.forum_links.exists()


def with_forums(rows: QuerySet, *, body: str = "pk") -> QuerySet:
    """Bodies with `.heard`, the names of the forums each hears, as `forum_name` takes them.

    Rows of another table have them too, where `body` names the field of theirs that is the body.
    """
    heard = BodyForum.objects.filter(body=OuterRef(body)).order_by("forum__from_age", "forum__name")
    return rows.annotate(heard=ArraySubquery(heard.values("forum__name")))


def forum_name(body: Body | Meeting, council: Council) -> str:
    """The forums the body hears, as they are said in one row, or the council's word for one.

    No query for a row of `with_forums`, one for any other body.
    """
    heard = getattr(body, "heard", None)
    if heard is None:
        links = body.forum_links.order_by("forum__from_age", "forum__name")
        heard = list(links.values_list("forum__name", flat=True))
    return listed(heard) or f"the {council.words.forum}"


def deadlines_for(body: Body, day: date, council: Council) -> MeetingDeadlines:
    """The deadlines a meeting of the body on that day has."""
    return deadlines_under(
        rules_on(body, day), day, calendar_of(council), forum=forum_name(body, council)
    )


def deadlines_under(
    rules: BodyRules | None, day: date, calendar: Calendar, *, forum: str
) -> MeetingDeadlines:
    """The same, for who has looked up the body's rules and its forum already."""
    return deadlines_rule(day, deadline_rules(rules), calendar, forum=forum)


def circumstances(body: Body, council: Council, day: date) -> Circumstances:
    """What a meeting of the body on that day is measured against: four queries."""
    return Circumstances(
        today=clock.today(),
        calendar=calendar_of(council),
        rules=deadline_rules(rules_on(body, day)),
        forum=forum_name(body, council),
        terms=school_terms(council),
    )


def year_of(council: Council, day: date) -> MunicipalYear:
    """The municipal year a day falls in."""
    return municipal_year(day, annual_councils(council))


def themes_of(body: Body) -> list[Theme]:
    """The themes of the body's cycle, in order."""
    return list(body.strategy.themes.order_by("position"))


def public_themes_of(body: Body) -> list[Theme]:
    """The themes of the body's cycle that anyone may read of."""
    return list(body.strategy.themes.public().order_by("position"))


def theme_next(body: Body, day: date, council: Council) -> NextTheme:
    """The theme that is next at a meeting on that day (R6), by its primary key."""
    earlier = not_cancelled(body.meetings).filter(held_on__lte=day).order_by("-held_on")[:RECENT]
    return _theme_next(themes_of(body), earlier, day, council)


def _theme_next(
    themes: list[Theme], meetings: Iterable[Meeting], day: date, council: Council
) -> NextTheme:
    year = year_of(council, day)
    taken = [m.theme_id for m in meetings if m.theme_id and year.starts_on <= m.held_on <= day]
    return next_theme([CycleTheme(t.pk, t.name, t.is_annual_review) for t in themes], taken)


def proposal_for(body: Body, council: Council) -> Proposal:
    """The day, the theme and the deadlines to propose for the body's next meeting."""
    today, calendar, themes = clock.today(), calendar_of(council), themes_of(body)
    every = list(body.rules.order_by("in_force_from"))
    meetings = list(not_cancelled(body.meetings).order_by("-held_on")[:RECENT])
    # The rhythm is that of the ordinary meetings: one held out of turn does not move the next.
    last, rules = next((m for m in meetings if takes_theme(m.kind)), None), in_force(every, today)
    day = proposed_day(
        last.held_on if last else None,
        rules.meetings_a_year if rules else None,
        today=today,
        calendar=calendar,
    )
    rules, forum = in_force(every, day), forum_name(body, council)
    return Proposal(
        day=day,
        theme=_theme_next(themes, meetings, day, council),
        deadlines=deadlines_under(rules, day, calendar, forum=forum),
        themes=themes,
        rules=rules,
        last=last,
        around=Circumstances(today, calendar, deadline_rules(rules), forum, school_terms(council)),
    )


def in_force(rules: Sequence[BodyRules], day: date) -> BodyRules | None:
    """Of a body's rules, the oldest first, those in force on a day."""
    return next((each for each in reversed(rules) if each.in_force_from <= day), None)


def not_cancelled(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings that were held or will be: a cancelled one counts for nothing."""
    return meetings.filter(cancelled_at__isnull=True)


def protected_time(
    body: Body, rules: BodyRules | None, council: Council, *, day: date
) -> ProtectedTime:
    """The minutes kept for the forum at the body's meeting on that day (R8)."""
    return protected_time_under(rules, body, day, forum=forum_name(body, council))


def protected_time_under(
    rules: BodyRules | None, body: Body, day: date, *, forum: str
) -> ProtectedTime:
    """The same, for who has looked up the body's rules and its forum already."""
    minutes = rules.protected_minutes if rules else None
    last = last_time(body, day) if minutes else None
    return protected_time_rule(minutes, last, forum=forum)


def last_time(body: Body, day: date) -> LastTime | None:
    """The forum's own time at the body's last meeting before that day; None before the first.

    A meeting without time of the forum's own is passed over: what is owed stays owed.
    """
    own = AgendaItem.objects.filter(kind=AgendaItem.Kind.PROTECTED, meeting__body=body)
    earlier = own.filter(meeting__held_on__lt=day, meeting__cancelled_at__isnull=True)
    item = earlier.select_related("forum_time").order_by("-meeting__held_on", "position").first()
    if item is None:
        return None
    time = getattr(item, "forum_time", None)
    if time is None:
        return LastTime(planned=item.minutes, given=None, cut_short=False)
    return LastTime(planned=time.planned, given=time.given, cut_short=bool(time.cut_short))


def agenda_check(meeting: Meeting, items: list[AgendaItem]) -> AgendaCheck:
    """Whether the meeting's agenda may be published, asked by button, page and POST alike."""
    rules = rules_on(meeting.body, meeting.held_on)
    return agenda_check_under(
        rules, meeting, items, forum=forum_name(meeting.body, meeting.council)
    )


def agenda_check_under(
    rules: BodyRules | None, meeting: Meeting, items: list[AgendaItem], *, forum: str
) -> AgendaCheck:
    """The same, for who has looked up the body's rules and its forum already."""
    protected = protected_time_under(rules, meeting.body, meeting.held_on, forum=forum)
    return check_items(meeting, items, protected=protected, forum=forum)


def check_items(
    meeting: Meeting, items: list[AgendaItem], *, protected: ProtectedTime, forum: str
) -> AgendaCheck:
    """The same, for who knows the minutes kept for the forum too."""
    if meeting.is_cancelled:
        return AgendaCheck((CANCELLED.format(reason=meeting.cancel_reason),))
    return may_publish_agenda(
        [rule_item(item) for item in items],
        protected=protected,
        forum=forum,
        meeting_theme=meeting.theme_id,
        slot_minutes=meeting.slot_minutes,
    )


def rule_item(item: AgendaItem) -> Item:
    """An item as the rules of the agenda take it."""
    return Item(
        title=item.title,
        minutes=item.minutes,
        purpose=Purpose(item.purpose),
        theme=item.theme_id,
        protected=item.kind == AgendaItem.Kind.PROTECTED,
        chair_reason=item.chair_reason,
    )


def bodies_with_seats(council: Council) -> QuerySet[Body]:
    """Published bodies with the number of their seats."""
    return (
        Body.objects.of(council)
        .public()
        .select_related("parent")
        .annotate(seat_count=Count("seats", filter=Q(seats__same_as__isnull=True)))
    )


def bodies_that_meet(council: Council) -> QuerySet[Body]:
    """Bodies with meetings of their own: those on their own, and parts that have rules to meet by."""
    has_rules = Exists(BodyRules.objects.filter(body=OuterRef("pk")))
    return Body.objects.of(council).filter(Q(parent__isnull=True) | has_rules)


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The meeting's items in order, with the questions put under them."""
    put = PutQuestion.objects.select_related("question__forum").order_by("put_at")
    return list(meeting.items.prefetch_related(Prefetch("put_questions", put)).order_by("position"))


def last_put(question: Question) -> PutQuestion | None:
    """Where a question was put last, with its meeting; None where it never was."""
    rows = PutQuestion.objects.filter(question=question)
    rows = rows.select_related("item__meeting__body", "item__meeting__theme")
    return rows.order_by("put_at", "pk").last()


def latest_editions(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with `.published`: their editions, newest first, without the content."""
    editions = Edition.objects.defer("content").order_by("kind", "-number")
    return meetings.prefetch_related(Prefetch("editions", editions, to_attr="published"))


def meetings_to_come(council: Council) -> QuerySet[Meeting]:
    """The council's meetings from today on, the nearest first; not those that are cancelled."""
    return (
        not_cancelled(Meeting.objects.of(council))
        .filter(held_on__gte=clock.today())
        .select_related("body", "theme")
        .order_by("held_on", "starts_at")
    )
