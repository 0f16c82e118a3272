"""Terms of reference in words, for Buckinghamshire and for bodies that state less."""

from types import SimpleNamespace

import pytest

from boards.terms import NOT_STATED, in_words

BUCKINGHAMSHIRE = {
    "frequency_words": "bi-monthly",
    "meetings_a_year": 6,
    "quorum_kind": "disciplines",
    "quorum_number": 3,
    "papers_number": 5,
    "papers_unit": "working_days",
    "forum_number": 1,
    "forum_unit": "weeks",
    "minutes_number": 2,
    "minutes_unit": "weeks",
    "personal_attendance": 75,
    "seat_attendance": 100,
    "protected_minutes": 15,
    "co_option": "For a time or an item.",
}
SILENT = {
    **dict.fromkeys(BUCKINGHAMSHIRE),
    "quorum_kind": "none",
    "frequency_words": "",
    "co_option": "",
    "papers_unit": "",
    "forum_unit": "",
    "minutes_unit": "",
}


def terms(**other: object) -> dict[str, str]:
    """The sentences by what they are about."""
    return dict(in_words(SimpleNamespace(**other), members="Panel members", forum="We Do Care!"))


def test_buckinghamshire() -> None:
    assert terms(**BUCKINGHAMSHIRE) == {
        "How often it meets": "Bi-monthly: 6 times a year.",
        "Quorum": "People from 3 different disciplines must be there.",
        "Papers to Panel members": "5 working days before the meeting.",
        "Papers to We Do Care!": "1 week before the meeting.",
        "Minutes": "2 weeks after the meeting.",
        "Time for We Do Care!": "15 minutes at each meeting, for their own questions.",
        "Attendance": "Each person attends at least 75% of the meetings. "
        "With a nominated representative, each seat is filled at 100%.",
        "Co-option": "For a time or an item.",
    }


def test_what_is_not_stated_is_said_to_be_not_stated() -> None:
    said = terms(**SILENT)
    quorum = said.pop("Quorum")
    assert quorum == "No quorum is stated, so meetings are not judged by one."
    assert set(said.values()) == {NOT_STATED}


@pytest.mark.parametrize(
    ("changed", "about", "words"),
    [
        ({"frequency_words": ""}, "How often it meets", "6 times a year."),
        ({"meetings_a_year": None}, "How often it meets", "bi-monthly"),
        ({"quorum_kind": "heads"}, "Quorum", "3 people must be there."),
        (
            {"quorum_kind": "fraction"},
            "Quorum",
            "One in 3 of the filled places, rounded up, must be there.",
        ),
        ({"papers_number": 0}, "Papers to Panel members", "0 working days before the meeting."),
        ({"papers_unit": ""}, "Papers to Panel members", NOT_STATED),
        (
            {"seat_attendance": None},
            "Attendance",
            "Each person attends at least 75% of the meetings.",
        ),
    ],
)
def test_variations(changed: dict, about: str, words: str) -> None:
    assert terms(**BUCKINGHAMSHIRE | changed)[about] == words
