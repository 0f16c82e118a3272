"""Sessions of a forum: how many came, and what they said of each promise. Counts, and no names."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from councils.models import TenantModel, TenantQuerySet, User
from forums.models.forums import Forum
from forums.sessions.counting import ANSWERS, HEARD, MOST, Hands, why_not_came, why_not_hands
from forums.sessions.homes import why_not_homes
from forums.sessions.rounds import State
from pledges.models import PledgeSet, Promise, Provider, Statement
from pledges.ownership import ONE_OF_TWO

NOT_TO_THEM = "This is not said to young people, so they are not asked about it."
OTHER_PROMISE = "A correction is about the same promise in the same session."
NO_REASON = "Say why it is corrected."
ONCE = "Something is recorded for this promise in this session already."

NOT_BY_PROVIDERS = "Only what placement providers promise is counted by kind of home."


def is_by_providers(of: Promise | Statement) -> bool:
    """Whether placement providers promise it."""
    by = PledgeSet.Promisor.PROVIDER
    return isinstance(of, Promise) and of.pledge_set.promisor == by


ONE_OF_THE_TWO = Q(promise__isnull=False, statement__isnull=True) | Q(
    promise__isnull=True, statement__isnull=False
)


class Session(TenantModel):
    """A day on which a forum met or did something, and how many young people came.

    It is open while it is being recorded; what was said in it counts once it is finished.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", "Forum meeting"
        ACTIVITY = "activity", "Activity day"
        CONSULTATION = "consultation", "Consultation"
        TRAINING = "training", "Training that young people gave"
        PANEL = "panel", "Interview panel"
        VISIT = "visit", "Visit"
        OTHER = "other", "Something else"

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField("day")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MEETING)
    about = models.CharField(
        "what it was about",
        max_length=160,
        blank=True,
        help_text="In a few words that show nobody.",
    )
    came = models.PositiveSmallIntegerField(
        "how many young people came",
        validators=[
            MinValueValidator(1, "Say how many young people came: at least one."),
            MaxValueValidator(MOST, "That is more than any session has. Look at it again."),
        ],
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    came_reason = models.CharField("why it is corrected", max_length=200, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    came_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("forum", "held_on", "kind"),
                name="forums_session_once",
                violation_error_message="This forum has such a session on that day already.",
            ),
            models.CheckConstraint(
                condition=Q(came__gte=1),
                name="forums_session_somebody_came",
                violation_error_message="Say how many young people came: at least one.",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
                name="forums_session_finished_by_somebody",
                violation_error_message="Say who finished it.",
            ),
            models.CheckConstraint(
                condition=Q(came_reason="", came_at__isnull=True, came_by__isnull=True)
                | (
                    ~Q(came_reason="")
                    & Q(came_at__isnull=False, came_by__isnull=False, finished_at__isnull=False)
                ),
                name="forums_session_came_corrected_with_a_reason",
                violation_error_message=NO_REASON,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum}, {self.held_on:%-d %B %Y}"

    @property
    def is_finished(self) -> bool:
        """Whether what was said in it counts."""
        return self.finished_at is not None

    def clean(self) -> None:
        """Refuse fewer people than hands were counted."""
        super().clean()
        if not self.pk or self.came is None:
            return
        most = max((row.hands.most for row in self.verdicts.standing()), default=0)
        most = max([most, *(row.hands.most for row in self.rounds.standing())])
        if refused := why_not_came(self.came, most):
            raise ValidationError({"came": refused})


class VerdictQuerySet(TenantQuerySet):
    """Hands counted in sessions."""

    def standing(self) -> "VerdictQuerySet":
        """Those that no correction has taken the place of."""
        return self.filter(correction__isnull=True)

    def counted(self) -> "VerdictQuerySet":
        """Those that count: of a finished session, standing, with a hand in them."""
        said = Q()
        for name in (*ANSWERS, *HEARD):
            said |= Q(**{f"{name}__gt": 0})
        return self.standing().filter(said, session__finished_at__isnull=False)


class _OfOnePromise(TenantModel):
    """Hands for one promise, or one statement made to young people, in one session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="%(class)ss")
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    kept = models.PositiveSmallIntegerField(default=0)
    partly = models.PositiveSmallIntegerField(default=0)
    not_kept = models.PositiveSmallIntegerField("not yet", default=0)
    dont_know = models.PositiveSmallIntegerField("don’t know", default=0)
    had_heard = models.PositiveSmallIntegerField(default=0)
    had_not_heard = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def of(self) -> Promise | Statement:
        """What they were asked about."""
        return self.promise if self.promise_id else self.statement

    @property
    def about(self) -> tuple[str, int]:
        """What they were asked about, as rules know it: (“promise”, its number)."""
        return ("promise", self.promise_id) if self.promise_id else ("statement", self.statement_id)

    @property
    def hands(self) -> Hands:
        """The hands as rules know them."""
        return Hands(*(getattr(self, name) for name in (*ANSWERS, *HEARD)))

    def clean(self) -> None:
        """Refuse more hands than people came, and what is not said to young people."""
        super().clean()
        if self._state.adding and self.statement_id and not self.statement.is_to_young_people:
            raise ValidationError({"statement": NOT_TO_THEM})
        if wrong := why_not_hands(self.hands, self.session.came):
            raise ValidationError(wrong)


class Verdict(_OfOnePromise):
    """What a session said of one promise; it counts once the session is finished.

    While the session is open it is written over as hands are counted. Afterwards it stays as it
    is, and a correction is a new row with its reason.
    """

    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )
    reason = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ("session_id", "pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=ONE_OF_THE_TWO,
                name="forums_verdict_of_one_thing",
                violation_error_message=ONE_OF_TWO,
            ),
            *(
                models.UniqueConstraint(
                    fields=("session", of),
                    condition=Q(corrects__isnull=True),
                    name=f"forums_verdict_once_of_a_{of}",
                    violation_error_message=ONCE,
                )
                for of in ("promise", "statement")
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
                name="forums_verdict_correction_has_reason",
                violation_error_message=NO_REASON,
            ),
        ]

    def __str__(self) -> str:
        return f"Verdict {self.pk} of {self.session}"

    def clean(self) -> None:
        """Refuse a correction of something else, and fewer hands than were counted by kind of home."""
        super().clean()
        parts = self.parts.all() if self.pk else ()
        if wrong := why_not_homes((part.hands for part in parts), self.hands):
            raise ValidationError(wrong)
        former = self.corrects if self.corrects_id else None
        if former and (former.session_id, former.about) != (self.session_id, self.about):
            raise ValidationError({"corrects": OTHER_PROMISE})


class VerdictPart(TenantModel):
    """What those who live in one kind of home said: a part of a verdict on a provider's promise.

    Written over while the session is open; once it is finished, counted once for each verdict.
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField("kind of home", max_length=12, choices=Provider.Kind)
    kept = models.PositiveSmallIntegerField(default=0)
    partly = models.PositiveSmallIntegerField(default=0)
    not_kept = models.PositiveSmallIntegerField("not yet", default=0)
    dont_know = models.PositiveSmallIntegerField("don’t know", default=0)

    history = HistoricalRecords()

    class Meta:
        ordering = ("verdict_id", "kind")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=("verdict", "kind"),
                name="forums_verdictpart_once_of_a_kind",
                violation_error_message="This kind of home is counted already.",
            )
        ]

    def __str__(self) -> str:
        return f"Part {self.pk} of verdict {self.verdict_id}"

    @property
    def hands(self) -> Hands:
        """The hands as rules know them."""
        return Hands(*(getattr(self, name) for name in ANSWERS))

    def clean(self) -> None:
        """Refuse what is not promised by placement providers."""
        super().clean()
        if not is_by_providers(self.verdict.of):
            raise ValidationError(NOT_BY_PROVIDERS)


