"""Meetings, their agendas, and the questions put to them."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from boards.models.bodies import Body
from councils.models import TenantModel, User
from forums.models import Question
from pledges.models import Theme


class Meeting(TenantModel):
    """A meeting of a body, planned by its clerk."""

    class Kind(models.TextChoices):
        FORMAL = "formal", "Meeting"
        INFORMAL = "informal", "Informal meeting"
        EXTRAORDINARY = "extraordinary", "Extraordinary meeting"
        WORKSHOP = "workshop", "Workshop"
        WORKING_GROUP = "working_group", "Working group"
        TAKEOVER = "takeover", "Takeover"
        ACTIVITY_DAY = "activity_day", "Activity day"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.FORMAL)
    held_on = models.DateField("date")
    starts_at = models.TimeField("start")
    slot_minutes = models.PositiveSmallIntegerField(
        "length in minutes", validators=[MinValueValidator(15)]
    )
    place = models.CharField(max_length=160)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    planned_at = models.DateTimeField(editable=False)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("-held_on", "-starts_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("body", "held_on"),
                name="boards_meeting_one_a_day",
                violation_error_message="There is a meeting of this body on that day already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name}, {self.held_on:%-d %B %Y}"


class AgendaItem(TenantModel):
    """One item of a meeting, in its order, with its purpose and minutes."""

    class Kind(models.TextChoices):
        STANDING = "standing", "standing item"
        THEME = "theme", "theme"
        PROTECTED = "protected", "the forum's own time"
        QUESTIONS = "questions", "the forum's questions"
        OTHER = "other", "item"

    class Purpose(models.TextChoices):
        DECISION = "decision", "for decision"
        DISCUSSION = "discussion", "for discussion"
        INFORMATION = "information", "for information"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.DISCUSSION)
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField(default=10)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chair_reason = models.CharField(
        max_length=200, blank=True, help_text="Why an item for information takes up time."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting_id", "position")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "position"),
                name="boards_agendaitem_one_per_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def purpose_shown(self) -> str:
        """What it is on the agenda for, in words; standing items say it by their title."""
        return "" if self.kind == self.Kind.STANDING else self.get_purpose_display()

    @property
    def takes_questions(self) -> bool:
        """Whether the forum's questions stand under this item."""
        return self.kind in {self.Kind.PROTECTED, self.Kind.QUESTIONS}

    @property
    def is_protected(self) -> bool:
        """Whether this is the forum's own time."""
        return self.kind == self.Kind.PROTECTED


class PutQuestion(TenantModel):
    """A forum's question put to a meeting, under the item in which it is asked."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="put_questions")
    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="put")
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item_id", "put_at")

    def __str__(self) -> str:
        return f"Question {self.question_id} at {self.item}"
