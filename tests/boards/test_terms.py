"""Terms of reference in words, for Buckinghamshire and for bodies that state less."""

from types import SimpleNamespace

import pytest

from boards.terms import NOT_STATED, in_words

KINDS = {"formal": "Meeting", "informal": "Informal meeting", "workshop": "Workshop"}
BUCKINGHAMSHIRE = {
    "legal_status": "panel",
    "frequency_words": "bi-monthly",
    "meetings_a_year": 6,
    "slot_minutes": 120,
    "quorum_kind": "disciplines",
    "quorum_number": 3,
    "online_counts": True,
    "coopted_count": False,
    "attenders_count": False,
    "papers_number": 5,
    "papers_unit": "working_days",
    "forum_number": 1,
    "forum_unit": "weeks",
    "minutes_number": 2,
    "minutes_unit": "weeks",
    "personal_attendance": 75,
    "seat_attendance": 100,
    "attendance_kinds": [],
    "publishes_attendance": False,
    "summary_words": None,
    "plain_grade": None,
    "protected_minutes": 15,
    "co_option": "For a time or an item.",
}
SILENT = {
    **dict.fromkeys(BUCKINGHAMSHIRE),
    "legal_status": "panel",
    "slot_minutes": 120,
    "quorum_kind": "none",
    "online_counts": True,
    "frequency_words": "",
    "co_option": "",
    "papers_unit": "",
    "forum_unit": "",
    "minutes_unit": "",
    "attendance_kinds": [],
}


def terms(template: str = "", **other: object) -> dict[str, str]:
    """The sentences by what they are about."""
    words = {"members": "Panel members", "forum": "We Do Care!", "kinds": KINDS}
    return dict(in_words(SimpleNamespace(**other), template=template, **words))


def test_buckinghamshire() -> None:
    assert terms(**BUCKINGHAMSHIRE) == {
        "Its status": "It has no status in law. Its notice and what it publishes follow the rules "
        "below.",
        "How often it meets": "Bi-monthly: 6 times a year.",
        "How long a meeting lasts": "120 minutes, unless said otherwise.",
        "Quorum": "People from 3 different disciplines must be there.",
        "Who counts towards it": "Members and people who join online count. People who are "
        "co-opted and people who are only heard do not.",
        "Papers to Panel members": "5 working days before the meeting.",
        "Papers to We Do Care!": "1 week before the meeting. Never later than to Panel members.",
        "Minutes": "2 weeks after the meeting.",
        "Time for We Do Care!": "15 minutes at each meeting, for their own questions.",
        "Attendance": "Each person attends at least 75% of the meetings. "
        "With a nominated representative, each seat is filled at 100%.",
        "Meetings that count for attendance": "Every kind of meeting.",
        "The year’s attendance": "Kept for its own people, not published.",
        "Reports": "Not stated. They have no set form.",
        "Co-option": "For a time or an item.",
    }


def test_where_the_source_is_silent_it_is_said_what_is_then_done() -> None:
    said = terms(**SILENT)
    assert said["How often it meets"] == "Not stated. Meetings are planned one by one."
    assert said["Quorum"] == "No quorum is stated, so meetings are not judged by one."
    assert said["Papers to Panel members"] == "Not stated, so no day is worked out."
    assert said["Papers to We Do Care!"] == (
        "Not stated. They go out no later than to Panel members."
    )
    assert said["Minutes"] == "Not stated, so no day is worked out."
    assert said["Time for We Do Care!"] == "Not stated. No time is kept for them alone."
    assert said["Attendance"] == "Not stated. Attendance is counted and judged by no number."
    assert said["Co-option"] == NOT_STATED


@pytest.mark.parametrize(
    ("changed", "about", "words"),
    [
        ({"frequency_words": ""}, "How often it meets", "6 times a year."),
        ({"meetings_a_year": None}, "How often it meets", "Bi-monthly."),
        ({"quorum_kind": "heads"}, "Quorum", "3 people must be there."),
        (
            {"quorum_kind": "fraction"},
            "Quorum",
            "One in 3 of the filled places, rounded up, must be there.",
        ),
        (
            {"coopted_count": True, "attenders_count": True},
            "Who counts towards it",
            (
                "Members, people who join online, people who are co-opted and people who are only "
                "heard count."
            ),
        ),
        (
            {"online_counts": False, "coopted_count": True},
            "Who counts towards it",
            (
                "Members and people who are co-opted count. People who join online and people who are "
                "only heard do not."
            ),
        ),
        ({"papers_number": 0}, "Papers to Panel members", "0 working days before the meeting."),
        ({"papers_unit": ""}, "Papers to Panel members", "Not stated, so no day is worked out."),
        (
            {"seat_attendance": None},
            "Attendance",
            "Each person attends at least 75% of the meetings.",
        ),
        (
            {"attendance_kinds": ["formal", "workshop"]},
            "Meetings that count for attendance",
            "Meeting and workshop.",
        ),
        (
            {"publishes_attendance": True},
            "The year’s attendance",
            "Published once a year, by seat and discipline.",
        ),
    ],
)
def test_variations(changed: dict, about: str, words: str) -> None:
    assert terms(**BUCKINGHAMSHIRE | changed)[about] == words


def test_a_formal_committee_says_what_the_law_adds() -> None:
    own = terms(**BUCKINGHAMSHIRE | {"legal_status": "committee", "papers_unit": "weeks"})
    assert own["Its status"].startswith("A formal committee of the council. By law")
    assert own["Papers to Panel members"] == (
        "5 weeks before the meeting, and never later than the 5 clear working days of the law."
    )
    silent = terms(**SILENT | {"legal_status": "committee"})
    assert silent["Papers to Panel members"] == (
        "Not stated. By law: 5 clear working days before the meeting."
    )


def test_an_advisory_committee_follows_its_own_rules() -> None:
    said = terms(**BUCKINGHAMSHIRE | {"legal_status": "advisory"})
    assert said["Its status"].startswith("An advisory committee")
    assert said["Papers to Panel members"] == "5 working days before the meeting."


def test_reports_have_a_form_and_a_limit() -> None:
    said = terms("Committee report", **BUCKINGHAMSHIRE | {"summary_words": 200})
    assert said["Reports"] == ("They follow “Committee report”. The summary has at most 200 words.")
    assert terms(**BUCKINGHAMSHIRE | {"plain_grade": 6})["Reports"] == (
        "Not stated. They have no set form. One harder than grade 6 has a part in plain English."
    )
