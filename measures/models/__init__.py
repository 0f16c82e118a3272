"""What is measured, what the figures were, what was aimed at, and what others publish."""

from measures.models.batches import Batch
from measures.models.benchmarks import (
    Area,
    Indicator,
    InspectionGrade,
    MeasureBenchmark,
    Neighbour,
    NeighbourModel,
    OpenDataFile,
    PublishedFigure,
    PublishedTable,
    Release,
)
from measures.models.definitions import Bound, Comparator, Measure, MeasureTheme
from measures.models.figures import Observation, ObservationQuerySet, Target

__all__ = [
    "Area",
    "Batch",
    "Bound",
    "Comparator",
    "Indicator",
    "InspectionGrade",
    "Measure",
    "MeasureBenchmark",
    "MeasureTheme",
    "Neighbour",
    "NeighbourModel",
    "Observation",
    "ObservationQuerySet",
    "OpenDataFile",
    "PublishedFigure",
    "PublishedTable",
    "Release",
    "Target",
]
