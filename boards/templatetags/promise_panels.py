"""What a promise's own page shows of the rooms above it: its golden thread."""

from django.template import Context, Library

from boards.threads.queries import threads
from councils import clock
from pledges.models import Promise
from pledges.thread import Thread

register = Library()

#: Whoever may read the record sees what no agreed minutes say yet.
READ_RECORD = "boards.read_record"


@register.inclusion_tag("boards/threads/panel.html", takes_context=True)
def promise_thread(context: Context, promise: Promise) -> dict[str, Thread]:
    """The seven links from what was promised to what was told back (R17)."""
    council, user = context["council"], context["user"]
    all_ = user.has_perm(READ_RECORD, council)
    rows = Promise.objects.filter(pk=promise.pk)
    ((_, found),) = threads(council, rows, today=clock.today(), all_=all_)
    return {"thread": found}
