"""The file against what is loaded: what would make loading fail although the file is in itself right.

Only reads.
"""

from collections.abc import Iterator

from django.db import models

from corporate_parenting.strategy_check.constraints import unique_sets
from corporate_parenting.strategy_check.findings import Mistake
from corporate_parenting.strategy_check.rows import Book
from councils.models import Council, FixtureModel
from pledges.lineage.rules import OWN


def taken_codes(book: Book) -> Iterator[Mistake]:
    """A code by which another council is known already."""
    for row in book.of(Council):
        for (name,) in unique_sets(Council):
            others = Council.objects.exclude(slug=row.get("slug") or "")
            other = others.filter(**{name: row.get(name)}).first() if row.get(name) else None
            if other is not None:
                said = f"“{row.get(name)}” is the {name} of {other.name}."
                yield row.mistake("code-taken", said, name)


def changed_keys(book: Book) -> Iterator[Mistake]:
    """A row in the place that a loaded row of another key holds: the same row renamed, say."""
    for model in dict.fromkeys(row.model for row in book.rows):
        if issubclass(model, FixtureModel):
            for names in unique_sets(model):
                if "key" not in names:
                    yield from _held(book, model, names)


def _held(book: Book, model: type[FixtureModel], names: tuple[str, ...]) -> Iterator[Mistake]:
    held = loaded(model, names, book.slug)
    for row in book.of(model):
        key = held.get(tuple(_last(row.get(name)) for name in names))
        if key is not None and key != row.get("key"):
            said = f"Its place is held by the loaded row “{key}”."
            yield row.mistake("key-changed", said, "key")


def loaded(model: type[FixtureModel], names: tuple[str, ...], slug: str) -> dict[tuple, str]:
    """The keys of a council's loaded rows, by what they have in these fields."""
    paths = [_path(model._meta.get_field(name)) for name in names]
    rows = model.objects.filter(council__slug=slug).values_list("key", *paths)
    return {tuple(values): key for key, *values in rows}


def _path(field: models.Field) -> str:
    if not field.is_relation:
        return field.name
    return f"{field.name}__slug" if field.related_model is Council else f"{field.name}__key"


def _last(value: object) -> object:
    """The key of a row that is pointed at; the council itself is the same throughout."""
    return value[-1] if isinstance(value, tuple) else value


def left_behind(book: Book) -> list[tuple[str, str]]:
    """The loaded rows, as model and key, that the file no longer has: they stay as they are.

    What officers added has keys of its own, and was never in the file.
    """
    kept = {(row.model, row.get("key")) for row in book.rows}
    return [
        (model._meta.label_lower, key)
        for model in _fixture_models()
        for key in model.objects.filter(council__slug=book.slug).values_list("key", flat=True)
        if (model, key) not in kept and not key.startswith(OWN)
    ]


def _fixture_models() -> list[type[FixtureModel]]:
    return sorted(_leaves(FixtureModel), key=lambda model: model._meta.label_lower)


def _leaves(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for below in model.__subclasses__():
        yield from [below] if not below._meta.abstract else _leaves(below)
