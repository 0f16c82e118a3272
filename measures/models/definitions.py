"""What is measured: why it matters, what is counted, and which way is better."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from councils.models import FixtureModel
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
