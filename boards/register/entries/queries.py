"""The rows of the register: everybody who has a place at the meeting, with what is recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import F, QuerySet, Value

from boards.models import (
    Attender,
    CoOption,
    Meeting,
    RegisterEntry,
    Reply,
    Seat,
    SeatHolder,
    Substitute,
)
from boards.register.entries.states import NOTHING, Mark, State, settled
from boards.register.queries import Sitting, sitting_of

MEMBER, SUBSTITUTE, COOPTED, ATTENDER = RegisterEntry.Capacity.values
SAID = {
    Reply.Answer.COMING: Mark.PRESENT,
    Reply.Answer.ONLINE: Mark.ONLINE,
    Reply.Answer.APOLOGIES: Mark.APOLOGIES,
}


@dataclass(frozen=True, slots=True)
class Who:
    """Whose row it is: a person in a capacity, or the young people of a seat (no person)."""

    capacity: str
    seat: int | None = None
    person: int | None = None
    instead_of: int | None = None
    discipline: int | None = None

    @property
    def key(self) -> str:
        """The row in one word, the same for as long as they have this place."""
        ids = (self.seat or 0, self.person or 0, self.instead_of or 0)
        return "-".join((self.capacity, *map(str, ids)))


@dataclass(slots=True)
class Row:
    """One line of the register: who, what is recorded, and what they said they would do."""

    who: Who
    name: str
    place: str
    group: str = ""
    turn: int = 1
    entry: RegisterEntry | None = None
    said: Reply | None = None
    expected: State = NOTHING

    @property
    def key(self) -> str:
        """The row in one word; a further stay has its number behind it."""
        return f"{self.who.key}-{self.turn}"

    @property
    def title(self) -> str:
        """What stands below the name: the seat, or in which capacity; not the name once more."""
        if self.who.instead_of or self.who.capacity == SUBSTITUTE:
            return f"Substitute, {self.group}"
        return "" if self.group == self.name else self.group

    @property
    def is_young(self) -> bool:
        """Whether it is a number of young people, who are not named."""
        return self.who.person is None

    @property
    def state(self) -> State:
        """What is recorded."""
        return settled(state_of(self.entry), young=self.is_young)

    @property
    def shown(self) -> State:
        """What the page shows at first: what is recorded, else what they said they would do."""
        return self.state if self.entry else self.expected

    @property
    def version(self) -> int:
        """The version recorded; 0 where nothing is."""
        return self.entry.version if self.entry else 0

    def again(self) -> "Row":
        """The row of the stay after this one, with nothing recorded."""
        return replace(self, turn=self.turn + 1, entry=None, said=None, expected=NOTHING)

    @property
    def may_be_away(self) -> bool:
        """Whether it has apologies and absence; somebody who stands in is there, or has no row."""
        return self.turn == 1 and self.who.capacity != SUBSTITUTE and not self.who.instead_of


def state_of(entry: RegisterEntry | None) -> State:
    """A row of the register as plain values."""
    if entry is None:
        return NOTHING
    found = State(Mark(entry.mark), entry.heads, entry.arrived_at, entry.left_at)
    return settled(found, young=entry.person_id is None)


@dataclass(slots=True)
class Register:
    """The register of a meeting, and the meeting as it sat."""

    rows: list[Row]
    vacant: list[str]
    sitting: Sitting
    by_key: dict[str, Row] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = {row.key: row for row in self.rows}


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who holds a place of a seat, or is the substitute for it."""

    seat: int
    place: int
    person: int
    name: str
    organisation: str
    stands_in: bool


def register_rows(meeting: Meeting) -> list[Row]:
    """Everybody to be marked: by seat, then those co-opted, then those who attend."""
    return register_of(meeting).rows


