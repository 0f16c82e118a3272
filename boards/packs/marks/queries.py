"""Who has opened the papers of a meeting: adults by name, young people by number."""

from collections.abc import Iterator
from dataclasses import dataclass

from boards.models import Edition, Meeting, Opened, SeatHolder
from boards.seats.queries import SeatPlaces, co_options, places
from councils import clock
from councils.models import Person

OPENED, EARLIER, NOT_YET = "Opened", "Opened an earlier edition", "Not yet"
NO_SIGN_IN = "No sign-in"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets the members' papers, what they are there for, and whether they opened them."""

    name: str
    place: str
    state: str


@dataclass(frozen=True, slots=True)
class Young:
    """The young people in a seat: how many they are, where somebody has said, and how many opened."""

    place: str
    number: int | None
    opened: int


@dataclass(frozen=True, slots=True)
class WhoOpened:
    """Everybody who gets the members' papers of a meeting; `edition` is the newest, or None."""

    edition: Edition | None
    readers: tuple[Reader, ...]
    young: tuple[Young, ...]

    @property
    def opened(self) -> int:
        """How many adults have opened the newest edition."""
        return sum(reader.state == OPENED for reader in self.readers)

    @property
    def signing_in(self) -> int:
        """How many adults could open it: those who sign in."""
        return sum(reader.state != NO_SIGN_IN for reader in self.readers)


def who_opened(meeting: Meeting) -> WhoOpened:
    """For the clerk: opened or not, and nothing more; seven queries."""
    editions = meeting.editions.filter(kind=Edition.Kind.MEMBERS).order_by("-number")
    newest = editions.defer("content").first()
    rows = Opened.objects.filter(edition__meeting=meeting).values_list("user_id", "edition_id")
    seen: dict[int, set[int]] = {}
    for user, edition in rows:
        seen.setdefault(user, set()).add(edition)
    seats = places(meeting.body, clock.today())
    return WhoOpened(
        edition=newest,
        readers=tuple(_readers(meeting, seats, newest, seen)),
        young=tuple(_young(meeting, seats, newest, seen)),
    )


def _readers(
    meeting: Meeting, seats: list[SeatPlaces], newest: Edition | None, seen: dict[int, set[int]]
) -> Iterator[Reader]:
    """Who holds a seat or stands in, then who is co-opted; nobody twice."""
    named: set[int] = set()
    for person, place in [*_seated(seats), *_co_opted(meeting)]:
        if person.pk not in named:
            named.add(person.pk)
            yield Reader(str(person), place, _state(person, newest, seen))


def _seated(seats: list[SeatPlaces]) -> Iterator[tuple[Person, str]]:
    for each in seats:
        for place in each.places:
            if place.person:
                yield place.person, each.seat.title
            if place.stand_in:
                yield place.stand_in, f"{each.seat.title}, substitute"


def _co_opted(meeting: Meeting) -> Iterator[tuple[Person, str]]:
    """For the period, or for an item of this meeting."""
    for row in co_options(meeting.body, clock.today(), to_come=True):
        if row.item is None or row.item.meeting_id == meeting.pk:
            yield row.person, "Co-opted"


def _state(person: Person, newest: Edition | None, seen: dict[int, set[int]]) -> str:
    if person.user_id is None:
        return NO_SIGN_IN
    editions = seen.get(person.user_id, set())
    if newest and newest.pk in editions:
        return OPENED
    return EARLIER if editions else NOT_YET


def _young(
    meeting: Meeting, seats: list[SeatPlaces], newest: Edition | None, seen: dict[int, set[int]]
) -> Iterator[Young]:
    """Their seats, with numbers alone."""
    holders = SeatHolder.objects.current(clock.today()).filter(
        seat__body=meeting.body, seat__is_young_people=True
    )
    opened: dict[int, int] = {}
    for seat, user in holders.values_list("seat_id", "person__user_id").distinct():
        opened[seat] = opened.get(seat, 0) + bool(newest and newest.pk in seen.get(user, ()))
    for each in seats:
        if each.seat.is_young_people:
            yield Young(each.seat.title, each.young, opened.get(each.seat.pk, 0))
