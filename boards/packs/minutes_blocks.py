"""The blocks of a meeting's minutes as they went round: frozen words, with what is kept back.

What was said at an item with a restricted paper is kept back with the paper, from all but members.
All readers count the same numbers.
"""

from collections.abc import Iterator
from functools import cached_property

from django.db.models import Q
from django.db.models.functions import Coalesce

from boards.models import Body, Minutes
from boards.packs.audience import Audience
from boards.packs.blocks import Block, Paragraph, Part, Slip
from boards.papers.queries import live_restrictions
from boards.record.queries import minutes_blocks

KEPT_BACK = "What is kept back here belongs to a paper that is not for everybody."


class MinutesBlocks:
    """The minutes of a body, for one kind of reader."""

    def __init__(self, body: Body, audience: Audience) -> None:
        self.body, self.audience = body, audience

    def words(self, minutes: Minutes, numbers: Iterator[str]) -> Iterator[Block]:
        """The parts of a version in order, each with its heading."""
        kept_back = self._kept_back_numbers(minutes)
        for part in minutes_blocks(minutes):
            paragraphs = [Paragraph(next(numbers), words) for words in part.paragraphs]
            yield Part(part.heading)
            if part.number in kept_back:
                yield Slip(paragraphs[0].number, KEPT_BACK)
            else:
                yield from paragraphs

    def _kept_back_numbers(self, minutes: Minutes) -> set[int]:
        """The items of the minutes that have a paper this reader may not have."""
        sections = minutes.sections.filter(item__in=self.restricted_items)
        return {section.number for section in sections}

    @cached_property
    def restricted_items(self) -> set[int]:
        """The items of the body with a restricted paper; for members, none is kept back."""
        if self.audience.is_members:
            return set()
        of_body = Q(report__item__meeting__body=self.body)
        of_body |= Q(attachment__report__item__meeting__body=self.body)
        item = Coalesce("report__item", "attachment__report__item")
        return set(live_restrictions().filter(of_body).values_list(item, flat=True))
