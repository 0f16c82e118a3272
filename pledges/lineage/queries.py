"""What is asked of new sets and of old promises: what is decided, what is missing, what became."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from councils import clock
from councils.models import Council
from pledges.lineage import rules
from pledges.lineage.holding import Held, held
from pledges.lineage.rules import Kind, Old, Readiness
from pledges.models import (
    Disposition,
    ForumHearing,
    NewSet,
    PledgeSet,
    Promise,
    PromiseTheme,
    Successor,
)

#: The words of a promise, and of a set: what a second editor may have changed.
WORDS = ("text", "how_often", "from_age", "to_age", "condition", "serves")
TERMS = ("title", "stem", "audience")


# What a page has seen ------------------------------------------------------------------------------


def seen_of_promise(promise: Promise) -> str:
    """A promise's words and themes as a page keeps them, to find out whether somebody changed them."""
    themes = sorted(promise.theme_links.values_list("theme_id", flat=True)) if promise.pk else []
    return _digest([*(getattr(promise, name) for name in WORDS), themes])


def seen_of_terms(new_set: NewSet) -> str:
    """A set's own terms and what it replaces."""
    replaced = sorted(new_set.replaces.values_list("old_set_id", flat=True))
    terms = [getattr(new_set.pledge_set, name) for name in TERMS]
    return _digest([*terms, new_set.words_of_id, replaced])


def promise_now(promise: Promise) -> tuple[str, str]:
    """What a promise of a draft says now, for whoever changed it at the same time."""
    said = [promise.how_often, promise.condition]
    ages = [f"from {promise.from_age}" if promise.from_age is not None else ""]
    ages.append(f"to {promise.to_age}" if promise.to_age is not None else "")
    told = "; ".join(filter(None, [f"“{promise.text}”", *said, *ages]))
    return seen_of_promise(promise), f"It says now: {told}."


def terms_now(new_set: NewSet) -> tuple[str, str]:
    """What a draft is called now and what it replaces, for whoever changed it at the same time."""
    own = PledgeSet.objects.get(pk=new_set.pledge_set_id)
    new_set.pledge_set = own
    replaced = [f"“{row.old_set}”" for row in new_set.replaces.select_related("old_set")]
    told = f"“{own.title}”, “{own.stem}”, to {own.audience}, in the place of "
    return seen_of_terms(new_set), f"It is now: {told}{', '.join(replaced) or 'nothing'}."


def decided_now(last: Disposition | NewSet) -> tuple[object, str]:
    """What was decided of an old promise meanwhile, for whoever decided at the same time."""
    if not isinstance(last, Disposition):
        return "", "Nothing is decided now."
    into = [row.promise.text for row in last.successors.select_related("promise")]
    told = "; ".join(filter(None, [last.words, *into, last.reason]))
    return last.pk, f"It was decided: {told}."


def _digest(values: Sequence[object]) -> str:
    return sha256(repr(values).encode()).hexdigest()[:16]


# New sets -------------------------------------------------------------------------------------------


def new_sets(council: Council) -> QuerySet[NewSet]:
    """The sets officers wrote or write, the newest first."""
    rows = NewSet.objects.of(council).select_related("pledge_set", "published_by")
    return rows.order_by("-pk")


def can_be_replaced(council: Council) -> QuerySet[PledgeSet]:
    """The sets with words that no published one has replaced yet."""
    rows = PledgeSet.objects.of(council).public().standing().filter(has_text=True)
    return rows.order_by("title")


def can_be_written(council: Council) -> QuerySet[PledgeSet]:
    """The sets that were announced, or mentioned, without their words."""
    without = (PledgeSet.State.ANNOUNCED, PledgeSet.State.MENTIONED)
    return PledgeSet.objects.of(council).filter(state__in=without).order_by("title")


