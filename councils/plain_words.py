"""How plain a text is: its reading grade, long sentences, abbreviations and unwanted words.

The grade is Flesch–Kincaid as fkscore 2.0.1 computes it: 0.39 × words per sentence + 11.8 ×
syllables per word − 15.59, a syllable being a group of vowels, without a last “e”. Grade 8 is read
with ease at the age of 13: a grade and five. Where a sentence ends is decided here and not in the
library, because reports hold lists, tables, “e.g.” and lines that were wrapped by hand.

Sources: Kincaid and others, Derivation of new readability formulas, 1975 (the grade); Government
Digital Service, “Writing for GOV.UK” (sentences of at most 25 words; an abbreviation is explained
where it is first used).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fkscore import fkscore

#: The grade a text may have unless the council says otherwise: the reading age of 13.
DEFAULT_LIMIT = 8
#: A sentence may have so many words.
LONGEST_SENTENCE = 25
#: From a grade of the American school to the age at which it is begun.
GRADE_TO_AGE = 5

#: Abbreviations that a twelve-year-old says without thinking of what they stand for.
EVERYBODY_KNOWS = frozenset(
    {"AM", "BBC", "CD", "DVD", "GCSE", "GP", "ID", "NHS", "OK", "PDF", "PE", "PM", "TV", "UK"}
)
#: What ends with a full stop in the middle of a sentence: always, before a number, before a small
#: letter. “The answer is no. We asked 3 times.” are two.
INNER_STOPS = re.compile(
    r"\b(?:(?:e\.g|i\.e|vs|approx|mr|mrs|ms|mx|dr|cllr|prof|rev|st)\.\s"
    r"|(?:nos?|paras?)\.\s+\d)|(?:etc\.|(?<!\.)\.\.++)\s+(?-i:[a-z])",
    re.IGNORECASE,
)
LIST_LINE = re.compile(r"^\s*(?:[-•*–]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+")
SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++[\"'”’)\]]*+(?=\s)")
WORD = re.compile(r"[^\W_][\w’'.,-]*")
ABBREVIATION = re.compile(r"(?<![\w’'.@/-])(?:[A-Z](?:&[A-Z]|[a-z]?[A-Z])+|[A-Z]{2,})s?(?![\w@])")
IN_BRACKETS = re.compile(r"([^.!?()]{2,160})\(\s*+([^()]{2,160})\)")
ROMAN = re.compile(r"[IVX]+")
#: Left out where the first letters of words are put beside an abbreviation.
SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"})
UNWANTED = "word young people asked not to be used"
#: Sentences the library is given at once; it copies its list of words for each of them.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class UnwantedWord:
    """A word young people asked not to be used, what they prefer, and how often it stands there."""

    word: str
    instead: str
    times: int

    @property
    def words(self) -> str:
        """What to do about it: “Instead of “placement” say “home” (2 times).”"""
        often = f" ({self.times} times)" if self.times > 1 else ""
        if self.instead:
            return f"Instead of “{self.word}” say “{self.instead}”{often}."
        return f"Find another word for “{self.word}”{often}."


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads. The grade is nought or less where there is hardly anything to read."""

    grade: float
    long_sentences: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    unwanted: tuple[UnwantedWord, ...] = ()

    @property
    def age(self) -> int:
        """The age at which somebody reads this with ease: the grade, rounded up, and five."""
        return max(0, -int(-self.grade // 1)) + GRADE_TO_AGE

    def is_plain(self, limit: float = DEFAULT_LIMIT) -> bool:
        """Whether the grade is within the limit."""
        return self.grade <= limit

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to mend besides the grade."""
        return not (self.long_sentences or self.abbreviations or self.unwanted)

    @property
    def words(self) -> str:
        """All of it in a sentence: “Reads with ease at the age of 15 (grade 9.6), with 2 …”."""
        found = [
            _counted(len(self.long_sentences), "long sentence", "long sentences"),
            _counted(
                len(self.abbreviations), "unexplained abbreviation", "unexplained abbreviations"
            ),
            _counted(len(self.unwanted), UNWANTED, UNWANTED.replace("word", "words", 1)),
        ]
        ease = f"Reads with ease at the age of {self.age} (grade {max(self.grade, 0):.1f})"
        named = [part for part in found if part]
        return f"{ease}, with {_listed(named)}." if named else f"{ease}."


def reading_of(
    text: str, known: Iterable[str] = (), unwanted: Iterable[tuple[str, str]] = ()
) -> Reading:
    """How this text reads.

    `known`: abbreviations its readers know. `unwanted`: pairs of a word and what is preferred. Each
    paragraph, each line of a list, and each full stop ends a sentence; tables are not read.
    """
    sentences = sentences_of(text)
    return Reading(
        _grade(sentences),
        tuple(one for one in sentences if len(WORD.findall(one)) > LONGEST_SENTENCE),
        tuple(_unexplained(sentences, {*EVERYBODY_KNOWS, *(word.strip() for word in known)})),
        tuple(_unwanted(text, unwanted)),
    )


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order, each on one line; those without a word are left out."""
    found = (one for block in _blocks(text) for one in _cut(block))
    return tuple(one for one in found if WORD.search(one))


def _blocks(text: str) -> Iterator[str]:
    """What a sentence cannot go beyond: a paragraph, or a line of a list."""
    block: list[str] = []
    for line in text.splitlines():
        is_list, is_table = LIST_LINE.match(line), line.count("|") > 1
        if block and (is_list or is_table or not line.strip()):
            yield " ".join(block)
            block = []
        if line.strip() and not is_table:
            block.append(" ".join((line[is_list.end() :] if is_list else line).split()))
    if block:
        yield " ".join(block)


def _cut(block: str) -> Iterator[str]:
    begin = 0
    inner = {found.start() + found[0].rindex(".") for found in INNER_STOPS.finditer(block)}
    for end in SENTENCE_END.finditer(block):
        if inner.isdisjoint(range(end.start(), end.end())):
            yield block[begin : end.end()].strip()
            begin = end.end()
    yield block[begin:].strip()


def _grade(sentences: tuple[str, ...]) -> float:
    lines = [" ".join(_spoken(one)) for one in sentences]
    lines = [line for line in lines if len(line) > 1]
    if not lines:
        return 0.0
    parts = [fkscore("\n".join(lines[at : at + AT_ONCE])) for at in range(0, len(lines), AT_ONCE)]
    whole = parts[0]
    whole.stats = {key: sum(part.stats[key] for part in parts) for key in whole.stats}
    whole.calc_grade()
    return whole.score["calc_grade"]


def _spoken(sentence: str) -> list[str]:
    """The words of a sentence without what the library would take for more words or an end."""
    return [re.sub(r"[^\w]", "", word) for word in WORD.findall(sentence)]


# Abbreviations ------------------------------------------------------------------------------------


def _unexplained(sentences: tuple[str, ...], known: set[str]) -> Iterator[str]:
    """Each abbreviation once, in the singular, in the order of the text."""
    explained = known | _explained(" ".join(sentences))
    found = (hit for one in sentences if not one.isupper() for hit in ABBREVIATION.findall(one))
    for one in dict.fromkeys(hit.removesuffix("s") for hit in found):
        if one not in explained and not ROMAN.fullmatch(one):
            yield one


def _explained(text: str) -> set[str]:
    """The abbreviations that stand in brackets after their words, or have them in brackets."""
    found: set[str] = set()
    for before, inside in IN_BRACKETS.findall(text):
        words, short = before.split(), inside.strip(" ‘’“”'\"").removesuffix("s")
        if ABBREVIATION.fullmatch(short) and _stands_for(words, short):
            found.add(short)
        elif words and _stands_for(inside.split(), last := words[-1].removesuffix("s"), whole=True):
            found.add(last)
    return found


def _stands_for(words: list[str], short: str, *, whole: bool = False) -> bool:
    """Whether the last words (or all) begin with these letters; small words count or do not."""
    letters = "".join(char for char in short.upper() if char.isalpha())
    parts = [part for word in words for part in re.split(r"[-/]", word) if part[:1].isalpha()]
    large = [part for part in parts if part.lower() not in SMALL_WORDS]
    for chosen in (parts, large):
        first = "".join(part[0] for part in chosen).upper()
        if (first == letters) if whole else first.endswith(letters):
            return True
    return False


def meanings(lines: str) -> dict[str, str]:
    """What a council’s own abbreviations stand for, as its list has them: “IRO: reviewing officer”."""
    pairs = (line.partition(":") for line in lines.splitlines() if line.strip())
    return {short.strip(): meaning.strip() for short, _, meaning in pairs}


def why_not_listed(lines: str) -> str:
    """Why a council’s list cannot be kept so, naming the line; empty where it can."""
    for short, meaning in meanings(lines).items():
        if not (ABBREVIATION.fullmatch(short) and meaning):
            return f"“{short}”: write an abbreviation, a colon and what it means. “{LISTED}”"
    return ""


#: A line of a council's list of abbreviations.
LISTED = "IRO: independent reviewing officer"

# Unwanted words -----------------------------------------------------------------------------------


def _unwanted(text: str, unwanted: Iterable[tuple[str, str]]) -> Iterator[UnwantedWord]:
    for word, instead in unwanted:
        times = len(_as_written(word).findall(text)) if word.strip() else 0
        if times:
            yield UnwantedWord(word.strip(), instead.strip(), times)


def _as_written(word: str) -> re.Pattern[str]:
    """The word or words in any case, in the plural too, with spaces or hyphens between them."""
    phrase = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", word.strip()))
    return re.compile(rf"(?<!\w){phrase}(?:s|es|['’]s)?(?!\w)", re.IGNORECASE)


# Saying it ----------------------------------------------------------------------------------------


def _counted(number: int, one: str, many: str) -> str:
    """“2 long sentences”; nothing where there are none."""
    return f"{number} {one if number == 1 else many}" if number else ""


def _listed(parts: list[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
