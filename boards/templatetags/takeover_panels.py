"""What the agenda of a meeting shows of the young people who take it over."""

from django.template import Context, Library

from boards.models import Meeting
from boards.takeover.queries import sheet_of

register = Library()


@register.inclusion_tag("boards/takeover/for_clerk.html", takes_context=True)
def takeover_order(context: Context, meeting: Meeting) -> dict[str, object]:
    """The order the dots ask for; nothing for a meeting of another kind."""
    if meeting.kind != Meeting.Kind.TAKEOVER:
        return {"meeting": None}
    shared = {name: context.get(name) for name in ("council", "csrf_token")}
    return {**shared, "meeting": meeting, "sheet": sheet_of(meeting)}
