"""How an agenda is filled: with what it always has, and with what is owed to it."""

from collections.abc import Collection, Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.agendas.carrying import cut
from boards.agendas.queries import (
    Kind,
    Owed,
    items_to_build,
    owed_to,
    printed_numbers,
    why_not_removed,
)
from boards.agendas.services import (
    delete_row,
    insert_item,
    late_words,
    open_agenda,
    release_escalation,
    settle_order,
)
from boards.cycle import takes_theme
from boards.follow_up.services import take_escalation
from boards.models import AgendaItem, Body, BodyRules, Escalation, Meeting, StandingItem
from boards.queries import forum_name, hears_a_forum, protected_time, rules_on, themes_of
from councils.models import User
from councils.writing import Refused, store
from pledges.models import Theme

WITHOUT_THEMES = "What was promised, and how it is going"
USUAL_QUESTION_MINUTES = 10


@transaction.atomic
def fill_agenda(*, by: User, meeting: Meeting) -> list[Owed]:
    """Put on a new meeting's agenda what it always has, and what is owed to it.

    Opening items, matters arising, the forum's own time, the theme, the groups' updates, closing
    items. A kind of meeting that takes no theme takes nothing over by itself.

    Returns:
        What was carried in, with where it comes from.
    """
    owed = _owed_with_theme(meeting) if takes_theme(meeting.kind) else []
    standing = list(meeting.body.standing_items.order_by("position"))
    opening, closing = (
        [_standing(meeting, item) for item in standing if item.place == place]
        for place in (StandingItem.Place.OPENING, StandingItem.Place.CLOSING)
    )
    forum = _forum_time(meeting, rules_on(meeting.body, meeting.held_on))
    matters = [each.item for each in owed if not each.is_update]
    updates = [each.item for each in owed if each.is_update]
    others = [*opening, *matters, *forum, *updates, *closing]
    spare = max(0, meeting.slot_minutes - sum(item.minutes for item in others))
    theme = _theme_item(meeting, spare=spare)
    _store_all(by, meeting, [*opening, *matters, *forum, *theme, *updates, *closing])
    _take_escalations(by, owed)
    return owed


def _owed_with_theme(meeting: Meeting) -> list[Owed]:
    """What is owed, but for a theme that was put off and is this meeting's own."""
    return [
        each
        for each in owed_to(meeting)
        if each.item.kind != Kind.THEME or each.item.theme_id != meeting.theme_id
    ]


