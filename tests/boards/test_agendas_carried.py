"""What a meeting takes over: put off, to be ratified, passed up, owed by groups; minutes owed."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from boards.agendas.carry.services import carry_in, keep_forum_time
from boards.agendas.queries import items_to_build, owed_to
from boards.agendas.services import put_back, remove_item
from boards.models import AgendaItem, Body, Escalation, Meeting
from boards.packs.services import publish_pack, why_not_publish
from boards.queries import protected_time, rules_on
from boards.services import cancel_meeting, change_meeting, plan_meeting, reinstate_meeting
from councils import clock
from councils.models import User
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards, councils
from tests.support.people import person, sign_in

EARLIER, DAY, LATER = date(2026, 11, 11), date(2027, 1, 13), date(2027, 3, 10)
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def clerk(db) -> User:  # noqa: ARG001
    """Who plans."""
    return councils.UserFactory()


@pytest.fixture
def body(db) -> Body:  # noqa: ARG001
    """A panel with fifteen minutes for its forum, two themes, and items before and after."""
    body = boards.BodyRulesFactory(forum_time=True).body
    boards.BodyForumFactory(body=body)
    for name in ("Housing", "Health"):
        boards.ThemeFactory(strategy=body.strategy, name=name)
    boards.StandingItemFactory(body=body, title="Apologies")
    boards.StandingItemFactory(body=body, title="Any other business", closing=True)
    return body


@pytest.fixture
def held(body: Body) -> Meeting:
    """Its last meeting."""
    return boards.MeetingFactory(body=body, held_on=EARLIER)


def plan(body: Body, clerk: User, *, theme: str = "Health", **other: object) -> Meeting:
    """A meeting of two hours."""
    wanted = {
        "held_on": DAY,
        "starts_at": time(17, 30),
        "place": "Room 1",
        "theme": body.strategy.themes.get(name=theme) if theme else None,
        "slot_minutes": 120,
    }
    return plan_meeting(by=clerk, body=body, **wanted | other)


def put_off(held: Meeting, **fields: object) -> AgendaItem:
    """An item that the last meeting put off."""
    item = boards.AgendaItemFactory(meeting=held, title="Fostering", minutes=20, **fields)
    boards.OutcomeFactory(item=item, result="deferred")
    return item


def handed_over(body: Body, title: str) -> Escalation:
    """A matter that a lower body hands over."""
    lower = boards.BodyFactory(strategy=body.strategy, parent=body, short_name="Lower group")
    item = boards.AgendaItemFactory(meeting__body=lower, title=title)
    return boards.EscalationFactory(item=item, to_body=body)


def origins(meeting: Meeting) -> dict[str, str]:
    """Where the items of a meeting come from, by their titles."""
    return {item.title: item.origin for item in items_to_build(meeting) if item.origin}


# Put off ------------------------------------------------------------------------------------------


def test_what_was_put_off_comes_back_by_itself(body: Body, held: Meeting, clerk: User) -> None:
    """Under matters arising, as it was; the theme has what is left."""
    source = put_off(held, purpose="decision", presenter="Jo")
    meeting = plan(body, clerk)
    items = list(meeting.items.order_by("position"))
    assert [item.title for item in items] == [
        *("Apologies", "Fostering", items[2].title, "Health", "Any other business"),
    ]
    back = items[1]
    assert (back.carried_from, back.minutes, back.purpose, back.presenter) == (
        *(source, 20, "decision", "Jo"),
    )
    assert origins(meeting) == {
        "Fostering": "Put off at the meeting on Wednesday 11 November 2026."
    }
    assert sum(item.minutes for item in items) == 120
    assert owed_to(meeting) == []
    assert owed_to(plan(body, clerk, held_on=LATER, theme="")) == []


def test_what_each_meeting_has_anyway_does_not_come_back(
    body: Body, held: Meeting, clerk: User
) -> None:
    """Apologies that were put off are nobody's loss."""
    put_off(held, kind="standing")
    assert origins(plan(body, clerk)) == {}


