"""The log, an action's page, one's own actions, and the clerk's forms: what each shows and does."""

from datetime import date, timedelta

import pytest

from boards.follow_up import saying, services
from boards.models import Action, ActionUpdate, Escalation
from councils import clock
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.world import Furnished, World

LOG = "/ourshire/boards/{key}/actions/"
MINE = "/ourshire/boards/meetings/actions/"
TODAY = date(2026, 12, 2)


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def clerk(ours: Furnished) -> Visitor:
    """The clerk."""
    return Visitor(ours.people[Role.CLERK])


@pytest.fixture
def member(ours: Furnished) -> Visitor:
    """The member who has the action."""
    return Visitor(ours.people[Role.BOARD_MEMBER])


def log(ours: Furnished, more: str = "") -> str:
    """An address in the log of the body."""
    return LOG.format(key=ours.rows.body.key) + more


def page(action: Action) -> str:
    """An action's page."""
    return LOG.format(key=action.body.key) + f"{action.number}/"


def an_action(ours: Furnished, text: str, due: date, **other: object) -> Action:
    """One more action of the body."""
    return boards.ActionFactory(
        item=ours.rows.held_items[0], text=text, due_on=due, first_due_on=due, **other
    )


# Reading ------------------------------------------------------------------------------------------


def test_the_longest_overdue_stands_first_and_what_is_done_last(
    ours: Furnished, member: Visitor
) -> None:
    """In words: how late, who, and that a day has moved."""
    an_action(ours, "Due soon", TODAY + timedelta(days=3))
    late = an_action(ours, "Late", TODAY - timedelta(days=3))
    boards.ActionUpdateFactory(
        action=late, was_due_on=TODAY - timedelta(days=9), now_due_on=late.due_on
    )
    an_action(ours, "Later", TODAY - timedelta(days=20))
    member.open(log(ours)).sees("4 to do, 2 overdue.")
    member.sees_in_order("Overdue", "Later", "Overdue", "Late", "Due soon", "Due soon", "Done")
    member.sees("Overdue by 3 days: it was due on Sunday 29 November 2026. Carried forward once")


@pytest.mark.parametrize(
    ("shown", "there", "gone"), [("open", "To do", "Done"), ("done", "Done", "To do")]
)
def test_only_what_is_to_do_or_done_can_be_shown(
    ours: Furnished, member: Visitor, shown: str, there: str, gone: str
) -> None:
    """Nonsense shows both."""
    member.open(log(ours, f"?show={shown}"))
    heads = [head.get_text() for head in member.soup.find_all("h2")]
    assert there in heads
    assert gone not in heads
    member.open(log(ours, "?show=nonsense&page=nonsense"))
    assert {"To do", "Done"} <= {head.get_text() for head in member.soup.find_all("h2")}


def test_an_empty_log_says_what_will_be_there(ours: Furnished, clerk: Visitor) -> None:
    """And how an action comes there."""
    body = boards.BodyFactory(strategy=ours.rows.strategy, published=True)
    clerk.open(LOG.format(key=body.key))
    clerk.sees("Nothing is left to do.", "No action is closed yet.", "Set an action")


def test_what_is_done_comes_by_pages(ours: Furnished, member: Visitor) -> None:
    """The pages keep to what is shown."""
    for number in range(25):
        an_action(ours, f"Number {number}", TODAY, closed=True)
    member.open(log(ours, "?show=done"))
    assert member.link("Next").startswith("?show=done&page=2")
    member.open(log(ours, "?show=done&page=2"))
    assert len(member.soup.select(".cp-action")) == 6


