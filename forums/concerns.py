"""Section 7: a concern about somebody's safety, its clock of 24 hours, and who is told when.

The clock counts hours that really pass: through nights, weekends, bank holidays and the nights on
which clocks change. Nothing stops it but the safeguarding lead, or the deputy, saying that they
have it. Who is told follows from the times alone, so that a page and a mail never disagree.

Sources: Working Together to Safeguard Children (2023), chapter 3: a decision within one working day
of a referral, which this product keeps within 24 hours; section 7 of the specification. The hours
after which the deputy is told, and the words that raise a concern, are this product's own, and a
council may change both.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum

from councils.working_days import day_in_words, time_in_words

HOUR = timedelta(hours=1)


class State(StrEnum):
    """Where a concern is."""

    RAISED = "raised"
    TAKEN = "taken"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """The state as it is said, after “this concern is”."""
        return WORDS[self]


WORDS = {
    State.RAISED: "raised and not taken by anybody yet",
    State.TAKEN: "taken",
    State.CLOSED: "closed",
}
#: From each state to those it may go to. What is closed stays so: more to say is a new concern.
MOVES: dict[State, frozenset[State]] = {
    State.RAISED: frozenset({State.TAKEN}),
    State.TAKEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}
FIRST_TAKE_IT = "Say first that you have it."


def state_of(*, taken: bool, closed: bool) -> State:
    """The state, from what has been done."""
    if closed:
        return State.CLOSED
    return State.TAKEN if taken else State.RAISED


def why_not(current: State, to: State) -> str:
    """Why a concern may not go there, in one sentence; empty where it may."""
    if to in MOVES[current]:
        return ""
    if current is State.RAISED and to is State.CLOSED:
        return FIRST_TAKE_IT
    return f"This concern is {'already ' if current is to else ''}{current.words}."


def why_not_tell(current: State) -> str:
    """Why nobody else can be put down as told, in one sentence; empty where they can."""
    if current is State.TAKEN:
        return ""
    return FIRST_TAKE_IT if current is State.RAISED else why_not(current, State.CLOSED)


# Priority -----------------------------------------------------------------------------------------


class Priority(IntEnum):
    """How soon a concern is looked at; the higher comes first. None is left for tomorrow."""

    USUAL = 0
    URGENT = 1

    @property
    def words(self) -> str:
        """How it is said beside a concern."""
        return "Urgent" if self is Priority.URGENT else "As every concern"


#: Beginnings of words; those of a group raise a concern where all of them are said, in any order.
#: They are what children write when something is happening now.
RAISING: tuple[str, ...] = (
    *("suicid", "die", "dying", "dead", "kill", "unalive", "kms", "overdos", "tablets", "pills"),
    *("selfharm", "self harm", "cutting", "bleed", "hurt", "hit", "punch", "kick", "beat", "bruis"),
    *(
        "chok",
        "strangl",
        "burn",
        "knife",
        "weapon",
        "gun",
        "rape",
        "raping",
        "touch",
        "sex",
        "nude",
    ),
    *("abus", "groom", "traffick", "missing", "ran away", "run away", "running away", "runaway"),
    *("locked", "lock in", "starv", "unsafe", "not safe", "scared", "afraid", "frighten", "threat"),
    *("tonight", "emergency", "danger", "blackmail", "pregnant", "drunk", "drugs"),
)
_WORD = re.compile(r"[^\W_]+")


def _said(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("'", "").replace("’", "").replace("-", " "))


def priority(text: str, more: Iterable[str] = ()) -> Priority:
    """How urgent a concern in these words is.

    `more` are the council's own words, added to the list. A word can only raise: whatever is said
    besides, in whatever place, leaves the priority as high as it was, or higher. A joined “self-harm”
    or a word left out is found too; a word that is found by mistake costs the lead a minute.
    """
    said = _said(text)
    groups = (_said(each) for each in (*RAISING, *more))
    is_urgent = any(group and all(_begins(said, part) for part in group) for group in groups)
    return Priority.URGENT if is_urgent else Priority.USUAL


def _begins(said: Iterable[str], part: str) -> bool:
    return any(word.startswith(part) for word in said)


# The clock ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClockRules:
    """After how many hours the deputy is told, and after how many it is passed up."""

    deputy_after: int = 4
    pass_up_after: int = 24


DEFAULT_RULES = ClockRules()


@dataclass(frozen=True, slots=True)
class Clock:
    """The moments of a concern's clock, and how it stands against them."""

    deputy_from: datetime
    until: datetime
    is_running: bool
    is_over: bool
    words: str


