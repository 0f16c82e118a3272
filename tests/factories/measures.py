"""Measures, what they mean, figures and targets."""

from datetime import date, timedelta
from decimal import Decimal

import factory

from measures import models
from tests.factories.base import Parent, RowFactory, by, moment, nth
from tests.factories.councils import CouncilFactory
from tests.factories.pledges import PromiseFactory, PublishedFactory, ThemeFactory


class MeasureFactory(PublishedFactory):
    """A percentage of which more is better."""

    class Meta:
        model = models.Measure

    class Params:
        count = factory.Trait(unit=models.Measure.Unit.COUNT, denominator_words="")
        rate = factory.Trait(unit=models.Measure.Unit.RATE, denominator_words="")
        low = factory.Trait(polarity=models.Measure.Polarity.LOW)
        no_polarity = factory.Trait(polarity=models.Measure.Polarity.NONE)
        half_yearly = factory.Trait(months_between=6, grace_days=28)

    council = factory.SubFactory(CouncilFactory)
    key = factory.Sequence(lambda n: f"measure-{nth(n)}")
    title = factory.Sequence(lambda n: f"Measure {nth(n)}")
    short_title = factory.Sequence(lambda n: f"Short {nth(n)}")
    why_it_matters = "It tells how children live."
    numerator_words = "children seen by a dentist"
    denominator_words = "children in care"
    unit = models.Measure.Unit.PERCENT
    polarity = models.Measure.Polarity.HIGH
    position = factory.Sequence(lambda n: n + 1)


class ComparatorFactory(RowFactory):
    """Another's figure beside the council's."""

    class Meta:
        model = models.Comparator

    class Params:
        above = factory.Trait(bound=models.Bound.ABOVE)

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    key = factory.Sequence(lambda n: f"comparator-{nth(n)}")
    position = factory.Sequence(lambda n: n + 1)
    who = "England"
    value = 65


class MeasureThemeFactory(RowFactory):
    """That a measure is looked at under a theme."""

    class Meta:
        model = models.MeasureTheme

    measure = Parent(MeasureFactory)
    theme = Parent(ThemeFactory, like="measure")
    council = factory.SelfAttribute("measure.council")
    key = factory.Sequence(lambda n: f"measure-theme-{nth(n)}")


class DefinitionFactory(RowFactory):
    """The draft of a second version: the same counting, with somebody who answers for it."""

    class Meta:
        model = models.Definition

    class Params:
        in_use = factory.Trait(
            put_in_use_at=factory.LazyFunction(moment),
            put_in_use_by=by(),
        )
        new_counting = factory.Trait(not_counted="Children on trial at home.", breaks_series=True)

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    number = factory.Sequence(lambda n: n + 2)
    in_force_from = factory.Sequence(lambda n: date(2026, 1, 1) + timedelta(days=n))
    reason = "Nobody answered for it."
    numerator_words = factory.SelfAttribute("measure.numerator_words")
    denominator_words = factory.SelfAttribute("measure.denominator_words")
    polarity = factory.SelfAttribute("measure.polarity")
    owner_role = "Head of care"
    written_at = factory.LazyFunction(moment)
    written_by = by()


class LifeStepFactory(RowFactory):
    """That a measure is retired."""

    class Meta:
        model = models.LifeStep

    class Params:
        drafted = factory.Trait(state="draft", reason="")
        used = factory.Trait(state="in_use", reason="")

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    state = "retired"
    happened_on = date(2026, 1, 5)
    reason = "Another one tells the same."
    decided_at = factory.LazyFunction(moment)
    decided_by = by()


class MeasureLinkFactory(RowFactory):
    """That a measure tells about a promise."""

    class Meta:
        model = models.MeasureLink

    class Params:
        to_theme = factory.Trait(promise=None, theme=Parent(ThemeFactory, like="measure"))

    measure = Parent(MeasureFactory)
    promise = Parent(PromiseFactory, like="measure")
    council = factory.SelfAttribute("measure.council")
    decided_at = factory.LazyFunction(moment)
    decided_by = by()


class BreakdownFactory(RowFactory):
    """By disability, into two groups."""

    class Meta:
        model = models.Breakdown

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    name = factory.Sequence(lambda n: f"Breakdown {nth(n)}")
    groups = ("Disabled", "Not disabled")


