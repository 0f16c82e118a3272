"""The demo's years: duties done and overdue, visits and training, questions asked, a statement.

Everything in it is invented, and played through the services. Buckinghamshire's Panel has chosen to
publish its attendance, and has published that of last year; a duty of last year is overdue.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import cycle

from django.db.models import QuerySet

from boards.body_rules.services import set_rules
from boards.cycle import MunicipalYear
from boards.models import AgendaItem, Body, BodyRules, Duty, Engagement, Meeting, SeatHolder
from boards.oversight.asking.queries import prompts_of
from boards.oversight.asking.services import change_challenge, log_challenge
from boards.oversight.owing.queries import Owed, calendar_of, kept, members_of
from boards.oversight.owing.services import log_engagement, record_done
from boards.oversight.queries import attendance_of, in_force, measures_of
from boards.oversight.services import hand_over, publish_statement, why_not_state
from boards.queries import with_forums, year_of
from councils import clock
from councils.models import Person, User

EVENING = time(19, 30)
NEW_RULES = timedelta(days=20)
RULES_SOURCE = "Invented for the demo: attendance is published each year, as the chair decided."
#: What comes from the strategy and is not set anew with a rule.
OF_THE_ROW = frozenset(
    {"id", "council", "body", "key", "in_force_from", "source_note", "set_by", "set_at"}
)
SEEN = (
    "Presented at the meeting, and on the council’s website since.",
    "Sent to everybody with the papers; the minutes say what was agreed.",
    "Agreed at the meeting. The report is with the papers.",
)


@dataclass(frozen=True, slots=True)
class Did:
    """Something members did: what it was, how many of them took part, how many more."""

    kind: str
    words: str
    people: int = 0
    number: int | None = None


DID = (
    Did(
        Engagement.Kind.TRAINING,
        "Corporate parenting training: what a corporate parent does",
        4,
        12,
    ),
    Did(Engagement.Kind.VISIT, "Visit to a children’s home", 2),
    Did(Engagement.Kind.ACTIVITY_DAY, "Activity day on the farm, with the forum", 3),
    Did(Engagement.Kind.SIGN_UP, "Staff day: employees who signed up to the promises", 0, 64),
    Did(Engagement.Kind.VISIT, "Visit to the leaving care team", 1),
    Did(Engagement.Kind.ACTIVITY_DAY, "Takeover of the council offices", 4),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a member asked, what they were told and what follows; without words, the prompt."""

    words: str
    answer: str = ""
    follow_up: str = ""


QUESTIONS = (
    Question(
        "",
        "Not yet: for too many the wait is longer than we would accept for our own.",
        "The director brings a plan with dates to the next meeting.",
    ),
    Question(
        "How many of these children have had the same worker for a year?",
        "About half. Turnover was highest in the summer.",
        "The figure is shown beside the others from now on.",
    ),
    Question("What did young people themselves say about this report?"),
    Question(
        "Which of last year’s actions made a difference, and how do we know?",
        "Two of five. The others were too new to tell.",
    ),
    Question(
        "What would it take to bring these young people home to the county?",
        "Eleven more foster families, and two small homes.",
        "Comes back with the sufficiency strategy.",
    ),
)


def play(bodies: Sequence[Body], *, clerk: User, members: Sequence[User], seed: str) -> None:
    """Play the years of some bodies: the last one and this one, up to today."""
    for body in bodies:
        chance = random.Random(f"{seed} {body.key} year")  # noqa: S311 - believable, not secret
        this = year_of(body.council, clock.today())
        last = year_of(body.council, this.starts_on - timedelta(days=1))
        _duties(body, last, clerk)
        for year in (last, this):
            _engagement(body, year, clerk, chance)
        _questions(body, last, members)
        _publish(body, last, clerk)
        if measures_of(body).exists() and not _lacks_a_register(body, last):
            with clock.set_to(min(last.ends_on + timedelta(days=9), clock.today())):
                hand_over(by=clerk, body=body, year=last)


