"""What a council's strategy says: its statements, themes, sources and promises, word for word."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from councils.models import FixtureModel


class Strategy(FixtureModel):
    """A corporate parenting strategy and the period it was written for.

    Dates are as precise as the source: “2023”, “November 2021”, “Autumn 2014”.
    """

    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True, help_text="What it is for, in our words.")
    period_from = models.CharField(max_length=20)
    period_to = models.CharField(max_length=20)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "-period_from")
        verbose_name_plural = "strategies"

    def __str__(self) -> str:
        return self.title


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
    stem = models.CharField(
        max_length=200, blank=True, help_text="The words the sentence begins with in the source."
    )
    text = models.TextField()
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

    published_with = "strategy"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="references")
    kind = models.CharField(max_length=12, choices=Kind)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)

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


class PledgeSet(FixtureModel):
    """Promises made together, under the local name (“Our Pledge”) and with their own stem."""

    class Promisor(models.TextChoices):
        COUNCIL = "council", "the council"
        PROVIDER = "provider", "placement providers"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="pledge_sets")
    title = models.CharField(max_length=120)
    stem = models.CharField(
        max_length=200, blank=True, help_text="“We will …”: kept, because it changes the meaning."
    )
    promisor = models.CharField(max_length=12, choices=Promisor, default=Promisor.COUNCIL)
    audience = models.CharField(max_length=120, help_text="To whom it is promised.")
    has_text = models.BooleanField(default=True)

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "strategy_id", "title")

    def __str__(self) -> str:
        return self.title


class Heading(FixtureModel):
    """A heading that promises stand under."""

    published_with = "pledge_set"

    pledge_set = models.ForeignKey(PledgeSet, on_delete=models.PROTECT, related_name="headings")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)

    class Meta(FixtureModel.Meta):
        ordering = ("pledge_set_id", "position")

    def __str__(self) -> str:
        return self.title


class Promise(FixtureModel):
    """One thing that was promised, quoted exactly, with the test it carries if it carries one."""

    published_with = "pledge_set"

    pledge_set = models.ForeignKey(PledgeSet, on_delete=models.PROTECT, related_name="promises")
    heading = models.ForeignKey(
        Heading, on_delete=models.PROTECT, null=True, blank=True, related_name="promises"
    )
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    how_often = models.CharField(max_length=120, blank=True)
    from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    to_age = models.PositiveSmallIntegerField(null=True, blank=True)
    condition = models.CharField(max_length=200, blank=True)

    class Meta(FixtureModel.Meta):
        ordering = ("pledge_set_id", "position")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("pledge_set", "position"), name="pledges_promise_one_per_place"
            ),
            models.CheckConstraint(
                condition=Q(to_age__isnull=True)
                | Q(from_age__isnull=True)
                | Q(to_age__gte=F("from_age")),
                name="pledges_promise_ages_in_order",
                violation_error_message="The upper age is below the lower one.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PromiseTheme(FixtureModel):
    """That a promise is looked at under a theme. Where the source is silent, a noted assumption."""

    published_with = "promise__pledge_set"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="promise_links")

    class Meta(FixtureModel.Meta):
        ordering = ("theme_id", "promise_id")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.UniqueConstraint(fields=("promise", "theme"), name="pledges_promisetheme_once"),
        ]

    def __str__(self) -> str:
        return f"{self.promise} · {self.theme}"
