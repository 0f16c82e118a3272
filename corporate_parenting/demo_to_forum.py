"""What the demo's bodies ask young people: answered, waiting to be read, open, and not agreed yet.

All of it is invented. It is played through the services, by two people on either side.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from boards.models import Body
from boards.to_forum.flow import Says
from boards.to_forum.queries import forums_heard
from boards.to_forum.services import agree, answer, ask_forums, read_answer
from councils import clock
from councils.models import User

NAMESPACE = UUID("9d3c6a52-1c55-4b0e-8a64-3b8f5d2a2020")


@dataclass(frozen=True)
class Asked:
    """Something a body asks: its words, how long ago, what the forum says, and how far it is."""

    words: str
    days_ago: int
    says: Says | None = None
    more: str = ""
    is_agreed: bool = True
    is_read: bool = True
    wished_in: int | None = None


ASKED = (
    Asked(
        "Will you help us to write the letter that new foster carers get?",
        26,
        Says.YES,
        "Three of us want to. Please send us the old letter first.",
    ),
    Asked(
        "Will one of you talk to new councillors about what it is like to move?",
        24,
        Says.NO,
        "Nobody wants to do that in front of people. You can read what we wrote instead.",
    ),
    Asked(
        "Which three things should be in the room of somebody who moves in?",
        12,
        Says.PARTLY,
        "A lamp and a lock. We do not agree about the third.",
        is_read=False,
    ),
    Asked(
        "What should we ask every young person once a year?",
        7,
        wished_in=21,
    ),
    Asked("Would you choose the pictures for our next plan?", 2, is_agreed=False),
)


def play(bodies: Iterable[Body], cast: Mapping[str, User]) -> None:
    """Ask the first forum that each body hears."""
    for body in bodies:
        for place, asked in enumerate(ASKED):
            with clock.set_to(clock.today() - timedelta(days=asked.days_ago)):
                _ask(body, asked, cast, number=place)


def _ask(body: Body, asked: Asked, cast: Mapping[str, User], *, number: int) -> None:
    forum = forums_heard(body).first()
    if forum is None:
        return
    wished = clock.today() + timedelta(days=asked.wished_in) if asked.wished_in else None
    challenge = ask_forums(
        by=cast["clerk"],
        body=body,
        forums=[forum],
        words=asked.words,
        wished_on=wished,
        submission=uuid5(NAMESPACE, f"{body.council.slug} {body.key} {number}"),
    )
    if asked.is_agreed:
        agree(by=cast["chair"], challenge=challenge, version=challenge.version)
    if asked.says:
        own = {"challenge": challenge, "forum": forum}
        said = answer(
            by=cast["representative"], **own, version=1, says=asked.says, words=asked.more
        )
        if asked.is_read:
            read_answer(by=cast["worker"], **own, version=said.version)
