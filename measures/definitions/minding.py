"""What an officer should see to in a definition: each thing as one sentence.

Source: this product's own rule, after OpenPrescribing's measure definitions, which carry their
author, their checker and the day they are looked at next (github.com/ebmdatalab/openprescribing).
Nothing here stops anybody: a warning is said until it is seen to.
"""

from dataclasses import dataclass
from datetime import date, timedelta

#: How long before its day a review is announced.
SOON = timedelta(days=30)

NO_REVIEW = "Nobody has said when it is looked at again."
ONE_PERSON = "The same person wrote and checked it: ask somebody else to check it."
NO_CHECKER = "Nobody has checked it."
NO_OWNER = "Nobody answers for it."
NO_TARGET = "No target is set, so its figures have no colour."
NO_WHOLE = "It does not say out of what it is counted."


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a definition; people by number, None where nobody is named."""

    next_review_on: date | None = None
    author: int | None = None
    checker: int | None = None
    owner_role: str = ""
    #: Whether a target would mean something: one way is better, and it takes numbers.
    takes_target: bool = True
    has_target: bool = False
    #: Whether it is a share or a rate, which is counted out of something.
    takes_whole: bool = True
    whole_words: str = ""
    #: How many of its figures are shares without the counts behind them.
    without_counts: int = 0


def review_words(next_review_on: date | None, today: date) -> str:
    """What is to be said of the review; empty while it lies more than 30 days ahead."""
    if next_review_on is None:
        return NO_REVIEW
    if next_review_on < today:
        return f"It was to be looked at again by {next_review_on:%-d %B %Y}. That day has passed."
    if next_review_on <= today + SOON:
        return f"It is to be looked at again by {next_review_on:%-d %B %Y}."
    return ""


def warnings(facts: Facts, today: date) -> tuple[str, ...]:
    """Everything to see to, the most pressing first."""
    said = (
        review_words(facts.next_review_on, today),
        NO_OWNER if not facts.owner_role else "",
        _checking(facts),
        NO_WHOLE if facts.takes_whole and not facts.whole_words else "",
        _without_counts(facts.without_counts),
        NO_TARGET if facts.takes_target and not facts.has_target else "",
    )
    return tuple(filter(None, said))


def _checking(facts: Facts) -> str:
    if facts.checker is None:
        return NO_CHECKER
    return ONE_PERSON if facts.checker == facts.author else ""


def _without_counts(number: int) -> str:
    if not number:
        return ""
    figures = "1 figure has" if number == 1 else f"{number} figures have"
    return f"{figures} no counts behind the percentage."
