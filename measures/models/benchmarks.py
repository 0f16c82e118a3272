"""Published statistics of all authorities, and which of them a council's measure is beside.

Published figures are nobody's own: they have no council, are only ever added, and are kept under
the release they came in, so that a history published again does not overwrite the earlier one.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, User
from measures.benchmarks.cells import SYMBOLS
from measures.benchmarks.published import Level
from measures.models.definitions import Measure

IS_SHA256 = RegexValidator(r"^[0-9a-f]{64}$", "This is no SHA-256.")


class KeyManager(models.Manager):
    """Rows of the reference files, known by their key."""

    def get_by_natural_key(self, key: str) -> models.Model:
        """The row of that key."""
        return self.get(key=key)


class Area(models.Model):
    """England, a region or a local authority, as the publisher numbers and names it."""

    class Kind(models.TextChoices):
        COUNTRY = Level.COUNTRY, "country"
        REGION = Level.REGION, "region"
        LOCAL = Level.LOCAL, "local authority"

    code = models.CharField(
        max_length=9,
        unique=True,
        help_text="An authority’s number with the department; the ONS code of a region or country.",
    )
    ons_code = models.CharField("ONS code", max_length=9, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=7, choices=Kind)
    region = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="authorities"
    )

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class PublishedTable(models.Model):
    """A table that is published again and again: who publishes it, and what its columns are called.

    `columns` gives for each column the names it has had; see docs/rules/comparing.md.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    publisher = models.CharField(max_length=120)
    licence = models.CharField(max_length=120)
    address = models.URLField(blank=True)
    columns = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField()

    objects = KeyManager()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        """How a reference file names the table."""
        return (self.key,)


class Indicator(models.Model):
    """One thing that a published table tells of every authority, in plain words.

    `takes` says which rows and columns it is read from: see measures/benchmarks/profile.py.
    """

    key = models.SlugField(max_length=60, unique=True)
    table = models.ForeignKey(PublishedTable, on_delete=models.PROTECT, related_name="indicators")
    title = models.CharField(max_length=120)
    counted = models.CharField(max_length=200, help_text="What is counted.")
    out_of = models.CharField(max_length=200, blank=True, help_text="Out of what.")
    unit = models.CharField(max_length=8, choices=Measure.Unit)
    polarity = models.CharField(max_length=4, choices=Measure.Polarity)
    decimal_places = models.PositiveSmallIntegerField(default=0)
    takes = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = KeyManager()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        """How a reference file names the indicator."""
        return (self.key,)

    natural_key.dependencies = ["measures.publishedtable"]


class Release(models.Model):
    """A table as it was published once: the file it came from, and who brought it in when."""

    table = models.ForeignKey(PublishedTable, on_delete=models.PROTECT, related_name="releases")
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    revision = models.PositiveSmallIntegerField(
        default=0, help_text="0 as first published; 1, 2 … where the publisher corrected it."
    )
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, validators=[IS_SHA256])
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("table_id", "-year", "-revision")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("table", "year", "revision"),
                name="measures_release_once",
                violation_error_message="This release of the table is here already.",
            ),
            models.UniqueConstraint(
                fields=("table", "sha256"),
                name="measures_release_file_once",
                violation_error_message="This file is here already, as another release.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}, {self.name}"

    @property
    def name(self) -> str:
        """“2025 release”, “2025 release, revision 1”."""
        revision = f", revision {self.revision}" if self.revision else ""
        return f"{self.year} release{revision}"

    @property
    def label(self) -> str:
        """How an address names it: “2025”, “2025-1”."""
        return f"{self.year}-{self.revision}" if self.revision else str(self.year)


class PublishedFigure(models.Model):
    """One figure of one authority, as it was published; `line` is where it stands in the file.

    The order of the unique fields is that in which pages ask: a release, an indicator, a period,
    and then a few areas or all. No further index is kept, for there may be millions of rows.
    """

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="figures", db_index=False
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="figures", db_index=False
    )
    period_end = models.DateField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="figures", db_index=False)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    symbol = models.CharField(max_length=3, blank=True, choices=list(SYMBOLS.items()))
    line = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("release", "indicator", "period_end", "area"),
                name="measures_publishedfigure_once",
                violation_error_message="The release has this figure already.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, symbol="") | Q(value__isnull=True) & ~Q(symbol=""),
                name="measures_publishedfigure_number_or_symbol",
                violation_error_message="A figure is a number, or a symbol that says why not.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.period_end:%-d %B %Y}: {self.value or self.symbol}"


