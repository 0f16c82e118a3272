"""What the pages of spreadsheets ask: the template's rows, the copy with what is wrong, the files."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from councils.models import Council, User
from measures.figures import in_words
from measures.models import Batch
from measures.period.deciding import typed
from measures.period.queries import Line, lines
from measures.recording import follows_from_counts
from measures.sheets.layout import COLUMNS, FILLED_IN, SHEET, WRONG, Table, table
from measures.sheets.writing import CSV_TYPE, XLSX_TYPE, Cell, Sheet, csv_bytes, xlsx_bytes

TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}
TO_FILL = frozenset(place for place, each in enumerate(COLUMNS) if each.is_filled_in)
HELP = (
    (
        "Numerator, Denominator",
        "The counts: a percentage is worked out. A rate has a numerator, an average a denominator.",
    ),
    ("Value", "Only for a rate or an average; for a percentage, to have it checked."),
    ("Status", "provisional, final or revised; empty is provisional."),
    ("Covers only to", "The last day, where the figure covers a part of the period: 28/2/2026."),
    ("Not available, because", "Why there is no figure. Leave the figure empty then."),
    ("Narrative", "What happened, why, and what comes next, in plain words."),
    ("Why it is corrected", "Needed where the figure on record is signed off."),
    ("Rows you leave empty", "Nothing is done with them."),
    ("Formulas", "Are not read: put in what they come to."),
)


def template(council: Council, user: User, period_end: date) -> list[list[Cell]]:
    """The rows of a period's template, the head first: what is on record, and cells to fill."""
    head: list[Cell] = [column.title for column in COLUMNS]
    return [head, *(_row(council, period_end, line) for line in lines(council, user, period_end))]


def _row(council: Council, period_end: date, line: Line) -> list[Cell]:
    measure, last, kept = line.measure, line.last, line.kept
    holds = measure.holds_on(period_end)
    counted = ", ".join(filter(None, (holds.numerator_words, holds.denominator_words)))
    known: dict[str, Cell] = {
        "council": council.name,
        "period_end": period_end.isoformat(),
        "key": measure.key,
        "title": measure.title,
        "counted": counted,
        "last": f"{in_words(last)}, on {last.period_end:%-d %B %Y}" if last else "",
    }
    filled = typed(kept) if kept else {}
    if kept and not follows_from_counts(measure.unit):
        filled["value"] = kept.told.entry.value
    known |= {name: filled.get(name) or None for name in FILLED_IN}
    known |= {name: filled.get(name) for name in ("numerator", "denominator", "value")}
    if covers := filled.get("covers_to"):
        known["covers_to"] = covers.isoformat()
    return [known.get(column.name) for column in COLUMNS]


def as_file(rows: list[list[Cell]], kind: str, *, title: str = SHEET) -> bytes:
    """Rows as a CSV file, or as a workbook with a sheet that explains the columns."""
    if kind == "csv":
        return csv_bytes(rows)
    explained = Sheet("How to fill it in", [("Column", "What goes in"), *HELP])
    return xlsx_bytes([Sheet(title, rows, TO_FILL), explained])


def annotated(batch: Batch) -> list[list[Cell]]:
    """The file as it was sent, with a first column that says what is wrong in each row."""
    sent: Table = table(batch.content)
    said: dict[int, list[str]] = {}
    for each in batch.checked.get("findings", ()):
        said.setdefault(each["row"], []).append(" ".join(_parts(each)))
    width = max((len(cells) for cells in (sent.head, *(c for _, c in sent.rows))), default=0)
    rows: list[list[Cell]] = [[WRONG, *sent.head, *[None] * (width - len(sent.head))]]
    for number, cells in sent.rows:
        filled = [cell or None for cell in cells] + [None] * (width - len(cells))
        rows.append(["; ".join(said.get(number, ())) or None, *filled])
    return rows


def _parts(finding: dict) -> Iterator[str]:
    yield f"{finding['code']}:"
    if finding["column"]:
        yield f"{finding['column']}:"
    yield finding["words"]


def batches_of(council: Council, period_end: date) -> QuerySet[Batch]:
    """The files that were sent for a period, the newest first."""
    rows = Batch.objects.of(council).filter(period_end=period_end)
    return rows.select_related("uploaded_by").defer("content", "checked", "recorded")
