"""Pages on which two people write the same: the second is shown both, and nothing is lost."""

import pytest

from councils.models import Council
from councils.roles import Role
from councils.writing import Refused
from pledges.lineage import services
from pledges.lineage.answers import services as answers
from pledges.lineage.rules import Kind
from pledges.models import NewSet
from pledges.plans.services import add_item
from tests.factories import councils, pledges
from tests.journeys.visiting import Visitor
from tests.support.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(today) -> Council:  # noqa: ARG001
    made = councils.CouncilFactory(slug="testshire")
    pledges.StrategyFactory(council=made, published=True)
    return made


@pytest.fixture
def clerk(council) -> Visitor:
    return Visitor(person(Role.CLERK, council))


@pytest.fixture
def new_set(council) -> NewSet:
    old = pledges.PledgeSetFactory(council=council, published=True)
    pledges.PromiseFactory(pledge_set=old, key="old")
    by = councils.UserFactory()
    said = {"title": "Pledge", "stem": "We will", "audience": "all", "replaces": [old]}
    made = services.draft_set(by=by, council=council, **said)
    services.add_promise(by=by, new_set=made, text="see you")
    return made


SET = "/testshire/promise-sets/own-pledge/"


def test_the_words_of_a_promise(clerk, new_set):
    first = clerk.open(f"{SET}promises/own-pledge-1/")
    second = first.copy()
    first.writes("What is promised?", "meet you").press("Save it")
    second.writes("What is promised?", "greet you").press("Save it")
    second.sees("Somebody else has changed this", "It says now: “meet you”.")
    assert second.reads_in("What is promised?") == "greet you"
    second.press("Save it").sees("greet you")
    assert new_set.pledge_set.promises.get().text == "greet you"


def test_what_a_set_is_called(clerk, new_set):
    assert not new_set.is_published
    first = clerk.open(f"{SET}write/")
    second = first.copy()
    first.writes("What is it called?", "Promise").press("Save the draft")
    second.writes("What is it called?", "Vow").press("Save the draft")
    second.sees("Somebody else has changed this", "It is now: “Promise”")
    assert second.reads_in("What is it called?") == "Vow"
    second.press("Save the draft").sees("Vow")


def test_what_becomes_of_an_old_promise(clerk, new_set):
    first = clerk.open(f"{SET}old/old/")
    second = first.copy()
    first.ticks("It is dropped").writes("Why?", "It is over.").press("Save and go to the next")
    second.ticks("It is carried on").ticks("1. see you").press("Save and go to the next")
    second.sees("Somebody else has changed this", "It was decided: dropped; It is over.")
    second.press("Save and go to the next").sees("Every one has an answer.")
    assert [row.kind for row in new_set.dispositions.order_by("pk")] == ["dropped", "carried_on"]


def test_what_is_published_is_looked_at_again(council, new_set):
    by, old = councils.UserFactory(), new_set.replaces.get().old_set.promises.get()
    into = new_set.pledge_set.promises.all()
    said = {"promise": old, "kind": Kind.MERGED, "successors": into}
    answers.answer(by=by, new_set=new_set, **said)
    officer = Visitor(person(Role.PROPER_OFFICER, council)).open(f"{SET}publish/")
    services.add_promise(by=by, new_set=new_set, text="and one more")
    officer.press("Publish it: these words stand for good")
    officer.sees("Look at it again: all of it is below.", "and one more")
    officer.press("Publish it: these words stand for good").sees("Its words stand for good.")


def test_an_item_of_a_plan_and_how_it_goes(council, clerk):
    plan = pledges.PlanFactory(strategy__council=council, key="plan")
    said = {"what": "Find homes", "owner_role": "Head of Fostering", "due": "2027"}
    item = add_item(by=councils.UserFactory(), plan=plan, **said)
    work = f"/testshire/plans/plan/work/{item.pk}/"
    first = clerk.open(work)
    second = first.copy()
    first.writes("By when?", "2028").press("Save it").sees("By the end of 2028")
    second.writes("By when?", "2029").press("Save it")
    second.sees("It says now: Find homes; Head of Fostering; 2028.")
    second.press("Save it").sees("By the end of 2029")
    first = clerk.open(f"{work}progress/")
    second = first.copy()
    for visitor, words in ((first, "Well."), (second, "Badly.")):
        visitor.ticks("Late").writes("What has been done", words).press("Say so")
    second.sees("Said meanwhile: late: Well.").press("Say so").sees("Badly.")
    assert item.progress.count() == 2


