"""The health check of a promise: what would keep anybody from saying whether it is kept.

Source: the strategies themselves. Dorset County's stem promises no more than an effort (“We promise
to do our best to ensure that:”), most promises carry no test, and many sentences promise two things,
of which one can be kept and the other not. That each finding is a sentence, and refuses nothing, is
this product's own rule: a promise may be made all the same, by people who have read what is odd.

Two promises in one sentence are two things that the one who promises will do: “listen to them and
act on what they say” is two, “support you to achieve your goals and reach your potential” is one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pledges.status import share_words


class Check(StrEnum):
    """What is looked at, in the order in which it is shown."""

    OWNER = "owner"
    MEASURE = "measure"
    HEDGED = "hedged"
    TWO = "two"
    TEST = "test"
    READING = "reading"
    AWARENESS = "awareness"

    @property
    def words(self) -> str:
        """What was found of how many, as a sentence goes on: “of 30 are hedged”."""
        return {
            "owner": "with nobody responsible",
            "measure": "without a measure",
            "hedged": "hedged",
            "two": "with two promises in one",
            "test": "without a test",
            "reading": "hard to read",
            "awareness": "not known well",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is asked of a promise, as plain values.

    `measures` is how many measures tell about it. `reading` is the sentence of the plain words'
    check, empty where the words are plain enough. `heard` of `asked` young people had heard of it;
    `asked` is nought where nobody was asked, and None where it is not promised yet.
    """

    text: str
    stem: str = ""
    owner: str = ""
    measures: int = 0
    how_often: str = ""
    from_age: int | None = None
    to_age: int | None = None
    condition: str = ""
    reading: str = ""
    heard: int = 0
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is odd about a promise, as a sentence."""

    check: Check
    words: str


NOBODY = "Nobody is named as responsible for it."
NO_MEASURE = "Nothing is counted that would tell whether it is kept."
BY_ITS_STEM = "How it begins takes it back: “{hedge}” promises an effort, and not the thing."
BY_ITS_WORDS = "“{hedge}” takes something back: nobody can say when it is broken."
TWO = "It promises two things: one can be kept and the other not. Make two of it."
NO_TEST = "It has no test of its own: not how often, from or to which age, or on which condition."
VAGUE = "“{often}” does not say how often."
NOT_ASKED = "No young people were asked whether they had heard of it."
HARDLY_KNOWN = "Of the young people who were asked, {share} had heard of it."

#: Words that promise an effort in the place of the thing. “Do your best” is said of a child.
HEDGE = re.compile(
    r"\b(?:(?:do|try|trying) our (?:very )?best|make every effort|(?<!or )try to|aim to|seek to"
    r"|strive to|endeavour to|hope to|work to(?= (?:ensure|keep|make))|wherever possible"
    r"|where possible|as [\w ]{1,40}? as possible|as [\w ]{1,40}? as we can)\b",
    re.IGNORECASE,
)
#: What a council or a carer does, as a promise says it; after “and” it is a second promise.
DOES = (
    *("act", "ask", "be", "check", "contact", "continue", "encourage", "explain", "give"),
    *("guide", "help", "introduce", "involve", "keep", "listen", "make", "provide", "show"),
    *("support", "teach", "tell", "treat", "try", "work"),
)
#: A sentence after a sentence; “and” before a further subject, verb or passive.
SECOND = re.compile(
    r"[.;!?]\s+\w|,? and (?:wherever possible, )?(?:(?:we|you) will|will|(?:is|are) \w+ed)\b"
    rf"|,? and (?:to )?(?:{'|'.join(DOES)})\b",
    re.IGNORECASE,
)
#: “nurture and care”, “provide and advise”: two words for one thing that is done.
PAIRED = re.compile(r"\b(?:develop|nurture|praise|provide) and \w+", re.IGNORECASE)
#: “treated as an individual and encouraged”, though not “supported and helped”.
PASSIVE = re.compile(r"\b(?!\w+ed\b|to\b)\w+ and (?:encouraged|helped|supported)\b", re.IGNORECASE)
#: How often, without saying it.
INEXACT = re.compile(r"regular|often|right time|sometimes|when needed", re.IGNORECASE)


def hedge_in(words: str) -> str:
    """The words by which a promise, or its stem, promises only an effort; empty where none do."""
    found = HEDGE.search(words)
    return found.group() if found else ""


def promises_two(text: str) -> bool:
    """Whether a sentence promises two things."""
    alone = PAIRED.sub("", text.strip().rstrip(".;"))
    return bool(SECOND.search(alone) or PASSIVE.search(alone))


def check(facts: Facts) -> tuple[Finding, ...]:
    """All that is odd about a promise, in the order of the checks; nothing where it is sound."""
    found = (
        (Check.OWNER, "" if facts.owner else NOBODY),
        (Check.MEASURE, "" if facts.measures else NO_MEASURE),
        (Check.HEDGED, _hedged(facts)),
        (Check.TWO, TWO if promises_two(facts.text) else ""),
        (Check.TEST, _test(facts)),
        (Check.READING, facts.reading),
        (Check.AWARENESS, _awareness(facts)),
    )
    return tuple(Finding(what, words) for what, words in found if words)


def _hedged(facts: Facts) -> str:
    if hedge := hedge_in(facts.stem):
        return BY_ITS_STEM.format(hedge=hedge)
    hedge = hedge_in(facts.text)
    return BY_ITS_WORDS.format(hedge=hedge) if hedge else ""


def _test(facts: Facts) -> str:
    if INEXACT.search(facts.how_often):
        return VAGUE.format(often=facts.how_often)
    ages = facts.from_age is not None or facts.to_age is not None
    return "" if facts.how_often or facts.condition or ages else NO_TEST


def _awareness(facts: Facts) -> str:
    """In words and never in numbers: few young people were in the room."""
    if facts.asked is None:
        return ""
    if not facts.asked:
        return NOT_ASKED
    if facts.heard * 2 > facts.asked:
        return ""
    return HARDLY_KNOWN.format(share=share_words(facts.heard, facts.asked))


def counted(findings: Iterable[Sequence[Finding]]) -> tuple[tuple[Check, int], ...]:
    """How many promises of a set have a finding of each check, those without any left out."""
    rows = [{each.check for each in found} for found in findings]
    numbers = ((what, sum(what in row for row in rows)) for what in Check)
    return tuple((what, number) for what, number in numbers if number)
