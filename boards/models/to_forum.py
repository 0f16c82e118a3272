"""What a body asks young people, and what each forum says to it: words two people agree to."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from boards.models.bodies import Body
from boards.models.meetings import Meeting
from boards.to_forum.flow import WITH_WORDS, WROTE_ANSWER, WROTE_QUESTION, Says, State, state_of
from councils.models import TenantModel, User
from forums.models import Forum
from pledges.models import Promise

OTHER_MEETING = "This is a meeting of another body."
KEPT_REASON = "Why something stays in the words by which somebody could be known."


class ForumChallenge(TenantModel):
    """Something a body asks one of its forums, or several; it has an answer row for each of them.

    A second person agrees to the words before any forum reads them. `wished_on` binds nobody.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="forum_challenges")
    words = models.TextField(
        "what you ask",
        max_length=400,
        validators=[MaxLengthValidator(400)],
        help_text="One question, in short words. Young people read it as you write it.",
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forum_challenges",
        help_text="Where it came up, or where you talk about it.",
    )
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="forum_challenges"
    )
    wished_on = models.DateField(
        "when an answer would help",
        null=True,
        blank=True,
        help_text="Young people read this as a wish. They are never late.",
    )
    submission = models.UUIDField(
        unique=True, help_text="Made with the form, so that sending it twice asks once."
    )
    kept_reason = models.CharField(max_length=200, blank=True, help_text=KEPT_REASON)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(
        "why it is taken back", max_length=200, blank=True, help_text="Young people read this."
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-written_at", "-pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("written_by")),
                name="boards_forumchallenge_two_people_agree",
                violation_error_message=WROTE_QUESTION,
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | ~Q(withdrawn_reason=""),
                name="boards_forumchallenge_withdrawn_has_reason",
                violation_error_message="Say why it is taken back.",
            ),
        ]

    def __str__(self) -> str:
        return f"Asked of young people {self.pk}"

    def clean(self) -> None:
        """Refuse a meeting of another body."""
        super().clean()
        if self.meeting_id and self.meeting.body_id != self.body_id:
            raise ValidationError({"meeting": OTHER_MEETING})


class ForumAnswer(TenantModel):
    """What one forum says to it. The first is made empty when it is asked; the latest one counts.

    It is for the forum's people until a second person has read it.
    """

    challenge = models.ForeignKey(ForumChallenge, on_delete=models.PROTECT, related_name="answers")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="answers_to_bodies")
    turn = models.PositiveSmallIntegerField(default=1, help_text="The first answer, the second, …")
    says = models.CharField(
        max_length=6, choices=[(each.value, each.words) for each in Says], blank=True
    )
    words = models.TextField(max_length=600, blank=True, validators=[MaxLengthValidator(600)])
    kept_reason = models.CharField(max_length=200, blank=True, help_text=KEPT_REASON)
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("challenge_id", "forum_id", "turn")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("challenge", "forum", "turn"),
                name="boards_forumanswer_one_a_turn",
                violation_error_message="This forum has answered already.",
            ),
            models.CheckConstraint(
                condition=Q(says="", words="", written_by__isnull=True)
                | (~Q(says="") & Q(written_by__isnull=False)),
                name="boards_forumanswer_said_whole",
                violation_error_message="Choose yes, partly, no, or that you think about it.",
            ),
            models.CheckConstraint(
                condition=~Q(says__in=WITH_WORDS) | ~Q(words=""),
                name="boards_forumanswer_no_has_a_reason",
                violation_error_message="Say which part, or why not.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | (~Q(says="") & ~Q(agreed_by=F("written_by"))),
                name="boards_forumanswer_two_people_agree",
                violation_error_message=WROTE_ANSWER,
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.turn} to challenge {self.challenge_id}"

    @property
    def state(self) -> State:
        """Where the challenge is, for this forum."""
        return state_of(
            agreed=self.challenge.agreed_by_id is not None,
            withdrawn=self.challenge.withdrawn_by_id is not None,
            answered=bool(self.says),
            read=self.agreed_by_id is not None,
        )

    @property
    def said(self) -> str:
        """What the forum says, in one go: “Yes. We start in May.”"""
        begins = f"{Says(self.says).words}." if self.says else ""
        return f"{begins} {self.words}".strip()
