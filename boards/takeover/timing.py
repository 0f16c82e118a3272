"""The clock of a meeting that young people chair: what each item took, and the forum's own time.

An item's time runs from the moment it began to the moment the next one did. Minutes are rounded to
the nearest one, so that what is said and what is judged are the same figure. The minutes promised
are those the agenda gives to the forum's own time (R8, boards/agenda.py). This is the product's own
rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from councils.working_days import day_in_words

MINUTE = 60
#: How long after the meeting's end “back” undoes it; later somebody would only press it by mistake.
END_CAN_BE_UNDONE = timedelta(minutes=10)


class Phase(StrEnum):
    """How far the meeting is."""

    WAITING = "waiting"
    RUNNING = "running"
    OVER = "over"


class Move(StrEnum):
    """What the person in the chair presses."""

    START = "start"
    NEXT = "next"
    BACK = "back"


#: What can be pressed when; from the last item “next” ends the meeting.
MOVES: dict[Phase, frozenset[Move]] = {
    Phase.WAITING: frozenset({Move.START}),
    Phase.RUNNING: frozenset({Move.NEXT, Move.BACK}),
    Phase.OVER: frozenset({Move.BACK}),
}
NOT_NOW = {
    Phase.WAITING: "The meeting has not begun. Press “Start” first.",
    Phase.RUNNING: "The meeting has begun already.",
    Phase.OVER: "The meeting is over.",
}
TOO_LATE = (
    "The meeting ended more than ten minutes ago. The clerk can put that right in the register."
)
CANCELLED = "This meeting is cancelled."
NOTHING_ON = "There is nothing on the agenda yet."


def why_not(phase: Phase, move: Move, *, since_end: timedelta | None = None) -> str:
    """Why a button does nothing now; empty where it may be pressed.

    `since_end` is how long ago the meeting ended, where it has.
    """
    if move not in MOVES[phase]:
        return NOT_NOW[phase]
    return TOO_LATE if since_end is not None and since_end > END_CAN_BE_UNDONE else ""


def why_no_clock(held_on: date, *, today: date, cancelled: bool) -> str:
    """Why the clock does not run today; empty on the meeting's own day."""
    if cancelled:
        return CANCELLED
    if held_on > today:
        return f"This meeting is on {day_in_words(held_on)}. Come back on that day to start it."
    if held_on < today:
        return f"This meeting was on {day_in_words(held_on)}. Its clock has stopped."
    return ""


@dataclass(frozen=True, slots=True)
class Slot:
    """An item as the clock sees it; `protected` is the forum's own time."""

    key: int
    title: str
    minutes: int
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What an item took, in seconds: None where it never began, or nobody said when it ended."""

    slot: Slot
    seconds: int | None
    began: bool

    @property
    def minutes(self) -> int | None:
        """The same to the nearest minute, halves up."""
        return None if self.seconds is None else in_minutes(self.seconds)

    @property
    def words(self) -> str:
        """What it took, beside what it had."""
        if not self.began:
            return "not reached"
        if self.minutes is None:
            return "nobody pressed the button at the end"
        over = self.minutes - self.slot.minutes
        return f"{minutes_words(self.minutes)}{f' ({over} over)' if over > 0 else ''}"


@dataclass(frozen=True, slots=True)
class Clock:
    """How the meeting stands: `step` counts what was pressed, so that two people press once.

    `since_end` is how long ago it ended, on its own day.
    """

    phase: Phase
    step: int
    since_end: timedelta | None
    taken: tuple[Taken, ...]
    now: Taken | None
    next: Slot | None
    place: int
    left_words: str
    promise_words: str
    hurry_words: str

    def why_not(self, move: Move) -> str:
        """Why a button does nothing now; empty where it may be pressed."""
        return why_not(self.phase, move, since_end=self.since_end)

    @property
    def is_over_time(self) -> bool:
        """Whether the item now has had all its minutes."""
        return bool(self.now and 0 < self.now.slot.minutes * MINUTE <= (self.now.seconds or 0))

    @property
    def given(self) -> dict[int, int]:
        """The minutes the forum's own time got, by the key of its item."""
        return {each.slot.key: each.minutes or 0 for each in self.taken if each.slot.protected}


