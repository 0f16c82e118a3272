"""Bodies with their rules and seats, and what they owe, as the strategy sets them up."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from councils.models import FixtureModel, User
from forums.models import Forum
from pledges.models import Strategy


class MeetingKind(models.TextChoices):
    """What kind of meeting it is."""

    FORMAL = "formal", "Meeting"
    INFORMAL = "informal", "Informal meeting"
    EXTRAORDINARY = "extraordinary", "Extraordinary meeting"
    WORKSHOP = "workshop", "Workshop"
    WORKING_GROUP = "working_group", "Working group"
    TAKEOVER = "takeover", "Takeover"
    ACTIVITY_DAY = "activity_day", "Activity day"


class Body(FixtureModel):
    """A board, panel, sub-committee, working party or sub-group."""

    class Kind(models.TextChoices):
        BOARD = "board", "Board"
        PANEL = "panel", "Panel"
        SUB_COMMITTEE = "sub_committee", "Sub-Committee"
        WORKING_PARTY = "working_party", "Working party"
        STRATEGY_GROUP = "strategy_group", "Strategy group"
        SUB_GROUP = "sub_group", "Sub-group"
        WORKSTREAM = "workstream", "Workstream"
        SCRUTINY = "scrutiny", "Scrutiny"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="bodies")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    kind = models.CharField(max_length=16, choices=Kind)
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    purpose = models.TextField(blank=True)
    chair = models.CharField(max_length=160, blank=True, help_text="The seat that chairs.")
    vice_chair = models.CharField(max_length=160, blank=True)
    owes_updates = models.BooleanField(
        default=False, help_text="It reports its progress to the body it is part of."
    )

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", F("parent_id").asc(nulls_first=True), "position")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(key__in=("meetings", "questions")),
                name="boards_body_key_is_no_page_of_ours",
                violation_error_message="This word is taken: choose another key.",
            ),
        ]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class BodyRules(FixtureModel):
    """A body's terms of reference from a day on, until later ones replace them.

    A meeting is judged by the rules in force on its day. An empty rule is one the source does not
    state; nothing is then judged by it.
    """

    class Quorum(models.TextChoices):
        DISCIPLINES = "disciplines", "disciplines present"
        HEADS = "heads", "people present"
        FRACTION = "fraction", "part of the filled places"
        NONE = "none", "not stated"

    class Unit(models.TextChoices):
        DAYS = "days", "days"
        WEEKS = "weeks", "weeks"
        WORKING_DAYS = "working_days", "working days"
        CLEAR_DAYS = "clear_days", "clear days"
        CLEAR_WORKING_DAYS = "clear_working_days", "clear working days"

    class LegalStatus(models.TextChoices):
        COMMITTEE = "committee", "formal committee"
        ADVISORY = "advisory", "advisory committee"
        PANEL = "panel", "panel without statutory status"

    published_with = "body"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rules")
    in_force_from = models.DateField()
    legal_status = models.CharField(max_length=12, choices=LegalStatus)
    meetings_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    frequency_words = models.CharField(max_length=80, blank=True)
    quorum_kind = models.CharField(max_length=12, choices=Quorum, default=Quorum.NONE)
    quorum_number = models.PositiveSmallIntegerField(null=True, blank=True)
    papers_number = models.PositiveSmallIntegerField(null=True, blank=True)
    papers_unit = models.CharField(max_length=20, choices=Unit, blank=True)
    forum_number = models.PositiveSmallIntegerField(null=True, blank=True)
    forum_unit = models.CharField(max_length=20, choices=Unit, blank=True)
    minutes_number = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_unit = models.CharField(max_length=20, choices=Unit, blank=True)
    personal_attendance = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Per cent of meetings a member attends."
    )
    seat_attendance = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Per cent of meetings at which the seat is represented."
    )
    protected_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Minutes kept for the forum at each meeting."
    )
    slot_minutes = models.PositiveSmallIntegerField(
        default=120, help_text="How long a meeting lasts, where nothing else is said."
    )
    co_option = models.CharField(max_length=200, blank=True)
    online_counts = models.BooleanField("people joining online count", default=True)
    coopted_count = models.BooleanField("co-opted people count towards the quorum", default=False)
    attenders_count = models.BooleanField("attenders count towards the quorum", default=False)
    attendance_kinds = ArrayField(
        models.CharField(max_length=16, choices=MeetingKind),
        default=list,
        blank=True,
        help_text="Which kinds of meeting count for attendance; where none is named, all do.",
    )
    publishes_attendance = models.BooleanField(
        "the annual attendance statement is published", default=False
    )
    summary_words = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The most words an executive summary may have."
    )
    plain_grade = models.PositiveSmallIntegerField(
        "hardest reading grade for young people",
        null=True,
        blank=True,
        validators=[MinValueValidator(3), MaxValueValidator(14)],
        help_text="A harder report needs a part in plain English; empty for grade 8.",
    )
    report_template = models.ForeignKey(
        "ReportTemplate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The sections a report must have; empty for the one the strategy brings.",
    )
    set_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="The clerk who set them; empty where they come with the strategy.",
    )
    set_at = models.DateTimeField(null=True, editable=False)

    class Meta(FixtureModel.Meta):
        ordering = ("body_id", "in_force_from")
        verbose_name = verbose_name_plural = "terms of reference"
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("body", "in_force_from"), name="boards_bodyrules_one_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(quorum_kind="none")
                | Q(quorum_number__isnull=False, quorum_number__gte=1),
                name="boards_bodyrules_quorum_has_its_number",
                violation_error_message="Say how many make the quorum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name}, from {self.in_force_from:%-d %B %Y}"


class Discipline(FixtureModel):
    """A profession or service that counts as one towards a quorum by disciplines."""

    name = models.CharField(max_length=80)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "name")

    def __str__(self) -> str:
        return self.name


class Seat(FixtureModel):
    """A place on a body, named by role and organisation as the source lists it."""

    published_with = "body"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    assumed_discipline = models.ForeignKey(
        Discipline, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_plural = models.BooleanField(default=False, help_text="Several people hold it at once.")
    is_attender = models.BooleanField(
        default=False, help_text="Attends and is heard, without being a member."
    )
    is_young_people = models.BooleanField(
        default=False, help_text="Held by young people: no person's figures are ever shown."
    )
    same_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The seat that the source lists twice.",
    )

    class Meta(FixtureModel.Meta):
        ordering = ("body_id", "position")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(fields=("body", "position"), name="boards_seat_one_per_place"),
        ]

    def __str__(self) -> str:
        return self.title


class BodyForum(FixtureModel):
    """The forum a body hears from, and for which its protected minutes are kept."""

    published_with = "body"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="forum_links")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="body_links")

    class Meta(FixtureModel.Meta):
        ordering = ("body_id", "forum_id")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(fields=("body", "forum"), name="boards_bodyforum_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} hears {self.forum}"


class StandingItem(FixtureModel):
    """An item that stands on each agenda of a body."""

    class Place(models.TextChoices):
        OPENING = "opening", "before the theme"
        CLOSING = "closing", "after the theme"

    published_with = "body"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="standing_items")
    place = models.CharField(max_length=8, choices=Place)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField(default=5)

    class Meta(FixtureModel.Meta):
        ordering = ("body_id", "position")

    def __str__(self) -> str:
        return self.title


class ReportTemplate(FixtureModel):
    """The sections that a report to a body must have."""

    published_with = "body"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="report_templates")
    title = models.CharField(max_length=160)

    class Meta(FixtureModel.Meta):
        ordering = ("body_id", "title")

    def __str__(self) -> str:
        return self.title


class ReportSection(FixtureModel):
    """One section of a report: a part of its text, an implication to be weighed, or a place.

    Every report has a summary, recommendations and a part in plain English. A section of one of
    those kinds says where it stands, what the body calls it, and that the body asks for it.
    """

    class Kind(models.TextChoices):
        SECTION = "section", "section"
        IMPLICATION = "implication", "implication"
        SUMMARY = "summary", "executive summary"
        RECOMMENDATIONS = "recommendations", "recommendations"
        PLAIN = "plain", "in plain English"

    published_with = "template__body"

    template = models.ForeignKey(ReportTemplate, on_delete=models.PROTECT, related_name="sections")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.SECTION)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    guidance = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=True)

    class Meta(FixtureModel.Meta):
        ordering = ("template_id", "position")

    def __str__(self) -> str:
        return self.title


class Duty(FixtureModel):
    """Something a body owes by its own rules, and how often."""

    published_with = "body"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="duties")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    how_often = models.CharField(max_length=60)
    source = models.CharField(max_length=60, blank=True)

    class Meta(FixtureModel.Meta):
        ordering = ("body_id", "position")
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.title
