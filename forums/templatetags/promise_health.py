"""The promise health check with what only the rooms above the promises know.

How many measures tell about a promise, and how many young people had heard of it, is not known
where promises are kept; so the findings are put together here, and the pages below load them.
"""

from dataclasses import replace

from django.db.models import Count
from django.template import Library

from measures.models import Measure, MeasureLink
from pledges.health import check, counted
from pledges.health_check.queries import Health, Looked, facts_of
from pledges.models import PledgeSet

register = Library()


@register.inclusion_tag("pledges/health_check/findings.html")
def promise_health(pledge_set: PledgeSet, *, brief: bool = False) -> dict[str, object]:
    """What was found in a set; `brief` leaves out the promises one by one."""
    return {"health": health_of(pledge_set), "set": pledge_set, "brief": brief}


def health_of(pledge_set: PledgeSet) -> Health:
    """The findings of a set: two queries."""
    used = Measure.objects.of(pledge_set.council).in_use()
    links = MeasureLink.objects.filter(promise__pledge_set=pledge_set, measure__in=used)
    measures = dict(links.order_by().values_list("promise").annotate(number=Count("pk")))
    looked = tuple(
        Looked(promise, check(replace(facts, measures=measures.get(promise.pk, 0))))
        for promise, facts in facts_of(pledge_set)
    )
    return Health(looked, counted(each.found for each in looked))
