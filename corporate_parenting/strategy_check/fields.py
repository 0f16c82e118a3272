"""Each field by itself, against the model: its name, its type, its choices, its length.

Nothing of the schema is repeated here: what is asked of a value is asked of the model's field.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from corporate_parenting.look import READABLE, WHITE, contrast
from corporate_parenting.look import parse as parse_colour
from corporate_parenting.strategy_check.findings import (
    Mistake,
    Problem,
    did_you_mean,
    listed,
    shortened,
)
from corporate_parenting.strategy_check.reading import UNREADABLE, Cell
from corporate_parenting.strategy_check.rows import Row
from councils.models import Council
from forums.models import Survey
from pledges.models import Approval, Strategy
from pledges.review import parse

#: What a value of a field is in YAML, and how an officer is asked for it; the first that fits.
TYPES = (
    (ArrayField, (list,), "a list in square brackets"),
    (models.JSONField, (dict,), "words with their values, indented below it"),
    (models.BooleanField, (bool,), "true or false"),
    (models.IntegerField, (int,), "a whole number without quotation marks"),
    (models.DecimalField, (int, float, str), "a number in quotation marks"),
    (models.DateTimeField, (datetime, str), "a day and time"),
    (models.DateField, (date, str), "a day"),
    (models.Field, (str,), "text; a number or a yes in text stands in quotation marks"),
)
#: The kind of mistake that a field's own validators find, by its type.
BROKEN = (
    (models.SlugField, "bad-key"),
    (models.URLField, "bad-address"),
    (models.IntegerField, "out-of-range"),
    (models.DecimalField, "out-of-range"),
    (models.JSONField, "bad-word"),
    (models.Field, "bad-format"),
)
#: Dates as precise as the source, which R10 must be able to read.
IMPRECISE = {
    Strategy: ("period_from", "period_to", "review_due", "last_updated"),
    Approval: ("when",),
    Survey: ("held",),
}


def read_values(row: Row) -> Iterator[Mistake]:
    """Fill the row's values, but for what it points at, and say which cannot be read."""
    yield from unknown_fields(row)
    yield from missing_fields(row)
    for field in row.model._meta.concrete_fields:
        if field.is_relation or field.primary_key:
            continue
        cell = row.cells.get(field.name)
        if cell is None:
            row.values[field.name] = field.get_default()
        elif cell.value is not UNREADABLE:
            yield from _read(row, field, cell)


def _read(row: Row, field: models.Field, cell: Cell) -> Iterator[Mistake]:
    """The first thing that is wrong with a value, or its place among the row's values."""
    for check in (
        no_value,
        wrong_type,
        other_number,
        parts,
        not_a_choice,
        too_long,
        bad_date,
        broken,
    ):
        found = list(check(field, cell))
        for line, problem in found:
            where = row.where(field.name)
            yield Mistake(problem.kind, line or cell.line, problem.what, where)
        if found:
            return
    row.values[field.name] = python_value(field, cell)
    yield from unreadable_date(row, field)
    yield from bad_colour(row, field)


Found = Iterator[tuple[int, Problem]]


def unknown_fields(row: Row) -> Iterator[Mistake]:
    """A field that the model does not have."""
    known = [each.name for each in row.model._meta.concrete_fields if not each.primary_key]
    for name in row.cells:
        if name not in known:
            said = f"{row.label} has no field “{shortened(name)}”.{did_you_mean(name, known)}"
            yield row.mistake("unknown-field", said, name)


def missing_fields(row: Row) -> Iterator[Mistake]:
    """A field that is left out, though the row needs it."""
    for field in row.model._meta.concrete_fields:
        if field.name not in row.cells and is_needed(field):
            yield row.mistake("missing", f"“{field.name}” is missing.")


def is_needed(field: models.Field) -> bool:
    """Whether a row cannot do without a value."""
    return not (field.primary_key or field.null or field.blank or field.has_default())


def no_value(field: models.Field, cell: Cell) -> Found:
    """Nothing after the colon, or nothing but spaces where words are needed."""
    blank = isinstance(cell.value, str) and not cell.value.strip()
    if (cell.value is None and not field.null) or (blank and not field.blank):
        yield 0, Problem("no-value", f"“{field.name}” has no value.")


def wrong_type(field: models.Field, cell: Cell) -> Found:
    """Text for a number, a number for text, and the like."""
    _, types, words = next(each for each in TYPES if isinstance(field, each[0]))
    is_strange_bool = isinstance(cell.value, bool) and bool not in types
    is_a_moment = isinstance(cell.value, datetime) and datetime not in types
    fits = isinstance(cell.value, types) and not is_strange_bool and not is_a_moment
    if cell.value is not None and not fits:
        said = f"“{shortened(cell.source)}” is {_sort(cell.value)}; “{field.name}” is {words}."
        yield 0, Problem("wrong-type", said)


