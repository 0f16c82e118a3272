"""R9: what a report must have before it is submitted, and how it comes to be cleared.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 5.3 (a brief executive
summary with clear recommendations); Cambridgeshire's committee report of 2019, section 3 (seven
implications; most of the printed ones say "N/A", one nothing). That an implication gives its
reason, and that nobody clears a report of their own, are this product's own rules.
"""

import re
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from boards.agenda import Purpose
from councils.plain_words import reading_of


class Kind(StrEnum):
    """What a part of a report is: part of its text, or an implication to be weighed."""

    SECTION = "section"
    IMPLICATION = "implication"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report as the body's template asks for it; `key` names its field."""

    key: str
    title: str
    text: str = ""
    kind: Kind = Kind.SECTION
    required: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as its author has it.

    `recommendations` is how many; `summary_limit_words` is None where the body sets no limit.
    `plain_grade` is the reading grade a report for young people may have, None where no forum reads
    it; `plain_summary` is then its part in plain English.
    """

    purpose: Purpose
    recommendations: int
    summary: str
    sections: tuple[Section, ...] = ()
    summary_limit_words: int | None = None
    plain_summary: str = ""
    plain_grade: int | None = None


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What is still missing, as (field, sentence), and the whole in one sentence."""

    refusals: tuple[tuple[str, str], ...]
    words: str

    @property
    def allowed(self) -> bool:
        """Whether the report may be submitted."""
        return not self.refusals


SUMMARY_FIELD = "summary"
RECOMMENDATIONS_FIELD = "recommendations"
PLAIN_FIELD = "plain_summary"

#: The first words of an implication that has none, in the ways people write it.
NONE = (
    r"((there|it|this|they) (is|are) )?(none|no|not (applicable|relevant)|n/a|n a|nil|nothing|tbc|tbd"
    r"|to (be confirmed|follow))?"
)
#: Words that may stand beside it and still say nothing.
FILLERS = (
    r"( (implications?|impacts?|issues?|identified|known|arising|arise|applicable|directly|foreseen"
    r"|expected|anticipated|envisaged|significant|specific|direct|further|to report|to note"
    r"|at (this|the) (time|stage|moment|point)|at present|from this report|in this report"
    r"|for this report))*"
)
BARE_NONE = re.compile(NONE + FILLERS + r"( because( of)?| as| since| due to)?")


def may_submit(draft: Draft, *, body: str) -> ReportCheck:
    """Whether a report may be submitted; `body` is the council's word for the body."""
    refusals = (
        *_summary_refusals(draft),
        *_recommendation_refusals(draft, body),
        *_section_refusals(draft.sections),
    )
    if not any(field == PLAIN_FIELD for field, _ in refusals):
        refusals += tuple(_plain_refusals(draft))
    return ReportCheck(refusals, _check_words(len(refusals)))


def _check_words(missing: int) -> str:
    if not missing:
        return "The report has all it needs and can be submitted."
    things = "1 thing is" if missing == 1 else f"{missing} things are"
    return f"{things} still to do before the report can be submitted."


def _summary_refusals(draft: Draft) -> Iterator[tuple[str, str]]:
    if not _says_something(draft.summary):
        yield SUMMARY_FIELD, "Write the executive summary."
        return
    words = over_limit_words(draft.summary, draft.summary_limit_words)
    if words:
        yield SUMMARY_FIELD, words


def over_limit_words(summary: str, limit: int | None) -> str:
    """The sentence for a summary that is too long; empty where it fits or no limit is set."""
    number = word_count(summary)
    if limit is None or number <= limit:
        return ""
    return f"The executive summary has {number} words; the limit is {limit}. Cut {number - limit}."


def word_count(text: str) -> int:
    """How many words there are: what stands between spaces and has a letter or a figure in it."""
    return sum(_says_something(part) for part in text.split())


def _recommendation_refusals(draft: Draft, body: str) -> Iterator[tuple[str, str]]:
    if draft.purpose is not Purpose.INFORMATION and draft.recommendations < 1:
        yield (
            RECOMMENDATIONS_FIELD,
            (
                f"Write at least one recommendation: what the {body} is asked to do. Only a report for "
                "information has none."
            ),
        )


def _section_refusals(sections: Collection[Section]) -> Iterator[tuple[str, str]]:
    for section in sections:
        if section.kind is Kind.IMPLICATION:
            words = why_not_implication(section)
        else:
            missing = section.required and not _says_something(section.text)
            words = f"“{section.title}” is empty. Write it before you submit." if missing else ""
        if words:
            yield section.key, words


