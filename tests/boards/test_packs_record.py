"""What packs show of a body's own record: stuck issues, the last minutes, what is still to be done."""

import json
from datetime import date

import pytest

from boards.models import Edition, Meeting, Minutes
from boards.packs.record_blocks import WENT_ROUND
from boards.packs.services import publish_pack
from councils import clock
from tests.factories import boards, councils, measures
from tests.support.papers import cleared

LAST, HELD = date(2026, 11, 4), date(2027, 1, 13)
KINDS = ("members", "forum", "public")


@pytest.fixture
def meeting(db, today) -> Meeting:  # noqa: ARG001
    """A meeting to come of a body that hears a forum, with the item for the last minutes."""
    meeting = boards.MeetingFactory(held_on=HELD)
    boards.BodyForumFactory(body=meeting.body)
    boards.AgendaItemFactory(meeting=meeting, position=1, kind="standing", title="Apologies")
    title = "Minutes and matters arising"
    boards.AgendaItemFactory(meeting=meeting, position=2, kind="standing", title=title)
    return meeting


@pytest.fixture
def last(meeting: Meeting) -> Meeting:
    """The meeting before, of which nothing is written yet."""
    return boards.MeetingFactory(body=meeting.body, held_on=LAST)


@pytest.fixture
def minutes(last: Meeting) -> Minutes:
    """Its minutes, gone round: an opening, and what was said at one item."""
    made = boards.MinutesFactory(meeting=last, circulated=True)
    boards.MinutesSectionFactory(minutes=made, position=1, heading="The meeting", text="One.\nTwo.")
    item = boards.AgendaItemFactory(meeting=last, position=3, title="Homes")
    boards.MinutesSectionFactory(
        minutes=made, position=103, item=item, heading="Homes", text="zqminuted"
    )
    return made


def publish(meeting: Meeting) -> dict[str, Edition]:
    """The newest edition of each kind, after publishing."""
    publish_pack(by=councils.UserFactory(), meeting=meeting)
    return {edition.kind: edition for edition in meeting.editions.order_by("number")}


def blocks(edition: Edition, number: int) -> list[dict]:
    """The blocks of an item."""
    return json.loads(edition.content)["items"][number]["blocks"]


def said(edition: Edition, number: int) -> list[str]:
    """An item as it is read: each block's number and words."""
    return [
        f"{b.get('number', '')} {b.get('text') or b.get('reason', '')}".strip()
        for b in blocks(edition, number)
        if b["block"] != "facts"
    ]


def confirm(minutes: Minutes, at: Meeting) -> None:
    """The minutes as they are once a meeting has agreed them."""
    minutes.confirmed_at = minutes.circulated_at
    minutes.confirmed_by, minutes.confirmed_in = minutes.circulated_by, at
    minutes.sha256 = "0" * 64
    minutes.save()


# The last minutes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["members", "forum"])
def test_the_last_minutes_stand_under_their_item(
    meeting: Meeting, minutes: Minutes, kind: str
) -> None:
    """Part by part, each paragraph with its number."""
    assert minutes.state == "circulated"
    assert said(publish(meeting)[kind], 2) == [
        "Minutes of the meeting on Wednesday 4 November 2026",
        f"2.1 {WENT_ROUND.format(day='Monday 5 January 2026')}",
        *("The meeting", "2.2 One.", "2.3 Two."),
        *("Homes", "2.4 zqminuted"),
    ]


def test_the_public_gets_them_once_they_are_agreed(meeting: Meeting, minutes: Minutes) -> None:
    """Until then a slip, with the number at which they begin."""
    edition = publish(meeting)["public"]
    assert "zqminuted" not in edition.content
    assert said(edition, 2)[1].startswith("2.1 The minutes of the meeting on Wednesday 4 November")
    confirm(minutes, meeting)
    assert "2.4 zqminuted" in said(publish(meeting)["public"], 2)


def test_minutes_of_a_formal_committee_are_open_at_once(meeting: Meeting, minutes: Minutes) -> None:
    boards.BodyRulesFactory(body=meeting.body, committee=True, in_force_from=HELD)
    assert minutes.confirmed_at is None
    assert "2.4 zqminuted" in said(publish(meeting)["public"], 2)


