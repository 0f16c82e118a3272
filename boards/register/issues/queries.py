"""What packs showed of an issue, meeting after meeting, and which issues are stuck (R15)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from boards.agenda import Response, Shown, Stuck, noted_words, stuck_issue
from boards.models import AgendaItem, Issue, Meeting
from councils import clock
from councils.queries import small_number_limit
from measures.models import Measure, Observation
from measures.queries import Card, cards
from measures.rating import Polarity, change_words

#: What an issue is about: a promise, a measure, or a concern in words.
About = tuple[int | None, int | None, str]

NOT_SHOWN = "A figure that is not shown here"


def about(issue: Issue) -> About:
    """What an issue is about, the same in every pack."""
    return issue.promise_id, issue.measure_id, issue.concern


def name_of(issue: Issue) -> str:
    """What an issue is called, as short as it is known by."""
    return issue.measure.short_title if issue.measure else issue.name


def shown(issue: Issue) -> Shown:
    """How a pack showed an issue, and what its meeting did, as the rule takes it."""
    return Shown(
        on=issue.meeting.held_on,
        colour=issue.colour or None,
        worsening=issue.is_worsening,
        disputed=issue.is_disputed,
        response=Response(issue.response) if issue.response else None,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An issue before a meeting: what earlier packs showed of it, and this meeting's own row.

    `issue` is None as long as the meeting's pack is not out.
    """

    latest: Issue
    stuck: Stuck
    issue: Issue | None

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.latest)

    @property
    def is_stuck(self) -> bool:
        """Whether the meeting must act, escalate or explain."""
        return self.stuck.is_stuck

    @property
    def is_answered(self) -> bool:
        """Whether the meeting acted on it, escalated it or explained why nothing is done."""
        return self.issue is not None and self.issue.response not in {Issue.Response.NOTED, ""}

    @property
    def why(self) -> str:
        """“red”, “worsening” or “disputed”, as this meeting's pack shows it; else as the last did."""
        return shown(self.issue or self.latest).why

    @property
    def is_left_at_noted(self) -> bool:
        """Whether it is stuck, and the meeting said nothing about it that counts."""
        return self.is_stuck and self.issue is not None and not self.is_answered

    @property
    def noted(self) -> str:
        """What the minutes print where it is left at noted; empty where it is not."""
        return noted_words(self.stuck) if self.is_left_at_noted else ""


def _up_to(meeting: Meeting) -> QuerySet[Issue]:
    """The issues of the body's meetings up to this one, oldest first: one query."""
    rows = Issue.objects.filter(
        meeting__body=meeting.body_id,
        meeting__held_on__lte=meeting.held_on,
        meeting__cancelled_at__isnull=True,
    )
    rows = rows.select_related("meeting", "promise", "measure", "action__owner")
    return rows.select_related("escalation__to_body").order_by("meeting__held_on", "pk")


def issue_lines(meeting: Meeting) -> list[Line]:
    """The issues a meeting has before it, those that are stuck first: one query.

    Once its pack is out, those the pack shows; until then, those that earlier packs left stuck. A
    figure that is green, or amber and no worse, is none.
    """
    by_thing: dict[About, list[Issue]] = {}
    for row in _up_to(meeting):
        by_thing.setdefault(about(row), []).append(row)
    is_out = any(rows[-1].meeting_id == meeting.pk for rows in by_thing.values())
    lines = [_line(rows, meeting) for rows in by_thing.values()]
    here = [each for each in lines if (each.issue and each.why) or (each.is_stuck and not is_out)]
    return sorted(here, key=lambda each: (not each.is_stuck, each.latest.pk))


def _line(rows: Sequence[Issue], meeting: Meeting) -> Line:
    own = rows[-1] if rows[-1].meeting_id == meeting.pk else None
    earlier = rows[:-1] if own else rows
    return Line(rows[-1], stuck_issue(name_of(rows[-1]), [shown(row) for row in earlier]), own)


def stuck_issues(meeting: Meeting) -> list[Line]:
    """The issues that open a meeting's pack: to be acted on, escalated or explained (R15)."""
    return [line for line in issue_lines(meeting) if line.is_stuck]


def item_for_issues(items: Iterable[AgendaItem]) -> AgendaItem | None:
    """The item at which issues are dealt with: the theme's, else the first that is not standing.

    None where the agenda has no items.
    """
    items = list(items)
    themes = [each for each in items if each.kind == AgendaItem.Kind.THEME]
    others = [each for each in items if each.kind != AgendaItem.Kind.STANDING]
    return next(iter((*themes, *others, *items)), None)


def by_item(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, list[Line]]:
    """The issues before a meeting by the item they are dealt with at: one query.

    One that was acted on or escalated belongs to the item where that was; the others to the usual
    one.
    """
    found: dict[int, list[Line]] = defaultdict(list)
    usual = item_for_issues(items)
    if usual is None:
        return found
    for line in issue_lines(meeting):
        row = line.issue
        made = row and (row.action or row.escalation)
        item = next((each for each in items if made and each.pk == made.item_id), usual)
        found[item.pk].append(line)
    return found


