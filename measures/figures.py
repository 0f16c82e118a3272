"""How a figure is said: with its counts, its age, its target and the way it moved.

Works on the rows' plain values; whether small numbers are hidden is decided by whoever shows them.
"""

from datetime import date
from decimal import Decimal
from typing import Protocol

from measures.rating import figure

UNIT_WORDS = {"percent": "%", "rate": "per 10,000", "count": "", "average": "", "words": ""}


#: What stands in the place of a figure that is not to be had.
NOT_AVAILABLE = "Not available"


class HasTerms(Protocol):
    """A measure: its unit, and what holds of it on a day."""

    unit: str

    def holds_on(self, day: date) -> object:
        """What has the `decimal_places` its figures are rounded to."""


class HasFigure(Protocol):
    """A recorded figure, as far as its words go; its measure says what holds on its day."""

    measure: HasTerms
    period_end: date
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    not_available: str


def value_in_words(value: Decimal, unit: str, places: int) -> str:
    """“71%”, “39.9 per 10,000”, “492”."""
    return figure(value, UNIT_WORDS[unit], places)


def missing_words(why: str) -> str:
    """“Not available: the clinic sent nothing”."""
    return f"{NOT_AVAILABLE}: {why}"


def in_words(observation: HasFigure) -> str:
    """The value with its counts: “46% — 227 of 492”, “14.2 — over 40”; or why there is none."""
    if observation.value is None:
        return missing_words(observation.not_available)
    measure = observation.measure
    places = measure.holds_on(observation.period_end).decimal_places
    said = value_in_words(observation.value, measure.unit, places)
    if observation.denominator is None:
        return said
    if observation.numerator is None:
        return f"{said} — over {observation.denominator:,}"
    return f"{said} — {observation.numerator:,} of {observation.denominator:,}"