def test_a_theme_put_off_comes_back_unless_it_is_taken_anyway(
    body: Body, held: Meeting, clerk: User
) -> None:
    """Nobody wants it twice."""
    housing = body.strategy.themes.get(name="Housing")
    put_off(held, kind="theme", theme=housing)
    again = plan(body, clerk, theme="Housing")
    assert again.items.filter(kind="theme").count() == 1
    cancel_meeting(by=clerk, meeting=again, reason="Snow.")
    other = plan(body, clerk)
    assert [item.theme.name for item in other.items.filter(kind="theme").order_by("position")] == [
        *("Housing", "Health"),
    ]


def test_an_extraordinary_meeting_takes_nothing_over_by_itself(
    body: Body, held: Meeting, clerk: User
) -> None:
    """It is offered all the same."""
    put_off(held)
    meeting = plan(body, clerk, kind="extraordinary", theme="")
    assert origins(meeting) == {}
    assert [each.title for each in owed_to(meeting)] == ["Fostering"]


def test_what_is_offered_is_taken_over_once(body: Body, held: Meeting, clerk: User) -> None:
    """One thing or all; a key that is of nothing any more is passed over."""
    meeting = plan(body, clerk)
    put_off(held)
    boards.BodyFactory(parent=body, strategy=body.strategy, owes_updates=True, name="Schools group")
    keys = {each.title: each.key for each in owed_to(meeting)}
    assert set(keys) == {"Fostering", "Update from the Schools group"}
    assert len(carry_in(by=clerk, meeting=meeting, keys=[keys["Fostering"], "item-0"])) == 1
    assert carry_in(by=clerk, meeting=meeting, keys=[keys["Fostering"]]) == []
    assert len(carry_in(by=clerk, meeting=meeting)) == 1
    titles = list(meeting.items.order_by("position").values_list("title", flat=True))
    assert titles.index("Fostering") == 1
    assert titles[-2:] == ["Update from the Schools group", "Any other business"]


def test_what_is_taken_over_late_says_why_by_itself(body: Body, held: Meeting, clerk: User) -> None:
    """Where it comes from is the reason."""
    meeting = plan(body, clerk)
    put_off(held)
    with clock.set_to(date(2027, 1, 8)):
        (item,) = carry_in(by=clerk, meeting=meeting)
    assert item.late_reason == "Put off at the meeting on Wednesday 11 November 2026."


def test_an_item_for_information_comes_back_parked(body: Body, held: Meeting, clerk: User) -> None:
    """Last, without time."""
    item = put_off(held, purpose="information")
    item.minutes = 0
    item.save()
    assert plan(body, clerk).items.order_by("position").last().title == "Fostering"


# To be ratified -----------------------------------------------------------------------------------


def test_the_view_of_too_few_comes_back_until_it_is_ratified(
    body: Body, held: Meeting, clerk: User
) -> None:
    """R4: at each meeting to come, one at a time; a decision that ratifies it ends it."""
    source = boards.AgendaItemFactory(meeting=held, title="Fostering")
    view = boards.DecisionFactory(item=source, number=3, is_view=True)
    boards.DecisionFactory(item=source, number=4)
    meeting = plan(body, clerk)
    assert origins(meeting) == {
        "To ratify: Fostering": (
            "Decision 3 was the view of those present on Wednesday 11 November 2026, too few for "
            "a quorum: to be ratified."
        )
    }
    later = plan(body, clerk, held_on=LATER, theme="")
    assert origins(later) == {}
    with clock.set_to(date(2027, 1, 14)):  # the next one came and went
        assert [each.title for each in owed_to(later)] == ["To ratify: Fostering"]
        outcome = boards.OutcomeFactory(
            item=meeting.items.get(carried_from=source), result="deferred"
        )
        assert len(owed_to(later)) == 1
        outcome.delete()
        boards.DecisionFactory(item=outcome.item, number=5, ratifies=view)
        assert owed_to(later) == []


