"""Planning, changing and publishing meetings: what the services write, and what they refuse."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from boards import services
from boards.agendas.carry.services import WITHOUT_THEMES
from boards.models import Body, Meeting
from boards.packs.services import publish_pack, why_not_publish
from boards.queries import deadlines_for, forum_name, with_forums
from boards.register.queries import CLOSED
from boards.register.services import set_chair
from councils import clock
from councils.models import Council
from councils.writing import Conflict, Refused
from forums.flow import State
from tests.factories import boards, councils, forums

LONDON = ZoneInfo("Europe/London")
DAY = date(2027, 1, 13)


@pytest.fixture
def panel(buckinghamshire: Council) -> Body:
    """Buckinghamshire's Panel."""
    return Body.objects.of(buckinghamshire).get(key="panel")


def plan(body: Body, **other: object) -> Meeting:
    """A meeting of two hours in the evening."""
    wanted = {
        "by": councils.UserFactory(),
        "held_on": DAY,
        "starts_at": time(17, 30),
        "place": "Room 1",
        "theme": None,
        "slot_minutes": 120,
    }
    return services.plan_meeting(body=body, **wanted | other)


# Planning -----------------------------------------------------------------------------------------


def test_the_forums_own_time_stands_before_the_theme(panel: Body) -> None:
    """What is left of the two hours goes to the theme."""
    theme = panel.strategy.themes.get(key="housing")
    items = list(plan(panel, theme=theme).items.all())
    assert [item.kind for item in items] == [
        *(["standing"] * 3),
        *("protected", "theme"),
        *(["update"] * 3),
        *(["standing"] * 2),
    ]
    assert [item.position for item in items] == list(range(1, 11))
    assert sum(item.minutes for item in items) == 120
    assert items[4].theme == theme
    assert {item.council for item in items} == {panel.council}


def test_without_a_theme_there_is_no_item_for_one(panel: Body) -> None:
    """The forum has its time all the same."""
    kinds = list(plan(panel).items.values_list("kind", flat=True))
    assert "theme" not in kinds
    assert "protected" in kinds


def test_a_meeting_too_short_for_its_items_leaves_the_theme_nothing(panel: Body) -> None:
    """Never less than nought minutes; the page then warns."""
    meeting = plan(panel, theme=panel.strategy.themes.first(), slot_minutes=30)
    assert meeting.items.get(kind="theme").minutes == 0


def test_a_body_that_states_no_time_for_the_forum_gets_none(db, today) -> None:  # noqa: ARG001
    """Nothing is made up for it."""
    rules = boards.BodyRulesFactory()
    assert not plan(rules.body).items.exclude(kind="theme").exists()


def test_a_body_that_hears_a_forum_without_protected_time_has_an_item_for_it(
    db,  # noqa: ARG001
    today,  # noqa: ARG001
) -> None:
    """An ordinary one: only a stated time is the forum's own."""
    rules = boards.BodyRulesFactory()
    boards.BodyForumFactory(body=rules.body)
    item = plan(rules.body).items.get(kind="questions")
    assert item.takes_questions
    assert not item.is_protected


def test_every_forum_a_body_hears_is_named(db, today, django_assert_num_queries) -> None:  # noqa: ARG001
    """The younger one first; where none is stated, the council's word, and all ways say the same."""
    rules = boards.BodyRulesFactory(forum_time=True)
    body, council = rules.body, rules.council
    assert forum_name(body, council) == f"the {council.words.forum}"
    for name, age in (("Insight", 16), ("Unite", 8)):
        forum = forums.ForumFactory(council=council, name=name, from_age=age)
        boards.BodyForumFactory(body=body, forum=forum)
    assert forum_name(body, council) == "Unite and Insight"
    with django_assert_num_queries(1):
        known = with_forums(Body.objects.select_related("council")).get(pk=body.pk)
        assert forum_name(known, known.council) == "Unite and Insight"
    meeting = plan(body)
    assert meeting.items.get(kind="protected").title == "Questions from Unite and Insight"
    due = deadlines_for(body, meeting.held_on, council)
    assert due.fair_notice.reason.startswith("The reports go to Unite and Insight")
    meeting = with_forums(Meeting.objects, body="body").get(pk=meeting.pk)
    assert forum_name(meeting, council) == "Unite and Insight"


