"""What was recorded at the demo's meetings: who came, what was decided, what the forum says.

Everything in it is invented. Nearly every meeting has its quorum; one began without, and what it
agreed was ratified at the next. Once the forum's time was cut short, and it got the minutes back.
The latest meeting left an issue at "noted".
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import cycle

from boards.follow_up.services import close_action
from boards.models import AgendaItem, Body, BodyRules, Decision, Issue, Meeting, Outcome
from boards.register.entries.queries import Row, register_rows
from boards.register.entries.services import save_register
from boards.register.entries.states import Mark, Sent, State
from boards.register.forum_time.services import judge_forum_time, record_forum_time
from boards.register.interests.services import declare_interest
from boards.register.issues.queries import Line, stuck_issues
from boards.register.issues.services import respond_to_issue
from boards.register.items.services import NewAction, record_item
from boards.register.services import ratify_decision, record_sitting
from councils import clock
from councils.models import Person, User
from councils.queries import calendar_of

BEGAN, ENDED, AFTER = time(17, 30), time(19, 25), time(19, 40)
#: When the others came to the meeting that began without a quorum, and when it decided.
LATE, EARLY = time(18, 40), time(17, 50)
#: Of ten adults so many are there, so many online; the next cannot come, the last is missing.
THERE, ONLINE, AWAY = 0.72, 0.84, 0.96
#: Places from the end: the meeting without a quorum, and the one that cut the forum's time.
WITHOUT_QUORUM, CUT_SHORT = 4, 3
GIVEN_OF_CUT = 9

HEARD = "The forum’s question was heard and answered. The answer goes to the forum in writing."
LOOKED_AT = "Members asked about the figures and heard from the services."
DECISIONS = (
    "Review meetings are held outside lessons wherever the young person wants it.",
    "A worker who goes is named to the young person with the one who comes, before the change.",
    "The figures on health come with the forum’s own view of them from now on.",
    "Two more homes in the area are looked for, and the search is reported at each meeting.",
    "Every care leaver is told in plain words what they can ask for, once a year.",
    "The answer to each question of the forum is read out at the next meeting.",
)
TASKS = (
    "Find out why, with the young people it is about, and bring what would change it.",
    "Bring a plan with dates to the next meeting.",
)
DONE = "It was done with the young people it is about. The report comes to the next meeting."
REASONS = (
    "Half a year is too short to see what the new team has changed.",
    "The figure follows two families who moved; nothing in the service has changed.",
)
INTEREST = "Fosters for the council."


def forum_time(meeting: Meeting, *, cast: Mapping[str, User], from_the_end: int) -> None:
    """What became of the forum's own time; played as it happens, for the next agenda owes it."""
    item = meeting.items.filter(kind=AgendaItem.Kind.PROTECTED).first()
    if item is None:
        return
    is_cut = from_the_end == CUT_SHORT
    given = GIVEN_OF_CUT if is_cut else item.minutes
    with clock.set_to(clock.moment(meeting.held_on, AFTER)):
        record_forum_time(by=cast["clerk"], item=item, given=given)
    with clock.set_to(meeting.held_on + timedelta(days=1)):
        judge_forum_time(by=cast["representative"], item=item, cut_short=is_cut)


