"""Bromley's first principle to its end: a promise is broken over a bank holiday, and two keys close it.

“If these promises are broken there will be a line of accountability which will end with the Portfolio
Holder for Care Services and the Chair of the Living in Care Council.” The strategy is the council's
own, from its fixture; everybody in it is invented.
"""

from dataclasses import dataclass
from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from councils import clock
from councils.models import Council
from councils.roles import Role
from councils.services import publish
from pledges.models import Statement
from pledges.services import set_owner
from tests.factories.councils import MembershipFactory, UserFactory
from tests.five.conftest import ROOTS
from tests.journeys.visiting import Visitor
from tests.support.loading import load_council

HOME = "/bromley/"
#: The Friday before the bank holiday of Monday 4 May, and after it the limits of the three steps.
SAID = date(2026, 5, 1)
READ = date(2026, 5, 5)
OWNER_UNTIL, HEAD_UNTIL, DIRECTOR_UNTIL = date(2026, 5, 11), date(2026, 5, 26), date(2026, 6, 9)

PROMISE = (
    "You will have the opportunity to talk to your social worker alone every time he/she visits"
)
WORDS = "My social worker Mrs Lane only talks to me when my carer is there."
PUBLIC_WORDS = "For some of us the social worker only talks to us when our carer is there."
DONE = "Each social worker now asks at the start of a visit where the two of you can talk alone."
COUNCIL_SAYS = "I have read the visit notes of May: it was asked each time."
YOUNG_SAY = "We asked round. It happens now."


@pytest.fixture(scope="module")
def bromley_of_module(module_transaction) -> Council:  # noqa: ARG001
    """Bromley's strategy, published; somebody is responsible for what it says to young people."""
    council = load_council("bromley")
    for root in ROOTS:
        publish(by=UserFactory(), rows=root.objects.of(council))
    for said in Statement.objects.of(council).filter(is_to_young_people=True):
        set_owner(by=UserFactory(), statement=said, role="Head of Care", from_day=date(2026, 1, 5))
    return council


@dataclass
class Cast:
    """Those who sign in, each with a browser of their own."""

    ash: Visitor
    bola: Visitor
    carl: Visitor
    owen: Visitor
    marlowe: Visitor


@pytest.fixture
def cast(bromley_of_module: Council, db: None) -> Cast:  # noqa: ARG001
    """A young person, a worker, a promise owner, the portfolio holder and the forum's chair."""

    def enter(name: str, role: str) -> Visitor:
        user = UserFactory(display_name=name, email=f"{name.split()[0].lower()}@example.org")
        MembershipFactory(user=user, council=bromley_of_module, role=role)
        return Visitor(user)

    return Cast(
        ash=enter("Ash", Role.FORUM_REPRESENTATIVE),
        bola=enter("Bola Martins", Role.PARTICIPATION_WORKER),
        carl=enter("Carl Ives", Role.PROMISE_OWNER),
        owen=enter("Councillor Owen Blake", Role.PORTFOLIO_HOLDER),
        marlowe=enter("Marlowe", Role.FORUM_CHAIR),
    )


def test_a_broken_promise_moves_by_itself_until_both_keys_are_turned(cast: Cast) -> None:
    """Said before a bank holiday, answered late, and closed by two people, not by time."""
    with clock.set_to(SAID):
        a_young_person_says_that_it_is_broken(cast)
    with clock.set_to(READ):
        a_worker_takes_the_name_out(cast)
    with clock.set_to(OWNER_UNTIL):
        until_the_last_day_it_is_the_owner_s(cast)
    with clock.set_to(date(2026, 5, 12)):
        it_has_moved_by_itself(cast)
    with clock.set_to(date(2026, 5, 27)):
        it_has_moved_to_the_director(cast)
        neither_key_turns_before_an_answer(cast)
        the_director_s_answer_closes_nothing(cast)
    with clock.set_to(date(2026, 6, 10)):
        at_its_end_it_waits_for_two(cast)
        the_portfolio_holder_turns_and_takes_back_and_turns(cast)
    with clock.set_to(date(2026, 6, 15)):
        the_forum_s_chair_closes_it(cast)
    with clock.set_to(date(2026, 12, 1)):
        it_stays_to_be_read(cast)


# Steps --------------------------------------------------------------------------------------------


def a_young_person_says_that_it_is_broken(cast: Cast) -> None:
    """From the promise's own page; and is told who has to answer by when."""
    ash = cast.ash.open(f"{HOME}strategy/").follow("Corporate Parenting Strategy").follow(PROMISE)
    ash.sees("Responsible Head of Care").follow("Say that it is broken")
    ash.sees("This page is not for emergencies", "Leave out names.")
    ash.press("Say that it is broken").sees("Say what happened.")
    ash.writes("What happened?", WORDS).press("Say that it is broken")
    ash.sees("Now with: Head of Care. An answer is due by Monday 11 May 2026.")
    ash.sees_in_order("Head of Care", "Head of service", "By Tuesday 26 May 2026", "Director")
    ash.sees("By Tuesday 9 June 2026, if it gets here.", "Portfolio holder and chair of the living")
    Visitor().open(_page()).sees("Now with: Head of Care.").does_not_see("Mrs Lane")


