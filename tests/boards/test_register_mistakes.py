"""What was recorded by mistake: taken off, with its number and its history kept."""

from datetime import date

import pytest

from boards.actions import State
from boards.follow_up import queries as log
from boards.follow_up import services as follow_up
from boards.models import Action, Decision, Escalation, Issue, Outcome
from boards.record.gather import draft_of
from boards.record.lists.queries import decision_lines
from boards.record.queries import recorded_since
from boards.register.issues.services import respond_to_issue
from boards.register.items.queries import to_be_ratified
from boards.register.items.services import NewAction, NewEscalation, record_item
from boards.register.mistakes.services import (
    clear_outcome,
    take_back_escalation,
    withdraw_action,
    withdraw_decision,
)
from boards.register.queries import CLOSED
from boards.register.services import (
    WITHDRAWN,
    change_decision,
    ratify_decision,
    record_decision,
    record_outcome,
)
from councils import clock
from councils.writing import Refused
from tests.factories import boards
from tests.support.sitting import Sitting, sit

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 15)


@pytest.fixture
def panel(today) -> Sitting:  # noqa: ARG001
    """A panel that meets today."""
    return sit(forum_time=True)


def recorded(panel: Sitting) -> tuple[Decision, Action, Escalation]:
    """Item 3: decided, with an action and something passed up."""
    to = boards.BodyFactory(strategy=panel.body.strategy, name="Cabinet")
    record_item(
        by=panel.clerk,
        item=panel.items[2],
        result="decided",
        words="Heard.",
        decision="Buy the house.",
        action=NewAction("Write.", panel.holders["Housing"], DAY),
        escalation=NewEscalation(to, "Money."),
    )
    return Decision.objects.get(), Action.objects.get(), Escalation.objects.get()


def result(panel: Sitting) -> str:
    """What came of item 3."""
    return Outcome.objects.get(item=panel.items[2]).result


def drafted(panel: Sitting) -> str:
    """The draft of the minutes, all of it."""
    return " ".join(words for part in draft_of(panel.meeting) for words in part.paragraphs)


def confirm(panel: Sitting) -> None:
    """The minutes are confirmed."""
    boards.MinutesFactory(meeting=panel.meeting, confirmed=True)


# Decisions ----------------------------------------------------------------------------------------


def test_a_decision_keeps_its_number_and_its_words_and_is_printed_nowhere(panel) -> None:
    decision, *_ = recorded(panel)
    before = clock.now()
    made = withdraw_decision(by=panel.clerk, decision=decision)
    assert (made.number, made.text, made.withdrawn_by) == (1, "Buy the house.", panel.clerk)
    assert withdraw_decision(by=panel.clerk, decision=decision).version == made.version
    assert made.history.first().history_user == panel.clerk
    assert "Buy the house" not in drafted(panel)
    (line,) = decision_lines(panel.body, None)
    assert line.rating == ("Recorded by mistake", "none")
    assert line.standing.words == ("It was recorded by mistake, and this number is not used again.")
    assert recorded_since(panel.meeting, before.replace(year=before.year - 1))
    assert record_decision(by=panel.clerk, item=panel.items[2], text="Rent.").number == 2


def test_an_outcome_that_rested_on_it_is_open_again_with_its_words(panel) -> None:
    decision, *_ = recorded(panel)
    withdraw_decision(by=panel.clerk, decision=decision)
    outcome = Outcome.objects.get()
    assert (outcome.result, outcome.words) == ("", "Heard.")
    assert "Heard." in drafted(panel)
    assert record_outcome(by=panel.clerk, item=panel.items[2], result="noted", words="").pk


def test_an_outcome_that_something_else_bears_out_stays(panel) -> None:
    decision, *_ = recorded(panel)
    record_decision(by=panel.clerk, item=panel.items[2], text="Rent.")
    withdraw_decision(by=panel.clerk, decision=decision)
    assert result(panel) == "decided"


