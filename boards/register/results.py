"""What an item's outcome needs beside it: a decision, an action, or somebody to take it on.

Minutes must be true, so every outcome can be recorded, but none that says more or less than what
was recorded with it. This product's own rule.
"""

from dataclasses import dataclass
from datetime import date

from councils.working_days import day_in_words

NEEDS = {
    "decided": "Write the decision.",
    "action": "Write the action: what is to be done, by whom and by when.",
    "escalated": "Say to whom it is passed up, and why.",
}
DECIDED_AFTER_ALL = "A decision is recorded for this item, so its outcome is “Decided”."


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """How many decisions, actions and escalations an item has."""

    decisions: int = 0
    actions: int = 0
    escalations: int = 0


def why_not_outcome(result: str, came: CameOfIt) -> str:
    """Why an item cannot have this outcome, in words; empty where it can."""
    had = {"decided": came.decisions, "action": came.actions, "escalated": came.escalations}
    if not had.get(result, 1):
        return NEEDS[result]
    if came.decisions and result in {"noted", "deferred"}:
        return DECIDED_AFTER_ALL
    return ""


def why_not_withdraw(number: int, ratified_by: int | None) -> str:
    """Why a decision cannot be marked as recorded by mistake; empty where it can."""
    if ratified_by is None:
        return ""
    return f"Decision {number} is ratified by decision {ratified_by}: take that one off first."


def why_not_take_back(to: str, taken_on: date | None) -> str:
    """Why what was passed up to a body cannot be taken back; empty where it can."""
    if taken_on is None:
        return ""
    return f"{to} took this at the meeting on {day_in_words(taken_on)}, so it cannot be taken back."
