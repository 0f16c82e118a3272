"""What became of the demo's questions: answered at meetings, told back and judged, all invented.

At the end there is one of each kind to look at: one that the forum sent back with “no”, one whose
answer waits to be told back, one that waits for the forum to say, one whose words wait for a
second person, and a link that was made for somebody far away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from boards.models import Meeting, PutQuestion
from councils import clock
from councils.models import Council, User
from councils.queries import calendar_of
from forums.answers.services import answer, judge, tell
from forums.flow import State, Verdict
from forums.links.services import make_link
from forums.models import Answer, Forum, Question
from forums.services import agree, ask, word

SEED = 7_400_000
ROLE = "Head of Children’s Care"
SAID = (
    (
        "We count every move and look at each one with the carers. From now on nobody moves without "
        "being told why, and by whom."
    ),
    "A worker of the team comes to the forum in the next holidays and brings the plan with her.",
    (
        "We asked each of the schools. Two have changed how they do it, and the third tells us by the "
        "end of term."
    ),
    "Yes. The money is there, and your own worker asks for it for you.",
)
TOLD = (
    "This is what they said at the meeting, and what they will do. They come back to us about it."
)
CLOUDY = "This is kept under review in line with the relevant framework."


@dataclass(frozen=True)
class Way:
    """A question that is still on its way: how long ago it was asked, its words, how far it is."""

    days_ago: int
    own: str
    public: str
    until: State


WAYS = (
    Way(
        40,
        "why cant i have my phone at night when others can",
        "Why are the rules about phones not the same in every home?",
        State.REOPENED,
    ),
    Way(
        17,
        "i want to learn to drive who pays",
        "Who pays for driving lessons when somebody leaves care?",
        State.TOLD,
    ),
    Way(
        12,
        "can we choose our own social worker",
        "Can a young person ask for another social worker, and what happens then?",
        State.ANSWERED,
    ),
    Way(
        9,
        "my room has no lock",
        "Does every young person have a room with a lock of their own?",
        State.AGREED,
    ),
    Way(
        4,
        "the minibus is always late for us",
        "Can the journey to school be checked, so that nobody misses the first lesson?",
        State.WORDED,
    ),
)


def answered_at(meeting: Meeting, cast: Mapping[str, User], today: date) -> None:
    """What was answered at a meeting, told back a week later, and judged the week after."""
    for put in PutQuestion.objects.filter(item__meeting=meeting).select_related("question"):
        day, calendar = meeting.held_on, calendar_of(meeting.council)
        told = calendar.add_working_days(day, 4)
        judged = calendar.add_working_days(day, 7)
        if judged >= today:
            return
        said = SAID[put.pk % len(SAID)]
        _answer(put.question, cast, day, how=Answer.How.MEETING, words=said)
        _tell(put.question, cast, told)
        verdict = Verdict.PARTLY if put.pk % 3 == 0 else Verdict.YES
        _judge(put.question, cast, judged, verdict)


def _answer(question: Question, cast: Mapping[str, User], day: date, **said: str) -> None:
    agencies = (Answer.Agency.CARE, Answer.Agency.HEALTH, Answer.Agency.EDUCATION)
    with clock.set_to(day):
        question.refresh_from_db()
        answer(
            by=cast["clerk"],
            question=question,
            version=question.version,
            role=ROLE,
            agency=agencies[question.pk % len(agencies)],
            **said,
        )


def _tell(question: Question, cast: Mapping[str, User], day: date) -> None:
    with clock.set_to(day):
        question.refresh_from_db()
        version = question.version
        tell(by=cast["worker"], question=question, version=version, told_on=day, words=TOLD)


def _judge(question: Question, cast: Mapping[str, User], day: date, verdict: str) -> None:
    with clock.set_to(day):
        question.refresh_from_db()
        version = question.version
        judge(by=cast["representative"], question=question, version=version, verdict=verdict)


def leave_on_their_way(council: Council, cast: Mapping[str, User], today: date) -> None:
    """One question at each step, in the council's first forum, and a link."""
    forum = Forum.objects.of(council).first()
    if forum is None:
        return
    for number, way in enumerate(WAYS):
        _on_its_way(forum, cast, today, way, number)
    with clock.set_to(today - timedelta(days=2)):
        make_link(by=cast["worker"], forum=forum, secret=f"{SEED} {council.slug}")


def _on_its_way(forum: Forum, cast: Mapping[str, User], today: date, way: Way, number: int) -> None:
    asked = today - timedelta(days=way.days_ago)
    with clock.set_to(asked):
        question = ask(
            by=cast["representative"],
            forum=forum,
            theme=None,
            words=way.own,
            submission=UUID(int=SEED + forum.pk * 100 + number),
        )
    with clock.set_to(asked + timedelta(days=1)):
        question = word(
            by=cast["worker"], question=question, version=question.version, wording=way.public
        )
        if way.until != State.WORDED:
            agree(by=cast["safeguarding-lead"], question=question, version=question.version)
    if way.until in {State.WORDED, State.AGREED}:
        return
    words = CLOUDY if way.until == State.REOPENED else SAID[3]
    _answer(question, cast, asked + timedelta(days=9), how=Answer.How.WRITING, words=words)
    if way.until != State.ANSWERED:
        _tell(question, cast, asked + timedelta(days=13))
    if way.until == State.REOPENED:
        _judge(question, cast, asked + timedelta(days=16), Verdict.NO)
