"""Who is responsible for a promise: a role in words, told to young people, from a day on.

Source: Bromley Corporate Parenting Strategy 2014–2016, Appendix One (“we will ensure that you know
who is responsible for delivering these promises”). That it is a role and never somebody's name, and
that one follows the other without a gap, is this product's own rule.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NOBODY_YET = "Nobody has been named yet."
ONE_OF_TWO = "Choose a promise or a statement made to young people: one of the two."
NOT_TO_THEM = "This is not said to young people, so nobody is named for it."
NOT_A_ROLE = "Write a role, such as “Head of Fostering”: not somebody’s name, number or address."

#: What gives a person away: a title before a name, an e-mail address, a telephone number.
SOMEBODY = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Cllr)\b\.?\s+[A-Z]|@|\d(?:[ ()-]{0,2}\d){5,}"
)


class Step(StrEnum):
    """What naming a role does to the one that was named last."""

    BEGINS = "begins"
    STAYS = "stays"
    REPLACES = "replaces"
    FOLLOWS = "follows"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Held:
    """The role named last: from which day, and to which where that is decided."""

    role: str
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is still named on a day that is not before its first."""
        return self.ends_on is None or day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the one before; where it is refused, the sentence that says why."""

    step: Step
    refused: str = ""


def why_not_role(role: str) -> str:
    """The sentence that refuses words as a role; empty where nothing in them gives anybody away."""
    return NOT_A_ROLE if SOMEBODY.search(role) else ""


def in_one_line(role: str) -> str:
    """The words of a role as they are kept: with one space between them."""
    return " ".join(role.split())


def succession(last: Held | None, role: str, from_day: date) -> Change:
    """What naming a role from a day on does to the one named last.

    The same role stays as it is, and its end is taken back where one was set; on the first day of
    the last one the words replace it; on a later day it ends the day before.
    """
    if last is None:
        return Change(Step.BEGINS)
    if from_day < last.starts_on:
        since = f"“{last.role}” is named from {last.starts_on:%-d %B %Y}."
        return Change(Step.REFUSED, f"{since} Choose that day or a later one.")
    if last.role == role and last.holds_on(from_day):
        return Change(Step.STAYS)
    if from_day == last.starts_on:
        return Change(Step.REPLACES)
    return Change(Step.FOLLOWS if last.holds_on(from_day) else Step.BEGINS)
