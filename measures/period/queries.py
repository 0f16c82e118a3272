"""What a period's screen and its spreadsheet ask: the measures due, and what is on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.expressions import BaseExpression
from django.db.models.functions import JSONObject

from councils import clock
from councils.models import Council, SchoolTerm, User
from councils.queries import school_terms
from measures import periods
from measures.models import Definition, Measure, Observation
from measures.models.definitions import OWN
from measures.period.deciding import Kept, Seen, Told
from measures.periods import Rhythm, Terms, Timing
from measures.recording import Entry, Whole, tidy

FIRST = date.min.isoformat()
#: How far back periods are offered, and how far back years are.
OFFERED, YEARS_OFFERED = timedelta(days=2 * 366), timedelta(days=10 * 366)


def recordable(council: Council | OuterRef) -> QuerySet[Measure]:
    """The measures in use that take figures, with their versions; one told in words takes none."""
    versions = Definition.objects.used().select_related("denominator_measure").order_by("number")
    measures = Measure.objects.of(council).in_use().exclude(unit=Measure.Unit.WORDS)
    measures = measures.select_related("council", "denominator_measure")
    return measures.prefetch_related(Prefetch("definitions", versions)).order_by("position")


def theirs(measures: Iterable[Measure], user: User | None) -> list[Measure]:
    """Of some measures those that a person records: those that name them, and that name nobody."""
    today = clock.today()
    return [
        measure
        for measure in measures
        if user is None or measure.definition_on(today).officer_id in {None, user.pk}
    ]


# The screen of a period ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A measure on the screen of a period: what stands, what stood last, and when it is due."""

    measure: Measure
    period_end: date
    figure: Observation | None
    last: Observation | None
    timing: Timing
    whole: Whole | None

    @property
    def months(self) -> int | None:
        """Of how many months its periods are."""
        return months_of(self.measure, self.period_end)

    @property
    def kept(self) -> Kept | None:
        """The figure that stands, as a rule takes it."""
        return kept(self.figure) if self.figure else None

    @property
    def disagrees(self) -> str:
        """That what is on record no longer fits the count it is a share of; empty where it does."""
        figure, whole = self.figure, self.whole
        if not figure or not whole or None in (whole.count, figure.denominator):
            return ""
        if figure.denominator == whole.count:
            return ""
        return (
            f"This is recorded as a share of {figure.denominator:,}, but {whole.words} is "
            f"{whole.count:,}. Correct one of the two."
        )


def kept(figure: Observation) -> Kept:
    """A figure as a rule takes it."""
    seen = Seen(figure.pk, figure.version)
    return Kept(told(figure), seen, figure.signed_off_at is not None)


def told(figure: Observation) -> Told:
    """What a figure, or an old version of one, says."""
    return Told(
        Entry(
            figure.numerator,
            figure.denominator,
            figure.value,
            figure.not_available,
            figure.covers_to,
        ),
        status=figure.status,
        narrative=tidy(figure.narrative),
        corrective_action=tidy(figure.corrective_action),
    )


def lines(council: Council, user: User, period_end: date) -> list[Line]:
    """The screen of a period: what is due first, then what has no frequency; five queries."""
    terms, standing = school_terms(council), standing_on(council, period_end)
    measures = [
        measure
        for measure in theirs(recordable(council), user)
        if measure.pk in standing or belongs(measure, period_end, terms)
    ]
    last, today = _last_before(measures, period_end), clock.today()
    found = [
        Line(
            measure=measure,
            period_end=period_end,
            figure=standing.get(measure.pk),
            last=last.get(measure.pk),
            timing=timing_of(measure, period_end, standing.get(measure.pk), today),
            whole=whole_among(measure, period_end, standing),
        )
        for measure in measures
    ]
    return sorted(found, key=lambda line: line.months is None)


def standing_on(council: Council, period_end: date) -> dict[int, Observation]:
    """The figures that stand for a day, by their measure: one query."""
    rows = Observation.objects.of(council).filter(period_end=period_end).order_by("revision")
    return {row.measure_id: row for row in rows}


def months_of(measure: Measure, day: date) -> int | None:
    """Of how many months a measure's periods are, by the definition of a day."""
    return measure.holds_on(day).months_between


