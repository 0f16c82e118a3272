"""Rows that point at rows: in the right form, inside the file, in an order that loads.

Loading follows a reference to a row further down only where the field may be empty: Django saves
the row without it and comes back at the end. A field that must have a value needs its row above.
"""

import inspect
from collections.abc import Iterator

from django.db import models

from corporate_parenting.strategy_check.findings import Mistake, did_you_mean
from corporate_parenting.strategy_check.reading import UNREADABLE, Cell
from corporate_parenting.strategy_check.rows import Book, Links, Row, links_of
from councils.models import Council, User

#: A set may be replaced by one of a later strategy; everything else stays with its parent.
MAY_CROSS = {"replaced_by"}


def read_names(row: Row) -> Iterator[Mistake]:
    """Fill in the names of the rows that a row points at, and say which are in the wrong form."""
    for field in links_of(row):
        cell = row.cells.get(field.name)
        if cell is None or (cell.value is None and field.null):
            row.values[field.name] = None
        elif cell.value is None:
            yield row.mistake("no-value", f"“{field.name}” has no value.", field.name)
        elif field.related_model is User:
            yield row.mistake("a-person", f"“{field.name}” names a person.", field.name)
        elif cell.value is not UNREADABLE:
            yield from _read_name(row, field, cell)


def _read_name(row: Row, field: models.ForeignKey, cell: Cell) -> Iterator[Mistake]:
    parts = parts_of(field.related_model)
    listed = cell.value if isinstance(cell.value, list) else []
    if len(listed) == len(parts) and all(isinstance(each.value, str) for each in listed):
        row.values[field.name] = tuple(each.value for each in listed)
        return
    said = f"“{field.name}” names a row as [{', '.join(parts)}]."
    yield row.mistake("bad-reference", said, field.name)


def parts_of(model: type[models.Model]) -> list[str]:
    """What a row of a model is named by: the arguments of its natural key."""
    return list(inspect.signature(model._default_manager.get_by_natural_key).parameters)


# The council --------------------------------------------------------------------------------------


def one_council(book: Book) -> Iterator[Mistake]:
    """Exactly one council, before everything that belongs to it."""
    councils = book.of(Council)
    if book.rows and not councils:
        yield Mistake("no-council", 1, "The file has no row of a council.")
    for row in councils[1:]:
        yield row.mistake("second-council", "This is a second council in one file.")
    if councils and book.rows[0] is not councils[0]:
        yield councils[0].mistake("council-late", "Rows stand before their council.")


# Each reference -----------------------------------------------------------------------------------


def references(links: Links) -> Iterator[Mistake]:
    """Every reference of every row, followed to the row it names."""
    places = {id(row): number for number, row in enumerate(links.book.rows)}
    for row in links.book.rows:
        for field in links_of(row):
            if isinstance(row.get(field.name), tuple):
                yield from _followed(links, row, field, places)


def _followed(
    links: Links, row: Row, field: models.ForeignKey, places: dict[int, int]
) -> Iterator[Mistake]:
    named, slug = row.get(field.name), links.book.slug
    target = links.target(row, field.name)
    if slug and named[0] != slug:
        said = f"“{field.name}” names a row of “{named[0]}”; this is the file of “{slug}”."
        yield row.mistake("other-council", said, field.name)
    elif field.related_model is Council:
        return  # that there is one, and first, is looked at once for the whole file
    elif target is None:
        yield row.mistake("not-there", _no_such(links, field, named), field.name)
    elif not field.null and places[id(target)] > places[id(row)]:
        said = f"The {target.label} it names stands further down, on line {target.line}."
        yield row.mistake("too-late", said, field.name)


def _no_such(links: Links, field: models.ForeignKey, named: tuple[str, ...]) -> str:
    label, key = field.related_model._meta.label_lower, named[-1]
    known = [name[-1] for model, name in links.by_name if model is field.related_model]
    elsewhere = sorted({m._meta.label_lower for m, name in links.by_name if name[-1] == key})
    said = f"There is no {label} “{key}” in the file.{did_you_mean(key, known)}"
    return f"{said} “{key}” is a {elsewhere[0]}." if elsewhere else said


# References that must agree -----------------------------------------------------------------------


def common_parents(links: Links) -> Iterator[Mistake]:
    """A heading of another set, a part of another strategy: both must have one parent."""
    for row in links.book.rows:
        for field in links_of(row):
            target = links.target(row, field.name)
            if target and target.model is not Council and field.name not in MAY_CROSS:
                yield from _of_one_parent(row, field, target)


def _of_one_parent(row: Row, field: models.ForeignKey, target: Row) -> Iterator[Mistake]:
    for parent in shared_parents(row.model, target.model):
        ours, theirs = row.get(parent), target.get(parent)
        if isinstance(ours, tuple) and isinstance(theirs, tuple) and ours != theirs:
            said = (
                f"“{field.name}” is of the {parent} “{theirs[-1]}”, and this row of “{ours[-1]}”."
            )
            yield row.mistake("no-common-parent", said, field.name)


def shared_parents(one: type[models.Model], other: type[models.Model]) -> list[str]:
    """The fields by which rows of both models belong to something, besides their council."""
    names = [{each.name for each in _parents(model)} for model in (one, other)]
    return sorted((names[0] & names[1]) - {"council"})


def _parents(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    return (f for f in model._meta.concrete_fields if f.is_relation and not f.null)


def circles(links: Links) -> Iterator[Mistake]:
    """A row that is, over one or more steps, part of itself."""
    for row in links.book.rows:
        for field in links_of(row):
            if field.related_model is row.model and is_first_of_circle(links, row, field.name):
                said = f"Following “{field.name}” from here leads back to this row."
                yield row.mistake("circle", said, field.name)


def is_first_of_circle(links: Links, row: Row, name: str) -> bool:
    """Whether the way leads back to the row, and no row of the circle stands above it."""
    seen, at = [row], links.target(row, name)
    while at is not None and all(at is not each for each in seen):
        seen.append(at)
        at = links.target(at, name)
    return at is row and row.line == min(each.line for each in seen)
