"""What a council's strategy says: its statements, themes, sources and plans, word for word."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from councils.models import FixtureModel


class Strategy(FixtureModel):
    """A corporate parenting strategy and the period it was written for.

    Dates are as precise as the source: “2023”, “November 2021”, “Autumn 2014”.
    """

    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True, help_text="What it is for, in our words.")
    period_from = models.CharField(max_length=20)
    period_to = models.CharField(max_length=20)
    review_due = models.CharField(
        max_length=20, blank=True, help_text="When the strategy says it is renewed or reviewed."
    )
    last_updated = models.CharField(max_length=20, blank=True)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "-period_from")
        verbose_name_plural = "strategies"

    def __str__(self) -> str:
        return self.title


class StatutoryPrinciple(models.TextChoices):
    """The seven corporate parenting principles: Children and Social Work Act 2017, section 1(1)."""

    HEALTH = "health", "To act in their best interests, and promote their health and well-being"
    VOICE = "voice", "To encourage them to express their views, wishes and feelings"
    HEARD = "heard", "To take their views, wishes and feelings into account"
    SERVICES = "services", "To help them gain access to, and make the best use of, services"
    ASPIRATION = "aspiration", "To promote high aspirations, and seek the best outcomes for them"
    STABILITY = (
        "stability",
        "For them to be safe, and stable in home, relationships, school or work",
    )
    ADULTHOOD = "adulthood", "To prepare them for adulthood and independent living"


def serves_field() -> ArrayField:
    """Which of the seven principles something serves; an assumption where the source is silent."""
    return ArrayField(
        models.CharField(max_length=12, choices=StatutoryPrinciple), default=list, blank=True
    )


class StatementKind(models.TextChoices):
    """What a statement is; the words shown come with it."""

    PRINCIPLE = "principle", "Principles"
    GUIDING_PRINCIPLE = "guiding_principle", "Guiding principles"
    PRIORITY = "priority", "Priorities"
    COMMITMENT = "commitment", "Commitments"
    BELIEF = "belief", "Beliefs"
    VALUE = "value", "Values"
    OUTCOME_AREA = "outcome_area", "Outcome areas"
    ACTION = "action", "Actions"
    STATUTORY_PRINCIPLE = "statutory_principle", "Statutory principles"
    WHAT_MATTERS = "what_matters", "What matters to us"
    MISSION = "mission", "Mission"
    BODY_PURPOSE = "body_purpose", "Purpose"
    BODY_FUNCTION = "body_function", "What it does"
    MEMBER_DUTY = "member_duty", "What members do"
    ROLE_DUTY = "role_duty", "Who does what"
    QUESTION_PROMPT = "question_prompt", "Questions to ask"


class Statement(FixtureModel):
    """One sentence a strategy stands by, quoted exactly."""

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=24, choices=StatementKind)
    position = models.PositiveSmallIntegerField()
    group = models.CharField(
        max_length=160, blank=True, help_text="The words it stands under: whose duty, which part."
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The priority an action belongs to, the principle a paragraph explains.",
    )
    stem = models.CharField(
        max_length=200, blank=True, help_text="The words the sentence begins with in the source."
    )
    text = models.TextField()
    also_worded = models.TextField(
        blank=True, help_text="The other wording, where one document words it in two ways."
    )
    is_to_young_people = models.BooleanField(
        "addressed to young people",
        default=False,
        help_text="Said to them (“we will … you”): owners and verdicts attach to it as to a promise.",
    )
    serves = serves_field()
    source = models.CharField(max_length=60, blank=True, help_text="Section of the document.")

    class Meta(FixtureModel.Meta):
        ordering = ("strategy_id", "kind", "position")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("strategy", "kind", "position"), name="pledges_statement_one_per_place"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Theme(FixtureModel):
    """One of the subjects a body takes in turn, which measures and promises belong to."""

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="themes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    is_annual_review = models.BooleanField(
        default=False, help_text="Taken last in the municipal year."
    )

    class Meta(FixtureModel.Meta):
        ordering = ("strategy_id", "position")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("strategy", "position"), name="pledges_theme_one_per_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Reference(FixtureModel):
    """A document or a law the strategy names as its source."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", "Source documents"
        LEGISLATION = "legislation", "Relevant legislation"
        LINKED = "linked", "Linked strategies and plans"
        REPLACES = "replaces", "What it replaces"
        LOCAL_OFFER = "local_offer", "Local offer"
        GUIDANCE = "guidance", "Further reading"

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="references")
    kind = models.CharField(max_length=12, choices=Kind)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    address = models.URLField(blank=True)

    class Meta(FixtureModel.Meta):
        ordering = ("strategy_id", "kind", "position")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("strategy", "kind", "position"), name="pledges_reference_one_per_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Approval(FixtureModel):
    """A step by which a strategy was, or was to be, agreed."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", "agreed"
        PLANNED = "planned", "planned; what came of it is not known"

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="approvals")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=160)
    when = models.CharField(max_length=20, help_text="As precise as the source: “Autumn 2014”.")
    outcome = models.CharField(max_length=8, choices=Outcome)

    class Meta(FixtureModel.Meta):
        ordering = ("strategy_id", "position")

    def __str__(self) -> str:
        return f"{self.who}, {self.when}: {self.get_outcome_display()}"


class StatedCount(FixtureModel):
    """A number a document states of its own parts (“nine principles”), to hold against the count."""

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="stated_counts")
    kind = models.CharField(max_length=24, choices=StatementKind)
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200, help_text="The words it is stated in.")

    class Meta(FixtureModel.Meta):
        ordering = ("strategy_id", "kind")

    def __str__(self) -> str:
        return self.words


class Plan(FixtureModel):
    """A delivery, action or improvement plan that a strategy is carried out by."""

    class Kind(models.TextChoices):
        DELIVERY = "delivery", "Delivery plan"
        ACTION = "action", "Action plan"
        IMPROVEMENT = "improvement", "Improvement plan"

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True, help_text="What the source says of it, in our words.")
    monitored_by = models.CharField(max_length=160, blank=True)
    has_text = models.BooleanField(default=False, help_text="Its items stand in the source.")

    class Meta(FixtureModel.Meta):
        ordering = ("strategy_id", "title")

    def __str__(self) -> str:
        return self.title


class Quote(FixtureModel):
    """Words somebody said, as the strategy prints them; who said them is a role, never a name."""

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="quotes")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    who = models.CharField(max_length=160)

    class Meta(FixtureModel.Meta):
        ordering = ("strategy_id", "position")

    def __str__(self) -> str:
        return self.text
