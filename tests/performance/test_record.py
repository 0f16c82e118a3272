"""A long meeting’s minutes: forty items, sixty people, and no more questions to the database."""

import pytest
from django.urls import reverse

from boards.models import Minutes
from boards.record.services import circulate, draft_minutes
from councils import clock
from councils.roles import Role
from tests.factories import boards, councils
from tests.performance.test_queries import LIMIT, queries
from tests.support.minuted import DRAFTED, HELD, Minuted, minuted
from tests.support.people import sign_in

pytestmark = pytest.mark.django_db
ITEMS, PEOPLE = 40, 60


@pytest.fixture
def of(today) -> Minuted:  # noqa: ARG001
    """A meeting of that size, with a decision and an action at each item."""
    made = minuted()
    number = made.meeting.items.count()
    for position in range(number + 1, ITEMS + 1):
        item = boards.AgendaItemFactory(meeting=made.meeting, position=position)
        boards.OutcomeFactory(item=item, result="decided", words="It was talked over.")
        decision = boards.DecisionFactory(item=item, number=position)
        boards.ActionFactory(item=item, number=position, decision=decision)
    seat = boards.SeatFactory(body=made.panel.body, title="Members", is_plural=True)
    with clock.set_to(HELD):
        for place in range(1, PEOPLE + 1):
            person = councils.PersonFactory(council=made.panel.council, name=f"Member {place:02}")
            boards.SeatHolderFactory(seat=seat, place=place, person=person)
            boards.RegisterEntryFactory(meeting=made.meeting, seat=seat, person=person)
    return made


@pytest.fixture
def minutes(of: Minuted) -> Minutes:
    """Its minutes, a draft."""
    with clock.set_to(DRAFTED):
        return draft_minutes(by=of.clerk, meeting=of.meeting)


def page(of: Minuted, name: str, **more: object) -> str:
    """The address of a page of theirs."""
    where = {"council": of.panel.council.slug, "pk": of.meeting.pk, **more}
    return reverse(f"boards:{name}", kwargs=where)


def test_the_draft_has_everybody_and_everything(minutes: Minutes) -> None:
    assert minutes.sections.filter(item__isnull=False).count() == ITEMS
    present = minutes.sections.get(heading="Present").text
    assert [line for line in present.splitlines() if line.startswith("Member ")] == [
        f"Member {place:02}, Members" for place in range(1, PEOPLE + 1)
    ]
    last = minutes.sections.order_by("position").last().text
    assert f"Decision {ITEMS}: " in last or f"View of those present {ITEMS}: " in last
    assert "Action for " in last


def test_the_clerk_s_page_keeps_to_the_limit(of: Minuted, minutes: Minutes) -> None:
    for section in minutes.sections.filter(item__isnull=False)[:20]:
        section.text = "My own words."
        section.save()
    client = sign_in(of.clerk)
    assert queries(client, page(of, "minutes_detail")) <= LIMIT
    assert queries(client, page(of, "minutes_circulate")) <= LIMIT
    part = minutes.sections.first()
    assert queries(client, page(of, "minutes_part", part=part.pk)) <= LIMIT


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.INSPECTOR])
def test_the_readers_page_keeps_to_the_limit(of: Minuted, minutes: Minutes, role: str) -> None:
    circulate(by=of.clerk, minutes=minutes, version=minutes.version)
    user = councils.UserFactory()
    councils.MembershipFactory(user=user, council=of.panel.council, role=role)
    person = councils.PersonFactory(council=of.panel.council, user=user)
    boards.SeatHolderFactory(seat=boards.SeatFactory(body=of.panel.body), person=person)
    assert queries(sign_in(user), page(of, "minutes_detail")) <= LIMIT
    body = {"council": of.panel.council.slug, "key": of.panel.body.key}
    decisions = reverse("boards:decision_list", kwargs=body)
    assert queries(sign_in(user), decisions) <= LIMIT
