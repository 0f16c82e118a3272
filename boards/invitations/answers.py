"""What people answered to an invitation, and what follows from it while it can still be mended.

Who would be there and in what capacity, so that R4 (quorum) is asked before the meeting; whom to
ask when a discipline is missing; the room, adults beside young people; and how each seat stands.
Young people are a number of heads at their seat, never a person. Sources: Buckinghamshire Corporate
Parenting Strategy 2020–2023, Appendix 2, 4.5 (quorum), 6.1 (a nominated representative comes for
who cannot) and 1.4 (young people are central).
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from boards.quorum import Basis, Capacity, Presence, Quorum, QuorumRule
from boards.quorum import Seat as QuorumSeat
from boards.room import Balance, room_balance

CANCELLED = "This meeting is cancelled: nobody needs to answer any more."
BEGUN = "The meeting has begun: from now on the register says who is there."


class Answer(StrEnum):
    """What can be answered."""

    COMING = "coming"
    ONLINE = "online"
    APOLOGIES = "apologies"


@dataclass(frozen=True, slots=True)
class Asked:
    """One place at the table: who is asked for it, in what capacity, and who could come instead.

    `person` is None for young people, and where a seat is vacant. `room` is how many young people
    the seat is for, None where nobody has said.
    """

    key: str
    title: str
    capacity: Capacity = Capacity.MEMBER
    person: Hashable | None = None
    seat: Hashable | None = None
    discipline: str = ""
    substitute: Hashable | None = None
    young: bool = False
    room: int | None = None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the place."""
        return self.person is None and not self.young

    @property
    def by(self) -> Hashable:
        """Under what its answer is found: the person, or for young people the place itself."""
        return self.key if self.young else self.person


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: how many heads it is for, and who comes instead, for which seat."""

    answer: Answer
    heads: int = 1
    substitute: Hashable | None = None
    seat: Hashable | None = None

    @property
    def comes(self) -> bool:
        """Whether they will be there, in the room or online."""
        return self.answer is not Answer.APOLOGIES


Answers = Mapping[Hashable, Said]


def why_not_reply(*, begins: datetime, began: bool, cancelled: bool, now: datetime) -> str:
    """Why nothing can be answered any more, as a sentence; empty where it can."""
    if cancelled:
        return CANCELLED
    return BEGUN if began or now >= begins else ""


# Who would be there -------------------------------------------------------------------------------


def presences(asked: Iterable[Asked], said: Answers) -> tuple[Presence, ...]:
    """Everybody who has said they come, once for each capacity they come in (R4 counts them once)."""
    found: list[Presence] = []
    for each in asked:
        found += _young(each, said) if each.young else _grown(each, said)
    return tuple(found)


def _young(each: Asked, said: Answers) -> Iterator[Presence]:
    """As many as come and the seat has places for; a seat whose number nobody gave takes all."""
    own = said.get(each.key)
    if own is None or not own.comes:
        return
    heads = own.heads if each.room is None else min(own.heads, each.room)
    for head in range(heads):
        yield _presence(each, f"{each.key}, {head + 1}", each.capacity, own)


def _grown(each: Asked, said: Answers) -> Iterator[Presence]:
    own, instead = said.get(each.person), comes_instead(each, said)
    if own is not None and own.comes:
        yield _presence(each, each.person, each.capacity, own)
    elif instead is not None:
        yield _presence(each, instead, Capacity.SUBSTITUTE, said.get(instead))


def _presence(each: Asked, person: Hashable, capacity: Capacity, own: Said | None) -> Presence:
    online = own is not None and own.answer is Answer.ONLINE
    return Presence(person, each.key, each.discipline, capacity, online)


def sent_instead(each: Asked, said: Answers) -> Hashable | None:
    """Whom the holder of a place, who cannot come, has sent; None where nobody is sent."""
    own = said.get(each.person)
    if own is None or own.comes or own.substitute is None:
        return None
    return own.substitute if own.seat in {None, each.seat} else None


def comes_instead(each: Asked, said: Answers) -> Hashable | None:
    """Who sits for a place in place of its holder.

    Somebody who was sent comes unless they say that they cannot; the substitute of a vacant place
    comes once they have said so themselves.
    """
    if each.is_vacant:
        own = said.get(each.substitute)
        return each.substitute if own is not None and own.comes else None
    sent = sent_instead(each, said)
    declined = sent in said and not said[sent].comes
    return None if declined else sent


def who_may_answer(asked: Iterable[Asked], said: Answers) -> frozenset[Hashable]:
    """The people who are asked: holders, those taken in, who was sent, substitutes of empty seats."""
    people: set[Hashable | None] = set()
    for each in asked:
        if not each.young:
            people |= {each.substitute} if each.is_vacant else {each.person}
            people.add(sent_instead(each, said))
    return frozenset(person for person in people if person is not None)


# Quorum, and whom to ask --------------------------------------------------------------------------


def quorum_seats(asked: Iterable[Asked], said: Answers, rule: QuorumRule) -> list[QuorumSeat]:
    """The seats as the quorum rule takes them; an attender's only where attenders count."""
    counted = {Capacity.MEMBER} | ({Capacity.ATTENDER} if rule.attenders_count else set())
    return [
        QuorumSeat(
            key=each.key,
            name=each.title,
            discipline=each.discipline,
            filled=(each.room or 0) if each.young else int(not each.is_vacant),
            substitute=free_substitute(each, said),
        )
        for each in asked
        if each.seat is not None and each.capacity in counted
    ]


