"""What is asked of a meeting's questions, and of a year of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from boards import challenge as rule
from boards.agenda import Purpose
from boards.cycle import MunicipalYear
from boards.models import AgendaItem, Body, Challenge, Edition, EditionItem, Meeting
from boards.oversight.asking.saying import why_not_log
from boards.oversight.queries import members_seats
from boards.register.queries import discipline_of
from boards.seats.queries import belongs_to
from councils import clock
from councils.models import Person, User
from pledges.models import Statement, StatementKind


@dataclass(frozen=True, slots=True)
class Asked:
    """An item with the questions a strategy would have asked of it, and those that were."""

    item: AgendaItem
    prompts: tuple[rule.Shown, ...]
    challenges: list[Challenge]


def prompts_of(body: Body) -> QuerySet[Statement]:
    """The questions the body's strategy tells its readers to ask."""
    return _prompts(body.strategy_id)


def _prompts(strategy: int | OuterRef) -> QuerySet[Statement]:
    said = Statement.objects.filter(strategy=strategy)
    return said.filter(kind=StatementKind.QUESTION_PROMPT).order_by("position")


def shown_for(item: AgendaItem, prompts: Sequence[Statement]) -> tuple[rule.Shown, ...]:
    """The prompts beside an item; a strategy's own prompts fit every theme."""
    return _shown(item, [rule.Prompt(each.text, source=each.source) for each in prompts])


def _shown(item: AgendaItem, said: list[rule.Prompt]) -> tuple[rule.Shown, ...]:
    return rule.prompts_for(said, purpose=Purpose(item.purpose), theme=item.theme_id)


def items_open(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items its members know of: all from the day of the meeting, before it the published ones.

    An item that came after the papers went out stays the clerk's until it is published.
    """
    items = meeting.items.order_by("position")
    if meeting.held_on <= clock.today():
        return items
    latest = Edition.objects.filter(meeting=OuterRef("edition__meeting"), kind="members")
    latest = latest.order_by("-number").values("pk")[:1]
    published = EditionItem.objects.filter(edition__meeting=meeting, edition=Subquery(latest))
    return items.filter(title__in=published.values("title"))


def asked_at(meeting: Meeting) -> list[Asked]:
    """The meeting's items, each with its prompts and the questions members asked: three queries."""
    prompts = list(prompts_of(meeting.body))
    found: dict[int, list[Challenge]] = {}
    for each in challenges_of(meeting):
        found.setdefault(each.item_id, []).append(each)
    return [
        Asked(item, shown_for(item, prompts), found.get(item.pk, []))
        for item in items_open(meeting)
    ]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """The questions to ask at one item, and why “I asked this” cannot be said, where it cannot.

    `may_log`: whether this person logs questions here at all.
    """

    item: AgendaItem
    prompts: tuple[rule.Shown, ...]
    may_log: bool
    refused: str


def to_ask(
    user: User,
    meeting: Meeting,
    asking: Mapping[str, object] | None,
    *,
    belongs: bool | None = None,
) -> ToAsk | None:
    """What one of the meeting's people may ask at an item of its papers; at most one query.

    `asking` is what `asked_of` says of the item: None where it is not on the agenda as it is in the
    papers. `belongs` is whether the person belongs to the body, where that is known already.
    """
    if asking is None:
        return None
    item = AgendaItem(pk=asking["pk"], purpose=asking["purpose"], theme_id=asking["theme"])
    may_log = user.has_perm("boards.log_challenge", meeting)
    if may_log and belongs is None:
        belongs = belongs_to(user, meeting.body, clock.today())
    refused = why_not_log(meeting.held_on, clock.today(), cancelled=meeting.is_cancelled)
    prompts = [rule.Prompt(**each) for each in asking["said"]]
    return ToAsk(item, _shown(item, prompts), may_log and bool(belongs), refused)


def asked_of() -> QuerySet[AgendaItem]:
    """Items, each with what `to_ask` takes of it, the prompts of its body's strategy with it: `asking`."""
    said = _prompts(OuterRef("meeting__body__strategy"))
    said = ArraySubquery(said.values(each=JSONObject(text="text", source="source")))
    known = {"pk": "pk", "title": "title", "purpose": "purpose", "theme": "theme_id"}
    return AgendaItem.objects.order_by().annotate(asking=JSONObject(**known, said=said))


def challenges_of(meeting: Meeting) -> QuerySet[Challenge]:
    """The questions asked at a meeting, in the order in which they were logged."""
    rows = Challenge.objects.filter(item__meeting=meeting)
    return rows.select_related("asked_by", "discipline", "prompt").order_by("item", "logged_at")


def person_of(user: User, meeting: Meeting) -> Person | None:
    """The person who asks, if they belong to the body today: members, substitutes, co-opted."""
    if not belongs_to(user, meeting.body, clock.today()):
        return None
    return Person.objects.filter(council=meeting.council_id, user=user).first()


def meetings_asked_at(body: Body, year: MunicipalYear) -> QuerySet[Meeting]:
    """The year's meetings that are not cancelled, with `.asked`, the latest first."""
    of_year = body.meetings.filter(
        cancelled_at__isnull=True, held_on__range=(year.starts_on, year.ends_on)
    )
    return (
        of_year.annotate(asked=Count("items__challenges"))
        .select_related("theme")
        .order_by("-held_on")
    )


def summary_of(body: Body, year: MunicipalYear) -> rule.Summary:
    """What was asked over a year by theme and discipline: three queries; nobody is named."""
    rows = Challenge.objects.filter(
        item__meeting__body=body,
        item__meeting__cancelled_at__isnull=True,
        item__meeting__held_on__range=(year.starts_on, year.ends_on),
    ).select_related("item__theme", "discipline")
    disciplines = dict.fromkeys(filter(None, map(discipline_of, members_seats(body))))
    return rule.summary(
        [_counted(row) for row in rows],
        themes=[theme.name for theme in body.strategy.themes.order_by("position")],
        disciplines=sorted(disciplines),
        year=year.label,
    )


def _counted(row: Challenge) -> rule.Challenge:
    return rule.Challenge(
        theme=row.item.theme.name if row.item.theme else "",
        discipline=row.discipline.name if row.discipline else "",
        answered=bool(row.answer.strip()),
    )
