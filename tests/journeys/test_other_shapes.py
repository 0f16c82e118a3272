"""Bodies of other shapes: what the strategies of Dorset, BCP and Cambridgeshire ask, and do not ask.

The strategies are the councils' own, from their fixtures; everybody in them is invented.
"""

from collections.abc import Callable
from datetime import date, time

import pytest

from councils import clock
from councils.models import Council
from councils.roles import Role
from councils.services import publish
from tests.factories.councils import UserFactory
from tests.five.conftest import ROOTS
from tests.journeys.recording import Recorder
from tests.journeys.visiting import Visitor
from tests.support.loading import load_council
from tests.support.people import person

Enter = Callable[[str, str], Recorder]

SPRING, JUNE, JULY = date(2026, 5, 21), date(2026, 6, 10), date(2026, 7, 8)
YEAR_OVER = date(2027, 5, 20)
BOARD_OF_DORSET, BOARD_OF_BCP = "/dorset/boards/board/", "/bcp/boards/board/"
SUB_COMMITTEE = "/cambridgeshire/boards/sub-committee/"
IMPLICATIONS = (
    "Resource Implications",
    "Procurement/Contractual/Council Contract Procedure Rules Implications",
    "Statutory, Legal and Risk Implications",
    "Equality and Diversity Implications",
    "Engagement and Communications Implications",
    "Localism and Local Member Involvement",
    "Public Health Implications",
)


@pytest.fixture(scope="module")
def three_of_module(module_transaction: None) -> dict[str, Council]:  # noqa: ARG001
    """The three councils, published."""
    found = {slug: load_council(slug) for slug in ("dorset", "bcp", "cambridgeshire")}
    for council in found.values():
        for root in ROOTS:
            publish(by=UserFactory(), rows=root.objects.of(council))
    return found


@pytest.fixture
def enter(three_of_module: dict[str, Council], db: None, today: date) -> Enter:  # noqa: ARG001
    """`enter("dorset", Role.CLERK)`: somebody of that council who has signed in."""
    return lambda slug, role: Recorder(person(role, three_of_module[slug]))


# Dorset: formal and informal meetings of one Board ------------------------------------------------


def test_dorsets_board_meets_formally_and_informally_and_both_are_counted(enter: Enter) -> None:
    """Neither is announced by law; what was put off waits for the formal one; both are told."""
    clerk = enter("dorset", Role.CLERK)
    with clock.set_to(SPRING):
        _adds_a_seat(clerk, BOARD_OF_DORSET)
        _plans(clerk, BOARD_OF_DORSET, "10/6/2026")
        clerk.sees("Questions from Junior in Care Council, Children in Care Council and Care")
        clerk.does_not_see("Public notice")
        clerk.follow("Build the agenda").follow("Add an item").ticks("For decision")
        clerk.writes("What it is about", "A holiday fund").press("Add the item")
        Visitor().open(BOARD_OF_DORSET).does_not_see("When it meets next", "10 June 2026")
    with clock.set_to(clock.moment(JUNE, time(18))):
        _holds(clerk, "/dorset/", "Nia Quayle").follow("Items").marks("6. A holiday", "Put off")
        clerk.press("Save the outcomes").sees("The outcomes are saved.")
    with clock.set_to(date(2026, 6, 11)):
        _plans(clerk, BOARD_OF_DORSET, "8/7/2026", kind="Informal meeting")
        clerk.does_not_see("A holiday fund").follow("Build the agenda")
        clerk.sees("Waiting to come onto an agenda A holiday fund Put off at the meeting on")
        _plans(clerk, BOARD_OF_DORSET, "9/9/2026").sees("1 item was carried in", "A holiday fund")
    with clock.set_to(clock.moment(JULY, time(18))):
        _holds(clerk, "/dorset/", "Nia Quayle")
    with clock.set_to(date(2026, 9, 9)):
        _holds(clerk, "/dorset/", "Nia Quayle")
    with clock.set_to(YEAR_OVER):
        clerk.open(f"{BOARD_OF_DORSET}attendance/?year=2026").follow("Hand to measures")
        clerk.sees(
            "number of formal and informal Corporate Parenting Boards", "2 formal, 1 informal."
        )
        clerk.press("Hand to measures").does_not_see("Not handed over yet.")


# BCP: almost nothing is stated --------------------------------------------------------------------


