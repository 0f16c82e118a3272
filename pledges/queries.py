"""What pages and the rooms above ask about promises."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from pledges.models import Owner


def with_owner(rows: QuerySet, day: date) -> QuerySet:
    """Promises or statements with `.responsible`: the role named for each on a day, or None."""
    of = rows.model._meta.model_name
    named = Owner.objects.current(day).filter(**{of: OuterRef("pk")}).order_by()
    return rows.annotate(responsible=Subquery(named.values("role")[:1]))
