"""Confirmed minutes are altered by nobody and nothing: page, admin, history, import or statement.

Every attempt is made on minutes that are confirmed; afterwards every row of them, and of their
history, is compared with what it was.
"""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date

import psycopg2
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from boards.models import Minutes, MinutesSection
from boards.record import services
from boards.services import RECORDED, change_meeting
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards, councils
from tests.support.minuted import Minuted, minuted
from tests.support.people import sign_in

pytestmark = pytest.mark.django_db

ALTERED = r"never (altered|removed)"
TABLES = (
    *("boards_minutes", "boards_minutessection"),
    *("boards_historicalminutes", "boards_historicalminutessection"),
)


@pytest.fixture
def of(today) -> Minuted:  # noqa: ARG001
    """A meeting whose minutes are to be confirmed."""
    return minuted()


@pytest.fixture
def minutes(of: Minuted) -> Minutes:
    """Its minutes, confirmed, beside a draft of another meeting's."""
    confirmed = of.confirmed()
    boards.MinutesSectionFactory(minutes__council=of.panel.council, position=1)
    return confirmed


def everything(minutes: Minutes) -> list[list[tuple]]:
    """Each row of the minutes, of their parts, and of the history of both."""
    own, parts = {"pk": minutes.pk}, {"minutes_id": minutes.pk}
    return [
        list(Minutes.objects.filter(**own).values_list()),
        list(MinutesSection.objects.filter(**parts).order_by("pk").values_list()),
        list(Minutes.history.filter(id=minutes.pk).order_by("history_id").values_list()),
        list(MinutesSection.history.filter(**parts).order_by("history_id").values_list()),
    ]


@contextmanager
def unchanged(minutes: Minutes) -> Iterator[None]:
    """What stands before the block stands after it, byte by byte."""
    before = everything(minutes)
    assert all(before)
    yield
    assert everything(minutes) == before


@contextmanager
def refused_by_the_database(minutes: Minutes) -> Iterator[None]:
    """The block raises the database's own sentence, inside a savepoint, and changes nothing."""
    with unchanged(minutes), pytest.raises(IntegrityError, match=ALTERED), transaction.atomic():
        yield


# Statements of the application's database role ------------------------------------------------------


def section(minutes: Minutes) -> int:
    """One of the confirmed parts."""
    return minutes.sections.order_by("position").first().pk


def in_hand(minutes: Minutes) -> MinutesSection:
    """A part of somebody's draft."""
    return MinutesSection.objects.exclude(minutes=minutes).get()


COLUMNS = "council_id, minutes_id, position, item_id, heading, text, drafted, version"
INSERT = "INSERT INTO boards_minutessection ({columns}) SELECT council_id, minutes_id, {position}"
INSERT += (
    ", item_id, heading, 'false', drafted, version FROM boards_minutessection WHERE id = {part}"
)
HISTORY = "history_date, history_type, history_user_id, history_change_reason"
STATEMENTS = {
    "update": "UPDATE boards_minutessection SET text = 'false' WHERE id = {part}",
    "update to the same": "UPDATE boards_minutessection SET text = text WHERE id = {part}",
    "delete": "DELETE FROM boards_minutessection WHERE id = {part}",
    "insert": INSERT,
    "insert or update": INSERT.replace("{position}", "position")
    + " ON CONFLICT (minutes_id, position) DO UPDATE SET text = excluded.text",
    "move out": "UPDATE boards_minutessection SET minutes_id = {other} WHERE id = {part}",
    "move in": "UPDATE boards_minutessection SET minutes_id = {minutes}, position = 77 "
    "WHERE minutes_id = {other}",
    "with": "WITH gone AS (DELETE FROM boards_minutessection WHERE id = {part} RETURNING id) "
    "SELECT count(*) FROM gone",
    "merge": "MERGE INTO boards_minutessection AS s USING boards_minutes AS m "
    "ON s.minutes_id = m.id AND m.id = {minutes} WHEN MATCHED THEN UPDATE SET text = 'false'",
    "lift the seal": "UPDATE boards_minutes SET confirmed_at = NULL WHERE id = {minutes}",
    "another hash": "UPDATE boards_minutes SET sha256 = 'x' WHERE id = {minutes}",
    "another reason": "UPDATE boards_minutes SET reason = 'false' WHERE id = {minutes}",
    "remove": "DELETE FROM boards_minutes WHERE id = {minutes}",
    "history of a part": "UPDATE boards_historicalminutessection SET text = 'false' "
    "WHERE minutes_id = {minutes}",
    "history of the minutes": "UPDATE boards_historicalminutes SET reason = 'false' "
    "WHERE id = {minutes}",
    "remove history": "DELETE FROM boards_historicalminutessection WHERE minutes_id = {minutes}",
    "remove the minutes’ history": "DELETE FROM boards_historicalminutes WHERE id = {minutes}",
    "forge history": "INSERT INTO boards_historicalminutessection (id, {columns}, {history}) "
    "SELECT id, council_id, minutes_id, position, item_id, heading, 'false', drafted, version, "
    "now(), '~', NULL, NULL FROM boards_minutessection WHERE id = {part}",
}

