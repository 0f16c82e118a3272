"""A body's terms of reference, in words: one line for each rule, and “not stated” where it is not.

Works on the plain values of a row of rules. Source: Buckinghamshire Corporate Parenting Strategy
2020–2023, Appendix 2, for the shape; each body's own document for the numbers.
"""

from typing import Protocol

from councils.working_days import Unit

NOT_STATED = "Not stated."


class Rules(Protocol):
    """The values this module reads."""

    frequency_words: str
    meetings_a_year: int | None
    quorum_kind: str
    quorum_number: int | None
    papers_number: int | None
    papers_unit: str
    forum_number: int | None
    forum_unit: str
    minutes_number: int | None
    minutes_unit: str
    personal_attendance: int | None
    seat_attendance: int | None
    protected_minutes: int | None
    co_option: str


def in_words(rules: Rules, *, members: str, forum: str) -> list[tuple[str, str]]:
    """(what it is about, the rule as a sentence) for each rule a body can have."""
    return [
        ("How often it meets", _frequency(rules)),
        ("Quorum", _quorum(rules)),
        (f"Papers to {members}", _offset(rules.papers_number, rules.papers_unit, "before")),
        (f"Papers to {forum}", _offset(rules.forum_number, rules.forum_unit, "before")),
        ("Minutes", _offset(rules.minutes_number, rules.minutes_unit, "after")),
        (f"Time for {forum}", _protected(rules.protected_minutes)),
        ("Attendance", _attendance(rules)),
        ("Co-option", rules.co_option or NOT_STATED),
    ]


def _frequency(rules: Rules) -> str:
    if not rules.meetings_a_year:
        return rules.frequency_words or NOT_STATED
    times = f"{rules.meetings_a_year} times a year."
    words = rules.frequency_words
    return f"{words[0].upper()}{words[1:]}: {times}" if words else times


def _quorum(rules: Rules) -> str:
    number = rules.quorum_number
    return {
        "disciplines": f"People from {number} different disciplines must be there.",
        "heads": f"{number} people must be there.",
        "fraction": f"One in {number} of the filled places, rounded up, must be there.",
        "none": "No quorum is stated, so meetings are not judged by one.",
    }[rules.quorum_kind]


def _offset(number: int | None, unit: str, side: str) -> str:
    if number is None or not unit:
        return NOT_STATED
    return f"{Unit(unit).counted(number)} {side} the meeting."


def _protected(minutes: int | None) -> str:
    return f"{minutes} minutes at each meeting, for their own questions." if minutes else NOT_STATED


def _attendance(rules: Rules) -> str:
    said = []
    if rules.personal_attendance:
        said.append(f"Each person attends at least {rules.personal_attendance}% of the meetings.")
    if rules.seat_attendance:
        said.append(
            f"With a nominated representative, each seat is filled at {rules.seat_attendance}%."
        )
    return " ".join(said) or NOT_STATED
