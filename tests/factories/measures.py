"""Measures, figures and targets."""

from datetime import date
from decimal import Decimal

import factory

from measures import models
from tests.factories.base import Parent, RowFactory, by, moment
from tests.factories.councils import CouncilFactory
from tests.factories.pledges import PublishedFactory, ThemeFactory


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
    key = factory.Sequence(lambda n: f"measure-{n}")
    title = factory.Sequence(lambda n: f"Measure {n}")
    short_title = factory.Sequence(lambda n: f"Short {n}")
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
    key = factory.Sequence(lambda n: f"comparator-{n}")
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
    key = factory.Sequence(lambda n: f"measure-theme-{n}")


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
    content = factory.LazyAttribute(lambda o: _sheet(o) if o.of_measure else {})
    checked = factory.LazyAttribute(lambda o: _looked_at(o) if o.of_measure else {})
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    uploaded_at = factory.LazyFunction(moment)
    uploaded_by = by()


class TargetFactory(RowFactory):
    """80, with five points either way."""

    class Meta:
        model = models.Target

    class Params:
        relative = factory.Trait(tolerance_kind=models.Target.Tolerance.RELATIVE)

    measure = Parent(MeasureFactory)
    council = factory.SelfAttribute("measure.council")
    in_force_from = date(2025, 4, 1)
    value = Decimal(80)
    tolerance = Decimal(5)
