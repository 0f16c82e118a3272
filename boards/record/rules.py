"""When minutes are late, which meeting can confirm them, and how a decision stands.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 5.7 (minutes go round
14 days after the meeting) and 4.5 (quorum); Local Government Act 1972, Schedule 12, paragraph 41
(minutes are signed at the same or the next suitable meeting). That a late day keeps its reason, and
that nobody confirms what had not gone round, are this product's own rules.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from boards.deadlines import Deadline
from councils.working_days import day_in_words


def was_held(on: date, *, today: date, opened: bool, cancelled: bool) -> bool:
    """Whether a meeting was held or is being held: it was opened, or its day is past."""
    return not cancelled and (opened or on < today)


def is_late(due: Deadline | None, went_round_on: date) -> bool:
    """Whether minutes go round after the day they are due (R3); never where none is stated."""
    return due is not None and went_round_on > due.due_on


def why_not_late(due: Deadline | None, went_round_on: date, reason: str) -> str:
    """Why late minutes cannot go round yet; empty where they are in time or say why they are not."""
    if due is None or not is_late(due, went_round_on) or reason.strip():
        return ""
    return (
        f"These minutes were due on {day_in_words(due.due_on)}. Say why they are late: the reason "
        "stands beside the two days."
    )


def why_not_read(first_circulated_on: date, at: date) -> str:
    """Why a meeting cannot confirm minutes that nobody had read by then; empty where it can."""
    if at >= first_circulated_on:
        return ""
    return (
        f"These minutes first went round on {day_in_words(first_circulated_on)}, after the meeting "
        f"on {day_in_words(at)}. Only a meeting whose people could read them confirms them."
    )


class Standing(StrEnum):
    """How a decision stands."""

    TAKEN = "taken"
    TO_BE_RATIFIED = "to_be_ratified"
    RATIFIED = "ratified"
    RATIFIES = "ratifies"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class DecisionStanding:
    """How a decision stands, and that in words."""

    standing: Standing
    words: str


def decision_standing(
    *, is_view: bool, ratified_by: int | None, ratifies: int | None, withdrawn: bool = False
) -> DecisionStanding:
    """How a decision stands: a view of those present waits for a quorate meeting to ratify it.

    `ratified_by` and `ratifies` are the numbers of the other decisions, if there are any.
    """
    if withdrawn:
        return DecisionStanding(
            Standing.WITHDRAWN, "It was recorded by mistake, and this number is not used again."
        )
    if ratified_by is not None:
        return DecisionStanding(
            Standing.RATIFIED, f"View of those present, ratified by decision {ratified_by}."
        )
    if is_view:
        return DecisionStanding(
            Standing.TO_BE_RATIFIED, "View of those present: there was no quorum. To be ratified."
        )
    if ratifies is not None:
        return DecisionStanding(Standing.RATIFIES, f"Ratifies decision {ratifies}.")
    return DecisionStanding(Standing.TAKEN, "Taken.")