def test_recorded_again_it_is_the_same_decision(panel) -> None:
    decision, *_ = recorded(panel)
    withdraw_decision(by=panel.clerk, decision=decision)
    with pytest.raises(Refused, match=WITHDRAWN.format(number=1)):
        change_decision(by=panel.clerk, decision=decision, text="Sell.", version=2)
    again = record_decision(by=panel.clerk, item=panel.items[2], text="Buy the house.")
    assert (again.pk, again.number, again.withdrawn_at) == (decision.pk, 1, None)


def test_what_it_ratified_is_to_be_ratified_again(panel) -> None:
    item = boards.AgendaItemFactory(meeting=boards.MeetingFactory(body=panel.body, over=True))
    view = boards.DecisionFactory(item=item, number=7, is_view=True)
    boards.RegisterEntryFactory(
        meeting=panel.meeting, seat=panel.seats["Health"], person=panel.holders["Health"]
    )
    made = ratify_decision(by=panel.clerk, decision=view, item=panel.items[0])
    with pytest.raises(Refused, match="Decision 7 is ratified by decision 8"):
        withdraw_decision(by=panel.clerk, decision=view)
    withdraw_decision(by=panel.clerk, decision=made)
    assert list(to_be_ratified(panel.meeting)) == [view]
    assert ratify_decision(by=panel.clerk, decision=view, item=panel.items[0]) == made
    assert list(to_be_ratified(panel.meeting)) == []


def test_a_view_taken_off_is_not_ratified(panel) -> None:
    view = boards.DecisionFactory(item=panel.items[0], number=7, is_view=True)
    withdraw_decision(by=panel.clerk, decision=view)
    assert list(to_be_ratified(panel.meeting)) == []
    with pytest.raises(Refused, match="Decision 7 was recorded by mistake"):
        ratify_decision(by=panel.clerk, decision=view, item=panel.items[2])


# Actions ------------------------------------------------------------------------------------------


def test_an_action_is_closed_as_a_mistake_with_its_story_and_number(panel) -> None:
    _, action, _ = recorded(panel)
    follow_up.update_action(by=panel.clerk, action=action, words="Half of it.")
    made = withdraw_action(by=panel.clerk, action=action)
    assert withdraw_action(by=panel.clerk, action=action).version == made.version
    assert [each.get_kind_display() for each in made.updates.all()] == [
        *("How it goes", "Recorded by mistake")
    ]
    (line,) = log.lines(log.closed_actions(panel.body), clock.today())
    assert line.standing.state is State.WITHDRAWN
    assert line.rating == ("Recorded by mistake", "none")
    assert log.open_actions(panel.body, clock.today()) == []
    assert "Write." not in drafted(panel)
    assert result(panel) == "decided"
    new = follow_up.open_action(
        by=panel.clerk, body=panel.body, text="Ring.", owner=made.owner, due_on=DAY
    )
    assert new.number == 2


def test_set_again_in_the_same_words_it_is_the_same_action(panel) -> None:
    _, action, _ = recorded(panel)
    withdraw_action(by=panel.clerk, action=action)
    later = date(2027, 2, 1)
    again = follow_up.open_action(
        by=panel.clerk,
        body=panel.body,
        item=panel.items[2],
        text="Write.",
        owner=action.owner,
        due_on=later,
    )
    assert (again.pk, again.due_on, again.closed_at) == (action.pk, later, None)
    assert again.withdrawn_at is None
    withdraw_action(by=panel.clerk, action=again)
    opened = follow_up.reopen_action(by=panel.clerk, action=again, reason="It was none.")
    assert opened.withdrawn_at is None


def test_a_closed_action_is_no_mistake(panel) -> None:
    action = boards.ActionFactory(item=panel.items[0], closed=True)
    with pytest.raises(Refused, match="Open it again first"):
        withdraw_action(by=panel.clerk, action=action)