class NeighbourModel(models.Model):
    """A year's model of which authorities are most alike: ten for each, ranked, not symmetric."""

    year = models.PositiveSmallIntegerField(
        unique=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        error_messages={"unique": "The neighbours of this year’s model are here already."},
    )
    publisher = models.CharField(max_length=120)
    licence = models.CharField(max_length=120)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True, validators=[IS_SHA256])
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return f"{self.year} model of statistical neighbours"


class Neighbour(models.Model):
    """That in one model an authority has another as its first, second … tenth neighbour."""

    model = models.ForeignKey(
        NeighbourModel, on_delete=models.PROTECT, related_name="neighbours", db_index=False
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="neighbours", db_index=False
    )
    rank = models.PositiveSmallIntegerField()
    neighbour = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="neighbour_of", db_index=False
    )
    closeness = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("model_id", "area_id", "rank")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("model", "area", "rank"),
                name="measures_neighbour_one_per_rank",
                violation_error_message="Somebody else has this rank.",
            ),
            models.UniqueConstraint(
                fields=("model", "area", "neighbour"),
                name="measures_neighbour_once",
                violation_error_message="This is a neighbour already.",
            ),
            models.CheckConstraint(
                condition=~Q(area=F("neighbour")),
                name="measures_neighbour_is_another",
                violation_error_message="Nobody is their own neighbour.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.rank}: {self.neighbour}"


class InspectionGrade(models.Model):
    """What inspectors found of an authority's children's services, from that day until the next."""

    class Grade(models.TextChoices):
        OUTSTANDING = "outstanding", "outstanding"
        GOOD = "good", "good"
        IMPROVE = "requires improvement", "requires improvement"
        INADEQUATE = "inadequate", "inadequate"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="grades", db_index=False)
    inspected_on = models.DateField()
    grade = models.CharField(max_length=20, choices=Grade)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ("area_id", "inspected_on")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("area", "inspected_on"),
                name="measures_inspectiongrade_once_a_day",
                violation_error_message="There is a grade of this day already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.inspected_on:%-d %B %Y}: {self.grade}"


class MeasureBenchmark(TenantModel):
    """That a council's measure is shown beside a published indicator: a KPI officer's decision."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="benchmarks")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measures")
    note = models.CharField(
        "what differs",
        max_length=200,
        blank=True,
        help_text="Where the published figure counts something a little different, say so.",
    )
    is_withdrawn = models.BooleanField("not compared any more", default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("measure_id", "indicator_id")
        verbose_name = "published comparison"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("measure",),
                condition=Q(is_withdrawn=False),
                name="measures_measurebenchmark_one_at_a_time",
                violation_error_message="This measure is compared with a published one already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure.short_title}: {self.indicator}"

    def clean(self) -> None:
        """Refuse to compare a share with a rate."""
        super().clean()
        if self.measure_id and self.indicator_id and self.measure.unit != self.indicator.unit:
            raise ValidationError(
                {
                    "indicator": f"This is a {self.indicator.get_unit_display()}, and the measure a "
                    f"{self.measure.get_unit_display()}: they cannot stand side by side."
                }
            )


class OpenDataFile(models.Model):
    """A file an operator has sent, and how far it is: looked through first, then brought in."""

    class State(models.TextChoices):
        WAITING = "waiting", "being looked through"
        READY = "ready", "ready to be brought in"
        ORDERED = "ordered", "being brought in"
        DONE = "done", "brought in"
        REFUSED = "refused", "not brought in"

    file = models.FileField(upload_to="open-data/%Y/%m", blank=True, editable=False)
    name = models.CharField(max_length=200)
    kind = models.SlugField(max_length=60, help_text="The table’s key, “neighbours” or “grades”.")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64, validators=[IS_SHA256])
    said = models.JSONField(default=list, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-uploaded_at",)
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="measures_opendatafile_percent",
                violation_error_message="More than all of it cannot be done.",
            ),
            models.UniqueConstraint(
                fields=("sha256",),
                condition=Q(state__in=("waiting", "ready", "ordered")),
                name="measures_opendatafile_once_at_a_time",
                violation_error_message="This file is being looked through already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
