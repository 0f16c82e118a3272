"""What in a text may give a child away: names, places, dates of birth, numbers.

Everything found is shown to a person with the reason; nothing is taken out by itself, and nothing
found does not mean that nothing is there. Found are, in this order:

1. what is told by its form: e-mail and web addresses, names on social media, telephone numbers,
   postcodes, dates of birth, case numbers (a UPN, an NHS number), initials;
2. addresses and places: a number with a street, a street, a school, home or hospital with a name
   of its own, a town, the places the caller names;
3. names: those the caller names, what stands after a title or after “my sister” and “is called”,
   first names from a list, and any word with a large letter in the middle of a sentence that is
   not known to be something else;
4. an age, where a place is told too.

Sources: General Data Protection Regulation (UK), article 4(1) (what identifies somebody); Children
and Families Act 2014, section 97, Children Act 1989, section 97 (nobody may be able to tell which
child it is); Department for Education, guide to unique pupil numbers.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from councils.giveaway_forms import (
    ADDRESS,
    AGES,
    BUILT,
    BY_FORM,
    CALLINGS,
    FLAT,
    INITIALS,
    SAID,
    SAINT,
    SAINT_SMALL,
    SCHOOL_GONE_TO,
    SENTENCES,
    STREET_LIVED_IN,
    TITLES,
    Kind,
)
from councils.giveaway_words import ALSO_WORDS, CAPITALISED, FIRST_NAMES, NOBODY, SMALL, TOWNS

#: What is no false alarm, and never has to be written for others to read.
SURE = frozenset(
    {Kind.EMAIL, Kind.HANDLE, Kind.PHONE, Kind.POSTCODE, Kind.BIRTH, Kind.NUMBER, Kind.ADDRESS}
)


@dataclass(frozen=True, slots=True)
class Giveaway:
    """Words that may tell who it is, of what kind they are, and where they begin."""

    found: str
    kind: Kind
    at: int

    @property
    def words(self) -> str:
        """What it is and what to do about it, in a plain sentence."""
        return SENTENCES[self.kind].format(self.found)

    @property
    def is_sure(self) -> bool:
        """Whether its form alone tells what it is, so that it can be refused without asking."""
        return self.kind in SURE

    @property
    def end(self) -> int:
        """The place after its last letter."""
        return self.at + len(self.found)


WORD = re.compile(r"[^\W\d_][\w’'-]*")
POSSESSIVE = re.compile(r"[’']s?\Z")
SENTENCE_START = re.compile(r"(?:\A|[.!?:;\n“\"‘(•|])[\s“\"‘'(•*–-]*\Z")
WHERE = re.compile(
    r"\b(?:in|at|near|outside|around|into|(?:mov|go|went|driv|back|travel)\w*\s+to)\s+\Z",
    re.IGNORECASE,
)
SCOTTISH_OR_IRISH = re.compile(r"(?:Mc|Mac|O[’'])[A-Z][a-z]")
#: What has no width, or only says which way or whether a line may break: nobody sees it in a name.
UNSEEN = dict.fromkeys(
    (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF)
)
#: Letters looked at before a word: enough for “travelling to ” and for the start of a sentence.
BEFORE = 24
TELLS_WHERE = frozenset({Kind.ADDRESS, Kind.PLACE, Kind.POSTCODE})
#: With a word of its own (`own`) that is neither a little word nor known to be something else.
NAMED_PLACES = (
    (Kind.ADDRESS, ADDRESS),
    (Kind.ADDRESS, STREET_LIVED_IN),
    (Kind.PLACE, BUILT),
    (Kind.PLACE, SCHOOL_GONE_TO),
)


def given_away(
    text: str,
    names: Iterable[str] = (),
    places: Iterable[str] = (),
    known: Iterable[str] = (),
) -> tuple[Giveaway, ...]:
    """What in the text may tell who a child is, in the order in which it stands there.

    `names` and `places` are found however they are written; `known` are words with a large letter
    that everybody may read, like the names of the council and of its forums. What nobody sees is left
    out first, so that it hides no name.
    """
    text = text.translate(UNSEEN)
    ordinary = CAPITALISED | {part.lower() for words in known for part in WORD.findall(words)}
    found = _apart((), _candidates(text, tuple(names), tuple(places), ordinary))
    if TELLS_WHERE & {one.kind for one in found}:
        found = _apart(found, (one for ages in AGES for one in _each(text, Kind.AGE, ages)))
    return found


def surely_given_away(text: str) -> str:
    """The sentence for the first thing in the text that must not stand there; empty for none."""
    return next((one.words for one in given_away(text) if one.is_sure), "")


def _apart(found: tuple[Giveaway, ...], more: Iterable[Giveaway]) -> tuple[Giveaway, ...]:
    """What was found, and what else does not overlap it, in order; of two the surer kind stays."""
    taken = sorted(found, key=_at)
    for one in more:
        place = bisect_left(taken, one.at, key=_at)
        beside = taken[max(0, place - 1) : place + 1]  # no two that are taken overlap
        if not any(one.at < other.end and other.at < one.end for other in beside):
            taken.insert(place, one)
    return tuple(taken)


def _at(one: Giveaway) -> int:
    return one.at


def _candidates(
    text: str, names: tuple[str, ...], places: tuple[str, ...], ordinary: frozenset[str]
) -> Iterator[Giveaway]:
    for kind, pattern in BY_FORM:
        yield from _each(text, kind, pattern)
    yield from _each(text, Kind.INITIALS, INITIALS)
    for pattern, kind in ((FLAT, Kind.ADDRESS), (SAINT, Kind.PLACE), (SAINT_SMALL, Kind.PLACE)):
        yield from _each(text, kind, pattern)
    for kind, pattern in NAMED_PLACES:
        yield from _each(text, kind, pattern, ordinary)
    yield from _given(text, Kind.PLACE, places)
    yield from _given(text, Kind.NAME, _with_parts(names, ordinary))
    yield from _by_words_before(text, ordinary)
    yield from _by_letters(text, ordinary)


def _each(
    text: str, kind: Kind, pattern: re.Pattern[str], ordinary: frozenset[str] | None = None
) -> Iterator[Giveaway]:
    """What a pattern finds; with `ordinary`, only where one of its own words is not ordinary."""
    for match in pattern.finditer(text):
        group = "it" if match.groupdict().get("it") else 0
        if ordinary is None or _has_own_word(match["own"], ordinary):
            yield Giveaway(match[group], kind, match.start(group))


def _has_own_word(words: str, ordinary: frozenset[str]) -> bool:
    return any(word.lower() not in SMALL | ordinary for word in WORD.findall(words))


def _given(text: str, kind: Kind, words: Iterable[str]) -> Iterator[Giveaway]:
    """The caller's own words, whole, in any case."""
    for word in words:
        if word.strip():
            escaped = r"\s+".join(re.escape(part) for part in word.split())
            yield from _each(text, kind, re.compile(rf"(?<!\w){escaped}(?!\w)", re.IGNORECASE))


