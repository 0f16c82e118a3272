"""What pages and the rooms above ask about a council's unwanted words."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject, Lower

from councils.models import Council
from councils.plain_words import Reading, reading_of
from councils.queries import abbreviations_of
from forums.models import DictionaryWord, Forum


def words_of(forum: Forum) -> QuerySet[DictionaryWord]:
    """The words on a forum's list, in the order of the alphabet."""
    return forum.dictionary.filter(taken_off_at__isnull=True)


def unwanted_words(council: Council) -> tuple[tuple[str, str], ...]:
    """Every word that a forum of the council does not want, with what is preferred: one query."""
    rows = DictionaryWord.objects.of(council).filter(taken_off_at__isnull=True)
    return together(rows.values_list("word", "instead"))


def words_beside() -> ArraySubquery:
    """The same as part of a query of rows that have a council: each a mapping of word and instead."""
    rows = DictionaryWord.objects.filter(council=OuterRef("council"), taken_off_at__isnull=True)
    rows = rows.order_by("forum_id", Lower("word"))
    return ArraySubquery(rows.values(each=JSONObject(word="word", instead="instead")))


def together(words: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each word once; where two forums prefer different things, both are named."""
    found: dict[str, list[str]] = {}
    for word, instead in words:
        preferred = found.setdefault(word.lower(), [])
        if instead and instead not in preferred:
            preferred.append(instead)
    return tuple((word, "” or “".join(instead)) for word, instead in found.items())


def known_abbreviations(council: Council) -> frozenset[str]:
    """What everybody in the council knows: what it is called by, and those on its own list."""
    return frozenset({council.short_name, *abbreviations_of(council)})


def read_plainly(text: str, council: Council) -> Reading:
    """How a text reads to this council's young people: one query, for a page's council."""
    return reading_of(text, known_abbreviations(council), unwanted_words(council))
