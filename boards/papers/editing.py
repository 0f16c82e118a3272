"""How the words of two people who write the same report at once come together, part by part.

A page is sent back with a mark of each part as it was when the page was opened. A part that only
one of the two has changed is taken from that one; a part that both have changed differently is a
clash, and nothing is saved until its writer has seen both texts.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

RECOMMENDATIONS = "recommendations"
BETWEEN = "\n\x1e\n"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a report says: the words of each field, and its recommendations in order."""

    texts: Mapping[str, str]
    recommendations: tuple[str, ...] = ()

    def fields(self) -> dict[str, str]:
        """Every field with its words, the recommendations as one."""
        return {**self.texts, RECOMMENDATIONS: BETWEEN.join(self.recommendations)}

    def marks(self) -> dict[str, str]:
        """A short mark of each field, by which a change is noticed."""
        return {name: _mark(words) for name, words in self.fields().items()}


def wording(texts: Mapping[str, str], recommendations: Iterable[str]) -> Wording:
    """The words as they are kept: lines end alike, nothing hangs over, no recommendation is empty."""
    kept = (_tidy(words) for words in recommendations)
    return Wording(
        {name: _tidy(words) for name, words in texts.items()},
        tuple(words for words in kept if words),
    )


def _tidy(words: str) -> str:
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Merged:
    """Both people's words together; in a field of `clashes` stand those of the one who saves."""

    wording: Wording
    clashes: tuple[str, ...]


def merged(mine: Wording, *, seen: Mapping[str, str], saved: Wording) -> Merged:
    """Put what somebody sends together with what is saved by now.

    `seen` are the marks of what was saved when they opened the page; a field without one counts as
    changed by the other.
    """
    theirs, ours = saved.fields(), mine.fields()
    texts, clashes = dict(theirs), []
    for name, words in ours.items():
        before = seen.get(name, "")
        if _mark(words) == before or words == theirs.get(name, ""):
            continue  # not changed by the one who saves, or both wrote the same
        texts[name] = words
        if _mark(theirs.get(name, "")) != before:
            clashes.append(name)
    asked = texts.pop(RECOMMENDATIONS)
    recommendations = tuple(asked.split(BETWEEN)) if asked else ()
    return Merged(Wording(texts, recommendations), tuple(clashes))