def test_minutes_agreed_before_this_meeting_say_so(meeting: Meeting, minutes: Minutes) -> None:
    between = boards.MeetingFactory(body=meeting.body, held_on=date(2026, 12, 1))
    confirm(minutes, between)
    words = "2.1 They were agreed by the meeting on Tuesday 1 December 2026."
    assert words in said(publish(meeting)["members"], 2)


def test_agreeing_them_changes_nothing_for_those_who_had_them(
    meeting: Meeting, minutes: Minutes
) -> None:
    publish(meeting)
    confirm(minutes, meeting)
    made = publish_pack(by=councils.UserFactory(), meeting=meeting)
    assert [edition.kind for edition in made] == ["public"]


def test_a_draft_of_minutes_is_in_no_edition(meeting: Meeting, last: Meeting) -> None:
    draft = boards.MinutesFactory(meeting=last)
    boards.MinutesSectionFactory(minutes=draft, text="zqdraft")
    for edition in publish(meeting).values():
        assert "zqdraft" not in edition.content
        assert said(edition, 2) == ["2.1 There are no papers for this item."]


def test_what_was_said_of_a_restricted_paper_is_kept_back_with_it(
    meeting: Meeting, minutes: Minutes
) -> None:
    """From all but members; what follows keeps its number."""
    item = minutes.sections.get(position=103).item
    with clock.set_to(LAST):
        report = cleared(item)
    boards.RestrictionFactory(report=report)
    boards.ActionFactory(item=item, number=7, text="zqaction")
    boards.ActionFactory(item__meeting=minutes.meeting, number=8, text="Write to all")
    editions = publish(meeting)
    assert {"2.4 zqminuted", "What is still to be done"} < set(said(editions["members"], 2))
    for kind in ("forum", "public"):
        assert "zq" not in editions[kind].content
    assert "2.4 What is kept back here belongs to a paper that is not for everybody." in said(
        editions["forum"], 2
    )
    assert said(editions["forum"], 2)[-2].startswith("2.5 What is kept back here")
    assert all(said(editions[kind], 2)[-1].startswith("2.6 Action 8: Write") for kind in KINDS)


# What is still to be done -------------------------------------------------------------------------


def test_open_actions_stand_there_with_how_they_are(meeting: Meeting, last: Meeting) -> None:
    """Who does it is for members and the forum; the public is not told names."""
    owner = councils.PersonFactory(council=meeting.council, name="Ann Owner")
    own = {"item__meeting": last, "owner": owner}
    boards.ActionFactory(**own, number=4, text="Write to schools", due_on=date(2027, 1, 4))
    boards.ActionFactory(**own, number=5, text="Count the beds.", closed=True)
    later = clock.moment(date(2027, 2, 1))
    boards.ActionFactory(**own, number=6, text="Set since", opened_at=later)
    editions = publish(meeting)
    words = (
        "2.1 Action 4: Write to schools.{} Overdue by 9 days: it was due on Monday 4 January 2027."
    )
    for kind, who in (("members", " Ann Owner."), ("forum", " Ann Owner."), ("public", "")):
        assert said(editions[kind], 2) == ["What is still to be done", words.format(who)]


def test_nothing_stands_there_where_there_is_nothing(meeting: Meeting, last: Meeting) -> None:
    assert last.pk
    for edition in publish(meeting).values():
        assert said(edition, 2) == ["2.1 There are no papers for this item."]


def test_a_body_without_such_an_item_has_a_pack_all_the_same(
    meeting: Meeting, minutes: Minutes
) -> None:
    meeting.items.filter(position=2).delete()
    assert minutes.pk
    assert "zqminuted" not in publish(meeting)["members"].content


# What is stuck ------------------------------------------------------------------------------------


