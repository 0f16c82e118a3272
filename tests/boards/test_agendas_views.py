"""The agenda builder as a clerk uses it without scripts: pages, buttons, forms and sentences."""

from datetime import date

import pytest

from boards.models import AgendaItem, Body, Meeting
from boards.services import cancel_meeting
from councils import clock
from councils.models import Council
from councils.roles import Role
from tests.factories import boards, councils
from tests.journeys.visiting import Visitor
from tests.support.world import Furnished, World

DRAFT = "/ourshire/boards/meetings/{pk}/"


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


@pytest.fixture
def clerk(ours: Furnished) -> Visitor:
    """Its clerk, in front of the agenda of a meeting that is planned and not published."""
    return Visitor(ours.people[Role.CLERK]).open(agenda_of(ours.rows.draft_meeting))


def agenda_of(meeting: Meeting) -> str:
    """The address of an agenda."""
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/agenda/"


def titles(meeting: Meeting) -> list[str]:
    """The items in order."""
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def add(clerk: Visitor, title: str, **fields: object) -> Visitor:
    """Fill in the form of a new item and send it."""
    clerk.follow("Add an item").writes("What it is about", title)
    for label, value in fields.items():
        clerk.writes(label.replace("_", " "), value)
    return clerk.ticks("For discussion").press("Add the item")


# Items --------------------------------------------------------------------------------------------


def test_an_item_is_added_and_the_room_is_counted_in_words(clerk: Visitor, ours: Furnished) -> None:
    """It says where the item is; the page has it in order."""
    clerk.sees("25 of 120 minutes are taken: 95 are free.")
    add(clerk, "Fostering", Minutes=100).sees("“Fostering” is item 3.")
    clerk.sees("125 of 120 minutes are taken: 5 too many.")
    assert titles(ours.rows.draft_meeting)[-1] == "Fostering"


def test_what_was_typed_is_kept_where_something_is_wrong(clerk: Visitor) -> None:
    """R7, at the minutes."""
    clerk.follow("Add an item").writes("What it is about", "Statistics")
    clerk.ticks("For information").press("Add the item")
    assert "For information only" in clerk.error_at("Minutes")
    assert clerk.reads_in("What it is about") == "Statistics"
    clerk.writes("Minutes", "0").press("Add the item")
    clerk.sees_in_order("For information, no time given", "Statistics")


def test_after_the_papers_were_due_the_form_asks_why(ours: Furnished) -> None:
    """Before, it does not."""
    meeting = ours.rows.draft_meeting  # on 10 February 2027: papers due on the 3rd
    address = f"{agenda_of(meeting)}add/"
    clerk = Visitor(ours.people[Role.CLERK])
    clerk.open(address).does_not_see("Why it is late or urgent")
    with clock.set_to(date(2027, 2, 4)):
        clerk.open(address).sees("The papers were due on Wednesday 3 February 2027.")
        clerk.writes("What it is about", "A flood").ticks("For decision").press("Add the item")
        assert clerk.error_at("Why it is late or urgent")
        clerk.writes("Why it is late or urgent", "It rained on Tuesday.").press("Add the item")
        clerk.sees("Late or urgent It rained on Tuesday.")


def test_an_item_is_moved_by_buttons_and_by_its_place(clerk: Visitor, ours: Furnished) -> None:
    """Pressed twice before the answer came, it moves once."""
    first, second = titles(ours.rows.draft_meeting)
    clerk.press_twice(f"Down {first}").sees(f"“{first}” is now item 2 of 2.")
    assert titles(ours.rows.draft_meeting) == [second, first]
    clerk.writes(f"Place of {second}", "2").press(f"Move {second}")
    assert titles(ours.rows.draft_meeting) == [first, second]
    assert not clerk.offers(f"Up {first}")
    assert not clerk.offers(f"Down {second}")


