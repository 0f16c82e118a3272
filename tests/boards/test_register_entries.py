"""The register: its rows, one mark, all of them at once, and what it makes of the quorum."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from boards import quorum
from boards.models import RegisterEntry
from boards.quorum import Basis, Capacity, Presence, QuorumRule
from boards.register.entries.queries import Row, register_of, register_rows
from boards.register.entries.services import ELSEWHERE, NO_SUCH_ROW, STANDS_IN, mark, save_register
from boards.register.entries.states import (
    NO_ARRIVAL,
    NO_TIMES,
    STILL_HERE,
    Mark,
    Sent,
    State,
)
from boards.register.queries import (
    CANCELLED,
    CLOSED,
    presences,
    quorum_now,
    seats_for_quorum,
    sitting_of,
    why_closed,
    why_not_record,
)
from councils import clock
from councils.models import Person
from councils.writing import Conflict, Refused
from tests.factories import boards, councils
from tests.support.sitting import TODAY, Sitting, sit

pytestmark = pytest.mark.django_db
HERE, ONLINE = State(Mark.PRESENT), State(Mark.ONLINE)
APOLOGIES = State(Mark.APOLOGIES)
EMPTY = State()


@pytest.fixture
def panel(today) -> Sitting:  # noqa: ARG001
    """A panel that meets today."""
    return sit()


def row(panel: Sitting, name: str) -> Row:
    """Somebody's row, as a page opened now has it."""
    return next(each for each in register_rows(panel.meeting) if each.name == name)


def sent(panel: Sitting, **states: State) -> dict[str, Sent]:
    """Rows as a page opened now sends them; `Health_holder=HERE`."""
    found = {}
    for name, state in states.items():
        one = row(panel, name.replace("_", " "))
        found[one.key] = Sent(state, one.shown, one.version)
    return found


def save(panel: Sitting, rows: dict[str, Sent]):
    """What becomes of the rows."""
    return save_register(by=panel.clerk, meeting=panel.meeting, rows=rows)


def marked(panel: Sitting) -> dict[str, str]:
    """The register as it is recorded: name, mark."""
    entries = panel.meeting.register.select_related("person", "seat")
    return {str(entry.person or entry.seat): entry.mark for entry in entries}


# Rows ---------------------------------------------------------------------------------------------


def test_everybody_has_a_row_by_seat_and_then_the_guests(panel) -> None:
    rows = [(one.name, one.group, one.who.capacity) for one in register_rows(panel.meeting)]
    assert rows == [
        ("Social care holder", "Social care seat", "member"),
        ("Health holder", "Health seat", "member"),
        ("Health substitute", "Health seat", "substitute"),
        ("Housing holder", "Housing seat", "member"),
        ("Young people", "Young people", "member"),
        ("Co-opted guest", "Co-opted", "coopted"),
        ("Presenter of item 3", "Attending", "attender"),
    ]


def test_rows_are_of_the_meeting_s_own_day(panel) -> None:
    seat = panel.seats["Housing"]
    holder = seat.holders.get()
    holder.ends_on = date(2026, 11, 30)
    holder.save()
    assert "Housing holder" not in [one.name for one in register_rows(panel.meeting)]
    assert register_of(panel.meeting).vacant == ["Housing seat"]


def test_a_seat_listed_twice_and_a_lapsed_co_option_have_no_row(panel) -> None:
    twin = boards.SeatFactory(body=panel.body, same_as=panel.seats["Health"])
    boards.SeatHolderFactory(seat=twin)
    boards.CoOptionFactory(body=panel.body, lapsed=True)
    assert len(register_rows(panel.meeting)) == 7


def test_a_guest_who_is_a_member_and_one_invited_twice_have_one_row(panel) -> None:
    boards.AttenderFactory(item=panel.items[0], person=panel.holders["Health"])
    boards.AttenderFactory(item=panel.items[0], person=panel.presenter)
    boards.AttenderFactory(item=panel.items[0], person=panel.guest)
    assert len(register_rows(panel.meeting)) == 7


