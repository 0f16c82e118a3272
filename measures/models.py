"""What is measured, what the figures were, and what was aimed at."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import FixtureModel, TenantModel, TenantQuerySet, User
from pledges.models import Statement, Theme


class Measure(FixtureModel):
    """A measure as content: why it matters, what is counted, and which way is better."""

    class Unit(models.TextChoices):
        COUNT = "count", "count"
        PERCENT = "percent", "percentage"
        RATE = "rate", "rate per 10,000"
        AVERAGE = "average", "average"
        WORDS = "words", "in words"

    class Polarity(models.TextChoices):
        HIGH = "high", "higher is better"
        LOW = "low", "lower is better"
        NONE = "none", "neither way is better"

    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=60)
    why_it_matters = models.TextField(blank=True)
    numerator_words = models.CharField(max_length=200, help_text="What is counted.")
    denominator_words = models.CharField(max_length=200, blank=True, help_text="Out of what.")
    denominator_measure = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="shares",
        help_text="The measure whose count is this one’s denominator at the same date.",
    )
    unit = models.CharField(max_length=8, choices=Unit)
    polarity = models.CharField(max_length=4, choices=Polarity)
    decimal_places = models.PositiveSmallIntegerField(default=0)
    months_between = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How often it is due, in months; empty where not stated."
    )
    grace_days = models.PositiveSmallIntegerField(
        default=0, help_text="Days after the end of the period in which it may come."
    )
    priority = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        help_text="The priority it tells the council about.",
    )
    from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    to_age = models.PositiveSmallIntegerField(null=True, blank=True)
    source_line = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Its line in the source, where it lists them by line."
    )
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=160, blank=True)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "position")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("council", "position"), name="measures_measure_one_per_place"
            ),
            models.CheckConstraint(
                condition=~Q(unit="percent") | ~Q(denominator_words=""),
                name="measures_measure_percentage_says_of_what",
                violation_error_message="Say in words what the percentage is a share of.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeasureTheme(FixtureModel):
    """That a measure is looked at under a theme. Where the source is silent, a noted assumption."""

    published_with = "measure"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="measure_links")

    class Meta(FixtureModel.Meta):
        ordering = ("theme_id", "measure_id")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(fields=("measure", "theme"), name="measures_measuretheme_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.theme}"


class Bound(models.TextChoices):
    """Whether a number is exact, or the source only says that it lies above or below."""

    EXACT = "exact", "exactly"
    ABOVE = "above", "above"
    BELOW = "below", "below"


class Comparator(FixtureModel):
    """Another's figure for a measure, as the strategy prints it: England's, the neighbours'."""

    published_with = "measure"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="comparators")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=12, decimal_places=4)
    bound = models.CharField(max_length=5, choices=Bound, default=Bound.EXACT)

    class Meta(FixtureModel.Meta):
        ordering = ("measure_id", "position")

    def __str__(self) -> str:
        return f"{self.who}: {self.shown}"

    @property
    def shown(self) -> str:
        """The figure as it is printed."""
        return f"{self.value.normalize():f}"


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
        return self.filter(~models.Exists(self._later()))

    def public(self) -> "ObservationQuerySet":
        """The signed-off figures of published measures; a correction counts once it is signed off."""
        later = self._later().filter(signed_off_at__isnull=False)
        figures = self.filter(signed_off_at__isnull=False, measure__in=Measure.objects.public())
        return figures.filter(~models.Exists(later))

    def _later(self) -> "ObservationQuerySet":
        return self.model.objects.filter(
            measure=models.OuterRef("measure"),
            period_end=models.OuterRef("period_end"),
            revision__gt=models.OuterRef("revision"),
        )


class Observation(TenantModel):
    """One figure: a measure's value at the end of a period, with the counts it comes from.

    It is corrected freely until it is signed off; after that a correction is a further revision
    with a reason. Figures printed in a strategy come signed off.
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
    value = models.DecimalField(max_digits=12, decimal_places=4)
    bound = models.CharField(max_length=5, choices=Bound, default=Bound.EXACT, editable=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.PROVISIONAL)
    narrative = models.TextField(
        blank=True, help_text="What happened, why, and what comes next, in plain words."
    )
    is_invented = models.BooleanField("invented for the demo", default=False, editable=False)
    correction_reason = models.CharField(max_length=200, blank=True)
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
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}, {self.period_end:%-d %B %Y}"

    def natural_key(self) -> tuple[str, str, str, int]:
        """How a fixture names the figure."""
        slug, key = self.measure.natural_key()
        return (slug, key, self.period_end.isoformat(), self.revision)

    natural_key.dependencies = ["measures.measure"]


class Target(TenantModel):
    """What is aimed at from a day on, and how far off still counts as close."""

    class Tolerance(models.TextChoices):
        ABSOLUTE = "absolute", "points"
        RELATIVE = "relative", "per cent of the target"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    in_force_from = models.DateField("for figures from")
    value = models.DecimalField(max_digits=12, decimal_places=4)
    tolerance = models.DecimalField(
        max_digits=8, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    tolerance_kind = models.CharField(max_length=8, choices=Tolerance, default=Tolerance.ABSOLUTE)

    history = HistoricalRecords()

    class Meta:
        ordering = ("measure_id", "in_force_from")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("measure", "in_force_from"),
                name="measures_target_once_per_day",
                violation_error_message="A target from this day is there already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}: {self.value.normalize():f}"
