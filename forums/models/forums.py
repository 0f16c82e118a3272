"""Children in care councils and care leavers' forums, and who has a place in them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from councils.models import Dated, FixtureModel, User

#: First words of addresses below a council's forums: no forum can have one of them as its key.
TAKEN = (
    "questions",
    "surveys",
    "ask",
    "celebrations",
    "concerns",
    "feedback",
    "issues",
    "safety",
    "sessions",
    "takeover",
    "voice",
    "words",
)


class Forum(FixtureModel):
    """A children in care council or care leavers' forum, and whom it is open to."""

    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    to_age = models.PositiveSmallIntegerField(null=True, blank=True)
    open_to_care_leavers = models.BooleanField(default=False)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "from_age", "name")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_age__isnull=True)
                | Q(from_age__isnull=True)
                | Q(to_age__gte=F("from_age")),
                name="forums_forum_ages_in_order",
                violation_error_message="The upper age is below the lower one.",
            ),
            models.CheckConstraint(
                condition=~Q(key__in=TAKEN),
                name="forums_forum_key_is_no_page_of_ours",
                violation_error_message="This word is taken: choose another key.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ForumMember(Dated):
    """A representative or worker of a forum, for a period."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="forum_places")

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ("forum_id", "user__display_name", "starts_on")
        constraints: ClassVar[list] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=("forum", "user", "starts_on"),
                name="forums_forummember_once",
                violation_error_message="This person is in this forum from that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.forum}"
