"""How the figures of a period are recorded at once: what is valid is saved, the rest explained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from councils.models import Council, User
from councils.writing import Refused
from measures.models import Measure, Observation
from measures.period.deciding import Action, Seen, Told, Verdict, decide
from measures.period.queries import as_shown, kept, standing_on, whole_words
from measures.periods import why_not_covers
from measures.recording import Checked, Whole, check, follows_from_counts
from measures.services import change_figure, correct_figure, record_figure


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sends for a measure: what they typed, and what they had before them."""

    measure: Measure
    told: Told
    seen: Seen | None = None


@dataclass(slots=True)
class Outcome:
    """What becomes, or became, of what was sent for a measure."""

    measure: Measure
    action: Action
    errors: dict[str, list[str]] = field(default_factory=dict)
    #: What is on record; afterwards, what was saved.
    figure: Observation | None = None
    is_conflict: bool = False
    #: What was on record before, where something was.
    before: Told | None = None
    #: What the figure comes to.
    value: Decimal | None = None

    @property
    def is_good(self) -> bool:
        """Whether something is to be saved, and nothing is wrong with it."""
        return self.action is not Action.NOTHING and not self.errors


def plan(*, council: Council, period_end: date, rows: Sequence[Sent]) -> list[Outcome]:
    """What would become of each row, in the rows' order; nothing is written.

    A share is compared with the count that is sent along with it, or else with the one on record.
    """
    standing = standing_on(council, period_end)
    shown = as_shown(_seen_before(rows, standing), period_end)
    counts = {pk: figure.numerator for pk, figure in standing.items()}
    found = {}
    for row in wholes_first(rows, period_end):
        figure = standing.get(row.measure.pk)
        told_then = shown.get(row.measure.pk)
        outcome = _outcome(row, figure, told_then, _whole(row, period_end, counts), period_end)
        if outcome.is_good:
            counts[row.measure.pk] = row.told.entry.numerator
        found[row.measure.pk] = outcome
    return [found[row.measure.pk] for row in rows]


def _seen_before(rows: Iterable[Sent], standing: dict[int, Observation]) -> dict[int, Seen]:
    """What somebody saw that has been changed, corrected or taken away since, by its measure."""
    now = {pk: Seen(figure.pk, figure.version) for pk, figure in standing.items()}
    saw = {row.measure.pk: row.seen for row in rows}
    return {pk: seen for pk, seen in saw.items() if seen and seen != now.get(pk)}


def wholes_first(rows: Iterable[Sent], day: date) -> list[Sent]:
    """The rows so that each count comes before the shares that it is the whole of on a day."""
    by_measure = {row.measure.pk: row for row in rows}

    def depth(row: Sent | None, steps: int = 0) -> int:
        linked = row.measure.holds_on(day).denominator_measure_id if row else None
        if linked is None or steps > len(by_measure):
            return steps
        return depth(by_measure.get(linked), steps + 1)

    return sorted(by_measure.values(), key=depth)


def _whole(row: Sent, period_end: date, counts: dict[int, int | None]) -> Whole | None:
    linked = row.measure.holds_on(period_end).denominator_measure
    if linked is None:
        return None
    return Whole(counts.get(linked.pk), whole_words(linked, period_end))


def _outcome(
    row: Sent,
    figure: Observation | None,
    shown: Told | None,
    whole: Whole | None,
    period_end: date,
) -> Outcome:
    record = kept(figure) if figure else None
    follows = follows_from_counts(row.measure.unit)
    verdict = decide(row.told, kept=record, seen=row.seen, shown=shown, follows=follows)
    checked = _check(row, verdict, whole, period_end)
    return Outcome(
        measure=row.measure,
        action=verdict.action,
        errors={name: [words] for name, words in checked.errors.items()},
        figure=figure,
        is_conflict=verdict.is_conflict,
        before=record.told if record else None,
        value=checked.value,
    )


def _check(row: Sent, verdict: Verdict, whole: Whole | None, period_end: date) -> Checked:
    if verdict.errors or verdict.action is Action.NOTHING:
        return Checked(None, verdict.errors)
    holds, entry = row.measure.holds_on(period_end), row.told.entry
    if refused := why_not_covers(entry.covers_to, period_end, holds.months_between):
        return Checked(None, {"covers_to": refused})
    return check(entry, unit=row.measure.unit, places=holds.decimal_places, whole=whole)


@transaction.atomic
def record_period(
    *,
    by: User,
    council: Council,
    period_end: date,
    rows: Sequence[Sent],
    is_invented: bool = False,
) -> list[Outcome]:
    """Save what is valid and differs from what is on record; explain the rest, row by row.

    Sent twice, the second one finds everything saved and does nothing.
    """
    _lock(rows)
    outcomes = plan(council=council, period_end=period_end, rows=rows)
    known = {row.measure.pk: row for row in rows}
    by_measure = {outcome.measure.pk: outcome for outcome in outcomes}
    for row in wholes_first(rows, period_end):
        outcome = by_measure[row.measure.pk]
        if outcome.is_good:
            _save(outcome, known[row.measure.pk], by, period_end, is_invented)
    return outcomes


def _lock(rows: Iterable[Sent]) -> None:
    """Two who send the same measures at once wait for each other here."""
    keys = sorted(row.measure.pk for row in rows)
    list(Measure.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _save(outcome: Outcome, row: Sent, by: User, period_end: date, is_invented: bool) -> None:
    try:
        with transaction.atomic():
            outcome.figure = _write(outcome, row.told, by, period_end, is_invented)
    except ValidationError as error:
        outcome.errors = error.message_dict
    except Refused as refused:
        outcome.errors = {"": [str(refused)]}


def _write(
    outcome: Outcome, told: Told, by: User, period_end: date, is_invented: bool
) -> Observation:
    words = {"narrative": told.narrative, "corrective_action": told.corrective_action}
    entry = told.entry
    if outcome.action is Action.RECORD:
        return record_figure(
            by=by,
            measure=outcome.measure,
            period_end=period_end,
            numerator=entry.numerator,
            denominator=entry.denominator,
            value=entry.value,
            not_available=entry.not_available,
            covers_to=entry.covers_to,
            status=told.status,
            is_invented=is_invented,
            **words,
        )
    figure = outcome.figure
    if outcome.action is Action.CHANGE:
        return change_figure(
            by=by, figure=figure, version=figure.version, entry=entry, status=told.status, **words
        )
    return correct_figure(by=by, figure=figure, entry=entry, reason=told.reason, **words)
