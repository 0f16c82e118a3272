"""From live rows to blocks: what each kind of reader gets for a meeting.

Here stands the order: the front page, then item by item what the rooms bring to it (theme_blocks,
record_blocks, question_blocks, report_blocks), after where it comes from (carried_blocks). Item and paragraph numbers
are the same for every kind of reader.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import count

from boards.models import AgendaItem, Meeting, Report
from boards.packs.asked import DATES
from boards.packs.audience import Audience
from boards.packs.blocks import Block, Facts, Item, Pack, Paragraph
from boards.packs.carried_blocks import CarriedBlocks
from boards.packs.question_blocks import QuestionBlocks
from boards.packs.record_blocks import RecordBlocks
from boards.packs.report_blocks import is_restricted, report_blocks
from boards.packs.theme_blocks import theme_blocks
from boards.papers.queries import cleared_reports
from boards.queries import agenda_of, deadlines_for, forum_name
from boards.quorum import listed
from councils.working_days import time_in_words
from pledges.models import StatementKind

ASKED = "{body} asks itself before each decision: {prompt}"


class Compiler:
    """Compiles one meeting for one kind of reader."""

    def __init__(self, meeting: Meeting, kind: str, *, today: date) -> None:
        self.meeting, self.council = meeting, meeting.council
        self.audience = Audience(meeting.council, kind, today)
        self.words = meeting.council.words
        self.record = RecordBlocks(meeting, self.audience)
        self.carried = CarriedBlocks(meeting, self.audience, self.record)
        self.reports: dict[int, list[Report]] = defaultdict(list)

    def pack(self) -> Pack:
        """The whole pack."""
        for report in cleared_reports(self.meeting):
            self.reports[report.item_id].append(report)
        rows = agenda_of(self.meeting)
        items = [self.item(row) for row in rows]
        hears = any(row.is_protected for row in rows)
        return Pack(
            kind=self.audience.kind,
            council=self.council.name,
            body=self.meeting.body.name,
            meeting=f"{self.meeting.held_on:%A %-d %B %Y}",
            theme=self.meeting.theme.name if self.meeting.theme else "",
            items=(self.front(hears=hears), *items),
        )

    # The front page

    def front(self, *, hears: bool) -> Item:
        """What this meeting is for, when and where it is, and what was due when.

        `hears`: some of its time is the forum's own.
        """
        meeting = self.meeting
        rows = [
            ("What it is for", self.purpose(hears=hears)),
            ("Date", f"{meeting.held_on:%A %-d %B %Y}"),
            ("Time", f"{time_in_words(meeting.starts_at)}, for {meeting.slot_minutes} minutes"),
            ("Place", meeting.place),
            ("Theme", meeting.theme.name if meeting.theme else "none for this meeting"),
        ]
        numbers = (f"0.{place}" for place in count(1))
        blocks: list[Block] = [Facts(tuple(rows)), *self.record.stuck(numbers)]
        blocks += [*self.prompt(numbers), *self.dates()]
        return Item(number="0", key="front", title="About this meeting", blocks=tuple(blocks))

    def purpose(self, *, hears: bool) -> str:
        """What the meeting is for, in a sentence."""
        parts = [f"look at {self.meeting.theme.name}"] if self.meeting.theme else []
        parts += [f"hear {forum_name(self.meeting.body, self.council)}"] if hears else []
        return f"To {listed([*parts, 'decide what is on its agenda'])}."

    def prompt(self, numbers: Iterator[str]) -> list[Block]:
        """The question the strategy puts before every decision, where it has one."""
        prompt = (
            self.meeting.body.strategy.statements.filter(kind=StatementKind.QUESTION_PROMPT)
            .order_by("position")
            .first()
        )
        if prompt is None:
            return []
        words = ASKED.format(body=self.meeting.body.name, prompt=prompt.text)
        return [Paragraph(next(numbers), words)]

    def dates(self) -> list[Block]:
        """When members and the forum get the papers and when the minutes go round."""
        due = deadlines_for(self.meeting.body, self.meeting.held_on, self.council)
        named = [
            (f"{self.words.members.capitalize()} get the papers", due.papers),
            (f"The {self.words.forum} gets the papers", due.fair_notice),
            ("Minutes go round", due.minutes),
        ]
        rows = tuple((label, f"by {d.act_by:%A %-d %B %Y}") for label, d in named if d)
        return [DATES, Facts(rows)] if rows else []

    # The items

    def item(self, row: AgendaItem) -> Item:
        """One item, with what the rooms bring to it; its reports stand last."""
        number = row.number_shown
        numbers = (f"{number}.{place}" for place in count(1))
        blocks: list[Block] = [*self.carried.of(row, numbers), *self.record.of(row, numbers)]
        if row.kind == AgendaItem.Kind.THEME:
            blocks += theme_blocks(self.audience, row.theme, numbers)
        if row.takes_questions:
            blocks += QuestionBlocks(self.meeting, self.audience.kind).of(row, numbers)
        for report in self.reports[row.pk]:
            blocks += report_blocks(report, numbers, kind=self.audience.kind)
        blocks = blocks or [Paragraph(next(numbers), self.nothing(row))]
        restricted = any(map(is_restricted, self.reports[row.pk]))
        return Item(
            number=number,
            key=str(row.pk),
            title=row.title,
            purpose=row.purpose_shown,
            minutes=row.minutes,
            protected=row.is_protected,
            blocks=(*self.carried.facts(row, restricted=restricted), *blocks),
        )

    def nothing(self, row: AgendaItem) -> str:
        """What stands in an item that has no papers."""
        if row.takes_questions:
            return "No question has been put yet. This time is kept for young people all the same."
        return "There are no papers for this item."
