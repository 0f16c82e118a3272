"""Packs say where an item comes from and why it is late, to each reader what is theirs to know."""

import json
from datetime import date

import pytest

from boards.agendas.carrying import ratify_words
from boards.models import AgendaItem, Body, Decision, Edition, Meeting
from boards.packs.services import publish_pack
from councils import clock
from tests.factories import boards, councils
from tests.support.papers import cleared

EARLIER, DAY = date(2026, 11, 11), date(2027, 1, 13)
KINDS, OTHERS = ("members", "forum", "public"), ("forum", "public")
NONE = "There are no papers for this item."


@pytest.fixture
def meeting(db, today) -> Meeting:  # noqa: ARG001
    """A meeting to come of a body that hears a forum."""
    meeting = boards.MeetingFactory(held_on=DAY)
    boards.BodyForumFactory(body=meeting.body)
    return meeting


@pytest.fixture
def held(meeting: Meeting) -> Meeting:
    """The meeting before it."""
    return boards.MeetingFactory(body=meeting.body, held_on=EARLIER)


def on_agenda(meeting: Meeting, **fields: object) -> AgendaItem:
    """The one item of the meeting."""
    return boards.AgendaItemFactory(meeting=meeting, position=1, **fields)


def publish(meeting: Meeting) -> dict[str, Edition]:
    """The newest edition of each kind, after publishing."""
    publish_pack(by=councils.UserFactory(), meeting=meeting)
    return {edition.kind: edition for edition in meeting.editions.order_by("number")}


def said(edition: Edition) -> list[str]:
    """The item as it is read: its facts, and each block's number and words."""
    found: list[str] = []
    for block in json.loads(edition.content)["items"][1]["blocks"]:
        if block["block"] == "facts":
            found += [f"{name}: {value}" for name, value in block["rows"]]
        else:
            found.append(f"{block['number']} {block.get('text') or block['reason']}")
    return found


# Put off, cancelled, from a group -----------------------------------------------------------------


def test_an_item_that_began_here_has_nothing_before_it(meeting: Meeting) -> None:
    on_agenda(meeting)
    for edition in publish(meeting).values():
        assert said(edition) == [f"1.1 {NONE}"]


def test_what_was_put_off_says_when(meeting: Meeting, held: Meeting) -> None:
    on_agenda(meeting, carried_from=boards.AgendaItemFactory(meeting=held))
    for edition in publish(meeting).values():
        assert said(edition) == ["1.1 Put off at the meeting on Wednesday 11 November 2026."]


def test_what_a_cancelled_meeting_had_says_so(meeting: Meeting) -> None:
    lost = boards.MeetingFactory(body=meeting.body, held_on=EARLIER, cancelled=True)
    on_agenda(meeting, carried_from=boards.AgendaItemFactory(meeting=lost))
    words = "1.1 From the meeting on Wednesday 11 November 2026, which was cancelled."
    assert said(publish(meeting)["public"]) == [words]


def test_the_update_of_a_group_says_whose(meeting: Meeting) -> None:
    group = boards.BodyFactory(
        strategy=meeting.body.strategy, parent=meeting.body, name="Homes group"
    )
    on_agenda(meeting, kind="update", from_body=group)
    words = f"1.1 Homes group tells the {meeting.council.words.body} about its progress."
    assert said(publish(meeting)["forum"]) == [words]


# To be ratified -----------------------------------------------------------------------------------


@pytest.fixture
def views(meeting: Meeting, held: Meeting) -> list[Decision]:
    """Two decisions by too few, on the agenda to be ratified."""
    source = boards.AgendaItemFactory(meeting=held, position=2, title="Homes")
    on_agenda(meeting, title="To ratify: Homes", carried_from=source)
    return [
        boards.DecisionFactory(item=source, number=number, text=text, is_view=True)
        for number, text in ((4, "zqbuy six homes"), (5, "zqtell the schools"))
    ]


