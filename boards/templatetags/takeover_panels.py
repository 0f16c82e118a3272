"""What the agenda of a meeting shows of the young people who take it over."""

from collections.abc import Sequence

from django.template import Context, Library

from boards.models import AgendaItem, Meeting
from boards.takeover.queries import sheet_under

register = Library()


@register.inclusion_tag("boards/takeover/for_clerk.html", takes_context=True)
def takeover_order(
    context: Context, meeting: Meeting, items: Sequence[AgendaItem]
) -> dict[str, object]:
    """The order the dots ask for, of a meeting as the agenda has it; nothing for other kinds."""
    if meeting.kind != Meeting.Kind.TAKEOVER:
        return {"meeting": None}
    shared = {name: context.get(name) for name in ("council", "csrf_token")}
    return {
        **shared,
        "meeting": meeting,
        "sheet": sheet_under(meeting, items, printed=meeting.printed),
    }
