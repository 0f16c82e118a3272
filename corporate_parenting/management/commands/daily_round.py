"""`manage.py daily_round`: what has to happen by itself, each day, begun.

Run it each hour: a mail that could not be sent is tried again, and what is done already is not done
twice. It hands work to the workers, and itself only tells who has to know of a safety concern by now,
removes notes that were deleted a day ago, forgets what was in spreadsheets that were sent a month
ago, and deletes what each council keeps no longer.
"""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandParser

from boards.packs.notes.services import forget_deleted_notes
from boards.reminders.services import start_reminders
from corporate_parenting.daily_round import RUNNING_FOR, put_back
from corporate_parenting.retention import purge_all
from councils import clock
from councils.working_days import day_in_words
from forums.safety.services import tell_everybody
from measures.sheets.services import forget_old_sheets


class Command(BaseCommand):
    """Put back what a dead worker left, and begin the day's reminders."""

    help = "Begin the day's reminders, and take up work that a worker left when it died."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long a task may run before its worker is taken for dead."""
        usual = int(RUNNING_FOR.total_seconds() // 60)
        parser.add_argument(
            "--running-for",
            type=int,
            default=usual,
            metavar="MINUTES",
            help=f"after so many minutes a task's worker is taken for dead; {usual} if not said",
        )

    def handle(self, *, running_for: int, **options: object) -> None:
        """Running it again changes nothing that is done already."""
        if number := put_back(running_for=timedelta(minutes=running_for)):
            self.stdout.write(f"{number} task{'' if number == 1 else 's'} put back.")
        tell_everybody()  # of whom, and how many, is nobody's business either
        forget_deleted_notes()  # whose they were, and how many, is nobody's business
        forget_old_sheets()
        purge_all()
        today = clock.today()
        if start_reminders(day=today):
            self.stdout.write(f"Reminders of {day_in_words(today)} are with the worker.")
        else:
            self.stdout.write(f"Reminders of {day_in_words(today)} wait for the worker already.")
