"""A takeover at the very same moment: two in the chair, two workers with the same sheet."""

from datetime import date, time

import pytest

from boards.agendas.services import move_item
from boards.models import Dots, ForumTime, Meeting, Turn
from boards.takeover.services import Changed, follow_dots, place_dots, press
from boards.takeover.timing import Move
from councils import clock
from tests.factories import boards, councils
from tests.journeys.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 12, 2)


def a_meeting(held_on: date = TODAY) -> Meeting:
    """Three items, the second the forum's own time."""
    meeting = boards.MeetingFactory(kind="takeover", held_on=held_on, starts_at=time(11))
    for place in (1, 2, 3):
        boards.AgendaItemFactory(
            meeting=meeting, position=place, protected=place == 2, title=f"Item {place}"
        )
    return meeting


def test_eight_presses_at_once_from_one_screen_move_once() -> None:
    """Whoever they are, and whatever they press."""
    meeting, user = a_meeting(), councils.UserFactory()
    with clock.set_to(TODAY):
        press(by=user, meeting=meeting, move=Move.START, step=0)
        done = at_once(8, lambda _: press(by=user, meeting=meeting, move=Move.NEXT, step=1))
    assert sorted(done) == [False] * 7 + [True]
    assert Turn.objects.count() == 2


def test_next_and_back_at_once_are_one_of_the_two() -> None:
    meeting, user = a_meeting(), councils.UserFactory()
    moves = (Move.NEXT, Move.BACK)
    with clock.set_to(TODAY):
        press(by=user, meeting=meeting, move=Move.START, step=0)
        done = at_once(
            6, lambda place: press(by=user, meeting=meeting, move=moves[place % 2], step=1)
        )
    assert done.count(True) == 1
    assert Turn.objects.count() in {0, 2}


def test_the_end_pressed_at_once_is_recorded_once() -> None:
    meeting, user = a_meeting(), councils.UserFactory()
    with clock.set_to(clock.moment(TODAY, time(11))):
        press(by=user, meeting=meeting, move=Move.START, step=0)
        for step in (1, 2):
            press(by=user, meeting=meeting, move=Move.NEXT, step=step)
    done = at_once(6, lambda _: press(by=user, meeting=meeting, move=Move.NEXT, step=3))
    assert done.count(True) == 1
    assert ForumTime.objects.count() == 1


def test_two_workers_with_the_same_sheet_lose_nothing() -> None:
    """One is stored; who was second is told what, and the same numbers twice are once."""
    meeting, users = a_meeting(date(2027, 1, 13)), councils.UserFactory.create_batch(2)
    forum = boards.BodyForumFactory(body=meeting.body).forum
    item = meeting.items.get(position=1)

    def place(number: int) -> object:
        given = {"numbers": {item.pk: 3 + number % 2}, "seen": {item.pk: 0}}
        return place_dots(by=users[number % 2], meeting=meeting, forum=forum, **given)

    with clock.set_to(TODAY):
        got = at_once(6, place)
    assert sum(isinstance(each, Changed) for each in got) == 3
    assert Dots.objects.get().number in {3, 4}
    assert Dots.history.count() == 1


def test_following_the_dots_while_somebody_moves_an_item_keeps_each_place_once() -> None:
    meeting, user = a_meeting(date(2027, 1, 13)), councils.UserFactory()
    boards.DotsFactory(item=meeting.items.get(position=3), number=9)
    first = meeting.items.get(position=1)

    def act(place: int) -> object:
        if place % 2:
            return move_item(by=user, item=first, to_position=3)
        return follow_dots(by=user, meeting=meeting)

    with clock.set_to(TODAY):
        got = at_once(6, act)
    assert not [each for each in got if isinstance(each, Exception)]
    assert sorted(meeting.items.values_list("position", flat=True)) == [1, 2, 3]
