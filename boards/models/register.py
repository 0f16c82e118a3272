"""Who said they would come, who came, from when to when, and what the forum's time was like."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from boards.models.bodies import Discipline, Seat
from boards.models.meetings import AgendaItem, Meeting
from councils.models import Person, TenantModel, User

#: A row is about one person, or about so many young people at a seat of theirs, who are not named.
WHO = Q(person__isnull=False, heads=1) | Q(person__isnull=True, seat__isnull=False)
WHO_SAID = "Say who it is; young people are given by their seat and their number."


class Invitation(TenantModel):
    """That somebody was told by mail of a meeting on a day: once, however often the task runs.

    A meeting that is moved is another thing to be told of.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField("for the meeting on")
    sent_at = models.DateTimeField()
    called_off_at = models.DateTimeField(
        null=True, blank=True, help_text="When they were told that the meeting is cancelled."
    )

    class Meta:
        ordering = ("meeting_id", "sent_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "user", "held_on"), name="boards_invitation_once_for_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} to {self.meeting}"


class Reply(TenantModel):
    """What somebody answered to the invitation; the last answer stands.

    For a seat held by young people `person` is empty and `heads` says how many of them come.
    """

    class Answer(models.TextChoices):
        COMING = "coming", "Coming"
        ONLINE = "online", "Joining online"
        APOLOGIES = "apologies", "Cannot come"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="replies")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    heads = models.PositiveSmallIntegerField("how many", default=1)
    answer = models.CharField(max_length=10, choices=Answer)
    substitute = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who comes instead.",
    )
    replied_at = models.DateTimeField(editable=False)
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting_id", "seat_id", "person_id")
        verbose_name_plural = "replies"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "person"), name="boards_reply_one_per_person"
            ),
            models.UniqueConstraint(
                fields=("meeting", "seat"),
                condition=Q(person__isnull=True),
                name="boards_reply_one_per_young_seat",
            ),
            models.CheckConstraint(
                condition=WHO, name="boards_reply_is_somebodys", violation_error_message=WHO_SAID
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | Q(answer="apologies"),
                name="boards_reply_substitute_for_who_cannot_come",
                violation_error_message="Only somebody who cannot come sends a substitute.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.seat}: {self.get_answer_display()}"


class RegisterEntry(TenantModel):
    """One stay of one person at a meeting, or that they were not there.

    Somebody who goes out and comes back has two stays; somebody who holds a seat and stands in at
    another has a row at each. Times are those of the meeting's day; an
    empty one means from the start, or to the end. For a seat held by young people `person` is
    empty and `heads` says how many of them there were: no child is named.
    """

    class Capacity(models.TextChoices):
        MEMBER = "member", "member"
        SUBSTITUTE = "substitute", "substitute"
        COOPTED = "coopted", "co-opted"
        ATTENDER = "attender", "attender"

    class Mark(models.TextChoices):
        PRESENT = "present", "Present"
        ONLINE = "online", "Online"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    THERE = (Mark.PRESENT, Mark.ONLINE)

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="register")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="register"
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="register"
    )
    heads = models.PositiveSmallIntegerField("how many", default=1)
    stay = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.MEMBER)
    instead_of = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The holder a substitute stands in for; empty where the place is vacant.",
    )
    discipline = models.ForeignKey(
        Discipline, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mark = models.CharField(max_length=10, choices=Mark)
    arrived_at = models.TimeField("arrived", null=True, blank=True)
    left_at = models.TimeField("left", null=True, blank=True)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting_id", "seat_id", "person_id", "stay")
        verbose_name_plural = "register entries"
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "person", "seat", "stay"),
                condition=Q(person__isnull=False),
                nulls_distinct=False,
                name="boards_registerentry_one_per_stay",
            ),
            models.UniqueConstraint(
                fields=("meeting", "seat"),
                condition=Q(person__isnull=True),
                name="boards_registerentry_one_per_young_seat",
            ),
            models.CheckConstraint(
                condition=WHO,
                name="boards_registerentry_is_somebodys",
                violation_error_message=WHO_SAID,
            ),
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True)
                | Q(left_at__isnull=True)
                | Q(left_at__gt=F("arrived_at")),
                name="boards_registerentry_leaves_after_arriving",
                violation_error_message="Somebody leaves after they have arrived.",
            ),
            models.CheckConstraint(
                condition=Q(mark__in=("present", "online"))
                | Q(arrived_at__isnull=True, left_at__isnull=True, stay=1),
                name="boards_registerentry_times_of_who_was_there",
                violation_error_message="Somebody who was not there has no times.",
            ),
            models.CheckConstraint(
                condition=~Q(capacity__in=("member", "substitute")) | Q(seat__isnull=False),
                name="boards_registerentry_members_have_a_seat",
                violation_error_message="A member or a substitute sits for a seat: say which.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.seat}: {self.get_mark_display()}"

    @property
    def is_there(self) -> bool:
        """Whether they were there, in the room or online."""
        return self.mark in self.THERE


class Declaration(TenantModel):
    """An interest somebody declared, at an item or for the whole meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    words = models.CharField("the interest", max_length=300)
    withdrew = models.BooleanField("left the room for the item", default=False)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting_id", "recorded_at")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "person", "item"),
                nulls_distinct=False,
                name="boards_declaration_once_per_item",
                violation_error_message="This person's interest in this item is recorded already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.words}"


class ForumTime(TenantModel):
    """The minutes the forum really got at a meeting, and what the forum says of it (R8).

    `given` is the clerk's record, or what the clock of a takeover measured (`by_clock`); `cut_short`
    is the forum's own word, empty until it has said.
    """

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="forum_time")
    planned = models.PositiveSmallIntegerField("minutes planned")
    given = models.PositiveSmallIntegerField("minutes given", null=True, blank=True)
    by_clock = models.BooleanField("measured by the clock", default=False, editable=False)
    cut_short = models.BooleanField("cut short", null=True, blank=True)
    said_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    said_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("item_id",)
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(cut_short__isnull=True) | Q(said_by__isnull=False),
                name="boards_forumtime_is_said_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.given} of {self.planned} minutes"
