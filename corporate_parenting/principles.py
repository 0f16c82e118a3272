"""The crosswalk between councils by the seven principles of the law: who promises what to whom.

Only what a council has marked published is read here, its own and others'. Which principle a promise
serves stands in its row: the strategy's own word, or a noted assumption.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from boards.quorum import listed
from councils.access import council_page
from councils.models import Council
from measures.models import Measure, MeasureLink
from pledges.models import Promise, StatutoryPrinciple


@dataclass(frozen=True, slots=True)
class Wording:
    """A promise as somebody worded it, with what they count to tell whether it is kept."""

    promise: Promise
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another council promised, and what else it counts for the same principle."""

    council: Council
    wordings: tuple[Wording, ...]
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Served:
    """A principle, the council's own promises that serve it, and those of others."""

    principle: StatutoryPrinciple
    ours: tuple[Wording, ...]
    others: tuple[Elsewhere, ...]


@council_page()
def council_principles(request: HttpRequest, council: Council) -> HttpResponse:
    """Which principles no promise of a council serves, and how others word and measure them."""
    councils = list(Council.objects.all())
    promises = list(promises_for_all().select_related("pledge_set"))
    counted = _Counted()
    served = [_served(each, council, councils, promises, counted) for each in StatutoryPrinciple]
    gaps = [each.principle.label for each in served if not each.ours]
    context = {
        "served": served,
        "gaps": gaps,
        "total": len(served),
        "any": any(row.council_id == council.pk for row in promises),
    }
    return render(request, "council_principles.html", context)


def promises_for_all() -> QuerySet[Promise]:
    """The published promises of every council that none has replaced."""
    return Promise.objects.public().standing().order_by("pledge_set", "position")


class _Counted:
    """What is counted, published and in use: by the promise, and by council and principle."""

    def __init__(self) -> None:
        measures = {
            row.pk: row
            for row in Measure.objects.public().in_use().select_related("council", "priority")
        }
        self.by_promise: dict[int, list[Measure]] = {}
        links = MeasureLink.objects.filter(promise__isnull=False, measure__in=list(measures))
        for promise, measure in links.order_by("measure__position").values_list(
            "promise_id", "measure_id"
        ):
            self.by_promise.setdefault(promise, []).append(measures[measure])
        self.by_principle: dict[tuple[int, str], list[Measure]] = {}
        for row in sorted(measures.values(), key=lambda each: each.position):
            for principle in row.priority.serves if row.priority else ():
                self.by_principle.setdefault((row.council_id, principle), []).append(row)


def _served(
    principle: StatutoryPrinciple,
    council: Council,
    councils: Iterable[Council],
    promises: Iterable[Promise],
    counted: _Counted,
) -> Served:
    serving = [row for row in promises if principle.value in row.serves]

    def wordings(of: Council) -> tuple[Wording, ...]:
        mine = (row for row in serving if row.council_id == of.pk)
        return tuple(Wording(row, tuple(counted.by_promise.get(row.pk, ()))) for row in mine)

    others = (
        Elsewhere(
            other,
            wordings(other),
            tuple(counted.by_principle.get((other.pk, principle.value), ())),
        )
        for other in councils
        if other.pk != council.pk
    )
    found = tuple(each for each in others if each.wordings or each.measures)
    return Served(principle, wordings(council), found)


def gaps(councils: Sequence[Council], promises: Iterable[Promise]) -> list[tuple[str, str, str]]:
    """For each council with published promises: its name, what none of them serves, its page."""
    served: dict[int, set[str]] = {}
    for row in promises:
        served.setdefault(row.council_id, set()).update(row.serves)
    return [
        (
            str(council),
            _gap_words(served[council.pk]),
            reverse("council_principles", args=[council.slug]),
        )
        for council in councils
        if council.pk in served
    ]


def _gap_words(served: set[str]) -> str:
    names = [_short(each) for each in StatutoryPrinciple if each.value not in served]
    return f"No promise serves: {listed(names)}." if names else "Each of the seven is served."


#: A word for each principle, where the whole of it would be too long.
SHORT = {
    StatutoryPrinciple.HEALTH: "health and well-being",
    StatutoryPrinciple.VOICE: "saying what they think",
    StatutoryPrinciple.HEARD: "being heard",
    StatutoryPrinciple.SERVICES: "getting at services",
    StatutoryPrinciple.ASPIRATION: "high aspirations",
    StatutoryPrinciple.STABILITY: "being safe and settled",
    StatutoryPrinciple.ADULTHOOD: "getting ready for adulthood",
}


def _short(principle: StatutoryPrinciple) -> str:
    return SHORT[principle]
