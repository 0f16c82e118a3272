"""What a forum asks: the public wording, and apart from it a young person's own words."""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from councils.models import TenantModel, TenantQuerySet, User
from forums.flow import State
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
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    worded_at = models.DateTimeField(null=True, blank=True)
    worded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = InFlowManager()
    everything = TenantQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=~Q(state__in=("worded", "put")) | ~Q(public_wording=""),
                name="forums_question_worded_has_public_wording",
                violation_error_message="Write the public wording first.",
            )
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"


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
