"""To which meetings a person is invited, for themselves or for young people, and what they said."""

from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value

from boards.invitations.queries import why_closed
from boards.models import (
    Attender,
    BodyForum,
    CoOption,
    Meeting,
    Reply,
    Seat,
    SeatHolder,
    Substitute,
)
from councils import clock
from councils.models import Council, Person, User
from councils.roles import Role
from forums.models import ForumMember


@dataclass(frozen=True, slots=True)
class OfYoung:
    """A seat of young people, with the answer that was given for it, or None."""

    seat: Seat
    reply: Reply | None


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as the person who got it sees it.

    `for_me` is that they are asked themselves, and `reply` their own answer; `could_send` are the
    nominated substitutes of their places, `sent_by` who sends them; `young` are the seats of
    young people that they answer for; `closed` is why nothing can be answered any more.
    """

    meeting: Meeting
    for_me: bool
    reply: Reply | None
    could_send: list[Person]
    sent_by: Person | None
    young: list[OfYoung]
    closed: str


# Which meetings -----------------------------------------------------------------------------------


def meetings_asking(user: User, council: Council) -> QuerySet[Meeting]:
    """The council's meetings to come to which a person is invited, the nearest first: one query.

    `.for_me`: they are asked themselves; `.for_young`: they answer for young people; `.waits`:
    an answer of theirs is still wanted.
    """
    to_come = Meeting.objects.of(council).filter(
        held_on__gte=clock.today(), invited_at__isnull=False, cancelled_at__isnull=True
    )
    answered = Reply.objects.filter(meeting=OuterRef("pk"), person__user=user)
    silent = Q(for_me=True) & ~Exists(answered)
    silent_for_others = Q(for_young=True) & Exists(_young_seats().filter(~Exists(_given())))
    return (
        to_come.annotate(for_me=_asks(user), for_young=_asks_worker(user, council))
        .filter(Q(for_me=True) | Q(for_young=True))
        .annotate(waits=ExpressionWrapper(silent | silent_for_others, BooleanField()))
        .select_related("body", "theme")
        .order_by("held_on", "starts_at")
    )


def _young_seats() -> QuerySet[Seat]:
    return Seat.objects.filter(body=OuterRef("body"), is_young_people=True, same_as__isnull=True)


def _given() -> QuerySet[Reply]:
    """The answer for a seat of young people, from inside a query of seats in one of meetings."""
    return Reply.objects.filter(
        meeting=OuterRef(OuterRef("pk")), seat=OuterRef("pk"), person__isnull=True
    )


def _asks(user: User) -> Exists:
    """Whether a meeting asks the person: in a seat, taken in, for an item, or in place of others."""
    held = SeatHolder.objects.filter(*_at_a_seat(), person__user=user)
    of_period = Q(_in_force(), item__isnull=True, body=OuterRef("body"))
    of_item = Q(item__meeting=OuterRef("pk"), is_settled=False)
    taken_in = CoOption.objects.filter(of_period | of_item, person__user=user)
    attends = Attender.objects.filter(item__meeting=OuterRef("pk"), person__user=user)
    sent = Reply.objects.filter(
        meeting=OuterRef("pk"), answer=Reply.Answer.APOLOGIES, substitute__user=user
    )
    holders = SeatHolder.objects.filter(
        _in_force(OuterRef(OuterRef("held_on"))), seat=OuterRef("seat"), place=OuterRef("place")
    )
    of_empty = Substitute.objects.filter(*_at_a_seat(), ~Exists(holders), person__user=user)
    return Exists(held) | Exists(taken_in) | Exists(attends) | Exists(sent) | Exists(of_empty)


def _in_force(day: OuterRef | None = None) -> Q:
    """In force on the day of the meeting outside."""
    day = day or OuterRef("held_on")
    return Q(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


def _at_a_seat() -> tuple[Q, Q]:
    """At a seat of the meeting's body in which people are named, on its day."""
    of_adults = Q(seat__is_young_people=False, seat__same_as__isnull=True)
    return _in_force(), of_adults & Q(seat__body=OuterRef("body"))


