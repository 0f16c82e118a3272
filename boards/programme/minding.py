"""What to mind about a day that a clerk has typed: hours of school, and notice that is too short.

The same sentences as beside a proposed day. Sources: those of `boards/room.py`.
"""

from datetime import date, datetime, time, timedelta

from boards.deadlines import deadlines
from boards.room import in_term, school_hours_words, short_notice_words
from boards.year import Circumstances

MIDNIGHT = time(23, 59)


def ends_at(starts_at: time, minutes: int) -> time:
    """When a meeting of so many minutes ends; one that would run into the next day, at its end."""
    start = datetime.combine(date.min, starts_at)
    end = start + timedelta(minutes=minutes)
    return end.time() if end.date() == start.date() else MIDNIGHT


def what_to_mind(
    day: date, starts_at: time, minutes: int, around: Circumstances
) -> tuple[str, ...]:
    """The warnings about one meeting, in the order in which they are read; none refuses anything."""
    due = deadlines(day, around.rules, around.calendar, forum=around.forum)
    end, term = ends_at(starts_at, minutes), in_term(day, around.terms)
    said = (
        school_hours_words(starts_at, end, day, term),
        short_notice_words(due, around.today),
    )
    return tuple(words for words in said if words)
