"""What the pages of an invitation ask: who is asked to a meeting, what they said, who is silent."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from boards.invitations.answers import (
    Answer,
    Asked,
    Said,
    Standing,
    ToAsk,
    balance,
    is_open,
    presences,
    quorum_seats,
    standing,
    who_may_answer,
    whom_to_ask,
    why_not_reply,
)
from boards.models import Attender, BodyForum, CoOption, Meeting, Reply, Seat, SeatHolder
from boards.queries import quorum_rule, rules_on
from boards.quorum import Capacity, Quorum, QuorumRule, quorum
from boards.room import Balance
from boards.seats.queries import Place, SeatPlaces, co_options, places
from councils import clock
from councils.models import Membership, Person, User
from councils.roles import Role
from forums.models import ForumMember


@dataclass(frozen=True)
class Gathering:
    """A meeting with everybody who is asked to it, and what they said."""

    meeting: Meeting
    rule: QuorumRule
    asked: Sequence[Asked]
    people: Mapping[int, Person]
    replies: Mapping[Hashable, Reply]
    workers: Iterable[User]
    seats: Mapping[int, Seat]
    said: Mapping[Hashable, Said] = field(init=False)

    def __post_init__(self) -> None:
        """The replies as the rules take them."""
        said = {key: _said(reply) for key, reply in self.replies.items()}
        object.__setattr__(self, "said", said)

    @property
    def quorum(self) -> Quorum:
        """Whether those who have said they come would make a quorum (R4)."""
        seats = quorum_seats(self.asked, self.said, self.rule)
        return quorum(self.rule, seats, presences(self.asked, self.said))

    @property
    def to_ask(self) -> tuple[ToAsk, ...]:
        """Whom to ask while a quorum is missing."""
        return whom_to_ask(self.rule, self.quorum, self.asked, self.said)

    @property
    def balance(self) -> Balance:
        """Adults beside young people among those who come."""
        return balance(self.asked, self.said)

    @property
    def missing(self) -> list[Asked]:
        """The places for which somebody is asked and has not answered; each person once."""
        found: dict[Hashable, Asked] = {}
        for each in self.asked:
            if is_open(each, self.said):
                found.setdefault(each.by, each)
        return list(found.values())

    @property
    def silent(self) -> list[User]:
        """Who signs in and has not answered: each once, the workers for young people."""
        found: dict[int, User] = {}
        for each in self.missing:
            found |= {user.pk: user for user in self.who_answers(each)}
        return list(found.values())

    def who_answers(self, each: Asked) -> list[User]:
        """Who signs in to answer for a place: the person asked, or the workers of young people."""
        if each.young:
            return list(self.workers)
        person = self.people.get(each.substitute if each.is_vacant else each.person)
        return [person.user] if person is not None and person.user else []

    @property
    def invited(self) -> list[User]:
        """Who is asked and signs in: each once, with the workers where young people are asked."""
        people = [self.people[pk] for pk in sorted(who_may_answer(self.asked, self.said))]
        users = {person.user_id: person.user for person in people if person.user}
        if any(each.young for each in self.asked):
            users |= {user.pk: user for user in self.workers}
        return list(users.values())

    def standing(self, each: Asked) -> Standing:
        """How a place stands, in words."""
        names = {pk: person.name for pk, person in self.people.items()}
        return standing(each, self.said, names, online_counts=self.rule.online_counts)

    def of_person(self, person: Person) -> list[Asked]:
        """The places for which a person is asked, in their own right or instead of somebody."""
        return [each for each in self.asked if person.pk in who_may_answer([each], self.said)]


def why_closed(meeting: Meeting) -> str:
    """Why an invitation to this meeting cannot be answered any more; empty where it can."""
    return why_not_reply(
        begins=clock.moment(meeting.held_on, meeting.starts_at),
        began=meeting.opened_at is not None,
        cancelled=meeting.is_cancelled,
        now=clock.now(),
    )


def _said(reply: Reply) -> Said:
    return Said(Answer(reply.answer), reply.heads, reply.substitute_id, reply.seat_id)


def gathering(meeting: Meeting) -> Gathering:
    """Who is asked to a meeting, and what they said: seven queries, however many they are.

    One more where it is asked who the forum's workers are.
    """
    seated = places(meeting.body, meeting.held_on)
    taken_in = list(co_options(meeting.body, meeting.held_on))
    attending = list(attenders_of(meeting))
    replies = list(meeting.replies.select_related("person__user", "substitute__user", "replied_by"))
    young = any(each.seat.is_young_people for each in seated)
    return Gathering(
        meeting=meeting,
        rule=quorum_rule(rules_on(meeting.body, meeting.held_on)),
        asked=(*_of_seats(seated), *_taken_in(taken_in), *_attending(attending)),
        people={person.pk: person for person in _people(seated, taken_in, attending, replies)},
        replies={_by(reply): reply for reply in replies},
        workers=workers_of(meeting) if young else User.objects.none(),
        seats={each.seat.pk: each.seat for each in seated},
    )


def _by(reply: Reply) -> Hashable:
    return reply.person_id or seat_key(reply.seat_id)


def seat_key(seat: int) -> str:
    """Under what the answer for young people's seat is found; also its part of the address."""
    return f"seat-{seat}"


