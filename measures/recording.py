"""What a recorded figure must satisfy before it is kept.

A percentage comes from its counts (R13), and the whole it is a share of is the count that another
measure records for the same day: Buckinghamshire's children with in-house carers are a share of
those in foster care, not of all children in care. Source: Buckinghamshire Corporate Parenting
Strategy 2020–2023, 4.1.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from measures.rating import check_against_linked, check_value, percentage


@dataclass(frozen=True, slots=True)
class Entry:
    """What an officer typed; None is a field left empty."""

    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    not_available: str = ""
    covers_to: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing of a figure was entered, nor why there is none."""
        return self == Entry(covers_to=self.covers_to)


@dataclass(frozen=True, slots=True)
class Whole:
    """The count the denominator must equal, and the words that name it with its day."""

    count: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The value to keep, or what is wrong, by field name."""

    value: Decimal | None
    errors: dict[str, str]


def follows_from_counts(unit: str) -> bool:
    """Whether a figure's value is worked out from its counts, and need not be entered."""
    return unit in {"percent", "count"}


def tidy(text: str) -> str:
    """A text as it is kept, wherever it was typed: one kind of line end, nothing blank around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def check(entry: Entry, *, unit: str, places: int, whole: Whole | None = None) -> Checked:
    """The value an entry gives under the measure's unit, or the sentences that refuse it.

    An entry that says why there is no figure gives none: its value is None, without an error.
    """
    if entry.not_available:
        return _check_gap(entry)
    if unit != "average" and entry.value is not None and entry.value < 0:  # Progress 8 can be
        return _missing(value="A value cannot be less than nought.")
    if unit == "percent":
        return _check_percentage(entry, places, whole)
    return OTHER_CHECKS[unit](entry)


def _missing(**fields: str) -> Checked:
    return Checked(None, fields)


def _check_gap(entry: Entry) -> Checked:
    if (entry.numerator, entry.denominator, entry.value) != (None, None, None):
        return _missing(not_available="A figure is given here as well: leave one of them empty.")
    return Checked(None, {})


def _check_count(entry: Entry) -> Checked:
    if entry.numerator is None:
        return _missing(numerator="Enter how many there were.")
    if entry.denominator is not None:
        return _missing(denominator="This measure is a count: leave this empty.")
    if entry.value not in (None, entry.numerator):
        return _missing(
            value=f"The count is {entry.numerator:,}, not {entry.value.normalize():,f}. "
            "Check both, or leave this empty."
        )
    return Checked(Decimal(entry.numerator), {})


def _check_rate(entry: Entry) -> Checked:
    """A rate says how many it comes from: one of few is told to nobody outside (R18)."""
    if entry.value is None:
        return _missing(value="Enter the rate.")
    if entry.denominator is not None:
        return _missing(denominator="This measure is a rate: leave this empty.")
    if entry.numerator is None:
        return _missing(
            numerator="Enter how many were counted; the rate alone cannot be checked for small "
            "numbers."
        )
    return Checked(entry.value, {})


def _check_average(entry: Entry) -> Checked:
    """An average says over how many it is: over few it is told to nobody outside (R18)."""
    if entry.numerator is not None:
        return _missing(numerator="This measure is an average: leave this empty.")
    if entry.value is None:
        return _missing(value="Enter the average.")
    if not entry.denominator:
        return _missing(denominator="Enter over how many it is an average.")
    return Checked(entry.value, {})


def _check_words(_entry: Entry) -> Checked:
    return _missing(measure="This measure is told in words: it takes no figure.")


OTHER_CHECKS = {
    "count": _check_count,
    "rate": _check_rate,
    "average": _check_average,
    "words": _check_words,
}


def _check_percentage(entry: Entry, places: int, whole: Whole | None) -> Checked:
    if entry.numerator is None:
        return _missing(numerator="Enter how many were counted.")
    if not entry.denominator:
        return _missing(denominator="Enter out of how many; it cannot be nought.")
    errors = {}
    if whole and (refused := check_against_linked(entry.denominator, whole.count, whole.words)):
        errors["denominator"] = refused
    counted = percentage(entry.numerator, entry.denominator, places)
    stated = counted if entry.value is None else entry.value
    if refused := check_value(entry.numerator, entry.denominator, stated, places):
        errors["value" if entry.numerator <= entry.denominator else "numerator"] = refused
    return Checked(None if errors else counted, errors)
