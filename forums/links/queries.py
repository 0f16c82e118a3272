"""What the pages of one-time links ask."""

from django.db.models import QuerySet

from councils import clock
from councils.models import Council, User
from forums.links.opening import Opening, digest_of, opening, standing
from forums.models import QuestionLink
from forums.queries import forums_of


def link_of(council: Council, secret: str) -> QuestionLink | None:
    """The link of this council that the secret opens, or opened; None for any other secret."""
    links = QuestionLink.objects.of(council).select_related("forum__council", "made_by", "question")
    return links.filter(digest=digest_of(secret)).first()


def links_sent(user: User, council: Council) -> QuerySet[QuestionLink]:
    """The links of the person's forums, newest first; never with the question one of them asked.

    Otherwise a worker could tell which one is kept from them.
    """
    links = QuestionLink.objects.of(council).filter(forum__in=forums_of(user, council))
    return links.select_related("forum", "made_by")


def was_asked_with(link: QuestionLink, submission: str) -> bool:
    """Whether the question of this link was asked with this very form."""
    return bool(link.question_id) and str(link.question.submission) == submission


def standing_of(link: QuestionLink) -> Opening:
    """What a worker is told of the link now: the same, whether it was used or not."""
    return standing(now=clock.now(), ends_at=link.ends_at, revoked_at=link.revoked_at)


def opening_of(link: QuestionLink) -> Opening:
    """Whether the link opens now."""
    return opening(
        now=clock.now(), ends_at=link.ends_at, used_at=link.used_at, revoked_at=link.revoked_at
    )
