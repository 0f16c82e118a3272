"""PDFs of papers in tests: made by the press, or as if it had been there."""

from django.core.files.base import ContentFile
from pikepdf import Pdf

from boards.models import Edition, PrintedFile
from boards.packs.printing.making import make
from councils import clock
from councils.writing import store
from tests.support.files import pdf


def printed_ready(row: PrintedFile, *, words: str = "Papers.") -> PrintedFile:
    """A PDF with these words, as if the worker had made it."""
    row.file, row.size = ContentFile(pdf(words), "papers.pdf"), 1
    row.sha256, row.pages, row.ended_at = "a" * 64, 1, clock.now()
    row.page_map = [{"key": "item:front", "labels": ["1"], "pages": 1}]
    row.state = PrintedFile.State.READY
    return store(row)


def press(edition: Edition, variant: str = "plain") -> PrintedFile:
    """What the worker makes of an edition."""
    row = edition.printed.get(variant=variant)
    assert make(row.pk)
    row.refresh_from_db()
    return row


def opened(row: PrintedFile) -> Pdf:
    """A PDF as a reader opens it."""
    return Pdf.open(row.file.open("rb"))
