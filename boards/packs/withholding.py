"""When a paper may be restricted, and what is said to readers in its place.

Sources: Local Government Act 1972, sections 100A and 100B and Schedule 12A, part 1 (as amended in
2006): a formal committee keeps a paper from the public only under one of its paragraphs. That each
restriction has a day to be looked at again, and that young people who hold a seat read what others
read unless that has a reason of its own, are this product's own rules.
"""

from dataclasses import dataclass
from datetime import date

#: What makes information exempt, in the order of the Schedule, and confidential by section 100A.
PARAGRAPHS = (
    "Paragraph 1: about an individual",
    "Paragraph 2: likely to reveal who an individual is",
    "Paragraph 3: financial or business affairs of a person or the council",
    "Paragraph 4: consultations or negotiations about labour relations",
    "Paragraph 5: legal professional privilege",
    "Paragraph 6: a notice, order or direction the council means to give",
    "Paragraph 7: preventing, investigating or prosecuting crime",
    "Section 100A(3): given in confidence by a government department, or forbidden by law or a court",
)

NO_REASON = "Say why it is not for everybody. The reason is printed in its place."
NO_PARAGRAPH = (
    "This {body} is a formal committee: name the paragraph of Schedule 12A under which the paper is "
    "kept from the public."
)
NO_YOUNG_REASON = "Say why young people who hold a seat may not read what others read."
REVIEW_PAST = "Choose a day after today, on which somebody looks at this again."


@dataclass(frozen=True, slots=True)
class Decision:
    """What the proper officer has decided about a paper."""

    reason: str
    review_on: date | None
    legal_paragraph: str = ""
    withheld_from_young: bool = False
    young_reason: str = ""


def what_is_missing(
    decision: Decision, *, today: date, formal_committee: bool, body: str
) -> dict[str, str]:
    """What a decision lacks, by field; empty where the paper may be restricted."""
    wrong = {}
    if not decision.reason.strip():
        wrong["reason"] = NO_REASON
    if formal_committee and not decision.legal_paragraph.strip():
        wrong["legal_paragraph"] = NO_PARAGRAPH.format(body=body)
    if refused := why_not_review_on(decision.review_on, today=today):
        wrong["review_on"] = refused
    if decision.withheld_from_young and not decision.young_reason.strip():
        wrong["young_reason"] = NO_YOUNG_REASON
    return wrong


def why_not_review_on(review_on: date | None, *, today: date) -> str:
    """Why a restriction cannot be looked at again on that day; empty where it can."""
    return "" if review_on and review_on > today else REVIEW_PAST


def is_due(review_on: date, today: date) -> bool:
    """Whether a restriction is to be looked at again: on its day and after."""
    return review_on <= today


def sentence(words: str) -> str:
    """Words with one full stop at their end."""
    return f"{words.strip().rstrip('.')}."


def slip_words(thing: str, decision: Decision, *, for_forum: bool) -> str:
    """What stands where a paper is withheld: never its words, nor its title, which may tell."""
    said = f"{thing} stands here that is not for everybody: {sentence(decision.reason)}"
    if decision.legal_paragraph:
        said += f" ({decision.legal_paragraph}.)"
    if for_forum and decision.withheld_from_young:
        said += (
            f" Young people who hold a seat do not get it either: {sentence(decision.young_reason)}"
        )
    return said


def notice_words(decision: Decision) -> str:
    """What members are told of a paper that they may read and others may not."""
    return f"Do not pass it on. {sentence(decision.reason)}"
