"""The council's ratings: added one after the other, each with its evidence."""

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils import clock
from councils.models import Council, User
from councils.roles import Role
from councils.writing import Conflict
from pledges.keeping.queries import latest_ratings, ratings_of
from pledges.keeping.services import WHY_AGAIN, rate
from pledges.models import Promise, Rating
from tests.factories.councils import CouncilFactory, UserFactory
from tests.factories.pledges import PledgeSetFactory, PromiseFactory, StatementFactory
from tests.journeys.visiting import Visitor
from tests.support.people import person

pytestmark = pytest.mark.django_db

ONCE = UUID(int=1)


@pytest.fixture
def council() -> Council:
    """A council of its own."""
    return CouncilFactory(slug="ourshire")


@pytest.fixture
def promise(council: Council) -> Promise:
    """A published promise."""
    pledge_set = PledgeSetFactory(council=council, published=True)
    return PromiseFactory(pledge_set=pledge_set, key="visit", text="visit you every month.")


@pytest.fixture
def owner(council: Council) -> User:
    """Somebody who may rate."""
    return person(Role.PROMISE_OWNER, council)


def say(promise: Promise, by: User, **more: object) -> Rating:
    """Rate it."""
    given = {"answer": "kept", "evidence": "Counted in March.", "submission": uuid4()}
    return rate(by=by, promise=promise, **given | more)


def test_a_rating_says_who_when_and_what_shows_it(promise, owner, today):
    made = say(promise, owner, evidence="  Counted in March. ")
    assert (made.council, made.rated_by, made.evidence) == (
        *(promise.council, owner, "Counted in March."),
    )
    assert clock.local(made.rated_at).date() == today


def test_the_same_form_sent_twice_says_it_once(promise, owner):
    assert say(promise, owner, submission=ONCE) == say(promise, owner, submission=ONCE)
    assert promise.rating_set.count() == 1


def test_another_rating_says_why_and_the_first_stays(promise, owner):
    first = say(promise, owner)
    with pytest.raises(ValidationError) as refused:
        say(promise, owner, answer="partly")
    assert refused.value.message_dict == {"reason": [WHY_AGAIN]}
    second = say(promise, owner, answer="partly", reason="Two teams stopped.")
    assert ratings_of(promise) == [second, first]


def test_a_first_rating_has_no_reason(promise, owner):
    assert say(promise, owner, reason="Because.").reason == ""


def test_without_evidence_there_is_no_rating(promise, owner):
    with pytest.raises(ValidationError, match="Say what shows it"):
        say(promise, owner, evidence="  ")
    assert not promise.rating_set.exists()


def test_an_answer_that_is_none_is_refused(promise, owner):
    with pytest.raises(ValidationError):
        say(promise, owner, answer="nearly")


def test_a_second_person_is_shown_what_the_first_said(promise, owner):
    first = say(promise, owner)
    with pytest.raises(Conflict) as conflict:
        say(promise, UserFactory(), answer="partly", reason="It changed.", seen=0)
    assert conflict.value.current == first
    assert say(promise, owner, answer="partly", reason="It changed.", seen=first.pk)


def test_a_statement_made_to_young_people_is_rated_as_a_promise(council, owner):
    said = StatementFactory(council=council, is_to_young_people=True)
    given = {"answer": "kept", "evidence": "Heard.", "submission": ONCE}
    assert rate(by=owner, statement=said, **given).of == said


def test_any_other_statement_is_not(council, owner):
    given = {"answer": "kept", "evidence": "Heard.", "submission": ONCE}
    with pytest.raises(ValidationError, match="not said to young people"):
        rate(by=owner, statement=StatementFactory(council=council), **given)
    with pytest.raises(ValidationError, match="one of the two"):
        rate(by=owner, **given)


def test_the_latest_of_each_come_in_one_query(council, owner):
    promises = [PromiseFactory(council=council) for _ in range(3)]
    said = StatementFactory(council=council, is_to_young_people=True)
    latest = {}
    for promise in promises:
        say(promise, owner)
        latest["promise", promise.pk] = say(promise, owner, answer="not_kept", reason="Why.")
    given = {"answer": "partly", "evidence": "Heard.", "submission": ONCE}
    latest["statement", said.pk] = rate(by=owner, statement=said, **given)
    say(PromiseFactory(), owner)
    with CaptureQueriesContext(connection) as asked:
        assert latest_ratings(council) == latest
    assert len(asked) == 1


# Pages --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("promise")
def test_it_stands_on_the_page_for_everybody(owner):
    page = Visitor(owner).open("/ourshire/promises/visit/")
    page.sees("The council has not said yet whether it is kept.")
    page.follow("Say whether it is kept").press("Save the rating")
    page.sees("Say whether it is kept.", "Say what shows it.")
    page.ticks("Partly kept").writes("What shows it", "38 of 40 plans.").press("Save the rating")
    page.sees("Saved. It stands on the page for everybody.")
    everybody = Visitor().open("/ourshire/promises/visit/")
    everybody.sees_in_order("Is it kept?", "The council says:", "Partly kept", "38 of 40 plans.")
    assert not everybody.offers("Rate it again")


def test_what_was_said_before_stays_to_be_read(promise, owner):
    say(promise, owner)
    page = Visitor(owner).open("/ourshire/promises/visit/").follow("Rate it again")
    page.sees_in_order("What is said now", "Kept", "Counted in March.")
    page.ticks("Not kept").writes("What shows it", "Nobody came.").press("Save the rating")
    page.sees(WHY_AGAIN).writes("Why it is rated again", "The team left.")
    page.press("Save the rating").sees_in_order(
        *("Not kept", "Nobody came.", "Why this changed: The team left."),
        *("What the council said before", "kept.", "Counted in March."),
    )


def test_two_at_once_each_see_what_the_other_said(promise, owner):
    second = person(Role.PROMISE_OWNER, promise.council)
    page = Visitor(second).open("/ourshire/ratings/promise/visit/")
    say(promise, owner, answer="not_kept", evidence="Nobody came in May.")
    page.ticks("Partly kept").writes("What shows it", "Mine.").press("Save the rating")
    page.sees("Somebody else has changed this", "Nobody came in May.")
    assert page.reads_in("What shows it") == "Mine."
    assert promise.rating_set.count() == 1


def test_pressed_twice_it_is_said_once(promise, owner):
    page = Visitor(owner).open("/ourshire/ratings/promise/visit/")
    page.ticks("Kept").writes("What shows it", "Counted.").press_twice("Save the rating")
    assert promise.rating_set.count() == 1


def test_what_is_not_published_is_not_found(council, owner):
    draft = PromiseFactory(council=council)
    Visitor(owner).open(f"/ourshire/ratings/promise/{draft.key}/", status=404)
    Visitor(owner).open(f"/ourshire/ratings/pledge/{draft.key}/", status=404)
