"""Who answers: a role at each level, and the next one up when the forum says “no”.

Source: the product's own rule for R19. The levels are roles in words, lowest first; a council
writes its own, and these stand where it has written none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

USUAL = (
    "head of service",
    "director of children’s services",
    "lead member for children’s services",
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its number from 1, its role in words, and whether there is none above."""

    number: int
    role: str
    is_last: bool


def level_of(number: int, roles: Sequence[str]) -> Level:
    """The level of that number; above the last one stays the last."""
    roles = roles or USUAL
    number = min(number, len(roles))
    return Level(number, roles[number - 1], is_last=number == len(roles))


def next_up(number: int, roles: Sequence[str]) -> Level:
    """The level a question goes to when the forum says that its answer was none."""
    return level_of(number + 1, roles)


def reopened_words(before: Level, now: Level, by_when: str) -> str:
    """What “no” means, in a sentence for the forum."""
    if before.number == now.number:
        return (
            f"Your question is open again. There is nobody higher up, so the {now.role} answers "
            f"once more, by {by_when}."
        )
    return f"Your question is open again. Now the {now.role} answers, by {by_when}."
