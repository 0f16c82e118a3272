"""What the agenda builder asks: the items with all that stands under them, and what is owed."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from boards.agenda import AgendaCheck, Purpose, may_discuss
from boards.agendas.building import Line, settled, why_not_remove
from boards.agendas.carrying import (
    ESCALATED_MINUTES,
    RATIFY_MINUTES,
    UPDATE_MINUTES,
    cancelled_words,
    cut,
    escalated_words,
    put_off_words,
    ratify_words,
    update_words,
)
from boards.agendas.progress import Record
from boards.cycle import expects_papers
from boards.deadlines import MeetingDeadlines
from boards.follow_up.queries import open_escalations
from boards.models import (
    Action,
    AgendaItem,
    Attender,
    Body,
    Challenge,
    CoOption,
    Decision,
    Declaration,
    Dots,
    Edition,
    EditionItem,
    Escalation,
    ForumTime,
    Meeting,
    Minutes,
    MinutesSection,
    Outcome,
    PutQuestion,
    RegisterEntry,
    Report,
    Turn,
)
from boards.queries import rule_item, with_forums
from councils import clock

Kind = AgendaItem.Kind

#: What may stand under an item and keeps it on the agenda: the table, and how it is named.
HANGS: tuple[tuple[type[Model], str, str], ...] = (
    (PutQuestion, "item", "a question"),
    (Dots, "item", "a count of young people’s dots"),
    (Turn, "item", "a time on the clock of the takeover"),
    (Report, "item", "a report"),
    (Attender, "item", "somebody invited for it"),
    (CoOption, "item", "somebody co-opted for it"),
    (Outcome, "item", "an outcome"),
    (Decision, "item", "a decision"),
    (Action, "item", "an action"),
    (Escalation, "item", "a matter passed up to another body"),
    (ForumTime, "item", "a record of the forum’s time"),
    (Declaration, "item", "a declaration of interest"),
    (Challenge, "item", "a question a member asked"),
    (MinutesSection, "item", "a part of the minutes"),
    (AgendaItem, "carried_from", "an item of a later meeting that took it over"),
)
#: Kinds that come back at a later meeting when they were put off; each meeting has the others.
COME_BACK = (Kind.THEME, Kind.OTHER)


# The items of a meeting -----------------------------------------------------------------------------


def items_to_build(meeting: Meeting) -> list[AgendaItem]:
    """The meeting's items in order, with what the builder shows of each.

    `.origin` says where it comes from, `.hanging_words` what stands under it, `.attender_names`
    and `.coopted_names` who comes for it.
    """
    hanging = {
        f"hangs_{number}": Exists(model._default_manager.filter(**{field: OuterRef("pk")}))
        for number, (model, field, _) in enumerate(HANGS)
    }
    invited = Attender.objects.filter(item=OuterRef("pk")).order_by("person__name")
    coopted = CoOption.objects.filter(item=OuterRef("pk"), is_settled=False)
    items = list(
        with_dots(meeting.items)
        .select_related(
            "carried_from__meeting", "carried_from__outcome", "from_body", "takes__from_body"
        )
        .annotate(
            **hanging,
            attender_names=ArraySubquery(invited.values("person__name")),
            coopted_names=ArraySubquery(coopted.order_by("person__name").values("person__name")),
            carried_numbers=ArraySubquery(_views(OuterRef("carried_from")).values("number")),
        )
        .order_by("position")
    )
    for item in items:
        item.meeting, item.council = meeting, meeting.council
        item.origin = origin_words(item)
        item.hanging_words = [
            words for number, (_, _, words) in enumerate(HANGS) if getattr(item, f"hangs_{number}")
        ]
    return items


def with_dots(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Items with `.dotted`: for each forum that put dots on it, its number, its name, how many."""
    dots = Dots.objects.filter(item=OuterRef("pk")).order_by("forum__name")
    told = JSONObject(forum="forum_id", name="forum__name", number="number")
    return items.annotate(dotted=ArraySubquery(dots.values(told=told)))


def _views(item: object) -> QuerySet[Decision]:
    """What too few decided at an item."""
    views = Decision.objects.filter(item=item, is_view=True, withdrawn_at__isnull=True)
    return views.order_by("number")


def is_parked(item: AgendaItem, meeting: Meeting) -> bool:
    """Whether an item is for information and takes up no time (R7)."""
    return not may_discuss(rule_item(item), meeting.theme_id).allowed


