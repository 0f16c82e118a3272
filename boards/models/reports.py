"""Reports to a meeting, the way they take, what is attached to them and what is withheld."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from boards.models.bodies import ReportSection, ReportTemplate
from boards.models.meetings import AgendaItem
from councils.models import TenantModel, User


class Report(TenantModel):
    """A report under an agenda item: written by its author, cleared by somebody else."""

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        COMPLAINTS = "complaints", "Complaints"
        ADVOCACY = "advocacy", "Advocacy"
        GOOD_PRACTICE = "good_practice", "Good practice"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        CLEARED = "cleared", "Cleared"

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="reports")
    template = models.ForeignKey(
        ReportTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.REPORT)
    title = models.CharField(max_length=160)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reports")
    summary = models.TextField("executive summary", blank=True)
    plain_summary = models.TextField("in plain English", blank=True)
    text = models.TextField(
        "the report",
        blank=True,
        help_text="What it says, where its template has no section of its own for that.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("item_id", "pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("item", "title"),
                name="boards_report_once_per_item",
                violation_error_message="There is a report of this title under the item already.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ReportPart(TenantModel):
    """What a report says under one section of its template."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="parts")
    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("report_id", "section__position")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("report", "section"), name="boards_reportpart_one_per_section"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.section}"


class Recommendation(TenantModel):
    """What a report asks the body to do."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    history = HistoricalRecords()

    class Meta:
        ordering = ("report_id", "position")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("report", "position"),
                name="boards_recommendation_one_per_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.text


class ReportMove(TenantModel):
    """A step a report took: submitted, cleared, or given back with a reason; by whom and when."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="moves")
    to_state = models.CharField(max_length=10, choices=Report.State)
    reason = models.CharField(max_length=300, blank=True)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("report_id", "moved_at")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=~Q(to_state="draft") | ~Q(reason=""),
                name="boards_reportmove_goes_back_with_a_reason",
                violation_error_message="Say why the report goes back.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_to_state_display()}"


class Attachment(TenantModel):
    """A file that goes with a report; kept out of every web folder and served on request only.

    What is in it never changes: a file that replaces another is a row of its own, in the same place.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="attachments")
    title = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=1, editable=False)
    for_everyone = models.BooleanField(
        default=False,
        editable=False,
        help_text="Its author has said that no small number is in it (R18).",
    )
    replaces = models.PositiveBigIntegerField(
        "number of the file it has replaced, which is gone", null=True, editable=False
    )
    file = models.FileField(upload_to="attachments/%Y/%m", editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField("size in bytes", editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_at = models.DateTimeField(editable=False)
    uploaded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("report_id", "position", "uploaded_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("report", "sha256"),
                name="boards_attachment_once_per_report",
                violation_error_message="This file is attached to the report already.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Restriction(TenantModel):
    """The proper officer's decision that a report, or one attachment, is not for everybody.

    The legal paragraph is the one of Schedule 12A to the Local Government Act 1972; a formal
    committee must name it. Withholding a paper from young people who hold a seat needs a reason of
    its own.
    """

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    reason = models.CharField(max_length=300)
    legal_paragraph = models.CharField(max_length=120, blank=True)
    resolution = models.CharField(
        max_length=300, blank=True, help_text="What the meeting resolved about it."
    )
    review_on = models.DateField("to be looked at again on")
    withheld_from_young = models.BooleanField(
        "also withheld from young people who hold a seat", default=False
    )
    young_reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(editable=False)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("decided_at",)
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(report__isnull=False, attachment__isnull=True)
                | Q(report__isnull=True, attachment__isnull=False),
                name="boards_restriction_of_one_thing",
                violation_error_message="Restrict a report or an attachment.",
            ),
            models.CheckConstraint(
                condition=Q(withheld_from_young=False) | ~Q(young_reason=""),
                name="boards_restriction_of_the_young_has_a_reason",
                violation_error_message="Say why young people who hold a seat may not read it.",
            ),
            models.UniqueConstraint(
                fields=("report",),
                condition=Q(lifted_at__isnull=True),
                name="boards_restriction_once_per_report",
                violation_error_message="This report is restricted already.",
            ),
            models.UniqueConstraint(
                fields=("attachment",),
                condition=Q(lifted_at__isnull=True),
                name="boards_restriction_once_per_attachment",
                violation_error_message="This attachment is restricted already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report or self.attachment}: {self.reason}"
