"""R1, R2, R2b, R3: papers, forum, fair notice and minutes each have a day, counted from the meeting.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 5.4, 5.5 and 5.7;
for a formal committee, Local Government Act 1972, section 100B and Schedule 12, paragraph 4, as
amended in 2002 (five clear days, counted in working days). Fair notice (R2b) is this product's
own rule: nobody young gets papers after the adults.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from councils.working_days import Calendar, Unit, day_in_words


@dataclass(frozen=True, slots=True)
class Offset:
    """How long before or after a meeting something is due: 5 working days."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        """The offset as it is said: "5 working days"."""
        return self.unit.counted(self.number)


STATUTORY_FLOOR = Offset(5, Unit.CLEAR_WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class DeadlineRules:
    """A body's own deadlines in force on the day of the meeting; None is "not stated"."""

    papers: Offset | None = None
    forum: Offset | None = None
    minutes: Offset | None = None
    formal_committee: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day as the rule gives it, the last working day to act on it, and why, in words."""

    due_on: date
    act_by: date
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingDeadlines:
    """All the deadlines of one meeting; None is "not stated".

    `forum` is the forum's day as the body's rule has it (R2); `fair_notice` is the day that
    counts, the earlier of that and the day the members get their papers (R2b).
    """

    papers: Deadline | None
    forum: Deadline | None
    fair_notice: Deadline | None
    minutes: Deadline | None


def deadlines(
    meeting_on: date, rules: DeadlineRules, calendar: Calendar, *, forum: str
) -> MeetingDeadlines:
    """Every deadline of a meeting; `forum` is the name the young people's forum goes by."""
    papers = papers_deadline(meeting_on, rules, calendar)
    stated = None
    if rules.forum:
        stated = _before(meeting_on, rules.forum, calendar, f"The reports go to {forum}")
    return MeetingDeadlines(
        papers=papers,
        forum=stated,
        fair_notice=fair_notice(papers, stated, forum=forum),
        minutes=minutes_deadline(meeting_on, rules, calendar),
    )


def papers_deadline(meeting_on: date, rules: DeadlineRules, calendar: Calendar) -> Deadline | None:
    """When members must have the agenda and papers (R1), never later than the law allows."""
    own = None
    if rules.papers:
        own = _before(meeting_on, rules.papers, calendar, "Members get the papers")
    if not rules.formal_committee:
        return own
    floor = statutory_deadline(meeting_on, calendar)
    return own if own and own.due_on <= floor.due_on else floor


def statutory_deadline(meeting_on: date, calendar: Calendar) -> Deadline:
    """The latest day the law lets a formal committee publish its agenda and papers."""
    subject = "By law a formal committee publishes its papers"
    return _before(meeting_on, STATUTORY_FLOOR, calendar, subject)


def fair_notice(papers: Deadline | None, stated: Deadline | None, *, forum: str) -> Deadline | None:
    """When the forum must have what it gets (R2b): the earlier of the two, or the one there is."""
    if papers is None or (stated is not None and stated.due_on <= papers.due_on):
        return stated
    if stated is None:
        reason = f"The papers go to {forum} no later than to members. {papers.reason}"
    else:
        reason = (
            f"The papers go to {forum} on {day_in_words(papers.due_on)}, as to members, because "
            f"{day_in_words(stated.due_on)} would be later than the adults."
        )
    return Deadline(papers.due_on, papers.act_by, reason)


def minutes_deadline(meeting_on: date, rules: DeadlineRules, calendar: Calendar) -> Deadline | None:
    """When the minutes must have gone round (R3)."""
    offset = rules.minutes
    if offset is None:
        return None
    due = calendar.after(meeting_on, offset.number, offset.unit)
    return _deadline(due, calendar, f"Minutes go round within {offset} after", meeting_on)


def _before(meeting_on: date, offset: Offset, calendar: Calendar, subject: str) -> Deadline:
    due = calendar.before(meeting_on, offset.number, offset.unit)
    return _deadline(due, calendar, f"{subject} {offset} before", meeting_on)


def _deadline(due_on: date, calendar: Calendar, subject: str, meeting_on: date) -> Deadline:
    act_by = calendar.on_or_before(due_on)
    reason = f"{subject} the meeting on {day_in_words(meeting_on)}: {day_in_words(due_on)}."
    if act_by != due_on:
        closed = calendar.why_closed(due_on)
        reason += f" That is {closed}, so act by {day_in_words(act_by)}."
    return Deadline(due_on, act_by, reason)


class Standing(StrEnum):
    """How a deadline stands."""

    TO_COME = "to_come"
    ON_TIME = "on_time"
    OVERDUE = "overdue"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was due beside what was really done, with the days late and the words to show."""

    standing: Standing
    days_late: int
    words: str


def outcome(
    deadline: Deadline, *, done_on: date | None, today: date, late_reason: str = ""
) -> Outcome:
    """Judge a deadline against the day it was really done, or against today if it is not done."""
    days_late = max(0, ((done_on or today) - deadline.due_on).days)
    if done_on is None:
        return _not_done(deadline, days_late, today)
    done, due = day_in_words(done_on), day_in_words(deadline.due_on)
    if not days_late:
        return Outcome(Standing.ON_TIME, 0, f"Done on {done}, in time for {due}.")
    why = f"Reason given: {late_reason}" if late_reason else "No reason has been recorded."
    words = f"Late by {_days(days_late)}: due on {due}, done on {done}. {why}"
    return Outcome(Standing.LATE, days_late, words)


def _not_done(deadline: Deadline, days_late: int, today: date) -> Outcome:
    due = day_in_words(deadline.due_on)
    if days_late:
        words = f"Overdue by {_days(days_late)}: it was due on {due}."
        return Outcome(Standing.OVERDUE, days_late, words)
    words = f"Due on {due}."
    if today <= deadline.act_by < deadline.due_on:
        words = f"Due on {due}; act by {day_in_words(deadline.act_by)}."
    return Outcome(Standing.TO_COME, 0, words)


def _days(number: int) -> str:
    return Unit.DAYS.counted(number)