# Old promises ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OldPromise:
    """An old promise that a new set replaces, with what was decided last."""

    promise: Promise
    disposition: Disposition | None

    @property
    def heard(self) -> bool:
        """Whether the decision was taken to the forum."""
        return bool(self.disposition and self.disposition.is_heard)

    @property
    def goes_on_in(self) -> list[Promise]:
        """The new promises it goes on in."""
        if self.disposition is None:
            return []
        return [each.promise for each in self.disposition.successors.all()]

    @property
    def is_to_be_heard(self) -> bool:
        """Whether it is to be dropped and young people were not told."""
        return bool(self.disposition and self.disposition.is_dropped and not self.heard)

    @property
    def facts(self) -> Old:
        """What the rule is asked with."""
        kind = Kind(self.disposition.kind) if self.disposition else None
        return Old(kind, self.heard)


def dispositions(new_set: NewSet) -> dict[int, Disposition]:
    """What was decided last of each old promise, by the promise; of the sets it still replaces."""
    rows = _standing(Disposition.objects.filter(new_set=new_set))
    replaced = Q(promise__pledge_set__replacements__new_set=F("new_set"))
    return {row.promise_id: row for row in rows.filter(replaced)}


def _standing(rows: QuerySet[Disposition]) -> QuerySet[Disposition]:
    """The last of each new set and promise, with what it goes on in and whether it was heard."""
    later = Disposition.objects.filter(
        new_set=OuterRef("new_set"), promise=OuterRef("promise"), pk__gt=OuterRef("pk")
    )
    heard = ForumHearing.objects.filter(disposition=OuterRef("pk"))
    into = Successor.objects.select_related("promise__pledge_set").order_by("promise__position")
    return (
        rows.filter(~Exists(later))
        .annotate(is_heard=Exists(heard))
        .prefetch_related(Prefetch("successors", into))
    )


def old_promises(new_set: NewSet) -> list[OldPromise]:
    """Every promise of the sets it replaces, set by set in their order: three queries."""
    rows = Promise.objects.filter(pledge_set__replacements__new_set=new_set)
    standing = PledgeSet.objects.standing().filter(pk=OuterRef("pledge_set"))
    rows = rows.select_related("pledge_set", "heading").annotate(still_stands=Exists(standing))
    decided = dispositions(new_set)
    return [
        OldPromise(row, decided.get(row.pk))
        for row in rows.order_by("pledge_set__title", "position")
    ]


@dataclass(frozen=True, slots=True)
class Whole:
    """A set that officers write, with its promises and with every old one it replaces."""

    new_set: NewSet
    promises: list[Promise]
    olds: list[OldPromise]

    @property
    def ready(self) -> Readiness:
        """What is missing before it can be published."""
        old, words = [old.facts for old in self.olds], self.new_set.council.words
        promises = [old.promise for old in self.olds]
        gone = dict.fromkeys(row.pledge_set.title for row in promises if not row.still_stands)
        return rules.readiness(old, new=len(self.promises), words=words, replaced=tuple(gone))

    @property
    def counted(self) -> str:
        """How many old promises are carried on, merged, changed, dropped and not decided."""
        return rules.counted([old.facts.kind for old in self.olds])

    @property
    def seen(self) -> str:
        """All that is published with it, as a page keeps it to find out what changed since."""
        words = [
            [getattr(row, name) for name in ("key", *WORDS, "theme_ids")] for row in self.promises
        ]
        decided = [
            (old.promise.pk, old.disposition.pk if old.disposition else None) for old in self.olds
        ]
        terms = [getattr(self.new_set.pledge_set, name) for name in TERMS]
        return _digest([*terms, self.new_set.words_of_id, words, decided])


def whole_of(new_set: NewSet) -> Whole:
    """All that a set consists of: four queries.

    Each promise knows how many old ones go on in it, `takes`, and its themes, `theme_ids`.
    """
    olds = old_promises(new_set)
    themes = PromiseTheme.objects.filter(promise=OuterRef("pk")).order_by("theme_id")
    promises = new_set.pledge_set.promises.annotate(
        theme_ids=ArraySubquery(themes.values("theme_id"))
    )
    promises = list(promises.order_by("position"))
    takes = Counter(row.pk for old in olds for row in old.goes_on_in)
    for row in promises:
        row.takes = takes[row.pk]
    return Whole(new_set, promises, olds)


