"""R4: a body is quorate when enough disciplines, or enough people, are there, as its rule says.

Source: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 4.5 (three
disciplines) and 4.2 (co-option). Whether co-opted people, attenders and people online count is
the body's own setting. People and seats are known by keys; names are the caller's words.
"""

import math
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction


class Basis(StrEnum):
    """What a body's quorum counts."""

    DISCIPLINES = "disciplines"
    HEADS = "heads"
    FRACTION = "fraction"
    NONE = "none"


class Capacity(StrEnum):
    """In what capacity somebody is at a meeting."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    COOPTED = "coopted"
    ATTENDER = "attender"


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """A body's quorum: `number` of disciplines or heads, or `fraction` of the filled places."""

    basis: Basis = Basis.NONE
    number: int = 0
    fraction: Fraction = Fraction(0)
    coopted_count: bool = False
    attenders_count: bool = False
    online_counts: bool = False

    def counts(self, presence: "Presence") -> bool:
        """Whether this rule counts somebody who is there in this way."""
        if presence.online and not self.online_counts:
            return False
        if presence.capacity is Capacity.COOPTED:
            return self.coopted_count
        return presence.capacity is not Capacity.ATTENDER or self.attenders_count


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of the body: its discipline, its filled places, and its substitute, if named."""

    key: Hashable
    name: str
    discipline: str = ""
    filled: int = 1
    substitute: Hashable | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """One stay of one person, from arriving (included) to leaving (not included).

    None means from the start, or to the end. Somebody who goes out and comes back has two.
    """

    person: Hashable
    seat: Hashable | None = None
    discipline: str = ""
    capacity: Capacity = Capacity.MEMBER
    online: bool = False
    arrived_at: datetime | None = None
    left_at: datetime | None = None

    def present_at(self, moment: datetime) -> bool:
        """Whether the person is there at this moment."""
        here = self.arrived_at is None or self.arrived_at <= moment
        return here and (self.left_at is None or moment < self.left_at)


@dataclass(frozen=True, slots=True)
class Quorum:
    """The answer, with its reason in words; `quorate` is None where there is nothing to judge."""

    quorate: bool | None
    needed: int
    counted: int
    present: tuple[str, ...]
    missing: tuple[str, ...]
    could_ask: tuple[str, ...]
    words: str

    @property
    def without_asking(self) -> str:
        """The words, where whom to ask is listed beside them."""
        return self.words.removesuffix(_ask(self.could_ask))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a meeting in which the answer did not change; None is the start or the end."""

    starts_at: datetime | None
    ends_at: datetime | None
    quorum: Quorum


def quorum(rule: QuorumRule, seats: Sequence[Seat], there: Iterable[Presence]) -> Quorum:
    """Whether the people there make a quorum; for invitations, give those who said yes."""
    there = list(there)
    counted = [presence for presence in there if rule.counts(presence)]
    if rule.basis is Basis.NONE:
        heads = len({presence.person for presence in counted})
        return Quorum(None, 0, heads, (), (), (), "No quorum stated, not judged.")
    if rule.basis is Basis.DISCIPLINES:
        return _by_disciplines(rule, seats, there, counted)
    return _by_heads(rule, seats, there, counted)


def quorum_at(
    moment: datetime, rule: QuorumRule, seats: Sequence[Seat], stays: Iterable[Presence]
) -> Quorum:
    """Whether the meeting is quorate at one moment."""
    return quorum(rule, seats, [stay for stay in stays if stay.present_at(moment)])


def quorum_over_time(
    rule: QuorumRule, seats: Sequence[Seat], stays: Sequence[Presence]
) -> tuple[Span, ...]:
    """The meeting from start to end, cut wherever somebody arrives or leaves."""
    edges = {stay.arrived_at for stay in stays} | {stay.left_at for stay in stays}
    moments = sorted(edge for edge in edges if edge is not None)
    at_start = [stay for stay in stays if stay.arrived_at is None]
    found = [quorum(rule, seats, at_start)]
    found += [quorum_at(moment, rule, seats, stays) for moment in moments]
    starts = [None, *moments]
    ends = [*moments, None]
    spans = zip(starts, ends, found, strict=True)
    return tuple(Span(*span) for span in spans)


def inquorate_words(answer: Quorum, *, body: str) -> str:
    """How a decision taken now is recorded; empty where nothing is wrong."""
    if answer.quorate is not False:
        return ""
    return (
        f"The {body} was not quorate. This is recorded as the view of those present, to be "
        "ratified at a meeting that is quorate."
    )