def test_a_place_of_those_who_attend_is_no_member_s(panel) -> None:
    seat = boards.SeatFactory(body=panel.body, title="Adviser", is_attender=True)
    boards.SeatHolderFactory(seat=seat, person__name="The adviser")
    assert row(panel, "The adviser").who.capacity == "attender"
    assert seat.pk not in {place.key for place in seats_for_quorum(panel.meeting)}


def test_replies_fill_in_what_is_not_recorded_yet(panel) -> None:
    own = {"meeting": panel.meeting, "replied_by": panel.clerk}
    boards.ReplyFactory(**own, person=panel.holders["Housing"], seat=None, answer="online")
    boards.ReplyFactory(**own, person=None, seat=panel.young, heads=3)
    boards.ReplyFactory(
        **own,
        person=panel.holders["Health"],
        seat=panel.seats["Health"],
        answer="apologies",
        substitute=panel.substitute,
    )
    rows = {one.name: one for one in register_rows(panel.meeting)}
    assert rows["Housing holder"].shown == ONLINE
    assert rows["Health holder"].shown == APOLOGIES
    assert rows["Health substitute"].shown == HERE
    assert rows["Young people"].shown == State(Mark.PRESENT, 3)
    assert rows["Social care holder"].shown == EMPTY
    assert marked(panel) == {}
    save(panel, sent(panel, Housing_holder=APOLOGIES))
    assert row(panel, "Housing holder").shown == APOLOGIES


def sends(panel: Sitting, person: Person) -> None:
    """The holder for health cannot come, and somebody comes instead."""
    boards.ReplyFactory(
        meeting=panel.meeting,
        replied_by=panel.clerk,
        person=panel.holders["Health"],
        seat=panel.seats["Health"],
        answer="apologies",
        substitute=person,
    )


def answers(panel: Sitting, person: Person, answer: str) -> None:
    """Somebody's own answer."""
    boards.ReplyFactory(
        meeting=panel.meeting, replied_by=panel.clerk, person=person, seat=None, answer=answer
    )


@pytest.mark.parametrize(
    ("answer", "shown"), [("coming", HERE), ("online", ONLINE), ("apologies", EMPTY)]
)
def test_a_substitute_who_was_sent_says_themselves_how_they_come(panel, answer, shown) -> None:
    sends(panel, panel.substitute)
    answers(panel, panel.substitute, answer)
    assert row(panel, "Health substitute").shown == shown


@pytest.mark.parametrize(
    ("answer", "shown"), [("coming", HERE), ("online", ONLINE), ("apologies", EMPTY)]
)
def test_the_substitute_of_a_vacant_place_answers_for_it(panel, answer, shown) -> None:
    panel.seats["Health"].holders.get().delete()
    assert row(panel, "Health substitute").shown == EMPTY
    answers(panel, panel.substitute, answer)
    assert row(panel, "Health substitute").shown == shown


def test_a_substitute_whom_nobody_sent_is_not_expected(panel) -> None:
    answers(panel, panel.substitute, "coming")
    assert row(panel, "Health substitute").shown == EMPTY


def test_somebody_else_who_was_sent_has_a_row_below_the_holder(panel) -> None:
    other = councils.PersonFactory(council=panel.council, name="Somebody else")
    sends(panel, other)
    names = [one.name for one in register_rows(panel.meeting)]
    assert names[1:4] == ["Health holder", "Somebody else", "Health substitute"]
    one = row(panel, "Somebody else")
    assert (one.shown, one.title) == (HERE, "Substitute, Health seat")
    assert row(panel, "Health substitute").shown == EMPTY
    save(panel, sent(panel, Somebody_else=HERE))
    assert [each.name for each in register_rows(panel.meeting)] == names
    entry = RegisterEntry.objects.get(person=other)
    assert (entry.capacity, entry.instead_of) == ("substitute", panel.holders["Health"])


