"""Several clerks at one register, each with a connection of their own to the database."""

from datetime import date, time

import pytest

from boards.models import (
    Action,
    Decision,
    Declaration,
    ForumTime,
    Issue,
    Outcome,
    RegisterEntry,
    SeatHolder,
)
from boards.register.entries.queries import register_rows
from boards.register.entries.services import save_register
from boards.register.entries.states import NOTHING, Mark, Sent, State
from boards.register.forum_time.services import record_forum_time
from boards.register.interests.services import declare_interest
from boards.register.issues.services import respond_to_issue
from boards.register.items.services import NewAction, record_item
from boards.register.services import ratify_decision, record_decision
from councils import clock
from tests.factories import boards
from tests.journeys.test_at_once import TODAY, at_once
from tests.support.sitting import Sitting, sit

pytestmark = pytest.mark.django_db(transaction=True)
HERE = State(Mark.PRESENT)
WRITERS, CLICKS = 50, 20


def seat_members(panel: Sitting, number: int) -> list[SeatHolder]:
    """So many more members, in one plural seat."""
    seat = boards.SeatFactory(body=panel.body, title="Members", is_plural=True)
    return [boards.SeatHolderFactory(seat=seat, place=place + 1) for place in range(number)]


def test_of_fifty_writers_at_once_everything_acknowledged_is_kept() -> None:
    """Each marks somebody else; nobody's mark is lost, and nobody has to try again."""
    panel = sit(held_on=TODAY)
    holders = seat_members(panel, WRITERS)
    keys = [f"member-{each.seat_id}-{each.person_id}-0-1" for each in holders]

    def one(place: int) -> object:
        clerk = panel.clerk
        rows = {keys[place]: Sent(State(Mark.PRESENT, 1, time(10, place)), NOTHING)}
        return save_register(by=clerk, meeting=panel.meeting, rows=rows)[keys[place]]

    saved = at_once(WRITERS, one)
    assert all(each.is_written for each in saved)
    kept = dict(RegisterEntry.objects.values_list("person", "arrived_at"))
    assert kept == {each.person_id: time(10, n) for n, each in enumerate(holders)}


def test_of_fifty_writers_at_one_row_one_is_kept_and_the_others_are_told() -> None:
    """Each sends another time: whoever is acknowledged stands, and nobody is silently undone."""
    panel = sit(held_on=TODAY)
    key = register_rows(panel.meeting)[0].key

    def one(place: int) -> object:
        rows = {key: Sent(State(Mark.PRESENT, 1, time(10, place)), NOTHING)}
        return save_register(by=panel.clerk, meeting=panel.meeting, rows=rows)[key]

    saved = at_once(WRITERS, one)
    (kept,) = [place for place, each in enumerate(saved) if each.is_written]
    assert sum(each.is_conflict for each in saved) == WRITERS - 1
    assert RegisterEntry.objects.get().arrived_at == time(10, kept)
    assert {each.entry.arrived_at for each in saved} == {time(10, kept)}


def test_one_register_sent_twenty_times_at_once_is_saved_once() -> None:
    """All rows of it, and every click is told that it is saved."""
    panel = sit(held_on=TODAY)
    rows = {row.key: Sent(HERE, NOTHING) for row in register_rows(panel.meeting) if row.may_be_away}
    saved = at_once(
        CLICKS, lambda _: save_register(by=panel.clerk, meeting=panel.meeting, rows=rows)
    )
    assert all(each.is_kept for result in saved for each in result.values())
    assert RegisterEntry.objects.count() == len(rows)
    assert set(RegisterEntry.objects.values_list("version", flat=True)) == {1}


def test_one_item_sent_twenty_times_at_once_is_one_outcome_decision_and_action() -> None:
    """Whichever click came first."""
    panel = sit(held_on=TODAY)
    action = NewAction("Write.", panel.holders["Health"], date(2027, 1, 15))
    made = at_once(
        CLICKS,
        lambda _: record_item(
            by=panel.clerk,
            item=panel.items[2],
            result="decided",
            words="So it is.",
            decision="Buy the house.",
            action=action,
            version=0,
        ),
    )
    assert len({outcome.pk for outcome in made}) == 1
    assert (Outcome.objects.get().version, Decision.objects.get().number) == (1, 1)
    assert Action.objects.get().number == 1


def test_decisions_of_many_clerks_at_once_are_numbered_without_a_gap() -> None:
    """At two meetings of one body."""
    panel = sit(held_on=TODAY)
    other = boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=panel.body, held_on=date(2026, 11, 4))
    )

    def one(place: int) -> Decision:
        item = panel.items[0] if place % 2 else other
        return record_decision(by=panel.clerk, item=item, text=f"Decision of click {place}.")

    made = at_once(CLICKS, one)
    assert sorted(each.number for each in made) == list(range(1, CLICKS + 1))


def test_clicks_at_once_make_one_interest_one_time_one_response_and_one_ratification() -> None:
    """Everything else that a button of the meeting sends."""
    panel = sit(held_on=TODAY, quorum_kind="none")
    issue = boards.IssueFactory(meeting=panel.meeting)
    before = boards.MeetingFactory(body=panel.body, over=True)
    view = boards.DecisionFactory(item=boards.AgendaItemFactory(meeting=before), is_view=True)
    action = NewAction("Ask.", panel.holders["Health"], date(2027, 1, 15))
    own = {"by": panel.clerk}
    for act in (
        lambda _: declare_interest(
            **own, meeting=panel.meeting, person=panel.guest, words="Fosters.", withdrew=True
        ),
        lambda _: record_forum_time(**own, item=panel.items[1], given=9, version=0),
        lambda _: respond_to_issue(**own, issue=issue, response="act", action=action, version=1),
        lambda _: ratify_decision(**own, decision=view, item=panel.items[2]),
    ):
        assert len({row.pk for row in at_once(CLICKS, act)}) == 1
    assert [model.objects.count() for model in (Declaration, ForumTime, Action)] == [1, 1, 1]
    assert Issue.objects.get().version == 2
    assert Decision.objects.filter(ratifies=view).count() == 1


def test_two_clerks_who_swap_a_holder_and_a_substitute_at_once_do_not_both_succeed() -> None:
    """Only one of the two sits for the place, whoever came first."""
    panel = sit(held_on=TODAY)
    rows = {row.name: row.key for row in register_rows(panel.meeting)}
    both = [rows["Health holder"], rows["Health substitute"]]
    saved = at_once(
        2,
        lambda place: save_register(
            by=panel.clerk, meeting=panel.meeting, rows={both[place]: Sent(HERE, NOTHING)}
        )[both[place]],
    )
    assert sorted(each.is_written for each in saved) == [False, True]
    assert RegisterEntry.objects.count() == 1


def test_whoever_is_marked_last_the_decision_is_judged_by_the_whole_register() -> None:
    """Each writer sees what the one before has left."""
    panel = sit(held_on=TODAY)
    with clock.set_to(TODAY):
        view = record_decision(by=panel.clerk, item=panel.items[0], text="Buy.")
    assert view.is_view is True
    rows = [row.key for row in register_rows(panel.meeting) if row.who.capacity == "member"][:3]
    at_once(
        3,
        lambda place: save_register(
            by=panel.clerk, meeting=panel.meeting, rows={rows[place]: Sent(HERE, NOTHING)}
        ),
    )
    view.refresh_from_db()
    assert view.is_view is False  # all three are there, whoever was last