@pytest.mark.parametrize("sent", ["", "soon", "-1", "77"])
def test_a_place_that_is_none_is_refused_in_words(
    clerk: Visitor, ours: Furnished, sent: str
) -> None:
    """Whatever somebody sends."""
    item = ours.rows.draft_item
    data = {"place": sent, "csrfmiddlewaretoken": clerk.client.cookies["csrftoken"].value}
    address = f"/ourshire/boards/meetings/items/{item.pk}/move/"
    html = clerk.client.post(address, data, follow=True).content.decode()
    assert "There is a problem" in html
    assert titles(ours.rows.draft_meeting)[0] == item.title


def test_a_second_editor_is_shown_what_the_first_one_saved(clerk: Visitor, ours: Furnished) -> None:
    """And what they typed themselves; saved again, it stands."""
    item = ours.rows.draft_time
    clerk.follow(item.title)
    other = clerk.copy()
    clerk.writes("Minutes", "20").press("Save").sees("Saved.")
    other.writes("Minutes", "30").press("Save")
    other.sees("Somebody else has changed this", "What the other person saved", "20")
    assert other.reads_in("Minutes") == "30"
    other.press("Save").sees("Saved.")
    item.refresh_from_db()
    assert item.minutes == 30


def test_an_item_is_taken_off_and_put_back(clerk: Visitor, ours: Furnished) -> None:
    """The button stands there at once; one with something under it says why it stays."""
    first, second = before = titles(ours.rows.draft_meeting)
    clerk.follow(first).sees(
        f"“{first}” cannot be taken off. Under it there is a report and somebody invited for it."
    )
    assert not clerk.offers(f"Take it off {first}")
    clerk.open(agenda_of(ours.rows.draft_meeting)).follow(second).press(f"Take it off {second}")
    clerk.sees_in_order("Taken off the agenda", second)
    assert titles(ours.rows.draft_meeting) == [first]
    clerk.press_twice(f"Put it back {second}").sees(f"“{second}” is back as item 2.")
    assert titles(ours.rows.draft_meeting) == before
    assert not clerk.offers(f"Put it back {second}")


def test_what_was_taken_off_cannot_be_forged_or_put_on_another_agenda(
    clerk: Visitor, ours: Furnished
) -> None:
    """The token is ours, and of this meeting."""
    second = ours.rows.draft_time
    clerk.follow(second.title).press(f"Take it off {second.title}")
    _, _, data = clerk.sent_by(f"Put it back {second.title}")
    token = data["token"][0]
    other = agenda_of(ours.rows.bare_meeting)
    for address, sent in ((other, token), (agenda_of(ours.rows.draft_meeting), f"{token}x")):
        form = data | {"token": [sent]}
        html = clerk.client.post(f"{address}put-back/", form, follow=True).content.decode()
        assert "This can no longer be put back." in html
        assert not clerk.open(f"{address}?put_back={sent}").offers(f"Put it back {second.title}")
    assert not AgendaItem.objects.filter(pk=second.pk).exists()


# Who comes ----------------------------------------------------------------------------------------


def test_somebody_new_is_invited_and_withdrawn(clerk: Visitor, ours: Furnished) -> None:
    """They stand on the agenda beside the item."""
    clerk.follow(ours.rows.draft_time.title).sees("Nobody is invited for this item.")
    clerk.follow("Invite somebody for it").ticks("Heard").writes("Why them?", "Speaks of school.")
    clerk.writes("Who?", "Somebody new, named below").press("Save")
    assert clerk.error_at("Name")
    clerk.writes("Name", "Jo Marsh").writes("Organisation", "A school")
    clerk.press_twice("Save").sees("Jo Marsh", "Invited, from A school", "Speaks of school.")
    assert ours.rows.draft_time.attenders.count() == 1
    clerk.open(agenda_of(ours.rows.draft_meeting)).sees("Invited: Jo Marsh")
    clerk.follow(ours.rows.draft_time.title).press("Withdraw the invitation Jo Marsh")
    clerk.sees("Nobody is invited for this item.")


