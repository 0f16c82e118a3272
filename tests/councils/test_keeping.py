"""Months counted back from a day, and how a period is said."""

from datetime import date

import pytest

from councils.keeping import kept_words, months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 12, 2), 12, date(2025, 12, 2)),
        (date(2026, 12, 2), 0, date(2026, 12, 2)),
        (date(2027, 1, 31), 1, date(2026, 12, 31)),
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2027, 3, 15), 27, date(2024, 12, 15)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
    ],
)
def test_months_before(day, months, before):
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("months", "words"), [(1, "1 month"), (3, "3 months"), (12, "1 year"), (24, "2 years")]
)
def test_how_long_in_words(months, words):
    assert kept_words(months) == words