def _store_all(by: User, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position, item._history_user = position, by
        store(item)
    settle_order(by=by, meeting=meeting)


def _take_escalations(by: User, owed: Iterable[Owed]) -> None:
    for each in owed:
        if each.escalation:
            take_escalation(by=by, escalation=each.escalation, item=each.item)


def _standing(meeting: Meeting, item: StandingItem) -> AgendaItem:
    return AgendaItem(
        council=meeting.council,
        meeting=meeting,
        kind=Kind.STANDING,
        title=item.title,
        minutes=item.minutes,
    )


def _forum_time(meeting: Meeting, rules: BodyRules | None) -> list[AgendaItem]:
    """The forum's protected time; an ordinary item where the body hears it without any."""
    kept = protected_time(meeting.body, rules, meeting.council, day=meeting.held_on).minutes
    if not kept and not hears_a_forum(meeting.body):
        return []
    return [
        AgendaItem(
            council=meeting.council,
            meeting=meeting,
            kind=Kind.PROTECTED if kept else Kind.QUESTIONS,
            title=cut(f"Questions from {forum_name(meeting.body, meeting.council)}"),
            minutes=kept or USUAL_QUESTION_MINUTES,
        )
    ]


def _theme_item(meeting: Meeting, *, spare: int) -> list[AgendaItem]:
    """The theme; where the body has none at all, everything it watches over."""
    if meeting.theme is None and themes_of(meeting.body):
        return []
    return [
        AgendaItem(
            council=meeting.council,
            meeting=meeting,
            kind=Kind.THEME,
            title=meeting.theme.name if meeting.theme else WITHOUT_THEMES,
            theme=meeting.theme,
            minutes=spare,
        )
    ]


@transaction.atomic
def follow_theme(*, by: User, meeting: Meeting, was: Theme | None) -> None:
    """Let the agenda follow a meeting whose theme has changed; `was` is the theme before.

    Raises:
        ValidationError: names the field `theme`: something stands under the item of the old one.
    """
    printed = printed_numbers(meeting)
    items = items_to_build(meeting)
    own = [each for each in items if each.kind == Kind.THEME and each.carried_from_id is None]
    item = next((each for each in own if each.theme_id == (was and was.pk)), None)
    if item and meeting.theme:
        if item.title == (was.name if was else WITHOUT_THEMES):
            item.title = meeting.theme.name
        item.theme, item._history_user = meeting.theme, by
        store(item)
    elif item:
        if refused := why_not_removed(item, printed=printed):
            raise ValidationError({"theme": refused})
        delete_row(by=by, row=item)
    elif meeting.theme:
        spare = max(0, meeting.slot_minutes - sum(each.minutes for each in items))
        (made,) = _theme_item(meeting, spare=spare)
        insert_item(by=by, meeting=meeting, item=made)
    settle_order(by=by, meeting=meeting)


@transaction.atomic
def carry_in(
    *, by: User, meeting: Meeting, keys: Collection[str] | None = None
) -> list[AgendaItem]:
    """Take over what is owed to a meeting: what these keys name, or all of it.

    What is on the agenda by now is left as it is, so that sending it twice takes it over once.

    Raises:
        Refused: the meeting is over or cancelled.
    """
    meeting = open_agenda(meeting)
    Body.objects.select_for_update().get(pk=meeting.body_id)  # two of its meetings at once
    owed = [each for each in owed_to(meeting) if keys is None or each.key in keys]
    is_late = bool(late_words(meeting))
    for each in owed:
        each.item.late_reason = each.words[:200] if is_late else ""
        insert_item(by=by, meeting=meeting, item=each.item, arising=not each.is_update)
    _take_escalations(by, owed)
    return [each.item for each in owed]


@transaction.atomic
def release_matters(*, by: User, meeting: Meeting) -> None:
    """Let what was passed up wait again, because the meeting that took it is cancelled."""
    for escalation in Escalation.objects.filter(taken_by__meeting=meeting):
        release_escalation(by=by, escalation=escalation)


@transaction.atomic
def take_matters_again(*, by: User, meeting: Meeting) -> None:
    """Take with its own items again what still waits, because the meeting is held after all."""
    own = meeting.items.filter(from_body__isnull=False, takes__isnull=True)
    items = {item.title: item for item in own}
    for each in owed_to(meeting):
        if each.escalation and each.title in items:
            take_escalation(by=by, escalation=each.escalation, item=items.pop(each.title))


@transaction.atomic
def keep_forum_time(*, by: User, meeting: Meeting) -> AgendaItem:
    """Give the forum the minutes it must have (R8), in an item that is there or a new one.

    Raises:
        Refused: the meeting is over or cancelled, or its body keeps no minutes for the forum.
    """
    meeting = open_agenda(meeting)
    rules = rules_on(meeting.body, meeting.held_on)
    due = protected_time(meeting.body, rules, meeting.council, day=meeting.held_on)
    if not due.minutes:
        raise Refused(due.words)
    own = list(meeting.items.filter(kind=Kind.PROTECTED).order_by("position"))
    if not own:
        (item,) = _forum_time(meeting, rules)
        insert_item(by=by, meeting=meeting, item=item, arising=True)
        return item
    missing = due.minutes - sum(item.minutes for item in own)
    if missing > 0:
        own[0].minutes += missing
        own[0]._history_user = by
        store(own[0])
    return own[0]
