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

SPRING, JUNE, JULY = date(2026, 5, 21), date(2026, 6, 10), date(2026, 7, 8)
IMPLICATIONS = (
    "Resource Implications",
    "Procurement",
)


@pytest.fixture(scope="module")
def three_of_module(module_transaction) -> dict[str, Council]:  # noqa: ARG001
    """The three councils, published."""
    found = {slug: load_council(slug) for slug in ("dorset", "bcp", "cambridgeshire")}
    for council in found.values():
        for root in ROOTS:
            publish(by=UserFactory(), rows=root.objects.of(council))
    return found


@pytest.fixture
def clerk_of(three_of_module, db, today) -> Callable[[str], Recorder]:  # noqa: ARG001
    """`clerk_of("dorset")`: the clerk of that council."""
    return lambda slug: Recorder(person(Role.CLERK, three_of_module[slug]))


def test_dorset(clerk_of):
    clerk = clerk_of("dorset")
    with clock.set_to(SPRING):
        clerk.open("/dorset/boards/board/people/").follow("Add a seat").writes("Name of the seat", "Health visitor")
        clerk.press("Add the seat")
        print(clerk.text)
        clerk.follow("Seat somebody").writes("Who?", "Somebody new, named below").writes("Name", "Nia Quayle").press("Save")
        plan(clerk, "/dorset/boards/board/", "10/6/2026", kind="Meeting")
        print(clerk.text)
        plan(clerk, "/dorset/boards/board/", "8/7/2026", kind="Informal meeting")
        print(clerk.text)
        print(Visitor().open("/dorset/boards/board/").text[-1500:])
    for day in (JUNE, JULY):
        with clock.set_to(clock.moment(day, time(18))):
            clerk.open("/dorset/").follow("Today’s register").press("The meeting begins now")
            clerk.marks("Nia Quayle", "Present").press("Save the register")
    with clock.set_to(date(2027, 5, 20)):
        clerk.open("/dorset/boards/board/attendance/?year=2026")
        print(clerk.text)
        clerk.follow("Hand to measures")
        print(clerk.text)
    assert 0


def test_bcp(clerk_of):
    clerk = clerk_of("bcp")
    with clock.set_to(SPRING):
        clerk.open("/bcp/boards/board/people/")
        print(clerk.text)
        clerk.open("/bcp/boards/board/year/")
        print(clerk.text)
        plan(clerk, "/bcp/boards/board/", "10/6/2026")
        print(clerk.text)
        clerk.open("/bcp/boards/scrutiny/rules/")
        print(clerk.text)
    assert 0


def test_camb(clerk_of):
    clerk = clerk_of("cambridgeshire")
    with clock.set_to(SPRING):
        plan(clerk, "/cambridgeshire/boards/sub-committee/", "10/6/2026")
        print(clerk.text)
        print(Visitor().open("/cambridgeshire/boards/sub-committee/").text[-1800:])
        clerk.follow("Build the agenda").follow("Add an item").writes("What it is about", "Foster homes").ticks("For decision").press("Add the item")
        clerk.follow("Reports").follow("Begin a report for Foster homes")
        print(clerk.text)
        clerk.writes("Title", "Twenty more foster homes").press("Begin the report")
        print(clerk.text)
        clerk.press("Save and submit")
        print(clerk.text)
    assert 0


def plan(clerk: Recorder, body: str, day: str, *, kind: str = "Meeting") -> Recorder:
    clerk.open(f"{body}plan/").writes("Kind", kind).writes("Date", day)
    return clerk.writes("Place", "County Hall").press("Plan the meeting")
