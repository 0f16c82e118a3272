"""What a council's strategy says: its statements, themes, sources and promises, word for word."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from councils.models import FixtureModel, FixtureQuerySet

#: How the keys of sets begin that officers write: no strategy's row can have one of them.
OWN = "own-"


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


class PledgeSetQuerySet(FixtureQuerySet):
    """Sets of promises, by whether they are promised and whether another set took their place."""

    def public(self) -> "PledgeSetQuerySet":
        """What anyone may read: what is marked published, never a draft."""
        return super().public().exclude(state=PledgeSet.State.DRAFT)

    def promised(self) -> "PledgeSetQuerySet":
        """All but the drafts: nobody has promised those yet."""
        return self.exclude(state=PledgeSet.State.DRAFT)

    def standing(self) -> "PledgeSetQuerySet":
        """What is promised and no published set of officers has replaced."""
        replaced = models.Q(replacements__new_set__published_at__isnull=False)
        return self.promised().exclude(pk__in=PledgeSet.objects.filter(replaced).values("pk"))

    def with_lineage(self) -> "PledgeSetQuerySet":
        """Sets that know whether they still stand, and where the words are that were announced.

        `is_standing`; `words_at` is the key of the officers' set, once it is published.
        """
        ended = models.Q(replacements__new_set__published_at__isnull=False)
        replaced = PledgeSet.objects.filter(ended, pk=models.OuterRef("pk"))
        written = PledgeSet.objects.filter(own__words_of=models.OuterRef("pk"))
        written = written.filter(own__published_at__isnull=False)
        return self.annotate(
            is_standing=~models.Exists(replaced),
            words_at=models.Subquery(written.values("key")[:1]),
        )

    def in_force(self) -> "PledgeSetQuerySet":
        """The sets by which children are to be treated today."""
        return self.standing().filter(state=PledgeSet.State.IN_FORCE)


class PledgeSet(FixtureModel):
    """Promises made together, under the local name (“Our Pledge”) and with their own stem."""

    class Promisor(models.TextChoices):
        COUNCIL = "council", "the council"
        PROVIDER = "provider", "placement providers"

    class State(models.TextChoices):
        IN_FORCE = "in_force", "in force"
        LEGACY = "legacy", "made by a council that is no more, and kept"
        ANNOUNCED = "announced", "announced; its words are still to come"
        REPLACED = "replaced", "replaced; its words are not in the document"
        MENTIONED = "mentioned", "mentioned; its words are not in the document"
        DRAFT = "draft", "a draft, and not promised yet"

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="pledge_sets")
    title = models.CharField(max_length=120)
    stem = models.CharField(
        max_length=200, blank=True, help_text="“We will …”: kept, because it changes the meaning."
    )
    promisor = models.CharField(max_length=12, choices=Promisor, default=Promisor.COUNCIL)
    made_by = models.CharField(
        max_length=120, blank=True, help_text="Who made it, where that is not the council itself."
    )
    audience = models.CharField(max_length=120, help_text="To whom it is promised.")
    state = models.CharField(max_length=10, choices=State, default=State.IN_FORCE)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    has_text = models.BooleanField(default=True, help_text="Its words stand in the source.")
    is_own = models.BooleanField(default=False, editable=False)

    objects = PledgeSetQuerySet.as_manager()

    class Meta(FixtureModel.Meta):
        ordering = ("council_id", "strategy_id", "title")
        constraints: ClassVar[list] = [
            *FixtureModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_own=True, key__startswith=OWN)
                | (Q(is_own=False) & ~Q(key__startswith=OWN)),
                name="pledges_pledgeset_officers_own_stand_apart",
                violation_error_message="Sets that officers write have keys of their own, which no "
                "strategy uses.",
            ),
            models.CheckConstraint(
                condition=Q(is_own=True) | ~Q(state="draft"),
                name="pledges_pledgeset_only_officers_draft",
                violation_error_message="What a strategy says is no draft.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def standing(self) -> int:
        """Its place among a council's sets: those in force first, those without words last."""
        return list(self.State).index(self.state) + (0 if self.has_text else len(self.State))


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


class PromiseQuerySet(FixtureQuerySet):
    """Promises, by whether they are promised and whether others took their place."""

    def public(self) -> "PromiseQuerySet":
        """What anyone may read: what is marked published, never a draft."""
        return super().public().exclude(pledge_set__state=PledgeSet.State.DRAFT)

    def standing(self) -> "PromiseQuerySet":
        """Those that no published set of officers has replaced; a draft is none."""
        return self.filter(pledge_set__in=PledgeSet.objects.standing())

    def in_force(self) -> "PromiseQuerySet":
        """The promises by which children are to be treated today."""
        return self.filter(pledge_set__in=PledgeSet.objects.in_force())


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
    serves = serves_field()

    objects = PromiseQuerySet.as_manager()

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
