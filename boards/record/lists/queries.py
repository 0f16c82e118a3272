"""A body's record, line by line: the minutes of its meetings, and what it decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from boards.cycle import MunicipalYear, municipal_year
from boards.minutes import State
from boards.models import Action, Body, Decision, Meeting, Minutes
from boards.quorum import listed
from boards.record.queries import day_of, held, readable
from boards.record.rules import DecisionStanding, Standing, decision_standing
from councils import clock
from councils.models import User
from councils.queries import annual_councils
from councils.working_days import date_in_words

#: More meetings than a body holds in ten years.
MOST = 120


# Minutes ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """A meeting that was held, and the newest version of its minutes that the reader may open."""

    meeting: Meeting
    minutes: Minutes | None

    @property
    def state(self) -> tuple[str, str]:
        """How far they are, in a word or two, with the colour of its tag."""
        return STATES[self.minutes.state] if self.minutes else ("Not out yet", "grey")

    @property
    def waits(self) -> bool:
        """Whether they went round and a meeting has still to confirm them."""
        return self.minutes is not None and self.minutes.state == State.CIRCULATED

    @property
    def words(self) -> str:
        """When they went round or were confirmed; empty before that."""
        if self.minutes is None or self.minutes.state == State.DRAFT:
            return ""
        if self.minutes.state == State.CONFIRMED:
            return f"At the meeting on {date_in_words(self.minutes.confirmed_in.held_on)}"
        return f"Went round on {date_in_words(day_of(self.minutes.circulated_at))}"


STATES = {
    State.DRAFT: ("Draft", "yellow"),
    State.CIRCULATED: ("To be confirmed", "blue"),
    State.CONFIRMED: ("Confirmed", "green"),
}


def minutes_lines(body: Body, user: User) -> list[MinutesLine]:
    """The body's meetings with what this person may read of their minutes, the latest first."""
    versions = Minutes.objects.select_related("confirmed_in").order_by("-number")
    meetings = (
        body.meetings.filter(cancelled_at__isnull=True, held_on__lte=clock.today())
        .prefetch_related(Prefetch("minutes", versions))
        .order_by("-held_on")[:MOST]
    )
    return [
        MinutesLine(meeting, next(iter(readable(meeting.minutes.all(), user, body.council)), None))
        for meeting in meetings
        if held(meeting)
    ]


# Decisions ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as the list has it."""

    decision: Decision
    standing: DecisionStanding
    actions: Sequence[Action]

    @property
    def meeting(self) -> Meeting:
        """Where it was taken."""
        return self.decision.item.meeting

    @property
    def rating(self) -> tuple[str, str] | None:
        """How it stands, short, with the tone that gives colour and shape; None where it is taken."""
        return RATINGS.get(self.standing.standing)


RATINGS = {
    Standing.TO_BE_RATIFIED: ("To be ratified", "watch"),
    Standing.RATIFIED: ("Ratified", "good"),
    Standing.WITHDRAWN: ("Recorded by mistake", "none"),
}


def decision_years(body: Body) -> list[MunicipalYear]:
    """The municipal years in which the body has decided something, the latest first: two queries."""
    days = body.decisions.order_by().values_list("item__meeting__held_on", flat=True).distinct()
    known = annual_councils(body.council)
    years = {municipal_year(day, known) for day in days}
    return sorted(years, key=lambda year: year.starts_on, reverse=True)


def decision_lines(body: Body, year: MunicipalYear | None) -> list[DecisionLine]:
    """The body's decisions, of one municipal year or of all, by number."""
    standing = Action.objects.filter(withdrawn_at__isnull=True).select_related("owner")
    actions = Prefetch("actions", standing.order_by("number"))
    found = (
        body.decisions.select_related("item__meeting", "ratifies", "ratified_by")
        .prefetch_related(actions)
        .order_by("-number")
    )
    if year:
        found = found.filter(item__meeting__held_on__range=(year.starts_on, year.ends_on))
    return [_line(decision) for decision in found]


def _line(decision: Decision) -> DecisionLine:
    ratified_by = getattr(decision, "ratified_by", None)
    standing = decision_standing(
        is_view=decision.is_view,
        ratified_by=ratified_by.number if ratified_by else None,
        ratifies=decision.ratifies.number if decision.ratifies else None,
        withdrawn=decision.withdrawn_at is not None,
    )
    return DecisionLine(decision, standing, decision.actions.all())


def waiting_words(lines: Sequence[DecisionLine]) -> str:
    """Which decisions of a list are still only views of those present; empty where none is."""
    numbers = [
        str(line.decision.number)
        for line in reversed(lines)
        if line.standing.standing == Standing.TO_BE_RATIFIED
    ]
    if not numbers:
        return ""
    decisions = "Decision" if len(numbers) == 1 else "Decisions"
    verb = "was" if len(numbers) == 1 else "were"
    return f"{decisions} {listed(numbers)} {verb} taken without a quorum."