def test_a_holder_sent_for_another_seat_is_there_in_one_place(panel) -> None:
    sends(panel, panel.holders["Housing"])
    answers(panel, panel.holders["Housing"], "online")
    shown = [one.shown for one in register_rows(panel.meeting) if one.name == "Housing holder"]
    assert shown == [ONLINE, ONLINE]


def test_somebody_recorded_whose_seat_has_gone_keeps_the_row(panel) -> None:
    save(panel, sent(panel, Housing_holder=HERE))
    panel.seats["Housing"].holders.get().delete()
    assert row(panel, "Housing holder").state == HERE


# One mark -----------------------------------------------------------------------------------------


def test_a_mark_keeps_who_and_when_and_its_history(panel) -> None:
    health = panel.seats["Health"]
    entry = mark(
        by=panel.clerk,
        meeting=panel.meeting,
        person=panel.holders["Health"],
        seat=health,
        mark="present",
        arrived_at=time(10, 15),
    )
    assert (entry.mark, entry.arrived_at, entry.stay) == ("present", time(10, 15), 1)
    assert (entry.recorded_by, entry.version, entry.council) == (panel.clerk, 1, panel.council)
    again = mark(
        by=panel.clerk,
        meeting=panel.meeting,
        person=panel.holders["Health"],
        seat=health,
        mark="apologies",
        version=1,
    )
    assert (again.pk, again.version, again.mark) == (entry.pk, 2, "apologies")
    assert [each.history_user for each in again.history.all()] == [panel.clerk] * 2


def test_marking_the_same_twice_changes_nothing(panel) -> None:
    for _ in range(2):
        entry = mark(
            by=panel.clerk,
            meeting=panel.meeting,
            person=panel.guest,
            capacity="coopted",
            mark="present",
        )
    assert (entry.version, RegisterEntry.objects.count()) == (1, 1)


def test_a_mark_over_one_that_was_not_seen_is_a_conflict(panel) -> None:
    own = {"by": panel.clerk, "meeting": panel.meeting, "person": panel.guest}
    mark(**own, capacity="coopted", mark="present", version=0)
    with pytest.raises(Conflict) as conflict:
        mark(**own, capacity="coopted", mark="absent", version=0)
    assert conflict.value.current.mark == "present"


def test_young_people_are_a_number_of_heads(panel) -> None:
    own = {"by": panel.clerk, "meeting": panel.meeting, "seat": panel.young}
    entry = mark(**own, mark="present", heads=4)
    assert (entry.person, entry.heads) == (None, 4)
    assert mark(**own, mark="apologies", heads=4).heads == 0
    with pytest.raises(ValidationError, match="how many young people"):
        mark(**own, mark="present", heads=0)


def test_somebody_goes_out_and_comes_back(panel) -> None:
    own = {
        "by": panel.clerk,
        "meeting": panel.meeting,
        "person": panel.holders["Housing"],
        "seat": panel.seats["Housing"],
    }
    with pytest.raises(ValidationError, match=STILL_HERE):
        mark(**own, mark="present", arrived_at=time(11), turn=2)
    mark(**own, mark="present", left_at=time(10, 30))
    with pytest.raises(ValidationError, match=NO_ARRIVAL):
        mark(**own, mark="present", turn=2)
    entry = mark(**own, mark="present", arrived_at=time(11), turn=2)
    assert entry.stay == 2
    with pytest.raises(ValidationError, match="before they had left"):
        mark(**own, mark="present", left_at=time(11, 30))
    assert len(presences(panel.meeting)) == 2


def test_a_seat_of_another_body_is_refused(panel) -> None:
    with pytest.raises(ValidationError, match="another body"):
        mark(
            by=panel.clerk,
            meeting=panel.meeting,
            person=panel.guest,
            seat=boards.SeatFactory(council=panel.council),
            mark="present",
        )


