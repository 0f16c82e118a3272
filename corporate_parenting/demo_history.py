"""A believable history for the demo, played through the services with a fixed seed.

Everybody in it is invented and marked so. It ends where the first loop begins: the next theme is
to be planned, a question waits to be read, and the figures for the next year end are to be
recorded.
"""

import random
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import cycle
from uuid import UUID

from boards.cycle import third_wednesday_of_may
from boards.models import Body, Meeting, Seat, SeatHolder
from boards.oversight.handing import RULES as HANDED
from boards.packs.services import publish_pack
from boards.queries import deadlines_for, rules_on, theme_next, year_of
from boards.seats.listing.services import add_seat
from boards.services import plan_meeting, put_question
from corporate_parenting import (
    demo_concerns,
    demo_definitions,
    demo_figures,
    demo_follow_up,
    demo_homes,
    demo_keeping,
    demo_lineage,
    demo_minutes,
    demo_oversight,
    demo_people,
    demo_questions,
    demo_register,
    demo_takeover,
    demo_to_forum,
    demo_voices,
    demo_words,
)
from corporate_parenting.demo import Persona, people
from corporate_parenting.demo_agendas import snowed_off, what_comes_up
from corporate_parenting.demo_comparing import choose_comparisons
from corporate_parenting.demo_invitations import answer, invite_to_come, name_substitutes
from corporate_parenting.demo_reports import bring_reports, leave_reports_in_hand
from corporate_parenting.demo_sheets import leave_a_spreadsheet
from councils import clock
from councils.models import Council, CouncilSettings, MunicipalYear, Person, User
from councils.queries import calendar_of
from councils.services import give_role, publish
from councils.writing import store
from forums.models import Forum, ForumMember, Question
from forums.services import agree, ask, word
from measures.models import Measure, Observation
from measures.rating import rounded
from measures.services import record_figure, set_target, sign_off
from pledges.models import PledgeSet, Promise, Statement, Strategy, Theme
from pledges.services import set_owner

SEED = 2020
MORE_SEATS = ("Chair", "Elected members", "Health", "Housing")
USUAL_MEETINGS = 4
USUAL_SHARES = {"high": (0.6, 0.93), "low": (0.04, 0.2), "none": (0.2, 0.5)}
PLACE = "The Old Chapel, committee room 2 (invented)"
FIRST_NAMES = (
    "Amara",
    "Ben",
    "Chloe",
    "Dev",
    "Erin",
    "Farid",
    "Grace",
    "Hugo",
    "Isla",
    "Kofi",
    "Leah",
)
LAST_NAMES = (
    "Abbott",
    "Baker",
    "Cole",
    "Drew",
    "Ekwueme",
    "Ford",
    "Gill",
    "Hart",
    "Iqbal",
    "Jones",
)
ORGANISATIONS = {
    "Housing": "A housing association",
    "CAMHS": "An NHS trust",
    "Nurse": "An NHS trust",
}

