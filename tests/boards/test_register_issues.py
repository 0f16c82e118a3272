"""Issues (R15): what a pack shows, what is stuck, what a meeting does about it, who is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from boards.models import Action, Escalation, Issue, Meeting
from boards.packs.services import publish_pack
from boards.record.gather import draft_of
from boards.register.issues.queries import (
    NOT_SHOWN,
    issue_lines,
    issues_to_record,
    stuck_issues,
    told_to_forum,
)
from boards.register.issues.services import NO_ITEM, raise_concern, record_issues, respond_to_issue
from boards.register.items.services import NewAction, NewEscalation
from boards.register.services import close_meeting, open_meeting
from councils import clock
from councils.writing import Conflict, Refused
from measures.models import Measure
from tests.factories import boards, councils, measures
from tests.support.sitting import TODAY, Sitting, sit

pytestmark = pytest.mark.django_db
ACTION_DAY = date(2027, 1, 15)


@pytest.fixture
def panel(today) -> Sitting:  # noqa: ARG001
    """A panel that meets today; its fourth meeting."""
    return sit()


@pytest.fixture
def measure(panel) -> Measure:
    """A measure that is red: 50 where 80 is aimed at."""
    made = measures.MeasureFactory(council=panel.council, short_title="Dentist")
    figure(made, 50)
    measures.TargetFactory(measure=made)
    return made


def figure(measure: Measure, value: int, day: date = date(2026, 3, 31)) -> None:
    """A figure of so many out of a hundred."""
    measures.ObservationFactory(
        measure=measure,
        period_end=day,
        numerator=value,
        denominator=100,
        value=value,
        signed_off=True,
    )


def earlier(panel: Sitting, weeks: int) -> Meeting:
    """A meeting so many weeks before."""
    held_on = TODAY - timedelta(weeks=weeks)
    return boards.MeetingFactory(body=panel.body, held_on=held_on)


def shown_red(panel: Sitting, measure: Measure, *weeks: int, **more: object) -> list[Issue]:
    """Packs so many weeks before showed it red."""
    return [
        boards.IssueFactory(meeting=earlier(panel, each), measure=measure, concern="", **more)
        for each in weeks
    ]


def publish(panel: Sitting) -> Issue | None:
    """Today's pack goes out."""
    publish_pack(by=panel.clerk, meeting=panel.meeting)
    return panel.meeting.issues.first()


# What a pack shows --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "polarity", "target", "found"),
    [
        ((50,), "high", True, [("red", False)]),
        ((60, 50), "high", True, [("red", True)]),
        ((78, 76), "high", True, [("amber", True)]),
        ((76, 78), "high", True, []),  # amber and better
        ((90, 85), "high", True, []),  # worse, and green all the same
        ((60, 50), "high", False, [("", True)]),  # no target, and worse
        ((50, 60), "low", False, [("", True)]),
        ((50, 60), "none", False, []),
        ((50,), "high", False, []),
        ((), "high", True, []),
    ],
)
def test_what_counts_as_an_issue(panel, values, polarity, target, found) -> None:
    made = measures.MeasureFactory(council=panel.council, polarity=polarity)
    for place, value in enumerate(values):
        figure(made, value, date(2025 + place, 3, 31))
    if target:
        measures.TargetFactory(measure=made, in_force_from=date(2020, 4, 1))
    rows = issues_to_record(panel.meeting)
    assert [(row.colour, row.is_worsening) for row in rows] == found


def test_all_the_council_s_measures_are_looked_at_and_no_other_s(panel, measure) -> None:
    other = measures.MeasureFactory()
    figure(other, 10)
    measures.TargetFactory(measure=other)
    assert [row.measure for row in issues_to_record(panel.meeting)] == [measure]


def test_publishing_records_them_once_and_publishing_again_says_what_is_shown_now(
    panel, measure
) -> None:
    issue = publish(panel)
    assert (issue.measure, issue.colour, issue.version) == (measure, "red", 1)
    assert issue.history.get().history_user == panel.clerk
    assert publish(panel).version == 1
    figure(measure, 77, date(2026, 6, 30))
    assert publish(panel) is None  # amber and better: no longer shown as one
    assert Issue.history.filter(history_type="-").get().history_user == panel.clerk


def test_what_was_dealt_with_stays_when_the_pack_changes(panel, measure) -> None:
    respond_to_issue(by=panel.clerk, issue=publish(panel), response="explain", reason="Covid.")
    figure(measure, 77, date(2026, 6, 30))
    assert publish(panel).response == "explain"


def test_confirmed_minutes_keep_the_issues_too(panel, measure) -> None:
    boards.MinutesFactory(meeting=panel.meeting, confirmed=True)
    assert record_issues(by=panel.clerk, meeting=panel.meeting) == []
    assert measure.issues.count() == 0


# Stuck --------------------------------------------------------------------------------------------