class RoundQuerySet(TenantQuerySet):
    """Rounds of the kiosk."""

    def standing(self) -> "RoundQuerySet":
        """Those that are not taken back."""
        return self.exclude(state=State.TAKEN_BACK)

    def open(self) -> "RoundQuerySet":
        """Those in which young people can answer."""
        return self.filter(state=State.OPEN)


class Round(_OfOnePromise):
    """One screen for one promise, passed from hand to hand in a session.

    It keeps sums and nothing else: neither the order of the answers nor when each was given, and no
    history, so that nobody who knows who had the tablet when can tell who said what. `screens` are
    the screens that have counted, each once; they are forgotten when the round ends.
    """

    asks_heard = models.BooleanField("asks whether they had heard of it", default=True)
    state = models.CharField(
        max_length=12, choices=[(state.value, state.words) for state in State], default=State.OPEN
    )
    screens = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("session_id", "-pk")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=ONE_OF_THE_TWO,
                name="forums_round_of_one_thing",
                violation_error_message=ONE_OF_TWO,
            ),
            models.UniqueConstraint(
                fields=("session",),
                condition=Q(state=State.OPEN),
                name="forums_round_one_open_at_a_time",
                violation_error_message="A round is open in this session already.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(state=State.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="forums_round_ended_by_somebody",
                violation_error_message="Say who ended it.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN) | Q(screens=[]),
                name="forums_round_forgets_its_screens",
                violation_error_message="Once it has ended, its screens are forgotten.",
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.pk} of {self.session}"


class ToldBack(TenantModel):
    """What young people were told back, when, and about what: a promise, or something they raised.

    Written once and never changed: what was said was said.
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="told_back")
    told_on = models.DateField("day")
    words = models.TextField(
        "what you told them",
        max_length=600,
        validators=[MaxLengthValidator(600)],
        help_text="In words a nine-year-old can read. No names.",
    )
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="told_back"
    )
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="told_back"
    )
    feedback = models.ForeignKey(
        "forums.Feedback", on_delete=models.PROTECT, null=True, blank=True, related_name="told_back"
    )
    submission = models.UUIDField(
        unique=True, help_text="Made with the form, so that sending it twice tells it once."
    )
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-told_on", "-pk")
        verbose_name_plural = "told back"
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=Q(promise__isnull=True) | Q(statement__isnull=True),
                name="forums_toldback_of_one_thing",
                violation_error_message=ONE_OF_TWO,
            ),
        ]

    def __str__(self) -> str:
        return f"Told back to {self.forum}, {self.told_on:%-d %B %Y}"