def minute(decision: Decision, *, words: str = "", confirmed: bool = False) -> None:
    """Minutes of the meeting before that went round, with what was decided word for word."""
    minutes = boards.MinutesFactory(meeting=decision.item.meeting, circulated=True)
    text = words or f"Those present agreed:\n{decision.text}\nand no more."
    boards.MinutesSectionFactory(
        minutes=minutes, position=102, item=decision.item, heading="Homes", text=text
    )
    if confirmed:
        minutes.confirmed_at, minutes.confirmed_by = minutes.circulated_at, minutes.circulated_by
        minutes.confirmed_in = boards.MeetingFactory(
            body=minutes.meeting.body, held_on=date(2026, 12, 9)
        )
        minutes.sha256 = "0" * 64
        minutes.save()


def test_members_read_what_they_are_to_ratify(meeting: Meeting, views: list[Decision]) -> None:
    assert len(views) == 2
    assert said(publish(meeting)["members"]) == [
        f"1.1 {ratify_words([4, 5], EARLIER)}",
        "1.2 Decision 4: zqbuy six homes",
        "1.3 Decision 5: zqtell the schools",
    ]


@pytest.mark.parametrize("kind", OTHERS)
def test_others_read_it_once_it_is_in_their_minutes(
    meeting: Meeting, views: list[Decision], kind: str
) -> None:
    """Until then slips, so that the numbers are the same."""
    edition = publish(meeting)[kind]
    assert "zq" not in edition.content
    assert said(edition)[0].startswith("1.1 Decisions 4 and 5 were the view")
    assert said(edition)[1].startswith("1.2 The words of decision 4 stand in the papers of the ")
    minute(views[0], confirmed=kind == "public")
    assert said(publish(meeting)[kind])[1] == "1.2 Decision 4: zqbuy six homes"
    assert "zqtell" not in meeting.editions.filter(kind=kind).order_by("number").last().content


def test_circulated_minutes_are_not_the_public_s(meeting: Meeting, views: list[Decision]) -> None:
    minute(views[0])
    editions = publish(meeting)
    assert "zqbuy" in editions["forum"].content
    assert "zqbuy" not in editions["public"].content


def test_those_of_a_formal_committee_are(meeting: Meeting, views: list[Decision]) -> None:
    boards.BodyRulesFactory(body=meeting.body, committee=True, in_force_from=EARLIER)
    minute(views[0])
    assert "zqbuy" in publish(meeting)["public"].content


def test_a_decision_that_the_minutes_say_otherwise_stays_with_members(
    meeting: Meeting, views: list[Decision]
) -> None:
    minute(views[0], words="Those present agreed.", confirmed=True)
    for kind in OTHERS:
        assert "zqbuy" not in publish(meeting)[kind].content


def test_a_decision_on_a_restricted_paper_stays_with_members(
    meeting: Meeting, views: list[Decision]
) -> None:
    minute(views[0], confirmed=True)
    with clock.set_to(EARLIER):
        boards.RestrictionFactory(report=cleared(views[0].item))
    editions = publish(meeting)
    for kind in OTHERS:
        assert "zqbuy" not in editions[kind].content
    assert "zqbuy" in editions["members"].content


def test_what_an_earlier_meeting_ratified_is_not_asked_again(
    meeting: Meeting, views: list[Decision]
) -> None:
    between = boards.AgendaItemFactory(
        meeting__body=meeting.body, meeting__held_on=date(2026, 12, 2)
    )
    boards.DecisionFactory(item=between, number=6, ratifies=views[0])
    assert said(publish(meeting)["members"])[0].startswith("1.1 Decision 5 was the view")


def test_what_was_recorded_by_mistake_is_not_asked(meeting: Meeting, views: list[Decision]) -> None:
    views[0].withdrawn_at, views[0].withdrawn_by = clock.now(), councils.UserFactory()
    views[0].save()
    editions = publish(meeting)
    assert said(editions["members"])[0].startswith("1.1 Decision 5 was the view")
    assert "zqbuy" not in editions["members"].content


def test_ratifying_them_changes_no_paper(meeting: Meeting, views: list[Decision]) -> None:
    publish(meeting)
    boards.DecisionFactory(item=meeting.items.get(), number=6, ratifies=views[0])
    assert publish_pack(by=councils.UserFactory(), meeting=meeting) == []


# Handed over --------------------------------------------------------------------------------------


