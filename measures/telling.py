"""R18 for figures with a past: what of them may be told outside, day by day.

Sources: as `councils.linked_counts`. The figures of one day belong together, those that are shares of
one another above all; and what was told earlier has been read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from councils.disclosure import DEFAULT_LIMIT, Count
from councils.linked_counts import Linked, Told, told


@dataclass(frozen=True, slots=True)
class Row:
    """A recorded figure with what is needed to say whether it may be told.

    `whole` is the measure whose count its `out_of` is, `told_at` the moment from which it could be
    read (None: not yet). Of several revisions for one `as_at` the highest stands.
    """

    key: int
    measure: int
    as_at: date
    revision: int
    counted: int | None
    out_of: int | None
    whole: int | None = None
    told_at: datetime | None = None


def answers(rows: Iterable[Row], limit: int = DEFAULT_LIMIT) -> dict[int, Told]:
    """What may be told of each figure that stands, by its key."""
    by_day: dict[date, list[Row]] = {}
    for row in rows:
        by_day.setdefault(row.as_at, []).append(row)
    found: dict[int, Told] = {}
    for of_day in by_day.values():
        found |= _answers_of_day(of_day, limit)
    return found


def _answers_of_day(rows: Sequence[Row], limit: int) -> dict[int, Told]:
    now = _standing(rows)
    moments = sorted({row.told_at for row in rows if row.told_at})
    earlier = [
        _standing(row for row in rows if row.told_at and row.told_at <= at) for at in moments
    ]
    states = [_linked(state) for state in earlier if state != now]
    found = told(_linked(now), states, limit)
    return {row.key: found[str(row.measure)] for row in now}


def _standing(rows: Iterable[Row]) -> list[Row]:
    """Of each measure the highest revision."""
    stands: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: (row.measure, row.revision)):
        stands[row.measure] = row
    return list(stands.values())


def _linked(rows: Iterable[Row]) -> list[Linked]:
    return [
        Linked(str(row.measure), _count(row.counted), _count(row.out_of), str(row.whole or ""))
        for row in rows
    ]


def _count(number: int | None) -> Count | None:
    return None if number is None else Count(number)
