"""R19: a question goes from asked to read, worded and put; each step has its last day.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 5.6 (the forum asks
on the theme) and 5.4, 5.5 (when papers go out). The two days to read and ten to answer are this
product's own promise: the theme decides whether a question is discussed, not whether it is
answered.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from councils.working_days import Calendar, day_in_words, time_in_words


class State(StrEnum):
    """Where a question is."""

    ASKED = "asked"
    READ = "read"
    WORDED = "worded"
    PUT = "put"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """The state as it is said, after "the question is"."""
        return WORDS[self]


WORDS: dict[State, str] = {
    State.ASKED: "asked and not read yet",
    State.READ: "read by a worker",
    State.WORDED: "worded for the meeting",
    State.PUT: "put to the meeting",
    State.WITHDRAWN: "withdrawn",
}

# From each state to those it may go to. Later steps (answered, told back) are added here.
MOVES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.READ, State.WITHDRAWN}),
    State.READ: frozenset({State.WORDED, State.WITHDRAWN}),
    State.WORDED: frozenset({State.PUT, State.WITHDRAWN}),
    State.PUT: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def may_move(current: State, to: State) -> bool:
    """Whether a question may go from one state to another."""
    return to in MOVES[current]


def why_not(current: State, to: State) -> str:
    """Why a question may not go there, in one sentence; empty where it may."""
    if may_move(current, to):
        return ""
    if current is to:
        return f"This question is already {current.words}."
    ways = " or ".join(state.words for state in State if state in MOVES[current])
    if not ways:
        return f"This question is {current.words}; no other step comes after that."
    return f"This question is {current.words}. Next it can only be {ways}."


@dataclass(frozen=True, slots=True)
class FlowRules:
    """The clock of a question, in working days, and the hour a supplement closes."""

    read_within: int = 2
    answer_within: int = 10
    supplement_until: time = time(12)


DEFAULT_RULES = FlowRules()


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The last day to reach the agenda, and the last day and hour to reach it as a supplement."""

    agenda_until: date
    supplement_on: date
    supplement_until: time

    @property
    def words(self) -> str:
        """Both, in a sentence to print where the question is asked."""
        return (
            f"Ask by the end of {day_in_words(self.agenda_until)} to be in the papers, or by "
            f"{time_in_words(self.supplement_until)} on {day_in_words(self.supplement_on)} "
            "to be added to them."
        )


class Route(StrEnum):
    """How a question reaches a meeting."""

    AGENDA = "agenda"
    SUPPLEMENT = "supplement"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a question reaches a meeting, and what to tell whoever asked it."""

    route: Route
    words: str


def cutoffs(
    meeting_on: date, papers_on: date, calendar: Calendar, rules: FlowRules = DEFAULT_RULES
) -> Cutoffs:
    """When a question must be asked: the day before papers go out, noon a working day before."""
    return Cutoffs(
        agenda_until=papers_on - timedelta(days=1),
        supplement_on=calendar.previous_working_day(meeting_on),
        supplement_until=rules.supplement_until,
    )


def arrival(asked_on: date, asked_at: time, limits: Cutoffs) -> Arrival:
    """How a question asked then (in the council's own time) reaches the meeting."""
    if asked_on <= limits.agenda_until:
        return Arrival(Route.AGENDA, "Your question will be in the papers for the meeting.")
    if (asked_on, asked_at) <= (limits.supplement_on, limits.supplement_until):
        return Arrival(Route.SUPPLEMENT, "Your question will be added to the papers.")
    return Arrival(
        Route.TOO_LATE,
        "It is too late for this meeting to talk about your question. You will still get an "
        "answer to it.",
    )


def read_by(asked_on: date, calendar: Calendar, rules: FlowRules = DEFAULT_RULES) -> date:
    """The last day for a worker to read a question."""
    return calendar.add_working_days(asked_on, rules.read_within)


def answer_by(asked_on: date, calendar: Calendar, rules: FlowRules = DEFAULT_RULES) -> date:
    """The last day for an answer, whether or not the question is on a meeting's theme."""
    return calendar.add_working_days(asked_on, rules.answer_within)


def days_taken(asked_on: date, done_on: date, calendar: Calendar) -> int:
    """How many working days something took, the day it was asked not counted."""
    return calendar.working_days_between(asked_on, done_on)


def clock_words(due_on: date, *, done_on: date | None, today: date) -> str:
    """How a step stands against its last day, in words anybody can follow."""
    due = day_in_words(due_on)
    if done_on is not None:
        kept = "in time" if done_on <= due_on else f"late: it was due by {due}"
        return f"Done on {day_in_words(done_on)}, {kept}."
    return f"Late: it was due by {due}." if today > due_on else f"By {due}."
