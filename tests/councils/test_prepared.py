"""A query set whose SQL is worked out once: it answers as the query set itself would."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from boards.models import Meeting
from boards.seats.sitting.queries import Way, ways_at
from councils.models import User
from councils.prepared import Prepared
from councils.roles import Role
from tests.factories import boards, councils
from tests.support.people import person

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 13)


def meetings(*, body: int, day: date) -> QuerySet:
    """Day and place of a body's meetings up to a day."""
    found = Meeting.objects.filter(body=body, held_on__lte=day).order_by("pk")
    return found.values_list("held_on", "place")


def test_it_is_asked_again_with_other_values() -> None:
    asked = Prepared(meetings, body=int, day=date)
    for held in (boards.MeetingFactory(held_on=DAY, place="Here"), boards.MeetingFactory()):
        for day in (DAY, date(2020, 1, 1)):
            want = list(meetings(body=held.body_id, day=day))
            assert asked(body=held.body_id, day=day) == want
    assert asked(body=0, day=DAY) == []


def test_objects_come_with_what_is_asked_with_them(django_assert_num_queries) -> None:
    def build(*, slug: str, days: list[date]) -> QuerySet[Meeting]:
        own = Meeting.objects.filter(body=OuterRef("body")).order_by("-held_on")
        rows = Meeting.objects.filter(council__slug=slug, held_on__any_of=days).order_by("held_on")
        return rows.select_related("body__council").annotate(last=Subquery(own.values("place")[:1]))

    asked = Prepared(build, slug=str, days=tuple)
    held = boards.MeetingFactory(held_on=DAY, place="Here")
    boards.MeetingFactory(held_on=date(2027, 3, 1), place="There", body=held.body)
    boards.MeetingFactory(held_on=DAY)
    for days in ([DAY], [DAY, date(2027, 3, 1)], []):
        with django_assert_num_queries(1):
            found = asked(slug=held.council.slug, days=days)
            assert [(each.held_on, each.last) for each in found] == [(day, "There") for day in days]
            assert all(each.body.council == held.council for each in found)
    assert found == list(build(slug=held.council.slug, days=[]))


def test_two_may_prepare_it_at_once() -> None:
    """One is prepared while another is; who asks in between is answered, not by half of either."""
    meeting, between = boards.MeetingFactory(), []

    def build(*, body: int) -> QuerySet[Meeting]:
        rows = Meeting.objects.filter(body=body)
        if between:
            return rows
        between.append(None)
        between.append(asked(body=meeting.body_id))  # another one, from beginning to end
        compiler = rows.query.get_compiler(connection=connection)
        as_sql = compiler.as_sql

        def slowly() -> tuple:
            between.append(asked(body=meeting.body_id))
            return as_sql()

        compiler.as_sql = slowly
        rows.query.get_compiler = lambda **_: compiler
        return rows

    asked = Prepared(build, body=int)
    assert asked(body=meeting.body_id) == [meeting]
    assert between == [None, [meeting], [meeting]]


def test_a_value_looked_for_inside_a_text_is_refused() -> None:
    def build(*, word: str) -> QuerySet:
        return Meeting.objects.filter(place__contains=word).values_list("pk")

    with pytest.raises(TypeError, match="word"):
        Prepared(build, word=str)(word="Here")


def test_ways_to_sit_at_a_meeting(today: date) -> None:
    meeting = boards.MeetingFactory(held_on=DAY)
    user = person(Role.BOARD_MEMBER, meeting.council)
    assert ways_at(user, meeting, today) == []
    own = {"person": councils.PersonFactory(council=meeting.council, user=user)}
    item = boards.AgendaItemFactory(meeting=meeting)
    boards.CoOptionFactory(body=meeting.body, item=item, **own)
    assert ways_at(user, meeting, today) == [Way(is_young=False, for_an_item=True)]
    young = boards.SeatFactory(body=meeting.body, is_young_people=True)
    boards.SeatHolderFactory(seat=young, **own)
    assert Way(is_young=True, for_an_item=False) in ways_at(user, meeting, today)
    other = User.objects.create_user("other", display_name="Other")
    assert ways_at(other, meeting, today) == []
    assert ways_at(user, boards.MeetingFactory(body__council=meeting.council), today) == []
