"""People who come for one item: taken in or only heard, once, and again after an end."""

import pytest
from django.core.exceptions import ValidationError

from boards.agendas.guests.services import (
    CALLED_OFF,
    co_opt_for_item,
    end_for_item,
    invite_attender,
    uninvite,
)
from boards.models import AgendaItem, Attender, CoOption
from councils.models import Person, User
from tests.factories import boards, councils

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def by(db) -> User:  # noqa: ARG001
    """Who writes it."""
    return councils.UserFactory()


@pytest.fixture
def item() -> AgendaItem:
    """An item of a meeting to come."""
    return boards.AgendaItemFactory()


@pytest.fixture
def dentist(item: AgendaItem) -> Person:
    """Somebody who sits nowhere."""
    return councils.PersonFactory(council=item.council, name="A dentist")


def test_somebody_is_co_opted_again_after_the_end_and_once_in_all(by, item, dentist) -> None:
    first = co_opt_for_item(by=by, item=item, person=dentist, reason="Knows teeth.")
    assert co_opt_for_item(by=by, item=item, person=dentist, reason="Sent twice.") == first
    for _ in range(2):
        end_for_item(by=by, co_option=first)
    again = co_opt_for_item(by=by, item=item, person=dentist, reason="Comes after all.")
    assert (again.reason, again.is_settled) == ("Comes after all.", False)
    row = CoOption.objects.get(item=item)
    assert list(row.history.values_list("reason", "is_settled")) == [
        ("Comes after all.", False),
        ("Knows teeth.", True),
        ("Knows teeth.", False),
    ]


def test_somebody_is_asked_to_be_heard_once_and_asked_again_after_it_was_called_off(
    by, item, dentist
) -> None:
    first = invite_attender(by=by, item=item, person=dentist)
    assert invite_attender(by=by, item=item, person=dentist) == first
    for _ in range(2):  # two clicks at once
        uninvite(by=by, attender=first)
    assert not Attender.objects.exists()
    assert invite_attender(by=by, item=item, person=dentist).person == dentist


def test_who_sits_on_the_body_needs_no_invitation(by, item) -> None:
    held = boards.SeatHolderFactory(seat=boards.SeatFactory(body=item.meeting.body))
    for write in (invite_attender, co_opt_for_item):
        with pytest.raises(ValidationError) as refused:
            write(by=by, item=item, person=held.person, reason="")
        assert held.seat.title in str(refused.value)


def test_nobody_is_asked_to_a_meeting_that_is_cancelled(by, dentist) -> None:
    off = boards.AgendaItemFactory(meeting=boards.MeetingFactory(cancelled=True))
    with pytest.raises(ValidationError, match=CALLED_OFF):
        invite_attender(by=by, item=off, person=dentist)