def test_somebody_is_co_opted_for_the_item(clerk: Visitor, ours: Furnished) -> None:
    """With the discipline they stand for."""
    clerk.follow(ours.rows.draft_time.title).follow("Invite somebody for it")
    clerk.sees("The terms of reference say nothing of co-option.")
    clerk.ticks("Co-opted for this item").writes("Who?", "Somebody new, named below")
    clerk.writes("Name", "Dr Ash").writes("Why them?", "Knows the clinics.")
    clerk.writes("Stands for", "Discipline of Ourshire").press("Save")
    clerk.sees("Dr Ash", "Co-opted for this item, for Discipline of Ourshire")
    clerk.press("Withdraw the co-option Dr Ash").sees("They do not come for this item.")
    clerk.sees("Nobody is invited for this item.")
    clerk.open(agenda_of(ours.rows.draft_meeting)).does_not_see("Dr Ash")


def test_nobody_is_invited_to_a_meeting_that_is_over(ours: Furnished) -> None:
    """Nor is anybody's coming taken back."""
    item = ours.rows.held_items[0]
    attender = boards.AttenderFactory(item=item)
    address = f"/ourshire/boards/meetings/items/{item.pk}/"
    clerk = Visitor(ours.people[Role.CLERK]).open(f"{address}invite/").sees("stays as it was")
    token = {"csrfmiddlewaretoken": clerk.client.cookies["csrftoken"].value}
    sent = {"how": "heard", "person": ours.rows.person.pk, "reason": "Too late."}
    for way, data in (("invite/", sent), ("withdraw/", {"attender": attender.pk})):
        response = clerk.client.post(f"{address}{way}", token | data, follow=True)
        assert "stays as it was" in response.content.decode()
    assert list(item.attenders.all()) == [attender]


# Carried in, and the forum's minutes --------------------------------------------------------------


def test_what_is_owed_is_offered_and_taken_over(clerk: Visitor, ours: Furnished) -> None:
    """One thing by its button, the rest all at once."""
    source = boards.AgendaItemFactory(meeting=ours.rows.held_meeting, title="Fostering")
    boards.OutcomeFactory(item=source, result="deferred")
    clerk.open(agenda_of(ours.rows.draft_meeting))
    clerk.sees("Waiting to come onto an agenda", "Put off at the meeting on Wednesday 14 October")
    clerk.press("Take it over Fostering").sees("1 item was carried in")
    assert not clerk.offers("Take it over Fostering")
    clerk.press("Take all of it over").sees("2 items were carried in")
    clerk.does_not_see("Waiting to come onto an agenda")
    clerk.sees("Fostering", "Put off at the meeting on Wednesday 14 October 2026.")


def test_what_is_stuck_stands_first(clerk: Visitor, ours: Furnished) -> None:
    """R15: with its history, before anything is arranged."""
    earlier = boards.MeetingFactory(body=ours.rows.body, held_on=date(2026, 9, 9))
    for meeting in (earlier, ours.rows.held_meeting):
        boards.IssueFactory(meeting=meeting, concern="Too many moves")
    clerk.open(agenda_of(ours.rows.draft_meeting)).sees_in_order(
        "Too many moves is stuck: red on Wednesday 9 September 2026", "minutes are taken"
    )
    clerk.follow("The issues of this meeting").sees("Too many moves")


def test_open_actions_are_counted(clerk: Visitor, ours: Furnished) -> None:
    """Those overdue among them."""
    clerk.sees("1 action of the board is open. They come up under the matters arising.")
    boards.ActionFactory(item=ours.rows.held_items[0], due_on=date(2026, 11, 1))
    clerk.open(agenda_of(ours.rows.draft_meeting)).sees("2 actions of the board are open, 1 of")
    clerk.follow("The action log").sees("Actions of Short panel of Ourshire")


