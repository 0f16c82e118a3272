"""The guards that every test runs under see what they are for."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from councils.models import ClosureDay, Council
from tests.factories.councils import ClosureDayFactory
from tests.support import guards
from tests.support.get_writes import forbidden

pytestmark = pytest.mark.django_db


def writes(request: object) -> HttpResponse:  # noqa: ARG001
    """A page that writes."""
    Council.objects.filter(slug="none").update(name="none")
    return HttpResponse()


def locks(request: object) -> HttpResponse:  # noqa: ARG001
    """A page that locks rows."""
    list(Council.objects.select_for_update())
    return HttpResponse()


def keeps_session(request: object) -> HttpResponse:
    """A page that saves something in the session."""
    request.session["seen"] = True
    return HttpResponse(Council.objects.count())


urlpatterns = [path("writes/", writes), path("locks/", locks), path("session/", keeps_session)]
ROOT = override_settings(ROOT_URLCONF=__name__)


@ROOT
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_must_not_write(method):
    with guards.collected() as found:
        getattr(Client(), method)("/writes/")
    assert found == [f"{method.upper()} /writes/ writes: UPDATE councils_council"]


@ROOT
def test_looking_must_not_lock():
    with guards.collected() as found:
        Client().get("/locks/")
    assert found == ["GET /locks/ writes: locks rows"]


@ROOT
def test_sending_may_write_and_looking_may_save_the_session():
    with guards.collected() as found:
        Client().post("/writes/")
        Client().get("/session/")
    assert found == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ('SELECT * FROM "a" WHERE "b" = \'UPDATE c\'', ""),
        ('SELECT "a"."update" FROM "a"', ""),
        ('SAVEPOINT "x1"', ""),
        ('INSERT INTO "a" ("b") VALUES (1)', "INSERT INTO a"),
        ('WITH x AS (DELETE FROM "a" RETURNING 1) SELECT * FROM x', "DELETE FROM a"),
        ('UPDATE "django_session" SET "a" = 1', ""),
        ('SELECT * FROM "a" FOR NO KEY UPDATE', "locks rows"),
    ],
)
def test_what_counts_as_writing(sql, found):
    assert forbidden(sql) == found


def test_a_bulk_write_of_ours_on_rows_with_history_is_seen():
    ClosureDayFactory()
    code = "rows.update(reason='none')"
    with guards.collected() as found:
        exec(code, {"__name__": "councils.services", "rows": ClosureDay.objects.all()})  # noqa: S102
    assert found == [
        "councils.services calls update on ClosureDay, which keeps a history",
    ]
    with guards.collected() as found:
        ClosureDay.objects.update(reason="a test may")
    assert found == []


def test_a_test_fails_with_what_was_noted():
    with pytest.raises(AssertionError, match="something forbidden"), guards.watching():
        guards.note("something forbidden")


def test_the_database_is_the_real_one():
    assert connection.vendor == "postgresql"
