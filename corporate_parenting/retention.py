"""What is deleted when its time is over, and how: one table, for `manage.py purge` and its page.

A kind is found by council and day, counted, and destroyed with all that hangs on it: rows, the rows
that point at them, their histories. Nothing of these kinds is in a file or an edition. What is left
is a line that says how many of a kind were deleted and when; of safety concerns, only that some were.

Counted here, and nowhere else: what no council owns (sessions that have ended, results of tasks) has
periods of its own, below.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import Exists, Manager, Model, OuterRef, Q, QuerySet
from django_tasks_db.models import DBTaskResult

from boards.models import Opened, PrivateNote, ReadMark, UnclearPlace
from councils import clock
from councils.keeping import months_before
from councils.models import Council, CouncilSettings, Purge, User
from councils.queries import number_of, settings_of
from councils.writing import store
from forums.models import (
    Celebration,
    Concern,
    Feedback,
    PrivateWords,
    Question,
    QuestionLink,
    ToldBack,
)
from forums.voice.flow import State as Said

TASKS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is deleted: its name, its period, its rows, and what ends with them.

    `field` is that of the council's settings, in months. `rows` finds what was there before a
    moment, of all councils. `destroy` is given rows that were found, of one council. Of a kind that
    is not counted nobody is told more than that there were some: its number is for the lead alone.
    """

    key: str
    name: str
    since: str
    field: str
    rows: Callable[[datetime], QuerySet]
    destroy: Callable[[QuerySet], None]
    is_counted: bool = True

    def said(self, number: int) -> int:
        """The number that is kept and shown: of what is not counted, 1 for any number."""
        return number if self.is_counted else min(number, 1)


def _private_words(before: datetime) -> QuerySet:
    """Those of questions; what was handed to the lead goes with the concern."""
    words = PrivateWords.objects.filter(question__asked_at__lt=before)
    return words.filter(question__concern__isnull=True)


def _concerns(before: datetime) -> QuerySet:
    return Concern.objects.filter(closed_at__lt=before)


def _destroy_concerns(rows: QuerySet) -> None:
    """The concern, who was told, its words; and the question it came from, which is in no flow."""
    questions = list(rows.filter(question__isnull=False).values_list("question", flat=True))
    destroy(Concern.objects.filter(pk__in=list(rows.values_list("pk", flat=True))))
    destroy(Question.everything.filter(pk__in=questions))


def _feedback(before: datetime) -> QuerySet:
    """What was told back, counted from the last time, or withdrawn; what waits is never deleted."""
    day = clock.local(before).date()
    told_since = ToldBack.objects.filter(feedback=OuterRef("pk"), told_on__gte=day)
    over = Feedback.objects.filter(state__in=(Said.TOLD, Said.WITHDRAWN), said_on__lt=day)
    return over.filter(~Exists(told_since))


def _celebrations(before: datetime) -> QuerySet:
    """Those whose last day is over, or that were taken down."""
    day = clock.local(before).date()
    return Celebration.objects.filter(Q(show_until__lt=day) | Q(taken_down_at__lt=before))


def _unclear(before: datetime) -> QuerySet:
    """The paragraphs of a meeting's papers, with the mark of each who did not get them."""
    return UnclearPlace.objects.filter(meeting__held_on__lt=clock.local(before).date())


def destroy(rows: QuerySet) -> None:
    """Delete rows, every row of the same room that points at them, and their histories.

    Raises:
        ProtectedError: a row of another room points at one of them; nothing is deleted then.
    """
    model, keys = rows.model, list(rows.values_list("pk", flat=True))
    if not keys:
        return
    for relation in model._meta.related_objects:
        if relation.related_model._meta.app_label == model._meta.app_label:
            named = {f"{relation.field.name}__in": keys}
            destroy(_all(relation.related_model).filter(**named))
    _all(model).filter(pk__in=keys).delete()
    if hasattr(model, "history"):  # afterwards: deleting a row writes it there once more
        model.history.filter(**{f"{model._meta.pk.attname}__in": keys}).delete()


def _all(model: type[Model]) -> Manager:
    """Every row there is, also those that a model's usual manager leaves out."""
    return getattr(model, "everything", model._default_manager)


KINDS: tuple[Kind, ...] = (
    Kind(
        "private_words",
        "Young people’s own words",
        "asked",
        "keep_private_words",
        _private_words,
        destroy,
    ),
    Kind(
        "concerns",
        "Safety concerns",
        "closed",
        "keep_concerns",
        _concerns,
        _destroy_concerns,
        is_counted=False,
    ),
    Kind(
        "notes",
        "Private notes on papers",
        "last changed",
        "keep_notes",
        lambda before: PrivateNote.objects.filter(written_at__lt=before),
        destroy,
    ),
    Kind(
        "opened",
        "Who opened which papers",
        "opened",
        "keep_read_records",
        lambda before: Opened.objects.filter(opened_at__lt=before),
        destroy,
    ),
    Kind(
        "read_marks",
        "Who marked what as read",
        "marked",
        "keep_read_records",
        lambda before: ReadMark.objects.filter(marked_at__lt=before),
        destroy,
    ),
    Kind(
        "links",
        "One-time links",
        "over",
        "keep_links",
        lambda before: QuestionLink.objects.filter(ends_at__lt=before),
        destroy,
    ),
    Kind(
        "feedback",
        "What people said, and what they were told",
        "told back (withdrawn: said)",
        "keep_feedback",
        _feedback,
        destroy,
    ),
    Kind(
        "celebrations",
        "Celebrations",
        "last shown",
        "keep_celebrations",
        _celebrations,
        destroy,
    ),
    Kind(
        "unclear",
        "What somebody did not get in the papers",
        "talked about at its meeting",
        "keep_read_records",
        _unclear,
        destroy,
    ),
)
#: People are of no council, so that when they signed in is found in another way.
SIGN_INS = "sign_ins"
SIGN_INS_NAME = "When somebody last signed in"


