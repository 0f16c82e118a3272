"""Sets of promises that officers write, and what became of each old promise they replace.

The words of an officers' set stand in rows as a strategy's own do, so that owners, verdicts and
measures hang on both alike; what officers decided about it stands here.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, User
from pledges.lineage.rules import NO_REASON, Kind
from pledges.models.promises import PledgeSet, Promise


class NewSet(TenantModel):
    """A set that officers write: a draft until it is published, and unalterable after.

    A draft that was discarded stays on record with the reason, and nothing of it is promised.

    `words_of` is the set a strategy announced without its words, where these are its words.
    """

    pledge_set = models.OneToOneField(PledgeSet, on_delete=models.PROTECT, related_name="own")
    words_of = models.OneToOneField(
        PledgeSet, on_delete=models.PROTECT, null=True, blank=True, related_name="written_as"
    )
    drafted_at = models.DateTimeField(editable=False)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    discarded_at = models.DateTimeField(null=True, editable=False)
    discarded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    discard_reason = models.CharField("why it is discarded", max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ("council_id", "pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="pledges_newset_published_by_somebody",
                violation_error_message="Somebody publishes it.",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True, discarded_by__isnull=True, discard_reason="")
                | (
                    Q(discarded_at__isnull=False, discarded_by__isnull=False)
                    & Q(published_at__isnull=True)
                    & ~Q(discard_reason="")
                ),
                name="pledges_newset_discarded_as_a_draft_with_a_reason",
                violation_error_message="A draft is discarded with a reason; what is published stays.",
            ),
        ]

    def __str__(self) -> str:
        return self.pledge_set.title

    @property
    def is_published(self) -> bool:
        """Whether it is promised, and stands for good."""
        return self.published_at is not None

    @property
    def is_draft(self) -> bool:
        """Whether it is still written."""
        return not (self.published_at or self.discarded_at)


class Replacement(TenantModel):
    """That a set which officers write takes the place of another set, once it is published."""

    new_set = models.ForeignKey(NewSet, on_delete=models.PROTECT, related_name="replaces")
    old_set = models.ForeignKey(PledgeSet, on_delete=models.PROTECT, related_name="replacements")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ("new_set_id", "old_set_id")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("new_set", "old_set"),
                name="pledges_replacement_once",
                violation_error_message="It replaces this set already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.new_set} for {self.old_set}"


class Disposition(TenantModel):
    """What becomes of an old promise when a new set takes its place, why, and who decided it.

    Only ever added: of several for one promise the last holds. It is told to everybody once the
    new set is published.
    """

    new_set = models.ForeignKey(NewSet, on_delete=models.PROTECT, related_name="dispositions")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="dispositions")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.words) for kind in Kind])
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("promise_id", "pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(kind__in=(Kind.CARRIED_ON.value, Kind.MERGED.value)) | ~Q(reason=""),
                name="pledges_disposition_says_why",
                violation_error_message=NO_REASON,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise}: {Kind(self.kind).words}"

    @property
    def words(self) -> str:
        """What became of the promise: “merged with others”."""
        return Kind(self.kind).words

    @property
    def is_dropped(self) -> bool:
        """Whether nothing goes on."""
        return self.kind == Kind.DROPPED


class Successor(TenantModel):
    """A new promise in which an old one goes on. Only ever added, with its disposition."""

    disposition = models.ForeignKey(
        Disposition, on_delete=models.PROTECT, related_name="successors"
    )
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        ordering = ("disposition_id", "promise_id")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("disposition", "promise"),
                name="pledges_successor_once",
                violation_error_message="It goes on in this one already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.promise)


class ForumHearing(TenantModel):
    """That young people were told a promise is to be dropped, and what they said. Only ever added.

    It hangs on the decision itself: dropped again for another reason, it is taken to them again.
    The forum stands in words, as it was called on the day.
    """

    disposition = models.ForeignKey(Disposition, on_delete=models.PROTECT, related_name="hearings")
    forum = models.CharField(max_length=120)
    heard_on = models.DateField()
    said = models.TextField(max_length=1000)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("disposition_id", "heard_on", "pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("disposition", "forum", "heard_on"),
                name="pledges_forumhearing_once_a_day",
                violation_error_message="This is on record already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum}, {self.heard_on:%-d %B %Y}"
