"""What waits to be done with questions, and which of it is a person's own.

Source: R19, and the product's own rule of two people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from councils.working_days import Calendar
from forums.flow import TO_ANSWER, State
from forums.waiting import clock


class Task(StrEnum):
    """What is to be done next with a question."""

    READ = "read"
    WORD = "word"
    AGREE = "agree"
    ANSWER = "answer"
    TELL = "tell"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Open:
    """A question on its way, as plain values: `worded_by` and `forum` are numbers."""

    pk: int
    forum: int
    state: State
    since: date
    worded_by: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """The questions of one task, the longest waiting first, and how many of them are late."""

    task: Task
    questions: tuple[int, ...]
    late: int

    @property
    def meta(self) -> str:
        """How many there are: “3 wait, 1 late”."""
        number = len(self.questions)
        waiting = f"{number} wait{'s' if number == 1 else ''}"
        return f"{waiting}, {self.late} late" if self.late else waiting


def task_of(question: Open, *, by: int) -> Task | None:
    """What the person `by` could do next with a question; nothing for who wrote its wording."""
    if question.state == State.WORDED:
        return None if question.worded_by == by else Task.AGREE
    if question.state in TO_ANSWER:
        return Task.ANSWER
    return {
        State.ASKED: Task.READ,
        State.READ: Task.WORD,
        State.ANSWERED: Task.TELL,
        State.TOLD: Task.JUDGE,
    }.get(question.state)


def work(
    questions: Iterable[Open], *, by: int, calendar: Calendar, today: date
) -> dict[Task, Work]:
    """What waits, task by task; `questions` are those that the person may have to do with."""
    found: dict[Task, list[Open]] = {}
    for question in sorted(questions, key=lambda each: (each.since, each.pk)):
        if task := task_of(question, by=by):
            found.setdefault(task, []).append(question)
    return {
        task: Work(
            task=task,
            questions=tuple(each.pk for each in rows),
            late=sum(clock(each.since, today, calendar).is_late for each in rows)
            if task is Task.ANSWER
            else 0,
        )
        for task, rows in found.items()
    }
