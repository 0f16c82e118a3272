"""The life of a question as steps that a young person of twelve can follow.

Each step says what happens, whether it is done, and who does it by when. Source: R19; the words
are the product's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from councils.working_days import Calendar, day_in_words
from forums.flow import ENDS, SHARED, State, Way, answer_by, clock_words, read_by

ASKED = {
    Way.REPRESENTATIVE: "You asked",
    Way.WITH_WORKER: "A young person asked, with a worker",
    Way.LINK: "A young person asked, through a link",
}
SAID = {
    "yes": "The forum said: yes, that is an answer",
    "partly": "The forum said: partly",
    "no": "The forum said: no, that is not an answer",
}
#: How many of the steps before the answer lie behind a question that nobody has agreed to yet.
BEHIND = {State.ASKED: 1, State.READ: 2, State.WORDED: 3}
JUDGING = "The forum says if it is an answer"


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer, or the wait for one: who gives it, since when, and what became of it."""

    role: str
    since: date
    answered_on: date | None = None
    told_on: date | None = None
    told_by: str = ""
    verdict: str = ""
    judged_on: date | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """What is on record of one question, as plain values."""

    state: State
    way: Way
    asked_on: date
    read_on: date | None = None
    worded_on: date | None = None
    agreed_on: date | None = None
    put_on: date | None = None
    turns: tuple[Turn, ...] = field(default_factory=tuple)
    ended_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, done, now or next; the day it was done, and who does it by when."""

    title: str
    state: str
    when: str = ""
    text: str = ""


def story(life: Life, calendar: Calendar, today: date) -> list[Step]:
    """The steps of a question, one of which is now unless all are done.

    A step that lies behind it and of which no day is on record was never taken: it is passed over.
    """
    before = list(_before(life, calendar, today))
    behind = len(before) if life.state in SHARED else BEHIND.get(life.state, 0)
    before = [row for place, row in enumerate(before) if row[1] or place >= behind]
    rows = [*before, *_answering(life, calendar, today)]
    if life.state in ENDS:
        done = [Step(title, "done", _day(on)) for title, on, _ in rows if on]
        title = "Taken back" if life.state is State.WITHDRAWN else "Not taken on"
        return [*done, Step(title, "done", _day(life.ended_on), life.reason)]
    steps, is_next = [], False
    for title, on, text in rows:
        state = "done" if on else ("next" if is_next else "now")
        steps.append(Step(title, state, _day(on), "" if on else text))
        is_next = is_next or not on
    return steps


Row = tuple[str, date | None, str]


def _before(life: Life, calendar: Calendar, today: date) -> Iterator[Row]:
    due = read_by(life.asked_on, calendar)
    yield ASKED[life.way], life.asked_on, ""
    yield "A worker reads it", life.read_on, clock_words(due, done_on=None, today=today)
    yield (
        "It is put into words for everyone",
        life.worded_on,
        "A worker writes it so that nobody can tell who asks.",
    )
    yield (
        "A second person agrees to the words",
        life.agreed_on,
        "Two people look before it is shared.",
    )
    if life.put_on:
        yield "It goes to a meeting", life.put_on, ""


def _answering(life: Life, calendar: Calendar, today: date) -> Iterator[Row]:
    for turn in life.turns:
        due = answer_by(turn.since, calendar)
        yield (
            f"Answer from the {turn.role}",
            turn.answered_on,
            clock_words(due, done_on=None, today=today),
        )
        by = f" by {turn.told_by}" if turn.told_by else ""
        yield f"The answer is told back{by}", turn.told_on, "A worker brings it to the forum."
        title = SAID.get(turn.verdict, JUDGING)
        yield title, turn.judged_on, "Yes, partly or no. “No” opens it again, one level up."


def next_words(steps: list[Step]) -> str:
    """What comes now, in one sentence; empty where nothing does."""
    now = next((step for step in steps if step.state == "now"), None)
    return f"Now: {now.title[0].lower()}{now.title[1:]}. {now.text}".strip() if now else ""


def _day(on: date | None) -> str:
    return day_in_words(on) if on else ""
