"""A query set whose SQL is worked out once and then asked with other values.

For what every page asks, and the pages that are opened most. Working out the SQL of a query takes
Django longer than PostgreSQL takes to answer it; the rule stays where it is written, in the query set.
"""

from collections.abc import Callable
from copy import copy
from datetime import date

from django.db import connection
from django.db.models import QuerySet

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
        self.sql = ""

    def __call__(self, **values: object) -> list:
        """The rows for these values; one query."""
        if not self.sql:
            self._prepare()
        params = tuple(values[p.name] if isinstance(p, _Asked) else p for p in self.params)
        compiler = copy(self.compiler)  # another thread may be asking
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_, **__: compiler
        return list(rows)

    def _prepare(self) -> None:
        marks = {n: _STANDS_FOR[kind](at) for at, (n, kind) in enumerate(self.kinds.items())}
        self.rows = self.build(**marks)
        self.compiler = self.rows.query.get_compiler(connection=connection)
        sql, params = self.compiler.as_sql()
        names = {mark: name for name, mark in marks.items()}
        self.params = [_Asked(names[p]) if _known(p, names) else p for p in params]
        asked = {p.name for p in self.params if isinstance(p, _Asked)}
        if asked != set(marks):
            raise TypeError(f"Not asked for as they are: {sorted(set(marks) - asked)}.")
        self.sql = sql


class _Asked:
    """The place of a value among the parameters."""

    def __init__(self, name: str) -> None:
        self.name = name


def _known(value: object, names: dict[object, str]) -> bool:
    """Whether a parameter stands for a value; some, such as lists, cannot be looked up."""
    return type(value) in _STANDS_FOR and value in names
