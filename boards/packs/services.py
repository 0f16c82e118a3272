"""How a pack is published: compiled for each kind of reader, all or nothing, once."""

import json
from collections.abc import Mapping

from django.db import transaction

from boards.agendas.services import number_items
from boards.models import Edition, EditionItem, Meeting
from boards.packs.asked import with_asked
from boards.packs.blocks import SCHEMA, Pack, canonical, sha256
from boards.packs.changes import changes
from boards.packs.compile import Compiler
from boards.packs.keeping import with_kept_numbers
from boards.packs.printing.services import order_prints
from boards.packs.removals.marks import without_removed
from boards.packs.render import item_html
from boards.packs.stored import item_of
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
    number_items(by=by, meeting=meeting)
    record_issues(by=by, meeting=meeting)  # what the pack shows, and the next one may open with
    compiled = (Compiler(meeting, kind, today=day).pack() for kind in kinds)
    packs = with_kept_numbers(meeting, without_removed(meeting, compiled))
    made = [edition for pack in packs if (edition := _new_edition(meeting, pack, by))]
    for edition in made:
        announce.enqueue(edition.pk)  # with the editions or not at all; the worker sends it
    return made


def _new_edition(meeting: Meeting, pack: Pack, by: User) -> Edition | None:
    latest = meeting.editions.filter(kind=pack.kind).order_by("-number").first()
    plain = with_asked(json.loads(pack.canonical()))  # as an edition holds it, to be compared
    if latest and {**json.loads(latest.content), "changes": []} == plain:
        return None
    return store_edition(meeting, pack=plain, after=latest, by=by)


def store_edition(
    meeting: Meeting,
    *,
    pack: Mapping[str, object],
    after: Edition | None,
    by: User,
) -> Edition:
    """Store a pack as the next edition of its kind: each item rendered, and what is new told.

    `pack` is as an edition holds it, of any schema; it is stored in today's.
    """
    pack = with_asked(pack)
    items = [item_of(each).plain() for each in pack["items"]]
    new = changes(json.loads(after.content), pack) if after else []
    content = canonical(
        {
            **pack,
            "schema": SCHEMA,
            "items": items,
            "changes": [each.plain() for each in new],
        }
    )
    edition = store(
        Edition(
            council=meeting.council,
            meeting=meeting,
            kind=pack["kind"],
            number=after.number + 1 if after else 1,
            schema=SCHEMA,
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
                number=item["number"],
                title=item["title"],
                **rendered(item),
            )
        )
    order_prints(edition=edition)
    return edition


def rendered(item: Mapping[str, object]) -> dict[str, str]:
    """What readers open of an item, with the hash that proves it."""
    html = item_html(item_of(item))
    return {"html": html, "sha256": sha256(html)}
