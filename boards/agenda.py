"""R7, R8, R15: what may take up time, the forum's protected minutes, and issues that are stuck.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 5.2 (information only)
and 5.6 (15 minutes for the forum). That lost minutes are owed, and that a red figure cannot be
noted in silence for ever (R15), are this product's own rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from councils.working_days import day_in_words


class Purpose(StrEnum):
    """What an item is on the agenda for."""

    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item: its minutes, its theme's key, and the chair's reason to discuss it anyway.

    `protected` marks the forum's own time (R8).
    """

    title: str
    minutes: int = 0
    purpose: Purpose = Purpose.DISCUSSION
    theme: int | str | None = None
    protected: bool = False
    chair_reason: str = ""


@dataclass(frozen=True, slots=True)
class Discussion:
    """Whether an item may take up time, and why, in words."""

    allowed: bool
    words: str


def may_discuss(item: Item, meeting_theme: int | str | None) -> Discussion:
    """Whether an item may take up time at a meeting on this theme (R7)."""
    if item.purpose is not Purpose.INFORMATION:
        return Discussion(allowed=True, words=f"For {item.purpose}.")
    if item.theme is not None and item.theme == meeting_theme:
        return Discussion(allowed=True, words="For information, and on the theme of the meeting.")
    if item.chair_reason.strip():
        return Discussion(
            allowed=True, words=f"For information; the chair allows time: {item.chair_reason}"
        )
    return Discussion(
        allowed=False,
        words="For information only: it is circulated and noted, and not on the meeting's theme.",
    )


@dataclass(frozen=True, slots=True)
class LastTime:
    """The forum's time at the meeting before: planned, really given, and whether cut short.

    `cut_short` is the forum's own word. `given` is None while nobody has recorded it.
    """

    planned: int
    given: int | None
    cut_short: bool


@dataclass(frozen=True, slots=True)
class ProtectedTime:
    """The minutes the forum must have on the next agenda, those owed among them, and why."""

    minutes: int
    owed: int
    words: str


def protected_time(dedicated: int | None, last: LastTime | None, *, forum: str) -> ProtectedTime:
    """The forum's minutes next time (R8): the dedicated ones and what last time fell short."""
    if not dedicated:
        return ProtectedTime(0, 0, f"No dedicated time for {forum} is stated.")
    owed = minutes_owed(last)
    words = f"The time for {forum} is {_minutes(dedicated)}."
    if owed and last:
        words = (
            f"The time for {forum} is {_minutes(dedicated + owed)}: {dedicated} and {owed} owed, because "
            f"{last.given} of {_minutes(last.planned)} were given last time."
        )
    return ProtectedTime(dedicated + owed, owed, words)


def minutes_owed(last: LastTime | None) -> int:
    """The shortfall of last time, owed only where the forum says its time was cut short."""
    if last is None or last.given is None or not last.cut_short:
        return 0
    return max(0, last.planned - last.given)


def total_minutes(items: Iterable[Item]) -> int:
    """All the minutes of an agenda."""
    return sum(item.minutes for item in items)


@dataclass(frozen=True, slots=True)
class AgendaCheck:
    """Why an agenda may not be published, and what to think about first; both may be empty."""

    refusals: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether the agenda may be published."""
        return not self.refusals


def may_publish_agenda(
    items: Sequence[Item],
    *,
    protected: ProtectedTime,
    forum: str,
    meeting_theme: int | str | None = None,
    slot_minutes: int | None = None,
) -> AgendaCheck:
    """Whether an agenda may be published; an overfull one is a warning, the chair's to weigh."""
    refusals = [] if items else ["The agenda has no items."]
    refusals += _protected_refusals(items, protected, forum)
    refusals += [
        f"“{item.title}” has {_minutes(item.minutes)}. {may_discuss(item, meeting_theme).words} "
        "Take its minutes away, or let the chair give a reason."
        for item in items
        if item.minutes and not may_discuss(item, meeting_theme).allowed
    ]
    overfull = overfull_words(items, slot_minutes)
    return AgendaCheck(tuple(refusals), (overfull,) if overfull else ())


def overfull_words(items: Iterable[Item], slot_minutes: int | None) -> str:
    """The sentence for an agenda longer than its meeting; empty when it fits or none is set."""
    total = total_minutes(items)
    if slot_minutes is None or total <= slot_minutes:
        return ""
    return (
        f"The items take {_minutes(total)}, and the meeting has {slot_minutes}: "
        f"{total - slot_minutes} too many."
    )


def _protected_refusals(items: Sequence[Item], due: ProtectedTime, forum: str) -> list[str]:
    mine = [item for item in items if item.protected]
    if due.minutes and not mine:
        return [f"There is no item for {forum}'s own time. {due.words}"]
    planned = total_minutes(mine)
    if planned < due.minutes:
        return [f"The agenda gives {forum} {_minutes(planned)}. {due.words}"]
    return []


def _minutes(number: int) -> str:
    return f"{number} minute{'' if number == 1 else 's'}"


class Response(StrEnum):
    """What a meeting did about an issue in its pack."""

    NOTED = "noted"
    ACT = "act"
    ESCALATE = "escalate"
    EXPLAIN = "explain"

    @property
    def words(self) -> str:
        """What the meeting did, as it is told afterwards."""
        return RESPONSE_WORDS[self]


RESPONSE_WORDS: dict[Response, str] = {
    Response.NOTED: "noted",
    Response.ACT: "acted on",
    Response.ESCALATE: "passed up",
    Response.EXPLAIN: "explained",
}

RESETS = frozenset({Response.ACT, Response.ESCALATE})
STUCK_AFTER = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """How one pack showed a measure or a concern, and what its meeting did about it.

    `colour` is "red", "amber", "green" or None; a promise has no colour and may be disputed.
    """

    on: date
    colour: str | None = None
    worsening: bool = False
    disputed: bool = False
    response: Response | None = None

    @property
    def why(self) -> str:
        """Why this counts as an issue: "red", "worsening", "disputed"; empty if it does not."""
        if self.colour == "green":
            return ""
        if self.colour == "red":
            return "red"
        return "disputed" if self.disputed else "worsening" if self.worsening else ""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Whether an issue is stuck, the packs that showed it since it last moved, and the words."""

    history: tuple[Shown, ...]
    words: str

    @property
    def is_stuck(self) -> bool:
        """Whether it must be acted on, escalated or explained."""
        return len(self.history) >= STUCK_AFTER


def stuck_issue(name: str, packs: Sequence[Shown]) -> Stuck:
    """Whether an issue is stuck (R15), from the packs that showed it, oldest first.

    It is stuck when two packs running showed it and no decision or action has come of it. An
    action, a decision to escalate or a return to not-red starts the count again; an explanation
    does not, and neither does a pack that leaves the issue out.
    """
    history: list[Shown] = []
    for shown in packs:
        history.append(shown)
        if not shown.why or shown.response in RESETS:
            history.clear()
    if len(history) < STUCK_AFTER:
        return Stuck(tuple(history), "")
    told = "; ".join(f"{shown.why} on {day_in_words(shown.on)}" for shown in history)
    words = (
        f"{name} is stuck: {told}. Decide today: act (who, by when), pass it up (to whom) "
        "or explain (why nothing is done)."
    )
    return Stuck(tuple(history), words)


def noted_words(stuck: Stuck) -> str:
    """What the minutes print when a stuck issue is left at "noted" once more."""
    return f"Noted for the {ordinal(len(stuck.history) + 1)} time; no reason given."


def ordinal(number: int) -> str:
    """A place in a row as it is said: "third", "12th"."""
    said = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    if number <= len(said):
        return said[number - 1]
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
