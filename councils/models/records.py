"""What a council keeps of itself: settings, roles, people, and the days that matter."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models.council import User
from councils.models.tenancy import Dated, DateRange, TenantModel
from councils.roles import Role


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
    shows_forum_visits = models.BooleanField(
        "show how many came to each forum session, small numbers too",
        default=False,
        help_text="They count visits to a forum, and say nothing of a child’s circumstances.",
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


class SchoolTerm(Dated):
    """A school term, or half of one, from its first day of school to its last."""

    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("starts_on",)
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="councils_schoolterm_terms_do_not_overlap",
                expressions=[
                    ("council", RangeOperators.EQUAL),
                    (DateRange(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This overlaps a term on the list.",
            ),
        ]

    def __str__(self) -> str:
        return f"Term from {self.starts_on:%-d %B %Y} to {self.ends_on:%-d %B %Y}"


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
