"""What the figures were, and what was aimed at."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import RowNumber
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, TenantQuerySet, User
from measures.models.definitions import Bound, Measure

#: A list shows so many figures of a history: four years of quarters.
NEWEST = 16

RULE_HELP = (
    "How far off the target: met is green, close is amber. As good as a year ago: close is green, "
    "and further off is amber where it is no worse than on the same quarter last year."
)


class ObservationQuerySet(TenantQuerySet):
    """Figures, of which the highest revision of each date is the one that stands."""

    def get_by_natural_key(
        self, slug: str, measure: str, period_end: str, revision: int
    ) -> "Observation":
        """The figure a fixture names by council, measure, date and revision."""
        return self.get(
            council__slug=slug, measure__key=measure, period_end=period_end, revision=revision
        )

    def standing(self) -> "ObservationQuerySet":
        """The figures that stand: those no later revision replaces."""
        return self.filter(~models.Exists(self.later()))

    def signed_off(self) -> "ObservationQuerySet":
        """The signed-off figures that stand; a correction counts once it is signed off."""
        later = self.later().filter(signed_off_at__isnull=False)
        return self.filter(signed_off_at__isnull=False).filter(~models.Exists(later))

    def public(self) -> "ObservationQuerySet":
        """The signed-off figures of published measures."""
        return self.signed_off().filter(measure__in=Measure.objects.public())

    def lately(self, year_ends: Sequence[date]) -> "ObservationQuerySet":
        """Of each measure the newest figures, and those of these days."""
        newest_first = {"partition_by": "measure", "order_by": "-period_end"}
        ranked = self.annotate(place=models.Window(RowNumber(), **newest_first))
        return ranked.filter(Q(place__lte=NEWEST) | Q(period_end__any_of=year_ends))

    def later(self) -> "ObservationQuerySet":
        """Of a figure in an outer query: its later revisions."""
        return self.model.objects.filter(
            measure=models.OuterRef("measure"),
            period_end=models.OuterRef("period_end"),
            revision__gt=models.OuterRef("revision"),
        )


class Observation(TenantModel):
    """One figure: a measure's value at the end of a period, with the counts it comes from.

    It is corrected freely until it is signed off; after that a correction is a further revision
    with a reason. Figures printed in a strategy come signed off. Where there is no figure to be
    had, `not_available` says why, and there is no value.
    """

    class Status(models.TextChoices):
        PROVISIONAL = "provisional", "provisional"
        FINAL = "final", "final"
        REVISED = "revised", "revised"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="observations")
    period_end = models.DateField("at the end of the period")
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1, "It cannot be a share of nothing.")]
    )
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    not_available = models.CharField(
        "not available, because",
        max_length=200,
        blank=True,
        help_text="Why there is no figure for this period; leave the figure empty then.",
    )
    covers_to = models.DateField(
        "covers only to",
        null=True,
        blank=True,
        help_text="The last day the figure covers, where that is not the whole period.",
    )
    bound = models.CharField(max_length=5, choices=Bound, default=Bound.EXACT, editable=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.PROVISIONAL)
    narrative = models.TextField(
        blank=True, help_text="What happened, why, and what comes next, in plain words."
    )
    corrective_action = models.TextField(
        blank=True, help_text="Where it is red: what will be done about it, by whom and by when."
    )
    is_invented = models.BooleanField("invented for the demo", default=False, editable=False)
    correction_reason = models.CharField(max_length=200, blank=True)
    first_recorded_at = models.DateTimeField(null=True, editable=False)
    recorded_at = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, editable=False)
    signed_off_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ("measure_id", "period_end", "revision")
        verbose_name = "figure"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("measure", "period_end", "revision"),
                name="measures_observation_once_per_date",
                violation_error_message="There is a figure for this date already.",
            ),
            models.CheckConstraint(
                condition=Q(revision=0) | ~Q(correction_reason=""),
                name="measures_observation_correction_has_a_reason",
                violation_error_message="Say why the signed-off figure is corrected.",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True)
                | Q(numerator__isnull=True)
                | Q(numerator__lte=F("denominator")),
                name="measures_observation_part_of_the_whole",
                violation_error_message="More are counted than there are in all.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, not_available="")
                | Q(value__isnull=True) & ~Q(not_available=""),
                name="measures_observation_value_or_why_not",
                violation_error_message="Give the figure, or say why there is none.",
            ),
            models.CheckConstraint(
                condition=Q(not_available="") | Q(numerator__isnull=True, denominator__isnull=True),
                name="measures_observation_no_counts_without_a_value",
                violation_error_message="Where no figure is available there are no counts either.",
            ),
            models.CheckConstraint(
                condition=Q(covers_to__isnull=True) | Q(covers_to__lt=F("period_end")),
                name="measures_observation_part_of_its_period",
                violation_error_message="A part of the period ends before the period does.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}, {self.period_end:%-d %B %Y}"

    def natural_key(self) -> tuple[str, str, str, int]:
        """How a fixture names the figure."""
        slug, key = self.measure.natural_key()
        return (slug, key, self.period_end.isoformat(), self.revision)

    natural_key.dependencies = ["measures.measure"]


class Target(TenantModel):
    """What is aimed at from a day on, how far off still counts as close, and by which rule."""

    class Tolerance(models.TextChoices):
        ABSOLUTE = "absolute", "points"
        RELATIVE = "relative", "per cent of the target"

    class Rule(models.TextChoices):
        DISTANCE = "distance", "how far off the target it is"
        DIRECTION = "direction", "how far off, and a step lower where it is worse than last time"
        LAST_YEAR = "last_year", "how far off, and whether it is as good as a year ago (Havering)"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    in_force_from = models.DateField("for figures from")
    value = models.DecimalField(max_digits=12, decimal_places=4)
    tolerance = models.DecimalField(
        max_digits=8, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    tolerance_kind = models.CharField(max_length=8, choices=Tolerance, default=Tolerance.ABSOLUTE)
    rule = models.CharField(
        "judged by", max_length=9, choices=Rule, default=Rule.DISTANCE, help_text=RULE_HELP
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("measure_id", "in_force_from")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("measure", "in_force_from"),
                name="measures_target_once_per_day",
                violation_error_message="A target from this day is there already.",
            ),
            models.CheckConstraint(
                condition=~Q(rule="last_year") | Q(tolerance__gt=0),
                name="measures_target_close_is_more_than_nought",
                violation_error_message="Say how far off the target is still green: this rule "
                "looks at last year only beyond that. Havering’s own is 10 per cent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}: {self.value.normalize():f}"
