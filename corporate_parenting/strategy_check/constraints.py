"""Rows beside rows: what the database holds unique, and the conditions it puts on a row.

Both are taken from the models. A condition is put to the database as a question about plain values
(`SELECT 1 WHERE …`): it reads no table and writes nothing.
"""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import models

from corporate_parenting.strategy_check.findings import Mistake, shortened
from corporate_parenting.strategy_check.rows import Book, Row
from measures.models import Observation


def unique_sets(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    """Each set of fields that no two rows of a model may share."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
            yield constraint.fields
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield (field.name,)


def repeated(book: Book) -> Iterator[Mistake]:
    """A row that has what another row has, where no two may."""
    for model in dict.fromkeys(row.model for row in book.rows):
        for names in dict.fromkeys(unique_sets(model)):
            for row, first in _pairs(book.of(model), names):
                yield _repeats(row, first, names)


def _pairs(rows: Iterable[Row], names: tuple[str, ...]) -> Iterator[tuple[Row, Row]]:
    """Each row that has what an earlier one has in these fields, with the first of them."""
    seen: dict[tuple, Row] = {}
    for row in rows:
        values = tuple(row.get(name) for name in names)
        if None in values:
            continue
        if values in seen:
            yield row, seen[values]
        seen.setdefault(values, row)


def _repeats(row: Row, first: Row, names: tuple[str, ...]) -> Mistake:
    if names[-1] in {"key", "slug"}:
        said = f"The key “{row.get(names[-1])}” is that of the row on line {first.line}."
        return row.mistake("same-key", said, names[-1])
    if names[-1] == "position":
        return _same_place(row, first)
    if row.model is Observation:
        said = f"The figure for this date stands on line {first.line} already."
        return row.mistake("not-unique", said, "period_end")
    said = f"{_named(row, names)} stands on line {first.line} already."
    return row.mistake("not-unique", said, names[-1])


def _named(row: Row, names: tuple[str, ...]) -> str:
    values = (row.get(name) for name in names if name != "council")
    return " with ".join(f"“{v[-1] if isinstance(v, tuple) else shortened(v)}”" for v in values)


def _same_place(row: Row, first: Row) -> Mistake:
    said = f"Position {row.get('position')} is that of {first.where()} on line {first.line}."
    return row.mistake("same-place", said, "position")


# Positions where the database does not ask --------------------------------------------------------


def places(book: Book) -> Iterator[Mistake]:
    """Two rows in one place: a model's order says what its position is counted within."""
    for model in dict.fromkeys(row.model for row in book.rows):
        names = place_of(model)
        if not names or names in set(unique_sets(model)):
            continue
        for row, first in _in_one_place(book.of(model), names):
            yield _same_place(row, first)


def place_of(model: type[models.Model]) -> tuple[str, ...]:
    """The fields that order a model's rows, up to their position; empty where there is none."""
    names = tuple(_ordered_by(model, each) for each in model._meta.ordering)
    return names[: names.index("position") + 1] if "position" in names else ()


def _ordered_by(model: type[models.Model], ordering: object) -> str:
    """The field an ordering goes by: “strategy” for “-strategy”, “strategy_id” and F("strategy")."""
    written = ordering if isinstance(ordering, str) else ordering.expression.name
    return model._meta.get_field(written.removeprefix("-").partition("__")[0]).name


def _in_one_place(rows: list[Row], names: tuple[str, ...]) -> Iterator[tuple[Row, Row]]:
    seen: dict[tuple, Row] = {}
    for row in rows:
        if any(name not in row.values for name in names):
            continue
        place = tuple(row.values[name] for name in names)
        if place in seen:
            yield row, seen[place]
        seen.setdefault(place, row)


# Conditions ---------------------------------------------------------------------------------------


def conditions(book: Book) -> Iterator[Mistake]:
    """A row that breaks a condition of the database, in the words the model has for it."""
    for row in book.rows:
        for constraint in row.model._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                yield from _broken(row, constraint)


def _broken(row: Row, constraint: models.CheckConstraint) -> Iterator[Mistake]:
    asked = names_in(constraint)
    if any(name not in row.values for name in asked):
        return
    plain = {n: v for n, v in row.values.items() if not row.model._meta.get_field(n).is_relation}
    others = {each.name for each in row.model._meta.concrete_fields} - asked
    try:
        constraint.validate(row.model, row.model(**plain), exclude=others)
    except ValidationError as error:
        fields = sorted(asked, key=row.line_of)
        given = [name for name in fields if name in row.cells] or fields[:1]
        yield row.mistake("rule-broken", _with_fields(error, asked), given[-1])


def names_in(constraint: models.CheckConstraint) -> set[str]:
    """The fields a condition speaks of."""
    return set(constraint.condition.referenced_base_fields)


def _with_fields(error: ValidationError, asked: set[str]) -> str:
    return f"{' '.join(error.messages)} It concerns {' and '.join(sorted(asked))}."
