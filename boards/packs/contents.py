"""The contents of an edition as a reader has them at hand: items, minutes, what is new, what is read.

Everything an item's page shows comes in one query: the rows of the edition, the item's HTML with
them, and for somebody who keeps marks and notes, those too. The edition's whole content is not read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import JSONObject

from boards.models import Edition, EditionItem, PrivateNote, ReadMark
from boards.oversight.asking.queries import asked_of
from boards.reading_time import ReadingTime, reading_time, reading_time_of
from councils.models import User
from councils.prepared import Prepared

LISTED = ("number", "title", "words", "figures", "is_new", "digest", "body", "attached")
OWN = ("marked", "noted", "asking")


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


@dataclass(frozen=True, slots=True)
class Row:
    """An item of an edition as its readers' pages need it; `html` and `files` of the open one alone.

    `marked` is the digest of the item as the person read it, or None; `noted` their notes there,
    each {"place", "words"}; `asking` what `to_ask` takes, of the open one alone.
    """

    number: str
    title: str
    words: int
    figures: int
    is_new: bool
    digest: str
    html: str
    files: list[dict[str, str]] | None
    marked: str | None = None
    noted: Sequence[dict[str, str]] = ()
    asking: dict[str, object] | None = None


def items_to_read(edition: Edition, *, user: User | None, number: str) -> list[Row]:
    """The edition's items in their order, that of the number open; one query.

    With `user`, that person's marks and notes; these come with the open item, so that without one of
    that number there are none.
    """
    if user is None:
        return [Row(*row) for row in _items(edition=edition.pk, number=number)]
    meeting = edition.meeting
    own = {"user": user.pk, "meeting": meeting.pk, "strategy": meeting.body.strategy_id}
    found = _own_items(edition=edition.pk, number=number, **own)
    notes = _by_item(found)
    return [Row(*row[:-2], notes.get(row[0], ()), row[-1]) for row in found]


def _by_item(found: Iterable[tuple]) -> dict[str, list[dict[str, str]]]:
    """The notes, all of which came with the item that is open, by the number of theirs."""
    notes: dict[str, list[dict[str, str]]] = {}
    for note in (note for *_, noted, _ in found for note in noted or ()):
        notes.setdefault(note["place"].partition(".")[0], []).append(note)
    return notes


def _build_items(*, edition: int, number: str) -> QuerySet:
    """The HTML and the files of one item alone are read from where they are stored."""
    shown = When(number=number, then=F("html"))
    named = When(number=number, then=F("files"))
    rows = EditionItem.objects.filter(edition=edition).order_by("position")
    rows = rows.annotate(
        body=Case(shown, default=Value(""), output_field=TextField()),
        attached=Case(named, default=None),
    )
    return rows.values_list(*LISTED)


def _build_own_items(
    *, edition: int, number: str, user: int, meeting: int, strategy: int
) -> QuerySet:
    marks = ReadMark.objects.filter(meeting=meeting, user=user, number=OuterRef("number"))
    notes = PrivateNote.objects.filter(meeting=meeting, user=user, deleted_at=None)
    noted = ArraySubquery(notes.values(each=JSONObject(place="place", words="words")))
    asked = asked_of(strategy).filter(meeting=meeting, number=number, title=OuterRef("title"))
    rows = _build_items(edition=edition, number=number)
    rows = rows.annotate(
        marked=Subquery(marks.values("digest")),
        noted=Case(When(number=number, then=noted)),  # all of them once, and not some for each item
        asking=Case(When(number=number, then=Subquery(asked.values("asking")[:1]))),
    )
    return rows.values_list(*LISTED, *OWN)


_items = Prepared(_build_items, edition=int, number=str)
_own_items = Prepared(
    _build_own_items, edition=int, number=str, user=int, meeting=int, strategy=int
)


def entries(items: Iterable[Row], *, base: str) -> tuple[Entry, ...]:
    """The contents; `base` is the address of the front page, below which the items have theirs."""
    return tuple(
        Entry(
            number=item.number,
            title=item.title,
            href=base if item.number == "0" else f"{base}{item.number}/",
            time=reading_time(item.words, item.figures),
            is_new=item.is_new,
            state=state_of(item),
            notes=len(item.noted),
        )
        for item in items
    )


def state_of(item: Row) -> str:
    """What the reader's mark at an item comes to: “read”, “changed” since, or nothing."""
    if item.marked is None:
        return ""
    return "read" if item.marked == item.digest else "changed"


def whole_time(items: Iterable[Row]) -> ReadingTime:
    """How long the whole takes to read."""
    return reading_time_of((item.words, item.figures) for item in items)
