"""How the council says whether a promise is kept."""

from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from councils import clock
from councils.models import User
from councils.writing import Conflict, lock, store
from pledges.models import Promise, Rating, Statement
from pledges.ownership import ONE_OF_TWO

WHY_AGAIN = "It was rated before: say what has changed since, or what was wrong."


@transaction.atomic
def rate(
    *,
    by: User,
    answer: str,
    evidence: str,
    submission: UUID,
    reason: str = "",
    seen: int | None = None,
    promise: Promise | None = None,
    statement: Statement | None = None,
) -> Rating:
    """Say whether a promise is kept, and what shows it; sending the same form twice says it once.

    Nothing is overwritten: the rating before it stays, and the new one says why it differs. `seen`
    is the number of the rating the person had before them, 0 where there was none.

    Raises:
        Conflict: somebody else rated it meanwhile; `current` is their rating.
        ValidationError: names what is wrong: no evidence, no reason for another rating, a statement
            that is not made to young people.
    """
    if (promise is None) == (statement is None):
        raise ValidationError({NON_FIELD_ERRORS: ONE_OF_TWO})
    of = lock(promise or statement)  # two clicks at once wait for each other
    if same := Rating.objects.filter(submission=submission, rated_by=by).first():
        return same
    last = of.rating_set.order_by("-rated_at", "-pk").first()
    if seen is not None and last is not None and last.pk != seen:
        raise Conflict(last)
    if last is not None and not reason.strip():
        raise ValidationError({"reason": WHY_AGAIN})
    return store(
        Rating(
            council=of.council,
            promise=promise,
            statement=statement,
            answer=answer,
            evidence=evidence.strip(),
            reason=reason.strip() if last else "",
            rated_at=clock.now(),
            rated_by=by,
            submission=submission,
        )
    )
