"""What pages and packs show of measures: the latest figure in words, its rating, its history.

Everything for outside goes through `limit`: counts of children from 1 up to it are hidden, and
with them whatever would give them away (R18). Without a limit the figures are shown as they are,
to members.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from councils.disclosure import HIDDEN
from councils.linked_counts import NOT_TOLD, TOLD, Told
from councils.models import Council
from measures.card import Card, Figure, target_on, terms_of, who_is_counted
from measures.chart import Chart, Point, Series, line_chart
from measures.definitions.queries import breaks, used_definitions
from measures.definitions.rules import firsts, firsts_after_others
from measures.figures import NOT_AVAILABLE, missing_words, value_in_words
from measures.judging import Aim, judge
from measures.models import Bound, Definition, Measure, Observation, Rebase, Target
from measures.rating import Judged, RatingRule, Tolerance, age_words
from measures.telling import Recorded, Row, answers, row_of
from pledges.models import Theme

#: Of figures' keys, what may be told; None for members, who are told everything.
MayTell = dict[int, Told] | None
NO_FIGURE = "No figure yet"


#: A chart of more lines than this can be told apart by nobody.
MOST_LINES = 4


def shares_drawn(shown: Sequence[Card]) -> list[Card]:
    """The percentages that have a figure."""
    return [card for card in shown if card.measure.unit == Measure.Unit.PERCENT and card.figures]


def shares_chart(shown: Sequence[Card]) -> Chart | None:
    """The percentages of the table at a glance, drawn together; None where that tells nothing."""
    shares = shares_drawn(shown)
    if not 1 < len(shares) <= MOST_LINES:
        return None
    days = sorted({figure.as_at for card in shares for figure in card.figures})
    series = [_over(card, days) for card in shares]
    return line_chart(series, unit="%")


def _over(card: Card, days: list[date]) -> Series:
    """A measure's figures on each of the days; a gap where it has none to show."""
    values = {figure.as_at: figure.value for figure in card.figures if not figure.side}
    points = tuple(Point(f"{day:%b %Y}", values.get(day)) for day in days)
    return Series(card.measure.short_title, points)


def in_theme(measures: QuerySet[Measure], theme: Theme) -> QuerySet[Measure]:
    """The measures looked at under a theme, as the strategy or an officer says."""
    said = Q(theme_links__theme=theme) | Q(links__theme=theme)
    return measures.filter(said).distinct().order_by("position")


def cards(
    measures: QuerySet[Measure],
    *,
    today: date,
    limit: int | None,
    figures: QuerySet[Observation] | None = None,
) -> list[Card]:
    """The measures with their history, in four queries; `figures` narrows which may be shown.

    With a limit it is one query more: what may be told hangs on the figures they are shares of.
    """
    rows = measures.annotate(rebased=ArraySubquery(_rebases())).select_related("council")
    found = list(
        rows.prefetch_related(
            used_definitions(),
            Prefetch("targets", Target.objects.order_by("in_force_from"), to_attr="targets_set"),
        )
    )
    shown = Observation.objects.standing() if figures is None else figures
    history = _history(shown, found)
    may_tell = None if limit is None else _may_tell(found, history, limit)
    return [_card(measure, history.get(measure.pk, []), today, may_tell) for measure in found]


def _history(
    figures: QuerySet[Observation], measures: Sequence[Measure]
) -> dict[int, list[Recorded]]:
    """The figures of each measure, the oldest first: one query."""
    rows = figures.filter(measure__in=measures).order_by("period_end")
    history: dict[int, list[Recorded]] = {}
    for row in rows.values_list(*Recorded._fields[:-1]):
        history.setdefault(row[1], []).append(Recorded(*row))
    return history


SIGNED_OFF = Observation.objects.signed_off()
SIGNED_OFF_LATELY = SIGNED_OFF.lately()


def public_cards(
    council: Council, *, today: date, limit: int, retired_too: bool = False, lately: bool = False
) -> list[Card]:
    """What anyone may read, small numbers hidden; `retired_too` of those not in use any more.

    `lately` is for lists: enough of each history for a small line and six years side by side.
    """
    measures = Measure.objects.of(council).public().with_life().select_related("priority")
    figures = SIGNED_OFF_LATELY if lately else SIGNED_OFF
    return cards(
        measures if retired_too else measures.in_use(),
        today=today,
        limit=limit,
        figures=figures.of(council),
    )


def action_asked(figure: Observation) -> str:
    """The sentence that asks for a corrective action; empty where the figure needs none.

    It is judged as on its own day, by what officers see.
    """
    (card,) = cards(
        Measure.objects.filter(pk=figure.measure_id),
        today=figure.period_end,
        limit=None,
        figures=Observation.objects.standing().filter(period_end__lte=figure.period_end),
    )
    return card.judged.action_needed


def _versions() -> QuerySet[Definition]:
    """The versions in use of a figure's measure."""
    return Definition.objects.used().filter(measure=OuterRef("measure"))


#: The measure whose count a figure is a share of on its day, by the version in force, else by any that
#: ever said so: a link that is taken away later makes nothing readable.
WHOLE = Coalesce(
    Subquery(
        _versions()
        .filter(in_force_from__lte=OuterRef("period_end"))
        .order_by("-number")
        .values("denominator_measure")[:1]
    ),
    Subquery(_versions().order_by("number").values("denominator_measure")[:1]),
    F("measure__denominator_measure"),
    output_field=BigIntegerField(),
)


