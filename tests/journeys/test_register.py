"""A meeting recorded by its clerk on paper-like pages, without a script: from the first mark on."""

from datetime import date

import pytest

from boards.models import RegisterEntry
from councils import clock
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.recording import Recorder
from tests.journeys.visiting import Visitor
from tests.support.people import person
from tests.support.sitting import Sitting, sit

pytestmark = pytest.mark.django_db
NEXT_DAY = date(2026, 12, 3)


@pytest.fixture
def panel(today) -> Sitting:  # noqa: ARG001
    """A panel that meets today, with the forum it hears."""
    found = sit()
    councils.MembershipFactory(user=found.clerk, council=found.council, role=Role.CLERK)
    boards.BodyForumFactory(body=found.body)
    return found


def clerk_at(panel: Sitting) -> Recorder:
    """The clerk, with the register open: from the home page by its card."""
    return Recorder(panel.clerk).open(f"/{panel.council.slug}/").follow("Today’s register")


def test_a_meeting_from_the_first_mark_to_the_forum_s_word(panel) -> None:
    clerk = clerk_at(panel).press("The meeting begins now").sees("Began at noon.")
    clerk.sees("Nobody is marked yet")
    clerk.marks("Social care holder", "Present").marks("Health holder", "Apologies")
    clerk.marks("Housing holder", "Online").marks("Young people", "Present")
    clerk.types("Young people", "How many", "3").press("Save the register")
    clerk.sees("The register is saved.", "Not quorate: 2 of the 3 disciplines needed.")
    clerk.sees("You could ask the substitute for: Health seat.")
    clerk.marks("Health substitute", "Present").types("Health substitute", "Arrived", "12:00")
    clerk.press("Save the register").sees("Quorate: 3 of the 3 disciplines needed.")

    clerk.follow("Items").marks("1. Apologies", "Noted").marks("3. Homes", "Decided")
    clerk.press("Save the outcomes").sees("Item 3: Write the decision.")
    assert clerk.marked("3. Homes") == "Decided"
    clerk.opens("3. Homes").ticks("Decided")
    clerk.writes("What was said", "Two homes are for sale.").writes("Decision", "Buy both homes.")
    clerk.writes("What is to be done", "Write to the owners.").writes(
        "Who does it", "Housing holder"
    )
    clerk.writes("By when", "15/1/2027").press("Save").sees("Item 3 is recorded.")
    clerk.sees("Decision 1 Buy both homes.", "Write to the owners. Housing holder")
    clerk.does_not_see("View of those present")

    clerk.follow("Items").follow("Somebody declares an interest")
    clerk.writes("Who declares it?", "Co-opted guest").writes("The interest", "Fosters.")
    clerk.press("Record the interest").sees("Co-opted guest", "Fosters.")

    clerk.opens("2. Questions").ticks("Noted")
    clerk.writes("Minutes really given to the forum", "9").press("Save").sees(
        "9 of 15 minutes given."
    )
    clerk.follow("Register").follow("Times and chair").ticks("A young person chaired")
    clerk.writes("When it ended", "13:30").press("Save")
    clerk.sees("Began at noon, ended at 1:30pm.", "A young person chairs.")

    with clock.set_to(NEXT_DAY):
        forum = panel.body.forum_links.get().forum
        skye = Visitor(person(Role.FORUM_REPRESENTATIVE, panel.council, forum=forum))
        skye.open(f"/{panel.council.slug}/").follow("Was your time cut short?")
        skye.sees("It is written down that you had 9.").ticks("Yes").press("Send our answer")
        skye.sees("The minutes you lost are added to your time at the next meeting.")
        again = Recorder(panel.clerk).open(
            f"/{panel.council.slug}/boards/meetings/{panel.meeting.pk}/items/"
        )
        again.sees("9 of 15 minutes given. The forum says it was cut short.")


def test_two_clerks_at_one_register_lose_nothing(panel) -> None:
    first = clerk_at(panel)
    second = Recorder(panel.clerk).open(first.address)
    first.marks("Health holder", "Present").marks("Housing holder", "Present")
    first.press("Save the register")
    second.marks("Health holder", "Apologies").marks("Social care holder", "Online")
    second.press("Save the register").sees("saved “Present” at 12:00. Yours is “Apologies”.")
    assert second.marked("Health holder") == "Apologies"
    assert second.marked("Housing holder") == "Present"  # the other's, which was not touched
    assert RegisterEntry.objects.filter(mark="online").count() == 1
    second.press("Save the register").sees("The register is saved.")
    marks = dict(RegisterEntry.objects.values_list("person__name", "mark"))
    assert marks == {
        "Health holder": "apologies",
        "Housing holder": "present",
        "Social care holder": "online",
    }


def test_a_register_sent_twice_is_one(panel) -> None:
    clerk = clerk_at(panel).marks("Health holder", "Present")
    clerk.press_twice("Save the register")
    assert RegisterEntry.objects.get().version == 1


def test_somebody_goes_out_and_comes_back_and_a_stranger_comes(panel) -> None:
    councils.PersonFactory(council=panel.council, name="A neighbour")
    clerk = clerk_at(panel).marks("Housing holder", "Present")
    clerk.types("Housing holder", "Left", "12:20").press("Save the register")
    address = clerk.row("Housing holder").find(class_="cp-mark__again").a["href"]
    clerk.open(clerk.address + address.partition("#")[0])
    clerk.marks("Housing holder, came back", "Online")
    clerk.types("Housing holder, came back", "Arrived", "12:10").press("Save the register")
    clerk.sees("They came back before they had left.")
    clerk.types("Housing holder, came back", "Arrived", "12:40").press("Save the register")
    clerk.sees("The register is saved.").follow("Somebody else has come")
    clerk.writes("Who came?", "A neighbour").writes("In whose place?", "In nobody’s: they attend")
    clerk.press("Put on the register").sees("A neighbour is on the register.")
    assert clerk.marked("A neighbour") == "Present"
    assert clerk.marked("Housing holder, came back") == "Online"
