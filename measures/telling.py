"""R18 for figures with a past: what of them may be told outside, day by day.

Sources: as `councils.linked_counts`. The figures of one day belong together, those that are shares of
one another above all; and what was told earlier has been read.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from councils.disclosure import DEFAULT_LIMIT, Count, is_small
from councils.linked_counts import TOLD, Linked, Told, told


class Recorded(NamedTuple):
    """A figure on record, as plain values: there are thousands of them on a page.

    `recorded_by` is whoever recorded it (None: it is printed in a strategy), `signed_off_at` the
    moment from which it could be read. This rule looks at these and at the counts alone.
    """

    pk: int
    measure: int
    period_end: date
    revision: int
    numerator: int | None
    denominator: int | None
    recorded_by: int | None
    signed_off_at: datetime | None
    value: Decimal | None
    bound: str
    status: str
    not_available: str
    narrative: str
    corrective_action: str
    is_invented: bool
    #: Worked out where the figure is not shown itself, but another that it would give away.
    whole: int | None = None


class Row(NamedTuple):
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


def row_of(figure: Recorded, unit: str, whole: int | None) -> Row:
    """A figure of a measure with that unit, and the measure whose count it is a share of on its day.

    An average counts nobody and is over some; a rate is of no whole that is counted here. Of how
    many either is, somebody has to have said: where nobody has it is as good as one, and told to
    nobody. What a strategy prints has been told already.
    """
    is_average = unit == "average"
    of = figure.denominator if is_average else figure.numerator
    if of is None and figure.recorded_by and unit in {"average", "rate"}:
        of = 1
    if is_average:
        counted, out_of, whole = None, of, None
    else:
        counted, out_of = of, figure.denominator if unit == "percent" else None
    return Row(
        *(figure.pk, figure.measure, figure.period_end, figure.revision),
        *(counted, out_of, whole, figure.signed_off_at),
    )


def answers(rows: Iterable[Row], limit: int = DEFAULT_LIMIT) -> dict[int, Told]:
    """What may be told of each figure that stands, by its key."""
    given = list(rows)
    tied = _tied(given)
    by_day: dict[date, list[Row]] = {}
    found: dict[int, Told] = {}
    for row in given:
        if row.measure in tied or _has_small(row, limit):
            by_day.setdefault(row.as_at, []).append(row)
        else:
            found[row.key] = TOLD  # most figures: nothing hangs on them, and they on nothing
    for of_day in by_day.values():
        found |= _answers_of_day(of_day, limit)
    return found


def _tied(rows: Iterable[Row]) -> set[int]:
    """The measures whose figures hang together: by shares of one another, or by a correction."""
    tied: set[int] = set()
    for row in rows:
        if row.whole:
            tied |= {row.whole, row.measure}
        elif row.revision:
            tied.add(row.measure)
    return tied


def _has_small(row: Row, limit: int) -> bool:
    """Whether one of its counts is small, or what they leave over."""
    rest = None if row.counted is None or row.out_of is None else row.out_of - row.counted
    return any(
        each is not None and is_small(each, limit) for each in (row.counted, row.out_of, rest)
    )


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
