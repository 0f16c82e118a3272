"""How new sets are written: drafted, promise by promise, and published for good."""

import logging
from collections.abc import Iterable, Sequence
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from councils import clock
from councils.models import Council, User
from councils.services import publish
from councils.writing import Conflict, Refused, lock, store
from pledges.lineage import queries
from pledges.lineage.rules import DISCARDED, OWN, REPLACED, STANDS
from pledges.models import (
    NewSet,
    PledgeSet,
    Promise,
    PromiseTheme,
    Replacement,
    Strategy,
    Theme,
)
from pledges.ownership import in_one_line

log = logging.getLogger(__name__)

IS_NEEDED = "A decision about an old promise names this one, so it stays on record. Change its words instead."
NO_DISCARD_REASON = "Say why it is discarded."
WRITTEN = "The words of this one are written already."
TAKEN_OUT = "It was taken out meanwhile."
NO_STRATEGY = "The council has no strategy on record that it could belong to."
#: Where a promise waits while two change places.
ASIDE = 32_000


# The set ---------------------------------------------------------------------------------------------


@transaction.atomic
def draft_set(
    *,
    by: User,
    council: Council,
    title: str,
    stem: str,
    audience: str,
    replaces: Iterable[PledgeSet],
    words_of: PledgeSet | None = None,
) -> NewSet:
    """Begin a set of promises: a draft that nobody outside reads.

    `words_of` is a set the strategy announced, where these are to be its words.

    Raises:
        Refused: the council has no strategy.
        ValidationError: a set of this name is there already.
    """
    Council.objects.select_for_update().get(pk=council.pk)  # two clicks at once wait here
    title = in_one_line(title)
    key, replaces = _set_key(council, title), list(replaces)
    if found := NewSet.objects.of(council).filter(pledge_set__key=key).first():
        same = found.pledge_set.title == title and not found.is_published
        if same and found.drafted_by_id == by.pk and not found.pledge_set.promises.exists():
            return found  # the same form sent twice
        raise ValidationError({"title": "A set of this name is there already."})
    _check_words_of(words_of)
    strategy = _strategy(council, words_of, replaces)
    own = PledgeSet(council=council, key=key, strategy=strategy, is_own=True)
    own.title, own.stem, own.audience = title, stem.strip(), in_one_line(audience)
    own.state = PledgeSet.State.DRAFT
    new = NewSet(council=council, pledge_set=store(own), words_of=words_of)
    new.drafted_by, new.drafted_at = by, clock.now()
    new._history_user = by
    _replace(by, store(new), replaces)
    return new


def _set_key(council: Council, title: str) -> str:
    """The key a set of this name has; past those of drafts that were discarded."""
    key = f"{OWN}{slugify(title)[:60] or 'set'}".rstrip("-")
    gone = NewSet.objects.of(council).filter(discarded_at__isnull=False)
    taken = set(gone.values_list("pledge_set__key", flat=True))
    numbered = (f"{key}-{number}" for number in count(2))
    return next(each for each in chain([key], numbered) if each not in taken)


def _check_words_of(announced: PledgeSet | None, new_set: NewSet | None = None) -> None:
    """Refuse the words of an announced set where another new set has them."""
    there = NewSet.objects.filter(words_of=announced) if announced else NewSet.objects.none()
    if there.exclude(pk=new_set.pk if new_set else None).exists():
        raise ValidationError({"words_of": WRITTEN})


def _strategy(council: Council, words_of: PledgeSet | None, old: Sequence[PledgeSet]) -> Strategy:
    """The strategy a new set belongs to: that of what it stands for, else the latest."""
    for row in filter(None, (words_of, *old)):
        return row.strategy
    latest = Strategy.objects.of(council).order_by("period_from").last()
    if latest is None:
        raise Refused(NO_STRATEGY)
    return latest


