"""What a council keeps of itself: settings, roles, people, and the days and hours that matter."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models.council import User
from councils.models.tenancy import Dated, DateRange, TenantModel
from councils.plain_words import LISTED, why_not_listed
from councils.roles import Role

MOST_MONTHS = 120
TOO_SHORT = "It would be deleted while it is still needed: keep it for the months it says at least."


def validate_abbreviations(lines: str) -> None:
    """The council's list of abbreviations.

    Raises:
        ValidationError: a line does not say what its abbreviation means.
    """
    if refused := why_not_listed(lines):
        raise ValidationError(refused)


def _months(
    what: str, name: str, kept_for: dict[str, tuple[int, int]]
) -> models.PositiveSmallIntegerField:
    """For how many months something is kept."""
    usual, fewest = kept_for[name]
    return models.PositiveSmallIntegerField(
        f"months to keep {what}",
        default=usual,
        validators=[
            MinValueValidator(fewest, TOO_SHORT),
            MaxValueValidator(MOST_MONTHS, f"Keep this for at most {MOST_MONTHS} months."),
        ],
        help_text=f"At least {fewest}. After that it is deleted, and nobody can bring it back.",
    )


class CouncilSettings(TenantModel):
    """What a council's administrator sets: whom to ring, the limit for small numbers, what is kept.

    Periods are in months from the day on which something was written, or a concern was closed. Below
    its floor a period would take words away from people who still need them.
    """

    DEFAULT_LIMIT = 5
    #: Per field: the months where a council says nothing, and the fewest it may choose.
    KEPT_FOR: ClassVar[dict[str, tuple[int, int]]] = {
        "keep_private_words": (12, 3),
        "keep_concerns": (12, 6),
        "keep_notes": (12, 1),
        "keep_read_records": (24, 3),
        "keep_sign_ins": (12, 1),
        "keep_links": (3, 1),
        "keep_feedback": (36, 12),
        "keep_celebrations": (3, 1),
    }

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
    deputy_after = models.PositiveSmallIntegerField(
        "hours until the deputy is told of a safety concern",
        default=4,
        help_text="Where the safeguarding lead has not taken it. Nights and weekends count.",
    )
    passed_up_to = models.CharField(
        "who is told when nobody has taken it in 24 hours",
        max_length=120,
        default="Director of children’s services",
        help_text="A role, not a name.",
    )
    passed_up_email = models.EmailField(
        "their e-mail address",
        blank=True,
        help_text="The mail says that something has waited for 24 hours, and nothing of what it is.",
    )
    urgent_words = models.TextField(
        "words that make a safety concern urgent",
        max_length=2000,
        blank=True,
        help_text="One on each line, beside the usual ones. They can only raise a concern.",
    )
    abbreviations = models.TextField(
        "abbreviations everybody here knows",
        max_length=2000,
        blank=True,
        validators=[validate_abbreviations],
        help_text=f"One on each line, with what it means: “{LISTED}”. Whoever writes is not asked to "
        "explain these.",
    )
    keep_private_words = _months("a young person’s own words", "keep_private_words", KEPT_FOR)
    keep_concerns = _months("safety concerns, once they are closed", "keep_concerns", KEPT_FOR)
    keep_notes = _months("members’ private notes", "keep_notes", KEPT_FOR)
    keep_read_records = _months("who has read which papers", "keep_read_records", KEPT_FOR)
    keep_sign_ins = _months("when somebody last signed in", "keep_sign_ins", KEPT_FOR)
    keep_links = _months("one-time links", "keep_links", KEPT_FOR)
    keep_feedback = _months("what people said, once they were told back", "keep_feedback", KEPT_FOR)
    keep_celebrations = _months(
        "celebrations that are not shown any more", "keep_celebrations", KEPT_FOR
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "council settings"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=("council",), name="councils_settings_one_per_council"),
            models.CheckConstraint(
                condition=Q(deputy_after__gte=1, deputy_after__lte=23),
                name="councils_settings_deputy_before_the_day_is_over",
                violation_error_message="The deputy is told after 1 to 23 hours.",
            ),
            models.CheckConstraint(
                condition=Q(
                    keep_private_words__gte=3,
                    keep_concerns__gte=6,
                    keep_notes__gte=1,
                    keep_read_records__gte=3,
                    keep_sign_ins__gte=1,
                    keep_links__gte=1,
                    keep_feedback__gte=12,
                    keep_celebrations__gte=1,
                ),
                name="councils_settings_kept_long_enough",
                violation_error_message=TOO_SHORT,
            ),
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


class OpeningHours(TenantModel):
    """From when to when, on a day of the week, somebody reads what young people write."""

    class Day(models.IntegerChoices):
        MONDAY = 0
        TUESDAY = 1
        WEDNESDAY = 2
        THURSDAY = 3
        FRIDAY = 4
        SATURDAY = 5
        SUNDAY = 6

    weekday = models.PositiveSmallIntegerField("day of the week", choices=Day)
    opens_at = models.TimeField("from")
    closes_at = models.TimeField("to")

    history = HistoricalRecords()

    class Meta:
        ordering = ("weekday", "opens_at")
        verbose_name_plural = "opening hours"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("council", "weekday", "opens_at"),
                name="councils_openinghours_once",
                violation_error_message="These hours are on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="councils_openinghours_closes_after_it_opens",
                violation_error_message="It closes before it opens.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}, {self.opens_at:%H:%M} to {self.closes_at:%H:%M}"


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