def test_nothing_is_recorded_before_the_day_of_a_cancelled_meeting_or_of_a_closed_one(
    panel,
) -> None:
    early = sit(held_on=date(2026, 12, 16))
    assert why_not_record(early.meeting) == (
        "This meeting is on Wednesday 16 December 2026. It is recorded from then on."
    )
    with pytest.raises(Refused, match="recorded from then on"):
        save(early, {})
    panel.meeting.cancelled_at, panel.meeting.cancel_reason = clock.now(), "Snow"
    panel.meeting.save()
    with pytest.raises(Refused, match=CANCELLED):
        mark(by=panel.clerk, meeting=panel.meeting, seat=panel.young, mark="present")


def test_confirmed_minutes_close_the_record_and_a_correction_opens_it(panel) -> None:
    assert why_closed(panel.meeting) == ""
    boards.MinutesFactory(meeting=panel.meeting, confirmed=True)
    assert why_closed(panel.meeting) == CLOSED
    with pytest.raises(Refused, match="confirmed"):
        save(panel, sent(panel, Health_holder=HERE))
    boards.MinutesFactory(meeting=panel.meeting, number=2, reason="A name was wrong.")
    assert why_closed(panel.meeting) == ""
    assert save(panel, sent(panel, Health_holder=HERE))


# All rows at once ---------------------------------------------------------------------------------


def test_what_is_valid_is_saved_and_the_rest_comes_back(panel) -> None:
    rows = sent(
        panel,
        Health_holder=HERE,
        Housing_holder=State(Mark.APOLOGIES, 1, time(10)),
        Young_people=State(Mark.PRESENT, 0),
    )
    rows["member-0-0-0-1"] = Sent(HERE, EMPTY)
    rows["member-0-0-0-x"] = Sent(HERE, EMPTY)
    health, housing, young, unknown, odd = save(panel, rows).values()
    assert marked(panel) == {"Health holder": "present"}
    assert (health.is_written, health.version, health.is_kept) == (True, 1, True)
    assert housing.errors == {"arrived_at": [NO_TIMES]}
    assert "heads" in young.errors
    assert unknown.errors == odd.errors == {"__all__": [NO_SUCH_ROW]}


def test_rows_nobody_touched_are_left_as_somebody_else_has_saved_them(panel) -> None:
    mine = sent(panel, Health_holder=EMPTY, Housing_holder=HERE)
    save(panel, sent(panel, Health_holder=ONLINE))
    health, housing = save(panel, mine).values()
    assert (health.is_kept, health.is_written, health.entry.mark) == (True, False, "online")
    assert housing.is_written


def test_of_two_clerks_at_one_row_the_second_is_shown_what_the_first_saved(panel) -> None:
    mine, theirs = sent(panel, Health_holder=HERE), sent(panel, Health_holder=APOLOGIES)
    save(panel, theirs)
    (conflict,) = save(panel, mine).values()
    assert (conflict.is_conflict, conflict.is_kept) == (True, False)
    assert (conflict.entry.mark, conflict.version) == ("apologies", 1)
    assert marked(panel) == {"Health holder": "apologies"}
    save(panel, sent(panel, Health_holder=HERE))  # seen now, and saved again
    assert marked(panel) == {"Health holder": "present"}


def test_a_substitute_does_not_sit_beside_whom_they_stand_in_for(panel) -> None:
    both = sent(panel, Health_substitute=HERE, Health_holder=HERE)
    substitute, holder = save(panel, both).values()
    assert substitute.is_written
    assert holder.errors == {"mark": [STANDS_IN.format(name="Health substitute")]}
    swap = sent(panel, Health_holder=HERE, Health_substitute=EMPTY)
    assert all(one.is_kept for one in save(panel, swap).values())
    assert marked(panel) == {"Health holder": "present"}


