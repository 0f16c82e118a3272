"""`manage.py demo_history`: load the strategies and play what happened since, once."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from corporate_parenting.demo_history import play
from councils.models import Council

FIXTURES = settings.BASE_DIR / "fixtures" / "councils"
REFERENCE = settings.BASE_DIR / "fixtures" / "reference"


class Command(BaseCommand):
    """Load every fixture; for a council without people, play its demo history."""

    help = "Load the councils' strategies and play a demo history with invented people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which councils, all of them where none is named; and how many are played at once."""
        parser.add_argument("councils", nargs="*", help="slugs; all where none is named")
        parser.add_argument("--processes", type=int, default=1, help="councils played at once")

    def handle(self, *, councils: list[str], processes: int = 1, **options: object) -> None:
        """Loading twice changes nothing, and a history that was played is left alone."""
        if not settings.DEMO:
            raise CommandError("The demo history is only for the demo: its people are invented.")
        fixtures = sorted(FIXTURES.glob("*.yaml"))
        chosen = [each for each in fixtures if not councils or each.stem in councils]
        # All are loaded before one is played: loading sets the numbers of new rows, for everybody.
        for fixture in (*sorted(REFERENCE.glob("*.yaml")), *chosen):
            call_command("loaddata", str(fixture), verbosity=0)
        for name in self._played(
            [each.stem for each in chosen if not self._is_kept(each)], processes
        ):
            self.stdout.write(f"{name}: strategy loaded, two years of history played.")

    def _is_kept(self, fixture: Path) -> bool:
        """Whether the council has people already, who may have entered something."""
        council = Council.objects.get(slug=fixture.stem)
        kept = council.membership_set.exists()
        if kept:
            self.stdout.write(f"{council.name}: strategy loaded; history kept as it is.")
        return kept

    def _played(self, slugs: list[str], processes: int) -> Iterator[str]:
        """Play some councils, and name each when it is done."""
        if processes == 1 or len(slugs) < 2:
            yield from map(play_one, slugs)
            return
        with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as pool:
            yield from pool.map(play_one, slugs)


@transaction.atomic
def play_one(slug: str) -> str:
    """Play a council's history, all of it or nothing; its name."""
    council = Council.objects.get(slug=slug)
    play(council)
    return council.name