class ObservationFactory(RowFactory):
    """A figure as an officer records it: 300 of 400, provisional, not signed off."""

    class Meta:
        model = models.Observation

    class Params:
        signed_off = factory.Trait(
            status=models.Observation.Status.FINAL,
            signed_off_at=factory.LazyFunction(moment),
            signed_off_by=by(),
        )
        revised = factory.Trait(
            revision=1,
            status=models.Observation.Status.REVISED,
            correction_reason="Two children were counted twice.",
        )
        gap = factory.Trait(
            numerator=None, denominator=None, value=None, not_available="The system was moved."
        )

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    period_end = date(2026, 3, 31)
    numerator = 300
    denominator = 400
    value = factory.LazyAttribute(
        lambda o: Decimal(100 * o.numerator // o.denominator if o.denominator else o.numerator)
    )
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class SplitFactory(RowFactory):
    """300 of 400, by two groups."""

    class Meta:
        model = models.Split

    breakdown = Parent(BreakdownFactory)
    observation = factory.SubFactory(
        ObservationFactory, measure=factory.SelfAttribute("..breakdown.measure")
    )
    council = factory.SelfAttribute("breakdown.council")
    counts = (50, 250)
    wholes = (80, 320)
    recorded_at = factory.LazyFunction(moment)
    recorded_by = by()


class RebaseFactory(RowFactory):
    """Limits that start afresh in April 2026."""

    class Meta:
        model = models.Rebase

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    first_day = date(2026, 4, 1)
    reason = "A second dentist came."


def _sheet(batch: object) -> dict:
    """What is in a file with one row."""
    cells = [batch.council.name, f"{batch.period_end}", batch.of_measure.key, "30", "40", ""]
    head = ["Council", "Period ends", "Key", "Numerator", "Denominator", "Value"]
    return {"head": head, "rows": [[2, cells]]}


def _looked_at(batch: object) -> dict:
    """What was found in it: one good row, and one that is not."""
    good = {"row": 2, "key": batch.of_measure.key, "title": batch.of_measure.title, "seen": 0}
    good |= {"action": "record", "said": "New", "figure": "75% — 30 of 40"}
    wrong = {"row": 3, "column": "Key", "code": "R03", "value": "x", "words": "No such measure."}
    return {"findings": [wrong], "good": [good], "same": 0, "empty": 0}


class BatchFactory(RowFactory):
    """A spreadsheet that waits for somebody to decide: one good row."""

    class Meta:
        model = models.Batch

    class Params:
        was_recorded = factory.Trait(
            state=models.Batch.State.RECORDED,
            decided_at=factory.LazyFunction(moment),
            decided_by=by(),
        )
        was_undone = factory.Trait(
            was_recorded=True,
            state=models.Batch.State.UNDONE,
            undone_at=factory.LazyFunction(moment),
            undone_by=by(),
        )
        #: Of whose figure, 30 of 40, the file has a row.
        of_measure = None

    council = factory.SubFactory(CouncilFactory)
    period_end = date(2026, 3, 31)
    file_name = "figures.csv"
    kind = "csv"
    content = factory.LazyAttribute(
        lambda o: _sheet(o) if isinstance(o.of_measure, models.Measure) else {}
    )
    checked = factory.LazyAttribute(
        lambda o: _looked_at(o) if isinstance(o.of_measure, models.Measure) else {}
    )
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    uploaded_at = factory.LazyFunction(moment)
    uploaded_by = by()


class TargetFactory(RowFactory):
    """80, with five points either way."""

    class Meta:
        model = models.Target

    class Params:
        relative = factory.Trait(tolerance_kind=models.Target.Tolerance.RELATIVE)
        havering = factory.Trait(
            relative=True, tolerance=Decimal(10), rule=models.Target.Rule.LAST_YEAR
        )

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    in_force_from = date(2025, 4, 1)
    value = Decimal(80)
    tolerance = Decimal(5)


# Published statistics, which are no council's ------------------------------------------------------


class AreaFactory(RowFactory):
    """A local authority; England or a region where asked for."""

    class Meta:
        model = models.Area
        django_get_or_create = ("code",)

    class Params:
        country = factory.Trait(code="E92000001", kind=models.Area.Kind.COUNTRY, name="England")
        a_region = factory.Trait(code="E12000009", kind=models.Area.Kind.REGION, name="South West")

    code = factory.Sequence(lambda n: f"{400 + n % 600}")
    ons_code = factory.Sequence(lambda n: f"E06{n:06}")
    name = factory.Sequence(lambda n: f"Elsewhere {nth(n)}")
    kind = models.Area.Kind.LOCAL


class PublishedTableFactory(RowFactory):
    """A table of shares: a group, a breakdown, a count and a percentage."""

    class Meta:
        model = models.PublishedTable
        django_get_or_create = ("key",)

    key = "homes"
    title = "Where children live"
    publisher = "Department of Tests"
    licence = "Open Government Licence v3.0"
    columns = factory.LazyFunction(
        lambda: {
            "group": ["cla_group"],
            "breakdown": ["placement_stability"],
            "count": ["children_count", "number"],
            "percent": ["children_percent", "percentage"],
        }
    )
    position = 1


class IndicatorFactory(RowFactory):
    """The share of children who moved often."""

    class Meta:
        model = models.Indicator
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"indicator-{nth(n)}")
    table = factory.SubFactory(PublishedTableFactory)
    title = "Children who moved often"
    counted = "children with three or more homes"
    out_of = "of the children in care"
    unit = models.Measure.Unit.PERCENT
    polarity = models.Measure.Polarity.LOW
    position = factory.Sequence(lambda n: n + 1)
    takes = factory.LazyFunction(
        lambda: {
            "rows": {"group": "In care", "breakdown": "Moved often"},
            "value": "percent",
            "part": "count",
            "whole_rows": {"breakdown": "Total"},
        }
    )