def read_clock(
    slots: Sequence[Slot],
    turns: Sequence[tuple[int, datetime]],
    *,
    ended_at: datetime | None,
    now: datetime | None,
    ends_at: datetime,
) -> Clock:
    """The clock of a meeting.

    `turns` are the items that began, in that order, each with the moment. `ended_at` is when the
    meeting ended, `now` is None on another day than its own, and `ends_at` is when its time is up.
    """
    began = [key for key, _ in turns]
    phase = Phase.WAITING if not turns else Phase.OVER if ended_at else Phase.RUNNING
    seconds = _seconds(turns, ended_at or now)
    taken = tuple(Taken(slot, seconds.get(slot.key), slot.key in began) for slot in slots)
    place = next((at for at, s in enumerate(slots) if began and s.key == began[-1]), -1)
    current = taken[place] if phase is Phase.RUNNING and place >= 0 else None
    room = (ends_at - now).total_seconds() if now else None
    over = phase is Phase.OVER or (bool(turns) and now is None)
    return Clock(
        phase=phase,
        step=len(turns) + (phase is Phase.OVER),
        since_end=now - ended_at if now and phase is Phase.OVER else None,
        taken=taken,
        now=current,
        next=next((slot for slot in slots[place + 1 :] if slot.key not in began), None),
        place=place + 1,
        left_words=left_words(current.slot.minutes, current.seconds) if current else "",
        promise_words=_promise_words(taken, current, place=place, over=over),
        hurry_words=_hurry_words(taken, place, room) if phase is Phase.RUNNING else "",
    )


def _seconds(turns: Sequence[tuple[int, datetime]], end: datetime | None) -> dict[int, int | None]:
    """What each item that began took; the last one until the end, where that is known."""
    ends = [*(at for _, at in turns[1:]), end]
    return {
        key: None if until is None else max(0, int((until - at).total_seconds()))
        for (key, at), until in zip(turns, ends, strict=False)
    }


def in_minutes(seconds: int) -> int:
    """Seconds as whole minutes, halves up."""
    return (seconds + MINUTE // 2) // MINUTE


def left_words(minutes: int, seconds: int | None) -> str:
    """What is left of an item's minutes, as a clock on the wall would say it."""
    if not minutes:
        return f"{minutes_words((seconds or 0) // MINUTE)} so far"
    left = minutes * MINUTE - (seconds or 0)
    if left > 0:
        number = -(-left // MINUTE)
        return f"{minutes_words(number)} left"
    over = -left // MINUTE
    return f"{minutes_words(over)} over" if over else "Time is up"


def _promise_words(taken: Sequence[Taken], now: Taken | None, *, place: int, over: bool) -> str:
    """What became of the forum's own time so far, said to the forum; empty where it has none."""
    own = [each for each in taken if each.slot.protected]
    promised, had = sum(e.slot.minutes for e in own), sum(e.minutes or 0 for e in own)
    if not promised:
        return ""
    if any(each.began and each.seconds is None for each in own):
        return f"You were promised {minutes_words(promised)}. Nobody wrote down what you had."
    if over:
        return kept_words(promised, had)
    if now and now.slot.protected:
        return f"This is your own time: {minutes_words(promised)}."
    if _to_come(taken, place):
        return f"Your own time is still to come: {minutes_words(promised)}."
    return f"Your own time is over: you had {had} of {minutes_words(promised)}."


def _to_come(taken: Sequence[Taken], place: int) -> list[int]:
    """Where the forum's own time stands that has not begun and is not passed."""
    own = (at for at, each in enumerate(taken) if each.slot.protected and not each.began)
    return [at for at in own if at > place]


def kept_words(promised: int, had: int) -> str:
    """Whether the minutes promised to the forum were kept, said to the forum."""
    said = f"You were promised {minutes_words(promised)}."
    if had == 0 < promised:
        return f"{said} You had none."
    if had < promised:
        return f"{said} You had {had}. That is {promised - had} too few."
    return f"{said} You had {had}. The promise was kept."


def _hurry_words(taken: Sequence[Taken], place: int, room: float | None) -> str:
    """What the forum's own time is in danger of losing, at the pace of the agenda."""
    to_come = _to_come(taken, place)
    if room is None or not to_come:
        return ""
    before = sum(
        max(0, each.slot.minutes * MINUTE - (each.seconds or 0))
        for at, each in enumerate(taken)
        if max(place, 0) <= at < to_come[-1] and at not in to_come
    )
    promised = sum(taken[at].slot.minutes for at in to_come)
    left = max(0, int(room - before) // MINUTE)
    if left >= promised:
        return ""
    return (
        f"If everything takes its time, only {left} of your {minutes_words(promised)} are left. "
        "Move on soon."
    )


def ends_at(starts: datetime, slot_minutes: int) -> datetime:
    """When the meeting's time is up: minutes as they pass, also where the clocks change."""
    return starts.astimezone(UTC) + timedelta(minutes=slot_minutes)


def minutes_words(number: int) -> str:
    """So many minutes."""
    return f"{number} minute{'' if number == 1 else 's'}"
