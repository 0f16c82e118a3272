"""Somebody says “I don’t get this”, takes it back; the forum's people settle what to do about it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import EditionItem, Meeting, Tap, UnclearPlace
from boards.packs.anchors import paragraphs
from boards.packs.unclear.queries import forum_of, mark_of
from councils import clock
from councils.giveaways import surely_given_away
from councils.models import User
from councils.writing import Refused, lock, store
from forums.dictionary.services import add_word
from forums.models import Forum
from forums.queries import forums_of

NOT_YOURS = "What is not clear is for the people of the forum to say."
NO_PLACE = "This paragraph is not in these papers any more."
WHY = "Say why nothing has to change. The others read it."
SETTLED = "Somebody has settled this already."


def _forum(user: User, meeting: Meeting) -> Forum:
    forum = forum_of(user, meeting)
    if forum is None:
        raise Refused(NOT_YOURS)
    return forum


@transaction.atomic
def tap(*, by: User, meeting: Meeting, item: EditionItem, place: str) -> Tap:
    """Count one “I don’t get this” at a paragraph. The same person twice is once.

    Raises:
        Refused: the person is not of the forum, or there is no such paragraph.
    """
    forum = _forum(by, meeting)
    if place not in paragraphs(item.html):
        raise Refused(NO_PLACE)
    lock(forum)  # two first taps at once wait for each other
    here = UnclearPlace.objects.filter(forum=forum, meeting=meeting, place=place)
    unclear = here.first() or store(
        UnclearPlace(council=meeting.council, forum=forum, meeting=meeting, place=place)
    )
    who = mark_of(by, meeting.pk, place)
    there = unclear.taps.filter(who=who).first()
    return there or store(Tap(council=meeting.council, unclear=unclear, who=who))


@transaction.atomic
def take_back(*, by: User, meeting: Meeting, place: str) -> None:
    """Take one's own tap back; what nobody else tapped goes off the list. Twice is once.

    Raises:
        Refused: the person is not of the forum.
    """
    forum = lock(_forum(by, meeting))
    rows = UnclearPlace.objects.filter(forum=forum, meeting=meeting, place=place)
    for unclear in rows.select_for_update():
        unclear.taps.filter(who=mark_of(by, meeting.pk, place)).delete()
        if unclear.settled_at is None and not unclear.taps.exists():
            unclear.delete()


def _to_settle(by: User, unclear: UnclearPlace) -> UnclearPlace:
    lock(unclear.forum)  # before the paragraph, as tapping does, so that nobody waits for ever
    unclear = lock(unclear)
    if unclear.forum_id not in forums_of(by, unclear.council):
        raise Refused(NOT_YOURS)
    return unclear


def _settle(unclear: UnclearPlace, *, by: User) -> UnclearPlace:
    unclear.settled_at, unclear.settled_by = clock.now(), by
    return store(unclear)


@transaction.atomic
def settle_with_word(
    *, by: User, unclear: UnclearPlace, word: str, instead: str = "", why: str = ""
) -> UnclearPlace:
    """Put a word of the paragraph on the forum's list. Sending the same form twice does it once.

    Raises:
        Refused: the person is not of the forum, or somebody set the paragraph aside meanwhile.
        ValidationError: names the field that is wrong.
    """
    unclear = _to_settle(by, unclear)
    if unclear.settled_at and not _is_of(unclear, word):
        raise Refused(SETTLED)
    row = add_word(by=by, forum=unclear.forum, word=word, instead=instead, why=why)
    if unclear.word_id == row.pk:
        return unclear
    unclear.word = row
    return _settle(unclear, by=by)


def _is_of(unclear: UnclearPlace, word: str) -> bool:
    """Whether it was settled with this very word."""
    return unclear.word is not None and unclear.word.word.lower() == " ".join(word.lower().split())


@transaction.atomic
def set_aside(*, by: User, unclear: UnclearPlace, reason: str) -> UnclearPlace:
    """Say why a paragraph that was not clear needs no word on the list. Twice is once.

    Raises:
        Refused: the person is not of the forum, or it is settled otherwise.
        ValidationError: no reason is given, or it gives a child away.
    """
    unclear = _to_settle(by, unclear)
    reason = reason.strip()
    if unclear.settled_at and unclear.reason == reason:
        return unclear
    if unclear.settled_at:
        raise Refused(SETTLED)
    if not reason:
        raise ValidationError({"reason": WHY})
    if given := surely_given_away(reason):
        raise ValidationError({"reason": given})
    unclear.reason = reason
    return _settle(unclear, by=by)
