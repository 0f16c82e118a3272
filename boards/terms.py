"""A body's terms of reference, in words: one line for each rule, and “not stated” where it is not.

Works on the plain values of a row of rules. Where the source is silent the line says what is then
done. Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, for the shape;
each body's own document for the numbers; for a formal committee, Local Government Act 1972,
sections 100A to 100K.
"""

from collections.abc import Mapping
from typing import Protocol

from councils.working_days import Unit

NOT_STATED = "Not stated."

STATUS = {
    "committee": "A formal committee of the council. By law its papers are public 5 clear working "
    "days before it meets, and what is kept from the public needs a reason the law names.",
    "advisory": "An advisory committee: it advises, and decides nothing for the council. Its notice "
    "and what it publishes follow the rules below.",
    "panel": "It has no status in law. Its notice and what it publishes follow the rules below.",
}


class Rules(Protocol):
    """The values this module reads."""

    legal_status: str
    frequency_words: str
    meetings_a_year: int | None
    slot_minutes: int
    quorum_kind: str
    quorum_number: int | None
    online_counts: bool
    coopted_count: bool
    attenders_count: bool
    papers_number: int | None
    papers_unit: str
    forum_number: int | None
    forum_unit: str
    minutes_number: int | None
    minutes_unit: str
    protected_minutes: int | None
    personal_attendance: int | None
    seat_attendance: int | None
    attendance_kinds: list[str]
    publishes_attendance: bool
    summary_words: int | None
    plain_grade: int | None
    co_option: str


def in_words(
    rules: Rules, *, members: str, forum: str, kinds: Mapping[str, str], template: str
) -> list[tuple[str, str]]:
    """(what it is about, the rule as a sentence) for each rule a body can have.

    `kinds` are the names of the kinds of meeting by their value; `template` is the title of the
    form its reports have, empty where there is none.
    """
    return [
        ("Its status", STATUS[rules.legal_status]),
        ("How often it meets", _frequency(rules)),
        ("How long a meeting lasts", f"{rules.slot_minutes} minutes, unless said otherwise."),
        ("Quorum", _quorum(rules)),
        ("Who counts towards it", _counted(rules)),
        (f"Papers to {members}", _papers(rules)),
        (f"Papers to {forum}", _to_forum(rules, members)),
        ("Minutes", _offset(rules.minutes_number, rules.minutes_unit, "after", NO_DAY)),
        (f"Time for {forum}", _protected(rules.protected_minutes)),
        ("Attendance", _attendance(rules)),
        ("Meetings that count for attendance", _kinds(rules, kinds)),
        ("The year’s attendance", _published(publishes=rules.publishes_attendance)),
        ("Reports", _reports(rules, template)),
        ("Co-option", rules.co_option or NOT_STATED),
    ]


NO_DAY = "Not stated, so no day is worked out."


def _frequency(rules: Rules) -> str:
    if not rules.meetings_a_year:
        words = rules.frequency_words
        return _sentence(words) if words else "Not stated. Meetings are planned one by one."
    times = f"{rules.meetings_a_year} times a year."
    words = rules.frequency_words
    return f"{words[0].upper()}{words[1:]}: {times}" if words else times


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].rstrip('.')}."


def _quorum(rules: Rules) -> str:
    number = rules.quorum_number
    return {
        "disciplines": f"People from {number} different disciplines must be there.",
        "heads": f"{number} people must be there.",
        "fraction": f"One in {number} of the filled places, rounded up, must be there.",
        "none": "No quorum is stated, so meetings are not judged by one.",
    }[rules.quorum_kind]


def _counted(rules: Rules) -> str:
    who = (
        ("people who join online", rules.online_counts),
        ("people who are co-opted", rules.coopted_count),
        ("people who are only heard", rules.attenders_count),
    )
    counted = ["members", *(words for words, counts in who if counts)]
    others = [words for words, counts in who if not counts]
    said = f"{_listed(counted)} count."
    return _sentence(said) + (f" {_sentence(f'{_listed(others)} do not')}" if others else "")


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _papers(rules: Rules) -> str:
    formal = rules.legal_status == "committee"
    if not formal or rules.papers_number is None or not rules.papers_unit:
        silent = (
            "Not stated. By law: 5 clear working days before the meeting." if formal else NO_DAY
        )
        return _offset(rules.papers_number, rules.papers_unit, "before", silent)
    own = Unit(rules.papers_unit).counted(rules.papers_number)
    return f"{own} before the meeting, and never later than the 5 clear working days of the law."


def _to_forum(rules: Rules, members: str) -> str:
    silent = f"Not stated. They go out no later than to {members}."
    if rules.forum_number is None or not rules.forum_unit:
        return silent
    stated = _offset(rules.forum_number, rules.forum_unit, "before", silent)
    return f"{stated} Never later than to {members}."


def _offset(number: int | None, unit: str, side: str, silent: str) -> str:
    if number is None or not unit:
        return silent
    return f"{Unit(unit).counted(number)} {side} the meeting."


def _protected(minutes: int | None) -> str:
    if not minutes:
        return "Not stated. No time is kept for them alone."
    return f"{minutes} minutes at each meeting, for their own questions."


def _attendance(rules: Rules) -> str:
    said = []
    if rules.personal_attendance:
        said.append(f"Each person attends at least {rules.personal_attendance}% of the meetings.")
    if rules.seat_attendance:
        said.append(
            f"With a nominated representative, each seat is filled at {rules.seat_attendance}%."
        )
    return " ".join(said) or "Not stated. Attendance is counted and judged by no number."


def _kinds(rules: Rules, kinds: Mapping[str, str]) -> str:
    if not rules.attendance_kinds:
        return "Every kind of meeting."
    return f"{_sentence(_listed([kinds[kind].lower() for kind in rules.attendance_kinds]))}"


def _published(*, publishes: bool) -> str:
    if publishes:
        return "Published once a year, by seat and discipline."
    return "Kept for its own people, not published."


def _reports(rules: Rules, template: str) -> str:
    said = [f"They follow “{template}”." if template else "Not stated. They have no set form."]
    if rules.summary_words:
        said.append(f"The summary has at most {rules.summary_words} words.")
    if rules.plain_grade:
        said.append(f"One harder than grade {rules.plain_grade} has a part in plain English.")
    return " ".join(said)
