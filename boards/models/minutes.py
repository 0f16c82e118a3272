"""The minutes of a meeting, version by version; what is confirmed is never altered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from boards.models.meetings import AgendaItem, Meeting
from boards.record.layout import ITEMS_FROM
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
    due_on = models.DateField(
        "due to go round", null=True, editable=False, help_text="As it was when they went round."
    )
    first_circulated_at = models.DateTimeField(
        null=True, editable=False, help_text="They may be taken back and go round again."
    )
    late_reason = models.CharField("why they are late", max_length=300, blank=True)
    sha256 = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Of what was confirmed."
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
            models.CheckConstraint(
                condition=Q(circulated_at__isnull=True) | Q(first_circulated_at__isnull=False),
                name="boards_minutes_keep_when_they_first_went_round",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(sha256=""),
                name="boards_minutes_are_confirmed_with_their_hash",
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
    drafted = models.TextField(
        blank=True, editable=False, help_text="What the register gave when it was last asked."
    )
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

    @property
    def number(self) -> int | None:
        """The place of the item it is of on the agenda; None for what is no item."""
        return self.position - ITEMS_FROM if self.item_id else None

    @property
    def number_shown(self) -> str:
        """The item's number on paper; empty for what is no item."""
        return self.item.number_shown if self.item else ""

    @property
    def is_edited(self) -> bool:
        """Whether the clerk has changed the register's words."""
        return self.text != self.drafted


class Circulation(TenantModel):
    """That a member was told by mail that minutes went round: once each time they do."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="circulations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    circulated_at = models.DateTimeField(help_text="Which time, where they go round again.")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("minutes_id", "sent_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("minutes", "user", "circulated_at"),
                name="boards_circulation_once_each_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes} to {self.user}"
