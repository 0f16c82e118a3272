"""How a year's attendance is published and taken back, and its figures handed to the measures."""

from django.db import transaction

from boards.cycle import MunicipalYear
from boards.models import AttendanceStatement, Body
from boards.oversight.handing import Worked, from_record, why_not_hand, work_out
from boards.oversight.queries import (
    BodyYear,
    attendance_of,
    handing_record,
    measures_of,
    published_statement,
)
from boards.oversight.statement import Statement, compose, why_not_publish
from boards.queries import with_forums
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store
from measures.models import Measure, Observation
from measures.recording import Entry
from measures.services import change_figure, record_figure

# The annual statement ------------------------------------------------------------------------------


def statement_of(of_year: BodyYear) -> Statement:
    """What would be published of a year, from the record as it is now."""
    body = of_year.body
    return compose(of_year.record, of_year.year, council=body.council.name, body=body.name)


def why_not_state(of_year: BodyYear) -> str:
    """Why the statement cannot be published now, in words; empty where it can."""
    body = of_year.body
    return why_not_publish(
        of_year.record,
        of_year.year,
        clock.today(),
        chosen=of_year.is_for_publication,
        is_public=Body.objects.filter(pk=body.pk).public().exists(),
        body=body.name,
    )


@transaction.atomic
def publish_statement(*, by: User, body: Body, year: MunicipalYear) -> AttendanceStatement:
    """Publish a year's attendance by seat and discipline, frozen as the record has it now.

    What is published already stays as it is.

    Raises:
        Refused: the council does not publish it, the year is not over, or a register is missing.
    """
    lock(body)  # two clicks at once wait for each other
    if standing := published_statement(body, year.starts_on):
        return standing
    of_year = attendance_of(_fresh(body), year)
    if refused := why_not_state(of_year):
        raise Refused(refused)
    return store(
        AttendanceStatement(
            council=body.council,
            body=body,
            starts_on=year.starts_on,
            ends_on=year.ends_on,
            content=statement_of(of_year).canonical(),
            published_at=clock.now(),
            published_by=by,
        )
    )


def _fresh(body: Body) -> Body:
    return with_forums(Body.objects.select_related("council")).get(pk=body.pk)


@transaction.atomic
def withdraw_statement(*, by: User, body: Body, year: MunicipalYear) -> None:
    """Take a year's statement back from the public; it stays on record as it was."""
    lock(body)
    standing = published_statement(body, year.starts_on)
    if standing:
        standing.withdrawn_at, standing.withdrawn_by = clock.now(), by
        store(standing)


# Measures from the record --------------------------------------------------------------------------


@transaction.atomic
def hand_over(*, by: User, body: Body, year: MunicipalYear) -> list[Observation]:
    """Record what the body's record of a year says of its measures, with a note on the source.

    Handing over twice changes nothing; a figure that is not signed off yet is brought up to date.
    One that is signed off stays as it is: who keeps the figures corrects it, with a reason.

    Raises:
        Refused: the year is not over, or a register is missing.
    """
    lock(body)  # two clicks at once wait for each other
    of_year = attendance_of(_fresh(body), year)
    record = handing_record(of_year)
    if refused := why_not_hand(record, year, clock.today()):
        raise Refused(refused)
    members = body.council.words.members
    worked = [(row, work_out(row.key, record, year, members=members)) for row in measures_of(body)]
    return [_hand(by, measure, year, what) for measure, what in worked if what.count is not None]


def _hand(by: User, measure: Measure, year: MunicipalYear, worked: Worked) -> Observation:
    figures = Observation.objects.standing().filter(measure=measure, period_end=year.ends_on)
    standing = figures.first()
    if standing is None:
        what = {"period_end": year.ends_on, "numerator": worked.count, "narrative": worked.note}
        return record_figure(by=by, measure=measure, **what)
    narrative = _narrative(standing, worked, year)
    as_it_is = (standing.numerator, standing.narrative) == (worked.count, narrative)
    if as_it_is or standing.signed_off_at:
        return standing
    return change_figure(
        by=by,
        figure=standing,
        version=standing.version,
        entry=Entry(numerator=worked.count),
        narrative=narrative,
        status=standing.status,
    )


def _narrative(standing: Observation, worked: Worked, year: MunicipalYear) -> str:
    """Our note, but where an officer has written words of their own: those stay."""
    ours = not standing.narrative or standing.narrative.startswith(from_record(year))
    return worked.note if ours else standing.narrative
