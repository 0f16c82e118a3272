"""The demo's history as a command: all five councils, once and again, and only for the demo."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from boards.follow_up import queries
from boards.models import Body, Edition, Meeting
from councils import clock
from councils.models import Council, Person
from forums.models import Question
from pledges.models import Promise
from pledges.queries import with_owner

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 2)


def test_all_five_are_played() -> None:
    """Each with its papers, its people and a question to read; two believable years of meetings."""
    with clock.set_to(TODAY):
        call_command("demo_history", stdout=StringIO())
    for each in Council.objects.all():
        meetings = Meeting.objects.of(each).filter(held_on__lt=TODAY)
        assert meetings.count() >= 8, each
        assert not meetings.exclude(editions__kind=Edition.Kind.PUBLIC).exists(), each
        assert Question.objects.of(each).filter(state="asked").count() == 1, each
        assert Person.objects.of(each).filter(is_invented=True).exists(), each
        named = [row.responsible for row in with_owner(Promise.objects.of(each), TODAY)]
        assert None in named, each
        assert any(named), each
    assert Council.objects.count() == 5


def everything() -> dict[str, str]:
    """A sum over every row of every table but those of sessions and tasks."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        sums = {}
        for table in tables:
            rows = f'SELECT t::text AS row FROM "{table}" AS t'  # noqa: S608 - names of our own
            cursor.execute(f"SELECT md5(string_agg(row, chr(10) ORDER BY row)) FROM ({rows}) AS r")  # noqa: S608
            sums[table] = cursor.fetchone()[0]
    return sums


def test_a_second_time_changes_nothing() -> None:
    """Not a row, the next day included."""
    with clock.set_to(TODAY):
        call_command("demo_history", "buckinghamshire", stdout=StringIO())
    before, said = everything(), StringIO()
    with clock.set_to(TODAY + timedelta(days=1)):
        call_command("demo_history", "buckinghamshire", stdout=said)
    assert {table for table, found in everything().items() if found != before[table]} == set()
    assert "history kept as it is" in said.getvalue()


def test_only_the_demo_plays_it(settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="only for the demo"):
        call_command("demo_history")
    assert not Council.objects.exists()


def test_bromley_s_lower_tier_passes_a_matter_up_that_waits_there() -> None:
    """And an earlier one was taken."""
    with clock.set_to(TODAY):
        call_command("demo_history", "bromley", stdout=StringIO())
    upper = Body.objects.get(key="working-party")
    (waiting,) = queries.open_escalations(upper)
    assert waiting.from_body.key == "strategy-group"
    assert queries.escalations_to(upper).exclude(taken_by=None).count() == 1