def test_the_spec_s_example_of_owed_minutes_through_the_pages(
    buckinghamshire: Council,
) -> None:
    """R8: nine of fifteen were given, the forum says cut short; the next agenda needs twenty-one."""
    panel = Body.objects.of(buckinghamshire).get(key="panel")
    held = boards.MeetingFactory(body=panel, held_on=date(2026, 11, 11))
    time = boards.AgendaItemFactory(meeting=held, position=1, protected=True, minutes=15)
    clerk = Visitor(councils.MembershipFactory(council=buckinghamshire, role=Role.CLERK).user)
    clerk.open("/buckinghamshire/boards/panel/plan/").writes("Date", "13/1/2027")
    clerk.writes("Place", "Room 1").press("Plan the meeting")
    clerk.sees("Planned for Wednesday 13 January 2027. 3 items were carried in")
    clerk.sees("Health sub-group tells the Panel about its progress.")
    assert clerk.offers("Publish the papers")

    said = {"given": 9, "cut_short": True, "said_by": councils.UserFactory()}
    boards.ForumTimeFactory(item=time, planned=15, **said)
    words = (
        "The time for We Do Care! is 21 minutes: 15 and 6 owed, because 9 of 15 minutes were given "
        "last time."
    )
    clerk.open(clerk.address).sees(words, "Get the agenda ready Now")
    assert not clerk.offers("Publish the papers")
    clerk.follow("Build the agenda").sees(words).press("Give the forum its 21 minutes")
    clerk.sees("“Questions from We Do Care!” has 21 minutes.")
    clerk.sees("6 owed").does_not_see("The agenda gives")
    clerk.follow("Overview").press("Publish the papers").sees("Published: members’ papers")


# The meeting itself -------------------------------------------------------------------------------


def test_the_overview_says_what_is_to_be_done(ours: Furnished) -> None:
    """Step by step, with the days; of a meeting that is over, what was missed."""
    clerk = Visitor(ours.people[Role.CLERK])
    clerk.open(DRAFT.format(pk=ours.rows.draft_meeting.pk))
    clerk.sees("To do now: invite the board members; publish the papers.")
    clerk.sees_in_order(
        *("Invite the board members Now", "Get the agenda ready Done", "Publish the papers Now"),
        *("Due on Wednesday 3 February 2027.", "Keep the register Next"),
        *("Send the minutes round Next", "Have the minutes confirmed Next"),
    )
    clerk.open(DRAFT.format(pk=ours.rows.held_meeting.pk))
    clerk.sees("Keep the register Done", "A draft is written.", "Invite the board members Missed")


def test_a_meeting_is_changed_in_all_that_it_is(clerk: Visitor, ours: Furnished) -> None:
    """Its agenda follows the theme; who chairs is somebody who sits on the body."""
    meeting, person = ours.rows.draft_meeting, ours.rows.holder.person
    clerk.follow("Overview").follow("Change the day, place, theme, chair")
    clerk.writes("Kind", "Informal meeting").writes("Length in minutes", "90")
    clerk.writes("Theme", "Theme of Ourshire").writes("Chair", person.name)
    clerk.ticks("A young person chairs").press("Save").sees("Saved.")
    clerk.sees("Informal meeting", "90 minutes", person.name, "A young person chairs")
    assert "Theme of Ourshire" in titles(meeting)


def test_a_meeting_is_cancelled_and_held_after_all(ours: Furnished) -> None:
    """With the reason on the list and in its papers, for everybody who reads them."""
    meeting = ours.rows.meeting
    clerk = Visitor(ours.people[Role.CLERK]).open(DRAFT.format(pk=meeting.pk))
    clerk.follow("Cancel the meeting").press("Cancel the meeting")
    assert clerk.error_at("Why it is cancelled")
    clerk.writes("Why it is cancelled", "The boiler broke.").press("Cancel the meeting")
    clerk.sees("The meeting is cancelled.", "This meeting is cancelled: The boiler broke.")
    assert not clerk.offers("Publish the papers")
    clerk.open("/ourshire/boards/meetings/").sees("Cancelled")
    papers = f"/ourshire/boards/meetings/{meeting.pk}/papers/public/"
    for address in (papers, f"{papers}1/"):
        Visitor().open(address).sees("This meeting is cancelled: The boiler broke.")
    Visitor().open("/ourshire/").sees("16 December 2026", "Cancelled")
    Visitor().open("/ourshire/boards/" + ours.rows.body.key + "/").sees("Cancelled")
    clerk.open(agenda_of(meeting)).sees("its agenda stays as it is")
    clerk.open(f"{agenda_of(meeting)}add/").sees("its agenda stays as it is")
    clerk.open(DRAFT.format(pk=meeting.pk)).press("It is held after all")
    clerk.sees("The meeting is held after all.")
    assert clerk.offers("Publish the papers")


