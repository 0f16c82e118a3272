"""What a body owes over the year: duties done, what members learn and ask, who attended."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from boards.models.bodies import Body, Discipline, Duty
from boards.models.meetings import AgendaItem
from councils.models import Person, TenantModel, User
from pledges.models import Statement


class DutyDone(TenantModel):
    """That a duty was done for the day on which it was owed, and how it can be seen."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="times_done")
    due_on = models.DateField("owed on")
    done_on = models.DateField("done on")
    words = models.CharField("how it can be seen", max_length=300)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("duty_id", "due_on")
        verbose_name = "duty done"
        verbose_name_plural = "duties done"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("duty", "due_on"),
                name="boards_dutydone_once",
                violation_error_message="This is recorded as done already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty}, {self.done_on:%-d %B %Y}"


class Engagement(TenantModel):
    """A visit, an activity day, training, or how many employees signed up to the promises."""

    class Kind(models.TextChoices):
        TRAINING = "training", "Corporate parenting training"
        VISIT = "visit", "Visit"
        ACTIVITY_DAY = "activity_day", "Activity day"
        SIGN_UP = "sign_up", "Employees who signed up"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="engagements")
    kind = models.CharField(max_length=12, choices=Kind)
    held_on = models.DateField("when")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements"
    )
    words = models.CharField("what it was", max_length=200)
    number = models.PositiveIntegerField("how many", null=True, blank=True)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("-held_on", "body_id")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(number__isnull=False),
                name="boards_engagement_of_somebody",
                violation_error_message="Say who it was, or how many.",
            ),
            models.UniqueConstraint(
                fields=("body", "kind", "held_on", "person", "words"),
                nulls_distinct=False,
                name="boards_engagement_once",
                violation_error_message="This is in the log already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on:%-d %B %Y}"


class Challenge(TenantModel):
    """A question a member asked at an item, the answer, and what followed."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="challenges")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="challenges")
    discipline = models.ForeignKey(
        Discipline, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    prompt = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    question = models.TextField("what I asked")
    answer = models.TextField("what I was told", blank=True)
    follow_up = models.TextField("what follows", blank=True)
    logged_at = models.DateTimeField(editable=False)
    logged_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("item_id", "logged_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("item", "asked_by", "question"),
                name="boards_challenge_once",
                violation_error_message="This question is in the log already.",
            )
        ]

    def __str__(self) -> str:
        return self.question


class AttendanceStatement(TenantModel):
    """A body's attendance over a year as it was published; taken back, never altered."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="attendance_statements")
    starts_on = models.DateField("from")
    ends_on = models.DateField("to")
    content = models.TextField(help_text="Canonical JSON.")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("body_id", "-ends_on")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("body", "starts_on"),
                condition=Q(withdrawn_at__isnull=True),
                name="boards_attendancestatement_one_at_a_time",
                violation_error_message="The statement of this year is published already.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="boards_attendancestatement_of_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"Attendance, {self.body.short_name}, {self.starts_on:%Y}"
