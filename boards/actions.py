"""An action has an owner and a day; it is open, due soon, overdue or done, and that is computed.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 2.2 (drive improvements
in response to underperformance); Cambridgeshire's question to every corporate parent, "What can
we do to put this right?" (report of 2019, 1.2). That an action carried forward twice is put to the
body, as an issue noted twice is (R15), and that it closes only with what was done, are this
product's own rules.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from boards.agenda import STUCK_AFTER
from councils.working_days import Unit, date_in_words, day_in_words

#: An action is due soon in its last two weeks, unless the caller says otherwise.
SOON_DAYS = 14

#: What says that something was done, but not what.
BARE = re.compile(
    r"(this |the )?(action )?(is |was |has been |now |all )*"
    r"(done|did it|completed?|closed|finished|actioned|yes|ok|n/?a|none|tbc)?"
)


class State(StrEnum):
    """How an action stands on a day."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Action:
    """An action's days: due now, due at first, done; and how often it was carried forward.

    `withdrawn_on` is the day it was taken off, where it was recorded by mistake.
    """

    due_on: date
    first_due_on: date | None = None
    carried: int = 0
    done_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action stands, the days it is or was late, and why, in words."""

    state: State
    days_late: int
    words: str


def standing(action: Action, today: date, *, soon_days: int = SOON_DAYS) -> Standing:
    """How an action stands today; on its day itself it is still in time."""
    if action.withdrawn_on is not None:
        taken_off = day_in_words(action.withdrawn_on)
        return Standing(State.WITHDRAWN, 0, f"Recorded by mistake, and taken off on {taken_off}.")
    late = max(0, ((action.done_on or today) - action.due_on).days)
    due, carried = day_in_words(action.due_on), carried_words(action)
    if action.done_on is not None:
        in_time = f"late by {_days(late)}: it was due on {due}" if late else "in time"
        words = f"Done on {day_in_words(action.done_on)}, {in_time}."
        return Standing(State.DONE, late, f"{words} {carried}".strip())
    if late:
        words = f"Overdue by {_days(late)}: it was due on {due}. {carried}".strip()
        return Standing(State.OVERDUE, late, words)
    left = (action.due_on - today).days
    state = State.DUE_SOON if left <= soon_days else State.OPEN
    words = f"Due today, {due}." if not left else f"Due on {due}."
    return Standing(state, 0, f"{words} {carried}".strip())


def carried_words(action: Action) -> str:
    """How often the action was carried forward; empty where it never was."""
    if not action.carried:
        return ""
    first = action.first_due_on or action.due_on
    return f"Carried forward {times(action.carried)}, first due {date_in_words(first)}."


def times(number: int) -> str:
    """How often, as it is said: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def why_not_carry(action: Action, *, to: date, meeting_on: date, reason: str) -> str:
    """Why an action cannot be carried forward to a new day; empty where it can."""
    if action.done_on is not None:
        return "This action is done. It is not carried forward."
    if to <= meeting_on:
        return f"The new day must be later than the meeting on {day_in_words(meeting_on)}."
    if to <= action.due_on:
        return f"The new day must be later than {day_in_words(action.due_on)}, when it is due."
    if not reason.strip():
        return "Say why the action is carried forward. The reason is printed in the minutes."
    return ""


def why_not_close(
    action: Action, *, what_was_done: str, done_on: date, agreed_on: date, today: date
) -> str:
    """Why an action cannot be closed; empty where it can. `agreed_on` is when it was set."""
    if action.done_on is not None:
        return f"This action was closed as done on {day_in_words(action.done_on)}."
    if says_nothing(what_was_done):
        return "Say what was done and what changed. “Done” alone tells nobody."
    if done_on > today:
        return f"{day_in_words(done_on)} is still to come. An action closes when it has been done."
    if done_on < agreed_on:
        return f"It was agreed on {day_in_words(agreed_on)} and cannot have been done before."
    return ""


def says_nothing(words: str) -> bool:
    """Whether somebody wrote nothing, or only that it is done."""
    said = " ".join(re.findall(r"[^\W_]+(?:/[^\W_]+)*", words.casefold()))
    return BARE.fullmatch(said) is not None


def escalation_words(action: Action, today: date) -> str:
    """What the body must decide about an action that does not move; empty where it does.

    It is asked when the action is overdue, or due again, after being carried forward twice.
    """
    if action.done_on is not None or action.carried < STUCK_AFTER:
        return ""
    late = standing(action, today).days_late
    overdue = f" It is overdue by {_days(late)}." if late else ""
    return (
        f"{carried_words(action)}{overdue} Decide today: keep it (a new day, and why), give it to "
        "somebody else (who), or pass it up (to whom)."
    )


def _days(number: int) -> str:
    return Unit.DAYS.counted(number)