def register_of(meeting: Meeting) -> Register:
    """The register with all it needs, in six queries."""
    sitting = sitting_of(meeting)
    replies = list(Reply.objects.filter(meeting=meeting).select_related("substitute"))
    held, guests = _held(meeting), list(_guests(meeting))
    expected = _with_sent([*_of_seats(sitting.seats, held), *_of_guests(guests, held)], replies)
    rows = list(_with_entries(expected, sitting.entries))
    for row in rows:
        _expect(row, replies)
    return Register(rows, _vacant(sitting.seats, held), sitting)


def _held(meeting: Meeting) -> list[Held]:
    """Holders and substitutes on the meeting's day, in one query."""

    def of(model: type[SeatHolder | Substitute], *, stands_in: bool) -> QuerySet:
        on_the_day = model.objects.current(meeting.held_on).filter(seat__body=meeting.body_id)
        return on_the_day.order_by().values_list(
            "seat",
            "place",
            "person",
            "person__name",
            "person__organisation",
            Value(stands_in),
        )

    held, substitutes = of(SeatHolder, stands_in=False), of(Substitute, stands_in=True)
    return [Held(*found) for found in held.union(substitutes)]


def _guests(meeting: Meeting) -> QuerySet:
    """(person, name, organisation, discipline, capacity) of who is co-opted or invited: one query."""
    named = ("person", "person__name", "person__organisation")
    on_the_day = CoOption.objects.current(meeting.held_on).filter(body=meeting.body_id)
    for_an_item = on_the_day.filter(item__meeting=meeting)
    coopted = (on_the_day.filter(item__isnull=True) | for_an_item).order_by()
    invited = Attender.objects.filter(item__meeting=meeting).order_by()
    return coopted.values_list(*named, "discipline", Value(COOPTED)).union(
        invited.values_list(*named, F("person_id") * 0, Value(ATTENDER))
    )


def _of_seats(seats: Iterable[Seat], held: list[Held]) -> Iterator[Row]:
    """A row for each holder of each place, with its substitute below it; one for young people."""
    for seat in seats:
        capacity = ATTENDER if seat.is_attender else MEMBER
        if seat.is_young_people:
            who = Who(capacity, seat=seat.pk)
            yield Row(who, name=seat.title, place="", group=seat.title)
            continue
        here = sorted((each for each in held if each.seat == seat.pk), key=_by_place)
        holders = {each.place: each.person for each in here if not each.stands_in}
        for each in here:
            own = ATTENDER if seat.is_attender else SUBSTITUTE if each.stands_in else MEMBER
            instead_of = holders.get(each.place) if each.stands_in else None
            who = Who(own, seat=seat.pk, person=each.person, instead_of=instead_of)
            yield Row(who, name=each.name, place=each.organisation, group=seat.title)


def _by_place(each: Held) -> tuple[int, bool]:
    return each.place, each.stands_in


def _of_guests(guests: list[tuple], held: list[Held]) -> Iterator[Row]:
    """Those co-opted, then those invited for an item; nobody twice, and no holder again."""
    known = {each.person for each in held if not each.stands_in}
    for capacity in (COOPTED, ATTENDER):
        for person, name, organisation, discipline, own in sorted(guests, key=lambda one: one[1]):
            if own == capacity and person not in known:
                known.add(person)
                who = Who(capacity, person=person, discipline=discipline or None)
                yield Row(who, name=name, place=organisation, group=GROUPS[capacity])


GROUPS = {COOPTED: "Co-opted", ATTENDER: "Attending"}


