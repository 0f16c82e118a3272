"""What pages ask of the results of surveys: what everybody may read of them, under R18."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from councils.disclosure import HIDDEN
from councils.models import Council
from councils.queries import school_terms, small_number_limit
from forums.models import SurveyResult
from measures.models import Measure
from measures.period.queries import months_of, recordable
from measures.periods import ends
from measures.queries import SIGNED_OFF, cards

INVENTED = "invented for the demo"


@dataclass(frozen=True, slots=True)
class Line:
    """A result as everybody may read it; without words while its figure is not signed off.

    `counts` are “81 of 90”, and that it is invented, where it is; `is_public` is whether anyone may
    read the measure's page, and `out_of` how many answered the question, where anyone may know it.
    """

    result: SurveyResult
    words: str
    counts: str
    is_public: bool
    out_of: int | None = None


def lines_of(
    council: Council, results: Iterable[SurveyResult], today: date
) -> dict[int, list[Line]]:
    """The results of some years of a survey, by year's key, each as everybody may read it."""
    found: dict[int, list[Line]] = {}
    results = list(results)
    if not results:
        return found
    public = Measure.objects.of(council).public()
    shown = cards(
        public.filter(pk__in={each.figure.measure_id for each in results}),
        today=today,
        limit=small_number_limit(council),
        figures=SIGNED_OFF.of(council),
    )
    told = {(card.measure.pk, each.as_at): each for card in shown for each in card.figures}
    known = {card.measure.pk for card in shown}
    for each in results:
        figure = told.get((each.figure.measure_id, each.figure.period_end))
        words = figure.text if figure else ""
        counts = [figure.counts, INVENTED if figure.is_invented else ""] if figure else []
        told_counts = ", ".join(filter(None, counts))
        out_of = figure.row.denominator if figure and figure.out_of not in {"", HIDDEN} else None
        line = Line(each, words, told_counts, each.figure.measure_id in known, out_of)
        found.setdefault(each.run_id, []).append(line)
    return found


def measures_asked(council: Council) -> QuerySet[Measure]:
    """The measures that the answers to a question can be a figure of: shares, in use, published.

    A worker reads no other: what is drafted is for the officers who keep the figures.
    """
    return recordable(council).public().filter(unit=Measure.Unit.PERCENT)


def last_end(measure: Measure, day: date) -> date:
    """When the last period of a measure ended that is over on a day; any day where it has none."""
    months = months_of(measure, day)
    if not months:
        return day
    since = date(max(1, day.year - 1 - months // 12), 1, 1)
    terms = school_terms(measure.council)
    return max(ends(months, since=since, until=day, terms=terms), default=day)
