"""The demo's actions: some done, some late, one passed up and waiting; played through the services.

Everything in them is invented. They end today: the board member of the demo has one action that is
overdue, one that is due soon and one for later, and the clerk has one to close.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import cycle

from boards.follow_up.services import (
    close_action,
    escalate,
    open_action,
    take_escalation,
    update_action,
)
from boards.models import Action, AgendaItem, Body, Meeting
from councils import clock
from councils.models import Person, User
from councils.queries import calendar_of

AFTER = time(19, 45)  # when the clerk writes down what a meeting agreed
A_MEETING = 2  # actions of each meeting
CARRIED = 0.3  # how often one needs a second day
OPEN_MEETINGS = 1  # the latest meetings whose actions are not done yet


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, why it takes longer, and what was done in the end."""

    text: str
    later: str
    done: str
    evidence: str


TASKS = (
    Task(
        "Ask every school to hold review meetings outside lessons, and report how many do.",
        "Half of the schools have answered. The others are rung up this month.",
        "All schools have answered: most hold them after lessons now, the rest from September.",
        "Table of schools, annex 2",
    ),
    Task(
        "Publish how long young people wait for help with their mental health, each quarter.",
        "The trust counts from another day than we do. One definition is being agreed.",
        "Published with the counts. The wait has come down by nine days since spring.",
        "Measure page, narrative",
    ),
    Task(
        "Give each young person who moves a named worker to ring, two weeks before.",
        "Two teams do it; the third has no worker to spare until the new one starts.",
        "All three teams do it since May. The forum asked eleven young people: ten had a name.",
        "Forum’s note of its survey",
    ),
    Task(
        "Bring a plan for homes within the area, with what each place costs.",
        "The market study is late.",
        "The plan came to the meeting and was agreed, with two homes to open next year.",
        "Report to the meeting",
    ),
    Task(
        "Write the leaflet on rights again in plain words, with the forum.",
        "The forum wants to try it out with younger children first.",
        "Written with six young people, and given out with every care plan since.",
        "The leaflet",
    ),
    Task(
        "Say who answers the phone to care leavers at weekends.",
        "The rota is being agreed with the emergency duty team.",
        "The number is on the card that each care leaver has, and was answered in four test calls.",
        "Log of test calls",
    ),
    Task(
        "Check that each health assessment is booked within the time the law gives.",
        "Two practices have not sent their dates.",
        "Booked in time for all but a few; each of those has a date and a reason.",
        "Health report, part 3",
    ),
    Task(
        "Offer every councillor a visit to a children’s home or the leaving care team.",
        "Dates for the autumn are being found.",
        "Nineteen councillors went. What they heard is in the engagement log.",
        "Engagement log",
    ),
)
MINE = (
    Task("Meet the head of the virtual school about part-time timetables.", "", "", ""),
    Task("Ask the housing association for two more flats for care leavers.", "", "", ""),
    Task("Visit the leaving care team and report what young people ask for.", "", "", ""),
)
SAID = Task(
    "Send the forum an answer about contact with brothers and sisters.",
    "",
    "The forum has the answer. It says which visits are paid for and who arranges them.",
    "Letter to the forum",
)
STUCK = Task(
    "Agree with health who pays for therapy when a child is placed in another county.",
    "Health has asked for another meeting.",
    "",
    "",
)
WHY_UP = (
    "It was carried forward twice. It needs a decision on money that both organisations can be "
    "held to, which this group cannot take."
)


def play(bodies: Sequence[Body], *, by: User, today: date, seed: str) -> None:
    """Play the actions of some bodies, from their first meeting to today."""
    for body in bodies:
        chance = random.Random(f"{seed} {body.key}")  # noqa: S311 - believable, not secret
        meetings = list(body.meetings.filter(held_on__lt=today).order_by("held_on"))
        owners = _owners(body, today)
        if meetings and owners:
            _play(_Playing(by, body, owners, today, chance), meetings)
    for body in bodies:
        if body.parent in bodies:
            _pass_up(body, by=by, today=today)


def _owners(body: Body, today: date) -> list[Person]:
    """Who holds an adults' seat, in the order of the seats: the chair and the member come first."""
    held = [seat.holders.current(today) for seat in body.seats.order_by("position")]
    people = [holder.person for holders in held for holder in holders.select_related("person")]
    return list(dict.fromkeys(people))


