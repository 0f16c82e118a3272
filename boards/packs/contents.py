"""The contents of an edition as a reader has them at hand: items, minutes, what is new, what is read.

Everything an item's page shows comes in one query: the rows of the edition, the item's HTML with
them, and for somebody who keeps marks and notes, those too. The edition's whole content is not read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat, JSONObject

from boards.models import Edition, EditionItem, PrivateNote, ReadMark
from boards.reading_time import ReadingTime, reading_time, reading_time_of
from councils.models import User

LISTED = ("number", "title", "words", "figures", "is_new", "digest", "position", "edition_id")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item in the contents.

    `state` is what the reader's own mark comes to: “read”, “changed” since they read it, or
    nothing. `notes` is how many notes of theirs are in it.
    """

    number: str
    title: str
    href: str
    time: ReadingTime
    is_new: bool
    state: str = ""
    notes: int = 0


def items_to_read(edition: Edition, *, user: User | None, number: str = "") -> list[EditionItem]:
    """The edition's items in their order, the one with that number with its HTML and files.

    With `user`, `.marked` is the digest of the item as that person read it, or None, and `.noted`
    their notes there: lists of {"place", "words"}. One query.
    """
    shown = When(number=number, then=F("html"))
    named = When(number=number, then=F("files"))
    rows = edition.items.only(*LISTED).annotate(
        body=Case(shown, default=Value(""), output_field=TextField()),
        attached=Case(named, default=Value([], JSONField())),
    )
    if user is not None:
        rows = rows.annotate(
            marked=Subquery(_marks(edition, user)), noted=ArraySubquery(_notes(edition, user))
        )
    return list(rows.order_by("position"))


def _marks(edition: Edition, user: User) -> QuerySet:
    own = ReadMark.objects.filter(meeting=edition.meeting_id, user=user)
    return own.filter(number=OuterRef("number")).values("digest")


def _notes(edition: Edition, user: User) -> QuerySet:
    own = PrivateNote.objects.filter(meeting=edition.meeting_id, user=user, deleted_at=None)
    here = Q(place=OuterRef("number")) | Q(place__startswith=Concat(OuterRef("number"), Value(".")))
    return own.filter(here).values(each=JSONObject(place="place", words="words"))


def entries(items: Iterable[EditionItem], *, base: str) -> list[Entry]:
    """The contents; `base` is the address of the front page, below which the items have theirs."""
    return [
        Entry(
            number=item.number,
            title=item.title,
            href=base if item.number == "0" else f"{base}{item.number}/",
            time=reading_time(item.words, item.figures),
            is_new=item.is_new,
            state=state_of(item),
            notes=len(getattr(item, "noted", ())),
        )
        for item in items
    ]


def state_of(item: EditionItem) -> str:
    """What the reader's mark at an item comes to: “read”, “changed” since, or nothing."""
    marked = getattr(item, "marked", None)
    if marked is None:
        return ""
    return "read" if marked == item.digest else "changed"


def whole_time(items: Iterable[EditionItem]) -> ReadingTime:
    """How long the whole takes to read."""
    return reading_time_of((item.words, item.figures) for item in items)
