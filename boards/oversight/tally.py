"""A body's year of attendance, put together: each person, each seat, each discipline (R5).

How a figure is counted and judged is said in boards/attendance.py; here it is said who was there
for whom. Source: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 6.1. That a
meeting counts once its register shows somebody there is this product's own rule: a register that
is not kept yet makes nobody absent.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from boards.attendance import (
    Figure,
    Holding,
    MeetingDay,
    SeatAttendance,
    forecast,
    forum_represented,
    meetings_that_count,
    of_seat,
    percent,
    personal,
    threshold_words,
    young_chairs,
)

NO_DISCIPLINE = "No discipline stated"


@dataclass(frozen=True, slots=True)
class There:
    """Somebody in the room or online, for a seat or for none.

    `stands_in` marks a substitute; `instead_of` is the holder they stand in for, None where the
    place is vacant. A young person is there without a name: `person` is then None.
    """

    person: Hashable | None
    seat: Hashable | None = None
    stands_in: bool = False
    instead_of: Hashable | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of the year with who was there.

    `kinds` are the kinds that count under the rules of its day; None counts every kind.
    """

    key: Hashable
    on: date
    kind: str = "formal"
    kinds: frozenset[str] | None = None
    cancelled: bool = False
    over: bool = True
    young_chair: bool = False
    there: tuple[There, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether it met: it is over, and its register shows somebody there."""
        return self.over and not self.cancelled and bool(self.there)

    @property
    def lacks_register(self) -> bool:
        """Whether it should have met, and no register says so."""
        return self.over and not self.cancelled and not self.there

    @property
    def is_to_come(self) -> bool:
        """Whether it is still to meet."""
        return not self.over and not self.cancelled


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat with those who held it in the year; a young people's seat has no persons."""

    key: Hashable
    title: str
    discipline: str = ""
    young_people: bool = False
    holdings: tuple[Holding, ...] = ()

    def holders_on(self, day: date) -> set[Hashable]:
        """Who holds a place of it on a day."""
        return {holding.person for holding in self.holdings if holding.covers(day)}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The shares asked for, None where none is stated."""

    personal: Fraction | None = None
    seat: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure against its threshold: a label, its tone as the rating has it, and a sentence."""

    label: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What one person attended while in a seat."""

    name: str
    seat: str
    figure: Figure
    standing: Standing


@dataclass(frozen=True, slots=True)
class SeatLine:
    """How far a seat was filled, person or substitute."""

    title: str
    discipline: str
    attendance: SeatAttendance
    standing: Standing


@dataclass(frozen=True, slots=True)
class DisciplineLine:
    """How far the seats of a discipline were filled, taken together."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Year:
    """A body's year of attendance; `forum` says of young people whether they came and chaired."""

    held: tuple[date, ...]
    to_come: tuple[date, ...]
    lacking: tuple[date, ...]
    people: tuple[PersonLine, ...]
    seats: tuple[SeatLine, ...]
    disciplines: tuple[DisciplineLine, ...]
    forum: str

    @property
    def whole(self) -> Figure:
        """All seats together."""
        return added(line.attendance.figure for line in self.seats)


def that_count(sittings: Iterable[Sitting]) -> list[Sitting]:
    """The meetings of the kinds that count, each by the rules of its own day."""
    return [each for each in sittings if meetings_that_count([_day(each)], each.kinds)]


def _day(sitting: Sitting) -> MeetingDay:
    return MeetingDay(sitting.key, sitting.on, sitting.kind, held=not sitting.cancelled)


def of_year(
    sittings: Iterable[Sitting],
    seats: Sequence[Seat],
    names: Mapping[Hashable, str],
    thresholds: Thresholds,
    *,
    forum: str,
) -> Year:
    """The whole year of a body; `names` are the people's, `forum` is the name of its forum."""
    counting = that_count(sittings)
    held = [each for each in counting if each.is_held]
    to_come = [each for each in counting if each.is_to_come]
    adult = [seat for seat in seats if not seat.young_people]
    lines = tuple(_seat_line(seat, held, to_come, thresholds.seat) for seat in adult)
    return Year(
        held=tuple(each.on for each in held),
        to_come=tuple(each.on for each in to_come),
        lacking=tuple(each.on for each in counting if each.lacks_register),
        people=tuple(
            line
            for seat in adult
            for line in _person_lines(seat, held, to_come, names, thresholds.personal)
        ),
        seats=lines,
        disciplines=tuple(_by_discipline(lines)),
        forum=_forum_words(seats, held, forum),
    )


def represented(sitting: Sitting, seat: Seat) -> set[Hashable]:
    """The holders of a seat who came, or for whom a named substitute came."""
    came = {each.person for each in sitting.there}
    for each in sitting.there:
        if each.stands_in and each.seat == seat.key:
            came.add(each.instead_of)
    return seat.holders_on(sitting.on) & came


def _seat_line(
    seat: Seat, held: Sequence[Sitting], to_come: Sequence[Sitting], threshold: Fraction | None
) -> SeatLine:
    came = {(each.key, person) for each in held for person in represented(each, seat)}
    attendance = of_seat([_day(each) for each in held], seat.holdings, came)
    left = of_seat([_day(each) for each in to_come], seat.holdings, ()).figure.held
    standing = judged(attendance.figure, threshold, left)
    return SeatLine(seat.title, seat.discipline, attendance, standing)


def _person_lines(
    seat: Seat,
    held: Sequence[Sitting],
    to_come: Sequence[Sitting],
    names: Mapping[Hashable, str],
    threshold: Fraction | None,
) -> Iterator[PersonLine]:
    """A line for each holder of the seat, however often they left it and came back."""
    for person in dict.fromkeys(holding.person for holding in seat.holdings):
        came = {each.key for each in held if any(t.person == person for t in each.there)}
        figure = personal(_while_in(seat, person, held), _always(person), came)
        left = len(_while_in(seat, person, to_come))
        if figure.held or left:
            standing = judged(figure, threshold, left)
            yield PersonLine(names[person], seat.title, figure, standing)


def _while_in(seat: Seat, person: Hashable, sittings: Iterable[Sitting]) -> list[MeetingDay]:
    return [_day(each) for each in sittings if person in seat.holders_on(each.on)]


def _always(person: Hashable) -> Holding:
    return Holding(person, date.min)


def _by_discipline(lines: Iterable[SeatLine]) -> Iterator[DisciplineLine]:
    """Each discipline with its seats added up, by name; seats without one come last."""
    grouped: dict[str, list[Figure]] = {}
    for line in lines:
        grouped.setdefault(line.discipline, []).append(line.attendance.figure)
    for name in sorted(grouped, key=lambda name: (not name, name)):
        yield DisciplineLine(name or NO_DISCIPLINE, added(grouped[name]))


def added(figures: Iterable[Figure]) -> Figure:
    """Several figures as one."""
    figures = list(figures)
    return Figure(sum(each.attended for each in figures), sum(each.held for each in figures))


def _forum_words(seats: Iterable[Seat], held: Sequence[Sitting], forum: str) -> str:
    """A sentence for all young people's seats, and one for the chair; never a person's figure."""
    young = {seat.key for seat in seats if seat.young_people}
    came = {each.key for each in held if any(t.seat in young for t in each.there)}
    represented = forum_represented([_day(each) for each in held], came, forum=forum)
    chaired = young_chairs(sum(each.young_chair for each in held), len(held))
    return " ".join(filter(None, (represented if young else "", chaired)))


def judged(figure: Figure, threshold: Fraction | None, remaining: int) -> Standing:
    """How a figure stands, with what it still takes while meetings remain."""
    if threshold is None:
        return Standing("Not judged", "none", "No share is asked for.")
    ahead = forecast(figure, remaining, threshold) if remaining else None
    words = ahead.words if ahead else threshold_words(figure, threshold)
    asked = percent(threshold)
    if ahead and ahead.needed is None:
        return Standing("Out of reach", "bad", words)
    if figure.share is None:
        return Standing("No meetings yet", "none", words)
    if figure.meets(threshold):
        return Standing(f"Reaches {asked}", "good", words)
    return Standing(
        f"Below {asked} so far" if ahead else f"Below {asked}", "watch" if ahead else "bad", words
    )
