"""How it is recorded that a duty was done, and what members did between meetings."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.models import Body, Duty, DutyDone, Engagement
from boards.oversight.owing import saying
from boards.oversight.owing.queries import calendar_of, kept
from boards.queries import year_of
from councils import clock
from councils.models import Person, User
from councils.writing import Gone, lock, store

# Duties --------------------------------------------------------------------------------------------


@transaction.atomic
def record_done(
    *, by: User, duty: Duty, due_on: date | None, done_on: date, words: str
) -> DutyDone:
    """Record that a duty was done; `due_on` is the line of the calendar, None for one without.

    Raises:
        ValidationError: names the field that is wrong, or says that it is recorded already.
    """
    duty = lock(duty)
    if done_on > clock.today():
        raise ValidationError({"done_on": saying.NOT_YET_DONE})
    if due_on not in _owed(duty, due_on or done_on):
        raise ValidationError(saying.NOT_OWED)
    done = {"due_on": due_on or done_on, "done_on": done_on, "words": words}
    if same := duty.times_done.filter(**done).first():
        return same  # the same form sent twice
    return store(
        DutyDone(council=duty.council, duty=duty, recorded_at=clock.now(), recorded_by=by, **done)
    )


def _owed(duty: Duty, day: date) -> set[date | None]:
    """The days on which the duty is owed in the year of a day; None is a line without one."""
    year = year_of(duty.council, day)
    return {
        owed.row.due_on for owed in calendar_of(kept(Duty.objects.filter(pk=duty.pk), year), year)
    }


@transaction.atomic
def undo_done(*, by: User, duty: Duty, due_on: date) -> None:
    """Take back that a duty was done; taking it back twice changes nothing."""
    done = lock(duty).times_done.filter(due_on=due_on).first()
    if done:
        done._history_user = by
        done.delete()


# The engagement log --------------------------------------------------------------------------------


@transaction.atomic
def log_engagement(
    *,
    by: User,
    body: Body,
    kind: str,
    held_on: date,
    words: str,
    people: Iterable[Person] = (),
    number: int | None = None,
) -> list[Engagement]:
    """Log a visit, an activity day, training or a sign-up: a row for each person, one for the count.

    What is in the log already stays as it is.

    Raises:
        ValidationError: names the field that is wrong: a day to come, nobody named or counted.
    """
    lock(body)  # two clicks at once wait for each other
    people = list(people)
    _refuse_engagement(kind, held_on, people, number)
    who: list[tuple[Person | None, int | None]] = [(person, None) for person in people]
    if number is not None:
        who.append((None, number))
    what = {"body": body, "kind": kind, "held_on": held_on, "words": words}
    return [_logged(by, person=person, number=count, **what) for person, count in who]


def _refuse_engagement(kind: str, held_on: date, people: list[Person], number: int | None) -> None:
    if held_on > clock.today():
        raise ValidationError({"held_on": saying.NOT_YET_HELD})
    if kind == Engagement.Kind.SIGN_UP and number is None:
        raise ValidationError({"number": saying.SIGNED_UP})
    if not people and number is None:
        raise ValidationError({"number": saying.SOMEBODY})


def _logged(by: User, **what: object) -> Engagement:
    body = what["body"]
    return Engagement.objects.filter(**what).first() or store(
        Engagement(council=body.council, recorded_at=clock.now(), recorded_by=by, **what)
    )


@transaction.atomic
def change_engagement(
    *,
    by: User,
    entry: Engagement,
    version: int,
    kind: str,
    held_on: date,
    words: str,
    person: Person | None,
    number: int | None,
) -> Engagement:
    """Correct a line of the log.

    Raises:
        Conflict: somebody else changed it after the clerk opened it.
        ValidationError: names the field that is wrong.
    """
    entry = lock(entry, version=version)
    _refuse_engagement(kind, held_on, [person] if person else [], number)
    entry.kind, entry.held_on, entry.words = kind, held_on, words
    entry.person, entry.number = person, number
    entry._history_user = by
    return store(entry)


@transaction.atomic
def remove_engagement(*, by: User, entry: Engagement) -> None:
    """Take a line out of the log; its history stays. Twice is once."""
    with suppress(Gone):
        entry = lock(entry)
        entry._history_user = by
        entry.delete()
