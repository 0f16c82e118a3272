"""When a file may go out with the papers, who may clear it, and what stands in its place till then.

A file goes out when it was looked into and nothing was found, or when a second person has cleared
all that was found, with a reason. What a later gate finds beside that holds it back again. A file
nobody has looked into is held back. Sources: papers of real councils that leaked what their pages
did not show; that a second person clears them, and that the rest goes out on time, are this
product's own rules.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from boards.gate.findings import Finding

SLIP = "A paper stands here that is still being checked. It follows in a supplement."
NOT_OUT = "This file is being checked again. It follows in a supplement."
NOT_LOOKED = "This file has not been looked into yet, so nobody can clear it."
NOTHING_TO_CLEAR = "Nothing holds this file back."
NO_REASON = "Say why it may go out as it is. Whoever asks later reads it."
YOUR_FILE = "You attached this file. Somebody else clears it, or you attach a mended one."
YOUR_REPORT = "You wrote this report. Somebody else clears its files, or you attach a mended one."
NOT_CLEARED = "Nobody has cleared this file."
IS_OUT = (
    "This file has gone out with the papers. Put another one in its place, or ask the proper officer "
    "to restrict it."
)
NOT_WHILE_READ = "This report is with the clerk. Ask for it back to change its files."
ONLY_HELD = (
    "This report is not being written any more. Only a file that is held back can be replaced now; "
    "to change another, give the report back."
)


class State(StrEnum):
    """Where a file is."""

    CLEAN = "clean"
    CLEARED = "cleared"
    HELD = "held"
    NOT_LOOKED = "not looked"


@dataclass(frozen=True, slots=True)
class Passing:
    """Whether a file may go out, what still holds it back, and the whole in a sentence."""

    state: State
    open: tuple[Finding, ...]
    words: str

    @property
    def passes(self) -> bool:
        """Whether it may go out."""
        return self.state in {State.CLEAN, State.CLEARED}


def passing(found: Sequence[Finding] | None, cleared: Collection[Finding] = ()) -> Passing:
    """Whether a file may go out.

    `found` is what the gate found in it, None where nobody has looked; `cleared` what a second
    person has seen and lets pass.
    """
    if found is None:
        return Passing(State.NOT_LOOKED, (), "Held back: nobody has looked into this file yet.")
    if not found:
        return Passing(State.CLEAN, (), "Checked: nothing hidden was found.")
    if left := tuple(each for each in found if each not in cleared):
        return Passing(State.HELD, left, f"Held back: {_things(len(left))} to look at.")
    words = f"Cleared: {_things(len(found))} found, and somebody has said why it may go out."
    return Passing(State.CLEARED, (), words)


def _things(number: int) -> str:
    return "1 thing" if number == 1 else f"{number} things"


def held_back_words(number: int) -> str:
    """How many papers of a meeting are held back, for who publishes; empty where none is."""
    if not number:
        return ""
    papers = "1 paper is" if number == 1 else f"{number} papers are"
    return f"{papers} held back until checked; the rest can be published."


def why_not_clear(
    now: Passing, *, by: Hashable, attached_by: Hashable, authors: Collection[Hashable]
) -> str:
    """Why somebody cannot clear a file; empty where they can. People are known by keys."""
    if now.state is State.NOT_LOOKED:
        return NOT_LOOKED
    if now.state is not State.HELD:
        return NOTHING_TO_CLEAR
    if by == attached_by:
        return YOUR_FILE
    return YOUR_REPORT if by in authors else ""


def why_not_take_back(now: Passing, *, is_out: bool) -> str:
    """Why a clearance cannot be taken back; empty where it can."""
    if now.state is not State.CLEARED:
        return NOT_CLEARED
    return IS_OUT if is_out else ""


def why_not_replace(now: Passing, *, is_written: bool, oversees: bool) -> str:
    """Why a file cannot be replaced by somebody who writes its report; empty where it can.

    While the report is being written, always. After that only a file that is held back, by who
    clears reports: a report that was read is not changed behind its readers' backs.
    """
    if is_written:
        return ""
    if not oversees:
        return NOT_WHILE_READ
    return "" if not now.passes else ONLY_HELD


def everybody_words(limit: int, *, children: str) -> str:
    """What the author says of a file that everyone may have; `limit` is R18's, of small numbers."""
    return f"Everyone may read this file: no number of {children} in it is below {limit + 1}"


def readers_words(*, for_everyone: bool, members: str) -> str:
    """Who may have the file, as its author has said."""
    if for_everyone:
        return "Its author says that everyone may read it: no small number is in it."
    return f"Only {members} get it with their papers. All others read its title."
