"""Measures about the body itself, worked out from its own record and handed to the measures.

A measure is known by its key; a council whose strategy has one of these keys can use it. Source:
Dorset Corporate Parenting Strategy 2020–2023, “Measures that will tell us how we are doing”,
priority 6, lines 39 to 41. What exactly is counted is not stated there; the rules below are this
product's own, and stand beside each figure that is handed over.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from boards.attendance import Figure
from boards.cycle import MunicipalYear
from boards.oversight.statement import register_missing
from boards.oversight.tally import Sitting
from councils.working_days import date_in_words, day_in_words


class Counted(StrEnum):
    """What is worked out for a measure; some cannot be."""

    MEETINGS = "meetings"
    MEMBERS_AT_ACTIVITY_DAYS = "members_at_activity_days"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is counted for a measure, in words; `{members}` is the council's own word."""

    counted: Counted
    words: str


MEETING_KINDS = frozenset({"formal", "informal", "extraordinary"})
ACTIVITY_KINDS = frozenset({"activity_day", "takeover"})
TAKEOVER = "takeover"

RULES: Mapping[str, Rule] = {
    "board-meetings": Rule(
        Counted.MEETINGS,
        "Meetings that were held in the year: formal, informal and extraordinary ones. Workshops, "
        "working groups, takeovers and activity days are not counted. How well they were attended "
        "stands in the words beside the figure.",
    ),
    "activity-days": Rule(
        Counted.MEMBERS_AT_ACTIVITY_DAYS,
        "Different {members} who took part in the year: those named in the engagement log for an "
        "activity day, and those in the register of a takeover or an activity day. Each person is "
        "counted once; people who are only counted in the log, without a name, are left out.",
    ),
    "takeover-events": Rule(
        Counted.NOTHING,
        "This measure is told in words, so no figure can be worked out from the record. Takeovers "
        "on record: {takeovers}. Audits are not recorded here.",
    ),
}


@dataclass(frozen=True, slots=True)
class Record:
    """What the record of a year holds for these measures.

    `whole` is the attendance of all seats; `at_activity_days` are those the engagement log names;
    `members` are those who held a seat in the year.
    """

    sittings: Sequence[Sitting]
    whole: Figure
    at_activity_days: frozenset[Hashable]
    members: frozenset[Hashable]

    def held(self, kinds: Iterable[str]) -> list[Sitting]:
        """The meetings of these kinds that were held."""
        wanted = frozenset(kinds)
        return [each for each in self.sittings if each.is_held and each.kind in wanted]

    @property
    def lacking(self) -> list[date]:
        """The days of meetings whose register is not kept."""
        return [each.on for each in self.sittings if each.lacks_register]


@dataclass(frozen=True, slots=True)
class Worked:
    """What a measure comes to: the count, or None, with the rule and a note on the source."""

    count: int | None
    rule: str
    note: str = ""


def work_out(key: str, record: Record, year: MunicipalYear, *, members: str) -> Worked:
    """What the record says of a measure in a year; `members` is the council's word for them.

    Raises:
        KeyError: the measure is none of those in `RULES`.
    """
    rule = RULES[key]
    words = rule.words.format(members=members, takeovers=len(record.held({TAKEOVER})))
    if rule.counted is Counted.NOTHING:
        return Worked(None, words)
    count = len(_at_activity_days(record))
    detail = ""
    if rule.counted is Counted.MEETINGS:
        meetings = record.held(MEETING_KINDS)
        count, detail = len(meetings), _meetings_words(meetings, record.whole)
    return Worked(count, words, f"{from_record(year)} {detail}".strip())


def from_record(year: MunicipalYear) -> str:
    """Where a figure comes from, as it stands beside it."""
    start, end = date_in_words(year.starts_on), date_in_words(year.ends_on)
    return f"Counted from the record of the municipal year {year.label}, {start} to {end}."


def _at_activity_days(record: Record) -> frozenset[Hashable]:
    there = {each.person for held in record.held(ACTIVITY_KINDS) for each in held.there}
    return (record.at_activity_days | there) & record.members


def _meetings_words(meetings: Sequence[Sitting], whole: Figure) -> str:
    kinds = ("formal", "informal", "extraordinary")
    counted = [(kind, sum(each.kind == kind for each in meetings)) for kind in kinds]
    said = ", ".join(f"{number} {kind}" for kind, number in counted if number)
    sentences = [f"{said}."] if said else []
    if whole.held:
        sentences.append(f"Seats were filled at {whole.words}.")
    return " ".join(sentences)


def why_not_hand(record: Record, year: MunicipalYear, today: date) -> str:
    """Why a year's figures cannot be handed over now, in words; empty where they can."""
    if today <= year.ends_on:
        return (
            f"The year runs until {day_in_words(year.ends_on)}. Its figures can be handed over "
            "from the day after."
        )
    if record.lacking:
        return (
            f"{register_missing(record.lacking)} The figures would not be those of the whole year."
        )
    return ""


def standing_words(count: int | None, standing: int | None, *, signed_off: bool) -> str:
    """What stands in the measures beside what the record says; empty where nothing is handed."""
    if count is None:
        return ""
    if standing is None:
        return "Not handed over yet."
    if standing == count:
        return "The measures say the same."
    if signed_off:
        return (
            f"The measures say {standing:,}, and that is signed off. The officer who keeps the "
            "figures corrects it, with a reason."
        )
    return f"The measures say {standing:,}, not signed off: handing over brings it up to date."
