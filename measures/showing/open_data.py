"""Published figures as an open data file with its metadata file.

Source: Department for Education, "Open data standards" for Explore education statistics: UTF-8 and
commas; one row for each time, place and choice of filters; `time_period`, `time_identifier`,
`geographic_level` and the codes and names of the places first; names of columns in small letters
with underscores; no thousands separators and no signs in numbers; `c` for what is kept back, `x` for
what is not available, `z` for what does not apply; beside `name.csv` a `name.meta.csv` that names each
filter and indicator. All times of a file are of one kind: ours are months, the one in which a period
ends, because a council's measures end in all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from measures.rating import rounded

KEPT_BACK, NOT_AVAILABLE, NOT_APPLICABLE = "c", "x", "z"
ENGLAND = ("E92000001", "England")
PLACE = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
)
FILTERS = (("measure", "Measure"), ("status", "Status"))
COUNTED, OUT_OF = "number_counted", "number_out_of"
#: The indicator of each unit: its column, its label, its unit as the standard writes it.
OF_UNIT = {
    "percent": ("percentage", "Percentage", "%"),
    "rate": ("rate_per_10000", "Rate per 10,000", ""),
    "average": ("average", "Average", ""),
}
META = (
    *("col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp"),
    *("filter_hint", "filter_grouping_column", "filter_default"),
)

Cell = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Place:
    """The authority whose figures they are; a code that is not known is not available."""

    name: str
    old_code: str
    new_code: str = NOT_AVAILABLE
    region_code: str = NOT_AVAILABLE
    region_name: str = NOT_AVAILABLE


@dataclass(frozen=True, slots=True)
class Entry:
    """One published figure: `counted` and `out_of` as they may be told ("" where there is none).

    `value` is None where it is kept back (`is_missing` says that it is not available instead).
    """

    measure: str
    status: str
    as_at: date
    unit: str
    value: Decimal | None
    counted: str = ""
    out_of: str = ""
    is_missing: bool = False
    places: int = 0


def data_rows(place: Place, entries: Iterable[Entry]) -> list[list[Cell]]:
    """The data file: its head, then a row for each figure."""
    head = [*PLACE, *(name for name, _ in FILTERS), COUNTED, OUT_OF]
    head += [column for column, _, _ in OF_UNIT.values()]
    return [head, *(_row(place, entry) for entry in entries)]


def meta_rows(entries: Sequence[Entry]) -> list[list[Cell]]:
    """The metadata file: its head, then a row for each filter and each indicator."""
    first = entries[0] if entries else None
    defaults = {"measure": first.measure if first else "", "status": first.status if first else ""}
    rows: list[list[Cell]] = [list(META)]
    for name, label in FILTERS:
        rows.append([name, "Filter", label, "", "", "", "", "", defaults[name]])
    rows.append([COUNTED, "Indicator", "Number counted", "", "", 0, "", "", ""])
    rows.append([OUT_OF, "Indicator", "Out of how many", "", "", 0, "", "", ""])
    for unit, (column, label, sign) in OF_UNIT.items():
        decimals = max((each.places for each in entries if each.unit == unit), default=0)
        rows.append([column, "Indicator", label, "", sign, decimals, "", "", ""])
    return rows


def _row(place: Place, entry: Entry) -> list[Cell]:
    where = [ENGLAND[0], ENGLAND[1], place.region_code, place.region_name]
    where += [place.old_code, place.new_code, place.name]
    when = [f"{entry.as_at:%Y}", f"{entry.as_at:%B}", "Local authority"]
    value = _value(entry)
    shown = [value if unit == entry.unit else NOT_APPLICABLE for unit in OF_UNIT]
    return [*when, *where, entry.measure, entry.status, *_counts(entry), *shown]


def _counts(entry: Entry) -> tuple[Cell, Cell]:
    if entry.is_missing:
        return NOT_AVAILABLE, NOT_AVAILABLE
    if entry.unit == "count":
        return _value(entry), NOT_APPLICABLE
    return _plain(entry.counted), _plain(entry.out_of)


def _plain(told: str) -> str:
    """A count as it is told, without the comma of thousands."""
    return told.replace(",", "") or NOT_APPLICABLE


def _value(entry: Entry) -> Cell:
    if entry.is_missing:
        return NOT_AVAILABLE
    return KEPT_BACK if entry.value is None else rounded(entry.value, entry.places)