def belongs(measure: Measure, period_end: date, terms: Terms) -> bool:
    """Whether a period of the measure ends on a day; one without a frequency fits any."""
    months = months_of(measure, period_end)
    if not months:
        return True
    return bool(periods.ends(months, since=period_end, until=period_end, terms=terms))


def timing_of(
    measure: Measure, period_end: date, figure: Observation | None, today: date
) -> Timing:
    """How a figure stands to the day it is due."""
    holds = measure.holds_on(period_end)
    came = figure and (figure.first_recorded_at or figure.recorded_at)
    return periods.timing(
        period_end,
        months=holds.months_between,
        grace_days=holds.grace_days or 0,
        today=today,
        recorded_on=clock.local(came).date() if came else (period_end if figure else None),
    )


def whole_among(
    measure: Measure, period_end: date, standing: dict[int, Observation]
) -> Whole | None:
    """The count that a share's denominator must equal, among the figures of the day."""
    linked = measure.holds_on(period_end).denominator_measure
    if linked is None:
        return None
    figure = standing.get(linked.pk)
    return Whole(figure and figure.numerator, whole_words(linked, period_end))


def whole_words(linked: Measure, period_end: date) -> str:
    """How the count that a share is of is named, with its day."""
    return f"“{linked.short_title}” on {period_end:%-d %B %Y}"


def _last_before(measures: Sequence[Measure], period_end: date) -> dict[int, Observation]:
    """The figure of each measure that stood last before a period: one query."""
    before = Observation.objects.filter(measure__in=measures, period_end__lt=period_end)
    latest = before.order_by("measure_id", "-period_end", "-revision")
    found = {row.measure_id: row for row in latest.distinct("measure_id")}
    for measure in measures:
        if measure.pk in found:
            found[measure.pk].measure = measure  # which has its versions at hand
    return found


def as_shown(wanted: dict[int, Seen], period_end: date) -> dict[int, Told]:
    """What measures' figures for a day said when somebody saw them, gone or changed since.

    By the measure's number: one query, or none.
    """
    if not wanted:
        return {}
    rows = Observation.history.filter(measure__in=wanted, period_end=period_end)
    rows = rows.filter(id__in={seen.row for seen in wanted.values()})
    return {
        row.measure_id: told(row)
        for row in rows
        if Seen(row.id, row.version) == wanted[row.measure_id]
    }


# Which periods there are, and what is owed --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """A period that has ended: how many figures it has, is owed, and since when."""

    ends_on: date
    recorded: int
    owed: int
    due: date | None
    is_overdue: bool

    @property
    def words(self) -> str:
        """How many are there and how many are owed."""
        there = f"{self.recorded} recorded" if self.recorded else "nothing recorded yet"
        if not self.owed:
            return there
        late = "overdue, " if self.is_overdue else ""
        return f"{there}, {self.owed} {late}due by {self.due:%-d %B %Y}"


@dataclass(frozen=True, slots=True)
class Owed:
    """A figure that is not recorded: of which measure, for which period, due by when."""

    measure: Measure
    period_end: date
    due: date


def owed(council: Council, user: User | None = None) -> list[Owed]:
    """What of the year up to today has no figure, the longest due first: three queries."""
    today = clock.today()
    terms = school_terms(council)
    found = [
        Owed(measure, day, due)
        for measure in theirs(with_ends(recordable(council), since=today - periods.ASKED_FOR), user)
        for day, due in _owed(measure, today, terms)
    ]
    return sorted(found, key=lambda each: (each.due, each.period_end))


#: What `dues_of` is told of a measure, as `with_rhythms` gives it.
EACH = {
    "ends": "recorded_ends",
    "rhythms": "rhythms",
    "key": "key",
    "months": "months_between",
    "grace": "grace_days",
}


def with_rhythms(measures: QuerySet[Measure], today: date) -> QuerySet[Measure]:
    """Measures with what says how often they are due, and what of it is there: for `dues_of`."""
    versions = Definition.objects.used().filter(measure=OuterRef("pk"), in_force_from__lte=today)
    rhythm = JSONObject(months="months_between", grace="grace_days", since="in_force_from")
    return with_ends(measures, since=today - periods.ASKED_FOR).annotate(
        rhythms=ArraySubquery(versions.order_by("number").values(each=rhythm))
    )


