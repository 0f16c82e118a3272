"""The officer says what a measure means through the pages; everybody reads it on its own page."""

from datetime import date

import pytest

from councils.models import Council, User
from councils.roles import Role
from councils.services import publish, withdraw
from measures.definitions.life import State
from measures.definitions.queries import state_of
from measures.models import Breakdown, Definition, Measure, Observation, Split
from measures.recording import Entry
from measures.services import correct_figure, sign_off
from pledges.models import PledgeSet
from tests.factories.measures import ComparatorFactory
from tests.journeys.visiting import Visitor
from tests.support.people import person

pytestmark = pytest.mark.usefixtures("today", "measure")

FOSTER = "/buckinghamshire/measures/foster-families/"
LIST = "/buckinghamshire/measures/definitions/"


@pytest.fixture
def user(buckinghamshire: Council) -> User:
    """A KPI officer."""
    return person(Role.KPI_OFFICER, buckinghamshire)


@pytest.fixture
def officer(user: User) -> Visitor:
    """At a browser."""
    return Visitor(user)


@pytest.fixture
def measure(buckinghamshire: Council, user: User) -> Measure:
    """The share of children with foster families, for everyone to read."""
    found = Measure.objects.get(council=buckinghamshire, key="foster-families")
    publish(by=user, rows=[found])
    return found


def written(officer: Visitor, **fields: str) -> Visitor:
    """A new version of the definition of foster families, as a draft."""
    officer.open(LIST).follow("living with foster families").follow("Write a new version")
    said = {
        "From which day are figures counted like this?": "1/4/2026",
        "Why does it change?": "Children who stay with friends were left out.",
        "What does not count?": "Children who live with their own parents.",
        "Who answers for it?": "Head of Fostering",
        "When is it looked at again?": "1/4/2027",
        **fields,
    }
    for label, value in said.items():
        officer.writes(label, value)
    return officer.press("Save as a draft")


def test_a_new_version_is_looked_at_and_put_in_use(officer: Visitor, user: User) -> None:
    written(officer).sees("Saved as a draft", "the line breaks", "Head of Fostering")
    everybody = Visitor().open(FOSTER)
    everybody.does_not_see("Head of Fostering", "own parents")
    officer.press_twice("Put it in use").sees("It is in use now.", "Who answers for it")
    version = Definition.objects.get()
    assert (version.number, version.breaks_series, version.put_in_use_by) == (2, True, user)
    everybody.open(FOSTER).sees_in_order(
        *("What is counted", "Children who live with their own parents.", "Head of Fostering"),
        *("1 April 2027", "For figures before 1 April 2026"),
    ).sees(
        "for figures from 1 April 2026 on. Children who stay with friends were left out. Figures "
        "before that day were counted in another way."
    )


def test_what_holds_from_a_day_to_come_is_told_as_to_come(officer: Visitor) -> None:
    written(officer, **{"From which day are figures counted like this?": "1/4/2027"})
    officer.press("Put it in use")
    Visitor().open(FOSTER).sees("To come: for figures from 1 April 2027")


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(officer: Visitor) -> None:
    written(officer, **{"Who answers for it?": "Mrs Jones"})
    officer.sees("not somebody’s name").sees("Write a new version")
    assert officer.field("Who answers for it?")["value"] == "Mrs Jones"
    assert not Definition.objects.exists()


def test_a_draft_that_somebody_else_changed_is_not_written_over(officer: Visitor) -> None:
    written(officer).follow("Change the draft")
    second = officer.copy()
    officer.writes("Who answers for it?", "Head of Care").press("Save as a draft")
    second.writes("Who answers for it?", "Head of Homes").press("Save as a draft")
    second.sees("Somebody else has changed this", "Somebody else wrote: Head of Care")
    assert Definition.objects.get().owner_role == "Head of Care"
    assert second.field("Who answers for it?")["value"] == "Head of Homes"
    second.press("Save as a draft").sees("Saved as a draft")
    assert Definition.objects.get().owner_role == "Head of Homes"


def test_a_draft_is_thrown_away(officer: Visitor) -> None:
    written(officer).press("Throw the draft away").sees("The draft is gone.")
    assert not Definition.objects.exists()