def test_a_substitute_takes_over_when_the_holder_leaves(panel) -> None:
    rows = sent(
        panel,
        Health_substitute=State(Mark.PRESENT, 1, time(11)),
        Health_holder=State(Mark.PRESENT, 1, None, time(11)),
    )
    assert all(one.is_written for one in save(panel, rows).values())


def test_one_person_is_not_away_and_there_in_another_place(panel) -> None:
    boards.SubstituteFactory(seat=panel.seats["Housing"], person=panel.holders["Health"])
    rows = [one for one in register_rows(panel.meeting) if one.name == "Health holder"]
    member, stands_in = rows
    save(panel, {member.key: Sent(APOLOGIES, EMPTY)})
    (refused,) = save(panel, {stands_in.key: Sent(HERE, EMPTY)}).values()
    assert refused.errors == {"mark": [ELSEWHERE.format(name="Health holder")]}
    save(panel, {member.key: Sent(HERE, APOLOGIES, 1)})
    assert save(panel, {stands_in.key: Sent(HERE, EMPTY)})[stands_in.key].is_written
    answer = quorum_now(panel.meeting)
    assert (answer.counted, answer.present) == (1, ("Health",))  # one person counts once


def test_a_further_stay_is_a_row_of_its_own(panel) -> None:
    (first,) = sent(panel, Housing_holder=State(Mark.PRESENT, 1, None, time(10, 20)))
    save(panel, sent(panel, Housing_holder=State(Mark.PRESENT, 1, None, time(10, 20))))
    second = f"{first.removesuffix('-1')}-2"
    back = State(Mark.ONLINE, 1, time(10, 40))
    assert save(panel, {second: Sent(back, EMPTY)})[second].is_written
    assert [one.turn for one in register_rows(panel.meeting) if one.name == "Housing holder"] == [
        *(1, 2)
    ]
    taken_off = save(panel, {second: Sent(EMPTY, back, 1)})[second]
    assert (taken_off.is_written, taken_off.version) == (True, 0)
    assert RegisterEntry.objects.count() == 1
    assert RegisterEntry.history.filter(history_type="-").get().history_user == panel.clerk


def test_a_member_s_mark_is_changed_and_not_taken_off(panel) -> None:
    save(panel, sent(panel, Health_holder=HERE))
    (refused,) = save(panel, sent(panel, Health_holder=EMPTY)).values()
    assert refused.errors == {"mark": ["Choose one of the answers."]}
    assert marked(panel) == {"Health holder": "present"}


# Quorum -------------------------------------------------------------------------------------------


def test_the_quorum_says_who_is_missing_and_whose_substitute_is_free(panel) -> None:
    save(panel, sent(panel, Social_care_holder=HERE, Housing_holder=HERE))
    assert quorum_now(panel.meeting).words == (
        "Not quorate: 2 of the 3 disciplines needed. Here: Housing and Social care. Not here: "
        "Health. You could ask the substitute for: Health seat."
    )
    save(panel, sent(panel, Health_substitute=HERE))
    assert quorum_now(panel.meeting).words == (
        "Quorate: 3 of the 3 disciplines needed. Here: Health, Housing and Social care."
    )


def test_the_quorum_follows_the_clock(panel) -> None:
    rows = sent(
        panel,
        Social_care_holder=HERE,
        Health_holder=State(Mark.PRESENT, 1, time(10, 30)),
        Housing_holder=State(Mark.PRESENT, 1, None, time(11)),
    )
    save(panel, rows)
    for at, quorate in ((time(10), False), (time(10, 30), True), (time(11), False)):
        with clock.set_to(clock.moment(TODAY, at)):
            assert quorum_now(panel.meeting).quorate is quorate
    spans = [span.quorum.quorate for span in sitting_of(panel.meeting).spans()]
    assert spans == [False, True, False]
    with clock.set_to(date(2026, 12, 3)):  # afterwards it is the end that is told
        assert quorum_now(panel.meeting).quorate is False


