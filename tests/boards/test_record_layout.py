"""How a draft is laid out, when minutes are late, how a decision stands: rules on plain values."""

import hashlib
from dataclasses import replace
from datetime import date, time

import pytest

from boards.deadlines import Deadline
from boards.drafting import Came, Declaration, Entry, ItemRecord, Part, Stay, drafted
from boards.record.layout import (
    FRONT,
    Sitting,
    headed,
    is_for_last_minutes,
    laid_out,
    place_of,
    text_of,
    tidied,
)
from boards.record.proof import Sealed, sha256
from boards.record.rules import (
    Standing,
    decision_standing,
    is_late,
    was_held,
    why_not_late,
    why_not_read,
)

DAY = date(2026, 6, 10)
SITTING = Sitting("Panel", DAY, time(17, 30), "Room 1", chair="Ann Archer", ended_at=time(19, 5))
STANDING = {1: "Apologies", 2: "Declarations of interest", 3: "Minutes and matters arising"}
EVERYBODY = [
    Entry("Ann Archer", "Chair"),
    Entry("Ben Baker", "Health", came=Came.ONLINE, stays=(Stay(arrived_at=time(18)),)),
    Entry("Cid Cole", "Housing", came=Came.APOLOGIES),
]


def lay(*, declared: list[Declaration] | None = None, **more: object) -> dict[str, str]:
    """The draft of a meeting with three standing items, as heading and words."""
    items = [ItemRecord(number, title) for number, title in STANDING.items()]
    parts = drafted(EVERYBODY, items, declared or [], body="Panel", forum="We Do Care!")
    made = laid_out(SITTING, parts, **{"standing": STANDING, **more})
    return {part.heading: text_of(part) for _, part in headed(made)}


def test_apologies_and_interests_stand_under_their_items() -> None:
    said = lay(declared=[Declaration("Ann Archer", "I foster.")])
    assert list(said) == [
        *("The meeting", "Present", "Joined online", "Arrivals and departures"),
        *(*STANDING.values(), "End of the meeting"),
    ]
    assert said["Apologies"] == "Cid Cole, Housing"
    assert said["Declarations of interest"] == "Ann Archer declared an interest: I foster."


def test_without_such_items_they_stand_in_front() -> None:
    said = lay(standing={})
    assert list(said).count("Apologies") == 1
    assert said["Declarations of interest"] == ""  # the item of that name, which says nothing yet


def test_the_item_for_the_last_minutes_says_which_were_confirmed() -> None:
    assert lay()["Minutes and matters arising"] == ""
    said = lay(confirmed=[date(2026, 4, 8), date(2026, 2, 4)])["Minutes and matters arising"]
    assert said == (
        "The minutes of the meeting on Wednesday 4 February 2026 were confirmed as a true record."
        "\n\n"
        "The minutes of the meeting on Wednesday 8 April 2026 were confirmed as a true record."
    )


def test_the_opening_says_when_where_and_who_chaired() -> None:
    said = lay()
    assert said["The meeting"] == (
        "Panel\nWednesday 10 June 2026, 5:30pm\nRoom 1\nAnn Archer chaired."
    )
    assert said["End of the meeting"] == "The meeting ended at 7:05pm."


def test_a_young_chair_is_not_named() -> None:
    young = Sitting("Panel", DAY, time(10), "Room 1", chair="Skye", young_chair=True)
    (opening,) = laid_out(young, [], standing={})
    assert opening.paragraphs[-1] == "A young person chaired."
    assert "Skye" not in text_of(opening)


def test_matters_arising_follow_what_was_confirmed() -> None:
    words = "Action 3: Write. Done: The letter went out."
    said = lay(confirmed=[date(2026, 4, 8)], arising=[words])["Minutes and matters arising"]
    assert said.endswith(f"were confirmed as a true record.\n\n{words}")


def test_without_an_item_for_the_last_minutes_they_stand_in_front() -> None:
    words = "Action 3: Write. Done: The letter went out."
    assert lay(standing={}, arising=[words])["Matters arising"] == words
    assert "Matters arising" not in lay(standing={})


def test_every_part_that_is_drafted_has_a_place() -> None:
    """The places do not depend on which other parts there are."""
    everything = [
        *EVERYBODY,
        Entry("Dot Drew", "Guest", capacity="attender"),
        Entry("Eve Ekwueme", "Schools", capacity="substitute", instead_of="Fay Ford"),
    ]
    for people in (EVERYBODY, everything):
        for part in drafted(people, [], [], body="Panel", forum="We Do Care!"):
            assert place_of(part) == 1 + FRONT.index(part.heading)
    assert place_of(Part("Homes", (), item=7)) > len(FRONT)


