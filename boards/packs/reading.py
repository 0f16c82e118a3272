"""Who may open which edition of a meeting's papers.

Members' papers are for those who sit on the body today (who hold a seat, stand in for one or are
co-opted) and for the roles that keep or inspect the record; the forum's papers for the people of the
forum the body hears from; public papers for everyone. Source: Local Government Act 1972, section
100B (public papers).

A young person who holds a seat reads what others who hold one read. Where the proper officer has
withheld a paper from them, for a reason of its own, they read the forum's or the public papers of
that meeting instead, where a slip stands for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from boards.models import BodyForum, Edition, Meeting
from boards.papers.queries import is_withheld_from_young
from boards.seats.queries import KEEPS_THE_RECORD
from boards.seats.sitting.queries import Way, ways_at
from councils import clock
from councils.models import Council, User
from forums.queries import forums_of

PERMISSIONS = {
    Edition.Kind.MEMBERS: "boards.read_members_edition",
    Edition.Kind.FORUM: "boards.read_forum_edition",
}


def kinds_readable(user: User, meeting: Meeting) -> list[str]:
    """The kinds of edition the person may open, the fullest first."""
    kinds = [kind for kind in PERMISSIONS if may_read_kind(user, meeting, kind)]
    return [*kinds, Edition.Kind.PUBLIC]


def may_read_kind(user: User, meeting: Meeting, kind: str) -> bool:
    """Whether the person may open the meeting's papers of that kind; the public ones anyone may."""
    return standing(user, meeting, kind).may_open


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a person may open papers; `belongs` where it is seen besides that the body is theirs."""

    may_open: bool
    belongs: bool = False


def standing(
    user: User, meeting: Meeting, kind: str, *, ways: Sequence[Way] | None = None
) -> Standing:
    """How the person stands to the meeting's papers of that kind; at most two queries.

    `ways` are those in which they sit at the meeting, where they are known already.
    """
    if kind == Edition.Kind.PUBLIC:
        return Standing(may_open=True)
    if not user.is_authenticated or not user.has_perm(PERMISSIONS[kind], meeting):
        return Standing(may_open=False)
    if keeps_the_record(user, meeting.council):
        return Standing(may_open=True)
    if kind == Edition.Kind.FORUM:
        return Standing(_is_heard(user, meeting))
    ways = ways_at(user, meeting, clock.today()) if ways is None else ways
    may_open = bool(ways)
    if ways and all(way.is_young for way in ways):
        may_open = not is_withheld_from_young(meeting.pk)
    return Standing(may_open, belongs=not all(way.for_an_item for way in ways))


def keeps_the_record(user: User, council: Council) -> bool:
    """Whether a role makes the papers of every body theirs: they keep or inspect the record."""
    return any(user.holds(role, council) for role in KEEPS_THE_RECORD)


def _is_heard(user: User, meeting: Meeting) -> bool:
    heard = BodyForum.objects.filter(body=meeting.body_id)
    return heard.filter(forum__in=forums_of(user, meeting.council)).exists()
