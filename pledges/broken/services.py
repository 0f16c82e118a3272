"""How a promise is said to be broken, answered for, and closed with two keys."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from councils import clock
from councils.models import Council, User
from councils.queries import calendar_of
from councils.writing import Refused, lock, store
from pledges.accountability import (
    NOTHING_TURNED,
    TURNED_ALREADY,
    TWO_PEOPLE,
    Act,
    Kind,
    State,
    Step,
    Whose,
    state_of,
    why_not,
    why_not_report,
    why_not_steps,
)
from pledges.broken.queries import (
    key_of,
    kind_of,
    lines_of,
    open_lines,
    opened_on,
    responsible_on,
    steps_set,
    told,
)
from pledges.keeping.queries import is_in_force
from pledges.models import (
    Breach,
    BreachAnswer,
    BreachKey,
    LineSteps,
    Promise,
    Provider,
    Statement,
)
from pledges.ownership import ONE_OF_TWO

NO_KEY = "This key is not yours to turn."
SECOND_PERSON = "You said it yourself. A second person reads it before everybody may."
NOT_PROMISED_BY_THEM = "This is the council’s own promise: no provider made it."
NOT_BACKWARDS = "Choose today or a day after it: lines that are open keep their steps."


@transaction.atomic
def report_broken(
    *,
    by: User,
    words: str,
    submission: UUID,
    promise: Promise | None = None,
    statement: Statement | None = None,
    provider: Provider | None = None,
) -> Breach:
    """Say that a promise is broken; its line begins today. The same form sent twice is one.

    Raises:
        Refused: a line about it is open already (about a provider's: with this provider), or it is
            no promise of today.
        ValidationError: no words; a statement that is not made to young people; a provider where
            the council promised.
    """
    if (promise is None) == (statement is None):
        raise ValidationError({NON_FIELD_ERRORS: ONE_OF_TWO})
    of = lock(promise or statement)  # two clicks at once wait for each other
    if same := Breach.objects.filter(submission=submission, said_by=by).first():
        return same
    kind = kind_of(of)
    if provider is not None and kind is Kind.COUNCIL:
        raise ValidationError({"provider": NOT_PROMISED_BY_THEM})
    if refused := why_no_line(of, provider):
        raise Refused(refused)
    today = clock.today()
    breach = Breach(council=of.council, promise=promise, statement=statement, provider=provider)
    breach.words, breach.said_at, breach.said_by = words.strip(), clock.now(), by
    breach.steps = steps_set(of.council, kind, today)
    breach.first_role = responsible_on(of, today) if kind is Kind.COUNCIL else ""
    breach.submission = submission
    return store(breach)


def why_no_line(of: Promise | Statement, provider: Provider | None = None) -> str:
    """Why nobody can say now that this is broken, in words; empty where somebody can."""
    already = open_lines(of.breach_set.filter(provider=provider)).first()
    since = opened_on(already) if already else None
    return why_not_report(in_force=is_in_force(of), open_since=since)


@transaction.atomic
def release(*, by: User, breach: Breach, words: str, version: int) -> Breach:
    """Let everybody read the words, as a second person has read them and perhaps put them.

    The words before are gone: where they named somebody, nothing of that is kept.

    Raises:
        Conflict: somebody else changed them after the person opened them.
        Refused: the person said it themselves.
        ValidationError: no words are left.
    """
    now = lock(breach)
    if now.released_at and now.released_by_id == by.pk and now.words == words.strip():
        return now  # the same form sent twice
    breach = lock(breach, version=version)
    if breach.said_by_id == by.pk:
        raise Refused(SECOND_PERSON)
    breach.words = words.strip()
    breach.released_at, breach.released_by = clock.now(), by
    return store(breach)


@transaction.atomic
def answer(*, by: User, breach: Breach, words: str, submission: UUID) -> BreachAnswer:
    """Say what was done about a broken promise; it closes nothing. The same form twice is one.

    Raises:
        Refused: it is closed.
        ValidationError: nothing is said.
    """
    breach = lock(breach)
    if same := breach.answers.filter(submission=submission, answered_by=by).first():
        return same
    _refuse(breach, Act.ANSWER)
    line = told(lines_of(breach.of).get(pk=breach.pk), clock.today(), calendar_of(breach.council))
    return store(
        BreachAnswer(
            council=breach.council,
            breach=breach,
            words=words.strip(),
            for_role=line.standing.now.role,
            answered_at=clock.now(),
            answered_by=by,
            submission=submission,
        )
    )


@transaction.atomic
def turn_key(*, by: User, breach: Breach, whose: Whose, words: str) -> BreachKey:
    """Turn one of the two keys, with a sentence; the second one closes the line.

    Raises:
        Refused: it is not the person's key, it is turned, the person turned the other one, or
            nobody has answered yet.
        ValidationError: no sentence.
    """
    breach = lock(breach)  # the two keys may come at the same moment
    turned = {each.whose: each for each in breach.keys.filter(taken_back_at__isnull=True)}
    mine, other = turned.get(whose), turned.get(whose.other)
    if mine and mine.turned_by_id == by.pk and mine.words == words.strip():
        return mine  # the same form sent twice
    if key_of(by, breach.council) is not whose:
        raise Refused(NO_KEY)
    if mine:
        raise Refused(TURNED_ALREADY)
    if other and other.turned_by_id == by.pk:
        raise Refused(TWO_PEOPLE)
    _refuse(breach, Act.TURN)
    key = BreachKey(council=breach.council, breach=breach, whose=whose.value, words=words.strip())
    key.turned_at, key.turned_by = clock.now(), by
    return store(key)


@transaction.atomic
def take_back_key(*, by: User, breach: Breach, whose: Whose) -> BreachKey | None:
    """Take a key back before the other one is turned; None where it was taken back already.

    Raises:
        Refused: it is not the person's key, it is not turned, or both are and the line is closed.
    """
    breach = lock(breach)
    if key_of(by, breach.council) is not whose:
        raise Refused(NO_KEY)
    keys = breach.keys.filter(whose=whose)
    key = keys.filter(taken_back_at__isnull=True).first()
    if key is None and keys.exists():
        return None  # the same button pressed twice
    _refuse(breach, Act.TAKE_BACK)
    if key is None:
        raise Refused(NOTHING_TURNED)
    key.taken_back_at, key.taken_back_by = clock.now(), by
    return store(key)


def state_now(breach: Breach) -> State:
    """The state of a line, as the database has it."""
    keys = breach.keys.filter(taken_back_at__isnull=True).count()
    return state_of(answers=breach.answers.count(), keys=keys)


def _refuse(breach: Breach, act: Act) -> None:
    if refused := why_not(state_now(breach), act):
        raise Refused(refused)


@transaction.atomic
def set_steps(
    *, by: User, council: Council, kind: Kind, steps: Sequence[Step], in_force_from: date
) -> LineSteps:
    """Set by which steps the lines go that are opened from a day on. The same again changes nothing.

    Raises:
        ValidationError: names what is wrong: a day before today, a step without a role or a limit.
    """
    lock(council)
    if in_force_from < clock.today():
        raise ValidationError({"in_force_from": NOT_BACKWARDS})
    steps = tuple(Step(" ".join(each.role.split()), each.limit) for each in steps)
    if refused := why_not_steps(steps):
        raise ValidationError({NON_FIELD_ERRORS: refused})
    now = steps_set(council, kind, in_force_from)
    if now is not None and now.steps == steps:
        return now
    return store(
        LineSteps(
            council=council,
            kind=kind.value,
            in_force_from=in_force_from,
            roles=[each.role for each in steps],
            limits=[each.limit for each in steps],
            set_at=clock.now(),
            set_by=by,
        )
    )
