"""What terms of reference may not say: less notice than the law's, half a deadline, no room.

Source: Local Government Act 1972, section 100B and Schedule 12, paragraph 4, as amended in 2002
(a formal committee gives five clear days' notice, counted in working days). A number of days or
weeks is held against the law in a week without holidays; round holidays each meeting's own
deadline is never later than the law's (see deadlines).
"""

from datetime import date, timedelta

from boards.deadlines import STATUTORY_FLOOR, Offset, statutory_deadline
from councils.working_days import Calendar

#: A Monday to Friday with no bank holiday in the weeks before.
ORDINARY_WEEK = tuple(date(2026, 7, 13) + timedelta(days=number) for number in range(5))
CALENDAR = Calendar()


def why_below_the_law(papers: Offset | None, *, formal_committee: bool) -> str:
    """Why this notice of papers is too short for a formal committee; empty where it is not."""
    if not formal_committee or papers is None:
        return ""
    late = (
        CALENDAR.before(day, papers.number, papers.unit) > statutory_deadline(day, CALENDAR).due_on
        for day in ORDINARY_WEEK
    )
    if not any(late):
        return ""
    return (
        f"{papers} is less than the law allows. A formal committee publishes its papers at least "
        f"{STATUTORY_FLOOR} before it meets: give that or more, or leave it empty."
    )


def why_half_said(number: int | None, unit: str) -> str:
    """Why a number without its unit, or a unit without its number, says nothing; else empty."""
    if number is not None and not unit:
        return "Say what is counted: days, weeks or working days."
    if unit and number is None:
        return "Say how many."
    return ""


def why_no_room(protected_minutes: int | None, slot_minutes: int) -> str:
    """Why so much time cannot be kept in a meeting of this length; empty where it can."""
    if protected_minutes and protected_minutes >= slot_minutes:
        return f"A meeting lasts {slot_minutes} minutes. Keep fewer than that."
    return ""