# Passed up ----------------------------------------------------------------------------------------


def test_a_matter_handed_over_shows_up_and_is_taken(body: Body, clerk: User) -> None:
    """Taken off again it waits again; put back it is taken."""
    escalation = handed_over(body, "Money for homes")
    meeting = plan(body, clerk)
    escalation.refresh_from_db()
    item = escalation.taken_by
    assert item.title == "From Lower group: Money for homes"
    assert item.meeting == meeting
    assert "It needs money that only they have." in origins(meeting)[item.title]
    removed = remove_item(by=clerk, item=item)
    assert [each.escalation for each in owed_to(meeting)] == [escalation]
    put_back(by=clerk, meeting=meeting, removed=removed)
    escalation.refresh_from_db()
    assert escalation.taken_by_id == item.pk
    assert owed_to(meeting) == []


# Owed by groups -----------------------------------------------------------------------------------


def test_a_group_that_owes_updates_has_an_item_at_each_meeting(body: Body, clerk: User) -> None:
    """After the theme; one that owes none has none."""
    group = boards.BodyFactory(
        parent=body, strategy=body.strategy, owes_updates=True, name="Schools group"
    )
    boards.BodyFactory(parent=body, strategy=body.strategy, owes_updates=False)
    for day in (DAY, LATER):
        meeting = plan(body, clerk, held_on=day)
        update = meeting.items.get(kind="update")
        assert (update.from_body, update.minutes) == (group, 5)
        assert update.position == meeting.items.get(kind="theme").position + 1
    assert "tells the" in origins(meeting)["Update from the Schools group"]


# Cancelled meetings -------------------------------------------------------------------------------


def test_what_a_cancelled_meeting_had_taken_over_is_owed_again(
    body: Body, held: Meeting, clerk: User
) -> None:
    """What was put off, what was passed up, and what was its own."""
    put_off(held)
    escalation = handed_over(body, "Money")
    meeting = plan(body, clerk)
    boards.AgendaItemFactory(meeting=meeting, title="Its own", position=50)
    cancel_meeting(by=clerk, meeting=meeting, reason="Snow.")
    later = plan(body, clerk, held_on=LATER)
    found = origins(later)
    assert len(found) == 3
    assert found["Fostering"] == "Put off at the meeting on Wednesday 11 November 2026."
    assert found["Its own"] == (
        "From the meeting on Wednesday 13 January 2027, which was cancelled."
    )
    escalation.refresh_from_db()
    assert escalation.taken_by.meeting == later


def test_a_meeting_held_after_all_takes_again_what_still_waits(body: Body, clerk: User) -> None:
    """What another meeting took meanwhile stays there."""
    kept, gone = handed_over(body, "Money for homes"), handed_over(body, "Money for schools")
    meeting = plan(body, clerk)
    cancel_meeting(by=clerk, meeting=meeting, reason="Snow.")
    later = plan(body, clerk, held_on=LATER, kind="extraordinary", theme="")
    keys = {each.escalation: each.key for each in owed_to(later)}
    carry_in(by=clerk, meeting=later, keys=[keys[gone]])
    reinstate_meeting(by=clerk, meeting=meeting)
    for escalation in (kept, gone):
        escalation.refresh_from_db()
    assert kept.taken_by.meeting == meeting
    assert gone.taken_by.meeting == later
    assert owed_to(meeting) == []


