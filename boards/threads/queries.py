"""The golden threads of a council's promises (R17), and how each stands under two keys (R16).

Everything that is known of a promise comes from all rooms; a thread keeps days alone, never words.
What was decided, and what somebody is to do, counts for everybody once minutes that anyone may read
say it; for the people of the bodies as soon as it is recorded. What a restricted paper is about
counts for nobody outside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, TruncDate

from boards.models import Action, Decision, Outcome
from boards.papers.queries import live_restrictions
from boards.record.queries import public_minutes
from councils.models import Council
from councils.queries import school_terms
from forums.models import Forum, ToldBack, Verdict
from forums.sessions.counting import ANSWERS
from forums.sessions.queries import verdicts_of
from measures.models import Measure, Observation
from measures.period.queries import EACH, Terms, dues_of, is_termly, with_rhythms
from pledges.keeping.queries import latest_ratings
from pledges.models import Promise
from pledges.queries import with_owner
from pledges.status import Kept, PromiseStatus, Status, two_key_status
from pledges.thread import Deed, Strands, Thread, thread

#: The tone of each status, which gives a rating its colour and its shape.
TONES = {
    Status.DISPUTED: "bad",
    Status.NOT_KEPT: "bad",
    Status.PARTLY: "watch",
    Status.KEPT: "good",
}


@dataclass(frozen=True)
class Standing:
    """A promise with its thread and its status."""

    promise: Promise
    thread: Thread
    status: PromiseStatus

    @property
    def tone(self) -> str:
        """The tone of its status, as a rating has it."""
        return TONES.get(self.status.status, "none")

    @property
    def said(self) -> str:
        """The sentence of its status, without the word that stands beside it."""
        return self.status.words.partition(": ")[2]


def threads(
    council: Council, promises: QuerySet[Promise], *, today: date, all_: bool
) -> list[tuple[Promise, Thread]]:
    """The promises in their order, each with its thread: one query, and one where terms matter.

    `all_` is for the people of the bodies: it counts what no minutes say yet.
    """
    rows = list(_with_strands(council, promises, today, all_=all_))
    termly = any(is_termly(each) for row in rows for each in row.measured)
    terms = school_terms(council) if termly else ()
    return [(row, thread(_strands(row, today, terms), today)) for row in rows]


def standings(council: Council, *, today: date, all_: bool) -> list[Standing]:
    """The published promises in force, the widest gap first, then by how much of the thread is missing.

    Two queries more than `threads`.
    """
    promises = Promise.objects.of(council).public().in_force().select_related("pledge_set")
    promises = promises.order_by("pledge_set", "position")
    verdicts, ratings = verdicts_of(council), latest_ratings(council)
    found = []
    for promise, its_thread in threads(council, promises, today=today, all_=all_):
        about = ("promise", promise.pk)
        rating = Kept(ratings[about].answer) if about in ratings else None
        status = two_key_status(rating, verdicts.get(about, ()), today, council=council.short_name)
        found.append(Standing(promise, its_thread, status))
    return sorted(found, key=lambda each: (-each.status.gap, each.status.rank, each.thread.held))


def counted(found: Iterable[Standing]) -> list[tuple[PromiseStatus, int]]:
    """How many promises have each status, one of each status as its example, the worst first."""
    by_status: dict[str, list[PromiseStatus]] = {}
    for each in sorted((one.status for one in found), key=attrgetter("rank")):
        by_status.setdefault(each.status.value, []).append(each)
    return [(alike[0], len(alike)) for alike in by_status.values()]


# What is known of each ----------------------------------------------------------------------------


def _with_strands(
    council: Council, promises: QuerySet[Promise], today: date, *, all_: bool
) -> QuerySet[Promise]:
    """The promises with the days of all that hangs on them: one query."""
    mine = {"promise": OuterRef("pk")}
    decisions, actions = _counting(council, all_=all_)
    return with_owner(promises, today).annotate(
        measured=ArraySubquery(_measured(council, today)),
        asked_on=_newest(_asked(council), "session__held_on"),
        told_on=_newest(ToldBack.objects.filter(**mine), "told_on"),
        decided=ArraySubquery(_decided(decisions)),
        deeds=ArraySubquery(
            actions.filter(**mine)
            .order_by("pk")
            .values(each=JSONObject(due="due_on", done=TruncDate("closed_at")))
        ),
    )


def _newest(rows: QuerySet, day: str) -> Subquery:
    return Subquery(rows.order_by(f"-{day}").values(day)[:1])


def _measured(council: Council, today: date) -> QuerySet:
    """The published measures in use that are linked to a promise: how each is due, its newest figure.

    One that is told in words can have no figure, so it is none of these.
    """
    figures = Observation.objects.signed_off().filter(measure=OuterRef("pk"), value__isnull=False)
    measures = Measure.objects.of(council).public().in_use().filter(links__promise=OuterRef("pk"))
    measures = measures.exclude(unit=Measure.Unit.WORDS)
    measures = with_rhythms(measures, today).annotate(newest=_newest(figures, "period_end"))
    return measures.order_by("pk").values(each=JSONObject(**EACH, newest="newest"))


def _asked(council: Council) -> QuerySet[Verdict]:
    """The verdicts that count of a promise: those of published forums in which somebody answered."""
    answered = Q()
    for answer in ANSWERS:
        answered |= Q(**{f"{answer}__gt": 0})
    forums = Forum.objects.of(council).public()
    return Verdict.objects.counted().filter(
        answered, promise=OuterRef("pk"), session__forum__in=forums
    )


def _counting(council: Council, *, all_: bool) -> tuple[QuerySet[Decision], QuerySet[Action]]:
    """The decisions and actions that count: recorded by no mistake, and told where it is for outside."""
    decisions = Decision.objects.filter(withdrawn_at__isnull=True)
    actions = Action.objects.filter(withdrawn_at__isnull=True)
    if all_:
        return decisions, actions
    return (
        decisions.filter(*_told(council, "recorded_at")),
        actions.filter(*_told(council, "opened_at")),
    )


def _told(council: Council, recorded: str) -> tuple[object, ...]:
    """At an item of which minutes that anyone may read say what came, and no paper is restricted.

    `recorded` is the field of the moment it was recorded: what came later no minutes can say.
    """
    minuted = (
        public_minutes(council)
        .order_by()
        .filter(meeting=OuterRef("item__meeting"), circulated_at__gte=OuterRef(recorded))
    )
    item = OuterRef("item")
    kept_back = Q(report__item=item) | Q(attachment__report__item=item)
    return Exists(minuted), ~Exists(live_restrictions().filter(kept_back))


def _decided(decisions: QuerySet[Decision]) -> QuerySet:
    """The newest decision about a promise: its day, and whether anything followed from it."""
    acted = Action.objects.filter(decision=OuterRef("pk"), withdrawn_at__isnull=True)
    same_item = Action.objects.filter(item=OuterRef("item"), withdrawn_at__isnull=True)
    acted_on = Outcome.objects.filter(item=OuterRef("item"), result=Outcome.Result.ACTION)
    rows = decisions.filter(promise=OuterRef("pk")).annotate(
        followed=Exists(acted) | Exists(same_item) | Exists(acted_on)
    )
    day = JSONObject(on="item__meeting__held_on", followed="followed")
    return rows.order_by("-item__meeting__held_on", "-pk").values(each=day)[:1]


def _strands(row: Promise, today: date, terms: Terms) -> Strands:
    (decision,) = row.decided or ({},)
    return Strands(
        owner=row.responsible or "",
        has_measure=bool(row.measured),
        measured_on=_oldest(row.measured),
        measure_is_late=any(_is_late(each, today, terms) for each in row.measured),
        asked_on=row.asked_on,
        decided_on=_day(decision.get("on")),
        decision_followed=decision.get("followed", False),
        deeds=tuple(Deed(_day(each["due"]), _day(each["done"])) for each in row.deeds),
        told_on=row.told_on,
    )


def _is_late(each: dict[str, object], today: date, terms: Terms) -> bool:
    """Whether a figure of a measure is past due."""
    return any(due < today for due in dues_of(each, today, terms))


def _oldest(measured: Sequence[dict]) -> date | None:
    """The newest figure's day of the measure that is furthest behind; None where one has none."""
    days = [_day(each["newest"]) for each in measured]
    return min(days) if days and all(days) else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
