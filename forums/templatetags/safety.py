"""What stands first on every page on which a young person writes, and the way to the lead."""

from django.template import Context, Library

from councils.queries import whom_to_ring
from councils.roles import Role
from forums.models import Forum
from forums.safety.queries import was_passed_on

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


@register.inclusion_tag("forums/safety/passed_on.html", takes_context=True)
def passed_on(context: Context) -> dict[str, object]:
    """For a young person whose question went to the safeguarding lead: that it did, and nothing else.

    It asks the database once, and of representatives alone: what a worker asked beside a child is not
    said to the worker.
    """
    request = context["request"]
    is_theirs = request.user.holds(Role.FORUM_REPRESENTATIVE, request.council)
    return {
        "council": request.council,
        "is_passed_on": is_theirs and was_passed_on(request.user, request.council),
    }