MEETING = "UPDATE boards_meeting SET {change} WHERE id = {pk}"


def filled(statement: str, minutes: Minutes) -> str:
    """A statement with the rows it is aimed at."""
    return statement.format(
        columns=COLUMNS,
        history=HISTORY,
        position=4242,
        part=section(minutes),
        minutes=minutes.pk,
        other=in_hand(minutes).minutes_id,
    )


def run(statement: str) -> None:
    """Send a statement to the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_alters_them(minutes: Minutes, name: str) -> None:
    with refused_by_the_database(minutes):
        run(filled(STATEMENTS[name], minutes))


@pytest.mark.parametrize("name", ["update", "delete", "history of a part"])
def test_a_savepoint_is_no_way_round(minutes: Minutes, name: str) -> None:
    """Neither rolled back to nor released does it leave anything behind."""
    with unchanged(minutes), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        with pytest.raises(IntegrityError, match=ALTERED):
            cursor.execute(filled(STATEMENTS[name], minutes))
        cursor.execute("ROLLBACK TO SAVEPOINT before")
        cursor.execute("RELEASE SAVEPOINT before")


@pytest.mark.parametrize("table", ["boards_minutessection", "boards_historicalminutessection"])
def test_copying_rows_in_is_no_way_round(minutes: Minutes, table: str) -> None:
    history = table == "boards_historicalminutessection"
    part = minutes.sections.first()
    row = [part.council_id, minutes.pk, 4242, r"\N", "False", "false", "", 1]
    more = [f"id, {COLUMNS}, {HISTORY}", part.pk, "2026-12-02", "~", r"\N", r"\N"]
    columns = more[0] if history else COLUMNS
    row = [more[1], *row, *more[2:]] if history else row
    line = io.StringIO("\t".join(map(str, row)) + "\n")
    with (
        refused_by_the_database(minutes),
        connection.cursor() as cursor,
        connection.wrap_database_errors,
    ):
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", line)


@pytest.mark.parametrize("table", TABLES)
def test_no_table_of_theirs_is_emptied(minutes: Minutes, table: str) -> None:
    with refused_by_the_database(minutes), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL corporate_parenting.may_empty = 'off'")
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_outside_a_test_database_nothing_a_session_says_empties_a_table(db) -> None:  # noqa: ARG001
    """The very function that guards the tables, in a database of another name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('boards_refuse_to_empty'::regproc)")
        (guard,) = cursor.fetchone()
    guarded = (
        guard,
        "CREATE TABLE kept ()",
        "CREATE TRIGGER kept BEFORE TRUNCATE ON kept EXECUTE FUNCTION boards_refuse_to_empty()",
        "SET corporate_parenting.may_empty = 'on'",
    )
    with database("no_test_of_emptying") as cursor:
        for statement in guarded:
            cursor.execute(statement)
        with pytest.raises(psycopg2.errors.RestrictViolation, match=ALTERED):
            cursor.execute("TRUNCATE kept")


@contextmanager
def database(name: str) -> Iterator[object]:
    """A database of that name beside the test's, for as long as the block runs."""
    there = connection.get_connection_params()
    with closing(psycopg2.connect(**there)) as outside:
        outside.autocommit = True
        outside.cursor().execute(f"CREATE DATABASE {name}")
        try:
            with closing(psycopg2.connect(**there | {"dbname": name})) as inside:
                inside.autocommit = True
                yield inside.cursor()
        finally:
            outside.cursor().execute(f"DROP DATABASE {name}")


def test_the_meeting_keeps_its_day_and_its_body(of: Minuted, minutes: Minutes) -> None:
    other = boards.BodyFactory(council=of.panel.council)
    for change in ("held_on = held_on - 1", f"body_id = {other.pk}"):
        with (
            unchanged(minutes),
            pytest.raises(IntegrityError, match="day and body stay"),
            transaction.atomic(),
        ):
            run(MEETING.format(change=change, pk=of.meeting.pk))
    moved = {"held_on": date(2027, 1, 6), "starts_at": of.meeting.starts_at, "place": "Elsewhere"}
    with pytest.raises(ValidationError) as refused:
        change_meeting(by=of.clerk, meeting=of.meeting, version=of.meeting.version, **moved)
    assert refused.value.message_dict == {"held_on": [RECORDED]}


def test_what_is_no_part_of_them_can_still_be_written(of: Minuted, minutes: Minutes) -> None:
    """The guard is no wall around the table: a draft beside them is the clerk's own."""
    draft = in_hand(minutes)
    run(STATEMENTS["update"].format(part=draft.pk))
    draft.refresh_from_db()
    draft.save()
    with unchanged(minutes):
        services.correct(by=of.clerk, minutes=minutes, reason="A name was wrong.")
        run(MEETING.format(change="place = 'Room 3'", pk=of.meeting.pk))


# The application's own rows -------------------------------------------------------------------------


def _save(part: MinutesSection) -> None:
    part.text = "false"
    part.save()


def _save_minutes(part: MinutesSection) -> None:
    part.minutes.confirmed_at = None
    part.minutes.save()


