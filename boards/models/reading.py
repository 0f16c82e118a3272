"""What somebody does with the papers they read: opens them, marks items as read, keeps notes.

All of it is a reader's own. The clerk sees whether a member has opened the papers and nothing
else; marks and notes are seen by nobody but who made them, and keep no history: what a person takes
back is gone.
"""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from boards.models.editions import Edition
from boards.models.meetings import Meeting
from boards.numbering import ITEM, PASSAGE
from councils.models import TenantModel, User

PLACE = RegexValidator(f"^({PASSAGE}|{ITEM})$", "This is not the number of a paragraph.")
NOTE_LENGTH = 5_000
SAY_OR_DELETE = "Write your note, or delete it."


class Opened(TenantModel):
    """That a person has opened an edition of the members’ papers: once for each, when they say so."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="opened")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("edition_id", "opened_at")
        verbose_name_plural = "opened"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("edition", "user"),
                name="boards_opened_once_by_each",
                violation_error_message="You have opened these papers already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} by {self.user}"


class ReadMark(TenantModel):
    """A member’s own “I have read this”, for an item of a meeting’s papers in whatever edition.

    `digest` is that of the item as they read it: where it is another now, the item has changed.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("item", max_length=6)
    digest = models.CharField(max_length=64)
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ("meeting_id", "marked_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "user", "number"),
                name="boards_readmark_once_an_item",
                violation_error_message="You have marked this item as read already.",
            )
        ]

    def __str__(self) -> str:
        return f"Item {self.number}"


class PrivateNote(TenantModel):
    """A reader’s own note at a paragraph, or at a whole item, of a meeting’s papers.

    `place` is the number on paper, “5.3” or “5”, which is the same in every edition. Once deleted,
    it can be put back for a day; then the row goes for good.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=12, validators=[PLACE])
    words = models.TextField(
        "note", max_length=NOTE_LENGTH, error_messages={"blank": SAY_OR_DELETE}
    )
    written_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("meeting_id", "pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "user", "place"),
                name="boards_privatenote_one_at_a_place",
                violation_error_message="You have a note here already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(words=""),
                name="boards_privatenote_says_something",
                violation_error_message=SAY_OR_DELETE,
            ),
        ]

    def __str__(self) -> str:
        return f"Note at {self.place}"

    @property
    def item_number(self) -> str:
        """The number of the item it is about."""
        return self.place.partition(".")[0]
