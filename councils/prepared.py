"""A query set whose SQL is worked out once and then asked with other values.

For what every page asks, and the pages that are opened most. Working out the SQL of a query takes
Django longer than PostgreSQL takes to answer it; the rule stays where it is written, in the query set.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

#: Values that stand for what is asked later, and that no row has.
_STANDS_FOR = {
    int: lambda place: 8_765_432_109_000 + place,
    str: lambda place: f"\ue000{place}",
    date: lambda place: date(9999, 1, 1 + place),
    tuple: lambda place: (8_765_432_109_000 + place,),
}


class Prepared:
    """`Prepared(build, user=int, day=date)`: calling it with values gives the rows, as a list.

    `build` takes the same names and returns a query set, of objects or of tuples, without
    `prefetch_related`. A value may only stand in it as it is: compared, not looked for inside a text.
    A `tuple` stands behind `any_of`; it is asked with a list.
    """

    def __init__(self, build: Callable[..., QuerySet], **kinds: type) -> None:
        self.build, self.kinds = build, kinds
        self.kept: _Kept | None = None

    def __call__(self, **values: object) -> list:
        """The rows for these values; one query."""
        if self.kept is None:
            self.kept = self._prepare()  # whole, as another thread may be preparing it too
        kept = self.kept
        params = tuple(values[p.name] if isinstance(p, _Asked) else p for p in kept.params)
        compiler = copy(kept.compiler)  # another thread may be asking
        compiler.as_sql = lambda *_, **__: (kept.sql, params)
        rows = kept.rows.all()
        rows.query.get_compiler = lambda *_, **__: compiler
        return list(rows)

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
        return _Kept(rows, compiler, sql, params)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a query set: itself, its compiler, its SQL, and what is asked with that."""

    rows: QuerySet
    compiler: SQLCompiler
    sql: str
    params: list[object]


class _Asked:
    """The place of a value among the parameters."""

    def __init__(self, name: str) -> None:
        self.name = name


def _known(value: object, names: dict[object, str]) -> bool:
    """Whether a parameter stands for a value; some, such as lists, cannot be looked up."""
    return type(value) in _STANDS_FOR and value in names
