"""What is measured: why it matters, what is counted, and which way is better.

A measure's own row holds what its strategy says, or what the officer who added it said first. What
officers decide later about what it means is a further definition, and never a change of that row.
"""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import FixtureModel, FixtureQuerySet, TenantModel, TenantQuerySet, User
from measures.definitions.life import State
from measures.definitions.rules import TERMS, in_force
from pledges.models import Statement, Theme
from pledges.ownership import why_not_role

#: How the keys of measures begin that officers add, and the place from which they stand: no
#: strategy's row can ever want one of them.
OWN, OWN_FROM = "own-", 20_001
#: Words that stand in addresses where a measure's key would.
TAKEN_KEYS = ("attention", "compared", "definitions")


class MeasureQuerySet(FixtureQuerySet):
    """Measures, by where they are in their life."""

    def public(self) -> "MeasureQuerySet":
        """What anyone may read: what is marked published, and was in use at least once."""
        return super().public().exclude(self._never_in_use())

    def in_use(self) -> "MeasureQuerySet":
        """The measures that figures are owed for."""
        return self.exclude(self._never_in_use()).exclude(self._last_step(State.RETIRED))

    def with_life(self) -> "MeasureQuerySet":
        """Measures that know whether they are retired: `is_retired`."""
        return self.annotate(
            is_retired=models.ExpressionWrapper(
                self._last_step(State.RETIRED), output_field=models.BooleanField()
            )
        )

    def _never_in_use(self) -> Q:
        drafted = self._steps().filter(state=State.DRAFT)
        used = self._steps().filter(state=State.IN_USE)
        return Q(models.Exists(drafted)) & ~Q(models.Exists(used))

    def _last_step(self, state: State) -> Q:
        later = LifeStep.objects.filter(
            measure=models.OuterRef("measure"), pk__gt=models.OuterRef("pk")
        )
        return Q(models.Exists(self._steps().filter(~models.Exists(later), state=state)))

    def _steps(self) -> models.QuerySet:
        return LifeStep.objects.filter(measure=models.OuterRef("pk"))


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

    objects = MeasureQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=~Q(key__in=TAKEN_KEYS),
                name="measures_measure_key_is_no_page_of_ours",
                violation_error_message="This word is part of another page’s address.",
            ),
            models.CheckConstraint(
                condition=Q(key__startswith=OWN, position__gte=OWN_FROM)
                | (~Q(key__startswith=OWN) & Q(position__lt=OWN_FROM)),
                name="measures_measure_officers_own_stand_apart",
                violation_error_message="Measures that officers add have keys and places of their "
                "own, which no strategy uses.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_own(self) -> bool:
        """Whether an officer added it, and no strategy names it."""
        return self.key.startswith(OWN)

    @property
    def used(self) -> list["Definition"]:
        """The versions that officers put in use; where `definitions` is prefetched, nothing is asked."""
        return [each for each in self.definitions.all() if each.is_in_use]

    def version_on(
        self, day: date, used: "Sequence[Definition] | None" = None
    ) -> "Definition | None":
        """The version in force on a day that an officer put in use, or None where there is none.

        Whoever asks for many days hands `used` on.
        """
        versions = self.used if used is None else used
        if not versions:
            return None
        return in_force(versions, day) or (versions[0] if self.is_own else None)

    def holds_on(
        self, day: date, used: "Sequence[Definition] | None" = None
    ) -> "Measure | Definition":
        """What says on a day how it is counted, rounded, judged and due: a version, or the row."""
        return self.version_on(day, used) or self

    def whole_on(self, day: date, used: "Sequence[Definition] | None" = None) -> int | None:
        """The key of the measure whose count its figure of a day is a share of; None where there is none.

        By the version in force, else by any that ever said so: a link that is taken away later makes
        nothing readable (R18). `measures.queries.WHOLE` says the same to the database.
        """
        versions = self.used if used is None else used
        said = (self.version_on(day, versions), *versions[:1], self)
        found = (one.denominator_measure_id for one in said if one)
        return next(filter(None, found), None)

    def definition_on(self, day: date) -> "Definition":
        """What the measure means on a day, whole: the version in force, or the row's own words."""
        return self.version_on(day) or self.first_definition()

    def first_definition(self) -> "Definition":
        """The strategy's own words as a definition, never saved: what officers' versions replace."""
        own = {name: getattr(self, name) for name in TERMS if hasattr(self, name)}
        return Definition(council_id=self.council_id, measure=self, number=1, **own)


class LifeStep(TenantModel):
    """That a measure became a draft, was put in use or was retired: on which day, by whom, why.

    Only ever added. A strategy's measure without a step is in use.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in State])
    happened_on = models.DateField("from which day")
    reason = models.CharField("why", max_length=300, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("measure_id", "pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=~Q(state="retired") | ~Q(reason=""),
                name="measures_lifestep_retired_with_a_reason",
                violation_error_message="Say why it is retired.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}: {self.state}, {self.happened_on:%-d %B %Y}"


def validate_role(role: str) -> None:
    """The words of a role, as a form or a service gives them.

    Raises:
        ValidationError: they give somebody away.
    """
    if refused := why_not_role(role):
        raise ValidationError(refused)


class DefinitionQuerySet(TenantQuerySet):
    """Versions of what measures mean."""

    def used(self) -> "DefinitionQuerySet":
        """Those put in use, each standing for good."""
        return self.filter(put_in_use_at__isnull=False)


class Definition(TenantModel):
    """A version of what a measure means: a draft until it is put in use, and unalterable after.

    Each holds every term, so that one alone says what holds. Version 1 of a strategy's measure is
    the strategy's own words.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="definitions")
    number = models.PositiveSmallIntegerField(editable=False)
    in_force_from = models.DateField("for figures from")
    reason = models.CharField("why it changes", max_length=300, blank=True)
    wording_only = models.BooleanField("only the words change, not what is counted", default=False)
    breaks_series = models.BooleanField(default=False, editable=False)

    why_it_matters = models.TextField(blank=True)
    numerator_words = models.CharField("what is counted", max_length=200)
    denominator_words = models.CharField("out of what", max_length=200, blank=True)
    denominator_measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    not_counted = models.TextField("what does not count", blank=True)
    cohort = models.CharField("whom it is about", max_length=200, blank=True)
    from_age = models.PositiveSmallIntegerField("from which age", null=True, blank=True)
    to_age = models.PositiveSmallIntegerField("to which age", null=True, blank=True)
    polarity = models.CharField("which way is better", max_length=4, choices=Measure.Polarity)
    decimal_places = models.PositiveSmallIntegerField(default=0)
    months_between = models.PositiveSmallIntegerField("due every … months", null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(default=0)
    source = models.CharField("where the figures come from", max_length=160, blank=True)
    owner_role = models.CharField(
        "who answers for it", max_length=120, blank=True, validators=[validate_role]
    )
    officer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="measures_recorded"
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checker = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_review_on = models.DateField("looked at again by", null=True, blank=True)

    written_at = models.DateTimeField(editable=False)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    put_in_use_at = models.DateTimeField(null=True, editable=False)
    put_in_use_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ("measure_id", "number")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("measure", "number"),
                name="measures_definition_number_once",
                violation_error_message="This version is there already.",
            ),
            models.UniqueConstraint(
                fields=("measure",),
                condition=Q(put_in_use_at__isnull=True),
                name="measures_definition_one_draft_at_a_time",
                violation_error_message="A draft is there already: change that one.",
            ),
            models.UniqueConstraint(
                fields=("measure", "in_force_from"),
                condition=Q(put_in_use_at__isnull=False),
                name="measures_definition_one_from_a_day",
                violation_error_message="Another version holds from this day.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="measures_definition_change_has_a_reason",
                violation_error_message="Say why the definition changes.",
            ),
            models.CheckConstraint(
                condition=Q(put_in_use_at__isnull=True, put_in_use_by__isnull=True)
                | Q(put_in_use_at__isnull=False, put_in_use_by__isnull=False),
                name="measures_definition_put_in_use_by_somebody",
                violation_error_message="Somebody puts it in use.",
            ),
            models.CheckConstraint(
                condition=Q(to_age__isnull=True)
                | Q(from_age__isnull=True)
                | Q(to_age__gte=F("from_age")),
                name="measures_definition_ages_in_order",
                violation_error_message="The upper age is below the lower one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}, version {self.number}"

    @property
    def is_in_use(self) -> bool:
        """Whether it was put in use, and stands for good; not whether it holds today."""
        return self.put_in_use_at is not None

    @property
    def terms(self) -> dict[str, object]:
        """What it says, term by term."""
        return {name: getattr(self, name) for name in TERMS}


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
