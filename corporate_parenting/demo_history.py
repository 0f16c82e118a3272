"""A believable history for the demo, played through the services with a fixed seed.

Everybody in it is invented and marked so. It ends where the first loop begins: the next theme is
to be planned, a question waits to be read, and the figures for the next year end are to be
recorded.
"""

import random
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

from boards.cycle import third_wednesday_of_may
from boards.models import Body, Meeting, Seat, SeatHolder
from boards.packs.services import publish_pack
from boards.queries import deadlines_for, theme_next, year_of
from boards.services import plan_meeting, put_question
from corporate_parenting.demo import PERSONAS, Persona
from councils import clock
from councils.models import Council, CouncilSettings, MunicipalYear, Person, User
from councils.queries import calendar_of
from councils.services import give_role, publish
from councils.writing import store
from forums.models import Forum, ForumMember, Question
from forums.services import ask, word
from measures.models import Measure
from measures.services import set_target
from pledges.models import PledgeSet, Strategy, Theme

SEED = 2020
PLACE = "The Old Chapel, committee room 2 (invented)"
FIRST = ("Amara", "Ben", "Chloe", "Dev", "Erin", "Farid", "Grace", "Hugo", "Isla", "Kofi", "Leah")
LAST = ("Abbott", "Baker", "Cole", "Drew", "Ekwueme", "Ford", "Gill", "Hart", "Iqbal", "Jones")
ORGANISATIONS = {
    "Housing": "A housing association",
    "CAMHS": "An NHS trust",
    "Nurse": "An NHS trust",
}

#: What young people ask in the demo: own words, then the wording a worker gives them.
QUESTIONS = {
    "education": (
        "why do i have to miss maths for meetings about me",
        "Why do review meetings take place during lessons, and could they be moved?",
    ),
    "housing": (
        "i had to move and nobody told me until the day. can that stop",
        "Why are some of us told about a move only on the day it happens?",
    ),
    "health": (
        "how long do u wait to talk to someone if your head is bad",
        "How long do young people wait for help with their mental health?",
    ),
    "other": (
        "who checks that the promises are real",
        "Who checks whether each promise has been kept, and when do we hear?",
    ),
}
WAITING = "can i stay at my school if my foster home changes??"


@dataclass
class Cast:
    """Who plays in the history."""

    users: dict[str, User]

    def __getitem__(self, slug: str) -> User:
        return self.users[slug]


def play(council: Council) -> None:
    """Play the history of a council that has only its strategy."""
    chance = random.Random(SEED)  # noqa: S311 - believable, not secret
    today = clock.today()
    start = today - timedelta(days=2 * 366)
    with clock.set_to(start):
        cast = _cast(council, start)
        _settle(council, cast, today)
        for body in Body.objects.of(council).filter(parent__isnull=True):
            _fill_seats(body, cast, start, chance)
    for body in Body.objects.of(council).filter(parent__isnull=True):
        for day in _meeting_days(council, today):
            _meeting(council, body, day, cast)
    _leave_a_question(council, cast, today)


def _cast(council: Council, start: date) -> Cast:
    """Sign-ins and roles for the personas; each has a role from the first day on."""
    return Cast({persona.slug: _enrol(council, persona, start) for persona in PERSONAS})


def _enrol(council: Council, persona: Persona, start: date) -> User:
    user = User.objects.filter(username=persona.username).first()
    user = user or User.objects.create_user(
        persona.username, display_name=persona.name, email=persona.email
    )
    for role in persona.roles:
        give_role(council=council, user=user, role=role, starts_on=start)
    if persona.in_forum:
        for forum in Forum.objects.of(council):
            store(ForumMember(council=council, forum=forum, user=user, starts_on=start))
    return user


def _settle(council: Council, cast: Cast, today: date) -> None:
    """What the council decided at the beginning: what is public, whom to ring, what to aim at."""
    store(
        CouncilSettings(
            council=council, safeguarding_phone="01632 960 001", emergency_phone="01632 960 999"
        )
    )
    for year in range(today.year - 3, today.year + 2):
        store(MunicipalYear(council=council, starts_on=third_wednesday_of_may(year)))
    for model in (Strategy, PledgeSet, Body, Forum, Measure):
        publish(by=cast["proper-officer"], rows=model.objects.of(council))
    aims = {"foster-families": ("75", "5"), "in-house-carers": ("55", "5")}
    aims["outside-the-area"] = ("40", "5")
    for key, (value, tolerance) in aims.items():
        for measure in Measure.objects.of(council).filter(key=key):
            set_target(
                by=cast["officer"],
                measure=measure,
                in_force_from=date(2018, 3, 31),
                value=Decimal(value),
                tolerance=Decimal(tolerance),
            )