def _new(part: MinutesSection) -> None:
    part.pk, part.position = None, 4242
    part._state.adding = True
    part.save()


def _upsert(part: MinutesSection) -> None:
    part.pk, part.text = None, "false"
    MinutesSection.objects.bulk_create(
        [part],
        update_conflicts=True,
        unique_fields=("minutes", "position"),
        update_fields=("text",),
    )


ROWS: dict[str, Callable[[MinutesSection], object]] = {
    "save": _save,
    "save the minutes": _save_minutes,
    "add": _new,
    "add or update": _upsert,
    "delete": lambda part: part.delete(),
    "update many": lambda part: part.minutes.sections.update(text="false"),
    "write history": lambda part: part.history.update(text="false"),
    "take history away": lambda part: part.history.all().delete(),
    "put an old version back": lambda part: part.history.earliest().instance.save(),
}


@pytest.mark.parametrize("name", ROWS)
def test_no_row_of_ours_alters_them(minutes: Minutes, name: str) -> None:
    with refused_by_the_database(minutes):
        ROWS[name](minutes.sections.select_related("minutes").first())


def test_minutes_with_parts_are_not_deleted(minutes: Minutes) -> None:
    with unchanged(minutes), pytest.raises(ProtectedError):
        minutes.delete()


def test_no_service_alters_them(of: Minuted, minutes: Minutes) -> None:
    part, own = minutes.sections.first(), {"by": of.clerk, "minutes": minutes}
    attempts = (
        lambda: services.save_section(by=of.clerk, section=part, version=1, text="false"),
        lambda: services.redraft_section(by=of.clerk, section=part, version=1),
        lambda: services.redraft(**own),
        lambda: services.circulate(**own, version=minutes.version),
        lambda: services.take_back(**own, version=minutes.version),
        lambda: services.confirm(**own, version=minutes.version, at=of.meeting),
    )
    for attempt in attempts:
        with unchanged(minutes), pytest.raises(Refused, match="nothing in them changes any more"):
            attempt()


# Import ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Minutes, MinutesSection, Minutes.history.model])
def test_no_import_alters_them(minutes: Minutes, model: type, tmp_path) -> None:
    """A file with one of their rows in it, as `dumpdata` would write it, with a word changed."""
    row = model.objects.filter(
        **{"minutes" if model is MinutesSection else "id": minutes.pk}
    ).last()
    rows = io.StringIO()
    call_command("dumpdata", model._meta.label_lower, pks=str(row.pk), stdout=rows)
    (dumped,) = json.loads(rows.getvalue())
    dumped["fields"]["text" if model is MinutesSection else "reason"] = "false"
    file = tmp_path / "forged.json"
    file.write_text(json.dumps([dumped]))
    with refused_by_the_database(minutes):
        call_command("loaddata", str(file), verbosity=0)


# Pages and records ----------------------------------------------------------------------------------


def pages(minutes: Minutes) -> dict[str, dict[str, object]]:
    """Every form of the record, aimed at them."""
    part = minutes.sections.first()
    said = {"version": minutes.version, "text": "false"}
    return {
        "boards:minutes_draft": {},
        "boards:minutes_redraft": {},
        "boards:minutes_part": said | {"part": part.pk, "version": part.version},
        "boards:part_redraft": {"part": part.pk, "version": part.version},
        "boards:minutes_circulate": said,
        "boards:minutes_take_back": said,
        "boards:minutes_confirm": said | {"meeting": minutes.confirmed_in_id},
        "boards:minutes_correct": {"number": minutes.number, "reason": "false"},
    }


@pytest.mark.parametrize("role", ["clerk", "chair"])
def test_no_page_alters_them(of: Minuted, minutes: Minutes, role: str) -> None:
    client = sign_in(getattr(of, role))
    for name, sent in pages(minutes).items():
        where = {"council": of.panel.council.slug, "pk": of.meeting.pk}
        where |= {"part": sent["part"]} if "part" in sent else {}
        with unchanged(minutes):
            assert client.post(reverse(name, kwargs=where), sent).status_code in {200, 302, 403}


@pytest.mark.parametrize("role", [Role.CLERK, Role.INSPECTOR, Role.COUNCIL_ADMINISTRATOR])
@pytest.mark.parametrize("model", ["minutes", "minutessection"])
def test_no_record_page_alters_them(of: Minuted, minutes: Minutes, model: str, role: str) -> None:
    """Nor the page of an old version, which the library would let save."""
    user = councils.UserFactory()
    councils.MembershipFactory(user=user, council=of.panel.council, role=role)
    client, row = sign_in(user), minutes if model == "minutes" else minutes.sections.first()
    pages = {
        "change": (row.pk,),
        "delete": (row.pk,),
        "simple_history": (row.pk, row.history.earliest().pk),
        "add": (),
    }
    sent = {"text": "false", "reason": "false", "post": "yes", "_save": "Save"}
    for page, args in pages.items():
        with unchanged(minutes):
            answer = client.post(reverse(f"admin:boards_{model}_{page}", args=args), sent)
            assert answer.status_code in {302, 403}
            assert answer.status_code == 403 or "login" in answer["Location"]