#: Who is responsible, in turn: two promises of three have somebody named.
OWNERS = ("Head of Fostering (invented)", "Head of Education (invented)", "")

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
    seed = f"{SEED} {council.slug}"
    chance = random.Random(seed)  # noqa: S311 - believable, not secret
    today = clock.today()
    start = year_of(council, today).starts_on - timedelta(days=2 * 365 + 90)
    bodies = list(Body.objects.of(council).filter(rules__isnull=False).distinct())
    with clock.set_to(start):
        cast = _cast(council, start)
        _settle(council, cast, today)
        _name_owners(council, cast, start)
        for body in bodies:
            _fill_seats(body, cast, start, chance)
            name_substitutes(body, start)
    demo_people.play(bodies, by=cast["clerk"], start=start, today=today, seed=seed)
    demo_figures.play(council, by=cast["officer"], today=today)
    _record_figures(council, cast, today, chance)
    for body in bodies:
        days = _meeting_days(body, today)
        recording = demo_register.Recording(body, cast=cast.users, today=today, seed=seed)
        for left, day in zip(range(len(days), 0, -1), days, strict=True):
            meeting = _meeting(council, body, day, cast, from_the_end=left)
            answer(meeting, cast.users, from_the_end=left)
            meeting = demo_takeover.chair(meeting, cast.users)
            demo_register.forum_time(meeting, cast=cast.users, from_the_end=left)
            recording.record(meeting, from_the_end=left)
    invite_to_come(council, cast.users, today)
    leave_reports_in_hand(bodies, cast.users, today)
    demo_follow_up.play(bodies, by=cast["clerk"], today=today, seed=seed)
    members = [cast["chair"], cast["member"]]
    demo_oversight.play(bodies, clerk=cast["clerk"], members=members, seed=seed)
    demo_minutes.play(bodies, clerk=cast["clerk"], chair=cast["chair"], today=today)
    snowed_off(bodies[0], clerk=cast["clerk"], today=today)
    leave_a_spreadsheet(council, officer=cast["officer"], today=today)
    demo_keeping.play(council, cast.users, today=today)
    _leave_a_question(council, cast, today)
    by = {"clerk": cast["clerk"], "worker": cast["worker"], "publisher": cast["proper-officer"]}
    demo_lineage.play(council, **by, today=today)
    demo_words.play(council, cast.users)
    demo_questions.leave_on_their_way(council, cast.users, today)
    demo_concerns.play(council, cast.users, today)
    demo_voices.play(council, cast.users, today=today)
    demo_takeover.leave_dots(council, cast.users, today=today)
    demo_homes.play(council, worker=cast["worker"], today=today)
    demo_to_forum.play(bodies, cast.users)
    if council.slug == demo_definitions.COUNCIL:
        by = {"officer": cast["officer"], "checker": cast["author"]}
        demo_definitions.play(council, **by, publisher=cast["proper-officer"], today=today)


def _cast(council: Council, start: date) -> Cast:
    """Sign-ins and roles for the personas; each has a role from the first day on."""
    return Cast({each.part: _enrol(council, each, start) for each in people(council.slug)})


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
    demo_concerns.set_hours(council)
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
    choose_comparisons(council, cast["officer"])


def _name_owners(council: Council, cast: Cast, start: date) -> None:
    """Who is responsible for most promises and statements, so that a gap can be seen too."""
    decided = {"by": cast["administrator"], "from_day": start}
    to_them = Statement.objects.of(council).filter(is_to_young_people=True)
    for statement, role in zip(to_them, cycle(OWNERS)):
        if role:
            set_owner(**decided, statement=statement, role=role)
    for promise, role in zip(Promise.objects.of(council), cycle(OWNERS)):
        if role:
            set_owner(**decided, promise=promise, role=role)


def _fill_seats(body: Body, cast: Cast, start: date, chance: random.Random) -> None:
    """Somebody in each adult seat but one, so that a vacancy can be seen."""
    seats = _adult_seats(body)
    for title in MORE_SEATS[: max(0, len(MORE_SEATS) - len(seats))]:
        add_seat(by=cast["clerk"], body=body, title=title)
    seats = _adult_seats(body)
    by_part = {each.part: each for each in people(body.council.slug)}
    chair, member = by_part["chair"], by_part["member"]
    seated = dict(zip(seats, (chair, member), strict=False))
    free = [seat for seat in seats if seat not in seated]
    vacant = chance.choice(free) if len(free) > 1 else None
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    chance.shuffle(names)
    for seat in seats:
        if seat != vacant:
            persona = seated.get(seat)
            person = _person(seat, cast, persona, persona.name if persona else names.pop())
            store(SeatHolder(council=body.council, seat=seat, person=person, starts_on=start))


def _adult_seats(body: Body) -> list[Seat]:
    """The members' seats, each once, but young people's."""
    seats = body.seats.filter(same_as__isnull=True, is_young_people=False, is_attender=False)
    return list(seats.order_by("position"))


def _person(seat: Seat, cast: Cast, persona: Persona | None, name: str) -> Person:
    """Whoever holds the seat; one person may sit on two bodies."""
    user = cast[persona.part] if persona else None
    known = Person.objects.filter(council=seat.council, user=user).first() if user else None
    return known or store(
        Person(
            council=seat.council,
            name=name,
            organisation=_organisation(seat),
            user=user,
            is_invented=True,
        )
    )


