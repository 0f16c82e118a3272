"""How a word comes on a forum's list, is worded anew, and comes off it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import clock
from councils.giveaways import surely_given_away
from councils.models import User
from councils.writing import Refused, lock, store
from forums.models import DictionaryWord, Forum
from forums.queries import forums_of

NOT_IN_FORUM = "The list is kept by the people of this forum."
SAME = "Say something else instead: this is the same word."
MAY = "forums.keep_words"


def why_not_keep(user: User, forum: Forum) -> str:
    """Why a person cannot change a forum's list; empty where they can."""
    if user.has_perm(MAY, forum) and forum.pk in forums_of(user, forum.council):
        return ""
    return NOT_IN_FORUM


def _refuse(user: User, forum: Forum) -> None:
    if refused := why_not_keep(user, forum):
        raise Refused(refused)


def _tidy(words: str) -> str:
    return " ".join(words.split())


@transaction.atomic
def add_word(
    *, by: User, forum: Forum, word: str, instead: str = "", why: str = ""
) -> DictionaryWord:
    """Put a word on the forum's list. Sending the same form twice puts it there once.

    Raises:
        Refused: the person has no place in the forum.
        ValidationError: the word is missing, is what to say instead, is there with other words, or
            something gives a child away.
    """
    _refuse(by, forum)
    lock(forum)  # two clicks at once wait for each other
    word, instead, why = _tidy(word), _tidy(instead), why.strip()
    there = forum.dictionary.filter(word__iexact=word, taken_off_at__isnull=True).first()
    if there and (there.instead, there.why) == (instead, why):
        return there
    _refuse_words(word, instead, why)
    row = DictionaryWord(
        council=forum.council,
        forum=forum,
        word=word,
        instead=instead,
        why=why,
        added_at=clock.now(),
        added_by=by,
    )
    row._history_user = by
    return store(row)


def _refuse_words(word: str, instead: str, why: str) -> None:
    """Refuse what everybody who writes would read and nobody may: a number, an address."""
    if word and word.lower() == instead.lower():
        raise ValidationError({"instead": SAME})
    given = {"word": word, "instead": instead, "why": why}
    wrong = {name: said for name, text in given.items() if (said := surely_given_away(text))}
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def change_word(
    *, by: User, row: DictionaryWord, version: int, word: str, instead: str, why: str
) -> DictionaryWord:
    """Write a word of the list anew; the same words again change nothing.

    Raises:
        Conflict: somebody else changed it after the person opened it.
        Refused: the person has no place in the forum.
        ValidationError: names the field that is wrong.
    """
    _refuse(by, row.forum)
    row = lock(row)
    word, instead, why = _tidy(word), _tidy(instead), why.strip()
    if (row.word, row.instead, row.why) == (word, instead, why):
        return row
    row = lock(row, version=version)
    _refuse_words(word, instead, why)
    row.word, row.instead, row.why = word, instead, why
    row._history_user = by
    return store(row)


@transaction.atomic
def take_off(*, by: User, row: DictionaryWord) -> DictionaryWord:
    """Take a word off the list. Twice is once.

    Raises:
        Refused: the person has no place in the forum.
    """
    _refuse(by, row.forum)
    row = lock(row)
    if row.taken_off_at is None:
        row.taken_off_at = clock.now()
        row._history_user = by
        store(row)
    return row
