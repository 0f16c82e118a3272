"""What the admin's list of figures offers beside its own: a whole period at once."""

from django.db.models import QuerySet
from django.template import Library

from councils.access import councils_where
from councils.models import Council, User
from measures.period.views import MAY

register = Library()


@register.simple_tag
def councils_to_record(user: User) -> QuerySet[Council]:
    """The councils whose figures a person records."""
    return Council.objects.filter(pk__in=councils_where(user, MAY))
