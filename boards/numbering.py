"""What is on paper keeps its number: a supplement adds, and never renumbers.

An item that comes between 5 and 6 when the papers are out is 5A, one after the last goes on
counting. A paragraph keeps its number for as long as it stands in its item, also where its words
change; a new one between 5.3 and 5.4 is 5.3A, and the number of one that went is given to nothing
else. Source: the custom of committee papers, by which everybody in the room means the same page;
letters for late items as in Knowles on Local Authority Meetings.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def item_numbers(printed: Sequence[str], *, taken: Iterable[str] = ()) -> list[str]:
    """The numbers of a meeting's items, in their order.

    `printed` has for each the number it has on paper, "" where it has none yet; `taken` are numbers
    on paper of what is no longer there.
    """
    return _filled(printed, taken, first="")


def _filled(printed: Sequence[str], taken: Iterable[str], *, first: str) -> list[str]:
    """`printed` with its gaps filled: letters before the last number on paper, then counting on."""
    used = {*filter(None, printed), *taken}
    last = max((place for place, number in enumerate(printed) if number), default=-1)
    highest, found = max(map(_whole, used), default=0), []
    for place, number in enumerate(printed):
        if number:
            found.append(number)
        elif place > last:
            highest += 1
            found.append(f"{first}{highest}")
        else:
            before = found[-1] if found else f"{first}0"
            found.append(_lettered(before.rstrip(LETTERS), used))
        used.add(found[-1])
    return found


def _whole(number: str) -> int:
    """The counted part of a number's last place: 5 of 5A, 3 of 5.3B."""
    return int(re.search(r"(\d+)[A-Z]*$", number)[1])


def _lettered(base: str, used: set[str]) -> str:
    """The next of 5A … 5Z, 5AA … that is free."""
    length = 1
    while True:
        for letters in _words(length):
            if base + letters not in used:
                return base + letters
        length += 1


def _words(length: int) -> Iterable[str]:
    if length == 0:
        return [""]
    return (start + letter for start in _words(length - 1) for letter in LETTERS)


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered passage of an item: its number, and all else it says."""

    number: str
    words: str


def passage_numbers(
    item: str, before: Sequence[Passage], now: Sequence[Passage], *, taken: Iterable[str] = ()
) -> dict[str, str]:
    """The numbers that an item's passages have on paper, by those they would have counted afresh.

    `before` are the passages of the last edition of the fullest kind, `now` those of the new one,
    both in order; `taken` are the numbers of earlier editions, which nothing else may have.
    """
    kept = _kept([each.words for each in before], [each.words for each in now])
    printed = [before[kept[n]].number if n in kept else "" for n in range(len(now))]
    used = {*taken, *(each.number for each in before)}
    found = _filled(printed, used, first=f"{item}.")
    return {each.number: number for each, number in zip(now, found, strict=True)}


def _kept(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Which passage now is which of before: the same words, or other words in the same place."""
    found = {}
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind in {"equal", "replace"}:
            found |= dict(zip(range(j1, j2), range(i1, i2), strict=False))
    return found
