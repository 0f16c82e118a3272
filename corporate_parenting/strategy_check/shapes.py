"""From what was read to rows: each needs a model that may be in a fixture, and fields."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from corporate_parenting.strategy_check.findings import Mistake, did_you_mean, listed, shortened
from corporate_parenting.strategy_check.reading import UNREADABLE, Cell, Reading
from corporate_parenting.strategy_check.rows import Book, Row
from councils.models import ROOMS, Council, FixtureModel
from measures.models import Observation

#: Where a mistake is, when the row cannot be called by its model and key.
SOME_ROW = "this row"


def models_of_a_fixture() -> dict[str, type[models.Model]]:
    """The models whose rows a strategy brings, by the name a fixture calls them."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if model in {Council, Observation} or issubclass(model, FixtureModel)
    }


def book_of(reading: Reading) -> tuple[Book, list[Mistake]]:
    """The rows that have a model and fields, and what is wrong with the others."""
    book, mistakes = Book(reading), []
    if reading.root is None:
        return book, mistakes
    if not isinstance(reading.root.value, list) or not reading.root.value:
        said = "The file is not a list of rows."
        return book, [Mistake("not-a-list", reading.root.line, said)]
    for cell in reading.root.value:
        mistakes += problems_of(cell)
        if row := row_of(cell):
            book.rows.append(row)
    return book, mistakes


def row_of(cell: Cell) -> Row | None:
    """The row, where it has a model that may be in a fixture."""
    if not isinstance(cell.value, dict):
        return None
    model = models_of_a_fixture().get(_model_name(cell))
    fields = cell.value.get("fields")
    if model is None or fields is None or not isinstance(fields.value, dict):
        return None
    return Row(model, cell.line, fields.value)


def _model_name(cell: Cell) -> str:
    named = cell.value.get("model")
    return named.value.lower() if named and isinstance(named.value, str) else ""


def problems_of(cell: Cell) -> Iterator[Mistake]:
    """What keeps an entry of the list from being a row of a fixture."""
    if cell.value is UNREADABLE:
        return
    if not isinstance(cell.value, dict):
        yield Mistake("not-a-row", cell.line, "This entry is not a row.", SOME_ROW)
        return
    for check in (unknown_parts, numbered, model_problems, fields_problems):
        yield from check(cell)


def _where(cell: Cell) -> str:
    return _model_name(cell) or SOME_ROW


def unknown_parts(cell: Cell) -> Iterator[Mistake]:
    """A part of a row that Django would pass over in silence."""
    known = ("model", "fields", "pk")
    for name, part in cell.value.items():
        if name not in known:
            said = f"“{shortened(name)}” is not a part of a row.{did_you_mean(name, known[:2])}"
            yield Mistake("unknown-part", part.line, said, _where(cell))


def numbered(cell: Cell) -> Iterator[Mistake]:
    """A primary key: loading would write over whatever has that number."""
    if part := cell.value.get("pk"):
        said = "The row is given a number of the database (pk)."
        yield Mistake("pk", part.line, said, _where(cell))


def model_problems(cell: Cell) -> Iterator[Mistake]:
    """No model, one that is not there, or one that officers fill."""
    named = cell.value.get("model")
    if named is None or not isinstance(named.value, str) or not named.value.strip():
        if named is None or named.value is not UNREADABLE:
            said = "The row does not say of which model it is."
            yield Mistake("no-model", cell.line, said, SOME_ROW)
        return
    known, label = models_of_a_fixture(), named.value.lower()
    if label in known:
        return
    if label in {model._meta.label_lower for model in apps.get_models()}:
        said = f"Rows of {label} are not part of a strategy."
        yield Mistake("not-for-fixtures", named.line, said, label)
    else:
        said = f"There is no model “{shortened(named.value)}”.{_near(label, known)}"
        yield Mistake("unknown-model", named.line, said, SOME_ROW)


def _near(label: str, known: dict[str, type[models.Model]]) -> str:
    """The model of that name in another app, or one spelled nearly so."""
    last = label.rpartition(".")[2]
    same = [each for each in known if each.partition(".")[2] == last]
    if same:
        return f" Did you mean {listed(f'“{each}”' for each in same)}?"
    return did_you_mean(label, known) or f" An app is one of {listed(ROOMS)}."


def fields_problems(cell: Cell) -> Iterator[Mistake]:
    """No fields, or something else in their place."""
    part = cell.value.get("fields")
    if part is not None and part.value is UNREADABLE:
        return
    if part is None or not isinstance(part.value, dict) or not part.value:
        line = part.line if part else cell.line
        yield Mistake("no-fields", line, "The row has no fields.", _where(cell))
