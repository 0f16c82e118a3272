"""What a report to a body is made of, in the order of the body's template.

Every report has a summary, recommendations and a part in plain English, because young people read
it too. The template says where they stand and what they are called, and adds its own sections and
implications; without a section of its own, a report's text stands right after its summary. A body
whose rules name no template gets these four. Source: R9, see `boards/reports.py`.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a part is."""

    SUMMARY = "summary"
    RECOMMENDATIONS = "recommendations"
    PLAIN = "plain"
    TEXT = "text"
    SECTION = "section"
    IMPLICATION = "implication"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a body's template; `key` tells it from the others."""

    key: Hashable
    kind: str
    title: str
    guidance: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report: the field it is written in, and what stands above it.

    `section` is the key of the template's section whose words it holds, or None for the parts that
    every report has.
    """

    field: str
    kind: Kind
    title: str
    guidance: str
    required: bool
    section: Hashable | None = None


#: The parts every report has: field, title, and what to write there.
USUAL: dict[Kind, tuple[str, str, str]] = {
    Kind.SUMMARY: (
        "summary",
        "Executive summary",
        "What this is about and what matters most, in a few sentences.",
    ),
    Kind.TEXT: (
        "text",
        "The report",
        "What somebody has to know to decide. Leave a line empty between paragraphs.",
    ),
    Kind.RECOMMENDATIONS: (
        "recommendations",
        "Recommendations",
        "What the {body} is asked to do, one thing in each box.",
    ),
    Kind.PLAIN: (
        "plain_summary",
        "In plain English",
        "The same for somebody of 12: short sentences, no abbreviations. This part comes first.",
    ),
}
GUIDANCE = {
    Kind.SECTION: "Leave a line empty between paragraphs.",
    Kind.IMPLICATION: "Write what it means, or “None, because …” and the reason.",
}


def parts_of(sections: Sequence[Section], *, body: str) -> tuple[Part, ...]:
    """The parts of a report, in order; `body` is the council's word for the body."""
    found = [_of_section(section, body) for section in sections]
    if not any(part.kind is Kind.SUMMARY for part in found):
        found.insert(0, _usual(Kind.SUMMARY, body, required=True))
    if not any(part.kind is Kind.SECTION for part in found):
        place = next(n for n, part in enumerate(found, 1) if part.kind is Kind.SUMMARY)
        found.insert(place, _usual(Kind.TEXT, body, required=False))
    for kind in (Kind.RECOMMENDATIONS, Kind.PLAIN):
        if not any(part.kind is kind for part in found):
            found.append(_usual(kind, body, required=False))
    return tuple(found)


def _of_section(section: Section, body: str) -> Part:
    kind = Kind(section.kind)
    if kind in USUAL:
        usual = _usual(kind, body, required=section.required)
        return Part(
            usual.field, kind, section.title, section.guidance or usual.guidance, usual.required
        )
    return Part(
        field=f"section_{section.key}",
        kind=kind,
        title=section.title,
        guidance=section.guidance or GUIDANCE[kind],
        required=section.required,
        section=section.key,
    )


def _usual(kind: Kind, body: str, *, required: bool) -> Part:
    field, title, guidance = USUAL[kind]
    return Part(field, kind, title, guidance.format(body=body), required)
