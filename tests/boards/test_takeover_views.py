"""The pages of a takeover: the sheet for dots, the clerk's button, the screen of who chairs."""

from datetime import date, time, timedelta

import pytest

from boards.models import Dots, Meeting, Turn
from councils import clock
from councils.roles import Role
from tests.boards.test_agendas_services import print_papers
from tests.factories import boards, forums
from tests.journeys.visiting import Visitor
from tests.support.world import Furnished, World

TODAY = date(2026, 12, 2)


@pytest.fixture
def ours(world: World) -> Furnished:
    """Our council."""
    return world.ours


def at(meeting: Meeting, page: str = "") -> str:
    """The address of a page of a takeover."""
    return f"/{meeting.council.slug}/boards/meetings/{meeting.pk}/takeover/{page}"


@pytest.fixture
def skye(ours: Furnished) -> Visitor:
    """A representative."""
    return Visitor(ours.people[Role.FORUM_REPRESENTATIVE])


@pytest.fixture
def clerk(ours: Furnished) -> Visitor:
    """The clerk."""
    return Visitor(ours.people[Role.CLERK])


# Dots ---------------------------------------------------------------------------------------------


def test_a_meeting_of_another_kind_has_no_such_pages(ours, skye, clerk) -> None:
    for page in ("", "dots/"):
        skye.open(at(ours.rows.meeting, page), status=404)
    agenda = f"/ourshire/boards/meetings/{ours.rows.draft_meeting.pk}/agenda/"
    clerk.open(agenda).does_not_see("Young people take over")


def test_another_forums_sheet_is_not_found(ours, skye) -> None:
    """Nor what is no number at all; one's own is."""
    other = boards.BodyForumFactory(body=ours.rows.body).forum
    here = at(ours.rows.takeover_meeting, "dots/")
    skye.open(f"{here}?forum={ours.rows.forum.pk}")
    for which in (other.pk, "x", ""):
        skye.open(f"{here}?forum={which}", status=404)


def test_who_is_in_two_forums_counts_for_each_of_them(ours, skye) -> None:
    other = boards.BodyForumFactory(body=ours.rows.body, forum__name="Insight").forum
    forums.ForumMemberFactory(user=ours.people[Role.FORUM_REPRESENTATIVE], forum=other)
    skye.open(at(ours.rows.takeover_meeting, "dots/")).follow("Insight")
    skye.writes("Music", "6").press("Save the dots").sees("Saved: 6 dots from Insight.")
    assert Dots.objects.get(forum=other).item == ours.rows.takeover_items[0]
    assert Dots.objects.filter(forum=ours.rows.forum).get() == ours.rows.dots


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("many", "Enter a whole number, such as 4."),
        ("-1", "Enter 0 or more."),
        ("501", "Enter 500 or fewer."),
    ],
)
def test_what_is_no_number_is_said_at_its_field(ours, skye, typed, said) -> None:
    skye.open(at(ours.rows.takeover_meeting, "dots/")).writes("Music", typed).press("Save the dots")
    assert said in skye.error_at("Music")
    assert skye.reads_in("Music") == typed
    assert skye.soup.title.get_text().startswith("Error: ")


def test_an_agenda_with_nothing_to_choose(ours, skye) -> None:
    meeting = boards.MeetingFactory(
        body=ours.rows.body, kind="takeover", held_on=TODAY + timedelta(days=30)
    )
    skye.open(at(meeting, "dots/")).sees("There is nothing to choose from yet.")
    skye.open(at(meeting)).sees("You chair this meeting")


def test_a_sheet_opened_before_the_papers_went_out_is_refused_in_words(ours, skye) -> None:
    meeting = ours.rows.takeover_meeting
    skye.open(at(meeting, "dots/")).writes("Music", "3")
    print_papers(meeting)
    skye.press("Save the dots").sees("The papers are out, so the order stays as it is.")
    assert Dots.objects.filter(item__meeting=meeting).count() == 1


def test_the_clerk_follows_and_is_told_when_there_is_nothing_to_do(ours, clerk) -> None:
    meeting = ours.rows.takeover_meeting
    clerk.open(f"/ourshire/boards/meetings/{meeting.pk}/agenda/")
    clerk.sees("Young people take over this meeting", "3 dots")
    stale = clerk.copy()
    clerk.press("Put the agenda in this order").sees("The agenda is in the order of the dots now.")
    titles = meeting.items.order_by("position").values_list("title", flat=True)
    assert list(titles) == [item.title for item in reversed(ours.rows.takeover_items)]
    print_papers(meeting)
    stale.press("Put the agenda in this order").sees("The papers are out, so the order stays")


# The screen ---------------------------------------------------------------------------------------


def test_the_item_now_and_who_speaks_to_it(ours, skye) -> None:
    skye.open(at(ours.rows.takeover_today))
    item = ours.rows.turn.item
    skye.sees("Item 1 of 2", item.title, f"{item.presenter} speaks to it.", "Next: Next")
    skye.sees("Your own time is still to come: 20 minutes.")