def test_bcps_board_is_held_to_nothing_that_is_not_stated(enter: Enter) -> None:
    """No rhythm, no quorum, no day: each page says so, and what is assumed is printed."""
    clerk = enter("bcp", Role.CLERK)
    with clock.set_to(SPRING):
        clerk.open(f"{BOARD_OF_BCP}year/").sees("How often it meets is not stated.")
        clerk.open(f"{BOARD_OF_BCP}people/").follow("“Councillors”")
        clerk.writes("Who?", "Somebody new, named below").writes("Name", "Councillor Ann Ash")
        clerk.press("Save").sees("Elected members. This is assumed")
        _plans(clerk, BOARD_OF_BCP, "10/6/2026")
        clerk.sees("Questions from Insight and Unite", "Publish the papers Now No day is stated.")
    with clock.set_to(clock.moment(JUNE, time(18))):
        _holds(clerk, "/bcp/", "Councillor Ann Ash").sees("No quorum stated, not judged.")
        _records_a_decision(clerk, "5. What was promised", "Each child has a bank account.")
        clerk.does_not_see("View of those present")
    with clock.set_to(date(2026, 12, 1)):
        clerk.open("/bcp/").follow("Minutes to send round").press("Draft the minutes")
        clerk.sees("Decision 1: Each child has a bank account.").does_not_see("Overdue", "quorate")
    with clock.set_to(YEAR_OVER):
        clerk.open(f"{BOARD_OF_BCP}attendance/?year=2026")
        clerk.sees("The terms of reference ask for no share, so nothing is judged.")
        Visitor().open(BOARD_OF_BCP).sees(
            "Where this comes from, and what is assumed",
            "The source states neither frequency nor quorum, deadlines, attendance or co-option",
        )
        clerk.open("/bcp/boards/scrutiny/rules/").sees("No rules are in force.")


# Cambridgeshire: a formal committee ---------------------------------------------------------------


def test_cambridgeshires_committee_tells_everybody_when_it_meets(enter: Enter) -> None:
    """From the day it is planned; five clear working days are the law, whatever is not stated."""
    clerk = enter("cambridgeshire", Role.CLERK)
    with clock.set_to(SPRING):
        _plans(clerk, SUB_COMMITTEE, "10/6/2026")
        clerk.sees(
            "Tuesday 2 June 2026 Public notice",
            "By law the public is told the day, time and place of the meeting 5 clear working days",
            "By law a formal committee publishes its papers 5 clear working days before",
            "Update from the Reunification workstream",
        )
        Visitor().open(SUB_COMMITTEE).sees(
            "When it meets next Wednesday 10 June 2026 County Hall 5:30pm",
            "No papers are published yet.",
        )


def test_cambridgeshires_report_says_something_of_each_implication(enter: Enter) -> None:
    """Seven of them, and the source leaves one blank: “N/A” and nothing are both given back."""
    clerk, author = enter("cambridgeshire", Role.CLERK), enter("cambridgeshire", Role.REPORT_AUTHOR)
    with clock.set_to(SPRING):
        _plans(clerk, SUB_COMMITTEE, "10/6/2026").follow("Build the agenda").follow("Add an item")
        clerk.writes("What it is about", "Foster homes").ticks("For decision").press("Add the item")
        author.open("/cambridgeshire/").follow("Your reports").follow("Begin a report")
        author.writes("For which item?", "Sub-Committee, 10 June 2026: 13. Foster homes")
        author.writes("Title", "Twenty more foster homes").press("Begin the report")
        for part in ("Purpose", "Recommendation 1", "Summary", "Background", "Main issues"):
            author.writes(part, "We need twenty more homes.")
        author.writes("Source Documents", "None.").writes(IMPLICATIONS[0], "N/A")
        author.press("Save and submit").sees("Saved, and not submitted yet.")
        for implication in IMPLICATIONS:
            assert "“None, because …”" in author.error_at(implication)
            author.writes(implication, "None, because the homes are paid for already.")
        author.press("Save and submit").sees("Submitted. Somebody else clears it now.")


# Steps --------------------------------------------------------------------------------------------


def _adds_a_seat(clerk: Recorder, body: str) -> None:
    """Dorset's strategy lists none."""
    clerk.open(f"{body}people/").sees("No seat is on record.").follow("Add a seat")
    clerk.writes("Name of the seat", "Health visitor").press("Add the seat").follow("Seat somebody")
    clerk.writes("Who?", "Somebody new, named below").writes("Name", "Nia Quayle").press("Save")
    clerk.sees("Nia Quayle holds the seat from 21 May 2026.")


def _plans(clerk: Recorder, body: str, day: str, *, kind: str = "Meeting") -> Recorder:
    clerk.open(f"{body}plan/").writes("Kind", kind).writes("Date", day)
    return clerk.writes("Place", "County Hall").press("Plan the meeting").sees("Planned for")


def _holds(clerk: Recorder, home: str, who: str) -> Recorder:
    clerk.open(home).follow("Today’s register").press("The meeting begins now")
    return clerk.marks(who, "Present").press("Save the register").sees("The register is saved.")


def _records_a_decision(clerk: Recorder, item: str, words: str) -> None:
    clerk.follow("Items").opens(item).ticks("Decided").writes("Decision", words).press("Save")
    clerk.sees(f"Decision 1 {words}")
