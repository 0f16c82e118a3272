"""Passages that two people together took out of everything that was published."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from boards.models.meetings import Meeting
from councils.models import TenantModel, User


class Removal(TenantModel):
    """A passage of a meeting's papers that is to be destroyed, or was: by whom and when, not what.

    One person proposes it, which hides the passage at once; another confirms it, which destroys it
    in every edition there ever was. `number` is the passage's number on paper, `mark` a keyed hash
    of its words, by which they are known if they come back, and from which they cannot be read.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="removals")
    number = models.CharField(max_length=16)
    mark = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("meeting_id", "proposed_at")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="boards_removal_by_two_people",
                violation_error_message="Somebody other than the person who proposed it confirms it.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="boards_removal_confirmed_by_somebody",
                violation_error_message="What is confirmed was confirmed by somebody.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(confirmed_at__isnull=True),
                name="boards_removal_confirmed_or_taken_back",
                violation_error_message="What is destroyed cannot be taken back.",
            ),
            models.UniqueConstraint(
                fields=("meeting", "number", "mark"),
                condition=Q(taken_back_at__isnull=True),
                name="boards_removal_once_per_passage",
                violation_error_message="This passage is being taken out already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Passage {self.number} of {self.meeting}"
