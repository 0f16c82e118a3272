"""How a pack is published: compiled for each kind of reader, all or nothing, once."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from boards.models import Edition, EditionItem, Meeting
from boards.packs.blocks import Item, Pack, canonical, sha256
from boards.packs.compile import Compiler
from boards.packs.readable import as_read
from boards.packs.tasks import announce
from boards.queries import agenda_check, agenda_of, hears_a_forum
from boards.register.issues.services import record_issues
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store


def why_not_publish(meeting: Meeting) -> str:
    """Why the pack cannot be published now, in words; empty where it can."""
    return " ".join(agenda_check(meeting, agenda_of(meeting)).refusals)


@transaction.atomic
def publish_pack(*, by: User, meeting: Meeting) -> list[Edition]:
    """Publish the meeting's pack: a new edition for each kind of reader whose papers changed.

    Publishing what is published already, or twice at once, makes nothing new.

    Raises:
        Refused: says what the agenda lacks.
    """
    meeting = lock(meeting)  # publishers at the same time wait here, and find it done
    refused = why_not_publish(meeting)
    if refused:
        raise Refused(refused)
    kinds = [Edition.Kind.MEMBERS, Edition.Kind.PUBLIC]
    if hears_a_forum(meeting.body):
        kinds.insert(1, Edition.Kind.FORUM)
    day = meeting.held_on  # the ages of figures are told for it, so that a day gone by is no change
    record_issues(by=by, meeting=meeting)  # what the pack shows, and the next one may open with
    packs = [Compiler(meeting, kind, today=day).pack() for kind in kinds]
    made = [edition for pack in packs if (edition := _new_edition(meeting, pack, by))]
    for edition in made:
        announce.enqueue(edition.pk)  # with the editions or not at all; the worker sends it
    return made


def _new_edition(meeting: Meeting, pack: Pack, by: User) -> Edition | None:
    content = pack.canonical()
    latest = meeting.editions.filter(kind=pack.kind).order_by("-number").first()
    if latest and latest.sha256 == sha256(content):
        return None
    return store_edition(meeting, plain=pack.plain(), items=pack.items, after=latest, by=by)


def store_edition(
    meeting: Meeting,
    *,
    plain: Mapping[str, object],
    items: Iterable[Item],
    after: Edition | None,
    by: User,
) -> Edition:
    """Store a pack as the next edition of its kind, with each of its items rendered."""
    content = canonical(plain)
    edition = store(
        Edition(
            council=meeting.council,
            meeting=meeting,
            kind=plain["kind"],
            number=after.number + 1 if after else 1,
            schema=plain["schema"],
            content=content,
            sha256=sha256(content),
            published_at=clock.now(),
            published_by=by,
        )
    )
    for position, item in enumerate(items):
        store(
            EditionItem(
                council=meeting.council,
                edition=edition,
                position=position,
                number=item.number,
                title=item.title,
                **as_read(item, plain.get("changes", [])),
            )
        )
    return edition
