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
from django.db.models import OuterRef, Prefetch, QuerySet

from councils.disclosure import HIDDEN, Count, publish_count, publish_series
from councils.models import Council
from measures.card import Card, Figure, target_on, terms_of, who_is_counted
from measures.chart import Chart, Point, Series, line_chart
from measures.figures import NOT_AVAILABLE, in_words, value_in_words
from measures.judging import Aim, judge
from measures.models import Definition, Measure, Observation, Rebase, Target
from measures.rating import Judged, RatingRule, Tolerance, age_words
from pledges.models import Theme

NO_FIGURE = "No figure yet"


def by_priority(shown: list[Card]) -> list[tuple[str, list[Card]]]:
    """The cards under the priority each tells about, in their order; the others first."""
    grouped: dict[str, list[Card]] = {}
    for card in sorted(shown, key=lambda card: card.measure.priority_id is not None):
        title = card.measure.priority.text if card.measure.priority else ""
        grouped.setdefault(title, []).append(card)
    return list(grouped.items())


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
    values = {figure.as_at: figure.value for figure in card.figures}
    points = tuple(Point(f"{day:%b %Y}", values.get(day)) for day in days)
    return Series(card.measure.short_title, points)


def in_theme(measures: QuerySet[Measure], theme: Theme) -> QuerySet[Measure]:
    """The measures looked at under a theme."""
    return measures.filter(theme_links__theme=theme).order_by("position")


def cards(
    measures: QuerySet[Measure],
    *,
    today: date,
    limit: int | None,
    figures: QuerySet[Observation] | None = None,
) -> list[Card]:
    """The measures with their history, in four queries; `figures` narrows which may be shown."""
    shown = Observation.objects.standing() if figures is None else figures
    rows = measures.annotate(breaks_on=ArraySubquery(_breaks())).select_related("council")
    rows = rows.prefetch_related(
        Prefetch("observations", shown.order_by("period_end"), to_attr="history_shown"),
        Prefetch("rebases", Rebase.objects.order_by("first_day"), to_attr="rebases_set"),
        Prefetch("targets", Target.objects.order_by("in_force_from"), to_attr="targets_set"),
    )
    return [_card(measure, today, limit) for measure in rows]


def public_cards(council: Council, *, today: date, limit: int) -> list[Card]:
    """What anyone may read: signed-off figures of published measures, small numbers hidden."""
    return cards(
        Measure.objects.of(council).public().select_related("priority"),
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


def _card(measure: Measure, today: date, limit: int | None) -> Card:
    figures = _marked(
        [_figure(measure, row, limit) for row in measure.history_shown],
        new_definition=measure.breaks_on,
        new_limits=[rebase.first_day for rebase in measure.rebases_set],
    )
    target = target_on(measure.targets_set, figures[-1].as_at if figures else today)
    aim = target.value.normalize() if target else None
    return Card(
        measure=measure,
        figures=figures,
        judged=judge(
            figures,
            _aim(target),
            terms_of(measure, aim),
            who=who_is_counted(measure),
            action=figures[-1].action if figures else "",
        ),
        target=aim,
        age=age_words(figures[-1].as_at, today) if figures else "",
        targets=tuple(measure.targets_set),
        fresh_starts=tuple(_fresh_start(each) for each in measure.rebases_set),
    )


def _fresh_start(rebase: Rebase) -> str:
    """“From 1 April 2026 on the limits start afresh. A second dentist came.”"""
    return f"From {rebase.first_day:%-d %B %Y} on the limits start afresh. {rebase.reason}"


def _breaks() -> QuerySet:
    """From which days a measure's figures are counted in another way than before."""
    breaking = Definition.objects.used().filter(measure=OuterRef("pk"), breaks_series=True)
    return breaking.order_by("in_force_from").values("in_force_from")


def _marked(
    figures: Sequence[Figure], *, new_definition: Sequence[date], new_limits: Sequence[date]
) -> tuple[Figure, ...]:
    """The figures, of which the first from each of the days on begins something anew."""
    counted, limits = _firsts(figures, new_definition), _firsts(figures, new_limits)
    return tuple(
        replace(each, new_definition=each.as_at in counted, new_limits=each.as_at in limits)
        if each.as_at in counted | limits
        else each
        for each in figures
    )


def _firsts(figures: Sequence[Figure], days: Sequence[date]) -> set[date]:
    """The days of the first figures from each of some days on."""
    firsts = (next((each.as_at for each in figures if each.as_at >= day), None) for day in days)
    return {first for first in firsts if first}


def _figure(measure: Measure, row: Observation, limit: int | None) -> Figure:
    told = _told(measure, row, limit)
    hidden = told.value is None and row.value is not None
    return Figure(
        as_at=row.period_end,
        value=told.value,
        text=told.text,
        counts=told.counts,
        status=row.get_status_display(),
        is_invented=row.is_invented,
        narrative="" if hidden else row.narrative,
        action="" if hidden else row.corrective_action,
        is_missing=row.value is None,
        share=told.share,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure's words, its value to draw and the counts behind it, as this reader may see them."""

    text: str
    counts: str = ""
    value: Decimal | None = None
    share: tuple[int, int] | None = None


def _told(measure: Measure, row: Observation, limit: int | None) -> _Told:
    if row.value is None:
        told = limit is None or row.signed_off_at
        return _Told(in_words(row) if told else NOT_AVAILABLE)
    shown = value_in_words(row.value, measure.unit, measure.decimal_places)
    if measure.unit == Measure.Unit.PERCENT and row.denominator is not None:
        return _share(measure, row, limit, shown)
    counted = measure.unit == Measure.Unit.COUNT and limit is not None
    if counted and publish_count(Count(row.numerator or 0), limit).hidden:
        return _Told(HIDDEN)
    return _Told(shown, value=row.value)


def _share(measure: Measure, row: Observation, limit: int | None, shown: str) -> _Told:
    part, whole = row.numerator or 0, row.denominator or 0
    if limit is None:
        return _Told(shown, f"{part:,} of {whole:,}", row.value, (part, whole))
    counts = (str(row.period_end), Count(part), Count(whole))
    (point,) = publish_series([counts], measure.decimal_places, limit)
    if point.value.hidden:
        return _Told(HIDDEN, f"{HIDDEN} of {point.denominator}")
    said = f"{point.numerator} of {point.denominator}"
    withheld = point.numerator.hidden or point.denominator.hidden
    return _Told(shown, said, row.value, None if withheld else (part, whole))


def _aim(target: Target | None) -> Aim | None:
    if target is None:
        return None
    kind, judged = Tolerance(target.tolerance_kind), Judged(target.rule)
    return Aim(target.value.normalize(), RatingRule(target.tolerance.normalize(), kind, judged))
