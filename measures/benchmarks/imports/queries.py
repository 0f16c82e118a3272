"""What an open data file would bring, before anything is brought in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from measures.benchmarks.alike import is_grades, is_neighbours
from measures.benchmarks.profile import Profile, Take, WrongHeader, fitting, locate, nearest
from measures.benchmarks.published import Problem, Published, Reader, TooManyProblems
from measures.benchmarks.reading import Progress, Table, Unreadable
from measures.models import Indicator, Measure, PublishedTable

NEIGHBOURS, GRADES = "neighbours", "grades"
#: How many rows tell which of two tables with the same columns it is.
SAMPLE = 2_000
PER = {Measure.Unit.PERCENT: 100, Measure.Unit.RATE: 10_000}


class Unusable(Exception):
    """The file cannot be brought in; `problems` says why, each with its line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(each.said for each in problems[:3]))
        self.problems = problems

    @classmethod
    def saying(cls, words: str) -> "Unusable":
        """For what is wrong with the whole file."""
        return cls([Problem(0, "", words)])


@dataclass(frozen=True, slots=True)
class Look:
    """What a table would bring: its figures by indicator, its year, and what is odd in it."""

    figures: dict[str, int]
    year: int
    periods: int
    places: int
    passed_over: int
    notes: tuple[Problem, ...]

    @property
    def words(self) -> str:
        """“2,505 figures of 3 indicators for 167 places and 5 years, the latest 2025.”"""
        years = f"{self.periods} year{'' if self.periods == 1 else 's'}"
        return (
            f"{sum(self.figures.values()):,} figures of {len(self.figures)} indicators for "
            f"{self.places} places and {years}, the latest {self.year}."
        )


def profile_of(table: PublishedTable) -> Profile:
    """The table's saved profile, with what its indicators take from it."""
    takes = tuple(_take(each) for each in table.indicators.all())
    return Profile(table.key, table.columns, takes)


def _take(indicator: Indicator) -> Take:
    return Take(key=indicator.key, **indicator.takes)


def reader_of(table: PublishedTable, opened: Table) -> Reader:
    """A reader of the table's rows, for a file that has been opened.

    Raises:
        Unusable: the first line is not the table's.
    """
    per = {each.key: PER.get(each.unit, 0) for each in table.indicators.all()}
    try:
        return Reader(profile_of(table), opened.header, per)
    except WrongHeader as error:
        raise Unusable.saying(str(error)) from error


def tables() -> list[PublishedTable]:
    """Every table that has a profile, with its indicators: two queries."""
    return list(PublishedTable.objects.prefetch_related("indicators"))


def kind_of(file: BinaryIO) -> str:
    """What a file is by its first line and its rows: a table's key, neighbours or grades.

    Raises:
        Unusable: it is none of them; says what is missing for the one it is most like.
    """
    try:
        header = Table(file).header
        if is_neighbours(header) or is_grades(header):
            return NEIGHBOURS if is_neighbours(header) else GRADES
        return _table_of(file, header)
    except Unreadable as error:
        raise Unusable.saying(str(error)) from error


def _table_of(file: BinaryIO, header: list[str]) -> str:
    known = {table.key: table for table in tables()}
    profiles = [profile_of(table) for table in known.values()]
    if not profiles:
        raise Unusable.saying("No table has a profile yet: load fixtures/reference/open_data.yaml.")
    fits = fitting(profiles, header)
    if not fits:
        try:
            locate(nearest(profiles, header), header)
        except WrongHeader as error:
            raise Unusable.saying(str(error)) from error
    for profile in fits:
        reader = Reader(profile, header)
        if any(reader.is_ours(row) for _, row in _sample(file, len(header))):
            return profile.key
    raise Unusable.saying(
        "The columns are those of a known table, and none of its first rows is one that an "
        "indicator asks for. Where the publisher has renamed them, add the new names."
    )


def _sample(file: BinaryIO, width: int) -> Iterator[tuple[int, list[str]]]:
    rows = islice(Table(file).rows(), SAMPLE)
    return ((line, row) for line, row in rows if len(row) == width)


def look_through(
    table: PublishedTable, file: BinaryIO, *, progress: Progress | None = None
) -> Look:
    """Read all of a file and keep nothing.

    Raises:
        Unusable: something is wrong with it; every place is named, up to fifty.
    """
    found: Counter[str] = Counter()
    try:
        opened = Table(file, progress=progress)
        reader = reader_of(table, opened)
        found.update(figure.indicator for figure in reader.read(opened.rows()))
    except Unreadable as error:
        raise Unusable.saying(str(error)) from error
    except TooManyProblems as error:
        more = Problem(0, "", "There may be more: reading ended here.")
        raise Unusable([*reader.problems, more]) from error
    if reader.problems:
        raise Unusable(reader.problems)
    if not found:
        raise Unusable.saying("No row of the file is one that an indicator of this table asks for.")
    return Look(
        figures=dict(found),
        year=max(reader.periods).year,
        periods=len(reader.periods),
        places=len(reader.places),
        passed_over=reader.passed_over,
        notes=tuple(reader.notes),
    )


def figures_of(table: PublishedTable, file: BinaryIO) -> tuple[Reader, Iterator[Published]]:
    """The figures of a file that has been looked through, and the reader that knows the places."""
    opened = Table(file)
    reader = reader_of(table, opened)
    return reader, reader.read(opened.rows())
