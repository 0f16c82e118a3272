"""R11: what follows when a promise is said to be broken, step by step, until two keys close it.

Source: Bromley Corporate Parenting Strategy 2014–2016, Appendix One, the first of the principles
addressed to young people: “If these promises are broken there will be a line of accountability which
will end with the Portfolio Holder for Care Services and the Chair of the Living in Care Council.”
The strategy names its end and nothing before it: the steps, their limits in working days, and that
what a placement provider promised has a line of its own, are this product's, and a council sets its
own. Nothing has to be done for the line to move: where it stands is worked out from the day it was
opened, the council's working days and today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from councils.working_days import Calendar, day_in_words

#: A step may take from one working day to three months of them.
LIMITS = (1, 60)
MOST_STEPS = 5


class Kind(StrEnum):
    """Whose promise it is: the line of a placement provider's begins with the provider."""

    COUNCIL = "council"
    PROVIDER = "provider"


class Whose(StrEnum):
    """The two keys a line is closed with."""

    COUNCIL = "council"
    YOUNG_PEOPLE = "young_people"

    @property
    def other(self) -> "Whose":
        """The other of the two."""
        return Whose.YOUNG_PEOPLE if self is Whose.COUNCIL else Whose.COUNCIL


@dataclass(frozen=True, slots=True)
class Step:
    """Who has to answer, in a role's words, and within how many working days.

    The first step of a line has no words of its own: it is whoever made the promise or is
    responsible for it.
    """

    role: str
    limit: int


#: What holds where a council has set no steps.
DEFAULTS: dict[Kind, tuple[Step, ...]] = {
    Kind.COUNCIL: (Step("", 5), Step("Head of service", 10), Step("Director", 10)),
    Kind.PROVIDER: (Step("", 5), Step("Commissioning", 10)),
}
#: Whom the first step is with, where nobody is named.
FIRST: dict[Kind, str] = {
    Kind.COUNCIL: "Whoever is responsible for it",
    Kind.PROVIDER: "The provider",
}


class State(StrEnum):
    """How far a line is from being closed; at which step it stands is another matter."""

    REPORTED = "reported"
    ANSWERED = "answered"
    ONE_KEY = "one_key"
    CLOSED = "closed"


class Act(StrEnum):
    """What somebody does with a line."""

    ANSWER = "answer"
    TURN = "turn"
    TAKE_BACK = "take_back"


#: What each act makes of a line. What is not here is refused.
MOVES: dict[tuple[State, Act], State] = {
    (State.REPORTED, Act.ANSWER): State.ANSWERED,
    (State.ANSWERED, Act.ANSWER): State.ANSWERED,
    (State.ANSWERED, Act.TURN): State.ONE_KEY,
    (State.ONE_KEY, Act.ANSWER): State.ONE_KEY,
    (State.ONE_KEY, Act.TURN): State.CLOSED,
    (State.ONE_KEY, Act.TAKE_BACK): State.ANSWERED,
}
CLOSED_ALREADY = "Both keys are turned: this is closed."
NO_ANSWER_YET = (
    "Nobody has said yet what was done. Time alone closes nothing: a key is turned after an answer."
)
NOTHING_TURNED = "This key is not turned."
TURNED_ALREADY = "This key is turned already."
TWO_PEOPLE = "You have turned the other key. The two keys are for two people."


def why_not(state: State, act: Act) -> str:
    """Why this cannot be done with a line as it stands; empty where it can."""
    if (state, act) in MOVES:
        return ""
    if state is State.CLOSED:
        return CLOSED_ALREADY
    return NOTHING_TURNED if act is Act.TAKE_BACK else NO_ANSWER_YET


def state_of(*, answers: int, keys: int) -> State:
    """The state of a line with so many answers and so many keys turned."""
    by_keys = {1: State.ONE_KEY, 2: State.CLOSED}
    return by_keys.get(keys, State.ANSWERED if answers else State.REPORTED)