def test_red_in_two_packs_running_is_stuck_in_the_next(panel, measure) -> None:
    shown_red(panel, measure, 8)
    assert stuck_issues(panel.meeting) == []
    shown_red(panel, measure, 4)
    (line,) = stuck_issues(panel.meeting)  # before the pack is out
    assert line.issue is None
    assert line.stuck.words == (
        "Dentist is stuck: red on Wednesday 7 October 2026; red on Wednesday 4 November 2026. "
        "Decide today: act (who, by when), pass it up (to whom) or explain (why nothing is done)."
    )
    issue = publish(panel)
    (line,) = stuck_issues(panel.meeting)
    assert (line.issue, line.why) == (issue, "red")
    assert line.noted == "Noted for the third time; no reason given."


@pytest.mark.parametrize(
    ("more", "stuck"),
    [
        ({}, True),
        ({"response": "noted"}, True),
        ({"response": "explain", "reason": "It is late."}, True),
        ({"colour": "amber"}, False),
        ({"colour": "amber", "is_worsening": True}, True),
    ],
)
def test_what_starts_the_count_again(panel, measure, more, stuck) -> None:
    shown_red(panel, measure, 8)
    shown_red(panel, measure, 4, **more)
    publish(panel)
    assert bool(stuck_issues(panel.meeting)) is stuck


def test_an_action_starts_the_count_again(panel, measure) -> None:
    first, second = shown_red(panel, measure, 8, 4)
    second.response, second.action = "act", boards.ActionFactory(council=panel.council)
    second.save()
    publish(panel)
    assert [line.is_stuck for line in issue_lines(panel.meeting)] == [False]
    assert first.meeting != second.meeting


def test_a_figure_that_has_recovered_is_recorded_once_so_that_the_count_starts_again(
    panel, measure
) -> None:
    shown_red(panel, measure, 8, 4)
    figure(measure, 90, date(2026, 6, 30))
    issue = publish(panel)
    assert issue.colour == "green"
    assert publish(panel) == issue
    assert issue_lines(panel.meeting) == []
    assert stuck_issues(panel.meeting) == []
    panel.meeting = boards.MeetingFactory(body=panel.body, held_on=date(2027, 1, 13))
    boards.AgendaItemFactory(meeting=panel.meeting, protected=True, minutes=15)
    assert publish(panel) is None


def test_a_pack_that_leaves_it_out_and_a_cancelled_meeting_change_nothing(panel, measure) -> None:
    shown_red(panel, measure, 12, 8)
    earlier(panel, 4)
    cancelled = boards.IssueFactory(
        meeting=boards.MeetingFactory(
            body=panel.body,
            held_on=TODAY - timedelta(weeks=2),
            cancelled_at=clock.now(),
            cancel_reason="Snow.",
        ),
        measure=measure,
        concern="",
        colour="green",
    )
    assert cancelled
    assert len(stuck_issues(panel.meeting)) == 1


def test_each_body_has_its_own_history(panel, measure) -> None:
    for weeks in (8, 4):
        other = boards.MeetingFactory(
            body__strategy=panel.body.strategy, held_on=TODAY - timedelta(weeks=weeks)
        )
        boards.IssueFactory(meeting=other, measure=measure, concern="")
    assert stuck_issues(panel.meeting) == []


def test_those_that_are_stuck_stand_first(panel, measure) -> None:
    fresh = measures.MeasureFactory(council=panel.council, position=measure.position - 1)
    figure(fresh, 10)
    measures.TargetFactory(measure=fresh)
    shown_red(panel, measure, 8, 4)
    publish(panel)
    lines = issue_lines(panel.meeting)
    assert [(line.latest.measure, line.is_stuck) for line in lines] == [
        *((measure, True), (fresh, False))
    ]


# What the meeting does ----------------------------------------------------------------------------


def test_noted_can_always_be_recorded(panel, measure) -> None:
    assert measure
    issue = respond_to_issue(by=panel.clerk, issue=publish(panel), response="noted", version=1)
    assert (issue.response, issue.responded_by, issue.version) == ("noted", panel.clerk, 2)


def test_acting_opens_an_action_once(panel, measure) -> None:
    issue, owner = publish(panel), panel.holders["Health"]
    action = NewAction("Ask the dentists.", owner, ACTION_DAY)
    for _ in range(2):
        acted = respond_to_issue(
            by=panel.clerk, issue=issue, response="act", action=action, version=1
        )
    made = Action.objects.get()
    assert (made.text, made.owner, made.measure) == ("Ask the dentists.", owner, measure)
    assert made.item == panel.items[2]  # the theme's
    assert (acted.action, acted.version) == (made, 2)
    with pytest.raises(Refused, match="Ask the dentists"):
        respond_to_issue(by=panel.clerk, issue=issue, response="noted")


