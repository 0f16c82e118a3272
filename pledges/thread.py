"""R17: the golden thread of a promise, seven links from what was promised to what was told back.

Promise and owner, measure, verdict, decision, action, impact, told back. Each link is there, out of
date or missing, and the thread says in one sentence what is missing for the young people it was
promised to.

Sources: Bromley Corporate Parenting Strategy 2014–2016, Appendix One (young people are told who is
responsible, and what is done where a promise is broken); Dorset Corporate Parenting Strategy
2020–2023 (“you said, we did”). The seven links, twelve months for a verdict and six for a decision
are this product's own rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pledges.status import twelve_months_before

#: So long a decision may stand before something has to have followed from it.
MONTHS_TO_FOLLOW = 6
DECEMBER = 12


class Link(StrEnum):
    """The seven links, in their order."""

    OWNER = "owner"
    MEASURE = "measure"
    VERDICT = "verdict"
    DECISION = "decision"
    ACTION = "action"
    IMPACT = "impact"
    TOLD_BACK = "told_back"


class Held(StrEnum):
    """How a link stands."""

    PRESENT = "present"
    STALE = "stale"
    MISSING = "missing"

    @property
    def words(self) -> str:
        """“there”, “out of date”, “missing”."""
        return {"present": "there", "stale": "out of date", "missing": "missing"}[self.value]


#: What each link is called on a page.
NAMES: dict[Link, str] = {
    Link.OWNER: "Who is responsible",
    Link.MEASURE: "A number to tell it by",
    Link.VERDICT: "What young people say",
    Link.DECISION: "What was decided",
    Link.ACTION: "What somebody is to do",
    Link.IMPACT: "What came of it",
    Link.TOLD_BACK: "Told back to you",
}

#: What the sentence says of a link that is missing, and of one that is out of date.
GAPS: dict[Link, tuple[str, str]] = {
    Link.OWNER: ("nobody is responsible yet", "nobody is responsible any more"),
    Link.MEASURE: ("there is no number to tell it by", "the number is late"),
    Link.VERDICT: ("nobody has asked you", "nobody has asked you for a year"),
    Link.DECISION: ("nothing has been decided", "what was decided has led to nothing"),
    Link.ACTION: (
        "nobody has been given anything to do",
        "somebody is late with what they had to do",
    ),
    Link.IMPACT: ("nobody has said what came of it", "nobody has said what came of it"),
    Link.TOLD_BACK: (
        "nobody has told you what happened",
        "nobody has told you what happened since",
    ),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something somebody is to do: by which day, and on which it was done (None: not yet)."""

    due_on: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Strands:
    """What is known of a promise.

    `measured_on` is the day of its newest figure, and `measure_is_late` says that the next one is
    past due; both of the measure that is furthest behind. `asked_on` is the day of the newest
    verdict, `decided_on` that of the newest decision about it, and `decision_followed` says whether
    an action or an outcome came of that. `deeds` are the actions about it. `told_on` is the day on
    which the young people were last told what happened.
    """

    owner: str = ""
    has_measure: bool = False
    measured_on: date | None = None
    measure_is_late: bool = False
    asked_on: date | None = None
    decided_on: date | None = None
    decision_followed: bool = False
    deeds: tuple[Deed, ...] = ()
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Strand:
    """One link of a thread and how it stands."""

    link: Link
    held: Held

    @property
    def name(self) -> str:
        """What it is called on a page."""
        return NAMES[self.link]

    @property
    def gap(self) -> str:
        """What is missing, as part of a sentence; empty where it is there."""
        missing, stale = GAPS[self.link]
        return {Held.MISSING: missing, Held.STALE: stale}.get(self.held, "")


@dataclass(frozen=True, slots=True)
class Thread:
    """A promise's seven links."""

    strands: tuple[Strand, ...]

    @property
    def held(self) -> int:
        """How many of the seven are there."""
        return sum(each.held is Held.PRESENT for each in self.strands)

    @property
    def gaps(self) -> tuple[Strand, ...]:
        """The links that are missing or out of date, in their order."""
        return tuple(each for each in self.strands if each.held is not Held.PRESENT)

    @property
    def words(self) -> str:
        """“5 of 7: nobody has told you what happened.”

        Of several gaps the last is said: the one nearest to whom it was promised.
        """
        counted = f"{self.held} of {len(self.strands)}"
        return f"{counted}: {self.gaps[-1].gap}." if self.gaps else f"{counted}: it holds."


def thread(known: Strands, today: date) -> Thread:
    """The seven links of a promise on a day."""
    return Thread(
        (
            Strand(Link.OWNER, Held.PRESENT if known.owner else Held.MISSING),
            Strand(Link.MEASURE, _measured(known)),
            Strand(Link.VERDICT, _asked(known.asked_on, today)),
            Strand(Link.DECISION, _decided(known, today)),
            Strand(Link.ACTION, _acted(known.deeds, today)),
            Strand(Link.IMPACT, _done(known.deeds)),
            Strand(Link.TOLD_BACK, _told(known)),
        )
    )


def _measured(known: Strands) -> Held:
    """A number counts once it has a figure; it is out of date where the next one is past due."""
    if known.has_measure and known.measure_is_late:
        return Held.STALE
    return Held.PRESENT if known.has_measure and known.measured_on else Held.MISSING


def _asked(asked_on: date | None, today: date) -> Held:
    if asked_on is None:
        return Held.MISSING
    return Held.PRESENT if asked_on >= twelve_months_before(today) else Held.STALE


def _decided(known: Strands, today: date) -> Held:
    if known.decided_on is None:
        return Held.MISSING
    waited = today > months_after(known.decided_on, MONTHS_TO_FOLLOW)
    return Held.STALE if waited and not known.decision_followed else Held.PRESENT


def _acted(deeds: Sequence[Deed], today: date) -> Held:
    """One action that is past due and not done makes the link out of date."""
    if not deeds:
        return Held.MISSING
    late = any(each.done_on is None and today > each.due_on for each in deeds)
    return Held.STALE if late else Held.PRESENT


def _done(deeds: Sequence[Deed]) -> Held:
    return Held.PRESENT if any(each.done_on for each in deeds) else Held.MISSING


def _told(known: Strands) -> Held:
    if known.told_on is None:
        return Held.MISSING
    older = known.decided_on is not None and known.told_on < known.decided_on
    return Held.STALE if older else Held.PRESENT


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, DECEMBER)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("Every month has 28 days.")
