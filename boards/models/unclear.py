"""What young people did not get in a forum's papers: counted, never by whom."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from boards.models.meetings import Meeting
from boards.numbering import PASSAGE
from councils.models import TenantModel, User
from forums.models import DictionaryWord, Forum

PARAGRAPH = RegexValidator(f"^{PASSAGE}$", "This is not the number of a paragraph.")


class UnclearPlace(TenantModel):
    """A paragraph of a meeting's forum papers that somebody did not get; settled by its forum.

    `place` is its number on paper, the same in every edition; what it says is read there. Settled, either a word of it went on the forum's list, or it was set aside with a reason.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="unclear_places")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=12, validators=[PARAGRAPH])
    word = models.ForeignKey(
        DictionaryWord, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("why it is set aside", max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("meeting_id", "pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("forum", "meeting", "place"),
                name="boards_unclearplace_once_in_a_forum",
                violation_error_message="This paragraph is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, word__isnull=True, reason="")
                | Q(settled_at__isnull=False, word__isnull=False)
                | (Q(settled_at__isnull=False) & ~Q(reason="")),
                name="boards_unclearplace_settled_by_word_or_reason",
                violation_error_message="Put a word on the list, or say why not.",
            ),
        ]

    def __str__(self) -> str:
        return f"Paragraph {self.place}"

    @property
    def taps_words(self) -> str:
        """How often somebody did not get it, where the query has counted it: “3 taps”."""
        return "1 tap" if self.number == 1 else f"{self.number} taps"


class Tap(TenantModel):
    """One “I don’t get this”; `who` is no person, but a mark that the same one cannot make twice."""

    unclear = models.ForeignKey(UnclearPlace, on_delete=models.PROTECT, related_name="taps")
    who = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ("unclear_id", "pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("unclear", "who"),
                name="boards_tap_once_by_each",
                violation_error_message="You have said so already.",
            )
        ]

    def __str__(self) -> str:
        return f"Tap {self.pk}"
