"""What a person is reminded of by mail: one message a day, over all their councils."""

from typing import ClassVar

from django.db import models

from councils.models import User


class Reminder(models.Model):
    """The one message a person gets on a day; sent once, however often the task runs.

    It belongs to the person and to no council: somebody who sits in two gets one message.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reminders")
    day = models.DateField()
    lines = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("day", "user_id")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=("user", "day"), name="boards_reminder_one_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.day:%-d %B %Y}"
