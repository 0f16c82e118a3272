"""Building an agenda: what the services write, what they refuse, and that a click twice is one."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from boards.agendas.queries import HANGS
from boards.agendas.services import (
    SAME_TITLE,
    add_item,
    change_item,
    move_item,
    number_items,
    put_back,
    remove_item,
)
from boards.models import AgendaItem, Meeting
from boards.services import change_meeting, plan_meeting
from councils import clock
from councils.models import User
from councils.writing import Conflict, Refused
from tests.factories import boards, councils
from tests.support.rooms import has_history

DAY = date(2027, 1, 13)
PAPERS_DUE = date(2027, 1, 6)
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def clerk(db) -> User:  # noqa: ARG001
    """Who builds it."""
    return councils.UserFactory()


@pytest.fixture
def meeting(clerk: User) -> Meeting:
    """Two hours on a theme: apologies, the forum's fifteen minutes, the theme, other business."""
    body = boards.BodyRulesFactory(forum_time=True).body
    theme = boards.ThemeFactory(strategy=body.strategy, name="Housing")
    boards.ThemeFactory(strategy=body.strategy, name="Health")
    boards.BodyForumFactory(body=body)
    boards.StandingItemFactory(body=body, title="Apologies")
    boards.StandingItemFactory(body=body, title="Any other business", closing=True)
    return plan_meeting(
        by=clerk,
        body=body,
        held_on=DAY,
        starts_at=time(17, 30),
        place="Room 1",
        theme=theme,
        slot_minutes=120,
    )


def titles(meeting: Meeting) -> list[str]:
    """The items in order; that their places are 1, 2, 3 … is checked on the way."""
    items = list(meeting.items.order_by("position"))
    assert [item.position for item in items] == list(range(1, len(items) + 1))
    return [item.title for item in items]


def item_of(meeting: Meeting, title: str) -> AgendaItem:
    """One of its items."""
    return meeting.items.get(title=title)


def print_papers(meeting: Meeting) -> None:
    """The items there are now are in papers which are out."""
    number_items(by=councils.UserFactory(), meeting=meeting)
    edition = boards.EditionFactory(meeting=meeting, number=meeting.editions.count() + 1)
    for item in meeting.items.all():
        boards.EditionItemFactory(edition=edition, position=item.position, number=item.number)


# Adding -------------------------------------------------------------------------------------------


def test_a_new_item_comes_before_what_closes_the_meeting(meeting: Meeting, clerk: User) -> None:
    """With its history, and who wrote it."""
    item = add_item(by=clerk, meeting=meeting, title=" Fostering ", minutes=20, presenter="Jo")
    assert titles(meeting)[2:] == ["Housing", "Fostering", "Any other business"]
    assert (item.position, item.minutes, item.presenter) == (4, 20, "Jo")
    assert {row.history_user for row in item.history.all()} == {clerk}


def test_the_same_form_twice_is_one_item_and_another_of_that_name_is_refused(
    meeting: Meeting, clerk: User
) -> None:
    """At the name, in a sentence."""
    first = add_item(by=clerk, meeting=meeting, title="Fostering")
    assert add_item(by=clerk, meeting=meeting, title="Fostering") == first
    with pytest.raises(ValidationError) as refused:
        add_item(by=clerk, meeting=meeting, title="fostering", minutes=5)
    assert refused.value.message_dict == {"title": [SAME_TITLE]}
    assert titles(meeting).count("Fostering") == 1


def test_what_is_for_information_is_parked_at_the_end_without_time(
    meeting: Meeting, clerk: User
) -> None:
    """R7: with minutes it is refused, unless its theme is the meeting's or the chair says why."""
    with pytest.raises(ValidationError) as refused:
        add_item(by=clerk, meeting=meeting, title="Statistics", purpose="information", minutes=10)
    assert "For information only" in refused.value.message_dict["minutes"][0]
    add_item(by=clerk, meeting=meeting, title="Statistics", purpose="information", minutes=0)
    assert titles(meeting)[-1] == "Statistics"
    on_theme = {"purpose": "information", "theme": meeting.theme, "minutes": 10}
    add_item(by=clerk, meeting=meeting, title="On the theme", **on_theme)
    add_item(by=clerk, meeting=meeting, title="A new one")
    assert titles(meeting)[-4:] == ["On the theme", "A new one", "Any other business", "Statistics"]


def test_the_chair_gives_time_with_a_reason(meeting: Meeting, clerk: User) -> None:
    """R7: it then stands among what takes time, and goes back when the reason goes."""
    item = add_item(by=clerk, meeting=meeting, title="Statistics", purpose="information", minutes=0)
    reason = {"chair_reason": "The inspector asked for it.", "minutes": 10}
    item = change_item(by=clerk, item=item, version=item.version, **reason)
    item = move_item(by=clerk, item=item, to_position=3)
    assert titles(meeting)[2] == "Statistics"
    with pytest.raises(ValidationError, match="For information only"):
        change_item(by=clerk, item=item, version=item.version, chair_reason="")
    change_item(by=clerk, item=item, version=item.version, chair_reason="", minutes=0)
    assert titles(meeting)[-1] == "Statistics"