def test_a_restricted_paper_hides_who_speaks(ours, skye) -> None:
    """The title stands in every reader's papers."""
    item = ours.rows.turn.item
    boards.RestrictionFactory(report=boards.ReportFactory(item=item, cleared=True))
    skye.open(at(ours.rows.takeover_today)).sees(item.title, "A paper here is not for everybody.")
    skye.does_not_see(item.presenter)


def test_what_another_body_handed_over_names_nobody(ours, skye) -> None:
    item = ours.rows.turn.item
    item.from_body = ours.rows.group_of_body
    item.save()
    skye.open(at(ours.rows.takeover_today)).sees(item.title).does_not_see(item.presenter)


def test_no_button_does_anything_that_is_none(ours, skye) -> None:
    """A press that the screen does not offer is answered in words."""
    page = skye.open(at(ours.rows.takeover_today))
    for sent in ({}, {"move": "jump", "step": 1}, {"move": "next", "step": "x"}):
        token = page.soup.find("input", {"name": "csrfmiddlewaretoken"})["value"]
        response = page.client.post(
            at(ours.rows.takeover_today, "press/"),
            {**sent, "csrfmiddlewaretoken": token},
            follow=True,
        )
        assert "Press one of the buttons on this screen." in response.content.decode()
    assert Turn.objects.filter(item__meeting=ours.rows.takeover_today).count() == 1


def test_a_button_that_does_nothing_now_says_why(ours, skye) -> None:
    """Sent by a browser that kept an old page."""
    page = skye.open(at(ours.rows.takeover_today))
    token = page.soup.find("input", {"name": "csrfmiddlewaretoken"})["value"]
    response = page.client.post(
        at(ours.rows.takeover_today, "press/"),
        {"move": "start", "step": 1, "csrfmiddlewaretoken": token},
        follow=True,
    )
    assert "The meeting has begun already." in response.content.decode()


def test_to_the_end_and_back(ours, skye) -> None:
    with clock.set_to(clock.moment(TODAY, time(11, 5))):
        skye.open(at(ours.rows.takeover_today)).press("Next Next of Ourshire")
        skye.sees("This is the last item.", "20 minutes left")
    with clock.set_to(clock.moment(TODAY, time(11, 15))):
        skye.press_twice("End the meeting")
        skye.sees("You were promised 20 minutes. You had 10. That is 10 too few.")
        skye.press("Back to the last item").sees("10 minutes left")


def test_the_end_is_not_undone_for_the_rest_of_the_day(ours, skye) -> None:
    """The button is there for ten minutes; a page left open says why it does nothing."""
    meeting = ours.rows.takeover_today
    meeting.closed_at = clock.moment(TODAY, time(11, 50))
    meeting.save()
    with clock.set_to(clock.moment(TODAY, time(12, 0))):
        assert skye.open(at(meeting)).offers("Back to the last item")
    with clock.set_to(clock.moment(TODAY, time(12, 1))):
        skye.press("Back to the last item").sees("The meeting ended more than ten minutes ago.")
        assert not skye.offers("Back to the last item")


def test_a_chair_is_not_asked_what_the_forum_is_asked(ours) -> None:
    """The clerk is led to the record, the forum to its question, the chair to neither."""
    meeting = ours.rows.takeover_today
    meeting.closed_at = clock.moment(TODAY, time(11, 50))
    meeting.save()
    asked = "Say whether your time was cut short"
    recorded = "Record what came of each item"
    for role, sees, misses in (
        (Role.CHAIR, "How the time went", (asked, recorded)),
        (Role.CLERK, recorded, (asked,)),
        (Role.PARTICIPATION_WORKER, asked, (recorded,)),
    ):
        Visitor(ours.people[role]).open(at(meeting)).sees(sees).does_not_see(*misses)


def test_a_day_later_the_clock_has_stopped(ours, skye) -> None:
    with clock.set_to(TODAY + timedelta(days=1)):
        skye.open(at(ours.rows.takeover_today)).sees("How the time went", "not reached")
        skye.sees("nobody pressed the button at the end")
        assert not skye.offers("Back to the last item")


def test_a_cancelled_meeting_is_neither_ordered_nor_chaired(ours, skye) -> None:
    meeting = ours.rows.takeover_meeting
    meeting.cancelled_at, meeting.cancel_reason = clock.now(), "Snow."
    meeting.save()
    for page in ("", "dots/"):
        skye.open(at(meeting, page)).sees("This meeting is cancelled.")
    assert not skye.offers("Save the dots")


def test_home_leads_to_both(ours, skye) -> None:
    """The forum's people, while there is something to do; nobody of another forum."""
    skye.open("/ourshire/").sees("What matters most?", "Chair the meeting")
    Visitor(ours.people["worker of another forum"]).open("/ourshire/").does_not_see(
        "What matters most?", "Chair the meeting"
    )
    for meeting in (ours.rows.takeover_meeting, ours.rows.takeover_today):
        boards.EditionFactory(meeting=meeting)
    skye.open("/ourshire/").sees("Chair the meeting").does_not_see("What matters most?")


def test_the_agenda_of_a_takeover_asks_as_little_as_others(
    ours, clerk, django_assert_max_num_queries
) -> None:
    clerk.open(f"/ourshire/boards/meetings/{ours.rows.takeover_meeting.pk}/agenda/")
    with django_assert_max_num_queries(12):
        clerk.open(clerk.address)
