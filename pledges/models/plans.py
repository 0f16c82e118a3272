"""What officers put into a plan, how it goes, and what of it was published."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, User
from pledges.models.owners import validate_role
from pledges.models.promises import Promise
from pledges.models.strategies import Plan, Statement
from pledges.plans.standing import Progress
from pledges.review import why_not_due


def validate_due(due: str) -> None:
    """A date as precise as given.

    Raises:
        ValidationError: it cannot be read as one, or its year is none of `review.YEARS`.
    """
    if refused := why_not_due(due):
        raise ValidationError(refused)


class PlanItem(TenantModel):
    """One thing a plan says is to be done: by which role, with which partner, by when."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(editable=False)
    what = models.CharField(max_length=300)
    owner_role = models.CharField(max_length=120, validators=[validate_role])
    partner = models.CharField(max_length=120, blank=True, validators=[validate_role])
    due = models.CharField(max_length=20, validators=[validate_due])
    written_at = models.DateTimeField(editable=False)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("plan_id", "position")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("plan", "position"),
                name="pledges_planitem_one_per_place",
                violation_error_message="Another item stands in this place.",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class PlanItemLink(TenantModel):
    """That an item is done for a promise, or for a statement of the strategy."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="links")
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_links"
    )
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_links"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("item_id", "pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(promise__isnull=False, statement__isnull=True)
                | Q(promise__isnull=True, statement__isnull=False),
                name="pledges_planitemlink_to_one_thing",
                violation_error_message="Choose a promise or a statement: one of the two.",
            ),
            models.UniqueConstraint(
                fields=("item", "promise"),
                name="pledges_planitemlink_once_to_a_promise",
                violation_error_message="It is linked to this already.",
            ),
            models.UniqueConstraint(
                fields=("item", "statement"),
                name="pledges_planitemlink_once_to_a_statement",
                violation_error_message="It is linked to this already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.promise or self.statement}"


class PlanProgress(TenantModel):
    """How an item goes: said by somebody, at a moment. Only ever added; the last one holds."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="progress")
    status = models.CharField(
        max_length=8, choices=[(status.value, status.words) for status in Progress]
    )
    words = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item_id", "pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="pledges_planprogress_says_how",
                violation_error_message="Say how it goes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{Progress(self.status).words}: {self.words}"


class PlanIssue(TenantModel):
    """A plan as it was published: frozen, so that what was not published has no way out.

    `rows` are what everybody reads: what, who, partner, due, how it goes. Only ever added.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="issues")
    rows = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("plan_id", "pk")

    def __str__(self) -> str:
        return f"{self.plan}, {self.published_at:%-d %B %Y}"
