"""A BCP pledge that replaces 56 old promises, and what a child promised something in Poole reads.

The strategy is the council's own, from its fixture; everybody in it and every new word is invented.
"""

from datetime import date

import pytest

from councils import clock
from councils.models import Council
from councils.roles import Role
from councils.services import publish
from pledges.lineage.queries import old_promises
from pledges.lineage.rules import Kind
from pledges.lineage.services import answer
from pledges.models import NewSet, PledgeSet
from tests.factories.councils import UserFactory
from tests.five.conftest import ROOTS
from tests.journeys.visiting import Visitor
from tests.support.loading import load_council
from tests.support.people import person

HOME = "/bcp/"
TITLE = "Our Pledge to you"
DRAFT = f"{HOME}promise-sets/own-our-pledge-to-you/"
FIRST, SECOND = "find you a home where you can stay", "listen and tell you what came of it"
DROPPED = "You will be offered guidance with training, education and employment"
WHY = "The law gives you this now."
TODAY, HEARD = date(2026, 12, 2), date(2026, 12, 9)


@pytest.fixture(scope="module")
def bcp_of_module(module_transaction) -> Council:  # noqa: ARG001
    """BCP's strategy, published."""
    council = load_council("bcp")
    for root in ROOTS:
        publish(by=UserFactory(), rows=root.objects.of(council))
    return council


@pytest.fixture
def bcp(bcp_of_module, db, today) -> Council:  # noqa: ARG001
    """BCP as its strategy has it."""
    return Council.objects.get(pk=bcp_of_module.pk)


def test_what_was_i_promised_in_poole_in_2018(bcp):
    clerk = Visitor(person(Role.CLERK, bcp))
    worker = Visitor(person(Role.PARTICIPATION_WORKER, bcp))
    officer = Visitor(person(Role.PROPER_OFFICER, bcp))
    child = Visitor()

    # Before anything is decided: the 18 are there, and nobody has decided.
    ask(child).follow("Borough of Poole Pledge").sees("18 promises")
    child.sees("Nobody has decided yet what becomes of it.")

    # The clerk drafts the announced pledge in the place of three.
    clerk.open(f"{HOME}promises/").follow("Write new promises").follow("Begin a new set")
    clerk.writes("What is it called?", TITLE).writes("How does each begin?", "We will")
    clerk.writes("To whom is it promised?", "children in care")
    clerk.writes("Are these the words", "Our Pledge for children in our care")
    for title in ("Bournemouth Borough", "Dorset County", "Borough of Poole"):
        clerk.ticks(title)
    clerk.press_twice("Save the draft").sees("56 old promises have no answer yet.")
    assert NewSet.objects.filter(council=bcp).count() == 1
    for text, often in ((FIRST, ""), (SECOND, "every month")):
        clerk.follow("Add a promise").writes("What is promised?", text)
        clerk.writes("How often?", often).press_twice("Save it").sees(text)
    child.open(f"{HOME}promises/").does_not_see(TITLE, FIRST)
    child.open(DRAFT).sees("Sign in")

    # Not while one has no answer.
    officer.open(f"{DRAFT}publish/").sees("56 old promises have no answer yet.")
    assert not officer.offers("Publish it: these words stand for good")
    answer_as_they_come(clerk)
    all_but_one(bcp, clerk)
    officer.open(f"{DRAFT}publish/").sees("1 old promise has no answer yet.")

    # Not while a dropped one was not taken to young people.
    clerk.open(f"{DRAFT}old/").sees("55 of 56 have an answer.").follow("Go on with the next one")
    clerk.sees(DROPPED).ticks("It is dropped").press("Save and go to the next")
    clerk.sees("Say why. Those to whom it was promised will read it.")
    clerk.writes("Why?", WHY).press("Save and go to the next").sees("Every one has an answer.")
    refused = "1 promise is to be dropped and was not taken to the"
    officer.open(f"{DRAFT}publish/").sees(refused)
    with clock.set_to(HEARD):
        worker.open(DRAFT).follow("Say what young people said").ticks(DROPPED)
        worker.writes("Which", "Unite").writes("On which day?", "9/12/2026")
        worker.writes("What did they say, in brief?", "They want to be told each year.")
        worker.press_twice("Put it on record").sees("They want to be told each year.")

        # Published, with the health check read first.
        officer.open(f"{DRAFT}publish/").sees("Nobody is named as responsible for it.")
        officer.sees("It promises two things").press_twice("Publish it: these words stand for good")
    officer.sees("Its words stand for good.")
    clerk.open(DRAFT)
    assert not clerk.offers("Take it out")
    clerk.open(f"{DRAFT}promises/add/").writes("What is promised?", "More").press("Save it")
    clerk.sees("It is published and stays as it is.")

    # “What was I promised in Poole in 2018?”
    ask(child).follow("Borough of Poole Pledge").sees("18 promises", "It held until 2026.")
    child.sees("17 merged with others, 1 dropped.", WHY)
    assert child.text.count("Merged with others") == 17
    child.follow(DROPPED).sees("It was dropped.", WHY, "Unite was asked, on 9 December 2026.")
    child.does_not_see("They want to be told each year.")
    ask(child).follow("Borough of Poole Pledge").follow("We will make sure that you are supported")
    child.sees("It goes on in:").follow(FIRST).sees("What it was before", "Borough of Poole")
    child.open(f"{HOME}promises/").sees(TITLE, SECOND, "They were written since")
    assert PledgeSet.objects.of(bcp).in_force().get().title == TITLE


def ask(child: Visitor) -> Visitor:
    """Somebody who was in care in Poole asks."""
    child.open(f"{HOME}promises/").follow("What was I promised")
    child.writes("Who made the promise?", "Borough of Poole").writes("In which year?", "2018")
    child.press("Look").sees("Borough of Poole Pledge")
    return child.does_not_see("Dorset County Council Pledges")


def answer_as_they_come(clerk: Visitor) -> None:
    """The first three, one after the other, as the page leads on."""
    clerk.open(f"{DRAFT}old/").follow("Go on with the next one").sees("1 of 56")
    for left in ("55", "54", "53"):
        clerk.ticks("It is merged with others").ticks(f"1. {FIRST}")
        clerk.press("Save and go to the next").sees(f"Saved. {left} have no answer yet.")
    clerk.sees("4 of 56")


def all_but_one(council: Council, clerk: Visitor) -> None:
    """The rest, but for one, as the service takes them."""
    new_set = NewSet.objects.get(council=council)
    into = new_set.pledge_set.promises.filter(position=1)
    by = UserFactory()
    for old in old_promises(new_set):
        if old.disposition is None and old.promise.text != DROPPED:
            said = {"promise": old.promise, "kind": Kind.MERGED, "successors": into}
            answer(by=by, new_set=new_set, **said)
    clerk.open(DRAFT).sees("1 old promise has no answer yet.")