@transaction.atomic
def write_set(
    *,
    by: User,
    new_set: NewSet,
    title: str,
    stem: str,
    audience: str,
    replaces: Iterable[PledgeSet],
    words_of: PledgeSet | None = None,
    seen: str,
) -> NewSet:
    """Change what a draft is called, to whom it is promised, and which sets it replaces.

    Raises:
        Conflict: somebody else changed it meanwhile.
        Refused: it is published.
    """
    new_set = draft_of(new_set)
    own, replaces = lock(new_set.pledge_set), list(replaces)
    terms = {"title": in_one_line(title), "stem": stem.strip(), "audience": in_one_line(audience)}
    old = set(new_set.replaces.values_list("old_set_id", flat=True))
    now = {name: getattr(own, name) for name in terms}
    if now == terms and old == {row.pk for row in replaces} and new_set.words_of == words_of:
        return new_set  # the same form sent twice
    if seen != queries.seen_of_terms(new_set):
        raise Conflict(new_set)
    for name, value in terms.items():
        setattr(own, name, value)
    store(own)
    if new_set.words_of != words_of:
        _check_words_of(words_of, new_set)
        new_set.words_of, new_set._history_user = words_of, by
        store(new_set)
    _replace(by, new_set, replaces)
    return new_set


def _replace(by: User, new_set: NewSet, old_sets: Iterable[PledgeSet]) -> None:
    """The new set replaces these and no others."""
    wanted = {row.pk: row for row in old_sets if row.pk != new_set.pledge_set_id}
    for row in new_set.replaces.all():
        if row.old_set_id not in wanted:
            row._history_user = by
            row.delete()
        wanted.pop(row.old_set_id, None)
    for old in wanted.values():
        row = Replacement(council_id=new_set.council_id, new_set=new_set, old_set=old)
        row.decided_by, row.decided_at, row._history_user = by, clock.now(), by
        store(row)


def draft_of(new_set: NewSet) -> NewSet:
    """The set, locked: all that is written of it waits here.

    Raises:
        Refused: it is published, or was discarded.
    """
    new_set = lock(new_set)
    if not new_set.is_draft:
        raise Refused(STANDS if new_set.is_published else DISCARDED)
    return new_set


@transaction.atomic
def discard_set(*, by: User, new_set: NewSet, reason: str) -> NewSet:
    """Give a draft up, with the reason; it stays on record, and an announced set is free again.

    Raises:
        Refused: it is published, or somebody discarded it already.
        ValidationError: there is no reason.
    """
    there, reason = lock(new_set), reason.strip()
    if there.discarded_by_id == by.pk and there.discard_reason == reason:
        return there  # pressed twice
    new_set = draft_of(there)
    if not reason:
        raise ValidationError({"reason": NO_DISCARD_REASON})
    new_set.discarded_by, new_set.discarded_at, new_set.discard_reason = by, clock.now(), reason
    new_set.words_of, new_set._history_user = None, by
    return store(new_set)


# Its promises ----------------------------------------------------------------------------------------


@transaction.atomic
def add_promise(
    *, by: User, new_set: NewSet, themes: Iterable[Theme] = (), **words: object
) -> Promise:
    """Add a promise at the end of a draft, with its own test.

    Raises:
        Refused: the set is published.
        ValidationError: the promise is there already, or a field is wrong.
    """
    new_set = draft_of(new_set)
    own = new_set.pledge_set
    words["text"] = in_one_line(str(words["text"]))
    rows = list(own.promises.order_by("position"))
    if rows and all(getattr(rows[-1], name) == value for name, value in words.items()):
        return rows[-1]  # the same form sent twice
    if any(row.text == words["text"] for row in rows):
        raise ValidationError({"text": "The set says this already."})
    position = rows[-1].position + 1 if rows else 1
    promise = Promise(council_id=own.council_id, pledge_set=own, key=_key(own, rows), **words)
    promise.position = position
    _look_at(store(promise), themes)
    log.info("Promise %s of a draft added by %s", promise.pk, by.pk)
    return promise


def _key(own: PledgeSet, rows: Sequence[Promise]) -> str:
    """A key that no promise of the set has or had: a number after the last."""
    numbers = [int(row.key.rsplit("-", 1)[-1]) for row in rows]
    return f"{own.key}-{max(numbers, default=0) + 1}"


@transaction.atomic
def write_promise(
    *,
    by: User,
    new_set: NewSet,
    promise: Promise,
    seen: str,
    themes: Iterable[Theme] = (),
    **words: object,
) -> Promise:
    """Change the words of a promise while its set is a draft.

    Raises:
        Conflict: somebody else changed it meanwhile.
        Refused: the set is published.
    """
    draft_of(new_set)
    promise, themes = lock(promise), list(themes)
    words["text"] = in_one_line(str(words["text"]))
    same = all(getattr(promise, name) == value for name, value in words.items())
    if same and {row.pk for row in themes} == set(queries.themes_of(promise)):
        return promise  # the same form sent twice
    if seen != queries.seen_of_promise(promise):
        raise Conflict(promise)
    for name, value in words.items():
        setattr(promise, name, value)
    _look_at(store(promise), themes)
    log.info("Promise %s of a draft changed by %s", promise.pk, by.pk)
    return promise


