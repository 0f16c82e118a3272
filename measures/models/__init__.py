"""What is measured, what it means, what the figures were, and what was aimed at."""

from measures.models.decisions import Breakdown, MeasureLink, Split
from measures.models.definitions import (
    Bound,
    Comparator,
    Definition,
    LifeStep,
    Measure,
    MeasureTheme,
)
from measures.models.figures import Observation, ObservationQuerySet, Target

__all__ = [
    "Bound",
    "Breakdown",
    "Comparator",
    "Definition",
    "LifeStep",
    "Measure",
    "MeasureLink",
    "MeasureTheme",
    "Observation",
    "ObservationQuerySet",
    "Split",
    "Target",
]