def other_number(_field: models.Field, cell: Cell) -> Found:
    """A whole number that YAML reads as another: “010” is eight, “1:30” is ninety."""
    if type(cell.value) is int and cell.source.lstrip("+") != str(cell.value):
        said = f"“{shortened(cell.source)}” would be read as {cell.value}."
        yield 0, Problem("not-a-number", said)


def _sort(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "text"}
    names |= {datetime: "a day and time", date: "a day", list: "a list", dict: "a group of values"}
    return names.get(type(value), "something else")


def parts(field: models.Field, cell: Cell) -> Found:
    """What is wrong with the entries of a list, or with the council's own words."""
    if isinstance(field, ArrayField):
        for each in cell.value or ():
            for check in (wrong_type, not_a_choice):
                yield from ((each.line, problem) for _, problem in check(field.base_field, each))
    if isinstance(field, models.JSONField):
        for word, each in (cell.value or {}).items():
            if each.value is not UNREADABLE:
                problems = validated(field, {word: each.value})
                yield from ((each.line, problem) for problem in problems)


def not_a_choice(field: models.Field, cell: Cell) -> Found:
    """A word that is none of those the field knows."""
    known = [value for value, _ in field.flatchoices]
    if not known or cell.value in known or isinstance(cell.value, list):
        return
    if cell.value in {None, ""} and field.blank:
        return
    near = did_you_mean(str(cell.value), known)
    said = f"“{shortened(cell.value)}” is not one of {listed(known)}.{near}"
    yield 0, Problem("not-a-choice", said)


def too_long(field: models.Field, cell: Cell) -> Found:
    """More words than the site has room for."""
    if isinstance(cell.value, str) and field.max_length and len(cell.value) > field.max_length:
        said = f"The text has {len(cell.value)} characters; {field.max_length} is the most."
        yield 0, Problem("too-long", said)


def bad_date(field: models.Field, cell: Cell) -> Found:
    """A day there is not, a day written in words, or a time that does not say where."""
    if not isinstance(field, models.DateField) or cell.value is None:
        return
    try:
        day = field.to_python(cell.value)
    except ValidationError:
        yield 0, Problem("bad-date", f"“{shortened(cell.source)}” is not a day that can be read.")
        return
    if isinstance(day, datetime) and timezone.is_naive(day):
        said = f"“{shortened(cell.source)}” does not say in which time zone it is."
        yield 0, Problem("no-time-zone", said)


def broken(field: models.Field, cell: Cell) -> Found:
    """Whatever else the field itself refuses, in its own words."""
    try:
        value = python_value(field, cell)
    except (ValidationError, InvalidOperation):
        said = f"“{shortened(cell.source)}” is not a number."
        yield 0, Problem("not-a-number", said)
        return
    if not isinstance(field, ArrayField | models.JSONField):
        yield from ((0, problem) for problem in validated(field, value))


def validated(field: models.Field, value: object) -> Iterator[Problem]:
    """What the field's validators say."""
    kind = next(kind for sort, kind in BROKEN if isinstance(field, sort))
    try:
        field.run_validators(value)
    except ValidationError as error:
        yield Problem(kind, " ".join(error.messages))


def python_value(field: models.Field, cell: Cell) -> object:
    """What loading makes of a value. A decimal is taken as it is written, not as a fraction."""
    if isinstance(field, models.DecimalField) and cell.value is not None:
        return Decimal(cell.source.replace("_", ""))
    return field.to_python(plain(cell))


def plain(cell: Cell) -> object:
    """A value without its places."""
    if isinstance(cell.value, list):
        return [plain(each) for each in cell.value]
    if isinstance(cell.value, dict):
        return {name: plain(each) for name, each in cell.value.items()}
    return cell.value


def unreadable_date(row: Row, field: models.Field) -> Iterator[Mistake]:
    """A date as precise as the source that R10 cannot read."""
    value = row.values[field.name]
    if field.name in IMPRECISE.get(row.model, ()) and value:
        try:
            parse(value)
        except ValueError as error:
            yield row.mistake("bad-imprecise-date", str(error), field.name)


def bad_colour(row: Row, field: models.Field) -> Iterator[Mistake]:
    """A colour on which white text cannot be read."""
    if row.model is Council and field.name == "colour":
        ratio = contrast(parse_colour(row.values["colour"]), WHITE)
        if ratio < READABLE:
            said = f"White text on {row.values['colour']} has a contrast of {ratio:.1f} to 1."
            yield row.mistake("bad-colour", said, "colour")
