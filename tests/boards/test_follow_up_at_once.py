"""Actions set, told of and passed up by many at the very same moment."""

from datetime import date, timedelta

import pytest

from boards.follow_up import services
from boards.models import Action, ActionUpdate, Escalation
from councils import clock
from councils.models import User
from councils.writing import Conflict
from tests.factories import boards, councils
from tests.journeys.test_at_once import TODAY, at_once

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20
DUE = TODAY + timedelta(days=30)


@pytest.fixture
def clerk(db) -> User:  # noqa: ARG001
    """Who does it."""
    return councils.UserFactory()


@pytest.fixture
def action(clerk: User) -> Action:
    """An action, set today."""
    item = boards.AgendaItemFactory(meeting__held_on=TODAY)
    owner = councils.PersonFactory(council=item.council)
    with clock.set_to(TODAY):
        return services.open_action(
            by=clerk, body=item.meeting.body, item=item, text="Ring", owner=owner, due_on=DUE
        )


def test_one_form_sent_by_twenty_clicks_at_once_is_one_action(action: Action, clerk: User) -> None:
    """And everybody gets that one."""
    what = {"by": clerk, "body": action.body, "text": "Write", "owner": action.owner}
    made = at_once(MANY, lambda _: services.open_action(due_on=DUE, **what))
    assert {each.number for each in made} == {2}
    assert Action.objects.count() == 2


def test_twenty_actions_at_once_have_twenty_numbers(action: Action, clerk: User) -> None:
    """None twice and none left out."""
    what = {"by": clerk, "body": action.body, "owner": action.owner, "due_on": DUE}
    made = at_once(MANY, lambda place: services.open_action(text=f"Write {place}", **what))
    assert sorted(each.number for each in made) == list(range(2, MANY + 2))


def test_of_twenty_who_write_at_once_each_is_kept_or_told(action: Action, clerk: User) -> None:
    """Acknowledged is kept: one is saved, the others are shown it and nothing of theirs is."""
    made = at_once(
        MANY,
        lambda place: services.update_action(
            by=clerk,
            action=action,
            words=f"Word {place}",
            due_on=DUE + timedelta(days=1 + place),
            version=1,
        ),
    )
    (kept,) = [each for each in made if isinstance(each, ActionUpdate)]
    assert sum(isinstance(each, Conflict) for each in made) == MANY - 1
    assert ActionUpdate.objects.get() == kept
    action.refresh_from_db()
    assert (action.due_on, action.version) == (kept.now_due_on, 2)


def test_one_close_sent_by_twenty_clicks_at_once_closes_once(action: Action, clerk: User) -> None:
    """The story has one line about it."""
    told = {"by": clerk, "action": action, "done": "The letter went out.", "version": 1}
    made = at_once(MANY, lambda _: services.close_action(**told))
    assert {each.pk for each in made} == {action.pk}
    assert ActionUpdate.objects.count() == 1


def test_one_matter_passed_up_and_taken_by_twenty_clicks_is_there_once(
    action: Action, clerk: User
) -> None:
    """One escalation, and one item that takes it."""
    above = boards.BodyFactory(council=action.council)
    what = {"by": clerk, "action": action, "to_body": above, "reason": "Beyond us."}
    passed = at_once(MANY, lambda _: services.escalate(**what))
    assert len({each.pk for each in passed}) == 1
    item = boards.AgendaItemFactory(meeting__body=above, meeting__held_on=date(2027, 1, 13))
    taken = {"by": clerk, "escalation": passed[0], "item": item}
    at_once(MANY, lambda _: services.take_escalation(**taken))
    assert Escalation.objects.get().taken_by == item
    assert Escalation.history.count() == 2
