"""Plans that the database keeps: the same answer, planned once for each connection."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg2 import connect

from councils import plans
from councils.plans import Cursor, Planned

pytestmark = pytest.mark.django_db

SQL = "SELECT %s::text, %s, %s WHERE %s = ANY(%s) OR %s"
CHANGING = {0: str, 1: int, 3: int, 4: tuple}


@pytest.fixture
def sql() -> Planned:
    """Of its six values two are the same each time: a day, and a truth."""
    return Planned(SQL, name="of_the_tests", changing=CHANGING)


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """The connection forgets what the test prepared, and what it said of the connection."""
    kept()
    before = plans._prepared.get(connection.connection, set())
    yield
    if "of_the_tests" in kept():
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE of_the_tests")
    plans._prepared[connection.connection] = before - {"of_the_tests"}


def kept() -> set[str]:
    """The names of what the database has prepared for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        return {name for (name,) in cursor.fetchall()}


def ask(sql: str, word: str, number: int, numbers: list[int]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [word, number, date(2027, 1, 13), number, numbers, False])
        return cursor.fetchall()


def test_it_is_planned_once_and_answers_as_plain_sql_does(sql: Planned) -> None:
    for asked in (("100 % 'so'", 5, [5, 6]), ("", 7, [7]), ("\\", 5, []), ("%s", 2**63, [2])):
        assert ask(sql, *asked) == ask(SQL, *asked)
    assert "of_the_tests" in kept()


def test_what_is_seen_of_it_is_its_sql(sql: Planned) -> None:
    """Who counts queries, or looks for a table in them, sees one query with its words."""
    with CaptureQueriesContext(connection) as seen:
        ask(sql, "a", 5, [5])
    assert [each["sql"][:6] for each in seen] == ["SELECT"]


def test_it_outlives_what_is_taken_back(sql: Planned) -> None:
    with transaction.atomic():
        ask(sql, "a", 5, [5])
        transaction.set_rollback(True)
    assert len(ask(sql, "a", 5, [5])) == 1


def test_a_mistake_is_the_databases_to_tell() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        ask(Planned("SELECT no_such_column", name="of_the_tests", changing={}), "a", 5, [])
    assert "of_the_tests" not in kept()


def test_nothing_is_prepared_in_a_session_that_is_a_poolers(sql: Planned, monkeypatch) -> None:
    """The process that answers is not the one the connection began with."""
    plans._prepared.pop(connection.connection, None)
    monkeypatch.setattr(Cursor, "_process", lambda _: 1)
    assert ask(sql, "a", 5, [5]) == ask(SQL, "a", 5, [5])
    assert "of_the_tests" not in kept()


def test_a_column_of_another_type_is_read_all_the_same() -> None:
    """A new version alters a table while a process of the old one has its plan."""
    asked = connect(**{**connection.get_connection_params(), "cursor_factory": Cursor})
    asked.autocommit = True
    sql = Planned("SELECT short FROM of_a_council", name="of_the_tests", changing={})
    with asked.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE of_a_council AS SELECT 'Dorset'::varchar(10) AS short"
        )
        for length in (20, 30):
            cursor.execute(sql, [])
            assert cursor.fetchall() == [("Dorset",)]
            cursor.execute(f"ALTER TABLE of_a_council ALTER short TYPE varchar({length})")
        cursor.execute(sql, [])
        assert cursor.fetchall() == [("Dorset",)]
    assert plans._prepared.pop(asked) is None
    asked.close()


def test_values_of_all_kinds_are_declared() -> None:
    values = ("a", 2**40, date(2027, 1, 13), datetime(2027, 1, 13, 12, tzinfo=UTC))
    kinds = dict(enumerate(map(type, values)))
    sql = Planned("SELECT %s, %s, %s, %s", name="of_the_tests", changing=kinds)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.fetchall() == [values]
