"""`manage.py import_open_data FILE …`: bring in published open data, for all councils alike.

Any number of files, in any order: published tables, neighbour models, inspection grades. With
`--dry-run` nothing is written. What is here already is passed over, so that running it again does
no harm; a file that is wrong is told of, with its lines, and changes nothing.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from councils.writing import Refused
from measures.benchmarks.imports.queries import GRADES, NEIGHBOURS, Unusable, kind_of
from measures.benchmarks.imports.services import (
    Imported,
    import_grades,
    import_neighbours,
    import_release,
)
from measures.models import PublishedTable

YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


class Command(BaseCommand):
    """Bring in files of published open data, each all or nothing."""

    help = "Bring in published open data: tables, neighbour models, inspection grades."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, and what cannot be read from them."""
        parser.add_argument("files", nargs="+", help="CSV files")
        parser.add_argument("--profile", help="the table’s key; else the columns tell")
        parser.add_argument("--release", type=int, help="the year of the release, or of the model")
        parser.add_argument("--revision", type=int, default=0, help="1, 2 … of a corrected release")
        parser.add_argument("--dry-run", action="store_true", help="look, and write nothing")

    def handle(self, *, files: list[str], dry_run: bool, **options: object) -> None:
        """Each file is told of; one that is wrong does not keep the others out."""
        wrong = [name for name in files if not self._one(Path(name), dry_run, options)]
        if wrong:
            raise CommandError(f"{len(wrong)} of {len(files)} not brought in: {', '.join(wrong)}")

    def _one(self, path: Path, dry_run: bool, options: dict) -> bool:
        try:
            with path.open("rb") as file, transaction.atomic():
                done = self._bring_in(path, file, options)
                transaction.set_rollback(dry_run)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except Unusable as error:
            for problem in error.problems:
                self.stdout.write(f"{path.name}: {problem.said}")
            return False
        except Refused as refused:
            self.stdout.write(f"{path.name}: {refused}")
            return False
        self._tell(path, done, dry_run)
        return True

    def _bring_in(self, path: Path, file: BinaryIO, options: dict) -> Imported:
        kind = options["profile"] or kind_of(file)
        if kind == NEIGHBOURS:
            year = options["release"] or _year_of(path.stem)
            return import_neighbours(by=None, file=file, name=path.name, year=year)
        if kind == GRADES:
            return import_grades(file=file)
        table = PublishedTable.objects.filter(key=kind).first()
        if table is None:
            raise CommandError(f"There is no table “{kind}”. Load fixtures/reference first.")
        return import_release(
            by=None,
            table=table,
            file=file,
            name=path.name,
            year=options["release"],
            revision=options["revision"],
            progress=self._progress(path.name),
        )

    def _progress(self, name: str) -> Callable[[int], None]:
        """Tell how much is read, a line for each quarter."""
        told: set[int] = set()

        def tell(percent: int) -> None:
            quarter = percent // 25 * 25
            if quarter and quarter not in told:
                told.add(quarter)
                self.stdout.write(f"{name}: {quarter} % read")

        return tell

    def _tell(self, path: Path, done: Imported, dry_run: bool) -> None:
        for note in done.notes:
            self.stdout.write(f"{path.name}: note: {note.said}")
        would = " (looked through only)" if dry_run else ""
        self.stdout.write(f"{path.name}: {done.words}{would}")


def _year_of(name: str) -> int | None:
    """The year in a file's name, where there is exactly one."""
    years = set(YEAR.findall(name))
    return int(years.pop()) if len(years) == 1 else None