def test_a_body_without_themes_looks_at_all_that_was_promised(db, today) -> None:  # noqa: ARG001
    rules = boards.BodyRulesFactory()
    assert plan(rules.body).items.get(kind="theme").title == WITHOUT_THEMES


def test_rules_are_those_in_force_on_the_day_of_the_meeting(db, today) -> None:  # noqa: ARG001
    """Not those of the day on which it is planned."""
    rules = boards.BodyRulesFactory(forum_time=True)
    boards.BodyRulesFactory(body=rules.body, protected_minutes=30, in_force_from=date(2027, 2, 1))
    assert plan(rules.body).items.get(kind="protected").minutes == 15
    assert plan(rules.body, held_on=date(2027, 2, 3)).items.get(kind="protected").minutes == 30


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 12, 2), "Wednesday 2 December 2026 is not a day to come. Choose a later one."),
        (date(2027, 1, 2), "Saturday 2 January 2027 is a Saturday. Choose a working day."),
        (
            date(2027, 1, 4),
            "Monday 4 January 2027 is a day the council is closed. Choose a working day.",
        ),
        (date(2026, 12, 28), "Monday 28 December 2026 is a bank holiday"),
        (DAY, "There is a meeting on Wednesday 13 January 2027 already."),
    ],
)
def test_a_day_that_cannot_be_is_refused(panel: Body, day: date, reason: str) -> None:
    """At the field, in a sentence, with nothing half saved."""
    plan(panel)
    councils.ClosureDayFactory(council=panel.council, day=date(2027, 1, 4))
    with pytest.raises(ValidationError) as refused:
        plan(panel, held_on=day, place="Room 2")
    assert refused.value.message_dict["held_on"][0].startswith(reason)
    assert Meeting.objects.count() == 1


def test_a_theme_of_another_council_is_refused(panel: Body) -> None:
    """Whoever sends it."""
    theme = boards.ThemeFactory()
    with pytest.raises(ValidationError, match="belongs to another council"):
        plan(panel, theme=theme)


def test_the_same_form_twice_is_one_meeting_and_another_form_is_refused(panel: Body) -> None:
    """A double click, against a second clerk with another room."""
    clerk = councils.UserFactory()
    assert plan(panel, by=clerk) == plan(panel, by=clerk)
    with pytest.raises(ValidationError, match="already"):
        plan(panel, by=clerk, place="Room 2")


# Changing -----------------------------------------------------------------------------------------


def change(meeting: Meeting, **other: object) -> Meeting:
    """The meeting with something else about it."""
    wanted = {
        "by": councils.UserFactory(),
        "version": meeting.version,
        "held_on": meeting.held_on,
        "starts_at": meeting.starts_at,
        "place": meeting.place,
    }
    return services.change_meeting(meeting=meeting, **wanted | other)


def test_a_change_keeps_its_history_and_who_made_it(panel: Body) -> None:
    """The version counts up, so that a second editor is found out."""
    meeting, clerk = plan(panel), councils.UserFactory()
    changed = change(meeting, by=clerk, place="Room 2")
    assert changed.version == meeting.version + 1
    assert changed.history.latest().history_user == clerk
    with pytest.raises(Conflict) as conflict:
        change(meeting, place="Room 3")
    assert conflict.value.current.place == "Room 2"


def test_a_meeting_moves_only_to_a_day_that_can_be(panel: Body) -> None:
    """Its own day is no obstacle to another time."""
    meeting = plan(panel)
    plan(panel, held_on=date(2027, 1, 20))
    assert change(meeting, starts_at=time(9)).starts_at == time(9)
    meeting.refresh_from_db()
    for day in (date(2027, 1, 20), date(2027, 1, 17), date(2026, 12, 1)):
        with pytest.raises(ValidationError) as refused:
            change(meeting, held_on=day)
        assert "held_on" in refused.value.message_dict
    meeting.refresh_from_db()
    assert meeting.held_on == DAY


@pytest.mark.parametrize("field", ["chair", "has_young_chair"])
def test_who_chaired_stays_when_the_minutes_are_confirmed(panel: Body, field: str) -> None:
    """The same sentence as on the register's page; a correction opens it again."""
    meeting = plan(panel)
    person = councils.PersonFactory(council=panel.council)
    to = {field: person if field == "chair" else True}
    with clock.set_to(DAY):
        boards.MinutesFactory(meeting=meeting, confirmed=True)
        with pytest.raises(ValidationError) as refused:
            change(meeting, **to)
        assert refused.value.message_dict == {field: [CLOSED]}
        with pytest.raises(Refused, match=CLOSED):
            set_chair(
                by=councils.UserFactory(), meeting=meeting, chair=person, has_young_chair=True
            )
        assert change(meeting, place="Room 2").place == "Room 2"
        meeting.refresh_from_db()
        boards.MinutesFactory(meeting=meeting, number=2, reason="A name.")
        assert getattr(change(meeting, **to), field) == to[field]


