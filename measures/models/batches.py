"""Spreadsheets of figures that were sent in: looked at, recorded or not, and perhaps taken back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from councils.models import TenantModel, User


class Batch(TenantModel):
    """A spreadsheet of a period: what is in it waits until somebody says to record it, or not.

    What was in the file is forgotten some time after; who sent it, when, and what was recorded of
    it stays.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting for you"
        RECORDED = "recorded", "recorded"
        DROPPED = "dropped", "not recorded"
        UNDONE = "undone", "taken back"

    period_end = models.DateField("at the end of the period")
    file_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    #: As the file has it: {"head": [...], "rows": [[number, [cells]], ...]}; empty once forgotten.
    content = models.JSONField(default=dict, blank=True)
    #: What was found when it was looked at: see `measures/sheets/findings.py`.
    checked = models.JSONField(default=dict, blank=True)
    #: What was recorded: [{"figure", "version", "before"}], by which it can be taken back.
    recorded = models.JSONField(default=list, blank=True)
    #: What stayed when it was taken back, with the reason: [[measure, words]].
    stayed = models.JSONField(default=list, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        verbose_name = "spreadsheet"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("council", "period_end", "sha256"),
                condition=Q(state__in=("waiting", "recorded")),
                name="measures_batch_a_file_once",
                violation_error_message="This file is here already.",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="measures_batch_says_who_decided",
                violation_error_message="Say who decided about the file, and when.",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | ~Q(state="undone") & Q(undone_at__isnull=True, undone_by__isnull=True),
                name="measures_batch_says_who_took_it_back",
                violation_error_message="Say who took the figures back, and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.period_end:%-d %B %Y}"