def free_substitute(each: Asked, said: Answers) -> Hashable | None:
    """The nominated substitute, unless they have said that they cannot come."""
    own = said.get(each.substitute)
    return each.substitute if own is None or own.comes else None


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who would bring what is missing: for which place, and what is asked of them."""

    place: Asked
    person: Hashable
    is_substitute: bool


def whom_to_ask(
    rule: QuorumRule, answer: Quorum, asked: Sequence[Asked], said: Answers
) -> tuple[ToAsk, ...]:
    """Whom to ask while a quorum is missing.

    First the free substitutes of who cannot come and of vacant places, then who has not answered,
    then the substitutes of those.
    """
    if answer.quorate is not False:
        return ()
    there = {presence.person for presence in presences(asked, said)}
    taken = {presence.seat for presence in presences(asked, said)}
    counted = {seat.key for seat in quorum_seats(asked, said, rule)} - taken
    by_heads = rule.basis is not Basis.DISCIPLINES
    wanted = [
        each
        for each in asked
        if each.key in counted and (by_heads or each.discipline in answer.missing)
    ]
    silent = [ToAsk(each, each.by, is_substitute=False) for each in wanted if is_open(each, said)]
    free = [
        ToAsk(each, person, is_substitute=True)
        for each in wanted
        if (person := free_substitute(each, said)) is not None and person not in there
    ]
    needed = [ask for ask in free if not is_open(ask.place, said)]
    return (*needed, *silent, *(ask for ask in free if ask not in needed))


def is_open(each: Asked, said: Answers) -> bool:
    """Whether somebody is asked for the place and has not answered."""
    return not each.is_vacant and each.by not in said


def balance(asked: Sequence[Asked], said: Answers) -> Balance:
    """Adults beside young people among those who come; every young person counts here."""
    young = {each.key for each in asked if each.young}
    adults = {one.person for one in presences(asked, said) if one.seat not in young}
    heads = sum(said[key].heads for key in young if key in said and said[key].comes)
    return room_balance(len(adults), heads)


# How each place stands ----------------------------------------------------------------------------


class Tone(StrEnum):
    """How it is shown."""

    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a place stands: in two or three words, and the alert, empty where there is none."""

    tone: Tone
    label: str
    alert: str = ""


def standing(
    each: Asked, said: Answers, names: Mapping[Hashable, str], *, online_counts: bool
) -> Standing:
    """How one place stands; `names` are the names of the people."""
    if each.young:
        return _standing_of_young(said.get(each.key))
    if each.is_vacant:
        return _standing_of_vacant(each, said, names)
    own = said.get(each.person)
    if own is None:
        return Standing(Tone.NONE, "No answer yet")
    if own.answer is Answer.ONLINE:
        alert = "" if online_counts else "Online does not count towards the quorum."
        return Standing(Tone.GOOD, "Joins online", alert)
    return Standing(Tone.GOOD, "Comes") if own.comes else _standing_of_absent(each, said, names)


def _standing_of_young(own: Said | None) -> Standing:
    if own is None:
        return Standing(Tone.NONE, "No answer yet")
    if not own.comes:
        return Standing(Tone.BAD, "Nobody comes")
    one = own.heads == 1
    verb = (
        ("joins" if one else "join") if own.answer is Answer.ONLINE else "comes" if one else "come"
    )
    online = " online" if own.answer is Answer.ONLINE else ""
    return Standing(Tone.GOOD, f"{own.heads} {verb}{online}")


def _standing_of_vacant(each: Asked, said: Answers, names: Mapping[Hashable, str]) -> Standing:
    instead = comes_instead(each, said)
    if instead is not None:
        return Standing(Tone.GOOD, "Substitute comes", f"Vacant: {names[instead]} sits for it.")
    free = free_substitute(each, said)
    alert = f"You could ask {names[free]}, its substitute." if free is not None else ""
    return Standing(Tone.BAD, "Vacant", alert)


def _standing_of_absent(each: Asked, said: Answers, names: Mapping[Hashable, str]) -> Standing:
    instead, sent = comes_instead(each, said), sent_instead(each, said)
    if instead is not None:
        return Standing(Tone.GOOD, "Substitute comes", f"{names[instead]} comes instead.")
    if sent is not None:
        return Standing(Tone.BAD, "Cannot come", f"{names[sent]} was sent, and cannot come either.")
    if each.seat is None:
        return Standing(Tone.BAD, "Cannot come")
    free = free_substitute(each, said)
    if free is not None:
        return Standing(Tone.WATCH, "Cannot come", f"You could ask {names[free]}, the substitute.")
    why = "nobody is named to stand in" if each.substitute is None else "nor can the substitute"
    return Standing(Tone.BAD, "Cannot come", f"{why[0].upper()}{why[1:]}.")
