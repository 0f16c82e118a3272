"""What is measured, what the figures were, and what was aimed at."""

from measures.models.batches import Batch
from measures.models.definitions import Bound, Comparator, Measure, MeasureTheme
from measures.models.figures import Observation, ObservationQuerySet, Target

__all__ = [
    "Batch",
    "Bound",
    "Comparator",
    "Measure",
    "MeasureTheme",
    "Observation",
    "ObservationQuerySet",
    "Target",
]
