"""A promise of Dorset's whose thread goes from three of seven links to seven, through one meeting.

The promise is the strategy's own, from its fixture; everybody who keeps it, and what they say, is
invented.
"""

from datetime import date, time

import pytest

from councils import clock
from councils.models import Council
from councils.roles import Role
from councils.services import publish
from forums.models import Forum
from measures.definitions.services import link
from measures.models import Measure
from measures.services import record_figure, sign_off
from pledges.models import Promise
from pledges.services import set_owner
from tests.factories.councils import UserFactory
from tests.five.conftest import ROOTS
from tests.journeys.recording import Recorder
from tests.journeys.visiting import Visitor
from tests.support.loading import load_council
from tests.support.people import person

SPRING, JUNE, JULY = date(2026, 5, 21), date(2026, 6, 10), date(2026, 7, 1)
BOARD = "/dorset/boards/board/"
ITEM = "Staying in touch"
DECISION = "Each young person is asked whom they want to see, and when."
TASK = "Ask each young person whom they want to see"
DONE = "Everybody was asked, and 14 young people see somebody whom they had missed."
TOLD = "We asked all of you. Now more of you see the people you miss."


@pytest.fixture
def dorset(db: None) -> Council:  # noqa: ARG001
    """The council, published."""
    found = load_council("dorset")
    for root in ROOTS:
        publish(by=UserFactory(), rows=root.objects.of(found))
    return found


@pytest.fixture
def promise(dorset: Council) -> Promise:
    """The first of the eight things."""
    return Promise.objects.of(dorset).order_by("position").first()


@pytest.fixture
def forum(dorset: Council) -> Forum:
    """The Children in Care Council."""
    return Forum.objects.of(dorset).get(name="Children in Care Council")


def test_a_thread_from_three_links_to_seven(
    dorset: Council, promise: Promise, forum: Forum
) -> None:
    """Owner, number and verdict; then a meeting decides, somebody does it, and it is told back."""
    clerk = Recorder(person(Role.CLERK, dorset))
    worker = Recorder(person(Role.PARTICIPATION_WORKER, dorset, forum=forum))
    child = Visitor(person(Role.FORUM_REPRESENTATIVE, dorset, forum=forum))
    member = Visitor(person(Role.BOARD_MEMBER, dorset))
    page = f"/dorset/promises/{promise.key}/"
    with clock.set_to(SPRING):
        child.open(page).sees("0 of 7: nobody has told you what happened.")
        somebody_is_responsible_and_a_number_tells_it(dorset, promise)
        child.open(page).sees("2 of 7", "Nobody has asked you.")
        the_young_people_are_asked(worker, promise)
        child.open(page).sees("3 of 7: nobody has told you what happened.")
        a_meeting_is_planned(clerk)
    with clock.set_to(clock.moment(JUNE, time(18))):
        the_meeting_decides(clerk, promise)
        member.open(page).sees("5 of 7: nobody has told you what happened.")
        child.open(page).sees("3 of 7").does_not_see(DECISION, TASK)
    with clock.set_to(JULY):
        it_is_done(clerk)
        member.open(page).sees("6 of 7: nobody has told you what happened.")
        it_is_told_back(worker, promise)
        member.open(page).sees("7 of 7: it holds.")
        member.open("/dorset/kept/").sees(promise.text, "7 of 7: it holds.")


def somebody_is_responsible_and_a_number_tells_it(dorset: Council, promise: Promise) -> None:
    """What officers decide: a role, and a measure with a signed-off figure."""
    clerk, officer = person(Role.CLERK, dorset), person(Role.KPI_OFFICER, dorset)
    set_owner(by=clerk, role="Head of Care", from_day=date(2026, 4, 1), promise=promise)
    measure = Measure.objects.of(dorset).filter(unit=Measure.Unit.PERCENT).first()
    link(by=officer, measure=measure, promises=[promise], themes=[])
    figure = record_figure(
        by=officer, measure=measure, period_end=date(2026, 3, 31), numerator=40, denominator=80
    )
    sign_off(by=officer, figure=figure)


def the_young_people_are_asked(worker: Recorder, promise: Promise) -> None:
    """Hands are counted in a session of the forum."""
    worker.open("/dorset/forums/sessions/add/").writes("How many young people came", "9")
    worker.press("Begin").sees("Count hands")
    worker.types(promise.text, "Kept", "2").types(promise.text, "Not yet", "5")
    worker.press("Save all").follow("Back to the session").press("All is recorded: finish")


def a_meeting_is_planned(clerk: Recorder) -> None:
    """With a seat that somebody holds, and an item for the promise."""
    clerk.open(f"{BOARD}people/").follow("Add a seat").writes("Name of the seat", "Health visitor")
    clerk.press("Add the seat").follow("Seat somebody").writes("Who?", "Somebody new, named below")
    clerk.writes("Name", "Nia Quayle").press("Save")
    clerk.open(f"{BOARD}plan/").writes("Kind", "Meeting").writes("Date", "10/6/2026")
    clerk.writes("Place", "County Hall").press("Plan the meeting").follow("Build the agenda")
    clerk.follow("Add an item").ticks("For decision").writes("What it is about", ITEM)
    clerk.press("Add the item")


def the_meeting_decides(clerk: Recorder, promise: Promise) -> None:
    """A decision about the promise, and who does what by when."""
    clerk.open("/dorset/").follow("Today’s register").press("The meeting begins now")
    clerk.marks("Nia Quayle", "Present").press("Save the register").follow("Items")
    clerk.opens(f"6. {ITEM}").ticks("Decided").writes("Decision", DECISION)
    clerk.writes("What is to be done", TASK).writes("Who does it", "Nia Quayle")
    clerk.writes("By when", "30/6/2026").writes("Promise it is about", promise.text)
    clerk.press("Save").sees(DECISION, TASK)


def it_is_done(clerk: Recorder) -> None:
    """It is closed with what was done and what changed."""
    clerk.open(f"{BOARD}actions/").follow("Action 1").follow("Close it as done")
    clerk.writes("What was done", DONE).press("Close the action")


def it_is_told_back(worker: Recorder, promise: Promise) -> None:
    """In plain words, to those to whom it was promised."""
    worker.open("/dorset/forums/voice/tell/").writes("What it was about", promise.text)
    worker.writes("What you told them", TOLD).press_twice("Save")
