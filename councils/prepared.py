"""A query set whose SQL is worked out once and then asked with other values.

For what every page asks, and the pages that are opened most. Working out the SQL of a query takes
Django longer than PostgreSQL takes to answer it, and where a few rows are found by their keys so does
planning it there (councils/plans.py). The rule stays where it is written, in the query set.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from councils.plans import Planned

#: Values that stand for what is asked later, and that no row has.
_STANDS_FOR = {
    int: lambda place: 8_765_432_109_000 + place,
    str: lambda place: f"\ue000{place}",
    date: lambda place: date(9999, 1, 1 + place),
    datetime: lambda place: datetime(9999, 1, 1 + place, tzinfo=UTC),
    tuple: lambda place: (8_765_432_109_000 + place,),
}


class Prepared:
    """`Prepared(build, user=int, day=date)`: calling it with values gives the rows, as a list.

    `build` takes the same names and returns a query set, of objects or of tuples, without
    `prefetch_related`. A value may only stand in it as it is: compared, not looked for inside a text.
    A `tuple` stands behind `any_of`; it is asked with a list.
    """

    keeps_plan = False

    def __init__(self, build: Callable[..., QuerySet], **kinds: type) -> None:
        self.build, self.kinds = build, kinds
        self.kept: _Kept | None = None

    def __call__(self, **values: object) -> list:
        """The rows for these values; one query."""
        if self.kept is None:
            self.kept = self._prepare()  # whole, as another thread may be preparing it too
        kept = self.kept
        params = [values[p.name] if isinstance(p, _Asked) else p for p in kept.params]
        with connection.cursor() as cursor:
            cursor.execute(kept.sql, params)
            return kept.read(cursor.fetchall())

    def _prepare(self) -> "_Kept":
        marks = {n: _STANDS_FOR[kind](at) for at, (n, kind) in enumerate(self.kinds.items())}
        rows = self.build(**marks)
        compiler = rows.query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        names = {mark: name for name, mark in marks.items()}
        params = [_Asked(names[p]) if _known(p, names) else p for p in given]
        asked = {p.name for p in params if isinstance(p, _Asked)}
        if asked != set(marks):
            raise TypeError(f"Not asked for as they are: {sorted(set(marks) - asked)}.")
        if self.keeps_plan:
            kinds = {n: self.kinds[p.name] for n, p in enumerate(params) if isinstance(p, _Asked)}
            sql = Planned(sql, name=_name(self.build), changing=kinds)
        return _Kept(sql, params, _reader(rows, compiler))


class PreparedByKey(Prepared):
    """The same for a few rows found by their keys, which are found in one way whoever asks.

    PostgreSQL keeps the plan. For lists it does not: how they are best found depends on how many rows
    a council has, and on what was loaded since.
    """

    keeps_plan = True


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a query set: its SQL, what is asked with that, and what makes rows of answers."""

    sql: str
    params: list[object]
    read: Callable[[list[tuple]], list]


class _Asked:
    """The place of a value among the parameters."""

    def __init__(self, name: str) -> None:
        self.name = name


def _known(value: object, names: dict[object, str]) -> bool:
    """Whether a parameter stands for a value; some, such as lists, cannot be looked up."""
    return type(value) in _STANDS_FOR and value in names


_numbers = count(1)


def _name(build: Callable[..., QuerySet]) -> str:
    """A name for the database, in which one finds the function again; never the same twice."""
    named = re.sub(r"\W", "_", f"{build.__module__}_{build.__name__}")
    return f"q{next(_numbers)}_{named}"[:63]


# What the database answers, as Django makes it of a query set ---------------------------------------


def _reader(rows: QuerySet, compiler: SQLCompiler) -> Callable[[list[tuple]], list]:
    """What makes the rows of a query set: `ModelIterable` and `ValuesListIterable`, with all that is
    the same each time found out once.
    """
    kind = rows._iterable_class  # noqa: SLF001 - Django has no other name for it
    if kind not in {ModelIterable, ValuesListIterable} or rows._prefetch_related_lookups:  # noqa: SLF001
        raise TypeError("Only objects and plain tuples are prepared, and nothing is prefetched.")
    converters = compiler.get_converters(
        [each for each, *_ in compiler.select[: compiler.col_count]]
    )
    made = _tuples if kind is ValuesListIterable else _objects(compiler)

    def read(found: list[tuple]) -> list:
        return made(compiler.apply_converters(found, converters) if converters else found)

    return read


def _tuples(found: Iterable) -> list[tuple]:
    return [tuple(row) for row in found]


def _objects(compiler: SQLCompiler) -> Callable[[Iterable], list]:
    """What makes objects, with those that `select_related` names and with what was annotated."""
    info, using = compiler.klass_info, connection.alias
    model, places = info["model"], info["select_fields"]
    own = slice(places[0], places[-1] + 1)
    fields = [column.target.attname for column, *_ in compiler.select[own]]
    related = get_related_populators(info, compiler.select, using)
    annotated = tuple(compiler.annotation_col_map.items())

    def made(row: tuple) -> object:
        one = model.from_db(using, fields, row[own])
        for each in related:
            each.populate(row, one)
        for name, place in annotated:
            setattr(one, name, row[place])
        return one

    return lambda found: [made(row) for row in found]
