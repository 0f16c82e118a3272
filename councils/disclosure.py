"""R18: a count of children from one to five is never published, nor anything that gives it away.

Sources: the convention of the Department for Education's statistics of children looked after
(small counts are replaced by "c"); Data Protection Act 2018. The limit is the council's setting.

How a row is made safe: every cell up to the limit is hidden. Where that leaves something to work
out (a single hidden cell, or hidden cells that could only all be one or all be the limit) the
smallest other cells that are not nought are hidden too, all of them where they are equal, and
where there are none the total. What is hidden then depends on the values alone and not on their
order, so hidden cells that differ could always be the other way round, and equal ones could
always be one more and one less: a reader who knows this very rule cannot tell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NoReturn

DEFAULT_LIMIT = 5
HIDDEN = "c"


class Count:
    """A count of children that cannot be printed, compared, added to a number or saved by accident.

    Publish it with the functions of this module. `reveal()` is for members' renderings alone;
    templates cannot call it.
    """

    __slots__ = ("__number",)

    def __init__(self, number: int) -> None:
        if number < 0:
            raise ValueError("A count cannot be less than nought.")
        self.__number = int(number)

    def reveal(self) -> int:
        """The raw number, for people who may see it."""
        return self.__number

    # Django's templates do not call what says it alters data.
    reveal.alters_data = True  # type: ignore[attr-defined]

    def __str__(self) -> str:
        return "(not published)"

    def __repr__(self) -> str:
        return "Count(…)"

    def __format__(self, spec: str) -> str:
        return str(self)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.__number + other.reveal()) if isinstance(other, Count) else NotImplemented

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("A count of children cannot be used like this: publish it first.")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __bool__ = __hash__ = __reduce_ex__ = _refuse


@dataclass(frozen=True, slots=True)
class Published:
    """What a reader gets in place of a count or a figure; safe to print, compare and store.

    `value` is None where it is hidden and where there is nothing to show.
    """

    value: int | Decimal | None
    text: str
    hidden: bool = False

    def __str__(self) -> str:
        return self.text


WITHHELD = Published(None, HIDDEN, hidden=True)
NOTHING = Published(None, "")


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """The cells of a row and their total, as a reader gets them."""

    cells: tuple[Published, ...]
    total: Published


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """The rows of a table with the totals of rows, of columns and of all, as a reader gets them."""

    rows: tuple[PublishedRow, ...]
    totals: tuple[Published, ...]
    total: Published


@dataclass(frozen=True, slots=True)
class PublishedPoint:
    """One point of a published series: its period, its figure and its two counts."""

    label: str
    value: Published
    numerator: Published
    denominator: Published


def hidden_words(children: str, limit: int = DEFAULT_LIMIT) -> str:
    """What "c" means, for the foot of a page; `children` is the council's word for them."""
    return (
        f"{HIDDEN} stands for a number that is not shown, so that nobody can work out who "
        f"1 to {limit} {children} are."
    )


def publish_count(count: Count, limit: int = DEFAULT_LIMIT) -> Published:
    """One count on its own. Where it has a total or neighbours, publish the row instead."""
    return _shown(count.reveal(), is_small(count.reveal(), limit))


def publish_row(cells: Sequence[Count], limit: int = DEFAULT_LIMIT) -> PublishedRow:
    """The cells of a row with their total, safe from anybody who adds and takes away."""
    values = [cell.reveal() for cell in cells]
    hidden, hide_total = _what_to_hide(values, limit)
    total = sum(values)
    return PublishedRow(
        tuple(_shown(value, value in hidden) for value in values),
        _shown(total, hide_total or is_small(total, limit)),
    )


def publish_table(rows: Sequence[Sequence[Count]], limit: int = DEFAULT_LIMIT) -> PublishedTable:
    """A table with its totals: all its cells are made safe as one row against the grand total.

    A row's or column's own total is shown only where every one of its cells is, so it tells
    nothing that the cells do not.
    """
    width = len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows):
        raise ValueError("Every row of a table must have the same number of cells.")
    flat = publish_row([cell for row in rows for cell in row], limit)
    lines = [flat.cells[start : start + width] for start in range(0, len(flat.cells), width or 1)]
    return PublishedTable(
        tuple(PublishedRow(line, _sum_of_shown(line)) for line in lines),
        tuple(_sum_of_shown(column) for column in zip(*lines, strict=True)),
        flat.total,
    )