# Questions ----------------------------------------------------------------------------------------


@pytest.fixture
def meeting(panel: Body) -> Meeting:
    """The Panel's next meeting: papers on 6 January, supplement until noon on the 12th."""
    return plan(panel)


def worded(meeting: Meeting, **other: object):
    """A question of the Panel's forum, with its public wording."""
    link = meeting.body.forum_links.get()
    return forums.QuestionFactory(forum=link.forum, theme=None, agreed=True, **other)


def test_a_question_is_put_once_under_the_forums_own_time(meeting: Meeting) -> None:
    """Twice changes nothing."""
    question, worker = worded(meeting), councils.UserFactory()
    put = services.put_question(by=worker, question=question, meeting=meeting)
    assert put == services.put_question(by=worker, question=question, meeting=meeting)
    assert put.item.kind == "protected"
    question.refresh_from_db()
    assert question.state == State.PUT


def test_a_question_without_public_wording_is_refused(meeting: Meeting) -> None:
    """Before it reaches any agenda."""
    question = forums.QuestionFactory(
        forum=meeting.body.forum_links.get().forum, theme=None, read=True
    )
    with pytest.raises(Refused, match=r"^Write the public wording first\.$"):
        services.put_question(by=councils.UserFactory(), question=question, meeting=meeting)
    assert not meeting.items.filter(put_questions__isnull=False).exists()


def test_a_question_at_one_meeting_does_not_go_to_another(meeting: Meeting, panel: Body) -> None:
    """It says where the question is."""
    question, worker = worded(meeting), councils.UserFactory()
    services.put_question(by=worker, question=question, meeting=meeting)
    other = plan(panel, held_on=date(2027, 3, 10))
    with pytest.raises(Refused, match=r"^This question is already put to the meeting\.$"):
        services.put_question(by=worker, question=question, meeting=other)


@pytest.mark.parametrize(("state", "moves"), [("put", True), ("reopened", True), ("told", False)])
def test_from_a_cancelled_meeting_goes_on_what_waits_for_an_answer(
    meeting: Meeting, panel: Body, state: str, *, moves: bool
) -> None:
    question, worker = worded(meeting), councils.UserFactory()
    services.put_question(by=worker, question=question, meeting=meeting)
    question.refresh_from_db()
    question.state = state
    question.save()
    meeting.cancelled_at, meeting.cancel_reason = clock.now(), "Snow."
    meeting.save()
    other = plan(panel, held_on=date(2027, 3, 10))
    if moves:
        put = services.put_question(by=worker, question=question, meeting=other)
        assert put.item.meeting == other
    else:
        with pytest.raises(Refused, match="answered and told back"):
            services.put_question(by=worker, question=question, meeting=other)


def test_a_question_that_was_opened_again_is_put_once_more(meeting: Meeting, panel: Body) -> None:
    """To a further meeting; where it was stays, and the same button twice puts it once."""
    question, worker = worded(meeting), councils.UserFactory()
    first = services.put_question(by=worker, question=question, meeting=meeting)
    question.refresh_from_db()
    was_put_at = question.put_at
    question.state, question.reopened_at = "reopened", clock.now()
    question.save()
    later = plan(panel, held_on=date(2027, 3, 10))
    second = services.put_question(by=worker, question=question, meeting=later)
    assert second == services.put_question(by=worker, question=question, meeting=later)
    question.refresh_from_db()
    assert (question.state, question.put_at) == ("put", was_put_at)
    assert list(question.puts.order_by("pk")) == [first, second]
    assert [put.item.meeting for put in (first, second)] == [meeting, later]
    with pytest.raises(Refused, match="already put to the meeting"):
        services.put_question(by=worker, question=question, meeting=meeting)


