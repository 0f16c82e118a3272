"""From the rows of a published table to figures: one reader for every table that has a profile.

A row is taken where an indicator asks for it, and passed over otherwise. The part and the whole of
a percentage may stand in two rows; the figure is ready once both are read. Everything wrong is
noted with its line, its column and what stands there, so that one reading finds all of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from measures.benchmarks.cells import Cell, WrongCell, period_end, read_cell, shown
from measures.benchmarks.profile import Profile, Take, locate
from measures.rating import figure, rate_per

#: More than this says nothing more to the person who reads it.
MOST_PROBLEMS = 50
AUTHORITY_NUMBER = re.compile(r"[0-9]{3}")
ONS_CODE = re.compile(r"[EKWSN][0-9]{8}")
MOST_LETTERS = 120
#: A column of counts that an average stands in holds no count.
NOTHING = Cell(None, "z")


class Level(StrEnum):
    """What a figure is of."""

    COUNTRY = "country"
    REGION = "region"
    LOCAL = "local"


LEVELS = {
    "national": Level.COUNTRY,
    "regional": Level.REGION,
    "local authority": Level.LOCAL,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a region or an authority; an authority's code is its three-digit number."""

    level: Level
    code: str
    ons_code: str
    name: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """One figure as published: of which indicator, place and period, and on which line."""

    indicator: str
    place: str
    period_end: date
    part: int | None
    whole: int | None
    value: Decimal | None
    symbol: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file: the line (nought for the whole file), the column, in words."""

    line: int
    column: str
    words: str

    @property
    def said(self) -> str:
        """“Line 12, column children_count holds “=1+1”, which is …”."""
        if not self.line:
            return self.words
        where = f"Line {self.line:,}"
        return (
            f"{where}, column {self.column} {self.words}"
            if self.column
            else f"{where} {self.words}"
        )


@dataclass(slots=True)
class _Half:
    """A figure whose part or whole is still to come."""

    value: Cell | None = None
    part: Cell = NOTHING
    whole: Cell | None = None
    line: int = 0


class TooManyProblems(Exception):
    """Reading on would find only more of the same."""


@dataclass
class Reader:
    """Reads one file's rows; afterwards it knows the places, the periods and what was wrong."""

    profile: Profile
    header: Sequence[str]
    per: Mapping[str, int] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    periods: set[date] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    taken: int = 0
    passed_over: int = 0

    def __post_init__(self) -> None:
        self._at = locate(self.profile, self.header)
        self._filters = tuple(sorted({role for take in self.profile.takes for role in take.rows}))
        self._parts: dict[tuple, list[Take]] = {}
        self._wholes: dict[tuple, list[Take]] = {}
        for take in self.profile.takes:
            self._parts.setdefault(self._key(take.rows), []).append(take)
            if take.whole_rows:
                whole = self._key({**take.rows, **take.whole_rows})
                self._wholes.setdefault(whole, []).append(take)
        self._halves: dict[tuple, _Half] = {}
        self._seen: dict[tuple, int] = {}
        self._ends: dict[tuple[str, str], date] = {}

    def _key(self, rows: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(rows[role] for role in self._filters)

    def is_ours(self, row: Sequence[str]) -> bool:
        """Whether an indicator asks for the row."""
        key = tuple(row[self._at[role]].strip() for role in self._filters)
        return key in self._parts or key in self._wholes

    def read(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Published]:
        """The figures, in the order in which they are complete.

        Raises:
            TooManyProblems: fifty things are wrong already; they are noted.
        """
        for line, row in rows:
            if len(row) != len(self.header):
                self._wrong(
                    line, "", f"has {len(row)} cells, and the first line {len(self.header)}."
                )
            elif row[self._at["level"]].strip().lower() in LEVELS and self.is_ours(row):
                yield from self._take(line, row)
            else:
                self.passed_over += 1
        for (key, code, ends), half in self._halves.items():
            if half.value is not None:
                yield self._figure(key, code, ends, half, Cell(None, "x"))

    def _take(self, line: int, row: Sequence[str]) -> Iterator[Published]:
        """What a row that is asked for completes."""
        ends, code = self._ends_on(line, row), self._place(line, row)
        if ends is None or code is None:
            return
        key = tuple(row[self._at[role]].strip() for role in self._filters)
        first = self._seen.setdefault((key, code, ends), line)
        if first != line:
            self._wrong(line, "", f"is about the same as line {first:,}: {_about(key)}.")
            return
        self.taken += 1
        for take in self._parts.get(key, ()):
            yield from self._part(line, row, take, code, ends)
        for take in self._wholes.get(key, ()):
            whole = self._cell(line, row, take.part)
            yield from self._complete(take, code, ends, whole=whole)

    def _part(
        self, line: int, row: Sequence[str], take: Take, code: str, ends: date
    ) -> Iterator[Published]:
        value = self._cell(line, row, take.value)
        part = self._cell(line, row, take.part) if take.part else NOTHING
        whole = self._cell(line, row, take.whole) if take.whole else None
        if not take.whole and not take.whole_rows:
            whole = NOTHING
        yield from self._complete(take, code, ends, value=value, part=part, whole=whole, line=line)

    def _complete(
        self, take: Take, code: str, ends: date, **found: Cell | int | None
    ) -> Iterator[Published]:
        """Note one half of a figure; where the other is there, it is whole."""
        half = self._halves.setdefault((take.key, code, ends), _Half())
        for name, what in found.items():
            if what is not None:
                setattr(half, name, what)
        if half.value is not None and half.whole is not None:
            del self._halves[(take.key, code, ends)]
            yield self._figure(take.key, code, ends, half, half.whole)

    def _figure(self, key: str, code: str, ends: date, half: _Half, whole: Cell) -> Published:
        made = Published(
            indicator=key,
            place=code,
            period_end=ends,
            part=half.part.count,
            whole=whole.count,
            value=half.value.value,
            symbol=half.value.symbol,
            line=half.line,
        )
        self._check(made)
        return made

    def _check(self, made: Published) -> None:
        """Note an authority's figure that its own counts do not give; others' are rounded to ten."""
        per = self.per.get(made.indicator, 0)
        local = self.places[made.place].level is Level.LOCAL
        if not (per and local and made.whole) or made.part is None or made.value is None:
            return
        places = max(0, -made.value.as_tuple().exponent)
        counted = rate_per(made.part, made.whole, per=per, places=places)
        if counted != made.value and len(self.notes) < MOST_PROBLEMS:
            said = f"says {figure(made.value)}; {made.part:,} of {made.whole:,} gives {figure(counted)}."
            self.notes.append(Problem(made.line, "", said))

    # Cells ----------------------------------------------------------------------------------------

    def _wrong(self, line: int, column: str, words: str) -> None:
        self.problems.append(Problem(line, column, words))
        if len(self.problems) >= MOST_PROBLEMS:
            raise TooManyProblems

    def _column(self, role: str) -> str:
        return self.header[self._at[role]]

    def _text(self, row: Sequence[str], role: str) -> str:
        return row[self._at[role]].strip()

    def _cell(self, line: int, row: Sequence[str], role: str) -> Cell:
        try:
            return read_cell(row[self._at[role]])
        except WrongCell as error:
            self._wrong(line, self._column(role), str(error))
            return NOTHING

    def _ends_on(self, line: int, row: Sequence[str]) -> date | None:
        said = self._text(row, "period"), self._text(row, "period_kind")
        if said not in self._ends:
            try:
                self._ends[said] = period_end(*said)
            except WrongCell as error:
                self._wrong(line, self._column("period"), str(error))
                return None
            self.periods.add(self._ends[said])
        return self._ends[said]

    def _place(self, line: int, row: Sequence[str]) -> str | None:
        """The code of the row's place, noted once with its name; None where it makes no sense."""
        level = LEVELS[self._text(row, "level").lower()]
        roles = {
            Level.COUNTRY: ("country_code", "country_code", "country_name"),
            Level.REGION: ("region_code", "region_code", "region_name"),
            Level.LOCAL: ("authority_number", "authority_code", "authority_name"),
        }[level]
        code, ons_code, name = (self._text(row, role) for role in roles)
        region = self._text(row, "region_code") if level is Level.LOCAL else ""
        place = Place(level, code, ons_code, name, region)
        known = self.places.get(code)
        if known == place:
            return code
        if wrong := _wrong_place(place, known):
            self._wrong(line, self._column(roles[0]), wrong)
            return None
        self.places[code] = place
        return code


def _wrong_place(place: Place, known: Place | None) -> str:
    """Why a place cannot be taken; empty where it can."""
    number = AUTHORITY_NUMBER if place.level is Level.LOCAL else ONS_CODE
    if not number.fullmatch(place.code):
        wanted = "three digits" if place.level is Level.LOCAL else "a letter and eight digits"
        return f"holds {shown(place.code)}: {wanted} are needed."
    if not ONS_CODE.fullmatch(place.ons_code):
        return (
            f"has beside it the code {shown(place.ons_code)}: a letter and eight digits are needed."
        )
    if not place.name or len(place.name) > MOST_LETTERS or not place.name.isprintable():
        return f"has beside it the name {shown(place.name)}, which is no name."
    if known:
        return (
            f"holds {place.code} for {shown(place.name)}, and further up for {shown(known.name)}."
        )
    return ""


def _about(key: Sequence[str]) -> str:
    return ", ".join(shown(part) for part in key)