def test_a_meeting_that_was_held_cannot_be_cancelled(ours: Furnished) -> None:
    """The page says why and has no form; sent all the same, the same sentence."""
    address = f"{DRAFT.format(pk=ours.rows.held_meeting.pk)}cancel/"
    clerk = Visitor(ours.people[Role.CLERK]).open(address).sees("This meeting was held")
    assert not clerk.offers("Cancel the meeting")
    token = {"csrfmiddlewaretoken": clerk.client.cookies["csrftoken"].value}
    response = clerk.client.post(address, token | {"cancel_reason": "Snow."})
    assert "This meeting was held" in response.content.decode()
    ours.rows.held_meeting.refresh_from_db()
    assert not ours.rows.held_meeting.is_cancelled


def test_a_day_that_has_passed_or_is_taken_stays_cancelled(ours: Furnished) -> None:
    """In words, whoever presses the button late."""
    meeting = ours.rows.cancelled_meeting
    clerk = Visitor(ours.people[Role.CLERK]).open(DRAFT.format(pk=meeting.pk))
    late = clerk.copy()
    other = boards.MeetingFactory(body=meeting.body, held_on=meeting.held_on)
    clerk.press("It is held after all").sees("There is a meeting of this body on that day already")
    other.delete()
    with clock.set_to(date(2027, 3, 11)):
        late.press("It is held after all").sees("The day has passed")
        assert not late.offers("It is held after all")


def test_a_question_of_a_cancelled_meeting_goes_to_another(ours: Furnished) -> None:
    """Nobody has to ask again; the young person is told."""
    question, meeting = ours.rows.put, ours.rows.meeting
    cancel_meeting(by=ours.people[Role.CLERK], meeting=meeting, reason="Snow.")
    address = f"/ourshire/forums/questions/{question.pk}/"
    young = Visitor(ours.people[Role.FORUM_REPRESENTATIVE]).open(address)
    young.sees("16 December 2026 is cancelled. The question goes to another one")
    worker = Visitor(ours.people[Role.PARTICIPATION_WORKER]).open(address)
    worker.follow("Put it to another meeting").ticks("Short panel of Ourshire, 10 February 2027")
    worker.press("Put the question").sees("The question is on the agenda.")
    put = question.puts.get()
    assert put.item.meeting == ours.rows.draft_meeting
    assert put.put_by == ours.people[Role.PARTICIPATION_WORKER]


def test_a_question_that_was_opened_again_goes_to_a_further_meeting(ours: Furnished) -> None:
    """Its page offers it; on the first agenda it stays, and once put it is offered no more."""
    question, meeting = ours.rows.put, ours.rows.meeting
    question.state, question.reopened_at = "reopened", clock.now()
    question.save()
    address = f"/ourshire/forums/questions/{question.pk}/"
    worker = Visitor(ours.people[Role.PARTICIPATION_WORKER]).open(address)
    worker.sees("It is on the agenda of").follow("Put it to another meeting")
    worker.ticks("Short panel of Ourshire, 10 February 2027").press("Put the question")
    worker.sees("The question is on the agenda.", "10 February 2027")
    worker.does_not_see("Put it to another meeting")
    meetings = {put.item.meeting for put in question.puts.select_related("item__meeting")}
    assert meetings == {meeting, ours.rows.draft_meeting}
