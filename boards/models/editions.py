"""What was published for a meeting, and who was told."""

from typing import ClassVar

from django.db import models

from boards.models.meetings import Meeting
from councils.models import TenantModel, User


class Edition(TenantModel):
    """What was published for a meeting, for one kind of reader: numbered, and never altered.

    `content` is canonical JSON, `sha256` its hash; `schema` says which version of the block
    schema wrote it.
    """

    class Kind(models.TextChoices):
        MEMBERS = "members", "Members’ papers"
        FORUM = "forum", "The forum’s papers"
        PUBLIC = "public", "Public papers"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=8, choices=Kind)
    number = models.PositiveSmallIntegerField()
    schema = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("meeting_id", "kind", "-number")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "kind", "number"), name="boards_edition_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, edition {self.number}"


class EditionItem(TenantModel):
    """One item of an edition, rendered: what a reader opens is one row.

    `number` is the item's number on paper: "0" is the front page, "5A" a supplement after 5;
    `position` its place in this edition; `sha256` the hash of `html`, which is what people read.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=6)
    title = models.CharField(max_length=160)
    html = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("edition_id", "position")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("edition", "number"), name="boards_editionitem_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Announcement(TenantModel):
    """That a reader was told by mail that an edition is out: once, however often the task runs."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="announcements")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("edition_id", "sent_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("edition", "user"), name="boards_announcement_once_per_reader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} to {self.user}"
