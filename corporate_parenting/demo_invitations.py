"""Invitations and answers of the demo: the latest meetings, and one to come that is short of one.

The meeting to come is an extraordinary one, which takes no theme: the next theme is still to be
planned. Two disciplines have said yes, one cannot come, and its substitute is free to ask.
"""

import random
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from boards.invitations.answers import Answer, Asked
from boards.invitations.queries import Gathering, gathering
from boards.invitations.services import invite_members, reply
from boards.models import Body, Meeting, Seat, Substitute
from boards.quorum import Basis
from boards.services import plan_meeting
from councils import clock
from councils.models import Council, Person, User
from councils.queries import calendar_of
from councils.writing import store

SEED = 2021
INVITED_BEFORE = timedelta(weeks=5)
ANSWERED_BEFORE = timedelta(days=10)
TO_COME = timedelta(weeks=8)
LATEST = 2
#: What adults say, in so many of ten cases; the rest cannot come.
COMES, ONLINE = 0.75, 0.85
#: Who cannot come to the next meeting, though a substitute could.
SHORT_OF = "Housing"
SUBSTITUTES = {
    "Housing": "Priya Shah",
    "CAMHS": "Tom Lyle",
    "Virtual School": "Ngozi Bright",
    "Executive Director": "Alan Frost",
}


def answer(meeting: Meeting, cast: Mapping[str, User], *, from_the_end: int) -> None:
    """Answers to the latest meetings of a body, the latest of which is 1."""
    seed = f"{SEED} {meeting.council.slug} {meeting.body.key} {from_the_end}"
    if from_the_end <= LATEST:
        _answer_all(meeting, cast, random.Random(seed))  # noqa: S311 - believable, not secret


def invite_to_come(council: Council, cast: Mapping[str, User], today: date) -> None:
    """For each body that has met: a meeting that is to come, and first answers."""
    for body in Body.objects.of(council).filter(meetings__held_on__lt=today).distinct():
        _next_meeting(body, cast, today)


def name_substitutes(body: Body, start: date) -> None:
    """Somebody for the seats whose absence would be missed."""
    for words, name in SUBSTITUTES.items():
        seat = body.seats.filter(title__contains=words, same_as__isnull=True).first()
        if seat is not None and not seat.substitutes.exists():
            store(
                Substitute(
                    council=body.council, seat=seat, person=_person(seat, name), starts_on=start
                )
            )


def _person(seat: Seat, name: str) -> Person:
    known = Person.objects.filter(council=seat.council, name=name).first()
    return known or store(
        Person(
            council=seat.council,
            name=name,
            organisation=_same_organisation(seat),
            is_invented=True,
        )
    )


def _same_organisation(seat: Seat) -> str:
    """The organisation of whoever holds the seat."""
    holder = seat.holders.select_related("person").order_by("starts_on").first()
    return holder.person.organisation if holder else "The council"


def _answer_all(meeting: Meeting, cast: Mapping[str, User], chance: random.Random) -> None:
    """Most come, some online; of those who cannot, who has a substitute sends them."""
    with clock.set_to(meeting.held_on - INVITED_BEFORE):
        invite_members(by=cast["clerk"], meeting=meeting)
    with clock.set_to(meeting.held_on - ANSWERED_BEFORE):
        who = gathering(meeting)
        for each in who.missing:
            drawn = chance.random()
            came = Answer.COMING if drawn < COMES else Answer.ONLINE
            _say(who, each, came if drawn < ONLINE else Answer.APOLOGIES, cast)


def _say(
    who: Gathering, each: Asked, answer: Answer, cast: Mapping[str, User], *, sends: bool = True
) -> None:
    """Somebody answers, by themselves where they sign in; young people come two at a time."""
    if each.young:
        seat, heads = who.seats[each.seat], 2
        reply(by=cast["worker"], meeting=who.meeting, seat=seat, answer=answer, heads=heads)
        return
    person = who.people[each.person]
    substitute = who.people.get(each.substitute) if sends and answer == Answer.APOLOGIES else None
    reply(
        by=person.user or cast["clerk"],
        meeting=who.meeting,
        person=person,
        answer=answer,
        substitute=substitute,
    )


def _next_meeting(body: Body, cast: Mapping[str, User], today: date) -> None:
    """Where disciplines make the quorum: a meeting to come, with all but one of them so far."""
    day = calendar_of(body.council).on_or_before(today + TO_COME)
    last = body.meetings.order_by("held_on").last()
    with clock.set_to(today - timedelta(weeks=2)):
        if gathering(last).rule.basis is not Basis.DISCIPLINES:
            return
        meeting = plan_meeting(
            by=cast["clerk"],
            body=body,
            held_on=day,
            starts_at=time(17, 30),
            place=last.place,
            theme=None,
            slot_minutes=60,
            kind=Meeting.Kind.EXTRAORDINARY,
        )
        invite_members(by=cast["clerk"], meeting=meeting)
    with clock.set_to(today - timedelta(days=3)):
        _answer_some(gathering(meeting), cast)


def _answer_some(who: Gathering, cast: Mapping[str, User]) -> None:
    """All of two disciplines come but for the member persona, and the third one cannot."""
    asked = [each for each in who.missing if not each.young]
    short = [each for each in asked if SHORT_OF in each.title]
    chair = [each for each in asked if who.people[each.person].user == cast["chair"]]
    first = {each.discipline for each in chair}
    others = (e for e in asked if e.discipline not in first and e not in short)
    second = next((each.discipline for each in others), "")
    for each in [*chair, *_of(asked, second)]:
        _say(who, each, Answer.COMING, cast)
    for each in short:
        _say(who, each, Answer.APOLOGIES, cast, sends=False)


def _of(asked: Iterable[Asked], discipline: str) -> list[Asked]:
    return [each for each in asked if each.discipline == discipline]
