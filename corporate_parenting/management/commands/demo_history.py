"""`manage.py demo_history`: load the strategies and play what happened since, once."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from corporate_parenting.demo_history import play
from councils.models import Council

FIXTURES = settings.BASE_DIR / "fixtures" / "councils"


class Command(BaseCommand):
    """Load every fixture; for a council without people, play its demo history."""

    help = "Load the councils' strategies and play a demo history with invented people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which councils; all of them where none is named."""
        parser.add_argument("councils", nargs="*", help="slugs; all where none is named")

    def handle(self, *, councils: list[str], **options: object) -> None:
        """Loading twice changes nothing, and a history that was played is left alone."""
        if not settings.DEMO:
            raise CommandError("The demo history is only for the demo: its people are invented.")
        for fixture in sorted(FIXTURES.glob("*.yaml")):
            if councils and fixture.stem not in councils:
                continue
            call_command("loaddata", str(fixture), verbosity=0)
            self._play(fixture)

    def _play(self, fixture: Path) -> None:
        council = Council.objects.get(slug=fixture.stem)
        if council.membership_set.exists():
            self.stdout.write(f"{council.name}: strategy loaded; history kept as it is.")
            return
        with transaction.atomic():
            play(council)
        self.stdout.write(f"{council.name}: strategy loaded, two years of history played.")
