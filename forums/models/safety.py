"""Concerns about somebody's safety: the restricted list, who stands in for the lead, who was told.

Nothing here is in the admin or keeps a history: who did what and when are fields and rows of their
own, and what is purged is gone.
"""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import Dated, TenantModel, User
from forums.concerns import Priority, Told
from forums.models.forums import Forum
from forums.models.questions import Question

WORDS_LENGTH = 2000
DONE_LENGTH = 300
WHOM_LENGTH = 120


class Concern(TenantModel):
    """That somebody may not be safe: when it came, how urgent it is, and who has taken it.

    Its words stand apart, in `ConcernWords` or in the question it came from. `about` is the worker it
    is about, from whom it is kept. Nobody is in `raised_by` where it came without signing in.
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="concerns")
    question = models.OneToOneField(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="concern"
    )
    submission = models.UUIDField(
        unique=True, help_text="Made with the form, so that sending it twice raises it once."
    )
    about = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    priority = models.PositiveSmallIntegerField(
        choices=[(each.value, each.words) for each in Priority], default=Priority.USUAL.value
    )
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done = models.CharField(
        "what was done", max_length=DONE_LENGTH, blank=True, help_text="Never a name."
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-priority", "raised_at")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="forums_concern_taken_by_somebody",
                violation_error_message="What is taken was taken by somebody.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, done="")
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False, taken_at__isnull=False)
                    & ~Q(done="")
                ),
                name="forums_concern_closed_with_what_was_done",
                violation_error_message="Say what was done when you close it.",
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=True)
                | (
                    (Q(taken_by__isnull=True) | ~Q(taken_by=F("about")))
                    & (Q(closed_by__isnull=True) | ~Q(closed_by=F("about")))
                ),
                name="forums_concern_not_by_whom_it_is_about",
                violation_error_message="Whom a concern is about has no part in it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Concern {self.pk}"


class ConcernWords(TenantModel):
    """What was written about somebody's safety: for the safeguarding lead's screen alone."""

    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="words")
    text = models.TextField(
        "what is going on",
        max_length=WORDS_LENGTH,
        validators=[MaxLengthValidator(WORDS_LENGTH)],
    )

    class Meta:
        verbose_name_plural = "words of concerns"

    def __str__(self) -> str:
        return f"Words of concern {self.concern_id}"


class ConcernTold(TenantModel):
    """Who was told of a concern, and when; only ever added.

    `user` is the lead or deputy; `whom` says in a few words who else, as a role, never a name.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="told")
    told_as = models.CharField(max_length=12, choices=[(each.value, each.name) for each in Told])
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    whom = models.CharField("who was told", max_length=WHOM_LENGTH, blank=True)
    submission = models.UUIDField(unique=True, null=True, blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_mail = models.BooleanField(default=False)

    class Meta:
        ordering = ("told_at", "pk")
        verbose_name_plural = "who was told"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("concern", "told_as", "user"),
                condition=Q(user__isnull=False),
                name="forums_concerntold_once_to_each",
                violation_error_message="They were told already.",
            ),
            models.UniqueConstraint(
                fields=("concern",),
                condition=Q(told_as=Told.PASSED_UP.value),
                name="forums_concerntold_passed_up_once",
                violation_error_message="It was passed up already.",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, whom="", told_as__in=("lead", "deputy"))
                | (Q(user__isnull=True, told_as__in=("passed_up", "other")) & ~Q(whom="")),
                name="forums_concerntold_somebody",
                violation_error_message="Say who was told.",
            ),
        ]

    def __str__(self) -> str:
        return f"Concern {self.concern_id} told to {self.whom or self.user}"


class Deputy(Dated):
    """Who stands in for the safeguarding lead, from a day to a day.

    They read a concern when the lead has not taken it in time; where the lead is away, at once.
    """

    ends_on = models.DateField("to")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lead_is_away = models.BooleanField("the lead is away then", default=False)
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("starts_on", "pk")
        verbose_name_plural = "deputies"
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=("council", "user", "starts_on"),
                name="forums_deputy_once_from_a_day",
                violation_error_message="This person is a deputy from that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.starts_on:%-d %B %Y} to {self.ends_on:%-d %B %Y}"
