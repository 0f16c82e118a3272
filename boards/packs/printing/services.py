"""How the PDFs of an edition are asked for, asked for again, and withdrawn."""

import logging

from django.db import transaction

from boards.models import Edition, PrintedFile
from boards.packs.printing.content import printable_files
from boards.packs.printing.queries import is_newest, may_ask
from boards.packs.printing.tasks import print_file
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store

log = logging.getLogger(__name__)

State, Variant = PrintedFile.State, PrintedFile.Variant


@transaction.atomic
def order_prints(*, edition: Edition) -> list[PrintedFile]:
    """Ask for the PDFs of an edition that has just been stored, and withdraw those before it.

    With its files it is printed only where its readers may have files.
    """
    _withdraw_before(edition)
    wanted = [Variant.PLAIN, *([Variant.WHOLE] if printable_files(edition) else [])]
    return [_order(edition, variant) for variant in wanted]


def _order(edition: Edition, variant: str) -> PrintedFile:
    row = store(
        PrintedFile(council=edition.council, edition=edition, variant=variant, asked_at=clock.now())
    )
    print_file.enqueue(row.pk)  # with the edition or not at all; the worker makes it
    return row


def _withdraw_before(edition: Edition) -> None:
    """Delete the PDFs of earlier editions; their rows stay, with the numbers of their pages."""
    earlier = PrintedFile.objects.filter(
        edition__meeting=edition.meeting_id,
        edition__kind=edition.kind,
        edition__number__lt=edition.number,
    )
    for each in earlier.exclude(state=State.REPLACED):
        row = lock(each)
        storage, name = row.file.storage, row.file.name
        row.state, row.file = State.REPLACED, ""
        store(row)
        if name:
            transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))


@transaction.atomic
def ask_again(*, by: User, printed: PrintedFile) -> PrintedFile:
    """Have a PDF made that could not be made, or has been waited for too long.

    Raises:
        Refused: it is there, it is being made, or there are newer papers; in words.
    """
    row = lock(printed)
    refused = may_ask(row, newest=is_newest(row.edition)).refusal
    if refused:
        raise Refused(refused)
    row.state, row.asked_at, row.ended_at = State.WAITING, clock.now(), None
    store(row)
    print_file.enqueue(row.pk)
    log.info("PDF %s is asked for again by user %s", row.pk, by.pk)
    return row