def later(moment: datetime, hours: int) -> datetime:
    """The moment so many hours that really pass later, whatever clocks on walls do meanwhile."""
    return moment.astimezone(UTC) + hours * HOUR


def clock(
    raised_at: datetime,
    *,
    taken_at: datetime | None,
    now: datetime,
    urgent: bool = False,
    rules: ClockRules = DEFAULT_RULES,
) -> Clock:
    """How a concern stands; the moments are in UTC, the words in the time zone of `now`."""
    until = later(raised_at, rules.pass_up_after)
    ended = taken_at or now
    return Clock(
        deputy_from=later(raised_at, 0 if urgent else rules.deputy_after),
        until=until,
        is_running=taken_at is None,
        is_over=ended >= until,
        words=_clock_words(until.astimezone(now.tzinfo), taken_at, now),
    )


def moment_in_words(moment: datetime) -> str:
    """A moment as it is said: “Friday 18 December 2026, 6:40pm”."""
    return f"{day_in_words(moment.date())}, {time_in_words(moment.time())}"


def _clock_words(until: datetime, taken_at: datetime | None, now: datetime) -> str:
    when = moment_in_words(until)
    if taken_at is not None:
        return f"Taken {'in time' if taken_at < until else 'late'}: it was due by {when}."
    left = until.astimezone(UTC) - now.astimezone(UTC)
    if left <= timedelta(0):
        return f"Nobody took it within 24 hours, by {when}."
    hours = left // HOUR
    number = f"{hours} hour{'' if hours == 1 else 's'}" if hours else "Less than an hour"
    return f"{number} left, until {when}."


# Who reads, who is told ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StandIn:
    """A deputy whom the lead has named for now, by number; `lead_is_away` where they stand in fully."""

    user: int
    lead_is_away: bool = False


class Told(StrEnum):
    """As what somebody is told of a concern."""

    LEAD = "lead"
    DEPUTY = "deputy"
    PASSED_UP = "passed_up"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told of a concern by now: people by number, and whether it is passed up."""

    leads: frozenset[int]
    deputies: frozenset[int]
    passed_up: bool

    @property
    def readers(self) -> frozenset[int]:
        """Those who may read it."""
        return self.leads | self.deputies


def telling(
    *,
    leads: Collection[int],
    deputies: Collection[StandIn],
    about: int | None,
    clock: Clock,
    now: datetime,
) -> Telling:
    """Who is told by now, nobody whom the concern is about among them.

    A deputy is told at once where the lead is away, where it is urgent, or where no lead is left to
    tell; else when the lead has not taken it in time. Where nobody at all is left, it is passed up
    at once.
    """
    leads_left = frozenset(leads) - {about}
    at_once = not leads_left
    is_time = clock.is_running and now >= clock.deputy_from
    told = {each.user for each in deputies if each.lead_is_away or at_once or is_time} - {about}
    nobody = not leads_left and not told
    over = clock.is_running and clock.is_over
    return Telling(leads_left, frozenset(told), passed_up=over or nobody)


def may_read(
    user: int, *, now_told: Telling, told_before: Collection[int], about: int | None
) -> bool:
    """Whether somebody reads a concern: who is told of it now, or was told or took it before.

    A deputy who was told of it or took it keeps it, so that it is not taken from them when the lead
    is back. Whom it is about never does.
    """
    return user != about and (user in now_told.readers or user in told_before)
