"""What becomes of a figure that somebody sends beside the one that is on record.

Several people record at once, a page is sent twice, a spreadsheet is filled in for weeks: what was
not touched is left alone, and nothing that somebody else has saved meanwhile is written over.
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from measures.recording import Entry

PROVISIONAL, REVISED = "provisional", "revised"
CHANGED = (
    "Somebody else has changed this figure since you opened the page. Theirs stands beside yours: "
    "compare the two and save again."
)
TAKEN_AWAY = (
    "This figure has been taken away since you looked at it. To record yours, send it once more."
)
SAY_WHY = "This figure is signed off. Say why it is corrected; the first one stays on record."
LEFT_EMPTY = (
    "A figure is on record here, and a figure is not taken away. Correct it, or say why none is "
    "available."
)


class Action(StrEnum):
    """What is to be done with a figure."""

    NOTHING = "nothing"
    RECORD = "record"
    CHANGE = "change"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with what is said about it, as typed or as it is on record."""

    entry: Entry = field(default_factory=Entry)
    status: str = ""
    narrative: str = ""
    corrective_action: str = ""
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered at all."""
        words = (self.narrative, self.corrective_action, self.reason)
        return self.entry.is_empty and self.entry.covers_to is None and not any(words)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had in front of them: which figure, and its number of changes.

    A correction is a further figure that counts from one again, so the changes alone tell nothing.
    """

    row: int
    version: int

    def __str__(self) -> str:
        return f"{self.row}.{self.version}"


#: As it stands on a page and with a file. Older ones have the changes alone: of no figure known.
SEEN = re.compile(r"(?:(\d{1,18})\.)?(\d{1,9})", re.ASCII)


def seen_of(text: object) -> Seen | None:
    """What somebody had in front of them, as a page or a file says it; None where it was nothing."""
    found = SEEN.fullmatch(str(text or ""))
    if not found or not int(found[2]):
        return None
    return Seen(int(found[1] or 0), int(found[2]))


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure that is on record, and what somebody who looks at it has seen."""

    told: Told
    seen: Seen
    is_signed_off: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done, or why it cannot be, by field."""

    action: Action
    errors: dict[str, str]
    is_conflict: bool = False


NOTHING = Verdict(Action.NOTHING, {})


def decide(
    sent: Told,
    *,
    kept: Kept | None,
    seen: Seen | None,
    shown: Told | None = None,
    follows: bool = True,
) -> Verdict:
    """What becomes of what was sent.

    `seen` is what the person had in front of them, None where there was nothing, and `shown` what
    stood there, if that is known; only what differs from it was typed. `follows` says whether the
    value may be left to the counts.
    """
    same = partial(says_the_same, sent, follows=follows)
    untouched = sent.is_empty if not seen else shown is not None and same(shown)
    if untouched or (kept is not None and same(kept.told)):
        return NOTHING  # nobody typed it, or it is on record already: the page was sent twice
    if kept is None and seen:
        return Verdict(Action.NOTHING, {"": TAKEN_AWAY}, is_conflict=True)
    if kept is None:
        return Verdict(Action.RECORD, {})
    if seen != kept.seen:
        return Verdict(Action.NOTHING, {"": CHANGED}, is_conflict=True)
    return _beside(sent, kept)


def _beside(sent: Told, kept: Kept) -> Verdict:
    """What becomes of something new that is said of a figure on record."""
    if sent.entry.is_empty:
        return Verdict(Action.NOTHING, {"": LEFT_EMPTY})
    if not kept.is_signed_off:
        return Verdict(Action.CHANGE, {})
    if sent.reason:
        return Verdict(Action.CORRECT, {})
    return Verdict(Action.NOTHING, {"reason": SAY_WHY})


def says_the_same(sent: Told, kept: Told, *, follows: bool = True) -> bool:
    """Whether nothing new was said: a value that `follows` may be left to its counts.

    The reason is apart.
    """
    return _plain(sent, kept, follows) == replace(kept, reason="")


def _plain(sent: Told, kept: Told, follows: bool) -> Told:
    entry = sent.entry
    is_left = follows and kept.entry.numerator is not None and entry.value is None
    value = kept.entry.value if is_left else entry.value
    is_corrected = bool(sent.reason) and kept.status == REVISED  # so says every correction
    status = kept.status if is_corrected else sent.status
    return replace(sent, entry=replace(entry, value=value), status=status, reason="")


def typed(kept: Kept | None, *, follows: bool = True) -> dict[str, object]:
    """How a figure on record stands in its fields; a value that follows from counts is left out."""
    if kept is None:
        return {"status": PROVISIONAL, "seen": ""}
    told, entry = kept.told, kept.told.entry
    is_left = follows or entry.value is None
    return {
        "numerator": entry.numerator,
        "denominator": entry.denominator,
        "value": None if is_left else f"{entry.value.normalize():f}",
        "not_available": entry.not_available,
        "covers_to": entry.covers_to,
        "status": told.status,
        "narrative": told.narrative,
        "corrective_action": told.corrective_action,
        "seen": str(kept.seen),
    }
