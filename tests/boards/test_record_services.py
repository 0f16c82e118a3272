"""Minutes from the register to confirmed: what each step does, and what it refuses."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from boards.follow_up.services import close_action, reopen_action, update_action
from boards.models import Meeting, Minutes, MinutesSection
from boards.record import queries
from boards.record.gather import draft_of
from boards.record.layout import ARISING
from boards.record.owed.queries import due_of, waiting
from boards.record.services import (
    circulate,
    confirm,
    correct,
    draft_minutes,
    redraft,
    redraft_section,
    save_section,
    take_back,
)
from boards.register.entries.services import mark
from boards.register.services import close_meeting, open_meeting, record_decision
from councils import clock
from councils.writing import Conflict, Refused
from tests.factories import boards, councils
from tests.support.minuted import DRAFTED, HELD, NEXT, ROUND, Minuted, minuted, note

pytestmark = pytest.mark.django_db


WHY_LATE = (
    "These minutes were due on Wednesday 9 December 2026. Say why they are late: the reason stands "
    "beside the two days."
)


@pytest.fixture
def of(today) -> Minuted:  # noqa: ARG001
    """The meeting of last week; it is the day of the next one."""
    return minuted()


def texts(minutes: Minutes) -> dict[str, str]:
    """What each part says."""
    return dict(minutes.sections.values_list("heading", "text"))


# Drafting -----------------------------------------------------------------------------------------


def test_a_draft_has_who_was_there_and_what_came_of_each_item(of: Minuted) -> None:
    panel = of.panel
    with clock.set_to(HELD):
        open_meeting(by=of.clerk, meeting=of.meeting, at=time(10))
        for name in ("Social care", "Housing"):
            mark(
                by=of.clerk,
                meeting=of.meeting,
                person=panel.holders[name],
                seat=panel.seats[name],
                mark="present",
            )
        record_decision(by=of.clerk, item=panel.items[2], text="Buy the house")
        close_meeting(by=of.clerk, meeting=of.meeting, at=time(11, 50))
    said = texts(of.draft())
    parts = of.draft().sections.order_by("position")
    assert [(part.number, part.heading) for part in parts] == [
        *((None, "The meeting"), (None, "Present"), (None, "Apologies")),
        *((None, "Declarations of interest"), (1, "Apologies"), (2, "Questions"), (3, "Homes")),
        (None, "End of the meeting"),
    ]
    assert said["The meeting"] == (
        "Corporate Parenting Panel\nWednesday 25 November 2026, 10am\nCouncil chamber"
    )
    assert said["Present"] == ("Social care holder, Social care seat\nHousing holder, Housing seat")
    assert said["Homes"] == (
        "The Panel was not quorate. This is recorded as the view of those present, to be ratified "
        "at a meeting that is quorate.\n\nNoted.\n\nView of those present 1: Buy the house."
    )
    assert said["End of the meeting"] == "The meeting ended at 11:50am."


def test_young_people_are_counted_and_never_named(of: Minuted) -> None:
    with clock.set_to(HELD):
        mark(by=of.clerk, meeting=of.meeting, seat=of.panel.young, mark="present", heads=3)
    assert texts(of.draft())["Present"].endswith(
        "3 young people represented the children in care council at the meeting."
    )


def test_pressing_again_returns_the_draft_in_hand(of: Minuted) -> None:
    minutes = of.draft()
    of.write(minutes, "My own words.")
    assert of.draft() == minutes
    assert Minutes.objects.count() == 1
    assert texts(minutes)["Homes"] == "My own words."


@pytest.mark.parametrize("day", [date(2026, 11, 24), HELD])
def test_a_meeting_that_has_not_been_held_has_no_minutes(of: Minuted, day: date) -> None:
    """On its own day it must have begun."""
    with clock.set_to(day), pytest.raises(Refused, match="has not been held"):
        draft_minutes(by=of.clerk, meeting=boards.MeetingFactory(held_on=HELD))


def test_a_cancelled_meeting_has_no_minutes(of: Minuted) -> None:
    cancelled = boards.MeetingFactory(
        held_on=HELD, cancelled_at=clock.moment(HELD), cancel_reason="Snow"
    )
    with pytest.raises(Refused, match="has not been held"):
        draft_minutes(by=of.clerk, meeting=cancelled)


# Writing ------------------------------------------------------------------------------------------


def test_a_part_is_written_once_however_often_it_is_sent(of: Minuted) -> None:
    section = of.part(of.draft())
    own = {"by": of.clerk, "section": section, "version": section.version}
    saved = save_section(**own, text="Said.\r\n\r\nDone. \r\n")
    assert saved.text == "Said.\n\nDone."
    again = save_section(**own, text="Said.\n\nDone.")
    assert (again.version, again.history.count()) == (2, 2)
    assert again.history.latest().history_user == of.clerk


def test_the_second_writer_is_shown_what_the_first_one_saved(of: Minuted) -> None:
    minutes = of.draft()
    seen = of.part(minutes)
    of.write(minutes, "The first words.")
    with pytest.raises(Conflict) as conflict:
        save_section(by=of.chair, section=seen, version=seen.version, text="The second words.")
    assert conflict.value.current.text == "The first words."
    assert of.part(minutes).text == "The first words."


def test_what_has_gone_round_is_not_written(of: Minuted) -> None:
    minutes = of.sent()
    with pytest.raises(Refused, match="can only be taken back as a draft or confirmed"):
        of.write(minutes, "Other words.")


# The register again -------------------------------------------------------------------------------


def test_untouched_parts_follow_the_register_and_words_somebody_wrote_stay(of: Minuted) -> None:
    minutes = of.draft()
    of.write(minutes, "My own words.")
    assert not queries.recorded_since(of.meeting, minutes.drafted_at)
    with clock.set_to(ROUND):
        note(of.clerk, of.panel.items[1], "Two questions were asked.")
        note(of.clerk, of.panel.items[2], "The paper was noted.")
        assert queries.recorded_since(of.meeting, minutes.drafted_at)
        (touched,) = redraft(by=of.clerk, minutes=minutes)
    said = texts(minutes)
    assert said["Questions"] == "Two questions were asked.\n\nNoted."
    assert (said["Homes"], touched.heading) == ("My own words.", "Homes")
    assert touched.drafted == "The paper was noted.\n\nNoted."
    minutes.refresh_from_db()
    assert not queries.recorded_since(of.meeting, minutes.drafted_at)
    assert redraft(by=of.clerk, minutes=minutes) == []


def test_the_registers_words_are_taken_instead_and_history_keeps_both(of: Minuted) -> None:
    minutes = of.draft()
    section = of.write(minutes, "My own words.")
    taken = redraft_section(by=of.clerk, section=section, version=section.version)
    assert (taken.text, taken.is_edited) == ("Noted.", False)
    assert [row.text for row in taken.history.order_by("pk")] == [
        *("Noted.", "My own words.", "Noted.")
    ]


def test_an_item_that_came_later_gets_its_part_where_it_belongs(of: Minuted) -> None:
    minutes = of.draft()
    item = boards.AgendaItemFactory(meeting=of.meeting, position=4, title="Urgent business")
    moved = of.panel.items[2]
    moved.position = 5
    moved.save()
    redraft(by=of.clerk, minutes=minutes)
    parts = dict(minutes.sections.order_by("position").values_list("heading", "item"))
    assert list(parts)[-2:] == ["Homes", "Urgent business"]  # where each stood when it was drafted
    assert parts["Urgent business"] == item.pk
    assert minutes.sections.filter(item=moved).count() == 1


# Going round --------------------------------------------------------------------------------------


def test_every_item_that_says_nothing_is_named(of: Minuted) -> None:
    minutes = of.draft()
    of.write(minutes, "  ", "Questions")
    boards.AgendaItemFactory(meeting=of.meeting, position=4, title="Urgent business")
    with pytest.raises(Refused) as refused:
        circulate(by=of.clerk, minutes=minutes, version=minutes.version)
    assert "Item 2, “Questions”, says nothing yet." in str(refused.value)
    assert "Item 4, “Urgent business”, says nothing yet." in str(refused.value)
    assert str(refused.value) == " ".join(queries.circulation_check(minutes).refusals)


def test_the_day_they_were_due_is_kept_beside_the_day_they_went(of: Minuted) -> None:
    minutes = of.sent()
    assert (minutes.due_on, minutes.circulated_by) == (date(2026, 12, 9), of.clerk)
    boards.BodyRulesFactory(body=of.panel.body, in_force_from=date(2026, 11, 1))  # states none
    assert queries.clock_of(of.meeting, minutes).words == (
        "Done on Monday 30 November 2026, in time for Wednesday 9 December 2026."
    )


def test_late_minutes_say_why(of: Minuted) -> None:
    minutes = of.draft()
    with clock.set_to(date(2026, 12, 11)):
        assert queries.clock_of(of.meeting, minutes).words == (
            "Overdue by 2 days: it was due on Wednesday 9 December 2026."
        )
        with pytest.raises(ValidationError) as refused:
            circulate(by=of.clerk, minutes=minutes, version=minutes.version, late_reason=" ")
        assert refused.value.message_dict == {"late_reason": [WHY_LATE]}
        sent = circulate(
            by=of.clerk, minutes=minutes, version=minutes.version, late_reason="The clerk was ill."
        )
    assert queries.clock_of(of.meeting, sent).words == (
        "Late by 2 days: due on Wednesday 9 December 2026, done on Friday 11 December 2026. "
        "Reason given: The clerk was ill."
    )


def test_a_reason_is_kept_only_where_they_are_late(of: Minuted) -> None:
    minutes = of.draft()
    own = {"by": of.clerk, "minutes": minutes, "version": minutes.version}
    assert circulate(**own, late_reason="For fun.").late_reason == ""


def test_where_no_day_is_stated_nothing_is_late(today) -> None:  # noqa: ARG001
    of = minuted(minutes_number=None)
    minutes = of.draft()
    with clock.set_to(date(2027, 6, 1)):
        sent = circulate(by=of.clerk, minutes=minutes, version=minutes.version)
    assert (sent.due_on, queries.clock_of(of.meeting, sent)) == (None, None)


def test_what_somebody_else_moved_does_not_go_round_unseen(of: Minuted) -> None:
    minutes = of.draft()
    redraft(by=of.clerk, minutes=minutes)
    with pytest.raises(Conflict):
        circulate(by=of.clerk, minutes=minutes, version=minutes.version)


def test_taken_back_written_and_round_again_they_keep_their_first_day(of: Minuted) -> None:
    minutes = of.sent()
    draft = take_back(by=of.clerk, minutes=minutes, version=minutes.version)
    assert take_back(by=of.clerk, minutes=minutes, version=minutes.version).version == draft.version
    of.write(draft, "Better words.")
    again = circulate(by=of.clerk, minutes=draft, version=draft.version)
    assert queries.day_of(again.first_circulated_at) == ROUND
    assert queries.day_of(again.circulated_at) == NEXT


# Confirming ---------------------------------------------------------------------------------------


def test_a_later_meeting_confirms_them_with_their_hash(of: Minuted) -> None:
    minutes = of.confirmed()
    assert (minutes.confirmed_in, minutes.confirmed_by) == (of.later, of.chair)
    assert minutes.sha256 == queries.seal(Minutes.objects.get(pk=minutes.pk))


def test_sent_twice_they_are_confirmed_once(of: Minuted) -> None:
    minutes = of.sent()
    own = {"by": of.chair, "minutes": minutes, "version": minutes.version, "at": of.later}
    assert confirm(**own).version == confirm(**own).version


def test_a_draft_is_not_confirmed(of: Minuted) -> None:
    minutes = of.draft()
    with pytest.raises(Refused, match="These minutes are a draft"):
        confirm(by=of.chair, minutes=minutes, version=minutes.version, at=of.later)


def test_who_does_not_chair_confirms_nothing(of: Minuted) -> None:
    minutes = of.sent()
    for somebody in (councils.UserFactory(), of.clerk):
        with pytest.raises(Refused, match="Minutes are confirmed by the chair"):
            confirm(by=somebody, minutes=minutes, version=minutes.version, at=of.later)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ({}, "Choose that meeting"),
        ({"held_on": date(2026, 11, 27), "opened": True}, "first went round on Monday 30 November"),
        ({"held_on": date(2026, 11, 24), "opened": True}, "not later than"),
        ({"held_on": NEXT}, "has not been held"),
        ({"held_on": date(2026, 12, 1), "cancelled": True}, "has not been held"),
        ({"held_on": date(2026, 12, 1), "elsewhere": True}, "is not a meeting of this board"),
    ],
)
def test_the_meeting_must_be_able_to_confirm_them(of: Minuted, at: dict, said: str) -> None:
    minutes, meeting = of.sent(), None
    if at:
        of.later.held_on = date(2027, 1, 6)  # out of the way
        of.later.save()
        day = at["held_on"]
        meeting = boards.MeetingFactory(
            body=boards.BodyFactory(council=of.panel.council)
            if at.get("elsewhere")
            else of.panel.body,
            held_on=day,
            opened_at=clock.moment(day) if at.get("opened") else None,
            cancelled_at=clock.moment(day) if at.get("cancelled") else None,
            cancel_reason="Snow" if at.get("cancelled") else "",
        )
    with pytest.raises(Refused, match=said):
        confirm(by=of.chair, minutes=minutes, version=minutes.version, at=meeting)
    assert meeting not in queries.meetings_that_can_confirm(minutes)


def test_what_was_taken_back_and_sent_again_is_read_again_first(of: Minuted) -> None:
    minutes = of.sent()
    draft = take_back(by=of.clerk, minutes=minutes, version=minutes.version)
    circulate(by=of.clerk, minutes=draft, version=draft.version)
    with pytest.raises(Conflict):
        confirm(by=of.chair, minutes=minutes, version=minutes.version, at=of.later)


def test_they_are_proposed_at_the_next_meetings_item_for_them(of: Minuted) -> None:
    minutes = of.sent()
    item = boards.AgendaItemFactory(
        meeting=of.later, kind="standing", title="Minutes and matters arising"
    )
    assert list(queries.to_confirm_at(of.later)) == [minutes]
    assert queries.item_for_last_minutes(of.later) == item
    assert queries.item_for_last_minutes(of.meeting) is None
    assert queries.last_minutes(of.later) == minutes
    assert queries.last_minutes(of.meeting) is None
    with clock.set_to(NEXT):
        confirm(by=of.chair, minutes=minutes, version=minutes.version, at=of.later)
        assert not queries.to_confirm_at(of.later)
        assert queries.last_minutes(of.later) == minutes
        drafted = draft_minutes(by=of.clerk, meeting=of.later)
    assert drafted.sections.get(item=item).text == (
        "The minutes of the meeting on Wednesday 25 November 2026 were confirmed as a true record."
    )


def test_their_parts_are_ready_for_a_pack(of: Minuted, django_assert_num_queries) -> None:
    minutes = of.sent()
    with django_assert_num_queries(1):
        blocks = queries.minutes_blocks(minutes)
    homes = blocks[-1]
    assert (homes.number, homes.heading, homes.paragraphs) == (3, "Homes", ("Noted.",))
    assert blocks[0].number is None


# Correcting ---------------------------------------------------------------------------------------


def test_a_correction_is_a_copy_with_its_reason_and_the_first_version_stays(of: Minuted) -> None:
    minutes = of.confirmed()
    before = list(minutes.sections.order_by("position").values_list("heading", "text"))
    second = correct(by=of.clerk, minutes=minutes, reason=" A name was wrong. ")
    assert (second.number, second.reason, second.state) == (2, "A name was wrong.", "draft")
    assert list(second.sections.order_by("position").values_list("heading", "text")) == before
    assert correct(by=of.clerk, minutes=minutes, reason="A name was wrong.") == second
    of.write(second, "Put right.")
    assert list(minutes.sections.order_by("position").values_list("heading", "text")) == before
    sent = circulate(by=of.clerk, minutes=second, version=second.version)
    assert sent.due_on is None
    done = confirm(by=of.chair, minutes=sent, version=sent.version, at=of.later)
    assert done.state == "confirmed"
    assert MinutesSection.objects.filter(minutes__meeting=of.meeting, heading="Homes").count() == 2


@pytest.mark.parametrize("reason", ["Another reason.", "A name was wrong."])
def test_one_correction_at_a_time(of: Minuted, reason: str) -> None:
    """Who begins from the correction itself is told that it is under way."""
    minutes = of.confirmed()
    second = correct(by=of.clerk, minutes=minutes, reason="A name was wrong.")
    wrong = second if reason == second.reason else minutes
    with pytest.raises(Refused, match="Version 2 is a correction already under way"):
        correct(by=of.clerk, minutes=wrong, reason=reason)


def test_a_correction_needs_a_reason_and_confirmed_minutes(of: Minuted) -> None:
    minutes = of.sent()
    with pytest.raises(Refused, match="These minutes are circulated"):
        correct(by=of.clerk, minutes=minutes, reason="A name was wrong.")
    with clock.set_to(NEXT):
        minutes = confirm(by=of.chair, minutes=minutes, version=minutes.version, at=of.later)
    with pytest.raises(ValidationError) as refused:
        correct(by=of.clerk, minutes=minutes, reason="  ")
    assert "reason" in refused.value.message_dict


# What is owed -------------------------------------------------------------------------------------


def test_minutes_are_owed_until_they_first_go_round(of: Minuted) -> None:
    def to_write() -> tuple[Meeting, ...]:
        return waiting(of.clerk, of.panel.council).to_write

    assert to_write() == (of.meeting,)
    assert due_of(to_write()[0]).due_on == date(2026, 12, 9)
    minutes = of.sent()
    assert to_write() == ()
    take_back(by=of.clerk, minutes=minutes, version=minutes.version)
    assert to_write() == ()


@pytest.mark.parametrize("kind", ["workshop", "activity_day", "working_group"])
def test_a_workshop_owes_no_minutes(of: Minuted, kind: str) -> None:
    boards.MeetingFactory(body=of.panel.body, held_on=date(2026, 11, 26), kind=kind)
    assert waiting(of.clerk, of.panel.council).to_write == (of.meeting,)


def test_minutes_wait_for_the_chair_once_a_later_meeting_has_begun(of: Minuted) -> None:
    of.sent()
    with clock.set_to(ROUND):
        assert waiting(of.chair, of.panel.council).to_confirm == ()
    assert waiting(of.chair, of.panel.council).to_confirm == (of.meeting,)
    assert waiting(of.clerk, of.panel.council).to_confirm == ()  # they do not sit there
    of.later.opened_at = None
    of.later.save()
    assert waiting(of.chair, of.panel.council).to_confirm == ()
    with clock.set_to(date(2026, 12, 3)):  # it was held, though nobody wrote down when it began
        assert waiting(of.chair, of.panel.council).to_confirm == (of.meeting,)


def test_what_is_confirmed_waits_for_nobody(of: Minuted, django_assert_num_queries) -> None:
    of.confirmed()
    with django_assert_num_queries(1):
        assert waiting(of.chair, of.panel.council).to_confirm == ()


# Matters arising ----------------------------------------------------------------------------------


def arising(of: Minuted) -> str:
    """What the draft of the meeting's minutes says of the actions of the meetings before."""
    with clock.set_to(DRAFTED):
        return next(
            ("\n".join(p.paragraphs) for p in draft_of(of.meeting) if p.heading == ARISING), ""
        )


