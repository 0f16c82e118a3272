"""R13: which periods there are, and when the figure for one is due, late or still owed.

A measure that is due every so many months is counted back from 31 March, the end of the year that
councils report by (children looked after are counted at it: Department for Education, SSDA903
return). One that is due every four months is due termly: its periods end with the last day of
school of the autumn, spring and summer term, where the council has put its term dates on record.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from councils.working_days import day_in_words
from measures.rating import due_on, is_past_due

MARCH = 3
YEAR = 12
TERMLY = 4
#: A school year is three times four months: September, January, May are the first of each.
FIRST_MONTHS_OF_TERMS = (9, 1, 5)
#: For how long a figure that nobody recorded is asked for.
ASKED_FOR = timedelta(days=366)

#: The first and the last days of school terms, or of their halves.
Terms = Sequence[tuple[date, date]]


class State(StrEnum):
    """How a figure stands to the day it is due."""

    RECORDED = "recorded"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Timing:
    """When a figure is due, how it stands to that, and the sentence that says so."""

    state: State
    due: date | None
    words: str

    @property
    def is_owed(self) -> bool:
        """Whether somebody is to record it."""
        return self.state in {State.DUE, State.OVERDUE}


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def ends(months: int, *, since: date, until: date, terms: Terms = ()) -> list[date]:
    """The days on which the periods of a measure end, from one day to another, the first first.

    Raises:
        ValueError: `months` is not at least one.
    """
    if months < 1:
        raise ValueError("A period has at least one month.")
    return [day for day in _all_ends(months, since, until, terms) if since <= day <= until]


def _all_ends(months: int, since: date, until: date, terms: Terms) -> Iterator[date]:
    first, last = since.year * YEAR, (until.year + 1) * YEAR
    for number in range(first, last):
        day = month_end(number // YEAR, number % YEAR + 1)
        if months == TERMLY:
            if day.month % YEAR + 1 in FIRST_MONTHS_OF_TERMS:
                yield _end_of_term(day, terms)
        elif (number + 1 - MARCH) % months == 0:
            yield day


def _end_of_term(third: date, terms: Terms) -> date:
    """The last day of school in the four months that end with a day, or that day itself."""
    first = date(third.year, third.month - TERMLY + 1, 1)
    return max((last for _, last in terms if first <= last <= third), default=third)


def starts_after(end: date, months: int, *, terms: Terms = ()) -> date:
    """The end of the period before: the period itself begins the day after it."""
    before = ends(months, since=end - timedelta(days=31 * months + 62), until=end, terms=terms)
    return max((day for day in before if day < end), default=end - timedelta(days=30 * months))


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a figure is due, and how long after its period, from a day on."""

    months: int | None
    grace_days: int
    since: date = date.min


def owed(
    rhythms: Collection[Rhythm],
    *,
    recorded: Collection[date],
    today: date,
    terms: Terms = (),
) -> list[tuple[date, date]]:
    """The periods that have ended and have no figure, each with the day it is or was due.

    A period is asked for by the rhythm that holds on the day it ends, and none before the first
    one. What is older than a year is asked for no longer: on the chart it is a gap.
    """
    found = []
    for day in _ended({each.months for each in rhythms} - {None, 0}, today, terms):
        holds = _holding(rhythms, day)
        if holds and day not in recorded and _ends_one(holds, day, terms):
            found.append((day, day + timedelta(days=holds.grace_days)))
    return found


def _ended(frequencies: Collection[int], today: date, terms: Terms) -> list[date]:
    """The days of the last year on which a period of one of some frequencies ended."""
    since = today - ASKED_FOR
    return sorted({d for m in frequencies for d in ends(m, since=since, until=today, terms=terms)})


def _holding(rhythms: Collection[Rhythm], day: date) -> Rhythm | None:
    begun = [each for each in rhythms if each.since <= day]
    return max(begun, key=lambda each: each.since, default=None)


def _ends_one(rhythm: Rhythm, day: date, terms: Terms) -> bool:
    return bool(rhythm.months and ends(rhythm.months, since=day, until=day, terms=terms))


def timing(
    period_end: date,
    *,
    months: int | None,
    grace_days: int,
    today: date,
    recorded_on: date | None = None,
) -> Timing:
    """How the figure for a period stands to the day it is due; `recorded_on` when it first came."""
    due = due_on(period_end, grace_days, str(months or ""))
    if recorded_on is not None:
        if is_past_due(due, recorded_on):
            words = f"Came late: due by {day_in_words(due)}, here on {day_in_words(recorded_on)}."
            return Timing(State.LATE, due, words)
        return Timing(State.RECORDED, due, f"Recorded on {day_in_words(recorded_on)}.")
    if due is None:
        return Timing(State.FREE, None, "No day is set by which it is due.")
    if is_past_due(due, today):
        return Timing(State.OVERDUE, due, f"Overdue: it was due by {day_in_words(due)}.")
    return Timing(State.DUE, due, f"Due by {day_in_words(due)}.")


def why_not_covers(covers_to: date | None, period_end: date, months: int | None) -> str:
    """Why a figure cannot be said to cover only to a day; empty where it can, or covers it all."""
    if covers_to is None:
        return ""
    if covers_to >= period_end:
        return (
            f"The period ends on {day_in_words(period_end)}: a figure that covers a part of it "
            "ends before. Leave this empty where it covers all of it."
        )
    if months and covers_to <= starts_after(period_end, months):
        return "This day lies before the period. Give the last day the figure covers."
    return ""
