"""From which day on the limits of a measure's chart are worked out afresh, and why."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models import TenantModel
from measures.models.definitions import Measure


class Rebase(TenantModel):
    """That a measure's limits start afresh with the figures from a day on, because of something.

    NHS England, "Making Data Count": limits are worked out again where the service has changed for
    a reason that is known, and not because the figures look different.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="rebases")
    first_day = models.DateField("afresh for figures from")
    reason = models.CharField(
        max_length=200,
        blank=True,
        help_text="What changed in the service: anyone may read this.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("measure_id", "first_day")
        verbose_name = "fresh start of limits"
        verbose_name_plural = "fresh starts of limits"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("measure", "first_day"),
                name="measures_rebase_once_per_day",
                violation_error_message="The limits start afresh on this day already.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="measures_rebase_has_a_reason",
                violation_error_message="Say what changed in the service.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}, from {self.first_day:%-d %B %Y}"
