"""What the worker does with a PDF: it begins, has it made, and keeps it, or says that it failed.

What was made is kept only while its edition is still the newest of its kind. For that the meeting
is locked, as all who publish lock it: whoever restricts a paper meanwhile is waited for, and the
PDF in which it still stands is thrown away.
"""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from uuid import uuid4

from django.core.files import File
from django.db import transaction

from boards.models import Attachment, PrintedFile
from boards.packs.blocks import Attached
from boards.packs.printing import content
from boards.packs.printing.press import File as PressFile
from boards.packs.printing.press import Limits, NotPrinted, Printed, printed
from boards.packs.printing.queries import is_newest, numbers_before
from boards.papers.files import digest
from councils import clock
from councils.writing import lock, store

log = logging.getLogger(__name__)

State = PrintedFile.State
LIMITS = Limits()


def make(printed_id: int) -> bool:
    """Make a PDF that is waited for; whether it is there now. Made twice, it is kept once.

    It may end without one: the edition has been replaced, or the press gave none. Then its row
    says so, and it can be asked for again.
    """
    row = _begin(printed_id)
    if row is None:
        return False
    try:
        with _made(row) as made:
            return _keep(row, made)
    except NotPrinted as error:
        log.warning("PDF %s could not be made: %s", row.pk, error)
        _fail(row)
        return False
    except Exception:
        _fail(row)  # a mistake of ours: the worker's record has it whole
        raise


@transaction.atomic
def _begin(printed_id: int) -> PrintedFile | None:
    """The row, if there is something to do."""
    row = lock(PrintedFile(pk=printed_id))
    if row.state in {State.READY, State.REPLACED}:
        return None
    if not is_newest(row.edition):
        row.state = State.REPLACED
        store(row)
        return None
    row.state, row.ended_at = State.WAITING, None
    row.attempts += 1
    return store(row)


@contextmanager
def _made(row: PrintedFile) -> Iterator[Printed]:
    files = content.printable_files(row.edition) if row.variant == row.Variant.WHOLE else []
    with (
        ExitStack() as stack,
        printed(
            content.print_data(row.edition),
            attached=[content.file_section(file) for file in files],
            files=list(_opened(row, files, stack)),
            before=numbers_before(row),
            limits=LIMITS,
        ) as made,
    ):
        yield made


def _opened(row: PrintedFile, files: list[Attached], stack: ExitStack) -> Iterator[PressFile]:
    """The files that are still there; of one that is not, the press says that it is not printed."""
    stored = Attachment.objects.of(row.council).in_bulk([int(file.key) for file in files])
    for file in files:
        attachment = stored.get(int(file.key))
        if attachment is None:
            continue
        try:
            opened = stack.enter_context(attachment.file.open("rb"))
        except FileNotFoundError:
            log.warning("the file of attachment %s is gone", attachment.pk)
            continue
        yield PressFile(content.key_of(file), attachment.media_type, opened)


@transaction.atomic
def _keep(row: PrintedFile, made: Printed) -> bool:
    lock(row.edition.meeting)
    row = lock(row)
    if row.state == State.READY:
        return True  # another worker was faster
    if row.state == State.REPLACED or not is_newest(row.edition):
        row.state = State.REPLACED
        store(row)
        return False
    with made.path.open("rb") as pdf:
        row.sha256 = digest(pdf)
        row.file = File(pdf, name=f"{uuid4().hex}.pdf")
        row.size, row.pages = row.file.size, made.pages
        row.page_map = [asdict(each) for each in made.page_map]
        row.state, row.ended_at = State.READY, clock.now()
        store(row)
    return True


@transaction.atomic
def _fail(row: PrintedFile) -> None:
    row = lock(row)
    if row.state == State.WAITING:
        row.state, row.ended_at = State.FAILED, clock.now()
        store(row)