def test_afterwards_those_count_who_were_last_to_leave(panel) -> None:
    leaves = State(Mark.PRESENT, 1, None, time(12))
    save(panel, sent(panel, Social_care_holder=leaves, Health_holder=leaves, Housing_holder=leaves))
    with clock.set_to(date(2026, 12, 3)):
        assert quorum_now(panel.meeting).quorate


def test_a_decided_discipline_counts_over_the_assumed_one(panel) -> None:
    boards.SeatDisciplineFactory(
        seat=panel.seats["Housing"],
        discipline=boards.DisciplineFactory(council=panel.council, name="Police"),
    )
    save(panel, sent(panel, Housing_holder=HERE))
    assert quorum_now(panel.meeting).present == ("Police",)


@pytest.mark.parametrize(
    ("rules", "needed", "counted"),
    [
        ({"quorum_kind": "heads", "quorum_number": 4}, 4, 2),
        ({"quorum_kind": "heads", "quorum_number": 4, "coopted_count": True}, 4, 3),
        ({"quorum_kind": "heads", "quorum_number": 4, "online_counts": False}, 4, 1),
        ({"quorum_kind": "fraction", "quorum_number": 2}, 2, 2),  # of three filled places
        ({"quorum_kind": "none"}, 0, 2),
    ],
)
def test_other_ways_to_count(today, rules, needed, counted) -> None:
    assert today
    panel = sit(**rules)
    rows = sent(panel, Social_care_holder=HERE, Health_holder=ONLINE)
    guest = row(panel, "Co-opted guest")
    save(panel, rows | {guest.key: Sent(HERE, EMPTY)})
    answer = quorum_now(panel.meeting)
    assert (answer.needed, answer.counted) == (needed, counted)


def test_young_people_of_a_plural_seat_count_each_and_of_a_single_one_once(today) -> None:
    assert today
    panel = sit(quorum_kind="heads", quorum_number=3)
    mark(by=panel.clerk, meeting=panel.meeting, seat=panel.young, mark="present", heads=3)
    assert quorum_now(panel.meeting).counted == 3
    panel.young.is_plural = False
    panel.young.save()
    assert quorum_now(panel.meeting).counted == 1
    boards.YoungPlacesFactory(seat=panel.young, number=2)
    assert quorum_now(panel.meeting).counted == 2


def test_the_register_s_quorum_is_the_rule_s_own_answer(panel) -> None:
    """On the same presences, written by hand."""
    save(
        panel,
        sent(panel, Social_care_holder=HERE, Health_substitute=ONLINE, Young_people=HERE),
    )
    health, care = panel.seats["Health"].pk, panel.seats["Social care"].pk
    by_hand = [
        Presence(panel.holders["Social care"].pk, seat=care),
        Presence(panel.substitute.pk, health, capacity=Capacity.SUBSTITUTE, online=True),
        Presence(("young", panel.young.pk, 0), seat=panel.young.pk),
    ]
    rule = QuorumRule(Basis.DISCIPLINES, 3, online_counts=True)
    places = [
        quorum.Seat(care, "Social care seat", "Social care"),
        quorum.Seat(health, "Health seat", "Health", substitute=panel.substitute.pk),
        quorum.Seat(panel.seats["Housing"].pk, "Housing seat", "Housing"),
        quorum.Seat(panel.young.pk, "Young people", filled=0),
    ]
    assert seats_for_quorum(panel.meeting) == places
    assert sorted(presences(panel.meeting), key=str) == sorted(by_hand, key=str)
    assert quorum_now(panel.meeting) == quorum.quorum(rule, places, by_hand)


def test_a_body_without_terms_of_reference_is_not_judged(today) -> None:
    assert today
    meeting = boards.MeetingFactory(held_on=TODAY)
    mark(
        by=councils.UserFactory(),
        meeting=meeting,
        seat=boards.SeatFactory(body=meeting.body, young_people=True),
        mark="present",
    )
    assert quorum_now(meeting).words == "No quorum stated, not judged."
