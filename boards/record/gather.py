"""From what the clerk recorded to the draft of the minutes: rows in, parts of plain words out.

The words are made in boards/drafting.py and laid out in boards/record/layout.py; this module only
asks the database, the same number of times however long the meeting was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from boards import drafting
from boards.agenda import LastTime, Response
from boards.drafting import (
    Arising,
    Came,
    Entry,
    ItemRecord,
    NewAction,
    Outcome,
    Part,
    Passed,
    Stay,
    arising_words,
    drafted,
)
from boards.models import (
    Action,
    ActionUpdate,
    AgendaItem,
    Decision,
    Declaration,
    Escalation,
    ForumTime,
    Issue,
    Meeting,
    Minutes,
    RegisterEntry,
)
from boards.models import Outcome as OutcomeRow
from boards.papers.queries import live_restrictions
from boards.queries import forum_name
from boards.quorum import Capacity, Quorum
from boards.record.layout import Sitting, laid_out
from boards.register.issues.queries import Line, by_item, hidden_figures, name_for_everyone
from boards.register.queries import moments, sitting_of
from councils import clock

Mark, Result = RegisterEntry.Mark, OutcomeRow.Result
CAME = {
    Mark.PRESENT: Came.IN_PERSON,
    Mark.ONLINE: Came.ONLINE,
    Mark.APOLOGIES: Came.APOLOGIES,
    Mark.ABSENT: Came.ABSENT,
}
OUTCOMES = {
    Result.DECIDED: Outcome.AGREED,
    Result.ACTION: Outcome.DISCUSSED,
    Result.NOTED: Outcome.NOTED,
    Result.DEFERRED: Outcome.DEFERRED,
    Result.ESCALATED: Outcome.REFERRED,
}


def draft_of(meeting: Meeting) -> tuple[Part, ...]:
    """The draft of the meeting's minutes, as its register stands now.

    Where nobody is in the register yet, nothing is said of the quorum, nor that nobody sent
    apologies or declared an interest: it is not known.
    """
    register, items = sitting_of(meeting), list(_items(meeting))
    when, issues = moments(meeting, items), _issues(meeting, items)
    records = [
        _record(
            item,
            register.at(when[item.pk], item) if register.entries else None,
            issues.get(item.pk, ()),
        )
        for item in items
    ]
    declared = [_declaration(row) for row in _declarations(meeting)]
    parts = drafted(
        list(entries(register.entries)),
        records,
        declared,
        body=meeting.body.short_name,
        forum=forum_name(meeting.body, meeting.council),
    )
    if not register.entries:
        unknown = {"Apologies"} if declared else {"Apologies", "Declarations of interest"}
        parts = tuple(part for part in parts if part.item or part.heading not in unknown)
    standing = {
        item.position: item.title for item in items if item.kind == AgendaItem.Kind.STANDING
    }
    confirmed = Minutes.objects.filter(confirmed_in=meeting)
    days = confirmed.values_list("meeting__held_on", flat=True).order_by("meeting__held_on")
    said = {"confirmed": list(days), "arising": list(map(arising_words, _arising(meeting)))}
    return laid_out(_sitting(meeting), parts, standing=standing, **said)


def _sitting(meeting: Meeting) -> Sitting:
    closed = meeting.closed_at
    return Sitting(
        body=meeting.body.name,
        on=meeting.held_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        chair=meeting.chair.name if meeting.chair else "",
        young_chair=meeting.has_young_chair,
        ended_at=clock.local(closed).time() if closed else None,
    )


# The register -------------------------------------------------------------------------------------


def entries(rows: Iterable[RegisterEntry]) -> Iterator[Entry]:
    """Everybody in the register once, with their stays in order; young people as so many heads."""
    stays: dict[tuple, list[RegisterEntry]] = defaultdict(list)
    for row in sorted(rows, key=_by_seat):
        stays[row.person_id, row.seat_id].append(row)
    for same in stays.values():
        yield from [_entry(same)] * (1 if same[0].person_id else max(1, same[0].heads))


def _by_seat(row: RegisterEntry) -> tuple:
    """The body's own order of seats, then those without one by name."""
    name = row.person.name if row.person else ""
    return (row.seat is None, row.seat.position if row.seat else 0, name, row.stay)


def _entry(stays: Sequence[RegisterEntry]) -> Entry:
    first = stays[0]
    young = first.seat is not None and first.seat.is_young_people
    return Entry(
        name=first.person.name if first.person else "",
        seat=first.seat.title if first.seat else first.person.organisation,
        came=CAME[first.mark],
        capacity=Capacity(first.capacity),
        instead_of=first.instead_of.name if first.instead_of else "",
        young=young,
        stays=tuple(Stay(row.arrived_at, row.left_at) for row in stays),
    )


def _declarations(meeting: Meeting) -> QuerySet[Declaration]:
    return meeting.declarations.select_related("person", "item").order_by("item__position", "pk")


