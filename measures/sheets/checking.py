"""Looks at a spreadsheet's rows beside what is on record, without writing anything."""

from dataclasses import dataclass, field
from datetime import date, datetime

from councils.models import Council, User
from measures.figures import in_words
from measures.models import Measure, Observation
from measures.period.deciding import Action, Kept, Seen
from measures.period.forms import DATES, RowForm
from measures.period.queries import kept, recordable, standing_on, theirs
from measures.period.services import Outcome, Sent, plan
from measures.sheets.layout import (
    FILLED_IN,
    TITLES,
    Code,
    Finding,
    Table,
    cells_by_name,
    formulas,
    repeated,
)
from measures.sheets.writing import as_typed

SAID = {
    Action.RECORD: "New",
    Action.CHANGE: "Replaces",
    Action.CORRECT: "Corrects, signed off:",
}


@dataclass(slots=True)
class Ground:
    """What every row is compared with."""

    council: Council
    period_end: date
    measures: dict[str, Measure]
    standing: dict[int, Observation]

    def kept(self, measure: Measure) -> Kept | None:
        """What is on record for a measure."""
        figure = self.standing.get(measure.pk)
        return kept(figure) if figure else None


@dataclass(slots=True)
class Looked:
    """What was found: what is wrong, what could be recorded, and how many rows need nothing."""

    findings: list[Finding] = field(default_factory=list)
    sent: dict[int, Sent] = field(default_factory=dict)
    good: list[dict] = field(default_factory=list)
    same: int = 0
    empty: int = 0

    def plain(self) -> dict[str, object]:
        """As it is kept with the file."""
        return {
            "findings": [each.plain() for each in sorted(self.findings, key=lambda f: f.row)],
            "good": self.good,
            "same": self.same,
            "empty": self.empty,
        }


def look(
    sheet: Table,
    *,
    council: Council,
    user: User,
    period_end: date,
    seen: dict[str, Seen | None] | None = None,
) -> Looked:
    """What would become of each row of a spreadsheet.

    `seen` has what stood beside the rows when somebody last looked at them, by the
    measure's key; without it they are compared with what stands now.
    """
    measures = {each.key: each for each in theirs(recordable(council), user)}
    ground = Ground(council, period_end, measures, standing_on(council, period_end))
    looked = Looked()
    rows = {number: cells_by_name(sheet.head, cells) for number, cells in sheet.rows}
    filled = {n: cells for n, cells in rows.items() if any(cells.get(f) for f in FILLED_IN)}
    looked.empty = len(rows) - len(filled)
    twice = repeated(c["key"] for c in filled.values() if not _elsewhere(c, ground))
    for number, cells in filled.items():
        found = _wrong(number, cells, ground, twice)
        looked.findings += found
        if not found:
            _read(number, cells, ground, seen, looked)
    _judge(looked, ground)
    return looked


def _wrong(number: int, cells: dict, ground: Ground, twice: set[str]) -> list[Finding]:
    """What is wrong with a row before its figure is looked at: whose it is, and formulas."""
    wrong = _elsewhere(cells, ground) or _unknown(cells["key"], ground, twice)
    found = [_at(*wrong, number, cells)] if wrong else []
    return found + formulas(number, cells)


Wrong = tuple[Code, str, str]


def _elsewhere(cells: dict[str, str], ground: Ground) -> Wrong | None:
    """That a row belongs to another council or period: code, words and column."""
    council = ground.council
    if cells["council"].casefold() not in {council.name.casefold(), council.slug}:
        words = f"This row is another council’s. Only rows of {council.name} are read here."
        return Code.COUNCIL, words, "council"
    if _day(cells["period_end"]) != ground.period_end:
        to = f"{ground.period_end:%-d %B %Y}"
        words = f"This row is of another period than the one to {to}. Send it with its own."
        return Code.PERIOD, words, "period_end"
    return None


def _unknown(key: str, ground: Ground, twice: set[str]) -> Wrong | None:
    """That a row's measure is none whose figures are recorded, or is there twice."""
    if key not in ground.measures:
        words = "No measure whose figures you record has this key. Take it from the template."
        return Code.MEASURE, words, "key"
    if key in twice:
        words = "This measure has more than one row here. Leave the one that is right."
        return Code.TWICE, words, "key"
    return None


def _at(code: Code, words: str, name: str, number: int, cells: dict[str, str]) -> Finding:
    return Finding(code, words, number, TITLES.get(name, ""), cells.get(name, "")[:200])


def _day(text: str) -> date | None:
    for pattern in DATES:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _read(
    number: int, cells: dict, ground: Ground, seen: dict[str, Seen | None] | None, looked: Looked
) -> None:
    """A row as its form reads it; what cannot be read is said at its column."""
    measure = ground.measures[cells["key"]]
    record = ground.kept(measure)
    typed = {f"{measure.key}-{name}": as_typed(cells.get(name, "")) for name in FILLED_IN}
    form = RowForm(typed, prefix=measure.key, kept=record, unit=measure.unit)
    if not form.is_valid():
        for name, words in form.errors.items():
            looked.findings += [_at(Code.UNREADABLE, w, name, number, cells) for w in words]
        return
    stands = record.seen if record else None
    now = stands if seen is None else seen.get(measure.key, stands)
    looked.sent[number] = Sent(measure, form.told, now)


def _judge(looked: Looked, ground: Ground) -> None:
    """What would be recorded of the rows that could be read, and what contradicts itself."""
    rows = looked.sent
    found = plan(council=ground.council, period_end=ground.period_end, rows=list(rows.values()))
    for number, outcome in zip(list(rows), found, strict=True):
        looked.findings += refusals(number, outcome, rows[number])
        if outcome.is_good:
            looked.good.append(_good(number, outcome, rows[number], ground.period_end))
        else:
            looked.same += not outcome.errors
            del rows[number]


def refusals(number: int, outcome: Outcome, sent: Sent) -> list[Finding]:
    """Why a row is not recorded, at its columns."""
    return [
        Finding(
            Code.DOES_NOT_FIT if name in TITLES else Code.REFUSED,
            words,
            number,
            TITLES.get(name, ""),
            _typed(sent, name),
        )
        for name, all_words in outcome.errors.items()
        for words in all_words
    ]


def _typed(sent: Sent, name: str) -> str:
    value = getattr(sent.told.entry, name, None)
    return "" if value is None else str(value)


def _good(number: int, outcome: Outcome, sent: Sent, period_end: date) -> dict:
    """A row that would be recorded, in words."""
    before = outcome.figure
    if before:
        before.measure = outcome.measure
    return {
        "row": number,
        "key": outcome.measure.key,
        "title": outcome.measure.title,
        "action": outcome.action,
        "said": f"{SAID[outcome.action]} {in_words(before)}" if before else SAID[outcome.action],
        "figure": in_words(_as_recorded(outcome, sent, period_end)),
        "seen": str(sent.seen or ""),
    }


def _as_recorded(outcome: Outcome, sent: Sent, period_end: date) -> Observation:
    """The figure as it would stand; never saved."""
    entry = sent.told.entry
    return Observation(
        measure=outcome.measure,
        period_end=period_end,
        numerator=entry.numerator,
        denominator=entry.denominator,
        value=outcome.value,
        not_available=entry.not_available,
    )
