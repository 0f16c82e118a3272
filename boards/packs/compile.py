"""From live rows to blocks: what each kind of reader gets for a meeting.

Members get every standing figure as it is; the forum gets the same with small numbers hidden; the
public gets signed-off figures of published measures with small numbers hidden. Item and paragraph
numbers are the same for all three.
"""

from datetime import date
from functools import cached_property
from itertools import count

from django.db.models import QuerySet

from boards.models import AgendaItem, Edition, Meeting
from boards.packs.blocks import (
    Block,
    Facts,
    Figure,
    Heading,
    Item,
    Pack,
    Paragraph,
    Point,
    Promise,
    Question,
    Slip,
)
from boards.queries import agenda_of, deadlines_for
from councils.disclosure import hidden_words
from councils.queries import small_number_limit
from measures.models import Measure, Observation
from measures.queries import NO_FIGURE, Card, cards, in_theme
from pledges.models import PledgeSet, StatementKind, Theme
from pledges.models import Promise as PromiseRow

ASKED = "{body} asks itself before each decision: {prompt}"
FOR_MEMBERS = (
    "These figures are for {members}: small numbers are shown, by which a child could be "
    "recognised. Do not pass them on."
)


class Compiler:
    """Compiles one meeting for one kind of reader."""

    def __init__(self, meeting: Meeting, kind: str, *, today: date) -> None:
        self.meeting, self.kind, self.today = meeting, kind, today
        self.council = meeting.council
        self.words = meeting.council.words
        self.is_public = kind == Edition.Kind.PUBLIC
        self.limit = None if kind == Edition.Kind.MEMBERS else small_number_limit(meeting.council)

    def pack(self) -> Pack:
        """The whole pack."""
        rows = agenda_of(self.meeting)
        items = [self.item(number, row) for number, row in enumerate(rows, start=1)]
        return Pack(
            kind=self.kind,
            council=self.council.name,
            body=self.meeting.body.name,
            meeting=f"{self.meeting.held_on:%A %-d %B %Y}",
            theme=self.meeting.theme.name if self.meeting.theme else "",
            items=(self.front(), *items),
        )

    def front(self) -> Item:
        """What this meeting is for, when and where it is, and what was due when."""
        meeting = self.meeting
        rows = [
            ("Date", f"{meeting.held_on:%A %-d %B %Y}"),
            ("Time", f"{meeting.starts_at:%H:%M}, for {meeting.slot_minutes} minutes"),
            ("Place", meeting.place),
            ("Theme", meeting.theme.name if meeting.theme else "none for this meeting"),
        ]
        blocks: list[Block] = [Facts(tuple(rows)), *self.prompt(), *self.dates()]
        return Item(number=0, title="About this meeting", blocks=tuple(blocks))

    def prompt(self) -> list[Block]:
        """The question the strategy puts before every decision, where it has one."""
        prompt = (
            self.meeting.body.strategy.statements.filter(kind=StatementKind.QUESTION_PROMPT)
            .order_by("position")
            .first()
        )
        if prompt is None:
            return []
        return [Paragraph("0.1", ASKED.format(body=self.meeting.body.name, prompt=prompt.text))]

    def dates(self) -> list[Block]:
        """When members and the forum get the papers and when the minutes go round."""
        due = deadlines_for(self.meeting.body, self.meeting.held_on, self.council)
        named = [
            (f"{self.words.members.capitalize()} get the papers", due.papers),
            (f"The {self.words.forum} gets the papers", due.fair_notice),
            ("Minutes go round", due.minutes),
        ]
        rows = tuple((label, f"by {d.act_by:%A %-d %B %Y}") for label, d in named if d)
        return [Heading("Dates"), Facts(rows)] if rows else []

    def item(self, number: int, row: AgendaItem) -> Item:
        """One item, with what the rooms below bring to it."""
        blocks: list[Block] = []
        if row.kind == AgendaItem.Kind.THEME:
            blocks = self.theme(number, row.theme)
        if row.takes_questions:
            blocks = self.questions(number, row)
        return Item(
            number=number,
            title=row.title,
            purpose=row.purpose_shown,
            minutes=row.minutes,
            protected=row.is_protected,
            blocks=tuple(blocks) or (Paragraph(f"{number}.1", self.nothing(row)),),
        )

    def nothing(self, row: AgendaItem) -> str:
        """What stands in an item that has no papers."""
        if row.takes_questions:
            return "No question has been put yet. This time is kept for young people all the same."
        return "There are no papers for this item."

    def theme(self, number: int, theme: Theme | None) -> list[Block]:
        """The promises and measures of the theme, numbered on through the item.

        A body without themes looks at all that is in force, and at each measure with a figure.
        """
        promises, measures = self.promises(theme), self.measures(theme)
        numbers = (f"{number}.{place}" for place in count(1))
        blocks: list[Block] = []
        if promises:
            blocks.append(Heading("What was promised"))
        blocks += [self.promise(next(numbers), row) for row in promises]
        if measures:
            blocks += [Heading("What the figures say"), Paragraph(next(numbers), self.caution())]
        shown = {card.measure.pk: card for card in self.cards(measures)}
        blocks += [self.figure(next(numbers), row, shown.get(row.pk)) for row in measures]
        return blocks

    def promises(self, theme: Theme | None) -> list[PromiseRow]:
        """The promises looked at under the theme; without one, those in force."""
        rows = PromiseRow.objects.of(self.council)
        in_force = rows.filter(pledge_set__state=PledgeSet.State.IN_FORCE)
        rows = rows.filter(theme_links__theme=theme) if theme else in_force
        return list(rows.select_related("pledge_set").order_by("pledge_set", "position"))

    def measures(self, theme: Theme | None) -> QuerySet[Measure]:
        """The measures looked at under the theme; without one, those with a figure."""
        rows = Measure.objects.of(self.council)
        if theme:
            return in_theme(rows, theme)
        return rows.filter(observations__isnull=False).distinct().order_by("position")

    @cached_property
    def public_promises(self) -> set[int]:
        """The promises that anyone may read."""
        return set(PromiseRow.objects.of(self.council).public().values_list("pk", flat=True))

    def promise(self, number: str, row: PromiseRow) -> Block:
        """A promise, or the slip that stands in its place."""
        if self.is_public and row.pk not in self.public_promises:
            return Slip(number, f"A {self.words.promise} stands here that is not published.")
        by = f"{row.pledge_set.title}, to {row.pledge_set.audience}"
        return Promise(number=number, stem=row.pledge_set.stem, text=row.text, by=by)

    def caution(self) -> str:
        """How the figures of this edition are to be read."""
        if self.limit is None:
            return FOR_MEMBERS.format(members=self.words.members)
        return hidden_words(self.words.children, self.limit)

    def cards(self, measures: QuerySet[Measure]) -> list[Card]:
        """The measures as this reader may see them."""
        figures = Observation.objects.of(self.council)
        if self.is_public:
            measures, figures = measures.public(), figures.public()
        else:
            figures = figures.standing()
        return cards(measures, today=self.today, limit=self.limit, figures=figures)

    def figure(self, number: str, row: Measure, card: Card | None) -> Block:
        """A measure, or the slip that stands in its place."""
        if card is None:
            return Slip(number, f"A {self.words.measure} stands here that is not published.")
        return figure_block(number, card)

    def questions(self, number: int, row: AgendaItem) -> list[Block]:
        """The questions put to the meeting, in their public wording."""
        return [
            Question(
                number=f"{number}.{place}",
                who=f"{put.question.forum.name} asks",
                text=put.question.public_wording,
            )
            for place, put in enumerate(row.put_questions.all(), start=1)
        ]


def figure_block(number: str, card: Card) -> Figure:
    """A measure as a pack prints it."""
    latest = card.latest
    return Figure(
        number=number,
        title=card.measure.title,
        value=latest.text if latest else NO_FIGURE,
        counts=card.note if latest else "",
        as_at=_as_at(card),
        rating=card.verdict,
        tone=card.tone,
        why=card.measure.why_it_matters,
        narrative=latest.narrative if latest else "",
        unit=card.unit,
        alt=card.alt,
        target=None if card.target is None else f"{card.target:f}",
        points=tuple(
            Point(f"{f.as_at:%-d %b %Y}", None if f.value is None else f"{f.value:f}", f.text)
            for f in card.figures
        ),
    )


def _as_at(card: Card) -> str:
    """The day of the figure, with what has to be known about it."""
    latest = card.latest
    if latest is None:
        return ""
    return f"on {latest.as_at:%-d %B %Y}, {latest.status}"
