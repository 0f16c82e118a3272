"""What came of the items: outcomes, numbered decisions, views to be ratified, interests, times."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from boards.models import Decision, Declaration, ForumTime, Outcome
from boards.register.entries.services import mark
from boards.register.forum_time.services import (
    NOT_THE_FORUMS,
    judge_forum_time,
    record_forum_time,
)
from boards.register.interests.services import declare_interest, take_back_interest
from boards.register.queries import moments, quorum_at_item
from boards.register.results import DECIDED_AFTER_ALL, NEEDS
from boards.register.services import (
    NOT_BEGUN,
    change_decision,
    close_meeting,
    open_meeting,
    ratify_decision,
    record_decision,
    record_outcome,
    set_chair,
)
from councils import clock
from councils.writing import Conflict, Refused
from tests.factories import boards, councils
from tests.support.sitting import TODAY, Sitting, sit

pytestmark = pytest.mark.django_db
INQUORATE = (
    "The Panel was not quorate. This is recorded as the view of those present, to be ratified at a "
    "meeting that is quorate."
)


@pytest.fixture
def panel(today) -> Sitting:  # noqa: ARG001
    """A panel that meets today."""
    return sit()


def attend(panel: Sitting, *names: str, **times: time) -> None:
    """Those holders are there."""
    for name in names:
        mark(
            by=panel.clerk,
            meeting=panel.meeting,
            person=panel.holders[name],
            seat=panel.seats[name],
            mark="present",
            **times,
        )


def decide(panel: Sitting, text: str = "Buy the house.", item: int = 2) -> Decision:
    """A decision at an item."""
    return record_decision(by=panel.clerk, item=panel.items[item], text=text)


def noted(panel: Sitting, **more: object) -> Outcome:
    """Item 3 is noted."""
    usual = {"result": "noted", "words": "The paper was noted."}
    return record_outcome(by=panel.clerk, item=panel.items[2], **usual | more)


# The meeting --------------------------------------------------------------------------------------


def test_a_meeting_begins_and_ends_once_and_its_times_can_be_put_right(panel) -> None:
    own = {"by": panel.clerk, "meeting": panel.meeting}
    with pytest.raises(Refused, match=NOT_BEGUN):
        close_meeting(**own)
    opened = open_meeting(**own)
    assert opened.opened_at == clock.now()
    assert open_meeting(**own).version == opened.version
    put_right = open_meeting(**own, at=time(10, 5))
    assert clock.local(put_right.opened_at).time() == time(10, 5)
    closed = close_meeting(**own)
    assert closed.closed_at == clock.now()
    assert close_meeting(**own).version == closed.version
    with pytest.raises(ValidationError, match="ends after it has begun"):
        close_meeting(**own, at=time(9))


def test_who_chairs_is_recorded_and_a_young_chair_is_counted_and_not_named(panel) -> None:
    own = {"by": panel.clerk, "meeting": panel.meeting}
    chaired = set_chair(**own, chair=None, has_young_chair=True, version=1)
    assert (chaired.chair, chaired.has_young_chair, chaired.version) == (None, True, 2)
    with pytest.raises(Conflict):
        set_chair(**own, chair=panel.guest, has_young_chair=False, version=1)


# Outcomes -----------------------------------------------------------------------------------------


def test_an_outcome_is_recorded_once_and_changed_with_its_version(panel) -> None:
    outcome = noted(panel, version=0)
    assert noted(panel, version=0) == outcome
    assert Outcome.objects.get().version == 1
    assert noted(panel, words="Put off.", result="deferred", version=1).version == 2
    with pytest.raises(Conflict) as conflict:
        noted(panel, words="Something else.", version=1)
    assert conflict.value.current.result == "deferred"
    with pytest.raises(Conflict):
        noted(panel, words="Something else.", version=0)


def test_while_the_meeting_sits_an_item_is_taken_now(panel) -> None:
    assert noted(panel).taken_at is None
    open_meeting(by=panel.clerk, meeting=panel.meeting, at=time(10))
    outcome = record_outcome(by=panel.clerk, item=panel.items[0], result="noted", words="")
    assert outcome.taken_at == time(12)
    with clock.set_to(clock.moment(TODAY, time(12, 30))):
        again = record_outcome(by=panel.clerk, item=panel.items[0], result="noted", words="Yes.")
    assert again.taken_at == time(12)


@pytest.mark.parametrize("result", NEEDS)
def test_an_outcome_needs_what_it_says(panel, result) -> None:
    with pytest.raises(ValidationError) as refused:
        noted(panel, result=result)
    assert refused.value.message_dict == {"result": [NEEDS[result]]}
    assert not Outcome.objects.exists()
    if result == "decided":
        boards.DecisionFactory(item=panel.items[2])
    if result == "action":
        boards.ActionFactory(item=panel.items[2])
    if result == "escalated":
        boards.EscalationFactory(item=panel.items[2])
    assert noted(panel, result=result).result == result


def test_an_item_with_a_decision_is_not_merely_noted(panel) -> None:
    decide(panel)
    with pytest.raises(ValidationError, match=DECIDED_AFTER_ALL[:30]):
        noted(panel)


# Decisions ----------------------------------------------------------------------------------------


def test_decisions_are_numbered_through_the_meetings_of_a_body(panel) -> None:
    earlier = boards.MeetingFactory(body=panel.body, over=True)
    boards.DecisionFactory(item__meeting=earlier, item__council=panel.council, number=7)
    assert [decide(panel).number, decide(panel, "Sell it again.").number] == [8, 9]
    assert decide(panel).number == 8  # the same one
    assert Decision.objects.count() == 3
    other = sit()
    assert decide(other).number == 1
    with pytest.raises(ValidationError, match="Write the decision"):
        decide(panel, "  ")


def test_a_decision_taken_with_a_quorum_stands(panel) -> None:
    attend(panel, "Social care", "Health", "Housing")
    assert decide(panel).is_view is False


def test_a_decision_taken_without_one_is_the_view_of_those_present(panel) -> None:
    attend(panel, "Social care", "Health")
    assert decide(panel).is_view is True


def test_what_stands_follows_the_register_and_the_time_of_the_item(panel) -> None:
    decision = decide(panel)
    attend(panel, "Social care", "Health")
    attend(panel, "Housing", arrived_at=time(10, 30))
    decision.refresh_from_db()
    assert decision.is_view is False  # it is noon, and now they are marked
    noted(panel, result="decided", taken_at=time(10, 15))
    decision.refresh_from_db()
    assert decision.is_view is True
    assert decision.history.first().history_user == panel.clerk
    noted(panel, result="decided", taken_at=time(10, 45))
    decision.refresh_from_db()
    assert decision.is_view is False


def test_the_words_of_a_decision_can_be_put_right(panel) -> None:
    decision = decide(panel)
    changed = change_decision(
        by=panel.clerk, decision=decision, text="Buy two houses.", version=decision.version
    )
    assert (changed.text, changed.number) == ("Buy two houses.", decision.number)
    with pytest.raises(Conflict):
        change_decision(by=panel.clerk, decision=decision, text="None.", version=decision.version)


def test_a_quorate_meeting_ratifies_the_view_of_those_present(panel) -> None:
    view = decide(panel)
    later = boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=panel.body, held_on=date(2027, 1, 13))
    )
    own = {"by": panel.clerk, "decision": view, "item": later}
    with clock.set_to(date(2027, 1, 13)):
        with pytest.raises(Refused, match=INQUORATE[:40]):
            ratify_decision(**own)
        panel.meeting = later.meeting
        attend(panel, "Social care", "Health", "Housing")
        ratified = ratify_decision(**own)
        assert (ratified.number, ratified.ratifies, ratified.is_view) == (2, view, False)
        assert ratified.text == "Decision 1 is ratified: Buy the house."
        assert ratify_decision(**own) == ratified
        another = boards.AgendaItemFactory(meeting=later.meeting)
        with pytest.raises(Refused, match="ratified already, by decision 2"):
            ratify_decision(by=panel.clerk, decision=view, item=another)
    mark(  # what the first register says later changes nothing any more
        by=panel.clerk, meeting=view.item.meeting, seat=panel.young, mark="present"
    )
    view.refresh_from_db()
    assert view.is_view is True


def test_only_a_view_of_the_same_body_is_ratified_and_not_earlier(panel) -> None:
    attend(panel, "Social care", "Health", "Housing")
    item = panel.items[0]
    with pytest.raises(Refused, match="needs no ratifying"):
        ratify_decision(by=panel.clerk, decision=decide(panel), item=item)
    foreign = boards.DecisionFactory(council=panel.council, is_view=True)
    with pytest.raises(Refused, match="another body"):
        ratify_decision(by=panel.clerk, decision=foreign, item=item)
    meeting = boards.MeetingFactory(body=panel.body)
    later = boards.DecisionFactory(
        item=boards.AgendaItemFactory(meeting=meeting), is_view=True, number=50
    )
    with pytest.raises(Refused, match="a later meeting"):
        ratify_decision(by=panel.clerk, decision=later, item=item)


# Quorum at an item --------------------------------------------------------------------------------


def test_an_item_was_taken_when_it_is_written_down_else_when_the_agenda_had_it(panel) -> None:
    with clock.set_to(date(2026, 12, 3)):
        found = moments(panel.meeting, panel.items)
        at = [clock.local(found[item.pk]).time() for item in panel.items]
        assert at == [time(10), time(10, 5), time(10, 20)]
        noted(panel, taken_at=time(11, 7))
        items = list(panel.meeting.items.order_by("position"))
        assert clock.local(moments(panel.meeting, items)[items[2].pk]).time() == time(11, 7)


def test_who_goes_out_for_an_interest_is_missing_from_the_quorum_of_that_item(panel) -> None:
    attend(panel, "Social care", "Health", "Housing")
    decision = decide(panel)
    declared = declare_interest(
        by=panel.clerk,
        meeting=panel.meeting,
        person=panel.holders["Housing"],
        item=panel.items[2],
        words="Owns the house.",
        withdrew=True,
    )
    assert quorum_at_item(panel.items[2]).quorate is False
    assert quorum_at_item(panel.items[0]).quorate is True
    decision.refresh_from_db()
    assert decision.is_view is True
    take_back_interest(by=panel.clerk, declaration=declared)
    take_back_interest(by=panel.clerk, declaration=declared)
    decision.refresh_from_db()
    assert (decision.is_view, Declaration.objects.count()) == (False, 0)


def test_a_guest_of_one_item_counts_at_that_item_alone(today) -> None:
    assert today
    panel = sit(quorum_kind="heads", quorum_number=1, coopted_count=True, attenders_count=True)
    expert = councils.PersonFactory(council=panel.council)
    boards.CoOptionFactory(body=panel.body, person=expert, item=panel.items[0])
    for person, capacity in ((expert, "coopted"), (panel.presenter, "attender")):
        mark(
            by=panel.clerk,
            meeting=panel.meeting,
            person=person,
            capacity=capacity,
            mark="present",
        )
    assert [quorum_at_item(item).counted for item in panel.items] == [1, 0, 1]


# Interests and the forum's time -------------------------------------------------------------------


def test_an_interest_is_declared_once(panel) -> None:
    own = {"by": panel.clerk, "meeting": panel.meeting, "person": panel.guest}
    first = declare_interest(**own, words="Fosters.")
    assert declare_interest(**own, words="Fosters.") == first
    with pytest.raises(ValidationError, match="recorded already"):
        declare_interest(**own, words="Adopts.")
    with pytest.raises(ValidationError, match="not on the agenda"):
        declare_interest(**own, words="Fosters.", item=boards.AgendaItemFactory())


def test_the_clerk_says_how_long_and_the_forum_whether_it_was_cut_short(panel) -> None:
    item, worker = panel.items[1], councils.UserFactory()
    row = record_forum_time(by=panel.clerk, item=item, given=9)
    assert (row.planned, row.given, row.cut_short) == (15, 9, None)
    assert record_forum_time(by=panel.clerk, item=item, given=9).version == 1
    said = judge_forum_time(by=worker, item=item, cut_short=True)
    assert (said.cut_short, said.said_by, said.given) == (True, worker, 9)
    assert judge_forum_time(by=panel.clerk, item=item, cut_short=True).said_by == worker
    assert judge_forum_time(by=worker, item=item, cut_short=False).version == 3
    with pytest.raises(Conflict):
        record_forum_time(by=panel.clerk, item=item, given=10, version=1)


def test_the_forum_may_speak_before_the_clerk_has_written(panel) -> None:
    judge_forum_time(by=councils.UserFactory(), item=panel.items[1], cut_short=False)
    assert ForumTime.objects.get().given is None


def test_other_items_are_not_the_forum_s_time(panel) -> None:
    with pytest.raises(Refused, match=NOT_THE_FORUMS):
        record_forum_time(by=panel.clerk, item=panel.items[0], given=9)


# Closed -------------------------------------------------------------------------------------------


def _everything(panel: Sitting) -> list:
    own, item, decision = (
        {"by": panel.clerk},
        panel.items[1],
        boards.DecisionFactory(item=panel.items[0], is_view=True),
    )
    row = boards.DeclarationFactory(meeting=panel.meeting)
    return [
        lambda: open_meeting(**own, meeting=panel.meeting),
        lambda: close_meeting(**own, meeting=panel.meeting),
        lambda: set_chair(**own, meeting=panel.meeting, chair=None, has_young_chair=True),
        lambda: record_outcome(**own, item=item, result="noted", words=""),
        lambda: record_decision(**own, item=item, text="Yes."),
        lambda: change_decision(**own, decision=decision, text="No.", version=1),
        lambda: ratify_decision(**own, decision=decision, item=item),
        lambda: declare_interest(**own, meeting=panel.meeting, person=panel.guest, words="Some."),
        lambda: take_back_interest(**own, declaration=row),
        lambda: record_forum_time(**own, item=item, given=1),
        lambda: judge_forum_time(**own, item=item, cut_short=True),
        lambda: mark(**own, meeting=panel.meeting, seat=panel.young, mark="present"),
    ]


def test_confirmed_minutes_close_everything(panel) -> None:
    attempts = _everything(panel)
    boards.MinutesFactory(meeting=panel.meeting, confirmed=True)
    for attempt in attempts:
        with pytest.raises(Refused, match="minutes of this meeting are confirmed"):
            attempt()


def test_nothing_is_recorded_before_the_day(today) -> None:
    assert today
    for attempt in _everything(sit(held_on=date(2026, 12, 16))):
        with pytest.raises(Refused, match="recorded from then on"):
            attempt()
