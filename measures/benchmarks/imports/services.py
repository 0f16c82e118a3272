"""Bringing published open data in: all of a file or nothing, and the same file never twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store
from measures.benchmarks.alike import Grades, Neighbours, read_grades, read_neighbours
from measures.benchmarks.imports.queries import (
    Look,
    Unusable,
    figures_of,
    look_through,
)
from measures.benchmarks.published import Level, Place, Problem, Published
from measures.benchmarks.reading import Progress, Table, Unreadable, sha256_of
from measures.models import (
    Area,
    InspectionGrade,
    Neighbour,
    NeighbourModel,
    PublishedFigure,
    PublishedTable,
    Release,
)

#: So many rows are written at once; no more are ever held.
BATCH = 1_000
NEIGHBOUR_PUBLISHER = "Department for Education"
LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: how many rows, in words, and what was odd."""

    added: int
    words: str
    notes: tuple[Problem, ...] = ()


# Published tables ---------------------------------------------------------------------------------


@transaction.atomic
def import_release(
    *,
    by: User | None,
    table: PublishedTable,
    file: BinaryIO,
    name: str,
    year: int | None = None,
    revision: int = 0,
    progress: Progress | None = None,
) -> Imported:
    """Bring in a table as it was published once; a file that is here already changes nothing.

    Indicators that have been added since to a table whose file is here are filled from it.

    Raises:
        Unusable: something in the file is wrong; each place is named.
        Refused: the release is here from another file, or the year is not the file's own.
    """
    table = lock(table)
    look = look_through(table, file, progress=progress)
    release = _release(table, file, look, year, revision)
    if release.pk is None:
        release.file_name, release.imported_by = PurePath(name).name[:200], by
        release.imported_at = clock.now()
        store(release)
    added = _write(release, table, file)
    said = (
        f"{release}: {look.words}" if added else f"{release} is here already: nothing has changed."
    )
    return Imported(added, said, look.notes)


def _release(
    table: PublishedTable, file: BinaryIO, look: Look, year: int | None, revision: int
) -> Release:
    """The release the file is of: the one that came from this very file, or a new one."""
    sha256 = sha256_of(file)
    if same := table.releases.filter(sha256=sha256).first():
        return same
    if year not in (None, look.year):
        raise Refused(
            f"The latest year in the file is {look.year}: it is not the {year} release. A release "
            "is named after its latest year."
        )
    if other := table.releases.filter(year=look.year, revision=revision).first():
        raise Refused(
            f"The {other.name} of “{table}” is here already, from the file {other.file_name}, and "
            "this is another file. Where the publisher has corrected the release, bring it in as "
            f"revision {other.revision + 1}: the earlier figures stay beside it."
        )
    return Release(table=table, year=look.year, revision=revision, sha256=sha256)


def _write(release: Release, table: PublishedTable, file: BinaryIO) -> int:
    """Add the figures the release does not have yet; how many."""
    there = set(release.figures.values_list("indicator__key", flat=True).distinct())
    missing = {each.key: each for each in table.indicators.all() if each.key not in there}
    if not missing:
        return 0
    reader, figures = figures_of(table, file)
    areas, added = Areas(), 0
    for batch in _batches(figure for figure in figures if figure.indicator in missing):
        areas.know(reader.places.values())
        rows = [
            _row(release, missing[each.indicator].pk, areas.pk(each.place), each) for each in batch
        ]
        PublishedFigure.objects.bulk_create(rows)
        added += len(rows)
    return added


def _row(release: Release, indicator: int, area: int, figure: Published) -> PublishedFigure:
    return PublishedFigure(
        release=release,
        indicator_id=indicator,
        area_id=area,
        period_end=figure.period_end,
        numerator=figure.part,
        denominator=figure.whole,
        value=figure.value,
        symbol=figure.symbol,
        line=figure.line,
    )


def _batches(figures: Iterable[Published]) -> Iterator[list[Published]]:
    figures = iter(figures)
    while batch := list(islice(figures, BATCH)):
        yield batch


class Areas:
    """The areas by code, those of a file added where they are new."""

    def __init__(self) -> None:
        self._known = {area.code: area for area in Area.objects.all()}

    def pk(self, code: str) -> int:
        """The number of an area that is known."""
        return self._known[code].pk

    def __contains__(self, code: str) -> bool:
        return code in self._known

    def know(self, places: Iterable[Place]) -> None:
        """Add those that are new, regions before their authorities.

        What an earlier file called an area stays, but for a code or a region it did not have.
        """
        order = list(Level)
        for place in sorted(places, key=lambda each: order.index(each.level)):
            area = self._known.get(place.code)
            region = self._known.get(place.region)
            if area is None:
                area = Area(code=place.code, ons_code=place.ons_code, name=place.name)
                area.kind, area.region = place.level, region
                self._known[place.code] = store(area)
            elif not area.ons_code or (area.region_id is None and region):
                area.ons_code, area.region = place.ons_code, region
                area.name = place.name
                store(area)


