"""How officers' decisions about promises are written: who is responsible, from when to when."""

from datetime import date, timedelta

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from councils.models import User
from councils.writing import lock, store
from pledges.models import Owner, Promise, Statement
from pledges.ownership import ONE_OF_TWO, Change, Held, Step, in_one_line, succession


def _last(of: Promise | Statement) -> Owner | None:
    return of.owners.order_by("starts_on").last()


def _change(last: Owner | None, role: str, from_day: date) -> Change:
    held = Held(last.role, last.starts_on, last.ends_on) if last else None
    return succession(held, role, from_day)


def why_not_owner(*, of: Promise | Statement, role: str, from_day: date) -> str:
    """Why a role cannot be named from a day on, in words; empty where it can."""
    return _change(_last(of), in_one_line(role), from_day).refused


@transaction.atomic
def set_owner(
    *,
    by: User,
    role: str,
    from_day: date,
    promise: Promise | None = None,
    statement: Statement | None = None,
) -> Owner:
    """Name the role that is responsible for a promise, or for a statement made to young people.

    Whoever was named before is so until the day before. Naming the same role again changes
    nothing; on the first day of the last one, the words are replaced.

    Raises:
        ValidationError: names what is wrong: a name for a role, a day before the last one's first,
            a statement that is not made to young people, or not one thing to be responsible for.
    """
    if (promise is None) == (statement is None):
        raise ValidationError({NON_FIELD_ERRORS: ONE_OF_TWO})
    of = lock(promise or statement)  # two clicks at once wait for each other
    last, role = _last(of), in_one_line(role)
    change = _change(last, role, from_day)
    if change.refused:
        raise ValidationError({"starts_on": change.refused})
    if change.step in {Step.STAYS, Step.REPLACES}:
        return _write(last, by=by, role=role, ends_on=None)
    if change.step is Step.FOLLOWS:
        _write(last, by=by, ends_on=from_day - timedelta(days=1))
    new = Owner(council=of.council, promise=promise, statement=statement, starts_on=from_day)
    return _write(new, by=by, role=role)


@transaction.atomic
def end_owner(*, by: User, owner: Owner, last_day: date | None) -> Owner:
    """Say up to which day a role is responsible; None takes an end back.

    Raises:
        ValidationError: the day is before its first, or another role is named by then.
    """
    lock(owner.of)
    return _write(lock(owner), by=by, ends_on=last_day)


def _write(owner: Owner, *, by: User, **fields: object) -> Owner:
    """Store what is different; where nothing is, nothing is written."""
    if owner.pk and all(getattr(owner, name) == value for name, value in fields.items()):
        return owner
    for name, value in fields.items():
        setattr(owner, name, value)
    owner._history_user = by
    return store(owner)