# Where it stands ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """What is on record of one line: when it was opened, what was answered, which keys are turned.

    `first` is whom the first step is with, `end` whom the two keys are with, both in words.
    """

    opened_on: date
    steps: tuple[Step, ...]
    first: str
    end: str
    answered_on: tuple[date, ...] = ()
    turned_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A step in time. `state` is as the component steps shows it: done, now, next or missed.

    The last one, the two keys, has no last day.
    """

    role: str
    begins: date
    last_day: date | None
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a line stands on a day: its state, its steps in time, and the sentence that says it."""

    state: State
    steps: tuple[Placed, ...]
    words: str
    closed_on: date | None = None

    @property
    def now(self) -> Placed:
        """The step it stands at, or stood at when it was closed."""
        reached = [step for step in self.steps if step.state != "next"]
        return reached[-1]

    @property
    def place(self) -> int:
        """The number of that step, from 0."""
        return self.steps.index(self.now)

    @property
    def is_closed(self) -> bool:
        """Whether both keys are turned."""
        return self.state is State.CLOSED

    @property
    def is_at_its_end(self) -> bool:
        """Whether every step has gone by and only the two keys are left."""
        return self.now.last_day is None


def last_days(steps: Sequence[Step], opened_on: date, calendar: Calendar) -> list[date]:
    """The last day of each step; the day it was opened is not counted."""
    days, day = [], opened_on
    for step in steps:
        day = calendar.add_working_days(day, step.limit)
        days.append(day)
    return days


def standing(line: Line, today: date, calendar: Calendar) -> Standing:
    """Where a line stands on a day. One that is closed stays where it was on that day."""
    state = state_of(answers=len(line.answered_on), keys=len(line.turned_on))
    closed_on = max(line.turned_on) if state is State.CLOSED else None
    on = closed_on or max(today, line.opened_on)
    steps, begins = [], line.opened_on
    names = [line.first, *(step.role for step in line.steps[1:])]
    for name, last in zip(names, last_days(line.steps, line.opened_on, calendar), strict=True):
        steps.append(_placed(line, name, begins, last, on, is_closed=closed_on is not None))
        begins = last + timedelta(days=1)
    steps.append(_end(line.end, begins, on, closed_on))
    placed = tuple(steps)
    return Standing(state, placed, _words(state, placed, closed_on), closed_on)


def _placed(
    line: Line, name: str, begins: date, last: date, on: date, *, is_closed: bool
) -> Placed:
    answered = any(begins <= day <= last for day in line.answered_on)
    by = day_in_words(last)
    if on < begins:
        return Placed(name, begins, last, "next", f"By {by}, if it gets here.")
    if answered:
        past = is_closed or on > last
        return Placed(name, begins, last, "done" if past else "now", "Has answered.")
    if on > last:
        return Placed(name, begins, last, "missed", f"Did not answer by {by}.")
    if is_closed:
        return Placed(name, begins, last, "done", "It was closed at this step.")
    return Placed(name, begins, last, "now", f"Has until {by} to answer.")


def _end(name: str, begins: date, on: date, closed_on: date | None) -> Placed:
    if closed_on:
        return Placed(name, begins, None, "done", f"Both agreed on {day_in_words(closed_on)}.")
    words = "It ends only when both agree."
    return Placed(name, begins, None, "now" if on >= begins else "next", words)


def _words(state: State, steps: tuple[Placed, ...], closed_on: date | None) -> str:
    if closed_on:
        return f"Closed on {day_in_words(closed_on)}: both keys are turned."
    now = next(step for step in steps if step.state == "now")
    with_ = f"Now with: {now.role}."
    if now.last_day is None:
        said = "It has come to its end, and ends only when both agree."
        return f"{with_} {said if state is not State.REPORTED else f'Nobody has answered. {said}'}"
    if now.words == "Has answered.":
        return f"{with_} There is an answer. It moves on after {day_in_words(now.last_day)} unless both keys are turned."
    return f"{with_} An answer is due by {day_in_words(now.last_day)}. After that it moves on by itself."


# A council's own steps ----------------------------------------------------------------------------


def why_not_steps(steps: Sequence[Step]) -> str:
    """Why a line cannot have these steps, in a sentence; empty where it can."""
    least, most = LIMITS
    if not 1 <= len(steps) <= MOST_STEPS:
        return f"A line has from one to {MOST_STEPS} steps before the two keys."
    if any(not least <= step.limit <= most for step in steps):
        return f"Give each step from {least} to {most} working days."
    named = [step.role.strip().casefold() for step in steps[1:]]
    if not all(named):
        return "Say who has to answer at each step."
    if len(set(named)) < len(named):
        return "Each step is with somebody else: two of these are the same."
    return ""


# Who may open one ---------------------------------------------------------------------------------

NOT_IN_FORCE = (
    "This was promised by a council that is no more, or was replaced: it is kept to read."
)


def why_not_report(*, in_force: bool, open_since: date | None) -> str:
    """Why nobody can say now that this is broken, in a sentence; empty where somebody can."""
    if not in_force:
        return NOT_IN_FORCE
    if open_since is not None:
        return (
            f"Somebody said so on {day_in_words(open_since)}, and it is being looked into. "
            "You can follow it from this page."
        )
    return ""
