"""What stands first on every page on which a young person writes, and the way to the lead."""

from django.template import Context, Library

from councils.queries import whom_to_ring
from forums.models import Forum

register = Library()


@register.inclusion_tag("forums/safety/first.html", takes_context=True)
def safety_first(
    context: Context, readers: str = "", when: str = "", forum: Forum | None = None
) -> dict[str, object]:
    """The emergency text: who reads what is written here and how soon, and whom to ring now.

    With a forum it ends in the way out of the flow, “This is about someone’s safety”. It asks the
    database once. Outside office hours it says that nobody is reading now.
    """
    council = context["request"].council
    return {
        "council": council,
        "ring": whom_to_ring(council),
        "readers": readers,
        "when": when,
        "forum": forum,
    }
