"""What an item's outcome needs beside it: a decision, an action, or somebody to take it on.

Minutes must be true, so every outcome can be recorded, but none that says more or less than what
was recorded with it. This product's own rule.
"""

from dataclasses import dataclass

NEEDS = {
    "decided": "Write the decision.",
    "action": "Write the action: what is to be done, by whom and by when.",
    "escalated": "Say to whom it is escalated, and why.",
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
