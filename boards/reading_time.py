"""How long a paper takes to read, so that a member knows whether it fits into a train journey.

238 words a minute is how fast adults read English prose silently. Source: Brysbaert (2019), “How
many words do we read per minute? A review and meta-analysis of reading rate”, Journal of Memory and
Language 109. A chart or a table is looked at and not read; half a minute for each is our own
assumption, stated in docs/rules/reading-time.md. It is for an adult who reads at a usual pace, and
shown as “about”.
"""

from collections.abc import Iterable
from dataclasses import dataclass

WORDS_PER_MINUTE = 238
SECONDS_PER_FIGURE = 30
HOUR = 60


@dataclass(frozen=True, slots=True)
class ReadingTime:
    """Whole minutes, at least one where there is something to read, and how that is said."""

    minutes: int
    words: str


def reading_time(words: int, figures: int = 0) -> ReadingTime:
    """How long so many words take, with so many charts and tables; rounded up to the minute."""
    return _time(_minutes(words, figures))


def reading_time_of(items: Iterable[tuple[int, int]]) -> ReadingTime:
    """How long several items take, each as (words, charts and tables).

    The whole is as long as its parts are said to be: who adds them up finds no other number.
    """
    return _time(sum(_minutes(words, figures) for words, figures in items))


def _minutes(words: int, figures: int) -> int:
    seconds = words * 60 / WORDS_PER_MINUTE + figures * SECONDS_PER_FIGURE
    return int(-(-seconds // 60))


def _time(minutes: int) -> ReadingTime:
    if not minutes:
        return ReadingTime(0, "nothing to read")
    hours, rest = divmod(minutes, HOUR)
    parts = [_counted(hours, "hour"), _counted(rest, "minute")]
    return ReadingTime(minutes, f"about {' and '.join(part for part in parts if part)}")


def _counted(number: int, unit: str) -> str:
    """“1 hour”, “2 hours”; nothing of nought."""
    return f"{number} {unit}{'' if number == 1 else 's'}" if number else ""
