"""When young people take over a meeting: the dots of their forums, and the clock of its items."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from boards.models.meetings import AgendaItem
from boards.takeover.dots import MOST
from councils.models import TenantModel, User
from forums.models import Forum

HOW_MANY = f"From 1 to {MOST} dots; leave it empty where there are none."


class Dots(TenantModel):
    """How many dots a forum put on an agenda item: a sum, and nobody's name.

    Where a forum put none there is no row.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="dots")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="dots")
    number = models.PositiveSmallIntegerField(
        "how many dots",
        validators=[MinValueValidator(1, HOW_MANY), MaxValueValidator(MOST, HOW_MANY)],
    )
    counted_at = models.DateTimeField(editable=False)
    counted_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ("item_id", "forum_id")
        verbose_name_plural = "dots"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("item", "forum"),
                name="boards_dots_once_a_forum",
                violation_error_message="This forum’s dots on this item are counted already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST),
                name="boards_dots_at_least_one",
                violation_error_message=HOW_MANY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum} on {self.item}: {self.number}"


class Turn(TenantModel):
    """That an item's time began, by the clock of whoever chairs; it ends when the next begins.

    The last one ends with the meeting. A slip is undone by taking the row away; its history stays.
    """

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="turn")
    began_at = models.DateTimeField(editable=False)
    began_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.item}, from {self.began_at:%H:%M}"
