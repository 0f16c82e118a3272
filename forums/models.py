"""Children in care councils and care leavers' forums, their questions, and what they were asked."""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import Dated, FixtureModel, TenantModel, User
from forums.flow import State
from pledges.models import Strategy, Theme


class Forum(FixtureModel):
    """A children in care council or care leavers' forum, and whom it is open to."""

    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    to_age = models.PositiveSmallIntegerField(null=True, blank=True)
    open_to_care_leavers = models.BooleanField(default=False)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "from_age", "name")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_age__isnull=True)
                | Q(from_age__isnull=True)
                | Q(to_age__gte=F("from_age")),
                name="forums_forum_ages_in_order",
                violation_error_message="The upper age is below the lower one.",
            ),
            models.CheckConstraint(
                condition=~Q(key__in=("questions", "surveys")),
                name="forums_forum_key_is_no_page_of_ours",
                violation_error_message="This word is taken: choose another key.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ForumMember(Dated):
    """A representative or worker of a forum, for a period."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="forum_places")

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("forum_id", "user__display_name", "starts_on")
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=("forum", "user", "starts_on"),
                name="forums_forummember_once",
                violation_error_message="This person is in this forum from that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.forum}"


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


class Survey(FixtureModel):
    """A survey whose results the strategy gives."""

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=160)
    held = models.CharField(max_length=20, blank=True, help_text="“2017”, “2018”.")
    how_often = models.CharField(max_length=60, blank=True)
    about = models.TextField(blank=True)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "title")

    def __str__(self) -> str:
        return self.title


class SurveyGroup(FixtureModel):
    """Who answered a survey: a group and its number, some of them part of a larger group."""

    published_with = "survey__strategy"

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="groups")
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    is_complete = models.BooleanField(
        default=False, help_text="Its parts add up to it, rather than being examples of it."
    )

    class Meta(FixtureModel.Meta):
        ordering = ("survey_id", "position")

    def __str__(self) -> str:
        return f"{self.number} {self.who}"


class SurveyFinding(FixtureModel):
    """What a survey said, quoted."""

    class Kind(models.TextChoices):
        MESSAGE = "message", "The main messages"
        ATTENTION = "attention", "What needs further attention"

    published_with = "survey__strategy"

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=Kind)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta(FixtureModel.Meta):
        ordering = ("survey_id", "kind", "position")

    def __str__(self) -> str:
        return self.text
