"""How figures are written: recorded with their counts, signed off, and corrected in the open."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store
from measures.models import Measure, Observation, Target
from measures.periods import why_not_covers
from measures.recording import Checked, Entry, Whole, check, tidy


def whole_for(*, measure: Measure, period_end: date) -> Whole | None:
    """The count that a figure's denominator must equal, if another measure records it."""
    linked = measure.holds_on(period_end).denominator_measure
    if linked is None:
        return None
    count = (
        Observation.objects.standing()
        .filter(measure=linked, period_end=period_end)
        .values_list("numerator", flat=True)
        .first()
    )
    return Whole(count, f"“{linked.short_title}” on {period_end:%-d %B %Y}")


def check_figure(*, measure: Measure, period_end: date, entry: Entry) -> Checked:
    """What the form and the service both ask: the value to keep, or what is wrong, by field."""
    if period_end > clock.today():
        return Checked(None, {"period_end": "This day is still to come: enter a day in the past."})
    holds = measure.holds_on(period_end)
    if refused := why_not_covers(entry.covers_to, period_end, holds.months_between):
        return Checked(None, {"covers_to": refused})
    return check(
        entry,
        unit=measure.unit,
        places=holds.decimal_places,
        whole=whole_for(measure=measure, period_end=period_end),
    )


@transaction.atomic
def record_figure(
    *,
    by: User,
    measure: Measure,
    period_end: date,
    numerator: int | None = None,
    denominator: int | None = None,
    value: Decimal | None = None,
    not_available: str = "",
    covers_to: date | None = None,
    narrative: str = "",
    corrective_action: str = "",
    status: str = Observation.Status.PROVISIONAL,
    is_invented: bool = False,
) -> Observation:
    """Record a measure's figure for the end of a period; its percentage comes from the counts.

    Raises:
        ValidationError: names each field that is wrong, and why.
    """
    Measure.objects.select_for_update().get(pk=measure.pk)  # two clicks at once wait here
    entry = Entry(numerator, denominator, value, not_available, covers_to)
    same = {"numerator": numerator, "denominator": denominator, "narrative": tidy(narrative)}
    same |= {"not_available": not_available, "covers_to": covers_to}
    same |= {"period_end": period_end, "status": status, "recorded_by": by, "revision": 0}
    recorded = measure.observations.filter(**same).first()
    if recorded and value in (None, recorded.value):
        return recorded  # the same form sent twice
    figure = Observation(
        council=measure.council,
        measure=measure,
        period_end=period_end,
        corrective_action=corrective_action,
        is_invented=is_invented,
    )
    return _write(figure, by=by, entry=entry, narrative=narrative, status=status)


@transaction.atomic
def change_figure(
    *,
    by: User,
    figure: Observation,
    version: int,
    entry: Entry,
    narrative: str,
    status: str,
    corrective_action: str | None = None,
) -> Observation:
    """Correct a figure that is not signed off yet; without `corrective_action` that one stays.

    With other counts, or none, it loses its groups: they add up to it no longer. The history keeps
    them.

    Raises:
        Conflict: somebody else changed it after the officer opened it.
        Refused: it is signed off; a correction is then a further figure with a reason.
        ValidationError: names each field that is wrong, and why.
    """
    figure = lock(figure, version=version)
    if figure.signed_off_at:
        raise Refused("This figure is signed off. Correct it with a reason; the first one stays.")
    if corrective_action is not None:
        figure.corrective_action = corrective_action
    if (entry.numerator, entry.denominator) != (figure.numerator, figure.denominator):
        _forget_groups(figure, by)
    return _write(figure, by=by, entry=entry, narrative=narrative, status=status)


def _forget_groups(figure: Observation, by: User) -> None:
    for split in figure.splits.all():
        split._history_user = by
        split.delete()


def why_not_take_back(figure: Observation) -> str:
    """Why a figure cannot be taken back as if it had never been recorded; empty where it can."""
    if figure.signed_off_at:
        return "This figure is signed off. Who keeps the figures corrects it, with a reason."
    if figure.splits.exists():
        return "This figure has been cut by groups since. Who keeps the figures corrects it."
    return ""