def _organisation(seat: Seat) -> str:
    return next((o for word_, o in ORGANISATIONS.items() if word_ in seat.title), "The council")


def _record_figures(council: Council, cast: Cast, today: date, chance: random.Random) -> None:
    """Invented figures at the last three year ends, for measures the strategy gives none for."""
    measures = Measure.objects.of(council).filter(observations__isnull=True)
    measures = measures.exclude(unit=Measure.Unit.WORDS).exclude(
        key__in={*HANDED, demo_voices.SURVEYED}
    )
    measures = measures.order_by("position")
    whole, shares = chance.randint(320, 480), {}
    for year in range(today.year - 3, today.year + 1):
        day = date(year, 3, 31)
        if day + timedelta(days=40) >= today:
            continue
        with clock.set_to(day + timedelta(days=40)):
            for measure in measures:
                share = shares.get(measure.pk, chance.uniform(*USUAL_SHARES[measure.polarity]))
                shares[measure.pk] = min(0.97, max(0.03, share + chance.uniform(-0.05, 0.06)))
                counts = _counts(measure, whole, shares[measure.pk])
                figure = record_figure(
                    by=cast["officer"],
                    measure=measure,
                    period_end=day,
                    status=Observation.Status.FINAL,
                    is_invented=True,
                    **counts,
                )
                sign_off(by=cast["officer"], figure=figure)


def _counts(measure: Measure, whole: int, share: float) -> dict[str, object]:
    """What an officer would type for a measure, given the share of all it concerns."""
    if measure.unit == Measure.Unit.PERCENT:
        return {"numerator": round(whole * share), "denominator": whole}
    if measure.unit == Measure.Unit.COUNT:
        return {"numerator": round(40 * share)}
    value = rounded(Decimal(str(20 * share)), measure.decimal_places)
    of = "numerator" if measure.unit == Measure.Unit.RATE else "denominator"
    return {"value": value, of: whole}


def _meeting_days(body: Body, today: date) -> list[date]:
    """The meetings of the last two municipal years, and this year's first one."""
    council, calendar = body.council, calendar_of(body.council)
    this_year = year_of(council, today)
    rules = rules_on(body, today)
    number = (rules and rules.meetings_a_year) or USUAL_MEETINGS
    days = []
    for years in (2, 1):
        start = year_of(council, this_year.starts_on - timedelta(days=365 * years - 60)).starts_on
        gap = timedelta(weeks=48 // number)
        days += [start + timedelta(days=21) + gap * turn for turn in range(number)]
    first = today - timedelta(weeks=5)
    if first > this_year.starts_on + timedelta(days=14):
        days.append(first)
    return [calendar.on_or_before(day) for day in days]


def _meeting(council: Council, body: Body, day: date, cast: Cast, *, from_the_end: int) -> Meeting:
    """A meeting as it went: planned six weeks before, a question put, papers out in time."""
    with clock.set_to(day - timedelta(weeks=6)):
        proposal = theme_next(body, day, council)
        theme = Theme.objects.get(pk=proposal.theme.key) if proposal.theme else None
        meeting = plan_meeting(
            by=cast["clerk"],
            body=body,
            kind=demo_takeover.kind_of(body, from_the_end),
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
    demo_takeover.put_dots(meeting, cast.users)
    bring_reports(meeting, cast.users, is_last=from_the_end == 1)
    papers = deadlines_for(body, day, council).fair_notice
    with clock.set_to(papers.act_by if papers else day - timedelta(days=7)):
        publish_pack(by=cast["clerk"], meeting=meeting)
    what_comes_up(meeting, clerk=cast["clerk"])
    demo_questions.answered_at(meeting, cast.users, clock.today())
    return meeting


def _ask(body: Body, theme: Theme | None, cast: Cast, *, number: int) -> Question | None:
    """A question on the theme, worded by a worker, agreed by the lead; none without a forum."""
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
    said = word(by=cast["worker"], question=question, version=question.version, wording=public)
    return agree(by=cast["safeguarding-lead"], question=said, version=said.version)


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
                submission=UUID(int=SEED * 10**6 + council.pk),
            )
