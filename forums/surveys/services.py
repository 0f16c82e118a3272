"""How the answers to a survey's question become a figure of a measure, and are taken back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import clock
from councils.models import User
from councils.working_days import date_in_words
from councils.writing import lock, store
from forums.models import SurveyResult, SurveyRun
from forums.surveys.queries import last_end
from forums.surveys.results import from_survey, not_an_end, why_not_of, why_not_period
from measures.models import Measure, Observation
from measures.services import record_figure, take_back_figure
from pledges.ownership import in_one_line

ON_RECORD = (
    "A figure of this measure is on record for this day already. Who keeps the figures corrects it."
)


def _check(
    run: SurveyRun, measure: Measure, question: str, period_end: date, denominator: int
) -> None:
    """Raise what is wrong, by field; what is wrong with the figure itself the measures say."""
    errors = {}
    if not question:
        errors["question"] = "This field cannot be blank."
    if refused := why_not_of(denominator, run.answered):
        errors["denominator"] = refused
    if refused := why_not_period(run.year, period_end.year):
        errors["period_end"] = refused
    elif (last := last_end(measure, period_end)) != period_end:
        errors["period_end"] = not_an_end(date_in_words(last))
    if Observation.objects.filter(measure=measure, period_end=period_end).exists():
        errors["measure"] = ON_RECORD
    if errors and period_end <= clock.today():
        raise ValidationError(errors)


@transaction.atomic
def record_result(
    *,
    by: User,
    run: SurveyRun,
    measure: Measure,
    question: str,
    period_end: date,
    numerator: int,
    denominator: int,
    is_invented: bool = False,
) -> SurveyResult:
    """Record how many of those who answered a question said so, as the figure of a measure.

    The same twice is one figure. It waits to be signed off, as every figure does.

    Raises:
        ValidationError: names each field that is wrong, and why.
    """
    lock(run)  # two clicks at once wait for each other
    question = in_one_line(question)
    same = {"measure": measure, "period_end": period_end}
    same |= {"numerator": numerator, "denominator": denominator}
    known = {f"figure__{name}": value for name, value in same.items()}
    found = run.results.filter(question=question, **known).first()
    if found:
        return found
    _check(run, measure, question, period_end, denominator)
    narrative = from_survey(run.survey.title, run.year, question)
    result = SurveyResult(council=run.council, run=run, question=question)
    result.figure = record_figure(by=by, narrative=narrative, is_invented=is_invented, **same)
    result.recorded_by, result.recorded_at = by, clock.now()
    result._history_user = by
    return store(result)


@transaction.atomic
def take_back_result(*, by: User, result: SurveyResult) -> None:
    """Take a slip back, figure and all; the histories keep it. Twice changes nothing.

    Raises:
        Refused: the figure is signed off, or has been cut by groups.
    """
    lock(result.run)
    row = SurveyResult.objects.filter(pk=result.pk).select_related("figure").first()
    if row is None:
        return
    row._history_user = by
    row.delete()
    take_back_figure(by=by, figure=row.figure)
