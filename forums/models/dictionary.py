"""The words a forum asked the council not to use, with what it prefers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, User
from forums.models.forums import Forum

SAY_IT = "Write the word."


class DictionaryWord(TenantModel):
    """A word young people do not want, and what they prefer; empty where they only want it gone.

    Taken off the list it stays on record, and can be put on it again.
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="dictionary")
    word = models.CharField("word", max_length=60, error_messages={"blank": SAY_IT})
    instead = models.CharField("say instead", max_length=80, blank=True)
    why = models.CharField("why", max_length=200, blank=True)
    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    taken_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("forum_id", Lower("word"))
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                "forum",
                Lower("word"),
                condition=Q(taken_off_at__isnull=True),
                name="forums_dictionaryword_once_in_a_forum",
                violation_error_message="This word is on the list already.",
            ),
            models.CheckConstraint(
                condition=~Q(word=""),
                name="forums_dictionaryword_has_a_word",
                violation_error_message=SAY_IT,
            ),
        ]
        verbose_name = "word in a dictionary"
        verbose_name_plural = "words in dictionaries"

    def __str__(self) -> str:
        return self.word