@transaction.atomic
def take_back_figure(*, by: User, figure: Observation) -> None:
    """Take a figure back that should not have been recorded; the history keeps it.

    Raises:
        Refused: it is signed off, or has been cut by groups.
    """
    figure = lock(figure)
    if refused := why_not_take_back(figure):
        raise Refused(refused)
    figure._history_user = by
    figure.delete()


@transaction.atomic
def correct_figure(
    *,
    by: User,
    figure: Observation,
    entry: Entry,
    reason: str,
    narrative: str | None = None,
    corrective_action: str | None = None,
) -> Observation:
    """Replace a signed-off figure by a further one with a reason; the first one stays on record.

    Without a `narrative`, or without a `corrective_action`, it keeps those of the first.

    Raises:
        Refused: it is not signed off yet, or has been corrected already.
        ValidationError: names each field that is wrong, and why.
    """
    figure = lock(figure)
    if not figure.signed_off_at:
        raise Refused("This figure is not signed off yet: change it as it is.")
    if refused := why_not_correct(figure):
        raise Refused(refused)
    newer = Observation(
        council=figure.council,
        measure=figure.measure,
        period_end=figure.period_end,
        revision=figure.revision + 1,
        correction_reason=reason,
        corrective_action=(
            figure.corrective_action if corrective_action is None else corrective_action
        ),
        is_invented=figure.is_invented,
        first_recorded_at=figure.first_recorded_at or figure.recorded_at,
    )
    told = figure.narrative if narrative is None else narrative
    return _write(newer, by=by, entry=entry, narrative=told, status=Observation.Status.REVISED)


def why_not_correct(figure: Observation) -> str:
    """Why a signed-off figure is not the one to correct, in words; empty where it is."""
    later = Observation.objects.filter(
        measure=figure.measure_id, period_end=figure.period_end, revision__gt=figure.revision
    )
    if later.exists():
        return "This figure has been corrected already: correct the newer one."
    return ""


def _write(
    figure: Observation, *, by: User, entry: Entry, narrative: str, status: str
) -> Observation:
    checked = check_figure(measure=figure.measure, period_end=figure.period_end, entry=entry)
    if checked.errors:
        raise ValidationError(checked.errors)
    figure.numerator, figure.denominator = entry.numerator, entry.denominator
    figure.not_available, figure.covers_to = entry.not_available, entry.covers_to
    figure.value, figure.narrative, figure.status = checked.value, tidy(narrative), status
    figure.corrective_action = tidy(figure.corrective_action)
    figure.recorded_by, figure.recorded_at = by, clock.now()
    figure.first_recorded_at = figure.first_recorded_at or figure.recorded_at
    return store(figure)


@transaction.atomic
def sign_off(*, by: User, figure: Observation, at: datetime | None = None) -> Observation:
    """Sign a figure off: from then on it stands as it is. Signing twice changes nothing."""
    figure = lock(figure)
    if not figure.signed_off_at:
        figure.signed_off_by, figure.signed_off_at = by, at or clock.now()
        store(figure)
    return figure


@transaction.atomic
def sign_off_all(*, by: User, figures: Iterable[Observation]) -> int:
    """Sign figures off in one go; how many there are.

    At one moment: shares of one another that are told one after the other hide more (R18).
    """
    at = clock.now()
    return len([sign_off(by=by, figure=figure, at=at) for figure in figures])


@transaction.atomic
def set_target(
    *,
    by: User,
    measure: Measure,
    in_force_from: date,
    value: Decimal,
    tolerance: Decimal,
    tolerance_kind: str = Target.Tolerance.ABSOLUTE,
    rule: str = Target.Rule.DISTANCE,
) -> Target:
    """Set what is aimed at for figures from a day on, and the rule they are judged by."""
    target = Target(
        council=measure.council,
        measure=measure,
        in_force_from=in_force_from,
        value=value,
        tolerance=tolerance,
        tolerance_kind=tolerance_kind,
        rule=rule,
    )
    target._history_user = by
    return store(target)