def test_a_cancelled_meeting_counts_for_nothing_and_stays(body: Body, clerk: User) -> None:
    """Its day and its theme are free again; its papers cannot go out; it is not to come."""
    meeting = plan(body, clerk)
    done = cancel_meeting(by=clerk, meeting=meeting, reason=" Snow. ")
    assert cancel_meeting(by=clerk, meeting=meeting, reason="Ice.").cancel_reason == "Snow."
    assert done.history.latest().history_user == clerk
    assert why_not_publish(done) == "This meeting is cancelled: Snow."
    with pytest.raises(Refused, match=r"^This meeting is cancelled: Snow\.$"):
        publish_pack(by=clerk, meeting=meeting)
    with pytest.raises(Refused, match="held after all"):
        change_meeting(by=clerk, meeting=meeting, version=done.version, place="Room 9")
    other = plan(body, clerk)
    assert other != meeting
    with pytest.raises(ValidationError, match="on that day already"):
        reinstate_meeting(by=clerk, meeting=meeting)
    cancel_meeting(by=clerk, meeting=other, reason="Ice.")
    back = reinstate_meeting(by=clerk, meeting=meeting)
    assert reinstate_meeting(by=clerk, meeting=meeting) == back
    assert not back.is_cancelled
    assert why_not_publish(back) == ""


def test_a_meeting_is_cancelled_with_a_reason_unless_it_was_held(
    body: Body, held: Meeting, clerk: User
) -> None:
    with pytest.raises(ValidationError, match="Say why the meeting is cancelled"):
        cancel_meeting(by=clerk, meeting=held, reason=" ")
    boards.RegisterEntryFactory(meeting=held, apologies=True)
    cancel_meeting(by=clerk, meeting=held, reason="Too few came.")
    with pytest.raises(Refused, match=r"^The day has passed"):
        reinstate_meeting(by=clerk, meeting=held)
    other = boards.MeetingFactory(body=body, held_on=date(2026, 11, 18))
    boards.RegisterEntryFactory(meeting=other)
    with pytest.raises(Refused, match=r"^This meeting was held"):
        cancel_meeting(by=clerk, meeting=other, reason="Too few came.")


# Minutes owed to the forum (R8) -------------------------------------------------------------------


def given(meeting: Meeting, *, minutes: int | None, cut_short: bool | None) -> None:
    """What the forum got of its fifteen minutes at a meeting."""
    item = boards.AgendaItemFactory(meeting=meeting, protected=True, minutes=15)
    said = {"cut_short": cut_short, "said_by": councils.UserFactory()}
    boards.ForumTimeFactory(item=item, planned=15, given=minutes, **said)


@pytest.mark.parametrize(
    ("minutes", "cut_short", "next_time"),
    [
        (9, True, 21),
        (9, False, 15),
        (9, None, 15),
        (15, True, 15),
        (None, True, 15),
    ],
)
def test_the_shortfall_is_owed_at_the_next_meeting(
    body: Body,
    held: Meeting,
    clerk: User,
    minutes: int | None,
    cut_short: bool | None,
    next_time: int,
) -> None:
    """Nine of fifteen and cut short, in the forum's own word: twenty-one."""
    given(held, minutes=minutes, cut_short=cut_short)
    item = plan(body, clerk).items.get(kind="protected")
    assert item.minutes == next_time


@pytest.mark.parametrize("cut_short", [True, False])
def test_why_it_has_more_stands_on_the_agenda_and_where_the_forum_asks(
    body: Body, held: Meeting, clerk: User, *, cut_short: bool
) -> None:
    """Also once the item has all its minutes; where nothing is owed nothing is said."""
    given(held, minutes=9, cut_short=cut_short)
    forum, meeting = body.forum_links.get().forum, plan(body, clerk)
    here = f"/{meeting.council.slug}"
    pages = {
        Role.CLERK: f"{here}/boards/meetings/{meeting.pk}/agenda/",
        Role.PARTICIPATION_WORKER: f"{here}/forums/{forum.key}/ask/",
    }
    why = "is 21 minutes: 15 and 6 owed, because 9 of 15 minutes were given last time."
    for role, page in pages.items():
        user = person(role, meeting.council, forum=forum)
        assert (why in sign_in(user).get(page).content.decode()) is cut_short


