"""One item recorded in one go: its outcome with a decision, an action or an escalation."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from boards.models import Action, Decision, Escalation, Outcome
from boards.register.items.services import NewAction, NewEscalation, record_item
from councils.writing import Conflict
from tests.factories import boards
from tests.support.sitting import Sitting, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(today) -> Sitting:  # noqa: ARG001
    """A panel that meets today."""
    return sit()


def record(panel: Sitting, **sent: object) -> Outcome:
    """Item 3, as a form sends it."""
    return record_item(by=panel.clerk, item=panel.items[2], **sent)


def test_everything_is_recorded_together_and_sent_twice_it_is_one(panel) -> None:
    action = NewAction("Write to the owner.", panel.holders["Housing"], date(2027, 1, 15))
    group = boards.BodyFactory(strategy=panel.body.strategy)
    sent = {
        "result": "decided",
        "words": "The house is needed.",
        "decision": "Buy the house.",
        "action": action,
        "escalation": NewEscalation(group, "They have the money."),
        "version": 0,
    }
    outcome = record(panel, **sent)
    assert record(panel, **sent) == outcome
    decision, made, passed = Decision.objects.get(), Action.objects.get(), Escalation.objects.get()
    assert (outcome.result, outcome.words) == ("decided", "The house is needed.")
    assert (decision.text, decision.number) == ("Buy the house.", 1)
    assert (made.decision, made.item, made.owner) == (decision, panel.items[2], action.owner)
    assert (passed.to_body, passed.item) == (group, panel.items[2])


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"result": "decided"}, "result"),
        ({"result": "action", "action": NewAction("Write.")}, "action_owner"),
        ({"result": "escalated", "escalation": NewEscalation(reason="Why.")}, "to_body"),
        ({"result": "noted", "decision": "Buy it."}, "result"),
        ({"result": ""}, "result"),
    ],
)
def test_what_cannot_be_together_is_not_recorded_at_all(panel, sent, field) -> None:
    with pytest.raises(ValidationError) as refused:
        record(panel, **sent)
    assert field in refused.value.message_dict
    assert not Outcome.objects.exists()
    assert not Decision.objects.exists()


def test_an_item_is_escalated_to_another_body(panel) -> None:
    with pytest.raises(ValidationError) as refused:
        record(panel, result="escalated", escalation=NewEscalation(panel.body, "Why not."))
    assert refused.value.message_dict == {"to_body": ["Pass it up to another body."]}


def test_an_outcome_that_was_not_seen_is_not_written_over(panel) -> None:
    record(panel, result="noted", words="Mine.", version=0)
    with pytest.raises(Conflict) as conflict:
        record(panel, result="deferred", words="Theirs.", decision="", version=0)
    assert conflict.value.current.words == "Mine."
