"""Somebody leaves: seats, standing in and co-options end on one day, in every body of the council."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from boards.models import Attender, CoOption, Seat, SeatHolder, Substitute
from boards.seats.holding import ONE_DAY
from boards.seats.queries import all_of
from boards.seats.services import write
from councils.models import Person, User
from councils.writing import lock


@dataclass(frozen=True, slots=True)
class Left:
    """What came of somebody leaving: how much ended, and the seats that nobody holds afterwards."""

    person: Person
    last_day: date
    ended: int
    vacant: tuple[Seat, ...]


@transaction.atomic
def person_leaves(*, by: User, person: Person, last_day: date) -> Left:
    """End all that somebody holds on their last day; what was to begin later does not begin.

    What has ended before stays as it is, so that leaving twice changes nothing.
    """
    held = all_of(lock(person))
    sat_in = [row for row in held.holdings if row.starts_on <= last_day]
    seats = [row.seat for row in sat_in if _goes_on(row, last_day)]
    ended = sum(_end(row, last_day, by=by) for row in (*held.holdings, *held.substitutes))
    ended += sum(_end_co_option(row, last_day, by=by) for row in held.co_options)
    later = [row for row in held.attends if row.item.meeting.held_on > last_day]
    ended += sum(_take_out(row, by=by) for row in later)
    return Left(person, last_day, ended, _vacant(seats, last_day + ONE_DAY))


def _goes_on(row: SeatHolder | Substitute | CoOption, last_day: date) -> bool:
    return row.ends_on is None or row.ends_on > last_day


def _end(row: SeatHolder | Substitute | CoOption, last_day: date, *, by: User) -> bool:
    """End a row on the last day, or take it out where it was to begin later; whether it did."""
    row = lock(row)
    if not _goes_on(row, last_day):
        return False
    if row.starts_on > last_day:
        return _take_out(row, by=by)
    row.ends_on = last_day
    return bool(write(row, by=by))


def _end_co_option(row: CoOption, last_day: date, *, by: User) -> bool:
    """The same for a co-option, which is then settled; one for an item still to come is taken out."""
    if row.item:
        return row.item.meeting.held_on > last_day and _take_out(row, by=by)
    if row.starts_on > last_day:
        return _take_out(row, by=by)
    if row.is_settled and not _goes_on(row, last_day):
        return False
    row = lock(row)
    row.ends_on, row.is_settled = min(row.ends_on or last_day, last_day), True
    return bool(write(row, by=by))


def _take_out(row: SeatHolder | Substitute | CoOption | Attender, *, by: User) -> bool:
    row._history_user = by
    row.delete()
    return True


def _vacant(seats: Iterable[Seat], day: date) -> tuple[Seat, ...]:
    """Of these seats, those nobody holds on a day."""
    return tuple(seat for seat in seats if not seat.holders.current(day).exists())
