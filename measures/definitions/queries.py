"""What is asked of measures and their definitions: what holds, what is owed, what to see to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from councils.models import Council, User
from councils.queries import number_of
from measures.definitions import life, minding, rules
from measures.definitions.life import State
from measures.models import (
    Breakdown,
    Definition,
    LifeStep,
    Measure,
    MeasureLink,
    Observation,
    Split,
    Target,
)

#: Units that are counted out of something.
OUT_OF_SOMETHING = (Measure.Unit.PERCENT, Measure.Unit.RATE)


# Versions and lives -------------------------------------------------------------------------------


def last_used(measure: Measure) -> Definition | None:
    """The version put in use last, which nothing can be put before; None where officers put none."""
    return measure.definitions.used().order_by("number").last()


def used_definitions() -> Prefetch:
    """Versions in use, as part of a query of measures: `definition_on` then asks nothing."""
    return Prefetch("definitions", Definition.objects.used().order_by("number"))


def breaks(measure: Measure) -> list[date]:
    """The first days of the versions that changed what is counted."""
    return [
        each.in_force_from
        for each in measure.definitions.all()
        if each.is_in_use and each.breaks_series
    ]


def state_of(measure: Measure) -> State:
    """Where a measure is in its life; a strategy's one is in use until something is decided."""
    last = last_step(measure)
    return State(last.state) if last else State.IN_USE


def next_state(measure: Measure) -> State:
    """Where its officer may take it: out of use, or back."""
    return State.IN_USE if state_of(measure) is State.RETIRED else State.RETIRED


def last_step(measure: Measure) -> LifeStep | None:
    """What was decided last about the measure's life."""
    return max(measure.steps.all(), key=lambda step: step.pk, default=None)


def told_of_life(measure: Measure) -> str:
    """What a reader is told of a measure that is not in use; empty of one that is."""
    last = last_step(measure)
    return life.told(State(last.state), last.happened_on, last.reason) if last else ""


def answered_for_by(user: User, council: Council, *, today: date) -> list[Measure]:
    """The measures a person records figures for: those that name them, and those that name nobody.

    Only measures in use, in their order, with their versions at hand: two queries. A measure told
    in words takes no figures.
    """
    measures = Measure.objects.of(council).in_use().exclude(unit=Measure.Unit.WORDS)
    found = measures.order_by("position").prefetch_related(used_definitions())
    return [
        measure for measure in found if measure.definition_on(today).officer_id in (None, user.pk)
    ]


# What to see to -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Minded:
    """A measure with what holds, where it is in its life, and what to see to."""

    measure: Measure
    definition: Definition
    state: State
    draft: Definition | None
    warnings: tuple[str, ...]
    told: str

    @property
    def is_draft(self) -> bool:
        """Whether it has never been in use."""
        return self.state is State.DRAFT

    @property
    def is_retired(self) -> bool:
        """Whether it is not used any more."""
        return self.state is State.RETIRED

    @property
    def first(self) -> str:
        """The most pressing thing to see to, or what is told of a retired one."""
        return self.warnings[0] if self.warnings else self.told

    @property
    def counted(self) -> str:
        """“and 3 more things”, or nothing."""
        more = len(self.warnings) - 1
        return f"and {more} more thing{'' if more == 1 else 's'}" if more > 0 else ""


def minded(measures: QuerySet[Measure], *, today: date) -> list[Minded]:
    """The measures with what to see to in each, in three queries."""
    shares = Q(observations__numerator__isnull=True, observations__value__isnull=False)
    shares &= Q(unit=Measure.Unit.PERCENT)
    aimed = Target.objects.filter(measure=OuterRef("pk"), in_force_from__lte=today)
    versions = Definition.objects.select_related("author", "checker", "officer")
    rows = measures.annotate(
        is_aimed=Exists(aimed), without_counts=Count("observations", filter=shares)
    )
    rows = rows.prefetch_related(Prefetch("definitions", versions.order_by("number")), "steps")
    return [_minded(measure, today) for measure in rows.order_by("position")]


def _minded(measure: Measure, today: date) -> Minded:
    holds = measure.definition_on(today)
    draft = next((each for each in measure.definitions.all() if not each.is_in_use), None)
    state = state_of(measure)
    about = draft if draft and state is State.DRAFT else holds
    found = () if state is State.RETIRED else minding.warnings(_facts(measure, about), today)
    return Minded(measure, holds, state, draft, found, told_of_life(measure))