def test_an_owners_name_leads_to_all_their_actions(
    ours: Furnished, clerk: Visitor, member: Visitor, django_assert_max_num_queries
) -> None:
    """Over the bodies the reader may read; a partner without a sign-in has such a log too."""
    partner = councils.PersonFactory(council=ours.council, name="Pat Partner")
    elsewhere = boards.AgendaItemFactory(meeting=boards.MeetingFactory(body=ours.rows.other_body))
    an_action(ours, "In the log", TODAY - timedelta(days=3), owner=partner)
    an_action(ours, "Long done", TODAY, owner=partner, closed=True)
    boards.ActionFactory(item=elsewhere, text="In another log", owner=partner)
    clerk.open(log(ours)).follow("Pat Partner: all their actions")
    clerk.sees("Actions of Pat Partner", "2 to do, 1 overdue.", "In the log", "In another log")
    clerk.sees("Long done", ours.rows.other_body.short_name)
    with django_assert_max_num_queries(12):
        clerk.client.get(log(ours, f"?who={partner.pk}"))
    member.open(log(ours, f"?who={partner.pk}")).sees("1 to do, 1 overdue.", "In the log")
    member.does_not_see("In another log")
    stranger = councils.PersonFactory()
    for nobody in ("nonsense", "0", "9" * 30, stranger.pk):
        member.open(log(ours, f"?who={nobody}"), status=404)


def test_an_actions_page_tells_its_whole_story(ours: Furnished, member: Visitor) -> None:
    """From its meeting to what was done, each with who and when."""
    action, by = ours.rows.action, ours.people[Role.CLERK]
    new = councils.PersonFactory(council=ours.council, name="Somebody new")
    services.update_action(
        by=by,
        action=action,
        words="They need time.",
        evidence="Letter of theirs",
        due_on=date(2027, 3, 1),
        owner=new,
    )
    passed = services.escalate(
        by=by, action=action, to_body=ours.rows.group_of_body, reason="Beyond us."
    )
    services.take_escalation(by=by, escalation=passed, item=ours.rows.group_item)
    with clock.set_to(TODAY + timedelta(days=1)):
        services.close_action(by=by, action=action, done="The letter went out.")
    with clock.set_to(TODAY + timedelta(days=2)):
        services.reopen_action(by=by, action=action, reason="It came back.")
    member.open(page(action))
    member.sees_in_order(
        *("Set at the meeting on 14 October 2026, item 1: Old item of Ourshire",),
        *("To be done by 15 January 2027.", "They need time.", "Evidence: Letter of theirs"),
        *("The day moved from 15 January 2027 to 1 March 2027.", "Given from", "to Somebody new."),
        *("Passed up to", "Beyond us.", "Taken on 16 December 2026 by item"),
        *("Closed as done", "The letter went out.", "Opened again", "It came back."),
        "4 December 2026 at noon",
    )


def test_an_action_carried_twice_says_what_is_to_be_decided(
    ours: Furnished, member: Visitor
) -> None:
    """On its page and in the log."""
    for number in (60, 70):
        services.update_action(
            by=ours.people[Role.CLERK],
            action=ours.rows.action,
            words="Later",
            due_on=TODAY + timedelta(days=number),
        )
    for address in (page(ours.rows.action), log(ours)):
        member.open(address).sees("Carried forward twice", "Decide today: keep it")


@pytest.mark.parametrize("role", ["member of another body", "chair of another body"])
def test_the_people_of_another_body_are_told_why_not(ours: Furnished, role: str) -> None:
    """The log, and an action's page."""
    other = Visitor(ours.people[role])
    for address in (log(ours), page(ours.rows.action)):
        other.open(address, status=403).sees("for the people of the body")


def test_somebody_co_opted_reads_the_log(ours: Furnished) -> None:
    """Until the day it ends."""
    user = ours.people["member of another body"]
    person = councils.PersonFactory(council=ours.council, user=user)
    co_option = boards.CoOptionFactory(body=ours.rows.body, person=person)
    Visitor(user).open(log(ours))
    co_option.ends_on = TODAY - timedelta(days=1)
    co_option.save()
    Visitor(user).open(log(ours), status=403)


def test_only_the_clerk_is_offered_what_only_the_clerk_may(
    ours: Furnished, member: Visitor, clerk: Visitor
) -> None:
    """A clerk of another council who sits here is a member."""
    words = ("Close it as done", "Pass it up", "Write how it goes")
    clerk.open(page(ours.rows.action)).sees(*words)
    clerk.open(log(ours)).sees("Set an action")
    councils.MembershipFactory(user=ours.people[Role.BOARD_MEMBER], role=Role.CLERK)
    member.open(page(ours.rows.action)).does_not_see(*words)
    member.open(log(ours)).does_not_see("Set an action")


