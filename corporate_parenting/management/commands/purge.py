"""`manage.py purge`: delete what is over its time, or with `--dry-run` only say what that is.

The daily round does it too. It prints what kind and how many, council by council, and no words;
of safety concerns only that there were some.
"""

from django.core.management.base import BaseCommand, CommandParser

from corporate_parenting.retention import (
    due_of,
    name_of,
    number_in_words,
    purge,
    purge_without_council,
)
from councils.keeping import kept_words
from councils.models import Council


class Command(BaseCommand):
    """Delete private words, concerns, notes and records that are over their time."""

    help = "Delete what each council keeps no longer; --dry-run counts it and deletes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether only to count."""
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be deleted, and delete nothing"
        )

    def handle(self, *, dry_run: bool, **options: object) -> None:
        """Running it twice deletes nothing twice."""
        for council in Council.objects.order_by("slug"):
            rows = (
                [(row.key, row.number, row.months) for row in due_of(council) if row.number]
                if dry_run
                else [(row.kind, row.number, row.kept_months) for row in purge(council)]
            )
            for key, number, months in rows:
                said = number_in_words(key, number)
                self.stdout.write(
                    f"{council.slug}: {name_of(key)}: {said}, kept for {kept_words(months)}"
                )
        if dry_run:
            self.stdout.write("Nothing was deleted.")
        else:
            purge_without_council()
