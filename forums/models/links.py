"""A link that a worker sends to a young person far away, to ask one question without signing in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from councils.models import TenantModel, User
from forums.models.forums import Forum
from forums.models.questions import Question


class QuestionLink(TenantModel):
    """A one-time link. Only the SHA-256 of its secret is kept; it opens until used or over.

    It says itself who made it and when, and who took it back.
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    question = models.OneToOneField(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="link"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-made_at",)
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("digest",),
                name="forums_questionlink_secret_once",
                violation_error_message="This link is made already. Make another one.",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex="^[0-9a-f]{64}$"),
                name="forums_questionlink_keeps_no_secret",
                violation_error_message="Only the hash of a link is kept.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("made_at")),
                name="forums_questionlink_ends_after_it_is_made",
                violation_error_message="A link ends after it is made.",
            ),
        ]

    def __str__(self) -> str:
        return f"Link {self.pk}"
