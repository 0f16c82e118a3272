"""How an agenda is put together: its order, its room, and what may still be changed about it.

Items for information that take up no time (R7) stand after those that do. What is printed keeps
its number: a supplement never renumbers. Sources: Buckinghamshire Corporate Parenting Strategy
2020–2023, Appendix 2, 5.2 (information only); Local Government Act 1972, section 100B(4)(b) (a
late item needs a reason). The rest is this product's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from councils.working_days import day_in_words

ARE_OUT = "The papers are out, and the items in them keep their numbers and their order."


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the order sees it: its key, its title, and whether it is parked (R7).

    `fixed` is what opens or closes each meeting of the body: apologies, any other business;
    `printed` the number it has in papers that are out, "" where it is in none.
    """

    key: int
    title: str = ""
    parked: bool = False
    fixed: bool = False
    printed: str = ""

    @property
    def waits_at_the_end(self) -> bool:
        """Whether it stands behind all others: parked, and not on paper yet."""
        return self.parked and not self.printed


def settled(lines: Sequence[Line]) -> list[Line]:
    """The items in the order they stand: what is parked last, but for what is on paper."""
    return sorted(lines, key=lambda line: line.waits_at_the_end)


def places_for(lines: Sequence[Line], key: int) -> range:
    """The places, counted from 1, an item may take; `lines` are settled. Its own if no other.

    Nothing comes before what opens the papers that are out: it would have no number.
    """
    place = _place(lines, key)
    line = lines[place - 1]
    if line.printed:
        return range(place, place + 1)
    first_parked = next(
        (at for at, each in enumerate(lines, start=1) if each.waits_at_the_end), len(lines) + 1
    )
    if line.parked:
        return range(first_parked, len(lines) + 1)
    return range(2 if _is_out(lines) else 1, first_parked)


def why_not_move(lines: Sequence[Line], key: int, to: int) -> str:
    """Why an item cannot take a place, counted from 1; empty where it can."""
    place = _place(lines, key)
    line = lines[place - 1]
    if to in places_for(lines, key) or to == place:
        return ""
    if not 1 <= to <= len(lines):
        return f"There is no place {to}: the agenda has {_items(len(lines))}."
    if line.printed:
        return ARE_OUT
    if line.parked:
        return f"“{line.title}” is for information, without time: it comes after what takes time."
    if _is_out(lines) and to == 1:
        return "The papers are out: nothing comes before their first item."
    return f"“{line.title}” takes time: it comes before what is for information only."


def _is_out(lines: Sequence[Line]) -> bool:
    return any(line.printed for line in lines)


def moved(lines: Sequence[Line], key: int, to: int) -> list[Line]:
    """The items with one of them in another place, counted from 1."""
    line = lines[_place(lines, key) - 1]
    rest = [each for each in lines if each.key != key]
    return [*rest[: to - 1], line, *rest[to - 1 :]]


def moved_words(title: str, number: str, count: int) -> str:
    """Where an item is now, as it is said aloud; `count` is how many there are."""
    return f"“{title}” is now item {number} of {count}."


def _place(lines: Sequence[Line], key: int) -> int:
    return next(place for place, line in enumerate(lines, start=1) if line.key == key)


def place_after_opening(lines: Sequence[Line]) -> int:
    """Where matters arising go, counted from 1: after the items that open each meeting."""
    if _is_out(lines):
        return place_before_closing(lines)
    return next((at for at, line in enumerate(lines, start=1) if not line.fixed), len(lines) + 1)


def place_before_closing(lines: Sequence[Line]) -> int:
    """Where a new item goes, counted from 1: before the items that close each meeting.

    Once papers are out it goes after what is in them, and may be moved between.
    """
    timed = [line for line in lines if not line.waits_at_the_end]
    if _is_out(lines):
        return len(timed) + 1
    own = [at for at, line in enumerate(timed, start=1) if not line.fixed]
    return own[-1] + 1 if own else len(timed) + 1


# What may still be changed --------------------------------------------------------------------------


def why_closed(held_on: date, *, today: date, cancelled: bool) -> str:
    """Why nothing of an agenda is changed any more; empty while it may be."""
    if cancelled:
        return "This meeting is cancelled: its agenda stays as it is."
    if held_on < today:
        return f"This meeting was on {day_in_words(held_on)}: its agenda stays as it was."
    return ""


def late_words(papers_due: date | None, *, today: date) -> str:
    """The sentence for what comes after the papers were due; empty where it is in time."""
    if papers_due is None or today <= papers_due:
        return ""
    return f"The papers were due on {day_in_words(papers_due)}. Say why this is late or urgent."


def why_not_remove(title: str, *, hanging: Sequence[str], is_printed: bool) -> str:
    """Why an item cannot be taken off; `hanging` is what stands under it, each with its article."""
    if is_printed:
        return (
            f"“{title}” is in the papers that are out. Leave it, and record at the meeting what "
            "became of it."
        )
    if hanging:
        return f"“{title}” cannot be taken off. Under it there is {_listed(hanging)}."
    return ""


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


# The room on it -------------------------------------------------------------------------------------

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One item's stretch of the bar, in thousandths of its width; `over` is past the end."""

    x: int
    width: int
    protected: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """The minutes of an agenda against its slot; `end` is where the slot ends."""

    parts: tuple[Part, ...]
    end: int
    words: str
    is_over: bool


def bar(minutes: Sequence[tuple[int, bool]], slot: int) -> Bar:
    """The bar of (minutes, whether they are the forum's own) for each item, in order."""
    total = sum(number for number, _ in minutes)
    whole = max(total, slot, 1)
    parts, done = [], 0
    for number, protected in minutes:
        start, end = round(WIDTH * done / whole), round(WIDTH * (done + number) / whole)
        if number:
            over = done + number > slot
            parts.append(Part(start, end - start, protected=protected, over=over))
        done += number
    return Bar(tuple(parts), round(WIDTH * slot / whole), room_words(total, slot), total > slot)


def room_words(total: int, slot: int) -> str:
    """How much of the meeting is taken, in words."""
    taken = f"{total} of {_minutes(slot)} are taken"
    if total > slot:
        return f"{taken}: {total - slot} too many."
    return f"{taken}: {slot - total} are free." if total < slot else f"{taken}: all of them."


def _minutes(number: int) -> str:
    return f"{number} minute{'' if number == 1 else 's'}"


def _items(number: int) -> str:
    return f"{number} item{'' if number == 1 else 's'}"
