"""`manage.py look_into_files`: look into the files nobody, or an earlier gate, has looked into.

Run it after each update: a file nobody has looked into is held back from all papers, and a later
gate may find more than an earlier one. Running it again looks at nothing twice.
"""

from django.core.management.base import BaseCommand

from boards.papers.filing.queries import files, passing_of, to_look_into
from boards.papers.filing.services import look_again
from councils.writing import Refused


class Command(BaseCommand):
    """Look into the files that are waiting for it, one by one."""

    help = "Look into the attached files that nobody, or an earlier gate, has looked into."

    def handle(self, **options: object) -> None:
        """Numbers only are told, never what was found or in which file: the pages say that."""
        looked = held = 0
        for attachment in to_look_into():
            try:
                look_again(attachment=attachment)
            except Refused:
                continue  # taken off or replaced meanwhile; the new one was looked into
            looked += 1
            held += not passing_of(files().get(pk=attachment.pk)).passes
        self.stdout.write(f"{looked} looked into, {held} of these held back.")
