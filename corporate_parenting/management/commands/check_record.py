"""`manage.py check_record`: whether what was published and confirmed is still what it was.

Works out the hash of each edition, of each of its items as they are read, of its PDFs, of the files
attached to reports, and of each version of confirmed minutes anew, and compares it with the one that is kept.
A file that is no longer there counts as altered. The database refuses to alter them; this finds what somebody did with
the database's own tools, or what a broken disk or a mended backup did. It never changes anything,
and ends with 1 where something is not as it was.
"""

import hashlib
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from boards.models import Attachment, Edition, EditionItem, Minutes, PrintedFile
from boards.packs.blocks import sha256
from boards.record.queries import seal

AT_ONCE = 50  # editions hold whole packs: only so many are in memory


class Command(BaseCommand):
    """Compare everything published and confirmed with its hash."""

    help = "Check that published editions and confirmed minutes are what they were."

    def handle(self, **options: object) -> None:
        """Name each one that was altered, by its council, meeting and number."""
        editions = Edition.objects.select_related("council", "meeting__body").order_by("pk")
        confirmed = Minutes.objects.filter(confirmed_at__isnull=False)
        minutes = confirmed.select_related("council", "meeting__body").order_by("pk")
        items = EditionItem.objects.select_related("edition__meeting__body", "council")
        files = Attachment.objects.exclude(file="").select_related("council").order_by("pk")
        prints = PrintedFile.objects.filter(state=PrintedFile.State.READY).order_by("pk")
        prints = prints.select_related("edition__meeting__body", "council")
        altered = [
            *_altered_editions(editions),
            *_altered_items(items.order_by("pk")),
            *_altered_prints(prints),
            *_altered_files(files),
            *_altered_minutes(minutes),
        ]
        for words in altered:
            self.stdout.write(words)
        if altered:
            raise CommandError(f"{len(altered):,} not as they were.")
        self.stdout.write(
            f"As they were: {editions.count():,} published editions, {prints.count():,} PDFs, "
            f"{files.count():,} attached files and {minutes.count():,} confirmed minutes."
        )


def _altered_editions(editions: QuerySet[Edition]) -> Iterator[str]:
    for edition in editions.iterator(chunk_size=AT_ONCE):
        if sha256(edition.content) != edition.sha256:
            yield f"Altered: {edition} for {edition.meeting} ({edition.council})"


def _altered_items(items: QuerySet[EditionItem]) -> Iterator[str]:
    for item in items.iterator(chunk_size=AT_ONCE):
        if sha256(item.html) != item.sha256:
            edition = item.edition
            yield f"Altered: item {item.number} of {edition} for {edition.meeting} ({item.council})"


def _altered_files(files: QuerySet[Attachment]) -> Iterator[str]:
    for each in files.iterator(chunk_size=AT_ONCE):
        if _digest(each) != each.sha256:
            yield f"Altered: file {each.pk} of report {each.report_id} ({each.council})"


def _altered_prints(prints: QuerySet[PrintedFile]) -> Iterator[str]:
    for each in prints.iterator(chunk_size=AT_ONCE):
        if _digest(each) != each.sha256:
            yield f"Altered: {each}, as a PDF, for {each.edition.meeting} ({each.council})"


def _digest(row: Attachment | PrintedFile) -> str:
    """The hash of the file as it lies in the storage; empty where it is not there."""
    try:
        with row.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _altered_minutes(minutes: QuerySet[Minutes]) -> Iterator[str]:
    for each in minutes.iterator(chunk_size=AT_ONCE):
        if seal(each) != each.sha256:
            yield f"Altered: {each}, version {each.number} ({each.council})"