def places_needed(rule: QuorumRule, seats: Iterable[Seat]) -> int:
    """How many people a quorum needs: the number of heads, or the fraction rounded up."""
    if rule.basis is Basis.FRACTION:
        return math.ceil(rule.fraction * sum(seat.filled for seat in seats))
    return rule.number


def _by_heads(
    rule: QuorumRule, seats: Sequence[Seat], there: list[Presence], counted: list[Presence]
) -> Quorum:
    heads = len({presence.person for presence in counted})
    needed = places_needed(rule, seats)
    asked = _could_ask(seats, there)
    people = _so_many(heads, needed, "person", "people")
    if rule.basis is Basis.FRACTION:
        filled = sum(seat.filled for seat in seats)
        people += f" ({_fraction(rule.fraction)} of {filled} filled places)"
    quorate = heads >= needed
    return Quorum(quorate, needed, heads, (), (), asked, _verdict(quorate, people, "", asked))


def _by_disciplines(
    rule: QuorumRule, seats: Sequence[Seat], there: list[Presence], counted: list[Presence]
) -> Quorum:
    present = disciplines_present(counted, seats)
    quorate = len(present) >= rule.number
    known = {seat.discipline for seat in seats if seat.discipline}
    missing = tuple(sorted(known - set(present)))
    asked = _could_ask([seat for seat in seats if seat.discipline in missing], there)
    counted_words = _so_many(len(present), rule.number, "discipline", "disciplines")
    words = _verdict(quorate, counted_words, _named(present, missing, quorate), asked)
    return Quorum(quorate, rule.number, len(present), present, missing, asked, words)


def disciplines_present(counted: Iterable[Presence], seats: Sequence[Seat]) -> tuple[str, ...]:
    """The distinct disciplines the people there can stand for, each person for one only.

    Somebody there in two capacities counts once, for the discipline nobody else brings.
    """
    of_seat = {seat.key: seat.discipline for seat in seats}
    offers: dict[Hashable, set[str]] = {}
    for presence in counted:
        discipline = of_seat.get(presence.seat, "") or presence.discipline
        if discipline:
            offers.setdefault(presence.person, set()).add(discipline)
    stands_for: dict[str, Hashable] = {}
    for person in offers:
        _place(person, offers, stands_for, set())
    return tuple(sorted(stands_for))


def _place(
    person: Hashable,
    offers: Mapping[Hashable, set[str]],
    stands_for: dict[str, Hashable],
    tried: set[str],
) -> bool:
    """Find a discipline for a person, moving others to another of theirs where that helps."""
    for discipline in sorted(offers[person] - tried):
        tried.add(discipline)
        holder = stands_for.get(discipline)
        if holder is None or _place(holder, offers, stands_for, tried):
            stands_for[discipline] = person
            return True
    return False


def _could_ask(seats: Iterable[Seat], there: Collection[Presence]) -> tuple[str, ...]:
    """The seats nobody fills whose substitute is not at the meeting already."""
    people = {presence.person for presence in there}
    taken = {presence.seat for presence in there}
    return tuple(
        seat.name
        for seat in seats
        if seat.key not in taken and seat.substitute is not None and seat.substitute not in people
    )


def _named(present: Sequence[str], missing: Sequence[str], quorate: bool) -> str:
    here = f" Here: {listed(present)}." if present else ""
    return here if quorate or not missing else f"{here} Not here: {listed(missing)}."


def _verdict(quorate: bool, counted: str, named: str, asked: Sequence[str]) -> str:
    if quorate:
        return f"Quorate: {counted}.{named}"
    return f"Not quorate: {counted}.{named}{_ask(asked)}"


def _ask(asked: Sequence[str]) -> str:
    return f" You could ask the substitute for: {'; '.join(asked)}." if asked else ""


def _so_many(number: int, needed: int, one: str, many: str) -> str:
    """ "2 of the 3 people needed"; where there are more, "5 people, 3 are needed"."""
    if number > needed:
        return f"{number} {many}, {needed} {'is' if needed == 1 else 'are'} needed"
    return f"{number} of the {needed} {one if needed == 1 else many} needed"


def listed(names: Sequence[str]) -> str:
    """Names in a row as they are said: "health, housing and social care"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _fraction(fraction: Fraction) -> str:
    said = {Fraction(1, 4): "a quarter", Fraction(1, 3): "a third", Fraction(1, 2): "half"}
    return said.get(fraction, f"{fraction.numerator}/{fraction.denominator}")
