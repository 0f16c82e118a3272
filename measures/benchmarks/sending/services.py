"""An operator sends a file of open data; the worker looks through it, and brings it in if asked."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store
from measures.benchmarks.imports.queries import NEIGHBOURS, Unusable, kind_of
from measures.benchmarks.reading import sha256_of
from measures.benchmarks.sending.tasks import bring_in, look_into
from measures.models import OpenDataFile

State = OpenDataFile.State
UNDER_WAY = (State.WAITING, State.READY, State.ORDERED)


@transaction.atomic
def send_file(
    *, by: User, file: UploadedFile, year: int | None = None, revision: int = 0
) -> OpenDataFile:
    """Take a file and have it looked through; the same file sent twice is taken once.

    Raises:
        ValidationError: it is no file of open data, or it does not say its year.
    """
    User.objects.select_for_update().get(pk=by.pk)  # a double click sends it twice at once
    try:
        kind = kind_of(file)
    except Unusable as error:
        raise ValidationError({"file": [each.said for each in error.problems]}) from error
    if kind == NEIGHBOURS and year is None:
        raise ValidationError({"year": "Say of which year’s model these neighbours are."})
    sha256 = sha256_of(file)
    row = OpenDataFile.objects.filter(sha256=sha256, state__in=UNDER_WAY).first()
    if row is None:
        file.seek(0)
        row = OpenDataFile(file=file, name=file.name[:200], kind=kind, sha256=sha256)
        row.year, row.revision = year, revision
        row.uploaded_at, row.uploaded_by = clock.now(), by
        store(row)
    if row.state == State.WAITING:
        look_into.enqueue(row.pk)
    return row


@transaction.atomic
def order_file(*, by: User, row: OpenDataFile) -> OpenDataFile:  # noqa: ARG001 — kept with the file
    """Have a file brought in that has been looked through; asked for twice, it is done once.

    Raises:
        Refused: it is still being looked through, or something is wrong with it.
    """
    row = lock(row)
    if row.state in (State.ORDERED, State.DONE):
        return row
    if row.state != State.READY:
        raise Refused(f"This file is {row.get_state_display()}: it cannot be brought in now.")
    row.state, row.percent = State.ORDERED, 0
    store(row)
    bring_in.enqueue(row.pk)
    return row
