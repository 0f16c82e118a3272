"""What was deleted because its time was over: what kind, how many, and when. Never whose, or what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from councils.models.tenancy import TenantModel


class Purge(TenantModel):
    """That so many things of a kind were deleted, by the rule of that day."""

    kind = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    kept_months = models.PositiveSmallIntegerField()
    purged_at = models.DateTimeField()

    class Meta:
        ordering = ("-purged_at", "kind")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="councils_purge_of_something",
                violation_error_message="Where nothing was deleted there is nothing to say.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.number}"
