"""A year's attendance as it is published: frozen words and counts of seats, and of nobody by name.

What is published is canonical JSON, so that the same record always gives the same text, and what
was published reads the same when rules and record have changed. Whether it is published at all is
the council's choice. Source: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2,
6.1, for the figures; the annual statement is this product's own.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from boards.cycle import MunicipalYear
from boards.oversight.tally import Year
from councils.working_days import day_in_words

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One seat or discipline: its counts, the figure in words, and how it stands.

    `vacant` is at how many meetings the seat was empty.
    """

    name: str
    attended: int
    held: int
    figure: str
    vacant: int = 0
    standing: str = ""
    tone: str = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """A body's year as anyone may read it; days are written as 2026-05-19."""

    council: str
    body: str
    year: str
    starts_on: str
    ends_on: str
    meetings: tuple[str, ...]
    whole: str
    seats: tuple[Line, ...]
    disciplines: tuple[Line, ...]
    forum: str

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the meetings that counted."""
        return tuple(map(date.fromisoformat, self.meetings))

    def canonical(self) -> str:
        """The statement as canonical JSON."""
        plain = {"schema": SCHEMA, **asdict(self)}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compose(record: Year, year: MunicipalYear, *, council: str, body: str) -> Statement:
    """The statement of a year from its record: seats and disciplines, persons left out."""
    return Statement(
        council=council,
        body=body,
        year=year.label,
        starts_on=year.starts_on.isoformat(),
        ends_on=year.ends_on.isoformat(),
        meetings=tuple(day.isoformat() for day in record.held),
        whole=record.whole.words,
        seats=tuple(
            Line(
                name=line.title,
                attended=line.attendance.figure.attended,
                held=line.attendance.figure.held,
                figure=line.attendance.words,
                vacant=line.attendance.vacant,
                standing=line.standing.label,
                tone=line.standing.tone,
            )
            for line in record.seats
        ),
        disciplines=tuple(
            Line(line.name, line.figure.attended, line.figure.held, line.figure.words)
            for line in record.disciplines
        ),
        forum=record.forum,
    )


def read(content: str) -> Statement:
    """A statement as it was published."""
    plain = json.loads(content)
    plain.pop("schema")
    for name in ("seats", "disciplines"):
        plain[name] = tuple(Line(**line) for line in plain[name])
    return Statement(**{**plain, "meetings": tuple(plain["meetings"])})


def why_not_publish(
    record: Year, year: MunicipalYear, today: date, *, chosen: bool, is_public: bool, body: str
) -> str:
    """Why a year's statement cannot be published now, in words; empty where it can.

    `chosen` is that the terms of reference say it is published, `is_public` that anyone may read
    of the body at all, `body` is its name in a sentence.
    """
    if not chosen:
        return (
            f"The terms of reference of the {body} do not say that its attendance is published. "
            "That is set under “Rules”, from a day on."
        )
    if not is_public:
        return f"The {body} itself is not published. The proper officer decides that first."
    if today <= year.ends_on:
        return (
            f"The year runs until {day_in_words(year.ends_on)}. Its statement can be published "
            "from the day after."
        )
    if record.lacking:
        return f"{register_missing(record.lacking)} The statement would not be the whole year."
    if not record.held:
        return "No meeting of this year is on record, so there is nothing to state."
    return ""


def register_missing(days: Sequence[date]) -> str:
    """Which registers are not kept, as a sentence; empty where all are."""
    if not days:
        return ""
    named = "; ".join(map(day_in_words, days))
    whose = "register of this meeting is" if len(days) == 1 else "registers of these meetings are"
    return f"The {whose} not kept: {named}."
