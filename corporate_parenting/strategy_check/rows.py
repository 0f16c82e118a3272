"""The rows of a fixture as the checks see them: with their models, values, places and names."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models

from corporate_parenting.strategy_check.findings import Mistake
from corporate_parenting.strategy_check.reading import Cell, Reading
from councils.models import Council

Name = tuple[str, ...]


@dataclass(slots=True)
class Row:
    """One row: its model, its fields as written, and the values that could be made of them.

    `values` has each field that is given and can be read, and the default of each that is left
    out; a row pointed at is a name, such as `("buckinghamshire", "safe-home")`.
    """

    model: type[models.Model]
    line: int
    cells: dict[str, Cell]
    values: dict[str, object] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The kind of row, as app.model."""
        return self.model._meta.label_lower

    @property
    def name(self) -> Name | None:
        """How other rows name it, or None where that cannot be told."""
        parts = [self.values.get(each) for each in _named_by(self.model)]
        flat = [part for each in parts for part in (each if isinstance(each, tuple) else (each,))]
        return None if None in flat else tuple(str(part) for part in flat)

    def get(self, name: str) -> object:
        """A value, or None where it is empty or could not be read."""
        return self.values.get(name)

    def line_of(self, *names: str) -> int:
        """The line of the last of these fields that is given, else the row's."""
        return max(
            (self.cells[name].line for name in names if name in self.cells), default=self.line
        )

    def where(self, *fields: str) -> str:
        """“pledges.promise safe-home, text”."""
        named = self.cells.get("key") or self.cells.get("slug")
        key = named.source if named else "/".join((self.name or ())[1:])
        return ", ".join((f"{self.label} {key}".strip(), *fields))

    def mistake(self, kind: str, what: str, *fields: str) -> Mistake:
        """A mistake in these fields, or in the whole row."""
        return Mistake(kind, self.line_of(*fields), what, self.where(*fields))


def _named_by(model: type[models.Model]) -> tuple[str, ...]:
    """The fields that make up a row's natural key; the council comes with what is pointed at."""
    if model is Council:
        return ("slug",)
    names = {each.name for each in model._meta.concrete_fields}
    return ("council", "key") if "key" in names else ("measure", "period_end", "revision")


@dataclass(slots=True)
class Book:
    """Every row of a file that has a model, in the file's order."""

    reading: Reading
    rows: list[Row] = field(default_factory=list)

    def of(self, model: type[models.Model]) -> list[Row]:
        """The rows of one model."""
        return [row for row in self.rows if row.model is model]

    @property
    def slug(self) -> str:
        """The slug of the file's council, empty where there is none."""
        return next((str(row.get("slug") or "") for row in self.of(Council)), "")

    def names(self) -> dict[tuple[type[models.Model], Name], Row]:
        """Each row by its model and name; of two with one name, the first."""
        found: dict[tuple[type[models.Model], Name], Row] = {}
        for row in self.rows:
            if row.name is not None:
                found.setdefault((row.model, row.name), row)
        return found

    def where(self, line: int) -> str:
        """The row, and the field, that a line of the file belongs to."""
        if "".join(self.reading.lines[line - 1 : line]).lstrip().startswith("#"):
            return "a remark"
        row = next((row for row in reversed(self.rows) if row.line <= line), None)
        if row is None:
            return ""
        above = [(cell.line, name) for name, cell in row.cells.items() if cell.line <= line]
        return row.where(*(name for _, name in sorted(above)[-1:]))


@dataclass(slots=True)
class Links:
    """A book whose references can be followed."""

    book: Book
    by_name: dict[tuple[type[models.Model], Name], Row]

    @classmethod
    def of(cls, book: Book) -> "Links":
        """The links of a book whose values have been read."""
        return cls(book, book.names())

    def target(self, row: Row, name: str) -> Row | None:
        """The row that a field points at, where it is in the file."""
        named = row.get(name)
        if not isinstance(named, tuple):
            return None
        return self.by_name.get((row.model._meta.get_field(name).related_model, named))

    def pointing(self, model: type[models.Model], name: str, row: Row) -> list[Row]:
        """The rows of a model whose field points at this row."""
        return [each for each in self.book.of(model) if self.target(each, name) is row]


def links_of(row: Row) -> Iterator[models.ForeignKey]:
    """The fields of a row's model that point at rows of the strategy."""
    return (each for each in row.model._meta.concrete_fields if each.is_relation)
