"""Which number a page has on paper: once printed, a page keeps its number in every later edition.

A pack is printed in sections: the front page, each run of items that share pages (runs.py), each
attached file. Every section begins on a page of its own, so that one that changes moves none of the
others. Source: a supplement never renumbers; whoever has the first pack on paper adds the new pages
to it and finds every page they are told of.

- The first edition counts 1, 2, 3 …
- A section that is as long as it was keeps its pages. One that has become shorter leaves a gap,
  and whoever reads is told so; grown again, it takes its own pages back.
- A section that has grown, or is new, takes letters after the page before it: 45a, 45b … after 45
  and before 46; 45a1 between 45a and 45b; 45.1 between 45 and 45a.
- After what was printed last, counting goes on.
- A section that has moved is a new one where it stands now. What it left, like what a section left
  that is gone, is given to nothing else; a section that comes back to its place has it again.

“Page 45a of 120” names the last page of the pack: 120 is how far it goes, not how many sheets of
paper it has, which letters and gaps make more or fewer. The front page says how many there are.

A number is a tuple with counts at even places and letters at odd ones: 45 is (45,), 45b (45, 2),
45b1 (45, 2, 1). Tuples sort as the pages lie.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Number = tuple[int, ...]
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
START: Number = (0,)


@dataclass(frozen=True, slots=True)
class Section:
    """Something that begins on a page of its own, and how many pages it has now.

    `items` are the keys of the items that stand in it, each with its place in the agenda.
    """

    key: str
    pages: int
    items: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A section with every page number that was ever its own; the first `pages` are in use.

    `key` is empty where the section has moved away and left these numbers behind. `items` are those
    of the section and those that are gone from it, which may come back; there are none in what was
    printed before items shared pages.
    """

    key: str
    labels: tuple[str, ...]
    pages: int
    items: Mapping[str, int] = field(default_factory=dict)

    @property
    def used(self) -> tuple[str, ...]:
        """The numbers of the pages it has now."""
        return self.labels[: self.pages]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The numbers of pages it had and has no more."""
        return self.labels[self.pages :]


def numbered(plain: Mapping[str, Any]) -> Numbered:
    """A section as it was stored; before items shared pages, nothing was said of items."""
    return Numbered(plain["key"], tuple(plain["labels"]), plain["pages"], plain.get("items", {}))


def number_pages(now: Sequence[Section], before: Sequence[Numbered] = ()) -> tuple[Numbered, ...]:
    """The sections of now with their page numbers, and those that are gone with theirs.

    `before` is what this said of the edition that was printed last; empty for the first one.

    Raises:
        ValueError: two sections of now have one key, or a number is none of ours.
    """
    if len({section.key for section in now}) < len(now):
        raise ValueError("two sections have one key")
    rows = _woven(now, before)
    numbers = [[number_of(label) for label in row.labels] for row in rows]
    last = START
    for place, row in enumerate(rows):
        mine = numbers[place]
        last = mine[-1] if mine else last
        missing = row.pages - len(mine)
        if missing > 0:
            following = next((each[0] for each in numbers[place + 1 :] if each), None)
            mine += _between(last, following, missing)
            last = mine[-1]
    return tuple(
        replace(row, labels=tuple(map(label_of, mine)))
        for row, mine in zip(rows, numbers, strict=True)
    )


def used_labels(rows: Iterable[Numbered]) -> list[str]:
    """The numbers of all pages there are, in their order."""
    return [label for row in rows for label in row.used]


def gaps(rows: Iterable[Numbered]) -> dict[str, str]:
    """Which numbers are left out, in words, by the number of the page after which they are.

    What is left out before the first page stands under an empty number.
    """
    found: dict[str, list[str]] = {}
    last = ""
    for row in rows:
        last = row.used[-1] if row.used else last
        if row.left_out:
            found.setdefault(last, []).extend(row.left_out)
    return {after: _left_out_words(labels) for after, labels in found.items()}


def _left_out_words(labels: Sequence[str]) -> str:
    if len(labels) == 1:
        return f"There is no page {labels[0]}."
    joined = "and" if len(labels) == 2 else "to"
    return f"There are no pages {labels[0]} {joined} {labels[-1]}."


# Which sections stay -------------------------------------------------------------------------------


def _woven(now: Sequence[Section], before: Sequence[Numbered]) -> list[Numbered]:
    """All sections that are or were, in the order of their pages."""
    stays = staying([section.key for section in now], [row.key for row in before])
    came: dict[str, list[Numbered]] = {"": []}  # new ones, by the section that stays before them
    pages, last = {section.key: section.pages for section in now}, ""
    for section in now:
        if section.key in stays:
            last = section.key
        else:
            new = Numbered(section.key, (), section.pages, section.items)
            came.setdefault(last, []).append(new)
    rows = came.pop("") if stays else []
    for row in before:
        here = row.key in stays
        key = row.key if here or row.key not in pages else ""
        rows.append(replace(row, key=key, pages=pages[row.key] if here else 0))
        if here and row.key != last:
            rows += came.get(row.key, ())
    return [*rows, *came.get(last, ())]  # at the end, after what is gone from there too


def staying(now: Sequence[str], before: Sequence[str]) -> set[str]:
    """The most keys that are in the order they were in; the others have moved."""
    places = {key: place for place, key in enumerate(before) if key}
    known = [(places[key], key) for key in now if key in places]
    tails: list[int] = []  # the smallest end of a run of each length
    runs: list[tuple[str, ...]] = []
    for place, key in known:
        length = bisect_left(tails, place)
        run = (*(runs[length - 1] if length else ()), key)
        tails[length : length + 1], runs[length : length + 1] = [place], [run]
    return set(runs[-1]) if runs else set()


def _between(last: Number, following: Number | None, count: int) -> Iterator[Number]:
    """So many new numbers after `last`, and before `following` where something follows."""
    if following is None:
        return ((last[0] + step,) for step in range(1, count + 1))
    if len(last) > 1 and _after(last, count) < following:
        return (_after(last, step) for step in range(1, count + 1))
    stem = last
    while (*stem, count) >= following:
        stem = (*stem, 0)
    return ((*stem, step) for step in range(1, count + 1))


def _after(number: Number, steps: int) -> Number:
    return (*number[:-1], number[-1] + steps)


# How a number is written ---------------------------------------------------------------------------


def label_of(number: Number) -> str:
    """A number as it is printed: (45, 2, 1) is 45b1, (45, 0, 1) is 45.1."""
    return "".join(_letters(part) if place % 2 else str(part) for place, part in enumerate(number))


def number_of(label: str) -> Number:
    """A number as it was printed, to reckon with.

    Raises:
        ValueError: no page was ever called that.
    """
    if not re.fullmatch(r"\d+(?:(?:[a-z]+|\.)\d+)*(?:[a-z]+)?", label):
        raise ValueError(f"no page is called {label!r}")
    return tuple(
        int(part) if part.isdecimal() else _count(part)
        for part in re.findall(r"\d+|[a-z]+|\.", label)
    )


def _letters(count: int) -> str:
    """1 is a, 26 z, 27 aa; 0, which stands before a, is a point."""
    written = ""
    while count:
        count, place = divmod(count - 1, len(ALPHABET))
        written = ALPHABET[place] + written
    return written or "."


def _count(letters: str) -> int:
    if letters == ".":
        return 0
    total = 0
    for letter in letters:
        total = total * len(ALPHABET) + ALPHABET.index(letter) + 1
    return total
