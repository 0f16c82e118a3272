"""How a one-time link is made, taken back, and used to ask one question."""

from uuid import UUID

from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store
from forums.flow import Way
from forums.links.opening import LASTS, NOT_SENT, digest_of
from forums.links.queries import opening_of
from forums.models import Forum, Question, QuestionLink
from forums.queries import may_ask_in
from forums.safety.services import raise_concern
from forums.services import keep_question
from pledges.models import Theme

NOT_YOURS = "Links are made and taken back by this forum’s workers."
MADE_ALREADY = "This link is made already. Make another one if you do not have it."


@transaction.atomic
def make_link(*, by: User, forum: Forum, secret: str) -> QuestionLink:
    """Let this secret open the forum's question page once. The same secret twice is one link.

    Raises:
        Refused: the person has no place in the forum; the secret is somebody else's.
    """
    if not may_ask_in(by, forum):
        raise Refused(NOT_YOURS)
    Forum.objects.select_for_update().get(pk=forum.pk)  # two clicks at once wait for each other
    digest = digest_of(secret)
    if made := QuestionLink.objects.filter(digest=digest).first():
        if (made.made_by_id, made.forum_id) != (by.pk, forum.pk):
            raise Refused(MADE_ALREADY)
        return made
    now = clock.now()
    return store(
        QuestionLink(
            council=forum.council,
            forum=forum,
            digest=digest,
            made_at=now,
            made_by=by,
            ends_at=now + LASTS,
        )
    )


@transaction.atomic
def end_link(*, by: User, link: QuestionLink) -> QuestionLink:
    """Take a link back, so that it opens nothing any more. Twice is once.

    One that was used is taken back like any other, so that nobody learns that it was.

    Raises:
        Refused: the person has no place in the forum.
    """
    link = lock(link)
    if not may_ask_in(by, link.forum):
        raise Refused(NOT_YOURS)
    if link.revoked_at:
        return link
    link.revoked_at, link.revoked_by = clock.now(), by
    return store(link)


@transaction.atomic
def ask_through(
    *,
    link: QuestionLink,
    theme: Theme | None,
    words: str,
    submission: UUID,
    not_for: User | None = None,
) -> Question:
    """Ask the one question of a link. The same form twice asks once; another one is refused.

    Raises:
        Refused: the link has been used, is too old or was taken back.
        ValidationError: names the field that is wrong.
    """
    link = lock(link)
    if link.question_id and link.question.submission == submission:
        return link.question
    if not (now := opening_of(link)).opens:
        raise Refused(f"{now.words} {NOT_SENT}")
    question = Question(
        council=link.council,
        forum=link.forum,
        theme=theme,
        submission=submission,
        way=Way.LINK,
        asked_at=clock.now(),
        asked_by=link.made_by,
        not_for=not_for,
    )
    link.question = keep_question(question, words)
    link.used_at = clock.now()
    store(link)
    return link.question


@transaction.atomic
def tell_through(
    *, link: QuestionLink, words: str, submission: UUID, not_for: User | None = None
) -> None:
    """Tell the safeguarding lead, through a link, that somebody may not be safe. It is used then.

    No worker sees that it came. The same form twice tells once. A link that was closed while
    somebody wrote turns nobody away.

    Raises:
        ValidationError: the words are missing or too long.
    """
    link = lock(link)
    raise_concern(by=None, forum=link.forum, words=words, submission=submission, about=not_for)
    if opening_of(link).opens:
        link.used_at = clock.now()
        store(link)