def test_an_action_without_an_item_is_taken_off_too(panel) -> None:
    action = boards.ActionFactory(council=panel.council, item=None, body=panel.body)
    assert withdraw_action(by=panel.clerk, action=action).withdrawn_at


# Escalations --------------------------------------------------------------------------------------


def test_what_was_passed_up_is_taken_back_and_may_be_passed_up_again(panel) -> None:
    *_, passed = recorded(panel)
    take_back_escalation(by=panel.clerk, escalation=passed)
    take_back_escalation(by=panel.clerk, escalation=passed)
    assert not Escalation.objects.exists()
    assert Escalation.history.get(history_type="-").history_user == panel.clerk
    assert list(log.open_escalations(passed.to_body)) == []
    assert follow_up.escalate(
        by=panel.clerk, reason="Money.", to_body=passed.to_body, item=panel.items[2]
    )


def test_what_was_taken_is_not_taken_back(panel) -> None:
    *_, passed = recorded(panel)
    meeting = boards.MeetingFactory(body=passed.to_body, held_on=DAY)
    taken_by = boards.AgendaItemFactory(meeting=meeting)
    follow_up.take_escalation(by=panel.clerk, escalation=passed, item=taken_by)
    with pytest.raises(Refused) as refused:
        take_back_escalation(by=panel.clerk, escalation=passed)
    assert str(refused.value) == (
        "Cabinet took this at the meeting on Friday 15 January 2027, so it cannot be taken back."
    )


def test_the_story_of_an_action_tells_that_it_was_taken_back(panel) -> None:
    _, action, item_s = recorded(panel)
    to = item_s.to_body
    passed = follow_up.escalate(by=panel.clerk, reason="Beyond us.", to_body=to, action=action)
    take_back_escalation(by=panel.clerk, escalation=passed)
    titles = [event.words for event in log.story(action, log.escalations_of(action))]
    assert titles == ["", "It was passed up to Cabinet by mistake: that is taken back."]


# Outcomes, issues, minutes ------------------------------------------------------------------------


def test_an_outcome_is_taken_off_and_what_was_said_stays(panel) -> None:
    recorded(panel)
    clear_outcome(by=panel.clerk, item=panel.items[2])
    clear_outcome(by=panel.clerk, item=panel.items[2])
    outcome = Outcome.objects.get()
    assert (outcome.result, outcome.words, outcome.version) == ("", "Heard.", 2)
    assert outcome.history.first().history_user == panel.clerk
    assert "Agreed." not in drafted(panel)
    clear_outcome(by=panel.clerk, item=panel.items[0])  # nothing was recorded


@pytest.mark.parametrize("response", ["act", "escalate"])
def test_an_issue_asks_again(panel, response) -> None:
    issue = boards.IssueFactory(meeting=panel.meeting, concern="No dentist.")
    to = boards.BodyFactory(strategy=panel.body.strategy)
    action, passed = NewAction("Find.", panel.holders["Health"], DAY), NewEscalation(to, "Why.")
    respond_to_issue(
        by=panel.clerk,
        issue=issue,
        response=response,
        reason="Why.",
        action=action,
        escalation=passed,
    )
    if response == "act":
        withdraw_action(by=panel.clerk, action=Action.objects.get())
    else:
        take_back_escalation(by=panel.clerk, escalation=Escalation.objects.get())
    issue = Issue.objects.get()
    assert (issue.response, issue.action, issue.escalation) == ("", None, None)


def test_confirmed_minutes_keep_all_of_it(panel) -> None:
    decision, action, passed = recorded(panel)
    confirm(panel)
    for take_off in (
        lambda: withdraw_decision(by=panel.clerk, decision=decision),
        lambda: withdraw_action(by=panel.clerk, action=action),
        lambda: take_back_escalation(by=panel.clerk, escalation=passed),
        lambda: clear_outcome(by=panel.clerk, item=panel.items[2]),
    ):
        with pytest.raises(Refused) as refused:
            take_off()
        assert str(refused.value) == CLOSED
