"""Plans of queries that PostgreSQL keeps for a connection: what is asked often is planned once.

Planning a query of five joins takes PostgreSQL longer than answering it for one meeting. `Planned` is
the SQL of such a query, and reads like any other text wherever it is seen (logs, counted queries,
tests); only the `Cursor` of a connection (a setting of the database) makes a prepared statement of
it. Under any other cursor it is plain SQL, with the same answer.

Source: PostgreSQL, PREPARE. A prepared statement belongs to one session of the database. Behind a
pooler that gives each transaction another session it would be missed or, worse, be in the way; then
the session's own process is not the one the connection began with, and nothing is prepared.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from weakref import WeakKeyDictionary

from psycopg2 import errors, extensions

MOST_INTEGER = 2**63  # the first that is too large for the bigint of PostgreSQL
#: What PostgreSQL calls the kinds of values; of any other it finds out where the value stands.
_TYPES = {int: "bigint", str: "text", date: "date", datetime: "timestamptz"}


class Planned(str):
    """SQL with `%s` for each value, as psycopg2 takes it, of which some values change.

    `name` is that of the prepared statement, `changing` the kind of each value that changes by its
    place among all; the others always are the same.
    """

    __slots__ = ("changing", "name")

    def __new__(cls, sql: str, *, name: str, changing: Mapping[int, type]) -> "Planned":
        """The SQL itself, which knows what is needed to prepare it."""
        made = super().__new__(cls, sql)
        made.name, made.changing = name, changing
        return made


class Cursor(extensions.cursor):
    """A cursor that has `Planned` SQL prepared by the first to ask, and executes what is prepared."""

    _asked: tuple[str, Sequence[object]] | None = None  # where it was prepared

    def execute(self, query: str, values: Sequence[object] | None = None) -> None:
        """Ask; the answer is the same either way."""
        self._asked = None
        if not (isinstance(query, Planned) and self._is_prepared(query, values)):
            super().execute(query, values)
            return
        asked = [values[place] for place in query.changing]
        try:
            super().execute(_execute(query.name, len(asked)), asked)
            self._asked = (query, values)
        except errors.FeatureNotSupported:
            # A column has another type by now: a new version of ours has altered the table.
            if not self.connection.autocommit:
                raise
            _prepared[self.connection] = None
            super().execute(query, values)

    @property
    def query(self) -> bytes | None:
        """What was asked last, as who reads logs and counts queries wants to see it."""
        return self.mogrify(*self._asked) if self._asked else super().query

    def _is_prepared(self, query: Planned, values: Sequence[object]) -> bool:
        """Whether the statement is there for this connection: it is made if it may be."""
        if not all(map(_fits, (values[place] for place in query.changing))):
            return False
        if self.connection not in _prepared:
            _prepared[self.connection] = set() if self._is_its_own() else None
        names = _prepared[self.connection]
        if names is None:
            return False
        if query.name not in names:
            super().execute(self._prepare(query, values))
            names.add(query.name)
        return True

    def _is_its_own(self) -> bool:
        """Whether the session is the connection's own, and no pooler's."""
        return self._process() == self.connection.info.backend_pid

    def _process(self) -> int:
        """The number of the process that answers."""
        super().execute("SELECT pg_backend_pid()")
        return self.fetchone()[0]

    def _prepare(self, query: Planned, values: Sequence[object]) -> str:
        marks = list(values)
        for number, place in enumerate(query.changing, 1):
            marks[place] = extensions.AsIs(f"${number}")
        types = ", ".join(_TYPES.get(kind, "unknown") for kind in query.changing.values())
        sql = self.mogrify(str(query), marks).decode()  # Django’s connections speak UTF-8
        return f"PREPARE {query.name}{f'({types})' if types else ''} AS {sql}"


#: The names of what is prepared, by connection, and gone with it; None where nothing may be.
_prepared: "WeakKeyDictionary[extensions.connection, set[str] | None]" = WeakKeyDictionary()


def _fits(value: object) -> bool:
    """Whether the type declared for its kind has room for it; an address may hold any number."""
    return not isinstance(value, int) or -MOST_INTEGER <= value < MOST_INTEGER


def _execute(name: str, count: int) -> str:
    return f"EXECUTE {name}({', '.join(['%s'] * count)})" if count else f"EXECUTE {name}"
