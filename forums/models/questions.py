"""What a forum asks: the public wording, and apart from it a young person's own words."""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from councils.models import TenantModel, TenantQuerySet, User
from forums.flow import SHARED, State, Way
from forums.models.forums import Forum
from forums.models.in_flow import InFlowManager
from pledges.models import Theme


class Question(TenantModel):
    """What a forum asks, in the public wording a worker wrote; the private words stand apart."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="questions")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    submission = models.UUIDField(
        unique=True, help_text="Made with the form, so that sending it twice asks once."
    )
    public_wording = models.TextField(
        max_length=600, blank=True, validators=[MaxLengthValidator(600)]
    )
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.words) for state in State],
        default=State.ASKED.value,
    )
    way = models.CharField(
        "how it was asked",
        max_length=12,
        choices=[(way.value, way.words) for way in Way],
        default=Way.REPRESENTATIVE.value,
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Of a question that came through a link: the worker who made the link.",
    )
    not_for = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The worker it is about, who never reads it.",
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    worded_at = models.DateTimeField(null=True, blank=True)
    worded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept_reason = models.CharField(
        max_length=200,
        blank=True,
        help_text="Why something stays in the wording by which a child could be known.",
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    put_at = models.DateTimeField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(
        default=1, help_text="Who is to answer, from the bottom; one up with each “no”."
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(
        "why", max_length=300, blank=True, help_text="Why it was withdrawn or not taken on."
    )
    version = models.PositiveIntegerField(default=1)

    objects = InFlowManager()
    everything = TenantQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted({State.WORDED, *SHARED})) | ~Q(public_wording=""),
                name="forums_question_worded_has_public_wording",
                violation_error_message="Write the public wording first.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.AGREED) | Q(agreed_by__isnull=False),
                name="forums_question_agreed_by_somebody",
                violation_error_message="A second person agrees to the wording first.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("worded_by")),
                name="forums_question_two_people_agree",
                violation_error_message="Who wrote the wording is not the one who agrees to it.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("refused", "withdrawn")) | ~Q(end_reason=""),
                name="forums_question_ends_with_a_reason",
                violation_error_message="Say why, so that the young person can read it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"

    @property
    def shared_wording(self) -> str:
        """The public wording once two people have agreed to it; empty before."""
        is_agreed = self.state in SHARED or self.agreed_by_id is not None
        return self.public_wording if is_agreed else ""

    @property
    def waits_since(self) -> object:
        """From when its ten working days count: since it was asked, or since the forum said no."""
        return self.reopened_at or self.asked_at


class PrivateWords(TenantModel):
    """A young person's own words: a table of their own, so that no other query brings them along.

    Read through `forums.visibility` only.
    """

    question = models.OneToOneField(
        Question, on_delete=models.PROTECT, related_name="private_words"
    )
    text = models.TextField("your question", max_length=2000, validators=[MaxLengthValidator(2000)])

    class Meta:
        verbose_name_plural = "private words"

    def __str__(self) -> str:
        return f"Private words of question {self.question_id}"
