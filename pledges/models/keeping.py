"""Whether a promise is kept, in the council's words; and what follows where it is said to be broken."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from councils.models import TenantModel, User
from pledges.accountability import LIMITS, Kind, Step, Whose, why_not_steps
from pledges.models.providers import Provider
from pledges.models.strategies import Promise, Statement
from pledges.ownership import NOT_TO_THEM, ONE_OF_TWO
from pledges.status import Kept

LONGEST = 1000


def needed_words(otherwise: str) -> models.TextField:
    """A few sentences that may not be left out; `otherwise` says so to whoever leaves them out."""
    return models.TextField(
        max_length=LONGEST,
        validators=[MaxLengthValidator(LONGEST)],
        error_messages={"blank": otherwise},
    )


class OfOneThing(TenantModel):
    """A row about one promise, or one statement made to young people."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, null=True, blank=True)
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="statement made to young people",
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(promise__isnull=False, statement__isnull=True)
                | Q(promise__isnull=True, statement__isnull=False),
                name="%(app_label)s_%(class)s_of_one_thing",
                violation_error_message=ONE_OF_TWO,
            )
        ]

    @property
    def of(self) -> Promise | Statement:
        """What it is about."""
        return self.promise if self.promise_id else self.statement

    @property
    def of_key(self) -> tuple[str, int]:
        """What it is about, as a key: ("promise", 7)."""
        return ("promise", self.promise_id) if self.promise_id else ("statement", self.statement_id)

    def clean(self) -> None:
        """Refuse a statement that is not made to young people, when the row is new."""
        super().clean()
        if self._state.adding and self.statement_id and not self.statement.is_to_young_people:
            raise ValidationError({"statement": NOT_TO_THEM})


class Rating(OfOneThing):
    """What the council says of a promise on a day, with its evidence. Only ever added.

    The latest one holds. One that says something else than the one before it says why.
    """

    answer = models.CharField(max_length=8, choices=[(each.value, each.words) for each in Kept])
    evidence = needed_words("Say what shows it.")
    reason = models.TextField(
        "why it is rated again",
        max_length=LONGEST,
        blank=True,
        validators=[MaxLengthValidator(LONGEST)],
    )
    rated_at = models.DateTimeField()
    rated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True)

    class Meta(OfOneThing.Meta):
        ordering = ("-rated_at", "-pk")
        constraints: ClassVar[list] = [
            *OfOneThing.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(evidence=""),
                name="pledges_rating_has_evidence",
                violation_error_message="Say what shows it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}, {self.rated_at:%-d %B %Y}"


class LineSteps(TenantModel):
    """The steps of a council's line of accountability, from a day on. Only ever added.

    Of several with the same day, the one set last holds. A line keeps the steps it was opened with.
    """

    kind = models.CharField(
        max_length=8, choices=[(kind.value, kind.value) for kind in Kind], verbose_name="line"
    )
    in_force_from = models.DateField("from")
    roles = ArrayField(
        models.CharField(max_length=80, blank=True),
        help_text="Who has to answer, step by step; the first is empty: whoever is responsible.",
    )
    limits = ArrayField(
        models.PositiveSmallIntegerField(
            validators=[MinValueValidator(LIMITS[0]), MaxValueValidator(LIMITS[1])]
        ),
        help_text="Within how many working days.",
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("kind", "-in_force_from", "-pk")
        verbose_name_plural = "line steps"
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(roles__len=models.F("limits__len")),
                name="pledges_linesteps_a_limit_for_each",
                violation_error_message="Give each step its number of working days.",
            )
        ]

    def __str__(self) -> str:
        return f"Steps from {self.in_force_from:%-d %B %Y}"

    @property
    def steps(self) -> tuple[Step, ...]:
        """As the rule takes them."""
        return tuple(Step(*each) for each in zip(self.roles, self.limits, strict=True))

    def clean(self) -> None:
        """Refuse what the rule refuses; that each step has its limit, the database says."""
        super().clean()
        is_whole = len(self.roles) == len(self.limits)
        if is_whole and (refused := why_not_steps(self.steps)):
            raise ValidationError({"roles": refused})


class Breach(OfOneThing):
    """That a promise is said to be broken, in words fit for everybody; its line begins that day.

    The words are read by the forum and by officers at once, and by everybody when a second person
    has read them: who may put them into other words, and the first ones are gone then.
    """

    provider = models.ForeignKey(
        Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="breaches"
    )
    words = needed_words("Say what is broken.")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    steps = models.ForeignKey(
        LineSteps, on_delete=models.PROTECT, null=True, blank=True, editable=False
    )
    first_role = models.CharField(
        max_length=120, blank=True, editable=False, help_text="Who was responsible that day."
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OfOneThing.Meta):
        ordering = ("said_at", "pk")
        verbose_name_plural = "breaches"
        constraints: ClassVar[list] = [
            *OfOneThing.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(words=""),
                name="pledges_breach_has_words",
                violation_error_message="Say what is broken.",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="pledges_breach_released_by_somebody",
                violation_error_message="Say who read it, and when.",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=models.F("said_by")),
                name="pledges_breach_read_by_a_second_person",
                violation_error_message="Somebody else than who said it reads it first.",
            ),
            models.CheckConstraint(
                condition=Q(provider__isnull=True) | Q(promise__isnull=False),
                name="pledges_breach_provider_of_a_promise",
                violation_error_message="A provider made promises, not statements.",
            ),
        ]

    def __str__(self) -> str:
        return f"Broken promise {self.pk}"


class BreachAnswer(TenantModel):
    """What was done about a broken promise, as somebody answered at a step. Only ever added."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="answers")
    words = needed_words("Say what was done.")
    for_role = models.CharField(max_length=200, help_text="With whom the line was then.")
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True)

    class Meta:
        ordering = ("answered_at", "pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="pledges_breachanswer_has_words",
                violation_error_message="Say what was done.",
            )
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"


class BreachKey(TenantModel):
    """One of the two keys, turned with a sentence; it may be taken back before the other is turned."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="keys")
    whose = models.CharField(
        max_length=12, choices=[(each.value, each.value.replace("_", " ")) for each in Whose]
    )
    words = needed_words("Say in a sentence why you turn it.")
    turned_at = models.DateTimeField()
    turned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("turned_at", "pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("breach", "whose"),
                condition=Q(taken_back_at__isnull=True),
                name="pledges_breachkey_once",
                violation_error_message="This key is turned already.",
            ),
            models.UniqueConstraint(
                fields=("breach", "turned_by"),
                condition=Q(taken_back_at__isnull=True),
                name="pledges_breachkey_two_people",
                violation_error_message="The two keys are for two people.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="pledges_breachkey_has_words",
                violation_error_message="Say in a sentence why you turn it.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="pledges_breachkey_taken_back_by_somebody",
                violation_error_message="Say who took it back, and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_whose_display()} key"
