"""Which published figures the demo's KPI officers have chosen to be compared with.

The choices are invented; the published figures are not, and come with `import_open_data`.
"""

from councils.models import Council, User
from measures.benchmarks.services import compare_measure
from measures.models import Indicator, Measure

#: A measure's key in a strategy, the published indicator, and what differs between the two.
CHOSEN = (
    ("children-in-care", "in-care", ""),
    ("rate-of-care", "rate-in-care", ""),
    ("three-placements", "three-homes", ""),
    ("same-placement", "same-carer", "The published figure counts the same carer, not the place."),
    ("health-reviews", "health-assessment", "The published figure leaves out the first year."),
    ("immunisations", "immunised", "The published figure leaves out the first year in care."),
    ("dental-checks", "dentist", "The published figure leaves out the first year in care."),
    ("sdq-completed", "wellbeing-known", "The published figure begins at the age of 5, ours at 4."),
    ("sdq-score", "wellbeing-score", ""),
    ("care-leavers-eet", "in-work-or-learning-19-21", ""),
    ("suitable-accommodation", "suitable-home-19-21", ""),
)


def choose_comparisons(council: Council, officer: User) -> None:
    """Set beside the council's measures what is published of the same thing."""
    indicators = {each.key: each for each in Indicator.objects.all()}
    measures = {each.key: each for each in Measure.objects.of(council)}
    for key, indicator, note in CHOSEN:
        if key in measures and indicator in indicators:
            compare_measure(
                by=officer, measure=measures[key], indicator=indicators[indicator], note=note
            )
