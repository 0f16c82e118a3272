"""A spreadsheet of figures that waits for the demo's KPI officer: two rows are right, one is not."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from councils.models import Council, User
from measures.models import Measure
from measures.periods import YEAR, ends
from measures.sheets.queries import as_file, template
from measures.sheets.services import send_in

NARRATIVE = "Two families moved away; three have been found since. (invented)"


def leave_a_spreadsheet(council: Council, *, officer: User, today: date) -> None:
    """Where one measure is a share of another: both, and a share of the wrong whole."""
    shares = Measure.objects.of(council).filter(denominator_measure__isnull=False)
    of_a_share = shares.filter(denominator_measure__denominator_measure__isnull=False).first()
    if of_a_share is None:
        return
    share = of_a_share.denominator_measure
    counts = {
        share.denominator_measure.key: (512, None),
        share.key: (361, 512),
        of_a_share.key: (204, 512),  # of those in all, not of those it is a share of
    }
    day = ends(YEAR, since=date(today.year - 2, 1, 1), until=today)[-1]
    head, *rows = template(council, officer, day)
    key, *places = (head.index(title) for title in ("Key", "Numerator", "Denominator"))
    for row in rows:
        if row[key] in counts:
            row[places[0]], row[places[1]] = counts[row[key]]
            row[head.index("Narrative")] = NARRATIVE
    content = as_file([head, *rows], "csv")
    file = SimpleUploadedFile("figures-invented.csv", content)
    send_in(by=officer, council=council, period_end=day, file=file)
