"""What a person finds to do on the council's home page."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from boards.models import Body, Seat
from boards.seats.queries import vacant_seats
from corporate_parenting.for_you import for_you
from councils import clock
from councils.models import Council
from councils.roles import Role
from measures.period.queries import owed
from tests.factories import boards, councils
from tests.factories.measures import MeasureFactory
from tests.support.people import person
from tests.support.world import World

INVITED = "You are invited: wednesday 16 december"
ANSWER = "Answer the forum’s questions"
CUT_SHORT = "Was your time cut short?"
BROKEN = "Broken promises"
#: Two meetings to take over: one to come, and one today, that also ends today.
TAKEN_OVER = ("What matters most?", CUT_SHORT, "Chair the meeting", "What matters most?", CUT_SHORT)
TITLES: dict[str, list[str]] = {
    Role.FORUM_REPRESENTATIVE: [
        *(BROKEN, *TAKEN_OVER, "Ask a question", "Is that an answer?", "Questions", "Your papers")
    ],
    Role.PARTICIPATION_WORKER: [
        *(INVITED, BROKEN, *TAKEN_OVER, "Read an answer", "Ask a question", "Read a question"),
        "Agree to a wording",
        *("Tell an answer back", "Is that an answer?", "Questions", ANSWER),
        *("Sessions", "What was said", "Your papers"),
    ],
    Role.BOARD_MEMBER: [INVITED, "You have 1 action", "Board member papers"],
    Role.CLERK: [
        *("Meetings", "What is owed", "Seats to see to"),
        *("Today’s register", "Today’s register", "Chair the meeting", "Minutes to send round"),
        *("Reports", "Files to look at", "What we ask young people", ANSWER, "What was said"),
        "Board member papers",
    ],
    Role.KPI_OFFICER: ["Record figures", "Figures on record", "What the measures mean"],
    Role.REPORT_AUTHOR: ["Your reports", ANSWER],
    Role.PROMISE_OWNER: [BROKEN, ANSWER, "What was said"],
    Role.PORTFOLIO_HOLDER: [BROKEN],
    Role.FORUM_CHAIR: [BROKEN],
    Role.INSPECTOR: ["Questions", "What was said", "Board member papers"],
}


@pytest.mark.parametrize("role", TITLES)
def test_each_person_has_their_cards(world: World, role: str) -> None:
    titles = [card.title for card in for_you(world.ours.people[role], world.ours.council)]
    assert [title.capitalize() for title in titles] == TITLES[role]


@pytest.mark.parametrize("role", list(Role))
def test_every_card_leads_to_a_page_the_person_may_open(
    world: World, client: Client, role: str
) -> None:
    user = world.ours.people[role]
    client.force_login(user, backend="councils.access.MembershipBackend")
    for card in for_you(user, world.ours.council):
        assert client.get(card.href, follow=True).status_code == 200, card.href


def test_a_stranger_has_none(world: World) -> None:
    """Whatever they are in another council."""
    for user in world.theirs.people.values():
        assert for_you(user, world.ours.council) == []


def test_the_officer_sees_how_many_figures_are_owed(world: World) -> None:
    """The same that the screen and the reminders ask for."""
    council, officer = world.ours.council, world.ours.people[Role.KPI_OFFICER]
    card = for_you(officer, council)[0]
    assert (card.title, card.meta) == ("Record figures", "None due")
    MeasureFactory(council=council, months_between=6, grace_days=63)  # to 30 September: 2 December
    card = for_you(officer, council)[0]
    assert card.meta == "1 due, 1 overdue"
    assert [each.due for each in owed(council, officer)] == [date(2026, 6, 2), date(2026, 12, 2)]


def test_the_unread_are_counted(world: World) -> None:
    cards = for_you(world.ours.people[Role.PARTICIPATION_WORKER], world.ours.council)
    (questions,) = [card for card in cards if card.title == "Questions"]
    assert questions.meta == "1 not read yet"


def test_questions_to_answer_are_counted_and_those_late(world: World) -> None:
    """One has waited since January, one since today; one about this very person is not counted."""
    user = world.ours.people[Role.CLERK]
    (card,) = [each for each in for_you(user, world.ours.council) if each.title == ANSWER]
    assert card.meta == "2 wait, 1 late"
    question = world.ours.rows.put
    question.not_for = user
    question.save()
    (card,) = [each for each in for_you(user, world.ours.council) if each.title == ANSWER]
    assert card.meta == "1 waits"


def test_actions_are_counted_and_those_overdue(world: World) -> None:
    """A person with none has no card for them."""
    user, action = world.ours.people[Role.BOARD_MEMBER], world.ours.rows.action
    (card,) = [card for card in for_you(user, world.ours.council) if "action" in card.title]
    assert card.meta == "None overdue"
    boards.ActionFactory(item=action.item, owner=action.owner, due_on=date(2026, 12, 1))
    boards.ActionFactory(item=action.item, owner=action.owner, closed=True)
    (card,) = [card for card in for_you(user, world.ours.council) if "action" in card.title]
    assert (card.title, card.meta) == ("You have 2 actions", "1 overdue")
    assert "actions" not in str(for_you(world.ours.people[Role.CHAIR], world.ours.council))


def test_what_is_said_to_be_broken_is_counted(world: World) -> None:
    """With what a worker has to read; who holds a key has the card though nothing is open."""
    made = world.ours
    metas = {
        role: card.meta
        for role in (Role.PROMISE_OWNER, Role.PARTICIPATION_WORKER)
        for card in for_you(made.people[role], made.council)
        if card.title == BROKEN
    }
    assert metas == {Role.PROMISE_OWNER: "3 open", Role.PARTICIPATION_WORKER: "3 open, 1 to read"}
    other = councils.CouncilFactory()
    for role, has_it in ((Role.FORUM_CHAIR, [BROKEN]), (Role.PROMISE_OWNER, [])):
        titles = [card.title for card in for_you(person(role, other), other)]
        assert [title for title in titles if title == BROKEN] == has_it


def test_vacant_seats_and_lapsed_co_options_are_counted(world: World) -> None:
    """The card leads to the first body that has any, and goes when none is left."""
    user, made = world.ours.people[Role.CLERK], world.ours
    Seat.objects.filter(pk__in=vacant_seats(clock.today())).delete()
    assert "Seats to see to" not in str(for_you(user, made.council))
    boards.CoOptionFactory(body=made.rows.body, lapsed=True)
    boards.SeatFactory(body=boards.BodyFactory(council=made.council, position=9))
    boards.SeatFactory(body=world.theirs.rows.body)
    (card,) = [each for each in for_you(user, made.council) if each.title == "Seats to see to"]
    assert card.meta == "1 vacant, 1 co-option lapsed"
    assert card.href == f"/ourshire/boards/{made.rows.body.key}/people/"


def test_the_roles_page_shows_the_table_the_check_reads(client: Client, db) -> None:  # noqa: ARG001
    said = client.get("/help/roles/").content.decode()
    for role in Role:
        assert role.label in said


@pytest.mark.parametrize("address", ["/", "/help/accessibility/", "/help/components/"])
def test_help_is_for_everybody(client: Client, db, address: str) -> None:  # noqa: ARG001
    assert client.get(address).status_code == 200


# The next meetings, for everybody -----------------------------------------------------------------


def committee(**fields: object) -> Body:
    """A body that is a formal committee, and published unless told."""
    body = boards.BodyFactory(**{"published": True, **fields})
    boards.BodyRulesFactory(body=body, committee=True, in_force_from=date(2020, 1, 1))
    return body


def next_meetings(client: Client, council: Council) -> list[str]:
    """The cards of the meetings to come, as they are read."""
    page = BeautifulSoup(client.get(f"/{council.slug}/").content, "html.parser")
    heading = page.find("h2", string="The next meetings")
    cards = heading.find_next_sibling().select(".cp-card")
    return [" ".join(card.get_text(" ").split()) for card in cards]


@pytest.mark.usefixtures("today")
def test_a_formal_committee_s_next_meetings_are_announced_at_home(client: Client, db) -> None:  # noqa: ARG001
    """When and where, the nearest first, from the day they are planned; no other body's."""
    body = committee()
    for day in (date(2027, 3, 10), date(2027, 1, 13)):
        boards.MeetingFactory(body=body, held_on=day, place="Room 9", starts_at=time(14, 0))
    boards.MeetingFactory(body=body, held_on=date(2027, 2, 10), cancelled=True)
    boards.MeetingFactory(body=body, held_on=date(2026, 11, 4))
    boards.MeetingFactory(body=boards.BodyFactory(strategy=body.strategy, published=True))
    boards.MeetingFactory(body=committee(strategy=body.strategy, published=False))
    assert next_meetings(client, body.council) == [
        f"Wednesday 13 January 2027 2pm, Room 9 {body.short_name}",
        f"Wednesday 10 March 2027 2pm, Room 9 {body.short_name}",
    ]


@pytest.mark.usefixtures("today")
def test_many_announced_meetings_hide_no_papers(client: Client, db) -> None:  # noqa: ARG001
    body = committee()
    for month in range(1, 11):
        boards.MeetingFactory(body=body, held_on=date(2027, month, 13))
    over = boards.MeetingFactory(body=body, held_on=date(2026, 11, 4))
    boards.EditionFactory(meeting=over, public=True)
    assert len(next_meetings(client, body.council)) == 8
    said = client.get(f"/{body.council.slug}/").content.decode()
    assert f"/boards/meetings/{over.pk}/papers/" in said
