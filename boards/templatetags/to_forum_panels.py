"""What a forum's own page shows of what bodies ask it: `{% load to_forum_panels %}`."""

from django.template import Context, Library

from boards.to_forum.flow import Says, State
from boards.to_forum.queries import asked_of, reads_answers
from forums.models import Forum

register = Library()
ANSWER = "boards.answer_challenge"
#: How many of those that are over are shown.
LATEST = 10


@register.inclusion_tag("boards/panels/asked_of.html", takes_context=True)
def asked_of_forum(context: Context, forum: Forum) -> dict[str, object]:
    """What a forum is asked, for its people and the safeguarding lead; nothing for anybody else."""
    council, user = context["council"], context["user"]
    may = user.is_authenticated and user.has_perm(ANSWER, council)
    if not (may and (context.get("mine") or reads_answers(user, forum))):
        return {"open_rows": [], "answered": []}
    rows = list(asked_of(forum))
    over = [row for row in rows if _is_over(row.state, row.says)]
    return {
        "open_rows": [row for row in rows if row not in over],
        "answered": over[:LATEST],
        "council": council,
    }


def _is_over(state: State, says: str) -> bool:
    """Whether nothing more is asked: what it thinks about stays where it was."""
    return state is State.WITHDRAWN or (state is State.TOLD and says != Says.THINK)