def test_the_draft_says_what_was_closed_and_carried_since_last_time(of: Minuted) -> None:
    last = boards.MeetingFactory(body=of.panel.body, held_on=date(2026, 9, 16))
    item = boards.AgendaItemFactory(meeting=last)
    done, moved, old = (
        boards.ActionFactory(item=item, number=n, text=f"Do {n}.", due_on=date(2026, 11, 20))
        for n in (1, 2, 3)
    )
    with clock.set_to(date(2026, 9, 16)):
        close_action(by=of.clerk, action=old, done="It was settled on the day.")
    with clock.set_to(date(2026, 10, 1)):
        close_action(by=of.clerk, action=done, done="The letter went out.")
        later = {"words": "They ask for time.", "due_on": date(2027, 1, 15)}
        update_action(by=of.clerk, action=moved, **later)
    assert arising(of) == (
        "Action 1: Do 1. Done: The letter went out.\n"
        "Action 2: Do 2. Carried forward from Friday 20 November 2026 to Friday 15 January 2027: "
        "They ask for time."
    )
    reopen_action(by=of.clerk, action=done, reason="It came back.")
    boards.RestrictionFactory(report=boards.ReportFactory(item=item, submitted=True))
    assert arising(of) == (
        "Action 2 is carried forward from Friday 20 November 2026 to Friday 15 January 2027."
    )