def test_escalating_goes_to_another_body_once(panel, measure) -> None:
    issue, cabinet = publish(panel), boards.BodyFactory(strategy=panel.body.strategy)
    for _ in range(2):
        passed = respond_to_issue(
            by=panel.clerk,
            issue=issue,
            response="escalate",
            escalation=NewEscalation(cabinet, "It needs money."),
        )
    made = Escalation.objects.get()
    assert (passed.escalation, made.to_body, made.measure) == (made, cabinet, measure)


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"response": "explain"}, {"reason"}),
        ({"response": "act"}, {"action_text", "action_owner", "action_due_on"}),
        ({"response": "act", "action": NewAction("Ask.")}, {"action_owner", "action_due_on"}),
        ({"response": "escalate"}, {"to_body", "reason"}),
        ({"response": "shrug"}, {"response"}),
    ],
)
def test_what_a_response_needs_is_said_at_its_field(panel, measure, sent, fields) -> None:
    assert measure
    with pytest.raises(ValidationError) as refused:
        respond_to_issue(by=panel.clerk, issue=publish(panel), **sent)
    assert set(refused.value.message_dict) == fields
    assert not Action.objects.exists()


def test_what_the_action_is_refused_for_is_said_at_the_page_s_field(panel, measure) -> None:
    assert measure
    early = NewAction("Ask.", panel.holders["Health"], date(2020, 1, 1))
    with pytest.raises(ValidationError) as refused:
        respond_to_issue(by=panel.clerk, issue=publish(panel), response="act", action=early)
    assert set(refused.value.message_dict) == {"action_due_on"}


def test_of_two_clerks_the_second_sees_what_the_first_recorded(panel, measure) -> None:
    assert measure
    issue = publish(panel)
    respond_to_issue(by=panel.clerk, issue=issue, response="noted", version=1)
    with pytest.raises(Conflict) as conflict:
        respond_to_issue(by=panel.clerk, issue=issue, response="explain", reason="Late.", version=1)
    assert conflict.value.current.response == "noted"


def test_a_meeting_without_items_has_nowhere_to_act(panel) -> None:
    meeting = earlier(panel, 4)
    issue = boards.IssueFactory(meeting=meeting)
    with pytest.raises(Refused, match=NO_ITEM):
        respond_to_issue(
            by=panel.clerk,
            issue=issue,
            response="act",
            action=NewAction("Ask.", panel.holders["Health"], ACTION_DAY),
        )


# Concerns -----------------------------------------------------------------------------------------


def test_a_concern_comes_back_until_a_meeting_acts_on_it(panel) -> None:
    raised = raise_concern(by=panel.clerk, meeting=panel.meeting, words=" No  dentist in town. ")
    assert raised.concern == "No dentist in town."
    again = raise_concern(by=panel.clerk, meeting=panel.meeting, words="No dentist in town.")
    assert again == raised
    assert publish(panel) == raised  # publishing once more leaves it
    following = boards.MeetingFactory(body=panel.body, held_on=date(2027, 1, 13))
    assert [row.concern for row in issues_to_record(following)] == ["No dentist in town."]
    respond_to_issue(
        by=panel.clerk,
        issue=raised,
        response="act",
        action=NewAction("Find one.", panel.holders["Health"], ACTION_DAY),
    )
    assert issues_to_record(following) == []
    with pytest.raises(ValidationError, match="what the concern is"):
        raise_concern(by=panel.clerk, meeting=panel.meeting, words="  ")


# The forum is told --------------------------------------------------------------------------------


def test_the_forum_is_told_of_what_was_left_at_noted(panel, measure) -> None:
    shown_red(panel, measure, 8, 4)
    issue = publish(panel)
    assert told_to_forum(panel.meeting) == []  # the meeting has not been held
    open_meeting(by=panel.clerk, meeting=panel.meeting, at=clock.now().time().replace(hour=9))
    panel.meeting = close_meeting(by=panel.clerk, meeting=panel.meeting)
    (told,) = told_to_forum(panel.meeting)
    assert (told.name, told.words) == ("Dentist", "Noted for the third time; no reason given.")
    respond_to_issue(by=panel.clerk, issue=issue, response="explain", reason="It is late.")
    assert told_to_forum(panel.meeting) == []


def test_a_figure_that_is_not_signed_off_is_not_named_outside(panel, measure) -> None:
    shown_red(panel, measure, 8, 4)
    measures.ObservationFactory(
        measure=measure, period_end=date(2026, 6, 30), numerator=30, denominator=100, value=30
    )
    publish(panel)
    with clock.set_to(TODAY + timedelta(days=1)):
        assert [told.name for told in told_to_forum(panel.meeting)] == [NOT_SHOWN]


def test_a_figure_that_is_hidden_from_the_forum_is_not_named(panel, measure) -> None:
    shown_red(panel, measure, 8, 4)
    measures.ObservationFactory(
        measure=measure,
        period_end=date(2026, 6, 30),
        numerator=3,
        denominator=100,
        value=3,
        signed_off=True,
    )
    publish(panel)
    with clock.set_to(TODAY + timedelta(days=1)):
        assert [told.name for told in told_to_forum(panel.meeting)] == [NOT_SHOWN]
    drafted = str(draft_of(panel.meeting))  # anybody reads the minutes in the end
    assert NOT_SHOWN in drafted
    assert "Dentist" not in drafted
    councils.CouncilSettingsFactory(council=panel.council, small_number_limit=2)
    with clock.set_to(TODAY + timedelta(days=1)):
        assert [told.name for told in told_to_forum(panel.meeting)] == ["Dentist"]
