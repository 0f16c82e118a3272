"""What people raised and what was done; surveys as they are presented; what is to be celebrated."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, User
from forums.models.forums import Forum
from forums.models.sessions import Session
from forums.models.surveys import Survey
from forums.voice.flow import Outcome, Source, State, last_day
from measures.models import Measure, Observation
from pledges.models import Promise, Statement, Theme
from pledges.ownership import ONE_OF_TWO, why_not_role

TOO_LONG = "Choose a day within a year of the consent. After that, ask again."
FOREIGN_SESSION = "This session is another forum’s."


def validate_role(role: str) -> None:
    """The words of a role.

    Raises:
        ValidationError: they give somebody away.
    """
    if refused := why_not_role(role):
        raise ValidationError(refused)


class Feedback(TenantModel):
    """Something that was raised: in words that show nobody, with what was done about it."""

    forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, related_name="feedback", help_text="Who is told back."
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    source = models.CharField(
        "who said it",
        max_length=20,
        choices=[
            (Source.YOUNG_PEOPLE.value, "Children and young people"),
            (Source.CARERS.value, "Carers"),
            (Source.REVIEWING_OFFICERS.value, "Independent reviewing officers"),
            (Source.STAFF.value, "Staff"),
            (Source.COMPLAINTS.value, "Complaints"),
        ],
    )
    said_on = models.DateField("day it was said")
    words = models.TextField(
        "what was said",
        max_length=400,
        validators=[MaxLengthValidator(400)],
        help_text="In your words. No names, no places: nothing that shows who said it.",
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.words) for state in State],
        default=State.WRITTEN.value,
    )
    submission = models.UUIDField(
        unique=True, help_text="Made with the form, so that sending it twice writes it once."
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    read_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        "what became of it",
        max_length=8,
        blank=True,
        choices=[
            (Outcome.DID.value, "It was done"),
            (Outcome.PART.value, "A part of it was done"),
            (Outcome.WILL_NOT.value, "It will not be done"),
        ],
    )
    done_words = models.TextField(
        "what was done, or why it will not be",
        max_length=600,
        blank=True,
        validators=[MaxLengthValidator(600)],
        help_text="In words a nine-year-old can read. No names.",
    )
    done_by_role = models.CharField(
        "by whom",
        max_length=120,
        blank=True,
        validators=[validate_role],
        help_text="A role, such as “Head of Fostering”. Never somebody’s name.",
    )
    done_on = models.DateField("day it was done or decided", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    # A name that slipped into the words is gone once they are put otherwise.
    history = HistoricalRecords(excluded_fields=["words"])

    class Meta:
        ordering = ("said_on", "pk")
        verbose_name_plural = "feedback"
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(promise__isnull=True) | Q(statement__isnull=True),
                name="forums_feedback_of_one_thing",
                violation_error_message=ONE_OF_TWO,
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.DONE, State.TOLD))
                | (
                    ~Q(outcome="")
                    & ~Q(done_words="")
                    & ~Q(done_by_role="")
                    & Q(done_on__isnull=False)
                ),
                name="forums_feedback_done_says_what",
                violation_error_message="Say what was done, by whom and when.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | ~Q(withdrawn_reason=""),
                name="forums_feedback_withdrawn_has_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.WRITTEN, State.WITHDRAWN)) | Q(read_by__isnull=False),
                name="forums_feedback_read_before_it_is_shown",
                violation_error_message="Somebody reads it before anybody else can.",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.YOUNG_PEOPLE)
                | Q(read_by__isnull=True)
                | ~Q(read_by=F("written_by")),
                name="forums_feedback_of_a_child_read_by_another",
                violation_error_message="Somebody else has to read this: not the person who wrote it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"

    @property
    def we(self) -> str:
        """How the answer begins: “We did”."""
        return Outcome(self.outcome).words if self.outcome else ""

    def clean(self) -> None:
        """Refuse a session of another forum."""
        super().clean()
        if self.session_id and self.session.forum_id != self.forum_id:
            raise ValidationError({"session": FOREIGN_SESSION})


class SurveyRun(TenantModel):
    """A survey as it was carried out in one year: who answered, and when it was brought out."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="runs")
    year = models.PositiveSmallIntegerField(help_text="The year it was carried out, such as 2026.")
    asked = models.PositiveIntegerField("how many were asked", null=True, blank=True)
    answered = models.PositiveIntegerField("how many answered", null=True, blank=True)
    presented_on = models.DateField("day it was presented", null=True, blank=True)
    presented_to = models.CharField("to whom", max_length=120, blank=True)
    published_on = models.DateField("day it was published", null=True, blank=True)
    address = models.URLField("where it can be read", blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ("survey_id", "-year")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("survey", "year"),
                name="forums_surveyrun_once_a_year",
                violation_error_message="This year of the survey is recorded already.",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True)
                | Q(answered__isnull=True)
                | Q(asked__gte=F("answered")),
                name="forums_surveyrun_no_more_answers_than_asked",
                violation_error_message="More answered than were asked.",
            ),
            models.CheckConstraint(
                condition=Q(presented_on__isnull=True) | ~Q(presented_to=""),
                name="forums_surveyrun_presented_to_somebody",
                violation_error_message="Say to whom it was presented.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}, {self.year}"


class SurveyResult(TenantModel):
    """What the answers to a question of a survey's year came to: the figure of a measure.

    The counts stand in the figure and nowhere else: what a measure tells to nobody outside, its
    survey does not tell either.
    """

    run = models.ForeignKey(SurveyRun, on_delete=models.PROTECT, related_name="results")
    figure = models.OneToOneField(
        Observation, on_delete=models.PROTECT, related_name="survey_result"
    )
    question = models.CharField("the question, as it was asked", max_length=200)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    history = HistoricalRecords()

    class Meta:
        ordering = ("run_id", "pk")

    def __str__(self) -> str:
        return self.question


class Celebration(TenantModel):
    """Something to celebrate, shown with consent until a day, and gone from every page after it."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="celebrations")
    words = models.TextField(
        "what there is to celebrate",
        max_length=300,
        validators=[MaxLengthValidator(300)],
        help_text="No names, no schools, no places: nothing that shows who it is.",
    )
    consent_on = models.DateField(
        "day of the consent", help_text="When the young person said that it may be shown."
    )
    consent_words = models.CharField(
        "how the consent was given",
        max_length=160,
        help_text="Such as “Asked at the session; said yes to the words below.” No names.",
    )
    show_until = models.DateField("last day it may be shown")
    submission = models.UUIDField(
        unique=True, help_text="Made with the form, so that sending it twice writes it once."
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    read_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    taken_down_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_down_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-consent_on", "-pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(show_until__gte=F("consent_on")),
                name="forums_celebration_ends_after_consent",
                violation_error_message="The last day is before the consent.",
            ),
            models.CheckConstraint(
                condition=Q(read_by__isnull=True) | ~Q(read_by=F("written_by")),
                name="forums_celebration_read_by_another",
                violation_error_message="Somebody else has to read this: not the person who wrote it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Celebration {self.pk}"

    def clean(self) -> None:
        """Refuse to show it for longer than a year after the consent."""
        super().clean()
        if self.consent_on and self.show_until and self.show_until > last_day(self.consent_on):
            raise ValidationError({"show_until": TOO_LONG})
