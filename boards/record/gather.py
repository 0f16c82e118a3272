"""From what the clerk recorded to the draft of the minutes: rows in, parts of plain words out.

The words are made in boards/drafting.py and laid out in boards/record/layout.py; this module only
asks the database, the same number of times however long the meeting was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch, QuerySet

from boards import drafting
from boards.agenda import LastTime, Response, Shown, stuck_issue
from boards.drafting import Came, Entry, ItemRecord, NewAction, Outcome, Part, Stay, drafted
from boards.models import (
    Action,
    AgendaItem,
    Declaration,
    ForumTime,
    Issue,
    Meeting,
    Minutes,
    RegisterEntry,
)
from boards.models import Outcome as OutcomeRow
from boards.queries import forum_name
from boards.quorum import Capacity, Quorum
from boards.record.layout import Sitting, laid_out
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
    """The draft of the meeting's minutes, as its register stands now."""
    register, items = sitting_of(meeting), list(_items(meeting))
    when, issues = moments(meeting, items), _issues(meeting, items)
    records = [
        _record(item, register.at(when[item.pk], item), issues.get(item.pk, ())) for item in items
    ]
    parts = drafted(
        list(entries(register.entries)),
        records,
        [_declaration(row) for row in _declarations(meeting)],
        body=meeting.body.short_name,
        forum=forum_name(meeting.body, meeting.council),
    )
    standing = {
        item.position: item.title for item in items if item.kind == AgendaItem.Kind.STANDING
    }
    confirmed = Minutes.objects.filter(confirmed_in=meeting)
    days = confirmed.values_list("meeting__held_on", flat=True).order_by("meeting__held_on")
    return laid_out(_sitting(meeting), parts, standing=standing, confirmed=list(days))


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
    number = row.item.position if row.item else None
    return drafting.Declaration(row.person.name, row.words, number, went_out=row.withdrew)


# The items ----------------------------------------------------------------------------------------


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    actions = Action.objects.select_related("owner").order_by("number")
    return (
        meeting.items.select_related("outcome", "forum_time")
        .prefetch_related("decisions", Prefetch("actions", actions))
        .order_by("position")
    )


def _record(item: AgendaItem, quorum: Quorum, issues: Sequence[drafting.Issue]) -> ItemRecord:
    outcome = getattr(item, "outcome", None)
    return ItemRecord(
        number=item.position,
        title=item.title,
        text=outcome.words if outcome else "",
        outcome=OUTCOMES[outcome.result] if outcome else None,
        decisions=tuple(
            drafting.Decision(str(row.number), row.text) for row in item.decisions.all()
        ),
        actions=tuple(
            NewAction(row.text, row.owner.name, row.first_due_on) for row in item.actions.all()
        ),
        issues=tuple(issues),
        quorum=quorum,
        forum_time=_forum_time(getattr(item, "forum_time", None)),
    )


def _forum_time(row: ForumTime | None) -> LastTime | None:
    return row and LastTime(row.planned, row.given, bool(row.cut_short))


# Issues that come back ----------------------------------------------------------------------------


def _issues(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, list[drafting.Issue]]:
    """The issues the minutes speak of, by the item at which they are printed.

    Those nothing was said of are left out, unless they are stuck: then they were noted once more.
    """
    found: dict[int, list[drafting.Issue]] = defaultdict(list)
    shown = _shown_to(meeting)
    here = [row for rows in shown.values() for row in rows if row.meeting_id == meeting.pk]
    for row in sorted(here, key=lambda each: each.pk):
        earlier = [_pack(each) for each in shown[_about(row)] if each.meeting_id != meeting.pk]
        stuck = stuck_issue(row.name, earlier)
        item = _item_of(row, items)
        if item and (row.response or stuck.is_stuck):
            response = Response(row.response or Response.NOTED)
            found[item.pk].append(drafting.Issue(row.name, stuck, response, _words(row)))
    return found


def _shown_to(meeting: Meeting) -> dict[tuple, list[Issue]]:
    """The issues of the body's packs up to this meeting, by what they are about, oldest first."""
    rows = Issue.objects.filter(
        meeting__body=meeting.body_id,
        meeting__held_on__lte=meeting.held_on,
        meeting__cancelled_at__isnull=True,
    )
    rows = rows.select_related("meeting", "promise", "measure", "action", "escalation__to_body")
    found: dict[tuple, list[Issue]] = defaultdict(list)
    for row in rows.order_by("meeting__held_on", "pk"):
        found[_about(row)].append(row)
    return found


def _about(row: Issue) -> tuple:
    return (row.promise_id, row.measure_id, row.concern)


def _pack(row: Issue) -> Shown:
    """How an earlier pack showed the issue, as the rule takes it."""
    return Shown(
        on=row.meeting.held_on,
        colour=row.colour or None,
        worsening=row.is_worsening,
        disputed=row.is_disputed,
        response=Response(row.response) if row.response else None,
    )


def _item_of(row: Issue, items: Sequence[AgendaItem]) -> AgendaItem | None:
    """Where an issue is printed: at the item it was acted on, else at the theme, else at the first."""
    acted = {each.item_id for each in (row.action, row.escalation) if each}
    theme = AgendaItem.Kind.THEME
    return next(
        (
            item
            for wanted in (
                lambda each: each.pk in acted,
                lambda each: each.kind == theme,
                lambda each: each.kind != AgendaItem.Kind.STANDING,
            )
            for item in items
            if wanted(item)
        ),
        None,
    )


def _words(row: Issue) -> str:
    """What was done about an issue, as its minute says after the verb."""
    if row.response == Issue.Response.ACT:
        return f"Action {row.action.number}: {row.action.text}"
    if row.response == Issue.Response.ESCALATE:
        return f"To {row.escalation.to_body.name}: {row.escalation.reason}"
    return row.reason if row.response == Issue.Response.EXPLAIN else ""
