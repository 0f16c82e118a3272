"""How services write: lock the row, compare what the person saw, check it whole, save it.

Every service is a keyword-only function, atomic, with `by=`; it raises `Refused` with one sentence
where a rule says no, and `Conflict` where somebody else has changed the row meanwhile.
"""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Refused(Exception):
    """A rule says no; the message is the sentence the button, the page and the POST all show."""


class Gone(Refused):
    """Somebody else has taken this row away after the person opened it."""

    def __init__(self) -> None:
        super().__init__("This is not here any more. Somebody else has taken it away.")


class Conflict(Refused):
    """Somebody else saved this row after the person opened it; `current` is what they saved."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(
            "Somebody else has changed this since you opened it. Nothing of yours is lost: "
            "compare the two and save again."
        )
        self.current = current


def lock(row: Row, *, version: int | None = None) -> Row:
    """The row as it is now, locked until the transaction ends.

    Raises:
        Conflict: `version` is given and is not the row's own any more.
        Gone: there is no such row any more.
    """
    rows = type(row)._default_manager.select_for_update(of=("self",))
    try:
        current = rows.get(pk=row.pk)
    except type(row).DoesNotExist:
        raise Gone from None
    if version is not None and current.version != version:
        raise Conflict(current)
    return current


def store(row: Row) -> Row:
    """Check the row whole, with every constraint, and save it; a versioned row counts up."""
    row.full_clean()
    if row.pk and hasattr(row, "version"):
        row.version += 1
    row.save()
    return row
