"""Which published figures a council's measure is shown beside: the KPI officer's decision."""

from django.db import transaction

from councils.models import User
from councils.writing import store
from measures.models import Indicator, Measure, MeasureBenchmark


@transaction.atomic
def compare_measure(
    *, by: User, measure: Measure, indicator: Indicator, note: str = ""
) -> MeasureBenchmark:
    """Show a measure beside a published indicator, with what differs; a second time changes nothing.

    Raises:
        ValidationError: it is compared with another one already, or the two cannot be compared.
    """
    there = MeasureBenchmark.objects.filter(
        measure=measure, indicator=indicator, is_withdrawn=False
    ).first()
    if there is not None:
        return there
    row = MeasureBenchmark(council=measure.council, measure=measure, indicator=indicator, note=note)
    row._history_user = by
    return store(row)
