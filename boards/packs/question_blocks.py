"""From the forum's questions to blocks: those put to the meeting, those that wait, what was told.

The one that has waited longest stands first. How long is counted to the day of the meeting, so
that a pack published again another day says the same; it ends where the question was answered
before. The questions are in words that two people have agreed to. What was told back one person
wrote, for a few young people: members and the forum read it, everybody else reads the day.
"""

from collections.abc import Iterator
from functools import cached_property

from boards.models import AgendaItem, Edition, Meeting, PutQuestion
from boards.packs.blocks import Block, Heading, Paragraph, Question
from boards.packs.to_forum_blocks import to_forum_blocks
from boards.to_forum.queries import told_since
from councils import clock
from councils.queries import calendar_of
from councils.working_days import date_in_words
from forums.answers.queries import answered_before, told_between, waiting_in
from forums.models import Answer, Forum
from forums.models import Question as Asked
from forums.waiting import Clock, is_brought_forward
from forums.waiting import clock as clock_of

TOLD = "What young people were told since the last papers"


class QuestionBlocks:
    """What stands in a meeting's item for the forum's questions, for one kind of reader."""

    def __init__(self, meeting: Meeting, kind: str) -> None:
        self.meeting = meeting
        self.is_public = kind == Edition.Kind.PUBLIC

    def of(self, row: AgendaItem, numbers: Iterator[str]) -> list[Block]:
        """The questions, the longest waiting first, what was told back, what forums were asked."""
        asked = to_forum_blocks(self.meeting, numbers)
        return [*self._questions(row, numbers), *self._told(numbers), *asked]

    @cached_property
    def _calendar(self):
        return calendar_of(self.meeting.council)

    @cached_property
    def _forums(self) -> list[Forum]:
        links = self.meeting.body.forum_links.select_related("forum").order_by("pk")
        return [link.forum for link in links]

    def _clock(self, question: Asked) -> Clock:
        since = clock.local(question.waits_since).date()
        return clock_of(since, max(since, self.meeting.held_on), self._calendar)

    def _questions(self, row: AgendaItem, numbers: Iterator[str]) -> Iterator[Block]:
        put = [each.question for each in row.put_questions.all()]
        asked = [*put, *self._brought_forward()]
        answers = answered_before(put, self.meeting.held_on)
        for question in sorted(asked, key=lambda each: (each.waits_since, each.pk)):
            yield Question(
                number=next(numbers),
                who=self._who(question, answers.get(question.pk)),
                text=question.public_wording,
            )

    def _who(self, question: Asked, answer: Answer | None) -> str:
        """Whose question it is, and how long it has waited; or that it was answered, and how soon."""
        if answer is None:
            waits = self._clock(question)
            said = f"asks, and has waited {waits.words}"
        else:
            since = clock.local(question.waits_since).date()
            waits = clock_of(since, clock.local(answer.answered_at).date(), self._calendar)
            said = f"asked; answered after {waits.words}"
        return f"{question.forum.name} {said}{', longer than it should' if waits.is_late else ''}"

    def _brought_forward(self) -> Iterator[Asked]:
        """Those of the body's forums that wait, and are on no agenda of this day or a later one."""
        on_agendas = PutQuestion.objects.filter(question__forum__in=self._forums)
        rows = on_agendas.order_by("item__meeting__held_on")  # the last of several days counts
        days = dict(rows.values_list("question_id", "item__meeting__held_on"))
        for question in waiting_in(self._forums):
            day = days.get(question.pk)
            is_later = clock.local(question.waits_since).date() > self.meeting.held_on
            if is_later or (day is not None and day >= self.meeting.held_on):
                continue
            if is_brought_forward(
                was_put=day is not None,
                is_reopened=question.reopened_at is not None,
                is_late=self._clock(question).is_late,
            ):
                yield question

    def _told(self, numbers: Iterator[str]) -> Iterator[Block]:
        told = told_between(self._forums, told_since(self.meeting), self.meeting.held_on)
        for place, answer in enumerate(told):
            if not place:
                yield Heading(TOLD)
            yield Question(
                number=next(numbers),
                who=f"{answer.question.forum.name} asked",
                text=answer.question.public_wording,
            )
            day = date_in_words(answer.told_on)
            told_back = f"{answer.role}, told on {day}: {answer.told_words}"
            yield Paragraph(next(numbers), f"Told back on {day}." if self.is_public else told_back)