@pytest.fixture
def stuck(meeting: Meeting, last: Meeting):
    """A published measure, red at the last two meetings and now: three of thirty a year ago."""
    before = boards.MeetingFactory(body=meeting.body, held_on=date(2026, 9, 2))
    measure = measures.MeasureFactory(
        council=meeting.council, short_title="Homes near school", published=True, polarity="high"
    )
    measures.TargetFactory(measure=measure, value="90", in_force_from=date(2020, 1, 1))
    for day, count in ((date(2025, 3, 31), 12), (date(2026, 3, 31), 10)):
        measures.ObservationFactory(
            measure=measure,
            period_end=day,
            numerator=count,
            denominator=30,
            value=count * 100 // 30,
            signed_off=True,
        )
    for each in (before, last):
        boards.IssueFactory(meeting=each, measure=measure, concern="", response="noted")
    return measure


def test_a_stuck_issue_opens_the_pack_with_its_history(meeting: Meeting, stuck) -> None:
    """R15, to every reader who is shown its figures."""
    assert stuck.pk
    words = "red on Wednesday 2 September 2026; red on Wednesday 4 November 2026. Decide today"
    for edition in publish(meeting).values():
        front = said(edition, 0)
        place = front.index("What is stuck")
        assert front[place + 1].startswith("0.1 Homes near school is stuck: ")
        assert words in front[place + 1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"numerator": 3, "value": 10}, {"members"}),  # a small number, now
        ({"signed_off_at": None, "signed_off_by": None}, {"members"}),
    ],
)
def test_an_issue_whose_figure_is_not_shown_is_not_named(
    meeting: Meeting, stuck, change: dict, told: set[str]
) -> None:
    newest = stuck.observations.get(period_end=date(2026, 3, 31))
    for name, value in change.items():
        setattr(newest, name, value)
    newest.save()
    editions = publish(meeting)
    for kind, edition in editions.items():
        named = any("0.1 Homes near school is stuck" in words for words in said(edition, 0))
        assert named == (kind in told), kind
        assert ("What is stuck" in said(edition, 0)) == named


def test_a_figure_that_was_small_once_hides_the_history_of_its_colour(
    meeting: Meeting, stuck
) -> None:
    oldest = stuck.observations.get(period_end=date(2025, 3, 31))
    oldest.numerator, oldest.value = 3, 10
    oldest.save()
    editions = publish(meeting)
    assert "school is stuck" in editions["members"].content
    assert "school is stuck" not in editions["forum"].content + editions["public"].content


def test_a_measure_that_is_not_published_is_not_named_to_the_public(
    meeting: Meeting, stuck
) -> None:
    publication = meeting.council.publication_set.get(key=stuck.key)
    publication.withdrawn_at, publication.withdrawn_by = clock.now(), councils.UserFactory()
    publication.save()
    editions = publish(meeting)
    assert "school is stuck" in editions["forum"].content
    assert "school is stuck" not in editions["public"].content


def test_no_gap_in_the_numbers_tells_that_something_hidden_is_red(
    meeting: Meeting, stuck, last: Meeting
) -> None:
    """What everybody may know comes first; a number means the same to all who have it."""
    before = Meeting.objects.get(held_on=date(2026, 9, 2))
    for each in (before, last):
        each.issues.all().delete()  # recorded anew, so that what is for few stands before
        boards.IssueFactory(meeting=each, concern="zqconcern", response="noted")
        boards.IssueFactory(meeting=each, measure=stuck, concern="", response="noted")
    editions = publish(meeting)
    numbers = {
        kind: [words.split(" is stuck")[0] for words in said(edition, 0) if " is stuck:" in words]
        for kind, edition in editions.items()
    }
    assert numbers["members"] == numbers["forum"] == ["0.1 Homes near school", "0.2 zqconcern"]
    assert numbers["public"] == ["0.1 Homes near school"]


def test_a_concern_in_words_is_for_members_and_the_forum(meeting: Meeting, last: Meeting) -> None:
    before = boards.MeetingFactory(body=meeting.body, held_on=date(2026, 9, 2))
    for each in (before, last):
        boards.IssueFactory(meeting=each, concern="zqconcern", response="noted")
    editions = publish(meeting)
    found = {kind: "zqconcern" in edition.content for kind, edition in editions.items()}
    assert found == {"members": True, "forum": True, "public": False}
