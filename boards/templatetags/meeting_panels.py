"""What the rooms below show of meetings: panels that their templates load from here."""

from django.db.models import Q
from django.template import Library

from boards.models import Meeting
from boards.queries import (
    deadlines_under,
    forum_name,
    last_put,
    meetings_to_come,
    protected_time_under,
    rules_on,
)
from boards.register.issues.queries import told_to_forum
from councils import clock
from councils.models import User
from councils.queries import calendar_of
from forums.flow import MOVES, State, cutoffs
from forums.models import Forum, Question

register = Library()
#: From these states a question goes to a meeting.
PUTTABLE = frozenset(state for state in State if State.PUT in MOVES[state])


@register.inclusion_tag("boards/panels/next_meeting.html")
def next_meeting(forum: Forum) -> dict[str, object]:
    """The next meeting that hears the forum: its theme, by when to ask, why it has more time."""
    meeting = meetings_to_come(forum.council).filter(body__forum_links__forum=forum).first()
    if meeting is None:
        return {"meeting": None}
    council, day = forum.council, meeting.held_on
    heard = forum_name(meeting.body, council)
    rules, calendar = rules_on(meeting.body, day), calendar_of(council)
    papers = deadlines_under(rules, day, calendar, forum=heard).fair_notice
    now = clock.local(clock.now())
    time = protected_time_under(rules, meeting.body, day, forum=heard)
    return {
        "meeting": meeting,
        "ask_by": papers and cutoffs(day, papers.due_on, calendar).words_at(now.date(), now.time()),
        "owed_time": time.words if time.owed else "",
    }


@register.inclusion_tag("boards/panels/left_at_noted.html")
def left_at_noted(forum: Forum) -> dict[str, object]:
    """What the last meeting that heard the forum left at noted, though it was stuck (R15)."""
    over = Q(held_on__lt=clock.today()) | Q(closed_at__isnull=False)
    heard = Meeting.objects.of(forum.council).filter(over, body__forum_links__forum=forum)
    meeting = (
        heard.filter(cancelled_at__isnull=True)
        .select_related("body", "council")
        .order_by("-held_on")
        .first()
    )
    return {"meeting": meeting, "told": told_to_forum(meeting) if meeting else []}


@register.inclusion_tag("boards/panels/question_meeting.html")
def question_meeting(question: Question, user: User) -> dict[str, object]:
    """Where a question is on an agenda, or the way to put it there."""
    put = last_put(question)
    is_left = question.state == State.PUT and put and put.item.meeting.is_cancelled
    waits = is_left or question.state in PUTTABLE
    return {
        "put": put,
        "question": question,
        "may_put": waits and user.has_perm("boards.put_question", question),
    }
