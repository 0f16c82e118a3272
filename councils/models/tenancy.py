"""What every council's tables are made of: rows of one council, dated ones, a strategy's own."""

from collections.abc import Collection
from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Func, Q

from councils.models.council import Council, User


class DateRange(Func):
    """`daterange(from, to)` in the database: from the first day up to the last, both included."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self, starts: str = "starts_on", ends: str = "ends_on") -> None:
        super().__init__(starts, ends, RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class TenantQuerySet(models.QuerySet):
    """Rows of councils; everything read for a page starts from `of(council)`."""

    def of(self, council: Council) -> "TenantQuerySet":
        """The rows of one council."""
        return self.filter(council=council)


class TenantModel(models.Model):
    """A row that belongs to one council.

    The council is set by the service that makes the row, never by a form, and equals the council
    of every row it points at.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, editable=False)

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Check each field; a row it points at that was read is not asked for once more."""
        at_hand = {field.name for field in self._meta.concrete_fields if self._has_read(field)}
        super().clean_fields(exclude=at_hand.union(exclude or ()))

    def _has_read(self, field: models.Field) -> bool:
        """Whether the field points at a row that could be read; where not, its check says why."""
        if not field.is_relation or getattr(self, field.attname) is None:
            return False
        try:
            return getattr(self, field.name).pk is not None
        except ObjectDoesNotExist:
            return False

    def clean(self) -> None:
        """Refuse to point at another council's row."""
        super().clean()
        for field in self._meta.concrete_fields:
            related = field.related_model if field.is_relation else None
            if related is None or not issubclass(related, TenantModel):
                continue
            row = getattr(self, field.name) if getattr(self, field.attname) else None
            if row is not None and row.council_id != self.council_id:
                raise ValidationError({field.name: "This belongs to another council."})


class DatedQuerySet(TenantQuerySet):
    """Rows that hold for a period."""

    def current(self, day: object) -> "DatedQuerySet":
        """The rows in force on a day; the last day counts."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


ENDS_TOO_EARLY = "The last day is before the first."


class Dated(TenantModel):
    """A row that holds from its first day to its last, or until further notice."""

    starts_on = models.DateField("from")
    ends_on = models.DateField("to", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=ENDS_TOO_EARLY,
            )
        ]

    def clean(self) -> None:
        """Refuse a period that ends before it starts, before the database makes a range of it."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": ENDS_TOO_EARLY})


class FixtureQuerySet(TenantQuerySet):
    """Rows that a council's strategy brings, some of them published."""

    def get_by_natural_key(self, slug: str, key: str) -> "FixtureModel":
        """The row a fixture names by council and key."""
        return self.get(council__slug=slug, key=key)

    def public(self) -> "FixtureQuerySet":
        """What anyone may read: rows whose root the council has marked published."""
        path = self.model.published_with
        root = self.model
        for name in path.split("__") if path else ():
            root = root._meta.get_field(name).related_model
        published = Publication.objects.filter(
            council=models.OuterRef("council"),
            kind=root._meta.label_lower,
            key=models.OuterRef(f"{path}__key" if path else "key"),
            withdrawn_at__isnull=True,
        )
        return self.filter(models.Exists(published))


class FixtureModel(TenantModel):
    """A row that comes from a strategy, named by its council and a key that never changes.

    It holds what the strategy says and nothing else: loading the fixture again writes the same
    words again. What officers decide later lives in other tables.
    """

    #: The path (`survey__strategy`) to the row it is published with; empty for such a row itself.
    published_with: ClassVar[str] = ""

    key = models.SlugField(max_length=80)
    source_note = models.TextField(
        blank=True, help_text="What is odd or assumed about this row, and where the source is."
    )

    objects = FixtureQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("council", "key"), name="%(app_label)s_%(class)s_key_once_per_council"
            )
        ]

    def natural_key(self) -> tuple[str, str]:
        """How a fixture names the row."""
        return (self.council.slug, self.key)

    natural_key.dependencies = ["councils.council"]


class Publication(TenantModel):
    """A decision of the council that something may be read by anyone, and its end.

    Kept apart from the rows a strategy brings, so that loading the strategy again never publishes
    what an officer took back.
    """

    kind = models.CharField(max_length=60, help_text="The model, as app.model.")
    key = models.SlugField(max_length=80)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("kind", "key", "published_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("council", "kind", "key"),
                condition=Q(withdrawn_at__isnull=True),
                name="councils_publication_once_at_a_time",
                violation_error_message="This is published already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