@dataclass(frozen=True, slots=True)
class Due:
    """How many of a kind, or whether any, the next round deletes, and for how long the council keeps them."""

    key: str
    name: str
    since: str
    months: int
    number: int


def before_of(months: int) -> datetime:
    """The moment before which something of today is over its time."""
    return clock.moment(months_before(clock.today(), months), datetime.min.time())


def due_of(council: Council) -> list[Due]:
    """What the next round deletes for a council: a dry run, in four queries."""
    settings = settings_of(council) or CouncilSettings(council=council)
    found = Council.objects.values(
        **{f"due_{kind.key}": number_of(_of_each(kind, settings)) for kind in KINDS}
    ).get(pk=council.pk)
    rows = [
        Due(
            kind.key,
            kind.name,
            kind.since,
            getattr(settings, kind.field),
            kind.said(found[f"due_{kind.key}"]),
        )
        for kind in KINDS
    ]
    kept = settings.keep_sign_ins
    signed_in = _signed_in(council, kept).count()
    return [*rows, Due(SIGN_INS, SIGN_INS_NAME, "signed in", kept, signed_in)]


def _of_each(kind: Kind, settings: CouncilSettings) -> QuerySet:
    """A council's rows of a kind, as part of a query of councils."""
    rows = kind.rows(before_of(getattr(settings, kind.field)))
    return rows.filter(council=OuterRef("pk"))


def _signed_in(council: Council, months: int) -> QuerySet[User]:
    """People of the council whose last sign-in is over its time, in no council that keeps it longer."""
    longer = CouncilSettings.objects.filter(keep_sign_ins__gt=months).values("council")
    usual = CouncilSettings._meta.get_field("keep_sign_ins").default
    people = User.objects.filter(memberships__council=council, last_login__lt=before_of(months))
    people = people.exclude(memberships__council__in=longer)
    if months < usual:  # councils without settings keep it as long as is usual
        without = Council.objects.exclude(pk__in=CouncilSettings.objects.values("council"))
        people = people.exclude(memberships__council__in=without)
    return people.distinct()


def purge(council: Council) -> Iterator[Purge]:
    """Delete what is over its time in a council, kind by kind; what was deleted of each.

    Each kind is deleted with its line in the report or not at all. Running it again deletes nothing
    that is not over its time, and two rounds at once delete nothing twice.
    """
    settings = settings_of(council) or CouncilSettings(council=council)
    for kind in KINDS:
        months = getattr(settings, kind.field)
        if row := _purge_kind(council, kind, months):
            yield row
    if row := _purge_sign_ins(council, settings.keep_sign_ins):
        yield row


@transaction.atomic
def _purge_kind(council: Council, kind: Kind, months: int) -> Purge | None:
    found = kind.rows(before_of(months)).filter(council=council)
    locked = found.order_by("pk").select_for_update(of=("self",), skip_locked=True)
    keys = [row.pk for row in locked]
    if not keys:
        return None
    kind.destroy(_all(found.model).filter(pk__in=keys))
    return _reported(council, kind.key, kind.said(len(keys)), months)


@transaction.atomic
def _purge_sign_ins(council: Council, months: int) -> Purge | None:
    keys = list(_signed_in(council, months).values_list("pk", flat=True))
    number = User.objects.filter(pk__in=keys, last_login__isnull=False).update(last_login=None)
    return _reported(council, SIGN_INS, number, months) if number else None


def _reported(council: Council, key: str, number: int, months: int) -> Purge:
    return store(
        Purge(council=council, kind=key, number=number, kept_months=months, purged_at=clock.now())
    )


def purge_all() -> list[Purge]:
    """Delete what is over its time in every council, and what no council owns."""
    done = [row for council in Council.objects.order_by("pk") for row in purge(council)]
    purge_without_council()
    return done


def purge_without_council() -> None:
    """Sessions that have ended, and results of tasks that are done."""
    SessionStore.clear_expired()
    DBTaskResult.objects.filter(finished_at__lt=clock.now() - TASKS_KEPT).delete()


def name_of(key: str) -> str:
    """What a kind is called."""
    return next((kind.name for kind in KINDS if kind.key == key), SIGN_INS_NAME)


def number_in_words(key: str, number: int) -> int | str:
    """How many of a kind, as it is shown; of what is not counted, whether there were any."""
    if all(kind.is_counted for kind in KINDS if kind.key == key):
        return number
    return "some" if number else "none"
