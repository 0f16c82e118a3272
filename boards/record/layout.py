"""How drafted minutes are laid out: what opens them, what standing items say, where a part stands.

The draft itself is put together in boards/drafting.py. Here the apologies and the interests move
under the items of that name, the item for the last minutes says which were confirmed, and each
part gets a place of its own that stays the same when the draft is made again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from boards.drafting import Part
from councils.working_days import day_in_words, time_in_words

OPENING = "The meeting"
CLOSING = "End of the meeting"
ARISING = "Matters arising"
#: The parts that stand before the items, in their order.
FRONT = (
    OPENING,
    "Present",
    "Joined online",
    "In attendance",
    "Apologies",
    "Substitutes",
    "Arrivals and departures",
    "Declarations of interest",
    ARISING,
)
#: Items follow the front at their own number; what closes the minutes follows all items.
ITEMS_FROM = 100
CLOSES_AT = 9000
#: What the title of a standing item begins with, and the part it takes in.
TAKEN_IN = {"apologies": "Apologies", "declarations": "Declarations of interest"}
LAST_MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as its minutes open: whose, when, where, and who chaired.

    `chair` is empty where nobody is recorded; a young person who chairs is never named.
    """

    body: str
    on: date
    starts_at: time
    place: str
    chair: str = ""
    young_chair: bool = False
    ended_at: time | None = None


def is_for_last_minutes(title: str) -> bool:
    """Whether a standing item of this title is the one at which the last minutes are confirmed."""
    return title.strip().lower().startswith(LAST_MINUTES)


def laid_out(
    sitting: Sitting,
    parts: Sequence[Part],
    *,
    standing: Mapping[int, str],
    confirmed: Sequence[date] = (),
    arising: Sequence[str] = (),
) -> tuple[Part, ...]:
    """The whole draft: the opening, the parts, the end.

    `standing` are the titles of the standing items by number; `confirmed` the days of the meetings
    whose minutes this one confirmed; `arising` is said after that, or in front where no item is for
    the last minutes.
    """
    if not any(is_for_last_minutes(title) for title in standing.values()):
        parts = (*parts, *([Part(ARISING, tuple(arising))] if arising else ()))
    said = {part.heading: part.paragraphs for part in parts if part.item is None}
    takes = {
        number: front
        for number, title in standing.items()
        for begins, front in TAKEN_IN.items()
        if title.strip().lower().startswith(begins) and front in said
    }
    moved = set(takes.values())
    items = (
        _with(part, _before(part, takes, said, standing, (*_confirmed(confirmed), *arising)))
        for part in parts
        if part.item is not None
    )
    front = (part for part in parts if part.item is None and part.heading not in moved)
    return (_opening(sitting), *front, *items, *_closing(sitting))


def _before(
    part: Part,
    takes: Mapping[int, str],
    said: Mapping[str, tuple[str, ...]],
    standing: Mapping[int, str],
    of_last_time: tuple[str, ...],
) -> tuple[str, ...]:
    """What an item says before the words that are its own."""
    if part.item in takes:
        return said[takes[part.item]]
    if is_for_last_minutes(standing.get(part.item, "")):
        return of_last_time
    return ()


def _confirmed(days: Iterable[date]) -> Iterator[str]:
    for day in sorted(days):
        yield f"The minutes of the meeting on {day_in_words(day)} were confirmed as a true record."


def _with(part: Part, before: tuple[str, ...]) -> Part:
    return replace(part, paragraphs=(*before, *part.paragraphs))


def _opening(sitting: Sitting) -> Part:
    chair = "A young person chaired." if sitting.young_chair else ""
    if not chair and sitting.chair:
        chair = f"{sitting.chair} chaired."
    when = f"{day_in_words(sitting.on)}, {time_in_words(sitting.starts_at)}"
    said = (sitting.body, when, sitting.place, chair)
    return Part(OPENING, tuple(words for words in said if words))


def _closing(sitting: Sitting) -> tuple[Part, ...]:
    if sitting.ended_at is None:
        return ()
    return (Part(CLOSING, (f"The meeting ended at {time_in_words(sitting.ended_at)}.",)),)


def text_of(part: Part) -> str:
    """The words of a part as they are kept: a list line by line, an item paragraph by paragraph."""
    between = "\n" if part.item is None else "\n\n"
    return tidied(between.join(part.paragraphs))


def tidied(text: str) -> str:
    """Words as they are kept: one kind of line end, no space at the end of a line or of the text."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def place_of(part: Part) -> int:
    """Where a part stands: the same place each time the draft is made."""
    if part.item is not None:
        return ITEMS_FROM + part.item
    return CLOSES_AT if part.heading == CLOSING else 1 + FRONT.index(part.heading)


def headed(parts: Iterable[Part]) -> list[tuple[int, Part]]:
    """The parts with their places, in order."""
    return sorted(((place_of(part), part) for part in parts), key=lambda pair: pair[0])
