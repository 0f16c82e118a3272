"""Councils, the people who sign in, and the abstract rows every council's tables are made of."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from councils import clock
from councils.roles import Role
from councils.vocabulary import Vocabulary

ROOMS = ("councils", "pledges", "measures", "forums", "boards")


class DateRange(Func):
    """`daterange(from, to)` in the database: from the first day up to the last, both included."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self, starts: str = "starts_on", ends: str = "ends_on") -> None:
        super().__init__(starts, ends, RangeBoundary(inclusive_lower=True, inclusive_upper=True))


def validate_words(words: dict) -> None:
    """A vocabulary as a form or a fixture gives it.

    Raises:
        ValidationError: says which word is unknown or empty.
    """
    try:
        Vocabulary.from_mapping(words)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValidationError(str(error)) from error


class CouncilManager(models.Manager):
    """Councils are found by their slug, in addresses and fixtures alike."""

    def get_by_natural_key(self, slug: str) -> "Council":
        """The council of that slug."""
        return self.get(slug=slug)


class Council(models.Model):
    """A local authority: the parent, in law, of the children in its care."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    ons_code = models.CharField("ONS code", max_length=9, unique=True)
    dfe_code = models.CharField("DfE number", max_length=3, unique=True)
    colour = models.CharField(
        max_length=7,
        default="#1d3557",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", "Write the colour as # and six digits.")],
        help_text="Shown at the top of each page; white text on it must be readable.",
    )
    vocabulary = models.JSONField(default=dict, blank=True, validators=[validate_words])

    objects = CouncilManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """How a fixture names the council."""
        return (self.slug,)

    @property
    def words(self) -> Vocabulary:
        """The council's own nouns."""
        return Vocabulary.from_mapping(self.vocabulary)


class UserManager(BaseUserManager):
    """Makes people. There are no superusers; an operator manages councils and sees no content."""

    def create_user(
        self, username: str, password: str | None = None, *, display_name: str, **fields: object
    ) -> "User":
        """A person who can sign in, once a password is set."""
        user = self.model(username=username, display_name=display_name, **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str, display_name: str) -> "User":
        """What `createsuperuser` makes: an operator."""
        return self.create_user(username, password, display_name=display_name, is_operator=True)


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their memberships alone."""

    username = models.CharField(
        "user name",
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Somebody already has this user name."},
    )
    display_name = models.CharField(
        max_length=120, help_text="The name others see; a young person’s is chosen with them."
    )
    email = models.EmailField("e-mail address", blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    is_operator = models.BooleanField("operates the service", default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects = UserManager()

    class Meta:
        ordering = ("display_name",)
        constraints: ClassVar[list] = [
            # Signing in takes a name however it is written, so “skye” and “Skye” are one person.
            models.UniqueConstraint(
                Lower("username"),
                name="councils_user_name_once_in_any_case",
                violation_error_message="Somebody already has this user name.",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    @cached_property
    def roles_today(self) -> list[tuple[int, str]]:
        """(council id, role) for each role held today: one query, kept for the request."""
        return list(
            self.memberships.current(clock.today()).values_list("council_id", "role").order_by("pk")
        )

    @property
    def is_staff(self) -> bool:
        """Whether the admin site has anything for this person."""
        return any(self.has_module_perms(app) for app in ROOMS)

    @property
    def is_superuser(self) -> bool:
        """Never: every permission comes from a role."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether a role grants it, in the object's council where an object is given."""
        return _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether a role grants anything in that app."""
        return _user_has_module_perms(self, app_label)

    def holds(self, role: str, council: Council) -> bool:
        """Whether the person holds this role in this council today."""
        return (council.pk, role) in self.roles_today

    def belongs_to(self, council: Council) -> bool:
        """Whether the person holds any role in this council today."""
        return any(council_id == council.pk for council_id, _ in self.roles_today)


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


class CouncilSettings(TenantModel):
    """What a council's administrator sets: whom to ring, and the limit for small numbers."""

    DEFAULT_LIMIT = 5

    safeguarding_phone = models.CharField("children’s social care, office hours", max_length=40)
    emergency_phone = models.CharField("emergency duty team, at all other times", max_length=40)
    office_hours = models.CharField(max_length=80, default="Monday to Friday, 9am to 5pm")
    small_number_limit = models.PositiveSmallIntegerField(
        default=DEFAULT_LIMIT,
        validators=[MinValueValidator(2, "A limit of 1 would give away every 1.")],
        help_text="Counts of children from 1 up to this are hidden outside members’ papers.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "council settings"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=("council",), name="councils_settings_one_per_council")
        ]

    def __str__(self) -> str:
        return f"Settings of {self.council}"


class Membership(Dated):
    """A role that a person holds in a council, for a period."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=Role)

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("user__display_name", "role", "starts_on")
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="councils_membership_periods_do_not_overlap",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("council", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DateRange(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This person already holds this role then.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Person(TenantModel):
    """Somebody who can hold a seat, with or without signing in."""

    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    is_invented = models.BooleanField("invented for the demo", default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "people"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("council", "user"),
                condition=Q(user__isnull=False),
                name="councils_person_one_per_user",
                violation_error_message="This sign-in already belongs to somebody else here.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ClosureDay(TenantModel):
    """A day on which the council is closed though it is no bank holiday."""

    day = models.DateField()
    reason = models.CharField(max_length=120)

    history = HistoricalRecords()

    class Meta:
        ordering = ("day",)
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("council", "day"),
                name="councils_closureday_once",
                violation_error_message="This day is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%-d %B %Y}: {self.reason}"


class MunicipalYear(TenantModel):
    """The day of a council's Annual Council meeting, on which its municipal year begins."""

    starts_on = models.DateField("Annual Council")

    history = HistoricalRecords()

    class Meta:
        ordering = ("starts_on",)
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("council", "starts_on"),
                name="councils_municipalyear_once",
                violation_error_message="This day is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"Municipal year from {self.starts_on:%-d %B %Y}"
