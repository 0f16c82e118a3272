"""What pages and packs show of measures: the latest figure in words, its rating, its history.

Everything for outside goes through `limit`: counts of children from 1 up to it are hidden, and
with them whatever would give them away (R18). Without a limit the figures are shown as they are,
to members.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from measures.figures import NOT_AVAILABLE, in_words, value_in_words
from measures.judging import Aim, judge
from measures.models import Bound, Definition, Measure, Observation, Rebase, Target
from measures.rating import Judged, RatingRule, Tolerance, age_words
from measures.telling import Row, answers
from pledges.models import Theme

#: Of figures' keys, what may be told; None for members, who are told everything.
MayTell = dict[int, Told] | None
#: What the rule of small numbers looks at.
COUNTS = (
    *("measure__unit", "measure__denominator_measure", "council", "period_end", "revision"),
    *("numerator", "denominator", "signed_off_at", "recorded_by"),
)
NO_FIGURE = "No figure yet"


#: A chart of more lines than this can be told apart by nobody.
MOST_LINES = 4


def shares_chart(shown: list[Card]) -> Chart | None:
    """The percentages of the table at a glance, drawn together; None where that tells nothing."""
    shares = [card for card in shown if card.measure.unit == Measure.Unit.PERCENT and card.figures]
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
    shown = Observation.objects.standing() if figures is None else figures
    rows = measures.annotate(rebased=ArraySubquery(_rebases())).select_related("council")
    rows = rows.prefetch_related(
        Prefetch("observations", shown.order_by("period_end"), to_attr="history_shown"),
        used_definitions(),
        Prefetch("targets", Target.objects.order_by("in_force_from"), to_attr="targets_set"),
    )
    found = list(rows)
    may_tell = None if limit is None else _may_tell(found, limit)
    return [_card(measure, today, may_tell) for measure in found]


def public_cards(
    council: Council, *, today: date, limit: int, retired_too: bool = False
) -> list[Card]:
    """What anyone may read, small numbers hidden; `retired_too` of those not in use any more."""
    measures = Measure.objects.of(council).public().with_life().select_related("priority")
    return cards(
        measures if retired_too else measures.in_use(),
        today=today,
        limit=limit,
        figures=Observation.objects.of(council).public(),
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


def _may_tell(measures: Sequence[Measure], limit: int) -> dict[int, Told]:
    """What may be told outside of each of the figures shown, by its key: one query."""
    rows = {
        row.pk: _row(row, measure, _whole(measure, row.period_end))
        for measure in measures
        for row in measure.history_shown
    }
    for row in _told_before(measures):
        rows.setdefault(row.pk, _row(row, row.measure, row.whole))
    return answers(rows.values(), limit)


def _told_before(measures: Sequence[Measure]) -> QuerySet[Observation]:
    """What was ever told of the measures, and of all that are shares of one another.

    Each with `whole`, the measure whose count it was a share of on its day.
    """
    links = Definition.objects.used().filter(denominator_measure__isnull=False)
    shares = Measure.objects.filter(denominator_measure=OuterRef("measure"))
    linked = (
        Q(measure__denominator_measure__isnull=False)
        | Q(Exists(shares))
        | Q(Exists(links.filter(measure=OuterRef("measure"))))
        | Q(Exists(links.filter(denominator_measure=OuterRef("measure"))))
    )
    versions = Definition.objects.used().filter(measure=OuterRef("measure"))
    in_force = versions.filter(in_force_from__lte=OuterRef("period_end")).order_by("-number")
    whole = Coalesce(
        Subquery(in_force.values("denominator_measure")[:1]),
        Subquery(versions.order_by("number").values("denominator_measure")[:1]),
        F("measure__denominator_measure"),
        output_field=BigIntegerField(),
    )
    found = Observation.objects.filter(signed_off_at__isnull=False, value__isnull=False)
    found = found.filter(council__in={measure.council_id for measure in measures})
    found = found.filter(linked | Q(measure__in=measures)).select_related("measure").only(*COUNTS)
    return found.annotate(whole=whole)


def _whole(measure: Measure, day: date) -> int | None:
    """The measure whose count a figure of that day is a share of, by any version that ever said so.

    The same as `whole` in `_told_before`: a link that is taken away later makes nothing readable.
    """
    used = [each for each in measure.definitions.all() if each.is_in_use]
    said = (measure.version_on(day), used[0] if used else None, measure)
    return next(
        (one.denominator_measure_id for one in said if one and one.denominator_measure_id), None
    )


def _row(figure: Observation, measure: Measure, whole: int | None) -> Row:
    """A figure as the rule of small numbers takes it: an average counts nobody, it is over some."""
    is_average = measure.unit == Measure.Unit.AVERAGE
    shares = measure.unit == Measure.Unit.PERCENT
    return Row(
        figure.pk,
        measure.pk,
        figure.period_end,
        figure.revision,
        None if is_average else _counted(figure, measure),
        _over_how_many(figure) if is_average else figure.denominator if shares else None,
        None if is_average else whole,
        figure.signed_off_at,
    )


def _counted(figure: Observation, measure: Measure) -> int | None:
    """What was counted; behind a rate of which nobody has said, as good as one."""
    unknown = figure.numerator is None and measure.unit == Measure.Unit.RATE
    return 1 if unknown and figure.recorded_by_id else figure.numerator


def _over_how_many(figure: Observation) -> int | None:
    """Over how many an average is; where nobody has said, as good as over one.

    One that a strategy prints, recorded by nobody, has been told already.
    """
    unknown = 1 if figure.recorded_by_id else None
    return unknown if figure.denominator is None else figure.denominator


def _card(measure: Measure, today: date, may_tell: MayTell) -> Card:
    starts = {date.fromisoformat(each["first_day"]): each["reason"] for each in measure.rebased}
    figures = _marked(
        [_figure(measure, row, may_tell) for row in measure.history_shown],
        list(starts),
        breaks(measure),
    )
    day = figures[-1].as_at if figures else today
    target, holds = target_on(measure.targets_set, day), measure.holds_on(day)
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
    days = [each.as_at for each in figures]
    limits, counting = firsts(days, rebased), firsts_after_others(days, broken)
    return tuple(
        replace(each, new_limits=each.as_at in limits, new_definition=each.as_at in counting)
        for each in figures
    )


def _figure(measure: Measure, row: Observation, may_tell: MayTell) -> Figure:
    told = _told(measure, row, None if may_tell is None else may_tell.get(row.pk, NOT_TOLD))
    hidden = told.value is None and row.value is not None
    return Figure(
        as_at=row.period_end,
        value=told.value,
        text=told.text,
        counted=told.counted,
        out_of=told.out_of,
        status=row.get_status_display(),
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


def _told(measure: Measure, row: Observation, may: Told | None) -> _Told:
    """As `may` has it; None for members, who are told everything."""
    if row.value is None:
        return _Told(in_words(row) if may is None or row.signed_off_at else NOT_AVAILABLE)
    places = measure.holds_on(row.period_end).decimal_places
    shown = value_in_words(row.value, measure.unit, places)
    if row.bound != Bound.EXACT:
        shown = f"{row.bound} {shown}"
    if measure.unit == Measure.Unit.PERCENT and row.denominator is not None:
        return _share(row, may or TOLD, shown)
    if may and not may.value:
        return _Told(HIDDEN)
    return _Told(shown, value=row.value)


def _share(row: Observation, may: Told, shown: str) -> _Told:
    part, whole = row.numerator or 0, row.denominator or 0
    counted = f"{part:,}" if may.counted else HIDDEN
    out_of = f"{whole:,}" if may.out_of else HIDDEN
    if not may.value:
        return _Told(HIDDEN, counted, out_of)
    share = (part, whole) if may.counted and may.out_of else None
    return _Told(shown, counted, out_of, row.value, share)


def _aim(target: Target | None) -> Aim | None:
    if target is None:
        return None
    kind, judged = Tolerance(target.tolerance_kind), Judged(target.rule)
    return Aim(target.value.normalize(), RatingRule(target.tolerance.normalize(), kind, judged))
