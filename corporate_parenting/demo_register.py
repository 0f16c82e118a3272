"""The demo's registers: who came to each meeting that is over, and who came for somebody else.

Played through the service the clerk's page uses, and only for meetings that have no register yet.
People come as they said they would; those who did not say come as people do.
"""

import random
from collections.abc import Iterable
from datetime import date, time

from boards.models import Body, Meeting
from boards.register.entries.queries import Row, register_rows
from boards.register.entries.services import save_register
from boards.register.entries.states import Mark, Sent, State
from councils import clock
from councils.models import User

DURING = time(18)
#: Of ten members seven come and one joins online; of ten who cannot, six send their substitute.
COMES, ONLINE, SENDS = 0.72, 0.84, 0.6
#: Of ten meetings the forum is at nine.
FORUM_COMES = 0.9


def play(bodies: Iterable[Body], *, by: User, today: date, seed: str) -> None:
    """Keep the register of every meeting that is over."""
    for body in bodies:
        chance = random.Random(f"{seed} {body.key} register")  # noqa: S311 - believable, not secret
        over = body.meetings.filter(held_on__lt=today, cancelled_at__isnull=True)
        for meeting in over.filter(register__isnull=True).order_by("held_on"):
            with clock.set_to(clock.moment(meeting.held_on, DURING)):
                _keep(meeting, by, chance)


def _keep(meeting: Meeting, by: User, chance: random.Random) -> None:
    """Mark everybody; a substitute comes only where the one they stand in for does not."""
    rows, marks, away = register_rows(meeting), {}, set()
    for row in rows:
        if row.may_be_away:
            marks[row.key] = state = _state(row, chance)
            away |= set() if state.is_there else {row.who.person}
    for row in rows:
        if not row.may_be_away and row.who.instead_of in away and _comes_instead(row, chance):
            marks[row.key] = State(Mark.PRESENT)
    sent = {row.key: _sent(row, marks[row.key]) for row in rows if row.key in marks}
    save_register(by=by, meeting=meeting, rows=sent)


def _state(row: Row, chance: random.Random) -> State:
    """What they said they would do; else by chance."""
    if row.expected.mark:
        return row.expected
    if row.is_young:
        comes = chance.random() < FORUM_COMES
        return State(Mark.PRESENT, heads=chance.randint(1, 3)) if comes else State(Mark.ABSENT)
    drawn = chance.random()
    if drawn < COMES:
        return State(Mark.PRESENT)
    return State(Mark.ONLINE if drawn < ONLINE else Mark.APOLOGIES)


def _comes_instead(row: Row, chance: random.Random) -> bool:
    return bool(row.expected.mark) or chance.random() < SENDS


def _sent(row: Row, state: State) -> Sent:
    return Sent(mine=state, seen=row.state, version=row.version)
