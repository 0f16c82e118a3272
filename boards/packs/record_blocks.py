"""The blocks of a body's own record: what is stuck, the last minutes, what is still to be done.

Members and the forum get the minutes once they have gone round; everybody gets them once they are
confirmed, and at once where the body is a formal committee, whose minutes are open by law (Local
Government Act 1972, section 100C). What was said at an item with a restricted paper is kept back
with the paper, and an issue whose figure a reader is not shown is not named to them (R18). All
readers count the same numbers.
"""

from collections.abc import Iterator
from functools import cached_property

from django.db.models import QuerySet

from boards.follow_up.queries import open_actions
from boards.models import AgendaItem, BodyRules, Edition, Meeting, Minutes
from boards.packs.audience import Audience
from boards.packs.blocks import Block, Heading, Paragraph, Slip
from boards.packs.minutes_blocks import KEPT_BACK, MinutesBlocks
from boards.queries import rules_on
from boards.record.queries import day_of, item_for_last_minutes, last_minutes
from boards.register.issues.queries import Line, stuck_issues
from councils.queries import small_number_limit
from councils.working_days import day_in_words
from measures.models import Measure, Observation
from measures.queries import cards

WENT_ROUND = "They went round on {day}. This meeting is asked to agree that they are right."
CONFIRMED = "They were agreed by the meeting on {day}."
NOT_YET = (
    "The minutes of the meeting on {day} stand here. Everybody can read them once they are agreed."
)
#: How far something may be known: to members, to the forum as well, to everybody.
REACH = {Edition.Kind.MEMBERS: 0, Edition.Kind.FORUM: 1, Edition.Kind.PUBLIC: 2}


class RecordBlocks:
    """The record of a meeting's body, for one kind of reader."""

    def __init__(self, meeting: Meeting, audience: Audience) -> None:
        self.meeting, self.audience = meeting, audience
        self.minutes = MinutesBlocks(meeting.body, audience)
        self.item = item_for_last_minutes(meeting)

    # What is stuck

    def stuck(self, numbers: Iterator[str]) -> list[Block]:
        """The issues that open the pack, each with its history and what is asked (R15).

        Those everybody may know of come first and those for members alone last, so that nobody
        can tell from a gap in the numbers that a figure they are not shown is red.
        """
        lines = stuck_issues(self.meeting)
        reach = self._reach(lines)
        shown = sorted(lines, key=lambda line: -reach[line.latest.pk])
        shown = [line for line in shown if reach[line.latest.pk] >= REACH[self.audience.kind]]
        if not shown:
            return []
        return [
            Heading("What is stuck"),
            *(Paragraph(next(numbers), line.stuck.words) for line in shown),
        ]

    def _reach(self, lines: list[Line]) -> dict[int, int]:
        """How far each issue may be known, as `REACH` has it.

        Beyond the members a measure is known only if its whole history is shown there, its newest
        figure among it, signed off; what somebody raised as a concern is known to the forum.
        """
        if not lines:
            return {}
        keys = [line.latest.measure_id for line in lines if line.latest.measure_id]
        rows = Measure.objects.of(self.audience.council).filter(pk__in=keys)
        figures = Observation.objects.of(self.audience.council)
        newest = self._shown(rows, figures.standing())
        signed = self._shown(rows, figures.signed_off())
        signed = {key: figure for key, figure in signed.items() if newest.get(key) == figure}
        public = self._shown(rows.public(), figures.public())
        return {line.latest.pk: _reach_of(line, signed, public) for line in lines}

    def _shown(self, measures: QuerySet[Measure], figures: QuerySet[Observation]) -> dict:
        """The newest figure of each measure of which nothing is hidden."""
        limit = small_number_limit(self.audience.council)
        found = cards(measures, today=self.audience.today, limit=limit, figures=figures)
        return {
            card.measure.pk: (card.latest.as_at, card.latest.value)
            for card in found
            if card.latest and not any(figure.hidden for figure in card.figures)
        }

    # Minutes and matters arising

    def of(self, item: AgendaItem, numbers: Iterator[str]) -> list[Block]:
        """What stands under the item at which the last minutes are agreed; nothing elsewhere."""
        if self.item is None or item.pk != self.item.pk:
            return []
        minutes = last_minutes(self.meeting)
        return [
            *(self._minutes(minutes, numbers) if minutes else ()),
            *self._actions(numbers),
        ]

    def _minutes(self, minutes: Minutes, numbers: Iterator[str]) -> Iterator[Block]:
        held_on = day_in_words(minutes.meeting.held_on)
        yield Heading(f"Minutes of the meeting on {held_on}")
        first = next(numbers)
        blocks = list(self.minutes.words(minutes, numbers))
        if not self._may_read(minutes):
            yield Slip(first, NOT_YET.format(day=held_on))
            return
        yield Paragraph(first, _state_words(minutes, self.meeting))
        yield from blocks

    def _may_read(self, minutes: Minutes) -> bool:
        return not self.audience.is_public or bool(minutes.confirmed_at) or self.is_open_at_once

    @cached_property
    def rules(self) -> BodyRules | None:
        """The terms of reference this meeting is held by."""
        return rules_on(self.meeting.body, self.meeting.held_on)

    @property
    def is_open_at_once(self) -> bool:
        """Whether the body is a formal committee, whose minutes are open before they are agreed."""
        return bool(self.rules) and self.rules.legal_status == BodyRules.LegalStatus.COMMITTEE

    def _actions(self, numbers: Iterator[str]) -> Iterator[Block]:
        """What the body has still to do, the longest overdue first."""
        lines = open_actions(self.meeting.body, self.meeting.held_on)
        if lines:
            yield Heading("What is still to be done")
        for line in lines:
            number, action = next(numbers), line.action
            if action.item_id in self.minutes.restricted_items:
                yield Slip(number, KEPT_BACK)
                continue
            who = "" if self.audience.is_public else f" {action.owner}."
            yield Paragraph(
                number, f"{action}: {_sentence(action.text)}{who} {line.standing.words}"
            )


def _reach_of(line: Line, signed: dict, public: dict) -> int:
    measure = line.latest.measure_id
    if measure is None:
        return REACH[Edition.Kind.FORUM] if line.latest.concern else REACH[Edition.Kind.MEMBERS]
    if measure not in signed:
        return REACH[Edition.Kind.MEMBERS]
    same = public.get(measure) == signed[measure]
    return REACH[Edition.Kind.PUBLIC if same else Edition.Kind.FORUM]


def _state_words(minutes: Minutes, meeting: Meeting) -> str:
    """How far the minutes are, in words that the meeting itself does not change."""
    earlier = minutes.confirmed_in
    if earlier and earlier.held_on < meeting.held_on:
        return CONFIRMED.format(day=day_in_words(earlier.held_on))
    return WENT_ROUND.format(day=day_in_words(day_of(minutes.circulated_at)))


def _sentence(words: str) -> str:
    text = words.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
