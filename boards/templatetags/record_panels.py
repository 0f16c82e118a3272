"""What the pages of a meeting show of the record: the minutes that it is to confirm."""

from django.template import Context, Library

from boards.models import AgendaItem, Meeting
from boards.record.layout import is_for_last_minutes
from boards.record.queries import to_confirm_at

register = Library()


@register.inclusion_tag("boards/record/to_confirm.html", takes_context=True)
def minutes_to_confirm(context: Context, meeting: Meeting, item: AgendaItem) -> dict[str, object]:
    """At the standing item for the last minutes: those that this meeting is to confirm."""
    is_for_them = item.kind == AgendaItem.Kind.STANDING and is_for_last_minutes(item.title)
    return {
        "council": context["request"].council,
        "waiting": to_confirm_at(meeting) if is_for_them else (),
    }
