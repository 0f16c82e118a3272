"""Which PDFs an edition has, how far they are, and how the last ones were numbered."""

from collections.abc import Sequence

from boards.models import Edition, PrintedFile
from boards.packs.printing.asking import MayAsk, may_ask_again
from boards.packs.printing.paging import Numbered, numbered
from boards.papers.files import size_in_words
from councils import clock


def is_newest(edition: Edition) -> bool:
    """Whether it is the edition that counts: the one readers of its kind have now."""
    later = Edition.objects.filter(
        meeting=edition.meeting_id, kind=edition.kind, number__gt=edition.number
    )
    return not later.exists()


def printed_files(edition: Edition) -> list[PrintedFile]:
    """The PDFs of an edition, the plain one first, each with its size in words.

    Each says whether it may be asked for again; `edition` is the newest of its kind.
    """
    rows = list(edition.printed.order_by("variant"))
    for row in rows:
        row.may_ask = may_ask(row, newest=True)
        row.size_words = size_in_words(row.size)
    return rows


def may_ask(row: PrintedFile, *, newest: bool) -> MayAsk:
    """Whether a PDF may be asked for again."""
    return may_ask_again(
        ready=row.state == PrintedFile.State.READY,
        failed=row.state == PrintedFile.State.FAILED,
        newest=newest,
        asked_at=row.asked_at,
        now=clock.now(),
    )


def numbers_before(row: PrintedFile) -> Sequence[Numbered]:
    """The page numbers of the edition that was printed last; none for the first."""
    rows = PrintedFile.objects.filter(
        variant=row.variant,
        edition__meeting=row.edition.meeting_id,
        edition__kind=row.edition.kind,
        edition__number__lt=row.edition.number,
        pages__gt=0,
    )
    last = rows.order_by("-edition__number").first()
    return [numbered(each) for each in last.page_map] if last else []
