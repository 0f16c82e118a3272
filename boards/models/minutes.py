"""The minutes of a meeting, version by version; what is confirmed is never altered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from boards.models.meetings import AgendaItem, Meeting
from councils.models import TenantModel, User


class Minutes(TenantModel):
    """One version of a meeting's minutes: drafted, circulated, confirmed at a later meeting.

    Once confirmed, the database itself refuses to alter them; a correction is a further version,
    with its reason.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField("why they are corrected", max_length=300, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    circulated_at = models.DateTimeField(null=True, blank=True)
    circulated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_in = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="confirms"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting_id", "-number")
        verbose_name_plural = "minutes"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "number"), name="boards_minutes_numbered_once"
            ),
            models.UniqueConstraint(
                fields=("meeting",),
                condition=Q(confirmed_at__isnull=True),
                name="boards_minutes_one_version_in_hand",
                violation_error_message="A version of these minutes is in hand already.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="boards_minutes_corrected_with_a_reason",
                violation_error_message="Say why the minutes are corrected.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | Q(circulated_at__isnull=False, confirmed_in__isnull=False),
                name="boards_minutes_go_round_before_they_are_confirmed",
                violation_error_message="Minutes go round before a later meeting confirms them.",
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    @property
    def state(self) -> str:
        """How far they are: draft, circulated or confirmed."""
        if self.confirmed_at:
            return "confirmed"
        return "circulated" if self.circulated_at else "draft"


class MinutesSection(TenantModel):
    """One part of the minutes: who was there, or what came of one item."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("minutes_id", "position")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("minutes", "position"), name="boards_minutessection_one_per_place"
            )
        ]

    def __str__(self) -> str:
        return self.heading
