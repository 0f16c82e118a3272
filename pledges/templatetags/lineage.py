"""What a promise's page says of the old promise it takes the place of, and of the newer ones."""

from django.template import Library

from pledges.lineage import rules
from pledges.lineage.queries import became, came_from
from pledges.models import PledgeSet, Promise

register = Library()

#: The sets of which everybody asks what became of their promises, though nothing is decided.
ENDED = frozenset({PledgeSet.State.LEGACY, PledgeSet.State.REPLACED})


@register.inclusion_tag("pledges/lineage/what_became.html", takes_context=True)
def what_became(context: dict, promise: Promise) -> dict[str, object]:
    """What became of a promise, with the way on, and what it goes back to."""
    (now,) = became([promise])
    asked = now.disposition is not None or promise.pledge_set.state in ENDED
    return {
        "council": context["council"],
        "now": now if asked else None,
        "before": came_from(promise) if promise.pledge_set.is_own else [],
        "dropped": rules.Kind.DROPPED,
    }