def to_be_heard(olds: Iterable[OldPromise]) -> list[OldPromise]:
    """The dropped ones that were not taken to the forum."""
    return [old for old in olds if old.is_to_be_heard]


def hearings_of(new_set: NewSet) -> QuerySet[ForumHearing]:
    """What young people said of promises that are to be dropped, the latest day first."""
    rows = ForumHearing.objects.filter(disposition__new_set=new_set)
    rows = rows.select_related("disposition__promise", "recorded_by")
    return rows.order_by("-heard_on", "-pk")


# What everybody reads -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a promise, as it was published; without a disposition nothing was decided."""

    promise: Promise
    disposition: Disposition | None

    @property
    def words(self) -> str:
        """“It was merged with others.”, or that nobody has decided."""
        if self.disposition is None:
            return rules.NOT_DECIDED
        return f"It was {self.disposition.words}."

    @property
    def tag(self) -> str:
        """The same in a word or two."""
        return self.disposition.words if self.disposition else "not decided yet"

    @property
    def goes_on_in(self) -> list[Promise]:
        """The promises it goes on in."""
        return [s.promise for s in self.disposition.successors.all()] if self.disposition else []


def became(promises: Sequence[Promise]) -> list[Became]:
    """What became of each promise, as far as it is published: three queries at most."""
    decided = _published(Disposition.objects.filter(promise__in=promises))
    by_promise = {row.promise_id: row for row in decided}
    return [Became(promise, by_promise.get(promise.pk)) for promise in promises]


def _published(rows: QuerySet[Disposition]) -> list[Disposition]:
    public = PledgeSet.objects.public().filter(pk=OuterRef("new_set__pledge_set"))
    shown = rows.filter(Exists(public), new_set__published_at__isnull=False)
    heard = ForumHearing.objects.order_by("heard_on")
    found = _standing(shown).select_related("new_set__pledge_set")
    return list(found.prefetch_related(Prefetch("hearings", heard)).order_by("pk"))


def came_from(promise: Promise) -> list[Disposition]:
    """The older promises that go on in this one, with what became of them, as published."""
    decided = _standing(Disposition.objects.filter(successors__promise=promise))
    public = Promise.objects.public().filter(pk=OuterRef("promise"))
    rows = decided.filter(Exists(public), new_set__published_at__isnull=False)
    rows = rows.filter(promise__pledge_set__replacements__new_set=F("new_set"))
    return list(rows.select_related("promise__pledge_set").order_by("promise__position"))


@dataclass(frozen=True, slots=True)
class HeldSet:
    """A published set with when it held."""

    row: PledgeSet
    holds: Held
    promises: int


def held_sets(council: Council) -> list[HeldSet]:
    """Every published set with words, with when it held: one query."""
    rows = PledgeSet.objects.of(council).public().filter(has_text=True)
    rows = rows.select_related("strategy", "own").prefetch_related(
        "promises", "replacements__new_set"
    )
    found = [HeldSet(row, _held(row), len(row.promises.all())) for row in rows]
    return sorted(found, key=lambda each: (each.row.standing, each.row.title))


OLDER = frozenset({PledgeSet.State.LEGACY, PledgeSet.State.REPLACED})


def _held(row: PledgeSet) -> Held:
    ended = [
        clock.local(each.new_set.published_at).year
        for each in row.replacements.all()
        if each.new_set.published_at
    ]
    own = getattr(row, "own", None)
    return held(
        is_older=row.state in OLDER,
        period_from=row.strategy.period_from,
        published=clock.local(own.published_at).year if own and own.published_at else None,
        ended=min(ended, default=None),
    )


def places(sets: Iterable[HeldSet], council: Council) -> list[str]:
    """Who made promises here: the council, and those that are no more."""
    return sorted({made_by(each.row, council) for each in sets})


def made_by(row: PledgeSet, council: Council) -> str:
    """Who made a set: “Borough of Poole”, or the council itself."""
    return row.made_by or council.name


def themes_of(promise: Promise) -> list[int]:
    """The numbers of the themes a promise is looked at under."""
    return list(PromiseTheme.objects.filter(promise=promise).values_list("theme_id", flat=True))
