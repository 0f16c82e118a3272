"""How a text reads, shown beside it where people write: `{% load plain_words %}`."""

from django.template import Library

from councils.models import Council
from councils.plain_words import DEFAULT_LIMIT
from forums.dictionary.queries import read_plainly

register = Library()


@register.inclusion_tag("components/plain_words.html")
def plain_words(
    council: Council, text: str, limit: float = DEFAULT_LIMIT, about: str = ""
) -> dict[str, object]:
    """`{% plain_words council answer.text %}`: grade, long sentences, abbreviations, words.

    Nothing is shown for a text without words. One query: the words the council's forums do not want.
    """
    if not text.strip():
        return {"reading": None}
    reading = read_plainly(text, council)
    return {"reading": reading, "is_plain": reading.is_plain(limit), "limit": limit, "about": about}
