"""Who may take a place, and from when to when: in one place there is one person at a time.

Sources: the database's own rule that periods of one place do not overlap (R14), said here before
it is asked, with who is in the way and for how long; Buckinghamshire Corporate Parenting Strategy
2020–2023, Appendix 2, 3.1 (seats, one of them listed twice, one held by young people).
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from councils.working_days import date_in_words

ONE_DAY = timedelta(days=1)

TOO_EARLY = "The last day is before the first."
YOUNG = (
    "This seat is held by young people. No names are kept of them: say how many places there are."
)


@dataclass(frozen=True, slots=True)
class Held:
    """One person's time in a numbered place, both days included; no end is until further notice."""

    person: Hashable
    name: str
    place: int
    starts_on: date
    ends_on: date | None = None

    def meets(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether it has a day in common with another time."""
        return (self.ends_on is None or starts_on <= self.ends_on) and (
            ends_on is None or self.starts_on <= ends_on
        )


def why_ends_too_early(starts_on: date, ends_on: date | None) -> str:
    """Why a time cannot end on this day, in words; empty where it can."""
    return TOO_EARLY if ends_on and ends_on < starts_on else ""


def why_no_names(*, young_people: bool, same_as: str = "") -> str:
    """Why nobody can be named for a seat, in words; empty where somebody can."""
    if same_as:
        return f"This seat is listed twice. Its people are kept at “{same_as}”."
    return YOUNG if young_people else ""


def free_place(held: Iterable[Held], starts_on: date, ends_on: date | None) -> int:
    """The lowest number of a place that nobody holds on any of these days."""
    taken = {each.place for each in held if each.meets(starts_on, ends_on)}
    return next(number for number in count(1) if number not in taken)


def why_taken(
    held: Iterable[Held], place: int, starts_on: date, ends_on: date | None, *, substitute: bool
) -> str:
    """Who has the place on one of these days, as a sentence; empty where nobody has."""
    verb = "is the substitute" if substitute else "holds this place"
    for each in held:
        if each.place == place and each.meets(starts_on, ends_on):
            return f"{each.name} {verb} {period(each.starts_on, each.ends_on)}."
    return ""


def why_twice(held: Iterable[Held], person: Hashable, starts_on: date, ends_on: date | None) -> str:
    """That the person holds a place of this seat on one of these days already; else empty."""
    for each in held:
        if each.person == person and each.meets(starts_on, ends_on):
            since = period(each.starts_on, each.ends_on)
            return f"{each.name} holds a place of this seat already, {since}."
    return ""


def why_not_follow(before: Held, starts_on: date) -> str:
    """Why nobody can follow somebody on this day; empty where they can."""
    if starts_on > before.starts_on:
        return ""
    first = date_in_words(before.starts_on)
    return f"{before.name} begins on {first}. Whoever comes after them begins later than that."


def period(starts_on: date, ends_on: date | None) -> str:
    """A time as it is said: “from 5 January 2026”, “from 5 January 2026 to 31 March 2026”."""
    until = f" to {date_in_words(ends_on)}" if ends_on else ""
    return f"from {date_in_words(starts_on)}{until}"
