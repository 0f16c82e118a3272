"""A person's own calendar, which their calendar program fetches without signing in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from councils.models import User


class CalendarFeed(models.Model):
    """The secret address of a person's calendar, over all their councils.

    Only the SHA-256 of the secret is kept, so that nobody who reads the database can open it. A
    new address is a new row in place of the old one; without a row there is no address.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="calendar_feed")
    digest = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("digest",),
                name="boards_calendarfeed_secret_is_one_person_s",
                violation_error_message="This address is taken. Make another one.",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex="^[0-9a-f]{64}$"),
                name="boards_calendarfeed_keeps_no_secret",
                violation_error_message="Only the hash of an address is kept.",
            ),
        ]

    def __str__(self) -> str:
        return f"The calendar of {self.user}"
