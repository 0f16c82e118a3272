"""Who a meeting suits: adults beside young people, hours of school, and notice that is too short.

Nothing here refuses: it puts into words what a clerk should see before people are invited. No
number of adults is judged to be too many. Sources: Buckinghamshire Corporate Parenting Strategy
2020–2023, Appendix 2, 1.4 (young people are central to the Panel) and 5.4, 5.5 (notice);
Department for Education, Length of the school week, 2023 (an open school is one from 8:45am to
3:15pm, Monday to Friday).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from boards.deadlines import Deadline, MeetingDeadlines
from councils.working_days import FRIDAY, day_in_words, time_in_words


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """The hours of school; a council may have its own."""

    starts_at: time = time(8, 45)
    ends_at: time = time(15, 15)


USUAL_SCHOOL_DAY = SchoolDay()


@dataclass(frozen=True, slots=True)
class Balance:
    """How many adults and young people have said they come, and the two beside each other."""

    adults: int
    young_people: int
    words: str


def room_balance(adults: int, young_people: int) -> Balance:
    """Adults to young people among those who have said they come, in words."""
    if not adults and not young_people:
        return Balance(0, 0, "Nobody has said yet that they come.")
    grown, young = _people(adults, "adult", "adults"), _people(young_people, *YOUNG)
    said = f"{grown[0].upper()}{grown[1:]} and {young} have said they come"
    ratio = _ratio_words(adults, young_people)
    return Balance(adults, young_people, f"{said}: {ratio}." if ratio else f"{said}.")


YOUNG = ("young person", "young people")


def _people(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def _ratio_words(adults: int, young_people: int) -> str:
    """ "7 adults for each young person"; empty where one of them is nought."""
    if not adults or not young_people:
        return ""
    if adults == young_people:
        return "as many young people as adults"
    more, fewer = max(adults, young_people), min(adults, young_people)
    whole, rest = divmod(more, fewer)
    many, each = ("adults", YOUNG[0]) if adults > young_people else (YOUNG[1], "adult")
    number = f"between {whole} and {whole + 1}" if rest else str(whole)
    return f"{number} {many} for each {each}"


def in_term(day: date, terms: Sequence[tuple[date, date]]) -> bool | None:
    """Whether a day lies in a school term, first and last day included.

    None before the first term on record and after the last: nobody knows.
    """
    begins = min((first for first, _ in terms), default=date.max)
    ends = max((last for _, last in terms), default=date.min)
    if not begins <= day <= ends:
        return None
    return any(first <= day <= last for first, last in terms)


def school_hours_words(
    starts_at: time,
    ends_at: time,
    day: date,
    term_time: bool | None,
    *,
    school: SchoolDay = USUAL_SCHOOL_DAY,
) -> str:
    """The warning that young people would miss school; empty where they would not.

    `term_time` is None where no term dates are recorded for that day.
    """
    if term_time is False or day.weekday() > FRIDAY:
        return ""
    if ends_at <= school.starts_at or starts_at >= school.ends_at:
        return ""
    words = (
        f"From {time_in_words(starts_at)} to {time_in_words(ends_at)} on {day_in_words(day)} is in "
        f"school hours ({_span(school)}), so young people who are at school would miss lessons."
    )
    if term_time is None:
        words += " No term dates are recorded for that day: check that it is not a school holiday."
    return words


def _span(school: SchoolDay) -> str:
    return f"{time_in_words(school.starts_at)} to {time_in_words(school.ends_at)}"


def first_deadline(deadlines: MeetingDeadlines) -> Deadline | None:
    """The first thing to be done for a meeting before it meets, or None where nothing is stated."""
    stated = [each for each in (deadlines.papers, deadlines.fair_notice) if each is not None]
    return min(stated, key=lambda each: each.act_by, default=None)


def short_notice_words(deadlines: MeetingDeadlines, today: date) -> str:
    """The warning that a meeting's first deadline has gone by; empty where there is time."""
    first = first_deadline(deadlines)
    if first is None or today <= first.act_by:
        return ""
    return f"Short notice. {first.reason} That day has gone by."
