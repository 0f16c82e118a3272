"""How a passage is hidden by one person and destroyed by a second."""

import json

from django.db import connection, transaction

from boards.models import Edition, EditionItem, Meeting, PrivateNote, Removal
from boards.packs.asked import with_asked
from boards.packs.blocks import Slip, canonical, sha256
from boards.packs.readable import as_read
from boards.packs.removals.marks import mark_of, passage_in, with_slip
from boards.packs.removals.queries import state_of_removal
from boards.packs.removals.sources import scrub
from boards.packs.removing import NO_PASSAGE, NOT_A_PASSAGE, why_not_destroy, why_not_take_back
from boards.packs.services import store_edition
from boards.packs.stored import item_of
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store


@transaction.atomic
def propose_removal(*, by: User, meeting: Meeting, number: str) -> Removal:
    """Propose that a passage is destroyed; new editions hide it at once, for every reader.

    Proposing what is proposed already makes nothing new. Other words that stand there since are
    another passage, with a proposal of its own.

    Raises:
        Refused: there is no such passage, or what stands there is kept back already.
    """
    meeting, number = lock(meeting), number.strip().upper()
    passage = _passage(meeting, number)
    standing = meeting.removals.filter(number=number, taken_back_at__isnull=True)
    if there := standing.filter(mark=mark_of(passage)).first():
        return there
    removal = store(
        Removal(
            council=meeting.council,
            meeting=meeting,
            number=number,
            mark=mark_of(passage),
            proposed_at=clock.now(),
            proposed_by=by,
        )
    )
    for kind in Edition.Kind.values:
        latest = meeting.editions.filter(kind=kind).order_by("-number").first()
        if latest is None:
            continue
        pack = json.loads(latest.content)
        changed = with_slip(pack, number=number, marks={removal.mark})
        if changed != pack:
            store_edition(meeting, pack=changed, after=latest, by=by)
    return removal


def _passage(meeting: Meeting, number: str) -> dict[str, object]:
    """The passage as members read it, or read it last."""
    editions = meeting.editions.filter(kind=Edition.Kind.MEMBERS).order_by("-number")
    kept_back = False
    for content in editions.values_list("content", flat=True):
        passage = passage_in(json.loads(content), number)
        if passage and passage["block"] != Slip.name:
            return passage
        kept_back = kept_back or bool(passage)
    words = NOT_A_PASSAGE if kept_back else NO_PASSAGE
    raise Refused(words.format(number=number or "?"))


@transaction.atomic
def take_back_removal(*, by: User, removal: Removal) -> Removal:
    """Take a proposal back: the passage stands in the next papers that are published. Twice is once.

    Raises:
        Refused: the passage is destroyed.
    """
    lock(removal.meeting)
    removal = lock(removal)
    if refused := why_not_take_back(state_of_removal(removal)):
        raise Refused(refused)
    if removal.taken_back_at is None:
        removal.taken_back_at, removal.taken_back_by = clock.now(), by
        store(removal)
    return removal


@transaction.atomic
def destroy_passage(*, by: User, removal: Removal) -> Removal:
    """Destroy a passage in every edition there ever was, and where its words came from.

    Each edition keeps its number and gets the hash of what is left. Twice is once.

    Raises:
        Refused: it was taken back, is destroyed by somebody else, or the person proposed it.
    """
    meeting = lock(removal.meeting)
    removal = lock(removal)
    if removal.done_at and removal.confirmed_by_id == by.pk:
        return removal
    state = state_of_removal(removal)
    if refused := why_not_destroy(state, proposed_by=removal.proposed_by_id, by=by.pk):
        raise Refused(refused)
    removal.confirmed_at, removal.confirmed_by = clock.now(), by
    store(removal)
    marks = {removal.mark}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('corporate_parenting.removal', %s, true)", [str(removal.pk)]
        )
    for edition in meeting.editions.all():
        marks |= _destroy_in(edition, removal)
    scrub(by=by, meeting=meeting, marks=marks)
    PrivateNote.objects.filter(meeting=meeting, place=removal.number).delete()  # they may quote it
    removal.done_at = clock.now()
    return store(removal)


def _destroy_in(edition: Edition, removal: Removal) -> set[str]:
    """The edition without the passage; the marks of what stood under its number until it was hidden.

    Until then all that was ever said under the number is the passage, differently worded for the
    public, or earlier. What was written there since is known by its own words alone.
    """
    pack = json.loads(edition.content)
    number = removal.number if edition.published_at <= removal.proposed_at else ""
    passage = passage_in(pack, number)
    marks = {mark_of(passage)} if passage and passage["block"] != Slip.name else set()
    changed = with_slip(pack, number=number, marks={removal.mark})
    if changed == pack:
        return marks
    if any(block["block"] == "asked" for item in pack["items"] for block in item["blocks"]):
        changed = with_asked(changed)
    content = canonical(changed)
    Edition.objects.filter(pk=edition.pk).update(content=content, sha256=sha256(content))
    for item in changed["items"]:
        EditionItem.objects.filter(edition=edition, number=str(item["number"])).update(
            **as_read(item_of(item), pack.get("changes", []))
        )
    return marks
