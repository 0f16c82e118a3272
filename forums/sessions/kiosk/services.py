"""How the kiosk writes: a worker opens a round and ends it; between the two, taps are counted."""

from dataclasses import asdict

from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store
from forums.models import Round, Session
from forums.sessions.counting import ANSWERS, HEARD, Hands
from forums.sessions.kiosk.screens import is_alive
from forums.sessions.rounds import OVER, Outcome, Screen, State, Tap, tapped, why_not
from forums.sessions.services import (
    check_worker,
    named,
    put_hands,
    standing,
    why_not_change,
)
from pledges.models import Promise, Statement

ANOTHER_OPEN = "The kiosk is asking about another promise. Close that round first, or take it back."
COUNTED = "Hands are recorded for this promise already. Take them back first, to ask again."


def why_not_ask(session: Session, of: Promise | Statement) -> str:
    """Why the kiosk cannot ask about a promise now, in words; empty where it can."""
    if refused := why_not_change(session):
        return refused
    if session.rounds.open().exclude(**named(of)).exists():
        return ANOTHER_OPEN
    verdict = standing(session, of)
    return COUNTED if verdict and not verdict.hands.is_empty else ""


@transaction.atomic
def open_round(
    *, by: User, session: Session, of: Promise | Statement, asks_heard: bool = True
) -> Round:
    """Let the kiosk ask about a promise; where it does so already, that round.

    Raises:
        Refused: the session is finished, another round is open, or hands are recorded already.
    """
    session = lock(session)
    check_worker(by, session.forum)
    asked = session.rounds.open().filter(**named(of)).first()
    if asked:
        return asked
    if refused := why_not_ask(session, of):
        raise Refused(refused)
    new = Round(council=session.council, session=session, **named(of), asks_heard=asks_heard)
    new.opened_by, new.opened_at = by, clock.now()
    return store(new)


@transaction.atomic
def tap(*, screen: Screen, session: Session, answer: str) -> Outcome:
    """Count what somebody tapped on a screen: each screen once, and no more than came.

    Nobody is signed in here. Neither when it was tapped nor after whom is kept.

    Raises:
        ValueError: the answer is none of those the screen offers.
    """
    offered = HEARD if screen.asks_heard else ANSWERS
    if answer not in offered:
        raise ValueError(answer)
    session = lock(session)  # taps at once wait for each other
    asked = session.rounds.filter(pk=screen.round).first()
    if asked is None:
        return OVER
    outcome = tapped(
        is_open=asked.state == State.OPEN and is_alive(asked),
        is_used=screen.secret in asked.screens,
        answered=sum(getattr(asked, name) for name in offered),
        came=session.came,
    )
    if outcome.tap is Tap.COUNTS:
        setattr(asked, answer, getattr(asked, answer) + 1)
        asked.screens = sorted([*asked.screens, screen.secret])  # in no order of time
        store(asked)
    return outcome


def _end(asked: Round, to: State, by: User) -> None:
    if refused := why_not(State(asked.state), to):
        raise Refused(refused)
    asked.state, asked.screens = to.value, []
    asked.ended_by, asked.ended_at = by, clock.now()


@transaction.atomic
def close_round(*, by: User, asked: Round) -> Round:
    """End a round: what was tapped stands in the session as hands do. Twice changes nothing.

    Raises:
        Refused: it is taken back, or another forum's.
    """
    session = lock(asked.session)
    check_worker(by, session.forum)
    asked = lock(asked)
    if asked.state == State.CLOSED:
        return asked
    _end(asked, State.CLOSED, by)
    if not asked.hands.is_empty:
        put_hands(by, session, asked.of, asked.hands, standing(session, asked.of))
    return store(asked)


@transaction.atomic
def take_back_round(*, by: User, asked: Round) -> Round:
    """Undo a round, open or closed: nothing of it counts, and its sums are gone.

    Hands that somebody has since counted otherwise stay. Twice changes nothing.

    Raises:
        Refused: the session is finished, or another forum's.
    """
    session = lock(asked.session)
    check_worker(by, session.forum)
    asked = lock(asked)
    if asked.state == State.TAKEN_BACK:
        return asked
    if refused := why_not_change(session):
        raise Refused(refused)
    verdict = standing(session, asked.of)
    if asked.state == State.CLOSED and verdict and verdict.hands == asked.hands:
        put_hands(by, session, asked.of, Hands(), verdict)
    _end(asked, State.TAKEN_BACK, by)
    for name, nought in asdict(Hands()).items():
        setattr(asked, name, nought)
    return store(asked)
