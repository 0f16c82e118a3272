"""`manage.py check_strategy FILE`: a council's fixture read before it is loaded.

Every mistake is printed with its file and line, what is wrong and what to do; then it ends with 1.
With `--council`, or where the file's council is loaded already, it also lists what is odd there.
It never changes anything.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from corporate_parenting.strategy_check.clashes import left_behind
from corporate_parenting.strategy_check.findings import Oddity
from corporate_parenting.strategy_check.mistakes import Report, check
from corporate_parenting.strategy_check.oddities import oddities
from corporate_parenting.strategy_check.reading import MOST_BYTES
from councils import clock
from councils.models import Council


class Command(BaseCommand):
    """Find each mistake of a fixture at its place, and what is odd about a loaded council."""

    help = "Check a council’s fixture before it is loaded, or a loaded council for what is odd."

    def add_arguments(self, parser: CommandParser) -> None:
        """A file, a council, or both."""
        parser.add_argument("file", nargs="?", help="the fixture, such as fixtures/councils/x.yaml")
        parser.add_argument("--council", metavar="SLUG", help="a council that is loaded")

    def handle(self, file: str | None, council: str | None, **options: object) -> None:
        """Mistakes end with 1, oddities never do."""
        if not file and not council:
            raise CommandError("Say which file to check, or which council with --council.")
        content = _content(Path(file)) if file else b""
        _ask_the_database()
        report = check(content) if file else None
        for mistake in report.mistakes if report else ():
            self.stdout.write(mistake.in_words(file))
        self._odd(council or report.slug, report, is_asked_for=bool(council))
        if report:
            self._end(file, report)

    def _end(self, file: str, report: Report) -> None:
        if number := len(report.mistakes):
            raise CommandError(f"{number:,} mistake{'' if number == 1 else 's'} in {file}.")
        self.stdout.write(f"{file}: no mistakes. {report.summary}")

    def _odd(self, slug: str, report: Report | None, *, is_asked_for: bool) -> None:
        council = Council.objects.filter(slug=slug).first()
        if council is None:
            if is_asked_for:
                raise CommandError(f"There is no council “{slug}”. Loaded: {_loaded()}.")
            return
        found = oddities(council, today=clock.today())
        if report and report.slug == slug and not report.mistakes:
            found += _left(report)
        for odd in found:
            self.stdout.write(f"Warning: {odd.in_words()}")
        self.stdout.write(f"{council.name} is loaded; {len(found):,} odd.")


def _content(path: Path) -> bytes:
    """The file's bytes, no more than a byte over the limit."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _ask_the_database() -> None:
    """Without it, no condition of it would be broken and no council loaded."""
    try:
        Council.objects.exists()
    except DatabaseError as error:
        said = str(error).partition("\n")[0]
        raise CommandError(
            f"Start the database first, and run “manage.py migrate”: {said}"
        ) from error


def _left(report: Report) -> list[Oddity]:
    said = "It is loaded and not in the file: loading leaves it as it is."
    return [
        Oddity("left-behind", f"{label} {key}", said) for label, key in left_behind(report.book)
    ]


def _loaded() -> str:
    return ", ".join(Council.objects.values_list("slug", flat=True).order_by("slug")) or "none"