def _look_at(promise: Promise, themes: Iterable[Theme]) -> None:
    """The promise is looked at under these themes and no others."""
    wanted = {theme.pk: theme for theme in themes}
    for row in promise.theme_links.all():
        if row.theme_id not in wanted:
            row.delete()
        wanted.pop(row.theme_id, None)
    for theme in wanted.values():
        key = f"{promise.key[:68]}-{theme.pk}"
        row = PromiseTheme(council_id=promise.council_id, promise=promise, theme=theme, key=key)
        store(row)


@transaction.atomic
def move_promise(*, by: User, new_set: NewSet, promise: Promise, to: int) -> Promise:
    """Put a promise of a draft in another place, counted from 1; past the last is the last.

    Raises:
        Refused: the set is published, or the promise was taken out meanwhile.
    """
    draft_of(new_set)
    rows = list(Promise.objects.filter(pledge_set=promise.pledge_set_id).order_by("position"))
    if promise not in rows:
        raise Refused(TAKEN_OUT)
    promise = rows.pop(rows.index(promise))
    rows.insert(min(max(to - 1, 0), len(rows)), promise)
    if [row.position for row in rows] == list(range(1, len(rows) + 1)):
        return promise
    for offset in (ASIDE - len(rows), 1):  # no two may stand in one place, not even on the way
        for place, row in enumerate(rows):
            row.position = offset + place
            row.save(update_fields=["position"])
    log.info("Promise %s of a draft moved by %s", promise.pk, by.pk)
    return promise


def why_not_remove(promise: Promise) -> str:
    """Why a promise of a draft cannot be taken out, in words; empty where it can."""
    return IS_NEEDED if promise.predecessors.exists() else ""


@transaction.atomic
def remove_promise(*, by: User, new_set: NewSet, promise: Promise) -> None:
    """Take a promise out of a draft.

    Raises:
        Refused: the set is published, or an old promise goes on in it.
    """
    draft_of(new_set)
    found = Promise.objects.filter(pk=promise.pk, pledge_set=new_set.pledge_set_id).first()
    if found is None:
        return  # the button pressed twice
    if refused := why_not_remove(found):
        raise Refused(refused)
    if found.owners.exists():
        raise Refused("Somebody is named as responsible for it. End that first.")
    _look_at(found, [])
    log.info("Promise %s of a draft taken out by %s", found.pk, by.pk)
    found.delete()
    for place, row in enumerate(new_set.pledge_set.promises.order_by("position"), start=1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])


# Published ----------------------------------------------------------------------------------------


@transaction.atomic
def publish_set(*, by: User, new_set: NewSet, seen: str) -> NewSet:
    """Publish a set: from now on it is promised, and its words stand for good.

    `seen` is what the page showed, as `queries.whole_of` has it.

    Raises:
        Conflict: somebody changed its words or a decision meanwhile.
        Refused: an old promise has no answer, a dropped one was not taken to young people, or a set
            it replaces does not stand any more.
    """
    new_set = lock(new_set)
    if new_set.is_published:
        if new_set.published_by_id == by.pk:
            return new_set  # pressed twice
        raise Refused(STANDS)
    if not new_set.is_draft:
        raise Refused(DISCARDED)
    _lock_replaced(new_set)
    whole = queries.whole_of(new_set)
    if not whole.ready.is_ready:
        raise Refused(whole.ready.words)
    if seen != whole.seen:
        raise Conflict(new_set)
    own = lock(new_set.pledge_set)
    own.state = PledgeSet.State.IN_FORCE
    store(own)
    new_set.published_by, new_set.published_at, new_set._history_user = by, clock.now(), by
    new_set.pledge_set = own
    publish(by=by, rows=[own])
    return store(new_set)


def _lock_replaced(new_set: NewSet) -> None:
    """The sets it replaces, locked: of two drafts that replace one set, the second waits here.

    Raises:
        Refused: one of them does not stand any more.
    """
    replaced = PledgeSet.objects.filter(replacements__new_set=new_set).order_by("pk")
    rows = list(replaced.select_for_update(of=("self",)))
    standing = set(PledgeSet.objects.standing().filter(pk__in=[row.pk for row in rows]))
    for row in rows:
        if row not in standing:
            raise Refused(REPLACED.format(title=row.title))
