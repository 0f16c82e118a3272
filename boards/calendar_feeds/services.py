"""How a person makes the address of their own calendar, puts a new one in its place, or ends it."""

from django.db import transaction

from boards.calendar_feeds.addresses import digest_of
from boards.models import CalendarFeed
from councils import clock
from councils.models import User
from councils.writing import Refused, store

MEANWHILE = (
    "Your calendar’s address was changed in another window meanwhile. Make a new one if you do not "
    "have it."
)


@transaction.atomic
def make_feed(*, by: User, secret: str, instead_of: int | None = None) -> CalendarFeed:
    """Let this secret be the address of a person's calendar; any earlier one ends.

    `instead_of` is the number of the address they saw, or None where they saw none. Sending the
    same form twice makes one.

    Raises:
        Refused: another address was made, or ended, since they opened the page.
    """
    by = _locked(by)
    current, digest = CalendarFeed.objects.filter(user=by).first(), digest_of(secret)
    if current and current.digest == digest:
        return current
    if (current.pk if current else None) != instead_of:
        raise Refused(MEANWHILE)
    if current:
        current.delete()
    return store(CalendarFeed(user=by, digest=digest, made_at=clock.now()))


@transaction.atomic
def end_feed(*, by: User, feed: int) -> None:
    """Switch a person's calendar off: its address opens nothing any more. Twice is once.

    `feed` is the number of the address they saw; one made meanwhile in another window stays.
    """
    by = _locked(by)
    if current := CalendarFeed.objects.filter(user=by, pk=feed).first():
        current.delete()


def _locked(user: User) -> User:
    """The person's own row: two of their windows at once wait for each other."""
    return User.objects.select_for_update().get(pk=user.pk)