# One's own ----------------------------------------------------------------------------------------


def test_one_s_own_actions_stand_together_over_all_bodies(ours: Furnished, member: Visitor) -> None:
    """Nobody else's."""
    owner = ours.rows.action.owner
    there = boards.ActionFactory(item=ours.rows.group_item, owner=owner, text="Of the group")
    an_action(ours, "Of somebody else", TODAY)
    member.open(MINE).sees("2 to do.", there.body.short_name, "Of the group")
    member.does_not_see("Of somebody else")


def test_an_owner_says_that_it_is_done_and_the_clerk_closes_it(
    ours: Furnished, member: Visitor, clerk: Visitor
) -> None:
    """With the owner's words, which stand ready for her."""
    member.open(MINE).follow(f"Action {ours.rows.action.number}")
    member.sees(saying.CLERK_DECIDES).ticks("Yes, it is done")
    member.writes("How it goes, or what was done", "Done").press("Save")
    assert "“Done” alone tells nobody." in member.error_at("How it goes, or what was done")
    member.writes("How it goes, or what was done", "All four answered.")
    member.writes("Evidence", "Paper 4").press("Save")
    member.sees("Thank you. The clerk sees it in the log.", "Said to be done")
    clerk.open(log(ours)).sees("Said to be done")
    clerk.open(page(ours.rows.action)).follow("Close it as done")
    assert clerk.reads_in("What was done, and what changed") == "All four answered."
    assert clerk.reads_in("Evidence") == "Paper 4"
    clerk.press("Close the action").sees("The action is closed.", "Closed as done")
    member.open(f"{MINE}{ours.rows.action.pk}/").sees("Closed as done")
    assert not member.offers("Save")


def test_an_action_of_somebody_else_is_not_found_among_one_s_own(ours: Furnished) -> None:
    """Its number says nothing."""
    chair = Visitor(ours.people[Role.CHAIR])
    chair.open(f"{MINE}{ours.rows.action.pk}/", status=404)
    chair.open(MINE).sees("You have nothing to do.")


def test_its_owner_finds_the_way_from_the_log(ours: Furnished, member: Visitor) -> None:
    """To the page on which they say how it goes."""
    member.open(page(ours.rows.action)).follow("Say how it goes")
    assert member.address == f"{MINE}{ours.rows.action.pk}/"


# The clerk's forms --------------------------------------------------------------------------------


def fill_in(clerk: Visitor, ours: Furnished) -> Visitor:
    """A whole action, on its form."""
    item = ours.rows.held_items[0]
    clerk.open(log(ours)).follow("Set an action")
    clerk.writes("What is to be done", "Ring the school").writes("By when", "1/3/2027")
    clerk.writes("Who does it", f"{ours.rows.action.owner}, The council")
    return clerk.writes("Item it comes from", f"14 October 2026, item 1: {item.title}")


def test_the_clerk_sets_an_action_and_two_clicks_set_one(ours: Furnished, clerk: Visitor) -> None:
    """It is in the log, with its number."""
    before = Action.objects.count()
    fill_in(clerk, ours).writes("Promise it is about", ours.rows.promise.text)
    clerk.press_twice("Set the action").sees("The action is set.", "Ring the school")
    assert Action.objects.count() == before + 1
    made = Action.objects.get(text="Ring the school")
    assert (made.item, made.promise) == (ours.rows.held_items[0], ours.rows.promise)


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(
    ours: Furnished, clerk: Visitor
) -> None:
    """A day before the meeting, and nothing chosen."""
    fill_in(clerk, ours).writes("By when", "1/3/2026").press("Set the action")
    assert "cannot be due before that" in clerk.error_at("By when")
    assert clerk.reads_in("What is to be done") == "Ring the school"
    clerk.writes("Who does it", "Choose somebody").press("Set the action")
    assert "Choose one from the list." in clerk.error_at("Who does it")