def test_opened_again_it_can_go_to_the_meeting_it_was_with(meeting: Meeting) -> None:
    """Answered in writing before the day, and not well: it stands on that agenda once."""
    question, worker = worded(meeting), councils.UserFactory()
    put = services.put_question(by=worker, question=question, meeting=meeting)
    question.refresh_from_db()
    question.state, question.reopened_at = "reopened", clock.now()
    question.save()
    assert services.put_question(by=worker, question=question, meeting=meeting) == put
    question.refresh_from_db()
    assert (question.state, question.puts.count()) == ("put", 1)


def test_opened_again_too_late_for_the_meeting_it_is_refused(meeting: Meeting) -> None:
    """Its time counts from the “no”, as its ten days do."""
    late = datetime(2027, 1, 12, 12, 1, tzinfo=LONDON)
    question = worded(meeting, state="reopened", reopened_at=late)
    with clock.set_to(late), pytest.raises(Refused, match="too late for this meeting"):
        services.put_question(by=councils.UserFactory(), question=question, meeting=meeting)


def test_a_question_goes_to_no_meeting_that_is_over(meeting: Meeting) -> None:
    """The day itself still counts as to come, unless the question came too late for it."""
    question = worded(meeting)
    with clock.set_to(date(2027, 1, 14)), pytest.raises(Refused, match=r"^This meeting is over"):
        services.put_question(by=councils.UserFactory(), question=question, meeting=meeting)
    with clock.set_to(DAY):
        assert services.put_question(
            by=councils.UserFactory(), question=question, meeting=meeting
        ).pk


def test_a_question_needs_time_of_the_forums_own(meeting: Meeting) -> None:
    """An agenda without it has no place for the question."""
    meeting.items.filter(kind="protected").delete()
    with pytest.raises(Refused, match="no time of the forum’s own"):
        services.put_question(by=councils.UserFactory(), question=worded(meeting), meeting=meeting)


@pytest.mark.parametrize(
    ("asked", "is_refused"),
    [
        (datetime(2027, 1, 12, 12, 0, tzinfo=LONDON), False),
        (datetime(2027, 1, 12, 12, 1, tzinfo=LONDON), True),
    ],
)
def test_a_question_reaches_the_meeting_until_noon_the_working_day_before(
    meeting: Meeting, asked: datetime, *, is_refused: bool
) -> None:
    """R19: later it is answered, and not discussed."""
    question = worded(meeting, asked_at=asked)
    with clock.set_to(datetime(2027, 1, 12, 15, tzinfo=LONDON)):
        if is_refused:
            with pytest.raises(Refused, match="too late for this meeting"):
                services.put_question(by=councils.UserFactory(), question=question, meeting=meeting)
        else:
            assert services.put_question(
                by=councils.UserFactory(), question=question, meeting=meeting
            ).pk


# Publishing: the gate -----------------------------------------------------------------------------


def test_an_agenda_without_the_forums_time_is_not_published(meeting: Meeting) -> None:
    """R8, in the words the page shows beside the missing button."""
    meeting.items.filter(kind="protected").delete()
    words = "There is no item for We Do Care!'s own time. The time for We Do Care! is 15 minutes."
    assert why_not_publish(meeting) == words
    with pytest.raises(Refused) as refused:
        publish_pack(by=councils.UserFactory(), meeting=meeting)
    assert str(refused.value) == words
    assert not meeting.editions.exists()


def test_an_agenda_that_gives_the_forum_too_little_is_not_published(meeting: Meeting) -> None:
    """Fourteen minutes are not fifteen."""
    item = meeting.items.get(kind="protected")
    item.minutes = 14
    item.save()
    with pytest.raises(Refused, match="gives We Do Care! 14 minutes"):
        publish_pack(by=councils.UserFactory(), meeting=meeting)


def test_an_item_for_information_has_no_minutes_unless_the_chair_says_why(meeting: Meeting) -> None:
    """R7."""
    item = boards.AgendaItemFactory(
        meeting=meeting, position=11, for_information=True, minutes=10, title="A report"
    )
    with pytest.raises(Refused, match="“A report” has 10 minutes"):
        publish_pack(by=councils.UserFactory(), meeting=meeting)
    item.chair_reason = "The inspector asked for it."
    item.save()
    assert publish_pack(by=councils.UserFactory(), meeting=meeting)


def test_an_empty_agenda_is_not_published(db, today) -> None:  # noqa: ARG001
    """There is nothing to read."""
    with pytest.raises(Refused, match=r"^The agenda has no items\.$"):
        publish_pack(by=councils.UserFactory(), meeting=boards.MeetingFactory())