def replies_missing(meeting: Meeting) -> list[User]:
    """Who is to be reminded that they have not answered: nobody before the invitation or too late.

    Those who sign in, each once; for young people's seats the workers of their forum.
    """
    if meeting.invited_at is None or why_closed(meeting):
        return []
    return gathering(meeting).silent


def attenders_of(meeting: Meeting) -> QuerySet[Attender]:
    """Who is invited for an item of the meeting, in the order of the items."""
    invited = Attender.objects.filter(item__meeting=meeting).select_related("person__user", "item")
    return invited.order_by("item__position", "person__name")


def who_can_stand_in(meeting: Meeting) -> QuerySet[Person]:
    """The council's people a clerk may name as a substitute: never somebody in a young seat."""
    young = SeatHolder.objects.filter(person=OuterRef("pk"), seat__is_young_people=True)
    return Person.objects.filter(~Exists(young), council=meeting.council_id).order_by("name")


def workers_of(meeting: Meeting) -> QuerySet[User]:
    """The participation workers of the forum the body hears, who answer for young people."""
    today = clock.today()
    heard = BodyForum.objects.filter(body=meeting.body_id).values("forum")
    members = ForumMember.objects.current(today).filter(forum__in=heard)
    workers = Membership.objects.current(today).filter(
        council=meeting.council_id, role=Role.PARTICIPATION_WORKER
    )
    in_both = Q(pk__in=members.values("user")) & Q(pk__in=workers.values("user"))
    return User.objects.filter(in_both, is_active=True).order_by("pk")


def _people(
    seated: list[SeatPlaces],
    taken_in: list[CoOption],
    attending: list[Attender],
    replies: list[Reply],
) -> Iterator[Person]:
    for each in seated:
        for place in each.places:
            yield from filter(None, (place.person, place.stand_in))
    yield from (each.person for each in taken_in)
    yield from (each.person for each in attending)
    for reply in replies:
        yield from filter(None, (reply.person, reply.substitute))


def _of_seats(seated: list[SeatPlaces]) -> Iterator[Asked]:
    for each in seated:
        if each.seat.same_as_id is not None:
            continue
        if each.seat.is_young_people:
            yield _of_young(each)
        else:
            yield from (_of_place(each, place) for place in each.places or (Place(1),))


def _of_young(each: SeatPlaces) -> Asked:
    one = None if each.seat.is_plural else 1
    return Asked(
        key=seat_key(each.seat.pk),
        title=each.seat.title,
        capacity=_capacity(each.seat),
        seat=each.seat.pk,
        discipline=_discipline(each),
        young=True,
        room=one if each.young is None else each.young,
    )


def _of_place(each: SeatPlaces, place: Place) -> Asked:
    name = f", {place.person}" if place.person else f", place {place.number}"
    return Asked(
        key=f"place-{each.seat.pk}-{place.number}",
        title=each.seat.title + (name if each.seat.is_plural else ""),
        capacity=_capacity(each.seat),
        person=place.person.pk if place.person else None,
        seat=each.seat.pk,
        discipline=_discipline(each),
        substitute=place.stand_in.pk if place.stand_in else None,
    )


def _capacity(seat: Seat) -> Capacity:
    return Capacity.ATTENDER if seat.is_attender else Capacity.MEMBER


def _discipline(each: SeatPlaces) -> str:
    return each.discipline.name if each.discipline else ""


def _taken_in(rows: list[CoOption]) -> Iterator[Asked]:
    for row in rows:
        yield Asked(
            key=f"co-opted-{row.pk}",
            title=f"Co-opted for “{row.item}”" if row.item else "Co-opted",
            capacity=Capacity.COOPTED,
            person=row.person_id,
            discipline=row.discipline.name if row.discipline else "",
        )


def _attending(rows: list[Attender]) -> Iterator[Asked]:
    for row in rows:
        yield Asked(
            key=f"attender-{row.pk}",
            title=f"For “{row.item}”",
            capacity=Capacity.ATTENDER,
            person=row.person_id,
        )