@dataclass
class _Playing:
    by: User
    body: Body
    owners: list[Person]
    today: date
    chance: random.Random

    def open_on(self, item: AgendaItem, task: Task, owner: Person, due_on: date) -> Action:
        """Set it on the evening of its meeting."""
        calendar = calendar_of(self.body.council)
        with clock.set_to(clock.moment(item.meeting.held_on, AFTER)):
            return open_action(
                by=self.by,
                body=self.body,
                item=item,
                text=task.text,
                owner=owner,
                due_on=max(calendar.on_or_before(due_on), item.meeting.held_on),
            )

    def carry(self, action: Action, task: Task, on: date, to: date) -> None:
        """Give it another day, with the reason."""
        with clock.set_to(on):
            update_action(by=self.by, action=action, words=task.later, due_on=to)


def _play(playing: _Playing, meetings: list[Meeting]) -> None:
    tasks = _in_turn(TASKS, playing.chance)
    owners = _in_turn(playing.owners, playing.chance)
    for place, meeting in enumerate(meetings):
        is_open = place >= len(meetings) - OPEN_MEETINGS
        for _ in range(A_MEETING):
            _action(playing, meeting, next(tasks), next(owners), is_open=is_open)
    _for_the_people_of_the_demo(playing, _item(meetings[-1]))


def _in_turn(things: Sequence, chance: random.Random) -> Iterator:
    """One after the other, without end, from anywhere."""
    start = chance.randrange(len(things))
    return cycle([*things[start:], *things[:start]])


def _item(meeting: Meeting) -> AgendaItem:
    """What the meeting talked about longest."""
    return meeting.items.order_by("-minutes", "position").first()


def _action(
    playing: _Playing, meeting: Meeting, task: Task, owner: Person, *, is_open: bool
) -> None:
    """An action of a meeting; those of earlier ones are done, some of them with a second day."""
    held, chance = meeting.held_on, playing.chance
    action = playing.open_on(
        _item(meeting), task, owner, held + timedelta(weeks=chance.choice((3, 4, 6)))
    )
    due, carried = action.due_on, chance.random() < CARRIED
    if carried and due + timedelta(weeks=3) < playing.today:
        playing.carry(action, task, due, due + timedelta(weeks=3))
        due += timedelta(weeks=3)
    calendar = calendar_of(playing.body.council)
    done = calendar.on_or_before(due + timedelta(days=chance.randint(-6, 5)))
    if not is_open and done < playing.today:
        _close(action, task, playing.by, done)


def _close(action: Action, task: Task, by: User, day: date) -> None:
    with clock.set_to(day):
        close_action(by=by, action=action, done=task.done, evidence=task.evidence)


def _for_the_people_of_the_demo(playing: _Playing, item: AgendaItem) -> None:
    """What waits today: for the member three actions, for the clerk one that is said to be done."""
    today, chair, member = (
        playing.today,
        playing.owners[0],
        playing.owners[min(1, len(playing.owners) - 1)],
    )
    for task, days in zip(MINE, (-9, 5, 40), strict=True):
        playing.open_on(item, task, member, today + timedelta(days=days))
    said = playing.open_on(item, SAID, chair, today + timedelta(days=12))
    with clock.set_to(today - timedelta(days=1)):
        update_action(
            by=chair.user or playing.by,
            action=said,
            words=SAID.done,
            evidence=SAID.evidence,
            says_done=True,
        )


def _pass_up(body: Body, *, by: User, today: date) -> None:
    """Where a body is part of another: one matter that was taken there, and one that waits."""
    meetings = list(body.meetings.filter(held_on__lt=today).order_by("held_on"))
    playing = _Playing(by, body, _owners(body, today), today, random.Random(0))  # noqa: S311
    first = _stuck(playing, meetings[0])
    taken = body.parent.meetings.filter(held_on__gt=first.due_on).order_by("held_on").first()
    if taken:
        with clock.set_to(first.due_on):
            passed = escalate(by=by, reason=WHY_UP, to_body=body.parent, action=first)
        with clock.set_to(taken.held_on):
            take_escalation(by=by, escalation=passed, item=_item(taken))
    last = _stuck(playing, meetings[-2])
    with clock.set_to(today - timedelta(days=6)):
        escalate(by=by, reason=WHY_UP, to_body=body.parent, action=last)


def _stuck(playing: _Playing, meeting: Meeting) -> Action:
    """An action that was carried forward twice."""
    day = meeting.held_on + timedelta(days=14)
    action = playing.open_on(_item(meeting), STUCK, playing.owners[-1], day)
    for _ in range(2):
        due = action.due_on
        playing.carry(action, STUCK, due, due + timedelta(days=14))
        action.refresh_from_db()
    return action
