"""How officers' decisions about measures are written: versions, lives, links and breakdowns."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from councils import clock
from councils.models import Council, User
from councils.writing import Conflict, Refused, lock, store
from measures.definitions import cuts, life, rules
from measures.definitions.life import State
from measures.definitions.queries import last_used, links_seen, state_of
from measures.models import (
    Breakdown,
    Definition,
    LifeStep,
    Measure,
    MeasureLink,
    Observation,
    Split,
)
from measures.models.definitions import OWN, OWN_FROM
from pledges.models import Promise, Statement, Theme
from pledges.ownership import in_one_line

log = logging.getLogger(__name__)

STANDS = "This version is in use and stays as it is. Write a new one."
NOT_BEFORE_ITS_FIRST = "Put its first definition in use: with that, the measure is in use."
OF_ANOTHER = "These groups are of another measure."
EACH_GROUP = "Say how many there are in each group."
SIGNED_WITHOUT = (
    "The figure is signed off, and nobody would have signed its groups. Correct it first, and record "
    "its groups before it is signed off again."
)
SIGNED = "The figure is signed off with its groups. Correct the figure; then cut the new one."


# Versions -----------------------------------------------------------------------------------------


@transaction.atomic
def write_draft(
    *, by: User, measure: Measure, version: int | None = None, **given: object
) -> Definition:
    """Write the next version of what a measure means, or change the one that is a draft.

    `given`: `in_force_from`, `reason`, `wording_only` and the terms (`rules.TERMS`, people and the
    linked measure as rows). What is not given stays as it holds now. `version` is the draft's, as
    it was seen.

    Raises:
        Conflict: somebody else changed the draft meanwhile.
        ValidationError: names each field that is wrong, with the reason.
    """
    lock(measure)  # two clicks at once wait for each other
    found = measure.definitions.filter(put_in_use_at__isnull=True).first()
    draft, last = found or next_version(measure), last_used(measure)
    given["owner_role"] = in_one_line(str(given.get("owner_role", draft.owner_role)))
    if found and all(getattr(found, name) == value for name, value in given.items()):
        return found  # the same form sent twice
    if found and found.version != version:
        raise Conflict(found)
    for name, value in given.items():
        setattr(draft, name, value)
    draft.written_by, draft.written_at = by, clock.now()
    if wrong := _wrong(draft, last):
        raise ValidationError(wrong)
    draft.breaks_series = _effect(draft, last).breaks
    return store(draft)


def next_version(measure: Measure) -> Definition:
    """The next version, not saved, with everything as it was put in use last."""
    last = last_used(measure)
    before = last or measure.first_definition()
    number = before.number + (1 if last or not measure.is_own else 0)
    return Definition(council_id=measure.council_id, measure=measure, number=number, **before.terms)


def _wrong(draft: Definition, last: Definition | None) -> dict[str, str]:
    """Field by field, what a version may not say."""
    before = last or draft.measure.first_definition()
    found = {
        **rules.why_not_numbers(draft.terms),
        "in_force_from": rules.why_not_from(
            draft.in_force_from, last.in_force_from if last else None
        )
        or rules.why_too_far(draft.in_force_from, today=clock.today()),
        "denominator_words": _why_not_whole(draft),
        "wording_only": rules.why_not_wording_only(before.terms, draft.terms)
        if draft.wording_only
        else "",
    }
    return {field: words for field, words in found.items() if words}


def _why_not_whole(draft: Definition) -> str:
    if draft.measure.unit == Measure.Unit.PERCENT and not draft.denominator_words:
        return "Say in words what the percentage is a share of."
    return ""


def _effect(draft: Definition, last: Definition | None) -> rules.Effect:
    """What the version does to the series; the first of an officer's own measure begins it."""
    if last is None and draft.measure.is_own:
        return rules.Effect(breaks=False, reason="It is the first: the figures begin with it.")
    before = last or draft.measure.first_definition()
    return rules.effect(before.terms, draft.terms, wording_only=draft.wording_only)


def effect_of(draft: Definition) -> rules.Effect:
    """Whether the series breaks when this draft is put in use, in words."""
    return _effect(draft, last_used(draft.measure))


def why_not_put_in_use(draft: Definition) -> str:
    """Why a draft cannot be put in use, in words; empty where it can."""
    if draft.is_in_use:
        return STANDS
    last = last_used(draft.measure)
    if last is None and draft.measure.is_own:
        return ""
    before = last or draft.measure.first_definition()
    if refused := rules.why_nothing_new(before.terms, draft.terms):
        return refused
    return rules.why_not_from(draft.in_force_from, last.in_force_from if last else None)