def _with_sent(rows: Iterable[Row], replies: Iterable[Reply]) -> Iterator[Row]:
    """The rows, and below a holder who cannot come a row for whom they sent, if there is none.

    A nominated substitute has a row of their own; the clerk may have recorded somebody else.
    """
    rows, sent = list(rows), {r.person_id: r for r in replies if r.person_id and r.substitute_id}
    known = {(row.who.seat, row.who.person) for row in rows if row.who.capacity == SUBSTITUTE}
    for row in rows:
        yield row
        reply = sent.get(row.who.person)
        if row.who.capacity != MEMBER or reply is None or not _is_for_seat(reply, row.who.seat):
            continue
        if (row.who.seat, reply.substitute_id) not in known:
            known.add((row.who.seat, reply.substitute_id))
            one = replace(row.who, capacity=SUBSTITUTE, person=reply.substitute_id)
            one = replace(one, instead_of=row.who.person)
            person = reply.substitute
            yield Row(one, name=person.name, place=person.organisation, group=row.group)


def _is_for_seat(reply: Reply, seat: int | None) -> bool:
    """Whether a reply is for this seat of the person; without one it is for each of theirs."""
    return reply.seat_id in {None, seat}


def who_of(entry: RegisterEntry) -> Who:
    """Whose row an entry is."""
    return Who(
        entry.capacity,
        seat=entry.seat_id,
        person=entry.person_id,
        instead_of=entry.instead_of_id,
        discipline=entry.discipline_id,
    )


def _with_entries(expected: Iterable[Row], entries: Iterable[RegisterEntry]) -> Iterator[Row]:
    """The expected rows with their stays, and those who are recorded though nobody expected them."""
    stays: dict[str, list[RegisterEntry]] = {}
    for entry in entries:
        stays.setdefault(who_of(entry).key, []).append(entry)
    for row in expected:
        yield from _turns(row, stays.pop(row.who.key, []))
    for found in stays.values():
        entry = found[0]
        name = entry.person.name if entry.person else entry.seat.title
        group = entry.seat.title if entry.seat else GROUPS.get(entry.capacity, "")
        place = entry.person.organisation if entry.person else ""
        yield from _turns(Row(who_of(entry), name=name, place=place, group=group), found)


def _turns(row: Row, stays: list[RegisterEntry]) -> Iterator[Row]:
    """The row once for each stay, and at least once."""
    row.entry = stays[0] if stays else None
    yield row
    for turn, entry in enumerate(stays[1:], start=2):
        yield replace(row, turn=turn, entry=entry)


def _expect(row: Row, replies: Iterable[Reply]) -> None:
    """What somebody said they would do, or that they come for somebody who cannot."""
    if row.turn > 1:
        return
    own = next((each for each in replies if _is_from(each, row.who)), None)
    if row.who.capacity == SUBSTITUTE or row.who.instead_of:
        _expect_instead(row, own, replies)
    elif own:
        row.said = own
        row.expected = settled(State(SAID[own.answer], own.heads), young=row.is_young)


def _expect_instead(row: Row, own: Reply | None, replies: Iterable[Reply]) -> None:
    """The same of a substitute, as the living quorum has it (boards/invitations/answers.py).

    Who is sent comes as they say themselves, and in the room where they have not said how; the
    substitute of a vacant place comes once they have said so.
    """
    who = row.who
    sent = next((r for r in replies if r.person_id and _sends(r, who)), None)
    said = own or sent if sent or who.instead_of is None else None
    if said is None or (own and own.answer == Reply.Answer.APOLOGIES):
        return
    row.said, row.expected = said, State(SAID[own.answer] if own else Mark.PRESENT)


def _sends(reply: Reply, who: Who) -> bool:
    """Whether it is the holder's reply that sends this person for this seat."""
    is_holder_s = reply.person_id == who.instead_of and _is_for_seat(reply, who.seat)
    return is_holder_s and reply.substitute_id == who.person


def _is_from(reply: Reply, who: Who) -> bool:
    if who.person is None:
        return reply.person_id is None and reply.seat_id == who.seat
    return reply.person_id == who.person


def _vacant(seats: Iterable[Seat], held: list[Held]) -> list[str]:
    """The seats that nobody holds on the day."""
    filled = {each.seat for each in held if not each.stands_in}
    return [seat.title for seat in seats if seat.pk not in filled and not seat.is_young_people]
