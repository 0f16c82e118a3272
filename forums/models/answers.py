"""Who answers the forum's questions, and what became of each answer."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, User
from forums.flow import Verdict
from forums.models.questions import Question
from pledges.ownership import why_not_role


def validate_role(role: str) -> None:
    """The words of a role that answers.

    Raises:
        ValidationError: they give somebody away.
    """
    if refused := why_not_role(role):
        raise ValidationError(refused)


class AnswerLevel(TenantModel):
    """A role that answers questions; the first is asked first, the next when the forum says no."""

    position = models.PositiveSmallIntegerField("level, from the bottom")
    role = models.CharField(
        max_length=120,
        validators=[validate_role],
        help_text="Such as “head of service”. Never somebody’s name.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("council_id", "position")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("council", "position"),
                name="forums_answerlevel_once",
                violation_error_message="There is a role at this level already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.role}"


class Answer(TenantModel):
    """One answer to a question: by a role, told back to the forum, and judged by it.

    Added once for each level; it says itself who wrote, told and judged it, and when.
    """

    class Agency(models.TextChoices):
        CARE = "care", "children’s social care"
        COUNCIL = "council", "another service of the council"
        EDUCATION = "education", "schools and education"
        HEALTH = "health", "health"
        HOUSING = "housing", "housing"
        POLICE = "police", "police"
        OTHER = "other", "somebody else"

    class How(models.TextChoices):
        WRITING = "writing", "in writing"
        MEETING = "meeting", "at the meeting"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    turn = models.PositiveSmallIntegerField(help_text="The first answer, the second, …")
    level = models.PositiveSmallIntegerField()
    role = models.CharField("who answers", max_length=120, validators=[validate_role])
    agency = models.CharField(max_length=12, choices=Agency)
    how = models.CharField(max_length=8, choices=How)
    words = models.TextField(max_length=2000, validators=[MaxLengthValidator(2000)])
    since = models.DateField(help_text="From when its ten working days counted.")
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True, blank=True)
    told_words = models.TextField(
        max_length=1000, blank=True, validators=[MaxLengthValidator(1000)]
    )
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(
        max_length=6, choices=[(each.value, each.value) for each in Verdict], blank=True
    )
    verdict_words = models.CharField(max_length=300, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("question_id", "turn")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("question", "turn"),
                name="forums_answer_one_a_turn",
                violation_error_message="This question is answered already.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_by__isnull=True, told_words="")
                | (Q(told_on__isnull=False, told_by__isnull=False) & ~Q(told_words="")),
                name="forums_answer_told_whole",
                violation_error_message="Say what was told, on which day and by whom.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_by__isnull=True)
                | (Q(judged_by__isnull=False, told_on__isnull=False) & ~Q(verdict="")),
                name="forums_answer_judged_when_told",
                violation_error_message="An answer is told back before the forum judges it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.turn} to question {self.question_id}"