# What a pack shows --------------------------------------------------------------------------------


def issues_to_record(meeting: Meeting) -> list[Issue]:
    """The issues a pack published now shows, not saved: measures and concerns.

    Every measure of the council that has a figure is looked at, whatever the meeting is about. One
    that was an issue last time and has a figure that is none is among them, so that its count
    starts again. No promise is among them yet: nothing tells whether one is disputed.
    """
    latest: dict[About, Issue] = {}
    raised = []
    for row in _up_to(meeting):
        if row.meeting_id != meeting.pk:
            latest[about(row)] = row
        elif row.concern:
            raised.append(row)
    found = [*_measures(meeting, latest), *_concerns([*latest.values(), *raised])]
    for issue in found:
        issue.council, issue.meeting = meeting.council, meeting
    return found


def _measures(meeting: Meeting, latest: dict[About, Issue]) -> list[Issue]:
    in_use = Measure.objects.of(meeting.council).in_use()
    in_use = in_use.filter(observations__isnull=False).distinct()
    found = []
    for card in _cards(meeting, in_use, limit=None):
        issue = Issue(
            measure=card.measure,
            colour=card.rating.colour or "",
            is_worsening=is_worsening(card),
        )
        before = latest.get(about(issue))
        has_figure = card.latest is not None and card.latest.value is not None
        is_over = has_figure and before is not None and bool(shown(before).why)
        if _is_one(issue) or is_over:
            found.append(issue)
    return found


def _is_one(issue: Issue) -> bool:
    """Whether it counts as an issue as it is shown; a green figure never does."""
    return issue.colour == "red" or (issue.is_worsening and issue.colour != "green")


def _cards(meeting: Meeting, measures: QuerySet[Measure], *, limit: int | None) -> list[Card]:
    figures = Observation.objects.of(meeting.council).standing()
    return cards(measures, today=meeting.held_on, limit=limit, figures=figures)


def is_worsening(card: Card) -> bool:
    """Whether a measure's latest figure is worse than the one before."""
    values = [figure.value for figure in card.figures if figure.value is not None]
    polarity = Polarity(card.holds.polarity)
    return len(values) > 1 and change_words(values[-1], values[-2], polarity) == "worse"


def _concerns(rows: Iterable[Issue]) -> list[Issue]:
    """Concerns somebody raised, until a meeting acts on them or escalates them."""
    settled = {Issue.Response.ACT, Issue.Response.ESCALATE}
    going_on = {row.concern: row for row in rows if row.concern and row.response not in settled}
    return [Issue(concern=row.concern, colour=row.colour) for row in going_on.values()]


# What the forum is told ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What the forum is told of an issue that a meeting left at noted."""

    meeting: Meeting
    name: str
    words: str


def told_to_forum(meeting: Meeting) -> list[Told]:
    """The stuck issues the meeting left at noted, as the forum may be told of them.

    Nothing is told before the meeting has been closed, or its day is over. A measure whose figure
    the forum is not shown, because its numbers are small, is not named: that it is an issue would
    give its colour away (R18).
    """
    if meeting.held_on >= clock.today() and not meeting.closed_at:
        return []
    lines = [line for line in stuck_issues(meeting) if line.is_left_at_noted]
    hidden = hidden_figures(meeting, lines)
    return [Told(meeting, name_for_everyone(line, hidden), line.noted) for line in lines]


def name_for_everyone(line: Line, hidden: set[int]) -> str:
    """What an issue is called where the forum or anybody may read it: in minutes too (R18)."""
    return NOT_SHOWN if line.latest.measure_id in hidden else line.name


def hidden_figures(meeting: Meeting, lines: Iterable[Line]) -> set[int]:
    """The measures among the issues that are known to members only.

    All others are shown outside with their whole history, signed off, the newest figure among it:
    a figure judged by one that is hidden would give that one away (R18).
    """
    asked = {line.latest.measure_id for line in lines} - {None}
    if not asked:
        return set()
    measures = Measure.objects.filter(pk__in=asked)
    limit = small_number_limit(meeting.council)
    figures = Observation.objects.of(meeting.council).signed_off()
    told = cards(measures, today=meeting.held_on, limit=limit, figures=figures)
    in_full = _newest(card for card in told if not any(each.hidden for each in card.figures))
    newest = _newest(_cards(meeting, measures, limit=None))
    return {key for key in asked if in_full.get(key) != newest.get(key)}


def _newest(shown: Iterable[Card]) -> dict[int, tuple[date, Decimal | None]]:
    """The day and the value of each measure's newest figure."""
    return {
        card.measure.pk: (card.latest.as_at, card.latest.value) for card in shown if card.latest
    }