def test_what_comes_after_the_papers_were_due_needs_a_reason(meeting: Meeting, clerk: User) -> None:
    """The day itself is in time; the reason may be put in other words, and not taken away."""
    with clock.set_to(PAPERS_DUE):
        add_item(by=clerk, meeting=meeting, title="In time")
    with clock.set_to(date(2027, 1, 7)):
        with pytest.raises(ValidationError) as refused:
            add_item(by=clerk, meeting=meeting, title="Late", late_reason=" ")
        assert refused.value.message_dict["late_reason"] == [
            "The papers were due on Wednesday 6 January 2027. Say why this is late or urgent."
        ]
        item = add_item(by=clerk, meeting=meeting, title="Late", late_reason="Found last night.")
        assert (
            add_item(by=clerk, meeting=meeting, title="Late", late_reason="Found last night.")
            == item
        )
        with pytest.raises(ValidationError, match="as before"):
            change_item(by=clerk, item=item, version=item.version, late_reason="")
        change_item(by=clerk, item=item, version=item.version, late_reason="Found on Tuesday.")
        in_time = item_of(meeting, "In time")
        change_item(by=clerk, item=in_time, version=in_time.version, minutes=5)


def test_once_papers_are_out_a_new_item_comes_after_them(meeting: Meeting, clerk: User) -> None:
    """A supplement never renumbers; what is for information still comes last of all."""
    before = titles(meeting)
    print_papers(meeting)
    add_item(by=clerk, meeting=meeting, title="Note", purpose="information", minutes=0)
    add_item(by=clerk, meeting=meeting, title="Urgent")
    assert titles(meeting) == [*before, "Urgent", "Note"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"held_on": date(2026, 12, 1)}, "This meeting was on Tuesday 1 December 2026"),
        ({"cancelled_at": clock.moment(DAY), "cancel_reason": "Snow."}, "This meeting is cancell"),
    ],
)
def test_what_is_over_or_cancelled_stays_as_it_is(
    meeting: Meeting, clerk: User, change: dict, words: str
) -> None:
    """Whichever way somebody tries."""
    item = item_of(meeting, "Housing")
    for name, value in change.items():
        setattr(meeting, name, value)
    meeting.save()
    ways = (
        lambda: add_item(by=clerk, meeting=meeting, title="New"),
        lambda: change_item(by=clerk, item=item, version=item.version, minutes=1),
        lambda: move_item(by=clerk, item=item, to_position=1),
        lambda: remove_item(by=clerk, item=item),
    )
    for way in ways:
        with pytest.raises(Refused, match=words):
            way()


# Changing -----------------------------------------------------------------------------------------


def test_a_second_editor_is_shown_what_the_first_saved(meeting: Meeting, clerk: User) -> None:
    """The same words sent again change nothing and are no conflict; moving is no change of words."""
    item = item_of(meeting, "Housing")
    seen = item.version
    move_item(by=clerk, item=item, to_position=1)
    change_item(by=clerk, item=item, version=seen, title="Homes", minutes=60)
    again = change_item(by=clerk, item=item, version=seen, title="Homes", minutes=60)
    assert again.version == seen + 1
    with pytest.raises(Conflict) as conflict:
        change_item(by=clerk, item=item, version=seen, title="Housing", minutes=50)
    assert conflict.value.current.title == "Homes"


def test_only_what_is_the_clerks_is_changed(meeting: Meeting, clerk: User) -> None:
    item = item_of(meeting, "Housing")
    with pytest.raises(TypeError, match="position"):
        change_item(by=clerk, item=item, version=item.version, position=1)
    with pytest.raises(TypeError, match="cancelled_at"):
        change_meeting(by=clerk, meeting=meeting, version=1, cancelled_at=None)


# Moving -------------------------------------------------------------------------------------------


def test_an_item_moves_once_however_often_it_is_sent(meeting: Meeting, clerk: User) -> None:
    """A place is said, not a direction."""
    item = item_of(meeting, "Housing")
    for _ in range(2):
        moved = move_item(by=clerk, item=item, to_position=1)
    assert moved.position == 1
    assert titles(meeting)[:2] == ["Housing", "Apologies"]
    assert item.history.filter(position=1).count() == 1


@pytest.mark.parametrize("to", [0, 5, 99])
def test_a_place_that_is_not_there_is_refused(meeting: Meeting, clerk: User, to: int) -> None:
    with pytest.raises(Refused, match=f"There is no place {to}: the agenda has 4 items"):
        move_item(by=clerk, item=item_of(meeting, "Housing"), to_position=to)


