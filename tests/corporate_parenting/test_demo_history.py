"""The demo's history, on several days of the year: believable, and ending where the loop begins."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from boards.follow_up import queries
from boards.invitations.queries import gathering, replies_missing
from boards.models import (
    Action,
    AgendaItem,
    Attender,
    Body,
    Declaration,
    Edition,
    Meeting,
    Reply,
    SeatHolder,
)
from boards.queries import not_cancelled, proposal_for, year_of
from corporate_parenting.demo_invitations import LATEST
from councils import clock
from councils.models import Council, Person
from forums.models import Question
from pledges.models import Owner

pytestmark = pytest.mark.django_db

DAYS = {
    "in winter": date(2026, 12, 2),
    "on a bank holiday just after Annual Council": date(2026, 5, 25),
    "on a Sunday": date(2027, 1, 3),
    "on a leap day": date(2028, 2, 29),
}
#: Days so early in the municipal year that no meeting of it can have been held.
NO_MEETING_YET = {date(2026, 5, 25)}


@pytest.fixture(scope="module", params=DAYS.values(), ids=DAYS)
def day_of_module(request, django_db_setup, django_db_blocker) -> Iterator[date]:  # noqa: ARG001
    """One of the days, and the history played on it: once for all the tests of that day."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.set_to(request.param):
        call_command("demo_history", "buckinghamshire", stdout=StringIO())
        yield request.param
        transaction.set_rollback(True)


@pytest.fixture
def today(day_of_module: date, db) -> date:  # noqa: ARG001
    """One of the days; what a test changes is undone after it."""
    return day_of_module


def council() -> Council:
    """Buckinghamshire."""
    return Council.objects.get(slug="buckinghamshire")


def test_it_ends_where_the_first_loop_begins(today: date) -> None:
    """A theme to take, a question to read, papers of what is over; no ordinary meeting to come."""
    body = Body.objects.get(key="panel")
    proposed = proposal_for(body, council()).theme.theme
    expected = "education" if today in NO_MEETING_YET else "housing"
    assert proposed.key == body.strategy.themes.get(key=expected).pk
    assert Question.objects.filter(state="asked").count() == 1
    (to_come,) = Meeting.objects.filter(held_on__gte=today)
    assert to_come.kind == Meeting.Kind.EXTRAORDINARY
    assert today < proposal_for(body, council()).day < to_come.held_on


def test_the_meeting_to_come_is_short_of_one_whose_substitute_is_free(today: date) -> None:
    """So the clerk's page has something to say, and the member and the worker something to do."""
    who = gathering(Meeting.objects.get(held_on__gte=today))
    assert (who.quorum.quorate, who.quorum.counted, who.quorum.needed) == (False, 2, 3)
    assert [who.people[ask.person].name for ask in who.to_ask if ask.is_substitute][:1] == [
        "Priya Shah"
    ]
    silent = {user.username for user in replies_missing(who.meeting)}
    assert {"demo-member", "demo-worker"} <= silent
    assert "demo-chair" not in silent


def test_the_latest_meetings_were_answered(today: date) -> None:
    """Before each began: most come, some cannot, some send their substitute."""
    replies = Reply.objects.filter(meeting__held_on__lt=today)
    assert replies.values("meeting").distinct().count() == LATEST
    assert {each.answer for each in replies} == set(Reply.Answer.values)
    assert replies.filter(substitute__isnull=False).exists()
    assert all(clock.local(r.replied_at).date() < r.meeting.held_on for r in replies)
    assert not replies.filter(seat__is_young_people=True, person__isnull=False).exists()
    assert not SeatHolder.objects.filter(seat__is_young_people=True).exists()


def test_every_meeting_that_is_over_has_its_three_papers(today: date) -> None:
    """Out before the meeting, each with a question put."""
    meetings = not_cancelled(Meeting.objects.filter(held_on__lt=today))
    assert len(meetings) >= 6
    for meeting in meetings:
        editions = meeting.editions.all()
        assert {e.kind for e in editions} == set(Edition.Kind)
        assert all(clock.local(e.published_at).date() < meeting.held_on for e in editions)
        assert meeting.items.filter(put_questions__isnull=False).count() == 1
        assert meeting.held_on.weekday() < 5
        assert meeting.held_on < today


def test_agendas_have_guests_late_business_and_one_meeting_was_snowed_off(today: date) -> None:
    """The late item says why, and the papers went out once more with it, at the end."""
    (cancelled,) = Meeting.objects.filter(cancelled_at__isnull=False)
    assert cancelled.cancel_reason
    assert cancelled.held_on < today
    assert cancelled.editions.exists()
    late = AgendaItem.objects.exclude(late_reason="")
    assert late
    for item in late:
        assert item.position == item.meeting.items.count()
        assert set(item.meeting.editions.values_list("number", flat=True)) == {1, 2}
    assert Attender.objects.filter(person__is_invented=True, item__kind="theme").count() >= 6


def test_what_meetings_were_to_do_about_issues_was_done_or_is_not_due(today: date) -> None:
    """No action on an issue is left lying for a year."""
    left = Action.objects.filter(issues__isnull=False, closed_at__isnull=True)
    assert not left.filter(due_on__lt=today).exists()


def test_nobody_but_a_member_declares_an_interest(today: date) -> None:
    """Not the guest who came for one item."""
    assert today
    declared = Declaration.objects.select_related("person", "meeting")
    for each in declared:
        assert each.person.seats.filter(seat__body=each.meeting.body_id).exists()


def test_last_years_cycle_took_each_theme_once_with_the_review_last(today: date) -> None:
    """R6, as it should go."""
    this_year = year_of(council(), today)
    last_year = year_of(council(), this_year.starts_on - timedelta(days=1))
    held = not_cancelled(Meeting.objects.all()).filter(
        held_on__range=(last_year.starts_on, this_year.starts_on)
    )
    themes = [meeting.theme for meeting in held.order_by("held_on")]
    assert [theme.position for theme in themes] == list(range(1, 7))
    assert themes[-1].is_annual_review


def test_everybody_in_it_is_marked_as_invented(today: date) -> None:
    assert today
    assert Person.objects.count() > 15
    assert not Person.objects.filter(is_invented=False).exists()
    assert Owner.objects.exists()
    assert not Owner.objects.exclude(role__endswith=" (invented)").exists()


def test_actions_are_done_late_waiting_and_passed_up(today: date) -> None:
    """The member has one of each; the clerk has one to close."""
    member = Person.objects.get(user__username="demo-member").user
    lines = queries.lines(
        queries.with_updates(queries.my_actions(member, council())).filter(closed_at__isnull=True),
        today,
    )
    states = [line.standing.state for line in lines]
    assert states.count("overdue") >= 1
    assert {"due_soon", "open"} <= set(states)
    body = Body.objects.get(key="panel")
    assert any(line.said_done for line in queries.open_actions(body, today))
    closed = queries.lines(queries.closed_actions(body), today)
    assert len(closed) >= 8
    assert any(line.standing.days_late for line in closed)
    assert any(queries.as_rule(line.action).carried for line in closed)