def _facts(measure: Measure, definition: Definition) -> minding.Facts:
    return minding.Facts(
        next_review_on=definition.next_review_on,
        author=definition.author_id,
        checker=definition.checker_id,
        owner_role=definition.owner_role,
        takes_target=definition.polarity != Measure.Polarity.NONE
        and measure.unit != Measure.Unit.WORDS,
        has_target=measure.is_aimed,
        takes_whole=measure.unit in OUT_OF_SOMETHING,
        whole_words=definition.denominator_words,
        without_counts=measure.without_counts,
    )


def reviews_waiting(today: date) -> dict[str, object]:
    """How many definitions are to be looked at again within 30 days or should have been.

    As part of a query of councils.
    """
    later = Definition.objects.used().filter(
        measure=OuterRef("measure"), number__gt=OuterRef("number"), in_force_from__lte=today
    )
    holding = Definition.objects.used().filter(~Exists(later), in_force_from__lte=today)
    due = holding.filter(
        next_review_on__lte=today + minding.SOON, measure__in=Measure.objects.in_use()
    )
    return {"reviews": number_of(due.filter(council=OuterRef("pk")))}


# What an officer's page of one measure says ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cuttable:
    """A breakdown with the standing figures it may be recorded for, the newest first."""

    breakdown: Breakdown
    figures: tuple[tuple[Observation, Split | None], ...]


#: For how many of the newest figures the groups can be recorded from the page.
NEWEST = 6


def breakdowns_with_figures(measure: Measure) -> list[Cuttable]:
    """By what a measure is cut, with its newest figures and what is recorded: three queries."""
    breakdowns = list(measure.breakdowns.all())
    if not breakdowns:
        return []
    figures = Observation.objects.standing().filter(measure=measure, numerator__isnull=False)
    newest = list(figures.order_by("-period_end").select_related("measure")[:NEWEST])
    found = Split.objects.filter(breakdown__in=breakdowns, observation__in=newest)
    splits = {(row.breakdown_id, row.observation_id): row for row in found}
    return [
        Cuttable(each, tuple((row, splits.get((each.pk, row.pk))) for row in newest))
        for each in breakdowns
    ]


def people(definition: Definition) -> list[tuple[str, str]]:
    """Who sees to a definition, for officers: names and values; what is not said is left out."""
    said = (
        ("Recorded by", definition.officer),
        ("Written by", definition.author),
        ("Checked by", definition.checker),
    )
    return [(name, str(who)) for name, who in said if who]


def links_of(measure: Measure) -> tuple[set[int], set[int]]:
    """The numbers of the promises and of the themes an officer linked."""
    rows = list(MeasureLink.objects.filter(measure=measure).values_list("promise_id", "theme_id"))
    return {p for p, _ in rows if p}, {t for _, t in rows if t}


def links_seen(measure: Measure) -> str:
    """What an officer linked, as a page keeps it to find out whether somebody else changed it."""
    promises, themes = links_of(measure)
    return " ".join([f"p{pk}" for pk in sorted(promises)] + [f"t{pk}" for pk in sorted(themes)])


def linked_now(measure: Measure) -> str:
    """What is linked now, in words: for whoever linked something else at the same time."""
    rows = MeasureLink.objects.filter(measure=measure).select_related("promise", "theme")
    said = "; ".join(f"“{row.promise.text if row.promise else row.theme.name}”" for row in rows)
    return f"What is linked now: {said or 'nothing'}."


def why_changed(draft: Definition, measure: Measure) -> list[tuple[str, object, object]]:
    """The terms a draft changes: their names, as they hold now and as they will be."""
    before = last_used(measure) or measure.first_definition()
    return [
        (rules.TERMS[name], in_words(before, name), in_words(draft, name))
        for name in rules.changed(before.terms, draft.terms)
    ]


def in_words(definition: Definition, name: str) -> object:
    """A term as a reader gets it: a person's name, a choice's words, “nothing” where empty."""
    name = name.removesuffix("_id")
    if name == "polarity":
        return definition.get_polarity_display()
    value = getattr(definition, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return "nothing" if value in (None, "") else value


def saved_now(row: Definition | Split, names: Iterable[str]) -> dict[str, tuple[object, object]]:
    """What is saved of a form's fields, each as a value and in words."""
    if isinstance(row, Definition):
        terms = [name for name in names if hasattr(row, name)]
        return {name: (getattr(row, name), in_words(row, name)) for name in terms}
    parts = [(f"count_{place}", part.count) for place, part in enumerate(row.parts)]
    parts += [(f"whole_{place}", part.whole) for place, part in enumerate(row.parts)]
    return {name: (value, value) for name, value in parts if name in names}
