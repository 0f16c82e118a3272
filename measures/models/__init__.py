"""What is measured, what it means, what its figures were, what was aimed at, and what others publish."""

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
from measures.models.rebases import Rebase

__all__ = [
    "Area",
    "Batch",
    "Bound",
    "Breakdown",
    "Comparator",
    "Definition",
    "Indicator",
    "InspectionGrade",
    "LifeStep",
    "Measure",
    "MeasureBenchmark",
    "MeasureLink",
    "MeasureTheme",
    "Neighbour",
    "NeighbourModel",
    "Observation",
    "ObservationQuerySet",
    "OpenDataFile",
    "PublishedFigure",
    "PublishedTable",
    "Rebase",
    "Release",
    "Split",
    "Target",
]
