"""Open data files that were sent, by the worker: looked through, and brought in where asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django_tasks import task

from councils.writing import Refused, store
from measures.benchmarks.imports.queries import GRADES, NEIGHBOURS, Unusable, look_through
from measures.benchmarks.imports.services import (
    Imported,
    import_grades,
    import_neighbours,
    import_release,
    look_through_grades,
    look_through_neighbours,
)
from measures.benchmarks.reading import Progress
from measures.models import OpenDataFile, PublishedTable

#: So many per cent are read before it is told again.
STEP = 5
BROKE_OFF = "Bringing it in broke off, and nothing of it was kept. Send the file again."


@task()
def look_into(file_id: int) -> None:
    """Look through a file that was sent, and keep what it would bring, or what is wrong with it.

    Run twice, it does no harm.
    """
    row = OpenDataFile.objects.select_related("uploaded_by").get(pk=file_id)
    if row.state != OpenDataFile.State.WAITING:
        return
    with _told(row), row.file.open("rb") as file:
        if row.kind == NEIGHBOURS:
            said = [f"{len(look_through_neighbours(file).names)} authorities and their neighbours."]
        elif row.kind == GRADES:
            said = [f"{len(look_through_grades(file).rows):,} inspection grades."]
        else:
            table = PublishedTable.objects.get(key=row.kind)
            look = look_through(table, file, progress=_progress(row))
            said = [look.words, *(note.said for note in look.notes)]
        _keep(row, OpenDataFile.State.READY, said)


@task()
def bring_in(file_id: int) -> None:
    """Bring in a file that was looked through; whatever was wrong is kept in words.

    Run twice, it does no harm.
    """
    row = OpenDataFile.objects.select_related("uploaded_by").get(pk=file_id)
    if row.state != OpenDataFile.State.ORDERED:
        return
    with _told(row), row.file.open("rb") as file:
        done = _bring_in(row, file)
        _keep(row, OpenDataFile.State.DONE, [done.words, *(note.said for note in done.notes)])
    _throw_away(row)


def _bring_in(row: OpenDataFile, file: BinaryIO) -> Imported:
    by, name = row.uploaded_by, row.name
    if row.kind == NEIGHBOURS:
        return import_neighbours(by=by, file=file, name=name, year=row.year)
    if row.kind == GRADES:
        return import_grades(file=file)
    table = PublishedTable.objects.get(key=row.kind)
    return import_release(
        by=by,
        table=table,
        file=file,
        name=name,
        revision=row.revision,
        progress=_progress(row),
    )


@contextmanager
def _told(row: OpenDataFile) -> Iterator[None]:
    """What refuses the file inside is kept with it, and the file itself is thrown away."""
    try:
        yield
    except Unusable as error:
        _keep(row, OpenDataFile.State.REFUSED, [each.said for each in error.problems])
    except Refused as refused:
        _keep(row, OpenDataFile.State.REFUSED, [str(refused)])
    except Exception:
        # Whatever it was, nobody is to wait for it for ever; the log has what it was.
        _keep(row, OpenDataFile.State.REFUSED, [BROKE_OFF])
        raise
    else:
        return
    _throw_away(row)


def _keep(row: OpenDataFile, state: str, said: list[str]) -> None:
    row.state, row.said, row.percent = state, said, 100
    store(row)


def _throw_away(row: OpenDataFile) -> None:
    """The file itself is not needed any more: its name and its hash are kept."""
    if row.file:
        row.file.delete(save=True)


def _progress(row: OpenDataFile) -> Progress:
    """Keep how much of a file is read; nobody else writes the row meanwhile."""

    def tell(percent: int) -> None:
        if percent - row.percent >= STEP or percent < row.percent:
            row.percent = min(percent, 99)
            OpenDataFile.objects.filter(pk=row.pk).update(percent=row.percent)

    return tell
