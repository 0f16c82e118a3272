"""Which column of a published table is what: a saved profile held against a file's first line.

Column names change from release to release, so a profile knows several names for each. Which rows
are a figure of ours is said by the indicators: the values that must stand in certain columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from measures.benchmarks.cells import shown

#: The columns that every published table has, in the data standard's own names.
STANDARD = {
    "period": ("time_period",),
    "period_kind": ("time_identifier",),
    "level": ("geographic_level",),
    "country_code": ("country_code",),
    "country_name": ("country_name",),
    "region_code": ("region_code",),
    "region_name": ("region_name",),
    "authority_number": ("old_la_code",),
    "authority_code": ("new_la_code",),
    "authority_name": ("la_name",),
}
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Take:
    """What an indicator takes from a table: the rows, and the columns of part, whole and value.

    `rows` and `whole_rows` are values by column role; `part`, `whole` and `value` name column
    roles. The whole stands in a column of the same row, or in the part's column of another row.
    """

    key: str
    rows: Mapping[str, str]
    value: str
    part: str = ""
    whole: str = ""
    whole_rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """A published table: its key, the names each column has had, and what is taken from it."""

    key: str
    columns: Mapping[str, Sequence[str]]
    takes: tuple[Take, ...]

    @property
    def names(self) -> dict[str, Sequence[str]]:
        """The names of each column role, the standard's own included."""
        return {**STANDARD, **self.columns}


class WrongHeader(ValueError):
    """The first line is not that of this table; the message says what is missing."""


def locate(profile: Profile, header: Sequence[str]) -> dict[str, int]:
    """Where each column stands.

    Raises:
        WrongHeader: a column is missing, or stands there twice.
    """
    check_header(header)
    places: dict[str, int] = {}
    for role, names in profile.names.items():
        found = [header.index(name) for name in names if name in header]
        if len(found) != 1:
            raise WrongHeader(_complaint(names, header, found))
        places[role] = found[0]
    return places


def check_header(header: Sequence[str]) -> None:
    """Refuse a first line in which a name is repeated, or that goes on and on.

    Raises:
        WrongHeader: in words.
    """
    if len(header) > MOST_COLUMNS:
        raise WrongHeader(f"The first line has {len(header):,} columns: at most {MOST_COLUMNS}.")
    for name in header:
        if header.count(name) > 1:
            raise WrongHeader(f"The first line has the column {shown(name)} twice.")


def fitting(profiles: Iterable[Profile], header: Sequence[str]) -> list[Profile]:
    """The profiles whose columns are all there, the one that knows most columns first."""
    fits = [each for each in profiles if not _missing(each, header)]
    return sorted(fits, key=lambda each: -len(each.columns))


def nearest(profiles: Sequence[Profile], header: Sequence[str]) -> Profile | None:
    """The profile of which the fewest columns are missing: the one to be explained by."""
    return min(profiles, key=lambda each: len(_missing(each, header)), default=None)


def _missing(profile: Profile, header: Sequence[str]) -> list[str]:
    return [
        role for role, names in profile.names.items() if sum(name in header for name in names) != 1
    ]


def _complaint(names: Sequence[str], header: Sequence[str], found: Sequence[int]) -> str:
    wanted = " or ".join(shown(name) for name in names)
    if found:
        return f"The first line has more than one of {wanted}: which one counts cannot be told."
    there = ", ".join(header[:20])
    return (
        f"The first line has no column {wanted}. It has: {there}. Where the publisher has renamed "
        "it, add the new name to the table’s profile."
    )