# Neighbours and grades ----------------------------------------------------------------------------


@transaction.atomic
def import_neighbours(*, by: User | None, file: BinaryIO, name: str, year: int | None) -> Imported:
    """Bring in a year's neighbour model; the same file again changes nothing.

    Raises:
        Unusable: something in the file is wrong; each place is named.
        Refused: the year is not said, or its model is here from another file.
    """
    found = look_through_neighbours(file)
    sha256 = sha256_of(file)
    if same := NeighbourModel.objects.filter(sha256=sha256).first():
        return Imported(0, f"The {same} is here already: nothing has changed.")
    if year is None:
        raise Refused("Say of which year the model is: its file does not.")
    if other := NeighbourModel.objects.filter(year=year).first():
        raise Refused(f"The {other} is here already, from the file {other.file_name}.")
    model = store(
        NeighbourModel(
            year=year,
            publisher=NEIGHBOUR_PUBLISHER,
            licence=LICENCE,
            file_name=PurePath(name).name[:200],
            sha256=sha256,
            imported_at=clock.now(),
            imported_by=by,
        )
    )
    return Imported(_write_neighbours(model, found), f"{model}: {len(found.names)} authorities.")


def look_through_neighbours(file: BinaryIO) -> Neighbours:
    """The neighbours of a file; every neighbour must be an authority that is known or in the file.

    Raises:
        Unusable: something is wrong with it.
    """
    found = _read(file, read_neighbours)
    known = set(Area.objects.filter(kind=Area.Kind.LOCAL).values_list("code", flat=True))
    unknown = sorted({each.neighbour for each in found.rows} - known - set(found.names))
    if unknown:
        raise Unusable.saying(f"Nobody knows the authorities {', '.join(unknown[:10])}.")
    return found


def _write_neighbours(model: NeighbourModel, found: Neighbours) -> int:
    areas = Areas()
    areas.know(
        Place(Level.LOCAL, code, "", name)
        for code, name in found.names.items()
        if code not in areas
    )
    rows = [
        Neighbour(
            model=model,
            area_id=areas.pk(each.code),
            rank=each.rank,
            neighbour_id=areas.pk(each.neighbour),
            closeness=each.closeness.capitalize(),
        )
        for each in found.rows
    ]
    return len(Neighbour.objects.bulk_create(rows))


@transaction.atomic
def import_grades(*, file: BinaryIO) -> Imported:
    """Bring in inspection grades; those that are here already are passed over.

    Raises:
        Unusable: something in the file is wrong, or an authority's grade of a day is here and is
            another one.
    """
    found = look_through_grades(file)
    areas = Areas()
    there = set(InspectionGrade.objects.values_list("area__code", "inspected_on"))
    rows = [
        InspectionGrade(
            area_id=areas.pk(each.code),
            inspected_on=each.inspected_on,
            grade=each.grade,
            source=each.source,
        )
        for each in found.rows
        if (each.code, each.inspected_on) not in there
    ]
    InspectionGrade.objects.bulk_create(rows)
    said = f"{len(rows):,} inspection grades." if rows else "These grades are here already."
    return Imported(len(rows), said)


def look_through_grades(file: BinaryIO) -> Grades:
    """The grades of a file.

    Raises:
        Unusable: something is wrong with it, or it contradicts what is here.
    """
    found = _read(file, read_grades)
    there = {
        (code, day): grade
        for code, day, grade in InspectionGrade.objects.values_list(
            "area__code", "inspected_on", "grade"
        )
    }
    known = set(Area.objects.filter(kind=Area.Kind.LOCAL).values_list("code", flat=True))
    wrong = [
        f"Nobody knows the authority {each.code}." for each in found.rows if each.code not in known
    ]
    wrong += [
        f"{each.code} was graded {before} on {each.inspected_on:%-d %B %Y}, not {each.grade}."
        for each in found.rows
        if (before := there.get((each.code, each.inspected_on), each.grade)) != each.grade
    ]
    if wrong:
        raise Unusable([Problem(0, "", words) for words in wrong[:50]])
    return found


def _read(file: BinaryIO, reader: object) -> Neighbours | Grades:
    """What a reader makes of a file.

    Raises:
        Unusable: the file cannot be read, or something in it is wrong.
    """
    try:
        opened = Table(file)
        found = reader(opened.header, opened.rows())
    except (Unreadable, ValueError) as error:
        raise Unusable.saying(str(error)) from error
    if found.problems:
        raise Unusable(list(found.problems))
    if not found.rows:
        raise Unusable.saying("The file has no row that says anything.")
    return found