def _with_parts(names: tuple[str, ...], ordinary: frozenset[str]) -> Iterator[str]:
    """Each name, and each part of it that could be a name: “Priya Shah”, “Priya”, “Shah”."""
    for name in names:
        yield name
        for part in WORD.findall(name):
            if len(part) > 2 and part[0].isupper() and part.lower() not in ordinary | SMALL:
                yield part


def _by_words_before(text: str, ordinary: frozenset[str]) -> Iterator[Giveaway]:
    """Names after a title, and after “is called”."""
    for pattern in TITLES + CALLINGS:
        for one in _each(text, Kind.NAME, pattern):
            bare = POSSESSIVE.sub("", one.found)
            if bare.lower() not in SMALL | NOBODY | (ordinary - ALSO_WORDS):
                yield Giveaway(bare, Kind.NAME, one.at)


def _by_letters(text: str, ordinary: frozenset[str]) -> Iterator[Giveaway]:
    """Towns and first names from the lists, and unknown words with a large letter."""
    last: Giveaway | None = None
    for match in WORD.finditer(text):
        word = POSSESSIVE.sub("", match[0])
        kind = _kind_of(text, match.start(), word, ordinary)
        if last and (not kind or text[last.end : match.start()] != " "):
            yield last
            last = None
        if kind and last:
            last = Giveaway(text[last.at : match.start() + len(word)], last.kind, last.at)
        elif kind:
            last = Giveaway(word, kind, match.start())
    if last:
        yield last


def _kind_of(text: str, at: int, word: str, ordinary: frozenset[str]) -> Kind | None:
    small = word.lower()
    if small in ordinary and small not in FIRST_NAMES:
        return None
    if small in TOWNS:
        return Kind.PLACE
    if small in FIRST_NAMES:
        return Kind.NAME
    if len(word) == 1 or not word[0].isupper() or _is_abbreviation(word):
        return None
    before = text[max(0, at - BEFORE) : at]
    if SENTENCE_START.search(before):
        return Kind.NAME if _is_who_says(text, at, word) else None
    return Kind.PLACE if WHERE.search(before) else Kind.NAME


def _is_abbreviation(word: str) -> bool:
    """Whether it has two large letters or more (“PEP”, “IROs”, “CiC”) and is no “McAllister”."""
    return sum(char.isupper() for char in word) > 1 and not SCOTTISH_OR_IRISH.match(word)


def _is_who_says(text: str, at: int, word: str) -> bool:
    """Whether the first word of a sentence is somebody who said, told, gave or left something."""
    return word.lower() not in NOBODY | SMALL and bool(SAID.match(text, at + len(word)))