@transaction.atomic
def put_in_use(*, by: User, definition: Definition, version: int) -> Definition:
    """Put a draft in use: it stands for good, and holds for figures from its first day on.

    With its first definition, a measure that an officer added is in use.

    Raises:
        Conflict: somebody else changed the draft meanwhile.
        Refused: it changes nothing, or another version holds from a later day.
    """
    lock(definition.measure)
    definition = lock(definition)
    if definition.is_in_use and definition.put_in_use_by_id == by.pk:
        return definition  # pressed twice
    if definition.version != version:
        lock(definition, version=version)
    if refused := why_not_put_in_use(definition):
        raise Refused(refused)
    definition.put_in_use_by, definition.put_in_use_at = by, clock.now()
    definition = store(definition)
    if state_of(definition.measure) is State.DRAFT:
        _step(by, definition.measure, State.IN_USE, clock.today(), "")
    return definition


@transaction.atomic
def discard_draft(*, by: User, definition: Definition, version: int) -> None:
    """Throw a draft away; nothing was ever counted by it, so a line in the log is left, and no row.

    Raises:
        Conflict: somebody else changed it meanwhile.
        Refused: it is in use.
    """
    definition = lock(definition, version=version)
    if definition.is_in_use:
        raise Refused(STANDS)
    log.info("Draft %s of measure %s discarded by %s", definition.pk, definition.measure_id, by.pk)
    definition.delete()


# Lives --------------------------------------------------------------------------------------------


@transaction.atomic
def add_measure(
    *,
    by: User,
    council: Council,
    title: str,
    short_title: str,
    unit: str,
    in_force_from: date,
    priority: Statement | None = None,
    **terms: object,
) -> Measure:
    """Add a measure that no strategy names: a draft, with the draft of its first definition.

    Its key is made from its title and stands apart from every key a strategy can bring.

    Raises:
        ValidationError: names each field that is wrong, with the reason.
    """
    Council.objects.select_for_update().get(pk=council.pk)  # two clicks at once wait here
    key = f"{OWN}{slugify(title)[:70] or _in_letters(title)}".rstrip("-")
    found = Measure.objects.of(council).filter(key=key).first()
    if found:
        if found.title == title and state_of(found) is State.DRAFT:
            return found  # the same form sent twice
        raise ValidationError({"title": "A measure of this name is there already."})
    row = {name: terms[name] for name in rules.TERMS if name in terms and hasattr(Measure, name)}
    measure = store(
        Measure(
            council=council,
            key=key,
            title=title,
            short_title=short_title,
            unit=unit,
            priority=priority,
            position=_place(council),
            **row,
        )
    )
    _step(by, measure, State.DRAFT, clock.today(), "")
    write_draft(by=by, measure=measure, in_force_from=in_force_from, **terms)
    return measure


def _in_letters(title: str) -> str:
    """A title that has none of our letters as a key, for the same title always the same."""
    return sha256(title.encode()).hexdigest()[:16]


def _place(council: Council) -> int:
    """The place after the last of the officers' own measures."""
    own = Measure.objects.of(council).filter(position__gte=OWN_FROM).order_by("position")
    last = own.values_list("position", flat=True).last()
    return last + 1 if last else OWN_FROM


def why_not_move(*, measure: Measure, to: State) -> str:
    """Why a measure cannot be retired, or used again, in words; empty where it can."""
    now = state_of(measure)
    if measure.is_own and to is State.IN_USE and last_used(measure) is None:
        return NOT_BEFORE_ITS_FIRST
    return life.why_not_move(now, to)


@transaction.atomic
def move(*, by: User, measure: Measure, to: State, on: date, reason: str) -> LifeStep:
    """Retire a measure from a day on, or use it again, with the reason.

    Raises:
        Refused: a measure cannot go there from where it is.
        ValidationError: the reason is missing, or the day is none it can be.
    """
    lock(measure)
    last = measure.steps.order_by("pk").last()
    if last and (last.state, last.happened_on, last.reason) == (to, on, reason.strip()):
        return last  # the same form sent twice
    if refused := why_not_move(measure=measure, to=to):
        raise Refused(refused)
    day = life.why_not_on(on, today=clock.today(), last=last.happened_on if last else None)
    why = life.why_no_reason(state_of(measure), to, reason)
    if wrong := {name: words for name, words in (("on", day), ("reason", why)) if words}:
        raise ValidationError(wrong)
    return _step(by, measure, to, on, reason.strip())