def _duties(body: Body, year: MunicipalYear, by: User) -> None:
    """Last year's: done in time, done late, and one left over; what has no date was done once."""
    lines = calendar_of(kept(Duty.objects.filter(body=body), year), year)
    dated = [owed for owed in lines if owed.row.due_on and owed.row.due_on in year]
    for owed, days, words in zip(dated[: max(1, len(dated) - 1)], cycle((-12, 8)), cycle(SEEN)):
        _done(owed, owed.row.due_on + timedelta(days=days), words, by)
    for owed, words in zip((each for each in lines if each.row.due_on is None), cycle(SEEN)):
        _done(owed, year.starts_on + timedelta(days=150), words, by)


def _done(owed: Owed, day: date, words: str, by: User) -> None:
    day = min(day, clock.today())
    with clock.set_to(day):
        record_done(by=by, duty=owed.duty, due_on=owed.row.due_on, done_on=day, words=words)


def _engagement(body: Body, year: MunicipalYear, by: User, chance: random.Random) -> None:
    """Something every other month, until today."""
    for turn, did in enumerate(DID):
        day = year.starts_on + timedelta(days=25 + 58 * turn)
        people = list(members_of(body).filter(seats__in=_seated(body, day)).distinct())
        if day >= clock.today() or (did.people and not people):
            continue
        with clock.set_to(day + timedelta(days=1)):
            log_engagement(
                by=by,
                body=body,
                kind=did.kind,
                held_on=day,
                words=did.words,
                people=chance.sample(people, min(did.people, len(people))),
                number=did.number,
            )


def _seated(body: Body, day: date) -> QuerySet[SeatHolder]:
    """Who sits on the body on that day."""
    return SeatHolder.objects.current(day).filter(seat__body=body)


def _questions(body: Body, year: MunicipalYear, members: Sequence[User]) -> None:
    """At each meeting since last year began, its longest item is asked about."""
    seated = Person.objects.filter(seats__seat__body=body)
    asking = [who for user in members for who in seated.filter(user=user).distinct()]
    held = body.meetings.filter(held_on__gte=year.starts_on, held_on__lt=clock.today())
    questions = cycle(QUESTIONS)
    for place, meeting in enumerate(held.filter(cancelled_at__isnull=True).order_by("held_on")):
        for who in asking[: 1 + place % 2]:
            _ask(meeting, who.user, next(questions), asked_by=who)


def _ask(meeting: Meeting, by: User, question: Question, **who: object) -> None:
    """Asked in the evening; where there was an answer, it is written down three days later."""
    prompt = None if question.words else prompts_of(meeting.body).first()
    words = question.words or ("" if prompt else "Would this be good enough for my own child?")
    with clock.set_to(clock.moment(meeting.held_on, EVENING)):
        made = log_challenge(by=by, item=_item(meeting), question=words, prompt=prompt, **who)
    if question.answer:
        with clock.set_to(min(meeting.held_on + timedelta(days=3), clock.today())):
            told = {"answer": question.answer, "follow_up": question.follow_up}
            change_challenge(
                by=by, challenge=made, version=made.version, question=made.question, **told
            )


def _item(meeting: Meeting) -> AgendaItem:
    return meeting.items.order_by("-minutes", "position").first()


def _publish(body: Body, year: MunicipalYear, by: User) -> None:
    """Where the rules ask for attendance, they also say now that it is published; and it is."""
    rules = in_force(list(body.rules.order_by("in_force_from")), clock.today())
    if rules is None or not rules.seat_attendance:
        return
    day = clock.today() - NEW_RULES
    with clock.set_to(day):
        source = f"{rules.source_note} {RULES_SOURCE}".strip()
        set_rules(by=by, body=body, in_force_from=day, source=source, **_published(rules))
        of_year = attendance_of(with_forums(Body.objects.all()).get(pk=body.pk), year)
        if not why_not_state(of_year):
            publish_statement(by=by, body=body, year=year)


def _published(rules: BodyRules) -> dict[str, object]:
    """The same rules, with attendance published."""
    fields = [field.name for field in BodyRules._meta.concrete_fields]
    values = {name: getattr(rules, name) for name in fields if name not in OF_THE_ROW}
    return {**values, "publishes_attendance": True}


def _lacks_a_register(body: Body, year: MunicipalYear) -> bool:
    named = with_forums(Body.objects.all()).get(pk=body.pk)
    return bool(attendance_of(named, year).record.lacking)