def test_what_is_in_papers_that_are_out_keeps_its_number(meeting: Meeting, clerk: User) -> None:
    print_papers(meeting)
    late = add_item(by=clerk, meeting=meeting, title="Late")
    for to in (1, 5):
        with pytest.raises(Refused, match="keep their numbers"):
            move_item(by=clerk, item=item_of(meeting, "Housing"), to_position=to)
    with pytest.raises(Refused, match="nothing comes before their first item"):
        move_item(by=clerk, item=late, to_position=1)


def numbers(meeting: Meeting) -> list[str]:
    """What stands before each item, in their order."""
    return [item.number_shown for item in meeting.items.order_by("position")]


def test_a_supplement_between_two_items_gets_a_letter(meeting: Meeting, clerk: User) -> None:
    """Wherever it goes, nothing on paper changes its number; what is not on paper yet does."""
    assert numbers(meeting) == ["1", "2", "3", "4"]
    print_papers(meeting)
    first = add_item(by=clerk, meeting=meeting, title="Late")
    second = add_item(by=clerk, meeting=meeting, title="Later")
    assert numbers(meeting) == ["1", "2", "3", "4", "5", "6"]
    moved = move_item(by=clerk, item=first, to_position=3)
    assert (moved.number, numbers(meeting)) == ("2A", ["1", "2", "2A", "3", "4", "5"])
    move_item(by=clerk, item=second, to_position=3)
    assert titles(meeting)[2:4] == ["Later", "Late"]
    assert numbers(meeting) == ["1", "2", "2A", "2B", "3", "4"]
    print_papers(meeting)
    third = add_item(by=clerk, meeting=meeting, title="Last")
    move_item(by=clerk, item=third, to_position=5)
    assert numbers(meeting) == ["1", "2", "2A", "2B", "2C", "3", "4"]
    remove_item(by=clerk, item=third)
    assert numbers(meeting) == ["1", "2", "2A", "2B", "3", "4"]


# Taking off and putting back ----------------------------------------------------------------------


def test_an_item_is_taken_off_and_put_back_as_it_was(meeting: Meeting, clerk: User) -> None:
    """Twice is once, both ways; the others close up and make room again."""
    before = titles(meeting)
    item = item_of(meeting, "Housing")
    fields = {name: getattr(item, name) for name in ("pk", "title", "minutes", "theme_id", "kind")}
    removed = remove_item(by=clerk, item=item)
    assert remove_item(by=clerk, item=item) == {}
    assert "Housing" not in titles(meeting)
    back = put_back(by=clerk, meeting=meeting, removed=removed)
    assert put_back(by=clerk, meeting=meeting, removed=removed) == back
    assert titles(meeting) == before
    assert {name: getattr(back, name) for name in fields} == fields


def test_an_item_whose_name_is_taken_by_now_does_not_come_back(
    meeting: Meeting, clerk: User
) -> None:
    removed = remove_item(by=clerk, item=item_of(meeting, "Housing"))
    add_item(by=clerk, meeting=meeting, title="Housing")
    with pytest.raises(Refused, match="of this name"):
        put_back(by=clerk, meeting=meeting, removed=removed)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (boards.PutQuestionFactory, "a question"),
        (boards.ReportFactory, "a report"),
        (boards.AttenderFactory, "somebody invited for it"),
        (boards.OutcomeFactory, "an outcome"),
        (boards.DecisionFactory, "a decision"),
        (boards.ActionFactory, "an action"),
        (boards.EscalationFactory, "a matter passed up to another body"),
        (boards.ForumTimeFactory, "a record of the forum’s time"),
        (boards.ChallengeFactory, "a question a member asked"),
    ],
)
def test_an_item_with_something_under_it_stays(
    meeting: Meeting, clerk: User, make: type, words: str
) -> None:
    """It says what that is."""
    item = item_of(meeting, "Housing")
    make(item=item)
    with pytest.raises(Refused) as refused:
        remove_item(by=clerk, item=item)
    assert str(refused.value) == f"“Housing” cannot be taken off. Under it there is {words}."


def test_an_item_in_papers_that_are_out_stays(meeting: Meeting, clerk: User) -> None:
    print_papers(meeting)
    with pytest.raises(Refused, match="in the papers that are out"):
        remove_item(by=clerk, item=item_of(meeting, "Housing"))


def test_every_table_that_points_at_an_item_is_reckoned_with() -> None:
    """Else taking one off would end in an error page."""
    pointing = {
        (relation.related_model, relation.field.name)
        for relation in AgendaItem._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
        if not hasattr(relation.related_model, "history_id")
    }
    reckoned = {(model, name) for model, name, _ in HANGS}
    taken_over = {("Escalation", "taken_by")}  # it waits again
    assert {(m, n) for m, n in pointing - reckoned} == {
        (m, n) for m, n in pointing if (m.__name__, n) in taken_over
    }
    assert reckoned <= pointing
    assert has_history(AgendaItem)
