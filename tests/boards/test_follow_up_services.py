"""Actions and what is passed up: what the services write, and what they refuse."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from boards.follow_up import queries, saying, services
from boards.models import Action, AgendaItem, Body, Escalation
from councils import clock
from councils.models import Person, User
from councils.roles import Role
from councils.writing import Conflict, Refused
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
    with pytest.raises(ValidationError, match="passed up there already"):
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


# What becomes of it -------------------------------------------------------------------------------


@pytest.fixture
def action(item: AgendaItem, body: Body, owner: Person) -> Action:
    """An action set today, due in thirty days."""
    return opened(body, owner, item=item)


def days(number: int) -> date:
    """So many days from today."""
    return DAY + timedelta(days=number)


def test_an_update_keeps_both_days(action: Action, clerk: User) -> None:
    """The first day stays on record however often it moves, and the story has each move."""
    for number in (40, 50):
        services.update_action(
            by=clerk, action=action, words=f"Moved to {number}", due_on=days(number)
        )
    action.refresh_from_db()
    assert (action.first_due_on, action.due_on) == (DUE, days(50))
    moves = list(action.updates.values_list("was_due_on", "now_due_on"))
    assert moves == [(DUE, days(40)), (days(40), days(50))]
    assert queries.as_rule(action).carried == 2


@pytest.mark.parametrize("number", [29, 30, 0])
def test_a_new_day_is_later_than_the_old_one(action: Action, clerk: User, number: int) -> None:
    """Otherwise it is no new day, and nothing is written."""
    with pytest.raises(ValidationError) as refused:
        services.update_action(by=clerk, action=action, words="Why", due_on=days(number))
    assert list(refused.value.message_dict) == ["due_on"]
    assert not action.updates.exists()


def test_it_is_given_to_somebody_else_and_the_story_has_both(
    action: Action, owner: Person, clerk: User
) -> None:
    """Never to a young person."""
    other = councils.PersonFactory(council=action.council)
    update = services.update_action(by=clerk, action=action, words="She left.", owner=other)
    action.refresh_from_db()
    assert (update.was_owner, update.now_owner, action.owner) == (owner, other, other)
    young = boards.SeatHolderFactory(
        seat=boards.SeatFactory(body=action.body, is_young_people=True)
    )
    with pytest.raises(ValidationError, match="young person"):
        services.update_action(by=clerk, action=action, words="Why", owner=young.person)


def test_its_owner_says_what_was_done_and_the_clerk_closes_it(action: Action, clerk: User) -> None:
    """It counts as done on the day its owner said so."""
    with clock.set_to(days(3)):
        services.update_action(
            by=clerk, action=action, words="All four schools answered.", says_done=True
        )
    assert queries.line(action, days(4)).rating == ("Said to be done", "info")
    with clock.set_to(days(40)):
        closed = services.close_action(by=clerk, action=action, done="All four schools answered.")
    assert closed.closed_by == clerk
    line = queries.line(Action.objects.get(pk=action.pk), days(41))
    assert line.rating == ("Done", "good")
    assert line.standing.words == "Done on Saturday 5 December 2026, in time."


def test_what_is_not_done_after_all_is_done_when_it_is_closed(action: Action, clerk: User) -> None:
    """The clerk asked back; the owner's first word counts no more."""
    with clock.set_to(days(3)):
        services.update_action(by=clerk, action=action, words="All letters sent.", says_done=True)
        services.update_action(by=clerk, action=action, words="One is missing.")
    assert not queries.line(action, days(4)).said_done
    with clock.set_to(days(40)):
        services.close_action(by=clerk, action=action, done="The last letter went out.")
    action = Action.objects.get(pk=action.pk)
    assert queries.line(action, days(41)).standing.days_late == 10


@pytest.mark.parametrize("words", ["Done", "done.", "This has been done", "  "])
def test_that_it_is_done_says_nothing(action: Action, clerk: User, words: str) -> None:
    """Neither of its owner nor of the clerk."""
    with pytest.raises(ValidationError) as closing:
        services.close_action(by=clerk, action=action, done=words)
    with pytest.raises(ValidationError) as saying_so:
        services.update_action(by=clerk, action=action, words=words, says_done=True)
    assert list(closing.value.message_dict) == ["done"]
    assert list(saying_so.value.message_dict) == ["words"]


def test_a_closed_action_is_opened_again_with_a_reason(action: Action, clerk: User) -> None:
    """What was done stays in its story."""
    services.close_action(by=clerk, action=action, done="The letter went out.", evidence="Paper 3")
    with pytest.raises(Refused, match="is done"):
        services.update_action(by=clerk, action=action, words="More.")
    with pytest.raises(Refused, match="is done"):
        services.close_action(by=clerk, action=action, done="Something else went out.")
    services.reopen_action(by=clerk, action=action, reason="It came back.")
    with pytest.raises(Refused, match="open already"):
        services.reopen_action(by=clerk, action=action, reason="Again.")
    action.refresh_from_db()
    assert (action.done, action.closed_at, action.closed_by) == ("", None, None)
    assert list(action.updates.values_list("kind", "words", "evidence")) == [
        ("closed", "The letter went out.", "Paper 3"),
        ("reopened", "It came back.", ""),
    ]


