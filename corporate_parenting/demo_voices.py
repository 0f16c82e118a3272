"""What young people said in the demo: sessions with verdicts, what was raised, what was told back.

Everything in it is invented. It is played through the services: by hands, by the kiosk, and by two
people where two are needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from councils import clock
from councils.models import Council, User
from forums.models import Feedback, Forum, Session, Survey
from forums.sessions import services
from forums.sessions.counting import Hands
from forums.sessions.kiosk import services as kiosk
from forums.sessions.queries import groups_of
from forums.sessions.rounds import Screen
from forums.surveys import services as surveys
from forums.surveys.queries import last_end, measures_asked
from forums.voice import services as voice
from measures.services import sign_off
from pledges.models import Promise, Statement

NAMESPACE = UUID("5b0c1f2e-8a9d-4f0e-9d4b-2f6a7f0c2020")
#: A measure of Dorset's that is the share of those who answered a question of its survey.
SURVEYED = "survey-safe"
#: The councils whose forums meet in the demo.
COUNCILS = ("buckinghamshire", "bromley", "dorset")
#: Half a year ago, then three weeks ago: what the same promise was said to be.
EARLIER = (Hands(5, 2, 1, 1, 6, 3), Hands(2, 4, 2, 1, 3, 6), Hands(3, 3, 3, 0, 5, 4))
LATELY = (
    Hands(6, 1, 0, 1, 7, 1),
    Hands(1, 2, 5, 0, 2, 6),
    Hands(3, 3, 1, 1, 4, 4),
    Hands(0, 1, 4, 3, 1, 7),
    Hands(7, 1, 0, 0, 8, 0),
)


@dataclass(frozen=True)
class Raised:
    """Something that was said, how long ago, by whom, and how far it has come."""

    words: str
    days_ago: int
    source: str = "young_people"
    done: str = ""
    outcome: str = "did"
    role: str = "Head of Fostering (invented)"
    told: str = ""
    is_read: bool = True


RAISED = (
    Raised(
        "We want to know before we move, not on the day.",
        150,
        done="Every move that is planned is now talked about with you a week before.",
        told="From now on you hear about a planned move a week before it happens.",
    ),
    Raised(
        "The room where we meet is cold and there is nothing to do.",
        110,
        done="The forum has a new room, with heating, games and a kitchen.",
        role="Head of Participation (invented)",
        told="You have a new room. You chose the sofa.",
    ),
    Raised(
        "We want more pocket money when we turn 14.",
        80,
        done="There is no money for it this year. We will look at it again in spring.",
        outcome="will_not",
        role="Head of Finance (invented)",
    ),
    Raised("Meetings about us are in lesson time and everybody sees us go.", 45),
    Raised(
        "Carers say they hear about training after it is over.",
        40,
        source="carers",
    ),
    Raised("It is hard to get to the dentist.", 6, is_read=False),
)


def play(council: Council, cast: Mapping[str, User], *, today: date) -> None:
    """Play what a forum said in the last half year; the last session is still open."""
    forum = Forum.objects.of(council).order_by("from_age", "name").last()
    promises = [row for group in groups_of(council) for row in group.rows]
    if council.slug not in COUNCILS or forum is None or not promises:
        return
    worker, clerk = cast["worker"], cast["clerk"]
    _hands(worker, forum, today - timedelta(days=170), promises, EARLIER, came=9)
    _hands(worker, forum, today - timedelta(days=20), promises, LATELY, came=8)
    with clock.set_to(today - timedelta(days=9)):
        _passed_round(worker, forum, promises[-1])
    _now(worker, forum, today, promises)
    for place, raised in enumerate(RAISED):
        _raise(forum, worker, clerk, raised, place, today=today, promise=promises[0])
    _celebrate(forum, worker, clerk, today)
    _surveys(council, worker, cast["officer"], today)


def _number(forum: Forum, name: str) -> UUID:
    """A form's own number, the same in each demo."""
    return uuid5(NAMESPACE, f"{forum.council.slug} {forum.key} {name}")


def _begin(worker: User, forum: Forum, day: date, *, kind: str, came: int, about: str) -> Session:
    given = {"held_on": day, "kind": kind, "came": came, "about": about}
    return services.begin_session(by=worker, forum=forum, **given)


def _hands(
    worker: User,
    forum: Forum,
    day: date,
    promises: list[Promise | Statement],
    counted: tuple[Hands, ...],
    *,
    came: int,
) -> None:
    """A session in which hands went up for the first promises."""
    with clock.set_to(day):
        about = "What was promised (invented)"
        session = _begin(worker, forum, day, kind="meeting", came=came, about=about)
        for of, hands in zip(promises, counted, strict=False):
            services.record_hands(by=worker, session=session, of=of, hands=hands)
        services.finish_session(by=worker, session=session)
        if came > len(counted):
            services.tell_back(
                by=worker,
                forum=forum,
                told_on=day,
                of=promises[0],
                words="We told the members what you said. They will answer at their next meeting.",
                submission=_number(forum, f"told {day}"),
            )