def _asks_worker(user: User, council: Council) -> Exists | Value:
    """Whether a meeting asks for an answer about young people that the person gives as a worker."""
    if not user.holds(Role.PARTICIPATION_WORKER, council):
        return Value(value=False)
    mine = ForumMember.objects.current(clock.today()).filter(user=user).values("forum")
    heard = BodyForum.objects.filter(body=OuterRef("body"), forum__in=mine)
    return Exists(heard) & Exists(_young_seats())


# What was said ------------------------------------------------------------------------------------


def invitations_of(user: User, council: Council) -> list[Invited]:
    """A person's invitations, the nearest first, with all that can be answered: five queries."""
    meetings = list(meetings_asking(user, council))
    replies = _replies(user, meetings)
    substitutes = _substitutes(user, meetings)
    seats = _seats(meetings)
    return [
        Invited(
            meeting=meeting,
            for_me=meeting.for_me,
            reply=next((r for r in replies if _is_own(r, user, meeting)), None),
            could_send=_could_send(substitutes, meeting),
            sent_by=next((r.person for r in replies if _is_sent(r, user, meeting)), None),
            young=[OfYoung(seat, _for(seat, replies, meeting)) for seat in _of(meeting, seats)],
            closed=why_closed(meeting),
        )
        for meeting in meetings
    ]


def _replies(user: User, meetings: list[Meeting]) -> list[Reply]:
    mine = Q(person__user=user) | Q(substitute__user=user) | Q(person__isnull=True)
    found = Reply.objects.filter(mine, meeting__in=meetings)
    return list(found.select_related("person", "substitute", "replied_by"))


def _is_own(reply: Reply, user: User, meeting: Meeting) -> bool:
    own = reply.person is not None and reply.person.user_id == user.pk
    return own and reply.meeting_id == meeting.pk


def _is_sent(reply: Reply, user: User, meeting: Meeting) -> bool:
    sent = reply.substitute is not None and reply.substitute.user_id == user.pk
    return sent and reply.meeting_id == meeting.pk


def _for(seat: Seat, replies: list[Reply], meeting: Meeting) -> Reply | None:
    """The answer for young people at this meeting."""
    found = (r for r in replies if r.person_id is None and r.seat_id == seat.pk)
    return next((r for r in found if r.meeting_id == meeting.pk), None)


def _seats(meetings: list[Meeting]) -> list[Seat]:
    bodies = {meeting.body_id for meeting in meetings if meeting.for_young}
    young = Seat.objects.filter(is_young_people=True, same_as__isnull=True)
    return list(young.filter(body__in=bodies)) if bodies else []


def _of(meeting: Meeting, seats: list[Seat]) -> list[Seat]:
    return [each for each in seats if meeting.for_young and each.body_id == meeting.body_id]


def _substitutes(user: User, meetings: list[Meeting]) -> list[tuple[SeatHolder, Substitute]]:
    """The person's places with their nominated substitutes, whenever either was in force."""
    bodies = {meeting.body_id for meeting in meetings}
    held = list(SeatHolder.objects.filter(person__user=user, seat__body__in=bodies))
    named = Substitute.objects.filter(seat__in={each.seat_id for each in held})
    return [
        (holder, substitute)
        for substitute in named.select_related("person", "seat")
        for holder in held
        if (holder.seat_id, holder.place) == (substitute.seat_id, substitute.place)
    ]


def _could_send(pairs: list[tuple[SeatHolder, Substitute]], meeting: Meeting) -> list[Person]:
    """Who is nominated on the day of the meeting for a place that is the person's then."""
    return [
        substitute.person
        for holder, substitute in pairs
        if substitute.seat.body_id == meeting.body_id
        if all(_covers(row, meeting) for row in (holder, substitute))
    ]


def _covers(row: SeatHolder | Substitute, meeting: Meeting) -> bool:
    day = meeting.held_on
    return row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