#: What versions in use say of shares.
LINKS = Definition.objects.used().filter(denominator_measure__isnull=False)
#: What was told before it was corrected, and all that was told of measures linked by shares: whatever
#: else was told of a measure stands, and is shown with it.
TOLD_BESIDES = (
    Observation.objects.filter(
        Q(Exists(Observation.objects.later()))
        | Q(measure__denominator_measure__isnull=False)
        | Q(Exists(Measure.objects.filter(denominator_measure=OuterRef("measure"))))
        | Q(Exists(LINKS.filter(measure=OuterRef("measure"))))
        | Q(Exists(LINKS.filter(denominator_measure=OuterRef("measure")))),
        signed_off_at__isnull=False,
        value__isnull=False,
    )
    .annotate(whole=WHOLE)
    .order_by()
)


def _may_tell(
    measures: Sequence[Measure], history: dict[int, list[Recorded]], limit: int
) -> dict[int, Told]:
    """What may be told outside of each of the figures shown, by its key: one query."""
    rows = {
        row.key: row for each in measures for row in _rows_shown(each, history.get(each.pk, ()))
    }
    since = min((row.as_at for row in rows.values()), default=date.max)
    besides = TOLD_BESIDES.filter(
        council__in={measure.council_id for measure in measures}, period_end__gte=since
    )
    for unit, *values in besides.values_list("measure__unit", *Recorded._fields):
        each = Recorded._make(values)
        rows.setdefault(each.pk, row_of(each, unit, each.whole))
    return answers(rows.values(), limit)


def _rows_shown(measure: Measure, figures: Sequence[Recorded]) -> Iterator[Row]:
    used = measure.used
    for each in figures:
        yield row_of(each, measure.unit, measure.whole_on(each.period_end, used))


def _card(measure: Measure, rows: Sequence[Recorded], today: date, may_tell: MayTell) -> Card:
    starts = {date.fromisoformat(each["first_day"]): each["reason"] for each in measure.rebased}
    used = measure.used
    figures = _marked(
        [_figure(row, measure, measure.holds_on(row.period_end, used), may_tell) for row in rows],
        list(starts),
        breaks(measure),
    )
    day = figures[-1].as_at if figures else today
    target, holds = target_on(measure.targets_set, day), measure.holds_on(day, used)
    aim = target.value.normalize() if target else None
    return Card(
        measure=measure,
        figures=figures,
        judged=judge(
            figures,
            _aim(target),
            terms_of(measure, holds, aim),
            who=who_is_counted(measure, holds),
            action=figures[-1].action if figures else "",
        ),
        target=aim,
        age=age_words(figures[-1].as_at, today) if figures else "",
        holds=holds,
        targets=tuple(measure.targets_set),
        fresh_starts=tuple(_fresh_start(first, reason) for first, reason in starts.items()),
    )


def _rebases() -> QuerySet:
    """From which days a measure's limits start afresh, each with the reason."""
    rows = Rebase.objects.filter(measure=OuterRef("pk")).order_by("first_day")
    return rows.values(each=JSONObject(first_day="first_day", reason="reason"))


def _fresh_start(day: date, reason: str) -> str:
    """“From 1 April 2026 on the limits start afresh. A second dentist came.”"""
    return f"From {day:%-d %B %Y} on the limits start afresh. {reason}"


def _marked(
    figures: Sequence[Figure], rebased: Sequence[date], broken: Sequence[date]
) -> tuple[Figure, ...]:
    """The figures, of which some begin new limits, and some are counted by a new definition."""
    if not rebased and not broken:
        return tuple(figures)
    days = [each.as_at for each in figures]
    limits, counting = firsts(days, rebased), firsts_after_others(days, broken)
    return tuple(
        each._replace(new_limits=each.as_at in limits, new_definition=each.as_at in counting)
        for each in figures
    )


STATUSES = dict(Observation.Status.choices)


def _figure(
    row: Recorded, measure: Measure, holds: Measure | Definition, may_tell: MayTell
) -> Figure:
    may = None if may_tell is None else may_tell.get(row.pk, NOT_TOLD)
    told = _told(row, measure.unit, holds.decimal_places, may)
    hidden = told.value is None and row.value is not None
    return Figure(
        as_at=row.period_end,
        value=told.value,
        text=told.text,
        counted=told.counted,
        out_of=told.out_of,
        status=STATUSES[row.status],
        is_invented=row.is_invented,
        narrative="" if hidden else row.narrative,
        action="" if hidden else row.corrective_action,
        is_missing=row.value is None,
        share=told.share,
        side="" if row.bound == Bound.EXACT else row.bound,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure's words, its value to draw and the counts behind it, as this reader may see them."""

    text: str
    counted: str = ""
    out_of: str = ""
    value: Decimal | None = None
    share: tuple[int, int] | None = None


def _told(row: Recorded, unit: str, places: int, may: Told | None) -> _Told:
    """As `may` has it; None for members, who are told everything."""
    if row.value is None:
        is_told = may is None or row.signed_off_at
        return _Told(missing_words(row.not_available) if is_told else NOT_AVAILABLE)
    shown = value_in_words(row.value, unit, places)
    if row.bound != Bound.EXACT:
        shown = f"{row.bound} {shown}"
    if unit == Measure.Unit.PERCENT and row.denominator is not None:
        return _share(row, may or TOLD, shown)
    if may and not may.value:
        return _Told(HIDDEN)
    return _Told(shown, value=row.value)


def _share(row: Recorded, may: Told, shown: str) -> _Told:
    part, whole = row.numerator or 0, row.denominator or 0
    counted = f"{part:,}" if may.counted else HIDDEN
    out_of = f"{whole:,}" if may.out_of else HIDDEN
    if not may.value:
        return _Told(HIDDEN, counted, out_of)
    return _Told(shown, counted, out_of, row.value, (part, whole))


def _aim(target: Target | None) -> Aim | None:
    if target is None:
        return None
    kind, judged = Tolerance(target.tolerance_kind), Judged(target.rule)
    return Aim(target.value.normalize(), RatingRule(target.tolerance.normalize(), kind, judged))
