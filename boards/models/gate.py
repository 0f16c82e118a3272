"""What the gate found in an attached file, and who let it pass all the same."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from boards.models.reports import Attachment
from councils.models import TenantModel, User


class FileCheck(TenantModel):
    """That a file was looked into: when, by which version of the gate, and what it found.

    One for each file, which never changes; a later gate looks again and writes it here. Without one
    a file is held back.
    """

    attachment = models.OneToOneField(
        Attachment, on_delete=models.PROTECT, related_name="file_check"
    )
    gate = models.PositiveSmallIntegerField("version of the gate")
    looked_at = models.DateTimeField()
    findings = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("attachment_id",)

    def __str__(self) -> str:
        return f"{self.attachment}: {len(self.findings)} found"


class FileClearance(TenantModel):
    """A second person's decision that a file may go out with what was found in it.

    `findings` are those they have seen: what is found later is not cleared by them. `attached_by` and
    `written_by` are whose file and whose report it was then, so that the table itself refuses a
    clearance by one of the two.
    """

    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="clearances")
    findings = models.JSONField()
    reason = models.CharField(max_length=300, blank=True)
    cleared_at = models.DateTimeField(editable=False)
    cleared_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    attached_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("attachment_id", "cleared_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("attachment",),
                condition=Q(taken_back_at__isnull=True),
                name="boards_fileclearance_once_per_file",
                violation_error_message="Somebody has cleared this file already.",
            ),
            models.CheckConstraint(
                condition=~Q(cleared_by=F("attached_by")) & ~Q(cleared_by=F("written_by")),
                name="boards_fileclearance_by_a_second_person",
                violation_error_message="Whoever attached a file or wrote its report does not clear "
                "it. Somebody else does.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="boards_fileclearance_has_a_reason",
                violation_error_message="Say why it may go out as it is.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="boards_fileclearance_taken_back_by_somebody",
                violation_error_message="Say who took the clearance back.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attachment}: {self.reason}"