def _step(by: User, measure: Measure, to: State, on: date, reason: str) -> LifeStep:
    return store(
        LifeStep(
            council_id=measure.council_id,
            measure=measure,
            state=to,
            happened_on=on,
            reason=reason,
            decided_by=by,
            decided_at=clock.now(),
        )
    )


# Links --------------------------------------------------------------------------------------------


@transaction.atomic
def link(
    *,
    by: User,
    measure: Measure,
    promises: Iterable[Promise],
    themes: Iterable[Theme],
    seen: str | None = None,
) -> None:
    """Say which promises a measure tells about and under which themes it is looked at: all of them.

    What was linked and is not named any more is taken away; its history stays. What is not
    published is not offered, so it is left as it is. `seen` is what was linked when the person
    opened the page, as `queries.links_seen` has it.

    Raises:
        Conflict: somebody else linked something else meanwhile.
    """
    lock(measure)
    wanted = {("promise_id", row.pk) for row in promises} | {("theme_id", r.pk) for r in themes}
    offered = Q(promise__in=Promise.objects.public()) | Q(theme__in=Theme.objects.public())
    there = {
        ("promise_id", row.promise_id) if row.promise_id else ("theme_id", row.theme_id): row
        for row in measure.links.filter(offered)
    }
    if wanted == there.keys():
        return  # the same form sent twice
    if seen is not None and seen != links_seen(measure):
        raise Conflict(measure)
    for row in (row for which, row in there.items() if which not in wanted):
        row._history_user = by
        row.delete()
    for name, pk in sorted(wanted - there.keys()):
        new = MeasureLink(council_id=measure.council_id, measure=measure, **{name: pk})
        new.decided_by, new.decided_at = by, clock.now()
        store(new)


# Breakdowns ---------------------------------------------------------------------------------------


@transaction.atomic
def add_breakdown(*, by: User, measure: Measure, name: str, groups: Sequence[str]) -> Breakdown:
    """Say by what a measure may be cut, and into which groups, in the order shown.

    Raises:
        ValidationError: names what is wrong: fewer than two groups, one twice, a name taken.
    """
    lock(measure)
    name, groups = in_one_line(name), list(groups)
    same = measure.breakdowns.filter(name__iexact=name).first()
    if same and same.groups == groups:
        return same  # the same form sent twice
    if same:
        raise ValidationError({"name": "It is cut by this already."})
    if refused := cuts.why_not_groups(groups):
        raise ValidationError({"groups": refused})
    new = Breakdown(council_id=measure.council_id, measure=measure, name=name, groups=groups)
    new._history_user = by
    return store(new)


def why_not_split(*, breakdown: Breakdown, observation: Observation) -> str:
    """Why a figure's groups cannot be recorded or changed, in words; empty where they can."""
    if observation.measure_id != breakdown.measure_id:
        return OF_ANOTHER
    if observation.numerator is None:
        return cuts.NO_COUNTS
    if not observation.signed_off_at:
        return ""
    there = Split.objects.filter(breakdown=breakdown, observation=observation)
    return SIGNED if there.exists() else SIGNED_WITHOUT


@transaction.atomic
def record_split(
    *,
    by: User,
    breakdown: Breakdown,
    observation: Observation,
    parts: Sequence[cuts.Part],
    not_all_known: bool = False,
    version: int | None = None,
) -> Split:
    """Record a figure's groups, which add up to it unless not all are known.

    Raises:
        Conflict: somebody else changed them meanwhile.
        Refused: the figure has no counts, or is signed off, with its groups or without.
        ValidationError: names each group that is wrong, or all of them together, with the reason.
    """
    observation = lock(observation)  # two clicks at once wait for each other
    found = Split.objects.filter(breakdown=breakdown, observation=observation).first()
    split = found or Split(
        council_id=breakdown.council_id, breakdown=breakdown, observation=observation
    )
    counts, wholes = [p.count for p in parts], [p.whole for p in parts if p.whole is not None]
    said = (counts, wholes, not_all_known)
    if found and said == (found.counts, found.wholes, found.not_all_known):
        return found  # the same form sent twice
    if refused := why_not_split(breakdown=breakdown, observation=observation):
        raise Refused(refused)
    if found and found.version != version:
        raise Conflict(found)
    if len(parts) != len(breakdown.groups):
        raise ValidationError(EACH_GROUP)
    whole = cuts.Part(observation.numerator, observation.denominator)
    if wrong := cuts.check(parts, whole, not_all_known=not_all_known):
        raise ValidationError({name or "__all__": words for name, words in wrong.items()})
    split.counts, split.wholes, split.not_all_known = said
    split.recorded_by, split.recorded_at = by, clock.now()
    return store(split)
