"""Meetings, their agendas, and the questions put to them."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from boards.models.bodies import Body, MeetingKind
from councils.models import Person, TenantModel, User
from forums.models import Question
from pledges.models import Theme


class Meeting(TenantModel):
    """A meeting of a body, planned by its clerk."""

    Kind = MeetingKind

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
    chair = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who chairs this meeting.",
    )
    has_young_chair = models.BooleanField(
        "a young person chairs", default=False, help_text="Counted; no name is needed."
    )
    planned_at = models.DateTimeField(editable=False)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    invited_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField("really began", null=True, blank=True)
    closed_at = models.DateTimeField("really ended", null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.CharField("why it is cancelled", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("-held_on", "-starts_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("body", "held_on"),
                condition=Q(cancelled_at__isnull=True),
                name="boards_meeting_one_a_day",
                violation_error_message="There is a meeting of this body on that day already.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason=""),
                name="boards_meeting_is_cancelled_with_a_reason",
                violation_error_message="Say why the meeting is cancelled.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gt=F("opened_at")),
                name="boards_meeting_ends_after_it_begins",
                violation_error_message="A meeting ends after it has begun.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name}, {self.held_on:%-d %B %Y}"

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not be, or was not, held."""
        return self.cancelled_at is not None


class AgendaItem(TenantModel):
    """One item of a meeting, in its order, with its purpose and minutes."""

    class Kind(models.TextChoices):
        STANDING = "standing", "standing item"
        THEME = "theme", "theme"
        PROTECTED = "protected", "the forum's own time"
        QUESTIONS = "questions", "the forum's questions"
        UPDATE = "update", "update from a group"
        OTHER = "other", "item"

    class Purpose(models.TextChoices):
        DECISION = "decision", "for decision"
        DISCUSSION = "discussion", "for discussion"
        INFORMATION = "information", "for information"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(  # noqa: DJ001 - several items of a meeting may have none yet
        max_length=6,
        null=True,
        blank=True,
        editable=False,
        help_text="Its number in papers that are out, which it keeps: 5, or 5A in a supplement.",
    )
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
    presenter = models.CharField("who brings it", max_length=120, blank=True)
    late_reason = models.CharField(
        "why it is late or urgent",
        max_length=200,
        blank=True,
        help_text="Needed where the item comes after the papers were due.",
    )
    from_body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The group that owes this update.",
    )
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        help_text="The item of an earlier meeting that was put off to this one.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting_id", "position")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "position"),
                name="boards_agendaitem_one_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=("meeting", "number"),
                name="boards_agendaitem_number_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number_shown(self) -> str:
        """Its number: the one on paper, or its place while no papers are out."""
        return self.number or str(self.position)

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
    """A forum's question put to a meeting, under the item in which it is asked.

    One that was opened again can be put to a further meeting; where it was before stays.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="put_questions")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="puts")
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item_id", "put_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("question", "item"),
                name="boards_putquestion_once_under_an_item",
                violation_error_message="The question is on this agenda already.",
            )
        ]

    def __str__(self) -> str:
        return f"Question {self.question_id} at {self.item}"
