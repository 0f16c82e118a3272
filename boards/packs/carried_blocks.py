"""The blocks that say where an item comes from: what members need to decide what was carried in.

First the facts, which have no number, because a reason may be given after the papers are out: who
brings the item, why it is late or urgent (Local Government Act 1972, section 100B(4)(b)), why the
chair gives it time, why the forum has more minutes than usual. Then, numbered, where it comes from.

Who brings an item is for members. Why another body hands a matter over was written for members and
stays theirs. The words of a decision that is to be ratified are shown to others where they stand in
minutes that are theirs to read: of the forum once they have gone round, of everybody once they are
agreed, at once where the body is a formal committee; never where a paper of that item is restricted.
All readers count the same numbers.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q

from boards.agendas.carrying import (
    cancelled_words,
    handed_over_words,
    put_off_words,
    ratify_words,
    update_words,
)
from boards.models import AgendaItem, Decision, Escalation, Meeting, MinutesSection
from boards.packs.audience import Audience
from boards.packs.blocks import Block, Facts, Paragraph, Slip
from boards.packs.record_blocks import RecordBlocks
from boards.queries import protected_time
from boards.record.queries import newest_to_read
from councils import clock

FOR_MEMBERS = "The reason stands in the papers of the {members}."
DECISION_FOR_MEMBERS = (
    "The words of decision {number} stand in the papers of the {members}. They stand here once they "
    "are in minutes that are for you too."
)


class CarriedBlocks:
    """Where the items of a meeting come from, for one kind of reader."""

    def __init__(self, meeting: Meeting, audience: Audience, record: RecordBlocks) -> None:
        self.meeting, self.audience, self.record = meeting, audience, record
        self.words = meeting.council.words
        self.items = {item.pk: item for item in _carried_in(meeting)}
        self.views: dict[int, list[Decision]] = defaultdict(list)
        sources = [item.carried_from_id for item in self.items.values() if item.carried_from_id]
        for decision in _views_waiting(sources, meeting):
            self.views[decision.item_id].append(decision)

    # What has no number

    def facts(self, row: AgendaItem, *, restricted: bool) -> list[Block]:
        """Who brings an item, why it is late, why it has time; `restricted`: it has such a paper."""
        is_open = self.audience.is_members or not (restricted or _is_handed_over(row))
        kept_back = FOR_MEMBERS.format(members=self.words.members)
        reasons = (
            ("Late or urgent", row.late_reason),
            ("Why the chair gives it time", row.chair_reason),
        )
        rows = [("Brought by", row.presenter)] if self.audience.is_members else []
        rows += [(name, why if is_open else kept_back) for name, why in reasons if why.strip()]
        rows += [("Time", self.time)] if row.is_protected and self.time else []
        shown = tuple((name, words) for name, words in rows if words.strip())
        return [Facts(shown)] if shown else []

    @property
    def time(self) -> str:
        """Why the forum has more minutes than usual (R8); empty where nothing is owed to it."""
        meeting = self.meeting
        rules = self.record.rules
        due = protected_time(meeting.body, rules, meeting.council, day=meeting.held_on)
        return due.words if due.owed else ""

    # What has

    def of(self, row: AgendaItem, numbers: Iterator[str]) -> Iterator[Block]:
        """Where an item comes from, in words; nothing for one that began at this meeting."""
        item = self.items.get(row.pk)
        if item is None:
            return
        if item.carried_from:
            yield from self._carried(item.carried_from, numbers)
        elif item.kind == AgendaItem.Kind.UPDATE:
            words = update_words(item.from_body.name, body=self.words.body)
            yield Paragraph(next(numbers), words)
        if escalation := _escalation_of(item):
            yield from self._handed_over(escalation, numbers)

    def _carried(self, source: AgendaItem, numbers: Iterator[str]) -> Iterator[Block]:
        views, held_on = self.views[source.pk], source.meeting.held_on
        if source.meeting.is_cancelled:
            words = cancelled_words(held_on)
        elif views:
            words = ratify_words([each.number for each in views], held_on)
        else:
            words = put_off_words(held_on)
        yield Paragraph(next(numbers), words)
        for decision in views:
            yield self._decision(decision, next(numbers))

    def _decision(self, decision: Decision, number: str) -> Block:
        if self.audience.is_members or self._is_out(decision):
            return Paragraph(number, f"{decision}: {decision.text}")
        told = {"number": decision.number, "members": self.words.members}
        return Slip(number, DECISION_FOR_MEMBERS.format(**told))

    def _is_out(self, decision: Decision) -> bool:
        """Whether minutes this reader may have say what was decided, word for word."""
        if decision.item_id in self.record.minutes.restricted_items:
            return False
        agreed = self.audience.is_public and not self.record.is_open_at_once
        minutes = newest_to_read(decision.item.meeting, agreed=agreed)
        texts = MinutesSection.objects.filter(minutes=minutes, item=decision.item_id)
        wanted = " ".join(decision.text.split())
        return any(
            wanted in " ".join(text.split()) for text in texts.values_list("text", flat=True)
        )

    def _handed_over(self, escalation: Escalation, numbers: Iterator[str]) -> Iterator[Block]:
        on = clock.local(escalation.escalated_at).date()
        yield Paragraph(next(numbers), handed_over_words(escalation.from_body.name, on))
        number = next(numbers)
        if self.audience.is_members:
            yield Paragraph(number, escalation.reason)
        else:
            yield Slip(number, FOR_MEMBERS.format(members=self.words.members))


def _carried_in(meeting: Meeting) -> list[AgendaItem]:
    carried_in = Q(carried_from__isnull=False) | Q(from_body__isnull=False)
    items = meeting.items.filter(carried_in).select_related(
        *("from_body", "takes__from_body"),
        *("carried_from__meeting", "carried_from__takes__from_body"),
    )
    return list(items)


def _views_waiting(sources: list[int], meeting: Meeting) -> list[Decision]:
    """What too few decided at these items, and no earlier meeting than this has ratified."""
    views = Decision.objects.filter(item__in=sources, is_view=True, withdrawn_at__isnull=True)
    views = views.exclude(ratified_by__item__meeting__held_on__lt=meeting.held_on)
    return list(views.select_related("item__meeting").order_by("number"))


def _escalation_of(item: AgendaItem) -> Escalation | None:
    """The matter an item takes from another body, or took before it was put off."""
    source = item.carried_from
    return getattr(item, "takes", None) or (getattr(source, "takes", None) if source else None)


def _is_handed_over(row: AgendaItem) -> bool:
    """Whether another body handed it over; one taken late has that body's reason as its own."""
    return row.from_body_id is not None and row.kind != AgendaItem.Kind.UPDATE
