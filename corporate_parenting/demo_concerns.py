"""The restricted list of the demo: one concern that the lead has, one that is closed; a deputy named.

Its words are invented, say so, and frighten nobody.
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from uuid import UUID

from councils import clock
from councils.models import Council, CouncilSettings, OpeningHours, User
from councils.writing import store
from forums.models import Concern, Forum
from forums.safety.services import (
    close_concern,
    name_deputy,
    raise_concern,
    take_concern,
    tell_at_once,
    tell_somebody,
)

SEED = 2022
WORDS = "(Invented for the demo.) I am a bit worried about a friend who does not come any more."
EARLIER = "(Invented for the demo.) Somebody I do not know wanted my number on the way home."
WORDS_OF = (EARLIER, WORDS)
DONE = "A social worker has talked with the young person. All is well."
#: The hours of most councils, with an early end on Fridays.
HOURS = (*((day, time(17)) for day in range(4)), (4, time(16, 30)))


def set_hours(council: Council) -> None:
    """When somebody reads what young people write, and who is told in the end."""
    for weekday, closes_at in HOURS:
        store(OpeningHours(council=council, weekday=weekday, opens_at=time(9), closes_at=closes_at))
    settings = CouncilSettings.objects.get(council=council)
    settings.passed_up_email = f"director@{council.slug}.example.org"
    store(settings)


def play(council: Council, cast: Mapping[str, User], today: date) -> None:
    """One of ten weeks ago, closed; one of yesterday, which the lead has."""
    forum = Forum.objects.of(council).first()
    lead = cast["safeguarding-lead"]
    if forum is None:
        return
    first = _raised(forum, cast, WORDS_OF[0], today - timedelta(weeks=10), number=1)
    with clock.set_to(today - timedelta(weeks=10) + timedelta(days=1)):
        _tell(first, lead, "The duty social worker")
        close_concern(
            by=lead, concern=first, version=Concern.objects.get(pk=first.pk).version, done=DONE
        )
    second = _raised(forum, cast, WORDS_OF[1], today - timedelta(days=1), number=2)
    with clock.set_to(clock.moment(today - timedelta(days=1), time(15))):
        _tell(second, lead, "The young person’s social worker")
        name_deputy(
            by=lead,
            council=council,
            user=cast["deputy"],
            starts_on=today,
            ends_on=today + timedelta(weeks=6),
        )


def _raised(
    forum: Forum, cast: Mapping[str, User], words: str, day: date, *, number: int
) -> Concern:
    with clock.set_to(clock.moment(day, time(14))):
        concern = raise_concern(
            by=cast["representative"],
            forum=forum,
            words=words,
            submission=UUID(int=(SEED * 10**6 + forum.pk) * 10 + number),
        )
        tell_at_once(concern)  # by the clock of the history, and not by the worker's
        return take_concern(by=cast["safeguarding-lead"], concern=concern)


def _tell(concern: Concern, lead: User, whom: str) -> None:
    submission = UUID(int=concern.submission.int + 10**12)
    tell_somebody(by=lead, concern=concern, whom=whom, submission=submission)