def _fill_seats(body: Body, cast: Cast, start: date, chance: random.Random) -> None:
    """Somebody in each seat but one, so that a vacancy can be seen; personas on their own."""
    personas = {persona.seat: persona for persona in PERSONAS if persona.seat}
    seats = list(body.seats.filter(same_as__isnull=True, is_young_people=False))
    vacant = chance.choice([seat for seat in seats if seat.position not in personas])
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    chance.shuffle(names)
    for seat in seats:
        if seat == vacant:
            continue
        persona = personas.get(seat.position)
        person = store(
            Person(
                council=body.council,
                name=persona.name if persona else names.pop(),
                organisation=_organisation(seat),
                user=cast[persona.slug] if persona else None,
                is_invented=True,
            )
        )
        store(SeatHolder(council=body.council, seat=seat, person=person, starts_on=start))


def _organisation(seat: Seat) -> str:
    return next((o for word_, o in ORGANISATIONS.items() if word_ in seat.title), "The council")


def _meeting_days(council: Council, today: date) -> list[date]:
    """The meetings of last year's whole cycle, and this year's first one."""
    calendar = calendar_of(council)
    this_year = year_of(council, today)
    last_year = year_of(council, this_year.starts_on - timedelta(days=1))
    days = [
        calendar.on_or_before(last_year.starts_on + timedelta(days=21 + 56 * number))
        for number in range(6)
    ]
    first = calendar.on_or_before(today - timedelta(weeks=5))
    if first > this_year.starts_on + timedelta(days=14):
        days.append(first)
    return [day for day in days if day < today]


def _meeting(council: Council, body: Body, day: date, cast: Cast) -> Meeting:
    """A meeting as it went: planned six weeks before, a question put, papers out in time."""
    with clock.set_to(day - timedelta(weeks=6)):
        proposal = theme_next(body, day, council)
        theme = Theme.objects.get(pk=proposal.theme.key) if proposal.theme else None
        meeting = plan_meeting(
            by=cast["clerk"],
            body=body,
            held_on=day,
            starts_at=time(17, 30),
            place=PLACE,
            theme=theme,
            slot_minutes=120,
        )
    with clock.set_to(day - timedelta(days=16)):
        question = _ask(body, theme, cast, number=meeting.pk)
    with clock.set_to(day - timedelta(days=14)):
        if question:
            put_question(by=cast["worker"], question=question, meeting=meeting)
    papers = deadlines_for(body, day, council).fair_notice
    with clock.set_to(papers.act_by if papers else day - timedelta(days=7)):
        publish_pack(by=cast["clerk"], meeting=meeting)
    return meeting


def _ask(body: Body, theme: Theme | None, cast: Cast, *, number: int) -> Question | None:
    """A question on the theme, worded by a worker; none where the body hears no forum."""
    link = body.forum_links.select_related("forum").first()
    if link is None:
        return None
    own, public = QUESTIONS[_subject(theme)]
    question = ask(
        by=cast["representative"],
        forum=link.forum,
        theme=theme,
        words=own,
        submission=UUID(int=number + SEED),
    )
    return word(by=cast["worker"], question=question, version=question.version, wording=public)


def _subject(theme: Theme | None) -> str:
    name = theme.name.lower() if theme else ""
    return next((subject for subject in QUESTIONS if subject in name), "other")


def _leave_a_question(council: Council, cast: Cast, today: date) -> None:
    """One question asked yesterday, for the worker to read."""
    with clock.set_to(today - timedelta(days=1)):
        for forum in Forum.objects.of(council)[:1]:
            ask(
                by=cast["representative"],
                forum=forum,
                theme=Theme.objects.of(council).filter(name__icontains="education").first(),
                words=WAITING,
                submission=UUID(int=SEED),
            )