def _declaration(row: Declaration) -> drafting.Declaration:
    number = row.item.number_shown if row.item else None
    return drafting.Declaration(row.person.name, row.words, number, went_out=row.withdrew)


# The items ----------------------------------------------------------------------------------------


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    actions = Action.objects.filter(withdrawn_at__isnull=True).select_related("owner")
    decisions = Decision.objects.filter(withdrawn_at__isnull=True)
    # What was passed up about an issue is printed with the issue.
    passed = Escalation.objects.filter(issues__isnull=True).select_related("to_body")
    return (
        meeting.items.select_related("outcome", "forum_time")
        .prefetch_related(
            Prefetch("decisions", decisions),
            Prefetch("actions", actions.order_by("number")),
            Prefetch("escalations", passed),
        )
        .order_by("position")
    )


def _record(
    item: AgendaItem, quorum: Quorum | None, issues: Sequence[drafting.Issue]
) -> ItemRecord:
    outcome = getattr(item, "outcome", None)
    return ItemRecord(
        number=item.position,
        title=item.title,
        text=outcome.words if outcome else "",
        outcome=OUTCOMES.get(outcome.result) if outcome else None,
        decisions=tuple(
            drafting.Decision(str(row.number), row.text) for row in item.decisions.all()
        ),
        actions=tuple(
            NewAction(row.text, row.owner.name, row.first_due_on) for row in item.actions.all()
        ),
        passed=tuple(Passed(row.to_body.name, row.reason) for row in item.escalations.all()),
        issues=tuple(issues),
        quorum=quorum,
        forum_time=_forum_time(getattr(item, "forum_time", None)),
    )


def _forum_time(row: ForumTime | None) -> LastTime | None:
    return row and LastTime(row.planned, row.given, bool(row.cut_short))


# Matters arising ----------------------------------------------------------------------------------


def _arising(meeting: Meeting) -> Iterator[Arising]:
    """What was closed or carried forward after the meeting before this one and until its day."""
    for update in _since_last_time(meeting):
        action, may_say = update.action, not update.is_restricted
        yield Arising(
            number=action.number,
            what=action.text if may_say else "",
            words=update.words if may_say else "",
            was_due_on=update.was_due_on,
            now_due_on=update.now_due_on,
        )


def _since_last_time(meeting: Meeting) -> QuerySet[ActionUpdate]:
    """The rows of the stories that say so; of an action closed more than once, the last."""
    before = Meeting.objects.filter(
        body=meeting.body_id, held_on__lt=meeting.held_on, cancelled_at__isnull=True
    )
    later = ActionUpdate.objects.filter(
        action=OuterRef("action"), pk__gt=OuterRef("pk"), kind=ActionUpdate.Kind.REOPENED
    )
    closed = Q(kind=ActionUpdate.Kind.CLOSED) & ~Exists(later)
    rows = ActionUpdate.objects.filter(
        closed | Q(now_due_on__isnull=False),
        action__body=meeting.body_id,
        action__withdrawn_at__isnull=True,
        made_at__date__lte=meeting.held_on,
    )
    if last := before.order_by("-held_on").first():
        rows = rows.filter(made_at__date__gt=last.held_on)
    item = OuterRef("action__item")
    kept_back = Q(report__item=item) | Q(attachment__report__item=item)
    return (
        rows.annotate(is_restricted=Exists(live_restrictions().filter(kept_back)))
        .select_related("action")
        .order_by("action__number", "pk")
    )


# Issues that come back ----------------------------------------------------------------------------


def _issues(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, list[drafting.Issue]]:
    """The issues the minutes speak of, by the item at which they are printed.

    Those nothing was said of are left out, unless they are stuck: then they were noted once more.
    Anybody may read minutes in the end, so a measure whose figure is hidden is not named (R18).
    """
    found = by_item(meeting, items)
    hidden = hidden_figures(meeting, chain.from_iterable(found.values()))
    return {
        item: [_issue(line, hidden) for line in lines if line.issue and _is_told(line)]
        for item, lines in found.items()
    }


def _is_told(line: Line) -> bool:
    return bool(line.issue.response) or line.is_stuck


def _issue(line: Line, hidden: set[int]) -> drafting.Issue:
    response = Response(line.issue.response or Response.NOTED)
    name = name_for_everyone(line, hidden)
    return drafting.Issue(name, line.stuck, response, _words(line.issue))


def _words(row: Issue) -> str:
    """What was done about an issue, as its minute says after the verb."""
    if row.response == Issue.Response.ACT:
        return f"Action {row.action.number}: {row.action.text}"
    if row.response == Issue.Response.ESCALATE:
        return f"To {row.escalation.to_body.name}: {row.escalation.reason}"
    return row.reason if row.response == Issue.Response.EXPLAIN else ""
