"""The contents of an edition as a reader has them at hand: items, minutes, what is new, what is read.

All of it comes with the edition (newest.py): its items, the HTML of the one that is open, and for
somebody who keeps marks and notes, those too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from boards.models import Edition, EditionItem, PrivateNote, ReadMark
from boards.oversight.asking.queries import asked_of
from boards.reading_time import ReadingTime, reading_time, reading_time_of

LISTED = ("number", "title", "words", "figures", "is_new", "digest")


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
    files: Sequence[dict[str, str]]
    marked: str | None = None
    noted: Sequence[dict[str, str]] = ()
    asking: dict[str, object] | None = None


def with_items(number: str) -> dict[str, Combinable]:
    """What `rows_of` takes, to annotate editions with: their items, and what is read of the open one."""
    items = EditionItem.objects.filter(edition=OuterRef("pk"))
    each = JSONObject(**{name: name for name in LISTED})
    shown = items.filter(number=number)
    return {
        "listed": ArraySubquery(items.order_by("position").values(each=each)),
        "shown_html": Subquery(shown.values("html")),
        "shown_files": Subquery(shown.values("files")),
    }


def with_own(user: int, number: str) -> dict[str, Combinable]:
    """The same of what is a reader's own: their marks and notes, and what they may ask."""
    of = {"meeting": OuterRef("meeting")}
    marks = ReadMark.objects.filter(user=user, **of)
    notes = PrivateNote.objects.filter(user=user, deleted_at=None, **of)
    return {
        "marks": ArraySubquery(marks.values(each=JSONObject(number="number", digest="digest"))),
        "notes": ArraySubquery(notes.values(each=JSONObject(place="place", words="words"))),
        "asked": ArraySubquery(asked_of().filter(number=number, **of).values("asking")),
    }


def rows_of(edition: Edition, number: str) -> list[Row]:
    """The items of an edition in their order, that of the number open."""
    marks = {mark["number"]: mark["digest"] for mark in getattr(edition, "marks", ())}
    asked = {each["title"]: each for each in getattr(edition, "asked", ())}
    notes: dict[str, list[dict[str, str]]] = {}
    for note in getattr(edition, "notes", ()):
        notes.setdefault(note["place"].partition(".")[0], []).append(note)
    return [
        Row(
            **item,
            html=edition.shown_html if item["number"] == number else "",
            files=edition.shown_files if item["number"] == number else (),
            marked=marks.get(item["number"]),
            noted=notes.get(item["number"], ()),
            asking=asked.get(item["title"]) if item["number"] == number else None,
        )
        for item in edition.listed
    ]


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
