"""The forum's questions in a pack: the longest waiting first, and what young people were told."""

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from boards.models import AgendaItem, Meeting
from boards.packs.services import publish_pack
from boards.services import plan_meeting
from councils import clock
from councils.models import Council
from forums.models import Forum, Question
from tests.factories import boards, councils, forums

DAY = date(2027, 1, 13)
LONDON = ZoneInfo("Europe/London")


def on(day: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(day, time(12), tzinfo=LONDON)


@pytest.fixture
def meeting(buckinghamshire: Council) -> Meeting:
    """The Panel, with the forum's own time."""
    body = buckinghamshire.body_set.get(key="panel")
    return plan_meeting(
        by=councils.UserFactory(),
        body=body,
        held_on=DAY,
        starts_at=time(17, 30),
        place="Room 1",
        theme=None,
        slot_minutes=120,
    )


@pytest.fixture
def forum(meeting: Meeting) -> Forum:
    """The forum it hears."""
    return meeting.body.forum_links.get().forum


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    """The forum's own time."""
    return meeting.items.get(kind="protected")


def asked(forum: Forum, words: str, day: date, **state: object) -> Question:
    """A question in words that two people have agreed to."""
    state = state or {"put": True}
    given = {"forum": forum, "theme": None, "public_wording": words, "asked_at": on(day)}
    return forums.QuestionFactory(**given, **state)


def said(meeting: Meeting, kind: str = "public") -> list[tuple[str, str]]:
    """What stands under the forum's item: who and text, in order."""
    for edition in publish_pack(by=councils.UserFactory(), meeting=meeting):
        if edition.kind == kind:
            items = json.loads(edition.content)["items"]
            found = next(each for each in items if each["protected"])
            return [
                (block.get("who", block["block"]), block["text"])
                for block in found["blocks"]
                if "text" in block
            ]
    return []


def test_the_longest_waiting_stands_first_with_its_working_days(forum, item, meeting) -> None:
    """Counted to the day of the meeting, over Christmas and New Year."""
    for words, day in (("New?", date(2027, 1, 4)), ("Old?", date(2026, 12, 14))):
        boards.PutQuestionFactory(item=item, question=asked(forum, words, day))
    assert said(meeting) == [
        ("We Do Care! asks, and has waited 19 working days, longer than it should", "Old?"),
        ("We Do Care! asks, and has waited 7 working days", "New?"),
    ]


@pytest.mark.parametrize("kind", ["members", "forum", "public"])
def test_what_waits_from_before_comes_by_itself(forum, meeting, kind) -> None:
    """Put to an earlier meeting, sent back by the forum, or over its ten days; and nothing else."""
    earlier = boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=meeting.body, held_on=date(2026, 11, 18)), protected=True
    )
    put = asked(forum, "At the last one?", date(2026, 11, 2))
    boards.PutQuestionFactory(item=earlier, question=put)
    asked(forum, "Sent back?", date(2026, 9, 1), put=True, state="reopened", reopened_at=on(DAY))
    asked(forum, "Late?", date(2026, 12, 1), agreed=True)
    asked(forum, "Fresh?", date(2027, 1, 11), agreed=True)
    asked(forum, "Not agreed?", date(2026, 12, 1), worded=True)
    asked(forum, "Answered?", date(2026, 12, 1), answered=True)
    asked(forum, "Asked after it?", date(2027, 1, 14), agreed=True)
    later = boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=meeting.body, held_on=date(2027, 2, 10)), protected=True
    )
    boards.PutQuestionFactory(item=later, question=asked(forum, "Next time?", date(2026, 12, 1)))
    other = forums.ForumFactory(council=forum.council)
    asked(other, "Another forum's?", date(2026, 12, 1))
    words = [text for _, text in said(meeting, kind)]
    assert words == ["At the last one?", "Late?", "Sent back?"]


def test_what_was_told_since_the_last_papers_stands_below(forum, meeting) -> None:
    """Between the papers and their meeting, too; papers of after the meeting tell of nothing later."""
    earlier = boards.AgendaItemFactory(
        meeting=boards.MeetingFactory(body=meeting.body, held_on=date(2026, 12, 9)), protected=True
    )
    for number, day in ((1, date(2026, 12, 2)), (2, date(2026, 12, 20))):
        boards.EditionFactory(meeting=earlier.meeting, number=number, published_at=on(day))
    for words, day in (("Before?", date(2026, 12, 1)), ("Since?", date(2026, 12, 3))):
        told(forum, words, day)
    assert said(meeting) == [
        ("heading", "What young people were told since the last papers"),
        ("We Do Care! asked", "Since?"),
        ("paragraph", "Told back on 3 December 2026."),
    ]


def told(forum: Forum, words: str, day: date, **about: object) -> None:
    """A question that was told back on a day, and put on record then."""
    question = asked(forum, words, date(2026, 11, 2), told=True, **about)
    forums.AnswerFactory(
        question=question, told_back=True, told_on=day, told_at=on(day), told_words="Yes."
    )


def test_published_another_day_the_pack_says_the_same(forum, item, meeting) -> None:
    """How long is not counted to today, which would make an edition of every day."""
    question = asked(forum, "Old?", date(2026, 12, 14))
    boards.PutQuestionFactory(item=item, question=question)
    assert said(meeting)
    with clock.set_to(DAY - timedelta(days=1)):
        assert said(meeting) == []


WITH_WORDS = "Head of service, told on 10 December 2026: Yes."


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("members", WITH_WORDS),
        ("forum", WITH_WORDS),
        ("public", "Told back on 10 December 2026."),
    ],
)
def test_what_was_told_back_is_for_members_and_the_forum_alone(forum, meeting, kind, words) -> None:
    """One person wrote it for a few young people: everybody else reads the day."""
    told(forum, "Why?", date(2026, 12, 10))
    assert said(meeting, kind)[-1] == ("paragraph", words)


def test_what_is_about_a_worker_comes_by_nothing_but_somebodys_hand(forum, item, meeting) -> None:
    worker = councils.UserFactory()
    late = asked(forum, "Late?", date(2026, 12, 1), agreed=True, not_for=worker)
    told(forum, "Told?", date(2026, 12, 10), not_for=worker)
    ((_, nothing),) = said(meeting)
    assert nothing.startswith("No question has been put yet.")
    boards.PutQuestionFactory(item=item, question=late)
    assert [text for _, text in said(meeting)] == ["Late?"]


def test_what_was_answered_before_the_meeting_waits_no_longer(forum, item, meeting) -> None:
    """And nothing is changed by what is answered on the day, or was sent back since."""
    answers = (
        ("Before?", date(2026, 12, 14), {"answered": True}, "asked; answered after 3 working days"),
        (
            "On the day?",
            DAY,
            {"answered": True},
            "asks, and has waited 19 working days, longer than it should",
        ),
        (
            "Sent back?",
            date(2026, 12, 14),
            {"put": True, "state": "reopened", "reopened_at": on(date(2027, 1, 11))},
            "asks, and has waited 2 working days",
        ),
    )
    for words, answered, state, _ in answers:
        asked_on = date(2026, 12, 9) if words == "Before?" else date(2026, 12, 14)
        question = asked(forum, words, asked_on, **state)
        boards.PutQuestionFactory(item=item, question=question)
        forums.AnswerFactory(question=question, answered_at=on(answered))
    found = {text: who for who, text in said(meeting)}
    assert found == {words: f"We Do Care! {who}" for words, _, _, who in answers}