def _page() -> str:
    said = Statement.objects.get(council__slug="bromley", text__startswith=PROMISE)
    return f"{HOME}statements/{said.key}/"


def a_worker_takes_the_name_out(cast: Cast) -> None:
    """The second person reads it, changes it, and lets everybody read it; the name is gone."""
    bola = cast.bola.open(HOME).sees("1 open, 1 to read").follow("Broken promises").follow(PROMISE)
    bola.sees(WORDS).follow("Read it and let everybody read it")
    bola.sees("Look at this before everybody reads it", "“Lane” may be somebody’s name")
    bola.writes("What everybody will read", PUBLIC_WORDS).press("Let everybody read it")
    bola.sees("Everybody can read it now.").does_not_see("Mrs Lane")
    Visitor().open(_page()).sees(PUBLIC_WORDS).does_not_see("Mrs Lane")


def until_the_last_day_it_is_the_owner_s(cast: Cast) -> None:
    """Who is reminded by mail of a day and a page, and of no word of it."""
    cast.ash.open(HOME).follow("Broken promises").sees("Now with: Head of Care.")
    call_command("daily_round", stdout=StringIO())
    (letter,) = (each.body for each in mail.outbox if each.to == ["carl@example.org"])
    assert "An answer is due by Monday 11 May 2026." in letter
    assert "social worker" not in letter


def it_has_moved_by_itself(cast: Cast) -> None:
    """The day after, and the young person is told who let it pass."""
    ash = cast.ash.open(HOME).follow("Broken promises").follow(PROMISE)
    ash.sees("Now with: Head of service. An answer is due by Tuesday 26 May 2026.")
    ash.sees_in_order("Head of Care Missed", "Did not answer by Monday 11 May 2026.")
    ash.sees("Nobody has answered yet.")


def it_has_moved_to_the_director(cast: Cast) -> None:
    """Over the second bank holiday of May."""
    cast.ash.open(_page()).sees("Now with: Director. An answer is due by Tuesday 9 June 2026.")


def neither_key_turns_before_an_answer(cast: Cast) -> None:
    """Time alone closes nothing."""
    for holder in (cast.owen, cast.marlowe):
        page = holder.open(HOME).follow("Broken promises").follow(PROMISE)
        page.sees("Nobody has said yet what was done.").does_not_see("Turn my key")


def the_director_s_answer_closes_nothing(cast: Cast) -> None:
    """It is on the page for everybody, and the line goes on."""
    carl = cast.carl.open(HOME).follow("Broken promises").follow(PROMISE)
    carl.follow("Say what was done").writes("What was done about it?", DONE)
    carl.press("Send the answer").sees("The young people read it on this page.")
    for reader in (cast.ash, Visitor()):
        page = reader.open(_page()).sees(DONE, "Now with: Director. There is an answer.")
        page.sees("Answered, not closed").does_not_see("Closed on")


def at_its_end_it_waits_for_two(cast: Cast) -> None:
    """However long."""
    cast.ash.open(_page()).sees(
        "Now with: Portfolio holder and chair of the living in care council.",
        "It has come to its end, and ends only when both agree.",
    )


def the_portfolio_holder_turns_and_takes_back_and_turns(cast: Cast) -> None:
    """With a sentence; as long as the other key is not turned it may be taken back."""
    owen = cast.owen.open(HOME).follow("Broken promises").follow(PROMISE).follow("Turn my key")
    owen.press("Turn my key").sees("Say in a sentence why you turn it.")
    owen.writes("Why do you turn your key?", COUNCIL_SAYS).press("Turn my key")
    owen.sees("Your key is turned.", "One key turned").press("Take my key back")
    owen.sees("Your key is taken back.", "Portfolio holder: not turned yet.").follow("Turn my key")
    owen.writes("Why do you turn your key?", COUNCIL_SAYS).press("Turn my key")
    cast.ash.open(_page()).sees("One key turned").does_not_see("Closed on")


def the_forum_s_chair_closes_it(cast: Cast) -> None:
    """Who has no other role, and reaches the page from home."""
    chair = cast.marlowe.open(HOME).follow("Broken promises").follow(PROMISE)
    chair.sees(COUNCIL_SAYS).follow("Turn my key")
    chair.writes("Why do you turn your key?", YOUNG_SAY).press("Turn my key")
    chair.sees("Closed on Monday 15 June 2026: both keys are turned.", YOUNG_SAY)
    cast.owen.open(chair.address).sees("Closed on").does_not_see("Take my key back")


def it_stays_to_be_read(cast: Cast) -> None:
    """How it went, for everybody; the young person's own sentence only for those who follow it."""
    cast.ash.open(_page()).follow("Follow it").sees("Closed on Monday 15 June 2026", YOUNG_SAY)
    everybody = Visitor().open(_page())
    everybody.sees_in_order("Was it broken?", PUBLIC_WORDS, "Closed on Monday 15 June 2026", DONE)
    everybody.does_not_see(YOUNG_SAY)
    cast.ash.open(_page()).follow("Say that it is broken").sees("What happened?")
