"""Actions and what is passed up: what the services write, and what they refuse."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from boards.follow_up import saying, services
from boards.models import Action, AgendaItem, Body, Escalation
from councils.models import Person, User
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards, councils
from tests.support.people import person as user_with

DAY = date(2026, 12, 2)
DUE = DAY + timedelta(days=30)


@pytest.fixture
def item(db, today: date) -> AgendaItem:  # noqa: ARG001
    """An item of today's meeting."""
    return boards.AgendaItemFactory(meeting__held_on=DAY)


@pytest.fixture
def body(item: AgendaItem) -> Body:
    """The body that meets today."""
    return item.meeting.body


@pytest.fixture
def owner(body: Body) -> Person:
    """Somebody who can be given an action."""
    return councils.PersonFactory(council=body.council)


@pytest.fixture
def clerk() -> User:
    """Who does it."""
    return councils.UserFactory()


def opened(body: Body, owner: Person, **other: object) -> Action:
    """An action of the body."""
    wanted = {"by": councils.UserFactory(), "text": "Ask the housing team", "due_on": DUE}
    return services.open_action(body=body, owner=owner, **wanted | other)


# Setting ------------------------------------------------------------------------------------------


def test_actions_are_numbered_through_a_body(item: AgendaItem, body: Body, owner: Person) -> None:
    """One series for each body, whatever the meeting."""
    first = opened(body, owner, item=item)
    second = opened(body, owner, item=item, text="Write to the schools")
    third = opened(body, owner, text="Ring round")
    other = opened(boards.BodyFactory(council=body.council), owner)
    assert [first.number, second.number, third.number, other.number] == [1, 2, 3, 1]
    assert first.first_due_on == first.due_on == DUE
    assert first.council == body.council


@pytest.mark.parametrize("under_an_item", [True, False])
def test_sent_twice_it_is_one(
    item: AgendaItem, body: Body, owner: Person, under_an_item: bool
) -> None:
    """A double click makes one action, with an item and without."""
    where = {"item": item} if under_an_item else {}
    assert opened(body, owner, **where) == opened(body, owner, **where)
    assert Action.objects.filter(body=body).count() == 1


def test_the_same_words_for_another_day_are_refused(
    item: AgendaItem, body: Body, owner: Person
) -> None:
    """The clerk is told that it is there already."""
    opened(body, owner, item=item)
    with pytest.raises(ValidationError, match="recorded already"):
        opened(body, owner, item=item, due_on=DUE + timedelta(days=1))


def test_another_bodys_item_is_refused(item: AgendaItem, owner: Person) -> None:
    """An action stays with the meeting that set it."""
    with pytest.raises(Refused, match="another agenda"):
        opened(boards.BodyFactory(council=owner.council), owner, item=item)


def test_it_is_not_due_before_it_was_agreed(item: AgendaItem, body: Body, owner: Person) -> None:
    """On the day itself it may be."""
    assert opened(body, owner, item=item, due_on=DAY).due_on == DAY
    with pytest.raises(ValidationError) as refused:
        opened(body, owner, item=item, text="Too late", due_on=DAY - timedelta(days=1))
    assert list(refused.value.message_dict) == ["due_on"]


def test_what_a_past_meeting_agreed_may_be_overdue_already(body: Body, owner: Person) -> None:
    """The clerk writes it down days after the meeting."""
    earlier = boards.AgendaItemFactory(
        meeting__body=body, meeting__held_on=DAY - timedelta(days=20)
    )
    due = DAY - timedelta(days=10)
    assert opened(body, owner, item=earlier, due_on=due).due_on == due


def test_no_young_person_is_given_an_action(body: Body) -> None:
    """Neither somebody in a young people's seat nor a representative of the forum."""
    seat = boards.SeatFactory(body=body, is_young_people=True)
    sits = boards.SeatHolderFactory(seat=seat).person
    user = user_with(Role.FORUM_REPRESENTATIVE, body.council)
    represents = councils.PersonFactory(council=body.council, user=user)
    for young in (sits, represents):
        with pytest.raises(ValidationError) as refused:
            opened(body, young)
        assert refused.value.message_dict == {"owner": [saying.NOT_A_CHILD]}


def test_another_councils_person_is_refused(body: Body) -> None:
    """Whatever the form let through."""
    with pytest.raises(ValidationError) as refused:
        opened(body, councils.PersonFactory())
    assert list(refused.value.message_dict) == ["owner"]


# Passing up ---------------------------------------------------------------------------------------


@pytest.fixture
def above(body: Body) -> Body:
    """The body it is passed to."""
    return boards.BodyFactory(council=body.council)


def test_an_action_is_passed_up_once(body: Body, owner: Person, above: Body, clerk: User) -> None:
    """Sent twice it is one; with another reason it is there already."""
    action = opened(body, owner)
    what = {"by": clerk, "action": action, "to_body": above}
    first = services.escalate(reason="It does not move.", **what)
    assert services.escalate(reason="It does not move.", **what) == first
    assert (first.from_body, first.to_body, first.taken_by) == (body, above, None)
    with pytest.raises(ValidationError, match="escalated there already"):
        services.escalate(reason="Still not.", **what)
    assert Escalation.objects.filter(action=action).count() == 1


def test_an_item_is_passed_up_by_its_body(
    item: AgendaItem, body: Body, above: Body, clerk: User
) -> None:
    """The body that passes it up is the one whose item it is."""
    passed = services.escalate(by=clerk, reason="Beyond us.", to_body=above, item=item)
    assert passed.from_body == body


def test_a_matter_comes_from_somewhere_and_goes_elsewhere(
    item: AgendaItem, owner: Person, above: Body, clerk: User
) -> None:
    """No source, two sources of two bodies, and the body itself."""
    other = opened(above, owner)
    with pytest.raises(ValidationError, match="which item or action"):
        services.escalate(by=clerk, reason="Why", to_body=above)
    with pytest.raises(Refused, match="two meetings"):
        services.escalate(by=clerk, reason="Why", to_body=above, item=item, action=other)
    with pytest.raises(ValidationError, match="another body"):
        services.escalate(by=clerk, reason="Why", to_body=item.meeting.body, item=item)
