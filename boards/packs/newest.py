"""The newest edition of a meeting's papers with all that a reader's page needs of it: one query.

Each query costs a third of a millisecond before it is read, and an item of a long pack is to be there
at once. The edition's whole content is not read.
"""

from datetime import date

from django.db.models import QuerySet

from boards.models import Edition
from boards.packs.contents import rows_of, with_items, with_own
from boards.seats.sitting.queries import WAYS, ways_of, with_ways
from councils import clock
from councils.models import Council, User
from councils.prepared import PreparedByKey


def newest(
    user: User, council: Council, meeting: int, kind: str, *, number: str | None = None
) -> Edition | None:
    """The edition with its meeting; None where nothing of that kind is published.

    `ways` has the ways in which the person sits at the meeting, of members' papers; None of others.
    With `number`, `rows` has the items, that of the number open; of members' papers with the marks
    and notes of this person.
    """
    own, opens = kind == Edition.Kind.MEMBERS, number is not None
    values = {"council": council.pk, "meeting": meeting, "kind": kind}
    values |= {"user": user.pk, "day": clock.today()} if own else {}
    values |= {"number": number} if opens else {}
    edition = next(iter(_EDITIONS[own, opens](**values)), None)
    if edition:
        edition.ways = ways_of([getattr(edition, way) for way in WAYS]) if own else None
        edition.rows = rows_of(edition, number) if opens else []
    return edition


def _build(
    *,
    council: int,
    meeting: int,
    kind: str,
    user: int | None = None,
    day: date | None = None,
    number: str | None = None,
) -> QuerySet[Edition]:
    editions = Edition.objects.filter(council=council, meeting=meeting, kind=kind)
    editions = editions.select_related("meeting__body", "meeting__theme").defer("content")
    if user is not None:
        editions = editions.annotate(**with_ways(user, day, meeting="meeting"))
    if number is not None:
        editions = editions.annotate(**with_items(number))
    if user is not None and number is not None:
        editions = editions.annotate(**with_own(user, number))
    return editions.order_by("-number")[:1]


_WHICH = {"council": int, "meeting": int, "kind": str}
_WHO = {"user": int, "day": date}
_EDITIONS = {
    (own, opens): PreparedByKey(
        _build, **_WHICH, **(_WHO if own else {}), **({"number": str} if opens else {})
    )
    for own in (False, True)
    for opens in (False, True)
}
