"""What came of each item: outcomes, decisions, actions, escalations and issues that are stuck."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from boards.models.bodies import Body
from boards.models.meetings import AgendaItem, Meeting
from councils.models import Person, TenantModel, User
from measures.models import Measure
from pledges.models import Promise


class Outcome(TenantModel):
    """What came of an item, recorded as it happens."""

    class Result(models.TextChoices):
        DECIDED = "decided", "Decided"
        ACTION = "action", "Action agreed"
        NOTED = "noted", "Noted"
        DEFERRED = "deferred", "Put off"
        ESCALATED = "escalated", "Passed up"

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="outcome")
    result = models.CharField(
        max_length=10,
        choices=Result,
        blank=True,
        help_text="Empty where it was recorded by mistake: what was said stays.",
    )
    words = models.TextField("what was said", blank=True)
    taken_at = models.TimeField("taken at", null=True, blank=True)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("item_id",)

    def __str__(self) -> str:
        return f"{self.item}: {self.get_result_display()}"


class About(TenantModel):
    """A row that may be about one promise or one measure, or about neither."""

    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


class Withdrawable(About):
    """A row with a number of its own that may turn out to be recorded by mistake.

    It stays on record as withdrawn, so that its number is never given to another.
    """

    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True


class Decision(Withdrawable):
    """A decision of a body, numbered through all its meetings.

    Taken while the body was inquorate it is the view of those present (`is_view`), until another
    decision ratifies it.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(editable=False)
    text = models.TextField()
    is_view = models.BooleanField("view of those present, to be ratified", default=False)
    ratifies = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="ratified_by"
    )
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("body_id", "number")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("body", "number"), name="boards_decision_numbered_once"
            ),
            models.UniqueConstraint(
                fields=("item", "text"),
                name="boards_decision_once_per_item",
                violation_error_message="This decision is recorded already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}"


class Action(Withdrawable):
    """Something somebody is to do by a day; closed only with what was done."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="actions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    number = models.PositiveIntegerField(editable=False)
    text = models.TextField("what is to be done")
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="actions", verbose_name="who does it"
    )
    due_on = models.DateField("by when")
    first_due_on = models.DateField(editable=False)
    opened_at = models.DateTimeField(editable=False)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    done = models.TextField("what was done", blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("due_on", "body_id", "number")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=("body", "number"), name="boards_action_numbered_once"),
            models.UniqueConstraint(
                fields=("item", "text", "owner"),
                name="boards_action_once_per_item",
                violation_error_message="This action is recorded already.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(done=""),
                name="boards_action_closed_with_what_was_done",
                violation_error_message="Say what was done.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(closed_at__isnull=False),
                name="boards_action_withdrawn_is_closed",
                violation_error_message="What was recorded by mistake is nothing to do any more.",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number}"


class ActionUpdate(TenantModel):
    """What became of an action, with its evidence; a new day or owner keeps the old one beside it.

    Each write to an action adds one of these, so that they are its whole story.
    """

    class Kind(models.TextChoices):
        SAID = "said", "How it goes"
        DONE = "done", "Said to be done"
        CLOSED = "closed", "Closed as done"
        REOPENED = "reopened", "Opened again"
        WITHDRAWN = "mistake", "Recorded by mistake"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SAID)
    words = models.TextField("how it goes")
    evidence = models.CharField(
        max_length=300, blank=True, help_text="Where it can be seen: a paper, a page, a figure."
    )
    was_due_on = models.DateField(null=True, editable=False)
    now_due_on = models.DateField(null=True, editable=False)
    was_owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    now_owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("action_id", "made_at", "pk")

    def __str__(self) -> str:
        return self.words


class Escalation(About):
    """A matter a body hands to another one, where it shows up until an item takes it."""

    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="escalations")
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="escalated_to")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="escalations"
    )
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="escalations"
    )
    reason = models.TextField()
    escalated_at = models.DateTimeField(editable=False)
    escalated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    taken_by = models.OneToOneField(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="takes",
        help_text="The item of the other body that takes it.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("escalated_at",)
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("item", "action", "to_body", "promise", "measure"),
                nulls_distinct=False,
                name="boards_escalation_once_to_a_body",
                violation_error_message="This is passed up there already.",
            ),
            models.CheckConstraint(
                condition=~Q(to_body=F("from_body")),
                name="boards_escalation_goes_to_another_body",
                violation_error_message="Pass it up to another body.",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False) | Q(action__isnull=False),
                name="boards_escalation_comes_from_somewhere",
                violation_error_message="Say which item or action is passed up.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_body.short_name} to {self.to_body.short_name}"


class Issue(TenantModel):
    """A measure, a promise or a concern that a meeting's pack showed as red, worsening or disputed.

    Written when the pack is published; `response` is what the meeting then did about it (R15).
    """

    class Response(models.TextChoices):
        NOTED = "noted", "Noted"
        ACT = "act", "Act"
        ESCALATE = "escalate", "Pass it up"
        EXPLAIN = "explain", "Explain"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="issues")
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="issues"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="issues"
    )
    concern = models.CharField(max_length=200, blank=True)
    colour = models.CharField(max_length=6, blank=True)
    is_worsening = models.BooleanField(default=False)
    is_disputed = models.BooleanField(default=False)
    response = models.CharField(max_length=8, choices=Response, blank=True)
    reason = models.TextField(blank=True)
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="issues"
    )
    escalation = models.ForeignKey(
        Escalation, on_delete=models.PROTECT, null=True, blank=True, related_name="issues"
    )
    responded_at = models.DateTimeField(null=True, editable=False)
    responded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ("meeting_id", "pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("meeting", "promise", "measure", "concern"),
                nulls_distinct=False,
                name="boards_issue_once_per_meeting",
            ),
            models.CheckConstraint(
                condition=Q(promise__isnull=False, measure__isnull=True, concern="")
                | Q(promise__isnull=True, measure__isnull=False, concern="")
                | (Q(promise__isnull=True, measure__isnull=True) & ~Q(concern="")),
                name="boards_issue_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(response="act") | Q(action__isnull=False),
                name="boards_issue_acts_with_an_action",
                violation_error_message="Say who does what, and by when.",
            ),
            models.CheckConstraint(
                condition=~Q(response="escalate") | Q(escalation__isnull=False),
                name="boards_issue_escalates_to_a_body",
                violation_error_message="Say to whom it is passed up.",
            ),
            models.CheckConstraint(
                condition=~Q(response="explain") | ~Q(reason=""),
                name="boards_issue_explains_with_a_reason",
                violation_error_message="Give the reason.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the issue is called."""
        return str(self.measure or self.promise or self.concern)
