"""Clerks building agendas at the very same moment: places stay whole, nothing is there twice."""

from datetime import date, time

import pytest

from boards.agendas.carry.services import carry_in
from boards.agendas.queries import owed_to
from boards.agendas.services import add_item, move_item, put_back, remove_item
from boards.models import AgendaItem, Meeting
from boards.services import cancel_meeting, plan_meeting
from councils import clock
from councils.writing import Refused
from tests.factories import boards, councils
from tests.journeys.test_at_once import TODAY, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def planned(day: date = date(2027, 1, 13), **fields: object) -> Meeting:
    """A meeting with five items."""
    with clock.set_to(TODAY):
        body = fields.pop("body", None) or boards.BodyFactory()
        meeting = plan_meeting(
            by=councils.UserFactory(),
            body=body,
            held_on=day,
            starts_at=time(10),
            place="Room 1",
            theme=None,
            slot_minutes=60,
        )
        for number in range(4 if not body.meetings.exclude(pk=meeting.pk).exists() else 0):
            add_item(by=meeting.planned_by, meeting=meeting, title=f"Item {number}")
    return meeting


def places(meeting: Meeting) -> list[int]:
    """The places of the items as they are stored."""
    return list(meeting.items.order_by("position").values_list("position", flat=True))


def test_eight_clicks_on_one_button_move_an_item_once() -> None:
    """All of them are told the same place."""
    meeting = planned()
    item = meeting.items.get(title="Item 3")
    made = at_once(8, lambda _: move_item(by=meeting.planned_by, item=item, to_position=2))
    assert {each.position for each in made} == {2}
    assert places(meeting) == [1, 2, 3, 4, 5]
    assert item.history.filter(position=2).count() == 1


def test_eight_clerks_move_different_items_and_the_places_stay_whole() -> None:
    """Whichever comes first."""
    meeting = planned()
    items = list(meeting.items.order_by("position"))
    at_once(
        8,
        lambda place: move_item(
            by=meeting.planned_by, item=items[place % 5], to_position=1 + (place * 3) % 5
        ),
    )
    assert places(meeting) == [1, 2, 3, 4, 5]
    assert set(meeting.items.values_list("pk", flat=True)) == {item.pk for item in items}


def test_one_form_sent_by_twenty_clicks_adds_one_item() -> None:
    meeting = planned()
    made = at_once(20, lambda _: add_item(by=meeting.planned_by, meeting=meeting, title="Homes"))
    assert len({item.pk for item in made}) == 1
    assert places(meeting) == [1, 2, 3, 4, 5, 6]


def test_eight_clerks_take_an_item_off_and_put_it_back_once() -> None:
    meeting = planned()
    item = meeting.items.get(title="Item 1")
    found = at_once(8, lambda _: remove_item(by=meeting.planned_by, item=item))
    (removed,) = [each for each in found if each]
    back = at_once(8, lambda _: put_back(by=meeting.planned_by, meeting=meeting, removed=removed))
    assert {each.pk for each in back} == {item.pk}
    assert places(meeting) == [1, 2, 3, 4, 5]


def test_two_meetings_that_want_the_same_thing_get_it_once() -> None:
    """Their body waits, so that what was put off is on one agenda only."""
    meeting = planned()
    later = planned(date(2027, 3, 10), body=meeting.body)
    held = boards.MeetingFactory(body=meeting.body, held_on=date(2026, 11, 11))
    source = boards.AgendaItemFactory(meeting=held)
    boards.OutcomeFactory(item=source, result="deferred")
    both = (meeting, later)
    at_once(8, lambda place: carry_in(by=meeting.planned_by, meeting=both[place % 2]))
    assert AgendaItem.objects.filter(carried_from=source).count() == 1
    with clock.set_to(TODAY):
        assert owed_to(meeting) == owed_to(later) == []


@pytest.mark.parametrize("first", ["cancel", "add"])
def test_a_meeting_is_cancelled_while_somebody_adds_to_it(first: str) -> None:
    """Either the item was there before, or the clerk is told; the other one waited."""
    meeting = planned()

    def act(place: int) -> object:
        if (place == 0) == (first == "cancel"):
            return cancel_meeting(by=meeting.planned_by, meeting=meeting, reason="Snow.")
        try:
            return add_item(by=meeting.planned_by, meeting=meeting, title="Homes")
        except Refused as refused:
            return refused

    refused = [each for each in at_once(2, act) if isinstance(each, Refused)]
    is_there = meeting.items.filter(title="Homes").exists()
    assert is_there != bool(refused)
    meeting.refresh_from_db()
    assert meeting.is_cancelled