def why_not_implication(section: Section) -> str:
    """Why an implication cannot stay as it is written; empty where it can.

    It is text, or "None, because …" with the reason. One that is not required may be left out.
    """
    if not section.text.strip():
        if not section.required:
            return ""
        return f"“{section.title}” is blank. {HOW_TO_WRITE_NONE}"
    if gives_no_reason(section.text):
        return f"“{section.title}” gives no reason. {HOW_TO_WRITE_NONE}"
    return ""


HOW_TO_WRITE_NONE = "Write what it means, or “None, because …” and the reason."


def gives_no_reason(text: str) -> bool:
    """Whether an implication is only a way of saying "none", with no reason that says more."""
    said = " ".join(re.findall(r"[^\W_]+(?:/[^\W_]+)*", text.casefold()))
    if BARE_NONE.fullmatch(said):
        return True
    before, _, reason = said.partition(" because ")
    return bool(BARE_NONE.fullmatch(before) and BARE_NONE.fullmatch(reason))


def _plain_refusals(draft: Draft) -> Iterator[tuple[str, str]]:
    if draft.plain_grade is None:
        return
    texts = (one.text for one in draft.sections if one.key != PLAIN_FIELD)
    words = why_not_plain(
        "\n\n".join((draft.summary, *texts)), draft.plain_summary, draft.plain_grade
    )
    if words:
        yield PLAIN_FIELD, words


def why_not_plain(text: str, plain_summary: str, grade: int) -> str:
    """Why a report cannot go to young people as it is; empty where it can.

    Asked when a report is submitted, weeks before it is published: asked any later, the forum would
    get its papers after the adults, or everybody would wait.
    """
    if _says_something(plain_summary):
        reading = reading_of(plain_summary)
        return "" if reading.is_plain(grade) else TOO_HARD.format(reading.grade, grade)
    reading = reading_of(text)
    return "" if reading.is_plain(grade) else NEEDS_PLAIN.format(reading.grade, grade)


NEEDS_PLAIN = (
    "The forum reads this too, and at grade {:.1f} it is too hard for them. Write a part in plain "
    "English, of grade {} or less."
)
TOO_HARD = (
    "This part is for young people, and at grade {:.1f} it is too hard for them. Make it grade {} or "
    "less: shorter sentences, shorter words."
)


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


class State(StrEnum):
    """Where a report is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLEARED = "cleared"

    @property
    def words(self) -> str:
        """The state as it is said, after "this report is"."""
        return WORDS[self]


class Move(StrEnum):
    """What can be done with a report."""

    WRITE = "write"
    SUBMIT = "submit"
    RETURN = "return"
    CLEAR = "clear"

    @property
    def words(self) -> str:
        """The move as it is said, after "it can only be"."""
        return MOVE_WORDS[self]


WORDS: dict[State, str] = {
    State.DRAFT: "a draft",
    State.SUBMITTED: "submitted and waits to be cleared",
    State.RETURNED: "back with its author",
    State.CLEARED: "cleared",
}
MOVE_WORDS: dict[Move, str] = {
    Move.WRITE: "written",
    Move.SUBMIT: "submitted",
    Move.RETURN: "sent back with a reason",
    Move.CLEAR: "cleared",
}

#: The state after each move. A cleared report is changed by sending it back first.
MOVES: dict[State, dict[Move, State]] = {
    State.DRAFT: {Move.WRITE: State.DRAFT, Move.SUBMIT: State.SUBMITTED},
    State.SUBMITTED: {Move.RETURN: State.RETURNED, Move.CLEAR: State.CLEARED},
    State.RETURNED: {Move.WRITE: State.RETURNED, Move.SUBMIT: State.SUBMITTED},
    State.CLEARED: {Move.RETURN: State.RETURNED},
}


def why_not(state: State, move: Move) -> str:
    """Why this cannot be done with a report in this state; empty where it can."""
    if move in MOVES[state]:
        return ""
    ways = " or ".join(each.words for each in Move if each in MOVES[state])
    return f"This report is {state.words}. It can only be {ways}."


def why_not_clear(state: State, *, authors: Collection[Hashable], by: Hashable) -> str:
    """Why somebody cannot clear a report; empty where they can. People are known by keys."""
    if refused := why_not(state, Move.CLEAR):
        return refused
    if by in authors:
        return "You wrote this report. Somebody else clears it."
    return ""


def why_not_return(state: State, reason: str) -> str:
    """Why a report cannot be sent back; empty where it can."""
    if refused := why_not(state, Move.RETURN):
        return refused
    if not reason.strip():
        return "Say what is to be changed. The author reads it."
    return ""