def lines(items: Iterable[AgendaItem], meeting: Meeting, *, printed: Container[str]) -> list[Line]:
    """The items as the order takes them; `printed` are the numbers of papers that are out."""
    return [
        Line(
            key=item.pk,
            title=item.title,
            parked=is_parked(item, meeting),
            fixed=item.kind == Kind.STANDING,
            printed=item.number if item.number in printed else "",
        )
        for item in items
    ]


def in_order(
    items: Iterable[AgendaItem], meeting: Meeting, *, printed: Container[str]
) -> list[Line]:
    """The items as they stand, what is for information only last."""
    return settled(lines(items, meeting, printed=printed))


def printed_numbers(meeting: Meeting) -> set[str]:
    """The numbers that items have in papers which are out; none before they are."""
    return set(_printed(meeting))


def _printed(meeting: object) -> QuerySet:
    rows = EditionItem.objects.filter(edition__meeting=meeting).order_by("number")
    return rows.values_list("number", flat=True).distinct()


def with_builder(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with `.printed` (see `printed_numbers`), the days by which the body's open actions
    are due, and `.heard`, the forums it hears.
    """
    return with_forums(meetings, body="body").annotate(
        printed=ArraySubquery(_printed(OuterRef("pk"))),
        open_actions=ArraySubquery(
            Action.objects.filter(body=OuterRef("body"), closed_at__isnull=True).values("due_on")
        ),
    )


def why_not_removed(item: AgendaItem, *, printed: Container[str]) -> str:
    """Why an item stays on the agenda; empty where it can be taken off."""
    return why_not_remove(item.title, hanging=item.hanging_words, is_printed=item.number in printed)


def origin_words(item: AgendaItem) -> str:
    """Where an item comes from, in words; empty for one that began at this meeting."""
    if escalation := getattr(item, "takes", None):
        return _escalated(escalation)
    if item.kind == Kind.UPDATE and item.from_body:
        return update_words(item.from_body.name, body=item.council.words.body)
    if item.carried_from:
        return _carried(item.carried_from, item.carried_numbers)
    return ""


def _carried(source: AgendaItem, numbers: list[int]) -> str:
    if source.meeting.is_cancelled:
        return cancelled_words(source.meeting.held_on)
    if numbers:
        return ratify_words(numbers, source.meeting.held_on)
    return put_off_words(source.meeting.held_on)


def _escalated(escalation: Escalation) -> str:
    on = clock.local(escalation.escalated_at).date()
    return escalated_words(escalation.from_body.name, on, escalation.reason)


# How far a meeting is -------------------------------------------------------------------------------


def with_record(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with what is on record of each, for `record_of`."""
    minutes = Minutes.objects.filter(meeting=OuterRef("pk")).order_by("number")
    editions = Edition.objects.filter(meeting=OuterRef("pk"), kind=Edition.Kind.MEMBERS)
    return meetings.annotate(
        is_registered=Exists(RegisterEntry.objects.filter(meeting=OuterRef("pk"))),
        is_drafted=Exists(minutes),
        published_at=Subquery(editions.order_by("number").values("published_at")[:1]),
        circulated_at=_first_day(minutes, "circulated_at"),
        confirmed_at=_first_day(minutes, "confirmed_at"),
    )


def _first_day(minutes: QuerySet[Minutes], name: str) -> Subquery:
    return Subquery(minutes.filter(**{f"{name}__isnull": False}).values(name)[:1])


def record_of(meeting: Meeting, *, check: AgendaCheck, due: MeetingDeadlines) -> Record:
    """What is on record of a meeting from `with_record`, as the rule of its steps takes it."""
    return Record(
        held_on=meeting.held_on,
        expects_papers=expects_papers(meeting.kind),
        invited_on=_day(meeting.invited_at),
        refusals=check.refusals,
        papers=due.papers,
        published_on=_day(meeting.published_at),
        is_registered=meeting.is_registered,
        minutes=due.minutes,
        is_drafted=meeting.is_drafted,
        circulated_on=_day(meeting.circulated_at),
        confirmed_on=_day(meeting.confirmed_at),
    )


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None


# What is owed to a meeting --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owed:
    """Something a meeting is to take over: its key, the item it becomes, and why, in words."""

    key: str
    item: AgendaItem
    words: str
    escalation: Escalation | None = None

    @property
    def title(self) -> str:
        """What the item is called."""
        return self.item.title

    @property
    def is_update(self) -> bool:
        """Whether a group tells the body how it gets on."""
        return self.item.kind == Kind.UPDATE


def owed_to(meeting: Meeting) -> list[Owed]:
    """What earlier meetings and other bodies owe this one, and it has not taken over yet."""
    return [*_from_earlier(meeting), *_handed_over(meeting), *_updates(meeting)]


def _from_earlier(meeting: Meeting) -> Iterator[Owed]:
    """Items put off, those of cancelled meetings, and decisions to be ratified."""
    for source in _sources(meeting):
        if source.unratified:
            yield Owed(
                key=f"item-{source.pk}",
                item=_new_item(
                    meeting,
                    title=cut(f"To ratify: {source.title}"),
                    purpose=Purpose.DECISION.value,
                    minutes=RATIFY_MINUTES,
                    carried_from=source,
                ),
                words=ratify_words(source.unratified, source.meeting.held_on),
            )
        else:
            yield Owed(
                key=f"item-{source.pk}",
                item=_again(meeting, source),
                words=_carried(source, []),
            )


def _again(meeting: Meeting, source: AgendaItem) -> AgendaItem:
    """An item as it was, at another meeting."""
    return _new_item(
        meeting,
        kind=source.kind,
        title=source.title,
        purpose=source.purpose,
        minutes=source.minutes,
        theme=source.theme,
        chair_reason=source.chair_reason,
        presenter=source.presenter,
        carried_from=source,
    )


def _new_item(meeting: Meeting, **fields: object) -> AgendaItem:
    return AgendaItem(council=meeting.council, meeting=meeting, **fields)


def _sources(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The earlier items that this meeting is to take over, the oldest first."""
    taken = AgendaItem.objects.filter(
        carried_from=OuterRef("pk"), meeting__cancelled_at__isnull=True
    )
    in_hand = taken.filter(Q(meeting=meeting) | Q(meeting__held_on__gte=clock.today()))
    unratified = _views(OuterRef("pk")).filter(ratified_by__isnull=True)
    lost = Q(
        meeting__cancelled_at__isnull=False,
        kind=Kind.OTHER,
        carried_from__isnull=True,
        from_body__isnull=True,  # what was passed up waits by itself
    )
    put_off = Q(
        meeting__cancelled_at__isnull=True,
        kind__in=COME_BACK,
        outcome__result=Outcome.Result.DEFERRED,
    )
    theme_again = AgendaItem.objects.filter(
        kind=Kind.THEME,
        theme=OuterRef("theme"),
        meeting__body=meeting.body,
        meeting__held_on__gt=OuterRef("meeting__held_on"),
        meeting__cancelled_at__isnull=True,
    )
    again_to_ratify = Exists(_views(OuterRef("carried_from")).filter(ratified_by__isnull=True))
    return (
        AgendaItem.objects.filter(meeting__body=meeting.body, meeting__held_on__lt=meeting.held_on)
        .filter(
            (Exists(unratified) & ~Exists(in_hand))
            | ((put_off & ~again_to_ratify | lost) & ~Exists(taken))
        )
        .exclude(Q(kind=Kind.THEME), Exists(theme_again))
        .annotate(unratified=ArraySubquery(unratified.values("number")))
        .select_related("meeting", "theme")
        .order_by("meeting__held_on", "position")
    )


def _handed_over(meeting: Meeting) -> Iterator[Owed]:
    """Matters passed up to the body that no item takes."""
    for escalation in open_escalations(meeting.body):
        about = escalation.item or escalation.action.text
        title = escalation.promise or escalation.measure or about
        yield Owed(
            key=f"escalation-{escalation.pk}",
            item=_new_item(
                meeting,
                title=cut(f"From {escalation.from_body.short_name}: {title}"),
                purpose=Purpose.DECISION.value,
                minutes=ESCALATED_MINUTES,
                from_body=escalation.from_body,
            ),
            words=_escalated(escalation),
            escalation=escalation,
        )


def _updates(meeting: Meeting) -> Iterator[Owed]:
    """The groups that tell the body how they get on, and are not on this agenda."""
    there = AgendaItem.objects.filter(meeting=meeting, kind=Kind.UPDATE, from_body=OuterRef("pk"))
    groups = Body.objects.filter(parent=meeting.body, owes_updates=True)
    for group in groups.exclude(Exists(there)).order_by("position"):
        yield Owed(
            key=f"update-{group.pk}",
            item=_new_item(
                meeting,
                kind=Kind.UPDATE,
                title=cut(f"Update from the {group.name}"),
                minutes=UPDATE_MINUTES,
                from_body=group,
            ),
            words=update_words(group.name, body=meeting.council.words.body),
        )