class ReleaseFactory(RowFactory):
    """The 2025 release, brought in on the command line."""

    class Meta:
        model = models.Release
        django_get_or_create = ("table", "year", "revision")

    table = factory.SubFactory(PublishedTableFactory)
    year = 2025
    revision = 0
    file_name = "homes.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    imported_at = factory.LazyFunction(moment)


class PublishedFigureFactory(RowFactory):
    """20 of 200 children, 10%, on 31 March 2025."""

    class Meta:
        model = models.PublishedFigure

    class Params:
        kept_back = factory.Trait(numerator=None, value=None, symbol="c")

    indicator = factory.SubFactory(IndicatorFactory)
    release = factory.SubFactory(ReleaseFactory, table=factory.SelfAttribute("..indicator.table"))
    area = factory.SubFactory(AreaFactory)
    period_end = date(2025, 3, 31)
    numerator = 20
    denominator = 200
    value = Decimal(10)
    line = factory.Sequence(lambda n: n + 2)


class NeighbourModelFactory(RowFactory):
    """The neighbours of 2025."""

    class Meta:
        model = models.NeighbourModel
        django_get_or_create = ("year",)

    year = 2025
    publisher = "Department of Tests"
    licence = "Open Government Licence v3.0"
    file_name = "neighbours-2025.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    imported_at = factory.LazyFunction(moment)


class NeighbourFactory(RowFactory):
    """Somebody's nearest neighbour."""

    class Meta:
        model = models.Neighbour

    model = factory.SubFactory(NeighbourModelFactory)
    area = factory.SubFactory(AreaFactory)
    rank = 1
    neighbour = factory.SubFactory(AreaFactory)
    closeness = "Very close"


class InspectionGradeFactory(RowFactory):
    """Good, from 2024 on."""

    class Meta:
        model = models.InspectionGrade

    area = factory.SubFactory(AreaFactory)
    inspected_on = date(2024, 2, 1)
    grade = models.InspectionGrade.Grade.GOOD
    source = "Inspection report, 1 February 2024"


class MeasureBenchmarkFactory(RowFactory):
    """That a measure is shown beside a published indicator."""

    class Meta:
        model = models.MeasureBenchmark

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    indicator = factory.SubFactory(IndicatorFactory)


class OpenDataFileFactory(RowFactory):
    """A file that somebody has sent, waiting for the worker."""

    class Meta:
        model = models.OpenDataFile

    class Params:
        ready = factory.Trait(state=models.OpenDataFile.State.READY, percent=100)

    file = factory.django.FileField(filename="homes.csv", data=b"time_period\n2025\n")
    name = "homes.csv"
    kind = "homes"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    uploaded_at = factory.LazyFunction(moment)
    uploaded_by = by()
