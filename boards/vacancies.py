"""R14: what a clerk should know about the seats: empty ones, co-options, seats without substitutes.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 3.1 (the list of seats,
in which the mental health service stands twice), 4.2 (co-option for a time or an item) and 6.1
(a nominated representative, so that attendance is 100 % overall). Alerts refuse nothing. A seat of
young people is never told to name a substitute: the forum sends whom it chooses.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from boards.attendance import Holding
from councils.working_days import Unit, day_in_words

#: A co-option that ends is told of a month ahead, unless the caller says otherwise.
SOON_DAYS = 31
ONE_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What an alert is about."""

    VACANT = "vacant"
    LISTED_TWICE = "listed_twice"
    NO_SUBSTITUTE = "no_substitute"
    CO_OPTION_LAPSED = "co_option_lapsed"
    CO_OPTION_ENDS = "co_option_ends"


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: who has held it, whether a substitute is named, and the seat it repeats, if any.

    `since` is the first day the seat is known to exist. `same_as` is the title of the seat that
    the source lists twice.
    """

    key: Hashable
    title: str
    since: date | None = None
    holdings: tuple[Holding, ...] = ()
    has_substitute: bool = False
    young_people: bool = False
    attender: bool = False
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class CoOption:
    """Somebody co-opted for a period, both days included; for an item only, there is no end.

    `settled` is that somebody has said it is over.
    """

    key: Hashable
    person: Hashable
    name: str
    starts_on: date
    ends_on: date | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to know: what about, of which seat or co-option, and the sentence."""

    kind: Kind
    key: Hashable
    words: str


def seat_alerts(
    seats: Iterable[Seat], today: date, *, representative_expected: bool
) -> tuple[Alert, ...]:
    """The alerts about a body's seats, in the order of the seats.

    `representative_expected` is that the body's rules expect a nominated representative (R5).
    """
    return tuple(
        alert for seat in seats for alert in _of_seat(seat, today, expected=representative_expected)
    )


def _of_seat(seat: Seat, today: date, *, expected: bool) -> Iterator[Alert]:
    if seat.same_as:
        words = f"“{seat.title}” is listed twice: it is the same seat as “{seat.same_as}”."
        yield Alert(Kind.LISTED_TWICE, seat.key, words)
        return
    if seat.attender:
        return
    if not any(holding.covers(today) for holding in seat.holdings):
        yield Alert(Kind.VACANT, seat.key, vacant_words(seat, today))
    elif expected and not seat.has_substitute and not seat.young_people:
        words = f"“{seat.title}” has no substitute named, and the rules expect one."
        yield Alert(Kind.NO_SUBSTITUTE, seat.key, words)


def vacant_words(seat: Seat, today: date) -> str:
    """Since when nobody holds a seat, and from when somebody will, if that is known."""
    next_on = min(
        (each.starts_on for each in seat.holdings if each.starts_on > today), default=None
    )
    then = f" It will be filled on {day_in_words(next_on)}." if next_on else ""
    since = vacant_since(seat, today)
    if since is None:
        return f"“{seat.title}” is vacant: nobody has ever been recorded in it.{then}"
    days = Unit.DAYS.counted((today - since).days + 1)
    return f"“{seat.title}” has been vacant since {day_in_words(since)} ({days}).{then}"


def vacant_since(seat: Seat, today: date) -> date | None:
    """The first day of the vacancy; None where nobody ever held it and its start is not known."""
    ended = [
        each.ends_on + ONE_DAY for each in seat.holdings if each.ends_on and each.ends_on < today
    ]
    if ended:
        return max(ended)
    return seat.since if seat.since and seat.since <= today else None


def co_option_alerts(
    co_options: Sequence[CoOption], today: date, *, soon_days: int = SOON_DAYS
) -> tuple[Alert, ...]:
    """The alerts about co-options that have lapsed, or end within so many days."""
    found = (_of_co_option(each, co_options, today, soon_days) for each in co_options)
    return tuple(alert for alert in found if alert)


def _of_co_option(
    one: CoOption, every: Sequence[CoOption], today: date, soon_days: int
) -> Alert | None:
    """Nothing for one that is settled, has no end, is still to begin, or was renewed."""
    end = one.ends_on
    if end is None or one.settled or one.starts_on > today or _renewed(one, every):
        return None
    if end < today:
        words = (
            f"The co-option of {one.name} lapsed on {day_in_words(end)}. Renew it, or record that "
            "it is over."
        )
        return Alert(Kind.CO_OPTION_LAPSED, one.key, words)
    left = (end - today).days
    if left > soon_days:
        return None
    when = f"in {Unit.DAYS.counted(left)}, on" if left else "today,"
    words = f"The co-option of {one.name} ends {when} {day_in_words(end)}."
    return Alert(Kind.CO_OPTION_ENDS, one.key, words)


def _renewed(one: CoOption, every: Iterable[CoOption]) -> bool:
    """Whether the same person has a later co-option."""
    return any(other.person == one.person and other.starts_on > one.starts_on for other in every)