def hand_over(meeting: Meeting, **fields: object) -> AgendaItem:
    """A matter that the Strategy Group handed over, with its reason, taken by the meeting."""
    group: Body = boards.BodyFactory(strategy=meeting.body.strategy, name="Strategy Group")
    item = on_agenda(meeting, title="From Strategy Group: Beds", from_body=group, **fields)
    source = boards.AgendaItemFactory(meeting__body=group)
    boards.EscalationFactory(
        item=source,
        to_body=meeting.body,
        reason="zqthe money is spent",
        escalated_at=clock.moment(EARLIER),
        taken_by=item,
    )
    return item


def test_why_a_matter_was_handed_over_is_for_members(meeting: Meeting) -> None:
    hand_over(meeting)
    editions = publish(meeting)
    by = "1.1 Handed over by Strategy Group on Wednesday 11 November 2026."
    assert said(editions["members"]) == [by, "1.2 zqthe money is spent"]
    for kind in OTHERS:
        first, second = said(editions[kind])
        assert (first, second.split()[0]) == (by, "1.2")
        assert "zq" not in editions[kind].content


def test_taken_late_its_reason_is_for_members_all_the_same(meeting: Meeting) -> None:
    """Carried in after the papers were due, its reason for being late is that of the other body."""
    hand_over(meeting, late_reason="Handed over by Strategy Group: zqthe money is spent")
    editions = publish(meeting)
    assert said(editions["members"])[0].startswith("Late or urgent: Handed over")
    for kind in OTHERS:
        assert said(editions[kind])[0].startswith("Late or urgent: The reason stands in")
        assert "zq" not in editions[kind].content


def test_put_off_after_that_it_still_says_why(meeting: Meeting, held: Meeting) -> None:
    source = hand_over(held)
    on_agenda(meeting, carried_from=source)
    assert said(publish(meeting)["members"]) == [
        "1.1 Put off at the meeting on Wednesday 11 November 2026.",
        "1.2 Handed over by Strategy Group on Wednesday 11 November 2026.",
        "1.3 zqthe money is spent",
    ]


# Why late, why at all, who brings it --------------------------------------------------------------


def test_everybody_is_told_why_an_item_is_late_or_has_time(meeting: Meeting) -> None:
    """Local Government Act 1972, section 100B(4)(b); a reason added later moves no number."""
    item = on_agenda(meeting, purpose="information", minutes=5, chair_reason="It is new.")
    item.late_reason, item.presenter = "The letter came today.", "Ann Owner"
    item.save()
    facts = ["Late or urgent: The letter came today.", "Why the chair gives it time: It is new."]
    editions = publish(meeting)
    assert said(editions["members"]) == ["Brought by: Ann Owner", *facts, f"1.1 {NONE}"]
    for kind in OTHERS:
        assert said(editions[kind]) == [*facts, f"1.1 {NONE}"]


def test_with_a_restricted_paper_the_reasons_are_members_too(meeting: Meeting) -> None:
    item = on_agenda(meeting, late_reason="zqlate", chair_reason="zqchair")
    boards.RestrictionFactory(report=cleared(item))
    editions = publish(meeting)
    assert '["Late or urgent","zqlate"]' in editions["members"].content
    for kind in OTHERS:
        assert "zq" not in editions[kind].content


@pytest.mark.parametrize("kind", KINDS)
def test_why_the_forum_has_more_time_stands_there(
    meeting: Meeting, held: Meeting, kind: str
) -> None:
    """R8: 9 of 15 were given last time. Without a debt nothing is said."""
    boards.BodyRulesFactory(body=meeting.body, forum_time=True, in_force_from=date(2026, 1, 1))
    on_agenda(meeting, kind="protected", minutes=21)
    assert len(said(publish(meeting)[kind])) == 1
    last = boards.AgendaItemFactory(meeting=held, kind="protected", minutes=15)
    boards.ForumTimeFactory(item=last, cut=True)
    first, second = said(publish(meeting)[kind])
    assert first.endswith(
        "is 21 minutes: 15 and 6 owed, because 9 of 15 minutes were given last time."
    )
    assert second.startswith("1.1 No question has been put yet.")
