"""What is to be done for a meeting, from the invitations to the confirmed minutes, and by when.

Nothing of it is stored: each step is judged by what is on record. Source: Buckinghamshire
Corporate Parenting Strategy 2020–2023, Appendix 2, 5.4, 5.5 and 5.7, for the days.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from boards.deadlines import Deadline, Standing, outcome
from councils.working_days import day_in_words


class State(StrEnum):
    """How a step stands, as the component of steps draws it."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key, its title, how it stands, when, and a sentence about it."""

    key: str
    title: str
    state: State
    when: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record of a meeting; a day is None where nothing was done yet.

    `refusals` say what the agenda lacks; `papers` and `minutes` are None where no day is stated.
    A meeting that does not expect papers expects no minutes either.
    """

    held_on: date
    expects_papers: bool = True
    invited_on: date | None = None
    refusals: tuple[str, ...] = ()
    papers: Deadline | None = None
    published_on: date | None = None
    is_registered: bool = False
    minutes: Deadline | None = None
    is_drafted: bool = False
    circulated_on: date | None = None
    confirmed_on: date | None = None


#: The steps that only a meeting with papers and minutes has, whether or not they were taken.
OF_PAPERS = frozenset({"papers", "minutes", "confirmed"})


def steps(record: Record, *, today: date, members: str) -> tuple[Step, ...]:
    """Every step of a meeting's life; `members` is the council's word for them."""
    every = (
        _invitations(record, today, members),
        _agenda(record, today),
        _papers(record, today),
        _register(record, today),
        _minutes(record, today),
        _confirmed(record, today),
    )
    if record.expects_papers:
        return every
    return tuple(s for s in every if s.key not in OF_PAPERS or s.state is State.DONE)


def what_next(found: tuple[Step, ...]) -> str:
    """The sentence for what comes first; empty where all is done."""
    waiting = [step for step in found if step.state in {State.MISSED, State.NOW}]
    if waiting:
        return f"To do now: {'; '.join(_lower(step.title) for step in waiting)}."
    later = next((step for step in found if step.state is State.NEXT), None)
    return f"Nothing is to be done today. Next: {_lower(later.title)}." if later else ""


def _lower(title: str) -> str:
    return f"{title[0].lower()}{title[1:]}"


def _invitations(record: Record, today: date, members: str) -> Step:
    step = Step("invitations", f"Invite the {members}", State.NOW)
    if record.invited_on:
        return replace(step, state=State.DONE, when=_done(record.invited_on))
    if today > record.held_on:
        return replace(step, state=State.MISSED, text="No invitation is on record.")
    return step


def _agenda(record: Record, today: date) -> Step:
    step = Step("agenda", "Get the agenda ready", State.DONE)
    if record.published_on or not record.refusals:
        return step
    act_by = record.papers.act_by if record.papers else record.held_on
    state = State.MISSED if today > act_by else State.NOW
    when, text = f"By {day_in_words(act_by)}.", " ".join(record.refusals)
    return replace(step, state=state, when=when, text=text)


def _papers(record: Record, today: date) -> Step:
    step = _judged("papers", "Publish the papers", record.papers, record.published_on, today)
    waits = step.state is State.NOW and record.refusals
    return replace(step, state=State.NEXT) if waits else step


def _judged(key: str, title: str, due: Deadline | None, done_on: date | None, today: date) -> Step:
    """A step with a day of its own: done, overdue, or to be done now."""
    step = Step(key, title, State.DONE if done_on else State.NOW)
    if due is None:
        return replace(step, when=_done(done_on) if done_on else "No day is stated.")
    found = outcome(due, done_on=done_on, today=today)
    state = State.MISSED if found.standing is Standing.OVERDUE else step.state
    return replace(step, state=state, when=found.words)


def _register(record: Record, today: date) -> Step:
    step = Step("register", "Keep the register", State.DONE)
    if record.is_registered:
        return step
    state = State.NEXT if today < record.held_on else State.NOW
    if today > record.held_on:
        return replace(step, state=State.MISSED, text="Who was there is not on record.")
    return replace(step, state=state, when=f"On {day_in_words(record.held_on)}.")


def _minutes(record: Record, today: date) -> Step:
    step = _judged("minutes", "Send the minutes round", record.minutes, record.circulated_on, today)
    if step.state is State.NOW and today <= record.held_on:
        step = replace(step, state=State.NEXT)
    text = "A draft is written." if record.is_drafted and not record.circulated_on else ""
    return replace(step, text=text)


def _confirmed(record: Record, today: date) -> Step:
    step = Step("confirmed", "Have the minutes confirmed", State.NEXT, when="At a later meeting.")
    if record.confirmed_on:
        return replace(step, state=State.DONE, when=_done(record.confirmed_on))
    waits = record.circulated_on and today > record.held_on
    return replace(step, state=State.NOW) if waits else step


def _done(on: date) -> str:
    return f"Done on {day_in_words(on)}."