def publish_percentage(
    numerator: Count, denominator: Count, places: int = 0, limit: int = DEFAULT_LIMIT
) -> Published:
    """A percentage, hidden where either count or the difference between them is small."""
    part, whole = numerator.reveal(), denominator.reveal()
    if any(is_small(number, limit) for number in (part, whole, whole - part)):
        return WITHHELD
    return _percentage(part, whole, places)


def row_percentages(
    row: PublishedRow, places: int = 0, limit: int = DEFAULT_LIMIT
) -> tuple[Published, ...]:
    """Each cell's share of the total, from nothing but what is published."""
    return tuple(_share(cell, row.total, places, limit) for cell in row.cells)


def publish_average(
    average: Decimal, over: Count, places: int = 1, limit: int = DEFAULT_LIMIT
) -> Published:
    """An average over so many children, hidden where they are few."""
    number = over.reveal()
    if number == 0:
        return NOTHING
    if is_small(number, limit):
        return WITHHELD
    value = _rounded(average, places)
    return Published(value, f"{value:,f}")


def publish_series(
    points: Iterable[tuple[str, Count, Count]], places: int = 0, limit: int = DEFAULT_LIMIT
) -> tuple[PublishedPoint, ...]:
    """Percentages over time, each (label, numerator, denominator) hidden on its own counts.

    The numerator and the rest of the denominator are made safe as a row; where a percentage is
    hidden its numerator is too.
    """
    return tuple(_point(label, part, whole, places, limit) for label, part, whole in points)


def published_change(previous: Published, now: Published) -> Published:
    """The change between two published figures, hidden where either of them is."""
    if previous.hidden or now.hidden:
        return WITHHELD
    if previous.value is None or now.value is None:
        return NOTHING
    change = Decimal(now.value) - Decimal(previous.value)
    return Published(change, f"{change:+,f}" if change else "no change")


def _point(
    label: str, numerator: Count, denominator: Count, places: int, limit: int
) -> PublishedPoint:
    rest = denominator.reveal() - numerator.reveal()
    if rest < 0:
        raise ValueError("The part is bigger than the whole.")
    row = publish_row([numerator, Count(rest)], limit)
    value = publish_percentage(numerator, denominator, places, limit)
    part = WITHHELD if value.hidden else row.cells[0]
    return PublishedPoint(label, value, part, row.total)


def _what_to_hide(values: Sequence[int], limit: int) -> tuple[frozenset[int], bool]:
    """The values whose cells are hidden, and whether the total has to be hidden as well."""
    if limit < 2:
        raise ValueError("The limit must be at least 2: a limit of 1 would give away every 1.")
    hidden = [value for value in values if is_small(value, limit)]
    if not can_be_worked_out(hidden, limit):
        return frozenset(hidden), False
    others = [value for value in values if value > limit]
    if not others:
        return frozenset(hidden), True
    return frozenset([*hidden, min(others)]), False


def can_be_worked_out(hidden: Sequence[int], limit: int) -> bool:
    """Whether small cells follow from their sum: one alone, or all one, or all at the limit."""
    return len(hidden) == 1 or bool(hidden and set(hidden) in ({1}, {limit}))


def is_small(number: int, limit: int) -> bool:
    """Whether a count is one by which a child could be recognised."""
    return 1 <= number <= limit


def _shown(number: int, hide: bool) -> Published:
    return WITHHELD if hide else Published(number, f"{number:,}")


def _sum_of_shown(cells: Iterable[Published]) -> Published:
    values = [cell.value for cell in cells]
    if None in values:
        return WITHHELD
    total = sum(int(value) for value in values if value is not None)
    return Published(total, f"{total:,}")


def _share(cell: Published, total: Published, places: int, limit: int) -> Published:
    if cell.value is None or total.value is None:
        return WITHHELD
    return publish_percentage(Count(int(cell.value)), Count(int(total.value)), places, limit)


def _percentage(part: int, whole: int, places: int) -> Published:
    if not whole:
        return NOTHING
    value = _rounded(Decimal(part) * 100 / Decimal(whole), places)
    return Published(value, f"{value:f}%")


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