def test_what_is_done_is_not_passed_up(action: Action, above: Body, clerk: User) -> None:
    """It is opened again first."""
    services.close_action(by=clerk, action=action, done="The letter went out.")
    with pytest.raises(Refused, match="Open it again"):
        services.escalate(by=clerk, reason="Why", to_body=above, action=action)


# Twice, and two at once ---------------------------------------------------------------------------


def test_each_form_sent_twice_writes_once(action: Action, clerk: User) -> None:
    """The second finds what the first one wrote, though the version has moved on."""
    told = {"by": clerk, "action": action, "words": "Half.", "due_on": days(40), "version": 1}
    assert services.update_action(**told) == services.update_action(**told)
    closed = {"by": clerk, "action": action, "done": "The letter went out.", "version": 2}
    assert services.close_action(**closed) == services.close_action(**closed)
    opened_again = {"by": clerk, "action": action, "reason": "It came back.", "version": 3}
    services.reopen_action(**opened_again)
    services.reopen_action(**opened_again)
    action.refresh_from_db()
    assert list(action.updates.values_list("kind", flat=True)) == ["said", "closed", "reopened"]
    assert action.version == 4


def test_the_same_words_a_month_later_are_another_update(action: Action, clerk: User) -> None:
    """Nothing new is worth saying twice; the form was opened anew."""
    services.update_action(by=clerk, action=action, words="Nothing new.", version=1)
    services.update_action(by=clerk, action=action, words="Nothing new.", version=2)
    assert action.updates.count() == 2


def test_who_comes_second_is_shown_what_the_first_one_saved(action: Action, clerk: User) -> None:
    """For each of the three forms."""
    other = councils.UserFactory()
    services.update_action(by=other, action=action, words="Moved.", due_on=days(40), version=1)
    stale = {"by": clerk, "action": action, "version": 1}
    for write in (
        lambda: services.update_action(words="Half.", **stale),
        lambda: services.close_action(done="The letter went out.", **stale),
        lambda: services.reopen_action(reason="It came back.", **stale),
    ):
        with pytest.raises(Conflict) as conflict:
            write()
        assert conflict.value.current.due_on == days(40)
    assert action.updates.count() == 1


# Taking what was passed up ------------------------------------------------------------------------


@pytest.fixture
def passed(action: Action, above: Body, clerk: User) -> Escalation:
    """The action, passed up."""
    return services.escalate(by=clerk, reason="Beyond us.", to_body=above, action=action)


def test_it_waits_until_an_item_takes_it(passed: Escalation, above: Body, clerk: User) -> None:
    """Taking it twice with the same item changes nothing."""
    assert list(queries.open_escalations(above)) == [passed]
    item = boards.AgendaItemFactory(meeting__body=above)
    for _ in range(2):
        services.take_escalation(by=clerk, escalation=passed, item=item)
    assert not queries.open_escalations(above).exists()
    assert passed.history.count() == 2
    assert queries.escalations_of(passed.action).get().taken_by == item


def test_who_cannot_take_it(passed: Escalation, action: Action, above: Body, clerk: User) -> None:
    """An item of another agenda, one that takes something else, and a second one."""
    first = boards.AgendaItemFactory(meeting__body=above)
    second = boards.AgendaItemFactory(meeting=first.meeting)
    with pytest.raises(Refused, match="its own agenda"):
        services.take_escalation(by=clerk, escalation=passed, item=action.item)
    services.take_escalation(by=clerk, escalation=passed, item=first)
    with pytest.raises(Refused, match="taken already"):
        services.take_escalation(by=clerk, escalation=passed, item=second)
    other = services.escalate(by=clerk, reason="Also.", to_body=above, item=action.item)
    with pytest.raises(Refused, match="another matter"):
        services.take_escalation(by=clerk, escalation=other, item=first)


# Reading ------------------------------------------------------------------------------------------


def test_open_actions_are_those_set_by_then_the_oldest_first(
    action: Action, body: Body, owner: Person, clerk: User
) -> None:
    """What is done is left out, and so is what was set after the day."""
    sooner = opened(body, owner, text="Sooner", due_on=days(3))
    done = opened(body, owner, text="Done")
    services.close_action(by=clerk, action=done, done="The letter went out.")
    with clock.set_to(days(6)):
        later = opened(body, owner, text="Later", due_on=days(60))
    assert [line.action for line in queries.open_actions(body, days(5))] == [sooner, action]
    lines = queries.open_actions(body, days(6))
    assert [line.action for line in lines] == [sooner, action, later]
    assert [line.is_overdue for line in lines] == [True, False, False]
    assert lines[0].rating == ("Overdue", "bad")


def test_an_action_carried_forward_twice_asks_for_a_decision(action: Action, clerk: User) -> None:
    """In the words of the rule."""
    for number in (40, 50):
        services.update_action(by=clerk, action=action, words="Later", due_on=days(number))
    (line,) = queries.open_actions(action.body, days(60))
    assert line.asks.startswith("Carried forward twice, first due 1 January 2027. It is overdue by")
