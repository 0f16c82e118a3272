"""What a measure's page says of its definition, small numbers hidden; officers' pages use it too."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, JSONObject

from measures.definitions import cuts, life, together
from measures.definitions.life import State
from measures.models import Comparator, Definition, LifeStep, Measure, Observation, Split
from pledges.models import Promise, Theme

# What a measure's page says -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version that held before, or will from a day to come: its days, its reason, its words."""

    title: str
    reason: str
    said: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class CutTable:
    """A figure cut by groups, as a reader gets it: a table, or why there is none."""

    name: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    withheld: str

    @property
    def numeric(self) -> tuple[int, ...]:
        """The columns that hold figures."""
        return tuple(range(1, len(self.head)))


@dataclass(frozen=True, slots=True)
class About:
    """What a measure's page says of its definition: for everybody, small numbers hidden."""

    definition: Definition
    facts: tuple[tuple[str, object], ...]
    since: str
    earlier: tuple[Earlier, ...]
    told: str
    cuts: tuple[CutTable, ...]


def with_links(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with their lives, their comparators, and their public themes and promises.

    `theme_names` is a list of names; `promises_told` one of {key, text}; `row_links` and
    `version_links` are the links of all the council's shares with their wholes, as {share, whole}.
    """
    linked = {"council": OuterRef("council"), "denominator_measure__isnull": False}
    whole = F("denominator_measure")
    mine = Q(measure_links__measure=OuterRef("pk")) | Q(decided_measures__measure=OuterRef("pk"))
    themes = Theme.objects.public().filter(mine).order_by("strategy_id", "position").distinct()
    promises = Promise.objects.public().filter(measure_links__measure=OuterRef("pk"))
    return measures.annotate(
        row_links=ArraySubquery(
            Measure.objects.filter(**linked).values(told=JSONObject(share=F("pk"), whole=whole))
        ),
        version_links=ArraySubquery(
            Definition.objects.used()
            .filter(**linked)
            .values(told=JSONObject(share=F("measure"), whole=whole))
        ),
        theme_names=ArraySubquery(themes.values("name")),
        promises_told=ArraySubquery(
            promises.order_by("pledge_set_id", "position").values(
                told=JSONObject(key="key", text="text", stem=F("pledge_set__stem"))
            )
        ),
        comparators_told=ArraySubquery(
            Comparator.objects.filter(measure=OuterRef("pk"))
            .order_by("position")
            .values(told=JSONObject(who="who", bound="bound", value=Cast("value", CharField())))
        ),
        last_step_told=LifeStep.objects.filter(measure=OuterRef("pk"))
        .order_by("-pk")
        .values(told=JSONObject(state="state", on="happened_on", reason="reason"))[:1],
    )


def about(measure: Measure, *, today: date, limit: int | None, told_on: Collection[date]) -> About:
    """What the page says: one query, of the figures by groups, beside what its card brings.

    `told_on` are the days of the figures that the page shows with all their counts: no other is
    shown by groups, for whatever reason its counts are kept back.
    """
    holds = measure.definition_on(today)
    return About(
        definition=holds,
        facts=facts(measure, holds),
        since=since(holds),
        earlier=tuple(versions(measure, holds, today)),
        told=_told_of_life(measure.last_step_told),
        cuts=tuple(public_cuts(measure, limit=limit, told_on=told_on)),
    )


def comparators(measure: Measure) -> list[Comparator]:
    """What the strategy prints beside the measure, as `with_links` brought it: no query."""
    return [
        Comparator(who=told["who"], bound=told["bound"], value=Decimal(told["value"]))
        for told in measure.comparators_told
    ]


def _told_of_life(last: dict[str, str] | None) -> str:
    """What is told of a measure that is not in use, from the last step of its life."""
    if last is None:
        return ""
    return life.told(State(last["state"]), date.fromisoformat(last["on"]), last["reason"])


def facts(measure: Measure, definition: Definition) -> tuple[tuple[str, object], ...]:
    """A definition as names and values, for everybody; what is not said is left out."""
    said = (
        ("Counted", definition.numerator_words),
        ("Out of", definition.denominator_words),
        ("Does not count", definition.not_counted),
        ("Whom it is about", definition.cohort),
        ("Ages", ages(definition.from_age, definition.to_age)),
        ("Better", definition.get_polarity_display()),
        ("How often", how_often(definition.months_between)),
        ("Who answers for it", definition.owner_role),
        ("Looked at again by", day_in_words(definition.next_review_on)),
        ("Source", definition.source),
        ("Tells about", measure.priority.text if measure.priority else ""),
    )
    return tuple((name, value) for name, value in said if value)


def since(definition: Definition) -> str:
    """From which figures on a changed definition holds, why, and whether they can be compared."""
    if definition.number == 1:
        return ""
    said = f"It is said like this for figures from {day_in_words(definition.in_force_from)} on."
    broken = (
        "Figures before that day were counted in another way." if definition.breaks_series else ""
    )
    return " ".join(filter(None, (said, sentence(definition.reason), broken)))


def sentence(words: str) -> str:
    """Words as a sentence: with a full stop where nothing ends them."""
    return words if words.endswith((".", "!", "?", "”")) or not words else f"{words}."


def day_in_words(day: date | None) -> str:
    """“1 April 2026”, or nothing."""
    return f"{day:%-d %B %Y}" if day else ""


def ages(from_age: int | None, to_age: int | None) -> str:
    """“5 to 17”, “16 and over”, “up to 17”, or nothing."""
    if from_age is None:
        return "" if to_age is None else f"up to {to_age}"
    return f"{from_age} and over" if to_age is None else f"{from_age} to {to_age}"


OFTEN = {1: "every month", 3: "every three months", 6: "twice a year", 12: "once a year"}


def how_often(months: int | None) -> str:
    """“twice a year”, or “every 4 months”; nothing where it is not stated."""
    return OFTEN.get(months, f"every {months} months") if months else ""


def versions(measure: Measure, holds: Definition, today: date) -> Iterable[Earlier]:
    """Every other version, the newest first, each with its days and why the next one came."""
    used = measure.used
    if not measure.is_own:
        used = [measure.first_definition(), *used]
    for place in range(len(used) - 1, -1, -1):
        one = used[place]
        after = used[place + 1] if place + 1 < len(used) else None
        if one.number != holds.number:
            yield Earlier(_days(one, after, today), one.reason, facts(measure, one))


def _days(one: Definition, after: Definition | None, today: date) -> str:
    """“Until 31 March 2026”, “1 April 2024 to 31 March 2026”, “To come: from 1 April 2027”."""
    first = one.in_force_from
    if first and first > today:
        return f"To come: for figures from {first:%-d %B %Y}"
    until = f"before {after.in_force_from:%-d %B %Y}" if after else ""
    return f"For figures from {first:%-d %B %Y}, {until}" if first else f"For figures {until}"


# Figures by groups --------------------------------------------------------------------------------


def public_cuts(
    measure: Measure, *, limit: int | None, told_on: Collection[date]
) -> list[CutTable]:
    """The newest figure that anyone may read of each breakdown, by its groups: one query.

    Groups of the linked measures, and of figures before a correction, have been read as well: where
    any of them of the same day gives away a small number, none is shown (R18). The measure comes
    from `with_links`.
    """
    public = Observation.objects.public().filter(pk=OuterRef("observation"))
    family = together.linked(measure.pk, _links(measure))
    beside = Q(breakdown__measure__in=family, observation__period_end__in=told_on)
    splits = Split.objects.filter(
        Q(breakdown__measure=measure) | beside, observation__signed_off_at__isnull=False
    )
    splits = splits.annotate(stands=Exists(public)).select_related("breakdown", "observation")
    newest: dict[int, Split] = {}
    by_day: dict[date, list[Split]] = {}
    for split in splits.order_by("breakdown__name", "observation__period_end"):
        by_day.setdefault(split.observation.period_end, []).append(split)
        if split.stands and split.breakdown.measure_id == measure.pk:
            newest[split.breakdown_id] = split
    return [_told(measure, each, by_day, limit, told_on) for each in newest.values()]


def _links(measure: Measure) -> list[tuple[int, int]]:
    """The council's links of shares with their wholes, as `with_links` brought them."""
    return [(each["share"], each["whole"]) for each in (*measure.row_links, *measure.version_links)]


def _told(
    measure: Measure,
    split: Split,
    by_day: dict[date, list[Split]],
    limit: int | None,
    told_on: Collection[date],
) -> CutTable:
    """A figure's groups, unless the page keeps its counts back, or the groups of others forbid it."""
    day = split.observation.period_end
    if not _fits(split):
        return _kept_back(split, cuts.CHANGED)
    beside = by_day[day]
    small = not all(map(_fits, beside)) or together.gives_away(
        [_reading(each) for each in beside], limit
    )
    if day not in told_on or small:
        return _kept_back(split, cuts.TOO_SMALL)
    return table_of(measure, split, limit=limit)


def _fits(split: Split) -> bool:
    """Whether groups still fit the figure, which may have changed since, and the breakdown."""
    same = len(split.counts) == len(split.breakdown.groups)
    return same and cuts.fits(split.parts, _whole(split), not_all_known=split.not_all_known)


def _whole(split: Split) -> cuts.Part | None:
    figure = split.observation
    if figure.numerator is None:
        return None
    return cuts.Part(figure.numerator, figure.denominator)


def _reading(split: Split) -> together.Reading:
    return together.Reading(split.breakdown.measure_id, _whole(split), tuple(_groups(split)))


def _groups(split: Split) -> list[tuple[str, cuts.Part]]:
    return list(zip(split.breakdown.groups, split.parts, strict=True))


def _kept_back(split: Split, why: str) -> CutTable:
    """A figure that is not shown by groups, with the reason."""
    name = split.breakdown.name
    return CutTable(name, "", (), (), "", why.format(name=_lower_first(name)))


def table_of(measure: Measure, split: Split, *, limit: int | None) -> CutTable:
    """A figure's groups as a table; without a limit, as they are."""
    if not _fits(split):
        return _kept_back(split, cuts.CHANGED)
    figure, name = split.observation, split.breakdown.name
    cut = cuts.publish(
        _lower_first(name),
        _groups(split),
        _whole(split),
        places=measure.definition_on(figure.period_end).decimal_places,
        limit=limit,
    )
    return CutTable(
        name=name,
        caption=f"By {_lower_first(name)}, {figure.period_end:%-d %B %Y}",
        head=_head(split.parts),
        rows=tuple(_cells(row) for row in cut.rows),
        note="Invented for the demo." if figure.is_invented else "",
        withheld=cut.withheld,
    )


def _lower_first(name: str) -> str:
    """“disability”; a name in capitals stays as it is."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _head(parts: Sequence[cuts.Part]) -> tuple[str, ...]:
    share = any(part.whole is not None for part in parts)
    return ("Group", "Counted", "Out of", "Share") if share else ("Group", "Counted")


def _cells(row: cuts.Row) -> tuple[str, ...]:
    count_only = row.whole.value is None and not row.whole.hidden
    if count_only:
        return (row.name, row.count.text)
    return (row.name, row.count.text, row.whole.text, row.share.text or "–")