def _passed_round(worker: User, forum: Forum, of: Promise | Statement) -> None:
    """A session in which the kiosk was passed round for one promise."""
    day = clock.today()
    session = _begin(worker, forum, day, kind="activity", came=7, about="Bowling (invented)")
    asked = kiosk.open_round(by=worker, session=session, of=of)
    taps = ("partly", "not_kept", "partly", "kept", "dont_know", "partly")
    for turn, answer in enumerate(taps):
        kiosk.tap(
            screen=Screen(asked.pk, asks_heard=False, secret=f"screen-{turn}"),
            session=session,
            answer=answer,
        )
        heard = "had_heard" if turn % 2 else "had_not_heard"
        kiosk.tap(
            screen=Screen(asked.pk, asks_heard=True, secret=f"heard-{turn}"),
            session=session,
            answer=heard,
        )
    kiosk.close_round(by=worker, asked=asked)
    services.finish_session(by=worker, session=session)


def _now(worker: User, forum: Forum, today: date, promises: list[Promise | Statement]) -> None:
    """Today's session: one promise is counted, and the kiosk is open for the next."""
    with clock.set_to(clock.moment(today)):
        about = "What was promised (invented)"
        session = _begin(worker, forum, today, kind="meeting", came=8, about=about)
        services.record_hands(by=worker, session=session, of=promises[0], hands=LATELY[2])
    if len(promises) > 1:  # opened at the moment the demo is played, so that it works for a while
        kiosk.open_round(by=worker, session=session, of=promises[1])


def _raise(
    forum: Forum,
    worker: User,
    clerk: User,
    raised: Raised,
    place: int,
    *,
    today: date,
    promise: Promise | Statement,
) -> None:
    day = today - timedelta(days=raised.days_ago)
    about = {"promise" if isinstance(promise, Promise) else "statement": promise}
    with clock.set_to(day):
        row = voice.write_feedback(
            by=worker,
            forum=forum,
            words=raised.words,
            said_on=day,
            source=raised.source,
            submission=_number(forum, f"raised {place}"),
            **(about if place == 0 else {}),
        )
        if raised.is_read:
            row = voice.read_feedback(by=clerk, feedback=row, version=row.version)
    if raised.done:
        _answer(row, worker, clerk, raised, today - timedelta(days=raised.days_ago // 2))


def _answer(row: Feedback, worker: User, clerk: User, raised: Raised, day: date) -> None:
    with clock.set_to(day):
        row = voice.answer_feedback(
            by=clerk,
            feedback=row,
            version=row.version,
            outcome=raised.outcome,
            done_words=raised.done,
            done_by_role=raised.role,
            done_on=day,
        )
    if raised.told:
        with clock.set_to(day + timedelta(days=7)):
            voice.tell_feedback(
                by=worker,
                feedback=row,
                version=row.version,
                told_on=clock.today(),
                words=raised.told,
                submission=_number(row.forum, f"told of {row.pk}"),
            )


def _celebrate(forum: Forum, worker: User, clerk: User, today: date) -> None:
    with clock.set_to(today - timedelta(days=12)):
        row = voice.write_celebration(
            by=worker,
            forum=forum,
            words="One of us passed a driving test at the second try. (Invented.)",
            consent_on=clock.today(),
            consent_words="Asked at the session; said yes to these words.",
            show_until=clock.today() + timedelta(days=180),
            submission=_number(forum, "celebration"),
        )
        voice.read_celebration(by=clerk, celebration=row)


def _surveys(council: Council, worker: User, officer: User, today: date) -> None:
    """A survey of last year, presented and not published yet."""
    survey = Survey.objects.of(council).order_by("key").last()
    if survey is None:
        return
    presented = today - timedelta(days=60)
    given = {"asked": 240, "answered": 96, "presented_on": presented, "presented_to": "Members"}
    year = today.year - 1
    run = voice.record_run(by=worker, survey=survey, year=year, **given)
    for measure in measures_asked(council).filter(key=SURVEYED):
        result = surveys.record_result(
            by=worker,
            run=run,
            measure=measure,
            question="Do you feel safe and well cared for?",
            period_end=last_end(measure, today),
            numerator=79,
            denominator=92,
            is_invented=True,
        )
        sign_off(by=officer, figure=result.figure)
