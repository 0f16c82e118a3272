"""What was published stays as it was; what changes is published beside it, with the next number."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from boards.models import Edition, EditionItem
from councils import clock
from tests.journeys.visiting import Visitor

Enter = Callable[[str], Visitor]


@pytest.fixture
def clerk(enter: Enter) -> Visitor:
    """The clerk at a meeting whose papers she has just published."""
    clerk = enter("Clara Holt").follow("Meetings").follow("Plan the next meeting")
    clerk.writes("Date", "13/1/2027").writes("Place", "Room 1").press("Plan the meeting")
    return clerk.press("Publish the papers").sees("Published:")


def everything_published() -> list[tuple]:
    """Each row of each edition, byte by byte."""
    editions = Edition.objects.order_by("pk").values_list()
    return [*editions, *EditionItem.objects.order_by("pk").values_list()]


def test_publishing_again_unchanged_makes_nothing_new(clerk: Visitor) -> None:
    """However often the button is pressed."""
    before = everything_published()
    clerk.press("Publish the papers").sees("Nothing has changed since last time.")
    assert everything_published() == before


def test_publishing_again_on_another_day_makes_nothing_new(clerk: Visitor) -> None:
    """That a day has gone by is no change of the papers."""
    before = everything_published()
    with clock.set_to(date(2026, 12, 9)):
        clerk.press("Publish the papers").sees("Nothing has changed since last time.")
    assert everything_published() == before


def test_a_changed_agenda_is_a_second_edition_beside_the_first(
    clerk: Visitor, enter: Enter
) -> None:
    """The first stays byte by byte; readers get the second and are told its number."""
    before = everything_published()
    clerk.follow("Change the day, place, theme").writes("Place", "Room 2").press("Save")
    clerk.press("Publish the papers").sees("Members’ papers, edition 2", "Public papers, edition 2")
    after = everything_published()
    assert [row for row in after if row in before] == before
    assert len(after) > len(before)
    member = enter("Councillor Amina Rees").follow("Panel member papers")
    member.sees("Members’ papers, edition 2", "Room 2").does_not_see("Room 1")


@pytest.mark.parametrize("table", ["boards_edition", "boards_editionitem"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET council_id = council_id", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_alter_an_edition(
    clerk: Visitor, table: str, statement: str
) -> None:
    """Whoever asks it, and by whatever program."""
    assert clerk
    before = everything_published()
    with (
        pytest.raises(IntegrityError, match="never altered"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert everything_published() == before
