"""What time it is: the only module that asks the computer's clock.

Services and views take the time from here, so that tests and the demo history can move it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone

_set_to: list[datetime] = []


def now() -> datetime:
    """The present moment, aware."""
    return _set_to[-1] if _set_to else timezone.now()


def unmoved() -> datetime:
    """The computer's own moment, aware: for what Django itself writes by it, the end of a session."""
    return timezone.now()


def today() -> date:
    """Today's date in the council's time zone."""
    return timezone.localdate(now())


def moment(day: date, at: time = time(12)) -> datetime:
    """An aware moment on that day, noon unless told."""
    return timezone.make_aware(datetime.combine(day, at))


@contextmanager
def set_to(when: datetime | date) -> Iterator[None]:
    """Hold the clock at a moment (noon, where only a day is given), for tests and demo history."""
    _set_to.append(when if isinstance(when, datetime) else moment(when))
    try:
        yield
    finally:
        _set_to.pop()


def local(when: datetime) -> datetime:
    """A moment in the council's own time."""
    return timezone.localtime(when)
