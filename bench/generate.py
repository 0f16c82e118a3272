"""Ten councils with five years behind them: Buckinghamshire, and nine of the same shape.

Buckinghamshire comes from its fixture. Its meetings, figures and questions are written through
the services, as in real life; the other councils are its rows once more under other keys, which
takes seconds instead of minutes and makes every table as long as it would be.
"""

import hashlib
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction

from bench.long_pack import lengthen
from bench.pages import latest_published
from boards.models import Body, Meeting, Minutes, MinutesSection
from boards.packs.services import publish_pack
from boards.queries import themes_of
from boards.services import plan_meeting
from corporate_parenting.demo_history import play
from councils import clock
from councils.models import Council, TenantModel, User
from councils.queries import calendar_of
from councils.working_days import Calendar
from forums.models import Forum, QuestionLink
from forums.services import ask, word
from measures.models import Measure
from measures.models.definitions import OWN_FROM
from measures.services import record_figure, sign_off

TODAY = date(2026, 12, 2)  # the same on every machine, today and in a year
FIXTURE = "fixtures/councils/buckinghamshire.yaml"
COUNCILS = 10
YEARS = 5
QUESTIONS = 200
WEEKS_BETWEEN = 8  # the panel meets six times a year
SEED = 2020
OF_NO_OTHER = 400  # children, where the share is of no other measure’s count
STEP = 1_000_000  # how far apart the primary keys of two councils lie


def generate() -> Council:
    """Fill an empty, migrated database; the council that the pages are measured in."""
    with clock.set_to(TODAY), transaction.atomic():
        call_command("loaddata", FIXTURE, verbosity=0)
        council = Council.objects.get()
        play(council)
        _meetings(council, _user("clerk"))
        lengthen(latest_published(council), clerk=_user("clerk"), reader=_user("member"))
        _figures(council, _user("officer"))
        _questions(council)
        with _alterable():
            for number in range(1, COUNCILS):
                _copy(council, number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server's own housekeeping would have done by now
    return council


def _user(persona: str) -> User:
    return User.objects.get(username=f"demo-{persona}")


# One council's five years -------------------------------------------------------------------------


def _meetings(council: Council, clerk: User) -> None:
    """Every meeting of the years before the demo's, published, and one that is to come."""
    calendar = calendar_of(council)
    for body in Body.objects.of(council).filter(parent__isnull=True):
        themes = themes_of(body)
        earliest = body.meetings.order_by("held_on").first().held_on
        for number, day in enumerate(_days(calendar, earliest)):
            _published(body, day, themes[number % len(themes)], clerk)
        _published(body, calendar.on_or_before(TODAY + timedelta(days=9)), themes[0], clerk)


def _days(calendar: Calendar, before: date) -> Iterator[date]:
    """The days of meetings, going back from a day to the beginning of the five years."""
    day = before - timedelta(weeks=WEEKS_BETWEEN)
    while day > TODAY - timedelta(days=YEARS * 365):
        yield calendar.on_or_before(day)
        day -= timedelta(weeks=WEEKS_BETWEEN)


def _published(body: Body, day: date, theme: object, clerk: User) -> Meeting:
    with clock.set_to(day - timedelta(weeks=2)):
        meeting = plan_meeting(
            by=clerk,
            body=body,
            held_on=day,
            starts_at=time(17, 30),
            place="Committee room 2",
            theme=theme,
            slot_minutes=120,
        )
        publish_pack(by=clerk, meeting=meeting)
    return meeting


def _figures(council: Council, officer: User) -> None:
    """A signed-off figure of each measure for the end of each quarter."""
    chance = random.Random(SEED)  # noqa: S311 - believable, not secret
    for day in _quarters():
        counts: dict[int, int] = {}
        for measure in (
            Measure.objects.of(council).filter(position__lt=OWN_FROM).order_by("position")
        ):
            entry = _entry(measure, counts, chance)
            counts[measure.pk] = entry.get("numerator", 0)
            figure = record_figure(by=officer, measure=measure, period_end=day, **entry)
            sign_off(by=officer, figure=figure)


def _quarters() -> list[date]:
    firsts = [
        date(y, m, 1) for y in range(TODAY.year - YEARS, TODAY.year + 1) for m in (1, 4, 7, 10)
    ]
    return [first - timedelta(days=1) for first in firsts if first <= TODAY][-4 * YEARS :]


def _entry(measure: Measure, counts: dict[int, int], chance: random.Random) -> dict[str, object]:
    """Counts, and a rate with its own, as the measure wants them."""
    if measure.unit == Measure.Unit.RATE:
        rate = Decimal(chance.randint(350, 450)) / 10
        return {"value": rate, "numerator": chance.randint(420, 520)}
    if measure.unit == Measure.Unit.COUNT:
        return {"numerator": chance.randint(420, 520)}
    whole = counts.get(measure.denominator_measure_id, OF_NO_OTHER)
    return {"numerator": whole * chance.randint(40, 80) // 100, "denominator": whole}


def _questions(council: Council) -> None:
    """What the forum asked over two years: every fourth is not read yet."""
    forum = Forum.objects.of(council).first()
    asker, worker = _user("representative"), _user("worker")
    for number in range(QUESTIONS):
        with clock.set_to(TODAY - timedelta(days=3 * number + 1)):
            question = ask(
                by=asker,
                forum=forum,
                theme=None,
                words=f"why is it like this, number {number}",
                submission=UUID(int=number + 1),
            )
            if number % 4:
                wording = f"Why is this done as it is, and could it be changed? ({number})"
                word(by=worker, question=question, version=question.version, wording=wording)


# The other councils -------------------------------------------------------------------------------


@contextmanager
def _alterable() -> Iterator[None]:
    """What is confirmed can be copied: rows come table by table, confirmed minutes before their parts."""
    tables = [model._meta.db_table for model in (Minutes, MinutesSection)]
    tables += [model.history.model._meta.db_table for model in (Minutes, MinutesSection)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _copy(council: Council, number: int) -> None:
    """All rows of a council once more, as another council's; its people too."""
    for model in _models():
        rows = model._default_manager.all()
        if issubclass(model, TenantModel):
            rows = rows.filter(council=council)
        else:
            rows = rows.filter(pk__lt=STEP)
        model._default_manager.bulk_create([_moved(row, number) for row in rows], batch_size=500)


def _models() -> list[type[models.Model]]:
    """Councils, people and everything a council has; foreign keys are checked at the end."""
    tenants = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    return [Council, User, *tenants]


def _moved(row: models.Model, number: int) -> models.Model:
    """The row as another council's: every key that points at a council's row is moved on."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        points = field.primary_key or (field.is_relation and value is not None)
        if points:
            setattr(row, field.attname, value + number * STEP)
    _rename(row, number)
    return row


def _rename(row: models.Model, number: int) -> None:
    """What may be there once only."""
    if isinstance(row, Council):
        row.slug = row.short_name = f"council-{number}"
        row.name = f"Council {number}"
        row.ons_code, row.dfe_code = f"E99{number:06}", f"{number:03}"
    elif isinstance(row, User):
        row.username = f"{row.username}-{number}"
    elif isinstance(row, QuestionLink):
        row.digest = hashlib.sha256(str(row.pk).encode()).hexdigest()
    elif hasattr(row, "submission"):
        row.submission = uuid4()
