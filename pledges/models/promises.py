"""Sets of promises, word for word: those a strategy brings, and those that officers write."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from councils.models import FixtureModel, FixtureQuerySet
from pledges.lineage.rules import OWN
from pledges.models.strategies import Strategy, Theme, serves_field


class PledgeSetQuerySet(FixtureQuerySet):
    """Sets of promises, by whether they are promised and whether another set took their place."""

    def public(self) -> "PledgeSetQuerySet":
        """What anyone may read: what is marked published, never a draft."""
        return super().public().exclude(state=PledgeSet.State.DRAFT)

    def promised(self) -> "PledgeSetQuerySet":
        """All but the drafts: nobody has promised those yet."""
        return self.exclude(state=PledgeSet.State.DRAFT)

    def standing(self) -> "PledgeSetQuerySet":
        """What is promised and no published set of officers has replaced, or given its words."""
        ended = models.Q(replacements__new_set__published_at__isnull=False)
        ended |= models.Q(written_as__published_at__isnull=False)
        return self.promised().exclude(pk__in=PledgeSet.objects.filter(ended).values("pk"))

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