class Recording:
    """One body's meetings, and who writes them down: each before the papers of the next."""

    def __init__(self, body: Body, *, cast: Mapping[str, User], today: date, seed: str) -> None:
        self.body, self.cast, self.today = body, cast, today
        self.chance = random.Random(f"{seed} register {body.key}")  # noqa: S311 - believable only
        rules = body.rules.order_by("in_force_from").last()
        self._counts = rules is not None and rules.quorum_kind == BodyRules.Quorum.DISCIPLINES
        self._decisions = _in_turn(DECISIONS, self.chance)
        self._view: Decision | None = None
        self._recorded = 0

    def record(self, meeting: Meeting, *, from_the_end: int) -> None:
        """Who came, what was decided and what became of its issues; 1 is the latest meeting."""
        short = self._counts and from_the_end == WITHOUT_QUORUM
        with clock.set_to(clock.moment(meeting.held_on, AFTER)):
            is_young = meeting.has_young_chair or self._recorded % 6 == 4
            self.sit(meeting, has_young_chair=is_young)
            people = self.register(meeting, is_short=short)
            self.items(meeting, next(self._decisions), at=EARLY if short else None)
            left = self.ratify(meeting, self._view)
            self.issues(meeting, people, is_latest=from_the_end == 1)
        view = Decision.objects.filter(item__meeting=meeting, is_view=True).first()
        self._view, self._recorded = left or view, self._recorded + 1

    @property
    def clerk(self) -> User:
        """Who writes it down."""
        return self.cast["clerk"]

    def sit(self, meeting: Meeting, *, has_young_chair: bool) -> None:
        """It began and ended in time, and the chair chaired it, or a young person did."""
        chair = Person.objects.filter(council=meeting.council_id, user=self.cast["chair"]).first()
        record_sitting(
            by=self.clerk,
            meeting=meeting,
            began=BEGAN,
            ended=ENDED,
            chair=None if has_young_chair else chair,
            has_young_chair=has_young_chair,
        )

    def register(self, meeting: Meeting, *, is_short: bool) -> list[Person]:
        """Most came as they had said; of those who did not, some sent their substitute."""
        rows = register_rows(meeting)
        marks = {row.key: self.came(row) for row in rows}
        if is_short:
            marks = {key: _late(state, first=n < 3) for n, (key, state) in enumerate(marks.items())}
        sent = {row.key: Sent(marks[row.key], row.shown) for row in rows if marks[row.key].mark}
        save_register(by=self.clerk, meeting=meeting, rows=sent)
        here = [row.who.person for row in rows if marks[row.key].is_there and row.who.person]
        return list(Person.objects.filter(pk__in=here).order_by("pk"))

    def came(self, row: Row) -> State:
        """How somebody came, as they had said, else by chance; substitutes only as they were sent."""
        if row.expected.mark:
            return row.expected
        if row.is_young:
            return State(Mark.PRESENT, 2)
        if not row.may_be_away:
            return State()
        drawn = self.chance.random()
        steps = ((THERE, Mark.PRESENT), (ONLINE, Mark.ONLINE), (AWAY, Mark.APOLOGIES))
        return State(next((mark for limit, mark in steps if drawn < limit), Mark.ABSENT))

    def items(self, meeting: Meeting, decision: str, *, at: time | None) -> None:
        """What came of each: a decision on the theme; the rest is noted."""
        for item in meeting.items.order_by("position"):
            is_theme = item.kind == AgendaItem.Kind.THEME
            record_item(
                by=self.clerk,
                item=item,
                result=Outcome.Result.DECIDED if is_theme else Outcome.Result.NOTED,
                words=LOOKED_AT if is_theme else HEARD if item.takes_questions else "",
                taken_at=at if is_theme else None,
                decision=decision if is_theme else "",
            )

    def ratify(self, meeting: Meeting, view: Decision | None) -> Decision | None:
        """What a meeting without a quorum agreed is ratified at the next."""
        if view is None:
            return None
        item = meeting.items.filter(kind=AgendaItem.Kind.THEME).first()
        if item:
            ratify_decision(by=self.clerk, decision=view, item=item)
        return None

    def issues(self, meeting: Meeting, people: list[Person], *, is_latest: bool) -> None:
        """The first stuck issue is acted on, explained or noted; the latest meeting noted it."""
        lines = [line for line in stuck_issues(meeting) if line.issue]
        if not lines or not people:
            return
        if is_latest:
            respond_to_issue(by=self.clerk, issue=lines[0].issue, response="noted")
            person = self.carer(people)
            declare_interest(by=self.clerk, meeting=meeting, person=person, words=INTEREST)
            return
        self.respond(lines[0], people)

    def carer(self, people: list[Person]) -> Person:
        """Who sits there for foster carers, else somebody who sits there."""
        seated = [each for each in people if each.seats.filter(seat__body=self.body).exists()]
        carers = [each for each in seated if each.seats.filter(seat__title__icontains="foster")]
        return (carers or seated or people)[-1]

    def respond(self, line: Line, people: list[Person]) -> None:
        """Act or explain, by chance."""
        meeting, chance = line.issue.meeting, self.chance
        if chance.random() < 0.5:
            respond_to_issue(
                by=self.clerk, issue=line.issue, response="explain", reason=chance.choice(REASONS)
            )
            return
        due = meeting.held_on + timedelta(weeks=6)
        action = NewAction(chance.choice(TASKS), chance.choice(people), due)
        respond_to_issue(by=self.clerk, issue=line.issue, response="act", action=action)
        self.done(line.issue, due)

    def done(self, issue: Issue, due: date) -> None:
        """What was to be done about it is done the day before it is due."""
        day = calendar_of(self.body.council).on_or_before(due - timedelta(days=1))
        if day < self.today:
            issue.refresh_from_db()
            with clock.set_to(day):
                close_action(by=self.clerk, action=issue.action, done=DONE)


def _late(state: State, *, first: bool) -> State:
    """Those who were not among the first came late."""
    return state if first or not state.is_there else State(state.mark, state.heads, LATE)


def _in_turn(things: Sequence[str], chance: random.Random) -> Iterator[str]:
    """One after the other, without end, from anywhere."""
    start = chance.randrange(len(things))
    return cycle([*things[start:], *things[:start]])
