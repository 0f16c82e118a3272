"""R19: a question goes from asked to answered, and the forum says whether it was an answer.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 5.6 (the forum asks
on the theme) and 5.4, 5.5 (when papers go out). The two days to read and ten to answer are this
product's own promise: the theme decides whether a question is discussed, not whether it is
answered. That two people agree to what everybody reads, and that a "no" goes one level up, are
its own rules too.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from councils.steps import why_not_step
from councils.working_days import Calendar, day_in_words, time_in_words


class State(StrEnum):
    """Where a question is."""

    ASKED = "asked"
    READ = "read"
    WORDED = "worded"
    AGREED = "agreed"
    PUT = "put"
    ANSWERED = "answered"
    TOLD = "told"
    SETTLED = "settled"
    PARTLY = "partly"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"

    @property
    def words(self) -> str:
        """The state as it is said, after "the question is"."""
        return WORDS[self]


WORDS: dict[State, str] = {
    State.ASKED: "asked and not read yet",
    State.READ: "read by a worker",
    State.WORDED: "put into words for everyone",
    State.AGREED: "agreed by two people",
    State.PUT: "put to the meeting",
    State.ANSWERED: "answered",
    State.TOLD: "answered and told back",
    State.SETTLED: "answered, and the forum says yes",
    State.PARTLY: "answered in part, the forum says",
    State.REOPENED: "open again, one level up",
    State.WITHDRAWN: "withdrawn",
    State.REFUSED: "not taken on",
}

#: Out of the flow by the word of those who asked, or of a worker: until it is at a meeting.
ENDS = frozenset({State.WITHDRAWN, State.REFUSED})

# From each state to those it may go to.
MOVES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.READ}) | ENDS,
    State.READ: frozenset({State.WORDED}) | ENDS,
    State.WORDED: frozenset({State.AGREED}) | ENDS,
    State.AGREED: frozenset({State.WORDED, State.PUT, State.ANSWERED}) | ENDS,
    State.PUT: frozenset({State.ANSWERED}),
    State.ANSWERED: frozenset({State.TOLD}),
    State.TOLD: frozenset({State.SETTLED, State.PARTLY, State.REOPENED}),
    State.REOPENED: frozenset({State.PUT, State.ANSWERED}),
    State.SETTLED: frozenset(),
    State.PARTLY: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.REFUSED: frozenset(),
}

#: An answer is owed, and everybody may read what is asked.
TO_ANSWER = frozenset({State.AGREED, State.PUT, State.REOPENED})
#: An answer is owed, whether or not the question is in words for everybody yet.
WAITING = TO_ANSWER | {State.ASKED, State.READ, State.WORDED}
#: Its public wording may still be changed.
OPEN_TO_WORDING = frozenset({State.ASKED, State.READ, State.WORDED, State.AGREED})
#: Two people have agreed to its public wording.
SHARED = frozenset(State) - OPEN_TO_WORDING - ENDS | {State.AGREED}


class Verdict(StrEnum):
    """What the forum says of an answer, and where the question goes with it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def leads_to(self) -> State:
        """The state the question takes."""
        return {
            Verdict.YES: State.SETTLED,
            Verdict.PARTLY: State.PARTLY,
            Verdict.NO: State.REOPENED,
        }[self]


class Way(StrEnum):
    """How a question came in."""

    REPRESENTATIVE = "forum"
    WITH_WORKER = "with_worker"
    LINK = "link"

    @property
    def words(self) -> str:
        """How it was asked, as a sentence's beginning."""
        return {
            Way.REPRESENTATIVE: "Asked by a representative",
            Way.WITH_WORKER: "Asked with a worker",
            Way.LINK: "Asked from far away, through a link",
        }[self]


def why_not(current: State, to: State) -> str:
    """Why a question may not go there, in one sentence; empty where it may."""
    return why_not_step(current, to, MOVES, what="This question")


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

    def words_at(self, day: date, hour: time) -> str:
        """What of both is still to come, to print where the question is asked."""
        hour_words, last = time_in_words(self.supplement_until), day_in_words(self.supplement_on)
        match arrival(day, hour, self).route:
            case Route.AGENDA:
                return (
                    f"Ask by the end of {day_in_words(self.agenda_until)} to be in the papers. "
                    f"After that, ask by {hour_words} on {last} to be added to them."
                )
            case Route.SUPPLEMENT:
                return f"Ask by {hour_words} on {last} to be added to the papers."
        return "It is too late for this meeting to talk about a new question. Ask all the same."


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
