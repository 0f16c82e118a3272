"""What officers decide about measures besides their words: how they are cut, what they tell about."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, User
from measures.definitions.cuts import Part
from measures.models.definitions import Measure
from measures.models.figures import Observation
from pledges.models import Promise, Theme

ONE_OF_TWO = "Choose a promise or a theme: one of the two."
#: How many groups have a count, in the database.
COUNTED = Func(F("counts"), function="CARDINALITY", output_field=models.IntegerField())


class MeasureLink(TenantModel):
    """That a measure tells about a promise, or is looked at under a theme: an officer's decision.

    Themes that a strategy itself gives a measure are `MeasureTheme`, and stay what they are.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="links")
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="measure_links"
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="decided_measures"
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ("measure_id", "pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("measure", "promise"),
                name="measures_measurelink_promise_once",
                violation_error_message="This is linked already.",
            ),
            models.UniqueConstraint(
                fields=("measure", "theme"),
                name="measures_measurelink_theme_once",
                violation_error_message="This is linked already.",
            ),
            models.CheckConstraint(
                condition=Q(promise__isnull=False, theme__isnull=True)
                | Q(promise__isnull=True, theme__isnull=False),
                name="measures_measurelink_to_one_thing",
                violation_error_message=ONE_OF_TWO,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title} · {self.promise or self.theme}"


class Breakdown(TenantModel):
    """How a measure may be cut: by disability, by ethnicity, by where children live."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="breakdowns")
    name = models.CharField(max_length=60)
    groups = ArrayField(models.CharField(max_length=60), help_text="In the order shown.")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("measure_id", "name")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("measure", "name"),
                name="measures_breakdown_name_once",
                violation_error_message="It is cut by this already.",
            ),
            models.CheckConstraint(
                condition=Q(groups__len__gte=2),
                name="measures_breakdown_has_groups",
                violation_error_message="Name at least two groups.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}: {self.name}"


class Split(TenantModel):
    """One figure cut by one breakdown: the count of each group, and out of how many.

    The lists run as the breakdown's groups do. It belongs to one revision of the figure: a
    corrected figure is cut anew.
    """

    breakdown = models.ForeignKey(Breakdown, on_delete=models.PROTECT, related_name="splits")
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="splits")
    counts = ArrayField(models.PositiveIntegerField())
    wholes = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    not_all_known = models.BooleanField("not all are known", default=False)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("breakdown_id", "observation_id")
        verbose_name = "figure by groups"
        verbose_name_plural = "figures by groups"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("breakdown", "observation"),
                name="measures_split_once",
                violation_error_message="This figure is cut by this already.",
            ),
            models.CheckConstraint(
                condition=Q(wholes__len=0) | Q(wholes__len=COUNTED),
                name="measures_split_lists_match",
                violation_error_message="Say out of how many for every group, or for none.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.observation} by {self.breakdown.name.lower()}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The groups' counts as the rules take them."""
        wholes = self.wholes or [None] * len(self.counts)
        return tuple(Part(count, whole) for count, whole in zip(self.counts, wholes, strict=True))