@pytest.mark.parametrize(
    ("title", "is_it"),
    [
        ("Minutes and matters arising", True),
        ("minutes of the last meeting", True),
        ("Work programme", False),
        ("15 minutes for the forum", False),
    ],
)
def test_the_item_for_the_last_minutes_is_known_by_its_first_word(title: str, is_it: bool) -> None:
    assert is_for_last_minutes(title) is is_it


def test_words_are_kept_tidy() -> None:
    assert tidied("  One. \r\nTwo.\t\r\n\r\nThree.\n\n") == "One.\nTwo.\n\nThree."
    assert tidied(" \n ") == ""


# When they are late -----------------------------------------------------------------------------------

DUE = Deadline(date(2026, 6, 24), date(2026, 6, 24), "")


@pytest.mark.parametrize(
    ("due", "day", "late"),
    [
        (DUE, date(2026, 6, 24), False),
        (DUE, date(2026, 6, 25), True),
        (None, date(2036, 6, 25), False),
    ],
)
def test_minutes_are_late_from_the_day_after(due, day, late) -> None:
    assert is_late(due, day) is late
    assert bool(why_not_late(due, day, "")) is late
    assert bool(why_not_late(due, day, " \n")) is late
    assert not why_not_late(due, day, "The clerk was ill.")


@pytest.mark.parametrize(
    ("at", "may"), [(date(2026, 6, 9), False), (DAY, True), (date(2026, 6, 11), True)]
)
def test_only_a_meeting_that_could_read_them_confirms_them(at: date, may: bool) -> None:
    assert (why_not_read(DAY, at) == "") is may


@pytest.mark.parametrize(
    ("today", "opened", "cancelled", "held"),
    [
        (date(2026, 6, 9), False, False, False),
        (DAY, False, False, False),
        (DAY, True, False, True),
        (date(2026, 6, 11), False, False, True),
        (date(2026, 6, 11), False, True, False),
        (DAY, True, True, False),
    ],
)
def test_a_meeting_is_held_once_it_is_opened_or_its_day_is_past(
    today, opened, cancelled, held
) -> None:
    assert was_held(DAY, today=today, opened=opened, cancelled=cancelled) is held


# How a decision stands --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stands", "standing", "words"),
    [
        ((False, None, None), Standing.TAKEN, "Taken."),
        (
            (True, None, None),
            Standing.TO_BE_RATIFIED,
            "View of those present: there was no quorum. To be ratified.",
        ),
        ((True, 9, None), Standing.RATIFIED, "View of those present, ratified by decision 9."),
        ((False, None, 4), Standing.RATIFIES, "Ratifies decision 4."),
    ],
)
def test_how_a_decision_stands(stands, standing, words) -> None:
    is_view, ratified_by, ratifies = stands
    found = decision_standing(is_view=is_view, ratified_by=ratified_by, ratifies=ratifies)
    assert (found.standing, found.words) == (standing, words)


# Proof ------------------------------------------------------------------------------------------------

HEAD = Sealed(1, 1, "", "2026-06-20T11:00:00+00:00", "2026-08-05T11:00:00+00:00", 7, 2)
SECTIONS = [(1, "Present", "Ann Archer"), (101, "Apologies", "Noted.")]


def test_the_hash_is_that_of_the_canonical_text() -> None:
    """Written out by hand: a change of what is hashed would make every kept hash wrong."""
    text = (
        '{"circulated_at":"2026-06-20T11:00:00+00:00","confirmed_at":"2026-08-05T11:00:00+00:00",'
        '"confirmed_by":7,"confirmed_in":2,"meeting":1,"number":1,"reason":"",'
        '"sections":[[1,"Present","Ann Archer"],[101,"Apologies","Noted."]]}'
    )
    assert sha256(HEAD, SECTIONS) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("head", "sections"),
    [
        (replace(HEAD, number=2), SECTIONS),
        (replace(HEAD, confirmed_in=3), SECTIONS),
        (HEAD, [(1, "Present", "Ann Archer "), SECTIONS[1]]),
        (HEAD, [SECTIONS[0], (101, "Apologies", "noted.")]),
        (HEAD, [SECTIONS[0], (102, "Apologies", "Noted.")]),
        (HEAD, SECTIONS[:1]),
        (HEAD, [(1, "PresentAnn", " Archer"), SECTIONS[1]]),
    ],
)
def test_the_least_change_is_another_hash(head, sections) -> None:
    assert sha256(head, sections) != sha256(HEAD, SECTIONS)
