"""What becomes of an old promise when a new set takes its place, and when that set may go out.

Source: BCP Corporate Parenting Strategy 2019, paragraphs 6 and 7 and Appendix 1: the pledges of
three abolished councils, 56 promises, are kept while a new one is written. That none of them may
vanish without an answer, and that what is dropped is taken to young people first, is this
product's own rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from councils.vocabulary import Vocabulary

#: How the keys of sets begin that officers write: no strategy's row can have one of them.
OWN = "own-"

NO_REASON = "Say why. Those to whom it was promised will read it."
GOES_ON_IN = "Choose what it goes on in."
IN_ONE = "What is carried on goes on in one. Choose one, or another answer."
IN_NONE = "What is dropped goes on in none. Untick what you chose, or choose another answer."
NO_PROMISES = "It has no {promises} yet."
REPLACED = "Another set has replaced “{title}” meanwhile. Take it out of what this one replaces."
DISCARDED = "This draft was discarded. Write a new set."
STANDS = "It is published and stays as it is. Write a new set."


class Kind(StrEnum):
    """What becomes of an old promise."""

    CARRIED_ON = "carried_on"
    MERGED = "merged"
    CHANGED = "changed"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """As it is said of the promise: “It was carried on.”"""
        return {"carried_on": "carried on", "merged": "merged with others"}.get(self, self.value)


#: What everybody reads of a promise about which nothing is published.
NOT_DECIDED = "Nobody has decided yet what becomes of it."
#: The answers that say why.
WITH_A_REASON = frozenset({Kind.CHANGED, Kind.DROPPED})


def why_not(kind: Kind, *, reason: str, goes_on_in: int) -> dict[str, str]:
    """Field by field, why an answer cannot be given like this; empty where it can.

    `goes_on_in` is the number of new promises chosen.
    """
    found = {
        "reason": NO_REASON if kind in WITH_A_REASON and not reason.strip() else "",
        "successors": _why_not_in(kind, goes_on_in),
    }
    return {field: words for field, words in found.items() if words}


def _why_not_in(kind: Kind, goes_on_in: int) -> str:
    if kind is Kind.DROPPED:
        return IN_NONE if goes_on_in else ""
    if not goes_on_in:
        return GOES_ON_IN
    return IN_ONE if kind is Kind.CARRIED_ON and goes_on_in > 1 else ""


@dataclass(frozen=True, slots=True)
class Old:
    """An old promise: what was decided of it, and whether young people were told first."""

    kind: Kind | None = None
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a new set may be published; where not, each reason as a sentence."""

    old: int
    without_answer: int
    not_heard: int
    missing: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def answered(self) -> int:
        """Of how many old promises something is decided."""
        return self.old - self.without_answer

    @property
    def words(self) -> str:
        """All that is missing, in one line."""
        return " ".join(self.missing)


def readiness(
    olds: Sequence[Old], *, new: int, words: Vocabulary, replaced: Sequence[str] = ()
) -> Readiness:
    """What is missing before a set of so many `new` promises may take the place of the old ones.

    `replaced` are the titles of those sets that another one has taken the place of meanwhile.
    """
    without = sum(old.kind is None for old in olds)
    not_heard = sum(old.kind is Kind.DROPPED and not old.heard for old in olds)
    missing = (
        "" if new else NO_PROMISES.format(promises=words.promises),
        _without_answer(without, words),
        _not_heard(not_heard, words),
        *(REPLACED.format(title=title) for title in replaced),
    )
    return Readiness(len(olds), without, not_heard, tuple(filter(None, missing)))


def _without_answer(number: int, words: Vocabulary) -> str:
    if not number:
        return ""
    if number == 1:
        return f"1 old {words.promise} has no answer yet."
    return f"{number} old {words.promises} have no answer yet."


def _not_heard(number: int, words: Vocabulary) -> str:
    if not number:
        return ""
    if number == 1:
        return f"1 {words.promise} is to be dropped and was not taken to the {words.forum} yet."
    return (
        f"{number} {words.promises} are to be dropped and were not taken to the {words.forum} yet."
    )


def counted(kinds: Sequence[Kind | None]) -> str:
    """“9 carried on, 6 merged with others, 1 changed, 2 dropped, 3 not decided yet.”"""
    parts = [(kinds.count(kind), kind.words) for kind in Kind]
    parts.append((kinds.count(None), "not decided yet"))
    said = ", ".join(f"{number} {words}" for number, words in parts if number)
    return f"{said}." if said else ""