def test_a_meeting_whose_minutes_are_confirmed_sets_no_action_more(
    ours: Furnished, clerk: Visitor
) -> None:
    """Its record is closed; the action is set without it. Neither does one that is to come."""
    closed = boards.AgendaItemFactory(
        meeting__body=ours.rows.body,
        meeting__held_on=date(2026, 11, 11),
        position=1,
        title="Closed item",
    )
    clerk.open(log(ours, "new/")).sees("11 November 2026, item 1: Closed item")
    boards.MinutesFactory(
        meeting=closed.meeting, confirmed=True, confirmed_in=ours.rows.takeover_today
    )
    clerk.open(log(ours, "new/")).does_not_see("Closed item", "16 December 2026")
    what = {"by": ours.people[Role.CLERK], "body": ours.rows.body, "text": "Ring"}
    for item, words in (
        (closed, "minutes of this meeting are confirmed"),
        (ours.rows.items[0], "is on"),
    ):
        with pytest.raises(Refused, match=words):
            services.open_action(
                item=item, owner=ours.rows.action.owner, due_on=date(2027, 3, 1), **what
            )


def test_the_second_of_two_is_shown_what_the_first_one_saved(
    ours: Furnished, clerk: Visitor, member: Visitor
) -> None:
    """Nothing either typed is lost; a second save adds it."""
    action = ours.rows.action
    clerk.open(page(action)).follow("Write how it goes")
    member.open(f"{MINE}{action.pk}/").writes("How it goes, or what was done", "Mine").press("Save")
    clerk.writes("How it goes", "Hers").writes("A new day", "1/3/2027").press("Save")
    clerk.sees("What the other person saved", "Somebody else has changed this", "Mine")
    assert clerk.reads_in("How it goes") == "Hers"
    clerk.press("Save").sees("Saved.", "Mine", "Hers", "moved from 15 January 2027 to 1 March 2027")


def test_two_clicks_on_each_of_the_clerk_s_forms_write_once(
    ours: Furnished, clerk: Visitor
) -> None:
    """The second click ends where the first one did."""
    action = ours.rows.action
    before = ActionUpdate.objects.count()
    clerk.open(page(action)).follow("Write how it goes").writes("How it goes", "Half of it")
    clerk.writes("A new day", "1/3/2027")
    clerk.writes("Give it to somebody else", f"{ours.rows.substitute.person}, The council")
    clerk.press_twice("Save").sees("Saved.")
    clerk.follow("Pass it up").ticks("Group").writes("Why", "Beyond us")
    clerk.press_twice("Pass it up").sees("Passed up to Group of Ourshire")
    clerk.follow("Close it as done").writes("What was done", "The letter went out.")
    clerk.press_twice("Close the action").sees("The action is closed.")
    clerk.follow("Open it again").writes("Why it is opened again", "It came back.")
    clerk.press_twice("Open it again").sees("The action is open again.")
    assert ActionUpdate.objects.count() == before + 3
    assert Escalation.objects.filter(action=action).count() == 1


def test_what_was_passed_up_is_taken_by_an_item_to_come(ours: Furnished, clerk: Visitor) -> None:
    """It stands in the log until then; two clicks take it once."""
    address = LOG.format(key=ours.rows.group_of_body.key)
    clerk.open(address).sees("Passed up to", "Waiting").follow("Put it on an agenda")
    clerk.ticks("16 December 2026, item").press_twice("Take it with this item")
    clerk.sees("It is on the agenda.")
    clerk.open(address).does_not_see("Waiting")
    assert Escalation.objects.get(pk=ours.rows.escalation.pk).taken_by == ours.rows.group_item


def test_without_a_meeting_to_come_it_waits(ours: Furnished, clerk: Visitor) -> None:
    """The page says what to do."""
    passed = boards.EscalationFactory(
        item=ours.rows.held_items[0], to_body=boards.BodyFactory(strategy=ours.rows.strategy)
    )
    clerk.open(f"{LOG.format(key=passed.to_body.key)}passed/{passed.pk}/")
    clerk.sees("No meeting to come has an item that could take it.")
    assert not clerk.offers("Take it with this item")