def dues_asked(user: User, today: date) -> dict[str, BaseExpression]:
    """What `dues_told` needs, as part of a query of councils that asks more besides."""
    measures = with_rhythms(recordable(OuterRef("pk")).select_related(None), today)
    versions = Definition.objects.used().filter(measure=OuterRef("pk"), in_force_from__lte=today)
    latest = versions.order_by("-number").values(said=JSONObject(officer="officer_id"))[:1]
    measures = measures.annotate(version=Subquery(latest))
    mine = Q(version__officer=user.pk) | Q(version__officer=None) | Q(version__isnull=True)
    terms = SchoolTerm.objects.filter(council=OuterRef("pk")).order_by("starts_on")
    day = JSONObject(first="starts_on", last="ends_on")
    return {
        "figures_of": ArraySubquery(measures.filter(mine).values(each=JSONObject(**EACH))),
        "figures_terms": ArraySubquery(terms.values(day=day)),
    }


def dues_told(numbers: dict[str, list[dict]], today: date) -> list[date]:
    """The days by which figures that are not recorded are or were due."""
    read = date.fromisoformat
    terms = [(read(term["first"]), read(term["last"])) for term in numbers["figures_terms"]]
    return [due for each in numbers["figures_of"] for due in dues_of(each, today, terms)]


def dues_of(each: dict[str, object], today: date, terms: Terms) -> list[date]:
    """The days by which a measure's figures that are not recorded are or were due."""
    read = date.fromisoformat
    said = [*([] if each["key"].startswith(OWN) else [each]), *each["rhythms"]]
    found = periods.owed(
        [Rhythm(one["months"], one["grace"] or 0, read(one.get("since") or FIRST)) for one in said],
        recorded=frozenset(map(read, each["ends"])),
        today=today,
        terms=terms,
    )
    return [due for _, due in found]


def is_termly(each: dict[str, object]) -> bool:
    """Whether a measure's days move with the school's terms."""
    return periods.TERMLY in {one["months"] for one in (each, *each["rhythms"])}


def with_ends(measures: QuerySet[Measure], *, since: date) -> QuerySet[Measure]:
    """Measures with `.recorded_ends`: the periods since a day that have a figure."""
    figures = Observation.objects.filter(measure=OuterRef("pk"), period_end__gte=since)
    ends = figures.order_by("period_end").values("period_end").distinct()
    return measures.annotate(recorded_ends=ArraySubquery(ends))


def _rhythms(measure: Measure) -> list[Rhythm]:
    """How often a measure was and is due; an officer's own from its first version on."""
    versions = measure.used
    rows = [(each, each.in_force_from) for each in versions]
    if not measure.is_own:
        rows = [(measure, date.min), *rows]
    return [Rhythm(row.months_between, row.grace_days or 0, since) for row, since in rows]


def _owed(measure: Measure, today: date, terms: Terms) -> list[tuple[date, date]]:
    return periods.owed(
        _rhythms(measure),
        recorded=frozenset(measure.recorded_ends),
        today=today,
        terms=terms,
    )


def periods_of(council: Council, user: User) -> list[Period]:
    """The periods that have ended lately, the newest first: three queries.

    Those of every frequency that a measure of the council has, and the 31 March of more years.
    """
    today = clock.today()
    terms, long_ago = school_terms(council), today - YEARS_OFFERED
    measures = theirs(with_ends(recordable(council), since=long_ago), user)
    days = set(periods.ends(periods.YEAR, since=long_ago, until=today))
    for months in {months_of(measure, today) for measure in measures} - {None}:
        days |= set(periods.ends(months, since=today - OFFERED, until=today, terms=terms))
    waiting = [(day, due) for each in measures for day, due in _owed(each, today, terms)]
    days |= {day for day, _ in waiting}
    return [_period(day, measures, waiting, today) for day in sorted(days, reverse=True)]


def _period(
    day: date, measures: list[Measure], waiting: list[tuple[date, date]], today: date
) -> Period:
    dues = [due for end, due in waiting if end == day]
    return Period(
        ends_on=day,
        recorded=sum(day in measure.recorded_ends for measure in measures),
        owed=len(dues),
        due=min(dues, default=None),
        is_overdue=bool(dues) and today > min(dues),
    )
