"""What pages and packs show of measures: the latest figure in words, its rating, its history.

Everything for outside goes through `limit`: counts of children from 1 up to it are hidden, and
with them whatever would give them away (R18). Without a limit the figures are shown as they are,
to members.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, JSONObject

from councils.linked_counts import NOT_TOLD, Told
from councils.models import Council
from councils.prepared import Prepared
from measures.card import Card, Figure, target_on, terms_of, who_is_counted
from measures.chart import Chart, Point, Series, line_chart
from measures.definitions.queries import breaks, used_definitions
from measures.definitions.rules import firsts, firsts_after_others
from measures.judging import Aim, judge
from measures.models import Definition, Measure, Observation, Rebase, Target
from measures.rating import Judged, RatingRule, Tolerance, age_words
from measures.telling import Recorded, Row, answers, row_of
from pledges.models import Theme

#: Of figures' keys, what may be told; None for members, who are told everything.
MayTell = dict[int, Told] | None
NO_FIGURE = "No figure yet"
#: The end of a reporting year, and how many of them a list has: the last six are shown.
YEAR_END = (3, 31)
YEARS_BACK = 7


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
    found = list(_with_rebases(measures).select_related("council"))
    shown = Observation.objects.standing() if figures is None else figures
    history = _recorded(shown.filter(measure__in=found))
    return _cards(found, history, today, limit)


def _with_rebases(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    return measures.annotate(rebased=ArraySubquery(_rebases()))


def _recorded(figures: QuerySet[Observation]) -> QuerySet:
    """The figures as the values of `Recorded`, the oldest first."""
    return figures.order_by("period_end").values_list(*Recorded._fields[:-1])


def _cards(
    found: Sequence[Measure], history: Iterable[tuple], today: date, limit: int | None
) -> list[Card]:
    aims = Prefetch("targets", Target.objects.order_by("in_force_from"), to_attr="targets_set")
    prefetch_related_objects(found, used_definitions(), aims)
    of_measure: dict[int, list[Recorded]] = {measure.pk: [] for measure in found}
    for row in history:
        if row[1] in of_measure:
            of_measure[row[1]].append(Recorded(*row))
    may_tell = None if limit is None else _may_tell(found, of_measure, limit)
    return [_card(measure, of_measure[measure.pk], today, may_tell) for measure in found]


SIGNED_OFF = Observation.objects.signed_off()


def public_cards(
    council: Council, *, today: date, limit: int, retired_too: bool = False, lately: bool = False
) -> list[Card]:
    """What anyone may read, small numbers hidden; `retired_too` of those not in use any more.

    `lately` is for lists: enough of each history for a small line and six years side by side.
    """
    found = [each for each in _public(council=council.pk) if retired_too or not each.is_retired]
    for each in found:
        each.council = council
    if lately:
        history = _public_lately(council=council.pk, year_ends=_year_ends(today))
    else:
        history = _public_history(council=council.pk)
    return _cards(found, history, today, limit)


def _year_ends(today: date) -> list[date]:
    """The ends of the last reporting years, of what comes each quarter or more often.

    What comes less often has its last six among the newest figures.
    """
    return [date(today.year - ago, *YEAR_END) for ago in range(YEARS_BACK)]


def _build_public(*, council: int) -> QuerySet[Measure]:
    measures = Measure.objects.filter(council=council).public().with_life()
    return _with_rebases(measures).select_related("priority")


def _build_history(*, council: int) -> QuerySet:
    return _recorded(Observation.objects.filter(council=council).public())


def _build_lately(*, council: int, year_ends: Sequence[date]) -> QuerySet:
    return _recorded(Observation.objects.filter(council=council).public().lately(year_ends))


_public = Prepared(_build_public, council=int)
_public_history = Prepared(_build_history, council=int)
_public_lately = Prepared(_build_lately, council=int, year_ends=tuple)


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
    for council in {measure.council_id for measure in measures}:
        for unit, *values in _told_beside(council=council, since=since):
            each = Recorded._make(values)
            rows.setdefault(each.pk, row_of(each, unit, each.whole))
    return answers(rows.values(), limit)


def _build_told_beside(*, council: int, since: date) -> QuerySet:
    rows = TOLD_BESIDES.filter(council=council, period_end__gte=since)
    return rows.values_list("measure__unit", *Recorded._fields)


_told_beside = Prepared(_build_told_beside, council=int, since=date)


def _rows_shown(measure: Measure, figures: Sequence[Recorded]) -> Iterator[Row]:
    used = measure.used
    always = None if used else measure.whole_on(date.max, used)  # most have no versions
    for each in figures:
        whole = measure.whole_on(each.period_end, used) if used else always
        yield row_of(each, measure.unit, whole)


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


def _figure(
    row: Recorded, measure: Measure, holds: Measure | Definition, may_tell: MayTell
) -> Figure:
    may = None if may_tell is None else may_tell.get(row.pk, NOT_TOLD)
    return Figure(row, measure.unit, holds.decimal_places, may)


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


def _aim(target: Target | None) -> Aim | None:
    if target is None:
        return None
    kind, judged = Tolerance(target.tolerance_kind), Judged(target.rule)
    return Aim(target.value.normalize(), RatingRule(target.tolerance.normalize(), kind, judged))
