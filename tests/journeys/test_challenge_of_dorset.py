"""“They also ask the Corporate Parenting Board to challenge young people on anything they want help
with too!”: Dorset's Board asks two forums, one says yes and one says no, and it is in the papers.

The sentence and the forums are the strategy's own; the people, and what they say, are invented.
"""

from datetime import date

import pytest

from councils import clock
from councils.models import Council
from councils.roles import Role
from councils.services import publish
from forums.models import Forum
from tests.factories.councils import UserFactory
from tests.five.conftest import ROOTS
from tests.journeys.visiting import Visitor
from tests.support.loading import load_council
from tests.support.people import person

SPRING, SUMMER = date(2026, 5, 4), date(2026, 5, 29)
BOARD = "/dorset/boards/board/"
ASKED = "Will you help us to write the letter that new foster carers get?"
OLDER, YOUNGER = "Care Leavers Forum", "Junior in Care Council"
YES = "Two of us want to. Please send us the old letter first."
NO = "We have our play to get ready. Ask us again when it is done."


@pytest.fixture
def dorset(db: None) -> Council:  # noqa: ARG001
    """The council, published."""
    found = load_council("dorset")
    for root in ROOTS:
        publish(by=UserFactory(), rows=root.objects.of(found))
    return found


def _of(role: Role, council: Council, name: str) -> Visitor:
    forum = Forum.objects.of(council).get(name=name)
    return Visitor(person(role, council, forum=forum))


def test_the_board_asks_young_people_and_takes_no_for_an_answer(dorset: Council) -> None:
    """Written by one clerk and agreed by another; answered, read by a worker, and printed."""
    clerk, other = (Visitor(person(Role.CLERK, dorset)) for _ in range(2))
    skye = _of(Role.FORUM_REPRESENTATIVE, dorset, OLDER)
    worker = _of(Role.PARTICIPATION_WORKER, dorset, OLDER)
    little, helper = (_of(Role.PARTICIPATION_WORKER, dorset, YOUNGER) for _ in range(2))
    with clock.set_to(SPRING):
        meeting = a_meeting_is_planned(clerk)
        the_board_asks(clerk, skye)
        clerk.sees("You wrote these words").does_not_see("I agree to these words")
        other.open(clerk.address).press_twice("I agree to these words")
        other.sees("It stands at the top of their page now.", "with young people")
        an_older_forum_says_yes(skye, worker)
        a_younger_forum_says_no(little, helper)
        clerk.open(clerk.address).sees(f"{OLDER} – Yes", f"{YOUNGER} – No", YES, NO)
        clerk.does_not_see("Take it back")
    with clock.set_to(SUMMER):
        clerk.open(meeting).press("Publish the papers").sees("Published:")
        for reader, kind in ((Visitor(), "public"), (clerk, "members"), (skye, "forum")):
            reader.open(f"{meeting}papers/{kind}/")
            it_is_in_the_papers(reader)


def it_is_in_the_papers(reader: Visitor) -> None:
    """What was asked, and what each forum says."""
    reader.follow("Questions from")
    reader.sees_in_order("What we asked young people", ASKED, f"{OLDER}: Yes. {YES}", ASKED, NO)


def a_meeting_is_planned(clerk: Visitor) -> str:
    """The Board's next one."""
    clerk.open(f"{BOARD}plan/").writes("Date", "10/6/2026").writes("Place", "County Hall")
    return clerk.press("Plan the meeting").address


def the_board_asks(clerk: Visitor, skye: Visitor) -> None:
    """Two of its three forums; nobody reads it before a second person has."""
    clerk.open(BOARD).follow("Asked of young people").sees("Nothing has been asked yet.")
    clerk.follow("Ask them something").writes("What do you ask?", ASKED)
    clerk.press("Ask a second person to agree").sees("Choose at least one forum.")
    clerk.ticks(OLDER).ticks(YOUNGER).writes("When would an answer help?", "1/6/2026")
    clerk.press_twice("Ask a second person to agree")
    clerk.sees(ASKED, "waiting for a second person to agree", "Two people agree")
    skye.open("/dorset/forums/care-leavers-forum/").does_not_see("asks you", "new foster carers")


def an_older_forum_says_yes(skye: Visitor, worker: Visitor) -> None:
    """A representative answers, and the worker reads it before anybody else does."""
    skye.open("/dorset/forums/care-leavers-forum/").sees("asks you", ASKED).follow("Answer")
    skye.sees("It would help to hear by 1 June 2026. You do not have to.")
    skye.ticks("Yes").writes("Do you want to say more?", "Jayden wants to.")
    skye.press("This is what we say").sees("This may show who somebody is")
    skye.writes("Do you want to say more?", YES).press_twice("This is what we say")
    skye.sees("A second person reads it first.").does_not_see("I have read it: send it on")
    worker.open("/dorset/forums/care-leavers-forum/").follow("Look at it").sees(YES)
    worker.press_twice("I have read it: send it on").sees("You said on 4 May 2026", YES)


def a_younger_forum_says_no(little: Visitor, helper: Visitor) -> None:
    """First it thinks about it; “no” is an answer, with a reason."""
    page = "/dorset/forums/junior-in-care-council/"
    little.open(page).follow("Answer").ticks("We will think about it").press("This is what we say")
    little.sees("You wrote this answer, so somebody else reads it first")
    helper.open(page).follow("Look at it").press("I have read it: send it on")
    little.open(page).sees("You said that you think about it.").follow("Say more").ticks("No")
    little.press("This is what we say").sees("Say why not. One sentence is enough.")
    little.writes("Do you want to say more?", NO).press("This is what we say")
    helper.open(page).follow("Look at it").press("I have read it: send it on")
    helper.open(page).does_not_see("asks you").sees("What you were asked before", NO)
