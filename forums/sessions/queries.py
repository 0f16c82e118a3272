"""What pages and the rooms above ask about sessions: verdicts, awareness, what was told back."""

from collections import defaultdict
from datetime import date

from django.db.models import Max

from councils.models import Council
from forums.models import Forum, ToldBack, Verdict
from forums.sessions.counting import Awareness
from pledges import status

#: A promise, or a statement made to young people, with its number.
About = tuple[str, int]


def _counted(council: Council) -> list[Verdict]:
    """The verdicts that count, with their sessions and forums, oldest first: one query.

    Only of forums that are published: everybody reads whose verdict it is.
    """
    rows = Verdict.objects.of(council).counted().select_related("session__forum")
    rows = rows.filter(session__forum__in=Forum.objects.of(council).public())
    return list(rows.order_by("session__held_on", "session_id", "pk"))


def verdict_of(row: Verdict) -> status.Verdict:
    """A verdict as the rule of two keys knows it."""
    session = row.session
    hands = (row.kept, row.partly, row.not_kept, row.dont_know)
    return status.Verdict(session.forum.name, session.held_on, *hands)


def verdicts_of(council: Council) -> dict[About, list[status.Verdict]]:
    """Every verdict that counts, oldest first, by what it is of: one query.

    Those of finished sessions, each in its latest correction. One in which young people were only
    asked whether they had heard of the promise is no verdict.
    """
    found: dict[About, list[status.Verdict]] = defaultdict(list)
    for row in _counted(council):
        if row.hands.answered:
            found[row.about].append(verdict_of(row))
    return dict(found)


def awareness_of(council: Council) -> dict[About, list[Awareness]]:
    """How many had heard of each promise, session by session, oldest first: one query."""
    found: dict[About, list[Awareness]] = defaultdict(list)
    for row in _counted(council):
        if row.hands.asked_if_heard:
            session = row.session
            heard = (row.had_heard, row.had_not_heard)
            found[row.about].append(Awareness(session.forum.name, session.held_on, *heard))
    return dict(found)


def told_back_of(council: Council) -> dict[About, date]:
    """The last day on which young people were told what became of each promise: one query."""
    rows = ToldBack.objects.of(council).exclude(promise=None, statement=None).order_by()
    last = rows.values_list("promise", "statement").annotate(Max("told_on"))
    return {
        ("promise", promise) if promise else ("statement", statement): told_on
        for promise, statement, told_on in last
    }
