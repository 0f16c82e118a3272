"""The people of the demo's bodies over two years: who stood in, took over, left and was co-opted.

Everybody is invented and marked so. At the end there is something of each kind for the clerk to
see to: a seat that has fallen vacant, seats without a substitute, a co-option that has lapsed and
one that ends soon.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from boards.models import Body, Discipline, Seat, SeatHolder
from boards.seats.co_options.services import co_opt
from boards.seats.leaving.services import person_leaves
from boards.seats.listing.services import decide_discipline, set_young_places
from boards.seats.services import name_substitute, seat_person
from councils import clock
from councils.models import Person, User
from councils.writing import store

TOOK_OVER_AFTER = timedelta(days=400)
LEFT_BEFORE = timedelta(weeks=6)
YOUNG_PEOPLE = 2

FIRST_NAMES = ("Asha", "Bryn", "Cleo", "Dara", "Eli", "Fern", "Gita", "Hal", "Ines", "Joss")
LAST_NAMES = ("Keane", "Lamb", "Mirza", "Noble", "Orton", "Pryce", "Quayle", "Rudd", "Singh")


class Names:
    """People nobody has met, one after the other."""

    def __init__(self, seed: str) -> None:
        names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
        random.Random(seed).shuffle(names)  # noqa: S311 - believable, not secret
        self._left = names

    def person(self, body: Body, organisation: str = "The council") -> Person:
        """The next of them, on record in the body's council."""
        return store(
            Person(
                council=body.council,
                name=self._left.pop(),
                organisation=organisation,
                is_invented=True,
            )
        )


def play(bodies: Iterable[Body], *, by: User, start: date, today: date, seed: str) -> None:
    """What became of the people whom the history seated at its start."""
    names = Names(seed)
    for body in bodies:
        _count_young_people(body, by=by, start=start)
        holders = list(_without_sign_in(body))
        _name_substitutes(holders, names, by=by, start=start)
        if len(holders) > 1:
            _take_over(holders[0], names, by=by, on=start + TOOK_OVER_AFTER)
            _leave(holders[-1], by=by, last_day=today - LEFT_BEFORE)
        _co_opt(body, names, by=by, today=today)


def _without_sign_in(body: Body) -> Iterable[SeatHolder]:
    """Who holds a seat and is nobody one can be in the demo."""
    holders = SeatHolder.objects.filter(seat__body=body, person__user__isnull=True)
    return holders.select_related("seat", "person").order_by("seat__position")


def _count_young_people(body: Body, *, by: User, start: date) -> None:
    with clock.set_to(start):
        for seat in body.seats.filter(is_young_people=True, same_as__isnull=True):
            set_young_places(by=by, seat=seat, number=YOUNG_PEOPLE, starts_on=start)


def _name_substitutes(holders: list[SeatHolder], names: Names, *, by: User, start: date) -> None:
    """For two seats of three, where there is none yet."""
    with clock.set_to(start):
        for number, holder in enumerate(holders):
            if number % 3 and not holder.seat.substitutes.exists():
                somebody = names.person(holder.seat.body, holder.person.organisation)
                name_substitute(
                    by=by,
                    seat=holder.seat,
                    person=somebody,
                    starts_on=start,
                    place=holder.place,
                )


def _take_over(holder: SeatHolder, names: Names, *, by: User, on: date) -> None:
    """Somebody new in the first seat; and the clerk says what it stands for."""
    with clock.set_to(on):
        seat: Seat = holder.seat
        somebody = names.person(seat.body, holder.person.organisation)
        seat_person(by=by, seat=seat, person=somebody, starts_on=on, instead_of=holder)
        if seat.assumed_discipline:
            decide_discipline(by=by, seat=seat, discipline=seat.assumed_discipline)


def _leave(holder: SeatHolder, *, by: User, last_day: date) -> None:
    with clock.set_to(last_day):
        person_leaves(by=by, person=holder.person, last_day=last_day)


def _co_opt(body: Body, names: Names, *, by: User, today: date) -> None:
    """One who was co-opted for a year, which is over; and one whose time ends soon."""
    discipline = Discipline.objects.of(body.council).order_by("key").first()
    for ends_on, reason in (
        (today - timedelta(days=20), "Knows how schools welcome somebody who comes mid-year."),
        (today + timedelta(days=20), "Works with young people who seek asylum."),
    ):
        starts_on = ends_on - timedelta(days=365)
        with clock.set_to(starts_on):
            co_opt(
                by=by,
                body=body,
                person=names.person(body, "A charity"),
                reason=reason,
                starts_on=starts_on,
                ends_on=ends_on,
                discipline=discipline,
            )