def test_an_officer_s_own_measure_from_draft_to_retired(
    officer: Visitor, user: User, buckinghamshire: Council
) -> None:
    officer.open(LIST).follow("Add one that no strategy names")
    officer.writes("What is it called?", "Children who see their brothers and sisters")
    officer.writes("In short", "See brothers and sisters").ticks("count").ticks("higher is better")
    officer.writes("What is counted?", "Children who did in the month")
    officer.writes("Figures from which day?", "1/4/2026").press_twice("Add as a draft")
    own = Measure.objects.get(council=buckinghamshire, key__startswith="own-")
    assert state_of(own) is State.DRAFT
    publish(by=user, rows=[own])
    page = f"/buckinghamshire/measures/{own.key}/"
    Visitor().open(page, status=404)
    officer.press("Put it in use").sees("It is in use now.")
    Visitor().open(page).sees("Children who did in the month")
    officer.follow("Retire it").writes("From which day?", "1/12/2026")
    officer.writes("Why?", "Another one tells the same.").press("Retire it")
    officer.sees("Choose that day or a later one").writes("From which day?", "2/12/2026")
    officer.press_twice("Retire it")
    Visitor().open(page).sees("Retired on 2 December 2026: Another one tells the same.")
    officer.open(LIST).sees_in_order("Retired", "Children who see their brothers")
    assert own not in Measure.objects.in_use()


def test_a_figure_is_cut_by_groups_and_small_ones_are_hidden(
    officer: Visitor, user: User, measure: Measure
) -> None:
    figure = Observation.objects.get(measure=measure, period_end=date(2020, 3, 31))
    assert (figure.numerator, figure.denominator) == (350, 492)
    officer.open(f"{FOSTER}definition/").follow("Cut it by groups")
    officer.writes("By what?", "Disability").writes("Which groups?", "Disabled\nNot disabled\n")
    officer.press("Save the groups").follow("Look at it")
    officer.sees("record its groups before it is signed off again")
    newer = correct_figure(
        by=user, figure=figure, entry=Entry(351, 492), reason="One was left out."
    )
    officer.open(f"{FOSTER}definition/").follow("Record them")
    for label, number in (
        *(("Disabled: how many", 33), ("Disabled: out of how many", 36)),
        *(("Not disabled: how many", 318), ("Not disabled: out of how many", 455)),
    ):
        officer.writes(label, number)
    officer.press("Save the groups").sees(
        "What they are out of comes to 491, and the figure says 492"
    )
    assert not Split.objects.exists()
    officer.writes("Not disabled: out of how many", 456).press_twice("Save the groups")
    assert Split.objects.count() == Breakdown.objects.count() == 1
    Visitor().open(FOSTER).does_not_see("isability")
    sign_off(by=user, figure=newer)
    everybody = Visitor().open(FOSTER).sees("It is not shown by disability")
    everybody.does_not_see("Not disabled")  # of 36, 3 do not live with foster families


def test_it_tells_about_promises_and_themes(officer: Visitor, user: User, measure: Measure) -> None:
    pledge = PledgeSet.objects.get(council=measure.council)
    publish(by=user, rows=[pledge, pledge.strategy])
    officer.open(f"{FOSTER}definition/").follow("Say what it tells about")
    box = officer.soup.find("input", {"name": "promises"})
    box["checked"] = "checked"
    officer.press("Save").sees("Saved.")
    link = measure.links.get()
    Visitor().open(FOSTER).follow(link.promise.text).sees(link.promise.text)
    withdraw(by=user, row=pledge)
    Visitor().open(FOSTER).does_not_see(link.promise.text)
    officer.open(f"{FOSTER}definition/links/").press("Save")
    assert measure.links.exists(), "what is not offered is left as it is"
    publish(by=user, rows=[pledge])
    officer.open(f"{FOSTER}definition/links/")
    del officer.soup.find("input", {"name": "promises", "checked": True})["checked"]
    officer.press("Save")
    assert not measure.links.exists()


def test_what_the_strategy_prints_beside_it_is_shown_as_printed(measure: Measure) -> None:
    ComparatorFactory(measure=measure, who="Own goal", value="70.5", above=True)
    ComparatorFactory(measure=measure, who="England", value="65")
    Visitor().open(FOSTER).sees("Own goal: above 70.5", "England: 65")