def test_promises_change_places(clerk, new_set):
    services.add_promise(by=councils.UserFactory(), new_set=new_set, text="hear you")
    clerk.open(SET).press("Move it up 2").sees_in_order("hear you", "see you")
    clerk.press_twice("Take it out 1").sees("see you")
    assert [row.text for row in new_set.pledge_set.promises.all()] == ["see you"]


@pytest.mark.parametrize("to", ["1" + "0" * 100, "-1" + "0" * 100, "9" * 5000, "up", ""])
def test_a_place_that_no_set_has_is_not_found(council, new_set, client, to):
    client.force_login(person(Role.CLERK, council))
    answer = client.post(f"{SET}promises/{new_set.pledge_set.promises.get().key}/move/", {"to": to})
    assert answer.status_code == 404


@pytest.mark.parametrize("digits", [20, 5000])
def test_a_number_of_too_many_digits_is_not_found(council, client, digits):
    pledges.PlanFactory(strategy__council=council, key="plan")
    client.force_login(person(Role.CLERK, council))
    many = "9" * digits
    for page in (f"plans/plan/work/{many}/", f"plans/plan/work/{many}/progress/"):
        assert client.get(f"/testshire/{page}").status_code == 404


@pytest.mark.parametrize("digits", [20, 5000])
def test_and_in_a_form_it_is_an_answer_like_any_other_wrong_one(council, new_set, client, digits):
    plan = pledges.PlanFactory(strategy__council=council, key="plan")
    said = {"what": "Find homes", "owner_role": "Head of Fostering", "due": "2027"}
    item = add_item(by=councils.UserFactory(), plan=plan, **said)
    client.force_login(person(Role.CLERK, council))
    many = "9" * digits
    for page, sent in (
        (f"{SET}write/", {"replaces": many, "words_of": many, "seen": many}),
        (f"{SET}promises/own-pledge-1/", {"from_age": many, "themes": many, "seen": many}),
        (f"{SET}old/old/", {"kind": "dropped", "reason": "So.", "successors": many, "seen": many}),
        (f"/testshire/plans/plan/work/{item.pk}/", {**said, "promises": many, "seen": many}),
        (
            f"/testshire/plans/plan/work/{item.pk}/progress/",
            {"status": "late", "words": "So.", "seen": many},
        ),
    ):
        assert client.post(page, sent).status_code == 200, page
    assert client.get("/testshire/promised/", {"year": many}).status_code == 200
    assert new_set.dispositions.count() == item.progress.count() == 0


def test_a_promise_goes_no_further_than_last_and_nowhere_once_it_is_taken_out(new_set):
    by, first = councils.UserFactory(), new_set.pledge_set.promises.get()
    services.add_promise(by=by, new_set=new_set, text="hear you")
    for to, place in ((10**100, 2), (-(10**100), 1)):
        services.move_promise(by=by, new_set=new_set, promise=first, to=to)
        assert new_set.pledge_set.promises.get(pk=first.pk).position == place
    services.remove_promise(by=by, new_set=new_set, promise=first)
    with pytest.raises(Refused, match="taken out meanwhile"):
        services.move_promise(by=by, new_set=new_set, promise=first, to=2)


def test_a_draft_is_discarded_in_two_steps(clerk, new_set):
    """A reason is asked for; its page then says so, and offers nothing to write."""
    page = clerk.open(SET).follow("Discard this draft").press("Discard it")
    page.sees("Say why it is discarded.").writes("Why is it discarded?", "Begun twice.")
    page.press_twice("Discard it").sees("Discarded. Nothing of it was promised.")
    page.open(SET).sees("Discarded on", "Begun twice.").does_not_see("Add a", "Publish it")
    page.open(f"{SET}discard/", status=403).sees("This draft was discarded")
    new_set.refresh_from_db()
    assert new_set.discarded_at


def test_that_it_cannot_be_published_is_said_where_it_is_published(council, new_set):
    """Another set has taken the old one’s place meanwhile: no button, and the reason."""
    old = new_set.replaces.get().old_set
    other = pledges.NewSetFactory(council=council, promised=True)
    pledges.ReplacementFactory(new_set=other, old_set=old)
    page = Visitor(person(Role.PROPER_OFFICER, council)).open(f"{SET}publish/")
    page.sees("It cannot be published yet", f"Another set has replaced “{old.title}” meanwhile")
    assert not page.offers("Publish it")