def test_less_than_what_is_owed_is_not_published(body: Body, held: Meeting, clerk: User) -> None:
    """The agenda was planned before the last meeting was held; a button mends it."""
    meeting = plan(body, clerk)
    given(held, minutes=9, cut_short=True)
    forum = body.forum_links.get().forum.name
    words = (
        f"The agenda gives {forum} 15 minutes. The time for {forum} is 21 minutes: 15 and 6 owed, "
        "because 9 of 15 minutes were given last time."
    )
    assert why_not_publish(meeting) == words
    with pytest.raises(Refused):
        publish_pack(by=clerk, meeting=meeting)
    for _ in range(2):
        assert keep_forum_time(by=clerk, meeting=meeting).minutes == 21
    assert why_not_publish(meeting) == ""


def test_it_is_owed_at_the_next_meeting_only_and_not_lost_on_the_way(
    body: Body, held: Meeting, clerk: User
) -> None:
    """A cancelled meeting, or one without the forum's time, does not pay it."""
    given(held, minutes=9, cut_short=True)
    cancelled = plan(body, clerk)
    cancel_meeting(by=clerk, meeting=cancelled, reason="Snow.")
    boards.MeetingFactory(body=body, held_on=date(2026, 11, 25))
    paying = plan(body, clerk, held_on=date(2027, 1, 20))
    assert paying.items.get(kind="protected").minutes == 21
    later = plan(body, clerk, held_on=LATER)
    assert later.items.get(kind="protected").minutes == 15


def test_time_taken_off_comes_back_with_a_button(body: Body, clerk: User) -> None:
    """As a new item, after what opens the meeting."""
    meeting = plan(body, clerk)
    remove_item(by=clerk, item=meeting.items.get(kind="protected"))
    assert "There is no item for" in why_not_publish(meeting)
    item = keep_forum_time(by=clerk, meeting=meeting)
    assert (item.minutes, item.position, item.kind) == (15, 2, "protected")


def test_a_body_that_keeps_no_minutes_owes_none(clerk: User) -> None:
    meeting = boards.MeetingFactory(body=boards.BodyRulesFactory().body)
    rules = rules_on(meeting.body, DAY)
    assert protected_time(meeting.body, rules, meeting.council, day=DAY).minutes == 0
    with pytest.raises(Refused, match=r"^No dedicated time"):
        keep_forum_time(by=clerk, meeting=meeting)


# A change of theme --------------------------------------------------------------------------------


def test_the_agenda_follows_another_theme(body: Body, clerk: User) -> None:
    """Its item takes the new theme, goes with none, and comes with the next."""
    meeting = plan(body, clerk)
    housing = body.strategy.themes.get(name="Housing")

    def take(theme: object) -> list[str]:
        fresh = Meeting.objects.get(pk=meeting.pk)
        change_meeting(by=clerk, meeting=fresh, version=fresh.version, theme=theme)
        items = meeting.items.filter(kind="theme")
        assert [item.position for item in meeting.items.order_by("position")] == [
            *range(1, meeting.items.count() + 1)
        ]
        return [(item.title, item.theme) for item in items]

    assert take(housing) == [("Housing", housing)]
    assert take(None) == []
    assert take(housing) == [("Housing", housing)]
    assert meeting.items.get(kind="theme").minutes == 95
    boards.ReportFactory(item=meeting.items.get(kind="theme"))
    with pytest.raises(ValidationError) as refused:
        take(None)
    assert "Under it there is a report" in refused.value.message_dict["theme"][0]


def test_a_meeting_that_is_over_keeps_its_theme(body: Body, held: Meeting, clerk: User) -> None:
    """Who was in the chair may be put right."""
    theme = body.strategy.themes.get(name="Housing")
    with pytest.raises(ValidationError, match="its theme stays"):
        change_meeting(by=clerk, meeting=held, version=held.version, theme=theme)
    person = councils.PersonFactory(council=body.council)
    chaired = change_meeting(
        by=clerk, meeting=held, version=held.version, chair=person, has_young_chair=True
    )
    assert (chaired.chair, chaired.has_young_chair) == (person, True)
