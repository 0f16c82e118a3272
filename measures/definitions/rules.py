"""What a new version of a definition does: what it changes, and whether the series breaks.

A figure counted in another way cannot be compared with those before it: from the first day of a
version that changes what is counted, the line is drawn afresh (a break in the series). A change of
what stands around the counting, such as who answers for it or when it is looked at again, breaks
nothing; nor does putting the same counting into better words, where the officer says that it is so.

Source: "a changed definition draws a break in the series", as the Code of Practice for Statistics
asks of every producer (Q2, sound methods: explain changes of method and their effect).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

#: What is counted, in words: it may be put in other words without another counting.
COUNTING_WORDS: dict[str, str] = {
    "numerator_words": "what is counted",
    "denominator_words": "out of what",
    "not_counted": "what does not count",
    "cohort": "whom it is about",
}
#: What is counted, in numbers and links: where it is another, the counting is another.
COUNTING_FACTS: dict[str, str] = {
    "from_age": "from which age",
    "to_age": "to which age",
    "denominator_measure_id": "whose count it is a share of",
}
COUNTING = {**COUNTING_WORDS, **COUNTING_FACTS}
#: What stands around the counting.
AROUND: dict[str, str] = {
    "why_it_matters": "why it matters",
    "polarity": "which way is better",
    "decimal_places": "how many decimal places",
    "months_between": "how often it is due",
    "grace_days": "how many days it may take",
    "source": "where it comes from",
    "owner_role": "who answers for it",
    "officer_id": "who records it",
    "author_id": "who wrote it",
    "checker_id": "who checked it",
    "next_review_on": "when it is looked at again",
}
TERMS = {**COUNTING, **AROUND}

#: What a number may be, where one is said: what pages, charts and calendars can do with it.
LIMITS: dict[str, tuple[int, int]] = {
    "from_age": (0, 25),
    "to_age": (0, 25),
    "decimal_places": (0, 4),
    "months_between": (1, 12),
    "grace_days": (0, 366),
}
#: How many years ahead a version may begin.
YEARS_AHEAD = 2

SAME_COUNTING = "What is counted stays the same, so figures before and after can be compared."
ONLY_WORDS = "The words change and what is counted does not, so figures can still be compared."
NOTHING_NEW = "This says the same as what holds already: change something first."


class Version(Protocol):
    """A version of a definition, as far as its time goes."""

    in_force_from: date | None


AVersion = TypeVar("AVersion", bound=Version)


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether the series breaks, and the sentence that says why."""

    breaks: bool
    reason: str


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the terms that differ, in the order in which they are shown."""
    return tuple(name for name in TERMS if before.get(name) != after.get(name))


def effect(
    before: Mapping[str, object], after: Mapping[str, object], *, wording_only: bool
) -> Effect:
    """What going from one version to the next does to the series."""
    counting = [name for name in changed(before, after) if name in COUNTING]
    if not counting:
        return Effect(breaks=False, reason=SAME_COUNTING)
    facts = [name for name in counting if name in COUNTING_FACTS]
    if wording_only and not facts:
        return Effect(breaks=False, reason=ONLY_WORDS)
    named = _and([COUNTING[name] for name in counting])
    return Effect(
        breaks=True,
        reason=f"It changes {named}: figures from then on cannot be compared with those before, and "
        "the line breaks.",
    )


def why_not_wording_only(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Why a change cannot be called one of words alone; empty where it can."""
    facts = [name for name in changed(before, after) if name in COUNTING_FACTS]
    if not facts:
        return ""
    named = _and([COUNTING[name] for name in facts])
    return f"It also changes {named}, and with it what is counted: take the tick away."


def why_nothing_new(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Why a version cannot be put in use that changes nothing; empty where it does."""
    return "" if changed(before, after) else NOTHING_NEW


def why_not_from(day: date, last: date | None) -> str:
    """Why a version cannot hold from a day on; empty where it can.

    `last` is the first day of the version put in use last, if an officer put one in use.
    """
    if last is None or day > last:
        return ""
    return f"The version in use holds from {last:%-d %B %Y}. Choose a day after it."


def why_too_far(day: date, *, today: date) -> str:
    """Why a version cannot begin so far ahead; empty where it can."""
    last = date(today.year + YEARS_AHEAD, today.month, min(today.day, 28))
    last += timedelta(days=today.day - last.day)
    if day <= last:
        return ""
    return f"Choose a day until {last:%-d %B %Y}: two years ahead at most."


def why_not_numbers(terms: Mapping[str, object]) -> dict[str, str]:
    """Term by term, which number is none it can be; of each in `terms`."""
    return {
        name: f"Give a number from {least} to {most}."
        for name, (least, most) in LIMITS.items()
        if (number := terms.get(name)) is not None and not least <= number <= most
    }


def in_force(versions: Iterable[AVersion], day: date) -> AVersion | None:
    """The latest of the versions put in use that holds on a day, or None."""
    begun = [v for v in versions if v.in_force_from is not None and v.in_force_from <= day]
    return max(begun, key=lambda version: version.in_force_from, default=None)


def firsts(figures: Sequence[date], days: Iterable[date]) -> frozenset[date]:
    """Of the days of figures, in order, the first from each of some days on."""
    found = (next((each for each in figures if each >= day), None) for day in days)
    return frozenset(day for day in found if day is not None)


def firsts_after_others(figures: Sequence[date], days: Iterable[date]) -> frozenset[date]:
    """As `firsts`, of those that have a figure before them: the line breaks nowhere else."""
    return firsts(figures[1:], [day for day in days if figures and day > figures[0]])


def _and(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
