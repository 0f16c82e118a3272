"""From what a body asks its forums to blocks: what they have said since the last papers.

What is still open stands nowhere: no forum is ever late. Question and answer are words that two
people have agreed to, so that everybody reads the same.
"""

from collections.abc import Iterator

from boards.models import Meeting
from boards.packs.blocks import Block, Heading, Paragraph, Question
from boards.to_forum.queries import told_between, told_since

TITLE = "What we asked young people, and what they say"


def to_forum_blocks(meeting: Meeting, numbers: Iterator[str]) -> Iterator[Block]:
    """Each answer of a forum since the last papers and up to the meeting's day, with what was asked."""
    told = told_between(meeting.body, told_since(meeting), meeting.held_on)
    for place, answer in enumerate(told):
        if not place:
            yield Heading(TITLE)
        who = f"The {meeting.body.short_name} asked {answer.forum.name}"
        yield Question(number=next(numbers), who=who, text=answer.challenge.words)
        yield Paragraph(next(numbers), f"{answer.forum.name}: {answer.said}")
